//! The host of a request, for addresses that are shown to copy or to print, and from where a link
//! was followed.

use http::request::Parts;
use http::{HeaderValue, header};
use leptos::prelude::*;

/// The host of this request. Call it outside of an async block.
pub fn request_host() -> Option<String> {
    // The middleware accepts only hosts of this portal.
    let parts = use_context::<Parts>()?;
    let host = parts.headers.get(header::HOST)?;
    host.to_str().ok().map(str::to_owned)
}

/// Whether a link of another site led here, as browsers say. Call it outside of an async block.
pub fn is_from_another_site() -> bool {
    fetch_site().is_some_and(|site| site == "cross-site")
}

/// Whether a page of this portal led here; also in a browser that does not say. Call it outside of
/// an async block.
pub fn is_from_own_page() -> bool {
    fetch_site().is_none_or(|site| site == "same-origin")
}

/// Where a browser says that the request began: `none` for an address that was typed, or a link in
/// another program.
fn fetch_site() -> Option<HeaderValue> {
    let parts = use_context::<Parts>()?;
    parts.headers.get("sec-fetch-site").cloned()
}
