//! `/family/{id}/plan/publish`: the changes, what is still missing, and the reason for the version.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::FamilyId;
use model::plan::edit::PublishBlocker;
use model::plan::reply::PlanSection;
use store::plan::unpublished_changes::{self, WorkingCopy};

use super::item::family_id_from_path;
use super::item_form::edit_plan_link;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::forms;
use crate::plan::view::form_values::FormValues;
use crate::plan::view::reader::PlanReader;
use crate::plan::view::version_diff::VersionDiff;
use crate::plan::view::{permanency, replies};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::error_summary;
use crate::ui::writing_language::writing_language_select;

/// The text of an unmet condition for publishing.
pub fn publish_blocker_text(text: Localizer, missing: PublishBlocker) -> String {
    match missing {
        PublishBlocker::NoStrengths => text.get("plan-missing-strengths"),
        PublishBlocker::NoOwnWords => text.get("plan-missing-own-words"),
        PublishBlocker::NothingChanged => text.get("plan-missing-change"),
        PublishBlocker::NotConsulted(section) => text.format(
            "plan-missing-asked",
            &[(
                "section",
                replies::section_title(text, PlanReader::Team, section).into(),
            )],
        ),
    }
}

/// `/family/{id}/plan/publish`
#[component]
pub fn PublishPlan() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to anyone but this family's worker.
        let working = unpublished_changes::read_working_copy(
            &mut tx,
            family,
            context.language.language_tag(),
        )
        .await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let state = context
            .stored_form(forms::publication::PublishPlan::PATH)
            .await?;
        let title = text.get("plan-publish-title");
        let body = view! {
            {edit_plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {blocker_list(text, &working)}
            {changes_section(&context, &working)}
            {publish_form(&context, family, &working, state.as_ref())}
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

/// What prevents publishing. Consultations are left out: the form has a checkbox for each.
fn listed_blockers(working: &WorkingCopy) -> impl Iterator<Item = PublishBlocker> {
    working
        .publish_blockers
        .iter()
        .copied()
        .filter(|one| !matches!(one, PublishBlocker::NotConsulted(_)))
}

/// The list of `listed_blockers`; `None` when there are none.
fn blocker_list(text: Localizer, working: &WorkingCopy) -> Option<AnyView> {
    // Shown before the worker submits, because the store refuses the whole publication when one of
    // these is left.
    let rows: Vec<_> = listed_blockers(working)
        .map(|one| view! { <li>{publish_blocker_text(text, one)}</li> })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2 id="missing">{text.get("plan-missing")}</h2>
            <ul class="card stack" role="list">
                {rows}
            </ul>
        }
        .into_any()
    })
}

/// The changes since the newest version, as the family will read them. `None` when there are none,
/// which is then on the list of what is missing.
fn changes_section(context: &RequestContext, working: &WorkingCopy) -> Option<AnyView> {
    let text = context.localizer();
    let goals_changed = working.permanency_goals != working.old_permanency_goals;
    if working.changes.is_empty() && !goals_changed {
        return None;
    }
    let render_text = |id| {
        working
            .texts
            .get(&id)
            .map(|wording| to_translated_text(wording).inline_text(text))
            .into_any()
    };
    let version_diff = VersionDiff {
        text,
        reader: PlanReader::Team,
        texts: &working.texts,
        child_names: working.child_names.clone(),
        return_path: &context.path_and_query,
        // The last page on which a worker can change the words before the family reads them.
        shows_hints: true,
    };
    // Absent below a change of the permanency goals alone.
    let items = (!working.changes.is_empty()).then(|| version_diff.change_list(&working.changes));
    let section = view! {
        <h2>{text.get("plan-what-changes")}</h2>
        {permanency::permanency_diff(
            text,
            &working.old_permanency_goals,
            &working.permanency_goals,
            &render_text,
        )}
        {items}
    };
    Some(section.into_any())
}

fn publish_form(
    context: &RequestContext,
    family: FamilyId,
    working: &WorkingCopy,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    // The form is there even while something is missing: what is missing may be its own checkboxes.
    // The store refuses the rest.
    let filled = FormValues { text, state };
    let next_version = working.version + 1;
    // As a string, because Fluent would group the digits of a number.
    let label = text.format(
        "plan-publish",
        &[("version", next_version.to_string().into())],
    );
    // The error of a refused publication links to `#missing`: the list above the form, or these
    // checkboxes when there is no list. The element is there even after the rest has been mended,
    // because the stored form brings the error back until it is accepted.
    let choices = consultation_choices(&filled, working);
    let is_ready = listed_blockers(working).next().is_none();
    let choices = if is_ready {
        view! { <div id="missing">{choices}</div> }.into_any()
    } else {
        choices.into_any()
    };
    // Not the main act of the page while something is missing.
    let class = if is_ready { "btn" } else { "btn secondary" };
    // The base version is sent along, so that a plan that someone else published meanwhile is not
    // published again unseen.
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="base" value=working.version.to_string() />
        {choices}
        {filled.text_area("why", "plan-publish-why", None)}
        {writing_language_select(context, state, None)}
        <button class=class>{label}</button>
    };
    page_form(
        context,
        forms::publication::PublishPlan::PATH,
        fields.into_any(),
    )
}

/// A checkbox for each changed section about which the family was not consulted yet; `None` when
/// there is none.
fn consultation_choices(filled: &FormValues<'_>, working: &WorkingCopy) -> Option<AnyView> {
    let choices: Vec<AnyView> = working
        .publish_blockers
        .iter()
        .filter_map(|one| {
            if let PublishBlocker::NotConsulted(section) = one {
                Some(consultation_choice(filled, *section))
            } else {
                None
            }
        })
        .collect();
    (!choices.is_empty()).then(|| {
        view! {
            <fieldset class="field choices">
                <legend>{filled.text.get("plan-asked")}</legend>
                <p class="hint">{filled.text.get("plan-asked-hint")}</p>
                {choices}
            </fieldset>
        }
        .into_any()
    })
}

fn consultation_choice(filled: &FormValues<'_>, section: PlanSection) -> AnyView {
    let text = filled.text;
    let id = format!("asked_{}", section.slug());
    // Never checked in advance: the worker confirms that the family was really asked.
    let checked = filled.value_or_stored(&id, None) == "yes";
    let label = text.format(
        "plan-we-asked",
        &[(
            "section",
            replies::section_title(text, PlanReader::Team, section).into(),
        )],
    );
    view! {
        <label class="choice" for=id.clone()>
            <input type="checkbox" id=id.clone() name=id.clone() value="yes" checked=checked />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
