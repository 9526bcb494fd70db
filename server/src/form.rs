//! Posted fields, read once on the way in, so that no answer loses them. A form with files is read here too: its files go
//! their own way, and what is left is the same form without them.

use std::time::Duration;

use app::actor::Visit;
use app::form::{FormState, Upload};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use http::{HeaderValue, Method, StatusCode, header};
use leptos::prelude::*;
use model::files::{FILES_MAX, PICTURE_MAX, TOGETHER_MAX};
use multer::{Constraints, Multipart, SizeLimit};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Largest form, in bytes: a message of 5,000 characters in any script, and its fellows, many times over.
pub const LARGEST: usize = 256 * 1024;
/// How long a form with files may take on a bad line.
const PATIENCE: Duration = Duration::from_secs(300);
/// How much is read past the limit, so that whoever sends too much gets a page and not a broken line.
const SWALLOWED: u64 = 256 * 1024 * 1024;
/// Forms with files that are read at once; each may hold its limit in memory.
static READING: Semaphore = Semaphore::const_new(4);

/// The fields of a posted form.
pub type Fields = Vec<(String, String)>;

/// What a posted form brought.
#[derive(Debug, Default)]
pub struct Brought {
    pub fields: Fields,
    pub uploads: Vec<Upload>,
}

/// Reads the fields of a form and gives the request back whole, files aside. Other requests pass untouched. Files are only
/// taken from who may send any.
///
/// # Errors
/// 413 when the form is too large, 400 when it breaks off, 503 when too many send files at once.
pub async fn read(request: Request, files: bool) -> Result<(Request, Brought), StatusCode> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("").to_owned();
    if request.method() != Method::POST {
        return Ok((request, Brought::default()));
    }
    if let Ok(boundary) = multer::parse_boundary(&kind) {
        let (mut parts, body) = request.into_parts();
        let _turn = timeout(Duration::from_secs(20), READING.acquire()).await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        let brought = timeout(PATIENCE, multipart(body, boundary, files)).await.map_err(|_| StatusCode::REQUEST_TIMEOUT)??;
        let plain = serde_urlencoded::to_string(&brought.fields).unwrap_or_default();
        parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        parts.headers.remove(header::CONTENT_LENGTH);
        return Ok((Request::from_parts(parts, Body::from(plain)), brought));
    }
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Ok((request, Brought::default()));
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, LARGEST).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let mut fields: Fields = serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
    let (parts, body) = if clean(&mut fields) {
        let mut parts = parts;
        parts.headers.remove(header::CONTENT_LENGTH);
        (parts, Body::from(serde_urlencoded::to_string(&fields).unwrap_or_default()))
    } else {
        (parts, Body::from(bytes))
    };
    Ok((Request::from_parts(parts, body), Brought { fields, uploads: Vec::new() }))
}

/// Takes out the one sign that no text may hold and PostgreSQL keeps nowhere; whether there was any.
fn clean(fields: &mut Fields) -> bool {
    let mut found = false;
    for (_, value) in fields.iter_mut().filter(|(_, value)| value.contains('\0')) {
        *value = value.replace('\0', "");
        found = true;
    }
    found
}

async fn multipart(body: Body, boundary: String, files: bool) -> Result<Brought, StatusCode> {
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(SWALLOWED));
    let mut form = Multipart::with_constraints(body.into_data_stream(), boundary, limits);
    let mut brought = Brought::default();
    let (mut words, mut held) = (0, 0);
    while let Some(mut field) = form.next_field().await.map_err(|error| fault(&error))? {
        let name = field.name().unwrap_or("").to_owned();
        let Some(file) = field.file_name().map(str::to_owned) else {
            let mut bytes = Vec::new();
            while let Some(chunk) = field.chunk().await.map_err(|error| fault(&error))? {
                words += chunk.len();
                if words > LARGEST {
                    return Err(StatusCode::PAYLOAD_TOO_LARGE);
                }
                bytes.extend_from_slice(&chunk);
            }
            brought.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            continue;
        };
        let take = files && brought.uploads.len() < FILES_MAX;
        let (mut bytes, mut large, mut any) = (Vec::new(), false, false);
        while let Some(chunk) = field.chunk().await.map_err(|error| fault(&error))? {
            any |= !chunk.is_empty();
            held += if take { chunk.len() } else { 0 };
            large |= bytes.len() + chunk.len() > PICTURE_MAX || held > TOGETHER_MAX;
            if take && !large {
                bytes.extend_from_slice(&chunk);
            }
        }
        // A field where no file was chosen comes as a file without name and without bytes.
        if files && (any || !file.is_empty()) {
            brought.uploads.push(if large { Upload::Large } else { Upload::Bytes(bytes) });
        }
    }
    clean(&mut brought.fields);
    Ok(brought)
}

fn fault(error: &multer::Error) -> StatusCode {
    match error {
        multer::Error::StreamSizeExceeded { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// The value of a field.
pub fn value<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
}

/// A form to keep: under its endpoint, for whoever it was drawn for.
pub fn kept(endpoint: &str, fields: &Fields) -> FormState {
    let person = value(fields, "person").parse().ok();
    FormState::new(endpoint, person, fields.clone())
}

/// Fields that people write prose into. Only these are drawn again below an error; the others travel hidden.
const PROSE: [&str; 9] = ["body", "words", "why", "benchmark", "so_far", "low", "high", "permanency_why", "concurrent_why"];

/// What had been typed, below an error: to send again as it is, or to copy.
pub fn again(visit: &Visit, action: &str, fields: &Fields, error: &app::error::Error) -> Option<AnyView> {
    let state = FormState::new("", None, fields.clone());
    let (prose, rest): (Vec<_>, Vec<_>) = state.values.into_iter().partition(|(name, value)| PROSE.contains(&name.as_str()) && !value.is_empty());
    if prose.is_empty() {
        return None;
    }
    let text = visit.text();
    let hidden = rest.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    let areas = prose
        .into_iter()
        .map(|(name, value)| {
            view! { <div class="field"><label for=name.clone()>{text.say("error-kept")}</label><textarea id=name.clone() name=name rows="6" dir="auto">{value}</textarea></div> }
        })
        .collect_view();
    // A form that met other words under its id can't be sent again; one that met a full house can.
    let send = (*error != app::error::Error::Conflict).then(|| view! { <button class="btn">{text.say("error-again")}</button> });
    Some(view! { <form method="post" action=action.to_owned() class="main-form">{hidden}{areas}{send}</form> }.into_any())
}
