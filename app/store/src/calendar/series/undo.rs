//! Taking back a change of an event and all later ones of its series. Each gets its own time,
//! words, place and readers back from its history.

use std::collections::{BTreeMap, BTreeSet};

use model::calendar::{EventKind, EventTopic};
use model::id::{AudienceId, EventId, FamilyId, TextId};
use uuid::Uuid;

use super::readers::{DetailRow, details_of, undo_readers};
use super::save::{copy_event, copy_parts, list_details, retire_texts};
use super::{SeriesEvent, series_events};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::calendar::answers::settle_moved;
use crate::calendar::changes::move_text;
use crate::calendar::editable::require_worker;
use crate::calendar::needs::carry_from_earlier;
use crate::db::run_on;
use crate::notifications::outbox::events::ChangedEvent;
use crate::plan::working_copy::SaveOutcome;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// What a change is taken back from.
struct UndoneChange {
    /// The events as they are, each with what it was.
    events: Vec<(SeriesEvent, SeriesEvent)>,
    /// Who learned of the change of each of them; `None`: everyone who saw it.
    knew: Vec<Option<AudienceId>>,
    /// The details of the whole series as they are.
    details: Vec<DetailRow>,
    /// Those that `events` had.
    earlier_details: Vec<DetailRow>,
}

/// Takes back a change that the actor made. `changed` are the events that it changed, as
/// `save_later` returns them. `Stale` when one of them, or the words that it had, was changed again
/// since, and then nothing is taken back. Idempotent.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, without an event, for one that they may not see,
/// and for events that are not all of one series; `Raced` when a concurrent request changed one of
/// them.
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
    let mut change = UndoneChange {
        events: Vec::new(),
        knew: Vec::new(),
        details: list_details(tx, family, first).await?,
        earlier_details: Vec::new(),
    };
    for (event, revision) in events {
        let of_change = |row: &&VersionRow| (row.event_id, row.revision) == (event.id, revision);
        let row = versions.iter().find(of_change);
        let Some((row, before)) = row.and_then(|row| Some((row, row.event_before(&event)?))) else {
            return Ok(SaveOutcome::Stale);
        };
        let details = row.details();
        let same_details = details_of(&change.details, event.id) == details_of(&details, event.id);
        let is_like = event.is_like(&before) && event.changed_alone == before.changed_alone;
        // The button is pressed twice.
        if event.time() == before.time() && is_like && same_details {
            continue;
        }
        if event.revision != revision {
            return Ok(SaveOutcome::Stale);
        }
        change.events.push((event, before));
        change.knew.push(row.known_to);
        change.earlier_details.extend(details);
    }
    if change.events.is_empty() {
        return Ok(SaveOutcome::Saved(()));
    }
    let hidden = change.hidden_texts();
    for (text, shown) in &hidden {
        if !can_be_shown(tx, family, *text, *shown).await? {
            return Ok(SaveOutcome::Stale);
        }
    }
    // Words that are replaced stay for the workers alone, so the earlier ones get their readers
    // back.
    for (text, (event, readers)) in hidden {
        move_text(tx, family, text, Some(event), readers).await?;
    }
    put_back(tx, family, &change).await?;
    retire_texts(tx, family, first, change.texts()).await?;
    Ok(SaveOutcome::Saved(()))
}

impl UndoneChange {
    /// The texts that the events had and that have other readers now, each with an event and the
    /// readers to give it.
    fn hidden_texts(&self) -> BTreeMap<TextId, (EventId, AudienceId)> {
        let mut found = BTreeMap::new();
        for (event, before) in &self.events {
            let shown = texts_of(event, &self.details);
            for (text, readers) in texts_of(before, &self.earlier_details) {
                if !shown.contains(&(text, readers)) {
                    found.entry(text).or_insert((event.id, readers));
                }
            }
        }
        found
    }

    /// The texts that the events have.
    fn texts(&self) -> BTreeSet<TextId> {
        let of_events = self.events.iter();
        of_events
            .flat_map(|(event, _)| texts_of(event, &self.details))
            .map(|(text, _)| text)
            .collect()
    }
}

/// The texts of an event, each with its readers.
fn texts_of(event: &SeriesEvent, details: &[DetailRow]) -> Vec<(TextId, AudienceId)> {
    let of_event = details.iter().filter(|(of, ..)| *of == event.id);
    of_event
        .map(|(_, topic, text)| (*text, event.readers_of(*topic)))
        .chain([(event.about_id, event.audience_id)])
        .collect()
}

/// Whether a text has these readers, or can get them because no other event has it.
async fn can_be_shown(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    text: TextId,
    (event, readers): (EventId, AudienceId),
) -> Result<bool, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let found: Option<(TextId,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT t.id FROM text t WHERE t.family_id = $3 AND t.id = $4 AND (t.audience_id = $5 OR \
            (NOT EXISTS (SELECT 1 FROM event o WHERE o.about_id = t.id AND o.id <> $6) AND NOT \
            EXISTS (SELECT 1 FROM event_detail o WHERE o.text_id = t.id AND o.event_id <> $6))) \
            AND ",
            visible_to_actor!(text "t")
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(text)
        .bind(readers)
        .bind(event)
        .fetch_optional(c)
    })?;
    Ok(found.is_some())
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
    // The ids come from a form, which may name any event. Each is taken out, so that a second one
    // of the same id is missing too.
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
    /// Who learned of the change.
    known_to: Option<AudienceId>,
    audience_id: AudienceId,
    event_audience_id: Option<AudienceId>,
    kind: EventKind,
    own_kind: Option<String>,
    starts: jiff_sqlx::DateTime,
    ends: Option<jiff_sqlx::DateTime>,
    place: Option<String>,
    about_id: TextId,
    remote_link: Option<String>,
    changed_alone: bool,
    bring_id: Option<TextId>,
    way_id: Option<TextId>,
    after_id: Option<TextId>,
    court_id: Option<TextId>,
    join_id: Option<TextId>,
}

/// What the events of the series of `id` were before each change that the actor made.
async fn list_versions(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: EventId,
) -> Result<Vec<VersionRow>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT earlier.event_id, g.revision, g.audience_id AS known_to, earlier.audience_id, \
            earlier.event_audience_id, earlier.kind, earlier.own_kind, earlier.starts, \
            earlier.ends, earlier.place, earlier.about_id, earlier.remote_link, \
            earlier.changed_alone, earlier.bring_id, earlier.way_id, earlier.after_id, earlier.court_id, earlier.join_id FROM event_version \
            earlier JOIN event_change g ON g.id = earlier.change_id JOIN event v ON v.id = earlier.event_id WHERE \
            earlier.family_id = $3 AND (v.id = $4 OR v.series_id = (SELECT o.series_id FROM event o \
            WHERE o.id = $4)) AND g.created_by_id = $1 AND ",
        visible_to_actor!(event_version "earlier")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_all(c)
    })
}

impl VersionRow {
    /// `event` as it was then. `None` for a row of an earlier version of the portal, which does not
    /// hold who read the event: its words and place would then be shown to the wrong people.
    fn event_before(&self, event: &SeriesEvent) -> Option<SeriesEvent> {
        let audience_id = self.event_audience_id?;
        let of_place = (self.audience_id != audience_id).then_some(self.audience_id);
        let (place, withheld_place) = if of_place.is_some() {
            (None, self.place.clone())
        } else {
            (self.place.clone(), None)
        };
        Some(SeriesEvent {
            starts: self.starts,
            ends: self.ends,
            audience_id,
            kind: self.kind,
            own_kind: self.own_kind.clone(),
            place,
            about_id: self.about_id,
            remote_link: self.remote_link.clone(),
            place_audience_id: of_place,
            withheld_place,
            changed_alone: self.changed_alone,
            ..event.clone()
        })
    }

    fn details(&self) -> Vec<DetailRow> {
        let texts = [
            (EventTopic::Bring, self.bring_id),
            (EventTopic::Way, self.way_id),
            (EventTopic::After, self.after_id),
            (EventTopic::Court, self.court_id),
            (EventTopic::Join, self.join_id),
        ];
        let of_event = texts.into_iter();
        of_event
            .filter_map(|(topic, text)| Some((self.event_id, topic, text?)))
            .collect()
    }
}

async fn put_back(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    change: &UndoneChange,
) -> Result<(), Error> {
    // The first change for each group of readers. A notification of it tells of the others only to
    // those who see them, too, and the events of a series had not always the same people.
    let mut told: BTreeMap<(AudienceId, Option<AudienceId>), Uuid> = BTreeMap::new();
    for ((event, before), knew) in change.events.iter().zip(&change.knew) {
        let time = before.time();
        let known_to = undo_readers(tx, family, (event, before), *knew).await?;
        let readers = (before.audience_id, known_to);
        let with = told.get(&readers).copied();
        let changed = ChangedEvent {
            event: event.id,
            known_to,
        };
        let from = (event, change.details.as_slice());
        let row = copy_event(tx, family, from, (before, time), (changed, with)).await?;
        copy_parts(tx, family, event, before, &change.earlier_details).await?;
        if event.time() != time {
            settle_moved(tx, family, event.id).await?;
        }
        // For people who are invited again.
        if event.audience_id != before.audience_id {
            carry_from_earlier(tx, family, event.id).await?;
        }
        told.entry(readers).or_insert(row);
    }
    Ok(())
}
