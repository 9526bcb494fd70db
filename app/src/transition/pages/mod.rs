//! The pages of the transition plan.

pub mod area;
pub mod area_question;
pub mod area_step;
pub mod areas;
pub mod road;
