//! `/transition/area/{part}/step`: adds a step to an area; with `?step=` changes one.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::id::TransitionStepId;
use model::transition::TransitionPart;
use store::Intent;
use store::transition::areas::{AreaStep, read_own_area};
use store::transition::own_transition;
use store::transition::release::{PartRelease, list_candidates, load_release};

use super::area::area_from_path;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::stored_record::{is_stale, stored_card};
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::request::local_path::without_query;
use crate::transition::forms::step::SaveAreaStep;
use crate::transition::view::area::step_view;
use crate::transition::view::area_ideas::{IdeaSubject, idea_buttons};
use crate::transition::view::plan_links::part_link;
use crate::transition::view::release_line::release_line;
use crate::ui::error_summary::error_summary;
use crate::ui::field::{InputField, described_by, error_view, hint_view};
use crate::ui::writing_language::writing_language_select;

/// `/transition/area/{part}/step`
#[component]
pub fn AreaStepPage() -> impl IntoView {
    let part = area_from_path();
    let step = use_query_map().read_untracked().get("step");
    render_page(async move |context: RequestContext| {
        let part = part.ok_or(AppError::NotFound)?;
        let step = match step.as_deref() {
            None => None,
            Some(id) => Some(id.parse().map_err(|_| AppError::NotFound)?),
        };
        step_page(&context, part, step).await
    })
}

async fn step_page(
    context: &RequestContext,
    part: TransitionPart,
    id: Option<TransitionStepId>,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let release = load_release(&mut tx, &own, part).await?;
    let step = match id {
        None => None,
        Some(id) => {
            let area = read_own_area(&mut tx, own.owner, part).await?;
            let step = area.steps.into_iter().find(|step| step.id == id);
            Some(step.ok_or(AppError::NotFound)?)
        }
    };
    let helpers = list_candidates(&mut tx, &own).await?;
    tx.commit().await?;
    let state = stored_state(context, part, id).await?;
    let page = StepView {
        context,
        text,
        part,
        release: &release,
        step: step.as_ref(),
        helpers: helpers.into_iter().map(|one| one.name).collect(),
        state: state.as_ref(),
    };
    let title = text.get(if step.is_some() {
        "transition-step-edit"
    } else {
        "transition-step-new"
    });
    let body = page.body(&title);
    Ok(html_document(
        context,
        PageLayout {
            // Each area has the same form: without its name, several tabs would have one title.
            title: format!("{title} · {}", text.get_value(part)),
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        },
        body,
    ))
}

/// The form that came back, if it is of the step that this page shows.
async fn stored_state(
    context: &RequestContext,
    part: TransitionPart,
    id: Option<TransitionStepId>,
) -> Result<Option<FormState>, AppError> {
    let page = paths::area_step(part);
    context
        .stored_form_where(SaveAreaStep::PATH, |form| {
            without_query(&form.page) == page
                && match id {
                    Some(id) => form.field_value("form") == id.to_string(),
                    // Only the form for a new step has no revision.
                    None => form.field_value("revision").is_empty(),
                }
        })
        .await
}

/// What the page shows.
struct StepView<'a> {
    context: &'a RequestContext,
    text: Localizer,
    part: TransitionPart,
    release: &'a PartRelease,
    /// `None` for a new step.
    step: Option<&'a AreaStep>,
    /// The names of the adults on the team.
    helpers: Vec<String>,
    state: Option<&'a FormState>,
}

impl StepView<'_> {
    fn body(&self, title: &str) -> AnyView {
        let text = self.text;
        view! {
            {part_link(text, self.part)}
            <h1>{title.to_owned()}</h1>
            {release_line(text, self.part, self.release)}
            {error_summary(text, self.state)}
            {self.stored_step()}
            {self.form()}
        }
        .into_any()
    }

    /// After an edit conflict: what is stored, above what was typed.
    fn stored_step(&self) -> Option<AnyView> {
        let step = self.step.filter(|_| is_stale(self.state))?;
        Some(stored_card(self.context, None, step_view(self.text, step)))
    }

    fn form(&self) -> AnyView {
        let (context, text, state) = (self.context, self.text, self.state);
        let step = self.step;
        let filled = FormValues { text, state };
        let id = step.map_or_else(|| context.form_id(state), |step| step.id.to_string());
        let revision = step.map(|step| base_revision(state, "revision", step.revision));
        let due = step.and_then(AreaStep::due).map(|day| day.to_string());
        let due = InputField {
            name: "due",
            kind: "date",
            label: text.get("transition-step-due"),
            value: filled.value_or_stored("due", due),
            error: filled.field_error_message("due"),
            autocomplete: "off",
            ..InputField::default()
        };
        let words = step.map(|step| step.body.clone());
        let language = step.map(|step| step.language.as_str());
        let fields = view! {
            <input type="hidden" name="form" value=id />
            <input type="hidden" name="part" value=self.part.slug() />
            <input type="hidden" name="revision" value=revision.unwrap_or_default() />
            {filled.text_area("words", "transition-step-words", words)}
            {writing_language_select(context, state, language)}
            {step.is_none().then(|| idea_buttons(text, self.part, IdeaSubject::Step))}
            {self.helper_field(&filled)}
            {due.view()}
            {step.map(|step| self.done_box(step))}
            {self.buttons()}
        };
        page_form(context, SaveAreaStep::PATH, fields.into_any())
    }

    /// A name: browsers offer those of the team, and any other can be typed.
    fn helper_field(&self, filled: &FormValues<'_>) -> AnyView {
        let text = self.text;
        let error = filled.field_error_message("helper");
        let stored = self.step.and_then(|step| step.helper_name.clone());
        let options = self
            .helpers
            .iter()
            .map(|name| view! { <option value=name.clone()></option> })
            .collect_view();
        view! {
            <div class="field">
                <label for="helper">{text.get("transition-step-helper")}</label>
                {hint_view("helper", text.get("transition-step-helper-hint"))}
                {error_view("helper", error.clone())}
                <input
                    id="helper"
                    name="helper"
                    value=filled.value_or_stored("helper", stored)
                    list="helper-names"
                    dir="auto"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby=described_by("helper", true, error.is_some())
                    aria-invalid=error.is_some().then_some("true")
                />
                <datalist id="helper-names">{options}</datalist>
            </div>
        }
        .into_any()
    }

    fn done_box(&self, step: &AreaStep) -> AnyView {
        let checked = self
            .state
            .map_or(step.is_done, |state| state.field_value("done") == "yes");
        view! {
            <div class="field">
                <label class="choice" for="done">
                    <input type="checkbox" id="done" name="done" value="yes" checked=checked />
                    <span>{self.text.get("transition-step-done")}</span>
                </label>
            </div>
        }
        .into_any()
    }

    fn buttons(&self) -> AnyView {
        let text = self.text;
        let (act, label) = if self.step.is_some() {
            ("remove", "transition-step-remove")
        } else {
            ("skip", "transition-area-skip")
        };
        view! {
            <div class="row">
                <button class="btn">{text.get("transition-step-save")}</button>
                <button class="btn secondary" name="act" value=act>
                    {text.get(label)}
                </button>
            </div>
        }
        .into_any()
    }
}
