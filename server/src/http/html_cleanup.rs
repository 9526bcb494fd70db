//! Removes from rendered HTML what only hydration needs: the framework's marker comments, and the
//! inline scripts that it puts behind `</html>`. A page without an island is then valid HTML and
//! has no script besides that of "Leave now".

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};

const ISLAND_START: &str = "<leptos-island";
const ISLAND_END: &str = "</leptos-island>";
const HYDRATION_MARKERS: [&str; 2] = ["<!>", "<!--<() />-->"];

/// Middleware: cleans up every HTML response.
pub async fn clean_html_response(request: Request, next: Next) -> Response {
    strip_framework_markup(next.run(request).await).await
}

/// The response with its HTML cleaned up; a response that is not HTML is unchanged. 500 when the
/// body cannot be read or is larger than 16 MiB.
pub async fn strip_framework_markup(response: Response) -> Response {
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // The compression layer is outside of this one, so the body is plain text here.
    let rendered = to_bytes(body, 16 * 1024 * 1024)
        .await
        .ok()
        .and_then(|bytes| String::from_utf8(bytes.into()).ok());
    let Some(rendered) = rendered else {
        let mut broken = Response::new(Body::empty());
        *broken.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        return broken;
    };
    let page = clean_html(&rendered);
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(page.len()));
    Response::from_parts(parts, Body::from(page))
}

/// Rendered HTML without what only hydration needs.
pub fn clean_html(rendered: &str) -> String {
    // Text that people typed is escaped, so the first match is the end of the document.
    let (html, scripts) = rendered.split_once("</html>").unwrap_or((rendered, ""));
    let islands = html.contains(ISLAND_START);
    let mut out = String::with_capacity(rendered.len());
    let mut rest = html;
    while let Some(at) = rest.find(ISLAND_START) {
        push_without_markers(&mut out, &rest[..at]);
        // No island contains another, so the first end tag is its own.
        let end = rest[at..]
            .find(ISLAND_END)
            .map_or(rest.len(), |end| at + end + ISLAND_END.len());
        // Inside an island the markers must stay: hydration finds its nodes by them.
        out.push_str(&rest[at..end]);
        rest = &rest[end..];
    }
    push_without_markers(&mut out, rest);
    // Elements after `</html>` would be invalid HTML.
    if islands && let Some(at) = out.rfind("</body>") {
        out.insert_str(at, scripts);
        out = remove_preload_links(&out);
    }
    out.push_str("</html>");
    out
}

/// Removes the framework's preload links for the WebAssembly module. A browser without JavaScript
/// would download it for nothing, and on a slow connection it would delay the page; the script
/// loads it later anyway.
fn remove_preload_links(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest
        .find("<link rel=\"preload\"")
        .into_iter()
        .chain(rest.find("<link rel=\"modulepreload\""))
        .min()
    {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn push_without_markers(out: &mut String, part: &str) {
    let mut part = part.to_owned();
    // Safe for text that people typed: it is HTML-escaped and cannot contain a marker.
    for marker in HYDRATION_MARKERS {
        if part.contains(marker) {
            part = part.replace(marker, "");
        }
    }
    out.push_str(&part);
}

#[cfg(test)]
mod tests {
    use super::clean_html;

    #[test]
    fn a_page_without_islands_keeps_no_trace_of_the_framework() {
        assert_eq!(
            clean_html("<html><body><p>Hi<!></p><!--<() />--></body></html><script>x</script>"),
            "<html><body><p>Hi</p></body></html>"
        );
    }

    #[test]
    fn nothing_is_fetched_before_its_turn() {
        let drawn = "<html><body><leptos-island></leptos-island><link rel=\"modulepreload\" \
            href=\"a\"><link rel=\"preload\" href=\"b\"><p></p></body></html>";
        assert_eq!(
            clean_html(drawn),
            "<html><body><leptos-island></leptos-island><p></p></body></html>"
        );
    }

    #[test]
    fn islands_keep_their_markers_and_their_scripts() {
        let drawn = "<html><body><p>a<!></p><leptos-island><p>b<!></p></leptos-island><!></body></html><script>x</script>";
        assert_eq!(
            clean_html(drawn),
            "<html><body><p>a</p><leptos-island><p>b<!></p></leptos-island><script>x</script></body></html>"
        );
    }
}
