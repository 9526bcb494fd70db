//! The read position of a participant in a thread.

use model::id::ThreadId;

use crate::bell::Ring;
use crate::db::on;
use crate::{Error, Tx};

/// A pending update of a read position, found by a read-only transaction that cannot write it.
#[derive(Debug, Clone, Copy)]
pub struct ReadMark {
    thread: ThreadId,
    upto: i64,
    look: bool,
}

/// Writes the update that `Tx::take_mark` returned from a read-only transaction.
///
/// # Errors
/// When the database fails.
pub async fn mark(tx: &mut Tx, mark: ReadMark) -> Result<(), Error> {
    seen(tx, mark.thread, mark.upto, mark.look).await
}

/// Marks messages up to `upto` as delivered to the actor's browser, and also as read when `look` is
/// true. A read-only transaction leaves the update in `tx.mark` instead of writing it.
pub(super) async fn seen(tx: &mut Tx, thread: ThreadId, upto: i64, look: bool) -> Result<(), Error> {
    let person = tx.person()?;
    if !tx.writes() {
        let behind: Option<(i64,)> = on!(tx, c => sqlx::query_as(
            "SELECT read_seq FROM reader WHERE thread_id = $1 AND person_id = $2 AND (reached_seq < $3 OR (read_seq < $3 AND $4))")
            .bind(thread).bind(person).bind(upto).bind(look).fetch_optional(c))?;
        tx.mark = behind.map(|_| ReadMark { thread, upto, look });
        return Ok(());
    }
    let touched = if look {
        // A message counted as delivered stays delivered when an earlier page is read.
        on!(tx, c => sqlx::query("UPDATE reader SET read_seq = $3, reached_seq = CASE WHEN reached_seq > $3 THEN reached_seq ELSE $3 END \
            WHERE thread_id = $1 AND person_id = $2 AND read_seq < $3")
            .bind(thread).bind(person).bind(upto).execute(c))?
    } else {
        on!(tx, c => sqlx::query("UPDATE reader SET reached_seq = $3 WHERE thread_id = $1 AND person_id = $2 AND reached_seq < $3")
            .bind(thread).bind(person).bind(upto).execute(c))?
    };
    if touched > 0 {
        tx.ring(Ring::Thread(thread));
    }
    Ok(())
}
