//! What several pages of the transition plan are drawn with.

pub mod release_line;
pub mod released;
