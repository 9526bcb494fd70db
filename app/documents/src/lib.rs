//! Printable documents: one list of blocks, rendered here as a tagged PDF. `app` renders the same
//! list as a print page, with its design system.

mod fonts;
mod pdf;
mod pdf_layout;
mod pdf_tags;

use runtime::blocking_pool::{BlockingPool, PoolError};

pub use fonts::Fonts;

/// Text in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRun {
    pub language: String,
    pub words: String,
}

/// A list item, with details in small print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentItem {
    pub run: TextRun,
    pub small: Option<TextRun>,
}

/// A block of a document. A document is a list of blocks in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentBlock {
    /// Level 1 to 3.
    Heading(u8, TextRun),
    Text(TextRun),
    Small(TextRun),
    /// A quotation, and its author where known.
    Quote(TextRun, Option<TextRun>),
    Items(Vec<DocumentItem>),
    /// Pairs of name and value.
    Facts(Vec<(TextRun, TextRun)>),
}

/// The note below a block, in the document's language, that says how many of its characters no font
/// has.
pub type MissingGlyphNote = fn(language: &str, count: usize) -> String;

/// The label below a page, in the document's language: the number of the page, from 1, and of all
/// pages.
pub type PageLabel = fn(language: &str, number: usize, all: usize) -> String;

/// A document to render as a PDF.
#[derive(Debug, Clone)]
pub struct PdfDocument {
    pub blocks: Vec<DocumentBlock>,
    /// The title that PDF viewers show.
    pub title: String,
    /// The language tag of the reader.
    pub language: &'static str,
    pub missing_note: MissingGlyphNote,
    pub page_label: PageLabel,
}

/// Why a PDF was not rendered.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error(transparent)]
    Pool(#[from] PoolError),
    /// The error message of the PDF writer.
    #[error("{0}")]
    Writer(String),
}

impl DocumentBlock {
    /// All text of the block.
    fn text_runs(&self) -> Vec<&TextRun> {
        match self {
            Self::Heading(_, run) | Self::Text(run) | Self::Small(run) => vec![run],
            Self::Quote(run, by) => std::iter::once(run).chain(by).collect(),
            Self::Items(items) => items
                .iter()
                .flat_map(|item| std::iter::once(&item.run).chain(&item.small))
                .collect(),
            Self::Facts(rows) => rows
                .iter()
                .flat_map(|(name, value)| [name, value])
                .collect(),
        }
    }
}

/// Limits PDF rendering, which is CPU-bound: 2 at a time, at most 16 waiting. Both cores of a small
/// machine can be busy, but not for long: the callers limit the size of their documents.
pub static PDF_POOL: BlockingPool = BlockingPool::new(2, 16);

/// Renders the document as a tagged PDF on the blocking pool. `permit` is any permit of the caller;
/// it is held until the work ends. Dropping the future cancels the work.
///
/// # Errors
/// `Pool` when the queue of the pool is full or the work panics; `Writer` when rendering fails.
pub async fn write_pdf(
    fonts: Fonts,
    permit: impl Send + 'static,
    document: PdfDocument,
) -> Result<Vec<u8>, PdfError> {
    let made = PDF_POOL.run(move |(), cancellation| {
        let made = fonts.render_pdf(&document, cancellation);
        // Names the permit in the closure, which owns it until the work has ended, also when the
        // request is gone.
        drop(permit);
        made
    });
    made.await?.map_err(PdfError::Writer)
}
