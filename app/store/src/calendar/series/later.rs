//! What a change of an event and all later ones of its series would do, and putting back on those
//! that were canceled together.

use jiff::civil::Date;
use model::calendar::series::{SeriesTime, move_along};
use model::calendar::{EventAct, EventInput};
use model::id::{AudienceId, EventId, FamilyId};
use uuid::Uuid;

use super::save::{find_change, find_event};
use super::{SeriesEvent, load_with_later, series_events};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::calendar::editable::require_worker;
use crate::calendar::history::{insert_change_for, restore_event};
use crate::calendar::needs::carry_from_earlier;
use crate::db::run_on;
use crate::notifications::outbox::events::ChangedEvent;
use crate::{Error, Tx};

/// What `save_later` would do with the same input.
#[derive(Debug, Clone, Default)]
pub struct LaterChange {
    /// The new times of the events that are moved, the earliest first; with that of the first one.
    pub moved: Vec<SeriesTime>,
    /// The days of the later events that are changed, as they will be.
    pub changed: Vec<Date>,
    /// The days of the later events that were changed alone and stay as they are.
    pub kept: Vec<Date>,
}

/// Reads what a change of an event and all later ones of its series would do.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for an event that they may not see. Also
/// when the database fails.
pub async fn read_later_change(
    tx: &mut Tx,
    family: FamilyId,
    id: EventId,
    input: &EventInput,
) -> Result<LaterChange, Error> {
    let (stored, later) = load_with_later(tx, family, id, &input.language).await?;
    let mut found = LaterChange::default();
    let time = (input.starts, input.ends);
    if stored.is_moved(input) {
        found.moved.push(time);
    }
    let first_day = stored.event.starts.to_jiff().date();
    for event in &later {
        let day = event.time().0.date();
        if event.changed_alone {
            found.kept.push(day);
            continue;
        }
        let new = move_along(first_day, time, day);
        found.changed.push(new.0.date());
        if new != event.time() {
            found.moved.push(new);
        }
    }
    Ok(found)
}

/// Lets an event take place after all as `history::restore_event` does, and with it those of `also`
/// that are canceled events of its series. Idempotent.
///
/// # Errors
/// As `history::restore_event`.
pub async fn restore_later(
    tx: &mut Tx,
    family: FamilyId,
    id: EventId,
    also: &[EventId],
    language: &str,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    // Read before the first one is put back, which would be missing otherwise.
    let cancelled = load_cancelled(tx, family, id).await?;
    restore_event(tx, family, id, language).await?;
    let restored = find_event(tx, family, id).await?.ok_or(Error::NotFound)?;
    // A notification of the first one tells of the others only to those who see both, and only if
    // it was not back on before.
    let mut first: Option<(Uuid, AudienceId)> = None;
    if cancelled.iter().any(|event| event.id == id) {
        let change = find_change(tx, id, restored.revision).await?;
        first = change.map(|(change, _)| (change, restored.audience_id));
    }
    // Only those that the form names: others may have been canceled before, for reasons of their
    // own.
    let is_meant = |event: &&SeriesEvent| event.id != id && also.contains(&event.id);
    for event in cancelled.iter().filter(is_meant) {
        let with = first.filter(|(_, audience)| *audience == event.audience_id);
        let with = with.map(|(change, _)| change);
        let change = restore_one(tx, family, event, with).await?;
        first.get_or_insert((change, event.audience_id));
        carry_from_earlier(tx, family, event.id).await?;
    }
    Ok(())
}

/// The canceled events of the series of an event, the earliest first; with it if it is canceled.
async fn load_cancelled(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: EventId,
) -> Result<Vec<SeriesEvent>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        series_events!(),
        "AND v.series_id = (SELECT o.series_id FROM event o WHERE o.id = $4) AND v.cancelled ORDER \
            BY v.starts, v.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_all(c))
}

async fn restore_one(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: &SeriesEvent,
    with: Option<Uuid>,
) -> Result<Uuid, Error> {
    let touched = run_on!(tx, |c| {
        sqlx::query(
        "UPDATE event SET cancelled = $4, revision = revision + 1 WHERE family_id = $1 AND id = $2 \
            AND revision = $3"
    )
    .bind(family)
    .bind(event.id)
    .bind(event.revision)
    .bind(false)
    .execute(c)
    })?;
    if touched == 0 {
        return Err(Error::Raced);
    }
    let changed = ChangedEvent {
        event: event.id,
        known_to: None,
    };
    let act = (EventAct::Restore, event.revision + 1);
    insert_change_for(tx, family, changed, act, None, with).await
}
