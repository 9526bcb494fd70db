//! The pages that need no sign-in: `/sign-in` and what is below it, `/welcome`, `/welcome/{code}`,
//! `/language`, `/exit`, `/cookies`; and one's own account, below `/account`.

pub mod again;
pub mod cookies;
pub mod devices;
pub mod events;
pub mod exit;
pub mod language;
pub mod own;
pub mod second_step;
pub mod sign_in;
pub mod staff;
pub mod welcome;
