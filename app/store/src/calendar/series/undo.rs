//! Taking back a change of an event and all later ones of its series. Each gets its own time and words
//! back from its history.

use std::collections::{BTreeMap, BTreeSet};

use model::calendar::series::move_along;
use model::calendar::{EventInput, EventKind, EventTopic};
use model::id::{AudienceId, EventId, FamilyId, TextId};
use uuid::Uuid;

use super::save::{
    change_readers, copy_event, copy_parts, details_of, find_event, list_details, retire_texts,
};
use super::{SeriesEvent, series_events};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::calendar::answers::settle_moved;
use crate::calendar::changes::move_text;
use crate::calendar::editable::{EditableEvent, require_worker};
use crate::db::run_on;
use crate::notifications::outbox::events::ChangedEvent;
use crate::plan::working_copy::SaveOutcome;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The events that a change will have changed, each with the revision that it will have then; none
/// when the history does not hold all that the change replaces: who is invited, who may not know the
/// place, what to bring and a kind of the agency's own. Then it cannot be taken back.
///
/// # Errors
/// `NotFound` for an event that the actor may not see. Also when the database fails.
pub(super) async fn find_undoable(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &EditableEvent,
    later: &[SeriesEvent],
    input: &EventInput,
) -> Result<Vec<(EventId, i32)>, Error> {
    let topics = [EventTopic::Bring, EventTopic::Way, EventTopic::After];
    let keeps_rest = stored.event.own_kind == input.own_kind
        && stored.people == input.people
        && stored.hidden == input.hidden
        && topics
            .iter()
            .all(|topic| stored.detail(*topic) == input.detail(*topic));
    // The change would make it one of the series again, which the history does not hold either.
    if !keeps_rest || stored.changed_alone || stored.is_unchanged(input) {
        return Ok(Vec::new());
    }
    let id = stored.event.id;
    let pattern = find_event(tx, family, id).await?.ok_or(Error::NotFound)?;
    let details = list_details(tx, family, id).await?;
    let first_day = pattern.time().0.date();
    let (starts, ends) = pattern.time();
    let is_reworded = !stored.is_unchanged(&EventInput {
        starts,
        ends,
        ..input.clone()
    });
    let mut found = vec![(id, stored.event.revision + 1)];
    for event in later.iter().filter(|event| !event.changed_alone) {
        let same_details = details_of(&details, event.id) == details_of(&details, id);
        if !same_details || !event.is_like(&pattern) {
            return Ok(Vec::new());
        }
        let time = move_along(first_day, (input.starts, input.ends), event.time().0.date());
        if is_reworded || time != event.time() {
            found.push((event.id, event.revision + 1));
        }
    }
    Ok(found)
}

/// Takes back a change that the actor made. `changed` are the events that it changed, as
/// `LaterChange::undo` has them. `Stale` when one of them was changed again since, and then nothing is
/// taken back. Idempotent.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, without an event, for one that they may not see, and
/// for events that are not all of one series; `Raced` when a concurrent request changed one of them.
pub async fn undo_later(
    tx: &mut Tx,
    family: FamilyId,
    changed: &[(EventId, i32)],
) -> Result<SaveOutcome<()>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let (first, _) = *changed.first().ok_or(Error::NotFound)?;
    let events = load_changed(tx, family, first, changed).await?;
    let versions = list_versions(tx, family, first).await?;
    let mut pairs = Vec::new();
    for (event, revision) in events {
        let Some(before) = version_before(&versions, &event, revision) else {
            return Ok(SaveOutcome::Stale);
        };
        // The button is pressed twice.
        if event.time() == before.time() && event.is_like(&before) {
            continue;
        }
        if event.revision != revision {
            return Ok(SaveOutcome::Stale);
        }
        pairs.push((event, before));
    }
    if let Some((first, _)) = pairs.first() {
        let first = first.id;
        let details = list_details(tx, family, first).await?;
        show_words_again(tx, family, &pairs).await?;
        put_back(tx, family, &pairs, &details).await?;
        let replaced = pairs.iter().map(|(event, _)| event.about_id).collect();
        retire_texts(tx, family, first, replaced).await?;
    }
    Ok(SaveOutcome::Saved(()))
}

/// The events of `changed`, each with its revision there. `first` is one of them.
///
/// # Errors
/// `NotFound` when one of them is not of the series of `first`, or named twice.
async fn load_changed(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    first: EventId,
    changed: &[(EventId, i32)],
) -> Result<Vec<(SeriesEvent, i32)>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let events: Vec<SeriesEvent> = run_on!(tx, |c| sqlx::query_as(concat!(
        series_events!(),
        "AND (v.id = $4 OR v.series_id = (SELECT o.series_id FROM event o WHERE o.id = $4))"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(first)
    .fetch_all(c))?;
    let mut series: BTreeMap<EventId, SeriesEvent> =
        events.into_iter().map(|event| (event.id, event)).collect();
    // The ids come from a form, which may name any event. Each is taken out, so that a second one of
    // the same id is missing too.
    changed
        .iter()
        .map(|(id, revision)| Some((series.remove(id)?, *revision)))
        .collect::<Option<_>>()
        .ok_or(Error::NotFound)
}

/// What an event was before the actor's change to `revision`.
#[derive(sqlx::FromRow)]
struct VersionRow {
    event_id: EventId,
    revision: i32,
    audience_id: AudienceId,
    kind: EventKind,
    starts: jiff_sqlx::DateTime,
    ends: Option<jiff_sqlx::DateTime>,
    place: Option<String>,
    about_id: TextId,
    remote_link: Option<String>,
}

/// What the events of the series of `id` were before each change that the actor made.
async fn list_versions(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: EventId,
) -> Result<Vec<VersionRow>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT earlier.event_id, g.revision, earlier.audience_id, earlier.kind, earlier.starts, \
            earlier.ends, earlier.place, earlier.about_id, earlier.remote_link FROM event_version \
            earlier JOIN event_change g ON g.id = earlier.change_id JOIN event v ON v.id = \
            earlier.event_id WHERE earlier.family_id = $3 AND (v.id = $4 OR v.series_id = (SELECT \
            o.series_id FROM event o WHERE o.id = $4)) AND g.created_by_id = $1 AND ",
        visible_to_actor!(event_version "earlier")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_all(c))
}

/// The event as it was before the actor's change to this revision. `None` without such a change, and
/// after one of who reads the event or its place: the place would then be shown to the wrong people.
fn version_before(
    versions: &[VersionRow],
    event: &SeriesEvent,
    revision: i32,
) -> Option<SeriesEvent> {
    let of_place = event.place_audience_id;
    let row = versions
        .iter()
        .find(|row| (row.event_id, row.revision) == (event.id, revision))
        .filter(|row| row.audience_id == of_place.unwrap_or(event.audience_id))?;
    let (place, withheld_place) = match of_place {
        Some(_) => (None, row.place.clone()),
        None => (row.place.clone(), None),
    };
    Some(SeriesEvent {
        kind: row.kind,
        starts: row.starts,
        ends: row.ends,
        place,
        withheld_place,
        about_id: row.about_id,
        remote_link: row.remote_link.clone(),
        ..event.clone()
    })
}

/// Gives the earlier words to the readers of the events again: words that are replaced stay for the
/// workers alone.
async fn show_words_again(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    pairs: &[(SeriesEvent, SeriesEvent)],
) -> Result<(), Error> {
    let mut moved = BTreeSet::new();
    for (event, before) in pairs {
        if before.about_id != event.about_id && moved.insert(before.about_id) {
            let audience = event.audience_id;
            move_text(tx, family, before.about_id, Some(event.id), audience).await?;
        }
    }
    Ok(())
}

async fn put_back(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    pairs: &[(SeriesEvent, SeriesEvent)],
    details: &[(EventId, EventTopic, TextId)],
) -> Result<(), Error> {
    let mut first: Option<(Uuid, Option<AudienceId>)> = None;
    for (event, before) in pairs {
        let time = before.time();
        let known_to = change_readers(event, (before, time), details);
        // As in `save_later`: people are told once of what was changed together.
        let with = first.filter(|(_, known)| *known == known_to);
        let with = with.map(|(change, _)| change);
        let changed = ChangedEvent {
            event: event.id,
            known_to,
        };
        let change = copy_event(tx, family, event, (before, time), (changed, with)).await?;
        copy_parts(tx, family, event, before, details).await?;
        if event.time() != time {
            settle_moved(tx, family, event.id).await?;
        }
        first.get_or_insert((change, known_to));
    }
    Ok(())
}
