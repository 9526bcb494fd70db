//! What a change of a plan changes in its visits that are still to come: who sees them, and where
//! they are. Otherwise a family would read two places for one visit, and someone who was taken off
//! the plan would go on seeing its visits.

use std::collections::BTreeSet;

use model::calendar::{EventInput, is_upcoming};
use model::family_time::FamilyTimeInput;
use model::id::{FamilyId, PersonId};

use super::list_visits;
use super::plans::EditablePlan;
use crate::Error;
use crate::access::OpenRecord;
use crate::calendar::changes;
use crate::calendar::editable::{EditableEvent, load_editable};
use crate::events::upcoming_bounds;
use crate::plan::working_copy::SaveOutcome;

/// Changes the planned visits as `input` changes the plan `stored`.
///
/// # Errors
/// `Raced` when a concurrent request changed one of them. Also when the database fails.
pub(super) async fn change_planned_visits(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &EditablePlan,
    input: &FamilyTimeInput,
) -> Result<(), Error> {
    let before = (&stored.plan.place, &stored.people, &stored.hidden);
    // Only these are copied into each visit.
    if before == (&input.place, &input.people, &input.hidden) {
        return Ok(());
    }
    let (_, now) = upcoming_bounds(tx)?;
    let now = now.to_jiff();
    for visit in list_visits(tx, family).await? {
        let ends = visit.ends.as_ref().map(|ends| ends.to_jiff());
        let is_coming = is_upcoming(now, visit.starts.to_jiff(), ends);
        // A visit that is over stays where it was, and `save_event` refuses a canceled one.
        if visit.plan_id != stored.plan.id || visit.cancelled || !is_coming {
            continue;
        }
        let event = load_editable(tx, family, visit.event_id, &input.language).await?;
        let Some(event) = event else {
            continue;
        };
        let changed = changed_visit(&event, stored, input);
        let saved = changes::save_event(tx, family, visit.event_id, visit.revision, &changed);
        // Another request has changed the visit since it was read. The retry reads it again.
        if saved.await? == SaveOutcome::Stale {
            return Err(Error::Raced);
        }
        // It was changed together with the other visits of the plan.
        changes::set_changed_alone(tx, family, visit.event_id, event.changed_alone).await?;
    }
    Ok(())
}

/// The visit with the changes of the plan. One that was moved to another place stays there.
fn changed_visit(
    visit: &EditableEvent,
    stored: &EditablePlan,
    input: &FamilyTimeInput,
) -> EventInput {
    let event = &visit.event;
    let is_at_place = event.place == stored.plan.place;
    let place = if is_at_place {
        input.place.clone()
    } else {
        event.place.clone()
    };
    let people = with_changes(&visit.people, &stored.people, &input.people);
    let mut hidden = with_changes(&visit.hidden, &stored.hidden, &input.hidden);
    if !is_at_place {
        // Another place is shown to no one because that of the plan is.
        hidden.extend(&visit.hidden);
    }
    hidden.retain(|person| place.is_some() && people.contains(person));
    EventInput {
        kind: event.kind,
        own_kind: event.own_kind.clone(),
        starts: event.starts.to_jiff(),
        ends: event.ends.as_ref().map(|ends| ends.to_jiff()),
        about: event.about.body.clone(),
        place,
        remote_link: event.remote_link.clone(),
        details: visit
            .details
            .iter()
            .map(|one| (one.topic, one.words.body.clone()))
            .collect(),
        people,
        hidden,
        language: event.about.language.clone(),
    }
}

/// These people without those who were removed, and with those who were added.
fn with_changes(
    of_visit: &BTreeSet<PersonId>,
    before: &BTreeSet<PersonId>,
    after: &BTreeSet<PersonId>,
) -> BTreeSet<PersonId> {
    // Only the difference is applied: a person who was added to this visit alone stays invited.
    let stays = |person: &&PersonId| after.contains(*person) || !before.contains(*person);
    of_visit
        .iter()
        .filter(stays)
        .chain(after.difference(before))
        .copied()
        .collect()
}
