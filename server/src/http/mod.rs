//! Routes, middleware and the two listeners.

pub mod access_log_check;
pub mod assets;
pub mod attachments;
pub mod body_limits;
pub mod client_address;
pub mod ended_sessions;
mod error_response;
mod file_response;
pub mod form_body;
mod form_redisplay;
pub mod health;
pub mod home_screen;
pub mod html_cleanup;
pub mod listener;
mod ninety_days;
pub mod person_permits;
pub mod prefetch;
mod preserved_forms;
pub mod quick_exit;
pub mod request_context;
pub mod router;
pub mod security_headers;
pub mod server_functions;
pub mod server_routes;
pub mod sessions;
pub mod thread_events;
mod vault;
