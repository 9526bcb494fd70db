//! The pages that need no sign-in: `/sign-in`, `/welcome`, `/welcome/{code}`, `/language`, `/exit`,
//! `/cookies`.

pub mod cookies;
pub mod exit;
pub mod language;
pub mod sign_in;
pub mod welcome;
