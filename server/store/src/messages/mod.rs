//! Conversations with named readers. Whoever is not a reader learns nothing, not even that one exists.

mod write;

pub use write::{Sent, save_draft, send};

use model::id::{FamilyId, MessageId, PersonId, ThreadId};
use model::messages::PAGE;
use model::policy::may_begin;
use model::role::Role;

use crate::db::on;
use crate::sharing::look;
use crate::text::on_team;
use crate::{Error, Tx};

/// True where the actor `$1` reads the thread `h` through the reader row `r` on the day `$2`.
macro_rules! reads {
    () => {
        concat!("r.person_id = $1 AND r.left_at IS NULL AND (h.family_id IS NULL OR ", on_team!("h.family_id"), ")")
    };
}
pub(crate) use reads;

/// One other reader of one of the actor's threads. A thread of four gives three rows.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Line {
    pub thread_id: ThreadId,
    pub name: String,
    pub role: Option<Role>,
    pub unread: i64,
    pub last_at: Option<jiff_sqlx::Timestamp>,
}

/// The actor's threads, the newest word first, one row for each other reader.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<Line>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let mut lines: Vec<Line> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT h.id AS thread_id, coalesce(p.chosen_name, p.name) AS name, ",
        "(SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = p.id) AS role, ",
        "(SELECT count(*) FROM message x WHERE x.thread_id = h.id AND x.seq > r.read_seq AND x.seq >= r.from_seq AND x.author_id <> $1) AS unread, ",
        "(SELECT x.at FROM message x WHERE x.thread_id = h.id AND x.seq = h.last_seq AND x.seq >= r.from_seq) AS last_at ",
        "FROM reader r JOIN thread h ON h.id = r.thread_id JOIN reader o ON o.thread_id = h.id AND o.person_id <> $1 AND o.left_at IS NULL ",
        "JOIN person p ON p.id = o.person_id WHERE ", reads!(), " ORDER BY h.id, p.id"))
        .bind(person).bind(today).fetch_all(c))?;
    // In Rust, because SQLite keeps times as text that does not sort. Stable, so a thread's rows stay together.
    lines.sort_by_key(|line| std::cmp::Reverse(line.last_at.as_ref().map(|at| at.to_jiff())));
    Ok(lines)
}

/// Somebody on one of the actor's teams with whom a conversation may be begun.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Candidate {
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
    pub family_id: FamilyId,
    my_role: Role,
    walks_together: bool,
    /// The thread of the two, where there is one.
    pub thread_id: Option<ThreadId>,
}

/// People the actor may write to. A mentor shows only to the parent they walk with and to those who serve the family.
///
/// # Errors
/// When the database fails.
pub async fn people(tx: &mut Tx) -> Result<Vec<Candidate>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let mut found: Vec<Candidate> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, o.role, o.family_id, m.role AS my_role, ",
        "(coalesce(o.walks_with = $1, FALSE) OR coalesce(m.walks_with = p.id, FALSE)) AS walks_together, ",
        "(SELECT h.id FROM thread h JOIN reader a ON a.thread_id = h.id AND a.person_id = $1 AND a.left_at IS NULL ",
        " JOIN reader b ON b.thread_id = h.id AND b.person_id = p.id WHERE h.pair IS NOT NULL) AS thread_id ",
        "FROM membership m JOIN membership o ON o.family_id = m.family_id AND o.person_id <> $1 JOIN person p ON p.id = o.person_id ",
        "WHERE m.person_id = $1 AND m.since <= $2 AND (m.until IS NULL OR m.until > $2) AND o.since <= $2 AND (o.until IS NULL OR o.until > $2) ",
        "AND (o.walks_with IS NULL OR o.walks_with = $1 OR m.role IN ('worker', 'supervisor', 'mentor_coordinator')) ORDER BY m.family_id, o.coordinator DESC, o.role, p.name, p.id"))
        .bind(person).bind(today).fetch_all(c))?;
    found.retain(|p| may_begin(p.my_role, p.role, p.walks_together));
    let mut seen = Vec::new();
    found.retain(|p| {
        !seen.contains(&p.person_id) && {
            seen.push(p.person_id);
            true
        }
    });
    Ok(found)
}

/// A thread as one of its readers sees it.
#[derive(Debug, Clone)]
pub struct Thread {
    pub id: ThreadId,
    /// Everyone else who reads it now.
    pub others: Vec<Other>,
    /// A page of messages, oldest first.
    pub messages: Vec<Message>,
    /// The last message read before this look.
    pub read_seq: i64,
    pub draft: Option<String>,
    /// True when older messages exist before this page.
    pub older: bool,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Other {
    pub name: String,
    pub role: Option<Role>,
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    family_id: Option<FamilyId>,
    last_seq: i64,
    from_seq: i64,
    read_seq: i64,
    draft: Option<String>,
    name: Option<String>,
    role: Option<Role>,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Message {
    pub id: MessageId,
    pub seq: i64,
    pub author_id: PersonId,
    pub author: String,
    pub language: String,
    pub body: String,
    pub entered_by_agency: bool,
    pub at: jiff_sqlx::Timestamp,
}

/// A page of a thread: the newest 50 messages, or the 50 before `before`. Reading marks what is shown as read.
///
/// # Errors
/// `NotFound` when the actor is not one of its readers.
pub async fn read(tx: &mut Tx, thread: ThreadId, before: Option<i64>) -> Result<Thread, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let rows: Vec<HeadRow> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT h.family_id, h.last_seq, r.from_seq, r.read_seq, d.body AS draft, coalesce(p.chosen_name, p.name) AS name, ",
        "(SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = p.id) AS role ",
        "FROM reader r JOIN thread h ON h.id = r.thread_id LEFT JOIN draft d ON d.person_id = $1 AND d.about = h.id ",
        "LEFT JOIN reader o ON o.thread_id = h.id AND o.person_id <> $1 AND o.left_at IS NULL LEFT JOIN person p ON p.id = o.person_id ",
        "WHERE h.id = $3 AND ", reads!(), " ORDER BY o.person_id"))
        .bind(person).bind(today).bind(thread).fetch_all(c))?;
    let head = rows.first().ok_or(Error::NotFound)?;
    let (last_seq, from_seq, read_seq, draft) = (head.last_seq, head.from_seq, head.read_seq, head.draft.clone());
    if let Some(family) = head.family_id {
        look(tx, family, "thread", Some(thread)).await?;
    }
    let upto = before.unwrap_or(i64::MAX);
    let mut messages: Vec<Message> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT x.id, x.seq, x.author_id, coalesce(p.chosen_name, p.name) AS author, x.language, x.body, x.entered_by_agency, x.at ",
        "FROM reader r JOIN thread h ON h.id = r.thread_id JOIN message x ON x.thread_id = h.id AND x.seq >= r.from_seq JOIN person p ON p.id = x.author_id ",
        "WHERE h.id = $3 AND x.seq < $4 AND ", reads!(), " ORDER BY x.seq DESC LIMIT $5"))
        .bind(person).bind(today).bind(thread).bind(upto).bind(PAGE).fetch_all(c))?;
    messages.reverse();
    if before.is_none() && last_seq > read_seq {
        on!(tx, c => sqlx::query("UPDATE reader SET read_seq = $3 WHERE thread_id = $1 AND person_id = $2 AND read_seq < $3")
            .bind(thread).bind(person).bind(last_seq).execute(c))?;
    }
    let older = messages.first().is_some_and(|first| first.seq > from_seq);
    let others = rows.into_iter().filter_map(|row| Some(Other { name: row.name?, role: row.role })).collect();
    Ok(Thread { id: thread, others, messages, read_seq, draft, older })
}

/// The messages after `after`, oldest first, for someone who has the thread open. With `seen` they count as read, and so
/// does what came before them; the look was logged when the page was opened.
///
/// # Errors
/// `NotFound` when the actor is not one of its readers.
pub async fn newer(tx: &mut Tx, thread: ThreadId, after: i64, seen: bool) -> Result<Vec<Message>, Error> {
    let end = last_seq(tx, thread).await?;
    let (person, today) = (tx.person()?, tx.today());
    let messages: Vec<Message> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT x.id, x.seq, x.author_id, coalesce(p.chosen_name, p.name) AS author, x.language, x.body, x.entered_by_agency, x.at ",
        "FROM reader r JOIN thread h ON h.id = r.thread_id JOIN message x ON x.thread_id = h.id AND x.seq >= r.from_seq JOIN person p ON p.id = x.author_id ",
        "WHERE h.id = $3 AND x.seq > $4 AND ", reads!(), " ORDER BY x.seq LIMIT $5"))
        .bind(person).bind(today).bind(thread).bind(after).bind(PAGE).fetch_all(c))?;
    if seen {
        let upto = messages.last().map_or(after, |last| last.seq).min(end);
        on!(tx, c => sqlx::query("UPDATE reader SET read_seq = $3 WHERE thread_id = $1 AND person_id = $2 AND read_seq < $3")
            .bind(thread).bind(person).bind(upto).execute(c))?;
    }
    Ok(messages)
}

/// The number of a thread's last message.
///
/// # Errors
/// `NotFound` when the actor is not one of its readers today.
pub async fn last_seq(tx: &mut Tx, thread: ThreadId) -> Result<i64, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let row: Option<(i64,)> = on!(tx, c => sqlx::query_as(concat!("SELECT h.last_seq FROM reader r JOIN thread h ON h.id = r.thread_id WHERE h.id = $3 AND ", reads!()))
        .bind(person).bind(today).bind(thread).fetch_optional(c))?;
    row.map(|(seq,)| seq).ok_or(Error::NotFound)
}

/// The draft the actor left for a person they have no thread with yet.
///
/// # Errors
/// When the database fails.
pub async fn draft(tx: &mut Tx, about: PersonId) -> Result<Option<String>, Error> {
    let person = tx.person()?;
    let row: Option<(String,)> = on!(tx, c => sqlx::query_as("SELECT body FROM draft WHERE person_id = $1 AND about = $2")
        .bind(person).bind(about).fetch_optional(c))?;
    Ok(row.map(|(body,)| body))
}
