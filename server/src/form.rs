//! Posted fields, read once on the way in, so that no answer loses them.

use app::actor::Visit;
use app::form::FormState;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use http::{Method, StatusCode, header};
use leptos::prelude::*;

/// Largest form, in bytes: a message of 5,000 characters in any script, and its fellows, many times over.
pub const LARGEST: usize = 256 * 1024;

/// The fields of a posted form.
pub type Fields = Vec<(String, String)>;

/// Reads the fields of a form and gives the request back whole. Other requests pass untouched.
///
/// # Errors
/// 413 when the form is too large, or breaks off.
pub async fn fields(request: Request) -> Result<(Request, Fields), StatusCode> {
    let form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if request.method() != Method::POST || !form {
        return Ok((request, Vec::new()));
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, LARGEST).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let fields = serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
    Ok((Request::from_parts(parts, Body::from(bytes)), fields))
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
