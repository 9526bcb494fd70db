//! `POST /api/…`: the server functions, with the framework's own answers to a request that it cannot read replaced. Those
//! hold library text, and go out in the address of a redirect to whatever page the Referer header names.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode, header};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

/// Kinds of error that the framework finds before a function of ours runs, as its text encoding names them.
const ARGUMENTS: [&[u8]; 3] = [b"Args|", b"MissingArg|", b"Deserialization|"];
/// Longest error text that is looked at, in bytes.
const LONGEST: usize = 64 * 1024;

/// The layer: 400 where the arguments of a server function cannot be read. A layer and not a route, because the framework
/// routes each server function itself.
pub async fn hide_argument_errors(mut request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    // Every form says itself where it leads. Without this header nothing else may.
    request.headers_mut().remove(header::REFERER);
    let response = next.run(request).await;
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // The framework puts the error into this address.
    parts.headers.remove(header::LOCATION);
    match to_bytes(body, LONGEST).await {
        Ok(text) if !ARGUMENTS.iter().any(|kind| text.starts_with(kind)) => Response::from_parts(parts, Body::from(text)),
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}
