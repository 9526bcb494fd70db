//! `/family/{id}/plan/heading`: a worker edits the permanency goals in the working copy.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::{FamilyId, TextId};
use model::plan::{DecisionMaker, Permanency};
use store::plan::permanency::{self, WorkingGoals};

use super::item::family_id_from_path;
use super::item_form::edit_plan_link;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::form::page_form;
use crate::page::stored_record::{is_stale, stored_card};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::forms::permanency::{
    CONCURRENT_FIELDS, GoalFieldNames, PERMANENCY_FIELDS, SavePermanency,
};
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::plan::view::permanency::{decision_maker_label, permanency_facts, permanency_label};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::error_summary;
use crate::ui::field::{InputField, RadioGroup, SelectField};
use crate::ui::writing_language::writing_language_select;

/// `/family/{id}/plan/heading`
#[component]
pub fn EditPermanency() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let state = context.stored_form(SavePermanency::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to anyone but this family's worker, and when the children live at home.
        let working_goals =
            permanency::read_working_goals(&mut tx, family, context.language.language_tag())
                .await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.get("plan-heading");
        let body = view! {
            {edit_plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {is_stale(state.as_ref())
                .then(|| stored_card(&context, None, stored_goals(text, &working_goals)))}
            {permanency_form(&context, family, &working_goals, state.as_ref())}
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

/// The stored goals with their reasons.
fn stored_goals(text: Localizer, working_goals: &WorkingGoals) -> AnyView {
    let render_text = |id| {
        working_goals
            .texts
            .get(&id)
            .map(|wording| to_translated_text(wording).inline_text(text))
            .into_any()
    };
    permanency_facts(text, &working_goals.permanency_goals, &render_text).into_any()
}

fn permanency_form(
    context: &RequestContext,
    family: FamilyId,
    working_goals: &WorkingGoals,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let goals = &working_goals.permanency_goals;
    // The original of a reason and not its translation, which saving would otherwise store.
    let reason = |id: Option<TextId>| {
        id.and_then(|id| working_goals.texts.get(&id))
            .map(|wording| wording.body.clone())
    };
    let permanency_goal = StoredGoal {
        names: PERMANENCY_FIELDS,
        goal: goals.permanency,
        since: form_date(goals.permanency_since.as_ref()),
        by: goals.permanency_by,
        why: reason(goals.permanency_why),
    };
    let concurrent_goal = StoredGoal {
        names: CONCURRENT_FIELDS,
        goal: goals.concurrent,
        since: form_date(goals.concurrent_since.as_ref()),
        by: goals.concurrent_by,
        why: reason(goals.concurrent_why),
    };
    let revision = base_revision(state, "revision", working_goals.revision);
    // One choice of a language for both reasons. The store keeps the text, and so the language, of
    // a reason that was not changed.
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="revision" value=revision />
        {permanency_goal.goal_fields(&filled, text.get("plan-heading-hint"))}
        <h2>{text.get("plan-concurrent")}</h2>
        {concurrent_goal.goal_fields(&filled, String::new())}
        {writing_language_select(context, state, None)}
        <button class="btn">{text.get("plan-save-draft")}</button>
    };
    page_form(context, SavePermanency::PATH, fields.into_any())
}

/// The value of a date field.
fn form_date(date: Option<&jiff_sqlx::Date>) -> Option<String> {
    // A date field takes this format alone, whatever the language of the page.
    date.map(|date| date.to_jiff().to_string())
}

/// One of the two goals as it is stored, with the names of its fields.
struct StoredGoal {
    names: GoalFieldNames,
    goal: Option<Permanency>,
    since: Option<String>,
    by: Option<DecisionMaker>,
    why: Option<String>,
}

impl StoredGoal {
    /// The fields for the goal, its start date, who decided it and why. `hint` is below the label
    /// of the goal.
    fn goal_fields(self, filled: &FormValues<'_>, hint: String) -> AnyView {
        let text = filled.text;
        let [goal_name, since_name, by_name, why_name] = self.names;
        let stored_goal = self.goal.map(|goal| goal.slug().to_owned());
        let goal = RadioGroup {
            name: goal_name,
            legend: text.get("plan-goal"),
            hint,
            options: permanency_options(text),
            chosen: filled.value_or_stored(goal_name, stored_goal),
            error: filled.field_error_message(goal_name),
        };
        let since = InputField {
            name: since_name,
            kind: "date",
            label: text.get("plan-since"),
            value: filled.value_or_stored(since_name, self.since),
            error: filled.field_error_message(since_name),
            autocomplete: "off",
            ..InputField::default()
        };
        let by = SelectField {
            name: by_name,
            label: text.get("plan-decided-by"),
            options: decision_maker_options(text),
            chosen: filled.value_or_stored(by_name, self.by.map(|by| by.slug().to_owned())),
            error: filled.field_error_message(by_name),
            ..SelectField::default()
        };
        view! {
            {goal.view()}
            {since.view()}
            {by.view()}
            {filled.text_area(why_name, "plan-heading-why", self.why)}
        }
        .into_any()
    }
}

fn permanency_options(text: Localizer) -> Vec<(String, String)> {
    // "None" is a choice of its own, because a radio button that was chosen cannot be cleared. All
    // five goals follow, whatever the ages of the children: the store checks those.
    let mut options = vec![(String::new(), text.get("plan-heading-none"))];
    options.extend(
        Permanency::ALL
            .iter()
            .map(|one| (one.slug().to_owned(), permanency_label(text, *one))),
    );
    options
}

fn decision_maker_options(text: Localizer) -> Vec<(String, String)> {
    // No decision maker is chosen in advance: who decided is a fact that the worker states.
    let mut options = vec![(String::new(), text.get("plan-pick"))];
    options.extend(
        DecisionMaker::ALL
            .iter()
            .map(|one| (one.slug().to_owned(), decision_maker_label(text, *one))),
    );
    options
}
