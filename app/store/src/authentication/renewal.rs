//! A new token for a session that goes on: ASVS 7.2.4 asks for one whenever a person proves again
//! who they are.

use model::account::{BrowserFamily, CredentialKind, DeviceKind, DeviceUse};
use model::id::{PersonId, SessionId};
use sqlx::types::Json;

use super::token_digest;
use crate::db::run_on;
use crate::{Db, Error, Intent};

/// What a session keeps under its new token.
#[derive(sqlx::FromRow)]
struct KeptRow {
    id: SessionId,
    person_id: Option<PersonId>,
    device_use: Option<DeviceUse>,
    browser: Option<BrowserFamily>,
    device: Option<DeviceKind>,
    credential: Option<CredentialKind>,
    created_at: jiff_sqlx::Timestamp,
    last_used_at: jiff_sqlx::Timestamp,
    expires_at: jiff_sqlx::Timestamp,
    identity_token: Option<String>,
    identity_checked_at: Option<jiff_sqlx::Timestamp>,
    identity_confirmed_at: Option<jiff_sqlx::Timestamp>,
}

/// Gives an existing session the token `new_token` and this data, in one transaction; from then on
/// the former token is of no use. Returns false when the session does not exist any more. Never
/// extends a session: its expiry stays. On PostgreSQL, the person must have proved within the last
/// minute who they are.
///
/// # Errors
/// When the database fails; the former token then stays.
pub async fn renew_session(
    db: &Db,
    token: &str,
    new_token: &str,
    data: &serde_json::Value,
) -> Result<bool, Error> {
    let (key, new_key) = (token_digest(token), token_digest(new_token));
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let kept: Option<KeptRow> = run_on!(tx, |c| {
        sqlx::query_as(
        "DELETE FROM session WHERE token_hash = $1 RETURNING id, person_id, device_use, browser, \
            device, credential, created_at, last_used_at, expires_at, identity_token, \
            identity_checked_at, identity_confirmed_at"
    )
    .bind(&key)
    .fetch_optional(c)
    })?;
    let Some(kept) = kept else {
        return Ok(false);
    };
    if tx.is_postgres() {
        // Row-level security admits the row of one key only. The portal's role may not change the
        // key of a row, with which a stolen login could move a session to a token of its own.
        run_on!(tx, |c| sqlx::query(
            "SELECT set_config('alongside.key', $1, true)"
        )
        .bind(&new_key)
        .execute(c))?;
    }
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO session (token_hash, id, person_id, data, device_use, browser, device, \
            credential, created_at, last_used_at, expires_at, identity_token, identity_checked_at, \
            identity_confirmed_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    )
    .bind(&new_key)
    .bind(kept.id)
    .bind(kept.person_id)
    .bind(Json(data))
    .bind(kept.device_use)
    .bind(kept.browser)
    .bind(kept.device)
    .bind(kept.credential)
    .bind(kept.created_at)
    .bind(kept.last_used_at)
    .bind(kept.expires_at)
    .bind(kept.identity_token)
    .bind(kept.identity_checked_at)
    .bind(kept.identity_confirmed_at)
    .execute(c))?;
    tx.commit().await?;
    Ok(true)
}
