//! `POST /api/…`: the server functions, with the framework's own answers to a request that it cannot read replaced. Those
//! hold library text, and go out in the address of a redirect to whatever page the Referer header names.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use leptos::server_fn::axum::get_server_fn_service;
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;
use leptos_axum::handle_server_fns_with_context;

/// Kinds of error that the framework finds before a function of ours runs, as its text encoding names them.
const ARGUMENTS: [&[u8]; 3] = [b"Args|", b"MissingArg|", b"Deserialization|"];
/// Longest error text that is looked at, in bytes.
const LONGEST: usize = 64 * 1024;

/// Runs the server function of a path; 404 where there is none, 400 where its arguments cannot be read.
pub async fn run(context: impl Fn() + 'static + Clone + Send, mut request: Request) -> Response {
    if get_server_fn_service(request.uri().path(), request.method().clone()).is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    // Every form says itself where it leads. Without this header nothing else may.
    request.headers_mut().remove(header::REFERER);
    let response = handle_server_fns_with_context(context, request).await.into_response();
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
