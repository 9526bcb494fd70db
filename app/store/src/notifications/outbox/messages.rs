//! The rows of `notification_outbox`, which are about messages.

use model::id::{PersonId, ThreadId};

use super::recipient_row::RecipientRow;
use super::{
    CLAIM_BATCH, CLAIM_SECONDS, ClaimedNotification, NotificationSubject, RecordedResult, due_times,
};
use crate::change_bus::ChangeEvent;
use crate::db::run_on;
use crate::{Error, Tx};

#[derive(sqlx::FromRow)]
struct ClaimedRow {
    thread_id: ThreadId,
    seq: i64,
    person_id: PersonId,
    urgent: bool,
    created_at: i64,
    delivered_channels: String,
    attempts: i32,
}

impl From<ClaimedRow> for ClaimedNotification {
    fn from(row: ClaimedRow) -> Self {
        Self {
            subject: NotificationSubject::Message {
                thread: row.thread_id,
                seq: row.seq,
            },
            person_id: row.person_id,
            urgent: row.urgent,
            created_at: row.created_at,
            delivered_channels: row.delivered_channels,
            attempts: row.attempts,
        }
    }
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

/// Claims due notifications, as `super::claim_due` does.
pub(super) async fn claim_due(tx: &mut Tx, now: i64) -> Result<Vec<ClaimedNotification>, Error> {
    let taken: Vec<ClaimedRow> = run_on!(tx, |c| {
        sqlx::query_as(
        // The outer condition is checked again on the locked row: of two servers that select the
        // same row, only one updates it.
        "UPDATE notification_outbox SET next_attempt_at = $2 WHERE state = 'waiting' AND next_attempt_at <= $1 AND (thread_id, seq, person_id) IN
           (SELECT o.thread_id, o.seq, o.person_id FROM notification_outbox o WHERE o.state = 'waiting' AND o.next_attempt_at <= $1 ORDER BY o.next_attempt_at, o.thread_id, o.seq LIMIT $3)
         RETURNING thread_id, seq, person_id, urgent, created_at, delivered_channels, attempts")
        .bind(now).bind(now + CLAIM_SECONDS).bind(CLAIM_BATCH).fetch_all(c)
    })?;
    Ok(taken.into_iter().map(Into::into).collect())
}

/// The recipient of a notification of a message, and the state of the message for them today.
///
/// # Errors
/// `NotFound` when the person or the thread does not exist any more.
pub(super) async fn find_recipient(
    tx: &mut Tx,
    person: PersonId,
    thread: ThreadId,
    seq: i64,
) -> Result<RecipientRow, Error> {
    let zone: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT a.time_zone FROM thread h JOIN agency a ON a.id = h.agency_id WHERE h.id = $1"
    )
    .bind(thread)
    .fetch_optional(c))?;
    // Whether the recipient is still on the team depends on the date at the thread's agency.
    let today = tx.today_in(zone.as_ref().map_or("UTC", |(name,)| name.as_str()));
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
        .bind(thread).bind(person).bind(seq).bind(today).fetch_optional(c)
    })?;
    row.ok_or(Error::NotFound)
}

pub(super) async fn update_row(
    tx: &mut Tx,
    notice: &ClaimedNotification,
    (thread, seq): (ThreadId, i64),
    result: RecordedResult,
) -> Result<(), Error> {
    run_on!(tx, |c| {
        sqlx::query(
            "UPDATE notification_outbox SET state = $4, delivered_channels = $5, attempts = $6, \
            next_attempt_at = $7, delivered_at = coalesce($8, delivered_at) WHERE thread_id = $1 \
            AND seq = $2 AND person_id = $3",
        )
        .bind(thread)
        .bind(seq)
        .bind(notice.person_id)
        .bind(result.state)
        .bind(result.delivered_channels)
        .bind(notice.attempts)
        .bind(result.next_attempt_at)
        .bind(result.delivered_at)
        .execute(c)
    })?;
    Ok(())
}

/// A delivered notification counts as delivery of the message.
pub(super) async fn mark_delivered(
    tx: &mut Tx,
    person: PersonId,
    thread: ThreadId,
    seq: i64,
) -> Result<(), Error> {
    run_on!(tx, |c| {
        sqlx::query(
            "UPDATE thread_participant SET delivered_seq = $3 WHERE thread_id = $1 AND \
            person_id = $2 AND delivered_seq < $3",
        )
        .bind(thread)
        .bind(person)
        .bind(seq)
        .execute(c)
    })?;
    tx.publish_on_commit(ChangeEvent::Thread(thread));
    Ok(())
}
