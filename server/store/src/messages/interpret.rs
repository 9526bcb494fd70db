//! Two languages in one conversation: asking for an interpreter, the interpreters' queue, and what was made of a message.
//! An interpreter sees that message, as much before it as whoever asked allows, and nothing else; and only until it is done.

use jiff_sqlx::ToSqlx;
use model::files::{FileKind, Kept};
use model::id::{FamilyId, FormId, InterpretationId, MessageId, PersonId, ThreadId};
use model::messages::{BEFORE_MAX, MessageKind};
use model::policy::of_age_to_interpret;
use model::role::Role;
use sqlx::types::{Json, Uuid};

use super::together::next;
use super::{open_thread, reads};
use crate::access::page_covers;
use crate::bell::Ring;
use crate::db::{Inner, on, once};
use crate::notify::outbox;
use crate::text::on_team;
use crate::{Error, Tx};

/// Asks for a message in a language. Asked twice is asked once.
///
/// # Errors
/// `NotFound` when the actor does not read that message.
pub async fn ask(tx: &mut Tx, thread: ThreadId, seq: i64, language: &str, before: i32) -> Result<(), Error> {
    let (person, now) = (tx.person()?, tx.now());
    readable(tx, thread, seq).await?;
    let known: Option<(i64,)> = on!(tx, c => sqlx::query_as("SELECT seq FROM interpretation WHERE thread_id = $1 AND seq = $2 AND language = $3")
        .bind(thread).bind(seq).bind(language).fetch_optional(c))?;
    if known.is_some() {
        return Ok(());
    }
    let id: InterpretationId = tx.clock().mint();
    let asked = on!(tx, c => sqlx::query("INSERT INTO interpretation (id, thread_id, seq, language, asked_by, before_it, at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id).bind(thread).bind(seq).bind(language).bind(person).bind(before.clamp(0, BEFORE_MAX)).bind(now).execute(c));
    once(asked).map(|_| ())
}

/// A message somebody may ask for in another language.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Original {
    pub language: String,
    pub body: String,
    family_id: Option<FamilyId>,
}

/// A message of a thread, opened for the actor to read.
///
/// # Errors
/// `NotFound` when they do not read it.
pub async fn original(tx: &mut Tx, thread: ThreadId, seq: i64) -> Result<Original, Error> {
    let found = readable(tx, thread, seq).await?;
    open_thread(tx, thread, found.family_id).await?;
    Ok(found)
}

/// A message of a thread, and the agency's words for it, to be sent to a machine that translates. Nobody looks at it: the
/// page that shows what came of it opens the thread.
///
/// # Errors
/// `NotFound` when the actor does not read it.
pub async fn for_machine(tx: &mut Tx, thread: ThreadId, seq: i64, into: &str) -> Result<(Original, Vec<(String, String)>), Error> {
    let found = readable(tx, thread, seq).await?;
    let terms = glossary(tx, &found.language, into).await?;
    Ok((found, terms))
}

async fn readable(tx: &mut Tx, thread: ThreadId, seq: i64) -> Result<Original, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let found: Option<Original> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT x.language, x.body, h.family_id FROM reader r JOIN thread h ON h.id = r.thread_id JOIN message x ON x.thread_id = h.id AND x.seq >= r.from_seq ",
        "WHERE h.id = $3 AND x.seq = $4 AND x.kind = 'words' AND ", reads!()))
        .bind(person).bind(today).bind(thread).bind(seq).fetch_optional(c))?;
    found.ok_or(Error::NotFound)
}

/// Keeps what a machine made of a message.
///
/// # Errors
/// `NotFound` when the actor does not read that message.
pub async fn keep_machine(tx: &mut Tx, thread: ThreadId, seq: i64, language: &str, body: &str, by: &str) -> Result<(), Error> {
    readable(tx, thread, seq).await?;
    // Kept with who asked the machine: nobody puts words into a conversation that are nobody's.
    let (me, now) = (tx.person()?, tx.now());
    let known: Option<(i64,)> = on!(tx, c => sqlx::query_as("SELECT seq FROM message_translation WHERE thread_id = $1 AND seq = $2 AND language = $3 AND machine = $4")
        .bind(thread).bind(seq).bind(language).bind(true).fetch_optional(c))?;
    if known.is_some() {
        return Ok(());
    }
    let kept = on!(tx, c => sqlx::query("INSERT INTO message_translation (thread_id, seq, language, machine, body, made_by, by_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(thread).bind(seq).bind(language).bind(true).bind(body).bind(by).bind(me).bind(now).execute(c));
    once(kept)?;
    tx.ring(Ring::Thread(thread));
    Ok(())
}

/// The agency's own words for terms of the law, from one language into another, longest first.
///
/// # Errors
/// When the database fails.
async fn glossary(tx: &mut Tx, from: &str, into: &str) -> Result<Vec<(String, String)>, Error> {
    let agency = tx.actor()?.agency;
    let mut terms: Vec<(String, String)> = on!(tx, c => sqlx::query_as("SELECT term, words FROM glossary WHERE agency_id = $1 AND language = $2 AND to_language = $3 ORDER BY term")
        .bind(agency).bind(from).bind(into).fetch_all(c))?;
    terms.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
    Ok(terms)
}

/// A message that waits for an interpreter.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Waiting {
    pub id: InterpretationId,
    pub thread_id: ThreadId,
    pub seq: i64,
    /// The language it was written or spoken in, where the interpreter may know it already; and the one it is asked for in.
    pub language: String,
    pub at: jiff_sqlx::Timestamp,
    pub taken_by: Option<PersonId>,
    family_id: FamilyId,
    asked_by: PersonId,
    before_it: i32,
}

/// Whether the actor interprets at all: an interpreter on some team, of age.
async fn languages(tx: &mut Tx) -> Result<Vec<String>, Error> {
    let me = tx.person()?;
    let today = tx.actor()?.today;
    if !tx.actor()?.has(|role| role == Role::Interpreter) {
        return Err(Error::NotFound);
    }
    type Own = (Option<jiff_sqlx::Date>, Json<Vec<String>>, Json<Vec<String>>);
    let row: Option<Own> = on!(tx, c => sqlx::query_as("SELECT born, languages_spoken, languages_read FROM person WHERE id = $1").bind(me).fetch_optional(c))?;
    let (born, spoken, read) = row.ok_or(Error::NotFound)?;
    // A child is never the interpreter, whatever a team says.
    if !of_age_to_interpret(born.map(|day| day.to_jiff()), today) {
        return Err(Error::NotFound);
    }
    Ok(spoken.0.into_iter().chain(read.0).collect())
}

/// What waits for the actor to interpret, the oldest first. No words and no names are in it.
///
/// # Errors
/// `NotFound` when the actor is no interpreter.
pub async fn queue(tx: &mut Tx) -> Result<Vec<Waiting>, Error> {
    let languages = languages(tx).await?;
    let (person, today) = (tx.person()?, tx.today());
    // Of families where the actor has no other place than this.
    let mut waiting: Vec<Waiting> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT i.id, i.thread_id, h.family_id, i.seq, i.language, i.at, i.taken_by, i.asked_by, i.before_it FROM interpretation i JOIN thread h ON h.id = i.thread_id ",
        "WHERE i.done_at IS NULL AND (i.taken_by IS NULL OR i.taken_by = $1) AND ", on_team!("h.family_id"),
        " AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.family_id = h.family_id AND o.person_id = $1 AND o.role <> 'interpreter' ",
        "AND o.since <= $2 AND (o.until IS NULL OR o.until > $2))"))
        .bind(person).bind(today).fetch_all(c))?;
    waiting.retain(|row| languages.contains(&row.language));
    waiting.sort_by_key(|row| row.at.to_jiff());
    Ok(waiting)
}

/// One message as an interpreter gets it: its writer by place, not by name.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Given {
    pub id: MessageId,
    pub seq: i64,
    pub role: Option<Role>,
    pub language: String,
    pub body: String,
    files: Option<Json<Vec<Kept>>>,
    /// The line about this reading in the family's access log.
    #[sqlx(skip)]
    pub line: Option<Uuid>,
}

impl Given {
    pub fn files(&self) -> &[Kept] {
        self.files.as_ref().map_or(&[], |files| files.0.as_slice())
    }
}

/// Takes a message from the queue, so that nobody else does it meanwhile. Claimed twice is claimed once.
///
/// # Errors
/// `NotFound` when it is done, claimed by somebody else, or not the actor's to interpret.
pub async fn claim(tx: &mut Tx, id: InterpretationId) -> Result<(), Error> {
    let me = tx.person()?;
    waiting(tx, id).await?;
    let claimed = on!(tx, c => sqlx::query("UPDATE interpretation SET taken_by = $2 WHERE id = $1 AND (taken_by IS NULL OR taken_by = $2) AND done_at IS NULL")
        .bind(id).bind(me).execute(c))?;
    if claimed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// One message of the actor's queue.
///
/// # Errors
/// `NotFound` when it is done, claimed by somebody else, or not the actor's to interpret.
pub async fn waiting(tx: &mut Tx, id: InterpretationId) -> Result<Waiting, Error> {
    queue(tx).await?.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)
}

/// A message that the actor has claimed, and what may be read of it, the message itself last. Reading claims nothing.
///
/// # Errors
/// `NotFound` when it is done, or the actor has not claimed it.
pub async fn read(tx: &mut Tx, id: InterpretationId) -> Result<(Waiting, Vec<Given>), Error> {
    let me = tx.person()?;
    let one = waiting(tx, id).await?;
    let mut given = given(tx, &one, me).await?;
    let line = open_thread(tx, one.thread_id, Some(one.family_id)).await?;
    given.iter_mut().for_each(|each| each.line = line);
    Ok((one, given))
}

/// A voice message that the actor has claimed, or one before it that they may hear. `page` is as for `messages::file`.
///
/// # Errors
/// `NotFound` as for `read`, and where there is no such voice message.
pub async fn voice(tx: &mut Tx, id: InterpretationId, seq: i64, n: usize, page: Option<Uuid>) -> Result<(MessageId, Kept), Error> {
    let me = tx.person()?;
    let one = waiting(tx, id).await?;
    let given = given(tx, &one, me).await?.into_iter().find(|given| given.seq == seq).ok_or(Error::NotFound)?;
    let kept = given.files().get(n).filter(|file| file.kind == FileKind::Voice).cloned().ok_or(Error::NotFound)?;
    if !page_covers(tx, one.thread_id, given.id, page).await? {
        open_thread(tx, one.thread_id, Some(one.family_id)).await?;
    }
    Ok((given.id, kept))
}

async fn given(tx: &mut Tx, one: &Waiting, me: PersonId) -> Result<Vec<Given>, Error> {
    let id = one.id;
    let from = one.seq - i64::from(one.before_it);
    // On PostgreSQL row-level security holds it to that; there an interpreter reads no line of `reader`.
    let held = matches!(tx.inner, Inner::Postgres(_));
    // Never more than whoever asked may read themselves.
    let given: Vec<Given> = on!(tx, c => sqlx::query_as(
        "SELECT x.id, x.seq, (SELECT min(a.role) FROM membership a JOIN thread h ON h.id = x.thread_id WHERE a.family_id = h.family_id AND a.person_id = x.author_id) AS role,
            x.language, x.body, x.files
         FROM interpretation i JOIN message x ON x.thread_id = i.thread_id AND x.kind = 'words' AND x.seq BETWEEN $3 AND i.seq
         WHERE i.id = $1 AND i.taken_by = $2 AND i.done_at IS NULL
         AND ($4 OR x.seq >= (SELECT r.from_seq FROM reader r WHERE r.thread_id = i.thread_id AND r.person_id = i.asked_by)) ORDER BY x.seq")
        .bind(id).bind(me).bind(from).bind(held).fetch_all(c))?;
    if given.last().is_none_or(|last| last.seq != one.seq) {
        return Err(Error::NotFound);
    }
    Ok(given)
}

/// Puts a message back into the queue.
///
/// # Errors
/// `NotFound` when the actor has not taken it.
pub async fn put_back(tx: &mut Tx, id: InterpretationId) -> Result<(), Error> {
    let me = tx.person()?;
    let back = on!(tx, c => sqlx::query("UPDATE interpretation SET taken_by = NULL WHERE id = $1 AND taken_by = $2 AND done_at IS NULL").bind(id).bind(me).execute(c))?;
    if back == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Keeps what an interpreter made of a message. From here on they do not see it any more. The conversation is told that
/// somebody read a message and put it into another language; whoever asked is told outside of it too. The portal says so
/// itself: an interpreter writes nothing there.
///
/// # Errors
/// `NotFound` when the actor has not taken it, or it is done.
pub async fn done(mut tx: Tx, id: InterpretationId, body: &str) -> Result<(), Error> {
    let me = tx.person()?;
    let one = waiting(&mut tx, id).await?;
    if one.taken_by != Some(me) {
        return Err(Error::NotFound);
    }
    let kept = if tx.is_postgres() { complete_in_postgres(&mut tx, id, body).await } else { complete(&mut tx, &one, body).await };
    once(kept)?;
    tx.ring(Ring::Thread(one.thread_id));
    tx.save().await
}

/// In one function of the database's own, which asks again whether this is the actor's to do: nothing of it may be written
/// with the rights of somebody who answers people.
async fn complete_in_postgres(tx: &mut Tx, id: InterpretationId, body: &str) -> Result<(), Error> {
    let (now, message, form): (_, MessageId, FormId) = (tx.now(), tx.clock().mint(), tx.clock().mint());
    let (noticed, due) = outbox::when(tx);
    let seq = on!(tx, c => sqlx::query_scalar::<_, Option<i64>>("SELECT alongside_complete_interpretation($1, $2, $3, $4, $5, $6, $7)")
        .bind(id).bind(body).bind(message).bind(form).bind(now).bind(noticed).bind(due).fetch_optional(c))?;
    seq.flatten().map(|_| ()).ok_or(Error::NotFound)
}

/// The same for SQLite, which keeps no functions.
async fn complete(tx: &mut Tx, one: &Waiting, body: &str) -> Result<(), Error> {
    let (me, now, message, form): (_, _, MessageId, FormId) = (tx.person()?, tx.now(), tx.clock().mint(), tx.clock().mint());
    let name: Option<(String,)> = on!(tx, c => sqlx::query_as("SELECT coalesce(chosen_name, name) FROM person WHERE id = $1").bind(me).fetch_optional(c))?;
    let (name,) = name.ok_or(Error::NotFound)?;
    on!(tx, c => sqlx::query("INSERT INTO message_translation (thread_id, seq, language, machine, body, made_by, by_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(one.thread_id).bind(one.seq).bind(&one.language).bind(false).bind(body).bind(name).bind(me).bind(now).execute(c))?;
    on!(tx, c => sqlx::query("UPDATE interpretation SET done_at = $2 WHERE id = $1").bind(one.id).bind(now.to_jiff().to_sqlx()).execute(c))?;
    let seq = next(tx, one.thread_id).await?;
    on!(tx, c => sqlx::query(
        "INSERT INTO message (id, thread_id, seq, author_id, form_id, kind, about_id, language, body, entered_by_agency, at) VALUES ($1, $2, $3, $4, $5, $6, $4, 'en', $7, $8, $9)")
        .bind(message).bind(one.thread_id).bind(seq).bind(me).bind(form).bind(MessageKind::Translated).bind(one.seq.to_string()).bind(false).bind(now).execute(c))?;
    outbox::put_for(tx, one.thread_id, seq, me, one.asked_by).await
}
