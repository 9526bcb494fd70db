//! A form that knows the page it stands on, so that it can come back there with its text.

use leptos::prelude::*;

use crate::actor::Visit;

/// The id of a page's main form.
pub const MAIN: &str = "main-form";

/// The main form of a page. It works without script; `from` and `person` let its text survive a lost session.
pub fn main_form(visit: &Visit, action: &'static str, fields: AnyView) -> AnyView {
    view! {
        <form id=MAIN class="main-form" method="post" action=action novalidate>
            {way_back(visit, action)}
            {fields}
        </form>
    }
    .into_any()
}

/// The same, for a form that may bring files.
pub fn file_form(visit: &Visit, action: &'static str, fields: AnyView) -> AnyView {
    view! {
        <form id=MAIN class="main-form" method="post" action=action enctype="multipart/form-data" novalidate>
            {way_back(visit, action)}
            {fields}
        </form>
    }
    .into_any()
}

/// What a form needs so that its text comes back to its page, and to the one who typed it.
pub fn way_back(visit: &Visit, action: &'static str) -> AnyView {
    let (from, endpoint) = (visit.path.clone(), action.trim_start_matches("/api/"));
    let person = visit.frame.as_ref().map(|frame| frame.actor.person.to_string());
    view! {
        <input type="hidden" name="from" value=from/>
        <input type="hidden" name="endpoint" value=endpoint/>
        {person.map(|person| view! { <input type="hidden" name="person" value=person/> })}
    }
    .into_any()
}

/// A small form of one button, for acts that need no typing.
pub fn button_form(action: &'static str, hidden: Vec<(&'static str, String)>, class: &'static str, label: String) -> AnyView {
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    view! { <form method="post" action=action>{hidden}<button class=class>{label}</button></form> }.into_any()
}
