//! A chapter of the document in the archive.

use documents::{DocumentBlock, TextRun};

use crate::i18n::Localizer;

/// A chapter.
#[derive(Debug, Clone)]
pub struct ArchiveSection {
    /// Its heading.
    pub title: String,
    /// What follows the heading; headings in it have the level 3. A chapter without any is left
    /// out.
    pub blocks: Vec<DocumentBlock>,
}

/// A text of the portal in the language of the document.
pub fn own_run(text: Localizer, words: String) -> TextRun {
    TextRun {
        language: text.0.language_tag().to_owned(),
        words,
    }
}
