//! The layout of a PDF document: paragraphs from the blocks, and pages from the lines of the
//! paragraphs.

mod page_breaks;

use std::sync::Arc;

use krilla::tagging::Identifier;
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName,
    FontWeight, Layout, LayoutContext, LineHeight, StyleProperty,
};
use runtime::blocking_pool::Cancellation;

pub(super) use self::page_breaks::PlacedLine;
use super::fonts::FontCoverage;
use super::{DocumentBlock, DocumentItem, TextRun};

/// US Letter page size, margin and indent, in points.
pub(super) const PAGE_WIDTH: f32 = 612.0;
pub(super) const PAGE_HEIGHT: f32 = 792.0;
pub(super) const PAGE_MARGIN: f32 = 60.0;
const LIST_INDENT: f32 = 16.0;

/// A paragraph after layout: its lines, left edge and the space before it.
pub(super) struct ParagraphLayout {
    pub(super) text: String,
    pub(super) language: String,
    pub(super) layout: Layout<()>,
    pub(super) x: f32,
    /// True when it begins at the right edge.
    pub(super) rtl: bool,
    space_before: f32,
    /// True when the next paragraph must start on the same page, as after a heading.
    keep_with_next: bool,
    /// True when a bullet is drawn beside the first line.
    pub(super) bullet: bool,
    pub(super) marks: Vec<Identifier>,
    pub(super) bullet_mark: Option<Identifier>,
}

pub(super) struct PdfLayout {
    pub(super) fonts: FontContext,
    pub(super) coverage: FontCoverage,
    pub(super) layout_context: LayoutContext<()>,
    pub(super) paragraphs: Vec<ParagraphLayout>,
}

/// What is drawn beside the first line of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ParagraphMarker {
    /// Nothing.
    Plain,
    /// The bullet of a list item.
    Bullet,
}

#[derive(Clone, Copy)]
pub(super) struct ParagraphStyle {
    pub(super) size: f32,
    bold: bool,
    space_before: f32,
    indent: f32,
    keep_with_next: bool,
}

pub(super) const BODY_STYLE: ParagraphStyle = ParagraphStyle {
    size: 11.0,
    bold: false,
    space_before: 5.0,
    indent: 0.0,
    keep_with_next: false,
};
pub(super) const SMALL_STYLE: ParagraphStyle = ParagraphStyle {
    size: 9.5,
    space_before: 1.0,
    ..BODY_STYLE
};

const INDENTED_SMALL_STYLE: ParagraphStyle = ParagraphStyle {
    indent: LIST_INDENT,
    ..SMALL_STYLE
};

const fn heading_style(level: u8) -> ParagraphStyle {
    let (size, before) = match level {
        1 => (20.0, 0.0),
        2 => (14.5, 18.0),
        _ => (12.0, 12.0),
    };
    ParagraphStyle {
        size,
        bold: true,
        space_before: before,
        indent: 0.0,
        keep_with_next: true,
    }
}

impl PdfLayout {
    pub(super) fn new(coverage: FontCoverage) -> Self {
        Self {
            fonts: coverage.font_context(),
            coverage,
            layout_context: LayoutContext::new(),
            paragraphs: Vec::new(),
        }
    }

    /// Lays out every block as paragraphs, in the order in which `build_tag_tree` consumes them.
    pub(super) fn lay_out_blocks(
        &mut self,
        blocks: &[DocumentBlock],
        cancellation: &Cancellation,
    ) -> Result<(), String> {
        for block in blocks {
            ensure_not_cancelled(cancellation)?;
            match block {
                DocumentBlock::Heading(level, run) => {
                    self.lay_out_paragraph(run, heading_style(*level), ParagraphMarker::Plain)
                }
                DocumentBlock::Text(run) => {
                    self.lay_out_paragraph(run, BODY_STYLE, ParagraphMarker::Plain)
                }
                DocumentBlock::Small(run) => {
                    self.lay_out_paragraph(run, SMALL_STYLE, ParagraphMarker::Plain)
                }
                DocumentBlock::Quote(run, by) => self.lay_out_quote(run, by.as_ref()),
                DocumentBlock::Items(items) => self.lay_out_items(items),
                DocumentBlock::Facts(rows) => self.lay_out_facts(rows),
            }
        }
        Ok(())
    }

    /// A quotation and its author, who stays on the same page.
    fn lay_out_quote(&mut self, run: &TextRun, by: Option<&TextRun>) {
        let style = ParagraphStyle {
            size: 12.0,
            indent: LIST_INDENT,
            space_before: 8.0,
            keep_with_next: by.is_some(),
            ..BODY_STYLE
        };
        self.lay_out_paragraph(run, style, ParagraphMarker::Plain);
        if let Some(by) = by {
            self.lay_out_paragraph(by, INDENTED_SMALL_STYLE, ParagraphMarker::Plain);
        }
    }

    fn lay_out_items(&mut self, items: &[DocumentItem]) {
        for item in items {
            let style = ParagraphStyle {
                indent: LIST_INDENT,
                keep_with_next: item.small.is_some(),
                ..BODY_STYLE
            };
            self.lay_out_paragraph(&item.run, style, ParagraphMarker::Bullet);
            if let Some(small) = &item.small {
                self.lay_out_paragraph(small, INDENTED_SMALL_STYLE, ParagraphMarker::Plain);
            }
        }
    }

    /// Names, each above its value.
    fn lay_out_facts(&mut self, rows: &[(TextRun, TextRun)]) {
        let name_style = ParagraphStyle {
            space_before: 6.0,
            keep_with_next: true,
            ..SMALL_STYLE
        };
        let value_style = ParagraphStyle {
            space_before: 0.0,
            ..BODY_STYLE
        };
        for (name, value) in rows {
            self.lay_out_paragraph(name, name_style, ParagraphMarker::Plain);
            self.lay_out_paragraph(value, value_style, ParagraphMarker::Plain);
        }
    }

    fn lay_out_paragraph(&mut self, run: &TextRun, style: ParagraphStyle, marker: ParagraphMarker) {
        let width = PAGE_WIDTH - 2.0 * PAGE_MARGIN - style.indent;
        let text = strip_bidi_controls(&run.words);
        let families = self.coverage.families_for(&text);
        // Not aligned to pixels (`false`): a page is printed at any resolution.
        let mut builder = self
            .layout_context
            .ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(font_stack(&families)));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.4)));
        builder.push_default(StyleProperty::FontWeight(if style.bold {
            FontWeight::BOLD
        } else {
            FontWeight::NORMAL
        }));
        // Per paragraph: an Arabic plan can quote English words, and an English plan Arabic ones.
        let words_rtl = model::language::text_direction(&run.words, &run.language) == "rtl";
        builder.set_base_direction(if words_rtl {
            BaseDirection::Rtl
        } else {
            BaseDirection::Ltr
        });
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        // The edge is that of the language and not of the words: a Latin name is a line of an
        // Arabic page like any other. `app::ui::print_view` does the same.
        let rtl = model::language::direction_of_tag(&run.language) == "rtl";
        let edge = if rtl {
            Alignment::Right
        } else {
            Alignment::Left
        };
        layout.align(edge, AlignmentOptions::default());
        // The indent is at the side where the lines begin: at the right, the narrower width leaves
        // it there.
        let x = if rtl {
            PAGE_MARGIN
        } else {
            PAGE_MARGIN + style.indent
        };
        self.paragraphs.push(ParagraphLayout {
            text,
            language: run.language.clone(),
            layout,
            x,
            rtl,
            space_before: style.space_before,
            keep_with_next: style.keep_with_next,
            bullet: marker == ParagraphMarker::Bullet,
            marks: Vec::new(),
            bullet_mark: None,
        });
    }

    pub(super) fn single_line_layout(&mut self, text: &str, size: f32) -> Layout<()> {
        let families = self.coverage.families_for(text);
        let mut builder = self
            .layout_context
            .ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(font_stack(&families)));
        builder.push_default(StyleProperty::FontSize(size));
        let mut layout = builder.build(text);
        // Without a width: bullets and page numbers are never broken.
        layout.break_all_lines(None);
        layout
    }
}

/// The font stack: a character is searched for in the families in this order.
fn font_stack(families: &[Arc<str>]) -> FontFamily<'static> {
    let names: Vec<FontFamilyName<'static>> = families
        .iter()
        .map(|name| FontFamilyName::Named(name.to_string().into()))
        .collect();
    FontFamily::List(names.into())
}

/// Returns an error once the request was dropped, so that the work stops.
pub(super) fn ensure_not_cancelled(cancellation: &Cancellation) -> Result<(), String> {
    if cancellation.is_cancelled() {
        Err("its request was dropped".into())
    } else {
        Ok(())
    }
}

/// Removes bidirectional control characters from text without right-to-left characters: they have
/// no effect there, but would disturb searching and copying the text.
pub(super) fn strip_bidi_controls(words: &str) -> String {
    let has_rtl = words.chars().any(
        |c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'),
    );
    if has_rtl {
        words.to_owned()
    } else {
        words.replace(['\u{200E}', '\u{200F}', '\u{2068}', '\u{2069}'], "")
    }
}

#[cfg(test)]
mod tests;
