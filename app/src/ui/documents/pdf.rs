//! Renders a document as a tagged PDF: selectable text in every script, and headings and lists that
//! screen readers can navigate.

use std::collections::HashMap;
use std::num::NonZeroU16;
use std::ops::Range;
use std::sync::Arc;

use krilla::color::luma;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName, FontWeight, Layout, LayoutContext, LineHeight, StyleProperty,
};

use model::language::Language;
use store::blocking_pool::Cancellation;

use super::fonts::{Coverage, Fonts};
use super::{Block, Run};
use crate::text::Text;

/// US Letter page size, margin and indent, in points.
const WIDTH: f32 = 612.0;
const HEIGHT: f32 = 792.0;
const MARGIN: f32 = 60.0;
const INDENT: f32 = 16.0;

impl Fonts {
    /// The PDF as bytes. `language` is the reader's; `title` is the document title that viewers
    /// show.
    ///
    /// # Errors
    /// The error message of the PDF writer, for the log; also when `cancellation` was cancelled.
    pub fn pdf(&self, blocks: &[Block], title: &str, language: &str, cancellation: &Cancellation) -> Result<Vec<u8>, String> {
        let mut coverage = Coverage::new(self);
        let blocks = with_notes(blocks, &mut coverage, language, cancellation)?;
        let rtl = model::language::direction(language) == "rtl";
        let mut press = Press { fonts: coverage.context(), coverage, layouts: LayoutContext::new(), rtl, paragraphs: Vec::new() };
        press.set(&blocks, cancellation)?;
        press.print(&blocks, title, language, cancellation)
    }
}

/// The blocks, with a note after each one that has characters no font covers, saying how many.
/// Without it, missing-glyph boxes could be mistaken for text.
pub(super) fn with_notes(blocks: &[Block], coverage: &mut Coverage, language: &str, cancellation: &Cancellation) -> Result<Vec<Block>, String> {
    let mut noted = Vec::with_capacity(blocks.len());
    for block in blocks {
        wanted(cancellation)?;
        let missing: usize = block.runs().into_iter().map(|run| coverage.missing(&run.words)).sum();
        noted.push(block.clone());
        if missing > 0 {
            let count = i64::try_from(missing).unwrap_or(i64::MAX);
            let words = Text(Language::parse(language).unwrap_or(Language::En)).with("common-paper-missing", &[("count", count.into())]);
            noted.push(Block::Small(Run { language: language.to_owned(), words }));
        }
    }
    Ok(noted)
}

/// A paragraph after layout: its lines, left edge and the space before it.
struct Paragraph {
    text: String,
    language: String,
    layout: Layout<()>,
    x: f32,
    before: f32,
    /// True when the next paragraph must start on the same page, as after a heading.
    keep: bool,
    /// True when a bullet is drawn beside the first line.
    bullet: bool,
    marks: Vec<Identifier>,
    bullet_mark: Option<Identifier>,
}

/// A line on its page: index of the paragraph, index of the line in it, and the `y` of its top.
struct Placed {
    paragraph: usize,
    line: usize,
    y: f32,
}

struct Press {
    fonts: FontContext,
    coverage: Coverage,
    layouts: LayoutContext<()>,
    rtl: bool,
    paragraphs: Vec<Paragraph>,
}

#[derive(Clone, Copy)]
struct Style {
    size: f32,
    bold: bool,
    before: f32,
    indent: f32,
    keep: bool,
}

const BODY: Style = Style { size: 11.0, bold: false, before: 5.0, indent: 0.0, keep: false };
const SMALL: Style = Style { size: 9.5, before: 1.0, ..BODY };

const fn heading(level: u8) -> Style {
    let (size, before) = match level {
        1 => (20.0, 0.0),
        2 => (14.5, 18.0),
        _ => (12.0, 12.0),
    };
    Style { size, bold: true, before, indent: 0.0, keep: true }
}

impl Press {
    /// Lays out every block as paragraphs, in the order in which `tags` consumes them.
    fn set(&mut self, blocks: &[Block], cancellation: &Cancellation) -> Result<(), String> {
        for block in blocks {
            wanted(cancellation)?;
            match block {
                Block::Heading(level, run) => self.paragraph(run, heading(*level), false),
                Block::Text(run) => self.paragraph(run, BODY, false),
                Block::Small(run) => self.paragraph(run, SMALL, false),
                Block::Quote(run, by) => {
                    self.paragraph(run, Style { size: 12.0, indent: INDENT, before: 8.0, keep: by.is_some(), ..BODY }, false);
                    if let Some(by) = by {
                        self.paragraph(by, Style { indent: INDENT, ..SMALL }, false);
                    }
                }
                Block::Items(items) => {
                    for item in items {
                        self.paragraph(&item.run, Style { indent: INDENT, keep: item.small.is_some(), ..BODY }, true);
                        if let Some(small) = &item.small {
                            self.paragraph(small, Style { indent: INDENT, ..SMALL }, false);
                        }
                    }
                }
                Block::Facts(rows) => {
                    for (name, value) in rows {
                        self.paragraph(name, Style { before: 6.0, keep: true, ..SMALL }, false);
                        self.paragraph(value, Style { before: 0.0, ..BODY }, false);
                    }
                }
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, run: &Run, style: Style, bullet: bool) {
        let width = WIDTH - 2.0 * MARGIN - style.indent;
        let text = plain(&run.words);
        let families = self.coverage.families(&text);
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(stack(&families)));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.4)));
        builder.push_default(StyleProperty::FontWeight(if style.bold { FontWeight::BOLD } else { FontWeight::NORMAL }));
        let rtl = model::language::laid_out(&run.words, &run.language) == "rtl";
        builder.set_base_direction(if rtl { BaseDirection::Rtl } else { BaseDirection::Ltr });
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        let x = if self.rtl { MARGIN } else { MARGIN + style.indent };
        self.paragraphs.push(Paragraph {
            text,
            language: run.language.clone(),
            layout,
            x,
            before: style.before,
            keep: style.keep,
            bullet,
            marks: Vec::new(),
            bullet_mark: None,
        });
    }

    /// Breaks the lines into pages. A paragraph with `keep` moves to the next page together with
    /// the one after it.
    fn pages(&self) -> Vec<Vec<Placed>> {
        let (mut pages, mut page, mut y) = (Vec::new(), Vec::new(), MARGIN);
        let bottom = HEIGHT - MARGIN;
        let height = |at: usize| self.paragraphs[at].layout.get(0).map_or(0.0, |line| line.metrics().line_height);
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            y += if page.is_empty() { 0.0 } else { paragraph.before };
            let next = self.paragraphs.get(at + 1).filter(|_| paragraph.keep).map_or(0.0, |next| next.before + height(at + 1));
            if !page.is_empty() && y + paragraph.layout.height() + next > bottom && (paragraph.keep || y + height(at) > bottom) {
                pages.push(std::mem::take(&mut page));
                y = MARGIN;
            }
            for (number, line) in paragraph.layout.lines().enumerate() {
                let tall = line.metrics().line_height;
                if y + tall > bottom && !page.is_empty() {
                    pages.push(std::mem::take(&mut page));
                    y = MARGIN;
                }
                page.push(Placed { paragraph: at, line: number, y });
                y += tall;
            }
        }
        if !page.is_empty() {
            pages.push(page);
        }
        pages
    }

    fn print(mut self, blocks: &[Block], title: &str, language: &str, cancellation: &Cancellation) -> Result<Vec<u8>, String> {
        let settings = SerializeSettings { enable_tagging: true, ..SerializeSettings::default() };
        let mut document = Document::new_with(settings);
        document.set_metadata(Metadata::new().title(title.to_owned()).language(language.to_owned()).creator("Alongside".to_owned()));
        let mut fonts = HashMap::new();
        let pages = self.pages();
        let all = pages.len();
        for (number, placed) in pages.into_iter().enumerate() {
            wanted(cancellation)?;
            let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or("no page")?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            surface.set_fill(Some(Fill { paint: luma::Color::new(0).into(), opacity: NormalizedF32::ONE, rule: Default::default() }));
            for line in placed {
                self.draw(&mut surface, &line, &mut fonts);
            }
            self.number(&mut surface, number + 1, all, &mut fonts);
            surface.finish();
            page.finish();
        }
        document.set_tag_tree(self.tags(blocks, language));
        document.finish().map_err(|error| format!("{error:?}"))
    }

    fn draw(&mut self, surface: &mut Surface<'_>, placed: &Placed, fonts: &mut HashMap<u64, Font>) {
        let rtl = self.rtl;
        let paragraph = &mut self.paragraphs[placed.paragraph];
        let Some(line) = paragraph.layout.get(placed.line) else { return };
        let baseline = placed.y + line.metrics().baseline - line.metrics().block_min_coord;
        if paragraph.bullet && placed.line == 0 {
            let bullet = self.plain("•", BODY.size);
            let x = if rtl { WIDTH - MARGIN - 8.0 } else { MARGIN + 4.0 };
            let mark = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            glyphs(surface, &bullet, 0, "•", x, baseline, fonts);
            surface.end_tagged();
            self.paragraphs[placed.paragraph].bullet_mark = Some(mark);
        }
        let paragraph = &mut self.paragraphs[placed.paragraph];
        let language = paragraph.language.clone();
        let mark = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_lang(Some(&language))));
        glyphs(surface, &paragraph.layout, placed.line, &paragraph.text, paragraph.x, baseline, fonts);
        surface.end_tagged();
        paragraph.marks.push(mark);
    }

    fn plain(&mut self, text: &str, size: f32) -> Layout<()> {
        let families = self.coverage.families(text);
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(stack(&families)));
        builder.push_default(StyleProperty::FontSize(size));
        let mut layout = builder.build(text);
        layout.break_all_lines(None);
        layout
    }

    /// Draws the page number, tagged as an artifact so that screen readers skip it.
    fn number(&mut self, surface: &mut Surface<'_>, number: usize, all: usize, fonts: &mut HashMap<u64, Font>) {
        let text = format!("{number} / {all}");
        let layout = self.plain(&text, SMALL.size);
        surface.start_tagged(ContentTag::Artifact(krilla::tagging::Artifact::with_kind(ArtifactType::Footer)));
        glyphs(surface, &layout, 0, &text, (WIDTH - layout.width()) / 2.0, HEIGHT - MARGIN / 2.0, fonts);
        surface.end_tagged();
    }

    /// The tag tree: what each paragraph is, in reading order. Consumes the paragraphs in the order
    /// of `set`.
    fn tags(&mut self, blocks: &[Block], language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        let mut paragraphs = std::mem::take(&mut self.paragraphs).into_iter();
        let mut next =
            || paragraphs.next().map(|one| (one.bullet_mark, one.marks.into_iter().map(Node::from).collect::<Vec<_>>(), one.text)).unwrap_or_default();
        for block in blocks {
            match block {
                Block::Heading(level, _) => {
                    let (_, marks, text) = next();
                    let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
                    tree.push(TagGroup::with_children(Tag::Hn(level, Some(text)), marks));
                }
                Block::Text(_) | Block::Small(_) => tree.push(TagGroup::with_children(Tag::P, next().1)),
                Block::Quote(_, by) => {
                    let mut quote = TagGroup::new(Tag::BlockQuote);
                    quote.push(TagGroup::with_children(Tag::P, next().1));
                    tree.push(quote);
                    if by.is_some() {
                        tree.push(TagGroup::with_children(Tag::P, next().1));
                    }
                }
                Block::Items(items) => {
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
                Block::Facts(rows) => {
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

/// The font stack: a character is searched for in the families in this order.
fn stack(families: &[Arc<str>]) -> FontFamily<'static> {
    let names: Vec<FontFamilyName<'static>> = families.iter().map(|name| FontFamilyName::Named(name.to_string().into())).collect();
    FontFamily::List(names.into())
}

/// Returns an error once the request was dropped, so that the work stops.
fn wanted(cancellation: &Cancellation) -> Result<(), String> {
    if cancellation.is_cancelled() { Err("its request was dropped".into()) } else { Ok(()) }
}

/// Removes bidirectional control characters from text without right-to-left characters: they have
/// no effect there, but would disturb searching and copying the text.
fn plain(words: &str) -> String {
    let turns = words.chars().any(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'));
    if turns { words.to_owned() } else { words.replace(['\u{200E}', '\u{200F}', '\u{2068}', '\u{2069}'], "") }
}

/// Draws one line of a layout. Each glyph carries its text range, so that the text can be selected
/// and searched.
fn glyphs(surface: &mut Surface<'_>, layout: &Layout<()>, line: usize, text: &str, left: f32, baseline: f32, fonts: &mut HashMap<u64, Font>) {
    let Some(line) = layout.get(line) else { return };
    let mut x = left + line.metrics().offset;
    for run in line.runs() {
        let (data, id) = run.font().data.clone().into_raw_parts();
        let Some(font) = fonts.get(&id).cloned().or_else(|| Font::new(data.into(), run.font().index)) else { continue };
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
            let range = rest.take().map_or(range.clone(), |rest| range.start..rest.end);
            for glyph in cluster.glyphs() {
                row.push(KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance / size, glyph.x / size, glyph.y / size, 0.0, range.clone(), None));
                x += glyph.advance;
            }
        }
        if !row.is_empty() {
            surface.draw_glyphs(Point { x: start, y: baseline }, &row, font, text, size, false);
        }
    }
}
