//! The passphrase of the actor: whether they have one, and its replacement.

use model::account::{AccountEventKind, ClientDevice};
use model::id::PersonId;

use super::token_digest;
use crate::account::record_account_event;
use crate::change_bus::ChangeEvent;
use crate::db::run_on;
use crate::{Error, Tx};

/// Whether the actor has a passphrase. People of the demo have none.
///
/// # Errors
/// When the database fails.
pub async fn has_passphrase(tx: &mut Tx) -> Result<bool, Error> {
    let person = tx.actor_id()?;
    // Row-level security shows no account to an actor; this SECURITY DEFINER function tells nothing
    // else of it.
    if tx.is_postgres() {
        let found: Option<bool> = run_on!(tx, |c| sqlx::query_scalar(
            "SELECT alongside_has_passphrase()"
        )
        .fetch_optional(c))?;
        return Ok(found == Some(true));
    }
    let found: Option<(PersonId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT person_id FROM account WHERE person_id = $1 AND passphrase_hash IS NOT NULL"
    )
    .bind(person)
    .fetch_optional(c))?;
    Ok(found.is_some())
}

/// Replaces the actor's passphrase, whose hash is `former`, by the one with the hash `new`, and
/// records the event. Every session of the actor but that of `token` ends, and their passkeys and
/// their private calendar address are removed: another person may know the passphrase of before,
/// and may have used it.
///
/// # Errors
/// `NotFound` when the actor's hash is another one and, on PostgreSQL, when `former` was not
/// confirmed within the last minute. Also when the database fails.
pub async fn replace_passphrase(
    tx: &mut Tx,
    former: &str,
    new: &str,
    token: &str,
    device: ClientDevice,
) -> Result<(), Error> {
    let (person, key) = (tx.actor_id()?, token_digest(token));
    let replaced = if tx.is_postgres() {
        // The portal's role may not write accounts: the function writes the actor's own only.
        let done: Option<bool> = run_on!(tx, |c| sqlx::query_scalar(
            "SELECT alongside_set_passphrase($1, $2, $3)"
        )
        .bind(former)
        .bind(new)
        .bind(&key)
        .fetch_optional(c))?;
        done == Some(true)
    } else {
        replace_row(tx, person, (former, new), &key).await?
    };
    if !replaced {
        return Err(Error::NotFound);
    }
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM calendar_feed WHERE person_id = $1"
    )
    .bind(person)
    .execute(c))?;
    // An open stream of an ended session must close at once.
    tx.publish_on_commit(ChangeEvent::Membership);
    record_account_event(tx, person, AccountEventKind::PassphraseSet, device).await
}

/// For SQLite, where a trigger removes the passkeys, too. Returns false when the hash is another
/// one.
async fn replace_row(
    tx: &mut Tx,
    person: PersonId,
    (former, new): (&str, &str),
    current_session: &str,
) -> Result<bool, Error> {
    let replaced = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE account SET passphrase_hash = $3 WHERE person_id = $1 AND passphrase_hash = $2",
        )
        .bind(person)
        .bind(former)
        .bind(new)
        .execute(c)
    })?;
    if replaced == 0 {
        return Ok(false);
    }
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM session WHERE person_id = $1 AND token_hash <> $2"
    )
    .bind(person)
    .bind(current_session)
    .execute(c))?;
    Ok(true)
}
