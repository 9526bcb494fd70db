//! Invitation codes: creating one for a person, and redeeming it for an account.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use jiff_sqlx::ToSqlx;
use model::account::{AccountEventKind, ClientDevice, CredentialKind, SignInName};
use model::clock;
use model::id::PersonId;
use model::policy::{ACCOUNT_MIN_AGE, may_have_account};

use super::credential_version::read_version;
use super::recovery::{end_other_access, has_account};
use super::token_digest;
use super::totp::remove_totp_of;
use crate::account::record_account_event;
use crate::db::run_on;
use crate::visibility::family_roles;
use crate::{Db, Error, Intent, Tx};

/// The person whom an invitation code is for.
#[derive(Debug, Clone)]
pub struct Invitee {
    pub person: PersonId,
    /// The name the person goes by.
    pub name: String,
    /// The name of the agency that runs the portal for this person.
    pub agency: String,
    /// Whether the person is a family member on any team, and not only staff.
    pub is_family_member: bool,
    /// Whether the person works with a family, so that their agency decides how they sign in.
    pub is_staff: bool,
    /// Whether the agency takes no passphrase from this person.
    pub needs_identity_provider: bool,
}

/// The person whom a valid invitation code is for. A code is valid when it is unused, not expired,
/// and its person is old enough for an account today.
///
/// # Errors
/// `NotFound` for every invalid code, without the reason. Also when the database fails.
pub async fn invited_person(db: &Db, code: &str) -> Result<Invitee, Error> {
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
            .map(|profile| Invitee {
                person: profile.actor.person,
                is_family_member: profile.actor.is_family_member(),
                is_staff: profile.actor.is_staff(),
                needs_identity_provider: profile.refuses_credential(CredentialKind::Passphrase),
                name: profile.name,
                agency: profile.agency,
            }),
        // The same error for an unknown, expired or used code, so that guessing codes reveals
        // nothing.
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

/// The account of an invitation code that was just redeemed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RedeemedAccount {
    pub person: PersonId,
    /// The version of its credentials: the session of this sign-in is stored with it.
    pub credential_version: Option<i64>,
}

/// Redeems an invitation code: creates or replaces the person's account with this sign-in name and
/// passphrase hash, and marks the code as used. A replaced passphrase is recorded as an event of
/// the account.
///
/// # Errors
/// `NotFound` when the code is not valid; `Invalid("account-name-taken")` when another account has
/// the name. Also when the database fails.
pub async fn redeem_invitation(
    db: &Db,
    code: &str,
    name: &SignInName,
    passphrase_hash: &str,
) -> Result<RedeemedAccount, Error> {
    // In a transaction of its own: `invited_person` also checks the age, for which it acts as the
    // person.
    let person = invited_person(db, code).await?.person;
    let key = token_digest(code);
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let replaces_account = replaces_account(&mut tx, &key, person).await?;
    let redeemed = if tx.is_postgres() {
        redeem_with_function(&mut tx, &key, (name, passphrase_hash)).await
    } else {
        redeem_row(&mut tx, (key.as_str(), person), (name, passphrase_hash)).await
    };
    if matches!(redeemed, Err(Error::NotFound)) {
        // The concurrent submission may be earlier in the same group commit. This waits for that
        // commit, so that the caller, who reads on another connection, finds it.
        tx.commit().await?;
        return Err(Error::NotFound);
    }
    let person = redeemed?;
    if replaces_account {
        // After the account is written: until then PostgreSQL admits no event of a person who is
        // not signed in. Without the device, which the sign-in that follows names.
        let device = ClientDevice::default();
        record_account_event(&mut tx, person, AccountEventKind::PassphraseSet, device).await?;
    }
    let redeemed = RedeemedAccount {
        person,
        credential_version: read_version(&mut tx, person).await?,
    };
    tx.commit().await.map(|()| redeemed)
}

/// For PostgreSQL: row-level security denies the portal's role writes to accounts; this SECURITY
/// DEFINER function writes the account and marks the code as used, only for a valid code.
async fn redeem_with_function(
    tx: &mut Tx,
    key: &str,
    (name, passphrase_hash): (&SignInName, &str),
) -> Result<PersonId, Error> {
    let now = tx.now();
    let redeemed = run_on!(tx, |c| sqlx::query_scalar::<_, Option<PersonId>>(
        "SELECT alongside_redeem_invitation($1, $2, $3, $4)"
    )
    .bind(key)
    .bind(name.as_str())
    .bind(passphrase_hash)
    .bind(now)
    .fetch_optional(c));
    map_name_taken(redeemed)?.flatten().ok_or(Error::NotFound)
}

/// For SQLite.
async fn redeem_row(
    tx: &mut Tx,
    (key, person): (&str, PersonId),
    (name, passphrase_hash): (&SignInName, &str),
) -> Result<PersonId, Error> {
    let (now, today) = (tx.now(), tx.today());
    // Checked again by the only writer: a concurrent submission may have used the code, or a newer
    // invitation replaced it. A code that a worker made never replaces an account: with the paper
    // in hand the worker could otherwise take over the account of someone who has one. Nor does it
    // open the account of a person who has become one whom only the agency invites.
    let unused: Option<(jiff_sqlx::Timestamp,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT i.expires_at FROM invitation i WHERE i.code_hash = $1 AND i.used_at IS NULL AND \
            (i.made_by_id IS NULL OR NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = \
            i.person_id) AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = i.person_id \
            AND (m.until IS NULL OR m.until > $2) AND m.role NOT IN (",
        family_roles!(),
        ", 'caregiver', 'mentor')))"
    ))
    .bind(key)
    .bind(today)
    .fetch_optional(c)
    })?;
    if unused.is_none_or(|(expires,)| expires.to_jiff() <= now.to_jiff()) {
        return Err(Error::NotFound);
    }
    run_on!(tx, |c| sqlx::query(
        "UPDATE invitation SET used_at = $2 WHERE code_hash = $1"
    )
    .bind(key)
    .bind(now)
    .execute(c))?;
    let saved = run_on!(tx, |c| {
        sqlx::query("INSERT INTO account (person_id, sign_in_name, passphrase_hash, created_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id) DO UPDATE SET sign_in_name = excluded.sign_in_name, passphrase_hash = excluded.passphrase_hash")
        .bind(person).bind(name.as_str()).bind(passphrase_hash).bind(now).execute(c)
    });
    map_name_taken(saved)?;
    // A code of the agency replaces an account that another person may have used until now.
    end_other_access(tx, person, true).await?;
    Ok(person)
}

/// Whether the person of this code has an account already. Asked before the code is used.
async fn replaces_account(tx: &mut Tx, key: &str, person: PersonId) -> Result<bool, Error> {
    let now = tx.now();
    if !tx.is_postgres() {
        return has_account(tx, person).await;
    }
    // Row-level security shows an account only to who knows its name.
    let replaces: Option<bool> = run_on!(tx, |c| sqlx::query_scalar(
        "SELECT alongside_code_replaces_account($1, $2)"
    )
    .bind(key)
    .bind(now)
    .fetch_optional(c))?;
    Ok(replaces.unwrap_or(false))
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

/// Creates an invitation code for a person, valid until `expires`, and returns it. Deletes the
/// person's sessions with the notices in their browsers, their passkeys, their recovery codes,
/// their authenticator app and their private calendar address, which another person may have, and
/// ends the validity of their unused invitation codes.
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
    let person = find_invitee(&mut tx, agency, person_key).await?;
    let code = clock::generate_invitation_code();
    end_other_access(&mut tx, person, true).await?;
    // Without an event, with which they would end elsewhere. Also those of no known session.
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM notification_channel WHERE person_id = $1 AND channel = 'push'"
    )
    .bind(person)
    .execute(c))?;
    // The person may have lost the phone with the app, and sets up another one.
    remove_totp_of(&mut tx, person, ClientDevice::default()).await?;
    expire_unused(&mut tx, person).await?;
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

/// Revokes the unused invitation codes of a person. Idempotent, and without effect on an account.
///
/// # Errors
/// The same as `create_invitation`.
pub async fn revoke_invitations(
    db: &Db,
    agency: Option<&str>,
    person_key: &str,
) -> Result<(), Error> {
    let mut tx = db.acting_as_system("revoked invitation").await?;
    let person = find_invitee(&mut tx, agency, person_key).await?;
    expire_unused(&mut tx, person).await?;
    tx.commit().await
}

/// Revokes the unused codes of a person. The rows are kept, with `revoked_at` set, for the list of
/// invitations.
pub(crate) async fn expire_unused(tx: &mut Tx, person: PersonId) -> Result<(), Error> {
    let now = tx.now();
    run_on!(tx, |c| {
        sqlx::query(
        "UPDATE invitation SET expires_at = $2, revoked_at = $2 WHERE person_id = $1 AND used_at IS \
            NULL AND revoked_at IS NULL"
    )
    .bind(person)
    .bind(now)
    .execute(c)
    })?;
    Ok(())
}

/// The person with this key, who must be old enough for an account today.
///
/// # Errors
/// The same as `create_invitation`.
pub(super) async fn find_invitee(
    tx: &mut Tx,
    agency: Option<&str>,
    person_key: &str,
) -> Result<PersonId, Error> {
    // A key comes from an agency's import file and is unique only within that agency.
    let found: Vec<(PersonId, Option<jiff_sqlx::Date>, String)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT p.id, p.date_of_birth, a.time_zone FROM person p JOIN agency a ON a.id = \
            p.agency_id WHERE p.key = $1 AND ($2 = '' OR a.key = $2)",
        )
        .bind(person_key)
        .bind(agency.unwrap_or(""))
        .fetch_all(c)
    })?;
    match found.as_slice() {
        [] => Err(Error::NotFound),
        [(person, born, zone)] => {
            let today = tx.today_in(zone).to_jiff();
            if !may_have_account(born.as_ref().map(|born| born.to_jiff()), today) {
                return Err(Error::Refused(format!(
                    "this person is under {ACCOUNT_MIN_AGE}; nobody that young has an account"
                )));
            }
            Ok(*person)
        }
        _ => Err(Error::Refused(
            "several agencies use this key; say which with --agency".into(),
        )),
    }
}
