//! Renders a document as a tagged PDF: selectable text in every script, and headings and lists that
//! screen readers can navigate.

use std::collections::HashMap;
use std::ops::Range;

use krilla::color::luma;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use parley::{Layout, Run};

use runtime::blocking_pool::Cancellation;

use super::fonts::{FontCoverage, Fonts};
use super::pdf_layout::{
    BODY_STYLE, PAGE_HEIGHT, PAGE_MARGIN, PAGE_WIDTH, PdfLayout, PlacedLine, SMALL_STYLE,
    ensure_not_cancelled, strip_bidi_controls,
};
use super::pdf_tags::build_tag_tree;
use super::{DocumentBlock, PdfDocument, TextRun};

/// The fonts that a document has used so far, by the id of the font file's data and the index of
/// the face in it: the faces of a collection (`.ttc`) share one file.
type FontCache = HashMap<(u64, u32), Font>;

impl Fonts {
    /// The PDF as bytes.
    ///
    /// # Errors
    /// The error message of the PDF writer, for the log; also when `cancellation` was canceled.
    pub fn render_pdf(
        &self,
        document: &PdfDocument,
        cancellation: &Cancellation,
    ) -> Result<Vec<u8>, String> {
        let mut coverage = FontCoverage::new(self);
        let blocks = with_missing_glyph_notes(document, &mut coverage, cancellation)?;
        let mut pdf_layout = PdfLayout::new(coverage);
        pdf_layout.lay_out_blocks(&blocks, cancellation)?;
        pdf_layout.write_document(&blocks, document, cancellation)
    }
}

/// The blocks, with a note after each one that has characters no font covers, saying how many.
/// Without it, missing-glyph boxes could be mistaken for text.
pub(super) fn with_missing_glyph_notes(
    document: &PdfDocument,
    coverage: &mut FontCoverage,
    cancellation: &Cancellation,
) -> Result<Vec<DocumentBlock>, String> {
    let language = document.language;
    let mut noted = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        ensure_not_cancelled(cancellation)?;
        let missing: usize = block
            .text_runs()
            .into_iter()
            .map(|run| coverage.missing_count(&run.words))
            .sum();
        noted.push(block.clone());
        if missing > 0 {
            noted.push(DocumentBlock::Small(TextRun {
                language: language.to_owned(),
                words: (document.missing_note)(language, missing),
            }));
        }
    }
    Ok(noted)
}

impl PdfLayout {
    fn write_document(
        mut self,
        blocks: &[DocumentBlock],
        described: &PdfDocument,
        cancellation: &Cancellation,
    ) -> Result<Vec<u8>, String> {
        let language = described.language;
        let settings = SerializeSettings {
            enable_tagging: true,
            ..SerializeSettings::default()
        };
        let mut document = Document::new_with(settings);
        document.set_metadata(
            Metadata::new()
                .title(described.title.clone())
                .language(language.to_owned())
                .creator("Alongside".to_owned()),
        );
        let mut fonts = FontCache::new();
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
            let label = (described.page_label)(language, number + 1, all);
            self.draw_page_label(&mut surface, &label, &mut fonts);
            surface.finish();
            page.finish();
        }
        // After drawing, because the tags refer to the marks that drawing made.
        document.set_tag_tree(build_tag_tree(self.paragraphs, blocks, language));
        document.finish().map_err(|error| format!("{error:?}"))
    }

    fn draw_line(&mut self, surface: &mut Surface<'_>, placed: &PlacedLine, fonts: &mut FontCache) {
        let paragraph = &self.paragraphs[placed.paragraph];
        let Some(line) = paragraph.layout.get(placed.line) else {
            return;
        };
        let baseline = placed.y + line.metrics().baseline - line.metrics().block_min_coord;
        if paragraph.bullet && placed.line == 0 {
            // Tagged apart from the text, as the label of its list item.
            let x = if paragraph.rtl {
                PAGE_WIDTH - PAGE_MARGIN - 8.0
            } else {
                PAGE_MARGIN + 4.0
            };
            let bullet = self.single_line_layout("•", BODY_STYLE.size);
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

    /// Draws the page label, tagged as an artifact so that screen readers skip it.
    fn draw_page_label(&mut self, surface: &mut Surface<'_>, label: &str, fonts: &mut FontCache) {
        let text = strip_bidi_controls(label);
        let layout = self.single_line_layout(&text, SMALL_STYLE.size);
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
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
}

/// Draws one line of a layout.
fn draw_glyph_line(
    surface: &mut Surface<'_>,
    layout: &Layout<()>,
    line: usize,
    text: &str,
    left: f32,
    baseline: f32,
    fonts: &mut FontCache,
) {
    let Some(line) = layout.get(line) else { return };
    let mut x = left + line.metrics().offset;
    for run in line.runs() {
        let Some(font) = load_font(&run, fonts) else {
            continue;
        };
        let start = x;
        let glyphs = run_glyphs(&run, &mut x);
        if !glyphs.is_empty() {
            surface.draw_glyphs(
                Point {
                    x: start,
                    y: baseline,
                },
                &glyphs,
                font,
                text,
                run.font_size(),
                false,
            );
        }
    }
}

/// The font of a run. `fonts` has those that this document has used before, because creating one
/// parses its file.
fn load_font(run: &Run<'_, ()>, fonts: &mut FontCache) -> Option<Font> {
    let index = run.font().index;
    let (data, id) = run.font().data.clone().into_raw_parts();
    let font = fonts
        .get(&(id, index))
        .cloned()
        .or_else(|| Font::new(data.into(), index))?;
    fonts.insert((id, index), font.clone());
    Some(font)
}

/// The glyphs of a run. Each carries its text range, so that the text can be selected and searched.
/// Adds the width of the run to `x`.
fn run_glyphs(run: &Run<'_, ()>, x: &mut f32) -> Vec<KrillaGlyph> {
    let size = run.font_size();
    let mut row: Vec<KrillaGlyph> = Vec::new();
    // Text range of the ligature clusters without a glyph of their own. In a right-to-left run they
    // come before the cluster with the glyph, so the range is held until then.
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
            *x += glyph.advance;
        }
    }
    row
}
