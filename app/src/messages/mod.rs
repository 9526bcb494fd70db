//! Private conversations (threads) whose readers are always listed by name.
//!
//! For everyone on a team. It promises: I always see who can read, nothing I type is lost, and a
//! thread that I do not read looks like one that does not exist, in every list, count and error.

pub mod api;
#[cfg(feature = "ssr")]
pub mod csv_export;
#[cfg(feature = "ssr")]
pub mod danger;
#[cfg(feature = "ssr")]
mod excerpt;
#[cfg(feature = "ssr")]
mod held;
pub mod island;
pub mod live;
#[cfg(feature = "hydrate")]
mod live_connection;
#[cfg(feature = "ssr")]
pub mod machine;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod paper;
#[cfg(feature = "ssr")]
pub mod part;
#[cfg(feature = "hydrate")]
mod send;
