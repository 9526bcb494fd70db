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
use store::transition::documents::list_own_documents;
use store::transition::ninety_day_copies::{list_own_copies, read_own_copy};
use store::transition::note::list_notes;

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::request::context::RequestContext;
use crate::transition::view::document_status::{Reader, status_line, status_of};
use crate::transition::view::ninety_day::local_day;
use crate::transition::view::plan_blocks::page_blocks;

/// A chapter.
#[derive(Debug, Clone)]
pub struct ArchiveSection {
    /// Its heading.
    pub title: String,
    /// What follows the heading; headings in it have the level 3. A chapter without any is left
    /// out.
    pub blocks: Vec<DocumentBlock>,
}

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
    let mut sections = vec![
        documents_section(tx, context, own).await?,
        copies_section(tx, context, own).await?,
        notes_section(tx, context, own).await?,
    ];
    sections.retain(|section| !section.blocks.is_empty());
    Ok(sections)
}

/// A text of the portal in the language of the document.
pub fn own_run(text: Localizer, words: String) -> TextRun {
    TextRun {
        language: text.0.language_tag().to_owned(),
        words,
    }
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
            let line = status_line(text, own.owner, Reader::Owner, status);
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
