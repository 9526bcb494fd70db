//! Web push: the payload is encrypted with the browser's key, so that the push service cannot read
//! it (RFC 8291), and the request is signed with the portal's VAPID key, which identifies the
//! sender (RFC 8292).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use base64ct::{Base64UrlUnpadded, Encoding};
use jiff::{SignedDuration, Timestamp};
use model::notify::is_allowed_push_endpoint;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::rand_core::OsRng;
use reqwest::{Client, StatusCode, Url};
use web_push_native::p256::PublicKey;
use web_push_native::{Auth, WebPushBuilder};

use crate::http_client::build_http_client;
use crate::{ClientError, DELIVERY_TIMEOUT, DeliveryResult};

/// TTL: how long a push service stores a notification for a device that is offline, and how long
/// the VAPID token is valid. RFC 8292 allows at most 24 hours for the token.
const PUSH_TTL: std::time::Duration = std::time::Duration::from_secs(12 * 3600);

/// A browser's push subscription: the endpoint at its push service, and its public key and secret
/// in base64url.
#[derive(Debug, Clone, Copy)]
pub struct PushSubscription<'a> {
    pub endpoint: &'a str,
    pub key: Option<&'a str>,
    pub secret: Option<&'a str>,
}

/// Sends web push notifications: the VAPID key, and the hosts of the allowed push services.
#[derive(Clone)]
pub struct WebPushClient {
    client: Client,
    key: Arc<SigningKey>,
    hosts: Vec<String>,
    contact: Option<String>,
    /// True once a refusal by a push service was logged, until a service accepts a notification
    /// again.
    refusal_logged: Arc<AtomicBool>,
}

impl std::fmt::Debug for WebPushClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Not derived: the private key must not get into a log.
        f.write_str("Push")
    }
}

fn parse_vapid_key(key: &str) -> Result<SigningKey, ClientError> {
    let bytes =
        Base64UrlUnpadded::decode_vec(key.trim()).map_err(|_| ClientError::VapidKeyEncoding)?;
    SigningKey::from_slice(&bytes).map_err(|_| ClientError::VapidKey)
}

/// A new private VAPID key, base64url without padding.
pub fn generate_vapid_key() -> String {
    Base64UrlUnpadded::encode_string(&SigningKey::random(&mut OsRng).to_bytes())
}

fn encode_public_key(key: &SigningKey) -> String {
    Base64UrlUnpadded::encode_string(key.verifying_key().to_encoded_point(false).as_bytes())
}

/// The public key that belongs to a private VAPID key, in the form that browsers expect: the
/// uncompressed point, base64url without padding.
///
/// # Errors
/// When the private key is not base64url or not a valid P-256 key.
pub fn derive_public_key(key: &str) -> Result<String, ClientError> {
    Ok(encode_public_key(&parse_vapid_key(key)?))
}

/// Whether push services can reach a contact: a `mailto:` address or an https URL, of a public
/// host.
pub fn is_reachable_contact(contact: &str) -> bool {
    let public = |host: &str| {
        let top = host.rsplit('.').next().unwrap_or_default();
        host.contains('.')
            && !matches!(top, "localhost" | "local" | "invalid" | "test" | "internal")
            && top.contains(|c: char| c.is_ascii_alphabetic())
    };
    match contact.strip_prefix("mailto:") {
        Some(address) => {
            matches!(model::notify::parse_email_address(address), Ok(Some(read)) if read == address && read.rsplit('@').next().is_some_and(public))
        }
        None => Url::parse(contact)
            .is_ok_and(|url| url.scheme() == "https" && url.domain().is_some_and(public)),
    }
}

impl WebPushClient {
    /// A client that signs with the private VAPID key and calls only these `hosts`. `contact` is
    /// that of the operator, the `sub` claim of the VAPID token.
    ///
    /// # Errors
    /// When the key is invalid, or the HTTP client cannot be built.
    pub fn new(
        key: &str,
        hosts: Vec<String>,
        contact: Option<String>,
    ) -> Result<Self, ClientError> {
        Ok(Self {
            client: build_http_client()?,
            key: Arc::new(parse_vapid_key(key)?),
            hosts,
            contact,
            refusal_logged: Arc::default(),
        })
    }

    pub async fn send(
        &self,
        to: PushSubscription<'_>,
        text: &str,
        now: Timestamp,
    ) -> DeliveryResult {
        // Checked again: the allowed hosts may have changed since the browser subscribed.
        if !is_allowed_push_endpoint(&self.hosts, to.endpoint) {
            tracing::error!(
                "a stored push subscription is on a host that --push-hosts does not allow; it \
                    stays and gets no notifications"
            );
            return DeliveryResult::Retry;
        }
        let Some((url, request)) = build_encrypted_request(to, text) else {
            return DeliveryResult::Rejected;
        };
        let authorization = self.authorization_header(&url, now);
        let (parts, body) = request.into_parts();
        let sent = self
            .client
            .post(url.clone())
            .headers(parts.headers)
            .header(http::header::AUTHORIZATION, authorization);
        let status = match sent.timeout(DELIVERY_TIMEOUT).body(body).send().await {
            Ok(answer) => answer.status(),
            Err(_) => return DeliveryResult::Retry,
        };
        match status {
            status if status.is_success() => {
                self.refusal_logged.store(false, Ordering::Relaxed);
                DeliveryResult::Accepted
            }
            // The subscription has expired or was canceled in the browser.
            StatusCode::NOT_FOUND | StatusCode::GONE => DeliveryResult::SubscriptionGone,
            StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                // The portal's key or contact is refused, so the browser's subscription is kept.
                // Logged once, not for each notification.
                if !self.refusal_logged.swap(true, Ordering::Relaxed) {
                    tracing::error!(
                        service = url.host_str(),
                        status = status.as_u16(),
                        "a push service refuses this portal; check --vapid-key (a new one needs \
                            every browser asked again), \
                         --vapid-contact and this server's clock. The subscriptions stay"
                    );
                }
                DeliveryResult::Retry
            }
            _ => DeliveryResult::Retry,
        }
    }

    /// The Authorization header (RFC 8292): a JWT whose audience is this push service, signed with
    /// ES256.
    fn authorization_header(&self, url: &Url, now: Timestamp) -> String {
        let ttl = SignedDuration::try_from(PUSH_TTL).unwrap_or_default();
        let mut claims = serde_json::json!({
            "aud": url.origin().ascii_serialization(),
            "exp": now.as_second() + ttl.as_secs(),
        });
        if let Some(contact) = &self.contact {
            claims["sub"] = contact.as_str().into();
        }
        let encoded = |value: &serde_json::Value| {
            Base64UrlUnpadded::encode_string(value.to_string().as_bytes())
        };
        let signed = format!(
            "{}.{}",
            encoded(&serde_json::json!({ "typ": "JWT", "alg": "ES256" })),
            encoded(&claims)
        );
        let signature: Signature = self.key.sign(signed.as_bytes());
        let signature = Base64UrlUnpadded::encode_string(&signature.to_bytes());
        format!(
            "vapid t={signed}.{signature}, k={}",
            encode_public_key(&self.key)
        )
    }
}

/// The request with the encrypted payload, still without the Authorization header. `None` where the
/// browser's address or keys are invalid.
fn build_encrypted_request(
    to: PushSubscription<'_>,
    text: &str,
) -> Option<(Url, http::Request<Vec<u8>>)> {
    let key = PublicKey::from_sec1_bytes(&Base64UrlUnpadded::decode_vec(to.key?).ok()?).ok()?;
    let secret = Base64UrlUnpadded::decode_vec(to.secret?)
        .ok()
        // `clone_from_slice` below panics for any other length.
        .filter(|secret| secret.len() == 16)?;
    let builder = WebPushBuilder::new(
        to.endpoint.parse().ok()?,
        key,
        Auth::clone_from_slice(&secret),
    )
    .with_valid_duration(PUSH_TTL);
    Some((to.endpoint.parse().ok()?, builder.build(text).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_key_has_a_public_half_of_65_bytes() {
        let public = derive_public_key(&generate_vapid_key()).unwrap();
        assert_eq!(Base64UrlUnpadded::decode_vec(&public).unwrap().len(), 65);
    }

    #[test]
    fn a_key_of_an_earlier_version_keeps_its_public_half() {
        // A key that an earlier VAPID library generated must stay valid, or all browsers lose their
        // subscription.
        let public = derive_public_key("RS0WdYWWo1HajXg3NZR1olzCf31i-ZBGDkFyCs7j1jw").unwrap();
        assert_eq!(
            public,
            super::derive_public_key(" RS0WdYWWo1HajXg3NZR1olzCf31i-ZBGDkFyCs7j1jw\n").unwrap()
        );
        assert!(public.starts_with('B'), "an uncompressed point");
    }
}
