//! Notification dispatcher: claims due notifications from the outbox, applies each person's
//! notification preferences, and delivers by web push, e-mail or text message (SMS). The text is
//! one neutral sentence in the person's language, the same for every event, so that it reveals
//! nothing. Confirmation codes, which a person asks for, have a sentence of their own.

mod channels;
mod confirmation_codes;
pub mod inbound_sms;
mod withheld;

use app::i18n::Localizer;
use clients::DeliveryResult;
use clients::email::EmailClient;
use clients::sms::SmsClient;
use clients::web_push::{PushSubscription, WebPushClient};
use jiff::{SignedDuration, Timestamp};
use model::language::Language;
use model::notify::NotificationChannel;
use store::Db;
use store::notifications::outbox;
use store::notifications::outbox::{
    ChannelAddress, ClaimedNotification, DeliveryState, MAX_ATTEMPTS, NotificationRecipient,
};
use store::notifications::{channel_failures, consent};

use self::withheld::state_without_delivery;
use crate::config::Settings;

/// By how many of a person's channels a notification is delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ChannelReach {
    FirstThatWorks,
    Every,
}

/// Results of all delivery attempts for one notification, by channel (`NotificationChannel`).
#[derive(Debug, Default)]
struct DeliveryAttempts {
    /// Channels that accepted the notification.
    accepted_by: Vec<NotificationChannel>,
    /// Channels with a temporary failure.
    to_retry: Vec<NotificationChannel>,
    /// Channels with a permanent failure.
    rejected_by: Vec<NotificationChannel>,
}

/// The notification dispatcher, with the delivery channels that this installation has configured.
#[derive(Debug, Clone)]
pub struct NotificationDispatcher {
    mail: Option<EmailClient>,
    sms: Option<SmsClient>,
    push: Option<WebPushClient>,
    escalation_delay: SignedDuration,
}

impl NotificationDispatcher {
    /// # Errors
    /// When a setting of a channel is missing or invalid.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        Ok(Self {
            mail: channels::email_client(settings)?,
            sms: channels::sms_client(settings)?,
            push: channels::web_push_client(settings)?,
            escalation_delay: SignedDuration::from_hours(settings.urgent_escalation_hours.into()),
        })
    }

    /// Dispatches every notification that is due. Returns how many were processed.
    ///
    /// # Errors
    /// When the database fails. Claimed notifications that were not processed become due again
    /// after two minutes.
    pub async fn dispatch_due(&self, db: &Db) -> Result<usize, store::Error> {
        // First: the person who asked for a code is waiting for it.
        let mut processed = Box::pin(self.send_confirmation_codes(db)).await?;
        loop {
            let claimed = outbox::claim_due(db).await?;
            if claimed.is_empty() {
                return Ok(processed);
            }
            processed += claimed.len();
            for notice in claimed {
                self.dispatch_one(db, notice).await?;
            }
        }
    }

    async fn dispatch_one(&self, db: &Db, notice: ClaimedNotification) -> Result<(), store::Error> {
        let recipient = match outbox::load_recipient(db, &notice).await {
            Ok(whom) => whom,
            Err(store::Error::NotFound) => {
                return outbox::record_result(db, &notice, DeliveryState::NoRecipient, &[]).await;
            }
            Err(other) => return Err(other),
        };
        let now = db.clock().now().to_zoned(recipient.zone.clone());
        if let Some(state) = state_without_delivery(db, &notice, &recipient, &now).await? {
            return outbox::record_result(db, &notice, state, &[]).await;
        }
        let delivered_channels = notice.delivered_channels();
        let remaining: Vec<&ChannelAddress> = recipient
            .channels
            .iter()
            .filter(|one| {
                !delivered_channels.contains(&one.channel) && self.has_channel(one.channel)
            })
            .collect();
        if remaining.is_empty() {
            let new_state = if delivered_channels.is_empty() {
                DeliveryState::NoChannel
            } else {
                DeliveryState::Delivered
            };
            return outbox::record_result(db, &notice, new_state, &[]).await;
        }
        let words = notification_text(&recipient);
        // A notification that was delivered already is here again for its escalation.
        let reach = if notice.is_for_every_channel() || !delivered_channels.is_empty() {
            ChannelReach::Every
        } else {
            ChannelReach::FirstThatWorks
        };
        let attempts = self
            .deliver_by_channels(db, &notice, &remaining, &words, reach)
            .await?;
        if attempts.accepted_by.is_empty() {
            return record_failed_attempt(db, notice, attempts, now.timestamp()).await;
        }
        let accepted = &attempts.accepted_by;
        record_channels(db, &notice, accepted, &attempts.rejected_by).await?;
        let has_more_channels = remaining.iter().any(|one| !accepted.contains(&one.channel));
        // Urgent messages are escalated: if still unread after `escalation_delay`, the remaining
        // channels are used too.
        let new_state = if notice.urgent && delivered_channels.is_empty() && has_more_channels {
            DeliveryState::Deferred(now.timestamp() + self.escalation_delay)
        } else {
            DeliveryState::Delivered
        };
        outbox::record_result(db, &notice, new_state, accepted).await
    }

    /// Delivers by the channels in `remaining`, which are ordered by preference.
    async fn deliver_by_channels(
        &self,
        db: &Db,
        notice: &ClaimedNotification,
        remaining: &[&ChannelAddress],
        text: &str,
        reach: ChannelReach,
    ) -> Result<DeliveryAttempts, store::Error> {
        let mut attempts = DeliveryAttempts::default();
        for one in remaining {
            if attempts.accepted_by.contains(&one.channel)
                && one.channel != NotificationChannel::Push
            {
                continue;
            }
            // A push notification goes to every browser of the person. Of the channels, the first
            // that works is enough.
            if reach == ChannelReach::FirstThatWorks
                && attempts
                    .accepted_by
                    .first()
                    .is_some_and(|first| *first != one.channel)
            {
                break;
            }
            let result = match (one.channel, &self.mail, &self.sms, &self.push) {
                (NotificationChannel::Email, Some(mail), ..) => mail.send(&one.address, text).await,
                (NotificationChannel::Sms, _, Some(sms), _) => sms.send(&one.address, text).await,
                (NotificationChannel::Push, .., Some(push)) => {
                    let to = push_subscription(one);
                    push.send(to, text, db.clock().now()).await
                }
                // Not reached, because `remaining` contains only configured channels.
                _ => DeliveryResult::Retry,
            };
            // Privacy: the log must not contain the address of the recipient.
            tracing::info!(
                channel = one.channel.slug(),
                result = ?result,
                "notification delivery attempted"
            );
            match result {
                DeliveryResult::Accepted if attempts.accepted_by.contains(&one.channel) => {}
                DeliveryResult::Accepted => attempts.accepted_by.push(one.channel),
                DeliveryResult::Retry => attempts.to_retry.push(one.channel),
                DeliveryResult::Rejected => attempts.rejected_by.push(one.channel),
                DeliveryResult::SubscriptionGone => {
                    let mut tx = db
                        .acting_as_system("remove expired push subscription")
                        .await?;
                    store::notifications::remove_expired_browser(
                        &mut tx,
                        notice.person_id,
                        &one.address,
                    )
                    .await?;
                    tx.commit().await?;
                }
                // Recorded as an opt-out: the person's settings page then says that texts are
                // stopped and how to resume them.
                DeliveryResult::OptedOut => {
                    consent::opt_out_phone(db, &one.address, "stopped at the gateway").await?;
                }
            }
        }
        Ok(attempts)
    }

    const fn has_channel(&self, way: NotificationChannel) -> bool {
        match way {
            NotificationChannel::Email => self.mail.is_some(),
            NotificationChannel::Sms => self.sms.is_some(),
            NotificationChannel::Push => self.push.is_some(),
        }
    }
}

fn push_subscription(channel: &ChannelAddress) -> PushSubscription<'_> {
    PushSubscription {
        endpoint: &channel.address,
        key: channel.key.as_deref(),
        secret: channel.secret.as_deref(),
    }
}

/// Records for the settings page of the person which channels work and which do not. An address
/// that they have replaced says nothing about the one of now.
async fn record_channels(
    db: &Db,
    notice: &ClaimedNotification,
    reached: &[NotificationChannel],
    not_reached: &[NotificationChannel],
) -> Result<(), store::Error> {
    if notice.is_for_earlier_address() {
        return Ok(());
    }
    channel_failures::record_delivery(db, notice.person_id, reached, not_reached).await
}

/// Records that no channel accepted a notification: it is retried with exponential backoff, until
/// `MAX_ATTEMPTS` or until no channel is left that could succeed.
async fn record_failed_attempt(
    db: &Db,
    mut notice: ClaimedNotification,
    attempts: DeliveryAttempts,
    now: Timestamp,
) -> Result<(), store::Error> {
    let DeliveryAttempts {
        to_retry,
        rejected_by: mut rejected,
        ..
    } = attempts;
    notice.attempts += 1;
    // 2, 4, 8 and 16 minutes: five attempts within half an hour.
    let wait = SignedDuration::from_mins(1 << notice.attempts.clamp(0, 8));
    let last = notice.attempts >= MAX_ATTEMPTS || to_retry.is_empty();
    // The person sees a failing address on the settings page: only they can correct it.
    if last {
        rejected.extend(to_retry);
    }
    record_channels(db, &notice, &[], &rejected).await?;
    let new_state = if !last {
        DeliveryState::Deferred(now + wait)
    } else if notice.delivered_channels.is_empty() {
        DeliveryState::Failed
    } else {
        // Only its escalation failed: the person was notified by another channel before.
        DeliveryState::Delivered
    };
    outbox::record_result(db, &notice, new_state, &[]).await
}

/// The notification text, in the person's chosen language, or else the first supported language
/// that they read.
fn notification_text(recipient: &NotificationRecipient) -> String {
    recipient_text(recipient.language.as_deref(), &recipient.languages_read).get("common-notice")
}

/// The texts in the language that a recipient has chosen, or else the first supported language that
/// they read.
fn recipient_text(language: Option<&str>, languages_read: &[String]) -> Localizer {
    let read = languages_read.iter().map(String::as_str);
    let language = language.into_iter().chain(read).find_map(Language::parse);
    Localizer(language.unwrap_or_default())
}
