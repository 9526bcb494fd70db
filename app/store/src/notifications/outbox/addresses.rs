//! The addresses to which a notification can be sent.

use model::id::PersonId;
use model::notify::NotificationChannel;

use crate::db::run_on;
use crate::notifications::consent::phone_is_opted_out;
use crate::{Error, Tx};

/// An address of a person, and for a browser what encrypts the notification.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ChannelAddress {
    pub channel: NotificationChannel,
    pub address: String,
    pub key: Option<String>,
    pub secret: Option<String>,
}

/// The addresses of a person, without phone numbers that are opted out.
pub(super) async fn list_channels(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<ChannelAddress>, Error> {
    let mut channels: Vec<ChannelAddress> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT w.channel, w.address, w.key, w.secret FROM notification_channel w WHERE \
            w.person_id = $1 AND NOT (w.channel = 'sms' AND ",
            phone_is_opted_out!("w.person_id", "w.address"),
            ") ORDER BY w.address"
        ))
        .bind(person)
        .fetch_all(c)
    })?;
    // In the order of attempts: the channel that others are least likely to see comes first.
    channels.sort_by_key(|one| one.channel);
    Ok(channels)
}
