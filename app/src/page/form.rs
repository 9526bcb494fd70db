//! Forms that carry the address of their page, so that a form that comes back is shown there with
//! what was typed.

use leptos::prelude::*;

use crate::i18n::Localizer;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, form_endpoint};

/// The id of a page's main form.
pub const MAIN_FORM_ID: &str = "main-form";

/// The main form of a page. `action` is the address to which it is sent, such as `AddItem::PATH`.
/// It works without JavaScript. The hidden fields `from` and `person` let what was typed survive an
/// expired session.
pub fn page_form(context: &RequestContext, action: &'static str, fields: AnyView) -> AnyView {
    // `novalidate`: the browser's messages are in the browser's language, those of the server in
    // the reader's.
    view! {
        <form id=MAIN_FORM_ID class="main-form" method="post" action=action novalidate>
            {return_fields(context, action)}
            {fields}
        </form>
    }
    .into_any()
}

/// Like `page_form`, for a form with file uploads.
pub fn upload_form(context: &RequestContext, action: &'static str, fields: AnyView) -> AnyView {
    view! {
        <form
            id=MAIN_FORM_ID
            class="main-form"
            method="post"
            action=action
            enctype="multipart/form-data"
            novalidate
        >
            {return_fields(context, action)}
            {fields}
        </form>
    }
    .into_any()
}

/// The hidden fields with which what was typed comes back to the form's page, and only to the
/// person who typed it.
pub fn return_fields(context: &RequestContext, action: &'static str) -> AnyView {
    let (from, endpoint) = (context.path_and_query.clone(), form_endpoint(action));
    let person = context
        .profile
        .as_ref()
        .map(|profile| profile.actor.person.to_string());
    view! {
        <input type="hidden" name="from" value=from />
        <input type="hidden" name="endpoint" value=endpoint />
        {person.map(|person| view! { <input type="hidden" name="person" value=person /> })}
    }
    .into_any()
}

/// What was typed into a field of a refused form that the page no longer has, so that it can be
/// copied; nothing without words.
pub fn typed_words_card(
    text: Localizer,
    state: Option<&FormState>,
    field: &str,
) -> Option<AnyView> {
    let words = state?.field_value(field);
    if words.trim().is_empty() {
        return None;
    }
    let card = view! {
        <div class="card">
            <p class="muted">{text.get("error-kept")}</p>
            <p class="typed-words">
                <bdi dir="auto">{words}</bdi>
            </p>
        </div>
    };
    Some(card.into_any())
}

/// A form with only a button, for actions without input.
pub fn button_form(
    action: &'static str,
    hidden: Vec<(&'static str, String)>,
    class: &'static str,
    label: String,
) -> AnyView {
    // Without `return_fields`: nothing is typed that could be lost.
    let hidden = hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    view! {
        <form method="post" action=action>
            {hidden}
            <button class=class>{label}</button>
        </form>
    }
    .into_any()
}
