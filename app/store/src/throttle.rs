//! Rate limiting of sign-in, invitation code and account creation attempts: strict for each network
//! address, lenient for each account, so that an attacker cannot lock out the account's owner. Also
//! of searches by the agency's own key of a person and of confirmation codes, for each person who
//! searches or asks for one.
//!
//! Each counter is a token bucket in the shared database, so that all servers share it. An attempt
//! is counted before any costly work such as hashing, and refunded when it succeeds, so that
//! successful sign-ins from a shared address do not use up its limit. An attempt whose request is
//! canceled stays counted.

mod buckets;
mod guess_target;

use std::net::IpAddr;

use jiff::SignedDuration;

use self::buckets::{
    AGENCY_KEY_PERSON, CALENDAR_FEED_ADDRESS, CONFIRMATION_CONTACT, CONFIRMATION_PERSON,
    INVITATION_CODE_ADDRESS, NEW_ACCOUNT_ADDRESS, NEW_ACCOUNT_CODE, PASSKEY_ADDRESS,
    RECOVERY_CODE_ADDRESS, SECOND_STEP_PERSON, SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, SIGN_IN_OWNER,
    STAFF_SIGN_IN_ADDRESS, TokenBucket,
};
pub use self::guess_target::GuessTarget;
use crate::authentication::token_digest;
use crate::db::run_on;
use crate::{Db, Error, Intent, Tx};

/// How far the clocks of two servers may differ, in milliseconds.
const CLOCK_DIFFERENCE: i64 = 60_000;

/// An attempt that was counted. Call `refund_succeeded` to refund it.
#[derive(Debug, Default)]
#[must_use = "an attempt that succeeds is given back"]
pub struct CountedAttempt {
    /// For each counter, its key and the attempt's cost in milliseconds.
    counted: Vec<(String, i64)>,
}

/// Whether an attempt may proceed.
#[derive(Debug)]
pub enum ThrottleVerdict {
    Allowed(CountedAttempt),
    /// The limit is reached; a retry is allowed after this time. The caller must not look up or
    /// hash anything for the attempt.
    Refused(SignedDuration),
}

/// A pseudonym for the server log: a short digest of the name or code, or of the address for an
/// invitation code. Equal input gives an equal digest, so that repeated attempts can be correlated.
pub fn log_pseudonym(address: Option<IpAddr>, guess: GuessTarget<'_>) -> String {
    let about = match guess {
        GuessTarget::SignIn { name } => normalize_name(name),
        GuessTarget::InvitationCode
        | GuessTarget::Passkey
        | GuessTarget::StaffSignIn
        | GuessTarget::RecoveryCode
        | GuessTarget::CalendarFeed => address_subject(address),
        GuessTarget::NewAccount { code } => code.to_owned(),
        GuessTarget::AgencyKey { searcher } => searcher.to_string(),
        GuessTarget::SecondStep { person } => person.to_string(),
        GuessTarget::ConfirmationCode { person, .. } => person.to_string(),
    };
    counter_key(guess.kind_name(), &about)[..16].to_owned()
}

/// Counts an attempt in a transaction of its own. `address` is the client's address, for IPv6 its
/// /64 network. Requests without an address, as in tests, share counters with a hundred times the
/// burst.
///
/// # Errors
/// When the database fails. The caller must refuse the attempt then.
pub async fn count_attempt(
    db: &Db,
    address: Option<IpAddr>,
    guess: GuessTarget<'_>,
) -> Result<ThrottleVerdict, Error> {
    // Otherwise everyone whose address is unknown would share the limit of one address.
    let many = if address.is_some() { 1 } else { 100 };
    let address = address_subject(address);
    let mut tx = db.begin_unauthenticated(Intent::Write, "").await?;
    let mut attempt = CountedAttempt::default();
    // Address first, so that an attempt that it refuses does not count against the account.
    let address_bucket = match guess {
        GuessTarget::SignIn { .. } => Some(SIGN_IN_ADDRESS),
        GuessTarget::InvitationCode => Some(INVITATION_CODE_ADDRESS),
        GuessTarget::Passkey => Some(PASSKEY_ADDRESS),
        GuessTarget::StaffSignIn => Some(STAFF_SIGN_IN_ADDRESS),
        GuessTarget::RecoveryCode => Some(RECOVERY_CODE_ADDRESS),
        GuessTarget::NewAccount { .. } => Some(NEW_ACCOUNT_ADDRESS),
        GuessTarget::CalendarFeed => Some(CALENDAR_FEED_ADDRESS),
        // The person is known, and an office has one address.
        GuessTarget::AgencyKey { .. }
        | GuessTarget::SecondStep { .. }
        | GuessTarget::ConfirmationCode { .. } => None,
    };
    let address_wait = match address_bucket {
        Some(bucket) => {
            let bucket = bucket.scaled_by(many);
            take_token(&mut tx, &bucket, &address, &mut attempt).await?
        }
        None => 0,
    };
    let wait = match address_wait {
        0 => take_target_token(&mut tx, guess, &address, &mut attempt).await?,
        wait => wait,
    };
    // Also after a refusal: what the address has used up must stay counted.
    tx.commit().await?;
    Ok(if wait == 0 {
        ThrottleVerdict::Allowed(attempt)
    } else {
        ThrottleVerdict::Refused(SignedDuration::from_millis(wait))
    })
}

/// Takes a token from the buckets of the account or code that the attempt guesses at. Returns 0, or
/// the milliseconds until a token is available.
async fn take_target_token(
    tx: &mut Tx,
    guess: GuessTarget<'_>,
    address: &str,
    attempt: &mut CountedAttempt,
) -> Result<i64, Error> {
    match guess {
        GuessTarget::SignIn { name } => {
            let name = normalize_name(name);
            match take_token(tx, &SIGN_IN_ACCOUNT, &name, attempt).await? {
                0 => Ok(0),
                wait => {
                    // Counted by name and address together: an attacker uses up the attempts of the
                    // own address only.
                    let owner = format!("{name}\0{address}");
                    let owner_wait = take_token(tx, &SIGN_IN_OWNER, &owner, attempt).await?;
                    Ok(owner_wait.min(wait))
                }
            }
        }
        // A wrong code belongs to no one, so there is no account to count it for.
        GuessTarget::InvitationCode
        | GuessTarget::Passkey
        | GuessTarget::StaffSignIn
        | GuessTarget::RecoveryCode
        | GuessTarget::CalendarFeed => Ok(0),
        GuessTarget::NewAccount { code } => take_token(tx, &NEW_ACCOUNT_CODE, code, attempt).await,
        GuessTarget::AgencyKey { searcher } => {
            take_token(tx, &AGENCY_KEY_PERSON, &searcher.to_string(), attempt).await
        }
        GuessTarget::SecondStep { person } => {
            take_token(tx, &SECOND_STEP_PERSON, &person.to_string(), attempt).await
        }
        GuessTarget::ConfirmationCode { person, contact } => {
            match take_token(tx, &CONFIRMATION_PERSON, &person.to_string(), attempt).await? {
                0 => take_token(tx, &CONFIRMATION_CONTACT, contact, attempt).await,
                wait => Ok(wait),
            }
        }
    }
}

impl CountedAttempt {
    /// Refunds an attempt that succeeded. When the database fails, the attempt stays counted and
    /// the error is only logged, so that the sign-in itself does not fail.
    pub async fn refund_succeeded(self, db: &Db) {
        if let Err(error) = self.try_refund(db).await {
            tracing::warn!(%error, "a successful attempt could not be refunded and stays counted");
        }
    }

    async fn try_refund(&self, db: &Db) -> Result<(), Error> {
        let mut tx = db.begin_unauthenticated(Intent::Write, "").await?;
        for (key, cost) in &self.counted {
            give_back(&mut tx, key, *cost).await?;
        }
        tx.commit().await
    }
}

async fn give_back(tx: &mut Tx, key: &str, cost: i64) -> Result<(), Error> {
    // The portal's role has no right on the table on PostgreSQL; it can only refund a key that it
    // knows.
    let give_back = if tx.is_postgres() {
        "SELECT alongside_throttle_refund($1, $2)"
    } else {
        "UPDATE throttle_counter SET empty_at = empty_at - $2 WHERE key = $1"
    };
    run_on!(tx, |c| sqlx::query(give_back)
        .bind(key)
        .bind(cost)
        .execute(c))?;
    Ok(())
}

/// Takes a token from a bucket. Returns 0, or the milliseconds until a token is available.
async fn take_token(
    tx: &mut Tx,
    bucket: &TokenBucket,
    subject: &str,
    attempt: &mut CountedAttempt,
) -> Result<i64, Error> {
    // A digest, because the table must hold neither addresses nor names.
    let key = counter_key(bucket.kind, subject);
    let cost = i64::try_from(bucket.interval.as_millis()).unwrap_or(i64::MAX / 1_000);
    let mut wait = count_in_bucket(tx, &key, cost, bucket.burst).await?;
    // Refused attempts are not counted, so a wait is never longer than what one attempt costs,
    // unless the clock was set back after the counter was written.
    if wait > cost + CLOCK_DIFFERENCE {
        give_back(tx, &key, wait).await?;
        wait = count_in_bucket(tx, &key, cost, bucket.burst).await?;
    }
    if wait == 0 {
        attempt.counted.push((key, cost));
    }
    Ok(wait)
}

/// One atomic statement. On PostgreSQL the same statement is in a function of `0003_account.sql`,
/// because the portal's role has no rights on the table.
async fn count_in_bucket(tx: &mut Tx, key: &str, cost: i64, burst: i64) -> Result<i64, Error> {
    let take = if tx.is_postgres() {
        "SELECT alongside_throttle($1, $2, $3, $4)"
    } else {
        "INSERT INTO throttle_counter AS t (key, empty_at, wait) VALUES ($1, $2 + $3, 0)
         ON CONFLICT (key) DO UPDATE SET
             wait = max(0, max(t.empty_at, $2) + $3 - $2 - $4),
             empty_at = CASE WHEN max(t.empty_at, $2) + $3 > $2 + $4 THEN t.empty_at ELSE max(t.empty_at, $2) + $3 END
         RETURNING wait"
    };
    let now = tx.clock().now().as_millisecond();
    let wait: Option<i64> = run_on!(tx, |c| sqlx::query_scalar(take)
        .bind(key)
        .bind(now)
        .bind(cost)
        .bind(cost * burst)
        .fetch_optional(c))?;
    wait.ok_or(Error::NotFound)
}

/// Deletes counters whose bucket is full again. Run by a background job.
///
/// # Errors
/// When the database fails.
pub async fn delete_full_buckets(db: &Db) -> Result<(), Error> {
    let mut tx = db.acting_as_system("delete full throttle buckets").await?;
    let now = tx.clock().now().as_millisecond();
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM throttle_counter WHERE empty_at <= $1"
    )
    .bind(now)
    .execute(c))?;
    tx.commit().await
}

fn address_subject(address: Option<IpAddr>) -> String {
    address.map_or_else(|| "unknown".to_owned(), |address| address.to_string())
}

/// The comparison key of a sign-in name, also for input that is not a valid name.
fn normalize_name(name: &str) -> String {
    model::text::name_key(name)
}

fn counter_key(kind: &str, subject: &str) -> String {
    token_digest(&format!("{kind}\0{subject}"))
}
