//! Domain types, limits, date rules and the authorization policy, without network, database or user
//! interface.

// Without `server` the crate is a part of the browser's module, and contains only what islands
// need.
#[cfg(feature = "server")]
pub mod account;
#[cfg(feature = "server")]
mod column;
pub mod files;
pub mod id;
pub mod language;
pub mod messages;
#[cfg(feature = "server")]
pub mod plan;
#[cfg(feature = "server")]
pub mod policy;
pub mod role;
mod slug_enum;

#[cfg(feature = "server")]
pub mod calendar;
#[cfg(feature = "server")]
pub mod case_clock;
#[cfg(feature = "server")]
pub mod clock;
#[cfg(feature = "server")]
pub mod details;
#[cfg(feature = "server")]
pub mod family_time;
#[cfg(feature = "server")]
pub mod field_errors;
#[cfg(feature = "server")]
pub mod import;
#[cfg(feature = "server")]
pub mod notify;
#[cfg(feature = "server")]
pub mod passphrase_words;
#[cfg(feature = "server")]
pub mod person_name;
#[cfg(feature = "server")]
pub mod team;
#[cfg(feature = "server")]
pub mod text;
#[cfg(feature = "server")]
pub mod transition;
#[cfg(feature = "server")]
pub mod typed_date;
#[cfg(feature = "server")]
pub mod working_days;

/// Code of a validation error. The user sees the Fluent message `error-<code>`, never a library's
/// text.
pub type ErrorCode = &'static str;
