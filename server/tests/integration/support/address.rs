//! Requests with a client IP address, as from a real connection.

use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use http::{Request, header};
use tower::ServiceExt;

use super::TestResponse;

/// Sends a request with `from` as the connection's address.
pub async fn send_from(router: &Router, from: &str, mut request: Request<Body>) -> TestResponse {
    // The host of `--public-url`: any other is answered with 421.
    request
        .headers_mut()
        .insert(header::HOST, "portal.test".parse().unwrap());
    request
        .headers_mut()
        .insert(header::ACCEPT, "text/html".parse().unwrap());
    // `listener.rs` adds this to the requests of a connection. Without it, all requests count as
    // one client with a hundred times the limit.
    request
        .extensions_mut()
        .insert(ConnectInfo(SocketAddr::new(from.parse().unwrap(), 41_212)));
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, 1 << 20).await.unwrap().to_vec();
    TestResponse {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8(bytes.clone()).unwrap(),
        bytes,
    }
}

pub fn form_request(path: &str) -> http::request::Builder {
    Request::post(path)
        // Without this header a form is refused before any limit counts it.
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

pub async fn post_from(
    router: &Router,
    from: &str,
    path: &str,
    fields: &[(&str, &str)],
) -> TestResponse {
    let body = Body::from(serde_urlencoded::to_string(fields).unwrap());
    send_from(router, from, form_request(path).body(body).unwrap()).await
}

pub async fn sign_in_from(
    router: &Router,
    from: &str,
    name: &str,
    passphrase: &str,
) -> TestResponse {
    post_from(
        router,
        from,
        "/api/account/sign-in",
        &[("name", name), ("passphrase", passphrase)],
    )
    .await
}

pub async fn get_from(router: &Router, from: &str, path: &str) -> TestResponse {
    send_from(
        router,
        from,
        Request::get(path).body(Body::empty()).unwrap(),
    )
    .await
}

/// Follows a link; `site` is what the browser says about where it is.
pub async fn get_from_site(router: &Router, site: &str, path: &str) -> TestResponse {
    let request = Request::get(path).header("sec-fetch-site", site);
    send_from(router, "203.0.113.9", request.body(Body::empty()).unwrap()).await
}
