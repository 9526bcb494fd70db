//! Exporting a conversation for printing or saving, in ranges of bounded size. Contains only
//! messages that the actor may read; every export is recorded in the access log.

use model::id::{FamilyId, ThreadId};
use model::messages::{EXPORT_BATCH_BYTES, EXPORT_BATCH_MESSAGES};

use super::{ThreadMessage, actor_reads_thread, message_query, open_thread};
use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::{Error, Tx};

/// A range of a conversation, with the oldest message first.
#[derive(Debug, Clone)]
pub struct ExportRange {
    pub messages: Vec<ThreadMessage>,
    /// True when the actor may read messages before this range.
    pub earlier: bool,
}

/// The newest messages with a number below `before`, or of the whole conversation when it is
/// `None`. Limited to `EXPORT_BATCH_MESSAGES` and `EXPORT_BATCH_BYTES`, but with at least one
/// message if there is any.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn load_range(
    tx: &mut Tx,
    thread: ThreadId,
    before: Option<i64>,
    language: &str,
) -> Result<ExportRange, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Every range is logged, because each shows other messages.
    begin_export(tx, thread).await?;
    // Reads one message more than the limit, to know whether earlier messages exist.
    let mut messages: Vec<ThreadMessage> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        message_query!(),
        "WHERE h.id = $3 AND x.seq < $4 AND ",
        actor_reads_thread!(),
        " ORDER BY x.seq DESC LIMIT $5"
    ))
    .bind(person)
    .bind(today)
    .bind(thread)
    .bind(before.unwrap_or(i64::MAX))
    .bind(EXPORT_BATCH_MESSAGES + 1)
    .bind(language)
    .fetch_all(c))?;
    let fits = count_fitting(&messages);
    let earlier = messages.len() > fits;
    messages.truncate(fits);
    messages.reverse();
    Ok(ExportRange { messages, earlier })
}

/// The number of leading messages that fit into one range. Expects the newest message first.
fn count_fitting(messages: &[ThreadMessage]) -> usize {
    let sizes = messages
        .iter()
        .map(|one| one.body.len() + one.human_translation().map_or(0, |made| made.body.len()));
    let fit = sizes
        .scan(0, |sum, size| (*sum += size, Some(*sum)).1)
        .take_while(|sum| *sum <= EXPORT_BATCH_BYTES)
        .count();
    // At least one, so that a single long message cannot block the export for good.
    fit.clamp(
        1,
        usize::try_from(EXPORT_BATCH_MESSAGES).unwrap_or(usize::MAX),
    )
    .min(messages.len())
}

/// Begins an export in batches: writes the access log entry, and returns the number of the newest
/// message, to be passed to `load_next_batch` as `upto`.
///
/// # Errors
/// `NotFound` when the actor is not one of its participants.
pub async fn begin_export(tx: &mut Tx, thread: ThreadId) -> Result<i64, Error> {
    let (last_seq, family): (i64, Option<FamilyId>) = super::thread_head(tx, thread)
        .await?
        .first()
        .map(|head| (head.last_seq, head.family_id))
        .ok_or(Error::NotFound)?;
    open_thread(tx, thread, family).await?;
    Ok(last_seq)
}

/// The next batch of an export: at most `EXPORT_BATCH_MESSAGES` messages with a number above
/// `after` and up to `upto` (inclusive), the oldest first. Does not write to the access log;
/// `begin_export` does.
///
/// # Errors
/// `NotFound` when the actor is no longer one of its participants.
pub async fn load_next_batch(
    tx: &mut Tx,
    thread: ThreadId,
    after: i64,
    upto: i64,
    language: &str,
) -> Result<Vec<ThreadMessage>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Every batch checks the authorization again. Otherwise an actor who is removed during the
    // export would get an empty batch, and the truncated export would look complete.
    super::thread_head(tx, thread)
        .await?
        .first()
        .ok_or(Error::NotFound)?;
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        message_query!(),
        "WHERE h.id = $3 AND x.seq > $4 AND x.seq <= $7 AND ",
        actor_reads_thread!(),
        " ORDER BY x.seq LIMIT $5"
    ))
    .bind(person)
    .bind(today)
    .bind(thread)
    .bind(after)
    .bind(EXPORT_BATCH_MESSAGES)
    .bind(language)
    .bind(upto)
    .fetch_all(c))
}
