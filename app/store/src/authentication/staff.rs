//! Identities of staff at the identity provider of their agency: the person of an identity, linking
//! one by an invitation code, and the sessions that depend on the provider.

use std::fmt;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use model::account::staff::StaffSignInRule;
use model::account::{AccountEventKind, ClientDevice};
use model::id::{AgencyId, PersonId};

use super::recovery::end_other_access;
use super::{SessionSignIn, StoredSession, insert_session, invited_person, token_digest};
use crate::account::record_account_event;
use crate::db::run_on;
use crate::{Db, Error, Intent, Tx};

/// A person of an identity provider.
#[derive(Clone, Copy)]
pub struct StaffIdentity<'a> {
    pub issuer: &'a str,
    /// The name of the person within the issuer.
    pub subject: &'a str,
}

impl StaffIdentity<'_> {
    /// The form in which an identity is stored and looked up. Not a secret.
    fn digest(self) -> String {
        // An issuer is an address and contains no line break, so no two identities have one text.
        token_digest(&format!("{}\n{}", self.issuer, self.subject))
    }
}

/// Omits the person, who must not reach a log.
impl fmt::Debug for StaffIdentity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StaffIdentity")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// The person whom this identity is linked to.
///
/// # Errors
/// `NotFound` when it is linked to none. Also when the database fails.
pub async fn find_staff_person(db: &Db, identity: StaffIdentity<'_>) -> Result<PersonId, Error> {
    let key = identity.digest();
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let row: Option<(PersonId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT person_id FROM staff_identity WHERE identity_hash = $1"
    )
    .bind(&key)
    .fetch_optional(c))?;
    row.map(|(person,)| person).ok_or(Error::NotFound)
}

/// Records a successful sign-in with this identity. On PostgreSQL, a session can be assigned to the
/// person only within a minute of this.
///
/// # Errors
/// `NotFound` when the identity is linked to no person. Also when the database fails.
pub async fn confirm_staff_sign_in(db: &Db, identity: StaffIdentity<'_>) -> Result<(), Error> {
    let key = identity.digest();
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let now = tx.now();
    let confirmed = if tx.is_postgres() {
        run_on!(tx, |c| sqlx::query_scalar::<_, bool>(
            "SELECT alongside_confirm_staff_sign_in($1)"
        )
        .bind(&key)
        .fetch_optional(c))?
            == Some(true)
    } else {
        run_on!(tx, |c| sqlx::query(
            "UPDATE staff_identity SET signed_in_at = $2 WHERE identity_hash = $1"
        )
        .bind(&key)
        .bind(now)
        .execute(c))?
            > 0
    };
    if !confirmed {
        return Err(Error::NotFound);
    }
    tx.commit().await
}

/// Redeems an invitation code of a member of staff: from now on the identity signs this person in,
/// in the place of an earlier one. Ends their passphrase and their authenticator app, their
/// sessions, their private calendar address, their passkeys and their recovery codes, which another
/// person may have. Records the event, on the device `client`.
///
/// # Errors
/// `NotFound` when the code is not valid, a worker made it, or its person has no role of staff
/// today; `Conflict` when the identity is linked to another person. Also when the database fails.
pub async fn link_staff_identity(
    db: &Db,
    code: &str,
    identity: StaffIdentity<'_>,
    client: ClientDevice,
) -> Result<PersonId, Error> {
    // In a transaction of its own: `invited_person` also checks the age, for which it acts as the
    // person.
    let invitee = invited_person(db, code).await?;
    if !invitee.is_staff {
        return Err(Error::NotFound);
    }
    let (key, identity) = (token_digest(code), identity.digest());
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let linked = if tx.is_postgres() {
        let now = tx.now();
        // Row-level security denies the portal's role writes to identities; this SECURITY DEFINER
        // function links one only for a valid code.
        run_on!(tx, |c| sqlx::query_scalar::<_, Option<PersonId>>(
            "SELECT alongside_link_staff_identity($1, $2, $3)"
        )
        .bind(&key)
        .bind(&identity)
        .bind(now)
        .fetch_optional(c))
        .map(Option::flatten)
    } else {
        link_on_sqlite(&mut tx, &key, &identity, invitee.person).await
    };
    let person = match linked {
        Err(Error::Db(sqlx::Error::Database(db))) if db.is_unique_violation() => {
            return Err(Error::Conflict);
        }
        other => other?.ok_or(Error::NotFound)?,
    };
    let kind = AccountEventKind::StaffIdentityLinked;
    record_account_event(&mut tx, person, kind, client).await?;
    tx.commit().await?;
    Ok(person)
}

/// Uses the code and links the identity; `None` when the code is not valid any more.
async fn link_on_sqlite(
    tx: &mut Tx,
    code: &str,
    identity: &str,
    person: PersonId,
) -> Result<Option<PersonId>, Error> {
    let now = tx.now();
    // Checked again by the only writer: a concurrent submission may have used the code. Not a code
    // that a worker made: only the agency says who its staff are.
    let unused: Option<(jiff_sqlx::Timestamp,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT expires_at FROM invitation WHERE code_hash = $1 AND used_at IS NULL \
            AND made_by_id IS NULL"
    )
    .bind(code)
    .fetch_optional(c))?;
    if unused.is_none_or(|(expires,)| expires.to_jiff() <= now.to_jiff()) {
        return Ok(None);
    }
    run_on!(tx, |c| sqlx::query(
        "UPDATE invitation SET used_at = $2 WHERE code_hash = $1"
    )
    .bind(code)
    .bind(now)
    .execute(c))?;
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO staff_identity (person_id, identity_hash, created_at) VALUES ($1, $2, $3) \
            ON CONFLICT (person_id) DO UPDATE SET identity_hash = excluded.identity_hash, \
            created_at = excluded.created_at"
    )
    .bind(person)
    .bind(identity)
    .bind(now)
    .execute(c))?;
    // No other passphrase replaces the one of before, with which the person would still be signed
    // in.
    for delete in [
        "DELETE FROM account WHERE person_id = $1",
        "DELETE FROM totp WHERE person_id = $1",
    ] {
        run_on!(tx, |c| sqlx::query(delete).bind(person).execute(c))?;
    }
    end_other_access(tx, person, true).await?;
    Ok(Some(person))
}

/// Inserts a new session of a member of staff whom the identity provider has just confirmed, with
/// its refresh token where it gave one.
///
/// # Errors
/// When the database fails, which includes a token that exists already.
pub async fn create_staff_session(
    db: &Db,
    token: &str,
    sign_in: SessionSignIn,
    session: &StoredSession,
    refresh_token: Option<&str>,
) -> Result<(), Error> {
    let key = token_digest(token);
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    insert_session(&mut tx, &key, Some(sign_in), session).await?;
    let now = tx.now();
    run_on!(tx, |c| sqlx::query(
        "UPDATE session SET identity_token = $2, identity_checked_at = $3, \
            identity_confirmed_at = $3 WHERE token_hash = $1"
    )
    .bind(&key)
    .bind(refresh_token)
    .bind(now)
    .execute(c))?;
    tx.commit().await
}

/// Claims the next question to the identity provider about this session, so that one of several
/// requests at once asks it. Returns the refresh token; `None` when another request was first, or
/// there is no token. `checked` is the time that `find_session` has found.
///
/// # Errors
/// When the database fails.
pub async fn claim_identity_check(
    db: &Db,
    token: &str,
    checked: Timestamp,
) -> Result<Option<String>, Error> {
    let key = token_digest(token);
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let now = tx.now();
    // Compared for equality, because SQLite stores times as text that does not sort
    // chronologically.
    let claimed = run_on!(tx, |c| sqlx::query(
        "UPDATE session SET identity_checked_at = $3 \
            WHERE token_hash = $1 AND identity_checked_at = $2"
    )
    .bind(&key)
    .bind(checked.to_sqlx())
    .bind(now)
    .execute(c))?;
    if claimed == 0 {
        return Ok(None);
    }
    let row: Option<(Option<String>,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT identity_token FROM session WHERE token_hash = $1"
    )
    .bind(&key)
    .fetch_optional(c))?;
    tx.commit().await?;
    Ok(row.and_then(|(token,)| token))
}

/// Stores that the identity provider has confirmed the person of this session, and the new refresh
/// token where it gave one.
///
/// # Errors
/// When the database fails.
pub async fn confirm_identity(
    db: &Db,
    token: &str,
    refresh_token: Option<&str>,
) -> Result<(), Error> {
    let key = token_digest(token);
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let now = tx.now();
    run_on!(tx, |c| sqlx::query(
        "UPDATE session SET identity_confirmed_at = $2, \
            identity_token = coalesce($3, identity_token) WHERE token_hash = $1"
    )
    .bind(&key)
    .bind(now)
    .bind(refresh_token)
    .execute(c))?;
    tx.commit().await
}

/// Sets what an agency asks of its staff at sign-in. Sessions that the rule refuses end with their
/// next request.
///
/// # Errors
/// `NotFound` when no agency has this key; `Refused` when there are several and `agency` is `None`.
/// Also when the database fails.
pub async fn set_staff_sign_in(
    db: &Db,
    agency: Option<&str>,
    rule: StaffSignInRule,
) -> Result<(), Error> {
    let mut tx = db.acting_as_system("staff sign-in").await?;
    let found: Vec<(AgencyId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT id FROM agency WHERE $1 = '' OR key = $1"
    )
    .bind(agency.unwrap_or(""))
    .fetch_all(c))?;
    let [(id,)] = found.as_slice() else {
        return Err(if found.is_empty() {
            Error::NotFound
        } else {
            Error::Refused("several agencies share this database; say which with --agency".into())
        });
    };
    run_on!(tx, |c| sqlx::query(
        "UPDATE agency SET staff_sign_in = $2 WHERE id = $1"
    )
    .bind(*id)
    .bind(rule)
    .execute(c))?;
    tx.commit().await
}
