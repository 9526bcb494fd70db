//! A form that was not accepted: what is preserved of it in the session, and how it is shown again
//! on an error page.

use app::account::view::form_fields::account_form_after_error;
use app::error::AppError;
use app::paths;
use app::request::context::RequestContext;
use app::request::form::{FormState, is_context_field, is_secret_field};
use app::request::local_path::local_path_or_root;
use app::ui::textarea::TextArea;
use leptos::prelude::*;

use crate::http::form_body::{SubmittedFields, field_value};

/// Fields for free text. They are shown on an error page whatever they contain.
const FREE_TEXT_FIELDS: [&str; 9] = [
    "body",
    "words",
    "why",
    "benchmark",
    "so_far",
    "low",
    "high",
    "permanency_why",
    "concurrent_why",
];

/// The form state to preserve in the session, for the page and the person that the form was
/// rendered for. `files` are the names of files sent with it; the files themselves are not stored.
pub fn to_form_state(endpoint: &str, fields: &SubmittedFields, files: &[String]) -> FormState {
    let person = field_value(fields, "person").parse().ok();
    let page = local_path_or_root(field_value(fields, "from"));
    // `brought` names files that were uploaded with an earlier attempt and held for a session that
    // may have ended, so they must be chosen again too.
    let earlier_file_names = field_value(fields, "brought").lines().map(str::to_owned);
    let files = files.iter().cloned().chain(earlier_file_names).collect();
    FormState {
        page,
        files,
        ..FormState::new(endpoint, person, fields.clone())
    }
}

/// Whether a person typed this value and may want to read and copy it. Values that a page generates
/// (ids, dates, paths) consist only of lower-case ASCII letters, digits and `-_.:/`.
fn is_free_text(name: &str, value: &str) -> bool {
    let is_generated_char = |character: char| {
        character.is_ascii_lowercase() || character.is_ascii_digit() || "-_.:/".contains(character)
    };
    !value.trim().is_empty()
        && !is_context_field(name)
        && (FREE_TEXT_FIELDS.contains(&name) || !value.chars().all(is_generated_char))
}

/// The form for an error page, with what the person typed, to submit again or to copy. Generated
/// values are in hidden fields; secrets are left out. `None` where there is nothing to show or
/// submit.
pub fn resubmit_view(
    context: &RequestContext,
    action: &str,
    fields: &SubmittedFields,
    files: &[String],
    error: &AppError,
) -> Option<AnyView> {
    // Without the secret fields, which `FormState` leaves out.
    let typed = FormState::new("", None, fields.clone());
    if let Some(form) = account_form_after_error(context, action, &typed) {
        return Some(form);
    }
    // Secrets are never shown again, so a form with one cannot be sent again as it was.
    let has_no_secret = !fields.iter().any(|(name, _)| is_secret_field(name));
    let visible_fields = fields
        .iter()
        .filter(|(name, _)| !is_secret_field(name) && !["file", "brought"].contains(&name.as_str()))
        .cloned();
    let (free_text, generated): (Vec<_>, Vec<_>) =
        visible_fields.partition(|(name, value)| is_free_text(name, value));
    // After a 409 the form id is already used for other content, so the form cannot be submitted
    // again. Only the portal's own form addresses accept a submission.
    let is_portal_form = action.starts_with("/api/") || action == paths::PRESERVE_FORM;
    let can_resubmit = is_portal_form && *error != AppError::Conflict;
    let retry_helps = matches!(
        error,
        AppError::Busy | AppError::Raced | AppError::TooMany(_) | AppError::Internal
    );
    if free_text.is_empty()
        && files.is_empty()
        && !(can_resubmit && has_no_secret && retry_helps && !generated.is_empty())
    {
        return None;
    }
    let text = context.localizer();
    let hidden = generated
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let areas = free_text
        .into_iter()
        .map(|(name, value)| {
            let area = TextArea { name: name.clone(), rows: 6, value, ..TextArea::default() };
            view! { <div class="field"><label for=name>{text.get("error-kept")}</label>{area.view()}</div> }
        })
        .collect_view();
    let lost = (!files.is_empty()).then(|| {
        text.format(
            "messages-file-again",
            &[("names", text.format_list(files).into())],
        )
    });
    let file = lost.map(|lost| {
        if !can_resubmit {
            return view! { <p>{lost}</p> }.into_any();
        }
        view! { <div class="field"><label for="file">{lost}</label><input type="file" id="file" name="file" multiple/></div> }.into_any()
    });
    let enctype = (can_resubmit && !files.is_empty()).then_some("multipart/form-data");
    let send =
        can_resubmit.then(|| view! { <button class="btn">{text.get("error-again")}</button> });
    Some(view! { <form method="post" action=action.to_owned() enctype=enctype class="main-form">{hidden}{areas}{file}{send}</form> }.into_any())
}
