//! What an open page of a thread fetches: whether something is new, and the new messages.

use model::id::{PersonId, ThreadId};
use model::messages::{THREAD_PAGE_SIZE, ThreadKind};

use super::receipts::{self, ReadReceipt};
use super::thread_access::open_messages;
use super::thread_header::thread_head;
use super::{MarkAs, ThreadMessage, actor_reads_thread, message_query, read_mark};
use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::{Error, Tx};

/// The messages that an open page of a thread does not have yet.
#[derive(Debug, Clone)]
pub struct NewerMessages {
    /// At most 50, the oldest first.
    pub messages: Vec<ThreadMessage>,
    pub kind: ThreadKind,
    /// The read receipt of the last message, if the actor wrote it.
    pub receipt: Option<ReadReceipt>,
}

/// For a page that has the thread open: the messages with numbers above `after`. These and all
/// earlier messages are marked as `mark_as` says. Writes an access log entry only when messages are
/// returned.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn messages_after(
    tx: &mut Tx,
    thread: ThreadId,
    after: i64,
    mark_as: MarkAs,
    language: &str,
) -> Result<NewerMessages, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let rows = thread_head(tx, thread).await?;
    let first = rows.first().ok_or(Error::NotFound)?;
    let (end, kind) = (first.last_seq, first.kind);
    let mut messages: Vec<ThreadMessage> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        message_query!(),
        "WHERE h.id = $3 AND x.seq > $4 AND ",
        actor_reads_thread!(),
        " ORDER BY x.seq LIMIT $5"
    ))
    .bind(person)
    .bind(today)
    .bind(thread)
    .bind(after)
    .bind(THREAD_PAGE_SIZE)
    .bind(language)
    .fetch_all(c))?;
    open_messages(tx, &mut messages).await?;
    read_mark::mark_delivered_or_read(
        tx,
        thread,
        // The number `after` comes from the browser, so it must not move the position past the last
        // message.
        messages.last().map_or(after, |last| last.seq).min(end),
        mark_as,
    )
    .await?;
    // Not the last of `messages`, which holds at most a page and is empty when only a receipt
    // changed.
    let last_text: Option<(i64, PersonId)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT seq, author_id FROM message WHERE thread_id = $1 AND kind = 'words' ORDER BY seq \
            DESC LIMIT 1").bind(thread).fetch_optional(c)
    })?;
    let receipt = last_text
        .filter(|(_, author)| *author == person)
        .and_then(|(seq, _)| receipts::receipt_for_message(&rows, seq));
    Ok(NewerMessages {
        messages,
        kind,
        receipt,
    })
}

/// What an open page of a thread compares, to know whether it must fetch again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreadState {
    /// The number of the last message.
    pub last_seq: i64,
    /// A fingerprint of the read receipts that the other participants share, which changes when
    /// they do.
    pub receipt_fingerprint: i64,
}

/// The state of a thread, without any content.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants today.
pub async fn thread_state(tx: &mut Tx, thread: ThreadId) -> Result<ThreadState, Error> {
    let rows = thread_head(tx, thread).await?;
    // A removed participant has no row here, which ends the event stream of their open page.
    let last_seq = rows.first().ok_or(Error::NotFound)?.last_seq;
    Ok(ThreadState {
        last_seq,
        receipt_fingerprint: receipts::receipt_fingerprint(&rows),
    })
}
