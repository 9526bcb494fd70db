//! What a phone needs to put the portal on its home screen, which an iPhone asks for before it shows notices: a manifest and icons.
//! Whoever else looks at the phone sees them, so the name and the picture say nothing of the agency, nor of what this is.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

/// As little as browsers ask for. It begins at the home page, which holds nobody's id.
const MANIFEST: &str = r##"{"id":"/","name":"Notes","short_name":"Notes","start_url":"/","scope":"/","display":"standalone","background_color":"#0b5c5d","theme_color":"#0b5c5d","icons":[{"src":"/icons/icon-192.png","sizes":"192x192","type":"image/png"},{"src":"/icons/icon-512.png","sizes":"512x512","type":"image/png"}]}"##;

/// The same for everybody, so that it may be kept for a day.
const KEPT: &str = "public, max-age=86400";

/// Whether the answer at this path is the same for everybody and may be kept.
pub fn is_public(path: &str) -> bool {
    path == "/manifest.webmanifest" || path.starts_with("/icons/")
}

/// The manifest.
pub async fn manifest() -> Response {
    ([(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, KEPT)], MANIFEST).into_response()
}

/// An icon, without transparency and filling its square: phones cut their own corners.
pub async fn icon(Path(name): Path<String>) -> Response {
    let bytes: &'static [u8] = match name.as_str() {
        "icon-180.png" => include_bytes!("icons/icon-180.png"),
        "icon-192.png" => include_bytes!("icons/icon-192.png"),
        "icon-512.png" => include_bytes!("icons/icon-512.png"),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, KEPT)], bytes).into_response()
}
