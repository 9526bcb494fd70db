//! The `alongside` server: HTTP routes and middleware, security, sessions, notifications, imports,
//! background tasks and the command line.
#![warn(clippy::large_futures)]

pub mod commands;
pub mod config;
pub mod http;
pub mod import;
pub mod jobs;
pub mod logging;
pub mod notifications;
pub mod public_url;
