//! Adding and changing plans for family time, by a worker of the family. Each change raises the
//! revision and stores a history row and the previous version.

use std::collections::BTreeSet;

use model::calendar::EventAct;
use model::family_time::{FamilyTimeInput, Supervisor};
use model::id::{AudienceId, ChildId, FamilyId, FamilyTimeId, FormId, PersonId, TeamContactId};
use uuid::Uuid;

use super::plans::{EditablePlan, PlanChoices, load_choices, load_plan, require_worker};
use super::visit_changes::change_planned_visits;
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience::{self, AudienceEntry};
use crate::authored_text::insert_text;
use crate::calendar::changes::TextChange;
use crate::calendar::editable::{EventAudience, with_people, workers};
use crate::db::{run_on, unique_violation_as_race};
use crate::plan::working_copy::SaveOutcome;
use crate::{Error, Tx};

/// Adds a plan. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker; `Invalid("calendar-not-on-team")` when the plan
/// names someone who is not on the team, or no child of the family; `Conflict` when the form id was
/// already used with other values; `Raced` when a concurrent request stored the same form.
pub async fn add_plan(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    input: &FamilyTimeInput,
) -> Result<FamilyTimeId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let id = FamilyTimeId(form.0);
    if let Some(known) = load_plan(tx, family, id, &input.language).await? {
        let is_same = known.is_unchanged(input);
        return is_same.then_some(id).ok_or(Error::Conflict);
    }
    let choices = load_choices(tx, family).await?;
    let readers = find_readers(tx, family, &choices, None, input).await?;
    insert_plan(tx, family, id, &readers, input).await?;
    for child in &input.children {
        insert_child(tx, id, *child).await?;
    }
    insert_place(tx, family, id, readers.place, input).await?;
    insert_change(tx, family, id, (EventAct::Add, 1)).await?;
    Ok(id)
}

async fn insert_plan(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: FamilyTimeId,
    readers: &PlanReaders,
    input: &FamilyTimeInput,
) -> Result<(), Error> {
    let words = [
        Some(input.often.as_str()),
        input.transport.as_deref(),
        input.next.as_deref(),
    ];
    let mut texts = [None; 3];
    for (text, words) in texts.iter_mut().zip(words) {
        if let Some(words) = words {
            let audience = readers.plan.id;
            let stored = insert_text(tx, family, audience, None, &input.language, words).await?;
            *text = Some(stored);
        }
    }
    let [often, transport, next] = texts;
    let (supervisor, contact) = supervisor_columns(input.supervisor);
    let (person, now) = (tx.actor_id()?, tx.now());
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO family_time_plan (id, family_id, audience_id, parent_id, level, \
            supervisor_id, contact_id, confirm, often_id, transport_id, next_id, ended, \
            created_by_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, \
            $12, $13, $14)",
        )
        .bind(id)
        .bind(family)
        .bind(readers.plan.id)
        .bind(input.parent)
        .bind(input.level)
        .bind(supervisor)
        .bind(contact)
        .bind(input.confirm.map(|rule| rule.to_string()))
        .bind(often)
        .bind(transport)
        .bind(next)
        .bind(input.ended)
        .bind(person)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

fn supervisor_columns(supervisor: Option<Supervisor>) -> (Option<PersonId>, Option<TeamContactId>) {
    match supervisor {
        Some(Supervisor::Person(person)) => (Some(person), None),
        Some(Supervisor::Contact(contact)) => (None, Some(contact)),
        None => (None, None),
    }
}

/// Changes a plan, and the place and the readers of its visits that are still to come. `revision`
/// is the one that the form was filled in against. An unchanged form is a no-op that returns
/// `Saved`, which makes a retry idempotent.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, for a plan that they may not see, and for
/// another parent than the plan has; `Invalid("calendar-not-on-team")` as for `add_plan`; `Raced`
/// when a concurrent request changed the plan or one of its visits.
pub async fn save_plan(
    tx: &mut Tx,
    family: FamilyId,
    id: FamilyTimeId,
    revision: i32,
    input: &FamilyTimeInput,
) -> Result<SaveOutcome<FamilyTimeId>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let stored = load_plan(tx, family, id, &input.language)
        .await?
        // A plan keeps its parent: with another one, its visits and their record would be those of
        // another parent.
        .filter(|stored| stored.plan.parent_id == input.parent)
        .ok_or(Error::NotFound)?;
    if stored.is_unchanged(input) {
        return Ok(SaveOutcome::Saved(id));
    }
    if stored.plan.revision != revision {
        return Ok(SaveOutcome::Stale);
    }
    let readers = find_readers(tx, family, &stored.choices, Some(&stored), input).await?;
    if update_plan(tx, (family, id, revision), &stored, &readers, input).await? == 0 {
        // Another transaction has changed the plan since it was read above. The retry finds that it
        // has another revision, and the texts that were written here are rolled back.
        return Err(Error::Raced);
    }
    // After the update of the plan: its revision in the condition has kept out every other writer.
    save_children(tx, id, &stored, input).await?;
    save_place(tx, family, &stored, &readers, input).await?;
    let change = insert_change(tx, family, id, (EventAct::Change, revision + 1)).await?;
    // After the change, whose id it refers to. What is stored is the plan as it was read above.
    insert_version(tx, family, &stored, change).await?;
    change_planned_visits(tx, family, &stored, input).await?;
    Ok(SaveOutcome::Saved(id))
}

async fn update_plan(
    tx: &mut OpenRecord<'_>,
    (family, id, revision): (FamilyId, FamilyTimeId, i32),
    stored: &EditablePlan,
    readers: &PlanReaders,
    input: &FamilyTimeInput,
) -> Result<u64, Error> {
    let same_audience = readers.plan.id == stored.audience.id;
    let mut texts = [None; 3];
    let words = [
        (stored.often.as_ref(), Some(input.often.as_str())),
        (stored.transport.as_ref(), input.transport.as_deref()),
        (stored.next.as_ref(), input.next.as_deref()),
    ];
    for (text, (old, new)) in texts.iter_mut().zip(words) {
        let change = TextChange {
            event: None,
            old,
            new,
            audience: readers.plan.id,
            same_audience,
        };
        *text = change.save(tx, family, &input.language).await?;
    }
    let [often, transport, next] = texts;
    let (supervisor, contact) = supervisor_columns(input.supervisor);
    run_on!(tx, |c| sqlx::query(
        "UPDATE family_time_plan SET audience_id = $4, level = $5, supervisor_id = $6, contact_id \
            = $7, confirm = $8, often_id = $9, transport_id = $10, next_id = $11, ended = $12, \
            revision = revision + 1 WHERE family_id = $1 AND id = $2 AND revision = $3"
    )
    .bind(family)
    .bind(id)
    .bind(revision)
    .bind(readers.plan.id)
    .bind(input.level)
    .bind(supervisor)
    .bind(contact)
    .bind(input.confirm.map(|rule| rule.to_string()))
    .bind(often)
    .bind(transport)
    .bind(next)
    .bind(input.ended)
    .execute(c))
}

/// The audiences of a plan and of its place.
struct PlanReaders {
    plan: EventAudience,
    place: AudienceId,
}

async fn find_readers(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    choices: &PlanChoices,
    stored: Option<&EditablePlan>,
    input: &FamilyTimeInput,
) -> Result<PlanReaders, Error> {
    let listed: BTreeSet<PersonId> = choices.invitable.iter().map(|one| one.person_id).collect();
    // A name that the form does not list is refused like one that does not exist, so that an id
    // cannot be tried.
    if !names_only(choices, input) || !input.people.is_subset(&listed) {
        return Err(Error::Invalid("calendar-not-on-team"));
    }
    // Unchanged, an audience that an import made stays as it is.
    let same_people = stored.filter(|stored| stored.people == input.people);
    let plan = if let Some(stored) = same_people {
        stored.audience.clone()
    } else {
        let before = stored.map_or_else(workers, |stored| stored.audience.entries.clone());
        let entries = with_people(&before, &listed, &input.people);
        EventAudience {
            id: audience::find_or_add(tx, family, entries.clone()).await?,
            entries,
        }
    };
    let before = stored.and_then(EditablePlan::narrow_place);
    let place = match (same_people, before) {
        // Unchanged people and unchanged exclusions keep the place's audience, which an import may
        // have made in another way.
        (Some(stored), Some(place)) if stored.hidden == input.hidden => place.id,
        (_, None) if input.hidden.is_empty() => plan.id,
        (_, before) => {
            let from = before.map_or(&plan.entries, |place| &place.entries);
            let readers: BTreeSet<PersonId> =
                input.people.difference(&input.hidden).copied().collect();
            let mut entries = with_people(from, &listed, &readers);
            // As exclusions, because an entry for a role may let them in all the same.
            let hidden = input.hidden.iter().copied();
            entries.extend(hidden.map(AudienceEntry::excluding_person));
            audience::find_or_add(tx, family, entries).await?
        }
    };
    Ok(PlanReaders { plan, place })
}

/// Whether the plan names only those whom its form lists.
fn names_only(choices: &PlanChoices, input: &FamilyTimeInput) -> bool {
    let is_parent = |person: PersonId| choices.parents().any(|one| one.person_id == person);
    let is_child = |child: &ChildId| choices.children.iter().any(|(id, _)| id == child);
    let supervises = |who: Supervisor| choices.supervisors.iter().any(|(known, _)| *known == who);
    input.parent.is_none_or(is_parent)
        && input.children.iter().all(is_child)
        && input.supervisor.is_none_or(supervises)
}

async fn insert_child(
    tx: &mut OpenRecord<'_>,
    plan: FamilyTimeId,
    child: ChildId,
) -> Result<(), Error> {
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO family_time_child (plan_id, child_id) VALUES ($1, $2)"
    )
    .bind(plan)
    .bind(child)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}

async fn save_children(
    tx: &mut OpenRecord<'_>,
    plan: FamilyTimeId,
    stored: &EditablePlan,
    input: &FamilyTimeInput,
) -> Result<(), Error> {
    // One by one: a child whom the worker may not know of stays.
    for gone in stored.children.difference(&input.children) {
        run_on!(tx, |c| sqlx::query(
            "DELETE FROM family_time_child WHERE plan_id = $1 AND child_id = $2"
        )
        .bind(plan)
        .bind(*gone)
        .execute(c))?;
    }
    for added in input.children.difference(&stored.children) {
        insert_child(tx, plan, *added).await?;
    }
    Ok(())
}

async fn insert_place(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    plan: FamilyTimeId,
    audience: AudienceId,
    input: &FamilyTimeInput,
) -> Result<(), Error> {
    let Some(place) = &input.place else {
        return Ok(());
    };
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO family_time_place (plan_id, family_id, audience_id, place) VALUES \
            ($1, $2, $3, $4)"
    )
    .bind(plan)
    .bind(family)
    .bind(audience)
    .bind(place)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}

async fn save_place(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &EditablePlan,
    readers: &PlanReaders,
    input: &FamilyTimeInput,
) -> Result<(), Error> {
    let before = stored.of_place.as_ref().map(|place| place.id);
    if before.is_none_or(|before| before == readers.place) && stored.plan.place == input.place {
        return Ok(());
    }
    if before.is_some() {
        run_on!(tx, |c| sqlx::query(
            "DELETE FROM family_time_place WHERE plan_id = $1 AND family_id = $2"
        )
        .bind(stored.plan.id)
        .bind(family)
        .execute(c))?;
    }
    insert_place(tx, family, stored.plan.id, readers.place, input).await
}

async fn insert_change(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    plan: FamilyTimeId,
    (act, revision): (EventAct, i32),
) -> Result<Uuid, Error> {
    let (person, now, today) = (tx.actor_id()?, tx.now(), tx.today());
    let id: Uuid = tx.clock().new_id();
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO family_time_change (id, plan_id, family_id, act, revision, \
            created_by_id, created_at, since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id)
        .bind(plan)
        .bind(family)
        .bind(act)
        .bind(revision)
        .bind(person)
        .bind(now)
        .bind(today)
        .execute(c)
    })?;
    Ok(id)
}

/// Keeps what a plan was before a change.
async fn insert_version(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &EditablePlan,
    change: Uuid,
) -> Result<(), Error> {
    let plan = &stored.plan;
    // A worker who may not know the place does not learn it from the history.
    let audience = stored.narrow_place().unwrap_or(&stored.audience).id;
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO family_time_version (change_id, plan_id, family_id, audience_id, level, \
            supervisor_id, contact_id, confirm, place, often_id, transport_id, next_id) VALUES \
            ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(change)
        .bind(plan.id)
        .bind(family)
        .bind(audience)
        .bind(plan.level)
        .bind(plan.supervisor_id)
        .bind(plan.contact_id)
        .bind(&plan.confirm)
        .bind(&plan.place)
        .bind(plan.often_id)
        .bind(plan.transport_id)
        .bind(plan.next_id)
        .execute(c)
    })?;
    Ok(())
}
