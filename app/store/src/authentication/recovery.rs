//! Getting back into an account without the passphrase: the codes of a card, codes for which a
//! member of a family's team has vouched, and the use of one.

mod redemption;
mod vouching;

use jiff::{SignedDuration, Timestamp};
use model::ErrorCode;
use model::account::{AccountEventKind, ClientDevice, RECOVERY_CODE_LENGTH, spell_code};
use model::id::{FormId, PersonId};
use sha2::{Digest, Sha256};

pub(super) use self::redemption::end_other_access;
pub use self::redemption::{
    CodeHolder, RecoveredAccount, UsedCode, check_code, find_used_code, redeem_code,
};
pub(crate) use self::vouching::actor_may_vouch;
pub use self::vouching::{Holder, find_holder, list_contacted_holders, vouch};
use super::token_digest;
use crate::account::record_account_event;
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// How long a form may be sent again, such as by a double tap, and get the same answer.
/// Later the page is one that a browser has kept, and its codes are not shown a second time.
const REPEAT_MINUTES: i64 = 5;

/// The person has no account, so there is nothing to get back into.
const NO_ACCOUNT: ErrorCode = "account-recovery-no-account";
/// The person has to prove again who they are.
const NOT_RECENT: ErrorCode = "account-recovery-not-recent";

/// What the actor has left of their card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryCard {
    pub made_at: Timestamp,
    /// How many of its codes are not used.
    pub unused: i64,
}

/// The codes of a form, the same each time: they follow from the form's id and the token of the
/// session that sends it. The database has only digests of both, so no copy of it has a code before
/// it is shown.
pub fn derive_codes(session_token: &str, form: FormId, count: usize) -> Vec<String> {
    (0..count)
        .map(|number| {
            let secret = format!("recovery code\0{session_token}\0{form}\0{number}");
            let digest = Sha256::digest(secret.as_bytes());
            let bytes: &[u8] = &digest;
            spell_code(&bytes[..RECOVERY_CODE_LENGTH])
        })
        .collect()
}

/// The card of the actor; `None` when they have never made one, or it has no codes any more.
///
/// # Errors
/// When the database fails.
pub async fn read_card(tx: &mut Tx) -> Result<Option<RecoveryCard>, Error> {
    let person = tx.actor_id()?;
    let codes: Vec<(jiff_sqlx::Timestamp, Option<jiff_sqlx::Timestamp>)> =
        run_on!(tx, |c| sqlx::query_as(
            "SELECT created_at, used_at FROM recovery_code WHERE person_id = $1 AND \
                vouched_by_id IS NULL"
        )
        .bind(person)
        .fetch_all(c))?;
    let unused = codes.iter().filter(|(_, used)| used.is_none()).count();
    Ok(codes.first().map(|(made, _)| RecoveryCard {
        made_at: made.to_jiff(),
        unused: i64::try_from(unused).unwrap_or(i64::MAX),
    }))
}

/// Gives the actor a card with these codes, in the place of an earlier one, whose codes end at
/// once, and records the event. A card that the same form made a moment ago is left as it is.
///
/// # Errors
/// `Invalid` for an actor without an account and, on PostgreSQL, for one who has not signed in for
/// 15 minutes; `Conflict` when the form was used more than five minutes ago; `Raced` when it is
/// sent twice at once.
pub async fn make_card(tx: &mut Tx, codes: &[String], device: ClientDevice) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    let digests: Vec<String> = codes.iter().map(|code| token_digest(code)).collect();
    let first = digests.first().ok_or(Error::NotFound)?;
    let made: Option<(jiff_sqlx::Timestamp,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT created_at FROM recovery_code WHERE code_hash = $1 AND person_id = $2"
    )
    .bind(first)
    .bind(person)
    .fetch_optional(c))?;
    if let Some((made,)) = made {
        return check_repeat(made.to_jiff(), now.to_jiff());
    }
    if tx.is_postgres() {
        // The portal's role may not write this table: the function replaces the card of the actor
        // only.
        let done = run_on!(tx, |c| sqlx::query_scalar::<_, Option<bool>>(
            "SELECT alongside_make_recovery_codes($1, $2)"
        )
        .bind(digests.join(" "))
        .bind(now)
        .fetch_optional(c));
        match unique_violation_as_race(done)?.flatten() {
            Some(true) => {}
            Some(false) => return Err(Error::Invalid(NO_ACCOUNT)),
            None => return Err(Error::Invalid(NOT_RECENT)),
        }
    } else {
        replace_card(tx, person, &digests).await?;
    }
    record_account_event(tx, person, AccountEventKind::RecoveryCodesMade, device).await
}

/// For SQLite.
async fn replace_card(tx: &mut Tx, person: PersonId, digests: &[String]) -> Result<(), Error> {
    let now = tx.now();
    if !has_account(tx, person).await? {
        return Err(Error::Invalid(NO_ACCOUNT));
    }
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM recovery_code WHERE person_id = $1 AND vouched_by_id IS NULL"
    )
    .bind(person)
    .execute(c))?;
    for digest in digests {
        run_on!(tx, |c| sqlx::query(
            "INSERT INTO recovery_code (code_hash, person_id, created_at) VALUES ($1, $2, $3)"
        )
        .bind(digest)
        .bind(person)
        .bind(now)
        .execute(c))?;
    }
    Ok(())
}

/// Checks that a form that has made its codes already may be answered with them again.
///
/// # Errors
/// `Conflict` when they were made more than `REPEAT_MINUTES` ago.
fn check_repeat(made: Timestamp, now: Timestamp) -> Result<(), Error> {
    if now.duration_since(made) <= SignedDuration::from_mins(REPEAT_MINUTES) {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

/// Whether a person has an account. For SQLite: on PostgreSQL the portal's role cannot ask this.
pub(super) async fn has_account(tx: &mut Tx, person: PersonId) -> Result<bool, Error> {
    let found: Option<(PersonId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT person_id FROM account WHERE person_id = $1"
    )
    .bind(person)
    .fetch_optional(c))?;
    Ok(found.is_some())
}
