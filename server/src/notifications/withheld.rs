//! Whether a claimed notification must not be delivered now: it is no longer needed, or has to
//! wait.

use jiff::{SignedDuration, Timestamp, Zoned};
use model::notify::{NotificationFrequency, NotificationSchedule};
use store::Db;
use store::notifications::outbox::{
    self, ClaimedNotification, DeliveryState, NotificationRecipient, NotificationSubject, ReadState,
};

/// The state of a notification that must not be delivered now: it is no longer needed, or has to
/// wait. `None` where it must be delivered.
pub(super) async fn state_without_delivery(
    db: &Db,
    notice: &ClaimedNotification,
    recipient: &NotificationRecipient,
    now: &Zoned,
) -> Result<Option<DeliveryState>, store::Error> {
    match recipient.read_state {
        ReadState::NotParticipant => return Ok(Some(DeliveryState::NoRecipient)),
        ReadState::Read => return Ok(Some(DeliveryState::Read)),
        ReadState::AlreadyNotified => return Ok(Some(DeliveryState::Merged)),
        ReadState::Unread => {}
    }
    match schedule(notice, recipient, now) {
        NotificationSchedule::Never => return Ok(Some(DeliveryState::SwitchedOff)),
        NotificationSchedule::Later(then) => {
            return Ok(Some(DeliveryState::Deferred(then.timestamp())));
        }
        NotificationSchedule::Now => {}
    }
    // Daily mode: at most one notification in 12 hours, across all conversations. An escalation
    // (`delivered_channels` is not empty) belongs to a notification that was counted already.
    let is_merged = recipient.preferences.frequency == NotificationFrequency::Daily
        && notice.delivered_channels.is_empty()
        && !notice.is_for_every_channel()
        && outbox::notified_since(
            db,
            notice.person_id,
            now.timestamp() - SignedDuration::from_hours(12),
        )
        .await?;
    Ok(is_merged.then_some(DeliveryState::Merged))
}

/// When to send a notification: as often as the recipient wishes, or a reminder before its event.
fn schedule(
    notice: &ClaimedNotification,
    recipient: &NotificationRecipient,
    now: &Zoned,
) -> NotificationSchedule {
    let preferences = recipient.preferences;
    if let NotificationSubject::Event(about) = &notice.subject
        && about.reminder.is_some()
    {
        let starts = about.starts.to_jiff().to_zoned(recipient.zone.clone());
        return starts.map_or(NotificationSchedule::Never, |starts| {
            preferences.schedule_reminder(&starts, now)
        });
    }
    let at = Timestamp::from_second(notice.created_at)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned(recipient.zone.clone());
    preferences.schedule_notification(&at, now)
}
