//! The pages of the transition plan.

pub mod adult;
pub mod budget;
pub mod budget_line;
pub mod credit;
pub mod dates;
pub mod note;
pub mod release;
pub mod road;
pub mod services_got;
pub mod skills;
