//! The forms of the transition plan.

pub mod area;
pub mod step;
