//! The pages of the transition plan.

pub mod adult;
pub mod commitment;
pub mod dates;
pub mod note;
pub mod people;
pub mod release;
pub mod road;
pub mod say;
