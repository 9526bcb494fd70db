//! The forms of the transition plan.

pub mod dates;
pub mod document;
pub mod note;
pub mod release;
pub mod vault;
