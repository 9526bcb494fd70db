//! The pages of the transition plan.

pub mod commitment;
pub mod people;
pub mod road;
pub mod say;
