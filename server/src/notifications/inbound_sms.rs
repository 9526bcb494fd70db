//! Inbound text messages (a webhook of the SMS gateway): STOP opts a number out at once, START opts
//! it in again. The gateway posts them to `/sms/inbound`, authenticated by a signature; no cookie
//! is read.

use std::time::Duration;

use app::text::Text;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use model::language::Language;
use model::notify::{TextCommand, phone};
use serde::Deserialize;
use store::Db;
use store::notify::consent::{self, Sender};

use super::sms::{Kind, Sms};
use crate::config::Settings;

/// Path of the webhook.
pub const PATH: &str = "/sms/inbound";
/// Largest request body, in bytes: a text message and the gateway's metadata.
const LARGEST: usize = 16 * 1024;
/// Timeout for reading the request body.
const ARRIVAL: Duration = Duration::from_secs(10);
/// Largest difference between the timestamp of a signed JSON request and the server's clock, in
/// seconds. Limits replay.
const TOLERANCE: i64 = 300;

/// State of the webhook handler.
#[derive(Clone)]
pub struct Inbound {
    db: Db,
    kind: Kind,
    secret: String,
    /// The webhook's public URL, which is part of Twilio's signature.
    url: String,
    sms: Sms,
}

/// A received text message: the sender's number and the text.
struct Received {
    from: String,
    words: String,
}

#[derive(Deserialize)]
struct Json {
    from: String,
    text: String,
}

impl Inbound {
    /// `None` where no SMS gateway or no secret for its signatures is configured.
    ///
    /// # Errors
    /// When a setting of the gateway is missing or invalid.
    pub fn new(db: &Db, settings: &Settings) -> anyhow::Result<Option<Self>> {
        let kind = settings.sms_kind;
        // Twilio signs with the account's auth token. Without a separate secret, `--sms-token` is
        // that token, unless the account sends with an API key.
        let secret = settings.sms_inbound_secret.clone().or_else(|| settings.sms_token.clone().filter(|_| kind == Kind::Twilio));
        let (Some(gateway), Some(secret)) = (settings.sms_url.as_deref(), secret) else { return Ok(None) };
        let url = format!("{}{PATH}", settings.public());
        Ok(Some(Self { db: db.clone(), kind, secret, url, sms: Sms::new(settings, gateway)? }))
    }

    /// Verifies the signature and parses the message: 403 for a missing or wrong signature or an
    /// expired timestamp, 400 for a body that cannot be parsed.
    fn read(&self, headers: &HeaderMap, body: &[u8]) -> Result<Received, StatusCode> {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).ok_or(StatusCode::FORBIDDEN);
        match self.kind {
            Kind::Twilio => {
                let mut fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).map_err(|_| StatusCode::BAD_REQUEST)?;
                fields.sort();
                let signed = fields.iter().fold(self.url.clone(), |signed, (name, value)| signed + name + value);
                let signature = Base64::decode_vec(header("x-twilio-signature")?).map_err(|_| StatusCode::FORBIDDEN)?;
                let mac = Hmac::<sha1::Sha1>::new_from_slice(self.secret.as_bytes()).map_err(|_| StatusCode::FORBIDDEN)?;
                // `verify_slice` compares in constant time.
                mac.chain_update(signed).verify_slice(&signature).map_err(|_| StatusCode::FORBIDDEN)?;
                let mut field = |wanted: &str| fields.iter_mut().find(|(name, _)| name == wanted).map(|(_, value)| std::mem::take(value));
                let (from, words) = field("From").zip(field("Body")).ok_or(StatusCode::BAD_REQUEST)?;
                Ok(Received { from, words })
            }
            Kind::Json => {
                let at = header("x-signature-timestamp")?;
                let when: i64 = at.parse().map_err(|_| StatusCode::FORBIDDEN)?;
                let signature = header("x-signature")?.strip_prefix("sha256=").and_then(bytes).ok_or(StatusCode::FORBIDDEN)?;
                let mac = Hmac::<sha2::Sha256>::new_from_slice(self.secret.as_bytes()).map_err(|_| StatusCode::FORBIDDEN)?;
                mac.chain_update(at).chain_update(".").chain_update(body).verify_slice(&signature).map_err(|_| StatusCode::FORBIDDEN)?;
                // Refuses the replay of an old signed request.
                if self.db.clock().now().as_second().abs_diff(when) > TOLERANCE.unsigned_abs() {
                    return Err(StatusCode::FORBIDDEN);
                }
                let json: Json = serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)?;
                Ok(Received { from: json.from, words: json.text })
            }
        }
    }

    /// Applies the STOP or START command of a message. Returns the reply text where it belongs in
    /// the response (Twilio); for a JSON gateway, the reply is sent as a new message.
    async fn apply_command(&self, received: &Received) -> Result<Option<String>, store::Error> {
        let (Ok(Some(phone)), Some(command)) = (phone(&received.from), TextCommand::parse(&received.words)) else { return Ok(None) };
        // Privacy: the log must contain neither the number nor the text of the message.
        let (sender, said) = match command {
            TextCommand::Stop => (consent::stop(&self.db, &phone, &received.words).await?, "common-texts-stopped"),
            TextCommand::Start => (consent::start(&self.db, &phone, &received.words).await?, "common-texts-started"),
        };
        tracing::info!(command = ?command, changed = sender.is_some(), "a text message came");
        let Some(sender) = sender else { return Ok(None) };
        let words = Text(language(&sender)).say(said);
        if self.kind == Kind::Twilio {
            return Ok(Some(words));
        }
        self.sms.hand_over(&phone, &words).await;
        Ok(None)
    }
}

fn language(sender: &Sender) -> Language {
    let read = sender.languages_read.0.iter();
    sender.language.iter().chain(read).find_map(|tag| Language::parse(tag)).unwrap_or_default()
}

/// Webhook handler: answers with 204 (JSON gateway) or an XML reply (Twilio); with 413 or 408 for a
/// body that is too large or too slow, 403 or 400 as in `read`, and 503 when the database fails.
pub async fn inbound(State(inbound): State<Inbound>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let body = match tokio::time::timeout(ARRIVAL, to_bytes(body, LARGEST)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let received = match inbound.read(&parts.headers, &body) {
        Ok(received) => received,
        Err(status) => {
            tracing::warn!(status = status.as_u16(), "a text message that is not signed by the gateway, or not understood");
            return status.into_response();
        }
    };
    let answer = match inbound.apply_command(&received).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(%error, "a text message was not taken");
            // A 503 lets the gateway retry.
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    match inbound.kind {
        Kind::Json => StatusCode::NO_CONTENT.into_response(),
        Kind::Twilio => {
            let message = answer.map(|words| format!("<Message>{}</Message>", escaped(&words))).unwrap_or_default();
            let body = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>{message}</Response>");
            ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], body).into_response()
        }
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Decodes hexadecimal digits; `None` where they are malformed.
fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (hex.is_ascii() && hex.len().is_multiple_of(2)).then(|| (0..hex.len()).step_by(2).map(pair).collect()).flatten()
}
