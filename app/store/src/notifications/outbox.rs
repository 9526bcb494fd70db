//! The notification outbox: one row for each recipient of a message, inserted in the message's
//! transaction and delivered by a background job. A server claims a row for two minutes; when it
//! crashes meanwhile, another server claims the row again. Delivery is thus at least once. Tables
//! beside it have the notifications about translations, events and commitments, which are handled
//! alike.

pub(crate) mod account_events;
mod addresses;
pub(crate) mod commitments;
pub(crate) mod events;
mod messages;
mod recipient;
mod recipient_row;
mod translations;

use jiff::Timestamp;
use model::id::{PersonId, TextId, ThreadId};
use model::notify::NotificationChannel;
use strum::VariantArray;
use uuid::Uuid;

pub use self::account_events::{AccountEventNotice, delete_earlier_addresses};
pub use self::addresses::ChannelAddress;
pub use self::events::EventNotice;
pub(crate) use self::messages::enqueue_for_person;
pub use self::recipient::{NotificationRecipient, load_recipient};
pub use self::recipient_row::ReadState;

use crate::db::run_on;
use crate::{Db, Error, Tx};

/// How long a server's claim on a notification lasts, in seconds.
const CLAIM_SECONDS: i64 = 120;
/// The maximum number of notifications that are claimed at once.
const CLAIM_BATCH: i64 = 50;
/// The number of failed delivery attempts after which a notification counts as failed.
pub const MAX_ATTEMPTS: i32 = 5;

/// When a notification is inserted and when it is due, as Unix seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DueTimes {
    pub(crate) inserted_at: i64,
    pub(crate) due_at: i64,
}

/// The times of a notification that is inserted now.
pub(crate) fn due_times(tx: &Tx) -> DueTimes {
    // Seconds and not timestamps, because the queries compare them: SQLite stores timestamps as
    // text that does not sort chronologically.
    let now = tx.clock().now().as_second();
    DueTimes {
        inserted_at: now,
        due_at: now + tx.notification_delay(),
    }
}

/// How soon the recipients must learn of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// One notification, as often as the recipient wishes.
    Normal,
    /// A message that stays unread is told by the remaining channels, too.
    Urgent,
}

/// Inserts a notification of a message for every participant of the thread except its author `by`.
/// Due after the notification delay, by which time a person with the thread open has read it.
pub(crate) async fn enqueue_for_thread(
    tx: &mut Tx,
    thread: ThreadId,
    seq: i64,
    by: PersonId,
    urgency: Urgency,
) -> Result<(), Error> {
    let times = due_times(tx);
    // On PostgreSQL the functions that write messages (`alongside_send_message`,
    // `alongside_add_system_message`) contain the same statement: a change of one is a change of
    // all.
    run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO notification_outbox (thread_id, seq, person_id, author_id, urgent, created_at, state, delivered_channels, attempts, next_attempt_at)
         SELECT r.thread_id, $2, r.person_id, $3, $4, $5, 'waiting', '', 0, $6 FROM thread_participant r WHERE r.thread_id = $1 AND r.person_id <> $3 AND r.left_at IS NULL")
        .bind(thread).bind(seq).bind(by).bind(urgency == Urgency::Urgent).bind(times.inserted_at).bind(times.due_at).execute(c)
    })?;
    Ok(())
}

/// What a notification is about.
#[derive(Debug, Clone)]
pub enum NotificationSubject {
    Message {
        thread: ThreadId,
        seq: i64,
    },
    /// The translation of a text into a language, for a person who asked for it.
    Translation {
        text: TextId,
        language: String,
    },
    /// A change of an event, or a reminder of it.
    Event(EventNotice),
    /// What one of the two of a commitment did: the id of that version.
    Commitment(Uuid),
    /// Something that happened to the recipient's account.
    AccountEvent(AccountEventNotice),
}

/// A claimed notification. `created_at` is when it was inserted, or a reminder was due, as Unix
/// seconds.
#[derive(Debug, Clone)]
pub struct ClaimedNotification {
    pub subject: NotificationSubject,
    pub person_id: PersonId,
    pub urgent: bool,
    pub created_at: i64,
    pub delivered_channels: String,
    pub attempts: i32,
}

impl ClaimedNotification {
    /// The channels by which this notification was delivered already.
    pub fn delivered_channels(&self) -> Vec<NotificationChannel> {
        self.delivered_channels
            .split(' ')
            .filter_map(NotificationChannel::parse)
            .collect()
    }
}

/// The tables of notifications, in the order in which they are claimed.
#[derive(Debug, Clone, Copy, VariantArray)]
enum OutboxTable {
    Messages,
    Translations,
    Events,
    Commitments,
    AccountEvents,
}

impl OutboxTable {
    const fn name(self) -> &'static str {
        match self {
            Self::Messages => "notification_outbox",
            Self::Translations => "translation_notification",
            Self::Events => "event_notification",
            Self::Commitments => "transition_commitment_notification",
            Self::AccountEvents => "account_event_notification",
        }
    }

    async fn claim_due(self, tx: &mut Tx, now: i64) -> Result<Vec<ClaimedNotification>, Error> {
        match self {
            Self::Messages => messages::claim_due(tx, now).await,
            Self::Translations => translations::claim_due(tx, now).await,
            Self::Events => events::claim_due(tx, now).await,
            Self::Commitments => commitments::claim_due(tx, now).await,
            Self::AccountEvents => account_events::claim_due(tx, now).await,
        }
    }
}

/// The tables of which notifications are claimed, for the test that compares them with the
/// database.
pub fn outbox_table_names() -> impl Iterator<Item = &'static str> {
    OutboxTable::VARIANTS.iter().map(|table| table.name())
}

/// Claims up to `CLAIM_BATCH` due notifications of each table for `CLAIM_SECONDS` seconds, so that
/// no other server delivers them meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn claim_due(db: &Db) -> Result<Vec<ClaimedNotification>, Error> {
    // The claim is committed before anything is delivered, so no transaction stays open during a
    // call to a mail server.
    let now = db.clock().now().as_second();
    let mut tx = db.acting_as_system("claim due notifications").await?;
    let mut claimed = Vec::new();
    for table in OutboxTable::VARIANTS {
        claimed.extend(table.claim_due(&mut tx, now).await?);
    }
    tx.commit().await?;
    Ok(claimed)
}

/// The SELECT of a delivery to the person `$1` since `$2`, of any thread, text, event, commitment
/// and account: the preference promises one notification a day, not one for each. A test compares
/// the tables with `OutboxTable`.
const DELIVERED_SINCE: &str = "SELECT delivered_at FROM notification_outbox WHERE person_id = $1 \
    AND delivered_at >= $2 UNION ALL SELECT delivered_at FROM translation_notification WHERE \
    person_id = $1 AND delivered_at >= $2 UNION ALL SELECT delivered_at FROM event_notification \
    WHERE person_id = $1 AND delivered_at >= $2 UNION ALL SELECT delivered_at FROM \
    transition_commitment_notification WHERE person_id = $1 AND delivered_at >= $2 UNION ALL \
    SELECT delivered_at FROM account_event_notification WHERE person_id = $1 AND delivered_at >= \
    $2 LIMIT 1";

/// Whether any notification was delivered to this person since `since`, for the once-a-day
/// preference.
///
/// # Errors
/// When the database fails.
pub async fn notified_since(db: &Db, person: PersonId, since: Timestamp) -> Result<bool, Error> {
    let mut tx = db
        .acting_as_system("check daily notification limit")
        .await?;
    let row: Option<(i64,)> = run_on!(tx, |c| sqlx::query_as(DELIVERED_SINCE)
        .bind(person)
        .bind(since.as_second())
        .fetch_optional(c))?;
    Ok(row.is_some())
}

/// The result of processing a notification: delivered, read before delivery, merged with an earlier
/// one, switched off by the recipient, without a usable channel, failed, or without a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
pub enum DeliveryState {
    #[strum(to_string = "told")]
    Delivered,
    #[strum(to_string = "read")]
    Read,
    #[strum(to_string = "merged")]
    Merged,
    #[strum(to_string = "off")]
    SwitchedOff,
    #[strum(to_string = "no_way")]
    NoChannel,
    #[strum(to_string = "failed")]
    Failed,
    #[strum(to_string = "gone")]
    NoRecipient,
    /// Not finished; due again at this time. The slug is that of a row before it is claimed, so
    /// that `claim_due` finds the row again.
    #[strum(to_string = "waiting")]
    Deferred(Timestamp),
}

impl DeliveryState {
    fn state_slug(self) -> &'static str {
        self.into()
    }
}

/// Records the result of a notification, and `by`, the channels by which it was just delivered.
/// When it was delivered, also marks the message as delivered to the recipient.
///
/// # Errors
/// When the database fails.
pub async fn record_result(
    db: &Db,
    notice: &ClaimedNotification,
    new_state: DeliveryState,
    by: &[NotificationChannel],
) -> Result<(), Error> {
    let mut channels = notice.delivered_channels();
    channels.extend(by);
    // Kept with the row, so that a retry after a partial failure does not notify twice by one
    // channel.
    let delivered_channels = channels
        .iter()
        .map(|channel| channel.slug())
        .collect::<Vec<_>>()
        .join(" ");
    let now = db.clock().now().as_second();
    let next = if let DeliveryState::Deferred(at) = new_state {
        at.as_second()
    } else {
        now
    };
    let mut tx = db.acting_as_system("record notification result").await?;
    let result = RecordedResult {
        state: new_state.state_slug(),
        delivered_channels,
        next_attempt_at: next,
        delivered_at: (!by.is_empty()).then_some(now),
    };
    match &notice.subject {
        NotificationSubject::Message { thread, seq } => {
            messages::update_row(&mut tx, notice, (*thread, *seq), result).await?;
            // An urgent message that one channel has delivered waits for its escalation.
            if new_state == DeliveryState::Delivered || !by.is_empty() {
                messages::mark_delivered(&mut tx, notice.person_id, *thread, *seq).await?;
            }
        }
        NotificationSubject::Translation { text, language } => {
            translations::update_row(&mut tx, notice, (*text, language.as_str()), result).await?;
        }
        NotificationSubject::Event(about) => {
            events::update_row(&mut tx, notice, about, result).await?;
        }
        NotificationSubject::Commitment(version) => {
            commitments::update_row(&mut tx, notice, *version, result).await?;
        }
        NotificationSubject::AccountEvent(about) => {
            account_events::update_row(&mut tx, notice, about, result).await?;
        }
    }
    tx.commit().await
}

/// The new values of a row of the outbox.
struct RecordedResult {
    state: &'static str,
    delivered_channels: String,
    next_attempt_at: i64,
    /// `None` when no one was reached this time: the row keeps when this person was last notified.
    delivered_at: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_daily_limit_counts_the_deliveries_of_every_table() {
        let counted = DELIVERED_SINCE.matches("SELECT delivered_at FROM ").count();
        assert_eq!(counted, outbox_table_names().count());
        for name in outbox_table_names() {
            assert!(
                DELIVERED_SINCE.contains(&format!("FROM {name} WHERE ")),
                "{name}"
            );
        }
    }
}
