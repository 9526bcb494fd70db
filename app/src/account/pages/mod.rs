//! The pages that need no sign-in: `/sign-in` and what is below it, `/recover`, `/welcome`,
//! `/welcome/{code}`, `/language`, `/exit`, `/cookies`; one's own account, below `/account`; and
//! the pages with which a worker or a coordinator of mentors invites people:
//! `/family/{id}/team/invite` and `/account/invitation`.

pub mod again;
pub mod contact;
pub mod cookies;
pub mod details;
pub mod devices;
pub mod events;
pub mod exit;
pub mod invite;
pub mod language;
pub mod letter;
pub mod own;
pub mod passkeys;
pub mod passphrase;
pub mod recover;
pub mod recovery_card;
pub mod second_step;
pub mod self_identification;
pub mod sign_in;
pub mod sign_in_passkey;
pub mod staff;
pub mod welcome;
pub mod window;
