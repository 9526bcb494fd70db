//! The use of a recovery code, by a person who is not signed in.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::account::staff::may_have_authenticator_app;
use model::account::{AccountEventKind, ClientDevice, CredentialKind};
use model::id::PersonId;

use super::check_repeat;
use crate::account::record_account_event;
use crate::authentication::credential_version::read_version;
use crate::authentication::token_digest;
use crate::authentication::totp::remove_lost_totp;
use crate::change_bus::ChangeEvent;
use crate::db::run_on;
use crate::{Db, Error, Intent, Tx};

/// The person of a code that can be used. A new passphrase must not consist of these names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeHolder {
    pub sign_in_name: String,
    /// The name the person goes by.
    pub name: String,
    /// The name of the person's agency.
    pub agency: String,
    /// Whether a vouched code also removes their authenticator app, which may be on the phone that
    /// is lost. Not of staff: only the agency lets them back in, and the code may be older than
    /// their role.
    pub may_lose_app: bool,
}

/// The person of a code that was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveredAccount {
    pub person: PersonId,
    pub sign_in_name: String,
    /// Who vouched for the person; `None` for a code of a card.
    pub vouched_by: Option<PersonId>,
    /// Whether their authenticator app was removed.
    pub lost_app: bool,
    /// The version of the account's credentials with the new passphrase.
    pub credential_version: Option<i64>,
}

/// A row of `recovery_code`: its person, who vouched, its expiry and its use.
type CodeRow = (
    PersonId,
    Option<PersonId>,
    Option<jiff_sqlx::Timestamp>,
    Option<jiff_sqlx::Timestamp>,
);

/// Reads the code with this digest in a transaction that was opened with it as its key.
async fn read_code(tx: &mut Tx, digest: &str) -> Result<Option<CodeRow>, Error> {
    run_on!(tx, |c| sqlx::query_as(
        "SELECT person_id, vouched_by_id, expires_at, used_at FROM recovery_code WHERE \
            code_hash = $1"
    )
    .bind(digest)
    .fetch_optional(c))
}

/// The person of the code with this digest, and who vouched, as `read_code` reads it.
///
/// # Errors
/// `NotFound` when it is unknown, used or expired.
async fn find_valid_code(tx: &mut Tx, digest: &str) -> Result<(PersonId, Option<PersonId>), Error> {
    let now = tx.now().to_jiff();
    match read_code(tx, digest).await? {
        // Compared here: SQLite stores times as text that does not sort chronologically.
        Some((person, vouched_by, expires, None))
            if expires.is_none_or(|expires| expires.to_jiff() > now) =>
        {
            Ok((person, vouched_by))
        }
        // The same error for every invalid code, so that guessing codes reveals nothing.
        _ => Err(Error::NotFound),
    }
}

/// The person of this code, if it can be used now.
///
/// # Errors
/// `NotFound` for a code that is unknown, used, replaced or expired, when its person is too young
/// for an account, and when their agency takes only its identity provider from them. Also when the
/// database fails.
pub async fn check_code(db: &Db, code: &str) -> Result<CodeHolder, Error> {
    let key = token_digest(code);
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let (person, _) = find_valid_code(&mut tx, &key).await?;
    let sign_in_name = find_sign_in_name(&mut tx, VALID_CODE_NAME, code, person).await?;
    drop(tx);
    // Checks the age, for which it acts as the person.
    let profile = db.load_profile(person, &TimeZone::UTC).await?;
    // A code that does not sign in must not replace the passphrase either.
    if profile.refuses_credential(CredentialKind::RecoveryCode) {
        return Err(Error::NotFound);
    }
    let actor = &profile.actor;
    Ok(CodeHolder {
        sign_in_name,
        may_lose_app: !actor.is_staff() && actor.has_role_where(may_have_authenticator_app),
        name: profile.name,
        agency: profile.agency,
    })
}

/// For PostgreSQL: the sign-in name of a code that can be used, and of one that was used a moment
/// ago.
const VALID_CODE_NAME: &str = "SELECT alongside_recovery_name($1, $2)";
const USED_CODE_NAME: &str = "SELECT alongside_used_recovery_name($1, $2)";

/// The sign-in name of the person of a code, with one of the two statements above.
///
/// # Errors
/// `NotFound` when the person has no account.
async fn find_sign_in_name(
    tx: &mut Tx,
    statement: &'static str,
    code: &str,
    person: PersonId,
) -> Result<String, Error> {
    let now = tx.now();
    // Row-level security shows an account only to who knows its name; these SECURITY DEFINER
    // functions tell the name to who has the code, as its use does.
    let name = if tx.is_postgres() {
        run_on!(tx, |c| sqlx::query_scalar::<_, Option<String>>(statement)
            .bind(code)
            .bind(now)
            .fetch_optional(c))?
        .flatten()
    } else {
        run_on!(tx, |c| sqlx::query_scalar::<_, String>(
            "SELECT sign_in_name FROM account WHERE person_id = $1"
        )
        .bind(person)
        .fetch_optional(c))?
    };
    name.ok_or(Error::NotFound)
}

/// A code that was used a moment ago, whose form may be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedCode {
    /// What its use did, without whether an app was removed.
    pub account: RecoveredAccount,
    pub used_at: Timestamp,
}

/// The person of a code that was used within the last `REPEAT_MINUTES`; `None` for every other
/// code.
///
/// # Errors
/// When the database fails.
pub async fn find_used_code(db: &Db, code: &str) -> Result<Option<UsedCode>, Error> {
    let key = token_digest(code);
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let now = tx.now();
    let row = read_code(&mut tx, &key).await?;
    let Some((person, vouched_by, _, Some(used_at))) = row else {
        return Ok(None);
    };
    if check_repeat(used_at.to_jiff(), now.to_jiff()).is_err() {
        return Ok(None);
    }
    let sign_in_name = match find_sign_in_name(&mut tx, USED_CODE_NAME, code, person).await {
        Ok(name) => name,
        // The agency's identity provider has replaced the account.
        Err(Error::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    };
    Ok(Some(UsedCode {
        account: RecoveredAccount {
            person,
            sign_in_name,
            vouched_by,
            lost_app: false,
            credential_version: None,
        },
        used_at: used_at.to_jiff(),
    }))
}

/// Uses a code: replaces the passphrase of its person, and ends their sessions, their private
/// calendar address and the vouched codes that are not used. A vouched code also ends the card,
/// which may be lost. Records the event.
///
/// # Errors
/// `NotFound` for every code that is not valid, without the reason. Also when the database fails.
pub async fn redeem_code(
    db: &Db,
    code: &str,
    passphrase_hash: &str,
    removes_app: bool,
    device: ClientDevice,
) -> Result<RecoveredAccount, Error> {
    let key = token_digest(code);
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let redeemed = redeem_in(&mut tx, (code, passphrase_hash), removes_app, device).await;
    // Also after this refusal, which has written nothing: a concurrent submission may be earlier in
    // the same group commit, and this waits for it. Any other error ends the transaction without a
    // commit.
    if matches!(redeemed, Ok(_) | Err(Error::NotFound)) {
        tx.commit().await?;
    }
    redeemed
}

async fn redeem_in(
    tx: &mut Tx,
    (code, passphrase_hash): (&str, &str),
    removes_app: bool,
    device: ClientDevice,
) -> Result<RecoveredAccount, Error> {
    let mut account = if tx.is_postgres() {
        redeem_with_function(tx, code, passphrase_hash).await?
    } else {
        redeem_row(tx, &token_digest(code), passphrase_hash).await?
    };
    // After the sign-in: until then PostgreSQL admits no event of a person who is not signed in.
    let kind = match account.vouched_by {
        Some(_) => AccountEventKind::VoucherUsed,
        None => AccountEventKind::RecoveryCodeUsed,
    };
    record_account_event(tx, account.person, kind, device).await?;
    account.credential_version = read_version(tx, account.person).await?;
    // Who vouched has met the person. Who found a card may have the passphrase, too, so a card
    // alone leads to the second step.
    if removes_app && account.vouched_by.is_some() {
        account.lost_app = remove_lost_totp(tx, account.person, device).await?;
    }
    Ok(account)
}

/// For PostgreSQL: row-level security denies the portal's role writes to accounts; this function
/// writes the account of a valid code only.
async fn redeem_with_function(
    tx: &mut Tx,
    code: &str,
    passphrase_hash: &str,
) -> Result<RecoveredAccount, Error> {
    let now = tx.now();
    let row: Option<(PersonId, String, Option<PersonId>)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT holder, holder_name, vouched_by FROM alongside_redeem_recovery_code($1, $2, $3)"
    )
    .bind(code)
    .bind(passphrase_hash)
    .bind(now)
    .fetch_optional(c))?;
    let (person, sign_in_name, vouched_by) = row.ok_or(Error::NotFound)?;
    Ok(RecoveredAccount {
        person,
        sign_in_name,
        vouched_by,
        lost_app: false,
        credential_version: None,
    })
}

/// For SQLite.
async fn redeem_row(
    tx: &mut Tx,
    digest: &str,
    passphrase_hash: &str,
) -> Result<RecoveredAccount, Error> {
    let now = tx.now();
    let (person, vouched_by) = find_valid_code(tx, digest).await?;
    let name: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "UPDATE account SET passphrase_hash = $2 WHERE person_id = $1 RETURNING sign_in_name"
    )
    .bind(person)
    .bind(passphrase_hash)
    .fetch_optional(c))?;
    let (sign_in_name,) = name.ok_or(Error::NotFound)?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE recovery_code SET used_at = $2 WHERE code_hash = $1"
    )
    .bind(digest)
    .bind(now)
    .execute(c))?;
    end_other_access(tx, person, vouched_by.is_some()).await?;
    Ok(RecoveredAccount {
        person,
        sign_in_name,
        vouched_by,
        lost_app: false,
        credential_version: None,
    })
}

/// Ends what another person may have of the account. The codes that are left of a card end only
/// with `card`. On PostgreSQL for the system's login only; functions of the database do the same.
pub(in crate::authentication) async fn end_other_access(
    tx: &mut Tx,
    person: PersonId,
    card: bool,
) -> Result<(), Error> {
    for delete in [
        "DELETE FROM session WHERE person_id = $1",
        "DELETE FROM calendar_feed WHERE person_id = $1",
        "DELETE FROM passkey WHERE person_id = $1",
    ] {
        run_on!(tx, |c| sqlx::query(delete).bind(person).execute(c))?;
    }
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM recovery_code WHERE person_id = $1 AND used_at IS NULL AND \
            (vouched_by_id IS NOT NULL OR $2)"
    )
    .bind(person)
    .bind(card)
    .execute(c))?;
    // Open event streams of the ended sessions close at once, and not at the next heartbeat.
    tx.publish_on_commit(ChangeEvent::Membership);
    Ok(())
}
