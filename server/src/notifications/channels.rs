//! The clients of the delivery services, made from the settings.

use anyhow::{Context as _, bail};
use clients::email::EmailClient;
use clients::sms::{SmsClient, SmsCredentials};
use clients::web_push::{WebPushClient, is_reachable_contact};

use crate::config::{Settings, SmsGatewayKind};

/// The client of the mail server. `None` where none is configured.
///
/// # Errors
/// When the URL of the server is invalid, or the sender's address is missing or invalid.
pub fn email_client(settings: &Settings) -> anyhow::Result<Option<EmailClient>> {
    // An agency without a mail server sends nothing by mail. That is a choice and no error.
    let Some(url) = settings.smtp_url.as_deref() else {
        return Ok(None);
    };
    // Required with a server: without it, the first notice would fail instead of the start of the
    // program.
    let from = settings
        .mail_from
        .as_deref()
        .context("--mail-from is missing: a neutral sender, such as notice@example.org")?;
    Ok(Some(EmailClient::new(url, from)?))
}

/// The client of the SMS gateway. `None` where none is configured.
///
/// # Errors
/// When a setting that this kind of gateway needs is missing, or the URL is invalid.
pub fn sms_client(settings: &Settings) -> anyhow::Result<Option<SmsClient>> {
    let Some(url) = settings.sms_url.as_deref() else {
        return Ok(None);
    };
    let token = settings.sms_token.clone();
    // Checked at the start, so that a missing secret is found by the operator and not by a family
    // that waits for a notice.
    let credentials = match settings.sms_kind {
        SmsGatewayKind::Json => SmsCredentials::Json { token },
        SmsGatewayKind::Twilio => SmsCredentials::Twilio {
            user: settings
                .sms_user
                .clone()
                .context("--sms-user is missing: the account's or the API key's SID")?,
            token: token.context(
                "--sms-token is missing: the account's auth token or the API key's secret",
            )?,
            from: settings
                .sms_from
                .clone()
                .context("--sms-from is missing: a number, or the SID of a messaging service")?,
        },
    };
    Ok(Some(SmsClient::new(url, credentials)?))
}

/// The client of the push services. `None` where no VAPID key is configured.
///
/// # Errors
/// When no push service is allowed, or the key or the contact is invalid.
pub fn web_push_client(settings: &Settings) -> anyhow::Result<Option<WebPushClient>> {
    let Some(key) = settings.vapid_key.as_deref() else {
        return Ok(None);
    };
    // Addresses of push services come from browsers. Without a list of hosts, anyone could have the
    // server send requests to any address.
    if settings.push_hosts.is_empty() {
        bail!("--push-hosts is empty");
    }
    let contact = vapid_contact(settings)?;
    if contact.is_none() {
        // A warning and no error: most push services accept requests without a contact.
        tracing::warn!(
            "web push has no contact, and some push services refuse requests without one; \
                set --vapid-contact"
        );
    }
    let hosts = settings.push_hosts.clone();
    Ok(Some(WebPushClient::new(key, hosts, contact)?))
}

/// The contact of the operator for push services (the `sub` claim of the VAPID token): the setting,
/// or the public URL. Services refuse a contact that cannot be reached but accept a token without
/// one, so a public URL that only this machine can reach is omitted.
///
/// # Errors
/// When the setting is neither an e-mail address nor an https URL of a public host.
fn vapid_contact(settings: &Settings) -> anyhow::Result<Option<String>> {
    match settings.vapid_contact.as_deref() {
        Some(set) if is_reachable_contact(set) => Ok(Some(set.to_owned())),
        Some(_) => bail!(
            "--vapid-contact is neither mailto:you@example.org nor an https:// address that \
                others can reach"
        ),
        None => Ok(Some(settings.public_base_url()).filter(|public| is_reachable_contact(public))),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn parse_settings(flags: &[&str]) -> Settings {
        crate::config::Cli::try_parse_from([&["alongside"], flags, &["serve"]].concat())
            .unwrap()
            .settings
    }

    #[test]
    fn a_key_that_begins_with_a_hyphen_is_no_flag() {
        let key = "-5VdYWWo1HajXg3NZR1olzCf31i-ZBGDkFyCs7j1jw8";
        assert_eq!(
            parse_settings(&["--vapid-key", key]).vapid_key.as_deref(),
            Some(key)
        );
    }

    #[test]
    fn contact_is_one_that_push_services_take() {
        let of = |flags: &[&str]| vapid_contact(&parse_settings(flags));
        assert_eq!(
            of(&["--public-url", "https://portal.example.org"])
                .unwrap()
                .as_deref(),
            Some("https://portal.example.org")
        );
        assert_eq!(
            of(&["--public-url", "http://127.0.0.1:3000"]).unwrap(),
            None
        );
        assert_eq!(
            of(&["--public-url", "https://localhost:3000"]).unwrap(),
            None
        );
        assert_eq!(
            of(&["--vapid-contact", "mailto:it@example.org"])
                .unwrap()
                .as_deref(),
            Some("mailto:it@example.org")
        );
        for bad in [
            "mailto:push@localhost.invalid",
            "mailto:push@localhost",
            "it@example.org",
            "http://example.org",
            "https://localhost/",
            "https://10.0.0.1/",
        ] {
            assert!(of(&["--vapid-contact", bad]).is_err(), "{bad}");
        }
    }
}
