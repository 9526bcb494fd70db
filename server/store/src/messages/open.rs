//! Opening conversations, and what was sent with their messages: the line in the access log comes first.

use model::files::Kept;
use model::id::{FamilyId, MessageId, ThreadId};
use sqlx::types::Uuid;

use super::{Message, message, reads};
use crate::access::{RecordPart, open_record, page_covers};
use crate::db::on;
use crate::text::on_team;
use crate::{Error, Tx};

/// Opens the record of the family that a thread belongs to; the log line about it, where one is due. Two people of the
/// agency may have a thread that belongs to no family.
pub(crate) async fn open_thread(tx: &mut Tx, thread: ThreadId, family: Option<FamilyId>) -> Result<Option<Uuid>, Error> {
    match family {
        Some(family) => Ok(open_record(tx, family, RecordPart::Thread(thread)).await?.line),
        None => Ok(None),
    }
}

/// Opens every thread that these messages are of: each conversation is one line in the log of its family.
pub(crate) async fn open_messages(tx: &mut Tx, messages: &mut [Message]) -> Result<(), Error> {
    for message in messages {
        message.line = open_thread(tx, message.thread_id, message.family_id).await?;
    }
    Ok(())
}

/// A file of a message: the message's id, under which it is kept, and what it is. `page` is the log line of the page that
/// shows the file: while that page is open, its pictures are part of one reading; without it the file is one of its own.
///
/// # Errors
/// `NotFound` when the actor does not read that message, or it has no such file.
pub async fn file(tx: &mut Tx, thread: ThreadId, seq: i64, n: usize, page: Option<Uuid>) -> Result<(MessageId, Kept), Error> {
    let (person, today) = (tx.person()?, tx.today());
    let message: Option<Message> = on!(tx, c => sqlx::query_as(concat!("SELECT ", message!(), "WHERE h.id = $3 AND x.seq = $4 AND ", reads!(), " LIMIT $5"))
        .bind(person).bind(today).bind(thread).bind(seq).bind(1_i64).bind("").fetch_optional(c))?;
    let message = message.ok_or(Error::NotFound)?;
    let kept = message.files().get(n).cloned().ok_or(Error::NotFound)?;
    if !page_covers(tx, thread, message.id, page).await? {
        open_thread(tx, thread, message.family_id).await?;
    }
    Ok((message.id, kept))
}
