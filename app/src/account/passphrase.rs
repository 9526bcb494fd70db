//! Hashing passphrases with Argon2id, a few at a time, so that sign-ins never starve the pages.

use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use model::account::Passphrase;
use tokio::sync::Semaphore;

use crate::error::Error;

/// At most two at once: each takes 19 MiB and a core for a moment.
static ROOM: Semaphore = Semaphore::const_new(2);

/// A hash nobody's passphrase has, so that an unknown name takes as long as a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Zk0BJdSkJcXYHcMrFmKAk3I1RbOFtyqgnXYBkNXcGXM";

/// 19 MiB, two passes, one lane: OWASP's usual minimum for Argon2id.
fn argon() -> Result<Argon2<'static>, Error> {
    let params = Params::new(19_456, 2, 1, None).map_err(|_| Error::Broken)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    let _room = ROOM.acquire().await.map_err(|_| Error::Busy)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Broken)?
}

/// The hash to keep.
///
/// # Errors
/// `Broken` when the hasher fails.
pub async fn hash(passphrase: Passphrase) -> Result<String, Error> {
    aside(move || {
        let salt = SaltString::generate(&mut OsRng);
        let hash = argon()?.hash_password(passphrase.expose().as_bytes(), &salt).map_err(|_| Error::Broken)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether the passphrase is the one of this hash. Without a hash it takes as long and says no.
///
/// # Errors
/// `Broken` when the hasher fails.
pub async fn matches(passphrase: Passphrase, hash: Option<String>) -> Result<bool, Error> {
    aside(move || {
        let kept = PasswordHash::new(hash.as_deref().unwrap_or(NOBODY)).map_err(|_| Error::Broken)?;
        Ok(argon()?.verify_password(passphrase.expose().as_bytes(), &kept).is_ok() && hash.is_some())
    })
    .await
}
