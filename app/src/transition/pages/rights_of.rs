//! `/family/{id}/transition/{person}/rights` and `…/rights/{right}`: what a young person says about
//! their rights, for those who read it by law, and their questions, for those who answer them.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::{FamilyId, PersonId};
use model::transition::rights::YouthRight;
use store::Actor;
use store::transition::right_questions::{
    ReadableQuestions, RightQuestion, list_questions, read_questions,
};
use store::transition::rights::{RightMark, list_marks, list_signatures, read_rights};

use super::adult::subject_from_path;
use super::rights::{right_from_path, stale_words};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::right_questions::AnswerRight;
use crate::transition::view::plan_links::{back_link, released_plan_link};
use crate::transition::view::rights::{QuestionReader, question_card, right_words, signature_line};
use crate::ui::error_summary::error_summary;
use crate::ui::link_list::{ListRow, RowTag, link_list};
use crate::ui::writing_language::writing_language_select;

/// `/family/{id}/transition/{person}/rights`
#[component]
pub fn RightsOfPage() -> impl IntoView {
    let subject = subject_from_path();
    render_page(async move |context: RequestContext| {
        rights_page_of(&context, subject.ok_or(AppError::NotFound)?).await
    })
}

async fn rights_page_of(
    context: &RequestContext,
    (family, youth): (FamilyId, PersonId),
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let mut tx = context.begin_record_read(family).await?;
    let released = read_rights(&mut tx, family, youth).await?;
    let marks = list_marks(&mut tx, youth).await?;
    let questions = list_questions(&mut tx, youth).await?;
    let signatures = list_signatures(&mut tx, youth).await?;
    // Commits the access log entry.
    tx.commit().await?;
    let actor = context.actor()?;
    let rows = YouthRight::ALL
        .iter()
        .map(|right| {
            let asked = questions.iter().find(|question| question.kind == *right);
            right_row(
                text,
                actor,
                (family, youth),
                (*right, marks.as_slice(), asked),
            )
        })
        .collect();
    let name = || released.name.clone();
    let title = text.format("transition-rights-title-of", &[("name", name().into())]);
    let signed = if signatures.is_empty() {
        let words = text.format("transition-rights-unsigned-of", &[("name", name().into())]);
        view! { <p>{words}</p> }.into_any()
    } else {
        let lines = signatures.iter().map(|signature| {
            view! { <li>{signature_line(text, signature)}</li> }
        });
        view! { <ul>{lines.collect_view()}</ul> }.into_any()
    };
    let body = view! {
        {released_plan_link(text, (family, youth), &released.name)}
        <h1>{title.clone()}</h1>
        <p class="muted">{text.get("transition-rights-readers-of")}</p>
        {link_list(rows)}
        <h2>{text.get("transition-rights-signed-of")}</h2>
        {signed}
    };
    let layout = PageLayout {
        title,
        ..PageLayout::default()
    };
    Ok(html_document(context, layout, body.into_any()))
}

/// A right: whether it was understood, and for those who read questions whether one waits.
fn right_row(
    text: Localizer,
    actor: &Actor,
    (family, youth): (FamilyId, PersonId),
    (right, marks, asked): (YouthRight, &[RightMark], Option<&RightQuestion>),
) -> ListRow {
    let understood = marks
        .iter()
        .find(|mark| mark.kind == right && mark.understood);
    let small = match understood {
        Some(mark) => {
            let at = mark.changed_at.to_jiff().to_zoned(actor.zone.clone());
            let day = text.format_date(at.date());
            text.format("transition-right-understood-of", &[("day", day.into())])
        }
        None => text.get("transition-right-open-of"),
    };
    let tag = asked.map(|question| {
        if question.is_late(actor.today) {
            RowTag::urgent(text.get("transition-right-late-tag"))
        } else if question.is_open() {
            RowTag::attention(text.get("transition-right-question-tag"))
        } else {
            RowTag::done(text.get("transition-right-answered-tag"))
        }
    });
    ListRow {
        href: asked.map(|_| paths::right_questions(family, youth, right)),
        title: Some(text.get_value(right).into_any()),
        small,
        tag,
        ..ListRow::default()
    }
}

/// `/family/{id}/transition/{person}/rights/{right}`
#[component]
pub fn RightQuestionsPage() -> impl IntoView {
    let (subject, right) = (subject_from_path(), right_from_path());
    render_page(async move |context: RequestContext| {
        let subject = subject.ok_or(AppError::NotFound)?;
        questions_page(&context, subject, right.ok_or(AppError::NotFound)?).await
    })
}

async fn questions_page(
    context: &RequestContext,
    (family, youth): (FamilyId, PersonId),
    right: YouthRight,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(AnswerRight::PATH).await?;
    let mut tx = context.begin_record_read(family).await?;
    let found = read_questions(&mut tx, family, youth, right).await?;
    // Commits the access log entry.
    tx.commit().await?;
    let actor = context.actor()?;
    let cards = found
        .questions
        .iter()
        .map(|question| question_card(text, actor, question, QuestionReader::Adult))
        .collect_view();
    let form = answer_form(context, &found, right, state.as_ref());
    let title = text.get_value(right);
    let back = text.format(
        "transition-rights-title-of",
        &[("name", found.released.name.clone().into())],
    );
    let has_form = form.is_some();
    let body = view! {
        {back_link(&paths::rights_of(family, youth), back)}
        <h1>{title.clone()}</h1>
        {error_summary(text, state.as_ref())}
        {stale_words(context, state.as_ref())}
        {right_words(text, right)}
        <p class="muted">{text.get("transition-right-readers-of")}</p>
        {cards}
        {form}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: has_form,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// The form that answers the open question, for a worker.
fn answer_form(
    context: &RequestContext,
    found: &ReadableQuestions,
    right: YouthRight,
    state: Option<&FormState>,
) -> Option<AnyView> {
    let open = found.questions.iter().find(|question| question.is_open())?;
    if !found.may_answer {
        return None;
    }
    let text = context.localizer();
    // What came back because the former question was answered is not the answer to this one.
    let state = state.filter(|state| state.field_value("row") == open.id.to_string());
    let filled = FormValues { text, state };
    let fields = view! {
        <input type="hidden" name="family" value=found.released.family.to_string() />
        <input type="hidden" name="of" value=found.released.youth.to_string() />
        <input type="hidden" name="row" value=open.id.to_string() />
        <input type="hidden" name="right" value=right.slug() />
        {filled.text_area("words", "transition-right-answer", None)}
        {writing_language_select(context, state, Some(&open.language))}
        <button class="btn">{text.get("transition-right-answer-send")}</button>
    };
    Some(page_form(context, AnswerRight::PATH, fields.into_any()))
}
