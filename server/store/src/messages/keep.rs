//! How long words are kept, where the agency has set an end. A job.

use jiff::SignedDuration;
use model::id::MessageId;

use crate::db::on;
use crate::{Db, Error};

/// Messages taken out in one transaction, so that nobody waits long.
const BATCH: i64 = 500;

/// A statement over the rows of messages up to the id `$1`.
macro_rules! of_old {
    ($what:literal) => {
        concat!($what, " WHERE (thread_id, seq) IN (SELECT m.thread_id, m.seq FROM message m WHERE m.id <= $1)")
    };
}

/// Removes messages older than this, with what was made of them; their files are swept away after. How many.
///
/// # Errors
/// When the database fails; what was removed before stays removed.
pub async fn forget(db: &Db, days: u32) -> Result<u64, Error> {
    let before = db.clock().now() - SignedDuration::from_hours(i64::from(days) * 24);
    let mut removed = 0;
    loop {
        let mut tx = db.acting_as_system("messages that are kept no longer").await?;
        // By id: it is of the moment of writing, and sorts on both engines, as times of SQLite do not. An import's messages
        // are as old as the import.
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

/// The smallest id of this moment: UUID v7 begins with its milliseconds.
fn first_of(at: jiff::Timestamp) -> uuid::Uuid {
    let millis = u128::try_from(at.as_millisecond().max(0)).unwrap_or(0);
    uuid::Uuid::from_u128(millis << 80)
}
