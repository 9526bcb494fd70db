//! The `alongside` server: HTTP routes and middleware, security, sessions, notifications, imports,
//! background tasks and the command line.

pub mod access_log_check;
pub mod assets;
pub mod attachments;
pub mod body_limits;
pub mod client_address;
pub mod command;
pub mod config;
pub mod ended_sessions;
mod error_response;
pub mod form_body;
mod form_redisplay;
pub mod health;
pub mod home_screen;
pub mod html_cleanup;
pub mod import;
pub mod jobs;
pub mod listener;
pub mod logging;
pub mod notifications;
pub mod person_permits;
pub mod prefetch;
mod preserved_forms;
pub mod public_url;
pub mod quick_exit;
pub mod request_context;
pub mod router;
pub mod security_headers;
pub mod server_functions;
pub mod server_routes;
pub mod sessions;
pub mod thread_events;
