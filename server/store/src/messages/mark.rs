//! How far somebody has read.

use model::id::ThreadId;

use crate::bell::Ring;
use crate::db::on;
use crate::{Error, Tx};

/// How far somebody has read, where that was found out by a transaction that only reads.
#[derive(Debug, Clone, Copy)]
pub struct ReadMark {
    thread: ThreadId,
    upto: i64,
    look: bool,
}

/// Writes a mark that a reading left.
///
/// # Errors
/// When the database fails.
pub async fn mark(tx: &mut Tx, mark: ReadMark) -> Result<(), Error> {
    seen(tx, mark.thread, mark.upto, mark.look).await
}

/// Marks messages up to `upto` as come to one of the actor's screens, and as read where they `look` at it.
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
        on!(tx, c => sqlx::query("UPDATE reader SET read_seq = $3, reached_seq = $3 WHERE thread_id = $1 AND person_id = $2 AND read_seq < $3")
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
