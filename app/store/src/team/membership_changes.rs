//! Adding, changing and ending a membership, by a worker of the family. Each is a row of the
//! history. The person's access follows at once: every request and every open stream reads the
//! memberships again.

use jiff::civil::Date;
use model::id::{AudienceId, FamilyId, FormId, PersonId, TextId};
use model::role::Role;
use model::team::membership::{MembershipAct, MembershipEnd, MembershipInput};

use super::membership_checks::{
    check_age, check_end_day, check_may_end, check_may_join, check_mentee, check_period,
    check_roles,
};
use super::membership_rows::{MembershipWrite, write_membership};
use super::memberships::{
    Membership, find_membership, list_of_person, load_person, require_keeper,
};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience::{self, AudienceEntry};
use crate::authored_text::insert_text;
use crate::db::run_on;
use crate::plan::working_copy::SaveOutcome;
use crate::{Error, Tx};

/// What a form has stored.
#[derive(sqlx::FromRow)]
struct StoredChange {
    person_id: PersonId,
    role: Role,
    act: MembershipAct,
    since: jiff_sqlx::Date,
    until: Option<jiff_sqlx::Date>,
    mentee_id: Option<PersonId>,
    body: Option<String>,
}

/// Adds a person to the team in a role. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for someone of another agency;
/// `Invalid("team-own-role")` for the worker themself, `Invalid("team-already")` for someone who
/// has the role, `Invalid("team-roles-apart")` for someone with a role that excludes it
/// (`may_be_combined`), `Invalid("team-too-young")` below the age for an account or, for an
/// interpreter, below 18, `Invalid("team-from-past")` for an end before today,
/// `Invalid("team-birth-date")` for a youth without a birth date, `Invalid("team-mentee")` when the
/// one whom a mentor supports is no family member on the team; `Conflict` when the form id was
/// already used with other values; `Raced` when a concurrent request stored the same form.
pub async fn add_membership(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    person: PersonId,
    input: &MembershipInput,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    require_keeper(tx)?;
    let asked = (person, MembershipAct::Add, input.since, input);
    // Before the checks: the first request of a form that is sent twice has put the person on the
    // team, which they would refuse.
    if is_resubmitted(tx, family, form, asked).await? {
        return Ok(());
    }
    check_end_day(tx, input.until)?;
    check_may_join(tx, family, person, input, None).await?;
    let reason = insert_reason(tx, family, &input.language, input.reason.as_deref()).await?;
    let act = (MembershipAct::Add, input.since, None);
    let write = MembershipWrite::of(input, (form, person), act, reason);
    write_membership(tx, family, &write).await
}

/// Changes the dates of a membership, the mentee of a mentor, or the role: the earlier role then
/// ends today, and the new one begins no earlier. `revision` is the one that the form was filled in
/// against. An unchanged form is a no-op that returns `Saved`, which makes a retry idempotent.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and without such a membership;
/// `Invalid("team-hand-over-first")` for fewer days or another role of the team coordinator or the
/// last worker; `Invalid("team-coordinator-one")` when two would lead the team at a time;
/// `Invalid("team-own-role")` when the worker would have more days or another role themself;
/// `Invalid("team-ends-early")` for an end before the new role begins; the errors of
/// `add_membership` for a new role; `Raced` when a concurrent request changed
/// the membership.
pub async fn change_membership(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    (person, role, revision): (PersonId, Role, i32),
    input: &MembershipInput,
) -> Result<SaveOutcome<PersonId>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    require_keeper(tx)?;
    let stored = find_membership(tx, family, (person, role)).await?;
    let stored = stored.ok_or(Error::NotFound)?;
    let is_new_role = input.role != role;
    let today = tx.today().to_jiff();
    let (act, since) = if is_new_role {
        (MembershipAct::Add, input.since.max(today))
    } else {
        (MembershipAct::Change, input.since)
    };
    if is_resubmitted(tx, family, form, (person, act, since, input)).await?
        || is_unchanged(&stored, input)
    {
        return Ok(SaveOutcome::Saved(person));
    }
    if stored.revision != revision {
        return Ok(SaveOutcome::Stale);
    }
    if input.until.is_some_and(|until| until < since) {
        return Err(Error::Invalid("team-ends-early"));
    }
    check_end_day(tx, input.until.filter(|_| input.until != stored.end()))?;
    if is_new_role {
        // A membership that has not begun is lost from its first day, and not from today.
        let from = stored.since.to_jiff().max(today);
        let lost = (!stored.has_ended(today)).then_some(from);
        check_may_end(tx, family, &stored, lost).await?;
        check_may_join(tx, family, person, input, Some(role)).await?;
    } else {
        check_period(tx, family, &stored, (input.since, input.until)).await?;
        // A role that begins again is like a new one: the person may have got another role since.
        if stored.has_ended(today) {
            let known = list_of_person(tx, family, person).await?;
            check_roles(&known, input.role, None, today)?;
        }
        check_mentee(tx, family, person, input).await?;
        check_age(&load_person(tx, family, person).await?, input)?;
    }
    let reason = insert_reason(tx, family, &input.language, input.reason.as_deref()).await?;
    // A role that has ended keeps its end.
    if is_new_role && !stored.has_ended(today) {
        let until = stored.since.to_jiff().max(today);
        // With an id of its own, because that of the form is for the new role.
        let end = MembershipWrite::end_of(&stored, tx.clock().new_id(), until, reason);
        write_membership(tx, family, &end).await?;
    }
    // A new role is a row of its own, without an earlier revision.
    let expected = (!is_new_role).then_some(revision);
    let write = MembershipWrite::of(input, (form, person), (act, since, expected), reason);
    write_membership(tx, family, &write).await?;
    Ok(SaveOutcome::Saved(person))
}

/// Ends a membership on a day. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and without such a membership;
/// `Invalid("team-ends-early")` for an end before the first day, `Invalid("team-from-past")` for
/// one before today, `Invalid("team-hand-over-first")` for the team coordinator and the last
/// worker; for a later end than the stored one as for `change_membership`; `Conflict` when it has
/// ended already, or the form id was used with other values; `Raced` when a concurrent request
/// changed the membership.
pub async fn end_membership(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    (person, role): (PersonId, Role),
    end: &MembershipEnd,
) -> Result<Membership, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    require_keeper(tx)?;
    let stored = find_membership(tx, family, (person, role)).await?;
    let stored = stored.ok_or(Error::NotFound)?;
    // As a whole membership, to be compared with what the form has stored.
    let asked = MembershipInput {
        role,
        mentee: stored.mentee_id,
        since: stored.since.to_jiff(),
        until: Some(end.until),
        reason: Some(end.reason.clone()),
        language: end.language.clone(),
    };
    let known = (person, MembershipAct::End, asked.since, &asked);
    if is_resubmitted(tx, family, form, known).await? {
        return Ok(stored);
    }
    if stored.has_ended(tx.today().to_jiff()) {
        return Err(Error::Conflict);
    }
    if end.until < asked.since {
        return Err(Error::Invalid("team-ends-early"));
    }
    check_end_day(tx, Some(end.until))?;
    check_period(tx, family, &stored, (asked.since, asked.until)).await?;
    let reason = insert_reason(tx, family, &end.language, Some(&end.reason)).await?;
    let write = MembershipWrite::end_of(&stored, form, end.until, reason);
    write_membership(tx, family, &write).await?;
    Ok(stored)
}

fn is_unchanged(stored: &Membership, input: &MembershipInput) -> bool {
    (
        stored.role,
        stored.since.to_jiff(),
        stored.end(),
        stored.mentee_id,
    ) == (input.role, input.since, input.until, input.mentee)
}

/// Whether this form has been stored.
///
/// # Errors
/// `Conflict` when its id was used for something else.
async fn is_resubmitted(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    form: FormId,
    (person, act, since, input): (PersonId, MembershipAct, Date, &MembershipInput),
) -> Result<bool, Error> {
    let known: Option<StoredChange> = run_on!(tx, |c| sqlx::query_as(
        "SELECT g.person_id, g.role, g.act, g.since, g.until, g.mentee_id, t.body FROM \
            membership_change g LEFT JOIN text t ON t.id = g.reason_id WHERE g.id = $1 AND \
            g.family_id = $2"
    )
    .bind(form)
    .bind(family)
    .fetch_optional(c))?;
    let Some(known) = known else { return Ok(false) };
    let is_same = (
        known.person_id,
        known.role,
        known.act,
        known.since.to_jiff(),
        known.until.as_ref().map(|until| until.to_jiff()),
        known.mentee_id,
        known.body.as_ref(),
    ) == (
        person,
        input.role,
        act,
        since,
        input.until,
        input.mentee,
        input.reason.as_ref(),
    );
    is_same.then_some(true).ok_or(Error::Conflict)
}

/// The audience of the reasons: the workers and the supervisors.
async fn staff_audience(tx: &mut OpenRecord<'_>, family: FamilyId) -> Result<AudienceId, Error> {
    let staff = [Role::Worker, Role::Supervisor];
    let entries = staff.map(AudienceEntry::for_role).to_vec();
    audience::find_or_add(tx, family, entries).await
}

pub(super) async fn insert_reason(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    language: &str,
    reason: Option<&str>,
) -> Result<Option<TextId>, Error> {
    let Some(reason) = reason else {
        return Ok(None);
    };
    // Families do not read why a membership was changed or ended.
    let audience = staff_audience(tx, family).await?;
    insert_text(tx, family, audience, None, language, reason)
        .await
        .map(Some)
}
