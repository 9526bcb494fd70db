//! Message retention: a background task deletes messages older than the configured retention
//! period.

use jiff::SignedDuration;
use model::id::MessageId;

use crate::db::run_on;
use crate::{Db, Error};

/// The number of messages deleted in one transaction. Small, so that other writers wait only
/// briefly.
const DELETE_BATCH_SIZE: i64 = 500;

/// A statement on the rows that belong to messages with an id up to `$1`.
macro_rules! expired_rows {
    ($what:literal) => {
        concat!(
            $what,
            " WHERE (thread_id, seq) IN (SELECT m.thread_id, m.seq FROM message m WHERE m.id <= $1)"
        )
    };
}

/// Deletes messages older than `days`, with their translations, translation requests and
/// notifications, and returns the number of deleted messages. Another background task deletes the
/// files.
///
/// # Errors
/// When the database fails. Batches that were already committed stay deleted.
pub async fn delete_expired(db: &Db, days: u32) -> Result<u64, Error> {
    let before = db.clock().now() - SignedDuration::from_hours(i64::from(days) * 24);
    let mut removed = 0;
    loop {
        let mut tx = db.acting_as_system("delete expired messages").await?;
        // Compares ids instead of times: SQLite stores times as text that does not sort, and an id
        // is a UUID v7, which contains its creation time. The age of an imported message therefore
        // counts from the import.
        let old: Vec<(MessageId,)> = run_on!(tx, |c| sqlx::query_as(
            "SELECT id FROM message WHERE id < $1 ORDER BY id LIMIT $2"
        )
        .bind(first_id_at(before))
        .bind(DELETE_BATCH_SIZE)
        .fetch_all(c))?;
        let Some((last,)) = old.last().copied() else {
            return Ok(removed);
        };
        run_on!(tx, |c| sqlx::query(expired_rows!(
            "DELETE FROM message_translation"
        ))
        .bind(last)
        .execute(c))?;
        run_on!(tx, |c| sqlx::query(expired_rows!(
            "DELETE FROM interpretation_request"
        ))
        .bind(last)
        .execute(c))?;
        run_on!(tx, |c| sqlx::query(expired_rows!(
            "DELETE FROM notification_outbox"
        ))
        .bind(last)
        .execute(c))?;
        // Before the messages, from which it is computed. A page offers older messages while its
        // first number is above `visible_from_seq`, so that must not name a deleted message.
        run_on!(tx, |c| {
            sqlx::query(
            "UPDATE thread_participant SET visible_from_seq = (SELECT max(m.seq) + 1 FROM message m WHERE m.thread_id = thread_participant.thread_id AND m.id <= $1)
             WHERE visible_from_seq <= (SELECT max(m.seq) FROM message m WHERE m.thread_id = thread_participant.thread_id AND m.id <= $1)").bind(last).execute(c)
        })?;
        removed += run_on!(tx, |c| sqlx::query("DELETE FROM message WHERE id <= $1")
            .bind(last)
            .execute(c))?;
        tx.commit().await?;
    }
}

/// The smallest possible id created at this time: a UUID v7 begins with the milliseconds since
/// 1970.
fn first_id_at(at: jiff::Timestamp) -> uuid::Uuid {
    let millis = u128::try_from(at.as_millisecond().max(0)).unwrap_or(0);
    uuid::Uuid::from_u128(millis << 80)
}
