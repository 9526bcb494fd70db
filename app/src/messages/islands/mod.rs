//! The islands of a conversation: the only part of the feature that runs in the browser.

pub mod composer;
#[cfg(feature = "hydrate")]
mod composer_send;
#[cfg(feature = "hydrate")]
mod draft_saver;
#[cfg(feature = "hydrate")]
mod live_connection;
pub mod live_thread;
