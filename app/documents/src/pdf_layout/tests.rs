//! Tests of page breaks, and of the side at which a paragraph begins.

use std::path::Path;

use super::*;
use crate::Fonts;

fn test_fonts() -> Fonts {
    Fonts::load_folder(Path::new("/usr/share/fonts/truetype/noto"))
        .expect("script/bootstrap installs them")
}

fn run(language: &str, words: &str) -> TextRun {
    TextRun {
        language: language.into(),
        words: words.into(),
    }
}

fn lay_out(fonts: &Fonts, blocks: &[DocumentBlock]) -> PdfLayout {
    let mut layout = PdfLayout::new(FontCoverage::new(fonts));
    layout
        .lay_out_blocks(blocks, &Cancellation::default())
        .unwrap();
    layout
}

/// The page that a line of a paragraph is on.
fn page_of(pages: &[Vec<PlacedLine>], paragraph: usize, line: usize) -> Option<usize> {
    pages.iter().position(|page| {
        page.iter()
            .any(|placed| (placed.paragraph, placed.line) == (paragraph, line))
    })
}

#[test]
fn headings_stay_with_the_first_lines_below_them() {
    let fonts = test_fonts();
    let long = "We will meet at the lake house on Friday at four. ".repeat(12);
    let mut moved = 0;
    // With this many lines above, the headings are at the middle of a page up to below its end.
    for above in 20..40 {
        let mut blocks = vec![DocumentBlock::Text(run("en", "A line.")); above];
        blocks.extend([
            DocumentBlock::Heading(2, run("en", "The goals of our family")),
            DocumentBlock::Heading(3, run("en", "Our own place")),
            DocumentBlock::Text(run("en", &long)),
        ]);
        let pages = lay_out(&fonts, &blocks).break_into_pages();
        let page = page_of(&pages, above, 0);
        for (paragraph, line) in [(above + 1, 0), (above + 2, 0), (above + 2, 1)] {
            assert_eq!(page_of(&pages, paragraph, line), page, "{above} above");
        }
        // They moved although there was room for one of them.
        moved += usize::from(page == Some(1) && pages[1][0].paragraph == above);
    }
    assert!(moved > 1, "some headings are at the end of a page");
}

#[test]
fn each_text_begins_at_the_side_of_its_language() {
    let fonts = test_fonts();
    let items = ["Llamar a la clínica", "الاتصال بالعيادة", "Clinic"]
        .into_iter()
        .zip(["es", "ar", "ar"])
        .map(|(words, language)| DocumentItem {
            run: run(language, words),
            small: None,
        })
        .collect();
    let layout = lay_out(&fonts, &[DocumentBlock::Items(items)]);
    let begins: Vec<(bool, bool)> = layout
        .paragraphs
        .iter()
        .map(|paragraph| {
            let offset = paragraph
                .layout
                .get(0)
                .map_or(0.0, |line| line.metrics().offset);
            // At the left edge, the indent is before the line.
            (paragraph.x > PAGE_MARGIN, offset > 100.0)
        })
        .collect();
    // The Spanish one at the left; both Arabic ones at the right, also the one of Latin letters.
    assert_eq!(begins, [(true, false), (false, true), (false, true)]);
}
