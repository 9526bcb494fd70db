//! Sending messages. A form is stored as at most one message, and the messages
//! of a thread are numbered in order.

use std::collections::HashSet;

use model::files::Attachment;
use model::id::{MessageId, PersonId, ThreadId};
use model::messages::{MessageDestination, NewMessage, ThreadKind};

use super::{list_recipients, recipients};
use sqlx::types::{Json, Uuid};

use crate::authored_text::actor_is_member;
use crate::change_bus::ChangeEvent;
use crate::db::{run_on, unique_violation_as_race};
use crate::notifications::outbox;
use crate::notifications::outbox::Urgency;
use crate::{Error, Tx};

/// The position of a stored message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageRef {
    pub thread: ThreadId,
    pub seq: i64,
}

#[derive(sqlx::FromRow)]
struct ExistingMessageRow {
    thread_id: ThreadId,
    seq: i64,
    body: String,
    files: Option<Json<Vec<Attachment>>>,
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
pub async fn send(tx: &mut Tx, message: &NewMessage) -> Result<MessageRef, Error> {
    let thread = match message.to {
        MessageDestination::Thread(thread) => thread,
        MessageDestination::Person(to) => match existing_for_form(tx, message).await? {
            Some(sent) => return Ok(sent),
            None => find_or_create_pair_thread(tx, to).await?,
        },
    };
    let inserted = if tx.is_postgres() {
        send_postgres(tx, thread, message).await
    } else {
        send_sqlite(tx, thread, message).await
    };
    // `None` also when this form was sent before, which must look like the first success.
    let Some(seq) = unique_violation_as_race(inserted)? else {
        return existing_for_form(tx, message).await?.ok_or(Error::NotFound);
    };
    // Also on PostgreSQL, where the function that sends suppresses NOTIFY: inside the transaction
    // it would let only one message commit at a time.
    tx.publish_on_commit_always(ChangeEvent::Thread(thread));
    Ok(MessageRef { thread, seq })
}

/// The id for the new message. Attachments are stored under the message id before the message
/// itself, so a draft with attachments already has one.
fn new_message_id(tx: &Tx, message: &NewMessage) -> MessageId {
    message.id.unwrap_or_else(|| tx.clock().new_id())
}

/// The key (`draft.target_id`) of saved drafts to this destination: the thread id, or the id of a
/// person with whom there is no thread yet.
fn draft_target(message: &NewMessage) -> Uuid {
    match message.to {
        MessageDestination::Thread(thread) => thread.0,
        MessageDestination::Person(to) => to.0,
    }
}

fn attachments_json(message: &NewMessage) -> Option<Json<&Vec<Attachment>>> {
    (!message.files.is_empty()).then_some(Json(&message.files))
}

/// Inserts the message on PostgreSQL and returns its number; `None` when the actor may not write to
/// the thread, no other participant is active, or the form was used before. A database function
/// does it in a single round trip, because each additional one adds about a tenth to the time of a
/// send.
async fn send_postgres(
    tx: &mut Tx,
    thread: ThreadId,
    message: &NewMessage,
) -> Result<Option<i64>, Error> {
    let (id, target, files, now) = (
        new_message_id(tx, message),
        draft_target(message),
        attachments_json(message),
        tx.now(),
    );
    let times = outbox::due_times(tx);
    let seq = run_on!(tx, |c| sqlx::query_scalar::<_, Option<i64>>(
        "SELECT alongside_send_message($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    )
    .bind(thread)
    .bind(message.form)
    .bind(id)
    .bind(target)
    .bind(&message.language)
    .bind(&message.body)
    .bind(files)
    .bind(now)
    .bind(message.urgent)
    .bind(times.inserted_at)
    .bind(times.due_at)
    .fetch_optional(c))?;
    Ok(seq.flatten())
}

/// As `send_postgres`, for SQLite, which has no stored functions.
async fn send_sqlite(
    tx: &mut Tx,
    thread: ThreadId,
    message: &NewMessage,
) -> Result<Option<i64>, Error> {
    let (person, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    let seq: Option<(i64,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "UPDATE thread SET last_seq = last_seq + 1 WHERE id = $3 AND (family_id IS NULL OR ",
            actor_is_member!("thread.family_id"),
            ") ",
            "AND EXISTS (SELECT 1 FROM thread_participant r WHERE r.thread_id = thread.id AND \
            r.person_id = $1 AND r.left_at IS NULL) ",
            // Rejects a message that no other participant could read. The page then tells the actor
            // whom to write to instead.
            "AND EXISTS (SELECT 1 FROM thread_participant o WHERE o.thread_id = thread.id AND \
            o.person_id <> $1 AND o.left_at IS NULL) ",
            "AND NOT EXISTS (SELECT 1 FROM message x WHERE x.author_id = $1 AND x.form_id = $4) \
            RETURNING last_seq"
        ))
        .bind(person)
        .bind(today)
        .bind(thread)
        .bind(message.form)
        .fetch_optional(c)
    })?;
    let Some((seq,)) = seq else { return Ok(None) };
    let (id, target, files) = (
        new_message_id(tx, message),
        draft_target(message),
        attachments_json(message),
    );
    // The author has read their own message, unless messages before it are still unread.
    run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, files, entered_by_agency, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
         UPDATE thread_participant SET read_seq = $3 WHERE thread_id = $2 AND person_id = $4 AND read_seq = $3 - 1;
         DELETE FROM draft WHERE person_id = $4 AND (target_id = $2 OR target_id = $11)")
        .bind(id).bind(thread).bind(seq).bind(person).bind(message.form).bind(&message.language).bind(&message.body).bind(files).bind(false).bind(now).bind(target)
        .execute(c)
    })?;
    let urgency = if message.urgent {
        Urgency::Urgent
    } else {
        Urgency::Normal
    };
    outbox::enqueue_for_thread(tx, thread, seq, person, urgency).await?;
    Ok(Some(seq))
}

/// The message that was already stored from this form, if any.
///
/// # Errors
/// `Conflict` when the form id was used with other words, files or another destination.
async fn existing_for_form(tx: &mut Tx, message: &NewMessage) -> Result<Option<MessageRef>, Error> {
    let person = tx.actor_id()?;
    let existing: Option<ExistingMessageRow> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT x.thread_id, x.seq, x.body, x.files, r.person_id AS reader FROM message x
         LEFT JOIN thread_participant r ON r.thread_id = x.thread_id AND r.person_id = $3 WHERE x.author_id = $1 AND x.form_id = $2")
        .bind(person).bind(message.form).bind(draft_target(message)).fetch_optional(c)
    })?;
    let Some(existing) = existing else {
        return Ok(None);
    };
    // The first request to a person may have created the thread, whose id this form does not know.
    let same = match message.to {
        MessageDestination::Thread(thread) => thread == existing.thread_id,
        MessageDestination::Person(_) => existing.reader.is_some(),
    };
    let stored = existing
        .files
        .as_ref()
        .map_or(&[][..], |files| files.0.as_slice());
    if same && existing.body == message.body && has_same_attachments(stored, &message.files) {
        Ok(Some(MessageRef {
            thread: existing.thread_id,
            seq: existing.seq,
        }))
    } else {
        Err(Error::Conflict)
    }
}

/// Whether the stored message has the files of the resubmitted form. A form resubmitted from an
/// error page has no files, because a browser does not refill file inputs, and matches any stored
/// files.
fn has_same_attachments(stored: &[Attachment], sent: &[Attachment]) -> bool {
    sent.is_empty()
        || (stored.len() == sent.len()
            && stored
                .iter()
                .zip(sent)
                .all(|(stored, sent)| stored.is_same_file(sent)))
}

/// The ids of all messages with files, for the background task that deletes orphaned files.
///
/// # Errors
/// When the database fails.
pub async fn list_messages_with_attachments(tx: &mut Tx) -> Result<HashSet<MessageId>, Error> {
    let rows: Vec<(MessageId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT id FROM message WHERE files IS NOT NULL"
    )
    .fetch_all(c))?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Finds or creates the thread between the actor and one other person.
///
/// # Errors
/// `NotFound` when the actor may not write to this person, `Raced` when a concurrent request
/// created the thread.
async fn find_or_create_pair_thread(tx: &mut Tx, to: PersonId) -> Result<ThreadId, Error> {
    let candidate = list_recipients(tx)
        .await?
        .into_iter()
        .find(|p| p.person_id == to)
        .ok_or(Error::NotFound)?;
    if let Some(thread) = candidate.thread_id {
        return Ok(thread);
    }
    let (me, agency, now) = (tx.actor_id()?, tx.actor()?.agency, tx.now());
    // The key is unique: two people who write to each other at once get one thread.
    let pair = recipients::thread_pair_key(candidate.family_id, me, to);
    let thread: ThreadId = tx.clock().new_id();
    if tx.is_postgres() {
        // Row-level security does not let the portal insert participants. This function creates the
        // thread and both participants, or nothing.
        let created = run_on!(tx, |c| sqlx::query_scalar::<_, bool>(
            "SELECT alongside_create_pair($1, $2, $3, $4, $5)"
        )
        .bind(thread)
        .bind(candidate.family_id)
        .bind(to)
        .bind(&pair)
        .bind(now)
        .fetch_optional(c));
        return if unique_violation_as_race(created)? == Some(true) {
            Ok(thread)
        } else {
            Err(Error::NotFound)
        };
    }
    let inserted = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO thread (id, agency_id, family_id, kind, created_by_id, pair_key, created_at, \
            last_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)")
        .bind(thread).bind(agency).bind(candidate.family_id).bind(ThreadKind::Pair).bind(me).bind(&pair).bind(now).execute(c)
    });
    unique_violation_as_race(inserted)?;
    for reader in [me, to] {
        run_on!(tx, |c| sqlx::query(
            "INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq) \
            VALUES ($1, $2, 1, 0)"
        )
        .bind(thread)
        .bind(reader)
        .execute(c))?;
    }
    Ok(thread)
}
