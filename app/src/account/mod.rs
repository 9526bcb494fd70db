//! Sign-in, invitation by welcome code, getting back in, one's own account, language choice and
//! quick exit.
//!
//! For everyone. It promises: an account within three minutes from a printed code, without an
//! e-mail address, in the person's own language; a way back in by a printed card or with a person
//! who vouches; quick exit in one tap. Passphrases are stored only as Argon2id hashes, and never
//! shown or logged. A worker invites the people on a team, a coordinator of mentors the
//! mentors; neither sees or sets a passphrase, and an invitation never replaces an account.

#[cfg(feature = "ssr")]
mod credentials;
#[cfg(feature = "ssr")]
mod first_page;
// Compiled for the browser too, where each server function is a stub. The other modules use the
// store, which must not be part of the browser's WebAssembly module.
pub mod forms;
#[cfg(feature = "ssr")]
mod invitation;
#[cfg(feature = "ssr")]
mod letter;
#[cfg(feature = "ssr")]
pub(crate) mod new_codes;
#[cfg(feature = "ssr")]
mod own;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod passkey;
pub mod passkey_forms;
#[cfg(feature = "ssr")]
pub mod passphrase;
#[cfg(feature = "ssr")]
mod passphrase_change;
pub mod passphrase_forms;
#[cfg(feature = "ssr")]
pub mod passphrase_strength;
#[cfg(feature = "ssr")]
mod recovery;
pub mod recovery_forms;
#[cfg(feature = "ssr")]
mod second_step;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
pub mod staff;
#[cfg(feature = "ssr")]
pub(crate) mod throttle;
#[cfg(feature = "ssr")]
mod totp;
#[cfg(feature = "ssr")]
pub mod view;
