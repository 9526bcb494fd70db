//! Where the actor is signed in: the list of their own sessions, and ending them. Neither the hash
//! of a token nor what was typed is read.

use jiff::Timestamp;
use model::account::{BrowserFamily, ClientDevice, CredentialKind, DeviceKind, DeviceUse};
use model::id::SessionId;

use super::token_digest;
use crate::change_bus::ChangeEvent;
use crate::db::run_on;
use crate::{Error, Tx};

/// A session of the actor.
#[derive(Debug, Clone)]
pub struct OwnSession {
    pub id: SessionId,
    pub device_use: DeviceUse,
    pub client: ClientDevice,
    pub credential: Option<CredentialKind>,
    pub signed_in_at: Timestamp,
    pub last_used: Timestamp,
    /// Whether it is the session of this request.
    pub is_current: bool,
}

#[derive(sqlx::FromRow)]
struct OwnSessionRow {
    id: SessionId,
    device_use: Option<DeviceUse>,
    browser: Option<BrowserFamily>,
    device: Option<DeviceKind>,
    credential: Option<CredentialKind>,
    created_at: jiff_sqlx::Timestamp,
    last_used_at: jiff_sqlx::Timestamp,
    expires_at: jiff_sqlx::Timestamp,
    is_current: bool,
}

/// The sessions of the actor that have not expired: the current one first, then the last used.
/// `token` is that of this request.
///
/// # Errors
/// When the database fails.
pub async fn list_own_sessions(tx: &mut Tx, token: &str) -> Result<Vec<OwnSession>, Error> {
    let (person, key, now) = (tx.actor_id()?, token_digest(token), tx.now().to_jiff());
    // Row-level security shows a session only to who has its token; this SECURITY DEFINER function
    // leaves out the columns that must not be read by a person.
    let rows: Vec<OwnSessionRow> = if tx.is_postgres() {
        run_on!(tx, |c| sqlx::query_as(
            "SELECT id, device_use, browser, device, credential, created_at, last_used_at, \
                expires_at, is_current FROM alongside_own_sessions($1)"
        )
        .bind(&key)
        .fetch_all(c))?
    } else {
        run_on!(tx, |c| sqlx::query_as(
            "SELECT id, device_use, browser, device, credential, created_at, last_used_at, \
                expires_at, token_hash = $2 AS is_current FROM session WHERE person_id = $1"
        )
        .bind(person)
        .bind(&key)
        .fetch_all(c))?
    };
    let mut sessions: Vec<OwnSession> = rows
        .into_iter()
        .filter(|row| row.expires_at.to_jiff() > now)
        .map(|row| OwnSession {
            id: row.id,
            device_use: row.device_use.unwrap_or_default(),
            client: ClientDevice {
                browser: row.browser,
                device: row.device,
            },
            credential: row.credential,
            signed_in_at: row.created_at.to_jiff(),
            last_used: row.last_used_at.to_jiff(),
            is_current: row.is_current,
        })
        .collect();
    // Not by the database: SQLite stores times as text that does not sort chronologically.
    sessions.sort_by_key(|session| (!session.is_current, std::cmp::Reverse(session.last_used)));
    Ok(sessions)
}

/// The session of the actor with this token; `None` when it has ended.
///
/// # Errors
/// When the database fails.
pub async fn find_current_session(tx: &mut Tx, token: &str) -> Result<Option<SessionId>, Error> {
    let sessions = list_own_sessions(tx, token).await?;
    Ok(sessions
        .into_iter()
        .find(|session| session.is_current)
        .map(|session| session.id))
}

/// Ends one session of the actor. Returns false when it is another person's or has ended.
///
/// # Errors
/// When the database fails.
pub async fn end_own_session(tx: &mut Tx, session: SessionId) -> Result<bool, Error> {
    Ok(end_sessions(tx, Some(session), "").await? > 0)
}

/// Ends every session of the actor but that of `token`. Returns how many.
///
/// # Errors
/// When the database fails.
pub async fn end_other_sessions(tx: &mut Tx, token: &str) -> Result<u64, Error> {
    end_sessions(tx, None, token).await
}

async fn end_sessions(tx: &mut Tx, ended: Option<SessionId>, token: &str) -> Result<u64, Error> {
    let (person, key) = (tx.actor_id()?, token_digest(token));
    let count = if tx.is_postgres() {
        let count: Option<i64> = run_on!(tx, |c| sqlx::query_scalar(
            "SELECT alongside_end_own_sessions($1, $2)"
        )
        .bind(ended)
        .bind(&key)
        .fetch_optional(c))?;
        u64::try_from(count.unwrap_or(0)).unwrap_or(0)
    } else {
        run_on!(tx, |c| sqlx::query(
            "DELETE FROM session WHERE person_id = $1 \
                AND (($2 IS NULL AND token_hash <> $3) OR id = $2)"
        )
        .bind(person)
        .bind(ended)
        .bind(&key)
        .execute(c))?
    };
    // An open stream of an ended session must close at once.
    tx.publish_on_commit(ChangeEvent::Membership);
    Ok(count)
}
