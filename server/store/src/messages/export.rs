//! A conversation to print or to keep, in ranges of a bounded size. Only over what one may read; that it was taken is logged
//! as a look.

use model::id::{FamilyId, ThreadId};
use model::messages::{EXPORT_BYTES, EXPORT_MESSAGES};

use super::{Message, message, open_thread, reads};
use crate::db::on;
use crate::text::on_team;
use crate::{Error, Tx};

/// A range of a conversation, the oldest message first.
#[derive(Debug, Clone)]
pub struct Range {
    pub messages: Vec<Message>,
    /// True when the actor may read messages before this range.
    pub earlier: bool,
}

/// The newest messages before `before`, or of all without it: as many as fit on `EXPORT_MESSAGES` and `EXPORT_BYTES`, and
/// at least one.
///
/// # Errors
/// `NotFound` when the actor is not one of its readers.
pub async fn range(tx: &mut Tx, thread: ThreadId, before: Option<i64>, language: &str) -> Result<Range, Error> {
    let (person, today) = (tx.person()?, tx.today());
    begin(tx, thread).await?;
    // One more than fits tells whether there are earlier ones.
    let mut messages: Vec<Message> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT ", message!(), "WHERE h.id = $3 AND x.seq < $4 AND ", reads!(), " ORDER BY x.seq DESC LIMIT $5"))
        .bind(person).bind(today).bind(thread).bind(before.unwrap_or(i64::MAX)).bind(EXPORT_MESSAGES + 1).bind(language).fetch_all(c))?;
    let fits = fits(&messages);
    let earlier = messages.len() > fits;
    messages.truncate(fits);
    messages.reverse();
    Ok(Range { messages, earlier })
}

/// How many messages, the newest first, fit into one range.
fn fits(messages: &[Message]) -> usize {
    let sizes = messages.iter().map(|one| one.body.len() + one.interpreted().map_or(0, |made| made.body.len()));
    let fit = sizes.scan(0, |sum, size| (*sum += size, Some(*sum)).1).take_while(|sum| *sum <= EXPORT_BYTES).count();
    fit.clamp(1, usize::try_from(EXPORT_MESSAGES).unwrap_or(usize::MAX)).min(messages.len())
}

/// Opens a whole conversation to be read in batches; the number of its last message today.
///
/// # Errors
/// `NotFound` when the actor is not one of its readers.
pub async fn begin(tx: &mut Tx, thread: ThreadId) -> Result<i64, Error> {
    let (last_seq, family): (i64, Option<FamilyId>) =
        super::head(tx, thread).await?.first().map(|head| (head.last_seq, head.family_id)).ok_or(Error::NotFound)?;
    open_thread(tx, thread, family).await?;
    Ok(last_seq)
}

/// The messages after `after` up to and with `upto`, the oldest first: the next batch of an export that has begun.
///
/// # Errors
/// `NotFound` when the actor is not one of its readers any more.
pub async fn batch(tx: &mut Tx, thread: ThreadId, after: i64, upto: i64, language: &str) -> Result<Vec<Message>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    // Asked anew, so that an export of somebody who was taken off breaks off and does not look whole.
    super::head(tx, thread).await?.first().ok_or(Error::NotFound)?;
    on!(tx, c => sqlx::query_as(concat!("SELECT ", message!(), "WHERE h.id = $3 AND x.seq > $4 AND x.seq <= $7 AND ", reads!(), " ORDER BY x.seq LIMIT $5"))
        .bind(person).bind(today).bind(thread).bind(after).bind(EXPORT_MESSAGES).bind(language).bind(upto).fetch_all(c))
}
