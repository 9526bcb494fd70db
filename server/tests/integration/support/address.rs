//! Requests with a client IP address, as from a real connection.

use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use http::{Request, header};
use tower::ServiceExt;

use super::Page;

/// Sends a request with `from` as the connection's address.
pub async fn send(router: &Router, from: &str, mut request: Request<Body>) -> Page {
    request.headers_mut().insert(header::HOST, "portal.test".parse().unwrap());
    request.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(from.parse().unwrap(), 41_212)));
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, 1 << 20).await.unwrap().to_vec();
    Page { status: parts.status, headers: parts.headers, body: String::from_utf8(bytes.clone()).unwrap(), bytes }
}

pub fn form(path: &str) -> http::request::Builder {
    Request::post(path).header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

pub async fn post(router: &Router, from: &str, path: &str, fields: &[(&str, &str)]) -> Page {
    let body = Body::from(serde_urlencoded::to_string(fields).unwrap());
    send(router, from, form(path).body(body).unwrap()).await
}

pub async fn sign_in(router: &Router, from: &str, name: &str, passphrase: &str) -> Page {
    post(router, from, "/api/account/sign-in", &[("name", name), ("passphrase", passphrase)]).await
}

pub async fn get(router: &Router, from: &str, path: &str) -> Page {
    send(router, from, Request::get(path).body(Body::empty()).unwrap()).await
}
