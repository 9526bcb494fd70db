//! Web push: encrypted with the browser's key, so that its push service carries it and can't read it.

use std::sync::Arc;

use anyhow::{Context as _, bail};
use base64ct::{Base64UrlUnpadded, Encoding};
use model::notify::is_known;
use reqwest::{Client, Url};
use store::notify::outbox::Address;
use web_push_native::jwt_simple::algorithms::{ECDSAP256PublicKeyLike, ES256KeyPair};
use web_push_native::p256::PublicKey;
use web_push_native::{Auth, WebPushBuilder};

use super::{Handed, PATIENCE, sms};

/// Hours for which a push service keeps a notice for a phone that is off.
const KEPT: std::time::Duration = std::time::Duration::from_secs(12 * 3600);

/// The portal's key, and the push services it speaks to.
#[derive(Clone)]
pub struct Push {
    client: Client,
    key: Arc<ES256KeyPair>,
    hosts: Vec<String>,
}

impl std::fmt::Debug for Push {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Push")
    }
}

fn read(key: &str) -> anyhow::Result<ES256KeyPair> {
    let bytes = Base64UrlUnpadded::decode_vec(key.trim()).ok().context("--vapid-key is not base64url; `alongside push-key` makes one")?;
    ES256KeyPair::from_bytes(&bytes).ok().context("--vapid-key is no key; `alongside push-key` makes one")
}

/// A new private key, base64url.
pub fn new_key() -> String {
    Base64UrlUnpadded::encode_string(&ES256KeyPair::generate().to_bytes())
}

/// The public half of a key, as browsers ask for it.
///
/// # Errors
/// When the key can't be read.
pub fn public(key: &str) -> anyhow::Result<String> {
    Ok(Base64UrlUnpadded::encode_string(&read(key)?.public_key().public_key().to_bytes_uncompressed()))
}

impl Push {
    /// # Errors
    /// When the key can't be read.
    pub fn new(key: &str, hosts: &[String]) -> anyhow::Result<Self> {
        if hosts.is_empty() {
            bail!("--push-hosts is empty");
        }
        Ok(Self { client: sms::client()?, key: Arc::new(read(key)?), hosts: hosts.to_vec() })
    }

    pub async fn hand_over(&self, to: &Address, words: &str) -> Handed {
        let Some(request) = self.request(to, words) else { return Handed::Never };
        let (parts, body) = request.into_parts();
        let Ok(url) = parts.uri.to_string().parse::<Url>() else { return Handed::Never };
        match self.client.post(url).headers(parts.headers).timeout(PATIENCE).body(body).send().await {
            Ok(answer) if answer.status().is_success() => Handed::Over,
            // The browser took its leave, or the service does not know it.
            Ok(answer) if matches!(answer.status().as_u16(), 403 | 404 | 410) => Handed::Never,
            Ok(_) | Err(_) => Handed::NotNow,
        }
    }

    fn request(&self, to: &Address, words: &str) -> Option<http::Request<Vec<u8>>> {
        if !is_known(&self.hosts, &to.address) {
            return None;
        }
        let key = PublicKey::from_sec1_bytes(&Base64UrlUnpadded::decode_vec(to.key.as_deref()?).ok()?).ok()?;
        let secret = Base64UrlUnpadded::decode_vec(to.secret.as_deref()?).ok().filter(|secret| secret.len() == 16)?;
        let builder = WebPushBuilder::new(to.address.parse().ok()?, key, Auth::clone_from_slice(&secret)).with_valid_duration(KEPT);
        // RFC 8292 lets the contact be left to the operator; push services want an address, and this one tells nothing.
        builder.with_vapid(&self.key, "mailto:push@localhost.invalid").build(words).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_begins_with_a_hyphen_is_no_flag() {
        use clap::Parser;
        let key = "-5VdYWWo1HajXg3NZR1olzCf31i-ZBGDkFyCs7j1jw8";
        let cli = crate::config::Cli::try_parse_from(["alongside", "--vapid-key", key, "serve"]).unwrap();
        assert_eq!(cli.settings.vapid_key.as_deref(), Some(key));
    }

    #[test]
    fn a_new_key_has_a_public_half_of_65_bytes() {
        let public = public(&new_key()).unwrap();
        assert_eq!(Base64UrlUnpadded::decode_vec(&public).unwrap().len(), 65);
    }
}
