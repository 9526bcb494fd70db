//! Exporting a conversation for printing or saving, in ranges of bounded size. Contains only
//! messages that the actor may read; every export is recorded in the access log.

use model::id::{FamilyId, ThreadId};
use model::messages::{EXPORT_BYTES, EXPORT_MESSAGES};

use super::{Message, message, open_thread, reads};
use crate::db::on;
use crate::text::on_team;
use crate::{Error, Tx};

/// A range of a conversation, with the oldest message first.
#[derive(Debug, Clone)]
pub struct Range {
    pub messages: Vec<Message>,
    /// True when the actor may read messages before this range.
    pub earlier: bool,
}

/// The newest messages with a number below `before`, or of the whole conversation when it is
/// `None`. Limited to `EXPORT_MESSAGES` and `EXPORT_BYTES`, but with at least one message if there
/// is any.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn range(tx: &mut Tx, thread: ThreadId, before: Option<i64>, language: &str) -> Result<Range, Error> {
    let (person, today) = (tx.person()?, tx.today());
    begin(tx, thread).await?;
    // Reads one message more than the limit, to know whether earlier messages exist.
    let mut messages: Vec<Message> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT ", message!(), "WHERE h.id = $3 AND x.seq < $4 AND ", reads!(), " ORDER BY x.seq DESC LIMIT $5"))
        .bind(person).bind(today).bind(thread).bind(before.unwrap_or(i64::MAX)).bind(EXPORT_MESSAGES + 1).bind(language).fetch_all(c))?;
    let fits = fits(&messages);
    let earlier = messages.len() > fits;
    messages.truncate(fits);
    messages.reverse();
    Ok(Range { messages, earlier })
}

/// The number of leading messages that fit into one range. Expects the newest message first.
fn fits(messages: &[Message]) -> usize {
    let sizes = messages.iter().map(|one| one.body.len() + one.interpreted().map_or(0, |made| made.body.len()));
    let fit = sizes.scan(0, |sum, size| (*sum += size, Some(*sum)).1).take_while(|sum| *sum <= EXPORT_BYTES).count();
    fit.clamp(1, usize::try_from(EXPORT_MESSAGES).unwrap_or(usize::MAX)).min(messages.len())
}

/// Begins an export in batches: writes the access log entry, and returns the number of the newest
/// message, to be passed to `batch` as `upto`.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn begin(tx: &mut Tx, thread: ThreadId) -> Result<i64, Error> {
    let (last_seq, family): (i64, Option<FamilyId>) =
        super::head(tx, thread).await?.first().map(|head| (head.last_seq, head.family_id)).ok_or(Error::NotFound)?;
    open_thread(tx, thread, family).await?;
    Ok(last_seq)
}

/// The next batch of an export: at most `EXPORT_MESSAGES` messages with a number above `after` and
/// up to `upto` (inclusive), the oldest first. Does not write to the access log; `begin` does.
///
/// # Errors
/// `NotFound` when the actor is no longer one of its participants.
pub async fn batch(tx: &mut Tx, thread: ThreadId, after: i64, upto: i64, language: &str) -> Result<Vec<Message>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    // Every batch checks the authorization again. Otherwise an actor who is removed during the
    // export would get an empty batch, and the truncated export would look complete.
    super::head(tx, thread).await?.first().ok_or(Error::NotFound)?;
    on!(tx, c => sqlx::query_as(concat!("SELECT ", message!(), "WHERE h.id = $3 AND x.seq > $4 AND x.seq <= $7 AND ", reads!(), " ORDER BY x.seq LIMIT $5"))
        .bind(person).bind(today).bind(thread).bind(after).bind(EXPORT_MESSAGES).bind(language).bind(upto).fetch_all(c))
}
