//! Refuses prefetch and prerender requests. Nobody has seen a prefetched page, so it must neither
//! mark messages as read nor add an access log entry, and the browser must not hold a copy of a
//! record whose page is never opened.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

/// Headers that mark a prefetch: the standard one, the older ones of Chromium and Safari, and
/// Firefox's.
const PREFETCH_HEADERS: [&str; 4] = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/// Middleware: answers 503 to a prefetch. Browsers discard a prefetched response that is not a
/// success, and request the page again when the link is followed.
pub async fn refuse_prefetch(request: Request, next: Next) -> Response {
    if is_prefetch(request.headers()) {
        return (
            StatusCode::SERVICE_UNAVAILABLE,
            [(header::CACHE_CONTROL, "no-store")],
        )
            .into_response();
    }
    next.run(request).await
}

fn is_prefetch(headers: &HeaderMap) -> bool {
    PREFETCH_HEADERS
        .iter()
        .flat_map(|name| headers.get_all(*name))
        .any(|value| {
            let value = String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase();
            // Not compared as a whole: a value may have parameters, as `prefetch;prerender` has.
            ["prefetch", "prerender", "preview"]
                .iter()
                .any(|purpose| value.contains(purpose))
        })
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn every_way_of_saying_so_is_understood() {
        let with = |name: &'static str, value: &'static str| {
            is_prefetch(&HeaderMap::from_iter([(
                name.parse().unwrap(),
                HeaderValue::from_static(value),
            )]))
        };
        for (name, value) in [
            ("sec-purpose", "prefetch"),
            ("sec-purpose", "prefetch;prerender"),
            ("sec-purpose", "prefetch;anonymous-client-ip"),
            ("purpose", "prefetch"),
            ("x-purpose", "preview"),
            ("x-moz", "prefetch"),
        ] {
            assert!(with(name, value), "{name}: {value}");
        }
        assert!(!with("sec-fetch-mode", "navigate"));
    }
}
