//! Argon2id hashing of passphrases with bounded concurrency, so that sign-ins exhaust neither CPU
//! nor memory.

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use model::account::Passphrase;
use runtime::blocking_pool::BlockingPool;

use super::passphrase_strength::is_easy_to_guess;
use crate::error::AppError;

/// Two hashes at a time and a queue of 100, about two seconds of work. The two 19 MiB buffers are
/// reused, because allocating them for each hash is slower, and allocators retain memory that was
/// freed on many threads.
pub static HASHING_POOL: BlockingPool<Vec<Block>> = BlockingPool::new(2, 100);

/// OWASP minimum for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A hash that no passphrase matches, verified for an unknown name so that it takes as long as a
/// known one (timing side channel).
const DUMMY_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Zk0BJdSkJcXYHcMrFmKAk3I1RbOFtyqgnXYBkNXcGXM";

/// Hashes a new passphrase to the PHC string to store; `None` for one that is easy to guess.
/// `known` is what a guesser would try first (`passphrase_strength::known_words`).
///
/// # Errors
/// `Busy` when the queue is full, `Internal` when hashing fails.
pub async fn hash_new_passphrase(
    passphrase: Passphrase,
    known: Vec<String>,
) -> Result<Option<String>, AppError> {
    HASHING_POOL
        .run(move |memory, _| {
            // In the pool, because the estimate of a long passphrase takes milliseconds, too.
            if is_easy_to_guess(passphrase.expose(), &known) {
                return Ok(None);
            }
            compute_hash(&passphrase, memory).map(Some)
        })
        .await?
        .map_err(|_| AppError::Internal)
}

/// Whether the passphrase matches the hash. Without a hash it takes as long and returns false.
///
/// # Errors
/// `Busy` when the queue is full, `Internal` when hashing fails.
pub async fn matches_hash(passphrase: Passphrase, hash: Option<String>) -> Result<bool, AppError> {
    let known = hash.is_some();
    let same = HASHING_POOL
        .run(move |memory, _| {
            let hash = hash.as_deref().unwrap_or(DUMMY_HASH);
            verify_any_form(&passphrase, hash, memory)
        })
        .await?;
    Ok(same.map_err(|_| AppError::Internal)? && known)
}

fn compute_hash(
    passphrase: &Passphrase,
    memory: &mut Vec<Block>,
) -> argon2::password_hash::Result<String> {
    let (salt, params) = (
        Salt::generate(),
        Params::new(MEMORY_KIB, PASSES, LANES, None)?,
    );
    let output = derive_key(
        passphrase.expose(),
        &salt,
        Algorithm::Argon2id,
        Version::V0x13,
        params.clone(),
        memory,
    )?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params)?,
        salt: Some(salt),
        hash: Some(output),
    };
    Ok(hash.to_string())
}

/// Whether the hash is of the passphrase, or of an unprepared form that an older version hashed.
/// The number of forms depends on the input, not on the account.
fn verify_any_form(
    passphrase: &Passphrase,
    hash: &str,
    memory: &mut Vec<Block>,
) -> argon2::password_hash::Result<bool> {
    // Stopping at a match reveals only that the passphrase is right, which the answer says anyway.
    passphrase.candidate_forms().try_fold(false, |same, form| {
        Ok(same || verify_form(form, hash, memory)?)
    })
}

/// Compares in constant time.
fn verify_form(
    passphrase: &str,
    hash: &str,
    memory: &mut Vec<Block>,
) -> argon2::password_hash::Result<bool> {
    use argon2::password_hash::Error::{OutputSize, SaltInvalid};
    let hash = PasswordHash::new(hash)?;
    let (salt, expected) = (
        hash.salt.as_ref().ok_or(SaltInvalid)?,
        hash.hash.ok_or(OutputSize)?,
    );
    let version = hash
        .version
        .map_or(Ok(Version::default()), Version::try_from)?;
    // Those of the stored hash, which an older version may have computed with others.
    let params = Params::try_from(&hash)?;
    Ok(derive_key(
        passphrase,
        salt,
        Algorithm::try_from(hash.algorithm.as_str())?,
        version,
        params,
        memory,
    )? == expected)
}

/// Hashes in `memory`, which is allocated once. A hash whose parameters need more memory is
/// rejected.
fn derive_key(
    passphrase: &str,
    salt: &Salt,
    algorithm: Algorithm,
    version: Version,
    params: Params,
    memory: &mut Vec<Block>,
) -> argon2::password_hash::Result<Output> {
    let (length, blocks) = (
        params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN),
        params.block_count(),
    );
    // A block has 1 KiB. Parameters of a stored hash never enlarge the buffer.
    memory.resize(MEMORY_KIB as usize, Block::new());
    let memory = memory
        .get_mut(..blocks)
        .ok_or(argon2::password_hash::Error::OutOfMemory)?;
    let mut output = vec![0; length];
    Argon2::new(algorithm, version, params).hash_password_into_with_memory(
        passphrase.as_bytes(),
        salt,
        &mut output,
        memory,
    )?;
    Ok(Output::new(&output)?)
}

#[cfg(test)]
mod tests {
    use argon2::{PasswordHasher, PasswordVerifier};

    use super::*;

    #[test]
    fn hashes_of_unnormalized_passphrases_still_match() {
        let mut memory = Vec::new();
        for hashed in [
            "mi perro come pan y ñame",
            "mi perro come pan y n\u{303}ame",
        ] {
            let older = Argon2::new(
                Algorithm::Argon2id,
                Version::V0x13,
                Params::new(8_192, 1, 1, None).unwrap(),
            );
            let older = older.hash_password(hashed.as_bytes()).unwrap().to_string();
            // Keyboards compose the letter or not, so both spellings must match either hash.
            for typed in [
                "mi perro come pan y ñame",
                "mi perro come pan y n\u{303}ame",
            ] {
                assert!(
                    verify_any_form(&Passphrase::for_verification(typed), &older, &mut memory)
                        .unwrap(),
                    "{hashed:?} {typed:?}"
                );
            }
            // Only different encodings of a letter are the same. Another letter is another
            // passphrase.
            assert!(
                !verify_any_form(
                    &Passphrase::for_verification("mi perro come pan y name"),
                    &older,
                    &mut memory
                )
                .unwrap()
            );
        }
    }

    #[test]
    fn hashes_are_those_of_the_library_and_a_reused_buffer_changes_none() {
        // They differ only by a space at the end, which must not be trimmed.
        let (chosen, wrong) = (
            Passphrase::for_verification("el perro come pan"),
            "el perro come pan ",
        );
        let right = chosen.expose();
        let mut memory = Vec::new();
        // The second round hashes in a buffer that still holds the blocks of the first.
        for _ in 0..2 {
            let made = compute_hash(&chosen, &mut memory).unwrap();
            assert!(
                made.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
                "{made}"
            );
            assert!(
                Argon2::default()
                    .verify_password(right.as_bytes(), &PasswordHash::new(&made).unwrap())
                    .is_ok()
            );
            assert!(
                verify_form(right, &made, &mut memory).unwrap()
                    && !verify_form(wrong, &made, &mut memory).unwrap()
            );
        }
        // A hash with fewer passes and less memory still verifies.
        let older = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(8_192, 1, 1, None).unwrap(),
        );
        let older = older.hash_password(right.as_bytes()).unwrap().to_string();
        assert!(
            verify_form(right, &older, &mut memory).unwrap()
                && !verify_form(wrong, &older, &mut memory).unwrap()
        );
        let larger = DUMMY_HASH.replace("m=19456", "m=4000000");
        assert!(
            verify_form(right, &larger, &mut memory).is_err(),
            "no stored text makes the portal take gigabytes"
        );
        assert_eq!(memory.len(), 19_456);
        assert!(!verify_form(right, DUMMY_HASH, &mut memory).unwrap());
    }
}
