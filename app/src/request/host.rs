//! The host of a request, for addresses that are shown to copy or to print, and from where a link was
//! followed.

use http::header;
use http::request::Parts;
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
    let parts = use_context::<Parts>();
    let site = parts.and_then(|parts| parts.headers.get("sec-fetch-site").cloned());
    site.is_some_and(|site| site == "cross-site")
}
