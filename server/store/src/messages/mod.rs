//! Conversations with named readers. Whoever is not a reader learns nothing, not even that one exists.

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

/// True where the actor `$1` reads the thread `h` through the reader row `r` on the day `$2`.
macro_rules! reads {
    () => {
        concat!("r.person_id = $1 AND r.left_at IS NULL AND (h.family_id IS NULL OR ", on_team!("h.family_id"), ")")
    };
}
pub(crate) use reads;

/// True where the actor, who reads the thread `h` as the row `r`, read it together with the reader `o`: who left before the
/// actor came in is not known to them, not even by name.
macro_rules! read_together {
    () => {
        "(o.left_at IS NULL OR EXISTS (SELECT 1 FROM message went WHERE went.thread_id = h.id AND went.about_id = o.person_id \
         AND went.kind IN ('left', 'taken_off') AND went.seq >= r.from_seq))"
    };
}
pub(crate) use read_together;

/// True where the form that the draft `d` of the actor was typed into was not sent. A draft that was kept in the same moment as
/// its message would else stand there as if it still had to be sent.
macro_rules! unsent {
    () => {
        "NOT EXISTS (SELECT 1 FROM message sent WHERE sent.author_id = $1 AND sent.form_id = d.form_id)"
    };
}

/// One other reader of one of the actor's threads, now or before. A thread of four gives three rows; one whose other readers
/// all left before the actor came gives one row without a name.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Line {
    pub thread_id: ThreadId,
    pub name: Option<String>,
    pub role: Option<Role>,
    /// True when this person does not read it any more.
    pub gone: bool,
    pub unread: i64,
    pub last_at: Option<jiff_sqlx::Timestamp>,
}

/// The actor's threads, the newest word first, one row for each other reader whom the actor read together with.
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
    // In Rust, because SQLite keeps times as text that does not sort. Stable, so a thread's rows stay together.
    lines.sort_by_key(|line| std::cmp::Reverse(line.last_at.as_ref().map(|at| at.to_jiff())));
    Ok(lines)
}

/// A thread as one of its readers sees it.
#[derive(Debug, Clone)]
pub struct Thread {
    pub id: ThreadId,
    pub kind: ThreadKind,
    pub family_id: Option<FamilyId>,
    /// Everyone else who reads it now.
    pub others: Vec<Other>,
    /// Everyone who read it while the actor did, and does not any more.
    pub gone: Vec<Other>,
    /// A page of messages, oldest first.
    pub messages: Vec<Message>,
    /// The last message read before this look.
    pub read_seq: i64,
    pub draft: Option<String>,
    /// True when older messages exist before this page.
    pub older: bool,
    /// How far the actor's last words have come; nothing where they have written none or nobody shows it.
    pub receipt: Option<Receipt>,
}

#[derive(Debug, Clone)]
pub struct Other {
    pub person_id: PersonId,
    pub name: String,
    pub role: Option<Role>,
    /// The last day on which they are away.
    pub away_until: Option<jiff::civil::Date>,
    /// Who stands in for them meanwhile.
    pub cover: Option<PersonId>,
    /// True when telling them of the actor's own words was tried and failed.
    pub untold: bool,
    /// The language they read best, as a tag.
    pub reads_in: Option<String>,
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

/// The language somebody reads best: the one they have chosen for their pages, or else the first they are said to read.
fn reads_in(chosen: Option<&str>, reads: &[String]) -> Option<String> {
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
            reads_in: reads_in(self.o_language.as_deref(), self.o_reads.as_ref().map_or(&[], |reads| reads.0.as_slice())),
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
    /// Whom a message is about that is not words.
    pub about: Option<String>,
    pub author_id: PersonId,
    pub author: String,
    pub language: String,
    pub body: String,
    /// What was sent with it.
    files: Option<Json<Vec<Kept>>>,
    pub entered_by_agency: bool,
    pub at: jiff_sqlx::Timestamp,
    /// The words in the reader's language, as an interpreter made them, their name, and when.
    tr_body: Option<String>,
    tr_by: Option<String>,
    tr_at: Option<jiff_sqlx::Timestamp>,
    /// The same, as a machine made them, and which.
    machine_body: Option<String>,
    machine_by: Option<String>,
    /// True when an interpreter was asked for the reader's language.
    pub asked: bool,
    /// The line about this reading in the family's access log.
    #[sqlx(skip)]
    pub line: Option<Uuid>,
}

/// A message in another language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made<'a> {
    pub body: &'a str,
    pub by: &'a str,
    /// When an interpreter made it; nothing for a machine.
    pub at: Option<jiff::Timestamp>,
}

impl Message {
    /// Whether somebody wrote it; anything else is told by the portal.
    pub fn is_words(&self) -> bool {
        self.kind == MessageKind::Words
    }

    /// What an interpreter made of it.
    pub fn interpreted(&self) -> Option<Made<'_>> {
        Some(Made { body: self.tr_body.as_deref()?, by: self.tr_by.as_deref()?, at: Some(self.tr_at.as_ref()?.to_jiff()) })
    }

    /// What a machine made of it.
    pub fn by_machine(&self) -> Option<Made<'_>> {
        Some(Made { body: self.machine_body.as_deref()?, by: self.machine_by.as_deref()?, at: None })
    }

    /// The pictures, papers and voice messages sent with it.
    pub fn files(&self) -> &[Kept] {
        self.files.as_ref().map_or(&[], |files| files.0.as_slice())
    }
}

/// The columns of `Message` and where they come from. `$6` is the reader's language.
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

/// A page of a thread: the newest 50 messages, or the 50 before `before`. Reading marks what is shown as read; in a transaction
/// that only reads, the mark is left to `Tx::take_mark`.
///
/// # Errors
/// `NotFound` when the actor is not one of its readers.
pub async fn read(tx: &mut Tx, thread: ThreadId, before: Option<i64>, language: &str) -> Result<Thread, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let rows = head(tx, thread).await?;
    let head = rows.first().ok_or(Error::NotFound)?;
    let (last_seq, from_seq, read_seq, draft) = (head.last_seq, head.from_seq, head.read_seq, head.draft.clone());
    open_thread(tx, thread, head.family_id).await?;
    // Numbers have no gaps, so that a page is a range of them and nothing has to be sorted.
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
    // Under the last words, while they are one's own; an answer says more than a receipt.
    let mine = messages.iter().rev().find(|m| m.is_words()).filter(|m| m.author_id == person && before.is_none());
    let receipt = mine.and_then(|mine| receipt::of(&rows, mine.seq));
    let all = |gone| rows.iter().filter(move |row| row.gone == gone).filter_map(HeadRow::other).collect();
    Ok(Thread { id: thread, kind: head.kind, family_id: head.family_id, others: all(false), gone: all(true), messages, read_seq, draft, older, receipt })
}

/// A thread's head, one row for each other reader, now or before.
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

/// The messages after `after`, oldest first, for someone who has the thread open, and how far their own last words have
/// come. With `look` they count as read, and so does what came before them. Words that are handed out are a reading of their own
/// in the access log; an answer without words is none.
///
/// # Errors
/// `NotFound` when the actor is not one of its readers.
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

/// The number of a thread's last message, and a sign that changes when the others have read or received more and show it.
///
/// # Errors
/// `NotFound` when the actor is not one of its readers today.
pub async fn last_seq(tx: &mut Tx, thread: ThreadId) -> Result<(i64, i64), Error> {
    let rows = head(tx, thread).await?;
    let last = rows.first().ok_or(Error::NotFound)?.last_seq;
    Ok((last, receipt::sign(&rows)))
}

/// The draft the actor left for a person they have no thread with yet.
///
/// # Errors
/// When the database fails.
pub async fn draft(tx: &mut Tx, about: PersonId) -> Result<Option<String>, Error> {
    let person = tx.person()?;
    let row: Option<(String,)> = on!(tx, c => sqlx::query_as(concat!("SELECT d.body FROM draft d WHERE d.person_id = $1 AND d.about = $2 AND ", unsent!()))
        .bind(person).bind(about).fetch_optional(c))?;
    Ok(row.map(|(body,)| body))
}
