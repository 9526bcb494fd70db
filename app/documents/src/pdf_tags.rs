//! The tag tree of a PDF: what each paragraph is, in reading order. Screen readers navigate by it.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, Tag, TagGroup, TagTree};

use super::pdf_layout::ParagraphLayout;
use super::{DocumentBlock, DocumentItem};

/// Builds the tag tree of the drawn paragraphs.
pub(super) fn build_tag_tree(
    paragraphs: Vec<ParagraphLayout>,
    blocks: &[DocumentBlock],
    language: &str,
) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    // The blocks are walked as in `lay_out_blocks`. If one of the two took a paragraph more or less
    // for a block, every tag after it would be on the wrong text.
    let mut drawn = DrawnParagraphs(paragraphs.into_iter());
    for block in blocks {
        match block {
            DocumentBlock::Heading(level, _) => {
                let heading = drawn.next_paragraph();
                let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
                // With its text as the title, which PDF/UA requires.
                let tag = Tag::Hn(level, Some(heading.text));
                tree.push(TagGroup::with_children(tag, heading.marks));
            }
            DocumentBlock::Text(_) | DocumentBlock::Small(_) => tree.push(drawn.next_tag()),
            DocumentBlock::Quote(_, by) => {
                let mut quote = TagGroup::new(Tag::BlockQuote);
                quote.push(drawn.next_tag());
                tree.push(quote);
                // The author is outside the quotation, as in the print view: a name is not part of
                // what was said.
                if by.is_some() {
                    tree.push(drawn.next_tag());
                }
            }
            DocumentBlock::Items(items) => tree.push(list_tag(items, &mut drawn)),
            DocumentBlock::Facts(rows) => {
                // PDF has no tag for pairs of name and value.
                for _ in rows {
                    tree.push(drawn.next_tag());
                    tree.push(drawn.next_tag());
                }
            }
        }
    }
    tree
}

fn list_tag(items: &[DocumentItem], drawn: &mut DrawnParagraphs) -> TagGroup {
    let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
    for item in items {
        let paragraph = drawn.next_paragraph();
        let mut body = TagGroup::new(Tag::LBody);
        body.push(TagGroup::with_children(Tag::P, paragraph.marks));
        if item.small.is_some() {
            body.push(drawn.next_tag());
        }
        let mut line = TagGroup::new(Tag::LI);
        // As the label of its item, a bullet is not read out as part of the text.
        if let Some(bullet) = paragraph.bullet {
            line.push(TagGroup::with_children(Tag::Lbl, vec![bullet.into()]));
        }
        line.push(body);
        list.push(line);
    }
    list
}

/// The paragraphs in the order in which `lay_out_blocks` made them. Every block takes as many as it
/// was laid out in.
struct DrawnParagraphs(std::vec::IntoIter<ParagraphLayout>);

/// What a tag needs of a drawn paragraph.
#[derive(Default)]
struct DrawnParagraph {
    bullet: Option<Identifier>,
    marks: Vec<Node>,
    text: String,
}

impl DrawnParagraphs {
    fn next_paragraph(&mut self) -> DrawnParagraph {
        self.0
            .next()
            .map(|one| DrawnParagraph {
                bullet: one.bullet_mark,
                marks: one.marks.into_iter().map(Node::from).collect(),
                text: one.text,
            })
            .unwrap_or_default()
    }

    fn next_tag(&mut self) -> TagGroup {
        TagGroup::with_children(Tag::P, self.next_paragraph().marks)
    }
}
