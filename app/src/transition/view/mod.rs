//! What several pages of the transition plan are drawn with.

pub mod area;
pub mod area_ideas;
pub mod release_line;
pub mod released;
mod released_areas;
