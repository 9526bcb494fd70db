//! The pages of the transition plan.

pub mod adult;
pub mod area;
pub mod area_question;
pub mod area_step;
pub mod areas;
pub mod budget;
pub mod budget_line;
pub mod commitment;
pub mod credit;
pub mod dates;
pub mod note;
pub mod people;
pub mod release;
pub mod road;
pub mod say;
pub mod services_got;
pub mod skills;
