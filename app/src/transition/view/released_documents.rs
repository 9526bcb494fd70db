//! What adults see of the documents: the state of each, with the way for a worker to say by when
//! the agency gets it, and the files if the young person has released them.

use leptos::prelude::*;
use model::role::Role;
use model::transition::{DocumentKind, TransitionPart};
use store::Tx;
use store::transition::ReleasedTransition;
use store::transition::documents::{DocumentStatus, list_released_documents};
use store::transition::vault::{VaultFile, list_released_files};

use super::document_status::{DocumentReader, line_below_tag, status_of, status_tag};
use super::released_section::ReleasedSection;
use super::vault_files::file_row;
use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::link_list::{ListRow, link_list};

/// What `released.parts` shows of the documents. At most two statements; none when the part is not
/// shown.
pub(super) async fn released_sections(
    tx: &mut Tx,
    context: &RequestContext,
    released: &ReleasedTransition,
) -> Result<Vec<ReleasedSection>, AppError> {
    if !released.shows(TransitionPart::Documents) {
        return Ok(Vec::new());
    }
    let statuses = list_released_documents(tx, released).await?;
    let files = list_released_files(tx, released).await?;
    let today = context.actor()?.today;
    let rows = DocumentKind::ALL
        .iter()
        .map(|kind| document_row(context, today, released, status_of(&statuses, *kind), *kind))
        .collect();
    let body = view! {
        {link_list(rows)}
        {files_section(context, released, &files)}
    };
    Ok(vec![ReleasedSection {
        part: TransitionPart::Documents,
        body: body.into_any(),
    }])
}

fn document_row(
    context: &RequestContext,
    today: jiff::civil::Date,
    released: &ReleasedTransition,
    status: Option<&DocumentStatus>,
    kind: DocumentKind,
) -> ListRow {
    let text = context.localizer();
    let page = paths::promised_document(released.family, released.youth, kind);
    ListRow {
        // For every other reader the page is 404.
        href: (released.role == Role::Worker).then_some(page),
        title: Some(text.get_value(kind).into_any()),
        small: line_below_tag(text, released.youth, DocumentReader::Adult, status),
        tag: status_tag(text, DocumentReader::Adult, today, status),
        ..ListRow::default()
    }
}

fn files_section(
    context: &RequestContext,
    released: &ReleasedTransition,
    files: &[VaultFile],
) -> Option<AnyView> {
    let rows = files
        .iter()
        .map(|file| {
            let href = paths::released_file(released.family, released.youth, file.id);
            file_row(context, file, href)
        })
        .collect();
    (!files.is_empty()).then(|| {
        view! {
            <h3>{context.localizer().get("transition-vault-files")}</h3>
            {link_list(rows)}
        }
        .into_any()
    })
}
