//! Translation of messages: requests for an interpreter, the interpreters' queue, and stored human
//! and machine translations. An interpreter may read only the requested message and as many earlier
//! messages as the requester allows, and only until the translation is completed.

use jiff_sqlx::ToSqlx;
use model::files::{Attachment, AttachmentKind};
use model::id::{FamilyId, FormId, InterpretationId, MessageId, PersonId, ThreadId};
use model::messages::{MAX_CONTEXT_MESSAGES, MessageKind};
use model::policy::of_age_to_interpret;
use model::role::Role;
use sqlx::types::{Json, Uuid};

use super::groups::next_seq;
use super::{actor_reads_thread, open_thread};
use crate::access::page_entry_covers;
use crate::authored_text::actor_is_member;
use crate::change_bus::ChangeEvent;
use crate::db::{EngineTransaction, run_on, unique_violation_as_race};
use crate::notify::outbox;
use crate::{Error, Tx};

/// Requests an interpreter's translation of a message into `language`. `before` is the number of
/// preceding messages that the interpreter may read, limited to `MAX_CONTEXT_MESSAGES`. Idempotent:
/// a repeated request changes nothing.
///
/// # Errors
/// `NotFound` when the actor may not read that message.
pub async fn request_interpretation(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
    language: &str,
    before: i32,
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    require_readable(tx, thread, seq).await?;
    let known: Option<(i64,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT seq FROM interpretation WHERE thread_id = $1 AND seq = $2 AND language = $3"
    )
    .bind(thread)
    .bind(seq)
    .bind(language)
    .fetch_optional(c))?;
    if known.is_some() {
        return Ok(());
    }
    let id: InterpretationId = tx.clock().new_id();
    let asked = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO interpretation (id, thread_id, seq, language, asked_by, \
            before_it, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(thread)
        .bind(seq)
        .bind(language)
        .bind(person)
        .bind(before.clamp(0, MAX_CONTEXT_MESSAGES))
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(asked).map(|_| ())
}

/// A message that the actor may request a translation of.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OriginalMessage {
    pub language: String,
    pub body: String,
    family_id: Option<FamilyId>,
}

/// A message of a thread, to be shown to the actor: writes the access log entry.
///
/// # Errors
/// `NotFound` when the actor may not read it.
pub async fn open_original(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
) -> Result<OriginalMessage, Error> {
    let found = require_readable(tx, thread, seq).await?;
    open_thread(tx, thread, found.family_id).await?;
    Ok(found)
}

/// A message of a thread and the agency's glossary for the language pair, as input for machine
/// translation. Writes no access log entry, because the message is not shown: the page that shows
/// the translation writes one.
///
/// # Errors
/// `NotFound` when the actor may not read the message.
pub async fn load_machine_translation_input(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
    into: &str,
) -> Result<(OriginalMessage, Vec<(String, String)>), Error> {
    let found = require_readable(tx, thread, seq).await?;
    let terms = load_glossary_terms(tx, &found.language, into).await?;
    Ok((found, terms))
}

async fn require_readable(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
) -> Result<OriginalMessage, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let found: Option<OriginalMessage> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT x.language, x.body, h.family_id FROM reader r JOIN thread h ON h.id = r.thread_id \
            JOIN message x ON x.thread_id = h.id AND x.seq >= r.from_seq ",
        "WHERE h.id = $3 AND x.seq = $4 AND x.kind = 'words' AND ", actor_reads_thread!()))
        .bind(person).bind(today).bind(thread).bind(seq).fetch_optional(c)
    })?;
    found.ok_or(Error::NotFound)
}

/// Stores a machine translation. `by` is the host of the translation service. The first translation
/// into a language is kept; a repeated call changes nothing.
///
/// # Errors
/// `NotFound` when the actor may not read that message.
pub async fn save_machine_translation(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
    language: &str,
    body: &str,
    by: &str,
) -> Result<(), Error> {
    require_readable(tx, thread, seq).await?;
    // The person who requested the translation is stored with it, so that a text inserted into a
    // conversation can always be attributed to somebody.
    let (me, now) = (tx.actor_id()?, tx.now());
    let known: Option<(i64,)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT seq FROM message_translation WHERE thread_id = $1 AND seq = $2 AND \
            language = $3 AND machine = $4",
        )
        .bind(thread)
        .bind(seq)
        .bind(language)
        .bind(true)
        .fetch_optional(c)
    })?;
    if known.is_some() {
        return Ok(());
    }
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO message_translation (thread_id, seq, language, machine, body, \
            made_by, by_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(thread)
        .bind(seq)
        .bind(language)
        .bind(true)
        .bind(body)
        .bind(by)
        .bind(me)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted)?;
    tx.publish_on_commit(ChangeEvent::Thread(thread));
    Ok(())
}

/// The agency's glossary of legal terms for one language pair, as pairs of term and translation.
/// The longest term comes first, so that it is matched before a shorter term inside it.
///
/// # Errors
/// When the database fails.
async fn load_glossary_terms(
    tx: &mut Tx,
    from: &str,
    into: &str,
) -> Result<Vec<(String, String)>, Error> {
    let agency = tx.actor()?.agency;
    let mut terms: Vec<(String, String)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT term, words FROM glossary WHERE agency_id = $1 AND language = $2 \
            AND to_language = $3 ORDER BY term",
        )
        .bind(agency)
        .bind(from)
        .bind(into)
        .fetch_all(c)
    })?;
    terms.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
    Ok(terms)
}

/// A translation request in the interpreters' queue.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PendingRequest {
    pub id: InterpretationId,
    pub thread_id: ThreadId,
    pub seq: i64,
    /// The language requested.
    pub language: String,
    pub at: jiff_sqlx::Timestamp,
    pub taken_by: Option<PersonId>,
    family_id: FamilyId,
    asked_by: PersonId,
    before_it: i32,
}

/// The languages the actor speaks or reads, as tags.
///
/// # Errors
/// `NotFound` when the actor is not an interpreter on any team, or is under age.
async fn load_interpreter_languages(tx: &mut Tx) -> Result<Vec<String>, Error> {
    let me = tx.actor_id()?;
    let today = tx.actor()?.today;
    if !tx.actor()?.has_role_where(|role| role == Role::Interpreter) {
        return Err(Error::NotFound);
    }
    type PersonLanguagesRow = (
        Option<jiff_sqlx::Date>,
        Json<Vec<String>>,
        Json<Vec<String>>,
    );
    let row: Option<PersonLanguagesRow> = run_on!(tx, |c| sqlx::query_as(
        "SELECT born, languages_spoken, languages_read FROM person WHERE id = $1"
    )
    .bind(me)
    .fetch_optional(c))?;
    let (born, spoken, read) = row.ok_or(Error::NotFound)?;
    // A child must never interpret, even when a team lists one as an interpreter.
    if !of_age_to_interpret(born.map(|day| day.to_jiff()), today) {
        return Err(Error::NotFound);
    }
    Ok(spoken.0.into_iter().chain(read.0).collect())
}

/// The open requests in the actor's languages that are unclaimed or claimed by the actor, the
/// oldest first. Contains no message text and no names.
///
/// # Errors
/// `NotFound` when the actor is not an interpreter.
pub async fn load_queue(tx: &mut Tx) -> Result<Vec<PendingRequest>, Error> {
    let languages = load_interpreter_languages(tx).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    // Excludes families in which the actor has another role as well.
    let mut pending: Vec<PendingRequest> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT i.id, i.thread_id, h.family_id, i.seq, i.language, i.at, i.taken_by, i.asked_by, \
            i.before_it FROM interpretation i JOIN thread h ON h.id = i.thread_id ",
        "WHERE i.done_at IS NULL AND (i.taken_by IS NULL OR i.taken_by = $1) AND ", actor_is_member!("h.family_id"),
        " AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.family_id = h.family_id AND \
            o.person_id = $1 AND o.role <> 'interpreter' ",
        "AND o.since <= $2 AND (o.until IS NULL OR o.until > $2))"))
        .bind(person).bind(today).fetch_all(c)
    })?;
    pending.retain(|row| languages.contains(&row.language));
    pending.sort_by_key(|row| row.at.to_jiff());
    Ok(pending)
}

/// A message as shown to an interpreter: with the author's role, but without the author's name.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct InterpreterView {
    pub id: MessageId,
    pub seq: i64,
    pub role: Option<Role>,
    pub language: String,
    pub body: String,
    files: Option<Json<Vec<Attachment>>>,
    /// The id of the entry about this read in the family's access log.
    #[sqlx(skip)]
    pub log_entry_id: Option<Uuid>,
}

impl InterpreterView {
    pub fn attachments(&self) -> &[Attachment] {
        self.files.as_ref().map_or(&[], |files| files.0.as_slice())
    }
}

/// Claims a request, so that no other interpreter works on it. Idempotent: a repeated claim by the
/// same interpreter changes nothing.
///
/// # Errors
/// `NotFound` when the request is completed, claimed by another interpreter, or not in the actor's
/// queue.
pub async fn claim(tx: &mut Tx, id: InterpretationId) -> Result<(), Error> {
    let me = tx.actor_id()?;
    find_pending_request(tx, id).await?;
    let claimed = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE interpretation SET taken_by = $2 WHERE id = $1 AND (taken_by IS NULL \
            OR taken_by = $2) AND done_at IS NULL",
        )
        .bind(id)
        .bind(me)
        .execute(c)
    })?;
    if claimed == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

/// One request of the actor's queue.
///
/// # Errors
/// `NotFound` when the request is completed, claimed by another interpreter, or not in the actor's
/// queue.
pub async fn find_pending_request(
    tx: &mut Tx,
    id: InterpretationId,
) -> Result<PendingRequest, Error> {
    load_queue(tx)
        .await?
        .into_iter()
        .find(|one| one.id == id)
        .ok_or(Error::NotFound)
}

/// A request that the actor has claimed, and the messages that they may read for it, the requested
/// message last. Writes the access log entry.
///
/// # Errors
/// `NotFound` when the request is completed, or the actor has not claimed it.
pub async fn open_claimed_request(
    tx: &mut Tx,
    id: InterpretationId,
) -> Result<(PendingRequest, Vec<InterpreterView>), Error> {
    let me = tx.actor_id()?;
    let one = find_pending_request(tx, id).await?;
    let mut messages = load_permitted_messages(tx, &one, me).await?;
    let line = open_thread(tx, one.thread_id, Some(one.family_id)).await?;
    messages
        .iter_mut()
        .for_each(|each| each.log_entry_id = line);
    Ok((one, messages))
}

/// Voice file `n` of the message `seq`, which must be among the messages that
/// `open_claimed_request` returns for this request. Returns the id of the message, under which the
/// file is stored. `page` is as for `messages::open_attachment`.
///
/// # Errors
/// `NotFound` as for `open_claimed_request`, and when the message has no such voice file.
pub async fn open_audio_attachment(
    tx: &mut Tx,
    id: InterpretationId,
    seq: i64,
    n: usize,
    page: Option<Uuid>,
) -> Result<(MessageId, Attachment), Error> {
    let me = tx.actor_id()?;
    let one = find_pending_request(tx, id).await?;
    let message = load_permitted_messages(tx, &one, me)
        .await?
        .into_iter()
        .find(|given| given.seq == seq)
        .ok_or(Error::NotFound)?;
    let attachment = message
        .attachments()
        .get(n)
        .filter(|file| file.kind == AttachmentKind::Voice)
        .cloned()
        .ok_or(Error::NotFound)?;
    if !page_entry_covers(tx, one.thread_id, message.id, page).await? {
        open_thread(tx, one.thread_id, Some(one.family_id)).await?;
    }
    Ok((message.id, attachment))
}

/// The messages that the actor may read for a request they have claimed.
async fn load_permitted_messages(
    tx: &mut Tx,
    one: &PendingRequest,
    me: PersonId,
) -> Result<Vec<InterpreterView>, Error> {
    let id = one.id;
    let from = one.seq - i64::from(one.before_it);
    // On PostgreSQL row-level security enforces the condition on `from_seq`. An interpreter cannot
    // evaluate it there, because the rows of `reader` are hidden from them.
    let is_postgres = matches!(tx.inner, EngineTransaction::Postgres(_));
    // The interpreter must not read messages that the requester may not read.
    let messages: Vec<InterpreterView> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT x.id, x.seq, (SELECT min(a.role) FROM membership a JOIN thread h ON h.id = x.thread_id WHERE a.family_id = h.family_id AND a.person_id = x.author_id) AS role,
            x.language, x.body, x.files
         FROM interpretation i JOIN message x ON x.thread_id = i.thread_id AND x.kind = 'words' AND x.seq BETWEEN $3 AND i.seq
         WHERE i.id = $1 AND i.taken_by = $2 AND i.done_at IS NULL
         AND ($4 OR x.seq >= (SELECT r.from_seq FROM reader r WHERE r.thread_id = i.thread_id AND r.person_id = i.asked_by)) ORDER BY x.seq")
        .bind(id).bind(me).bind(from).bind(is_postgres).fetch_all(c)
    })?;
    if messages.last().is_none_or(|last| last.seq != one.seq) {
        return Err(Error::NotFound);
    }
    Ok(messages)
}

/// Releases a claim, which returns the request to the queue.
///
/// # Errors
/// `NotFound` when the actor has not claimed the request, or it is completed.
pub async fn release_claim(tx: &mut Tx, id: InterpretationId) -> Result<(), Error> {
    let me = tx.actor_id()?;
    let released = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE interpretation SET taken_by = NULL WHERE id = $1 AND taken_by = $2 \
            AND done_at IS NULL",
        )
        .bind(id)
        .bind(me)
        .execute(c)
    })?;
    if released == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

/// Stores the interpreter's translation, completes the request, and commits the transaction. The
/// interpreter can no longer read the message. A system message tells the participants that a
/// message was translated, and the requester also gets a notification. The interpreter cannot write
/// messages.
///
/// # Errors
/// `NotFound` when the actor has not claimed the request, or it is completed; `Raced` when a
/// concurrent request completed it.
pub async fn complete_request(mut tx: Tx, id: InterpretationId, body: &str) -> Result<(), Error> {
    let me = tx.actor_id()?;
    let one = find_pending_request(&mut tx, id).await?;
    if one.taken_by != Some(me) {
        return Err(Error::NotFound);
    }
    let completed = if tx.is_postgres() {
        complete_in_postgres(&mut tx, id, body).await
    } else {
        complete_in_sqlite(&mut tx, &one, body).await
    };
    unique_violation_as_race(completed)?;
    tx.publish_on_commit(ChangeEvent::Thread(one.thread_id));
    tx.commit().await
}

/// Completes the request in a `SECURITY DEFINER` function, which checks the authorization again:
/// the role of the portal has no right to write these rows itself.
async fn complete_in_postgres(tx: &mut Tx, id: InterpretationId, body: &str) -> Result<(), Error> {
    let (now, message, form): (_, MessageId, FormId) =
        (tx.now(), tx.clock().new_id(), tx.clock().new_id());
    let (noticed, due) = outbox::due_times(tx);
    let seq = run_on!(tx, |c| sqlx::query_scalar::<_, Option<i64>>(
        "SELECT alongside_complete_interpretation($1, $2, $3, $4, $5, $6, $7)"
    )
    .bind(id)
    .bind(body)
    .bind(message)
    .bind(form)
    .bind(now)
    .bind(noticed)
    .bind(due)
    .fetch_optional(c))?;
    seq.flatten().map(|_| ()).ok_or(Error::NotFound)
}

/// As `complete_in_postgres`, for SQLite, which has no stored functions.
async fn complete_in_sqlite(tx: &mut Tx, one: &PendingRequest, body: &str) -> Result<(), Error> {
    let (me, now, message, form): (_, _, MessageId, FormId) = (
        tx.actor_id()?,
        tx.now(),
        tx.clock().new_id(),
        tx.clock().new_id(),
    );
    let name: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT coalesce(chosen_name, name) FROM person WHERE id = $1"
    )
    .bind(me)
    .fetch_optional(c))?;
    let (name,) = name.ok_or(Error::NotFound)?;
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO message_translation (thread_id, seq, language, machine, body, \
            made_by, by_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(one.thread_id)
        .bind(one.seq)
        .bind(&one.language)
        .bind(false)
        .bind(body)
        .bind(name)
        .bind(me)
        .bind(now)
        .execute(c)
    })?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE interpretation SET done_at = $2 WHERE id = $1"
    )
    .bind(one.id)
    .bind(now.to_jiff().to_sqlx())
    .execute(c))?;
    let seq = next_seq(tx, one.thread_id).await?;
    run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO message (id, thread_id, seq, author_id, form_id, kind, about_id, language, \
            body, entered_by_agency, at) VALUES ($1, $2, $3, $4, $5, $6, $4, 'en', $7, $8, $9)")
        .bind(message).bind(one.thread_id).bind(seq).bind(me).bind(form).bind(MessageKind::Translated).bind(one.seq.to_string()).bind(false).bind(now).execute(c)
    })?;
    outbox::enqueue_for_person(tx, one.thread_id, seq, me, one.asked_by).await
}
