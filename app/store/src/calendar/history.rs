//! The history of an event: who added, changed and canceled it, and when. What it was before a
//! change is read by the workers of the family.

use model::calendar::{EventAct, EventTopic};
use model::id::{EventId, FamilyId, TextId};
use model::policy::may_change_events;
use uuid::Uuid;

use super::editable::{EditableEvent, load_editable, require_worker};
use super::needs::carry_from_earlier;
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins, insert_text};
use crate::db::run_on;
use crate::events::EventSummary;
use crate::notifications::outbox::events::{ChangedEvent, enqueue_for_change};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// One change of an event.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct EventChange {
    pub act: EventAct,
    /// Who made it.
    pub name: String,
    pub since: jiff_sqlx::Date,
    /// When the event was before; `None` for anyone but a worker.
    pub starts_before: Option<jiff_sqlx::DateTime>,
}

/// The changes of an event in the portal that the actor may know of, the latest first. The event
/// must be visible to the actor.
///
/// # Errors
/// When the database fails.
pub(super) async fn list_changes(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
) -> Result<Vec<EventChange>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Other readers learn that the event was moved, and not from when.
    let reads_versions = may_change_events(tx.role);
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT g.act, coalesce(p.chosen_name, p.name) AS name, g.since, w.starts AS \
            starts_before FROM event_change g JOIN person p ON p.id = g.created_by_id LEFT JOIN \
            event_version w ON w.change_id = g.id AND $5 AND ",
        visible_to_actor!(event_version "w"),
        " WHERE g.family_id = $3 AND g.event_id = $4 AND ",
        visible_to_actor!(event_change "g"),
        " ORDER BY g.revision DESC, g.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(event)
    .bind(reads_versions)
    .fetch_all(c))
}

/// Why a canceled event was canceled, if the worker wrote that; never the reason of an earlier
/// time. The event must be visible to the actor.
///
/// # Errors
/// When the database fails.
pub(super) async fn find_reason(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: &EventSummary,
    language: &str,
) -> Result<Option<AuthoredText>, Error> {
    if !event.cancelled {
        return Ok(None);
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM event_change g JOIN text t ON t.id = g.text_id ",
        authored_text_joins!(),
        "WHERE g.family_id = $4 AND g.event_id = $5 AND g.act = 'cancel' AND g.revision = (SELECT \
            max(x.revision) FROM event_change x WHERE x.event_id = g.event_id) AND ",
        visible_to_actor!(text "t"),
        " LIMIT 1"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(event.id)
    .fetch_optional(c))
}

/// Cancels an event. Idempotent: a canceled event keeps its first reason.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for an event that they may not see;
/// `Raced` when a concurrent request changed the event; `Invalid("calendar-cancelled-before")` for
/// another reason than the stored one of an event that is canceled already.
pub async fn cancel_event(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    reason: Option<&str>,
    language: &str,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let stored = load_editable(tx, family, event, language)
        .await?
        .ok_or(Error::NotFound)?;
    if stored.event.cancelled {
        let Some(words) = reason else {
            return Ok(());
        };
        // Another reason would be lost without an error.
        let known = find_reason(tx, family, &stored.event, language).await?;
        return if known.is_some_and(|known| known.body == words) {
            Ok(())
        } else {
            Err(Error::Invalid("calendar-cancelled-before"))
        };
    }
    set_cancelled(tx, family, &stored, true).await?;
    let mut text = None;
    if let Some(words) = reason {
        let audience = stored.audience.id;
        text = Some(insert_text(tx, family, audience, None, language, words).await?);
    }
    // The revision to which `set_cancelled` has raised the event.
    let revision = stored.event.revision + 1;
    insert_change(tx, family, event, (EventAct::Cancel, revision), text).await?;
    supersede_visit_record(tx, family, event, text).await
}

/// Records that the agency cancels a visit of family time that was canceled before and put back
/// on. Otherwise the record of the first cancellation would count, which may name the parent, and
/// the visit would not have to be made up.
async fn supersede_visit_record(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    reason: Option<TextId>,
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    // A visit that was held stays recorded: the cancellation may be undone.
    run_on!(tx, |c| {
        sqlx::query(
            "UPDATE family_time_outcome SET outcome = 'cancelled', minutes = NULL, cancelled_by = \
            'agency', text_id = $3, created_by_id = $4, created_at = $5, revision = revision + 1 \
            WHERE family_id = $1 AND event_id = $2 AND outcome IN ('cancelled', 'unconfirmed')",
        )
        .bind(family)
        .bind(event)
        .bind(reason)
        .bind(person)
        .bind(now)
        .execute(c)
    })?;
    Ok(())
}

/// Lets a canceled event take place after all. Idempotent.
///
/// # Errors
/// As `cancel_event`.
pub async fn restore_event(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let stored = load_editable(tx, family, event, language)
        .await?
        .ok_or(Error::NotFound)?;
    if set_cancelled(tx, family, &stored, false).await? {
        let revision = stored.event.revision + 1;
        insert_change(tx, family, event, (EventAct::Restore, revision), None).await?;
        // What people asked for while it was canceled was not carried over to it.
        carry_from_earlier(tx, family, event).await?;
    }
    Ok(())
}

/// Whether this changed anything.
///
/// # Errors
/// `Raced` when another transaction has changed the event since it was read: the row of the
/// history would have the revision of that change.
async fn set_cancelled(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &EditableEvent,
    cancelled: bool,
) -> Result<bool, Error> {
    if stored.event.cancelled == cancelled {
        return Ok(false);
    }
    let touched = run_on!(tx, |c| sqlx::query(
        "UPDATE event SET cancelled = $3, revision = revision + 1 WHERE family_id = $1 AND \
            id = $2 AND revision = $4"
    )
    .bind(family)
    .bind(stored.event.id)
    .bind(cancelled)
    .bind(stored.event.revision)
    .execute(c))?;
    if touched == 0 {
        return Err(Error::Raced);
    }
    Ok(true)
}

/// Adds a row to the history of an event: what was done, and the revision that it has now; and a
/// notification for everyone who sees the event. The event must be written.
pub(super) async fn insert_change(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    act: (EventAct, i32),
    reason: Option<TextId>,
) -> Result<Uuid, Error> {
    let known_to = None;
    let changed = ChangedEvent { event, known_to };
    insert_change_for(tx, family, changed, act, reason, None).await
}

/// As `insert_change`, for a change of which not everyone may know. `with` is the change of an
/// earlier event of the series that was made together with it: a notification is of that one only.
pub(super) async fn insert_change_for(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    changed: ChangedEvent,
    (act, revision): (EventAct, i32),
    reason: Option<TextId>,
    with: Option<Uuid>,
) -> Result<Uuid, Error> {
    let (person, now, today) = (tx.actor_id()?, tx.now(), tx.today());
    let id: Uuid = tx.clock().new_id();
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO event_change (id, event_id, family_id, act, revision, text_id, \
            created_by_id, created_at, since, audience_id, with_change_id) VALUES ($1, $2, $3, $4, \
            $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(id)
        .bind(changed.event)
        .bind(family)
        .bind(act)
        .bind(revision)
        .bind(reason)
        .bind(person)
        .bind(now)
        .bind(today)
        .bind(changed.known_to)
        .bind(with)
        .execute(c)
    })?;
    // For changes that were made together people get one notification, and not one for each event.
    if with.is_none() {
        enqueue_for_change(tx, id, changed).await?;
    }
    Ok(id)
}

/// Keeps what an event was before a change.
pub(super) async fn insert_version(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &EditableEvent,
    change: Uuid,
) -> Result<(), Error> {
    let event = &stored.event;
    // A worker who may not know the place does not learn it from the history.
    let audience = stored.of_place.as_ref().unwrap_or(&stored.audience).id;
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
        .bind(audience)
        .bind(event.kind)
        .bind(event.starts)
        .bind(event.ends)
        .bind(&event.place)
        .bind(event.about.text_id)
        .bind(&event.remote_link)
        .bind(stored.audience.id)
        .bind(&event.own_kind)
        .bind(stored.changed_alone)
        .bind(stored.detail_text(EventTopic::Bring))
        .bind(stored.detail_text(EventTopic::Way))
        .bind(stored.detail_text(EventTopic::After))
        .bind(stored.detail_text(EventTopic::Court))
        .bind(stored.detail_text(EventTopic::Join))
        .execute(c)
    })?;
    Ok(())
}
