//! Machine translation, if the agency has configured a service with the LibreTranslate HTTP API. A
//! text is sent to it only when a reader asks, and the result is always labeled as a machine
//! translation.

use std::time::Duration;

use reqwest::{Client, Url, redirect};
use serde::Deserialize;
use tokio::time::timeout;

use crate::ClientError;

/// The agency's own translation of a legal term, used instead of the service's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermTranslation {
    pub term: String,
    pub translation: String,
}

/// Timeout of one translation, with both requests that it may take. The server ends the request of
/// the reader a few seconds later: a reader whose translation fails is offered an interpreter, and
/// not shown an error page.
pub const TRANSLATION_TIMEOUT: Duration = Duration::from_secs(14);

/// Client of the translation service.
#[derive(Debug, Clone)]
pub struct TranslationClient {
    client: Client,
    url: Url,
    key: Option<String>,
    timeout: Duration,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TranslationResponse {
    translated_text: String,
}

impl TranslationClient {
    /// # Errors
    /// When `url` is not a valid URL, or the HTTP client cannot be built, for example without root
    /// certificates.
    pub fn new(url: &str, key: Option<&str>) -> Result<Self, ClientError> {
        runtime::tls::install_crypto_provider();
        let url = format!("{}/translate", url.trim_end_matches('/'))
            .parse()
            .map_err(|_| ClientError::TranslationService)?;
        // No redirects and no proxy of the environment: the words of a family reach only the
        // service that the agency has chosen.
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self {
            client,
            url,
            key: key.map(str::to_owned),
            timeout: TRANSLATION_TIMEOUT,
        })
    }

    /// The name shown with its translations: only the host of the service.
    pub fn service_name(&self) -> String {
        // A user name or a key in the URL must not be shown.
        self.url.host_str().unwrap_or("?").to_owned()
    }

    /// Translates `words`, with the agency's own translations of legal terms. `None` when the
    /// service does not return a translation within `TRANSLATION_TIMEOUT`.
    pub async fn translate_text(
        &self,
        words: &str,
        from: &str,
        into: &str,
        terms: &[TermTranslation],
    ) -> Option<String> {
        let translated = self.translate_with_terms(words, from, into, terms);
        match timeout(self.timeout, translated).await {
            Ok(made) => made,
            Err(_) => {
                tracing::warn!("the machine does not answer in time");
                None
            }
        }
    }

    async fn translate_with_terms(
        &self,
        words: &str,
        from: &str,
        into: &str,
        terms: &[TermTranslation],
    ) -> Option<String> {
        let (marked, used) = replace_terms(words, terms);
        let made = self.request_translation(&marked, from, into).await?;
        match restore_terms(&made, &used) {
            Some(made) => Some(made),
            // The service dropped a placeholder. A translation without the agency's terms is better
            // than a sentence with a gap.
            None => self.request_translation(words, from, into).await,
        }
    }

    async fn request_translation(&self, words: &str, from: &str, into: &str) -> Option<String> {
        // As plain text: with the format "html" the service would interpret angle brackets.
        let mut body =
            serde_json::json!({ "q": words, "source": from, "target": into, "format": "text" });
        if let Some(key) = &self.key {
            body["api_key"] = key.as_str().into();
        }
        let answer = self.client.post(self.url.clone()).json(&body).send().await;
        match answer {
            Ok(answer) if answer.status().is_success() => answer
                .json::<TranslationResponse>()
                .await
                .ok()
                .map(|answer| answer.translated_text)
                .filter(|text| !model::text::is_blank(text)),
            Ok(answer) => {
                // Without the body, which may repeat the text.
                tracing::warn!(
                    status = answer.status().as_u16(),
                    "the machine does not translate this"
                );
                None
            }
            Err(error) => {
                // Without the URL, which could contain a key.
                tracing::warn!(error = %error.without_url(), "the machine does not answer");
                None
            }
        }
    }
}

/// Replaces each term by a placeholder, which the service leaves unchanged. Returns the text, and
/// each placeholder with the translation to insert for it.
fn replace_terms(words: &str, terms: &[TermTranslation]) -> (String, Vec<(String, String)>) {
    let (mut words, mut used) = (words.to_owned(), Vec::new());
    for entry in terms {
        let placeholder = format!("[[{}]]", used.len());
        let found = replace_whole_words(&words, &entry.term, &placeholder);
        if found != words {
            words = found;
            used.push((placeholder, entry.translation.clone()));
        }
    }
    (words, used)
}

/// Replaces whole words, ignoring case.
fn replace_whole_words(words: &str, term: &str, by: &str) -> String {
    let (low, term) = (words.to_lowercase(), term.to_lowercase());
    // If lowercasing changes the length in bytes, the offsets do not match; such a text is left
    // unchanged.
    if low.len() != words.len() || term.is_empty() {
        return words.to_owned();
    }
    let whole = |at: usize| {
        let before = words[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric());
        before
            && words[at + term.len()..]
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric())
    };
    let (mut out, mut from) = (String::new(), 0);
    // Whole words only: a term must not be replaced inside another word.
    for (at, _) in low
        .match_indices(&term)
        .filter(|(at, _)| words.is_char_boundary(*at) && words.is_char_boundary(at + term.len()))
    {
        if at >= from && whole(at) {
            out.push_str(&words[from..at]);
            out.push_str(by);
            from = at + term.len();
        }
    }
    out.push_str(&words[from..]);
    out
}

fn restore_terms(made: &str, used: &[(String, String)]) -> Option<String> {
    let mut made = made.to_owned();
    for (placeholder, into) in used {
        if !made.contains(placeholder.as_str()) {
            return None;
        }
        made = made.replace(placeholder.as_str(), into);
    }
    Some(made)
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use tokio::net::TcpListener;
    use tokio::time::sleep;

    use super::*;

    /// A service that takes this long for each answer, and drops the placeholders.
    async fn slow_service(delay: Duration) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let answer = move || async move {
            sleep(delay).await;
            r#"{"translatedText": "La audiencia es el viernes."}"#
        };
        let router = Router::new().fallback(answer);
        tokio::spawn(async move { axum::serve(listener, router.into_make_service()).await });
        address
    }

    fn glossary_term(term: &str, translation: &str) -> TermTranslation {
        TermTranslation {
            term: term.to_owned(),
            translation: translation.to_owned(),
        }
    }

    #[tokio::test]
    async fn both_requests_of_a_translation_have_one_deadline() {
        let delay = Duration::from_millis(200);
        let mut client = TranslationClient::new(&slow_service(delay).await, None).unwrap();
        let terms = [glossary_term("hearing", "audiencia")];
        let words = "The hearing is on Friday.";
        let made = client.translate_text(words, "en", "es", &terms).await;
        assert_eq!(made.as_deref(), Some("La audiencia es el viernes."));
        // Longer than the delay of each request, and shorter than both together, so that the
        // result is the same on a slow computer.
        client.timeout = delay * 3 / 2;
        let made = client.translate_text(words, "en", "es", &terms).await;
        assert_eq!(made, None);
    }

    #[test]
    fn glossary_terms_are_protected_and_restored() {
        let terms = [
            glossary_term("permanency hearing", "audiencia de permanencia"),
            glossary_term("GAL", "tutor"),
        ];
        let (marked, used) = replace_terms(
            "The Permanency hearing is on Friday. The gal comes, a gala does not.",
            &terms,
        );
        assert_eq!(
            marked,
            "The [[0]] is on Friday. The [[1]] comes, a gala does not."
        );
        assert_eq!(
            restore_terms("La [[0]] es el viernes. El [[1]] viene.", &used).unwrap(),
            "La audiencia de permanencia es el viernes. El tutor viene."
        );
        // The service has dropped the placeholders.
        assert_eq!(restore_terms("La audiencia es el viernes.", &used), None);
        // Lowercasing this letter changes its length in bytes.
        assert_eq!(replace_terms("İ permanency", &terms).0, "İ permanency");
    }
}
