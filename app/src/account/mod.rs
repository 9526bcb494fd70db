//! Sign-in, invitation by welcome code, one's own account, language choice and quick exit.
//!
//! For everyone. It promises: an account within three minutes from a printed code, without an
//! e-mail address, in the person's own language; quick exit in one tap. Passphrases are stored only
//! as Argon2id hashes, and never shown or logged.

#[cfg(feature = "ssr")]
mod credentials;
// Compiled for the browser too, where each server function is a stub. The other modules use the
// store, which must not be part of the browser's WebAssembly module.
pub mod forms;
#[cfg(feature = "ssr")]
mod invitation;
#[cfg(feature = "ssr")]
mod own;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod passphrase;
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
