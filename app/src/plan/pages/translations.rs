//! `/family/{id}/plan/translations`: the texts that people requested in their language;
//! `/family/{id}/plan/translation/{request}`: writing the translation of one of them.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::{FamilyId, InterpretationId};
use store::translations::{self, AnsweredText, RequestState, RequestedText};

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::forms::translations::SaveTranslation;
use crate::plan::view::translation_requests::{request_facts, request_rows};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::banner::info_notice;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::field::TextAreaField;

/// `/family/{id}/plan/translations`
#[component]
pub fn TranslationRequests() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to everyone but a worker.
        let waiting = translations::list_requested_texts(&mut tx, family).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.get("plan-translations");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {if waiting.is_empty() {
                empty_state(text.get("plan-translations-empty"), None)
            } else {
                request_rows(text, context.actor()?.today, family, &waiting)
            }}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// `/family/{id}/plan/translation/{request}`
#[component]
pub fn TranslateText() -> impl IntoView {
    let family = family_id_from_path();
    let id: Option<InterpretationId> = use_params_map()
        .read_untracked()
        .get("request")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, family, id) = (
            context.localizer(),
            family.ok_or(AppError::NotFound)?,
            id.ok_or(AppError::NotFound)?,
        );
        let mut tx = context.begin_record_read(family).await?;
        let request = translations::read_request(&mut tx, family, id).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let state = context.stored_form(SaveTranslation::PATH).await?;
        let (into_language, is_waiting) = match &request {
            RequestState::Waiting(one) => (&one.into_language, true),
            RequestState::Answered(one) => (&one.into_language, false),
        };
        let title = text.format(
            "plan-translation-title",
            &[("language", text.language_name(into_language).into())],
        );
        let content = match &request {
            RequestState::Waiting(one) => waiting_text(&context, family, one, state.as_ref())?,
            RequestState::Answered(one) => answered_text(text, one, state.as_ref()),
        };
        let body = view! {
            <p>
                <a href=paths::translations(family)>{text.get("plan-translations")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {content}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: is_waiting,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The words, with the form for the translation beside them.
fn waiting_text(
    context: &RequestContext,
    family: FamilyId,
    one: &RequestedText,
    state: Option<&FormState>,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let place = one.item_id.map(|item| {
        view! {
            <p class="reply-link">
                <a href=paths::plan_item(family, item)>{text.get("plan-translation-where")}</a>
            </p>
        }
    });
    // Readers must be able to tell whether the author typed these words, or the agency did.
    let key = if one.entered_by_agency {
        "plan-author-entered"
    } else {
        "plan-author"
    };
    let author = one
        .author
        .as_ref()
        .map(|name| text.format(key, &[("name", name.clone().into())]));
    Ok(view! {
        {error_summary(text, state)}
        <p class="muted">{request_facts(text, context.actor()?.today, one)}</p>
        {one.is_claimed.then(|| info_notice(text.get("plan-translation-claimed-hint")))}
        {info_notice(text.get("plan-translation-rules"))}
        <div class="card side-by-side">
            <div>
                {original_words(&one.language, &one.body)}
                {author.map(|author| view! { <p class="byline">{author}</p> })} {place}
            </div>
            <div>{translation_form(context, family, one, state)}</div>
        </div>
    }
    .into_any())
}

/// The words in their own language and direction.
fn original_words(language: &str, body: &str) -> AnyView {
    view! {
        <blockquote lang=language.to_owned() dir="auto">
            {body.to_owned()}
        </blockquote>
    }
    .into_any()
}

fn translation_form(
    context: &RequestContext,
    family: FamilyId,
    one: &RequestedText,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let area = TextAreaField {
        name: "words",
        label: text.format(
            "plan-translation-label",
            &[("language", text.language_name(&one.into_language).into())],
        ),
        value: state
            .map(|state| state.field_value("words"))
            .unwrap_or_default(),
        error: field_error_message(text, state, "words"),
        ..TextAreaField::default()
    };
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="request" value=one.id.to_string() />
        {area.view()}
        <button class="btn">{text.get("plan-translation-save")}</button>
    };
    page_form(context, SaveTranslation::PATH, fields.into_any())
}

/// A text with the translation that another person has saved meanwhile, and what the reader had
/// typed before.
fn answered_text(text: Localizer, one: &AnsweredText, state: Option<&FormState>) -> AnyView {
    let typed = state
        .map(|state| state.field_value("words"))
        .filter(|words| !words.is_empty());
    let made_by = text.format(
        "common-words-translated",
        &[("by", one.made_by.clone().into())],
    );
    view! {
        {if is_rejected(state) {
            error_summary(text, state)
        } else {
            info_notice(text.get("plan-translation-there"))
        }}
        <div class="card side-by-side">
            <div>{original_words(&one.language, &one.body)}</div>
            <div>
                {original_words(&one.into_language, &one.translation)}
                <p class="byline">{made_by}</p>
            </div>
        </div>
        {typed
            .map(|words| {
                view! {
                    <h2>{text.get("plan-translation-typed")}</h2>
                    <div class="card">{original_words(&one.into_language, &words)}</div>
                }
            })}
    }
    .into_any()
}
