//! The pages of the transition plan.

pub mod budget;
pub mod budget_line;
pub mod credit;
pub mod road;
pub mod services_got;
pub mod skills;
