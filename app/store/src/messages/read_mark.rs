//! The read position of a participant in a thread.

use model::id::ThreadId;

use crate::change_bus::ChangeEvent;
use crate::db::run_on;
use crate::{Error, Tx};

/// What an update of the read position says about the messages up to its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkAs {
    /// They reached the actor's browser.
    Delivered,
    /// The actor has read them, and so they were delivered, too.
    Read,
}

/// A pending update of a read position, found by a read-only transaction that cannot write it.
#[derive(Debug, Clone, Copy)]
pub struct ReadMark {
    thread: ThreadId,
    upto: i64,
    mark_as: MarkAs,
}

/// Writes the update that `Tx::take_read_mark` returned from a read-only transaction.
///
/// # Errors
/// When the database fails.
pub async fn save_read_mark(tx: &mut Tx, mark: ReadMark) -> Result<(), Error> {
    mark_delivered_or_read(tx, mark.thread, mark.upto, mark.mark_as).await
}

/// Marks messages up to `upto` as delivered to the actor's browser, or also as read. A read-only
/// transaction leaves the update in `tx.deferred_read_mark` instead of writing it.
pub(super) async fn mark_delivered_or_read(
    tx: &mut Tx,
    thread: ThreadId,
    upto: i64,
    mark_as: MarkAs,
) -> Result<(), Error> {
    let person = tx.actor_id()?;
    if !tx.is_write_transaction() {
        // Asked first: most page views have nothing to write, and then no one waits for SQLite's
        // writer.
        let behind: Option<(i64,)> = run_on!(tx, |c| {
            sqlx::query_as(
            "SELECT read_seq FROM thread_participant WHERE thread_id = $1 AND person_id = $2 AND \
                (delivered_seq < $3 OR (read_seq < $3 AND $4))")
            .bind(thread).bind(person).bind(upto).bind(mark_as == MarkAs::Read).fetch_optional(c)
        })?;
        tx.deferred_read_mark = behind.map(|_| ReadMark {
            thread,
            upto,
            mark_as,
        });
        return Ok(());
    }
    // Only forward: a second tab that shows fewer messages must not make others unread again.
    let touched = if mark_as == MarkAs::Read {
        // A message counted as delivered stays delivered when an earlier page is read.
        run_on!(tx, |c| {
            sqlx::query(
                "UPDATE thread_participant SET read_seq = $3, delivered_seq = CASE WHEN \
                delivered_seq > $3 THEN delivered_seq ELSE $3 END \
            WHERE thread_id = $1 AND person_id = $2 AND read_seq < $3",
            )
            .bind(thread)
            .bind(person)
            .bind(upto)
            .execute(c)
        })?
    } else {
        run_on!(tx, |c| {
            sqlx::query(
                "UPDATE thread_participant SET delivered_seq = $3 WHERE thread_id = $1 AND \
                person_id = $2 AND delivered_seq < $3",
            )
            .bind(thread)
            .bind(person)
            .bind(upto)
            .execute(c)
        })?
    };
    // Only after a change: an event makes every open page fetch, and each fetch marks messages
    // again.
    if touched > 0 {
        tx.publish_on_commit(ChangeEvent::Thread(thread));
    }
    Ok(())
}
