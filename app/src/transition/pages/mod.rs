//! The pages of the transition plan.

pub mod road;
