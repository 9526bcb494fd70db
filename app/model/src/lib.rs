//! What is true without a network, a database or a screen: types, limits, date rules, and who may do what.

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

#[cfg(feature = "server")]
pub mod calendar;
#[cfg(feature = "server")]
pub mod clock;
#[cfg(feature = "server")]
pub mod import;
#[cfg(feature = "server")]
pub mod notify;
#[cfg(feature = "server")]
pub mod text;

/// Why something typed was refused. Shown as the Fluent message `error-<code>`, never as library text.
pub type Code = &'static str;
