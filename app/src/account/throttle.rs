//! Rate limiting: counts attempts at passphrases and codes before any expensive work, and logs
//! failed ones.

use model::id::PersonId;
use store::door;
use store::throttle::{self, Attempt, Guess, Verdict};

use crate::actor::Visit;
use crate::error::Error;

/// Counts an attempt.
///
/// # Errors
/// `TooMany` when the rate limit is exceeded; the caller must then look up and hash nothing.
pub async fn count(visit: &Visit, guess: Guess<'_>) -> Result<Attempt, Error> {
    match throttle::attempt(&visit.db, visit.network, guess).await? {
        Verdict::Allowed(attempt) => Ok(attempt),
        Verdict::Refused(wait) => {
            tracing::warn!(guess = guess.kind(), about = throttle::digest(visit.network, guess), "too many attempts");
            // Rounded up, so that a retry after that time is not refused again.
            Err(Error::TooMany(u32::try_from((wait.as_millis() + 999) / 1_000).unwrap_or(u32::MAX)))
        }
    }
}

/// Logs a failed attempt for the operator, without the input.
pub fn wrong(visit: &Visit, guess: Guess<'_>) {
    tracing::warn!(guess = guess.kind(), about = throttle::digest(visit.network, guess), "an attempt was wrong");
}

/// The person whom a welcome code was issued to. Counts as an attempt unless the code is valid.
///
/// # Errors
/// `NotFound` for every invalid code, `TooMany` when the rate limit is exceeded.
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
