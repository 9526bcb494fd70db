//! Private conversations (threads) whose readers are always listed by name.
//!
//! For everyone on a team. It promises: I always see who can read, nothing I type is lost, and a
//! thread that I do not read looks like one that does not exist, in every list, count and error.

// Compiled for the browser as well are only the islands, the functions that they call and the types
// of both (`wire`): everything else would enlarge the module that a phone downloads.
#[cfg(feature = "ssr")]
pub mod crisis_phrases;
#[cfg(feature = "ssr")]
pub mod csv_export;
#[cfg(feature = "ssr")]
mod destination;
pub mod forms;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod pending_attachments;
#[cfg(feature = "ssr")]
pub mod view;
pub mod wire;
