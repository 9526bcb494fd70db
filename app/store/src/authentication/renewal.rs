//! A new token for a session that goes on: ASVS 7.2.4 asks for one whenever a person proves again
//! who they are.

use sqlx::types::Json;

use super::token_digest;
use crate::change_bus::ChangeEvent;
use crate::db::run_on;
use crate::{Db, Error, Intent};

/// Gives an existing session the token `new_token` and this data; from then on the former token is
/// of no use. Returns false when the session does not exist any more. Never extends a session: its
/// expiry stays. On PostgreSQL, the person must have proved within the last minute who they are.
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
    // An update of the same row, and no new row in its place: who ends the sessions of the person
    // at the same moment would not see a new row, and the session would go on.
    let renewed = if tx.is_postgres() {
        // The portal's role may not change the key of a row, with which a stolen login could move a
        // session to a token of its own. The function asks for a proof.
        run_on!(tx, |c| sqlx::query_scalar::<_, bool>(
            "SELECT alongside_renew_session($1, $2, $3)"
        )
        .bind(&key)
        .bind(&new_key)
        .bind(Json(data))
        .fetch_optional(c))?
            == Some(true)
    } else {
        run_on!(tx, |c| sqlx::query(
            "UPDATE session SET token_hash = $2, data = $3 WHERE token_hash = $1"
        )
        .bind(&key)
        .bind(&new_key)
        .bind(Json(data))
        .execute(c))?
            > 0
    };
    if !renewed {
        return Ok(false);
    }
    // An open stream with the former token must close at once.
    tx.publish_on_commit(ChangeEvent::Membership);
    tx.commit().await?;
    Ok(true)
}
