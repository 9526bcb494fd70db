//! Getting in, staying in one's own language, and getting out.
//!
//! For everyone. It promises: in within three minutes from a paper code, without an e-mail address, in my
//! language; out in one tap. Passphrases are hashed with Argon2id and never kept, shown or logged.

pub mod api;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod passphrase;
#[cfg(feature = "ssr")]
mod throttle;
