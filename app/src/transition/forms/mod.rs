//! The forms of the transition plan.

pub mod area;
pub mod budget;
pub mod dates;
pub mod document;
pub mod ninety_day;
pub mod note;
pub mod people;
pub mod records;
pub mod release;
pub mod right_questions;
pub mod rights;
pub mod say;
pub mod skills;
pub mod stay;
pub mod step;
pub mod vault;
