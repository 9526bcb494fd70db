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
pub mod document;
pub mod document_promise;
pub mod documents;
pub mod ninety_day;
pub mod ninety_day_page;
pub mod ninety_day_print;
pub mod note;
pub mod people;
pub mod proxy_wish;
pub mod release;
pub mod road;
pub mod say;
pub mod services_got;
pub mod skills;
pub mod vault;
