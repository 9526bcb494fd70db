//! `POST /api/…`: replaces the framework's error responses for server function arguments that it
//! cannot parse. They contain library text, and redirect to the page of the Referer header with the
//! error in the URL.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode, header};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

/// Prefixes of the encoded errors that the framework reports before the server function runs.
const ARGUMENT_ERROR_PREFIXES: [&[u8]; 3] = [b"Args|", b"MissingArg|", b"Deserialization|"];
/// Longest error body that is inspected, in bytes; a longer one is answered with 400.
const MAX_ERROR_BODY_BYTES: usize = 64 * 1024;

/// Middleware: answers 400 where the arguments of a server function cannot be parsed. Not a route,
/// because the framework registers the route of each server function itself.
pub async fn hide_argument_errors(mut request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    // Without the Referer header the framework cannot redirect to it. Each form names its own
    // target, so the header is not needed.
    request.headers_mut().remove(header::REFERER);
    let response = next.run(request).await;
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // The framework puts the error text into the redirect URL.
    parts.headers.remove(header::LOCATION);
    match to_bytes(body, MAX_ERROR_BODY_BYTES).await {
        Ok(text)
            if !ARGUMENT_ERROR_PREFIXES
                .iter()
                .any(|kind| text.starts_with(kind)) =>
        {
            Response::from_parts(parts, Body::from(text))
        }
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}
