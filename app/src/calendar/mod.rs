//! The calendar: the dates of a family, and what to know before each.
//!
//! For families and their teams. It promises: everyone sees the dates that they are invited to or a
//! party of, and a place that is withheld from a person is nowhere for them.

pub mod pages;
pub mod view;
