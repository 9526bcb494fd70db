//! Events that repeat. Each is an event of its own, with its own answers and history; a worker
//! changes or cancels one of them, or it and all later ones. One that was changed alone stays as it
//! is when all later ones are changed. They share their texts, so that a text is translated once.

mod later;
mod readers;
mod save;
mod undo;

use jiff::civil::DateTime;
use model::calendar::series::SeriesTime;
use model::calendar::{EventAct, EventInput, EventKind, EventTopic};
use model::id::{AudienceId, EventId, FamilyId, FormId, TextId};
use uuid::Uuid;

pub use self::later::{LaterChange, read_later_change, restore_later};
pub use self::save::save_later;
pub use self::undo::undo_later;
use super::changes::{find_readers, ids};
use super::editable::{EditableEvent, invitable, load_editable, require_worker};
use super::history::{cancel_event, insert_change_for};
use super::insert::{EventTexts, NewEvent};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::db::run_on;
use crate::notifications::outbox::events::ChangedEvent;
use crate::team::load_members;
use crate::{Error, Tx};

/// Adds an event at each of these times, of which the first is that of `input`. Idempotent:
/// resubmitting the same form changes nothing. Returns the first event.
///
/// # Errors
/// As `changes::add_event`.
pub async fn add_series(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    input: &EventInput,
    times: &[SeriesTime],
) -> Result<EventId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let id = EventId(form.0);
    if let Some(known) = load_editable(tx, family, id, &input.language).await? {
        // All times are compared: a worker who went back and chose every two weeks must not read
        // that the change is saved.
        let is_same =
            known.is_unchanged(input) && series_starts(tx, family, id).await? == starts(times);
        return is_same.then_some(id).ok_or(Error::Conflict);
    }
    let listed = ids(invitable(load_members(tx, family).await?).iter());
    let readers = find_readers(tx, family, &listed, None, input).await?;
    let texts = EventTexts::insert(tx, family, &readers, input).await?;
    let mut first = None;
    for (index, time) in times.iter().enumerate() {
        // A series has the id of its first event, which is that of the form.
        let new = NewEvent {
            id: if index == 0 { id } else { tx.clock().new_id() },
            series: Some(id),
            time: *time,
        };
        new.insert(tx, family, &readers, &texts, input).await?;
        let added = (EventAct::Add, 0);
        let changed = ChangedEvent {
            event: new.id,
            known_to: None,
        };
        // People are told of the series once, with the change of its first event.
        let added = insert_change_for(tx, family, changed, added, None, first).await?;
        first.get_or_insert(added);
    }
    Ok(id)
}

fn starts(times: &[SeriesTime]) -> Vec<DateTime> {
    times.iter().map(|(starts, _)| *starts).collect()
}

/// When the events of a series start, the earliest first.
async fn series_starts(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    series: EventId,
) -> Result<Vec<DateTime>, Error> {
    let rows: Vec<(jiff_sqlx::DateTime,)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT starts FROM event WHERE family_id = $1 AND series_id = $2 AND NOT cancelled ORDER \
            BY starts"
    )
    .bind(family)
    .bind(series)
    .fetch_all(c)
    })?;
    Ok(rows.into_iter().map(|(at,)| at.to_jiff()).collect())
}

/// An event of a series, with everything that a change of all later ones replaces.
#[derive(Debug, Clone, sqlx::FromRow)]
struct SeriesEvent {
    id: EventId,
    revision: i32,
    starts: jiff_sqlx::DateTime,
    ends: Option<jiff_sqlx::DateTime>,
    audience_id: AudienceId,
    kind: EventKind,
    own_kind: Option<String>,
    place: Option<String>,
    about_id: TextId,
    remote_link: Option<String>,
    place_audience_id: Option<AudienceId>,
    withheld_place: Option<String>,
    changed_alone: bool,
}

/// The start of a SELECT of `SeriesEvent`, up to a condition that begins with `AND`. `$1` is the
/// actor, `$2` their day and `$3` the family.
macro_rules! series_events {
    () => {
        concat!(
            "SELECT v.id, v.revision, v.starts, v.ends, v.audience_id, v.kind, v.own_kind, v.place, \
                v.about_id, v.remote_link, v.changed_alone, w.audience_id AS place_audience_id, \
                w.place AS withheld_place FROM event v LEFT JOIN event_place w ON w.event_id = v.id AND ",
            $crate::visibility::visible_to_actor!(event_place "w"),
            " WHERE v.family_id = $3 AND ",
            $crate::visibility::visible_to_actor!(event "v"),
            " "
        )
    };
}

use series_events;

impl SeriesEvent {
    fn time(&self) -> SeriesTime {
        let ends = self.ends.as_ref().map(|ends| ends.to_jiff());
        (self.starts.to_jiff(), ends)
    }

    /// Who reads its text about a topic.
    fn readers_of(&self, topic: EventTopic) -> AudienceId {
        let of_place = self.place_audience_id.filter(|_| topic.tells_place());
        of_place.unwrap_or(self.audience_id)
    }

    /// Whether it differs from `other` in its time and its details only.
    fn is_like(&self, other: &Self) -> bool {
        // The events of a series share their texts, so ids tell whether the words are the same.
        let parts = |one: &Self| {
            (
                (one.audience_id, one.kind, one.own_kind.clone()),
                (one.place.clone(), one.about_id, one.remote_link.clone()),
                (one.place_audience_id, one.withheld_place.clone()),
            )
        };
        parts(self) == parts(other)
    }
}

/// An event, and the later ones of its series that take place, the earliest first.
async fn load_with_later(
    tx: &mut Tx,
    family: FamilyId,
    id: EventId,
    language: &str,
) -> Result<(EditableEvent, Vec<SeriesEvent>), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let stored = load_editable(tx, family, id, language)
        .await?
        .ok_or(Error::NotFound)?;
    let (person, today) = (tx.actor_id()?, tx.today());
    // A canceled event is not changed with the others; it has to be put back on first.
    let later: Vec<SeriesEvent> = run_on!(tx, |c| sqlx::query_as(concat!(
        series_events!(),
        "AND v.series_id = (SELECT o.series_id FROM event o WHERE o.id = $4) AND v.starts > $5 \
            AND NOT v.cancelled ORDER BY v.starts, v.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .bind(stored.event.starts)
    .fetch_all(c))?;
    Ok((stored, later))
}

/// Cancels an event as `history::cancel_event` does, and all later ones of its series, also those
/// that were changed alone. Idempotent. Returns the later ones that it canceled.
///
/// # Errors
/// As `history::cancel_event`.
pub async fn cancel_later(
    tx: &mut Tx,
    family: FamilyId,
    id: EventId,
    reason: Option<&str>,
    language: &str,
) -> Result<Vec<EventId>, Error> {
    let (stored, later) = load_with_later(tx, family, id, language).await?;
    cancel_event(tx, family, id, reason, language).await?;
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    let person = tx.actor_id()?;
    // The reason of another worker is theirs.
    let first: Option<(Uuid, Option<TextId>)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT id, text_id FROM event_change WHERE event_id = $1 AND act = 'cancel' AND \
            created_by_id = $2 ORDER BY revision DESC LIMIT 1"
    )
    .bind(id)
    .bind(person)
    .fetch_optional(c))?;
    let (with, text) = first.map_or((None, None), |(with, text)| (Some(with), text));
    for event in &later {
        // A notification of the first one tells of this one only to those who see both. One that
        // was canceled before was told then.
        let is_told = !stored.event.cancelled && event.audience_id == stored.audience.id;
        let with = with.filter(|_| is_told);
        let touched = run_on!(tx, |c| sqlx::query(
            "UPDATE event SET cancelled = $4, revision = revision + 1 WHERE family_id = $1 AND \
                id = $2 AND revision = $3"
        )
        .bind(family)
        .bind(event.id)
        .bind(event.revision)
        .bind(true)
        .execute(c))?;
        if touched == 0 {
            return Err(Error::Raced);
        }
        let act = (EventAct::Cancel, event.revision + 1);
        let changed = ChangedEvent {
            event: event.id,
            known_to: None,
        };
        insert_change_for(tx, family, changed, act, text, with).await?;
    }
    Ok(later.iter().map(|event| event.id).collect())
}
