//! Authentication: look-ups before there is an actor, of sessions, invitation codes, sign-in names
//! and passkeys. On PostgreSQL, row-level security limits each such transaction to rows with its
//! key; passkeys are found by a function.

mod credential_version;
mod invitations;
mod letter_recipient;
mod own_sessions;
pub mod passkeys;
mod passphrase;
pub mod recovery;
mod renewal;
mod session_browsers;
mod session_ending;
pub mod staff;
pub mod totp;

use std::fmt;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use model::account::{ClientDevice, CredentialKind, DeviceUse, SignInName};
use model::id::{PersonId, SessionId};
use sha2::{Digest, Sha256};
use sqlx::types::Json;

pub(crate) use self::invitations::expire_unused;
pub use self::invitations::{
    Invitee, RedeemedAccount, create_invitation, invited_person, redeem_invitation, redeemed_by,
    revoke_invitations,
};
pub use self::letter_recipient::{LetterRecipient, find_letter_recipient};
pub use self::own_sessions::{
    OwnSession, end_other_sessions, end_own_session, find_current_session, list_own_sessions,
};
pub use self::passphrase::{has_passphrase, replace_passphrase};
pub use self::renewal::renew_session;
pub use self::session_ending::{end_all_sessions, end_sessions_of};
use crate::db::run_on;
use crate::{Db, Error, Intent, Tx};

/// The form in which a token or code is stored: its SHA-256 digest in lower-case hexadecimal. A
/// fast hash is safe here, because tokens and codes have at least 80 random bits.
pub(crate) fn token_digest(secret: &str) -> String {
    base16ct::lower::encode_string(&Sha256::digest(secret.as_bytes()))
}

/// A session to store: its data and its expiry, in whole seconds.
#[derive(Debug, Clone)]
pub struct StoredSession {
    pub data: serde_json::Value,
    pub expires: Timestamp,
}

/// The sign-in that a session began with.
#[derive(Debug, Clone, Copy)]
pub struct SessionSignIn {
    pub person: PersonId,
    pub device_use: DeviceUse,
    pub client: ClientDevice,
    pub credential: CredentialKind,
    /// The version of the account's credentials with which this one was checked. The session is
    /// stored only while it is the same. `None` in a demo, and for an identity, about which the
    /// provider is asked again after a minute.
    pub credential_version: Option<i64>,
    /// The session of the same browser that has ended for this one. Its notices go on for the same
    /// person on their own device.
    pub replaces: Option<SessionId>,
}

/// A session that was found by its token.
#[derive(Debug, Clone)]
pub struct FoundSession {
    pub id: SessionId,
    pub data: serde_json::Value,
    pub expires: Timestamp,
    /// When it was last used, as `touch_session` has stored it.
    pub last_used: Timestamp,
    /// `None` before sign-in.
    pub device_use: Option<DeviceUse>,
    /// Of a session that depends on the identity provider.
    pub identity: Option<IdentityTimes>,
}

/// When the identity provider was asked about the person of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdentityTimes {
    pub checked: Timestamp,
    /// When it last confirmed that the person may sign in.
    pub confirmed: Timestamp,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: SessionId,
    data: Json<serde_json::Value>,
    expires_at: jiff_sqlx::Timestamp,
    last_used_at: jiff_sqlx::Timestamp,
    device_use: Option<DeviceUse>,
    identity_checked_at: Option<jiff_sqlx::Timestamp>,
    identity_confirmed_at: Option<jiff_sqlx::Timestamp>,
}

impl SessionRow {
    fn identity_times(&self) -> Option<IdentityTimes> {
        Some(IdentityTimes {
            checked: self.identity_checked_at.as_ref()?.to_jiff(),
            confirmed: self.identity_confirmed_at.as_ref()?.to_jiff(),
        })
    }
}

/// The session of a token; `None` when there is none or it has expired. One that was not used for
/// long is found too: the caller decides whether it is locked.
///
/// # Errors
/// When the database fails.
pub async fn find_session(db: &Db, token: &str) -> Result<Option<FoundSession>, Error> {
    let key = token_digest(token);
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let now = tx.now();
    let row: Option<SessionRow> = run_on!(tx, |c| sqlx::query_as(
        "SELECT id, data, expires_at, last_used_at, device_use, identity_checked_at, \
            identity_confirmed_at FROM session WHERE token_hash = $1"
    )
    .bind(&key)
    .fetch_optional(c))?;
    Ok(row
        .map(|row| FoundSession {
            id: row.id,
            identity: row.identity_times(),
            data: row.data.0,
            expires: row.expires_at.to_jiff(),
            last_used: row.last_used_at.to_jiff(),
            device_use: row.device_use,
        })
        // The background job that deletes expired sessions may run only later.
        .filter(|session| session.expires > now.to_jiff()))
}

/// Inserts a new session under its token. `sign_in` is `None` before sign-in.
///
/// # Errors
/// `NotFound` when the passphrase was replaced since the credential of the sign-in was checked.
/// Also when the database fails, which includes a token that exists already.
pub async fn create_session(
    db: &Db,
    token: &str,
    sign_in: Option<SessionSignIn>,
    session: &StoredSession,
) -> Result<(), Error> {
    let key = token_digest(token);
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    insert_session(&mut tx, &key, sign_in, session).await?;
    tx.commit().await
}

async fn insert_session(
    tx: &mut Tx,
    key: &str,
    sign_in: Option<SessionSignIn>,
    session: &StoredSession,
) -> Result<(), Error> {
    if let Some((person, version)) =
        sign_in.and_then(|sign_in| Some((sign_in.person, sign_in.credential_version?)))
    {
        credential_version::hold_version(tx, person, version).await?;
    }
    let (id, now) = (tx.clock().new_id::<SessionId>(), tx.now());
    // Whole seconds, so that the job that deletes expired sessions can compare the text of SQLite.
    let expires = Timestamp::from_second(session.expires.as_second())
        .unwrap_or(session.expires)
        .to_sqlx();
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO session (token_hash, id, person_id, data, device_use, browser, device, \
            credential, created_at, last_used_at, expires_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)"
    )
    .bind(key)
    .bind(id)
    .bind(sign_in.map(|sign_in| sign_in.person))
    .bind(Json(&session.data))
    .bind(sign_in.map(|sign_in| sign_in.device_use))
    .bind(sign_in.and_then(|sign_in| sign_in.client.browser))
    .bind(sign_in.and_then(|sign_in| sign_in.client.device))
    .bind(sign_in.map(|sign_in| sign_in.credential))
    .bind(now)
    .bind(expires)
    .execute(c))?;
    session_browsers::keep_browsers(tx, id, sign_in).await
}

/// Stores that a session is used now. Writes, so call it only when the stored time is too old.
///
/// # Errors
/// When the database fails.
pub async fn touch_session(db: &Db, token: &str) -> Result<(), Error> {
    let key = token_digest(token);
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let now = tx.now();
    run_on!(tx, |c| sqlx::query(
        "UPDATE session SET last_used_at = $2 WHERE token_hash = $1"
    )
    .bind(&key)
    .bind(now)
    .execute(c))?;
    tx.commit().await
}

/// Replaces the data of an existing session; returns false when the session does not exist any
/// more. Never inserts: a request that began before sign-out and finishes after it must not restore
/// the session. Leaves the expiry as it was set at creation, so that activity does not extend a
/// session.
///
/// # Errors
/// When the database fails.
pub async fn update_session(db: &Db, token: &str, data: &serde_json::Value) -> Result<bool, Error> {
    let key = token_digest(token);
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let rows = run_on!(tx, |c| sqlx::query(
        "UPDATE session SET data = $2 WHERE token_hash = $1"
    )
    .bind(&key)
    .bind(Json(data))
    .execute(c))?;
    tx.commit().await?;
    Ok(rows > 0)
}

/// Ends a session, and the notices that it turned on in its browser. Idempotent.
///
/// # Errors
/// When the database fails.
pub async fn end_session(db: &Db, token: &str) -> Result<(), Error> {
    remove_session(db, token, true).await
}

/// Deletes a session in whose place the same browser gets another one. Idempotent. The notices in
/// the browser stay on until `create_session` has the new one.
///
/// # Errors
/// When the database fails.
pub async fn delete_session(db: &Db, token: &str) -> Result<(), Error> {
    remove_session(db, token, false).await
}

/// Reads first, so that an unknown token never waits for SQLite's writer.
async fn remove_session(db: &Db, token: &str, ends_browsers: bool) -> Result<(), Error> {
    let key = token_digest(token);
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let found: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT token_hash FROM session WHERE token_hash = $1"
    )
    .bind(&key)
    .fetch_optional(c))?;
    drop(tx);
    if found.is_none() {
        return Ok(());
    }
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    if ends_browsers {
        session_browsers::end_browsers(&mut tx, &key).await?;
    }
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM session WHERE token_hash = $1"
    )
    .bind(&key)
    .execute(c))?;
    tx.commit().await
}

/// A person with an account, and the hash to verify the passphrase against.
#[derive(Clone, sqlx::FromRow)]
pub struct Credentials {
    pub person_id: PersonId,
    pub passphrase_hash: String,
    /// Of the account with this hash: the session of this sign-in is stored with it.
    pub credential_version: i64,
}

/// Omits the hash, which must not reach a log.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("person_id", &self.person_id)
            .finish_non_exhaustive()
    }
}

/// The credentials of the account with this sign-in name.
///
/// # Errors
/// `NotFound` when no account has this name. Also when the database fails.
pub async fn find_credentials(db: &Db, name: &SignInName) -> Result<Credentials, Error> {
    let mut tx = db
        .begin_unauthenticated(Intent::Read, name.as_str())
        .await?;
    let row: Option<Credentials> = run_on!(tx, |c| sqlx::query_as(
        "SELECT person_id, passphrase_hash, credential_version FROM account \
            WHERE sign_in_name = $1"
    )
    .bind(name.as_str())
    .fetch_optional(c))?;
    row.ok_or(Error::NotFound)
}

/// Records a successful sign-in: the passphrase matched this hash. On PostgreSQL, a session can be
/// assigned to the person only within a minute of this.
///
/// # Errors
/// `NotFound` when the account's name or hash has changed meanwhile. Also when the database fails.
pub async fn confirm_sign_in(
    db: &Db,
    name: &SignInName,
    passphrase_hash: &str,
) -> Result<(), Error> {
    let mut tx = db
        .begin_unauthenticated(Intent::Write, name.as_str())
        .await?;
    let now = tx.now();
    // Row-level security denies the portal's role writes to accounts; this SECURITY DEFINER
    // function only sets the time, and only for the matching hash.
    let confirmed = if tx.is_postgres() {
        run_on!(tx, |c| sqlx::query_scalar::<_, bool>(
            "SELECT alongside_confirm_sign_in($1, $2)"
        )
        .bind(name.as_str())
        .bind(passphrase_hash)
        .fetch_optional(c))?
            == Some(true)
    } else {
        run_on!(tx, |c| sqlx::query(
            "UPDATE account SET signed_in_at = $3 WHERE sign_in_name = $1 AND passphrase_hash = $2"
        )
        .bind(name.as_str())
        .bind(passphrase_hash)
        .bind(now)
        .execute(c))?
            > 0
    };
    if !confirmed {
        return Err(Error::NotFound);
    }
    tx.commit().await
}

/// Deletes expired sessions. Run by a background job.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired_sessions(db: &Db) -> Result<(), Error> {
    let mut tx = db.acting_as_system("delete expired sessions").await?;
    // Whole seconds, as `create_session` stores them: only then does the text of SQLite sort
    // chronologically.
    let now = Timestamp::from_second(tx.clock().now().as_second())
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_sqlx();
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM session WHERE expires_at <= $1"
    )
    .bind(now)
    .execute(c))?;
    tx.commit().await
}

/// A person in a demo database, for the page on which a visitor picks a person to sign in as.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct DemoPerson {
    pub id: PersonId,
    pub name: String,
    pub role: Option<model::role::Role>,
    pub family: Option<String>,
    pub languages_read: Json<Vec<String>>,
}

/// Everyone in a database that is marked as a demo, once for each membership; empty in any other
/// database, so that no real person can be signed in without a passphrase.
///
/// # Errors
/// When the database fails.
pub async fn list_demo_people(db: &Db) -> Result<Vec<DemoPerson>, Error> {
    let mut tx = db.acting_as_system("demo people").await?;
    run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT p.id, coalesce(p.chosen_name, p.name) AS name, m.role, f.name AS family, p.languages_read
         FROM person p LEFT JOIN membership m ON m.person_id = p.id LEFT JOIN family f ON f.id = m.family_id
         WHERE EXISTS (SELECT 1 FROM installation_flag WHERE installation_flag.name = 'demo') AND (m.until IS NULL) ORDER BY f.key, CASE WHEN m.role IN ('parent', 'youth') THEN 0 ELSE 1 END, m.role, p.name").fetch_all(c)
    })
}
