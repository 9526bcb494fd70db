//! Reminders before an event. Nothing is stored until a reminder is due: a job computes the
//! reminders from the events and what each person has chosen, and inserts the row of the outbox
//! that delivers it (`outbox::events`), once for each start of the event. A moved event thus has
//! new reminders, and a canceled one has none.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use jiff_sqlx::ToSqlx;
use model::id::{EventId, PersonId};
use model::notify::{NotificationFrequency, NotificationPreferences, ReminderChoice, ReminderKind};

use super::outbox::events::{event_declined_by, event_visible_to_person, local_time};
use crate::db::run_on;
use crate::{Db, Error, Tx};

/// How long before its event a reminder can be due, in hours: a day, and as much again where the
/// last safe hours are earlier, on a day that is an hour longer.
const HORIZON_HOURS: i64 = 49;

/// A person whom an event concerns in the next days, with what they have chosen.
#[derive(sqlx::FromRow)]
struct ReminderRow {
    event_id: EventId,
    person_id: PersonId,
    starts: jiff_sqlx::DateTime,
    mode: Option<NotificationFrequency>,
    safe_from: Option<i32>,
    safe_until: Option<i32>,
    reminder: Option<ReminderChoice>,
    /// Whether the outbox has the reminder of this start already.
    has_day_before: bool,
    has_two_hours_before: bool,
    /// When the event was last added, moved or put back on in the portal.
    changed_at: Option<jiff_sqlx::Timestamp>,
}

/// A reminder that is due.
struct DueReminder {
    event: EventId,
    person: PersonId,
    kind: ReminderKind,
    starts: jiff_sqlx::DateTime,
    due: Timestamp,
}

impl ReminderRow {
    fn preferences(&self) -> NotificationPreferences {
        let defaults = NotificationPreferences::default();
        NotificationPreferences {
            frequency: self.mode.unwrap_or(defaults.frequency),
            safe_from: self.safe_from.unwrap_or(defaults.safe_from),
            safe_until: self.safe_until.unwrap_or(defaults.safe_until),
            reminder: self.reminder.unwrap_or(defaults.reminder),
        }
    }

    const fn is_recorded(&self, kind: ReminderKind) -> bool {
        match kind {
            ReminderKind::DayBefore => self.has_day_before,
            ReminderKind::TwoHoursBefore => self.has_two_hours_before,
        }
    }

    /// The reminders that are due at `now` and are not in the outbox.
    fn due_reminders(&self, now: &Zoned) -> Vec<DueReminder> {
        let zone = now.time_zone().clone();
        let Ok(starts) = self.starts.to_jiff().to_zoned(zone) else {
            return Vec::new();
        };
        let preferences = self.preferences();
        // A person who is notified of the change this late needs no reminder, and the one who made
        // the change knows of it.
        let changed_at = self
            .changed_at
            .as_ref()
            .map_or(Timestamp::MIN, |at| at.to_jiff());
        ReminderKind::ALL
            .iter()
            .filter(|kind| !self.is_recorded(**kind))
            .filter_map(|kind| {
                let due = preferences.reminder_time(*kind, &starts)?.timestamp();
                (changed_at <= due && due <= now.timestamp()).then_some(DueReminder {
                    event: self.event_id,
                    person: self.person_id,
                    kind: *kind,
                    starts: self.starts,
                    due,
                })
            })
            .collect()
    }
}

/// Inserts the reminders that have become due into the outbox. Idempotent, also when several
/// servers do it at the same time.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_due(db: &Db) -> Result<(), Error> {
    let mut tx = db.acting_as_system("find due reminders").await?;
    let zones: Vec<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT DISTINCT time_zone FROM agency ORDER BY time_zone"
    )
    .fetch_all(c))?;
    let mut found = Vec::new();
    for (zone,) in zones {
        let now = {
            let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
            tx.clock().now().to_zoned(zone)
        };
        let rows = list_concerned(&mut tx, &zone).await?;
        found.extend(rows.iter().flat_map(|row| row.due_reminders(&now)));
    }
    // No other writer waits while nothing is due, which is nearly always.
    drop(tx);
    if found.is_empty() {
        return Ok(());
    }
    let mut tx = db.acting_as_system("insert due reminders").await?;
    for reminder in &found {
        insert_reminder(&mut tx, reminder).await?;
    }
    tx.commit().await
}

/// The people who see an event of the next days in this time zone, have a channel, want reminders
/// and have not declined.
async fn list_concerned(tx: &mut Tx, zone: &str) -> Result<Vec<ReminderRow>, Error> {
    let (today, now) = (tx.today_in(zone), local_time(tx, zone));
    let horizon = now
        .to_jiff()
        .saturating_add(HORIZON_HOURS.hours())
        .to_sqlx();
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT DISTINCT v.id AS event_id, s.person_id, v.starts, n.mode, n.safe_from, \
            n.safe_until, n.reminder, EXISTS (SELECT 1 FROM event_notification b WHERE b.event_id \
            = v.id AND b.person_id = s.person_id AND b.kind = 'day_before' AND b.starts = \
            v.starts) AS has_day_before, EXISTS (SELECT 1 FROM event_notification b WHERE \
            b.event_id = v.id AND b.person_id = s.person_id AND b.kind = 'two_hours_before' AND \
            b.starts = v.starts) AS has_two_hours_before, ",
        // SQLite compares these times as text, which is right to the second.
        "(SELECT max(g.created_at) FROM event_change g WHERE g.event_id = v.id AND g.act IN \
            ('add', 'move', 'restore')) AS changed_at FROM event v JOIN family f ON f.id = \
            v.family_id JOIN agency a ON a.id = f.agency_id JOIN membership s ON s.family_id = \
            v.family_id LEFT JOIN notification_preference n ON n.person_id = s.person_id WHERE \
            a.time_zone = $1 AND v.starts > $3 AND v.starts <= $4 AND NOT v.cancelled AND \
            coalesce(n.mode, 'each') <> 'off' AND coalesce(n.reminder, 'day_before') <> 'none' \
            AND EXISTS (SELECT 1 FROM notification_channel w WHERE w.person_id = s.person_id) AND ",
        event_visible_to_person!("s.person_id"),
        " AND NOT ",
        event_declined_by!("s.person_id")
    ))
    .bind(zone)
    .bind(today)
    .bind(now)
    .bind(horizon)
    .fetch_all(c))
}

async fn insert_reminder(tx: &mut Tx, reminder: &DueReminder) -> Result<(), Error> {
    let now = tx.clock().now().as_second();
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO event_notification (event_id, person_id, kind, starts, revision, \
            created_at, state, delivered_channels, attempts, next_attempt_at) VALUES ($1, $2, $3, \
            $4, 0, $5, 'waiting', '', 0, $6) ON CONFLICT DO NOTHING",
        )
        .bind(reminder.event)
        .bind(reminder.person)
        .bind(reminder.kind)
        .bind(reminder.starts)
        .bind(reminder.due.as_second())
        .bind(now)
        .execute(c)
    })?;
    Ok(())
}
