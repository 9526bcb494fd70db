//! Pages that a browser fetches before anybody asked for them. They are refused: nobody has seen such a page, so it must neither
//! count as read nor stand in the access log, and no copy of a record is to lie in the browser for a page that is never opened.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

/// Where browsers say that nobody waits for the answer: the standard, the older ones of Chromium and Safari, and Firefox's.
const HEADERS: [&str; 4] = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/// The layer. A browser throws away a prefetched answer that is no success, and asks again when somebody follows the link.
pub async fn refuse_prefetch(request: Request, next: Next) -> Response {
    if is_prefetch(request.headers()) {
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::CACHE_CONTROL, "no-store")]).into_response();
    }
    next.run(request).await
}

fn is_prefetch(headers: &HeaderMap) -> bool {
    HEADERS.iter().flat_map(|name| headers.get_all(*name)).any(|value| {
        let value = String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase();
        ["prefetch", "prerender", "preview"].iter().any(|purpose| value.contains(purpose))
    })
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn every_way_of_saying_so_is_understood() {
        let with = |name: &'static str, value: &'static str| is_prefetch(&HeaderMap::from_iter([(name.parse().unwrap(), HeaderValue::from_static(value))]));
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
