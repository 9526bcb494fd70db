//! What several pages of the transition plan are drawn with.

pub mod commitment;
pub mod commitment_forms;
pub mod meeting_wishes;
pub(super) mod next_thing;
pub mod release_line;
pub mod released;
mod released_people;
pub(super) mod road;
