//! The family's plan: the family's own words, goals, steps with owner and due date, progress.
//!
//! Read by the family and its team. Invariants: the family's words come before the agency's and
//! keep their author and language; what the agency owes is as visible as what a parent has to do.

// Compiled for the browser too, where each server function is a stub. The other modules use the
// store, which must not be part of the browser's WebAssembly module.
pub mod forms;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod plain_language;
#[cfg(feature = "ssr")]
pub mod view;
