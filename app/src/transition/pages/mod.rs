//! The pages of the transition plan.

pub mod adult;
pub mod dates;
pub mod document;
pub mod document_promise;
pub mod documents;
pub mod note;
pub mod release;
pub mod road;
pub mod vault;
