//! A form that was not accepted: what is kept of it for its page, and how it is drawn again below an error.

use app::account::page as account;
use app::actor::Visit;
use app::error::Error;
use app::form::{FormState, is_around, is_secret, own_path};
use app::ui::textarea::TextArea;
use leptos::prelude::*;

use crate::form::{Fields, value};

/// Fields that people write prose into. They are drawn again below an error whatever they hold.
const PROSE: [&str; 9] = ["body", "words", "why", "benchmark", "so_far", "low", "high", "permanency_why", "concurrent_why"];

/// A form to keep: under its endpoint, for its page and whoever it was drawn for. `files` came with it and are not kept.
pub fn kept(endpoint: &str, fields: &Fields, files: &[String]) -> FormState {
    let person = value(fields, "person").parse().ok();
    let page = own_path(value(fields, "from"));
    // Files that an earlier try had brought are held by a session that may have ended.
    let brought = value(fields, "brought").lines().map(str::to_owned);
    let files = files.iter().cloned().chain(brought).collect();
    FormState { page, files, ..FormState::new(endpoint, person, fields.clone()) }
}

/// Whether somebody wrote this, and would want to read and copy it. What a page has put into a field has no such signs.
fn is_prose(name: &str, value: &str) -> bool {
    let made = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-_.:/".contains(sign);
    !value.trim().is_empty() && !is_around(name) && (PROSE.contains(&name) || !value.chars().all(made))
}

/// What had been typed, below an error: to send again as it is, or to copy. Every field is there; what is no prose stands in
/// fields that are not shown. Secrets are not given back.
pub fn again(visit: &Visit, action: &str, fields: &Fields, files: &[String], error: &Error) -> Option<AnyView> {
    if let Some(form) = account::again(visit, action, value(fields, "name")) {
        return Some(form);
    }
    let whole = !fields.iter().any(|(name, _)| is_secret(name));
    let open = fields.iter().filter(|(name, _)| !is_secret(name) && !["file", "brought"].contains(&name.as_str())).cloned();
    let (prose, rest): (Vec<_>, Vec<_>) = open.partition(|(name, value)| is_prose(name, value));
    // A form that met other words under its id can't be sent again; one that met a full house can.
    // Nor is there anything to send to at an address that is no form of ours.
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
