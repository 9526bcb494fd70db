//! Text messages, through an HTTP gateway: `POST` with `{"to": "+16085550142", "text": "…"}` as JSON, and a bearer token
//! where one is set. Any answer of 200 to 299 means that the gateway has it.

use anyhow::Context as _;
use reqwest::{Client, StatusCode, Url, redirect};

use super::{Handed, PATIENCE};

/// A gateway.
#[derive(Debug, Clone)]
pub struct Sms {
    client: Client,
    url: Url,
    token: Option<String>,
}

/// A client that goes where it was sent and nowhere else.
///
/// # Errors
/// When the system offers no certificates.
pub fn client() -> anyhow::Result<Client> {
    Ok(Client::builder().timeout(PATIENCE).redirect(redirect::Policy::none()).no_proxy().build()?)
}

impl Sms {
    /// # Errors
    /// When the address can't be understood.
    pub fn new(url: &str, token: Option<&str>) -> anyhow::Result<Self> {
        Ok(Self { client: client()?, url: url.parse().context("--sms-url is no address")?, token: token.map(str::to_owned) })
    }

    pub async fn hand_over(&self, to: &str, words: &str) -> Handed {
        let mut request = self.client.post(self.url.clone()).json(&serde_json::json!({ "to": to, "text": words }));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        match request.send().await {
            Ok(answer) if answer.status().is_success() => Handed::Over,
            Ok(answer) if answer.status() == StatusCode::UNPROCESSABLE_ENTITY || answer.status() == StatusCode::BAD_REQUEST => Handed::Never,
            Ok(_) | Err(_) => Handed::NotNow,
        }
    }
}
