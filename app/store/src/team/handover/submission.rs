//! Storing a handover: its checks, its texts and its rows.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, FormId, PersonId, TextId};
use model::policy::{ResourceKind, default_roles, may_be_succeeded, may_have_account};
use model::role::Role;
use model::team::membership::{MembershipAct, NewHandover};
use uuid::Uuid;

use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience::{self, AudienceEntry, private_to};
use crate::authored_text::insert_text;
use crate::db::{run_on, unique_violation_as_race};
use crate::plan::working_copy::SaveOutcome;
use crate::team::handover_rows;
use crate::team::membership_changes::insert_reason;
use crate::team::membership_checks::{check_one_coordinator, check_roles};
use crate::team::memberships::{
    Membership, find_membership, list_of_person, load_person, require_keeper,
};
use crate::{Error, Tx};

/// Hands a membership over. `revision` is the one that the form was filled in against. Idempotent:
/// resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and without such a membership of a worker or a
/// mentor; `Invalid("team-successor")` for the person themself, someone of another agency, someone
/// too young or a mentor of another parent, `Invalid("team-roles-apart")` for someone with a role
/// that excludes it (`may_be_combined`), `Invalid("team-own-role")` for the actor when they would
/// have more days, `Invalid("team-coordinator-one")` when someone else leads the team from then on,
/// `Invalid("team-successor-today")` when someone who is a worker of the family already would lead
/// the team on a later day, `Invalid("team-from-past")` for an earlier day,
/// `Invalid("team-ends-early")` for one before the first day on the team; `Conflict` when the
/// membership has ended, or the form id was used with other values; `Raced` when a concurrent
/// request changed the membership.
pub async fn hand_over(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    (person, role, revision): (PersonId, Role, i32),
    input: &NewHandover,
) -> Result<SaveOutcome<PersonId>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    require_keeper(tx)?;
    let stored = find_membership(tx, family, (person, role)).await?;
    let stored = stored
        .filter(|stored| may_be_succeeded(stored.role))
        .ok_or(Error::NotFound)?;
    if is_resubmitted(tx, family, form, &stored, input).await? {
        return Ok(SaveOutcome::Saved(person));
    }
    if stored.has_ended(tx.today().to_jiff()) {
        return Err(Error::Conflict);
    }
    if stored.revision != revision {
        return Ok(SaveOutcome::Stale);
    }
    check_day(tx, &stored, input.from)?;
    check_successor(tx, family, &stored, input).await?;
    let reason = insert_reason(tx, family, &input.language, Some(&input.reason)).await?;
    let reason = reason.ok_or(Error::NotFound)?;
    let words = insert_words(tx, family, &stored, input).await?;
    write_handover(tx, family, form, &stored, input, (reason, words)).await?;
    Ok(SaveOutcome::Saved(person))
}

fn check_day(tx: &OpenRecord<'_>, stored: &Membership, from: Date) -> Result<(), Error> {
    if from < stored.since.to_jiff() {
        return Err(Error::Invalid("team-ends-early"));
    }
    if from < tx.today().to_jiff() {
        return Err(Error::Invalid("team-from-past"));
    }
    Ok(())
}

async fn check_successor(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &Membership,
    input: &NewHandover,
) -> Result<(), Error> {
    let refused = Err(Error::Invalid("team-successor"));
    if input.successor == stored.person_id || Some(input.successor) == stored.mentee_id {
        return refused;
    }
    let found = match load_person(tx, family, input.successor).await {
        Ok(found) => found,
        Err(Error::NotFound) => return refused,
        Err(error) => return Err(error),
    };
    if !may_have_account(found.born.as_ref().map(|born| born.to_jiff()), input.from) {
        return refused;
    }
    let today = tx.today().to_jiff();
    let all = list_of_person(tx, family, input.successor).await?;
    check_roles(&all, stored.role, None, today)?;
    let period = (input.from, None);
    check_one_coordinator(tx, family, stored, Some(input.successor), period).await?;
    let mut current = all.into_iter().filter(|one| !one.has_ended(today));
    let Some(known) = current.find(|one| one.role == stored.role) else {
        return Ok(());
    };
    // A person has one membership in each role, and with it one parent whom they support. A
    // coordinator who leaves has a successor already.
    if known.mentee_id != stored.mentee_id || (known.coordinator && known.until.is_some()) {
        return refused;
    }
    if input.successor == tx.actor_id()? && known.until.is_some() {
        return Err(Error::Invalid("team-own-role"));
    }
    // Two would lead the team until that day.
    if stored.coordinator && input.from > today {
        return Err(Error::Invalid("team-successor-today"));
    }
    Ok(())
}

/// What a form has stored.
#[derive(sqlx::FromRow)]
struct StoredHandover {
    person_id: PersonId,
    role: Role,
    act: MembershipAct,
    until: Option<jiff_sqlx::Date>,
    successor_id: Option<PersonId>,
    reason: Option<String>,
    words: Option<String>,
}

/// Whether this form has been stored.
///
/// # Errors
/// `Conflict` when its id was used for something else.
async fn is_resubmitted(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    form: FormId,
    stored: &Membership,
    input: &NewHandover,
) -> Result<bool, Error> {
    let known: Option<StoredHandover> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT g.person_id, g.role, g.act, g.until, g.successor_id, t.body AS reason, w.body AS \
            words FROM membership_change g LEFT JOIN text t ON t.id = g.reason_id LEFT JOIN text \
            w ON w.id = g.words_id WHERE g.id = $1 AND g.family_id = $2"
    )
    .bind(form)
    .bind(family)
    .fetch_optional(c)
    })?;
    let Some(known) = known else { return Ok(false) };
    let is_same = (
        (known.person_id, known.role, known.act, known.successor_id),
        known.until.as_ref().map(|until| until.to_jiff()),
        known.reason.as_deref(),
        known.words.as_ref(),
    ) == (
        (
            stored.person_id,
            stored.role,
            MembershipAct::HandOver,
            Some(input.successor),
        ),
        Some(input.from),
        Some(input.reason.as_str()),
        input.words.as_ref(),
    );
    is_same.then_some(true).ok_or(Error::Conflict)
}

/// The sentence for the family: read by the team, of a mentor by the parent whom they support.
async fn insert_words(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &Membership,
    input: &NewHandover,
) -> Result<Option<TextId>, Error> {
    let Some(words) = &input.words else {
        return Ok(None);
    };
    let entries = match stored.mentee_id {
        Some(mentee) => private_to(mentee),
        None => default_roles(ResourceKind::Team)
            .into_iter()
            .map(AudienceEntry::for_role)
            .collect(),
    };
    let audience: AudienceId = audience::find_or_add(tx, family, entries).await?;
    insert_text(tx, family, audience, None, &input.language, words)
        .await
        .map(Some)
}

async fn write_handover(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    form: FormId,
    stored: &Membership,
    input: &NewHandover,
    texts: (TextId, Option<TextId>),
) -> Result<(), Error> {
    // On PostgreSQL the portal's login may not write memberships; the function below checks the
    // actor by itself (decision 0031).
    if !tx.is_postgres() {
        return handover_rows::write(tx, family, form, stored, input, texts).await;
    }
    let (row, now): (Uuid, _) = (tx.clock().new_id(), tx.now());
    let written: Result<Option<(bool,)>, Error> = run_on!(tx, |c| sqlx::query_as(
        "SELECT alongside_hand_over($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    )
    .bind(form)
    .bind(row)
    .bind(family)
    .bind(stored.person_id)
    .bind(stored.role)
    .bind(stored.revision)
    .bind(input.successor)
    .bind(input.from.to_sqlx())
    .bind(texts.0)
    .bind(texts.1)
    .bind(now)
    .fetch_optional(c));
    // A trigger tells the open pages.
    match unique_violation_as_race(written)? {
        Some((true,)) => Ok(()),
        _ => Err(Error::Raced),
    }
}
