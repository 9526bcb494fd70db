//! Sends e-mail over SMTP.

use anyhow::Context as _;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::{Handed, PATIENCE};

/// SMTP client, and the sender address, which is neutral so that it does not reveal the agency.
#[derive(Clone)]
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mail")
    }
}

impl Mail {
    /// # Errors
    /// When the URL of the server is invalid, or the sender's address is missing or invalid.
    pub fn new(url: &str, from: Option<&str>) -> anyhow::Result<Self> {
        let from = from.context("--mail-from is missing: a neutral sender, such as notice@example.org")?;
        let transport =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).context("--smtp is not understood; it looks like smtps://user:password@mail.example.org")?;
        Ok(Self { transport: transport.timeout(Some(PATIENCE)).build(), from: from.parse().context("--mail-from is no e-mail address")? })
    }

    /// Sends one e-mail with this text as its subject and as its body.
    pub async fn hand_over(&self, to: &str, words: &str) -> Handed {
        // Addresses that an earlier version stored passed a weaker validation, so they are
        // validated again.
        let Ok(Some(to)) = model::notify::email(to) else { return Handed::Never };
        let Ok(to) = to.parse::<Mailbox>() else { return Handed::Never };
        let message = Message::builder().from(self.from.clone()).to(to).subject(words).header(ContentType::TEXT_PLAIN).body(format!("{words}\n"));
        let Ok(message) = message else { return Handed::Never };
        match self.transport.send(message).await {
            Ok(_) => Handed::Over,
            Err(error) if error.is_permanent() => Handed::Never,
            Err(_) => Handed::NotNow,
        }
    }
}
