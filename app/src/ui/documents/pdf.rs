//! Renders a document as a tagged PDF: selectable text in every script, and headings and lists that
//! screen readers can navigate.

use std::collections::HashMap;
use std::num::NonZeroU16;
use std::ops::Range;

use krilla::color::luma;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    ArtifactType, ContentTag, ListNumbering, Node, SpanTag, Tag, TagGroup, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use parley::{Layout, LayoutContext};

use model::language::Language;
use store::blocking_pool::Cancellation;

use super::fonts::{FontCoverage, Fonts};
use super::pdf_layout::{
    BODY_STYLE, PAGE_HEIGHT, PAGE_MARGIN, PAGE_WIDTH, PdfLayout, PlacedLine, SMALL_STYLE,
    ensure_not_cancelled,
};
use super::{DocumentBlock, TextRun};
use crate::i18n::Localizer;

impl Fonts {
    /// The PDF as bytes. `language` is the reader's; `title` is the document title that viewers
    /// show.
    ///
    /// # Errors
    /// The error message of the PDF writer, for the log; also when `cancellation` was cancelled.
    pub fn render_pdf(
        &self,
        blocks: &[DocumentBlock],
        title: &str,
        language: &str,
        cancellation: &Cancellation,
    ) -> Result<Vec<u8>, String> {
        let mut coverage = FontCoverage::new(self);
        let blocks = with_missing_glyph_notes(blocks, &mut coverage, language, cancellation)?;
        let rtl = model::language::direction_of_tag(language) == "rtl";
        let mut pdf_layout = PdfLayout {
            fonts: coverage.font_context(),
            coverage,
            layout_context: LayoutContext::new(),
            rtl,
            paragraphs: Vec::new(),
        };
        pdf_layout.lay_out_blocks(&blocks, cancellation)?;
        pdf_layout.write_document(&blocks, title, language, cancellation)
    }
}

/// The blocks, with a note after each one that has characters no font covers, saying how many.
/// Without it, missing-glyph boxes could be mistaken for text.
pub(super) fn with_missing_glyph_notes(
    blocks: &[DocumentBlock],
    coverage: &mut FontCoverage,
    language: &str,
    cancellation: &Cancellation,
) -> Result<Vec<DocumentBlock>, String> {
    let mut noted = Vec::with_capacity(blocks.len());
    for block in blocks {
        ensure_not_cancelled(cancellation)?;
        let missing: usize = block
            .text_runs()
            .into_iter()
            .map(|run| coverage.missing_count(&run.words))
            .sum();
        noted.push(block.clone());
        if missing > 0 {
            let count = i64::try_from(missing).unwrap_or(i64::MAX);
            let words = Localizer(Language::parse(language).unwrap_or(Language::En))
                .format("common-paper-missing", &[("count", count.into())]);
            noted.push(DocumentBlock::Small(TextRun {
                language: language.to_owned(),
                words,
            }));
        }
    }
    Ok(noted)
}

impl PdfLayout {
    fn write_document(
        mut self,
        blocks: &[DocumentBlock],
        title: &str,
        language: &str,
        cancellation: &Cancellation,
    ) -> Result<Vec<u8>, String> {
        let settings = SerializeSettings {
            enable_tagging: true,
            ..SerializeSettings::default()
        };
        let mut document = Document::new_with(settings);
        document.set_metadata(
            Metadata::new()
                .title(title.to_owned())
                .language(language.to_owned())
                .creator("Alongside".to_owned()),
        );
        let mut fonts = HashMap::new();
        let pages = self.break_into_pages();
        let all = pages.len();
        for (number, placed) in pages.into_iter().enumerate() {
            ensure_not_cancelled(cancellation)?;
            let settings = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT).ok_or("no page")?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            surface.set_fill(Some(Fill {
                paint: luma::Color::new(0).into(),
                opacity: NormalizedF32::ONE,
                rule: Default::default(),
            }));
            for line in placed {
                self.draw_line(&mut surface, &line, &mut fonts);
            }
            self.draw_page_number(&mut surface, number + 1, all, &mut fonts);
            surface.finish();
            page.finish();
        }
        document.set_tag_tree(self.build_tag_tree(blocks, language));
        document.finish().map_err(|error| format!("{error:?}"))
    }

    fn draw_line(
        &mut self,
        surface: &mut Surface<'_>,
        placed: &PlacedLine,
        fonts: &mut HashMap<u64, Font>,
    ) {
        let rtl = self.rtl;
        let paragraph = &mut self.paragraphs[placed.paragraph];
        let Some(line) = paragraph.layout.get(placed.line) else {
            return;
        };
        let baseline = placed.y + line.metrics().baseline - line.metrics().block_min_coord;
        if paragraph.bullet && placed.line == 0 {
            let bullet = self.single_line_layout("•", BODY_STYLE.size);
            let x = if rtl {
                PAGE_WIDTH - PAGE_MARGIN - 8.0
            } else {
                PAGE_MARGIN + 4.0
            };
            let mark = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            draw_glyph_line(surface, &bullet, 0, "•", x, baseline, fonts);
            surface.end_tagged();
            self.paragraphs[placed.paragraph].bullet_mark = Some(mark);
        }
        let paragraph = &mut self.paragraphs[placed.paragraph];
        let language = paragraph.language.clone();
        let mark = surface.start_tagged(ContentTag::Span(
            SpanTag::empty().with_lang(Some(&language)),
        ));
        draw_glyph_line(
            surface,
            &paragraph.layout,
            placed.line,
            &paragraph.text,
            paragraph.x,
            baseline,
            fonts,
        );
        surface.end_tagged();
        paragraph.marks.push(mark);
    }

    /// Draws the page number, tagged as an artifact so that screen readers skip it.
    fn draw_page_number(
        &mut self,
        surface: &mut Surface<'_>,
        number: usize,
        all: usize,
        fonts: &mut HashMap<u64, Font>,
    ) {
        let text = format!("{number} / {all}");
        let layout = self.single_line_layout(&text, SMALL_STYLE.size);
        surface.start_tagged(ContentTag::Artifact(krilla::tagging::Artifact::with_kind(
            ArtifactType::Footer,
        )));
        draw_glyph_line(
            surface,
            &layout,
            0,
            &text,
            (PAGE_WIDTH - layout.width()) / 2.0,
            PAGE_HEIGHT - PAGE_MARGIN / 2.0,
            fonts,
        );
        surface.end_tagged();
    }

    /// The tag tree: what each paragraph is, in reading order. Consumes the paragraphs in the order
    /// of `lay_out_blocks`.
    fn build_tag_tree(&mut self, blocks: &[DocumentBlock], language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        let mut paragraphs = std::mem::take(&mut self.paragraphs).into_iter();
        let mut next = || {
            paragraphs
                .next()
                .map(|one| {
                    (
                        one.bullet_mark,
                        one.marks.into_iter().map(Node::from).collect::<Vec<_>>(),
                        one.text,
                    )
                })
                .unwrap_or_default()
        };
        for block in blocks {
            match block {
                DocumentBlock::Heading(level, _) => {
                    let (_, marks, text) = next();
                    let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
                    tree.push(TagGroup::with_children(Tag::Hn(level, Some(text)), marks));
                }
                DocumentBlock::Text(_) | DocumentBlock::Small(_) => {
                    tree.push(TagGroup::with_children(Tag::P, next().1))
                }
                DocumentBlock::Quote(_, by) => {
                    let mut quote = TagGroup::new(Tag::BlockQuote);
                    quote.push(TagGroup::with_children(Tag::P, next().1));
                    tree.push(quote);
                    if by.is_some() {
                        tree.push(TagGroup::with_children(Tag::P, next().1));
                    }
                }
                DocumentBlock::Items(items) => {
                    let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
                    for item in items {
                        let (bullet, marks, _) = next();
                        let mut body = TagGroup::new(Tag::LBody);
                        body.push(TagGroup::with_children(Tag::P, marks));
                        if item.small.is_some() {
                            body.push(TagGroup::with_children(Tag::P, next().1));
                        }
                        let mut line = TagGroup::new(Tag::LI);
                        if let Some(bullet) = bullet {
                            line.push(TagGroup::with_children(Tag::Lbl, vec![bullet.into()]));
                        }
                        line.push(body);
                        list.push(line);
                    }
                    tree.push(list);
                }
                DocumentBlock::Facts(rows) => {
                    for _ in rows {
                        tree.push(TagGroup::with_children(Tag::P, next().1));
                        tree.push(TagGroup::with_children(Tag::P, next().1));
                    }
                }
            }
        }
        tree
    }
}

/// Draws one line of a layout. Each glyph carries its text range, so that the text can be selected
/// and searched.
fn draw_glyph_line(
    surface: &mut Surface<'_>,
    layout: &Layout<()>,
    line: usize,
    text: &str,
    left: f32,
    baseline: f32,
    fonts: &mut HashMap<u64, Font>,
) {
    let Some(line) = layout.get(line) else { return };
    let mut x = left + line.metrics().offset;
    for run in line.runs() {
        let (data, id) = run.font().data.clone().into_raw_parts();
        let Some(font) = fonts
            .get(&id)
            .cloned()
            .or_else(|| Font::new(data.into(), run.font().index))
        else {
            continue;
        };
        fonts.insert(id, font.clone());
        let size = run.font_size();
        let start = x;
        let mut row: Vec<KrillaGlyph> = Vec::new();
        // Text range of the ligature clusters without a glyph of their own. In a right-to-left run
        // they come before the cluster with the glyph, so the range is held until then.
        let mut rest: Option<Range<usize>> = None;
        for cluster in run.visual_clusters() {
            let range = cluster.text_range();
            if cluster.is_ligature_continuation() {
                match row.last_mut().filter(|_| !run.is_rtl()) {
                    Some(glyph) => glyph.text_range.end = range.end,
                    None => rest = Some(rest.map_or(range.clone(), |rest| range.start..rest.end)),
                }
                continue;
            }
            let range = rest
                .take()
                .map_or(range.clone(), |rest| range.start..rest.end);
            for glyph in cluster.glyphs() {
                row.push(KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    glyph.advance / size,
                    glyph.x / size,
                    glyph.y / size,
                    0.0,
                    range.clone(),
                    None,
                ));
                x += glyph.advance;
            }
        }
        if !row.is_empty() {
            surface.draw_glyphs(
                Point {
                    x: start,
                    y: baseline,
                },
                &row,
                font,
                text,
                size,
                false,
            );
        }
    }
}
