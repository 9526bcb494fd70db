//! A form that was not accepted: what is preserved of it in the session, and how it is shown again
//! on an error page.

use app::account::page as account;
use app::actor::Visit;
use app::error::Error;
use app::form::{FormState, is_around, is_secret, own_path};
use app::ui::textarea::TextArea;
use leptos::prelude::*;

use crate::form::{Fields, value};

/// Fields for free text. They are shown on an error page whatever they contain.
const PROSE: [&str; 9] = ["body", "words", "why", "benchmark", "so_far", "low", "high", "permanency_why", "concurrent_why"];

/// The form state to preserve in the session, for the page and the person that the form was
/// rendered for. `files` are the names of files sent with it; the files themselves are not stored.
pub fn kept(endpoint: &str, fields: &Fields, files: &[String]) -> FormState {
    let person = value(fields, "person").parse().ok();
    let page = own_path(value(fields, "from"));
    // `brought` names files that were uploaded with an earlier attempt and held for a session that
    // may have ended, so they must be chosen again too.
    let brought = value(fields, "brought").lines().map(str::to_owned);
    let files = files.iter().cloned().chain(brought).collect();
    FormState { page, files, ..FormState::new(endpoint, person, fields.clone()) }
}

/// Whether a person typed this value and may want to read and copy it. Values that a page generates
/// (ids, dates, paths) consist only of lower-case ASCII letters, digits and `-_.:/`.
fn is_prose(name: &str, value: &str) -> bool {
    let made = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-_.:/".contains(sign);
    !value.trim().is_empty() && !is_around(name) && (PROSE.contains(&name) || !value.chars().all(made))
}

/// The form for an error page, with what the person typed, to submit again or to copy. Generated
/// values are in hidden fields; secrets are left out. `None` where there is nothing to show or
/// submit.
pub fn again(visit: &Visit, action: &str, fields: &Fields, files: &[String], error: &Error) -> Option<AnyView> {
    if let Some(form) = account::again(visit, action, value(fields, "name")) {
        return Some(form);
    }
    let whole = !fields.iter().any(|(name, _)| is_secret(name));
    let open = fields.iter().filter(|(name, _)| !is_secret(name) && !["file", "brought"].contains(&name.as_str())).cloned();
    let (prose, rest): (Vec<_>, Vec<_>) = open.partition(|(name, value)| is_prose(name, value));
    // After a 409 the form id is already used for other content, so the form cannot be submitted
    // again. Only the portal's own form addresses accept a submission.
    let ours = action.starts_with("/api/") || action == "/keep";
    let sends = ours && *error != Error::Conflict;
    let helps = matches!(error, Error::Busy | Error::Raced | Error::TooMany(_) | Error::Broken);
    if prose.is_empty() && files.is_empty() && !(sends && whole && helps && !rest.is_empty()) {
        return None;
    }
    let text = visit.text();
    let hidden = rest.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    let areas = prose
        .into_iter()
        .map(|(name, value)| {
            let area = TextArea { name: name.clone(), rows: 6, value, ..TextArea::default() };
            view! { <div class="field"><label for=name>{text.say("error-kept")}</label>{area.view()}</div> }
        })
        .collect_view();
    let lost = (!files.is_empty()).then(|| text.with("messages-file-again", &[("names", files.join(", ").into())]));
    let file = lost.map(|lost| {
        if !sends {
            return view! { <p>{lost}</p> }.into_any();
        }
        view! { <div class="field"><label for="file">{lost}</label><input type="file" id="file" name="file" multiple/></div> }.into_any()
    });
    let enctype = (sends && !files.is_empty()).then_some("multipart/form-data");
    let send = sends.then(|| view! { <button class="btn">{text.say("error-again")}</button> });
    Some(view! { <form method="post" action=action.to_owned() enctype=enctype class="main-form">{hidden}{areas}{file}{send}</form> }.into_any())
}
