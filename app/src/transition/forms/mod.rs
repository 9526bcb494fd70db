//! The forms of the transition plan.

pub mod budget;
pub mod records;
pub mod skills;
