//! Passkeys: public keys with which people sign in. The caller checks the answers of devices; a
//! passkey is stored as the JSON that the WebAuthn library writes, and found by its credential id.

use jiff::Timestamp;
use model::account::{AccountEventKind, ClientDevice, MAX_PASSKEYS};
use model::id::{PasskeyId, PersonId};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::types::Json;

use super::credential_version::read_version;
use super::token_digest;
use crate::account::record_account_event;
use crate::db::{run_on, unique_violation_as_race};
use crate::{Db, Error, Intent, Tx};

/// A passkey of the actor.
#[derive(Debug, Clone)]
pub struct OwnPasskey {
    pub id: PasskeyId,
    pub name: String,
    pub created_at: Timestamp,
    /// `None` when it has not been used since it was made.
    pub last_used: Option<Timestamp>,
}

/// A passkey that was found by its credential id.
#[derive(Debug, Clone)]
pub struct FoundPasskey {
    pub person: PersonId,
    pub credential: Value,
}

/// A passkey to add.
#[derive(Debug, Clone, Copy)]
pub struct NewPasskey<'a> {
    pub credential_id: &'a [u8],
    pub credential: &'a Value,
    pub name: &'a str,
}

/// The form in which a credential id is stored as a key, like that of a token: it has at least 100
/// random bits. PostgreSQL computes it itself, so that who reads the key cannot use the passkey.
fn credential_digest(credential_id: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(credential_id))
}

/// The passkeys of the actor, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_own_passkeys(tx: &mut Tx) -> Result<Vec<OwnPasskey>, Error> {
    type PasskeyRow = (
        PasskeyId,
        String,
        jiff_sqlx::Timestamp,
        Option<jiff_sqlx::Timestamp>,
    );
    let person = tx.actor_id()?;
    // By id: the ids are UUIDs v7, which sort by time.
    let rows: Vec<PasskeyRow> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT id, name, created_at, last_used_at FROM passkey WHERE person_id = $1 ORDER BY id"
    )
    .bind(person)
    .fetch_all(c)
    })?;
    Ok(rows
        .into_iter()
        .map(|(id, name, created_at, last_used)| OwnPasskey {
            id,
            name,
            created_at: created_at.to_jiff(),
            last_used: last_used.map(|at| at.to_jiff()),
        })
        .collect())
}

/// The credentials of the actor's passkeys, so that a device makes no second one. On PostgreSQL
/// none for an actor who has not signed in for 15 minutes.
///
/// # Errors
/// When the database fails.
pub async fn list_own_credentials(tx: &mut Tx) -> Result<Vec<Value>, Error> {
    let person = tx.actor_id()?;
    let rows: Vec<(Json<Value>,)> = if tx.is_postgres() {
        // The portal's role may not read credentials: with the id of one, a stolen login could say
        // that the passkey was used.
        run_on!(tx, |c| sqlx::query_as(
            "SELECT credential FROM alongside_own_credentials() AS credential"
        )
        .fetch_all(c))?
    } else {
        run_on!(tx, |c| sqlx::query_as(
            "SELECT credential FROM passkey WHERE person_id = $1 ORDER BY id"
        )
        .bind(person)
        .fetch_all(c))?
    };
    Ok(rows.into_iter().map(|(credential,)| credential.0).collect())
}

/// Adds a passkey of the actor, and records the event.
///
/// # Errors
/// `Conflict` when the actor has `MAX_PASSKEYS`; `NotFound` when they have no account or, on
/// PostgreSQL, have not signed in for 15 minutes; `Raced` when the passkey exists already.
pub async fn add_passkey(
    tx: &mut Tx,
    new: NewPasskey<'_>,
    device: ClientDevice,
) -> Result<(), Error> {
    let person = tx.actor_id()?;
    let added = if tx.is_postgres() {
        add_with_function(tx, new).await?
    } else {
        add_row(tx, person, new).await?
    };
    if !added {
        return Err(Error::NotFound);
    }
    record_account_event(tx, person, AccountEventKind::PasskeyAdded, device).await
}

/// For PostgreSQL: the portal's role may not write this table. The function adds one for the actor
/// only, and only after a proof.
async fn add_with_function(tx: &mut Tx, new: NewPasskey<'_>) -> Result<bool, Error> {
    let (id, now) = (tx.clock().new_id::<PasskeyId>(), tx.now());
    let key = credential_digest(new.credential_id);
    let done = run_on!(tx, |c| sqlx::query_scalar::<_, Option<bool>>(
        "SELECT alongside_add_passkey($1, $2, $3, $4, $5)"
    )
    .bind(id)
    .bind(&key)
    .bind(Json(new.credential))
    .bind(new.name)
    .bind(now)
    .fetch_optional(c));
    // Null: the actor has `MAX_PASSKEYS`.
    unique_violation_as_race(done)?
        .flatten()
        .ok_or(Error::Conflict)
}

/// For SQLite, whose only writer counts them.
async fn add_row(tx: &mut Tx, person: PersonId, new: NewPasskey<'_>) -> Result<bool, Error> {
    let (id, now) = (tx.clock().new_id::<PasskeyId>(), tx.now());
    let key = credential_digest(new.credential_id);
    if list_own_passkeys(tx).await?.len() >= MAX_PASSKEYS {
        return Err(Error::Conflict);
    }
    let done = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO passkey (id, person_id, credential_hash, credential, name, created_at) \
            SELECT $1, a.person_id, $3, $4, $5, $6 FROM account a WHERE a.person_id = $2",
        )
        .bind(id)
        .bind(person)
        .bind(&key)
        .bind(Json(new.credential))
        .bind(new.name)
        .bind(now)
        .execute(c)
    });
    Ok(unique_violation_as_race(done)? > 0)
}

/// Removes a passkey of the actor, which opens nothing any more, and records the event. Returns
/// false when it is another person's or was removed before.
///
/// # Errors
/// When the database fails.
pub async fn remove_passkey(
    tx: &mut Tx,
    passkey: PasskeyId,
    device: ClientDevice,
) -> Result<bool, Error> {
    let person = tx.actor_id()?;
    let removed = run_on!(tx, |c| sqlx::query(
        "DELETE FROM passkey WHERE id = $1 AND person_id = $2"
    )
    .bind(passkey)
    .bind(person)
    .execute(c))?;
    if removed > 0 {
        record_account_event(tx, person, AccountEventKind::PasskeyRemoved, device).await?;
    }
    Ok(removed > 0)
}

/// The passkey with this credential id.
///
/// # Errors
/// `NotFound` when there is none. Also when the database fails.
pub async fn find_passkey(db: &Db, credential_id: &[u8]) -> Result<FoundPasskey, Error> {
    let key = credential_digest(credential_id);
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let row: Option<(PersonId, Json<Value>)> = if tx.is_postgres() {
        // The portal's role may not read credentials: the function takes the id, which only a
        // device with the passkey tells.
        run_on!(tx, |c| sqlx::query_as(
            "SELECT holder, stored FROM alongside_find_passkey($1)"
        )
        .bind(credential_id)
        .fetch_optional(c))?
    } else {
        run_on!(tx, |c| sqlx::query_as(
            "SELECT person_id, credential FROM passkey WHERE credential_hash = $1"
        )
        .bind(&key)
        .fetch_optional(c))?
    };
    row.map(|(person, credential)| FoundPasskey {
        person,
        credential: credential.0,
    })
    .ok_or(Error::NotFound)
}

/// Records that a passkey has answered `challenge`, with its `credential` as it is after that. On
/// PostgreSQL, a session can be assigned to its person only within a minute of this. Returns the
/// version of the credentials of `person`, whose passkey it is: a new passphrase removes the
/// passkeys.
///
/// # Errors
/// `NotFound` when the passkey was removed meanwhile, or has answered this challenge before: an
/// answer that is sent twice, at the same moment too, is accepted once. Also when the database
/// fails.
pub async fn use_passkey(
    db: &Db,
    credential_id: &[u8],
    credential: &Value,
    challenge: &str,
    person: PersonId,
) -> Result<Option<i64>, Error> {
    let (key, challenge) = (credential_digest(credential_id), token_digest(challenge));
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let now = tx.now();
    let used = if tx.is_postgres() {
        run_on!(tx, |c| sqlx::query_scalar::<_, bool>(
            "SELECT alongside_use_passkey($1, $2, $3, $4)"
        )
        .bind(credential_id)
        .bind(Json(credential))
        .bind(&challenge)
        .bind(now)
        .fetch_optional(c))?
            == Some(true)
    } else {
        let rows = run_on!(tx, |c| sqlx::query(
            "UPDATE passkey SET credential = $2, last_used_at = $4, last_challenge_hash = $3 \
            WHERE credential_hash = $1 \
                AND (last_challenge_hash IS NULL OR last_challenge_hash <> $3)"
        )
        .bind(&key)
        .bind(Json(credential))
        .bind(&challenge)
        .bind(now)
        .execute(c))?;
        run_on!(tx, |c| sqlx::query(
            "UPDATE account SET signed_in_at = $2 WHERE person_id = \
                (SELECT person_id FROM passkey WHERE credential_hash = $1)"
        )
        .bind(&key)
        .bind(now)
        .execute(c))?;
        rows > 0
    };
    if !used {
        return Err(Error::NotFound);
    }
    // In this transaction, which keeps the account as it is.
    let version = read_version(&mut tx, person).await?;
    tx.commit().await?;
    Ok(version)
}
