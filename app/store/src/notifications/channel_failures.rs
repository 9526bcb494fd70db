//! Delivery channels that fail for a person. The person sees them on their preferences page,
//! because only they can correct an address.

use jiff::Timestamp;
use model::id::PersonId;
use model::notify::NotificationChannel;

use crate::db::run_on;
use crate::{Db, Error, Tx};

/// A channel by which deliveries fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelFailure {
    pub channel: NotificationChannel,
    /// The time of the first failure.
    pub since: Timestamp,
}

/// The actor's failing channels.
pub(super) async fn list_failures(tx: &mut Tx) -> Result<Vec<ChannelFailure>, Error> {
    let me = tx.actor_id()?;
    let rows: Vec<(NotificationChannel, i64)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT channel, since FROM notification_channel_failure WHERE person_id = $1 ORDER BY \
            channel"
    )
    .bind(me)
    .fetch_all(c))?;
    Ok(rows
        .into_iter()
        .map(|(channel, since)| ChannelFailure {
            channel,
            since: Timestamp::from_second(since).unwrap_or(Timestamp::UNIX_EPOCH),
        })
        .collect())
}

/// Clears the failure of a channel, after the actor has changed or removed its address.
pub(super) async fn clear_failure(tx: &mut Tx, channel: NotificationChannel) -> Result<(), Error> {
    let me = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM notification_channel_failure WHERE person_id = $1 AND channel = $2"
    )
    .bind(me)
    .bind(channel)
    .execute(c))?;
    Ok(())
}

/// Records that a channel fails for a person; keeps the time of the first failure.
pub(super) async fn record_failure(
    tx: &mut Tx,
    person: PersonId,
    channel: NotificationChannel,
) -> Result<(), Error> {
    let now = tx.clock().now().as_second();
    run_on!(tx, |c| {
        sqlx::query(
            // The page says since when the channel fails, so a later failure must not replace the
            // time.
            "INSERT INTO notification_channel_failure (person_id, channel, since) VALUES ($1, $2, \
            $3) ON CONFLICT (person_id, channel) DO NOTHING",
        )
        .bind(person)
        .bind(channel)
        .bind(now)
        .execute(c)
    })?;
    Ok(())
}

/// Records the result of a delivery: clears the failures of the channels that were `reached` and
/// records those that were `not_reached`. For the delivery job.
///
/// # Errors
/// When the database fails.
pub async fn record_delivery(
    db: &Db,
    person: PersonId,
    reached: &[NotificationChannel],
    not_reached: &[NotificationChannel],
) -> Result<(), Error> {
    // Spares SQLite's writer a transaction that changes nothing.
    if reached.is_empty() && not_reached.is_empty() {
        return Ok(());
    }
    let mut tx = db
        .acting_as_system("record delivery results by channel")
        .await?;
    for channel in reached {
        run_on!(tx, |c| sqlx::query(
            "DELETE FROM notification_channel_failure WHERE person_id = $1 AND channel = $2"
        )
        .bind(person)
        .bind(*channel)
        .execute(c))?;
    }
    for channel in not_reached {
        record_failure(&mut tx, person, *channel).await?;
    }
    tx.commit().await
}
