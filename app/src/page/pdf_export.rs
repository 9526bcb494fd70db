//! A printable document as a PDF: the notes in the reader's language, and a permit that limits a
//! person to one export.

use documents::{DocumentBlock, Fonts, PdfDocument};
use model::language::Language;

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::request::concurrency_limits::ExclusivePermit;

/// Renders the document as a tagged PDF on the blocking pool. `permit` is the permit that limits a
/// person to one export; it is held until the work ends. Dropping the future cancels the work.
///
/// # Errors
/// `Busy` when the queue of the pool is full; `Internal` when rendering fails, which is logged.
pub async fn render_pdf_export(
    fonts: Fonts,
    permit: ExclusivePermit,
    blocks: Vec<DocumentBlock>,
    title: String,
    language: &'static str,
) -> Result<Vec<u8>, AppError> {
    let document = PdfDocument {
        blocks,
        title,
        language,
        missing_note,
        page_label,
    };
    Ok(documents::write_pdf(fonts, permit, document).await?)
}

fn localizer(language: &str) -> Localizer {
    Localizer(Language::parse(language).unwrap_or(Language::En))
}

fn missing_note(language: &str, count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    localizer(language).format("common-paper-missing", &[("count", count.into())])
}

fn page_label(language: &str, number: usize, all: usize) -> String {
    // As strings, because Fluent would group the digits of a number.
    localizer(language).format(
        "common-paper-page",
        &[
            ("number", number.to_string().into()),
            ("all", all.to_string().into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use documents::{PDF_POOL, TextRun};
    use model::id::PersonId;

    use super::*;
    use crate::request::concurrency_limits::EXPORTS;

    /// Far more than any real document: minutes of work.
    fn huge_document() -> Vec<DocumentBlock> {
        let run = TextRun {
            language: "en".into(),
            words: "We will meet at the lake house on Friday at four, as we said. ".repeat(20),
        };
        vec![DocumentBlock::Text(run); 100_000]
    }

    #[test]
    fn a_note_says_how_many_characters_are_missing() {
        let note = missing_note("en", 2);
        assert!(
            note.contains("characters above could not be printed"),
            "{note}"
        );
    }

    #[tokio::test]
    async fn a_pdf_is_given_up_with_its_request() {
        // Without the fonts there are no PDFs. `fonts` has a test that fails then.
        let Some(fonts) = Fonts::load_folder(Path::new("/usr/share/fonts/truetype/noto")) else {
            return;
        };
        let permit = EXPORTS
            .acquire_permit(PersonId(uuid::Uuid::from_u128(1)))
            .await
            .unwrap();
        let request = tokio::spawn(render_pdf_export(
            fonts,
            permit,
            huge_document(),
            "Plan".into(),
            "en",
        ));
        // Polls, because neither the pool nor the permits tell when they change.
        let until = |holds: fn() -> bool| async move {
            while !holds() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        until(|| PDF_POOL.running_count() == 1).await;
        assert_eq!(
            EXPORTS.active_people(),
            1,
            "the person's turn lives as long as the work"
        );
        // As when the client disconnects: the work would otherwise go on for a reader who is gone.
        request.abort();
        tokio::time::timeout(
            Duration::from_secs(20),
            until(|| PDF_POOL.running_count() == 0 && EXPORTS.active_people() == 0),
        )
        .await
        .expect("it was given up");
    }
}
