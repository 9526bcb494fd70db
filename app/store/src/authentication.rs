//! Authentication: look-ups before there is an actor, of sessions, invitation codes and sign-in
//! names. On PostgreSQL, row-level security limits each such transaction to rows with its key.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use jiff_sqlx::ToSqlx;
use model::account::SignInName;
use model::clock;
use model::id::PersonId;
use model::policy::{ACCOUNT_MIN_AGE, may_have_account};
use sha2::{Digest, Sha256};
use sqlx::types::Json;

use crate::db::run_on;
use crate::{Db, Error, Intent};

/// The form in which a token or code is stored: its SHA-256 digest in lower-case hexadecimal. A
/// fast hash is safe here, because tokens and codes have at least 100 random bits.
pub(crate) fn token_digest(secret: &str) -> String {
    encode_hex(&Sha256::digest(secret.as_bytes()))
}

/// Encodes bytes in lower-case hexadecimal.
pub(crate) fn encode_hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
}

/// A stored session: its data and its expiry, in whole seconds.
#[derive(Debug, Clone)]
pub struct StoredSession {
    pub data: serde_json::Value,
    pub expires: Timestamp,
}

/// The session of a token; `None` when there is none or it has expired.
///
/// # Errors
/// When the database fails.
pub async fn find_session(db: &Db, token: &str) -> Result<Option<StoredSession>, Error> {
    let key = token_digest(token);
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let now = tx.now();
    let row: Option<(Json<serde_json::Value>, jiff_sqlx::Timestamp)> =
        run_on!(tx, |c| sqlx::query_as(
            "SELECT data, expires_at FROM session WHERE token_hash = $1"
        )
        .bind(&key)
        .fetch_optional(c))?;
    Ok(row
        .map(|(data, expires)| StoredSession {
            data: data.0,
            expires: expires.to_jiff(),
        })
        .filter(|s| s.expires > now.to_jiff()))
}

/// Inserts a new session under its token. `person` is the signed-in person; `None` before sign-in.
///
/// # Errors
/// When the database fails, which includes a token that exists already.
pub async fn create_session(
    db: &Db,
    token: &str,
    person: Option<PersonId>,
    session: &StoredSession,
) -> Result<(), Error> {
    let key = token_digest(token);
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let expires = Timestamp::from_second(session.expires.as_second())
        .unwrap_or(session.expires)
        .to_sqlx();
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO session (token_hash, person_id, data, expires_at) VALUES ($1, $2, $3, $4)"
    )
    .bind(&key)
    .bind(person)
    .bind(Json(&session.data))
    .bind(expires)
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

/// Deletes a session. Idempotent. Reads first, so that an unknown token never waits for SQLite's
/// writer.
///
/// # Errors
/// When the database fails.
pub async fn delete_session(db: &Db, token: &str) -> Result<(), Error> {
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
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM session WHERE token_hash = $1"
    )
    .bind(&key)
    .execute(c))?;
    tx.commit().await
}

/// The person whom a valid invitation code is for. A code is valid when it is unused, not expired,
/// and its person is old enough for an account today.
///
/// # Errors
/// `NotFound` for every invalid code, without the reason. Also when the database fails.
pub async fn invited_person(db: &Db, code: &str) -> Result<PersonId, Error> {
    let key = token_digest(code);
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let now = tx.now().to_jiff();
    let row: Option<(PersonId, jiff_sqlx::Timestamp, Option<jiff_sqlx::Timestamp>)> =
        run_on!(tx, |c| sqlx::query_as(
            "SELECT person_id, expires_at, used_at FROM invitation WHERE code_hash = $1"
        )
        .bind(&key)
        .fetch_optional(c))?;
    drop(tx);
    match row {
        // The birth date may have been corrected since the invitation; `load_profile` checks the
        // age again.
        Some((person, expires, None)) if expires.to_jiff() > now => db
            .load_profile(person, &TimeZone::UTC)
            .await
            .map(|frame| frame.actor.person),
        _ => Err(Error::NotFound),
    }
}

/// The person who has redeemed this code; `None` when it is unknown or unused.
///
/// # Errors
/// When the database fails.
pub async fn redeemed_by(db: &Db, code: &str) -> Result<Option<PersonId>, Error> {
    let key = token_digest(code);
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let row: Option<(PersonId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT person_id FROM invitation WHERE code_hash = $1 AND used_at IS NOT NULL"
    )
    .bind(&key)
    .fetch_optional(c))?;
    Ok(row.map(|(person,)| person))
}

/// Redeems an invitation code: creates or replaces the person's account with this sign-in name and
/// passphrase hash, and marks the code as used.
///
/// # Errors
/// `NotFound` when the code is not valid; `Invalid("account-name-taken")` when another account has
/// the name. Also when the database fails.
pub async fn redeem_invitation(
    db: &Db,
    code: &str,
    name: &SignInName,
    passphrase_hash: &str,
) -> Result<PersonId, Error> {
    let person = invited_person(db, code).await?;
    let key = token_digest(code);
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let now = tx.now();
    if tx.is_postgres() {
        // Row-level security denies the portal's role writes to accounts; this SECURITY DEFINER
        // function writes the account and marks the code as used, only for a valid code.
        let redeemed = run_on!(tx, |c| sqlx::query_scalar::<_, Option<PersonId>>(
            "SELECT alongside_redeem_invitation($1, $2, $3, $4)"
        )
        .bind(&key)
        .bind(name.as_str())
        .bind(passphrase_hash)
        .bind(now)
        .fetch_optional(c));
        let person = map_name_taken(redeemed)?.flatten().ok_or(Error::NotFound)?;
        return tx.commit().await.map(|()| person);
    }
    let used = run_on!(tx, |c| sqlx::query(
        "UPDATE invitation SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL"
    )
    .bind(&key)
    .bind(now)
    .execute(c))?;
    if used == 0 {
        // A concurrent submission may have redeemed the code earlier in the same group commit. This
        // waits for that commit, so that the caller, who reads on another connection, finds it.
        tx.commit().await?;
        return Err(Error::NotFound);
    }
    let saved = run_on!(tx, |c| {
        sqlx::query("INSERT INTO account (person_id, sign_in_name, passphrase_hash, created_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id) DO UPDATE SET sign_in_name = excluded.sign_in_name, passphrase_hash = excluded.passphrase_hash")
        .bind(person).bind(name.as_str()).bind(passphrase_hash).bind(now).execute(c)
    });
    map_name_taken(saved)?;
    tx.commit().await.map(|()| person)
}

/// Maps a unique violation on the sign-in name to `Invalid("account-name-taken")`.
fn map_name_taken<T>(written: Result<T, Error>) -> Result<T, Error> {
    match written {
        Err(Error::Db(sqlx::Error::Database(db))) if db.is_unique_violation() => {
            Err(Error::Invalid("account-name-taken"))
        }
        other => other,
    }
}

/// The person with this sign-in name, and the hash to verify the passphrase against.
///
/// # Errors
/// `NotFound` when no account has this name. Also when the database fails.
pub async fn find_credentials(db: &Db, name: &SignInName) -> Result<(PersonId, String), Error> {
    let mut tx = db
        .begin_unauthenticated(Intent::Read, name.as_str())
        .await?;
    let row: Option<(PersonId, String)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT person_id, passphrase_hash FROM account WHERE sign_in_name = $1"
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

/// Creates an invitation code for a person, valid until `expires`, and returns it. Deletes the
/// person's sessions and unused codes.
///
/// # Errors
/// `NotFound` when no person has this key; `Refused` when the key exists in several agencies and
/// `agency` is `None`, or when the person is too young for an account. Also when the database
/// fails.
pub async fn create_invitation(
    db: &Db,
    agency: Option<&str>,
    person_key: &str,
    expires: Timestamp,
) -> Result<String, Error> {
    let mut tx = db.acting_as_system("invitation").await?;
    let found: Vec<(PersonId, Option<jiff_sqlx::Date>, String)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT p.id, p.born, a.time_zone FROM person p JOIN agency a ON a.id = p.agency_id WHERE \
            p.key = $1 AND ($2 = '' OR a.key = $2)")
        .bind(person_key).bind(agency.unwrap_or("")).fetch_all(c)
    })?;
    let person = match found.as_slice() {
        [] => return Err(Error::NotFound),
        [(person, born, zone)] => {
            let today = tx
                .clock()
                .today(&TimeZone::get(zone).unwrap_or(TimeZone::UTC));
            if !may_have_account(born.as_ref().map(|born| born.to_jiff()), today) {
                return Err(Error::Refused(format!(
                    "this person is under {ACCOUNT_MIN_AGE}; nobody that young has an account"
                )));
            }
            *person
        }
        _ => {
            return Err(Error::Refused(
                "several agencies use this key; say which with --agency".into(),
            ));
        }
    };
    let code = clock::generate_invitation_code();
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM session WHERE person_id = $1"
    )
    .bind(person)
    .execute(c))?;
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM invitation WHERE person_id = $1 AND used_at IS NULL"
    )
    .bind(person)
    .execute(c))?;
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO invitation (code_hash, person_id, expires_at) VALUES ($1, $2, $3)"
    )
    .bind(token_digest(&code))
    .bind(person)
    .bind(expires.to_sqlx())
    .execute(c))?;
    tx.commit().await?;
    Ok(code)
}

/// Deletes expired sessions. Run by a background job.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired_sessions(db: &Db) -> Result<(), Error> {
    let mut tx = db.acting_as_system("delete expired sessions").await?;
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
         WHERE EXISTS (SELECT 1 FROM mark WHERE mark.name = 'demo') AND (m.until IS NULL) ORDER BY f.key, CASE WHEN m.role IN ('parent', 'youth') THEN 0 ELSE 1 END, m.role, p.name").fetch_all(c)
    })
}
