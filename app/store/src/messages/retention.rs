//! Message retention: a background task deletes messages older than the configured retention
//! period.

use jiff::SignedDuration;
use model::id::MessageId;

use crate::db::on;
use crate::{Db, Error};

/// The number of messages deleted in one transaction. Small, so that other writers wait only
/// briefly.
const BATCH: i64 = 500;

/// A statement on the rows that belong to messages with an id up to `$1`.
macro_rules! of_old {
    ($what:literal) => {
        concat!($what, " WHERE (thread_id, seq) IN (SELECT m.thread_id, m.seq FROM message m WHERE m.id <= $1)")
    };
}

/// Deletes messages older than `days`, with their translations, translation requests and
/// notifications, and returns the number of deleted messages. Another background task deletes the
/// files.
///
/// # Errors
/// When the database fails. Batches that were already committed stay deleted.
pub async fn forget(db: &Db, days: u32) -> Result<u64, Error> {
    let before = db.clock().now() - SignedDuration::from_hours(i64::from(days) * 24);
    let mut removed = 0;
    loop {
        let mut tx = db.acting_as_system("messages that are kept no longer").await?;
        // Compares ids instead of times: SQLite stores times as text that does not sort, and an id
        // is a UUID v7, which contains its creation time. The age of an imported message therefore
        // counts from the import.
        let old: Vec<(MessageId,)> =
            on!(tx, c => sqlx::query_as("SELECT id FROM message WHERE id < $1 ORDER BY id LIMIT $2").bind(first_of(before)).bind(BATCH).fetch_all(c))?;
        let Some((last,)) = old.last().copied() else { return Ok(removed) };
        on!(tx, c => sqlx::query(of_old!("DELETE FROM message_translation")).bind(last).execute(c))?;
        on!(tx, c => sqlx::query(of_old!("DELETE FROM interpretation")).bind(last).execute(c))?;
        on!(tx, c => sqlx::query(of_old!("DELETE FROM outbox")).bind(last).execute(c))?;
        on!(tx, c => sqlx::query(
            "UPDATE reader SET from_seq = (SELECT max(m.seq) + 1 FROM message m WHERE m.thread_id = reader.thread_id AND m.id <= $1)
             WHERE from_seq <= (SELECT max(m.seq) FROM message m WHERE m.thread_id = reader.thread_id AND m.id <= $1)").bind(last).execute(c))?;
        removed += on!(tx, c => sqlx::query("DELETE FROM message WHERE id <= $1").bind(last).execute(c))?;
        tx.save().await?;
    }
}

/// The smallest possible id created at this time: a UUID v7 begins with the milliseconds since
/// 1970.
fn first_of(at: jiff::Timestamp) -> uuid::Uuid {
    let millis = u128::try_from(at.as_millisecond().max(0)).unwrap_or(0);
    uuid::Uuid::from_u128(millis << 80)
}
