//! Pages, forms and islands. Pages are rendered on the server; the browser runs only the islands.
#![warn(clippy::large_futures)]

// Without the feature `ssr` the crate is the browser's module: it contains the islands and the
// stubs of the server functions, and nothing else that would enlarge a download.
pub mod account;
#[cfg(feature = "ssr")]
mod account_paths;
pub mod calendar;
#[cfg(feature = "ssr")]
mod calendar_paths;
pub mod messages;

#[cfg(feature = "ssr")]
pub mod enum_messages;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod form_routes;
#[cfg(feature = "ssr")]
pub mod help;
#[cfg(feature = "ssr")]
pub mod home;
#[cfg(feature = "ssr")]
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod more;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod paths;
pub mod plan;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod route_table;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod sharing;
pub mod team;
pub mod transition;
#[cfg(feature = "ssr")]
mod transition_paths;
pub mod ui;
