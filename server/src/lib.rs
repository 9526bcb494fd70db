//! The `alongside` server: HTTP routes and middleware, security, sessions, notifications, imports,
//! background tasks and the command line.

pub mod access;
mod again;
pub mod assets;
pub mod body_limits;
pub mod client_address;
pub mod command;
pub mod config;
pub mod ended_sessions;
pub mod file;
pub mod form;
pub mod health;
pub mod home_screen;
pub mod import;
pub mod jobs;
pub mod leaving;
pub mod listener;
pub mod live;
pub mod log;
pub mod notify;
pub mod person_permits;
pub mod prefetch;
pub mod public_url;
pub mod router;
pub mod security;
pub mod server_functions;
pub mod session;
pub mod tidy;
pub mod visit;
