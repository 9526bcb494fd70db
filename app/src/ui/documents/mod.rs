//! Printable documents: one list of blocks, rendered as a print page and as a tagged PDF.

mod fonts;
mod pdf;

use leptos::prelude::*;
use store::blocking_pool::BlockingPool;

pub use fonts::Fonts;

use super::summary_list::summary_list;
use crate::error::Error;
use crate::limits::Turn;

/// Text in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub language: String,
    pub words: String,
}

/// A list item, with details in small print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub run: Run,
    pub small: Option<Run>,
}

/// A block of a document. A document is a list of blocks in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Level 1 to 3.
    Heading(u8, Run),
    Text(Run),
    Small(Run),
    /// A quotation, and its author where known.
    Quote(Run, Option<Run>),
    Items(Vec<Item>),
    /// Pairs of name and value.
    Facts(Vec<(Run, Run)>),
}

impl Run {
    fn view(self) -> AnyView {
        let dir = model::language::laid_out(&self.words, &self.language);
        view! { <bdi lang=self.language dir=dir>{self.words}</bdi> }.into_any()
    }
}

impl Block {
    /// All text of the block.
    fn runs(&self) -> Vec<&Run> {
        match self {
            Self::Heading(_, run) | Self::Text(run) | Self::Small(run) => vec![run],
            Self::Quote(run, by) => std::iter::once(run).chain(by).collect(),
            Self::Items(items) => items.iter().flat_map(|item| std::iter::once(&item.run).chain(&item.small)).collect(),
            Self::Facts(rows) => rows.iter().flat_map(|(name, value)| [name, value]).collect(),
        }
    }

    fn view(self) -> AnyView {
        match self {
            Self::Heading(1, run) => view! { <h1>{run.view()}</h1> }.into_any(),
            Self::Heading(2, run) => view! { <h2>{run.view()}</h2> }.into_any(),
            Self::Heading(_, run) => view! { <h3>{run.view()}</h3> }.into_any(),
            Self::Text(run) => view! { <p>{run.view()}</p> }.into_any(),
            Self::Small(run) => view! { <p class="soft">{run.view()}</p> }.into_any(),
            Self::Quote(run, by) => view! { <blockquote>{run.view()}</blockquote>{by.map(|by| view! { <p class="by">{by.view()}</p> })} }.into_any(),
            Self::Items(items) => {
                let rows = items
                    .into_iter()
                    .map(|item| view! { <li>{item.run.view()}{item.small.map(|small| view! { <br/><span class="soft">{small.view()}</span> })}</li> })
                    .collect_view();
                view! { <ul>{rows}</ul> }.into_any()
            }
            Self::Facts(rows) => summary_list(rows.into_iter().map(|(name, value)| (name.words, value.view())).collect()),
        }
    }
}

/// Limits PDF rendering, which is CPU-bound: 2 at a time, at most 16 waiting. Both cores of a small
/// machine can be busy, but not for long: the callers limit the size of their documents.
pub static DOCUMENTS: BlockingPool = BlockingPool::new(2, 16);

/// Renders the document as a tagged PDF on the blocking pool. `turn` is the permit that limits a
/// person to one export; it is held until the work ends. Dropping the future cancels the work.
///
/// # Errors
/// `Busy` when the queue of the pool is full; `Broken` when rendering fails, which is logged.
pub async fn write(fonts: Fonts, turn: Turn, blocks: Vec<Block>, title: String, language: &'static str) -> Result<Vec<u8>, Error> {
    let made = DOCUMENTS.run(move |(), cancellation| {
        let made = fonts.pdf(&blocks, &title, language, cancellation);
        drop(turn);
        made
    });
    made.await?.map_err(|error| {
        tracing::error!(error, "a PDF was not written");
        Error::Broken
    })
}

/// The document as a page to print: US Letter, without navigation.
pub fn sheet(blocks: Vec<Block>) -> AnyView {
    view! { <article class="print">{blocks.into_iter().map(Block::view).collect_view()}</article> }.into_any()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use model::id::PersonId;

    use super::*;
    use crate::limits::EXPORTS;

    /// Far more than any real document: minutes of work.
    fn endless() -> Vec<Block> {
        let run = Run { language: "en".into(), words: "We will meet at the lake house on Friday at four, as we said. ".repeat(20) };
        vec![Block::Text(run); 100_000]
    }

    #[tokio::test]
    async fn a_pdf_is_given_up_with_its_request() {
        let Some(fonts) = Fonts::read(Path::new("/usr/share/fonts/truetype/noto")) else { return };
        let turn = EXPORTS.enter(PersonId(uuid::Uuid::from_u128(1))).await.unwrap();
        let request = tokio::spawn(write(fonts, turn, endless(), "Plan".into(), "en"));
        let until = |holds: fn() -> bool| async move {
            while !holds() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        until(|| DOCUMENTS.running() == 1).await;
        assert_eq!(EXPORTS.people(), 1, "the person's turn lives as long as the work");
        request.abort();
        tokio::time::timeout(Duration::from_secs(20), until(|| DOCUMENTS.running() == 0 && EXPORTS.people() == 0)).await.expect("it was given up");
    }
}
