//! Getting back into an account without the passphrase: the codes of a card, codes for which a member of
//! a family's team has vouched, and the use of one.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use model::ErrorCode;
use model::account::{RECOVERY_CODE_LENGTH, VOUCHED_CODE_MINUTES, spell_code};
use model::id::{FamilyId, FormId, PersonId};
use sha2::{Digest, Sha256};

use super::token_digest;
use crate::authored_text::actor_is_member;
use crate::db::{run_on, unique_violation_as_race};
use crate::{Db, Error, Intent, Tx};

/// How long a form may be sent again, such as by a double tap, and answer with the same codes. Later the
/// page is one that a browser has kept, and its codes are not shown a second time.
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

/// The person of a code that was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveredAccount {
    pub person: PersonId,
    pub sign_in_name: String,
    /// Who vouched for the person; `None` for a code of a card.
    pub vouched_by: Option<PersonId>,
}

/// The codes of a form, the same each time: they follow from the form's id and the token of the session
/// that sends it. The database has only digests of both, so no copy of it has a code before it is shown.
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

/// Gives the actor a card with these codes, in the place of an earlier one, whose codes end at once.
/// Returns false when this card was made by the same form a moment ago, and is left as it is.
///
/// # Errors
/// `Invalid` for an actor without an account and, on PostgreSQL, for one who has not signed in for 15
/// minutes; `Conflict` when the form was used more than five minutes ago; `Raced` when it is sent twice at
/// once.
pub async fn make_card(tx: &mut Tx, codes: &[String]) -> Result<bool, Error> {
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
        return repeat_is_fresh(made.to_jiff(), now.to_jiff()).map(|()| false);
    }
    if tx.is_postgres() {
        // The portal's role may not write this table: the function replaces the card of the actor only.
        let done = run_on!(tx, |c| sqlx::query_scalar::<_, Option<bool>>(
            "SELECT alongside_make_recovery_codes($1, $2)"
        )
        .bind(digests.join(" "))
        .bind(now)
        .fetch_optional(c));
        return match unique_violation_as_race(done)?.flatten() {
            Some(true) => Ok(true),
            Some(false) => Err(Error::Invalid(NO_ACCOUNT)),
            None => Err(Error::Invalid(NOT_RECENT)),
        };
    }
    if !has_account(tx, person).await? {
        return Err(Error::Invalid(NO_ACCOUNT));
    }
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM recovery_code WHERE person_id = $1 AND vouched_by_id IS NULL"
    )
    .bind(person)
    .execute(c))?;
    for digest in &digests {
        run_on!(tx, |c| sqlx::query(
            "INSERT INTO recovery_code (code_hash, person_id, created_at) VALUES ($1, $2, $3)"
        )
        .bind(digest)
        .bind(person)
        .bind(now)
        .execute(c))?;
    }
    Ok(true)
}

/// Whether a form that has made its codes already may be answered with them again.
fn repeat_is_fresh(made: Timestamp, now: Timestamp) -> Result<(), Error> {
    if now.duration_since(made) <= SignedDuration::from_mins(REPEAT_MINUTES) {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

/// Whether a person has an account. For SQLite: on PostgreSQL the portal's role cannot ask this.
async fn has_account(tx: &mut Tx, person: PersonId) -> Result<bool, Error> {
    let found: Option<(PersonId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT person_id FROM account WHERE person_id = $1"
    )
    .bind(person)
    .fetch_optional(c))?;
    Ok(found.is_some())
}

/// The name of a member of the family's team for whom the actor may vouch. Not logged, because it shows
/// nothing of the record: names of people on one's teams are not logged either.
///
/// # Errors
/// `NotFound` when the actor may not vouch for this person. Also when the database fails.
pub async fn find_holder(tx: &mut Tx, family: FamilyId, holder: PersonId) -> Result<String, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // On PostgreSQL a function with the owner's rights decides: the actor sees no membership in other
    // families, and one as a worker there must keep them from vouching.
    let find = if tx.is_postgres() {
        "SELECT coalesce(p.chosen_name, p.name) FROM person p WHERE p.id = $4 AND \
            alongside_may_vouch($3, $4) AND $1 = alongside_person() AND $2 = alongside_today()"
    } else {
        concat!(
            "SELECT coalesce(p.chosen_name, p.name) FROM person p WHERE p.id = $4 AND p.id <> $1 AND ",
            actor_is_member!("$3"),
            " AND EXISTS (SELECT 1 FROM membership s WHERE s.family_id = $3 AND s.person_id = $4 \
                AND s.since <= $2 AND (s.until IS NULL OR s.until > $2)) AND ((EXISTS (SELECT 1 \
                FROM membership m WHERE m.family_id = $3 AND m.person_id = $1 AND m.role = 'worker' \
                AND m.since <= $2 AND (m.until IS NULL OR m.until > $2)) AND NOT EXISTS (SELECT 1 \
                FROM membership o WHERE o.person_id = $4 AND o.role NOT IN ('parent', 'guardian', \
                'indian_custodian', 'youth', 'caregiver') AND (o.until IS NULL OR o.until > $2))) \
                OR (EXISTS (SELECT 1 FROM membership m JOIN membership t ON t.family_id = \
                m.family_id AND t.role = 'mentor' AND (t.person_id = $4 OR t.mentee_id = $4) AND \
                t.since <= $2 AND (t.until IS NULL OR t.until > $2) WHERE m.family_id = $3 AND \
                m.person_id = $1 AND m.role = 'mentor_coordinator' AND m.since <= $2 AND (m.until \
                IS NULL OR m.until > $2)) AND NOT EXISTS (SELECT 1 FROM membership o WHERE \
                o.person_id = $4 AND o.role NOT IN ('parent', 'guardian', 'indian_custodian', \
                'youth', 'caregiver', 'mentor') AND (o.until IS NULL OR o.until > $2))))"
        )
    };
    let found: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(find)
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(holder)
        .fetch_optional(c))?;
    found.map(|(name,)| name).ok_or(Error::NotFound)
}

/// Makes a code for a person for whom the actor vouches, valid for `VOUCHED_CODE_MINUTES` and one use,
/// in the place of an earlier one that is not used. Returns false when the same form made it a moment
/// ago.
///
/// # Errors
/// `NotFound` when the actor may not vouch for this person; `Invalid` when the person has no account; and
/// as `make_card`.
pub async fn vouch(
    tx: &mut Tx,
    family: FamilyId,
    holder: PersonId,
    code: &str,
) -> Result<bool, Error> {
    find_holder(tx, family, holder).await?;
    let (person, now, digest) = (tx.actor_id()?, tx.now(), token_digest(code));
    if tx.is_postgres() {
        // Who vouches cannot read the codes of others, so the function finds a repeated form, too.
        let done = run_on!(tx, |c| sqlx::query_scalar::<_, Option<String>>(
            "SELECT alongside_vouch($1, $2, $3, $4)"
        )
        .bind(&digest)
        .bind(family)
        .bind(holder)
        .bind(now)
        .fetch_optional(c));
        return match unique_violation_as_race(done)?.flatten().as_deref() {
            Some("made") => Ok(true),
            Some("repeated") => Ok(false),
            Some("expired") => Err(Error::Conflict),
            Some("no_account") => Err(Error::Invalid(NO_ACCOUNT)),
            Some("not_recent") => Err(Error::Invalid(NOT_RECENT)),
            _ => Err(Error::NotFound),
        };
    }
    let made: Option<(jiff_sqlx::Timestamp,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT created_at FROM recovery_code WHERE code_hash = $1 AND vouched_by_id = $2"
    )
    .bind(&digest)
    .bind(person)
    .fetch_optional(c))?;
    if let Some((made,)) = made {
        return repeat_is_fresh(made.to_jiff(), now.to_jiff()).map(|()| false);
    }
    if !has_account(tx, holder).await? {
        return Err(Error::Invalid(NO_ACCOUNT));
    }
    insert_vouched_code(tx, holder, &digest)
        .await
        .map(|()| true)
}

/// For SQLite.
async fn insert_vouched_code(tx: &mut Tx, holder: PersonId, digest: &str) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    let expires = now
        .to_jiff()
        .saturating_add(SignedDuration::from_mins(VOUCHED_CODE_MINUTES))
        .unwrap_or(Timestamp::MAX)
        .to_sqlx();
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM recovery_code WHERE person_id = $1 AND vouched_by_id IS NOT NULL AND used_at \
            IS NULL"
    )
    .bind(holder)
    .execute(c))?;
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO recovery_code (code_hash, person_id, vouched_by_id, created_at, expires_at) \
            VALUES ($1, $2, $3, $4, $5)"
    )
    .bind(digest)
    .bind(holder)
    .bind(person)
    .bind(now)
    .bind(expires)
    .execute(c))?;
    Ok(())
}

/// A row of `recovery_code`: its person, who vouched, its expiry and its use.
type CodeRow = (
    PersonId,
    Option<PersonId>,
    Option<jiff_sqlx::Timestamp>,
    Option<jiff_sqlx::Timestamp>,
);

/// Reads the code with this digest in a transaction that was opened with it as its key.
///
/// # Errors
/// `NotFound` when it is unknown, used or expired.
async fn find_valid_code(tx: &mut Tx, digest: &str) -> Result<(PersonId, Option<PersonId>), Error> {
    let now = tx.now().to_jiff();
    let row: Option<CodeRow> = run_on!(tx, |c| sqlx::query_as(
        "SELECT person_id, vouched_by_id, expires_at, used_at FROM recovery_code WHERE \
            code_hash = $1"
    )
    .bind(digest)
    .fetch_optional(c))?;
    match row {
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

/// Whether this code can be used now.
///
/// # Errors
/// `NotFound` for a code that is unknown, used, replaced or expired, and when its person is too young
/// for an account. Also when the database fails.
pub async fn check_code(db: &Db, code: &str) -> Result<(), Error> {
    let key = token_digest(code);
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let (person, _) = find_valid_code(&mut tx, &key).await?;
    drop(tx);
    // Checks the age, for which it acts as the person.
    db.load_profile(person, &TimeZone::UTC).await.map(|_| ())
}

/// Uses a code: replaces the passphrase of its person, and ends their sessions, their private calendar
/// address and the vouched codes that are not used. A vouched code also ends the card, which may be
/// lost.
///
/// # Errors
/// `NotFound` for every code that is not valid, without the reason. Also when the database fails.
pub async fn redeem_code(
    db: &Db,
    code: &str,
    passphrase_hash: &str,
) -> Result<RecoveredAccount, Error> {
    let key = token_digest(code);
    let mut tx = db.begin_unauthenticated(Intent::Write, &key).await?;
    let redeemed = redeem_in(&mut tx, &key, passphrase_hash).await;
    // Also after this refusal, which has written nothing: a concurrent submission may be earlier in the
    // same group commit, and this waits for it. Any other error ends the transaction without a commit.
    if matches!(redeemed, Ok(_) | Err(Error::NotFound)) {
        tx.commit().await?;
    }
    redeemed
}

async fn redeem_in(
    tx: &mut Tx,
    digest: &str,
    passphrase_hash: &str,
) -> Result<RecoveredAccount, Error> {
    let now = tx.now();
    if tx.is_postgres() {
        // Row-level security denies the portal's role writes to accounts; this function writes the
        // account of a valid code only.
        let row: Option<(PersonId, String, Option<PersonId>)> = run_on!(tx, |c| sqlx::query_as(
            "SELECT holder, holder_name, vouched_by FROM \
                alongside_redeem_recovery_code($1, $2, $3)"
        )
        .bind(digest)
        .bind(passphrase_hash)
        .bind(now)
        .fetch_optional(c))?;
        let (person, sign_in_name, vouched_by) = row.ok_or(Error::NotFound)?;
        return Ok(RecoveredAccount {
            person,
            sign_in_name,
            vouched_by,
        });
    }
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
    })
}

/// Ends what another person may have of the account, for SQLite. The codes that are left of a card end
/// only with `card`.
async fn end_other_access(tx: &mut Tx, person: PersonId, card: bool) -> Result<(), Error> {
    for delete in [
        "DELETE FROM session WHERE person_id = $1",
        "DELETE FROM calendar_feed WHERE person_id = $1",
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
    Ok(())
}
