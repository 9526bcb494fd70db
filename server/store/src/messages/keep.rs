//! How long words are kept, where the agency has set an end. A job.

use jiff::SignedDuration;
use model::id::ThreadId;

use crate::db::on;
use crate::{Db, Error};

/// Messages taken out in one transaction, so that nobody waits long.
const BATCH: i64 = 500;

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
        let old: Vec<(ThreadId, i64)> = on!(tx, c => sqlx::query_as("SELECT thread_id, seq FROM message WHERE id < $1 ORDER BY id LIMIT $2")
            .bind(first_of(before)).bind(BATCH).fetch_all(c))?;
        for (thread, seq) in &old {
            on!(tx, c => sqlx::query("DELETE FROM message_translation WHERE thread_id = $1 AND seq = $2").bind(*thread).bind(*seq).execute(c))?;
            on!(tx, c => sqlx::query("DELETE FROM interpretation WHERE thread_id = $1 AND seq = $2").bind(*thread).bind(*seq).execute(c))?;
            on!(tx, c => sqlx::query("DELETE FROM outbox WHERE thread_id = $1 AND seq = $2").bind(*thread).bind(*seq).execute(c))?;
            on!(tx, c => sqlx::query("DELETE FROM message WHERE thread_id = $1 AND seq = $2").bind(*thread).bind(*seq).execute(c))?;
            on!(tx, c => sqlx::query("UPDATE reader SET from_seq = $2 + 1 WHERE thread_id = $1 AND from_seq <= $2").bind(*thread).bind(*seq).execute(c))?;
        }
        tx.save().await?;
        removed += u64::try_from(old.len()).unwrap_or(0);
        if old.len() < usize::try_from(BATCH).unwrap_or(usize::MAX) {
            return Ok(removed);
        }
    }
}

/// The smallest id of this moment: UUID v7 begins with its milliseconds.
fn first_of(at: jiff::Timestamp) -> uuid::Uuid {
    let millis = u128::try_from(at.as_millisecond().max(0)).unwrap_or(0);
    uuid::Uuid::from_u128(millis << 80)
}
