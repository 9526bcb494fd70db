//! The calendar: the dates of a family, and what to know before each.
//!
//! For families and their teams. It promises: everyone sees the dates that they are invited to or a
//! party of, and a place that is withheld from a person is nowhere for them.

// Compiled for the browser too, where each server function is a stub. The other modules use the
// store, which must not be part of the browser's WebAssembly module.
pub mod forms;
#[cfg(feature = "ssr")]
pub mod ics;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod view;
