//! `/transition/documents/{document}`: one document of a young person: whether they have it, how to
//! get it, and their copies of it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::PersonId;
use model::transition::document::MAX_HELPER_CHARS;
use model::transition::{DocumentKind, DocumentState, TransitionPart};
use store::Intent;
use store::transition::documents::{DocumentStatus, read_own_document};
use store::transition::release::{PartRelease, load_release};
use store::transition::vault::{VaultFile, list_own_files};
use store::transition::{OwnTransition, own_transition};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::stored_record::{is_stale, stored_card};
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::document::SaveDocument;
use crate::transition::view::document_status::{
    DocumentReader, earlier_answers, status_line, stored_by, written_line,
};
use crate::transition::view::document_steps::{steps_section, what_for};
use crate::transition::view::plan_links::part_link;
use crate::transition::view::release_line::release_line;
use crate::transition::view::vault_files::file_row;
use crate::ui::error_summary::error_summary;
use crate::ui::field::{InputField, RadioGroup};
use crate::ui::link_list::link_list;

pub(super) fn document_from_path() -> Option<DocumentKind> {
    use_params_map()
        .read_untracked()
        .get("document")
        .and_then(|slug| DocumentKind::parse(&slug))
}

/// `/transition/documents/{document}`
#[component]
pub fn OwnDocumentPage() -> impl IntoView {
    let kind = document_from_path();
    render_page(async move |context: RequestContext| {
        document_page(&context, kind.ok_or(AppError::NotFound)?).await
    })
}

/// What the page shows of a document.
struct DocumentRecord {
    own: OwnTransition,
    release: PartRelease,
    /// The newest first.
    statuses: Vec<DocumentStatus>,
    files: Vec<VaultFile>,
}

async fn read_record(
    context: &RequestContext,
    kind: DocumentKind,
) -> Result<DocumentRecord, AppError> {
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let release = load_release(&mut tx, &own, TransitionPart::Documents).await?;
    let statuses = read_own_document(&mut tx, &own, kind).await?;
    let mut files = list_own_files(&mut tx, &own).await?;
    tx.commit().await?;
    // The statement reads the whole vault, which is bounded (`MAX_VAULT_FILES`).
    files.retain(|file| file.kind == Some(kind));
    Ok(DocumentRecord {
        own,
        release,
        statuses,
        files,
    })
}

async fn document_page(context: &RequestContext, kind: DocumentKind) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(SaveDocument::PATH).await?;
    let record = read_record(context, kind).await?;
    let title = text.get_value(kind);
    let body = view! {
        {part_link(text, TransitionPart::Documents)}
        <h1>{title.clone()}</h1>
        {release_line(text, TransitionPart::Documents, &record.release)}
        <p>{what_for(text, kind)}</p>
        {late_line(context, &record)}
        {error_summary(text, state.as_ref())}
        {stale_card(context, &record, state.as_ref())}
        {document_form(context, kind, &record, state.as_ref())}
        {history(context, &record)}
        {steps_section(text, kind)}
        {copies_section(context, kind, &record.files)}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

fn late_line(context: &RequestContext, record: &DocumentRecord) -> Option<AnyView> {
    // By the agency's date: "late" must not depend on the clock of the phone.
    let today = context.actor().ok()?.today;
    let status = record.statuses.first()?;
    let due = status.due_on.filter(|_| status.is_overdue(today))?;
    let text = context.localizer();
    let day = text.format_date(due.to_jiff());
    let line = view! {
        <p>
            <span class="tag urgent">{text.get("transition-document-late")}</span>
            " "
            {text.format("transition-document-late-line", &[("day", day.into())])}
        </p>
    };
    Some(line.into_any())
}

/// After an edit conflict: what is stored, above what was typed.
fn stale_card(
    context: &RequestContext,
    record: &DocumentRecord,
    state: Option<&FormState>,
) -> Option<AnyView> {
    if !is_stale(state) {
        return None;
    }
    let status = record.statuses.first()?;
    let line = status_line(
        context.localizer(),
        record.own.owner,
        DocumentReader::Owner,
        Some(status),
    );
    let content = view! { <p>{line}</p> }.into_any();
    Some(stored_card(context, stored_by(status).as_ref(), content))
}

fn document_form(
    context: &RequestContext,
    kind: DocumentKind,
    record: &DocumentRecord,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let stored = record.statuses.first();
    let revision = base_revision(
        state,
        "revision",
        stored.map_or(0, |status| status.revision),
    );
    let choice = RadioGroup {
        name: "state",
        legend: text.get("transition-document-question"),
        options: DocumentState::ALL
            .iter()
            .map(|state| (state.slug().to_owned(), text.get_value(*state)))
            .collect(),
        chosen: filled
            .value_or_stored("state", stored.map(|status| status.state.slug().to_owned())),
        error: filled.field_error_message("state"),
        ..RadioGroup::default()
    };
    let fields = view! {
        <input type="hidden" name="row" value=kind.slug() />
        <input type="hidden" name="revision" value=revision />
        {choice.view()}
        {helper_fields(&filled, record.own.owner, stored)}
        <button class="btn">{text.get("transition-document-save")}</button>
    };
    page_form(context, SaveDocument::PATH, fields.into_any())
}

/// Who gets it, and by when. A worker who said that the agency gets it is filled in by name, so
/// that saving another day does not forget them.
fn helper_fields(
    filled: &FormValues<'_>,
    owner: PersonId,
    stored: Option<&DocumentStatus>,
) -> AnyView {
    let text = filled.text;
    let helper = stored.and_then(|status| {
        let worker = status
            .written_by
            .clone()
            .filter(|_| status.is_by_agency(owner));
        status.helper.clone().or(worker)
    });
    let due = stored.and_then(|status| status.due_on);
    let helper = InputField {
        name: "helper",
        label: text.get("transition-document-helper"),
        hint: text.format(
            "transition-document-helper-hint",
            &[("count", MAX_HELPER_CHARS.into())],
        ),
        value: filled.value_or_stored("helper", helper),
        error: filled.field_error_message("helper"),
        autocomplete: "off",
        ..InputField::default()
    };
    let due = InputField {
        name: "due_on",
        kind: "date",
        label: text.get("transition-document-due"),
        value: filled.value_or_stored("due_on", due.map(|due| due.to_jiff().to_string())),
        error: filled.field_error_message("due_on"),
        autocomplete: "off",
        ..InputField::default()
    };
    view! {
        {helper.view()}
        {due.view()}
    }
    .into_any()
}

/// Who said what holds, and what was said before.
fn history(context: &RequestContext, record: &DocumentRecord) -> Option<AnyView> {
    let (now, earlier) = record.statuses.split_first()?;
    let view = view! {
        <p class="muted">{written_line(context, DocumentReader::Owner, now)}</p>
        {earlier_answers(context, record.own.owner, DocumentReader::Owner, earlier)}
    };
    Some(view.into_any())
}

fn copies_section(context: &RequestContext, kind: DocumentKind, files: &[VaultFile]) -> AnyView {
    let text: Localizer = context.localizer();
    let rows = files
        .iter()
        .map(|file| file_row(context, file, paths::vault_file(file.id)))
        .collect();
    view! {
        <h2>{text.get("transition-document-copies")}</h2>
        {link_list(rows)}
        <p>
            <a class="btn secondary" href=paths::vault(Some(kind))>
                {text.get("transition-document-copy-add")}
            </a>
        </p>
    }
    .into_any()
}
