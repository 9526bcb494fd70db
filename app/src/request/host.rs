//! The host of a request, for addresses that are shown to copy or to print.

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
