//! Sends e-mail over SMTP.

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::{ClientError, DELIVERY_TIMEOUT, DeliveryResult};

/// SMTP client, and the sender address, which is neutral so that it does not reveal the agency.
#[derive(Clone)]
pub struct EmailClient {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl std::fmt::Debug for EmailClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Not derived: the transport holds the password of the mail server.
        f.write_str("Mail")
    }
}

impl EmailClient {
    /// # Errors
    /// When the URL of the server or the sender's address is invalid.
    pub fn new(url: &str, from: &str) -> Result<Self, ClientError> {
        // lettre is built without a crypto provider of its own.
        runtime::tls::install_crypto_provider();
        let transport =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(ClientError::MailServer)?;
        Ok(Self {
            transport: transport.timeout(Some(DELIVERY_TIMEOUT)).build(),
            from: from.parse().map_err(ClientError::MailSender)?,
        })
    }

    /// Sends one e-mail with this text as its subject and as its body.
    pub async fn send(&self, to: &str, text: &str) -> DeliveryResult {
        self.send_with_subject(to, text, text).await
    }

    /// Sends one e-mail. Mail servers may log the subject, so a secret belongs in the body.
    pub async fn send_with_subject(&self, to: &str, subject: &str, text: &str) -> DeliveryResult {
        // Addresses that an earlier version stored passed a weaker validation, so they are
        // validated again.
        let Ok(Some(to)) = model::notify::parse_email_address(to) else {
            return DeliveryResult::Rejected;
        };
        let Ok(to) = to.parse::<Mailbox>() else {
            return DeliveryResult::Rejected;
        };
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(format!("{text}\n"));
        let Ok(message) = message else {
            return DeliveryResult::Rejected;
        };
        match self.transport.send(message).await {
            Ok(_) => DeliveryResult::Accepted,
            Err(error) if error.is_permanent() => DeliveryResult::Rejected,
            Err(_) => DeliveryResult::Retry,
        }
    }
}
