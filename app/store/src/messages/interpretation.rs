//! Translation of messages: requests for an interpreter, and machine translations. The submodules
//! hold the interpreters' queue and the completion of a request.

mod completion;
mod queue;

pub use completion::{complete_request, is_completed_with};
pub use queue::{
    ClaimedRequest, InterpreterView, PendingRequest, claim, find_pending_request, load_queue,
    open_audio_attachment, open_claimed_request, release_claim,
};
pub(crate) use queue::{load_interpreter_languages, load_queue_into};

use model::id::{FamilyId, InterpretationId, ThreadId};
use model::messages::MAX_CONTEXT_MESSAGES;

use super::{actor_reads_thread, open_thread};
use crate::authored_text::actor_is_member;
use crate::change_bus::ChangeEvent;
use crate::db::{run_on, unique_violation_as_race};
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
    // The number comes from the form, which could name a message from before the actor joined.
    require_readable(tx, thread, seq).await?;
    let known: Option<(i64,)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT seq FROM interpretation_request WHERE thread_id = $1 AND seq = $2 AND \
            language = $3",
        )
        .bind(thread)
        .bind(seq)
        .bind(language)
        .fetch_optional(c)
    })?;
    if known.is_some() {
        return Ok(());
    }
    let id: InterpretationId = tx.clock().new_id();
    let asked = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO interpretation_request (id, thread_id, seq, language, asked_by, \
            context_count, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(thread)
        .bind(seq)
        .bind(language)
        .bind(person)
        // The number comes from the form: the limit bounds what an outsider may read of the
        // conversation.
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

/// The input for the machine translation of one message.
#[derive(Debug, Clone)]
pub struct MachineTranslationInput {
    pub original: OriginalMessage,
    /// The agency's glossary for the language pair, the longest term first.
    pub glossary_terms: Vec<GlossaryTerm>,
}

/// The input for the machine translation of a message. Writes no access log entry, because the
/// message is not shown: the page that shows the translation writes one.
///
/// # Errors
/// `NotFound` when the actor may not read the message.
pub async fn load_machine_translation_input(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
    into: &str,
) -> Result<MachineTranslationInput, Error> {
    let original = require_readable(tx, thread, seq).await?;
    let glossary_terms = load_glossary_terms(tx, &original.language, into).await?;
    Ok(MachineTranslationInput {
        original,
        glossary_terms,
    })
}

async fn require_readable(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
) -> Result<OriginalMessage, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let found: Option<OriginalMessage> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT x.language, x.body, h.family_id FROM thread_participant r JOIN thread h ON h.id = \
            r.thread_id JOIN message x ON x.thread_id = h.id AND x.seq >= r.visible_from_seq ",
        "WHERE h.id = $3 AND x.seq = $4 AND x.kind = 'words' AND ", actor_reads_thread!()))
        .bind(person).bind(today).bind(thread).bind(seq).fetch_optional(c)
    })?;
    found.ok_or(Error::NotFound)
}

/// Stores a machine translation. `by` is the host of the translation service. Only the first
/// translation into a language is stored; a repeated call changes nothing.
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
    // Again, because the transaction that read the message ended before the translation service was
    // called.
    require_readable(tx, thread, seq).await?;
    // The requester is stored with the translation, so that every text in a conversation has a
    // person who caused it.
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
            made_by, created_by_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
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

/// A legal term of the agency's glossary.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct GlossaryTerm {
    pub term: String,
    /// Its translation into the other language.
    #[sqlx(rename = "words")]
    pub translation: String,
}

/// The agency's glossary of legal terms for one language pair. The longest term comes first, so
/// that it is matched before a shorter term inside it.
///
/// # Errors
/// When the database fails.
async fn load_glossary_terms(
    tx: &mut Tx,
    from: &str,
    into: &str,
) -> Result<Vec<GlossaryTerm>, Error> {
    let agency = tx.actor()?.agency;
    let mut terms: Vec<GlossaryTerm> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT term, words FROM glossary WHERE agency_id = $1 AND language = $2 \
            AND to_language = $3 ORDER BY term",
        )
        .bind(agency)
        .bind(from)
        .bind(into)
        .fetch_all(c)
    })?;
    terms.sort_by_key(|entry| std::cmp::Reverse(entry.term.len()));
    Ok(terms)
}
