//! Vouching: a member of a family's team who has checked in person who it is makes a short-lived
//! code for someone who cannot sign in. The code never tells a passphrase, and sets none.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use model::account::{AccountEventKind, ClientDevice, VOUCHED_CODE_MINUTES};
use model::id::{FamilyId, PersonId};

use super::{NO_ACCOUNT, NOT_RECENT, check_repeat, has_account};
use crate::account::record_account_event;
use crate::authentication::token_digest;
use crate::db::{run_on, unique_violation_as_race};
use crate::name_order::sort_by_name;
use crate::visibility::family_roles;
use crate::{Error, Tx};

/// SQL condition for SQLite: the actor `$1` may vouch on the date `$2` for the person with the
/// alias `p`, who is on the team of the family `$3`. `alongside_may_vouch` is the same rule for
/// PostgreSQL; a test compares both with `model::policy::may_be_vouched_for`.
macro_rules! actor_may_vouch {
    () => {
        concat!(
            "p.id <> $1 AND ",
            $crate::authored_text::actor_is_member!("$3"),
            " AND EXISTS (SELECT 1 FROM membership s WHERE s.family_id = $3 AND s.person_id = p.id \
                AND s.since <= $2 AND (s.until IS NULL OR s.until > $2)) AND ((EXISTS (SELECT 1 \
                FROM membership m WHERE m.family_id = $3 AND m.person_id = $1 AND m.role = 'worker' \
                AND m.since <= $2 AND (m.until IS NULL OR m.until > $2)) AND NOT EXISTS (SELECT 1 \
                FROM membership o WHERE o.person_id = p.id AND o.role NOT IN (",
            $crate::visibility::family_roles!(),
            ", 'caregiver') AND (o.until IS NULL OR o.until > $2))) OR (EXISTS (SELECT 1 FROM \
                membership m JOIN membership t ON t.family_id = m.family_id AND t.role = 'mentor' \
                AND (t.person_id = p.id OR t.mentee_id = p.id) AND t.since <= $2 AND \
                (t.until IS NULL OR t.until > $2) WHERE m.family_id = $3 AND m.person_id = $1 AND \
                m.role = 'mentor_coordinator' AND m.since <= $2 AND (m.until IS NULL OR m.until > \
                $2)) AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.person_id = p.id AND \
                o.role NOT IN (",
            $crate::visibility::family_roles!(),
            ", 'caregiver', 'mentor') AND (o.until IS NULL OR o.until > $2))))"
        )
    };
}
pub(crate) use actor_may_vouch;

/// The name of a member of the family's team for whom the actor may vouch. Not logged, because it
/// shows nothing of the record: names of people on one's teams are not logged either.
///
/// # Errors
/// `NotFound` when the actor may not vouch for this person. Also when the database fails.
pub async fn find_holder(tx: &mut Tx, family: FamilyId, holder: PersonId) -> Result<String, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // On PostgreSQL a function with the owner's rights decides: the actor sees no membership in
    // other families, and one as a worker there must keep them from vouching.
    let find = if tx.is_postgres() {
        "SELECT coalesce(p.chosen_name, p.name) FROM person p WHERE p.id = $4 AND \
            alongside_may_vouch($3, $4) AND $1 = alongside_person() AND $2 = alongside_today()"
    } else {
        concat!(
            "SELECT coalesce(p.chosen_name, p.name) FROM person p WHERE p.id = $4 AND ",
            actor_may_vouch!()
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

/// Someone on a team where the actor may vouch for them. Only with an account can the actor help
/// them to sign in.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Holder {
    /// The family on whose team the actor may vouch for them.
    pub family_id: FamilyId,
    pub person_id: PersonId,
    pub name: String,
    /// Without an account there is nothing to get back into: a worker invites them.
    pub has_account: bool,
}

/// For a coordinator of mentors: the parents in the contact records since that day for whom they
/// may vouch, by name. Other parents are not named, because a coordinator knows parents from these
/// records alone. Empty for any other role.
///
/// # Errors
/// When the database fails.
pub async fn list_contacted_holders(tx: &mut Tx, since: Date) -> Result<Vec<Holder>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let select = if tx.is_postgres() {
        // `OFFSET 0` makes PostgreSQL ask the function once for each parent, and not for each
        // contact.
        "SELECT seen.family_id, p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, \
            alongside_holder_has_account(seen.family_id, p.id) AS has_account FROM \
            (SELECT DISTINCT k.family_id, k.parent_id FROM mentor_contact k WHERE k.day >= $3 \
            OFFSET 0) seen JOIN person p ON p.id = seen.parent_id WHERE EXISTS (SELECT 1 FROM \
            membership c WHERE c.family_id = seen.family_id AND c.person_id = $1 AND c.role = \
            'mentor_coordinator' AND c.since <= $2 AND (c.until IS NULL OR c.until > $2)) AND \
            alongside_may_vouch(seen.family_id, p.id)"
    } else {
        concat!(
            "SELECT DISTINCT k.family_id, p.id AS person_id, coalesce(p.chosen_name, p.name) AS \
            name, EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id) AS has_account FROM \
            mentor_contact k JOIN person p ON p.id = k.parent_id JOIN membership c ON \
            c.family_id = k.family_id AND c.person_id = $1 AND c.role = 'mentor_coordinator' AND \
            c.since <= $2 AND (c.until IS NULL OR c.until > $2) JOIN membership t ON t.family_id = \
            k.family_id AND t.role = 'mentor' AND t.mentee_id = p.id AND t.since <= $2 AND \
            (t.until IS NULL OR t.until > $2) WHERE k.day >= $3 AND p.id <> $1 AND EXISTS (SELECT \
            1 FROM membership s WHERE s.family_id = k.family_id AND s.person_id = p.id AND s.since \
            <= $2 AND (s.until IS NULL OR s.until > $2)) AND NOT EXISTS (SELECT 1 FROM membership \
            o WHERE o.person_id = p.id AND o.role NOT IN (",
            family_roles!(),
            ", 'caregiver', 'mentor') AND (o.until IS NULL OR o.until > $2))"
        )
    };
    let mut holders: Vec<Holder> = run_on!(tx, |c| sqlx::query_as(select)
        .bind(person)
        .bind(today)
        .bind(since.to_sqlx())
        .fetch_all(c))?;
    sort_by_name(&mut holders, |holder| &holder.name);
    Ok(holders)
}

/// Makes a code for a person for whom the actor vouches, valid for `VOUCHED_CODE_MINUTES` and one
/// use, in the place of an earlier one that is not used, and records the event for that person. A
/// code that the same form made a moment ago is left as it is.
///
/// # Errors
/// `NotFound` when the actor may not vouch for this person; `Invalid` when the person has no
/// account; otherwise as `make_card`.
pub async fn vouch(
    tx: &mut Tx,
    family: FamilyId,
    holder: PersonId,
    code: &str,
) -> Result<(), Error> {
    find_holder(tx, family, holder).await?;
    let (now, digest) = (tx.now(), token_digest(code));
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
        match unique_violation_as_race(done)?.flatten().as_deref() {
            Some("made") => {}
            Some("repeated") => return Ok(()),
            Some("expired") => return Err(Error::Conflict),
            Some("no_account") => return Err(Error::Invalid(NO_ACCOUNT)),
            Some("not_recent") => return Err(Error::Invalid(NOT_RECENT)),
            _ => return Err(Error::NotFound),
        }
    } else if !insert_code(tx, holder, &digest).await? {
        return Ok(());
    }
    // Without the device, which is not the one of that person.
    let device = ClientDevice::default();
    record_account_event(tx, holder, AccountEventKind::VoucherMade, device).await
}

/// For SQLite. Returns false when the same form made this code a moment ago.
async fn insert_code(tx: &mut Tx, holder: PersonId, digest: &str) -> Result<bool, Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    let made: Option<(jiff_sqlx::Timestamp, PersonId)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT created_at, person_id FROM recovery_code WHERE code_hash = $1 AND vouched_by_id = $2"
    )
    .bind(digest)
    .bind(person)
    .fetch_optional(c)
    })?;
    if let Some((made, made_for)) = made {
        // The code would be shown on the page of another person.
        if made_for != holder {
            return Err(Error::Conflict);
        }
        return check_repeat(made.to_jiff(), now.to_jiff()).map(|()| false);
    }
    if !has_account(tx, holder).await? {
        return Err(Error::Invalid(NO_ACCOUNT));
    }
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
    Ok(true)
}
