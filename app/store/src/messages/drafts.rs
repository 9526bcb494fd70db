//! Drafts: unsent text, stored while it is typed. Only its author reads it.

use model::id::{FormId, MessageId, PersonId, ThreadId};
use model::messages::{MAX_DRAFT_CHARS, MessageDestination};
use sqlx::types::Uuid;

use super::{actor_reads_thread, list_recipients};
use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::{Error, Tx};

/// True where no message was sent from the form of the actor's draft `d`. An autosave that races
/// with the send can leave a draft behind, which must not be shown as unsent text.
macro_rules! draft_is_unsent {
    () => {
        "NOT EXISTS (SELECT 1 FROM message sent WHERE sent.author_id = $1 AND sent.form_id = \
            d.form_id)"
    };
}
pub(super) use draft_is_unsent;

/// The actor's saved draft to a person with whom they have no thread yet.
///
/// # Errors
/// When the database fails.
pub async fn load_draft(tx: &mut Tx, target: PersonId) -> Result<Option<String>, Error> {
    let person = tx.actor_id()?;
    let row: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT d.body FROM draft d WHERE d.person_id = $1 AND d.target_id = $2 AND ",
        draft_is_unsent!()
    ))
    .bind(person)
    .bind(target)
    .fetch_optional(c))?;
    Ok(row.map(|(body,)| body))
}

/// Saves the actor's draft, which only the actor can read. A blank body deletes it. `form` is the
/// id of the form being typed into: when a message was already sent from it, a late autosave is
/// ignored, because it is not newer than that message.
///
/// # Errors
/// `NotFound` when the actor may not write to this thread or person, `Invalid("messages-long")` for
/// more than `MAX_DRAFT_CHARS` characters.
pub async fn save_draft(
    tx: &mut Tx,
    to: MessageDestination,
    form: Option<FormId>,
    body: &str,
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    let target = may_write(tx, to).await?;
    // After the authorization, so that a stranger gets the same 404 whatever the body is.
    if body.chars().count() > MAX_DRAFT_CHARS {
        return Err(Error::Invalid("messages-long"));
    }
    // A slow connection can deliver an autosave after its message was sent; the sent words would
    // come back as a draft.
    let sent: Option<(MessageId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT id FROM message WHERE author_id = $1 AND form_id = $2"
    )
    .bind(person)
    .bind(form)
    .fetch_optional(c))?;
    if sent.is_some() {
        return Ok(());
    }
    if model::text::is_blank(body) {
        run_on!(tx, |c| sqlx::query(
            "DELETE FROM draft WHERE person_id = $1 AND target_id = $2"
        )
        .bind(person)
        .bind(target)
        .execute(c))?;
    } else {
        run_on!(tx, |c| {
            sqlx::query("INSERT INTO draft (person_id, target_id, body, created_at, form_id) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (person_id, target_id) DO UPDATE SET body = excluded.body, created_at = excluded.created_at, form_id = excluded.form_id")
            .bind(person).bind(target).bind(body).bind(now).bind(form).execute(c)
        })?;
    }
    Ok(())
}

/// Checks that the actor may write to this destination, and returns the key of its drafts.
///
/// # Errors
/// `NotFound` when the actor may not write to this thread or person.
pub async fn may_write(tx: &mut Tx, to: MessageDestination) -> Result<Uuid, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    Ok(match to {
        MessageDestination::Thread(thread) => {
            let row: Option<(ThreadId,)> = run_on!(tx, |c| {
                sqlx::query_as(concat!(
                "SELECT h.id FROM thread_participant r JOIN thread h ON h.id = r.thread_id WHERE h.id = $3 AND ", actor_reads_thread!()))
                .bind(person).bind(today).bind(thread).fetch_optional(c)
            })?;
            row.ok_or(Error::NotFound)?.0.0
        }
        MessageDestination::Person(to) => {
            list_recipients(tx)
                .await?
                .into_iter()
                .find(|p| p.person_id == to)
                .ok_or(Error::NotFound)?
                .person_id
                .0
        }
    })
}
