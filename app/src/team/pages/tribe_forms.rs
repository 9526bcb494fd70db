//! `/family/{id}/team/tribe/add`, `/family/{id}/team/tribe/{child_tribe}` and
//! `/family/{id}/team/tribe/{child_tribe}/write`: the worker writes down what is known about a
//! child's tribe, and adds active efforts; the tribal representative writes for the tribe.

use jiff_sqlx::ToSqlx;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{ChildTribeId, FamilyId};
use model::team::tribe::TribeEntryKind;
use store::team::tribe::facts::{ChildTribeVersion, EditableChildTribe, read_child_tribe};
use store::team::tribe::{TribeChild, entries, list_tribe_children};

use super::family_from_path;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::team::forms::tribe::{AddTribeFacts, SaveTribeFacts, WriteTribeEntry};
use crate::team::view::tribe::{earlier_facts, written_line};
use crate::team::view::tribe_fields::{day_field, facts_fields};
use crate::ui::error_summary::error_summary;
use crate::ui::field::SelectField;
use crate::ui::summary_list::summary_list;
use crate::ui::writing_language::writing_language_select;

fn row_from_path() -> Option<ChildTribeId> {
    use_params_map()
        .read_untracked()
        .get("child_tribe")
        .and_then(|id| id.parse().ok())
}

/// The link back to the panel.
fn tribe_link(text: Localizer, family: FamilyId) -> AnyView {
    view! {
        <p>
            <a href=paths::tribe(family)>{text.get("team-tribe-title")}</a>
        </p>
    }
    .into_any()
}

/// The document of a page with one form.
fn form_page(
    context: &RequestContext,
    title: String,
    state: Option<&FormState>,
    body: AnyView,
) -> AnyView {
    html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state),
            has_main_form: true,
            ..PageLayout::default()
        },
        body,
    )
}

fn child_select(
    filled: &FormValues<'_>,
    children: &[TribeChild],
    chosen: Option<String>,
) -> AnyView {
    // One is always chosen, because the facts are about a child.
    let first = children.first().map(|child| child.id.to_string());
    SelectField {
        name: "child",
        label: filled.text.get("team-tribe-child"),
        options: children
            .iter()
            .map(|child| (child.id.to_string(), child.name.clone()))
            .collect(),
        chosen: filled.value_or_stored("child", chosen.or(first)),
        error: filled.field_error_message("child"),
        ..SelectField::default()
    }
    .view()
}

/// `/family/{id}/team/tribe/add`
#[component]
pub fn AddTribePage() -> impl IntoView {
    let family = family_from_path();
    let child = use_query_map().read_untracked().get("child");
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let state = context.stored_form(AddTribeFacts::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to anyone but a worker. The page has no other check of the role.
        let children = list_tribe_children(&mut tx, family).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            {child_select(&filled, &children, child)}
            {facts_fields(&filled, None)}
            {writing_language_select(&context, state.as_ref(), None)}
            <button class="btn">{text.get("team-save")}</button>
        };
        let title = text.get("team-tribe-add");
        let body = view! {
            {tribe_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {page_form(&context, AddTribeFacts::PATH, fields.into_any())}
        };
        Ok(form_page(&context, title, state.as_ref(), body.into_any()))
    })
}

/// `/family/{id}/team/tribe/{child_tribe}`
#[component]
pub fn EditTribePage() -> impl IntoView {
    let (family, row) = (family_from_path(), row_from_path());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let row = row.ok_or(AppError::NotFound)?;
        let state = context.stored_form(SaveTribeFacts::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to anyone but a worker. The page has no other check of the role.
        let stored = read_child_tribe(&mut tx, family, row).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let title = text.format("team-change-one", &[("name", stored.child.clone().into())]);
        let body = view! {
            {tribe_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {stored_card(&context, &stored, state.as_ref())}
            {edit_form(&context, family, &stored, state.as_ref())}
            {history(&context, &stored.versions)}
        };
        Ok(form_page(&context, title, state.as_ref(), body.into_any()))
    })
}

fn edit_form(
    context: &RequestContext,
    family: FamilyId,
    stored: &EditableChildTribe,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let language = stored
        .good_cause
        .as_ref()
        .map(|(_, language)| language.as_str());
    let revision = base_revision(state, "revision", stored.row.revision);
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="row" value=stored.row.id.to_string() />
        <input type="hidden" name="revision" value=revision />
        {facts_fields(&filled, Some(stored))}
        {writing_language_select(context, state, language)}
        <button class="btn">{text.get("team-save")}</button>
    };
    page_form(context, SaveTribeFacts::PATH, fields.into_any())
}

/// After an edit conflict: what is stored, above what was typed.
fn stored_card(
    context: &RequestContext,
    stored: &EditableChildTribe,
    state: Option<&FormState>,
) -> Option<AnyView> {
    state?.field_error("stale")?;
    let text = context.localizer();
    let good_cause = stored.good_cause.as_ref().map(|(body, _)| body.clone());
    let row = &stored.row;
    let view = view! {
        <div class="card" id="stale">
            <h2>{text.get("team-stored")}</h2>
            {summary_list(earlier_facts(text, &row.facts, good_cause))}
            <p class="muted">{written_line(context, row.written_by.as_deref(), &row.written_at)}</p>
        </div>
    };
    Some(view.into_any())
}

/// What the row was before each change, the newest first.
fn history(context: &RequestContext, versions: &[ChildTribeVersion]) -> Option<AnyView> {
    let text = context.localizer();
    let rows: Vec<AnyView> = versions
        .iter()
        .map(|version| {
            let facts = earlier_facts(text, &version.facts, version.good_cause.clone());
            let written = written_line(context, version.written_by.as_deref(), &version.written_at);
            view! {
                <li>
                    <p>
                        <b>{written}</b>
                    </p>
                    {summary_list(facts)}
                </li>
            }
            .into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="card">
                <summary>{text.get("team-tribe-history")}</summary>
                <ul>{rows}</ul>
            </details>
        }
        .into_any()
    })
}

/// `/family/{id}/team/tribe/{child_tribe}/write`
#[component]
pub fn WriteTribePage() -> impl IntoView {
    let (family, row) = (family_from_path(), row_from_path());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let row = row.ok_or(AppError::NotFound)?;
        let state = context.stored_form(WriteTribeEntry::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to anyone but a worker and a tribal representative.
        let subject = entries::read_entry_subject(&mut tx, family, row).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let filled = FormValues {
            text,
            state: state.as_ref(),
        };
        let is_effort = subject.kind == TribeEntryKind::ActiveEffort;
        let (title, label) = if is_effort {
            ("team-tribe-effort-add", "team-tribe-effort-what")
        } else {
            ("team-tribe-words-add", "team-tribe-words-what")
        };
        let today = context.actor()?.today.to_sqlx();
        let day =
            is_effort.then(|| day_field(&filled, "day", "team-tribe-effort-day", Some(today)));
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="row" value=row.to_string() />
            {day}
            {filled.text_area("words", label, None)}
            {writing_language_select(&context, state.as_ref(), None)}
            <button class="btn">{text.get("team-save")}</button>
        };
        let tribe = subject.tribe.map(|name| {
            view! {
                <p>
                    <bdi>{name}</bdi>
                </p>
            }
        });
        let title = text.get(title);
        let body = view! {
            {tribe_link(text, family)}
            <h1>{title.clone()}</h1>
            {tribe}
            {is_effort.then(|| view! { <p>{text.get("team-tribe-effort-note")}</p> })}
            {error_summary(text, state.as_ref())}
            {page_form(&context, WriteTribeEntry::PATH, fields.into_any())}
        };
        Ok(form_page(&context, title, state.as_ref(), body.into_any()))
    })
}
