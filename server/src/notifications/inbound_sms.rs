//! Inbound text messages (a webhook of the SMS gateway): STOP opts a number out at once, START opts
//! it in again. The gateway posts them to `/sms/inbound`, authenticated by a signature; no cookie
//! is read.

use std::time::Duration;

use app::i18n::Localizer;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64ct::{Base64, Encoding};
use clients::sms::SmsClient;
use hmac::{Hmac, KeyInit, Mac};
use model::language::Language;
use model::notify::{TextCommand, parse_phone_number};
use serde::Deserialize;
use store::Db;
use store::notifications::consent;
use store::notifications::consent::SmsSender;

use super::channels::sms_client;
use crate::config::{Settings, SmsGatewayKind};

/// Path of the webhook.
pub const WEBHOOK_PATH: &str = "/sms/inbound";
/// Largest request body, in bytes: a text message and the gateway's metadata.
const MAX_BODY_BYTES: usize = 16 * 1024;
/// Timeout for reading the request body.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// Largest difference between the timestamp of a signed JSON request and the server's clock, in
/// seconds. Limits replay.
const MAX_CLOCK_SKEW_SECONDS: i64 = 300;

/// State of the webhook handler.
#[derive(Clone)]
pub struct InboundSmsHandler {
    db: Db,
    kind: SmsGatewayKind,
    secret: String,
    /// The webhook's public URL, which is part of Twilio's signature.
    url: String,
    sms: SmsClient,
}

/// A received text message: the sender's number and the text.
struct ReceivedText {
    from: String,
    text: String,
}

#[derive(Deserialize)]
struct JsonGatewayMessage {
    from: String,
    text: String,
}

impl InboundSmsHandler {
    /// `None` where no SMS gateway or no secret for its signatures is configured.
    ///
    /// # Errors
    /// When a setting of the gateway is missing or invalid.
    pub fn new(db: &Db, settings: &Settings) -> anyhow::Result<Option<Self>> {
        let kind = settings.sms_kind;
        // Twilio signs with the account's auth token. Without a separate secret, `--sms-token` is
        // that token, unless the account sends with an API key.
        let secret = settings.sms_inbound_secret.clone().or_else(|| {
            settings
                .sms_token
                .clone()
                .filter(|_| kind == SmsGatewayKind::Twilio)
        });
        let Some(secret) = secret else {
            return Ok(None);
        };
        let Some(sms) = sms_client(settings)? else {
            return Ok(None);
        };
        let url = format!("{}{WEBHOOK_PATH}", settings.public_base_url());
        Ok(Some(Self {
            db: db.clone(),
            kind,
            secret,
            url,
            sms,
        }))
    }

    /// Verifies the signature and parses the message: 403 for a missing or wrong signature or an
    /// expired timestamp, 400 for a body that cannot be parsed.
    fn verify_and_parse(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<ReceivedText, StatusCode> {
        match self.kind {
            SmsGatewayKind::Twilio => self.verify_twilio_request(headers, body),
            SmsGatewayKind::Json => self.verify_json_request(headers, body),
        }
    }

    fn verify_twilio_request(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<ReceivedText, StatusCode> {
        let mut fields: Vec<(String, String)> =
            serde_urlencoded::from_bytes(body).map_err(|_| StatusCode::BAD_REQUEST)?;
        // Twilio signs the URL followed by each field's name and value, sorted by name.
        fields.sort();
        let signed = fields
            .iter()
            .fold(self.url.clone(), |signed, (name, value)| {
                signed + name + value
            });
        // Twilio signs no timestamp. A replay can only repeat what the same number has said.
        let signature = Base64::decode_vec(required_header(headers, "x-twilio-signature")?)
            .map_err(|_| StatusCode::FORBIDDEN)?;
        let mac = Hmac::<sha1::Sha1>::new_from_slice(self.secret.as_bytes())
            .map_err(|_| StatusCode::FORBIDDEN)?;
        // `verify_slice` compares in constant time.
        mac.chain_update(signed)
            .verify_slice(&signature)
            .map_err(|_| StatusCode::FORBIDDEN)?;
        let mut field = |wanted: &str| {
            fields
                .iter_mut()
                .find(|(name, _)| name == wanted)
                .map(|(_, value)| std::mem::take(value))
        };
        let (from, text) = field("From")
            .zip(field("Body"))
            .ok_or(StatusCode::BAD_REQUEST)?;
        Ok(ReceivedText { from, text })
    }

    fn verify_json_request(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<ReceivedText, StatusCode> {
        let timestamp = required_header(headers, "x-signature-timestamp")?;
        let when: i64 = timestamp.parse().map_err(|_| StatusCode::FORBIDDEN)?;
        let signature = required_header(headers, "x-signature")?
            .strip_prefix("sha256=")
            .and_then(|digits| base16ct::mixed::decode_vec(digits).ok())
            .ok_or(StatusCode::FORBIDDEN)?;
        let mac = Hmac::<sha2::Sha256>::new_from_slice(self.secret.as_bytes())
            .map_err(|_| StatusCode::FORBIDDEN)?;
        mac.chain_update(timestamp)
            .chain_update(".")
            .chain_update(body)
            .verify_slice(&signature)
            .map_err(|_| StatusCode::FORBIDDEN)?;
        // Refuses the replay of an old signed request.
        if self.db.clock().now().as_second().abs_diff(when) > MAX_CLOCK_SKEW_SECONDS.unsigned_abs()
        {
            return Err(StatusCode::FORBIDDEN);
        }
        let json: JsonGatewayMessage =
            serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)?;
        Ok(ReceivedText {
            from: json.from,
            text: json.text,
        })
    }

    /// Applies the STOP or START command of a message. Returns the reply text where it belongs in
    /// the response (Twilio); for a JSON gateway, the reply is sent as a new message.
    async fn apply_command(&self, received: &ReceivedText) -> Result<Option<String>, store::Error> {
        let (Ok(Some(phone)), Some(command)) = (
            // In E.164, because the gateway may write the number otherwise than the person did.
            parse_phone_number(&received.from),
            TextCommand::parse(&received.text),
        ) else {
            return Ok(None);
        };
        // Privacy: the log must contain neither the number nor the text of the message.
        let (sender, reply_key) = match command {
            TextCommand::Stop => (
                consent::opt_out_phone(&self.db, &phone, &received.text).await?,
                "common-texts-stopped",
            ),
            TextCommand::Start => (
                consent::opt_in_phone(&self.db, &phone, &received.text).await?,
                "common-texts-started",
            ),
        };
        tracing::info!(command = ?command, changed = sender.is_some(), "inbound text message processed");
        // Nothing changed, so a repeated STOP and an unknown number get no reply.
        let Some(sender) = sender else {
            return Ok(None);
        };
        let words = Localizer(sender_language(&sender)).get(reply_key);
        if self.kind == SmsGatewayKind::Twilio {
            return Ok(Some(words));
        }
        // Best effort: the command is stored, and an error here would make the gateway repeat it.
        self.sms.send(&phone, &words).await;
        Ok(None)
    }
}

fn required_header<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, StatusCode> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .ok_or(StatusCode::FORBIDDEN)
}

fn sender_language(sender: &SmsSender) -> Language {
    let read = sender.languages_read.0.iter();
    sender
        .language
        .iter()
        .chain(read)
        .find_map(|tag| Language::parse(tag))
        .unwrap_or_default()
}

/// Webhook handler: answers with 204 (JSON gateway) or an XML reply (Twilio); with 413 or 408 for a
/// body that is too large or too slow, 403 or 400 as in `verify_and_parse`, and 503 when the
/// database fails.
pub async fn receive_text(
    State(inbound): State<InboundSmsHandler>,
    request: Request<Body>,
) -> Response {
    let (parts, body) = request.into_parts();
    // The limits of `body_limits` do not apply: the webhook is outside that layer.
    let body = match tokio::time::timeout(BODY_TIMEOUT, to_bytes(body, MAX_BODY_BYTES)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let received = match inbound.verify_and_parse(&parts.headers, &body) {
        Ok(received) => received,
        Err(status) => {
            tracing::warn!(
                status = status.as_u16(),
                "inbound text message rejected: invalid signature or malformed body"
            );
            return status.into_response();
        }
    };
    let answer = match inbound.apply_command(&received).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(%error, "inbound text message could not be processed");
            // A 503 lets the gateway retry.
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    match inbound.kind {
        SmsGatewayKind::Json => StatusCode::NO_CONTENT.into_response(),
        SmsGatewayKind::Twilio => {
            let message = answer
                .map(|words| format!("<Message>{}</Message>", escape_xml(&words)))
                .unwrap_or_default();
            let body =
                format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>{message}</Response>");
            ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], body).into_response()
        }
    }
}

fn escape_xml(text: &str) -> String {
    // Enough for the content of an element. An attribute would also need quotes escaped.
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
