//! The family's plan: the family's own words, goals, steps with owner and due date, progress.
//!
//! Read by the family and its team. Invariants: the family's words come before the agency's and
//! keep their author and language; what the agency owes is as visible as what a parent has to do.

// Compiled for the browser too, where each server function is a stub. The other modules use the
// store, which must not be part of the browser's WebAssembly module.
pub mod api;
#[cfg(feature = "ssr")]
pub mod children;
#[cfg(feature = "ssr")]
pub mod items;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod permanency;
#[cfg(feature = "ssr")]
pub mod plain_language;
#[cfg(feature = "ssr")]
pub mod print_document;
#[cfg(feature = "ssr")]
pub mod progress_chart;
#[cfg(feature = "ssr")]
pub mod replies;
#[cfg(feature = "ssr")]
pub mod reply_forms;
#[cfg(feature = "ssr")]
mod steps;
#[cfg(feature = "ssr")]
pub mod version_diff;
#[cfg(feature = "ssr")]
pub mod workload;
