//! Changing an event of a series and all later ones.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff_sqlx::ToSqlx;
use model::calendar::series::{SeriesTime, check_time, move_along};
use model::calendar::{EventAct, EventInput, EventTopic};
use model::id::{AudienceId, EventId, FamilyId, TextId};
use uuid::Uuid;

use super::readers::{DetailRow, change_readers, details_of, was_like};
use super::{SeriesEvent, load_with_later, series_events};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience;
use crate::calendar::answers::settle_moved;
use crate::calendar::changes::{move_text, save_event, set_changed_alone};
use crate::calendar::editable::{EditableEvent, workers};
use crate::calendar::history::insert_change_for;
use crate::calendar::insert::insert_detail;
use crate::calendar::needs::carry_from_earlier;
use crate::db::{run_on, unique_violation_as_race};
use crate::notifications::outbox::events::ChangedEvent;
use crate::plan::working_copy::SaveOutcome;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// Changes an event as `changes::save_event` does, and all later ones of its series like it: each
/// keeps its distance in days. Events that were canceled or changed alone stay as they are. Wishes
/// for the time that a later one has now are settled; those for the first are left to the caller.
/// `takes_first` as in `check_time`. Returns for `undo_later` the events that it changed, each with
/// its revision now: none for a change that was made before.
///
/// # Errors
/// As `changes::save_event`; `Invalid` with the code of `check_time` when a later event would be at
/// a time that the clocks skip or repeat.
pub async fn save_later(
    tx: &mut Tx,
    family: FamilyId,
    (id, revision): (EventId, i32),
    input: &EventInput,
    takes_first: bool,
) -> Result<SaveOutcome<Vec<(EventId, i32)>>, Error> {
    let (stored, mut later) = load_with_later(tx, family, id, &input.language).await?;
    // A worker who moved one event alone had a reason for that day; a change of the series must not
    // undo it.
    later.retain(|event| !event.changed_alone);
    let zone = tx.actor()?.zone.clone();
    // All times are checked before anything is written: one that does not exist refuses the whole
    // change.
    let times = new_times(&stored, &later, input, (&zone, takes_first))?;
    // The later events have the texts that it had, so that it gets new ones where they change.
    if save_event(tx, family, id, revision, input).await? == SaveOutcome::Stale {
        return Ok(SaveOutcome::Stale);
    }
    // `save_event` opened the record for itself only: its borrow of the transaction has ended.
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    set_changed_alone(tx, family, id, false).await?;
    let pattern = find_event(tx, family, id).await?.ok_or(Error::NotFound)?;
    let details = list_details(tx, family, id).await?;
    let (mut first, mut changed) = (None, Vec::new());
    // An earlier change of it alone was told then.
    if stored.event.revision == revision && pattern.revision > revision {
        first = find_change(tx, id, pattern.revision).await?;
        changed.push((id, pattern.revision));
    }
    for (event, time) in later.iter().zip(times) {
        // An event that is like the first one already gets no change, and its readers no notice.
        let same_details = details_of(&details, event.id) == details_of(&details, id);
        if event.time() == time && event.is_like(&pattern) && same_details {
            continue;
        }
        let known_to = match first {
            // Its words have other ids after a change of who is invited, too, so ids do not tell
            // who notices it.
            Some((_, known)) if event.time() == time && was_like(&stored, event, &details) => known,
            _ => change_readers(event, (&pattern, time), &details),
        };
        // A notification of the first change tells of this one only to the same people.
        let with = first.filter(|(_, known)| *known == known_to);
        let with = with.map(|(change, _)| change);
        let told = ChangedEvent {
            event: event.id,
            known_to,
        };
        let to = (&pattern, time);
        let change = copy_event(tx, family, (event, &details), to, (told, with)).await?;
        changed.push((event.id, event.revision + 1));
        copy_parts(tx, family, event, &pattern, &details).await?;
        if event.time() != time {
            settle_moved(tx, family, event.id).await?;
        }
        if event.audience_id != pattern.audience_id {
            carry_from_earlier(tx, family, event.id).await?;
        }
        first.get_or_insert((change, known_to));
    }
    let replaced = replaced_texts(&stored, &later, &details);
    retire_texts(tx, family, id, replaced).await?;
    // That it is one of the series again is in no version of it when nothing else of it changed.
    if stored.changed_alone && pattern.revision == stored.event.revision {
        changed.clear();
    }
    Ok(SaveOutcome::Saved(changed))
}

/// The times of the later events after the change.
fn new_times(
    stored: &EditableEvent,
    later: &[SeriesEvent],
    input: &EventInput,
    (zone, takes_first): (&TimeZone, bool),
) -> Result<Vec<SeriesTime>, Error> {
    let first_day = stored.event.starts.to_jiff().date();
    let mut times = Vec::new();
    for event in later {
        let time = move_along(first_day, (input.starts, input.ends), event.time().0.date());
        check_time("starts", time.0, zone, takes_first)
            .map_err(|(_, code)| Error::Invalid(code))?;
        if let Some(ends) = time.1 {
            check_time("ends", ends, zone, takes_first)
                .map_err(|(_, code)| Error::Invalid(code))?;
        }
        times.push(time);
    }
    Ok(times)
}

pub(super) async fn find_event(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: EventId,
) -> Result<Option<SeriesEvent>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        series_events!(),
        "AND v.id = $4"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_optional(c))
}

/// The details of all events of the series of `id`.
pub(super) async fn list_details(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: EventId,
) -> Result<Vec<DetailRow>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT d.event_id, d.topic, d.text_id FROM event_detail d JOIN event v ON v.id = \
            d.event_id WHERE v.family_id = $3 AND (v.id = $4 OR v.series_id = (SELECT o.series_id \
            FROM event o WHERE o.id = $4)) AND ",
        visible_to_actor!(event "v")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_all(c))
}

/// The row of the history with which the actor gave an event this revision, and who learns of it.
pub(super) async fn find_change(
    tx: &mut OpenRecord<'_>,
    event: EventId,
    revision: i32,
) -> Result<Option<(Uuid, Option<AudienceId>)>, Error> {
    let person = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query_as(
        "SELECT id, audience_id FROM event_change WHERE event_id = $1 AND revision = $2 AND \
            created_by_id = $3"
    )
    .bind(event)
    .bind(revision)
    .bind(person)
    .fetch_optional(c))
}

/// Writes the row of a later event, and what it was before. `details` are those that it has.
/// Returns the row of its history.
pub(super) async fn copy_event(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    (event, details): (&SeriesEvent, &[DetailRow]),
    (pattern, time): (&SeriesEvent, SeriesTime),
    (changed, with): (ChangedEvent, Option<Uuid>),
) -> Result<Uuid, Error> {
    let (starts, ends) = (time.0.to_sqlx(), time.1.map(|ends| ends.to_sqlx()));
    let touched = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE event SET audience_id = $4, kind = $5, own_kind = $6, starts = $7, ends = $8, \
            place = $9, about_id = $10, remote_link = $11, changed_alone = $12, revision = \
            revision + 1 WHERE family_id = $1 AND id = $2 AND revision = $3",
        )
        .bind(family)
        .bind(event.id)
        .bind(event.revision)
        .bind(pattern.audience_id)
        .bind(pattern.kind)
        .bind(&pattern.own_kind)
        .bind(starts)
        .bind(ends)
        .bind(&pattern.place)
        .bind(pattern.about_id)
        .bind(&pattern.remote_link)
        .bind(pattern.changed_alone)
        .execute(c)
    })?;
    // Another worker has changed this event; the caller repeats the whole series on what is stored
    // then.
    if touched == 0 {
        return Err(Error::Raced);
    }
    let act = if event.time() == time {
        EventAct::Change
    } else {
        EventAct::Move
    };
    let change = (act, event.revision + 1);
    let change = insert_change_for(tx, family, changed, change, None, with).await?;
    insert_version(tx, family, event, details, change).await?;
    Ok(change)
}

/// As `history::insert_version`, whose event is one that the form shows.
async fn insert_version(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: &SeriesEvent,
    details: &[DetailRow],
    change: Uuid,
) -> Result<(), Error> {
    let text = |topic: EventTopic| {
        let is_it = |one: &&DetailRow| (one.0, one.1) == (event.id, topic);
        details.iter().find(is_it).map(|(.., text)| *text)
    };
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO event_version (change_id, event_id, family_id, audience_id, kind, \
            starts, ends, place, about_id, remote_link, event_audience_id, own_kind, \
            changed_alone, bring_id, way_id, after_id, court_id, join_id) VALUES ($1, $2, $3, $4, \
            $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        )
        .bind(change)
        .bind(event.id)
        .bind(family)
        .bind(event.place_audience_id.unwrap_or(event.audience_id))
        .bind(event.kind)
        .bind(event.starts)
        .bind(event.ends)
        .bind(event.place.as_ref().or(event.withheld_place.as_ref()))
        .bind(event.about_id)
        .bind(&event.remote_link)
        .bind(event.audience_id)
        .bind(&event.own_kind)
        .bind(event.changed_alone)
        .bind(text(EventTopic::Bring))
        .bind(text(EventTopic::Way))
        .bind(text(EventTopic::After))
        .bind(text(EventTopic::Court))
        .bind(text(EventTopic::Join))
        .execute(c)
    })?;
    Ok(())
}

/// Writes the withheld place and the details of a later event.
pub(super) async fn copy_parts(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: &SeriesEvent,
    pattern: &SeriesEvent,
    details: &[DetailRow],
) -> Result<(), Error> {
    // Deleted and inserted: which of the events have a withheld place can differ before and after.
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM event_place WHERE event_id = $1 AND family_id = $2"
    )
    .bind(event.id)
    .bind(family)
    .execute(c))?;
    if let Some((audience, place)) = pattern
        .place_audience_id
        .zip(pattern.withheld_place.as_ref())
    {
        let inserted = run_on!(tx, |c| sqlx::query(
            "INSERT INTO event_place (event_id, family_id, audience_id, place) VALUES \
                ($1, $2, $3, $4)"
        )
        .bind(event.id)
        .bind(family)
        .bind(audience)
        .bind(place)
        .execute(c));
        unique_violation_as_race(inserted)?;
    }
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM event_detail WHERE event_id = $1"
    )
    .bind(event.id)
    .execute(c))?;
    for (_, topic, text) in details.iter().filter(|(of, ..)| *of == pattern.id) {
        insert_detail(tx, event.id, *topic, *text).await?;
    }
    Ok(())
}

/// The texts that the events had before the change.
fn replaced_texts(
    stored: &EditableEvent,
    later: &[SeriesEvent],
    details: &[DetailRow],
) -> BTreeSet<TextId> {
    let of_event = stored.details.iter().map(|one| one.words.text_id);
    let of_later = later.iter().map(|event| event.about_id);
    let of_details = details
        .iter()
        .filter(|(of, ..)| later.iter().any(|event| event.id == *of))
        .map(|(.., text)| *text);
    std::iter::once(stored.event.about.text_id)
        .chain(of_event)
        .chain(of_later)
        .chain(of_details)
        .collect()
}

/// Leaves those of `texts` that no event has any more to the workers alone, like other words that
/// are replaced.
pub(super) async fn retire_texts(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    texts: BTreeSet<TextId>,
) -> Result<(), Error> {
    let readers = audience::find_or_add(tx, family, workers()).await?;
    for text in texts {
        // An event that was canceled or changed alone can still have the text.
        let in_use: Option<(TextId,)> = run_on!(tx, |c| sqlx::query_as(
            "SELECT about_id FROM event WHERE about_id = $1 UNION ALL SELECT text_id FROM \
                event_detail WHERE text_id = $1 LIMIT 1"
        )
        .bind(text)
        .fetch_optional(c))?;
        if in_use.is_none() {
            move_text(tx, family, text, Some(event), readers).await?;
        }
    }
    Ok(())
}
