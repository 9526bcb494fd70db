//! What several pages of the transition plan are drawn with.

pub mod area;
pub mod area_ideas;
pub mod commitment;
pub mod commitment_forms;
pub mod meeting_wishes;
pub(super) mod next_thing;
pub mod release_line;
pub mod released;
mod released_areas;
mod released_people;
pub mod released_section;
pub(super) mod road;
