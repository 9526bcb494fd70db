//! The forms of the transition plan.

pub mod people;
pub mod say;
