//! The web app manifest and icons, with which a phone can install the portal on its home screen.
//! iOS delivers web push only to installed web apps. Other people may see the home screen, so the
//! name and icon reveal neither the agency nor the purpose.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

/// The web app manifest, with the minimum that browsers require. The start URL is the home page,
/// whose address contains no id.
// `standalone` is required: iOS offers push only to an app that opens without browser controls.
const WEB_APP_MANIFEST: &str = r##"{"id":"/","name":"Notes","short_name":"Notes","start_url":"/","scope":"/","display":"standalone","background_color":"#faf6f0","theme_color":"#faf6f0","icons":[{"src":"/icons/icon-192.png","sizes":"192x192","type":"image/png"},{"src":"/icons/icon-512.png","sizes":"512x512","type":"image/png"}]}"##;

/// Cache-Control for the manifest and icons: identical for every client, cacheable for a day.
// Not for good, as files under /pkg/: these names contain no hash of the content.
const CACHE_ONE_DAY: &str = "public, max-age=86400";

/// Whether the response at this path is identical for every client and may be cached.
pub fn is_publicly_cacheable(path: &str) -> bool {
    path == "/manifest.webmanifest" || path.starts_with("/icons/")
}

/// `GET /manifest.webmanifest`.
pub async fn serve_manifest() -> Response {
    (
        [
            (header::CONTENT_TYPE, "application/manifest+json"),
            (header::CACHE_CONTROL, CACHE_ONE_DAY),
        ],
        WEB_APP_MANIFEST,
    )
        .into_response()
}

/// `GET /icons/{name}`. The icons of the home screen are opaque and fill the whole square, because
/// phones crop them to their own shape; the others are those of `model::details::WindowLook`.
// A `Result`, so that a name that is no text is answered like an unknown one.
pub async fn serve_icon(name: Result<Path<String>, PathRejection>) -> Response {
    let name = name.map(|Path(name)| name).unwrap_or_default();
    let bytes: &'static [u8] = match name.as_str() {
        "icon-180.png" => include_bytes!("icons/icon-180.png"),
        "icon-192.png" => include_bytes!("icons/icon-192.png"),
        "icon-512.png" => include_bytes!("icons/icon-512.png"),
        "notes.svg" => include_bytes!("icons/notes.svg"),
        "weather.svg" => include_bytes!("icons/weather.svg"),
        "recipes.svg" => include_bytes!("icons/recipes.svg"),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let content_type = if name.ends_with(".svg") {
        "image/svg+xml"
    } else {
        "image/png"
    };
    (
        [
            (header::CONTENT_TYPE, content_type),
            (header::CACHE_CONTROL, CACHE_ONE_DAY),
        ],
        bytes,
    )
        .into_response()
}
