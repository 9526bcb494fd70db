//! The pages of the transition plan.

pub mod adult;
pub mod area;
pub mod area_question;
pub mod area_step;
pub mod areas;
pub mod commitment;
pub mod dates;
pub mod note;
pub mod people;
pub mod release;
pub mod road;
pub mod say;
