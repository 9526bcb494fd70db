//! Sends text messages through an HTTP gateway, with Twilio's API or a generic JSON API
//! (`docs/notices.md`).

use reqwest::{Client, RequestBuilder, Response, StatusCode, Url};
use serde::Deserialize;

use crate::http_client::build_http_client;
use crate::{ClientError, DeliveryResult};

/// Client of the configured SMS gateway.
#[derive(Debug, Clone)]
pub struct SmsClient {
    client: Client,
    url: Url,
    credentials: SmsCredentials,
}

/// The interface of the gateway, and what it needs.
#[derive(Clone)]
pub enum SmsCredentials {
    /// The generic JSON API, with a bearer token if there is one.
    Json { token: Option<String> },
    /// Twilio's API: the SID of the account or of an API key, its secret, and the sender, which is
    /// a number or the SID of a messaging service.
    Twilio {
        user: String,
        token: String,
        from: String,
    },
}

impl std::fmt::Debug for SmsCredentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Not derived: the tokens must not get into a log.
        f.write_str(match self {
            Self::Json { .. } => "Json",
            Self::Twilio { .. } => "Twilio",
        })
    }
}

/// The body of Twilio's error response, with its error code.
#[derive(Deserialize)]
struct TwilioError {
    code: Option<i64>,
}

/// Twilio error codes for a permanent problem with the recipient's number: not a valid number, not
/// a mobile phone, a country that cannot be reached. Other codes are problems of the account.
const INVALID_NUMBER_CODES: [i64; 6] = [21211, 21214, 21217, 21610, 21612, 21614];
/// Twilio error code for a recipient who has opted out with STOP.
const OPTED_OUT_CODE: i64 = 21610;

impl SmsClient {
    /// # Errors
    /// When the URL is invalid, or the HTTP client cannot be built.
    pub fn new(url: &str, credentials: SmsCredentials) -> Result<Self, ClientError> {
        Ok(Self {
            client: build_http_client()?,
            url: url.parse().map_err(ClientError::SmsGateway)?,
            credentials,
        })
    }

    pub async fn send(&self, to: &str, text: &str) -> DeliveryResult {
        let Some(request) = self.build_request(to, text) else {
            return DeliveryResult::Retry;
        };
        let Ok(answer) = request.send().await else {
            return DeliveryResult::Retry;
        };
        let status = answer.status();
        if status.is_success() {
            return DeliveryResult::Accepted;
        }
        // 401 and 403 reject the portal's credentials, not the number: a retry can succeed once the
        // settings are corrected.
        if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
            tracing::error!(
                status = status.as_u16(),
                "the gateway for text messages refuses this portal; check --sms-user and \
                    --sms-token"
            );
            return DeliveryResult::Retry;
        }
        match &self.credentials {
            SmsCredentials::Json { .. }
                if matches!(
                    status,
                    StatusCode::UNPROCESSABLE_ENTITY | StatusCode::BAD_REQUEST
                ) =>
            {
                DeliveryResult::Rejected
            }
            SmsCredentials::Twilio { .. } if status == StatusCode::BAD_REQUEST => {
                twilio_rejection(answer).await
            }
            // Any other status may be a fault of the gateway and says nothing about the number.
            _ => DeliveryResult::Retry,
        }
    }

    fn build_request(&self, to: &str, text: &str) -> Option<RequestBuilder> {
        let request = self.client.post(self.url.clone());
        Some(match &self.credentials {
            SmsCredentials::Json { token } => {
                let request = request.json(&serde_json::json!({ "to": to, "text": text }));
                match token {
                    Some(token) => request.bearer_auth(token),
                    None => request,
                }
            }
            SmsCredentials::Twilio { user, token, from } => {
                // The SID of a messaging service begins with MG; anything else is a number.
                let sender = if from.starts_with("MG") {
                    "MessagingServiceSid"
                } else {
                    "From"
                };
                let body =
                    serde_urlencoded::to_string([("To", to), (sender, from), ("Body", text)])
                        .ok()?;
                request
                    .basic_auth(user, Some(token))
                    .header(
                        http::header::CONTENT_TYPE,
                        "application/x-www-form-urlencoded",
                    )
                    .body(body)
            }
        })
    }
}

/// The meaning of a 400 response of Twilio.
async fn twilio_rejection(answer: Response) -> DeliveryResult {
    // A proxy may answer with a body that is not Twilio's. Without a code the number is kept.
    let code = answer
        .json::<TwilioError>()
        .await
        .ok()
        .and_then(|wrong| wrong.code);
    match code {
        // Before the list of invalid numbers, which contains this code too.
        Some(OPTED_OUT_CODE) => DeliveryResult::OptedOut,
        Some(code) if INVALID_NUMBER_CODES.contains(&code) => DeliveryResult::Rejected,
        code => {
            tracing::error!(
                code,
                "the gateway for text messages refuses what is sent; check --sms-from and \
                    the account"
            );
            DeliveryResult::Retry
        }
    }
}
