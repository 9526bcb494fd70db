//! The interpreters' queue: open translation requests, claims, and the messages to translate. An
//! interpreter may read only the requested message and as many earlier messages as the requester
//! allows, and only until the translation is completed.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::files::{Attachment, AttachmentKind};
use model::id::{FamilyId, InterpretationId, MessageId, PersonId, ThreadId};
use model::policy::of_age_to_interpret;
use model::role::Role;
use sqlx::types::{Json, Uuid};

use crate::access::page_entry_covers;
use crate::authored_text::actor_is_member;
use crate::db::{EngineTransaction, run_on};
use crate::messages::{StoredAttachment, open_thread};
use crate::{Error, Tx};

/// A translation request in the interpreters' queue.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PendingRequest {
    pub id: InterpretationId,
    pub thread_id: ThreadId,
    pub seq: i64,
    /// The language requested.
    pub language: String,
    pub created_at: jiff_sqlx::Timestamp,
    pub claimed_by: Option<PersonId>,
    family_id: FamilyId,
    pub(super) asked_by: PersonId,
    context_count: i32,
}

impl PendingRequest {
    /// The day of the request in this time zone.
    pub fn day_in(&self, zone: &TimeZone) -> Date {
        self.created_at.to_jiff().to_zoned(zone.clone()).date()
    }
}

/// The languages the actor speaks or reads, as tags.
///
/// # Errors
/// `NotFound` when the actor is not an interpreter on any team, or is under age.
pub(crate) async fn load_interpreter_languages(tx: &mut Tx) -> Result<Vec<String>, Error> {
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
        "SELECT date_of_birth, languages_spoken, languages_read FROM person WHERE id = $1"
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
    load_queue_into(tx, &languages).await
}

/// As `load_queue`, for an interpreter of these languages.
pub(crate) async fn load_queue_into(
    tx: &mut Tx,
    languages: &[String],
) -> Result<Vec<PendingRequest>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Excludes families in which the actor has another role as well.
    let mut pending: Vec<PendingRequest> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT i.id, i.thread_id, h.family_id, i.seq, i.language, i.created_at, i.claimed_by, \
            i.asked_by, i.context_count FROM interpretation_request i JOIN thread h ON h.id = \
            i.thread_id ",
            "WHERE i.done_at IS NULL AND (i.claimed_by IS NULL OR i.claimed_by = $1) AND ",
            actor_is_member!("h.family_id"),
            " AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.family_id = h.family_id AND \
            o.person_id = $1 AND o.role <> 'interpreter' ",
            "AND o.since <= $2 AND (o.until IS NULL OR o.until > $2))"
        ))
        .bind(person)
        .bind(today)
        .fetch_all(c)
    })?;
    // Filtered and sorted here: the languages are a JSON list, and SQLite stores times as text.
    pending.retain(|row| languages.contains(&row.language));
    pending.sort_by_key(|row| row.created_at.to_jiff());
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
    // Only a request of a family and a language of the actor can be claimed.
    find_pending_request(tx, id).await?;
    // The condition lets only one of two concurrent claims succeed.
    let claimed = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE interpretation_request SET claimed_by = $2 WHERE id = $1 AND (claimed_by IS \
            NULL OR claimed_by = $2) AND done_at IS NULL",
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

/// A request that the actor has claimed.
#[derive(Debug, Clone)]
pub struct ClaimedRequest {
    pub request: PendingRequest,
    /// The messages that the actor may read for it, the requested message last.
    pub messages: Vec<InterpreterView>,
}

/// Opens a request that the actor has claimed. Writes the access log entry.
///
/// # Errors
/// `NotFound` when the request is completed, or the actor has not claimed it.
pub async fn open_claimed_request(
    tx: &mut Tx,
    id: InterpretationId,
) -> Result<ClaimedRequest, Error> {
    let me = tx.actor_id()?;
    let one = find_pending_request(tx, id).await?;
    let mut messages = load_permitted_messages(tx, &one, me).await?;
    let line = open_thread(tx, one.thread_id, Some(one.family_id)).await?;
    messages
        .iter_mut()
        .for_each(|each| each.log_entry_id = line);
    Ok(ClaimedRequest {
        request: one,
        messages,
    })
}

/// Voice file `n` of the message `seq`, which must be among the messages that
/// `open_claimed_request` returns for this request. `page` is as for `messages::open_attachment`.
///
/// # Errors
/// `NotFound` as for `open_claimed_request`, and when the message has no such voice file.
pub async fn open_audio_attachment(
    tx: &mut Tx,
    id: InterpretationId,
    seq: i64,
    n: usize,
    page: Option<Uuid>,
) -> Result<StoredAttachment, Error> {
    let me = tx.actor_id()?;
    let one = find_pending_request(tx, id).await?;
    let message = load_permitted_messages(tx, &one, me)
        .await?
        .into_iter()
        .find(|given| given.seq == seq)
        .ok_or(Error::NotFound)?;
    // An interpreter hears what was said, and opens no images or documents.
    let attachment = message
        .attachments()
        .get(n)
        .filter(|file| file.kind == AttachmentKind::Audio)
        .cloned()
        .ok_or(Error::NotFound)?;
    if !page_entry_covers(tx, one.thread_id, message.id, page).await? {
        open_thread(tx, one.thread_id, Some(one.family_id)).await?;
    }
    Ok(StoredAttachment {
        message: message.id,
        attachment,
    })
}

/// The messages that the actor may read for a request they have claimed.
async fn load_permitted_messages(
    tx: &mut Tx,
    one: &PendingRequest,
    me: PersonId,
) -> Result<Vec<InterpreterView>, Error> {
    let id = one.id;
    let from = one.seq - i64::from(one.context_count);
    // On PostgreSQL row-level security enforces the condition on `visible_from_seq`. An interpreter
    // cannot evaluate it there, because the rows of `thread_participant` are hidden from them.
    let is_postgres = matches!(tx.inner, EngineTransaction::Postgres(_));
    // The interpreter must not read messages that the requester may not read.
    let messages: Vec<InterpreterView> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT x.id, x.seq, (SELECT min(a.role) FROM membership a JOIN thread h ON h.id = x.thread_id WHERE a.family_id = h.family_id AND a.person_id = x.author_id) AS role,
            x.language, x.body, x.files
         FROM interpretation_request i JOIN message x ON x.thread_id = i.thread_id AND x.kind = 'words' AND x.seq BETWEEN $3 AND i.seq
         WHERE i.id = $1 AND i.claimed_by = $2 AND i.done_at IS NULL
         AND ($4 OR x.seq >= (SELECT r.visible_from_seq FROM thread_participant r WHERE r.thread_id = i.thread_id AND r.person_id = i.asked_by)) ORDER BY x.seq")
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
            "UPDATE interpretation_request SET claimed_by = NULL WHERE id = $1 AND claimed_by = $2 \
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
