//! Parts of the pages on which an interpreter translates a message or a text.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::calendar::days_until;
use model::id::InterpretationId;

use crate::i18n::Localizer;
use crate::messages::forms::interpretation::{ClaimInterpretation, ReleaseInterpretation};
use crate::page::form::button_form;
use crate::page::{NavItem, PageLayout, html_document};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::ui::banner::info_notice;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::TextAreaField;

/// The fields of the form for the translation into `language`.
pub fn translation_fields(
    text: Localizer,
    state: Option<&FormState>,
    id: InterpretationId,
    language: &str,
) -> AnyView {
    let area = TextAreaField {
        name: "body",
        label: text.format(
            "messages-translate-label",
            &[("language", text.language_name(language).into())],
        ),
        value: state.map(|s| s.field_value("body")).unwrap_or_default(),
        error: field_error_message(text, state, "body"),
        ..TextAreaField::default()
    };
    view! {
        <input type="hidden" name="request" value=id.to_string() />
        {area.view()}
        <button class="btn">{text.get("messages-translate-save")}</button>
    }
    .into_any()
}

/// The form that gives a claimed request back.
pub fn release_form(text: Localizer, id: InterpretationId) -> AnyView {
    button_form(
        ReleaseInterpretation::PATH,
        vec![("request", id.to_string())],
        "btn link",
        text.get("messages-translate-back"),
    )
}

/// The link back to the queue, the title of the page, and `facts`: the age of the request and its
/// due day.
pub fn request_heading(text: Localizer, title: &str, facts: String) -> AnyView {
    view! {
        <p>
            <a href=paths::INTERPRETATION_QUEUE>{text.get("messages-queue-title")}</a>
        </p>
        <h1>{title.to_owned()}</h1>
        <p class="muted">{facts}</p>
    }
    .into_any()
}

/// The page of an unclaimed request: the target language and the button that claims the request.
/// The words are shown only after the claim. `facts` as in `request_heading`.
pub fn claim_page(
    context: &RequestContext,
    id: InterpretationId,
    title: String,
    facts: String,
) -> AnyView {
    let text = context.localizer();
    let body = view! {
        {request_heading(text, &title, facts)}
        {info_notice(text.get("messages-translate-rules"))}
        <p>{text.get("messages-claim-hint")}</p>
        {button_form(
            ClaimInterpretation::PATH,
            vec![("request", id.to_string())],
            "btn",
            text.get("messages-claim"),
        )}
    };
    html_document(
        context,
        PageLayout {
            title,
            nav_item: NavItem::Messages,
            ..PageLayout::default()
        },
        body.into_any(),
    )
}

/// How long ago the request was made.
pub fn age_label(text: Localizer, today: Date, asked_on: Date) -> String {
    let days = days_until(asked_on, today);
    text.format("messages-queue-age", &[("days", days.into())])
}
