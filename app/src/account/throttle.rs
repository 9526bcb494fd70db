//! Counts guesses at passphrases and codes before anything costly is done for them, and logs the wrong ones.

use model::id::PersonId;
use store::door;
use store::throttle::{self, Attempt, Guess, Verdict};

use crate::actor::Visit;
use crate::error::Error;

/// Counts a guess.
///
/// # Errors
/// `TooMany` where there have been too many; then nothing may be looked up or hashed.
pub async fn count(visit: &Visit, guess: Guess<'_>) -> Result<Attempt, Error> {
    match throttle::attempt(&visit.db, visit.network, guess).await? {
        Verdict::Allowed(attempt) => Ok(attempt),
        Verdict::Refused(wait) => {
            tracing::warn!(guess = guess.kind(), about = throttle::digest(visit.network, guess), "too many attempts");
            // Rounded up, or who waits as long as told would come a moment too early.
            Err(Error::TooMany(u32::try_from((wait.as_millis() + 999) / 1_000).unwrap_or(u32::MAX)))
        }
    }
}

/// For the operator: a guess that was wrong, without what was typed.
pub fn wrong(visit: &Visit, guess: Guess<'_>) {
    tracing::warn!(guess = guess.kind(), about = throttle::digest(visit.network, guess), "an attempt was wrong");
}

/// The person a welcome code is for. A code that is no good is a guess.
///
/// # Errors
/// `NotFound` for every code that is no good, `TooMany` after too many of them.
pub async fn invited(visit: &Visit, code: &str) -> Result<PersonId, Error> {
    let attempt = count(visit, Guess::WelcomeCode).await?;
    match door::invited(&visit.db, code).await {
        Ok(person) => {
            attempt.succeeded(&visit.db).await;
            Ok(person)
        }
        Err(store::Error::NotFound) => {
            wrong(visit, Guess::WelcomeCode);
            Err(Error::NotFound)
        }
        Err(other) => Err(other.into()),
    }
}
