//! The chapters of the document in the archive: everything in a young person's plan, in words.
//!
//! Each slice supplies one function
//!
//! ```ignore
//! /// What the owner has written in <slice>.
//! pub async fn archive_section(
//!     tx: &mut Tx,
//!     context: &RequestContext,
//!     own: &OwnTransition,
//! ) -> Result<ArchiveSection, AppError>
//! ```
//!
//! and a line in `all_sections`. A section has all that is in the plan, also the notes that only
//! its owner reads: the archive is for the owner alone.

use documents::{DocumentBlock, DocumentItem, TextRun};
use model::transition::{DocumentKind, TransitionPart};
use store::Tx;
use store::transition::OwnTransition;
use store::transition::credit::list_credit;
use store::transition::documents::list_own_documents;
use store::transition::ninety_day::read_own_plan;
use store::transition::ninety_day_copies::{list_own_copies, read_own_copy};
use store::transition::note::list_notes;
use store::transition::services_got::list_services;

pub use super::archive_section::{ArchiveSection, own_run};
use super::{archive_rights, archive_say};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::request::context::RequestContext;
use crate::transition::view::credit::credit_step_day;
use crate::transition::view::document_status::{DocumentReader, status_line, status_of};
use crate::transition::view::ninety_day::{local_day, rights_blocks};
use crate::transition::view::plan_blocks::page_blocks;
use crate::transition::view::services_got::service_days;

/// The chapters of all slices, in the order of the document.
///
/// # Errors
/// When the database fails.
pub async fn all_sections(
    tx: &mut Tx,
    context: &RequestContext,
    own: &OwnTransition,
) -> Result<Vec<ArchiveSection>, AppError> {
    // One line for each slice.
    let mut sections = plan_sections(tx, context).await?;
    sections.extend([
        documents_section(tx, context, own).await?,
        services_section(tx, context, own).await?,
        credit_section(tx, context, own).await?,
        copies_section(tx, context, own).await?,
        archive_rights::rights_section(tx, context, own).await?,
        archive_rights::stay_section(tx, context, own).await?,
        archive_say::say_section(tx, context).await?,
        notes_section(tx, context, own).await?,
    ]);
    sections.retain(|section| !section.blocks.is_empty());
    Ok(sections)
}

/// The parts of the plan that have something in them. The documents have a chapter of their own,
/// with their current state.
async fn plan_sections(
    tx: &mut Tx,
    context: &RequestContext,
) -> Result<Vec<ArchiveSection>, AppError> {
    let text = context.localizer();
    let plan = read_own_plan(tx).await?;
    let pages = plan.pages.iter().map(|one| &one.page);
    let pages = pages.filter(|page| page.part != TransitionPart::Documents);
    Ok(pages
        // An empty page has a sentence that says so, and would have a chapter.
        .filter(|page| !page.lines.is_empty())
        .map(|page| ArchiveSection {
            title: text.get_value(page.part),
            blocks: page_blocks(text, page, 3),
        })
        .collect())
}

/// The services that the owner got, and those that they say they did not get.
async fn services_section(
    tx: &mut Tx,
    context: &RequestContext,
    own: &OwnTransition,
) -> Result<ArchiveSection, AppError> {
    let text = context.localizer();
    let services = list_services(tx, own.owner).await?;
    let items = services.into_iter().map(|service| {
        let disputed = service
            .is_disputed
            .then(|| text.get("transition-service-disputed"));
        let details = [
            Some(service_days(text, &service)),
            service.attribution.note,
            disputed,
        ];
        record_item(text, text.get_value(service.kind), details)
    });
    Ok(ArchiveSection {
        title: text.get("transition-services-title"),
        blocks: items_block(items.collect()),
    })
}

/// The steps of the owner's credit reports, below the age of the year.
async fn credit_section(
    tx: &mut Tx,
    context: &RequestContext,
    own: &OwnTransition,
) -> Result<ArchiveSection, AppError> {
    let text = context.localizer();
    let entries = list_credit(tx, own.owner).await?;
    let items = entries.into_iter().map(|entry| {
        let age = text.format("transition-credit-age", &[("age", entry.age.into())]);
        let details = [
            Some(credit_step_day(text, &entry, true)),
            entry.attribution.note,
            None,
        ];
        record_item(text, age, details)
    });
    Ok(ArchiveSection {
        title: text.get("transition-credit-title"),
        blocks: items_block(items.collect()),
    })
}

fn record_item(text: Localizer, title: String, details: [Option<String>; 3]) -> DocumentItem {
    let details: Vec<String> = details.into_iter().flatten().collect();
    DocumentItem {
        run: own_run(text, title),
        small: Some(own_run(text, details.join(" · "))),
    }
}

/// No block without items, because a chapter without a block is left out.
fn items_block(items: Vec<DocumentItem>) -> Vec<DocumentBlock> {
    if items.is_empty() {
        return Vec::new();
    }
    vec![DocumentBlock::Items(items)]
}

/// The state of each document. The files are in the archive.
async fn documents_section(
    tx: &mut Tx,
    context: &RequestContext,
    own: &OwnTransition,
) -> Result<ArchiveSection, AppError> {
    let text = context.localizer();
    let statuses = list_own_documents(tx, own).await?;
    let items = DocumentKind::ALL
        .iter()
        .map(|kind| {
            let status = status_of(&statuses, *kind);
            let line = status_line(text, own.owner, DocumentReader::Owner, status);
            DocumentItem {
                run: own_run(text, text.get_value(*kind)),
                small: Some(own_run(text, line)),
            }
        })
        .collect();
    Ok(ArchiveSection {
        title: text.get_value(TransitionPart::Documents),
        blocks: vec![DocumentBlock::Items(items)],
    })
}

/// The copies that the owner keeps of their ninety-day plan, the newest first.
async fn copies_section(
    tx: &mut Tx,
    context: &RequestContext,
    own: &OwnTransition,
) -> Result<ArchiveSection, AppError> {
    let text = context.localizer();
    let mut blocks = Vec::new();
    for kept in list_own_copies(tx, own).await? {
        let copy = read_own_copy(tx, own, kept.number).await?;
        let day = text.format_date(local_day(context, copy.created_at)?);
        let label = text.format(
            "transition-ninety-copy",
            &[
                ("number", copy.number.to_string().into()),
                ("day", day.into()),
            ],
        );
        blocks.push(DocumentBlock::Heading(3, own_run(text, label)));
        for copied in &copy.pages {
            let name = own_run(text, text.get_value(copied.page.part));
            blocks.push(DocumentBlock::Heading(3, name));
            blocks.extend(page_blocks(text, &copied.page, 3));
        }
        if let Some(rights) = &copy.rights {
            blocks.extend(rights_blocks(text, rights, 3));
        }
    }
    Ok(ArchiveSection {
        title: text.get("transition-ninety-copies"),
        blocks,
    })
}

/// The notes that only the owner reads, each below the part that it is about.
async fn notes_section(
    tx: &mut Tx,
    context: &RequestContext,
    own: &OwnTransition,
) -> Result<ArchiveSection, AppError> {
    let text = context.localizer();
    let notes = list_notes(tx, own).await?;
    let blocks = notes.into_iter().flat_map(|(part, note)| {
        let words = TextRun {
            language: note.language,
            words: note.body,
        };
        [
            DocumentBlock::Heading(3, own_run(text, text.get_value(part))),
            DocumentBlock::Text(words),
        ]
    });
    Ok(ArchiveSection {
        title: text.get("transition-note-open"),
        blocks: blocks.collect(),
    })
}
