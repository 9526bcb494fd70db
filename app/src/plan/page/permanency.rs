//! `/family/{id}/plan/heading`: a worker edits the permanency goals in the working copy.

use leptos::prelude::*;
use model::plan::{DecisionMaker, Permanency};
use store::plan::permanency;

use super::form_values::{FormValues, base_revision};
use super::item::family_id_from_path;
use crate::error::AppError;
use crate::form::is_rejected;
use crate::page::authored_text::to_translated_text;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::permanency::{decision_maker_label, permanency_facts, permanency_label};
use crate::request_context::RequestContext;
use crate::ui::error_summary::error_summary;
use crate::ui::field::{InputField, RadioGroup, SelectField};
use crate::ui::writing_language::writing_language_select;

/// Names of one goal's fields: goal, since, by, why.
pub type GoalFieldNames = [&'static str; 4];
pub const PERMANENCY_FIELDS: GoalFieldNames = [
    "permanency",
    "permanency_since",
    "permanency_by",
    "permanency_why",
];
pub const CONCURRENT_FIELDS: GoalFieldNames = [
    "concurrent",
    "concurrent_since",
    "concurrent_by",
    "concurrent_why",
];

/// `/family/{id}/plan/heading`
#[component]
pub fn EditPermanency() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        let state = visit.stored_form("plan/heading").await?;
        let mut tx = visit.begin_record_read(family).await?;
        let working_goals =
            permanency::read_working_goals(&mut tx, family, visit.language.language_tag()).await?;
        tx.commit().await?;
        let d = &working_goals.permanency_goals;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let stale = state
            .as_ref()
            .is_some_and(|state| state.field_error("stale").is_some());
        let why = |id: Option<_>| {
            id.and_then(|id| working_goals.texts.get(&id))
                .map(|said| said.body.clone())
        };
        let goal_fields = |names: GoalFieldNames,
                           legend: &'static str,
                           goal: Option<Permanency>,
                           since: Option<String>,
                           by: Option<DecisionMaker>,
                           why: Option<String>| {
            let [goal_name, since_name, by_name, why_name] = names;
            let mut goals = vec![(String::new(), text.get("plan-heading-none"))];
            goals.extend(
                Permanency::ALL
                    .iter()
                    .map(|one| (one.slug().to_owned(), permanency_label(text, *one))),
            );
            let hint = if names == PERMANENCY_FIELDS {
                text.get("plan-heading-hint")
            } else {
                String::new()
            };
            view! {
                {(names == CONCURRENT_FIELDS).then(|| view! { <h2>{text.get(legend)}</h2> })}
                {RadioGroup {
                    name: goal_name,
                    legend: text.get("plan-goal"),
                    hint,
                    options: goals,
                    chosen: filled
                        .value_or_stored(goal_name, goal.map(|goal| goal.slug().to_owned())),
                    error: filled.field_error_message(goal_name),
                }
                    .view()}
                {InputField {
                    name: since_name,
                    kind: "date",
                    label: text.get("plan-since"),
                    value: filled.value_or_stored(since_name, since),
                    error: filled.field_error_message(since_name),
                    autocomplete: "off",
                    ..InputField::default()
                }
                    .view()}
                {SelectField {
                    name: by_name,
                    label: text.get("plan-decided-by"),
                    options: std::iter::once((String::new(), text.get("plan-pick")))
                        .chain(
                            DecisionMaker::ALL
                                .iter()
                                .map(|one| (
                                    one.slug().to_owned(),
                                    decision_maker_label(text, *one),
                                )),
                        )
                        .collect(),
                    chosen: filled.value_or_stored(by_name, by.map(|by| by.slug().to_owned())),
                    error: filled.field_error_message(by_name),
                    ..SelectField::default()
                }
                    .view()}
                {filled.text_area(why_name, "plan-heading-why", why)}
            }
        };
        let day =
            |date: &Option<jiff_sqlx::Date>| date.as_ref().map(|date| date.to_jiff().to_string());
        let fields = view! {
            <input type="hidden" name="family" value=family.to_string() />
            <input
                type="hidden"
                name="revision"
                value=base_revision(state.as_ref(), "revision", working_goals.revision)
            />
            {goal_fields(
                PERMANENCY_FIELDS,
                "plan-goal",
                d.permanency,
                day(&d.permanency_since),
                d.permanency_by,
                why(d.permanency_why),
            )}
            {goal_fields(
                CONCURRENT_FIELDS,
                "plan-concurrent",
                d.concurrent,
                day(&d.concurrent_since),
                d.concurrent_by,
                why(d.concurrent_why),
            )}
            {writing_language_select(&visit, state.as_ref(), None)}
            <button class="btn">{text.get("plan-save-draft")}</button>
        };
        let say = |id| {
            working_goals
                .texts
                .get(&id)
                .map(|said| to_translated_text(said).inline_text(text))
                .into_any()
        };
        let title = text.get("plan-heading");
        let body = view! {
            <p>
                <a href=format!("/family/{family}/plan/edit")>{text.get("plan-edit")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {stale
                .then(|| {
                    view! {
                        <div class="card" id="stale">
                            <p class="soft">{text.get("plan-meanwhile")}</p>
                            {permanency_facts(text, d, &say)}
                        </div>
                    }
                })}
            {page_form(&visit, "/api/plan/heading", fields.into_any())}
        };
        Ok(html_document(
            &visit,
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
