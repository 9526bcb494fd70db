//! The pages that need no sign-in: `/sign-in`, `/welcome`, `/welcome/{code}`, `/language`, `/exit`,
//! `/cookies`; and the pages with which a worker invites people: `/family/{id}/team/invite` and
//! `/account/invitation`.

pub mod cookies;
pub mod exit;
pub mod invite;
pub mod language;
pub mod letter;
pub mod sign_in;
pub mod welcome;
