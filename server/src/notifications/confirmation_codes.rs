//! Sends the codes with which people confirm an e-mail address or a telephone number. Neither the
//! code nor the address gets into a log.

use clients::DeliveryResult;
use model::notify::{ConfirmationCode, NotificationChannel};
use store::Db;
use store::notifications::confirmation::sending::{self, CodeOutcome, CodeRecipient, CodeRequest};
use store::notifications::{channel_failures, consent};

use super::{NotificationDispatcher, recipient_text};

/// What is sent with a code. `Debug` is not derived, because it contains the code.
struct CodeMessage {
    subject: String,
    text: String,
}

impl CodeMessage {
    fn new(recipient: &CodeRecipient, code: &ConfirmationCode) -> Self {
        let text = recipient_text(recipient.language.as_deref(), &recipient.languages_read);
        let sentence = text.format("account-confirm-message", &[("code", code.expose().into())]);
        Self {
            subject: text.get("account-confirm-subject"),
            // Digits need no isolates, which some phones show as boxes and which make a text
            // message twice as long.
            text: sentence.replace(['\u{2068}', '\u{2069}'], ""),
        }
    }
}

impl NotificationDispatcher {
    /// Sends every code that was asked for, once. Returns how many requests were processed.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn send_confirmation_codes(&self, db: &Db) -> Result<usize, store::Error> {
        let requests = sending::claim_requests(db).await?;
        for request in &requests {
            self.send_code(db, request).await?;
        }
        Ok(requests.len())
    }

    async fn send_code(&self, db: &Db, request: &CodeRequest) -> Result<(), store::Error> {
        let Some((code, recipient)) = sending::start_code(db, request).await? else {
            return sending::record_not_sent(db, request, CodeOutcome::NotSent).await;
        };
        let now = db.clock().now().to_zoned(recipient.zone.clone());
        // The page offers no code outside the safe hours; a form may have waited on a phone, or its
        // message for the mail server.
        if !recipient.preferences.is_safe_time(&now) {
            return sending::record_not_sent(db, request, CodeOutcome::NotSent).await;
        }
        let message = CodeMessage::new(&recipient, &code);
        let result = self
            .deliver_code(request.channel, &recipient.address, &message)
            .await;
        tracing::info!(
            channel = request.channel.slug(),
            result = ?result,
            "delivery of a confirmation code attempted"
        );
        let (person, way) = (request.person_id, [request.channel]);
        match result {
            DeliveryResult::Accepted => {
                channel_failures::record_delivery(db, person, &way, &[]).await
            }
            DeliveryResult::Retry => {
                sending::record_not_sent(db, request, CodeOutcome::Retry).await
            }
            DeliveryResult::OptedOut => {
                consent::opt_out_phone(db, &recipient.address, "stopped at the gateway").await?;
                sending::record_not_sent(db, request, CodeOutcome::NotSent).await
            }
            // The person sees a failing address on the settings page: only they can correct it.
            DeliveryResult::Rejected | DeliveryResult::SubscriptionGone => {
                channel_failures::record_delivery(db, person, &[], &way).await?;
                sending::record_not_sent(db, request, CodeOutcome::NotSent).await
            }
        }
    }

    async fn deliver_code(
        &self,
        channel: NotificationChannel,
        address: &str,
        message: &CodeMessage,
    ) -> DeliveryResult {
        match (channel, &self.mail, &self.sms) {
            (NotificationChannel::Email, Some(mail), _) => {
                mail.send_with_subject(address, &message.subject, &message.text)
                    .await
            }
            (NotificationChannel::Sms, _, Some(sms)) => sms.send(address, &message.text).await,
            // The channel is not configured any more.
            _ => DeliveryResult::Retry,
        }
    }
}
