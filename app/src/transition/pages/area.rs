//! `/transition/area/{part}`: an area of one's own plan, with its answers and steps.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::transition::TransitionPart;
use model::transition::area::{AreaQuestion, parse_area};
use store::Intent;
use store::transition::area_drafts::{AreaDraft, list_drafts};
use store::transition::areas::{Area, AreaStep, read_own_area};
use store::transition::own_transition;
use store::transition::release::load_release;

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::button_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::transition::forms::step::MarkAreaStep;
use crate::transition::view::area::{answer_view, progress_words, step_view};
use crate::transition::view::plan_links::own_plan_link;
use crate::transition::view::release_line::release_line;
use crate::ui::button_link::button_paragraph;

/// `/transition/area/{part}`
#[component]
pub fn AreaPage() -> impl IntoView {
    let part = area_from_path();
    render_page(async move |context: RequestContext| {
        area_page(&context, part.ok_or(AppError::NotFound)?).await
    })
}

/// The area in the address; `None` for an address without one.
pub(super) fn area_from_path() -> Option<TransitionPart> {
    let slug = use_params_map().read_untracked().get("part")?;
    parse_area(&slug)
}

async fn area_page(context: &RequestContext, part: TransitionPart) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let release = load_release(&mut tx, &own, part).await?;
    let area = read_own_area(&mut tx, own.owner, part).await?;
    let drafts = list_drafts(&mut tx, &own, part).await?;
    tx.commit().await?;
    let title = text.get_value(part);
    let questions = AreaQuestion::ALL
        .iter()
        .map(|question| question_card(text, &area, &drafts, *question))
        .collect_view();
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {release_line(text, part, &release)}
        <p>{progress_words(text, &area)}</p>
        {questions}
        {steps_section(text, &area)}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// A question with its answer and the link to write.
fn question_card(
    text: Localizer,
    area: &Area,
    drafts: &[AreaDraft],
    question: AreaQuestion,
) -> AnyView {
    let label = if area.answer(question).is_some() {
        "transition-area-edit"
    } else {
        "transition-area-write"
    };
    let has_draft = drafts.iter().any(|draft| draft.question == question);
    let draft = has_draft.then(|| {
        view! {
            <p>
                <span class="tag attention">{text.get("transition-area-has-draft")}</span>
            </p>
        }
    });
    // The heading is part of the link's name: two links called "Write" would not tell apart.
    let id = format!("question-{}", question.slug());
    let (link, described) = (format!("write-{}", question.slug()), id.clone());
    view! {
        <section class="card">
            <h2 id=id>{text.get_value(question)}</h2>
            {answer_view(text, area, question)}
            {draft}
            <a
                class="btn secondary small"
                id=link.clone()
                href=paths::area_question(area.part, question)
                aria-labelledby=format!("{link} {described}")
            >
                {text.get(label)}
            </a>
        </section>
    }
    .into_any()
}

fn steps_section(text: Localizer, area: &Area) -> AnyView {
    let rows = area
        .steps
        .iter()
        .map(|step| step_row(text, step))
        .collect_view();
    let list = if area.steps.is_empty() {
        view! { <p class="muted">{text.get("transition-area-empty")}</p> }.into_any()
    } else {
        view! {
            <ul class="card stack" role="list">
                {rows}
            </ul>
        }
        .into_any()
    };
    view! {
        <h2>{text.get("transition-area-steps")}</h2>
        {list}
        {button_paragraph(paths::area_step(area.part), text.get("transition-area-add-step"))}
    }
    .into_any()
}

fn step_row(text: Localizer, step: &AreaStep) -> AnyView {
    let (done, label) = if step.is_done {
        ("no", "transition-step-mark-open")
    } else {
        ("yes", "transition-step-mark-done")
    };
    let fields = vec![
        ("step", step.id.to_string()),
        ("part", step.part.slug().to_owned()),
        ("done", done.to_owned()),
    ];
    let mark = button_form(
        MarkAreaStep::PATH,
        fields,
        "btn secondary small",
        text.get(label),
    );
    view! {
        <li class="area-step">
            {step_view(text, step)}
            <div class="row">
                {mark}
                <a class="btn neutral small" href=paths::edit_area_step(step.part, step.id)>
                    {text.get("transition-area-edit")}
                </a>
            </div>
        </li>
    }
    .into_any()
}
