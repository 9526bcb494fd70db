//! Conversations (threads) with an explicit list of participants, stored in the table
//! `thread_participant`. For everybody else a thread is indistinguishable from one that does not
//! exist.

pub mod absences;
mod drafts;
pub mod export;
mod groups;
pub mod interpretation;
pub mod participant_sync;
pub mod participants;
mod read_mark;
mod receipts;
mod recipients;
pub mod retention;
pub mod search;
mod send;
pub mod staff;
mod thread_access;
mod thread_header;
mod thread_message;
mod thread_updates;

pub use drafts::{load_draft, may_write, save_draft};
pub use groups::{NewGroupThread, create_group};
pub use read_mark::{MarkAs, ReadMark, save_read_mark};
pub use receipts::ReadReceipt;
pub(crate) use recipients::thread_pair_key;
pub use recipients::{RecipientCandidate, list_family_recipients, list_recipients};
pub use send::{MessageRef, list_messages_with_attachments, send};
pub use thread_access::{StoredAttachment, open_attachment};
pub(crate) use thread_access::{open_messages, open_thread};
pub use thread_header::OtherParticipant;
use thread_header::{ThreadHeadRow, thread_head};
pub(crate) use thread_message::message_query;
pub use thread_message::{MessageTranslation, ThreadMessage};
pub use thread_updates::{NewerMessages, ThreadState, messages_after, thread_state};

use model::id::{FamilyId, ThreadId};
use model::messages::{THREAD_PAGE_SIZE, ThreadKind};
use model::role::Role;

use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::{Error, Tx};

/// The authorization condition for threads: `r` is the actor's (`$1`) active participant row in the
/// thread `h`, and the actor is on the team of the thread's family on the day `$2`.
macro_rules! actor_reads_thread {
    () => {
        concat!(
            "r.person_id = $1 AND r.left_at IS NULL AND (h.family_id IS NULL OR ",
            actor_is_member!("h.family_id"),
            ")"
        )
    };
}
pub(crate) use actor_reads_thread;

/// True where the participants `r` (the actor) and `o` of the thread `h` were in it at the same
/// time. A participant who left before the actor joined is hidden from the actor, including the
/// name.
macro_rules! participants_overlapped {
    () => {
        "(o.left_at IS NULL OR EXISTS (SELECT 1 FROM message went WHERE went.thread_id = h.id AND \
            went.about_id = o.person_id \
         AND went.kind IN ('left', 'taken_off') AND went.seq >= r.visible_from_seq))"
    };
}
pub(crate) use participants_overlapped;

/// One other participant, active or former, of one of the actor's threads. A thread with four
/// participants gives three rows; a thread without visible other participants gives one row whose
/// `name` is `None`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ThreadListRow {
    pub thread_id: ThreadId,
    pub family_id: Option<FamilyId>,
    pub name: Option<String>,
    /// How to say the name, as its owner wrote it.
    pub pronunciation: Option<String>,
    pub role: Option<Role>,
    /// True when this person has left the thread.
    pub gone: bool,
    pub unread: i64,
    pub last_at: Option<jiff_sqlx::Timestamp>,
}

/// The actor's threads, ordered by their last message, the newest first. One row for each other
/// participant, see `ThreadListRow`; the rows of a thread are adjacent.
///
/// # Errors
/// When the database fails.
pub async fn list_threads(tx: &mut Tx) -> Result<Vec<ThreadListRow>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut rows: Vec<ThreadListRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT h.id AS thread_id, h.family_id, coalesce(p.chosen_name, p.name) AS name, \
            p.pronunciation, ",
        "(SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = \
            p.id) AS role, (o.left_at IS NOT NULL) AS gone, ",
        "(SELECT count(*) FROM message x WHERE x.thread_id = h.id AND x.seq > r.read_seq AND \
            x.seq >= r.visible_from_seq AND x.author_id <> $1 AND x.kind = 'words') AS unread, ",
        "(SELECT x.created_at FROM message x WHERE x.thread_id = h.id AND x.seq = h.last_seq AND \
            x.seq >= r.visible_from_seq) AS last_at ",
        "FROM thread_participant r JOIN thread h ON h.id = r.thread_id LEFT JOIN \
            thread_participant o ON o.thread_id = h.id AND o.person_id <> $1 AND ",
        participants_overlapped!(),
        " LEFT JOIN person p ON p.id = o.person_id WHERE ", actor_reads_thread!(), " ORDER BY \
            h.id, p.id"))
        .bind(person).bind(today).fetch_all(c)
    })?;
    // Sorted in Rust, because SQLite stores times as text that does not sort. The sort is stable,
    // so the rows of a thread stay adjacent.
    rows.sort_by_key(|line| std::cmp::Reverse(line.last_at.as_ref().map(|at| at.to_jiff())));
    Ok(rows)
}

/// A thread as shown to one of its participants.
#[derive(Debug, Clone)]
pub struct ThreadView {
    pub id: ThreadId,
    pub kind: ThreadKind,
    pub family_id: Option<FamilyId>,
    /// The other active participants.
    pub other_participants: Vec<OtherParticipant>,
    /// Former participants who were in the thread at the same time as the actor.
    pub former_participants: Vec<OtherParticipant>,
    /// One page of messages, the oldest first.
    pub messages: Vec<ThreadMessage>,
    /// The number of the last message the actor had read before this request.
    pub read_seq: i64,
    pub draft: Option<String>,
    /// True when older messages exist before this page.
    pub has_older: bool,
    /// True when this page ends with the newest message.
    pub is_newest_page: bool,
    /// The read receipt of the last message, if the actor wrote it and another participant shares
    /// read receipts.
    pub receipt: Option<ReadReceipt>,
}

/// One page of a thread: the newest 50 messages, or the 50 with numbers below `before` if the last
/// of those is not one of the newest 50. Reading the newest page marks the thread as read; a
/// read-only transaction leaves that update in `Tx::take_read_mark`.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn read_thread(
    tx: &mut Tx,
    thread: ThreadId,
    before: Option<i64>,
    language: &str,
) -> Result<ThreadView, Error> {
    let person = tx.actor_id()?;
    let rows = thread_head(tx, thread).await?;
    let head = rows.first().ok_or(Error::NotFound)?;
    open_thread(tx, thread, head.family_id).await?;
    // Only the newest page has the composer and new messages, so that a link to a recent message
    // must not open a page without them.
    let before = before.filter(|before| *before <= head.last_seq + 1 - THREAD_PAGE_SIZE);
    // The clamp keeps the arithmetic of the query within the range of the numbers, whatever the
    // address of the page says.
    let upto = before.unwrap_or(i64::MAX).clamp(1, head.last_seq + 1);
    let mut messages = load_page(tx, thread, upto, language).await?;
    open_messages(tx, &mut messages).await?;
    // Only the newest page marks messages as read: a person who reads an earlier page may not have
    // seen what came since.
    if before.is_none() && head.last_seq > head.read_seq {
        read_mark::mark_delivered_or_read(tx, thread, head.last_seq, MarkAs::Read).await?;
    }
    // A receipt is shown only while the actor's own message is the last one: a reply from another
    // participant already tells more.
    let mine = messages
        .iter()
        .rev()
        .find(|m| m.is_text_message())
        .filter(|m| m.author_id == person && before.is_none());
    let receipt = mine.and_then(|mine| receipts::receipt_for_message(&rows, mine.seq));
    let all = |gone| {
        rows.iter()
            .filter(move |row| row.gone == gone)
            .filter_map(ThreadHeadRow::to_other_participant)
            .collect()
    };
    Ok(ThreadView {
        id: thread,
        kind: head.kind,
        family_id: head.family_id,
        other_participants: all(false),
        former_participants: all(true),
        // Messages before `visible_from_seq` exist, but not for the actor.
        has_older: messages
            .first()
            .is_some_and(|first| first.seq > head.visible_from_seq),
        is_newest_page: before.is_none(),
        messages,
        read_seq: head.read_seq,
        draft: head.draft.clone(),
        receipt,
    })
}

/// The last messages with numbers below `upto`, at most `THREAD_PAGE_SIZE`, the oldest first.
async fn load_page(
    tx: &mut Tx,
    thread: ThreadId,
    upto: i64,
    language: &str,
) -> Result<Vec<ThreadMessage>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Message numbers have no gaps, so a page is a range of numbers that the index on them can read
    // without a sort.
    let mut messages: Vec<ThreadMessage> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        message_query!(),
        "WHERE h.id = $3 AND x.seq < $4 AND x.seq >= $4 - $5 AND ",
        actor_reads_thread!(),
        " ORDER BY x.seq DESC LIMIT $5"
    ))
    .bind(person)
    .bind(today)
    .bind(thread)
    .bind(upto)
    .bind(THREAD_PAGE_SIZE)
    .bind(language)
    .fetch_all(c))?;
    messages.reverse();
    Ok(messages)
}
