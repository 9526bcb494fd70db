//! The pages of the transition plan.

pub mod adult;
pub mod dates;
pub mod note;
pub mod release;
pub mod road;
