//! The requests to the identity provider.

use std::pin::Pin;

use http::{StatusCode, header};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::Client;

use crate::ClientError;
use crate::http_client::build_http_client;

/// The largest answer, in bytes: the metadata and keys of large providers have some 20 KB.
const MAX_ANSWER_BYTES: usize = 1024 * 1024;

/// The HTTP client as the OpenID library wants it. Its own one is of an older `reqwest`.
#[derive(Debug, Clone)]
pub(super) struct ProviderHttp(Client);

/// Why there is no answer of the provider.
#[derive(Debug, thiserror::Error)]
pub enum HttpFailure {
    #[error(transparent)]
    Request(#[from] reqwest::Error),
    /// The provider is overloaded or broken, so that its answer says nothing about the person.
    #[error("the answer is {0}")]
    Status(StatusCode),
    #[error("the answer is too large")]
    TooLarge,
    #[error(transparent)]
    Http(#[from] http::Error),
}

impl ProviderHttp {
    pub(super) fn new() -> Result<Self, ClientError> {
        // Without redirects, so that the client secret goes to the provider only.
        Ok(Self(build_http_client()?))
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpFailure> {
        let (parts, body) = request.into_parts();
        let mut answer = self
            .0
            .request(parts.method, parts.uri.to_string())
            .headers(parts.headers)
            .body(body)
            .send()
            .await?;
        let status = answer.status();
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            return Err(HttpFailure::Status(status));
        }
        let mut response = http::Response::builder().status(status);
        if let Some(kind) = answer.headers().get(header::CONTENT_TYPE) {
            response = response.header(header::CONTENT_TYPE, kind);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if bytes.len() + chunk.len() > MAX_ANSWER_BYTES {
                return Err(HttpFailure::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(response.body(bytes)?)
    }
}

impl<'c> AsyncHttpClient<'c> for ProviderHttp {
    type Error = HttpFailure;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpFailure>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
