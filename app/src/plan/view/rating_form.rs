//! The form with which a family member, or a worker for the team, rates progress at the newest
//! review.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::{FamilyId, PersonId, TextId};
use model::plan::progress::RaterGroup;
use store::plan::reviews::{PlanProgress, PlanReview};

use super::form_values::FormValues;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::form::page_form;
use crate::plan::forms::progress::SaveRating;
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::ui::field::RadioGroup;
use crate::ui::writing_language::writing_language_select;

/// The review that the reader can rate: the newest one. `None` when their role does not rate, or
/// before a first review.
pub(in crate::plan) fn ratable_review(progress: &PlanProgress) -> Option<&PlanReview> {
    // The store orders reviews by their date, and would accept a rating for an earlier one too.
    RaterGroup::for_role(progress.role).and(progress.reviews.last())
}

/// The form below a heading with the date of the review.
pub(in crate::plan) fn rating_section(
    context: &RequestContext,
    family: FamilyId,
    progress: &PlanProgress,
    review: &PlanReview,
    state: Option<&FormState>,
    me: PersonId,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let heading = text.format(
        "plan-progress-yours",
        &[("day", text.format_day(review.held.to_jiff()).into())],
    );
    // The words are empty although the reader may have rated with words before: the store keeps
    // those when the new rating has none.
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="review" value=review.id.to_string() />
        {rating_scale(&filled, progress, review, me)}
        {filled.text_area("words", "plan-step-why", None)}
        {writing_language_select(context, state, None)}
        {progress.role.is_family().then(|| audience_choice(&filled))}
        <button class="btn">{text.get("plan-send")}</button>
    };
    view! {
        <h2 id="say">{heading}</h2>
        {page_form(context, SaveRating::PATH, fields.into_any())}
    }
    .into_any()
}

/// The choice of a value. The rating that the reader gave at this review is chosen in advance,
/// because sending the form again changes it.
fn rating_scale(
    filled: &FormValues<'_>,
    progress: &PlanProgress,
    review: &PlanReview,
    me: PersonId,
) -> AnyView {
    let text = filled.text;
    let own_rating = progress
        .ratings
        .iter()
        .find(|rating| rating.review_id == review.id && rating.person_id == me)
        .map(|rating| rating.value.to_string());
    RadioGroup {
        name: "value",
        legend: text.get("plan-progress-ask"),
        options: (1..=progress.top)
            .map(|value| (value.to_string(), value_label(text, progress, value)))
            .collect(),
        chosen: filled.value_or_stored("value", own_rating),
        error: filled.field_error_message("value"),
        ..RadioGroup::default()
    }
    .view()
}

/// The label of a value of the scale. Those at its ends say what they mean: in the team's own words
/// if the team chose some.
fn value_label(text: Localizer, progress: &PlanProgress, value: i32) -> String {
    let team_words = |id: Option<TextId>| {
        let wording = progress.texts.get(&id?)?;
        Some(to_translated_text(wording).plain_text())
    };
    let words = if value == 1 {
        team_words(progress.low).unwrap_or_else(|| text.get("plan-progress-low"))
    } else if value == progress.top {
        team_words(progress.high).unwrap_or_else(|| text.get("plan-progress-high"))
    } else {
        String::new()
    };
    if words.is_empty() {
        return value.to_string();
    }
    text.format(
        "plan-progress-end",
        &[("value", value.into()), ("words", words.into())],
    )
}

/// The choice of who may see the rating. Only family members have it: a worker rates for the team.
fn audience_choice(filled: &FormValues<'_>) -> AnyView {
    let text = filled.text;
    // The narrow audience is preselected, because the other parent can see a shared rating. Also
    // for a rating that was shared before: narrowing it by mistake harms no one, widening it may.
    let chosen = Some(filled.value_or_stored("who", None))
        .filter(|who| !who.is_empty())
        .unwrap_or_else(|| "own".into());
    RadioGroup {
        name: "who",
        legend: text.get("plan-who"),
        options: vec![
            ("own".into(), text.get("plan-who-own")),
            ("wide".into(), text.get("plan-who-plan")),
        ],
        chosen,
        ..RadioGroup::default()
    }
    .view()
}
