//! The recipient of a notification, read just before delivery.

use jiff::tz::TimeZone;
use model::notify::NotificationPreferences;

use super::addresses::{ChannelAddress, list_channels};
use super::recipient_row::ReadState;
use super::{
    ClaimedNotification, NotificationSubject, account_events, commitments, events, messages,
    translations,
};
use crate::{Db, Error};

/// The recipient of a notification and the state of the message for them, read just before
/// delivery.
#[derive(Debug, Clone)]
pub struct NotificationRecipient {
    pub language: Option<String>,
    pub languages_read: Vec<String>,
    pub zone: TimeZone,
    pub preferences: NotificationPreferences,
    pub channels: Vec<ChannelAddress>,
    pub read_state: ReadState,
}

/// Reads the recipient, their preferences, their addresses and the state of the message. Leaves out
/// phone numbers that are opted out.
///
/// # Errors
/// `NotFound` when the person or the thread does not exist any more. Also when the database fails.
pub async fn load_recipient(
    db: &Db,
    notice: &ClaimedNotification,
) -> Result<NotificationRecipient, Error> {
    let mut tx = db.acting_as_system("load notification recipient").await?;
    let row = match &notice.subject {
        NotificationSubject::Message { thread, seq } => {
            messages::find_recipient(&mut tx, notice.person_id, *thread, *seq).await?
        }
        NotificationSubject::Translation { text, .. } => {
            translations::find_recipient(&mut tx, notice.person_id, *text).await?
        }
        NotificationSubject::Event(about) => events::find_recipient(&mut tx, notice, about).await?,
        NotificationSubject::Commitment(version) => {
            commitments::find_recipient(&mut tx, notice, *version).await?
        }
        NotificationSubject::AccountEvent(about) => {
            account_events::find_recipient(&mut tx, notice, about).await?
        }
    };
    let channels = match &notice.subject {
        NotificationSubject::AccountEvent(about) => {
            account_events::list_addresses(&mut tx, notice.person_id, about).await?
        }
        _ => list_channels(&mut tx, notice.person_id).await?,
    };
    let read_state = row.read_state(notice);
    let defaults = NotificationPreferences::default();
    Ok(NotificationRecipient {
        language: row.language,
        languages_read: row.languages_read.0,
        zone: TimeZone::get(&row.time_zone).unwrap_or(TimeZone::UTC),
        preferences: NotificationPreferences {
            frequency: row.mode.unwrap_or(defaults.frequency),
            safe_from: row.safe_from.unwrap_or(defaults.safe_from),
            safe_until: row.safe_until.unwrap_or(defaults.safe_until),
            // The statements about reminders have applied the person's choice.
            reminder: defaults.reminder,
        },
        channels,
        read_state,
    })
}
