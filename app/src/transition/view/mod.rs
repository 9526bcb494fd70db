//! What several pages of the transition plan are drawn with.

pub mod area;
pub mod area_ideas;
pub mod commitment;
pub mod commitment_forms;
pub(crate) mod credit;
pub mod document_status;
pub mod document_steps;
pub mod meeting_wishes;
pub(crate) mod money;
pub(super) mod next_thing;
pub(super) mod ninety_day;
pub(super) mod plan_blocks;
pub(crate) mod records;
pub mod release_line;
pub mod released;
mod released_areas;
mod released_budget;
mod released_documents;
mod released_ninety_day;
mod released_people;
pub mod released_section;
pub(crate) mod released_services;
mod released_skills;
pub(super) mod road;
pub(crate) mod services_got;
pub(crate) mod skills;
pub mod vault_files;
