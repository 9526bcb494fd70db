//! The pages that need no sign-in: `/sign-in`, `/welcome`, `/welcome/{code}`, `/language`, `/exit`,
//! `/cookies`; and one's own account, below `/account`.

pub mod again;
pub mod cookies;
pub mod details;
pub mod devices;
pub mod events;
pub mod exit;
pub mod language;
pub mod own;
pub mod self_identification;
pub mod sign_in;
pub mod welcome;
pub mod window;
