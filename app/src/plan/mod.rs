//! Our plan: in our words first, what each of us does by when, how we will know.
//!
//! For the family and its team. It promises that the family's words stand above the agency's, keep their author
//! and language, and that what the agency owes is as plain to see as what a parent does.

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
