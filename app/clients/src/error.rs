//! Why a client cannot be made.

use std::str::FromStr;

use lettre::message::Mailbox;
use reqwest::Url;

/// A setting that a client cannot use. The texts are for the operator, and name the setting of the
/// `alongside` program.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    #[error("--smtp-url is not understood; it looks like smtps://user:password@mail.example.org")]
    MailServer(#[source] lettre::transport::smtp::Error),
    #[error("--mail-from is no e-mail address")]
    MailSender(#[source] <Mailbox as FromStr>::Err),
    #[error("--sms-url is no address")]
    SmsGateway(#[source] <Url as FromStr>::Err),
    #[error("--vapid-key is not base64url; `alongside generate-vapid-key` makes one")]
    VapidKeyEncoding,
    #[error("--vapid-key is no key; `alongside generate-vapid-key` makes one")]
    VapidKey,
    #[error("--translate-url is no address")]
    TranslationService,
    #[error("--oidc-issuer is no address; it looks like https://login.example.org/tenant")]
    IdentityProvider,
    /// The TLS backend cannot be set up, for example because the system has no root certificates.
    #[error(transparent)]
    HttpClient(#[from] reqwest::Error),
}
