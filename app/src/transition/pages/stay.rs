//! `/transition/stay`: staying in care after 18, and coming back, in plain words.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::transition::stay::{LetterKind, StayQuestion, stay_terms};
use store::Intent;
use store::transition::own_transition;
use store::transition::stay::{StayRequest, list_stay_requests};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form};
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::stay::{NoteStay, RemoveStay};
use crate::transition::view::plan_links::own_plan_link;
use crate::transition::view::records::day_field;
use crate::transition::view::stay::{agreement_terms, stay_check, stay_days};
use crate::ui::error_summary::error_summary;
use crate::ui::field::InputField;

/// The answers of the self-check in the address, in the order of `StayQuestion::ALL`.
fn answers_from_query() -> Vec<Option<bool>> {
    let query = use_query_map();
    let query = query.read_untracked();
    StayQuestion::ALL
        .iter()
        .map(|question| match query.get(question.slug()).as_deref() {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        })
        .collect()
}

/// `/transition/stay`, with the answers of the self-check in the query.
#[component]
pub fn StayPage() -> impl IntoView {
    let answers = answers_from_query();
    render_page(async move |context: RequestContext| stay_page(&context, &answers).await)
}

async fn stay_page(
    context: &RequestContext,
    answers: &[Option<bool>],
) -> Result<AnyView, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    let state = context.stored_form(NoteStay::PATH).await?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let requests = list_stay_requests(&mut tx, &own).await?;
    tx.commit().await?;
    let terms = stay_terms(own.born, &own.dates, today);
    let asking = terms.map(|terms| {
        view! {
            {stay_check(text, answers)}
            <h2>{text.get("transition-stay-how")}</h2>
            <p>{text.get("transition-stay-how-words")}</p>
            <p class="row">
                <a class="btn" href=paths::STAY_LETTER>
                    {text.get("transition-letter-open")}
                </a>
                <a class="btn secondary" href=paths::CHOOSE_RECIPIENT>
                    {text.get("transition-stay-write")}
                </a>
            </p>
            {agreement_terms(text)}
            {request_form(context, terms.kind, state.as_ref())}
        }
    });
    let title = text.get("transition-stay-title");
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {error_summary(text, state.as_ref())}
        <p>{text.get("transition-stay-lead")}</p>
        <p class="muted">{text.get("transition-stay-private")}</p>
        {stay_days(text, terms, today)}
        {asking}
        {request_list(text, &requests)}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: terms.is_some(),
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// The form that notes when one asked, and whom.
fn request_form(context: &RequestContext, kind: LetterKind, state: Option<&FormState>) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let today = context.profile.as_ref().map(|profile| profile.actor.today);
    let whom = InputField {
        name: "asked_whom",
        label: text.get("transition-stay-whom"),
        value: filled.value_or_stored("asked_whom", None),
        error: filled.field_error_message("asked_whom"),
        autocomplete: "off",
        ..InputField::default()
    };
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        <input type="hidden" name="kind" value=kind.slug() />
        {day_field(&filled, "asked_on", "transition-stay-day", None, today)}
        {whom.view()}
        <button class="btn">{text.get("transition-stay-note")}</button>
    };
    view! {
        <h2>{text.get("transition-stay-note-title")}</h2>
        <p class="muted">{text.get("transition-stay-note-hint")}</p>
        {page_form(context, NoteStay::PATH, fields.into_any())}
    }
    .into_any()
}

/// When one asked, and whom; nothing without a note.
fn request_list(text: Localizer, requests: &[StayRequest]) -> Option<AnyView> {
    let rows = requests
        .iter()
        .map(|request| {
            let words = text.format(
                "transition-stay-asked",
                &[
                    ("day", text.format_date(request.asked_on.to_jiff()).into()),
                    ("name", request.asked_whom.clone().into()),
                ],
            );
            let button = button_form(
                RemoveStay::PATH,
                vec![
                    ("row", request.id.to_string()),
                    ("act", "remove".to_owned()),
                ],
                "btn link",
                text.get("transition-record-remove"),
            );
            view! { <li>{words} {button}</li> }
        })
        .collect_view();
    (!requests.is_empty()).then(|| view! { <ul>{rows}</ul> }.into_any())
}
