//! Private conversations (threads) whose readers are always listed by name.
//!
//! For everyone on a team. It promises: I always see who can read, nothing I type is lost, and a
//! thread that I do not read looks like one that does not exist, in every list, count and error.

// Compiled for the browser as well are only the islands, the functions that they call and the types
// of both (`wire`): everything else would enlarge the module that a phone downloads.
pub mod api;
#[cfg(feature = "ssr")]
mod attachment_controls;
#[cfg(feature = "ssr")]
mod attachment_view;
pub mod composer_island;
#[cfg(feature = "hydrate")]
mod composer_send;
#[cfg(feature = "ssr")]
pub mod composer_view;
#[cfg(feature = "ssr")]
pub mod crisis_phrases;
#[cfg(feature = "ssr")]
pub mod csv_export;
#[cfg(feature = "hydrate")]
mod draft_saver;
#[cfg(feature = "ssr")]
mod excerpt;
#[cfg(feature = "hydrate")]
mod live_connection;
pub mod live_thread;
#[cfg(feature = "ssr")]
pub mod message_view;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod participants_notice;
#[cfg(feature = "ssr")]
mod pending_attachments;
#[cfg(feature = "ssr")]
pub mod print_document;
pub mod wire;
