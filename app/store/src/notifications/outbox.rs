//! The notification outbox: one row for each recipient of a message, inserted in the message's
//! transaction and delivered by a background job. A server claims a row for two minutes; when it
//! crashes meanwhile, another server claims the row again. Delivery is thus at least once.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use jiff_sqlx::ToSqlx;
use model::id::{PersonId, ThreadId};
use model::notify::{NotificationChannel, NotificationFrequency, NotificationPreferences};

use crate::db::run_on;
use crate::{Db, Error, Tx};

/// How long a server's claim on a notification lasts, in seconds.
const CLAIM_SECONDS: i64 = 120;
/// The maximum number of notifications that are claimed at once.
const CLAIM_BATCH: i64 = 50;
/// The number of failed delivery attempts after which a notification counts as failed.
pub const MAX_ATTEMPTS: i32 = 5;

/// When a notification is inserted and when it is due, as Unix seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DueTimes {
    pub(crate) inserted_at: i64,
    pub(crate) due_at: i64,
}

/// The times of a notification that is inserted now.
pub(crate) fn due_times(tx: &Tx) -> DueTimes {
    // Seconds and not timestamps, because the queries compare them: SQLite stores timestamps as
    // text that does not sort chronologically.
    let now = tx.clock().now().as_second();
    DueTimes {
        inserted_at: now,
        due_at: now + tx.notification_delay(),
    }
}

/// How soon the recipients must learn of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// One notification, as often as the recipient wishes.
    Normal,
    /// A message that stays unread is told by the remaining channels, too.
    Urgent,
}

/// Inserts a notification of a message for every participant of the thread except its author `by`.
/// Due after the notification delay, by which time a person with the thread open has read it.
pub(crate) async fn enqueue_for_thread(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
    by: PersonId,
    urgency: Urgency,
) -> Result<(), Error> {
    let times = due_times(tx);
    // On PostgreSQL the functions that write messages (`alongside_send_message`,
    // `alongside_add_system_message`) contain the same statement: a change of one is a change of
    // all.
    run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO notification_outbox (thread_id, seq, person_id, author_id, urgent, created_at, state, delivered_channels, attempts, next_attempt_at)
         SELECT r.thread_id, $2, r.person_id, $3, $4, $5, 'waiting', '', 0, $6 FROM thread_participant r WHERE r.thread_id = $1 AND r.person_id <> $3 AND r.left_at IS NULL")
        .bind(thread).bind(seq).bind(by).bind(urgency == Urgency::Urgent).bind(times.inserted_at).bind(times.due_at).execute(c)
    })?;
    Ok(())
}

/// Inserts a notification of a message for one person.
pub(crate) async fn enqueue_for_person(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
    by: PersonId,
    person: PersonId,
) -> Result<(), Error> {
    let times = due_times(tx);
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO notification_outbox (thread_id, seq, person_id, author_id, urgent, \
            created_at, state, delivered_channels, attempts, next_attempt_at) VALUES ($1, $2, $3, \
            $4, $5, $6, 'waiting', '', 0, $7)",
        )
        .bind(thread)
        .bind(seq)
        .bind(person)
        .bind(by)
        .bind(false)
        .bind(times.inserted_at)
        .bind(times.due_at)
        .execute(c)
    })?;
    Ok(())
}

/// A claimed notification. `created_at` is when it was inserted, as Unix seconds.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ClaimedNotification {
    pub thread_id: ThreadId,
    pub seq: i64,
    pub person_id: PersonId,
    pub urgent: bool,
    pub created_at: i64,
    pub delivered_channels: String,
    pub attempts: i32,
}

impl ClaimedNotification {
    /// The channels by which this notification was delivered already.
    pub fn delivered_channels(&self) -> Vec<NotificationChannel> {
        self.delivered_channels
            .split(' ')
            .filter_map(NotificationChannel::parse)
            .collect()
    }
}

/// Claims up to `CLAIM_BATCH` due notifications for `CLAIM_SECONDS` seconds, so that no other
/// server delivers them meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn claim_due(db: &Db) -> Result<Vec<ClaimedNotification>, Error> {
    // The claim is committed before anything is delivered, so no transaction stays open during a
    // call to a mail server.
    let now = db.clock().now().as_second();
    let mut tx = db.acting_as_system("claim due notifications").await?;
    let taken: Vec<ClaimedNotification> = run_on!(tx, |c| {
        sqlx::query_as(
        // The outer condition is checked again on the locked row: of two servers that select the
        // same row, only one updates it.
        "UPDATE notification_outbox SET next_attempt_at = $2 WHERE state = 'waiting' AND next_attempt_at <= $1 AND (thread_id, seq, person_id) IN
           (SELECT o.thread_id, o.seq, o.person_id FROM notification_outbox o WHERE o.state = 'waiting' AND o.next_attempt_at <= $1 ORDER BY o.next_attempt_at, o.thread_id, o.seq LIMIT $3)
         RETURNING thread_id, seq, person_id, urgent, created_at, delivered_channels, attempts")
        .bind(now).bind(now + CLAIM_SECONDS).bind(CLAIM_BATCH).fetch_all(c)
    })?;
    tx.commit().await?;
    Ok(taken)
}

/// The recipient of a notification and the state of the message for them, read just before
/// delivery.
#[derive(Debug, Clone)]
pub struct NotificationRecipient {
    pub language: Option<String>,
    pub languages_read: Vec<String>,
    pub zone: TimeZone,
    pub preferences: NotificationPreferences,
    pub channels: Vec<ChannelAddress>,
    pub read_state: ReadState,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ChannelAddress {
    pub channel: NotificationChannel,
    pub address: String,
    pub key: Option<String>,
    pub secret: Option<String>,
}

/// The state of the message for the recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadState {
    /// Unread, and the recipient must be notified.
    Unread,
    /// Read already.
    Read,
    /// Unread and not urgent, and the recipient was notified of another unread message in the
    /// thread.
    AlreadyNotified,
    /// The recipient is not a participant of the thread any more, or has left the family's team.
    NotParticipant,
}

#[derive(sqlx::FromRow)]
struct RecipientRow {
    language: Option<String>,
    languages_read: sqlx::types::Json<Vec<String>>,
    time_zone: String,
    mode: Option<NotificationFrequency>,
    safe_from: Option<i32>,
    safe_until: Option<i32>,
    read_seq: Option<i64>,
    gone: bool,
    delivered_at: Option<i64>,
}

impl RecipientRow {
    fn read_state(&self, notice: &ClaimedNotification) -> ReadState {
        // Checked first: a person who has left must not be told of later messages.
        if self.gone {
            ReadState::NotParticipant
        } else if self.read_seq >= Some(notice.seq) {
            ReadState::Read
        } else if self.delivered_at.is_some() && !notice.urgent {
            ReadState::AlreadyNotified
        } else {
            ReadState::Unread
        }
    }
}

/// Reads the recipient, their preferences, their addresses and the state of the message. Leaves out
/// phone numbers that are opted out.
///
/// # Errors
/// `NotFound` when the person or the thread does not exist any more. Also when the database fails.
pub async fn load_recipient(
    db: &Db,
    notice: &ClaimedNotification,
) -> Result<NotificationRecipient, Error> {
    let mut tx = db.acting_as_system("load notification recipient").await?;
    let row = find_recipient(&mut tx, notice).await?;
    let channels = list_channels(&mut tx, notice.person_id).await?;
    let read_state = row.read_state(notice);
    let defaults = NotificationPreferences::default();
    Ok(NotificationRecipient {
        language: row.language,
        languages_read: row.languages_read.0,
        zone: TimeZone::get(&row.time_zone).unwrap_or(TimeZone::UTC),
        preferences: NotificationPreferences {
            frequency: row.mode.unwrap_or(defaults.frequency),
            safe_from: row.safe_from.unwrap_or(defaults.safe_from),
            safe_until: row.safe_until.unwrap_or(defaults.safe_until),
        },
        channels,
        read_state,
    })
}

/// The recipient of a notification, and the state of the message for them today.
///
/// # Errors
/// `NotFound` when the person or the thread does not exist any more.
async fn find_recipient(tx: &mut Tx, notice: &ClaimedNotification) -> Result<RecipientRow, Error> {
    let zone: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT a.time_zone FROM thread h JOIN agency a ON a.id = h.agency_id WHERE h.id = $1"
    )
    .bind(notice.thread_id)
    .fetch_optional(c))?;
    let zone = zone
        .and_then(|(name,)| TimeZone::get(&name).ok())
        .unwrap_or(TimeZone::UTC);
    // Whether the recipient is still on the team depends on the date at the thread's agency.
    let today = tx.clock().today(&zone).to_sqlx();
    let row: Option<RecipientRow> = run_on!(tx, |c| {
        sqlx::query_as(
        // `b.seq <> $3`: after its first delivery, the row of an urgent message waits for its
        // escalation with its own `delivered_at`, which is no other message.
        "SELECT p.language, p.languages_read, a.time_zone, n.mode, n.safe_from, n.safe_until, r.read_seq,
           (r.person_id IS NULL OR r.left_at IS NOT NULL OR (h.family_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM membership m
             WHERE m.family_id = h.family_id AND m.person_id = p.id AND m.since <= $4 AND (m.until IS NULL OR m.until > $4)))) AS gone,
           (SELECT max(b.delivered_at) FROM notification_outbox b WHERE b.person_id = p.id AND b.thread_id = h.id AND b.seq > r.read_seq AND b.seq <> $3 AND b.delivered_at IS NOT NULL) AS delivered_at
         FROM person p JOIN agency a ON a.id = p.agency_id JOIN thread h ON h.id = $1 LEFT JOIN thread_participant r ON r.thread_id = h.id AND r.person_id = p.id
         LEFT JOIN notification_preference n ON n.person_id = p.id WHERE p.id = $2")
        .bind(notice.thread_id).bind(notice.person_id).bind(notice.seq).bind(today).fetch_optional(c)
    })?;
    row.ok_or(Error::NotFound)
}

/// The addresses of a person, without phone numbers that are opted out.
async fn list_channels(tx: &mut Tx, person: PersonId) -> Result<Vec<ChannelAddress>, Error> {
    let mut channels: Vec<ChannelAddress> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT w.channel, w.address, w.key, w.secret FROM notification_channel w WHERE \
            w.person_id = $1 AND NOT (w.channel = 'sms' AND ",
            super::consent::phone_is_opted_out!("w.person_id", "w.address"),
            ") ORDER BY w.address"
        ))
        .bind(person)
        .fetch_all(c)
    })?;
    // In the order of attempts: the channel that others are least likely to see comes first.
    channels.sort_by_key(|one| one.channel);
    Ok(channels)
}

/// Whether any notification was delivered to this person since `since`, for the once-a-day
/// preference.
///
/// # Errors
/// When the database fails.
pub async fn notified_since(db: &Db, person: PersonId, since: Timestamp) -> Result<bool, Error> {
    let mut tx = db
        .acting_as_system("check daily notification limit")
        .await?;
    // Of any thread: the preference promises one notification a day and not one for each thread.
    let row: Option<(i64,)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT delivered_at FROM notification_outbox WHERE person_id = $1 AND \
            delivered_at >= $2 LIMIT 1",
        )
        .bind(person)
        .bind(since.as_second())
        .fetch_optional(c)
    })?;
    Ok(row.is_some())
}

/// The result of processing a notification: delivered, read before delivery, merged with an earlier
/// one, switched off by the recipient, without a usable channel, failed, or without a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    Delivered,
    Read,
    Merged,
    SwitchedOff,
    NoChannel,
    Failed,
    NoRecipient,
    /// Not finished; due again at this time.
    Deferred(Timestamp),
}

impl DeliveryState {
    const fn state_slug(self) -> &'static str {
        match self {
            Self::Delivered => "told",
            Self::Read => "read",
            Self::Merged => "merged",
            Self::SwitchedOff => "off",
            Self::NoChannel => "no_way",
            Self::Failed => "failed",
            Self::NoRecipient => "gone",
            // As before the claim, so that `claim_due` finds the row again.
            Self::Deferred(_) => "waiting",
        }
    }
}

/// Records the result of a notification, and `by`, the channels by which it was just delivered.
/// When it was delivered, also marks the message as delivered to the recipient.
///
/// # Errors
/// When the database fails.
pub async fn record_result(
    db: &Db,
    notice: &ClaimedNotification,
    new_state: DeliveryState,
    by: &[NotificationChannel],
) -> Result<(), Error> {
    let mut channels = notice.delivered_channels();
    channels.extend(by);
    // Kept with the row, so that a retry after a partial failure does not notify twice by one
    // channel.
    let delivered_channels = channels
        .iter()
        .map(|channel| channel.slug())
        .collect::<Vec<_>>()
        .join(" ");
    let now = db.clock().now().as_second();
    let next = if let DeliveryState::Deferred(at) = new_state {
        at.as_second()
    } else {
        now
    };
    let mut tx = db.acting_as_system("record notification result").await?;
    // `delivered_at` keeps its value when no one was reached this time: it tells whether and when
    // this person was last notified.
    run_on!(tx, |c| {
        sqlx::query("UPDATE notification_outbox SET state = $4, delivered_channels = $5, attempts = $6, next_attempt_at = $7, delivered_at = CASE WHEN $8 THEN $9 ELSE delivered_at END
        WHERE thread_id = $1 AND seq = $2 AND person_id = $3")
        .bind(notice.thread_id).bind(notice.seq).bind(notice.person_id).bind(new_state.state_slug()).bind(delivered_channels).bind(notice.attempts).bind(next).bind(!by.is_empty()).bind(now).execute(c)
    })?;
    if new_state == DeliveryState::Delivered {
        // A delivered notification counts as delivery of the message.
        run_on!(tx, |c| {
            sqlx::query(
                "UPDATE thread_participant SET delivered_seq = $3 WHERE thread_id = $1 AND \
                person_id = $2 AND delivered_seq < $3",
            )
            .bind(notice.thread_id)
            .bind(notice.person_id)
            .bind(notice.seq)
            .execute(c)
        })?;
        tx.publish_on_commit(crate::change_bus::ChangeEvent::Thread(notice.thread_id));
    }
    tx.commit().await
}
