//! Headers, and the check of where a form comes from.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};

/// What the checks need to know of this installation.
#[derive(Debug, Clone)]
pub struct Guard {
    /// Scheme and host that people type, such as `https://portal.example`.
    pub origin: String,
    pub secure: bool,
    /// In a demo, only requests to a loopback name are answered.
    pub demo: bool,
}

const HEADERS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    // Not no-referrer: that would make browsers send forms with `Origin: null`.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"),
    ("x-frame-options", "DENY"),
];

/// Sets the headers of every answer, and refuses forms from other sites before any route sees them.
pub async fn guard(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let page = !request.uri().path().starts_with("/pkg/");
    let mut response =
        if refused(&guard, &request) { (StatusCode::FORBIDDEN, "This form did not come from this site.\n").into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if guard.secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
        );
    }
    if page {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn refused(guard: &Guard, request: &Request) -> bool {
    let header = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    if guard.demo && !header(header::HOST).is_some_and(is_loopback_name) {
        return true;
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return false;
    }
    if request.method() != Method::POST {
        return true;
    }
    // Leaving must work from anywhere, at once.
    if request.uri().path() == "/exit" {
        return false;
    }
    match header(HeaderName::from_static("sec-fetch-site")) {
        Some(site) => site != "same-origin",
        None => header(header::ORIGIN) != Some(guard.origin.as_str()),
    }
}

/// Whether a Host header names this machine: nobody else's name may point at a demo.
fn is_loopback_name(host: &str) -> bool {
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn post(headers: &[(&'static str, &'static str)]) -> Request {
        let mut request = http::Request::post("/api/messages/send");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    }

    fn guard() -> Guard {
        Guard { origin: "https://portal.example".into(), secure: true, demo: false }
    }

    #[test]
    fn only_our_own_pages_send_forms() {
        assert!(!refused(&guard(), &post(&[("sec-fetch-site", "same-origin")])));
        assert!(!refused(&guard(), &post(&[("origin", "https://portal.example")])));
        for bad in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[("sec-fetch-site", "cross-site"), ("origin", "https://portal.example")],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[],
        ] {
            assert!(refused(&guard(), &post(bad)), "{bad:?}");
        }
    }

    #[test]
    fn a_demo_answers_only_to_its_own_machine() {
        for name in ["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "localhost"] {
            assert!(is_loopback_name(name), "{name}");
        }
        assert!(!is_loopback_name("demo.example:3000"));
        assert!(!is_loopback_name("127.0.0.1.evil.example"));
    }
}
