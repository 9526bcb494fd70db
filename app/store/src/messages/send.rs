//! Sending messages, and saving drafts. A form is stored as at most one message, and the messages
//! of a thread are numbered in order.

use std::collections::HashSet;

use model::files::Kept;
use model::id::{FormId, MessageId, PersonId, ThreadId};
use model::messages::{DRAFT_MAX, Draft, ThreadKind, To};

use super::people;
use sqlx::types::{Json, Uuid};

use crate::bell::Ring;
use crate::db::{on, once};
use crate::notify::outbox;
use crate::text::on_team;
use crate::{Error, Tx};

/// The position of a stored message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    pub thread: ThreadId,
    pub seq: i64,
}

#[derive(sqlx::FromRow)]
struct Before {
    thread_id: ThreadId,
    seq: i64,
    body: String,
    files: Option<Json<Vec<Kept>>>,
    reader: Option<PersonId>,
}

/// Sends a message, and creates the thread when the destination is a person without one.
/// Idempotent: resubmitting the same form returns the existing message.
///
/// # Errors
/// `NotFound` when the actor is not a participant of the thread, may not write to the person, or is
/// the only active participant; `Conflict` when the form id was already used with other words,
/// files or another destination; `Raced` when a concurrent request stored the same form or created
/// the thread. Nothing was written then.
pub async fn send(tx: &mut Tx, draft: &Draft) -> Result<Sent, Error> {
    let thread = match draft.to {
        To::Thread(thread) => thread,
        To::Person(to) => match before(tx, draft).await? {
            Some(sent) => return Ok(sent),
            None => begin(tx, to).await?,
        },
    };
    let said = if tx.is_postgres() { say(tx, thread, draft).await } else { write(tx, thread, draft).await };
    let Some(seq) = once(said)? else { return before(tx, draft).await?.ok_or(Error::NotFound) };
    tx.ring_after(Ring::Thread(thread));
    Ok(Sent { thread, seq })
}

/// The id for the new message. Attachments are stored under the message id before the message
/// itself, so a draft with attachments already has one.
fn message_id(tx: &Tx, draft: &Draft) -> MessageId {
    draft.id.unwrap_or_else(|| tx.clock().mint())
}

/// The key (`draft.about`) of saved drafts to this destination: the thread id, or the id of a
/// person with whom there is no thread yet.
fn kept_under(draft: &Draft) -> Uuid {
    match draft.to {
        To::Thread(thread) => thread.0,
        To::Person(to) => to.0,
    }
}

fn attached(draft: &Draft) -> Option<Json<&Vec<Kept>>> {
    (!draft.files.is_empty()).then_some(Json(&draft.files))
}

/// Inserts the message on PostgreSQL and returns its number; `None` when the actor may not write to
/// the thread, no other participant is active, or the form was used before. A database function
/// does it in a single round trip, because each additional one adds about a tenth to the time of a
/// send.
async fn say(tx: &mut Tx, thread: ThreadId, draft: &Draft) -> Result<Option<i64>, Error> {
    let (id, about, files, now) = (message_id(tx, draft), kept_under(draft), attached(draft), tx.now());
    let (noticed, due) = outbox::when(tx);
    let seq = on!(tx, c => sqlx::query_scalar::<_, Option<i64>>("SELECT alongside_say($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind(thread).bind(draft.form).bind(id).bind(about).bind(&draft.language).bind(&draft.body).bind(files).bind(now)
        .bind(draft.urgent).bind(noticed).bind(due).fetch_optional(c))?;
    Ok(seq.flatten())
}

/// As `say`, for SQLite, which has no stored functions.
async fn write(tx: &mut Tx, thread: ThreadId, draft: &Draft) -> Result<Option<i64>, Error> {
    let (person, today, now) = (tx.person()?, tx.today(), tx.now());
    let seq: Option<(i64,)> = on!(tx, c => sqlx::query_as(concat!(
        "UPDATE thread SET last_seq = last_seq + 1 WHERE id = $3 AND (family_id IS NULL OR ", on_team!("thread.family_id"), ") ",
        "AND EXISTS (SELECT 1 FROM reader r WHERE r.thread_id = thread.id AND r.person_id = $1 AND r.left_at IS NULL) ",
        // Rejects a message that no other participant could read. The page then tells the actor
        // whom to write to instead.
        "AND EXISTS (SELECT 1 FROM reader o WHERE o.thread_id = thread.id AND o.person_id <> $1 AND o.left_at IS NULL) ",
        "AND NOT EXISTS (SELECT 1 FROM message x WHERE x.author_id = $1 AND x.form_id = $4) RETURNING last_seq"))
        .bind(person).bind(today).bind(thread).bind(draft.form).fetch_optional(c))?;
    let Some((seq,)) = seq else { return Ok(None) };
    let (id, about, files) = (message_id(tx, draft), kept_under(draft), attached(draft));
    on!(tx, c => sqlx::query(
        "INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, files, entered_by_agency, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
         UPDATE reader SET read_seq = $3 WHERE thread_id = $2 AND person_id = $4 AND read_seq = $3 - 1;
         DELETE FROM draft WHERE person_id = $4 AND (about = $2 OR about = $11)")
        .bind(id).bind(thread).bind(seq).bind(person).bind(draft.form).bind(&draft.language).bind(&draft.body).bind(files).bind(false).bind(now).bind(about)
        .execute(c))?;
    outbox::put(tx, thread, seq, person, draft.urgent).await?;
    Ok(Some(seq))
}

/// The message that was already stored from this form, if any.
///
/// # Errors
/// `Conflict` when the form id was used with other words, files or another destination.
async fn before(tx: &mut Tx, draft: &Draft) -> Result<Option<Sent>, Error> {
    let person = tx.person()?;
    let before: Option<Before> = on!(tx, c => sqlx::query_as(
        "SELECT x.thread_id, x.seq, x.body, x.files, r.person_id AS reader FROM message x
         LEFT JOIN reader r ON r.thread_id = x.thread_id AND r.person_id = $3 WHERE x.author_id = $1 AND x.form_id = $2")
        .bind(person).bind(draft.form).bind(kept_under(draft)).fetch_optional(c))?;
    let Some(before) = before else { return Ok(None) };
    let same = match draft.to {
        To::Thread(thread) => thread == before.thread_id,
        To::Person(_) => before.reader.is_some(),
    };
    let kept = before.files.as_ref().map_or(&[][..], |files| files.0.as_slice());
    if same && before.body == draft.body && has_files(kept, &draft.files) {
        Ok(Some(Sent { thread: before.thread_id, seq: before.seq }))
    } else {
        Err(Error::Conflict)
    }
}

/// Whether the stored message has the files of the resubmitted form. A form resubmitted from an
/// error page has no files, because a browser does not refill file inputs, and matches any stored
/// files.
fn has_files(kept: &[Kept], sent: &[Kept]) -> bool {
    sent.is_empty() || (kept.len() == sent.len() && kept.iter().zip(sent).all(|(kept, sent)| kept.same(sent)))
}

/// The ids of all messages with files, for the background task that deletes orphaned files.
pub(crate) async fn with_files(tx: &mut Tx) -> Result<HashSet<MessageId>, Error> {
    let rows: Vec<(MessageId,)> = on!(tx, c => sqlx::query_as("SELECT id FROM message WHERE files IS NOT NULL").fetch_all(c))?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Finds or creates the thread between the actor and one other person.
///
/// # Errors
/// `NotFound` when the actor may not write to this person, `Raced` when a concurrent request
/// created the thread.
async fn begin(tx: &mut Tx, to: PersonId) -> Result<ThreadId, Error> {
    let candidate = people(tx).await?.into_iter().find(|p| p.person_id == to).ok_or(Error::NotFound)?;
    if let Some(thread) = candidate.thread_id {
        return Ok(thread);
    }
    let (me, agency, now) = (tx.person()?, tx.actor()?.agency, tx.now());
    let pair = people::pair_key(candidate.family_id, me, to);
    let thread: ThreadId = tx.clock().mint();
    if tx.is_postgres() {
        // Row-level security does not let the portal insert participants. This function creates the
        // thread and both participants, or nothing.
        let begun = on!(tx, c => sqlx::query_scalar::<_, bool>("SELECT alongside_begin_pair($1, $2, $3, $4, $5)")
            .bind(thread).bind(candidate.family_id).bind(to).bind(&pair).bind(now).fetch_optional(c));
        return if once(begun)? == Some(true) { Ok(thread) } else { Err(Error::NotFound) };
    }
    let made = on!(tx, c => sqlx::query(
        "INSERT INTO thread (id, agency_id, family_id, kind, by_id, pair, created_at, last_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)")
        .bind(thread).bind(agency).bind(candidate.family_id).bind(ThreadKind::Pair).bind(me).bind(&pair).bind(now).execute(c));
    once(made)?;
    for reader in [me, to] {
        on!(tx, c => sqlx::query("INSERT INTO reader (thread_id, person_id, from_seq, read_seq) VALUES ($1, $2, 1, 0)")
            .bind(thread).bind(reader).execute(c))?;
    }
    Ok(thread)
}

/// Saves the actor's draft, which only the actor can read. A blank body deletes it. `form` is the
/// id of the form being typed into: when a message was already sent from it, a late autosave is
/// ignored, because it is not newer than that message.
///
/// # Errors
/// `NotFound` when the actor may not write to this thread or person, `Invalid("messages-long")` for
/// more than `DRAFT_MAX` characters.
pub async fn save_draft(tx: &mut Tx, to: To, form: Option<FormId>, body: &str) -> Result<(), Error> {
    let (person, now) = (tx.person()?, tx.now());
    let about = may_write(tx, to).await?;
    if body.chars().count() > DRAFT_MAX {
        return Err(Error::Invalid("messages-long"));
    }
    let sent: Option<(MessageId,)> =
        on!(tx, c => sqlx::query_as("SELECT id FROM message WHERE author_id = $1 AND form_id = $2").bind(person).bind(form).fetch_optional(c))?;
    if sent.is_some() {
        return Ok(());
    }
    if model::text::is_blank(body) {
        on!(tx, c => sqlx::query("DELETE FROM draft WHERE person_id = $1 AND about = $2").bind(person).bind(about).execute(c))?;
    } else {
        on!(tx, c => sqlx::query("INSERT INTO draft (person_id, about, body, at, form_id) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (person_id, about) DO UPDATE SET body = excluded.body, at = excluded.at, form_id = excluded.form_id")
            .bind(person).bind(about).bind(body).bind(now).bind(form).execute(c))?;
    }
    Ok(())
}

/// Checks that the actor may write to this destination, and returns the key of its drafts.
///
/// # Errors
/// `NotFound` when the actor may not write to this thread or person.
pub async fn may_write(tx: &mut Tx, to: To) -> Result<Uuid, Error> {
    let (person, today) = (tx.person()?, tx.today());
    Ok(match to {
        To::Thread(thread) => {
            let row: Option<(ThreadId,)> = on!(tx, c => sqlx::query_as(concat!(
                "SELECT h.id FROM reader r JOIN thread h ON h.id = r.thread_id WHERE h.id = $3 AND ", super::reads!()))
                .bind(person).bind(today).bind(thread).fetch_optional(c))?;
            row.ok_or(Error::NotFound)?.0.0
        }
        To::Person(to) => people(tx).await?.into_iter().find(|p| p.person_id == to).ok_or(Error::NotFound)?.person_id.0,
    })
}
