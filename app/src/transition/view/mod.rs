//! What several pages of the transition plan are drawn with.

pub mod area;
pub mod area_ideas;
pub(super) mod next_thing;
pub mod release_line;
pub mod released;
mod released_areas;
pub mod released_section;
pub(super) mod road;
