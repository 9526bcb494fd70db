//! The authenticator app of the actor: its secret, and the codes that were used. What a code is,
//! and whether it is right, is decided elsewhere.

use std::fmt;

use model::account::{AccountEventKind, ClientDevice};
use model::id::PersonId;

use crate::account::record_account_event;
use crate::db::run_on;
use crate::{Error, Tx};

/// The secret of an authenticator app, in base32.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(pub String);

/// Omits the secret, which must not reach a log.
impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret(…)")
    }
}

/// The secret of the actor's authenticator app; `None` without one.
///
/// # Errors
/// When the database fails.
pub async fn find_totp_secret(tx: &mut Tx) -> Result<Option<TotpSecret>, Error> {
    let person = tx.actor_id()?;
    let row: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT secret FROM totp WHERE person_id = $1"
    )
    .bind(person)
    .fetch_optional(c))?;
    Ok(row.map(|(secret,)| TotpSecret(secret)))
}

/// Adds an authenticator app to the actor's account, and uses up the time step of the code that
/// showed that the app has the secret. Records the event.
///
/// # Errors
/// `Conflict` when the account has an app already. Also when the database fails.
pub async fn add_totp(
    tx: &mut Tx,
    secret: &TotpSecret,
    step: i64,
    client: ClientDevice,
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    let added = run_on!(tx, |c| sqlx::query(
        "INSERT INTO totp (person_id, secret, created_at, last_step) VALUES ($1, $2, $3, 0) \
            ON CONFLICT (person_id) DO NOTHING"
    )
    .bind(person)
    .bind(&secret.0)
    .bind(now)
    .execute(c))?;
    if added == 0 || !use_totp_step(tx, step).await? {
        return Err(Error::Conflict);
    }
    record_account_event(tx, person, AccountEventKind::TotpAdded, client).await
}

/// Uses up the time step of a code of the actor's app, and every step before it. Returns false when
/// the actor has no app, or a code of this step or a later one was used already.
///
/// # Errors
/// When the database fails.
pub async fn use_totp_step(tx: &mut Tx, step: i64) -> Result<bool, Error> {
    let person = tx.actor_id()?;
    if tx.is_postgres() {
        // A SECURITY DEFINER function: the portal's role may not change the step, which would make
        // a used code valid again.
        let used: Option<bool> = run_on!(tx, |c| sqlx::query_scalar(
            "SELECT alongside_use_totp_step($1)"
        )
        .bind(step)
        .fetch_optional(c))?;
        return Ok(used == Some(true));
    }
    let used = run_on!(tx, |c| sqlx::query(
        "UPDATE totp SET last_step = $2 WHERE person_id = $1 AND last_step < $2"
    )
    .bind(person)
    .bind(step)
    .execute(c))?;
    Ok(used > 0)
}

/// Removes the actor's authenticator app, and records the event. Returns false without one.
///
/// # Errors
/// When the database fails.
pub async fn remove_totp(tx: &mut Tx, client: ClientDevice) -> Result<bool, Error> {
    let person = tx.actor_id()?;
    remove_totp_of(tx, person, client).await
}

/// Removes the authenticator app of a person who gets a new invitation: they may have lost it.
pub(super) async fn remove_totp_of(
    tx: &mut Tx,
    person: PersonId,
    client: ClientDevice,
) -> Result<bool, Error> {
    let removed = delete_totp(tx, person).await?;
    if removed {
        record_account_event(tx, person, AccountEventKind::TotpRemoved, client).await?;
    }
    Ok(removed)
}

/// Removes the authenticator app of a person who has just used a code, in a transaction without an
/// actor: no code of the app could be typed any more. Records the event. Returns false without an
/// app.
pub(super) async fn remove_lost_totp(
    tx: &mut Tx,
    person: PersonId,
    client: ClientDevice,
) -> Result<bool, Error> {
    // Row-level security shows an app to its person only.
    act_for(tx, &person.to_string()).await?;
    let removed = delete_totp(tx, person).await?;
    // The event is one of before the sign-in, like that of the code.
    act_for(tx, "").await?;
    if removed {
        record_account_event(tx, person, AccountEventKind::TotpRemoved, client).await?;
    }
    Ok(removed)
}

/// Tells row-level security who acts from now on; nobody, where `person` is empty.
async fn act_for(tx: &mut Tx, person: &str) -> Result<(), Error> {
    if tx.is_postgres() {
        run_on!(tx, |c| sqlx::query(
            "SELECT set_config('alongside.person', $1, true)"
        )
        .bind(person)
        .execute(c))?;
    }
    Ok(())
}

async fn delete_totp(tx: &mut Tx, person: PersonId) -> Result<bool, Error> {
    let removed = run_on!(tx, |c| sqlx::query("DELETE FROM totp WHERE person_id = $1")
        .bind(person)
        .execute(c))?;
    Ok(removed > 0)
}
