//! `/family/{id}/plan/progress`: ratings over time and the form to rate;
//! `/family/{id}/plan/review`: a worker adds a review.

use leptos::prelude::*;
use model::plan::progress::{RaterGroup, SCALE_MAXIMA};
use model::policy::may_edit_plan;
use store::plan::reviews;

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::form::{FormState, is_rejected};
use crate::page::authored_text::to_translated_text;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::progress_chart;
use crate::request_context::RequestContext;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::field::{InputField, RadioGroup, TextAreaField};
use crate::ui::writing_language::writing_language_select;

fn state_value(state: Option<&FormState>, name: &str) -> String {
    state
        .map(|state| state.field_value(name))
        .unwrap_or_default()
}

/// `/family/{id}/plan/progress`
#[component]
pub fn ProgressPage() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = visit.begin_record_read(family).await?;
        let all = reviews::read_progress(&mut tx, family, visit.language.language_tag()).await?;
        tx.commit().await?;
        let state = visit.stored_form("plan/rate").await?;
        let me = visit.actor()?.person;
        let rows = progress_chart::rating_series(text, &all, me);
        let latest = all.reviews.last();
        let can_rate = RaterGroup::for_role(all.role).is_some() && latest.is_some();
        let said = |id: Option<_>| id.and_then(|id| all.texts.get(&id)).map(to_translated_text);
        let error = |name: &str| field_error_message(text, state.as_ref(), name);
        let mine = latest.and_then(|latest| {
            all.ratings
                .iter()
                .find(|rating| rating.review_id == latest.id && rating.person_id == me)
        });
        let form = can_rate.then(|| {
            let options = (1..=all.top)
                .map(|n| {
                    let end = if n == 1 {
                        said(all.low)
                    } else if n == all.top {
                        said(all.high)
                    } else {
                        None
                    };
                    let plain = if n == 1 {
                        text.get("plan-progress-low")
                    } else if n == all.top {
                        text.get("plan-progress-high")
                    } else {
                        String::new()
                    };
                    let words = end.map_or(plain, |end| end.plain_text());
                    (
                        n.to_string(),
                        if words.is_empty() {
                            n.to_string()
                        } else {
                            text.format(
                                "plan-progress-end",
                                &[("value", n.into()), ("words", words.into())],
                            )
                        },
                    )
                })
                .collect();
            let chosen = state.as_ref().map_or_else(
                || {
                    mine.map(|rating| rating.value.to_string())
                        .unwrap_or_default()
                },
                |state| state.field_value("value"),
            );
            let scale = RadioGroup {
                name: "value",
                legend: text.get("plan-progress-ask"),
                options,
                chosen,
                error: error("value"),
                ..RadioGroup::default()
            };
            let area = TextAreaField {
                name: "words",
                label: text.get("plan-step-why"),
                value: state_value(state.as_ref(), "words"),
                error: error("words"),
                ..TextAreaField::default()
            };
            let who = all.role.is_family().then(|| {
                let chosen = Some(state_value(state.as_ref(), "who"))
                    .filter(|who| !who.is_empty())
                    .unwrap_or_else(|| "own".into());
                let options = vec![
                    ("own".into(), text.get("plan-who-own")),
                    ("wide".into(), text.get("plan-who-plan")),
                ];
                RadioGroup {
                    name: "who",
                    legend: text.get("plan-who"),
                    options,
                    chosen,
                    ..RadioGroup::default()
                }
                .view()
            });
            let fields = view! {
                <input type="hidden" name="family" value=family.to_string() />
                {latest
                    .map(|review| {
                        view! { <input type="hidden" name="review" value=review.id.to_string() /> }
                    })}
                {scale.view()}
                {area.view()}
                {writing_language_select(&visit, state.as_ref(), None)}
                {who}
                <button class="btn">{text.get("plan-send")}</button>
            };
            page_form(&visit, "/api/plan/rate", fields.into_any())
        });
        let comments = all
            .reviews
            .iter()
            .rev()
            .filter_map(|review| {
                let mut lines: Vec<AnyView> = Vec::new();
                if let Some(said) = said(review.text_id) {
                    lines.push(
                        view! {
                            <p>{said.inline_text(text)}</p>
                            {said.translation_details(text, &visit.path_and_query)}
                        }
                        .into_any(),
                    );
                }
                for rating in all
                    .ratings
                    .iter()
                    .filter(|rating| rating.review_id == review.id)
                {
                    if let Some(said) = said(rating.text_id) {
                        lines.push(
                            view! {
                                <p class="soft">
                                    <bdi>{rating.name.clone()}</bdi>
                                </p>
                                <blockquote>{said.inline_text(text)}</blockquote>
                                {said.translation_details(text, &visit.path_and_query)}
                            }
                            .into_any(),
                        );
                    }
                }
                (!lines.is_empty()).then(|| {
                    view! {
                        <li class="card">
                            <h3>{text.format_date(review.held.to_jiff())}</h3>
                            {lines}
                        </li>
                    }
                })
            })
            .collect::<Vec<_>>();
        let title = text.get("plan-progress");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {may_edit_plan(all.role)
                .then(|| {
                    view! {
                        <p>
                            <a class="btn plain" href=format!("/family/{family}/plan/review")>
                                {text.get("plan-review-add")}
                            </a>
                        </p>
                    }
                })}
            {if rows.is_empty() {
                empty_state(
                    text
                        .get(
                            if latest.is_some() {
                                "plan-progress-nobody"
                            } else {
                                "plan-progress-empty"
                            },
                        ),
                    None,
                )
            } else {
                view! {
                    <p>
                        <b>{progress_chart::trend_sentence(text, &all, &rows)}</b>
                    </p>
                    {progress_chart::rating_chart(text, &all, &rows)}
                    {progress_chart::rating_table(text, &all, &rows)}
                }
                    .into_any()
            }}
            {form
                .map(|form| {
                    view! {
                        <h2 id="say">
                            {text
                                .format(
                                    "plan-progress-yours",
                                    &[
                                        (
                                            "day",
                                            latest
                                                .map(|review| text.format_day(review.held.to_jiff()))
                                                .unwrap_or_default()
                                                .into(),
                                        ),
                                    ],
                                )}
                        </h2>
                        {form}
                    }
                })}
            {(!comments.is_empty())
                .then(|| {
                    view! {
                        <h2>{text.get("plan-talk")}</h2>
                        <ol class="talk" role="list">
                            {comments}
                        </ol>
                    }
                })}
        };
        let refused = is_rejected(state.as_ref());
        Ok(html_document(
            &visit,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors: refused,
                has_main_form: can_rate,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// `/family/{id}/plan/review`
#[component]
pub fn AddReview() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        if !may_edit_plan(visit.actor()?.membership_in(family)?.role) {
            return Err(AppError::NotFound);
        }
        let mut tx = visit.begin_record_read(family).await?;
        let all = reviews::read_progress(&mut tx, family, visit.language.language_tag()).await?;
        tx.commit().await?;
        let state = visit.stored_form("plan/review").await?;
        let value = |name: &str| state_value(state.as_ref(), name);
        let error = |name: &str| field_error_message(text, state.as_ref(), name);
        let form = visit.form_id(state.as_ref());
        let held = Some(value("held"))
            .filter(|held| !held.is_empty())
            .unwrap_or_else(|| {
                visit
                    .actor()
                    .map(|actor| actor.today.to_string())
                    .unwrap_or_default()
            });
        let held = InputField {
            name: "held",
            kind: "date",
            label: text.get("plan-review-held"),
            value: held,
            error: error("held"),
            autocomplete: "off",
            ..InputField::default()
        };
        let area = |name: &'static str, label: &'static str| {
            TextAreaField {
                name,
                label: text.get(label),
                value: value(name),
                error: error(name),
                ..TextAreaField::default()
            }
            .view()
        };
        // The scale is fixed once a rating exists: its value would mean something else on another.
        let scale = all.ratings.is_empty().then(|| {
            let options = SCALE_MAXIMA
                .iter()
                .map(|top| {
                    (
                        top.to_string(),
                        text.format("plan-review-scale-to", &[("top", (*top).into())]),
                    )
                })
                .collect();
            let chosen = Some(value("top"))
                .filter(|top| !top.is_empty())
                .unwrap_or_else(|| all.top.to_string());
            view! {
                {RadioGroup {
                    name: "top",
                    legend: text.get("plan-review-scale"),
                    hint: text.get("plan-review-scale-hint"),
                    options,
                    chosen,
                    error: error("top"),
                }
                    .view()}
                {area("low", "plan-review-low")}
                {area("high", "plan-review-high")}
            }
        });
        let fields = view! {
            <input type="hidden" name="form" value=form />
            <input type="hidden" name="family" value=family.to_string() />
            {held.view()}
            {area("words", "plan-review-words")}
            {scale}
            {writing_language_select(&visit, state.as_ref(), None)}
            <button class="btn">{text.get("plan-review-save")}</button>
        };
        let title = text.get("plan-review-add");
        let body = view! {
            <p>
                <a href=format!("/family/{family}/plan/progress")>{text.get("plan-progress")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {page_form(&visit, "/api/plan/review", fields.into_any())}
        };
        let refused = is_rejected(state.as_ref());
        Ok(html_document(
            &visit,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors: refused,
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}
