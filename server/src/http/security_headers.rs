//! Security headers on every response, the Host header check, and the CSRF check of posted forms.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};

use crate::http::home_screen;
use crate::notifications::inbound_sms;
use crate::public_url::PublicUrl;

/// Configuration of the `apply_security_policy` middleware.
#[derive(Debug, Clone)]
pub struct SecurityPolicy {
    /// The portal's origin: forms must come from it, and the Host header must name it.
    pub public_url: PublicUrl,
    /// True where inbound text messages are accepted. Those requests are authenticated by a
    /// signature and are exempt from the origin check.
    pub accepts_inbound_sms: bool,
}

const SECURITY_HEADERS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    // `no-referrer` would make browsers send forms with `Origin: null`, which the CSRF check
    // refuses.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
    ),
    ("x-frame-options", "DENY"),
];

/// Middleware: sets the security headers of every response, and refuses requests with a foreign
/// Host header and forms from other sites before they reach a route.
pub async fn apply_security_policy(
    State(guard): State<Arc<SecurityPolicy>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    // The names of files under /pkg/ contain a hash, so these may be cached.
    let page = !path.starts_with("/pkg/");
    let mut response = match find_refusal(&guard, &request) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in SECURITY_HEADERS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if guard.public_url.is_https() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    // Pages set their own policy with a nonce. This one is for all other responses.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(
                "default-src 'none'; style-src 'self'; base-uri 'none'; \
                form-action 'self'; frame-ancestors 'none'",
            ),
        );
    }
    if page && !(home_screen::is_publicly_cacheable(&path) && response.status().is_success()) {
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Health checks, which load balancers send with the machine's IP address as the Host.
const HEALTH_PATHS: [&str; 2] = ["/healthz", "/readyz"];

/// The response that refuses a request whose Host is not the portal's, or that is a form from
/// another site; `None` where the request is accepted.
fn find_refusal(policy: &SecurityPolicy, request: &Request) -> Option<(StatusCode, &'static str)> {
    const FOREIGN_FORM: (StatusCode, &str) = (
        StatusCode::FORBIDDEN,
        "This form did not come from this site.\n",
    );
    let path = request.uri().path();
    if !HEALTH_PATHS.contains(&path) {
        // Every Host header and the host of an absolute request URI must name the portal: otherwise
        // a proxy and this server could disagree about which of them counts.
        let hosts: Vec<_> = header_values(request, &header::HOST)
            .chain(
                request
                    .uri()
                    .authority()
                    .map(|authority| Some(authority.as_str())),
            )
            .collect();
        if hosts.is_empty() {
            return Some((StatusCode::BAD_REQUEST, "The request names no host.\n"));
        }
        if !hosts
            .into_iter()
            .all(|host| host.is_some_and(|host| policy.public_url.matches_host(host)))
        {
            return Some((
                StatusCode::MISDIRECTED_REQUEST,
                "This is not an address of this site.\n",
            ));
        }
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    // Forms send no other method, and methods without a CSRF check must not reach a route.
    if request.method() != Method::POST {
        return Some(FOREIGN_FORM);
    }
    // "Leave now" must always work, and a cross-site request to it can only sign the person out.
    if path == "/exit" {
        return None;
    }
    // The SMS gateway is no browser and sends no Origin header. `notifications::inbound_sms`
    // verifies its signature and reads no cookie, so there is no session that CSRF could use.
    if policy.accepts_inbound_sms && path == inbound_sms::WEBHOOK_PATH {
        return None;
    }
    let origin = policy.public_url.origin();
    // All values of the header are checked, so that a duplicate header cannot bypass the check.
    let (site, expected) = match HeaderName::from_static("sec-fetch-site") {
        name if request.headers().contains_key(&name) => (name, "same-origin"),
        _ => (header::ORIGIN, origin.as_str()),
    };
    let is_same_origin = request.headers().contains_key(&site)
        && header_values(request, &site).all(|value| value == Some(expected));
    (!is_same_origin).then_some(FOREIGN_FORM)
}

/// Every value of a header; `None` for a value that is not visible ASCII.
fn header_values<'a>(
    request: &'a Request,
    name: &HeaderName,
) -> impl Iterator<Item = Option<&'a str>> {
    request
        .headers()
        .get_all(name)
        .iter()
        .map(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn post_request(headers: &[(&'static str, &'static str)]) -> Request {
        let mut request =
            http::Request::post("/api/messages/send").header(header::HOST, "portal.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    }

    fn test_policy(public: &str) -> SecurityPolicy {
        SecurityPolicy {
            public_url: PublicUrl::parse(public).unwrap(),
            accepts_inbound_sms: false,
        }
    }

    #[test]
    fn only_our_own_pages_send_forms() {
        let policy = test_policy("https://portal.example");
        assert_eq!(
            find_refusal(&policy, &post_request(&[("sec-fetch-site", "same-origin")])),
            None
        );
        assert_eq!(
            find_refusal(
                &policy,
                &post_request(&[
                    ("sec-fetch-site", "same-origin"),
                    ("sec-fetch-site", "same-origin")
                ])
            ),
            None
        );
        assert_eq!(
            find_refusal(
                &policy,
                &post_request(&[("origin", "https://portal.example")])
            ),
            None
        );
        // `same-site` is a sibling subdomain, which may belong to someone else.
        for bad in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[
                ("sec-fetch-site", "same-origin"),
                ("sec-fetch-site", "cross-site"),
            ],
            &[
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-site", "same-origin"),
            ],
            &[("sec-fetch-site", "same-origin, cross-site")],
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://portal.example"),
            ],
            &[("origin", "https://evil.example")],
            &[
                ("origin", "https://portal.example"),
                ("origin", "https://evil.example"),
            ],
            &[("origin", "https://portal.example"), ("origin", "null")],
            &[("origin", "null")],
            &[],
        ] {
            assert_eq!(
                find_refusal(&policy, &post_request(bad)).map(|(status, _)| status),
                Some(StatusCode::FORBIDDEN),
                "{bad:?}"
            );
        }
    }

    #[test]
    fn only_the_public_host_is_answered() {
        let policy = test_policy("https://portal.example");
        let get = |uri: &str, hosts: &[&str]| {
            let request = hosts.iter().fold(http::Request::get(uri), |request, host| {
                request.header(header::HOST, *host)
            });
            find_refusal(&policy, &request.body(Body::empty()).unwrap())
                .map(|(status, _)| status.as_u16())
        };
        assert_eq!(get("/", &["portal.example"]), None);
        assert_eq!(get("https://portal.example/", &[]), None);
        assert_eq!(get("/", &["evil.example"]), Some(421));
        assert_eq!(get("/pkg/style.css", &["10.0.0.7:3000"]), Some(421));
        assert_eq!(get("/", &["portal.example", "evil.example"]), Some(421));
        assert_eq!(get("http://evil.example/", &["portal.example"]), Some(421));
        assert_eq!(get("/", &[]), Some(400));
        for health in HEALTH_PATHS {
            assert_eq!(
                get(health, &["10.0.0.7:3000"]),
                None,
                "a balancer asks by address"
            );
        }
    }
}
