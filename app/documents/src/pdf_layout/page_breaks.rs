//! Breaks the lines of the paragraphs into pages.

use super::{PAGE_HEIGHT, PAGE_MARGIN, ParagraphLayout, PdfLayout};

/// Lines of a paragraph that stay together at its beginning, and with the heading above it.
const FIRST_LINES: usize = 2;

/// A line on its page: index of the paragraph, index of the line in it, and the `y` of its top.
pub(crate) struct PlacedLine {
    pub(crate) paragraph: usize,
    pub(crate) line: usize,
    pub(crate) y: f32,
}

impl ParagraphLayout {
    /// Height of its first lines, which are never divided: a line alone at the end of a page is
    /// easily missed.
    fn first_lines_height(&self) -> f32 {
        self.layout
            .lines()
            .take(FIRST_LINES)
            .map(|line| line.metrics().line_height)
            .sum()
    }
}

impl PdfLayout {
    /// Height of what must be on the same page below paragraph `at`: every paragraph up to one that
    /// need not stay with the next, such as a heading of a goal below that of its section, and the
    /// first lines of that one.
    fn kept_height(&self, at: usize) -> f32 {
        let mut height = 0.0;
        for pair in self.paragraphs[at..].windows(2) {
            let [paragraph, next] = pair else { break };
            if !paragraph.keep_with_next {
                break;
            }
            height += next.space_before;
            height += if next.keep_with_next {
                next.layout.height()
            } else {
                next.first_lines_height()
            };
        }
        height
    }

    /// Breaks the lines into pages. A paragraph with `keep_with_next` moves to the next page
    /// together with the one after it.
    pub(crate) fn break_into_pages(&self) -> Vec<Vec<PlacedLine>> {
        let (mut pages, mut page, mut y) = (Vec::new(), Vec::new(), PAGE_MARGIN);
        let bottom = PAGE_HEIGHT - PAGE_MARGIN;
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            // No space above the first paragraph of a page, so that all pages begin at the same
            // height.
            y += if page.is_empty() {
                0.0
            } else {
                paragraph.space_before
            };
            // Only a paragraph that must stay with the next one moves as a whole. Any other is
            // broken between its lines, and moves only when its first lines do not fit.
            let needed = if paragraph.keep_with_next {
                paragraph.layout.height() + self.kept_height(at)
            } else {
                paragraph.first_lines_height()
            };
            if !page.is_empty() && y + needed > bottom {
                pages.push(std::mem::take(&mut page));
                y = PAGE_MARGIN;
            }
            for (number, line) in paragraph.layout.lines().enumerate() {
                let tall = line.metrics().line_height;
                // A line that is taller than a page must not leave an empty page before it.
                if y + tall > bottom && !page.is_empty() {
                    pages.push(std::mem::take(&mut page));
                    y = PAGE_MARGIN;
                }
                page.push(PlacedLine {
                    paragraph: at,
                    line: number,
                    y,
                });
                y += tall;
            }
        }
        if !page.is_empty() {
            pages.push(page);
        }
        pages
    }
}
