//! What has to hold before a membership is added, changed or handed over. On PostgreSQL the
//! functions that write memberships check the same, apart from ages.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, PersonId};
use model::policy::{is_assignable, may_be_combined, may_have_account, of_age_to_interpret};
use model::role::Role;
use model::team::membership::MembershipInput;

use super::load_members;
use super::memberships::{Membership, PersonToAdd, list_of_person, load_person};
use crate::Error;
use crate::access::OpenRecord;
use crate::db::run_on;

/// What the person read until today was allowed, so a membership ends today or later.
pub(super) fn check_end_day(tx: &OpenRecord<'_>, until: Option<Date>) -> Result<(), Error> {
    let today = tx.today().to_jiff();
    if until.is_some_and(|until| until < today) {
        return Err(Error::Invalid("team-from-past"));
    }
    Ok(())
}

pub(super) async fn check_may_join(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    person: PersonId,
    input: &MembershipInput,
    // The role that ends when the new one begins.
    replaced: Option<Role>,
) -> Result<(), Error> {
    if !is_assignable(input.role) {
        return Err(Error::Invalid("team-role"));
    }
    // First: nothing else is told about a person of another agency.
    let found = load_person(tx, family, person).await?;
    // Another worker, or the agency, decides what a worker may read besides.
    if person == tx.actor_id()? {
        return Err(Error::Invalid("team-own-role"));
    }
    let today = tx.today().to_jiff();
    let known = list_of_person(tx, family, person).await?;
    let has_role = |one: &Membership| one.role == input.role && !one.has_ended(today);
    if known.iter().any(has_role) {
        return Err(Error::Invalid("team-already"));
    }
    check_roles(&known, input.role, replaced, today)?;
    check_age(&found, input)?;
    check_mentee(tx, family, person, input).await
}

/// Whether a person with these memberships can get a role, besides which `replaced` ends.
pub(super) fn check_roles(
    known: &[Membership],
    role: Role,
    replaced: Option<Role>,
    today: Date,
) -> Result<(), Error> {
    let is_apart = known.iter().any(|one| {
        let stays = one.role != role && Some(one.role) != replaced && !one.has_ended(today);
        stays && !may_be_combined(one.role, role)
    });
    if is_apart {
        return Err(Error::Invalid("team-roles-apart"));
    }
    Ok(())
}

/// Ages are judged on the first day on the team, as by the import.
pub(super) fn check_age(person: &PersonToAdd, input: &MembershipInput) -> Result<(), Error> {
    let born = person.born.as_ref().map(|born| born.to_jiff());
    if input.role == Role::Youth && born.is_none() {
        return Err(Error::Invalid("team-birth-date"));
    }
    let is_of_age = may_have_account(born, input.since)
        && (input.role != Role::Interpreter || of_age_to_interpret(born, input.since));
    if is_of_age {
        Ok(())
    } else {
        Err(Error::Invalid("team-too-young"))
    }
}

pub(super) async fn check_mentee(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    person: PersonId,
    input: &MembershipInput,
) -> Result<(), Error> {
    let Some(mentee) = input.mentee else {
        return Ok(());
    };
    if mentee == person {
        return Err(Error::Invalid("team-mentee"));
    }
    let members = load_members(tx, family).await?;
    // What a mentor reads depends on the mentee, so that has to be a member of this family.
    let is_family = members
        .iter()
        .any(|member| member.person_id == mentee && member.role.is_family());
    if is_family {
        Ok(())
    } else {
        Err(Error::Invalid("team-mentee"))
    }
}

/// Whether the dates of a membership may be changed to these.
pub(super) async fn check_period(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &Membership,
    (since, until): (Date, Option<Date>),
) -> Result<(), Error> {
    let (today, first_day) = (tx.today().to_jiff(), stored.since.to_jiff());
    let end_or_max = |end: Option<Date>| end.unwrap_or(Date::MAX);
    // Workers do not extend their own access. An earlier first day is an extension only while the
    // membership has not begun.
    let is_longer =
        end_or_max(until) > end_or_max(stored.end()) || (first_day > today && since < first_day);
    if is_longer && stored.person_id == tx.actor_id()? {
        return Err(Error::Invalid("team-own-role"));
    }
    // What has ended cannot leave the family without a worker.
    if stored.has_ended(today) {
        return Ok(());
    }
    check_one_coordinator(tx, family, stored, None, (since, until)).await?;
    let from = first_day.max(today);
    // The first day of which the person is deprived by a later start or an earlier end.
    let lost = if since > from {
        Some(from)
    } else {
        until.filter(|until| *until < end_or_max(stored.end()))
    };
    check_may_end(tx, family, stored, lost).await
}

/// A team has one coordinator at a time. `stored` leads it in this period, or the successor does.
pub(super) async fn check_one_coordinator(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &Membership,
    successor: Option<PersonId>,
    (since, until): (Date, Option<Date>),
) -> Result<(), Error> {
    if !stored.coordinator {
        return Ok(());
    }
    // Only from today on: it does not matter how the days before were led.
    let from = since.max(tx.today().to_jiff());
    let others: Vec<(PersonId, jiff_sqlx::Date, Option<jiff_sqlx::Date>)> =
        run_on!(tx, |c| sqlx::query_as(
            "SELECT m.person_id, m.since, m.until FROM membership m WHERE m.family_id = $1 AND \
                m.person_id <> $2 AND m.coordinator"
        )
        .bind(family)
        .bind(stored.person_id)
        .fetch_all(c))?;
    let overlaps = others.iter().any(|(other, begins, ends)| {
        Some(*other) != successor
            && ends.as_ref().is_none_or(|ends| ends.to_jiff() > from)
            && until.is_none_or(|until| begins.to_jiff() < until)
    });
    if overlaps {
        return Err(Error::Invalid("team-coordinator-one"));
    }
    Ok(())
}

/// Without a worker the family gets no answers, and no one could add one. `lost` is the first day
/// on which the person is no longer there.
pub(super) async fn check_may_end(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &Membership,
    lost: Option<Date>,
) -> Result<(), Error> {
    let Some(lost) = lost.filter(|_| stored.role == Role::Worker) else {
        return Ok(());
    };
    // One who has no last day: of two who leave, the second would be the last.
    let other: Option<(PersonId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT m.person_id FROM membership m WHERE m.family_id = $1 AND m.role = 'worker' AND \
            m.person_id <> $2 AND m.since <= $3 AND m.until IS NULL LIMIT 1"
    )
    .bind(family)
    .bind(stored.person_id)
    .bind(lost.to_sqlx())
    .fetch_optional(c))?;
    if stored.coordinator || other.is_none() {
        return Err(Error::Invalid("team-hand-over-first"));
    }
    Ok(())
}
