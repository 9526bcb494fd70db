//! `/family/{id}/plan/progress`: ratings over time and the form to rate;
//! `/family/{id}/plan/review`: a worker adds a review.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::{FamilyId, TextId};
use model::plan::progress::SCALE_MAXIMA;
use model::policy::may_edit_plan;
use store::plan::reviews::{self, PlanProgress, PlanReview};

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::page::authored_text::to_translated_text;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::forms;
use crate::plan::view::form_values::FormValues;
use crate::plan::view::progress_chart;
use crate::plan::view::progress_chart::RatingSeries;
use crate::plan::view::rating_form::{ratable_review, rating_section};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::button_link::button_paragraph;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::field::{InputField, RadioGroup};
use crate::ui::translated_text::TranslatedText;
use crate::ui::writing_language::writing_language_select;

async fn load_progress(
    context: &RequestContext,
    family: FamilyId,
) -> Result<PlanProgress, AppError> {
    let mut tx = context.begin_record_read(family).await?;
    let progress = reviews::read_progress(&mut tx, family, context.language.language_tag()).await?;
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    Ok(progress)
}

/// `/family/{id}/plan/progress`
#[component]
pub fn ProgressPage() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let progress = load_progress(&context, family).await?;
        let state = context
            .stored_form(forms::progress::SaveRating::PATH)
            .await?;
        let me = context.actor()?.person;
        let rows = progress_chart::rating_series(text, &progress, me);
        let review = ratable_review(&progress);
        let title = text.get("plan-progress");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {may_edit_plan(progress.role)
                .then(|| button_paragraph(paths::add_review(family), text.get("plan-review-add")))}
            {ratings_over_time(&context, &progress, &rows)}
            {review
                .map(|review| rating_section(
                    &context,
                    family,
                    &progress,
                    review,
                    state.as_ref(),
                    me,
                ))}
            {review_comments(&context, &progress)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: review.is_some(),
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The trend, the chart and the table; without ratings, a sentence in their place.
fn ratings_over_time(
    context: &RequestContext,
    progress: &PlanProgress,
    rows: &[RatingSeries],
) -> AnyView {
    let text = context.localizer();
    if rows.is_empty() {
        // Without a review no one could rate yet; with one, the reader may be the first.
        let key = if progress.reviews.is_empty() {
            "plan-progress-empty"
        } else {
            "plan-progress-nobody"
        };
        return empty_state(text.get(key), None);
    }
    // The sentence and the table have what the chart shows, which screen readers skip.
    view! {
        <p>
            <b>{progress_chart::trend_sentence(text, progress, rows)}</b>
        </p>
        {progress_chart::rating_chart(text, progress, rows)}
        {progress_chart::rating_table(text, progress, rows)}
    }
    .into_any()
}

/// What was written at each review, the newest first; `None` when nothing was.
fn review_comments(context: &RequestContext, progress: &PlanProgress) -> Option<AnyView> {
    let comments = progress
        .reviews
        .iter()
        .rev()
        .filter_map(|review| review_card(context, progress, review))
        .collect::<Vec<_>>();
    (!comments.is_empty()).then(|| {
        view! {
            <h2>{context.localizer().get("plan-talk")}</h2>
            <ol class="card-list" role="list">
                {comments}
            </ol>
        }
        .into_any()
    })
}

/// The words of the worker who added a review, and of those who rated at it.
fn review_card(
    context: &RequestContext,
    progress: &PlanProgress,
    review: &PlanReview,
) -> Option<AnyView> {
    let (text, from) = (context.localizer(), &context.path_and_query);
    // A rating can be visible without its words: one that is shared later keeps the words of the
    // first time, which have the narrower audience of that time.
    let text_of = |id: Option<TextId>| -> Option<TranslatedText> {
        progress.texts.get(&id?).map(to_translated_text)
    };
    let summary = text_of(review.text_id).map(|wording| {
        view! {
            <p>{wording.inline_text(text)}</p>
            {wording.translation_details(text, from)}
        }
        .into_any()
    });
    let words = progress
        .ratings
        .iter()
        .filter(|rating| rating.review_id == review.id)
        .filter_map(|rating| {
            let wording = text_of(rating.text_id)?;
            let name = rating.name.clone();
            let view = view! {
                <p class="muted">
                    <bdi>{name}</bdi>
                </p>
                <blockquote>{wording.inline_text(text)}</blockquote>
                {wording.translation_details(text, from)}
            };
            Some(view.into_any())
        });
    let lines: Vec<AnyView> = summary.into_iter().chain(words).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <li class="card">
                <h3>{text.format_date(review.held.to_jiff())}</h3>
                {lines}
            </li>
        }
        .into_any()
    })
}

/// `/family/{id}/plan/review`
#[component]
pub fn AddReview() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        // `read_progress` answers everyone on the team, so the role is checked here.
        context.require_role(family, may_edit_plan)?;
        let progress = load_progress(&context, family).await?;
        let state = context
            .stored_form(forms::progress::AddReview::PATH)
            .await?;
        let title = text.get("plan-review-add");
        let body = view! {
            <p>
                <a href=paths::progress(family)>{text.get("plan-progress")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {review_form(&context, family, &progress, state.as_ref())?}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

fn review_form(
    context: &RequestContext,
    family: FamilyId,
    progress: &PlanProgress,
    state: Option<&FormState>,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let today = context.actor()?.today.to_string();
    // Unlike elsewhere, a field that was emptied is filled again: a review without a date is
    // refused.
    let held = Some(filled.value_or_stored("held", None))
        .filter(|held| !held.is_empty())
        .unwrap_or(today);
    let held = InputField {
        name: "held",
        kind: "date",
        label: text.get("plan-review-held"),
        value: held,
        error: filled.field_error_message("held"),
        autocomplete: "off",
        ..InputField::default()
    };
    // The scale is fixed once a rating exists: its value would mean something else on another.
    let scale = progress
        .ratings
        .is_empty()
        .then(|| scale_fields(&filled, progress));
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        <input type="hidden" name="family" value=family.to_string() />
        {held.view()}
        {filled.text_area("words", "plan-review-words", None)}
        {scale}
        {writing_language_select(context, state, None)}
        <button class="btn">{text.get("plan-review-save")}</button>
    };
    Ok(page_form(
        context,
        forms::progress::AddReview::PATH,
        fields.into_any(),
    ))
}

/// The choice of a rating scale, and what its ends mean.
fn scale_fields(filled: &FormValues<'_>, progress: &PlanProgress) -> AnyView {
    let text = filled.text;
    // The present scale, so that a review keeps it unless the worker chooses another one.
    let chosen = Some(filled.value_or_stored("top", None))
        .filter(|top| !top.is_empty())
        .unwrap_or_else(|| progress.top.to_string());
    let maximum = RadioGroup {
        name: "top",
        legend: text.get("plan-review-scale"),
        hint: text.get("plan-review-scale-hint"),
        options: SCALE_MAXIMA
            .iter()
            .map(|top| {
                (
                    top.to_string(),
                    text.format("plan-review-scale-to", &[("top", (*top).into())]),
                )
            })
            .collect(),
        chosen,
        error: filled.field_error_message("top"),
    };
    view! {
        {maximum.view()}
        {filled.text_area("low", "plan-review-low", None)}
        {filled.text_area("high", "plan-review-high", None)}
    }
    .into_any()
}
