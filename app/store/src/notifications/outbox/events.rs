//! The outbox of notifications about events, `event_notification`: one row for each person who sees
//! an event that was changed, and one for each reminder (`notifications::reminders`). A
//! notification covers every change that was made before it was sent, because it says only that
//! there is something new: several changes within a minute, or while the hours are not safe, are
//! one.

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, EventId, PersonId};
use model::notify::ReminderKind;
use uuid::Uuid;

use super::recipient_row::RecipientRow;
use super::{
    CLAIM_BATCH, CLAIM_SECONDS, ClaimedNotification, NotificationSubject, RecordedResult, due_times,
};
use crate::db::run_on;
use crate::events::{event_is_upcoming, upcoming_bounds};
use crate::visibility::audience_includes_person;
use crate::{Error, Tx};

/// What a notification about an event is about.
#[derive(Debug, Clone)]
pub struct EventNotice {
    pub event: EventId,
    /// `None` for a change.
    pub reminder: Option<ReminderKind>,
    /// When the event began, as of the change or the reminder, in the agency's local time.
    pub starts: jiff_sqlx::DateTime,
    /// The revision of the event after the change; 0 for a reminder.
    revision: i32,
}

/// The value of `event_notification.kind` for a change; reminders have their slug.
const CHANGE: &str = "change";

impl EventNotice {
    fn kind(&self) -> &'static str {
        self.reminder.map_or(CHANGE, ReminderKind::slug)
    }
}

#[derive(sqlx::FromRow)]
struct ClaimedRow {
    event_id: EventId,
    person_id: PersonId,
    kind: String,
    starts: jiff_sqlx::DateTime,
    revision: i32,
    created_at: i64,
    delivered_channels: String,
    attempts: i32,
}

impl From<ClaimedRow> for ClaimedNotification {
    fn from(row: ClaimedRow) -> Self {
        Self {
            subject: NotificationSubject::Event(EventNotice {
                event: row.event_id,
                reminder: ReminderKind::parse(&row.kind),
                starts: row.starts,
                revision: row.revision,
            }),
            person_id: row.person_id,
            urgent: false,
            created_at: row.created_at,
            delivered_channels: row.delivered_channels,
            attempts: row.attempts,
        }
    }
}

/// The roles that open a family's record (`model::policy::can_open_record`), as an SQL list.
macro_rules! record_reader_roles {
    () => {
        "'parent', 'guardian', 'indian_custodian', 'youth', 'caregiver', 'mentor', 'worker', \
            'supervisor', 'tribal_representative'"
    };
}

/// SQL condition: this person sees the event `v` today (`$2`). `$person` is an SQL expression.
macro_rules! event_visible_to_person {
    ($person:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM membership opens WHERE opens.family_id = v.family_id AND \
                opens.person_id = ",
            $person,
            " AND opens.role IN (",
            $crate::notifications::outbox::events::record_reader_roles!(),
            ") AND opens.since <= $2 AND (opens.until IS NULL OR opens.until > $2)) AND ",
            $crate::visibility::audience_includes_person!("v", $person),
            ")"
        )
    };
}

/// SQL condition: this person has declined to come to the event `v` at its present time.
macro_rules! event_declined_by {
    ($person:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM event_answer said WHERE said.event_id = v.id AND \
                said.person_id = ",
            $person,
            " AND said.answer = 'decline' AND (said.starts IS NULL OR said.starts = v.starts))"
        )
    };
}
pub(crate) use {event_declined_by, event_visible_to_person, record_reader_roles};

/// An event that was changed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChangedEvent {
    pub(crate) event: EventId,
    /// Who learns of the change; `None`: everyone who sees the event.
    pub(crate) known_to: Option<AudienceId>,
}

/// Inserts a notification of a change for everyone who sees the event and may know of the change,
/// except the actor; none for an event that is over. `change` is the row of the event's history.
///
/// # Errors
/// `NotFound` when PostgreSQL, which checks it again, finds that the actor made no such change.
pub(crate) async fn enqueue_for_change(
    tx: &mut Tx,
    change: Uuid,
    changed: ChangedEvent,
) -> Result<(), Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let bounds = upcoming_bounds(tx)?;
    if !tx.is_postgres() {
        // SQLite has no row-level security, so the statement is run as it is.
        return insert_for_readers(tx, changed, person, today, bounds).await;
    }
    let times = due_times(tx);
    // In a `SECURITY DEFINER` function: the role of the portal has no right to write these rows.
    let added = run_on!(tx, |c| sqlx::query_scalar::<_, bool>(
        "SELECT alongside_add_event_notifications($1, $2, $3, $4, $5)"
    )
    .bind(change)
    .bind(bounds.0)
    .bind(bounds.1)
    .bind(times.inserted_at)
    .bind(times.due_at)
    .fetch_optional(c))?;
    if added == Some(true) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// As `enqueue_for_change`, for an event that an import has changed. `zone` is that of the agency.
///
/// # Errors
/// When the database fails.
pub(crate) async fn enqueue_imported(
    tx: &mut Tx,
    changed: ChangedEvent,
    zone: &str,
) -> Result<(), Error> {
    let today = tx.today_in(zone);
    let midnight = today.to_jiff().at(0, 0, 0, 0).to_sqlx();
    let now = local_time(tx, zone);
    // An import has no actor: there is no person with this id.
    let no_one = PersonId(Uuid::nil());
    insert_for_readers(tx, changed, no_one, today, (midnight, now)).await
}

/// The local time in the zone with this name, in whole seconds, so that SQLite can compare it with
/// the stored times as text.
pub(crate) fn local_time(tx: &Tx, zone: &str) -> jiff_sqlx::DateTime {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let now = tx.clock().now().to_zoned(zone).datetime();
    now.round(jiff::Unit::Second).unwrap_or(now).to_sqlx()
}

/// On PostgreSQL, `alongside_add_event_notifications` contains the same statement: a change of one
/// is a change of both.
async fn insert_for_readers(
    tx: &mut Tx,
    changed: ChangedEvent,
    by: PersonId,
    today: jiff_sqlx::Date,
    (midnight, now): (jiff_sqlx::DateTime, jiff_sqlx::DateTime),
) -> Result<(), Error> {
    let times = due_times(tx);
    run_on!(tx, |c| {
        sqlx::query(concat!(
            // `DISTINCT`, because a person with two roles in the family has two memberships and
            // gets one letter.
            "INSERT INTO event_notification (event_id, person_id, kind, starts, revision, \
                created_at, state, delivered_channels, attempts, next_attempt_at) SELECT DISTINCT \
                v.id, s.person_id, 'change', v.starts, v.revision, $5, 'waiting', '', 0, $6 FROM \
                event v JOIN membership s ON s.family_id = v.family_id JOIN (SELECT o.id, \
                o.family_id, coalesce($4, o.audience_id) AS audience_id FROM event o WHERE o.id = \
                $3) known ON known.id = v.id WHERE v.id = $3 AND s.person_id <> $1 AND ",
            event_is_upcoming!("$7", "$8"),
            " AND ",
            event_visible_to_person!("s.person_id"),
            " AND ",
            audience_includes_person!("known", "s.person_id"),
            " ON CONFLICT DO NOTHING"
        ))
        .bind(by)
        .bind(today)
        .bind(changed.event)
        .bind(changed.known_to)
        .bind(times.inserted_at)
        .bind(times.due_at)
        .bind(midnight)
        .bind(now)
        .execute(c)
    })?;
    Ok(())
}

/// Claims due notifications, as `super::claim_due` does for messages.
pub(super) async fn claim_due(tx: &mut Tx, now: i64) -> Result<Vec<ClaimedNotification>, Error> {
    let taken: Vec<ClaimedRow> = run_on!(tx, |c| {
        sqlx::query_as(
            // The outer condition is checked again on the locked row: of two servers that select
            // the same row, only one updates it.
            "UPDATE event_notification SET next_attempt_at = $2 WHERE state = 'waiting' AND \
            next_attempt_at <= $1 AND (event_id, person_id, kind, starts, revision) IN (SELECT \
            o.event_id, o.person_id, o.kind, o.starts, o.revision FROM event_notification o WHERE \
            o.state = 'waiting' AND o.next_attempt_at <= $1 ORDER BY o.next_attempt_at, \
            o.event_id, o.person_id LIMIT $3) RETURNING event_id, person_id, kind, starts, \
            revision, created_at, delivered_channels, attempts",
        )
        .bind(now)
        .bind(now + CLAIM_SECONDS)
        .bind(CLAIM_BATCH)
        .fetch_all(c)
    })?;
    Ok(taken.into_iter().map(Into::into).collect())
}

/// The recipient of a notification about an event. They are gone when they may no longer see the
/// event or know of the change; of a reminder, also when the event was moved or canceled or has
/// begun, or when they declined or want no such reminder any more.
///
/// # Errors
/// `NotFound` when the person or the event does not exist any more.
pub(super) async fn find_recipient(
    tx: &mut Tx,
    notice: &ClaimedNotification,
    about: &EventNotice,
) -> Result<RecipientRow, Error> {
    let zone: Option<(String,)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT a.time_zone FROM event v JOIN family f ON f.id = v.family_id JOIN agency a ON \
            a.id = f.agency_id WHERE v.id = $1",
        )
        .bind(about.event)
        .fetch_optional(c)
    })?;
    // Whether the recipient is still on the team depends on the date at the family's agency.
    let zone = zone.map_or_else(|| "UTC".to_owned(), |(name,)| name);
    let (today, now) = (tx.today_in(&zone), local_time(tx, &zone));
    let row: Option<RecipientRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT p.language, p.languages_read, a.time_zone, n.mode, n.safe_from, \
                n.safe_until, CAST(NULL AS bigint) AS read_seq, NOT (",
            event_visible_to_person!("p.id"),
            " AND NOT EXISTS (SELECT 1 FROM event_change g WHERE g.event_id = v.id AND g.revision \
                = $6 AND $4 = 'change' AND g.audience_id IS NOT NULL AND NOT ",
            audience_includes_person!("g", "p.id"),
            ") AND ($4 = 'change' OR (NOT v.cancelled AND v.starts = $5 AND v.starts > $7 AND \
                coalesce(n.reminder, 'day_before') IN ($4, 'both') AND NOT ",
            event_declined_by!("p.id"),
            "))) AS gone, (SELECT max(b.delivered_at) FROM event_notification b WHERE b.person_id \
                = p.id AND b.delivered_at > $8) AS delivered_at FROM event v JOIN family f ON f.id \
                = v.family_id JOIN agency a ON a.id = f.agency_id JOIN person p ON p.id = $1 LEFT \
                JOIN notification_preference n ON n.person_id = p.id WHERE v.id = $3"
        ))
        .bind(notice.person_id)
        .bind(today)
        .bind(about.event)
        .bind(about.kind())
        .bind(about.starts)
        .bind(about.revision)
        .bind(now)
        .bind(notice.created_at)
        .fetch_optional(c)
    })?;
    row.ok_or(Error::NotFound)
}

pub(super) async fn update_row(
    tx: &mut Tx,
    notice: &ClaimedNotification,
    about: &EventNotice,
    result: RecordedResult,
) -> Result<(), Error> {
    run_on!(tx, |c| {
        sqlx::query(
            "UPDATE event_notification SET state = $6, delivered_channels = $7, attempts = $8, \
            next_attempt_at = $9, delivered_at = coalesce($10, delivered_at) WHERE event_id = $1 \
            AND person_id = $2 AND kind = $3 AND starts = $4 AND revision = $5",
        )
        .bind(about.event)
        .bind(notice.person_id)
        .bind(about.kind())
        .bind(about.starts)
        .bind(about.revision)
        .bind(result.state)
        .bind(result.delivered_channels)
        .bind(notice.attempts)
        .bind(result.next_attempt_at)
        .bind(result.delivered_at)
        .execute(c)
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use model::policy::can_open_record;
    use model::role::Role;

    #[test]
    fn record_readers_are_those_of_the_policy() {
        let roles: Vec<_> = Role::ALL
            .iter()
            .filter(|role| can_open_record(**role))
            .map(|role| format!("'{}'", role.slug()))
            .collect();
        assert_eq!(record_reader_roles!(), roles.join(", "));
        // The function for PostgreSQL repeats them, over two lines.
        let function = include_str!("../../../migrations/postgres/0021_event_notices.sql");
        let lines: Vec<_> = function.split_whitespace().collect();
        assert!(
            lines
                .join(" ")
                .contains(&format!("m.role IN ({})", roles.join(", ")))
        );
    }
}
