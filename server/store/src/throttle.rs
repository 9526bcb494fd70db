//! Throttling of guesses: tight for each network address, loose for each account, so that nobody can lock an owner out.
//!
//! A counter is a token bucket in the shared database, so that it holds across servers. An attempt is counted before
//! anything costly is done for it, and given back when it succeeded: people behind one address who know their
//! passphrases do not use it up for each other, and an attempt that hangs up stays counted.

use std::net::IpAddr;

use jiff::SignedDuration;

use crate::db::on;
use crate::door::hashed;
use crate::{Db, Error, Intent, Tx};

/// A token bucket: `burst` attempts at once, and one more after each `interval`.
struct Bucket {
    kind: &'static str,
    burst: i64,
    interval: SignedDuration,
}

impl Bucket {
    const fn new(kind: &'static str, burst: i64, interval: SignedDuration) -> Self {
        Self { kind, burst, interval }
    }

    const fn times(&self, many: i64) -> Self {
        Self { kind: self.kind, burst: self.burst * many, interval: self.interval }
    }
}

/// Passphrases from one address: 10, then 3 a minute. Slow for guessing, and enough for a shelter's network.
const SIGN_IN_ADDRESS: Bucket = Bucket::new("sign-in-address", 10, SignedDuration::from_secs(20));
/// Passphrases for one name from anywhere: 100 (NIST 800-63B), then 100 an hour.
const SIGN_IN_ACCOUNT: Bucket = Bucket::new("sign-in-account", 100, SignedDuration::from_secs(36));
/// Passphrases for one name from one address, once others have used up the name's: 3, then 3 an hour. With them the owner
/// gets in, from any address but one that guesses too.
const SIGN_IN_OWNER: Bucket = Bucket::new("sign-in-owner", 3, SignedDuration::from_mins(20));
/// Welcome codes from one address: 10, then 1 a minute.
const WELCOME_CODE: Bucket = Bucket::new("welcome-code", 10, SignedDuration::from_mins(1));
/// New accounts from one address, and with one code: 10, then 1 a minute. A code that is good could try which names are taken.
const NEW_ACCOUNT_ADDRESS: Bucket = Bucket::new("new-account-address", 10, SignedDuration::from_mins(1));
const NEW_ACCOUNT_CODE: Bucket = Bucket::new("new-account-code", 10, SignedDuration::from_mins(1));

/// What is tried. Names and codes are as typed: whether they exist makes no difference.
#[derive(Debug, Clone, Copy)]
pub enum Guess<'a> {
    SignIn { name: &'a str },
    WelcomeCode,
    NewAccount { code: &'a str },
}

impl Guess<'_> {
    /// For the operator's log.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SignIn { .. } => "sign-in",
            Self::WelcomeCode => "welcome-code",
            Self::NewAccount { .. } => "new-account",
        }
    }
}

/// An attempt that was counted.
#[derive(Debug, Default)]
#[must_use = "an attempt that succeeds is given back"]
pub struct Attempt {
    /// Keys of counters, and what the attempt cost there in milliseconds.
    counted: Vec<(String, i64)>,
}

/// Whether an attempt may go on.
#[derive(Debug)]
pub enum Verdict {
    Allowed(Attempt),
    /// Not before this long. Nothing may be looked up or hashed for it.
    Refused(SignedDuration),
}

/// A digest of what was guessed at and from where, for the log: the same for the same, and nothing that can be read.
pub fn digest(address: Option<IpAddr>, guess: Guess<'_>) -> String {
    let about = match guess {
        Guess::SignIn { name } => normal(name),
        Guess::WelcomeCode => subject(address),
        Guess::NewAccount { code } => code.to_owned(),
    };
    key(guess.kind(), &about)[..16].to_owned()
}

/// Counts an attempt from a network address (IPv6: of the /64), in a transaction of its own. Requests without a connection,
/// as tests make them, are many clients at once: they share counters that hold a hundred times as much.
///
/// # Errors
/// When the database fails: nothing may be tried then.
pub async fn attempt(db: &Db, address: Option<IpAddr>, guess: Guess<'_>) -> Result<Verdict, Error> {
    let many = if address.is_some() { 1 } else { 100 };
    let address = subject(address);
    let mut tx = db.at_the_door(Intent::Write, "").await?;
    let mut attempt = Attempt::default();
    // The address first: what it refuses is not counted against anybody's account.
    let wait = match guess {
        Guess::SignIn { name } => {
            let name = normal(name);
            match take(&mut tx, &SIGN_IN_ADDRESS.times(many), &address, &mut attempt).await? {
                0 => match take(&mut tx, &SIGN_IN_ACCOUNT, &name, &mut attempt).await? {
                    0 => 0,
                    wait => take(&mut tx, &SIGN_IN_OWNER, &format!("{name}\0{address}"), &mut attempt).await?.min(wait),
                },
                wait => wait,
            }
        }
        Guess::WelcomeCode => take(&mut tx, &WELCOME_CODE.times(many), &address, &mut attempt).await?,
        Guess::NewAccount { code } => match take(&mut tx, &NEW_ACCOUNT_ADDRESS.times(many), &address, &mut attempt).await? {
            0 => take(&mut tx, &NEW_ACCOUNT_CODE, code, &mut attempt).await?,
            wait => wait,
        },
    };
    tx.save().await?;
    Ok(if wait == 0 { Verdict::Allowed(attempt) } else { Verdict::Refused(SignedDuration::from_millis(wait)) })
}

impl Attempt {
    /// Gives the attempt back: it succeeded, and was no guess. Where the database fails it stays counted; nobody is kept
    /// out for that.
    pub async fn succeeded(self, db: &Db) {
        if let Err(error) = self.give_back(db).await {
            tracing::warn!(%error, "an attempt that succeeded stays counted");
        }
    }

    async fn give_back(&self, db: &Db) -> Result<(), Error> {
        let mut tx = db.at_the_door(Intent::Write, "").await?;
        let give_back =
            if tx.is_postgres() { "SELECT alongside_throttle_refund($1, $2)" } else { "UPDATE throttle_counter SET empty_at = empty_at - $2 WHERE key = $1" };
        for (key, cost) in &self.counted {
            on!(tx, c => sqlx::query(give_back).bind(key).bind(cost).execute(c))?;
        }
        tx.save().await
    }
}

/// Takes a token, in one statement: 0, or how many milliseconds until there is one. The same statement is migration 0031's
/// function on PostgreSQL, where the portal's role may not touch the table itself.
async fn take(tx: &mut Tx, bucket: &Bucket, subject: &str, attempt: &mut Attempt) -> Result<i64, Error> {
    let take = if tx.is_postgres() {
        "SELECT alongside_throttle($1, $2, $3, $4)"
    } else {
        "INSERT INTO throttle_counter AS t (key, empty_at, wait) VALUES ($1, $2 + $3, 0)
         ON CONFLICT (key) DO UPDATE SET
             wait = max(0, max(t.empty_at, $2) + $3 - $2 - $4),
             empty_at = CASE WHEN max(t.empty_at, $2) + $3 > $2 + $4 THEN t.empty_at ELSE max(t.empty_at, $2) + $3 END
         RETURNING wait"
    };
    let key = key(bucket.kind, subject);
    let now = tx.clock().now().as_millisecond();
    let cost = i64::try_from(bucket.interval.as_millis()).unwrap_or(i64::MAX / 1_000);
    let wait: Option<i64> = on!(tx, c => sqlx::query_scalar(take).bind(&key).bind(now).bind(cost).bind(cost * bucket.burst).fetch_optional(c))?;
    let wait = wait.ok_or(Error::NotFound)?;
    if wait == 0 {
        attempt.counted.push((key, cost));
    }
    Ok(wait)
}

/// Removes counters that have drained away.
///
/// # Errors
/// When the database fails.
pub async fn remove_drained(db: &Db) -> Result<(), Error> {
    let mut tx = db.acting_as_system("drained throttle counters").await?;
    let now = tx.clock().now().as_millisecond();
    on!(tx, c => sqlx::query("DELETE FROM throttle_counter WHERE empty_at <= $1").bind(now).execute(c))?;
    tx.save().await
}

fn subject(address: Option<IpAddr>) -> String {
    address.map_or_else(|| "unknown".to_owned(), |address| address.to_string())
}

/// A name as sign-in compares it, also one that nobody could have.
fn normal(name: &str) -> String {
    model::text::name_key(name)
}

fn key(kind: &str, subject: &str) -> String {
    hashed(&format!("{kind}\0{subject}"))
}
