//! The family's plan: the family's own words, goals, steps with owner and due date, progress.
//!
//! Read by the family and its team. Invariants: the family's words come before the agency's and
//! keep their author and language; what the agency owes is as visible as what a parent has to do.

pub mod api;
#[cfg(feature = "ssr")]
pub mod change;
#[cfg(feature = "ssr")]
pub mod chart;
#[cfg(feature = "ssr")]
pub mod child;
#[cfg(feature = "ssr")]
pub mod heading;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod paper;
#[cfg(feature = "ssr")]
pub mod part;
#[cfg(feature = "ssr")]
pub mod plain;
#[cfg(feature = "ssr")]
pub mod talk;
#[cfg(feature = "ssr")]
pub mod week;
