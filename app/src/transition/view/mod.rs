//! What several pages of the transition plan are drawn with.

pub(super) mod next_thing;
pub mod release_line;
pub mod released;
pub(super) mod road;
