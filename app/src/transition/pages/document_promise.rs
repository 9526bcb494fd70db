//! `/family/{id}/transition/{person}/documents/{document}`: a worker says by when the agency gets a
//! document for a young person.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::{FamilyId, PersonId};
use model::transition::DocumentKind;
use store::transition::documents::{PromisedDocument, read_promised_document};

use super::adult::{family_from_path, youth_from_path};
use super::document::document_from_path;
use crate::error::AppError;
use crate::page::form::page_form;
use crate::page::stored_record::{is_stale, stored_card};
use crate::page::{PageLayout, html_document, render_page};
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::document::PromiseDocument;
use crate::transition::view::document_status::{
    DocumentReader, status_line, stored_by, written_line,
};
use crate::transition::view::plan_links::released_plan_link;
use crate::ui::error_summary::error_summary;
use crate::ui::field::InputField;

/// `/family/{id}/transition/{person}/documents/{document}`
#[component]
pub fn PromiseDocumentPage() -> impl IntoView {
    let (family, youth) = (family_from_path(), youth_from_path());
    let kind = document_from_path();
    render_page(async move |context: RequestContext| {
        let family = family.ok_or(AppError::NotFound)?;
        let youth = youth.ok_or(AppError::NotFound)?;
        promise_page(&context, family, youth, kind.ok_or(AppError::NotFound)?).await
    })
}

async fn promise_page(
    context: &RequestContext,
    family: FamilyId,
    youth: PersonId,
    kind: DocumentKind,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(PromiseDocument::PATH).await?;
    let mut tx = context.begin_record_read(family).await?;
    // Answers 404 to anyone but a worker. The page has no other check of the role.
    let found = read_promised_document(&mut tx, family, youth, kind).await?;
    // Commits the access log entry.
    tx.commit().await?;
    let name = found.released.name.clone();
    let title = text.get_value(kind);
    let status = found.status.as_ref();
    let body = view! {
        {released_plan_link(text, (family, youth), &name)}
        <h1>{title.clone()}</h1>
        <p>{status_line(text, youth, DocumentReader::Adult, status)}</p>
        {status
            .and_then(|status| written_line(context, DocumentReader::Adult, status))
            .map(|line| view! { <p class="muted">{line}</p> })}
        {error_summary(text, state.as_ref())}
        {stale_card(context, &found, state.as_ref())}
        {found
            .is_open()
            .then(|| {
                let intro = text
                    .format("transition-document-promise-intro", &[("name", name.into())]);
                view! {
                    <p>{intro}</p>
                    {promise_form(context, kind, &found, state.as_ref())}
                }
            })}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: found.is_open(),
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// After an edit conflict: what is stored, above what was typed.
fn stale_card(
    context: &RequestContext,
    found: &PromisedDocument,
    state: Option<&FormState>,
) -> Option<AnyView> {
    if !is_stale(state) {
        return None;
    }
    let (text, status) = (context.localizer(), found.status.as_ref()?);
    let line = status_line(
        text,
        found.released.youth,
        DocumentReader::Adult,
        Some(status),
    );
    let content = view! { <p>{line}</p> }.into_any();
    Some(stored_card(context, stored_by(status).as_ref(), content))
}

fn promise_form(
    context: &RequestContext,
    kind: DocumentKind,
    found: &PromisedDocument,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let stored = found.status.as_ref();
    let revision = stored.map_or(0, |status| status.revision);
    let due = stored.and_then(|status| status.due_on);
    let due = InputField {
        name: "due_on",
        kind: "date",
        label: text.get("transition-document-due"),
        value: filled.value_or_stored("due_on", due.map(|due| due.to_jiff().to_string())),
        error: filled.field_error_message("due_on"),
        autocomplete: "off",
        ..InputField::default()
    };
    let fields = view! {
        <input type="hidden" name="family" value=found.released.family.to_string() />
        <input type="hidden" name="of" value=found.released.youth.to_string() />
        <input type="hidden" name="row" value=kind.slug() />
        <input type="hidden" name="revision" value=base_revision(state, "revision", revision) />
        {due.view()}
        <button class="btn">{text.get("transition-document-promise")}</button>
    };
    page_form(context, PromiseDocument::PATH, fields.into_any())
}
