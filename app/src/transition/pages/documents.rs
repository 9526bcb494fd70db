//! `/transition/documents`: the documents that a young person holds when care ends, with the state
//! of each.

use jiff::civil::Date;
use leptos::prelude::*;
use model::transition::{DocumentKind, TransitionPart};
use store::Intent;
use store::transition::documents::{DocumentStatus, list_own_documents};
use store::transition::release::load_release;
use store::transition::{OwnTransition, own_transition};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::transition::view::document_status::{
    DocumentReader, line_below_tag, status_of, status_tag,
};
use crate::transition::view::plan_links::own_plan_link;
use crate::transition::view::release_line::release_line;
use crate::ui::link_list::{ListRow, link_list};

/// `/transition/documents`
#[component]
pub fn DocumentsPage() -> impl IntoView {
    render_page(async |context: RequestContext| documents_page(&context).await)
}

async fn documents_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let release = load_release(&mut tx, &own, TransitionPart::Documents).await?;
    let statuses = list_own_documents(&mut tx, &own).await?;
    tx.commit().await?;
    let title = text.get_value(TransitionPart::Documents);
    let rows = DocumentKind::ALL
        .iter()
        .map(|kind| document_row(text, today, &own, &statuses, *kind))
        .collect();
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {release_line(text, TransitionPart::Documents, &release)}
        <p>{text.get("transition-document-intro")}</p>
        {link_list(rows)}
        <p class="row">
            <a class="btn secondary" href=paths::vault(None)>
                {text.get("transition-vault-title")}
            </a>
        </p>
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

fn document_row(
    text: Localizer,
    today: Date,
    own: &OwnTransition,
    statuses: &[DocumentStatus],
    kind: DocumentKind,
) -> ListRow {
    let status = status_of(statuses, kind);
    ListRow {
        href: Some(paths::own_document(kind)),
        title: Some(text.get_value(kind).into_any()),
        small: line_below_tag(text, own.owner, DocumentReader::Owner, status),
        tag: status_tag(text, DocumentReader::Owner, today, status),
        ..ListRow::default()
    }
}
