//! What several pages of the transition plan are drawn with.

pub mod document_status;
pub mod document_steps;
pub(super) mod next_thing;
pub mod release_line;
pub mod released;
mod released_documents;
pub mod released_section;
pub(super) mod road;
pub mod vault_files;
