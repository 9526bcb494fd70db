//! The notices that a session has turned on in its browser: they end with the session, and go on
//! with the session with which the same person signs in again there. What ends sessions with an
//! event of the account removes them where the event is stored (`notifications::outbox`).

use model::account::DeviceUse;
use model::id::SessionId;

use super::SessionSignIn;
use crate::db::run_on;
use crate::{Error, Tx};

/// Removes the subscriptions of the session with this key, which is about to end.
pub(super) async fn end_browsers(tx: &mut Tx, key: &str) -> Result<(), Error> {
    if tx.is_postgres() {
        // Row-level security shows subscriptions to their person only. The function knows the key.
        run_on!(tx, |c| sqlx::query("SELECT alongside_end_browsers()")
            .execute(c))?;
        return Ok(());
    }
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM notification_channel WHERE session_id = \
            (SELECT id FROM session WHERE token_hash = $1)"
    )
    .bind(key)
    .execute(c))?;
    Ok(())
}

/// Gives the `new` session the subscriptions of the one that it replaces in the same browser. Where
/// another person has signed in, or others use the device, they are removed.
pub(super) async fn keep_browsers(
    tx: &mut Tx,
    new: SessionId,
    sign_in: Option<SessionSignIn>,
) -> Result<(), Error> {
    let Some((sign_in, former)) = sign_in.and_then(|one| Some((one, one.replaces?))) else {
        return Ok(());
    };
    if tx.is_postgres() {
        run_on!(tx, |c| sqlx::query("SELECT alongside_keep_browsers($1)")
            .bind(former)
            .execute(c))?;
        return Ok(());
    }
    let is_there: Option<(SessionId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT id FROM session WHERE id = $1"
    )
    .bind(former)
    .fetch_optional(c))?;
    if is_there.is_some() {
        return Ok(());
    }
    if sign_in.device_use == DeviceUse::Own {
        run_on!(tx, |c| sqlx::query(
            "UPDATE notification_channel SET session_id = $2 WHERE session_id = $1 AND \
                person_id = $3"
        )
        .bind(former)
        .bind(new)
        .bind(sign_in.person)
        .execute(c))?;
    }
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM notification_channel WHERE session_id = $1"
    )
    .bind(former)
    .execute(c))?;
    Ok(())
}
