//! Conversations (threads) with an explicit list of participants, stored in the table `reader`. For
//! everybody else a thread is indistinguishable from one that does not exist.

pub mod away;
pub mod export;
pub mod interpret;
pub mod keep;
mod mark;
mod open;
mod people;
pub mod readers;
mod receipt;
pub mod search;
pub mod settle;
pub mod staff;
mod together;
mod write;

pub use mark::{ReadMark, mark};
pub use open::file;
pub(crate) use open::{open_messages, open_thread};
pub(crate) use people::pair_key;
pub use people::{Candidate, people, people_of};
pub use receipt::Receipt;
pub use together::{Gathering, gather};
pub(crate) use write::with_files;
pub use write::{Sent, may_write, save_draft, send};

use model::files::Kept;
use model::id::{FamilyId, MessageId, PersonId, ThreadId};
use model::messages::{MessageKind, PAGE, ThreadKind};
use model::role::Role;
use sqlx::types::{Json, Uuid};

use crate::db::on;
use crate::text::on_team;
use crate::{Error, Tx};

/// The authorization condition for threads: `r` is the actor's (`$1`) active participant row in the
/// thread `h`, and the actor is on the team of the thread's family on the day `$2`.
macro_rules! reads {
    () => {
        concat!("r.person_id = $1 AND r.left_at IS NULL AND (h.family_id IS NULL OR ", on_team!("h.family_id"), ")")
    };
}
pub(crate) use reads;

/// True where the participants `r` (the actor) and `o` of the thread `h` were in it at the same
/// time. A participant who left before the actor joined is hidden from the actor, including the
/// name.
macro_rules! read_together {
    () => {
        "(o.left_at IS NULL OR EXISTS (SELECT 1 FROM message went WHERE went.thread_id = h.id AND went.about_id = o.person_id \
         AND went.kind IN ('left', 'taken_off') AND went.seq >= r.from_seq))"
    };
}
pub(crate) use read_together;

/// True where no message was sent from the form of the actor's draft `d`. An autosave that races
/// with the send can leave a draft behind, which must not be shown as unsent text.
macro_rules! unsent {
    () => {
        "NOT EXISTS (SELECT 1 FROM message sent WHERE sent.author_id = $1 AND sent.form_id = d.form_id)"
    };
}

/// One other participant, active or former, of one of the actor's threads. A thread with four
/// participants gives three rows; a thread without visible other participants gives one row whose
/// `name` is `None`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Line {
    pub thread_id: ThreadId,
    pub name: Option<String>,
    pub role: Option<Role>,
    /// True when this person has left the thread.
    pub gone: bool,
    pub unread: i64,
    pub last_at: Option<jiff_sqlx::Timestamp>,
}

/// The actor's threads, ordered by their last message, the newest first. One row for each other
/// participant, see `Line`; the rows of a thread are adjacent.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<Line>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let mut lines: Vec<Line> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT h.id AS thread_id, coalesce(p.chosen_name, p.name) AS name, ",
        "(SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = p.id) AS role, (o.left_at IS NOT NULL) AS gone, ",
        "(SELECT count(*) FROM message x WHERE x.thread_id = h.id AND x.seq > r.read_seq AND x.seq >= r.from_seq AND x.author_id <> $1 AND x.kind = 'words') AS unread, ",
        "(SELECT x.at FROM message x WHERE x.thread_id = h.id AND x.seq = h.last_seq AND x.seq >= r.from_seq) AS last_at ",
        "FROM reader r JOIN thread h ON h.id = r.thread_id LEFT JOIN reader o ON o.thread_id = h.id AND o.person_id <> $1 AND ", read_together!(),
        " LEFT JOIN person p ON p.id = o.person_id WHERE ", reads!(), " ORDER BY h.id, p.id"))
        .bind(person).bind(today).fetch_all(c))?;
    // Sorted in Rust, because SQLite stores times as text that does not sort. The sort is stable,
    // so the rows of a thread stay adjacent.
    lines.sort_by_key(|line| std::cmp::Reverse(line.last_at.as_ref().map(|at| at.to_jiff())));
    Ok(lines)
}

/// A thread as shown to one of its participants.
#[derive(Debug, Clone)]
pub struct Thread {
    pub id: ThreadId,
    pub kind: ThreadKind,
    pub family_id: Option<FamilyId>,
    /// The other active participants.
    pub others: Vec<Other>,
    /// Former participants who were in the thread at the same time as the actor.
    pub gone: Vec<Other>,
    /// One page of messages, the oldest first.
    pub messages: Vec<Message>,
    /// The number of the last message the actor had read before this request.
    pub read_seq: i64,
    pub draft: Option<String>,
    /// True when older messages exist before this page.
    pub older: bool,
    /// The read receipt of the last message, if the actor wrote it and another participant shares
    /// read receipts.
    pub receipt: Option<Receipt>,
}

#[derive(Debug, Clone)]
pub struct Other {
    pub person_id: PersonId,
    pub name: String,
    pub role: Option<Role>,
    /// The last day (inclusive) of a current absence.
    pub away_until: Option<jiff::civil::Date>,
    /// The person who stands in during the absence.
    pub cover: Option<PersonId>,
    /// True when a notification about an unread message of the actor could not be delivered.
    pub untold: bool,
    /// The person's preferred reading language, as a tag.
    pub preferred_language: Option<String>,
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    kind: ThreadKind,
    family_id: Option<FamilyId>,
    last_seq: i64,
    from_seq: i64,
    read_seq: i64,
    receipts: Option<bool>,
    my_role: Option<Role>,
    draft: Option<String>,
    o_id: Option<PersonId>,
    name: Option<String>,
    role: Option<Role>,
    gone: bool,
    o_read: Option<i64>,
    o_reached: Option<i64>,
    o_receipts: Option<bool>,
    away_until: Option<jiff_sqlx::Date>,
    cover_id: Option<PersonId>,
    untold: i64,
    o_language: Option<String>,
    o_reads: Option<sqlx::types::Json<Vec<String>>>,
}

/// A person's preferred reading language: the language they selected for the portal, else the first
/// of the languages recorded as ones they read.
fn preferred_language(chosen: Option<&str>, reads: &[String]) -> Option<String> {
    chosen.or(reads.first().map(String::as_str)).map(str::to_owned)
}

impl HeadRow {
    fn other(&self) -> Option<Other> {
        Some(Other {
            person_id: self.o_id?,
            name: self.name.clone()?,
            role: self.role,
            away_until: self.away_until.as_ref().map(|day| day.to_jiff()),
            cover: self.cover_id,
            untold: self.untold > 0,
            preferred_language: preferred_language(self.o_language.as_deref(), self.o_reads.as_ref().map_or(&[], |reads| reads.0.as_slice())),
        })
    }
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Message {
    pub id: MessageId,
    pub thread_id: ThreadId,
    pub family_id: Option<FamilyId>,
    pub seq: i64,
    pub kind: MessageKind,
    /// For a system message: the name of the person it is about.
    pub about: Option<String>,
    pub author_id: PersonId,
    pub author: String,
    pub language: String,
    pub body: String,
    /// The attachments.
    files: Option<Json<Vec<Kept>>>,
    pub entered_by_agency: bool,
    pub at: jiff_sqlx::Timestamp,
    /// The interpreter's translation into the actor's language, the interpreter's name, and the
    /// time.
    tr_body: Option<String>,
    tr_by: Option<String>,
    tr_at: Option<jiff_sqlx::Timestamp>,
    /// The machine translation into the actor's language, and the host of the service.
    machine_body: Option<String>,
    machine_by: Option<String>,
    /// True when an interpreter's translation into the actor's language has been requested.
    pub asked: bool,
    /// The id of the entry about this read in the family's access log.
    #[sqlx(skip)]
    pub line: Option<Uuid>,
}

/// A translation of a message. `by` is the interpreter's name or the host of the translation
/// service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made<'a> {
    pub body: &'a str,
    pub by: &'a str,
    /// The time of an interpreter's translation; `None` for a machine translation.
    pub at: Option<jiff::Timestamp>,
}

impl Message {
    /// True for a message that a person wrote, false for a system message.
    pub fn is_words(&self) -> bool {
        self.kind == MessageKind::Words
    }

    /// The interpreter's translation, if there is one.
    pub fn interpreted(&self) -> Option<Made<'_>> {
        Some(Made { body: self.tr_body.as_deref()?, by: self.tr_by.as_deref()?, at: Some(self.tr_at.as_ref()?.to_jiff()) })
    }

    /// The machine translation, if there is one.
    pub fn by_machine(&self) -> Option<Made<'_>> {
        Some(Made { body: self.machine_body.as_deref()?, by: self.machine_by.as_deref()?, at: None })
    }

    /// The attachments: images, PDF documents and voice messages.
    pub fn files(&self) -> &[Kept] {
        self.files.as_ref().map_or(&[], |files| files.0.as_slice())
    }
}

/// The columns and the `FROM` clause that produce `Message` rows. `$6` is the actor's language.
macro_rules! message {
    () => {
        "x.id, x.thread_id, h.family_id, x.seq, x.kind, coalesce(xa.chosen_name, xa.name) AS about, x.author_id, coalesce(p.chosen_name, p.name) AS author, x.language, x.body, x.files, x.entered_by_agency, x.at, \
         tr.body AS tr_body, tr.made_by AS tr_by, tr.at AS tr_at, mt.body AS machine_body, mt.made_by AS machine_by, (q.id IS NOT NULL) AS asked \
         FROM reader r JOIN thread h ON h.id = r.thread_id JOIN message x ON x.thread_id = h.id AND x.seq >= r.from_seq JOIN person p ON p.id = x.author_id \
         LEFT JOIN person xa ON xa.id = x.about_id \
         LEFT JOIN message_translation tr ON tr.thread_id = x.thread_id AND tr.seq = x.seq AND tr.language = $6 AND tr.machine = FALSE \
         LEFT JOIN message_translation mt ON mt.thread_id = x.thread_id AND mt.seq = x.seq AND mt.language = $6 AND mt.machine = TRUE \
         LEFT JOIN interpretation q ON q.thread_id = x.thread_id AND q.seq = x.seq AND q.language = $6 "
    };
}

pub(crate) use message;

/// One page of a thread: the newest 50 messages, or the 50 with numbers below `before`. Reading the
/// newest page marks the thread as read; a read-only transaction leaves that update in
/// `Tx::take_mark`.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn read(tx: &mut Tx, thread: ThreadId, before: Option<i64>, language: &str) -> Result<Thread, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let rows = head(tx, thread).await?;
    let head = rows.first().ok_or(Error::NotFound)?;
    let (last_seq, from_seq, read_seq, draft) = (head.last_seq, head.from_seq, head.read_seq, head.draft.clone());
    open_thread(tx, thread, head.family_id).await?;
    // Message numbers have no gaps, so a page is a range of numbers that the index on them can read
    // without a sort.
    let upto = before.unwrap_or(i64::MAX).clamp(1, last_seq + 1);
    let mut messages: Vec<Message> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT ", message!(), "WHERE h.id = $3 AND x.seq < $4 AND x.seq >= $4 - $5 AND ", reads!(), " ORDER BY x.seq DESC LIMIT $5"))
        .bind(person).bind(today).bind(thread).bind(upto).bind(PAGE).bind(language).fetch_all(c))?;
    messages.reverse();
    open_messages(tx, &mut messages).await?;
    if before.is_none() && last_seq > read_seq {
        mark::seen(tx, thread, last_seq, true).await?;
    }
    let older = messages.first().is_some_and(|first| first.seq > from_seq);
    // A receipt is shown only while the actor's own message is the last one: a reply from another
    // participant already tells more.
    let mine = messages.iter().rev().find(|m| m.is_words()).filter(|m| m.author_id == person && before.is_none());
    let receipt = mine.and_then(|mine| receipt::of(&rows, mine.seq));
    let all = |gone| rows.iter().filter(move |row| row.gone == gone).filter_map(HeadRow::other).collect();
    Ok(Thread { id: thread, kind: head.kind, family_id: head.family_id, others: all(false), gone: all(true), messages, read_seq, draft, older, receipt })
}

/// The header of a thread, with one row for each other participant, active or former. Empty when
/// the actor is not a participant.
async fn head(tx: &mut Tx, thread: ThreadId) -> Result<Vec<HeadRow>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    on!(tx, c => sqlx::query_as(concat!(
        "SELECT h.kind, h.family_id, h.last_seq, r.from_seq, r.read_seq, r.receipts, d.body AS draft, ",
        "(SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = $1) AS my_role, ",
        "o.person_id AS o_id, coalesce(p.chosen_name, p.name) AS name, ",
        "(SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = p.id) AS role, (o.left_at IS NOT NULL) AS gone, ",
        "o.read_seq AS o_read, o.reached_seq AS o_reached, o.receipts AS o_receipts, p.language AS o_language, p.languages_read AS o_reads, w.ends AS away_until, w.cover_id, ",
        "(SELECT count(*) FROM outbox b WHERE b.thread_id = h.id AND b.person_id = o.person_id AND b.by_id = $1 AND b.state = 'failed' AND b.seq > o.read_seq) AS untold ",
        "FROM reader r JOIN thread h ON h.id = r.thread_id LEFT JOIN draft d ON d.person_id = $1 AND d.about = h.id AND ", unsent!(), " ",
        "LEFT JOIN reader o ON o.thread_id = h.id AND o.person_id <> $1 AND ", read_together!(), " LEFT JOIN person p ON p.id = o.person_id ",
        "LEFT JOIN away w ON w.person_id = o.person_id AND w.starts <= $2 AND w.ends >= $2 ",
        "WHERE h.id = $3 AND ", reads!(), " ORDER BY o.person_id"))
        .bind(person).bind(today).bind(thread).fetch_all(c))
}

/// For a page that has the thread open: at most 50 messages with numbers above `after`, the oldest
/// first, the kind of the thread, and the read receipt of the actor's last message. With `look`
/// these and all earlier messages are marked as read, else only as delivered. Writes an access log
/// entry only when messages are returned.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn newer(tx: &mut Tx, thread: ThreadId, after: i64, look: bool, language: &str) -> Result<(Vec<Message>, ThreadKind, Option<Receipt>), Error> {
    let (person, today) = (tx.person()?, tx.today());
    let rows = head(tx, thread).await?;
    let first = rows.first().ok_or(Error::NotFound)?;
    let (end, kind) = (first.last_seq, first.kind);
    let mut messages: Vec<Message> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT ", message!(), "WHERE h.id = $3 AND x.seq > $4 AND ", reads!(), " ORDER BY x.seq LIMIT $5"))
        .bind(person).bind(today).bind(thread).bind(after).bind(PAGE).bind(language).fetch_all(c))?;
    open_messages(tx, &mut messages).await?;
    mark::seen(tx, thread, messages.last().map_or(after, |last| last.seq).min(end), look).await?;
    let words: Option<(i64, PersonId)> = on!(tx, c => sqlx::query_as(
        "SELECT seq, author_id FROM message WHERE thread_id = $1 AND kind = 'words' ORDER BY seq DESC LIMIT 1").bind(thread).fetch_optional(c))?;
    let receipt = words.filter(|(_, author)| *author == person).and_then(|(seq, _)| receipt::of(&rows, seq));
    Ok((messages, kind, receipt))
}

/// The number of a thread's last message, and a fingerprint of the read receipts that the other
/// participants share, which changes when they do.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants today.
pub async fn last_seq(tx: &mut Tx, thread: ThreadId) -> Result<(i64, i64), Error> {
    let rows = head(tx, thread).await?;
    let last = rows.first().ok_or(Error::NotFound)?.last_seq;
    Ok((last, receipt::sign(&rows)))
}

/// The actor's saved draft to a person with whom they have no thread yet.
///
/// # Errors
/// When the database fails.
pub async fn draft(tx: &mut Tx, about: PersonId) -> Result<Option<String>, Error> {
    let person = tx.person()?;
    let row: Option<(String,)> = on!(tx, c => sqlx::query_as(concat!("SELECT d.body FROM draft d WHERE d.person_id = $1 AND d.about = $2 AND ", unsent!()))
        .bind(person).bind(about).fetch_optional(c))?;
    Ok(row.map(|(body,)| body))
}
