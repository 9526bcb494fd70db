//! Completion of a translation request: the interpreter's translation is stored, and the
//! participants are told.

use jiff_sqlx::ToSqlx;
use model::id::{FormId, InterpretationId, MessageId};
use model::messages::MessageKind;

use super::queue::{PendingRequest, find_pending_request};
use crate::change_bus::ChangeEvent;
use crate::db::{run_on, unique_violation_as_race};
use crate::messages::groups::next_seq;
use crate::notifications::outbox;
use crate::{Error, Tx};

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
    // `find_pending_request` also finds requests that no one has claimed.
    if one.claimed_by != Some(me) {
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

/// Whether the actor has completed this request, for a message or a text, with exactly these words:
/// a form that is sent again finds the request gone and changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn is_completed_with(
    tx: &mut Tx,
    id: InterpretationId,
    body: &str,
) -> Result<bool, Error> {
    let me = tx.actor_id()?;
    let completed = if tx.is_postgres() {
        // A function, because row-level security hides a completed request and its translation
        // from the interpreter.
        run_on!(tx, |c| sqlx::query_scalar::<_, bool>(
            "SELECT alongside_has_interpreted($1, $2)"
        )
        .bind(id)
        .bind(body)
        .fetch_optional(c))?
    } else {
        run_on!(tx, |c| {
            sqlx::query_scalar::<_, bool>(
                "SELECT EXISTS (SELECT 1 FROM text_interpretation w JOIN translation d ON \
                d.text_id = w.text_id AND d.language = w.language WHERE w.id = $1 AND \
                w.claimed_by = $2 AND d.created_by_id = $2 AND d.body = $3) OR EXISTS (SELECT 1 \
                FROM interpretation_request i JOIN message_translation d ON d.thread_id = \
                i.thread_id AND d.seq = i.seq AND d.language = i.language WHERE i.id = $1 AND \
                i.claimed_by = $2 AND d.created_by_id = $2 AND NOT d.machine AND d.body = $3)",
            )
            .bind(id)
            .bind(me)
            .bind(body)
            .fetch_optional(c)
        })?
    };
    Ok(completed.unwrap_or(false))
}

/// Completes the request in a `SECURITY DEFINER` function, which checks the authorization again:
/// the role of the portal has no right to write these rows itself.
async fn complete_in_postgres(tx: &mut Tx, id: InterpretationId, body: &str) -> Result<(), Error> {
    let (now, message, form): (_, MessageId, FormId) =
        (tx.now(), tx.clock().new_id(), tx.clock().new_id());
    let times = outbox::due_times(tx);
    let seq = run_on!(tx, |c| sqlx::query_scalar::<_, Option<i64>>(
        "SELECT alongside_complete_interpretation($1, $2, $3, $4, $5, $6, $7)"
    )
    .bind(id)
    .bind(body)
    .bind(message)
    .bind(form)
    .bind(now)
    .bind(times.inserted_at)
    .bind(times.due_at)
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
    // Copied into the translation, which names its author after they have left the team, too.
    let name: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT coalesce(chosen_name, name) FROM person WHERE id = $1"
    )
    .bind(me)
    .fetch_optional(c))?;
    let (name,) = name.ok_or(Error::NotFound)?;
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO message_translation (thread_id, seq, language, machine, body, \
            made_by, created_by_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
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
        "UPDATE interpretation_request SET done_at = $2 WHERE id = $1"
    )
    .bind(one.id)
    .bind(now.to_jiff().to_sqlx())
    .execute(c))?;
    let seq = next_seq(tx, one.thread_id).await?;
    // The body is the number of the translated message. The page words the rest in the language of
    // its reader.
    run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO message (id, thread_id, seq, author_id, form_id, kind, about_id, language, \
            body, entered_by_agency, created_at) VALUES ($1, $2, $3, $4, $5, $6, $4, 'en', $7, $8, \
            $9)")
        .bind(message).bind(one.thread_id).bind(seq).bind(me).bind(form).bind(MessageKind::Translated).bind(one.seq.to_string()).bind(false).bind(now).execute(c)
    })?;
    // Only the requester waits for the translation; the other participants are not notified of it.
    outbox::enqueue_for_person(tx, one.thread_id, seq, me, one.asked_by).await
}
