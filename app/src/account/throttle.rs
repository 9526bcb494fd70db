//! Rate limiting: counts attempts at passphrases, codes and the agency's own keys of people before
//! any expensive work, and logs failed ones.

use store::authentication::{self, Invitee};
use store::throttle::{self, CountedAttempt, GuessTarget, ThrottleVerdict};

use crate::error::AppError;
use crate::request::context::RequestContext;

/// Counts an attempt.
///
/// # Errors
/// `TooMany` when the rate limit is exceeded; the caller must then look up and hash nothing.
pub async fn count_attempt(
    context: &RequestContext,
    guess: GuessTarget<'_>,
) -> Result<CountedAttempt, AppError> {
    match throttle::count_attempt(&context.db, context.client_network, guess).await? {
        ThrottleVerdict::Allowed(attempt) => Ok(attempt),
        ThrottleVerdict::Refused(wait) => {
            tracing::warn!(
                guess = guess.kind_name(),
                about = throttle::log_pseudonym(context.client_network, guess),
                "too many attempts"
            );
            // Rounded up, so that a retry after that time is not refused again.
            Err(AppError::TooMany(
                u32::try_from((wait.as_millis() + 999) / 1_000).unwrap_or(u32::MAX),
            ))
        }
    }
}

/// Logs a failed attempt for the operator, without the input.
pub fn log_wrong_attempt(context: &RequestContext, guess: GuessTarget<'_>) {
    tracing::warn!(
        guess = guess.kind_name(),
        about = throttle::log_pseudonym(context.client_network, guess),
        "an attempt was wrong"
    );
}

/// The person whom a welcome code was issued to. Counts as an attempt unless the code is valid.
///
/// # Errors
/// `NotFound` for every invalid code, `TooMany` when the rate limit is exceeded.
pub async fn invited_person(context: &RequestContext, code: &str) -> Result<Invitee, AppError> {
    let attempt = count_attempt(context, GuessTarget::InvitationCode).await?;
    match authentication::invited_person(&context.db, code).await {
        Ok(invitee) => {
            // Opening the page of a valid code again, as after a reload, must not use up the limit.
            attempt.refund_succeeded(&context.db).await;
            Ok(invitee)
        }
        Err(store::Error::NotFound) => {
            log_wrong_attempt(context, GuessTarget::InvitationCode);
            Err(AppError::NotFound)
        }
        Err(other) => Err(other.into()),
    }
}
