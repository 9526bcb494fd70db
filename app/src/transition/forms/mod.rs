//! The forms of the transition plan.

pub mod dates;
pub mod note;
pub mod release;
