//! The `alongside` program: HTTP, security, sessions, commands.

pub mod assets;
pub mod command;
pub mod config;
pub mod file;
pub mod form;
pub mod health;
pub mod import;
pub mod jobs;
pub mod live;
pub mod log;
pub mod notify;
pub mod router;
pub mod security;
pub mod session;
pub mod tidy;
pub mod visit;
