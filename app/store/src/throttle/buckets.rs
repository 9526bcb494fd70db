//! The limits: a token bucket for each kind of attempt.

use jiff::SignedDuration;

/// The parameters of a token bucket: `burst` attempts at once, and one more after each `interval`.
pub(super) struct TokenBucket {
    pub(super) kind: &'static str,
    pub(super) burst: i64,
    pub(super) interval: SignedDuration,
}

impl TokenBucket {
    const fn new(kind: &'static str, burst: i64, interval: SignedDuration) -> Self {
        Self {
            kind,
            burst,
            interval,
        }
    }

    pub(super) const fn scaled_by(&self, many: i64) -> Self {
        Self {
            kind: self.kind,
            burst: self.burst * many,
            interval: self.interval,
        }
    }
}

/// Sign-ins from one address: 10, then 3 a minute. Slow enough to prevent guessing, and sufficient
/// for people who share a network, such as in a shelter.
pub(super) const SIGN_IN_ADDRESS: TokenBucket =
    TokenBucket::new("sign-in-address", 10, SignedDuration::from_secs(20));
/// Sign-ins with one name from any address: 100 (NIST 800-63B), then 100 an hour.
pub(super) const SIGN_IN_ACCOUNT: TokenBucket =
    TokenBucket::new("sign-in-account", 100, SignedDuration::from_secs(36));
/// Sign-ins with one name from one address, once `SIGN_IN_ACCOUNT` is used up: 3, then 3 an hour.
/// This lets the owner sign in during an attack, unless they share the attacker's address.
pub(super) const SIGN_IN_OWNER: TokenBucket =
    TokenBucket::new("sign-in-owner", 3, SignedDuration::from_mins(20));
/// Invitation codes from one address: 10, then 1 a minute.
pub(super) const INVITATION_CODE_ADDRESS: TokenBucket =
    TokenBucket::new("welcome-code", 10, SignedDuration::from_mins(1));
/// Challenges for a passkey, and answers to them, from one address: 30, then 6 a minute. Nothing
/// can be guessed; this limits the sessions that visitors begin, and the signatures checked.
pub(super) const PASSKEY_ADDRESS: TokenBucket =
    TokenBucket::new("passkey", 30, SignedDuration::from_secs(10));
/// Answers of the identity provider from one address: 60, then 1 a second. Nothing can be guessed;
/// this limits the requests to the provider. An office has one address, and who signs in gets
/// theirs back.
pub(super) const STAFF_SIGN_IN_ADDRESS: TokenBucket =
    TokenBucket::new("staff-sign-in", 60, SignedDuration::from_secs(1));
/// Recovery codes from one address: 10, then 1 a minute.
pub(super) const RECOVERY_CODE_ADDRESS: TokenBucket =
    TokenBucket::new("recovery-code", 10, SignedDuration::from_mins(1));
/// New accounts from one address: 10, then 1 a minute.
pub(super) const NEW_ACCOUNT_ADDRESS: TokenBucket =
    TokenBucket::new("new-account-address", 10, SignedDuration::from_mins(1));
/// New accounts with one invitation code: 10, then 1 a minute. Without this limit, a valid code
/// could be used to test which sign-in names exist.
pub(super) const NEW_ACCOUNT_CODE: TokenBucket =
    TokenBucket::new("new-account-code", 10, SignedDuration::from_mins(1));

/// Calendar addresses from one network address: 60, then 1 a second. An address is fetched every
/// few minutes by the service of a calendar, for many people; one that exists is given back.
pub(super) const CALENDAR_FEED_ADDRESS: TokenBucket =
    TokenBucket::new("feed-address", 60, SignedDuration::from_secs(1));

/// Searches by the agency's own key of a person: 30, then 1 a minute. A key that exists tells the
/// name of a person of the agency, so a key that is found is not given back. Words that find people
/// by name are.
pub(super) const AGENCY_KEY_PERSON: TokenBucket =
    TokenBucket::new("agency-key", 30, SignedDuration::from_mins(1));

/// Codes of an authenticator app, for each person: 5, then 12 an hour. Three codes of six digits
/// are right at a time. Who guesses knows the passphrase already.
pub(super) const SECOND_STEP_PERSON: TokenBucket =
    TokenBucket::new("second-step", 5, SignedDuration::from_mins(5));
/// Confirmation codes that a person has sent: 5, then 1 in ten minutes. A code may be typed five
/// times, so this also limits guesses at codes.
pub(super) const CONFIRMATION_PERSON: TokenBucket =
    TokenBucket::new("confirmation-person", 5, SignedDuration::from_mins(10));
/// Confirmation codes to one address: 10, then 1 in ten minutes. Twice as many as a person may
/// send, so that a refusal does not tell one person that another has sent codes to the same
/// address.
pub(super) const CONFIRMATION_CONTACT: TokenBucket =
    TokenBucket::new("confirmation-contact", 10, SignedDuration::from_mins(10));
