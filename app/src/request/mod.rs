//! What a page or a form knows about its request, and how a form is answered.

pub mod concurrency_limits;
pub mod context;
pub mod exit_addresses;
pub mod form;
pub mod identity_provider;
pub mod local_path;
pub mod notice;
pub mod search_words;
pub mod stored_forms;
pub mod stored_notice;
