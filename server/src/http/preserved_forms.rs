//! Preserving a posted form in the session while the person signs in or changes the language, and
//! updating it after the handler has answered.

use std::sync::atomic::Ordering;

use app::request::context::RequestContext;
use app::request::form::FormState;
use axum::response::{IntoResponse, Redirect, Response};
use http::{Method, StatusCode};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

use crate::http::form_body;
use crate::http::form_body::{ParsedForm, SubmittedFields};
use crate::http::form_redisplay;

/// Largest form, in bytes, that is stored in a signed-out session during a language change: the
/// forms of the public pages hold no more than a name and a code.
const MAX_PRESERVED_ANONYMOUS_BYTES: usize = 2 * 1024;

/// The response to a signed-out request for a path that is not public. Page requests are redirected
/// to the sign-in page, existing paths and unknown ones alike, and a posted form is preserved in
/// the session. Other requests get 401: an event stream that followed the redirect would get HTML.
pub(crate) async fn redirect_to_sign_in(
    context: &RequestContext,
    method: &Method,
    path: &str,
    parsed_form: &ParsedForm,
    asks_page: bool,
) -> Response {
    let fields = &parsed_form.fields;
    if !asks_page {
        // The error format of a server function. The `THREAD_GONE` code makes an open conversation
        // stop fetching messages.
        let body = format!("ServerError|{}", app::messages::wire::THREAD_GONE);
        return (
            StatusCode::UNAUTHORIZED,
            [(SERVER_FN_ERROR_HEADER, "gone")],
            body,
        )
            .into_response();
    }
    if *method == Method::POST
        && let Some(endpoint) = path.strip_prefix("/api/")
        && !form_body::field_value(fields, "person").is_empty()
    {
        // Any client can make the server store a form here, so the limit is lower than for a
        // signed-in person. A message fits.
        if form_body::total_field_bytes(fields) > form_body::MAX_ANONYMOUS_FORM_BYTES {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        }
        if let Err(error) = context
            .store_form(form_redisplay::to_form_state(
                endpoint,
                fields,
                &parsed_form.file_names,
            ))
            .await
        {
            return error.status_code().into_response();
        }
    }
    Redirect::to("/sign-in").into_response()
}

/// `POST /keep`: preserves the form of a page in the session while the person changes the language.
pub(crate) async fn preserve_form_for_language_change(
    context: &RequestContext,
    parsed_form: &ParsedForm,
) -> Response {
    let fields = &parsed_form.fields;
    let endpoint = form_body::field_value(fields, "endpoint").to_owned();
    let largest = if context.profile.is_some() {
        form_body::MAX_FORM_BYTES
    } else {
        MAX_PRESERVED_ANONYMOUS_BYTES
    };
    if form_body::total_field_bytes(fields) > largest {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    // The form is posted without multipart encoding, so the browser sends only the names of its
    // files.
    let files: Vec<_> = fields
        .iter()
        .filter(|(name, value)| name == "file" && !value.is_empty())
        .map(|(_, value)| value.clone())
        .collect();
    if let Err(error) = context
        .store_form(form_redisplay::to_form_state(&endpoint, fields, &files))
        .await
    {
        return error.status_code().into_response();
    }
    let from = app::page::percent_encode(&app::request::local_path::local_path_or_root(
        form_body::field_value(fields, "from"),
    ));
    Redirect::to(&format!("/language?from={from}")).into_response()
}

/// Updates the preserved form in the session after the handler has answered: an accepted form is
/// removed, and a form whose id was already used for something else (409) gets a new id.
pub(crate) async fn update_preserved_form(
    context: &RequestContext,
    parts: &http::request::Parts,
    fields: &SubmittedFields,
    status: StatusCode,
) {
    let Some(endpoint) = parts
        .uri
        .path()
        .strip_prefix("/api/")
        .filter(|_| parts.method == Method::POST)
    else {
        return;
    };
    let form = FormState::new(endpoint, None, fields.clone());
    let updated = match status {
        status if status.is_redirection() && !context.form_rejected.load(Ordering::Relaxed) => {
            context.remove_accepted_form(&form).await
        }
        StatusCode::CONFLICT => context.renew_form_id(&form).await,
        _ => return,
    };
    if let Err(error) = updated {
        tracing::warn!(
            ?error,
            "the preserved form in the session could not be updated"
        );
    }
}
