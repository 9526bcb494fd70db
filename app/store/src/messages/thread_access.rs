//! Opening conversations and the files of their messages. Each writes the access log entry before
//! the content is returned.

use model::files::Attachment;
use model::id::{FamilyId, MessageId, ThreadId};
use sqlx::types::Uuid;

use super::{ThreadMessage, actor_reads_thread, message_query};
use crate::access::{RecordPart, open_record, page_entry_covers};
use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::{Error, Tx};

/// Authorizes and logs access to a thread in the record of its family. Returns the id of the access
/// log entry; `None` for a family role, which is not logged, and for a thread between two people of
/// the agency that belongs to no family.
pub(crate) async fn open_thread(
    tx: &mut Tx,
    thread: ThreadId,
    family: Option<FamilyId>,
) -> Result<Option<Uuid>, Error> {
    match family {
        Some(family) => Ok(open_record(tx, family, RecordPart::Thread(thread))
            .await?
            .log_entry_id),
        None => Ok(None),
    }
}

/// Opens the thread of each message. Writes one access log entry for each thread, not for each
/// message.
pub(crate) async fn open_messages(
    tx: &mut Tx,
    messages: &mut [ThreadMessage],
) -> Result<(), Error> {
    for message in messages {
        message.log_entry_id = open_thread(tx, message.thread_id, message.family_id).await?;
    }
    Ok(())
}

/// An attachment that the actor may download.
#[derive(Debug, Clone)]
pub struct StoredAttachment {
    /// The message under whose id the file is stored.
    pub message: MessageId,
    pub attachment: Attachment,
}

/// File `n` of a message. `page` is the access log entry of the page that shows the file. A file
/// that this entry covers is not logged again; otherwise the download gets an entry of its own.
///
/// # Errors
/// `NotFound` when the actor may not read that message, or it has no such file.
pub async fn open_attachment(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
    n: usize,
    page: Option<Uuid>,
) -> Result<StoredAttachment, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let message: Option<ThreadMessage> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        message_query!(),
        "WHERE h.id = $3 AND x.seq = $4 AND ",
        actor_reads_thread!(),
        " LIMIT $5"
    ))
    .bind(person)
    .bind(today)
    .bind(thread)
    .bind(seq)
    // Bound, so that the language is `$6`, as `message_query!` expects.
    .bind(1_i64)
    // No translation is needed, and no text has an empty language.
    .bind("")
    .fetch_optional(c))?;
    let message = message.ok_or(Error::NotFound)?;
    let attachment = message
        .attachments()
        .get(n)
        .cloned()
        .ok_or(Error::NotFound)?;
    if !page_entry_covers(tx, thread, message.id, page).await? {
        open_thread(tx, thread, message.family_id).await?;
    }
    Ok(StoredAttachment {
        message: message.id,
        attachment,
    })
}
