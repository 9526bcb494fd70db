//! The forms of the transition plan.

pub mod area;
pub mod dates;
pub mod note;
pub mod people;
pub mod release;
pub mod say;
pub mod step;
