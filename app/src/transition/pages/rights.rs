//! `/transition/rights` and `/transition/rights/{right}`: the list of a young person's rights, and
//! their questions about one of them.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::transition::rights::{RIGHTS_SOURCE, YouthRight};
use store::Intent;
use store::transition::own_transition;
use store::transition::right_questions::{RightQuestion, list_questions};
use store::transition::rights::{RightsSignature, list_marks, list_signatures};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form, typed_words_card};
use crate::page::stored_record::is_stale;
use crate::page::{PageLayout, PageScript, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::right_questions::{SaveRightWords, TakeBackRight};
use crate::transition::forms::rights::{SignRights, UnsignRights};
use crate::transition::view::plan_links::{back_link, own_plan_link};
use crate::transition::view::records::day_field;
use crate::transition::view::rights::{
    OwnRights, QuestionReader, question_card, right_words, signature_line,
};
use crate::ui::error_summary::error_summary;
use crate::ui::field::InputField;
use crate::ui::read_aloud::read_aloud_labels;
use crate::ui::writing_language::writing_language_select;

/// `/transition/rights`
#[component]
pub fn OwnRightsPage() -> impl IntoView {
    render_page(async |context: RequestContext| own_rights_page(&context).await)
}

async fn own_rights_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(SignRights::PATH).await?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let marks = list_marks(&mut tx, own.owner).await?;
    let questions = list_questions(&mut tx, own.owner).await?;
    let signatures = list_signatures(&mut tx, own.owner).await?;
    tx.commit().await?;
    let rights = OwnRights {
        context,
        actor: context.actor()?,
        marks: &marks,
        questions: &questions,
    };
    let tiles = YouthRight::ALL
        .iter()
        .map(|right| rights.tile(*right))
        .collect_view();
    let title = text.get("transition-rights-title");
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {error_summary(text, state.as_ref())}
        <p>{text.get("transition-rights-lead")}</p>
        <p class="muted">{text.get("transition-rights-readers")}</p>
        <ul class="part-tiles" role="list">
            {tiles}
        </ul>
        {signature_section(context, &signatures, state.as_ref())?}
        <p class="muted">
            <small>{text.format("transition-law", &[("law", RIGHTS_SOURCE.into())])}</small>
        </p>
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// The form that signs, and the signatures.
fn signature_section(
    context: &RequestContext,
    signatures: &[RightsSignature],
    state: Option<&FormState>,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let today = Some(context.actor()?.today);
    let person = InputField {
        name: "talked_with",
        label: text.get("transition-rights-with"),
        value: filled.value_or_stored("talked_with", None),
        error: filled.field_error_message("talked_with"),
        autocomplete: "off",
        ..InputField::default()
    };
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        {day_field(&filled, "signed_on", "transition-rights-day", None, today)}
        {person.view()}
        <button class="btn">{text.get("transition-rights-sign")}</button>
    };
    let history = signatures
        .iter()
        .map(|signature| {
            let line = signature_line(text, signature);
            let button = button_form(
                UnsignRights::PATH,
                vec![
                    ("row", signature.id.to_string()),
                    ("act", "take_back".to_owned()),
                ],
                "btn link",
                text.get("transition-right-take-back"),
            );
            view! { <li>{line} {button}</li> }
        })
        .collect_view();
    let view = view! {
        <section class="card">
            <h2>{text.get("transition-rights-sign-title")}</h2>
            <p>{text.get("transition-rights-sign-lead")}</p>
            {page_form(context, SignRights::PATH, fields.into_any())}
            {(!signatures.is_empty()).then(|| view! { <ul>{history}</ul> })}
        </section>
    };
    Ok(view.into_any())
}

pub(super) fn right_from_path() -> Option<YouthRight> {
    use_params_map()
        .read_untracked()
        .get("right")
        .and_then(|slug| YouthRight::parse(&slug))
}

/// `/transition/rights/{right}`
#[component]
pub fn OwnRightPage() -> impl IntoView {
    let right = right_from_path();
    render_page(async move |context: RequestContext| {
        own_right_page(&context, right.ok_or(AppError::NotFound)?).await
    })
}

async fn own_right_page(context: &RequestContext, right: YouthRight) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(SaveRightWords::PATH).await?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let marks = list_marks(&mut tx, own.owner).await?;
    let questions = list_questions(&mut tx, own.owner).await?;
    tx.commit().await?;
    let actor = context.actor()?;
    let rights = OwnRights {
        context,
        actor,
        marks: &marks,
        questions: &questions,
    };
    let open = rights.about(right).find(|question| question.is_open());
    let cards = rights
        .about(right)
        .map(|question| question_card(text, actor, question, QuestionReader::Owner))
        .collect_view();
    let title = text.get_value(right);
    let body = view! {
        {back_link(paths::OWN_RIGHTS, text.get("transition-rights-title"))}
        <h1>{title.clone()}</h1>
        {error_summary(text, state.as_ref())}
        {stale_words(context, state.as_ref())}
        {read_aloud_labels(text)}
        {right_words(text, right)}
        {rights.buttons(right)}
        {next_right(text, right)}
        {open.map(|question| words_form(context, question, state.as_ref()))}
        {cards}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: open.is_some(),
            script: Some(PageScript::Speech),
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// The link to the right that follows in the list; none after the last one.
fn next_right(text: Localizer, right: YouthRight) -> Option<AnyView> {
    let mut rest = YouthRight::ALL.iter().skip_while(|other| **other != right);
    let next = *rest.nth(1)?;
    let label = text.format(
        "transition-right-next",
        &[("right", text.get_value(next).into())],
    );
    Some(view! { <p><a href=paths::own_right(next)>{label}</a></p> }.into_any())
}

/// What was typed for a question or an answer, where the question was answered meanwhile.
pub(super) fn stale_words(context: &RequestContext, state: Option<&FormState>) -> Option<AnyView> {
    is_stale(state).then(|| {
        let card = typed_words_card(context.localizer(), state, "words");
        view! { <div id="stale">{card}</div> }.into_any()
    })
}

/// The form of the words of an open question, with the button that takes it back.
fn words_form(
    context: &RequestContext,
    question: &RightQuestion,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    // What came back because the former question was answered is not the words of this one.
    let state = state.filter(|state| state.field_value("row") == question.id.to_string());
    let filled = FormValues { text, state };
    let fields = view! {
        <input type="hidden" name="row" value=question.id.to_string() />
        <input type="hidden" name="right" value=question.kind.slug() />
        <p class="muted">{text.get("transition-right-words-readers")}</p>
        {filled.text_area("words", "transition-right-words", Some(question.body.clone()))}
        {writing_language_select(context, state, Some(&question.language))}
        <button class="btn">{text.get("transition-save")}</button>
    };
    let button = button_form(
        TakeBackRight::PATH,
        vec![
            ("row", question.id.to_string()),
            ("act", "take_back".to_owned()),
        ],
        "btn link",
        text.get("transition-right-take-back-question"),
    );
    view! {
        {page_form(context, SaveRightWords::PATH, fields.into_any())}
        {button}
    }
    .into_any()
}
