//! Words for paper: one list of blocks, drawn as a page to print and as a tagged PDF.

mod pdf;

use leptos::prelude::*;

pub use pdf::Fonts;

use super::summary_list::summary_list;
use crate::error::Error;

/// Words in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub language: String,
    pub words: String,
}

/// A line of a list, with its facts in small print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub run: Run,
    pub small: Option<Run>,
}

/// A piece of a document, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Level 1 to 3.
    Heading(u8, Run),
    Text(Run),
    Small(Run),
    /// Words that somebody said, and who.
    Quote(Run, Option<Run>),
    Items(Vec<Item>),
    /// Facts with their names.
    Facts(Vec<(Run, Run)>),
}

impl Run {
    fn view(self) -> AnyView {
        let dir = model::language::direction(&self.language);
        view! { <bdi lang=self.language dir=dir>{self.words}</bdi> }.into_any()
    }
}

impl Block {
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

/// The document as a tagged PDF. Setting a long one takes a moment and must not hold up other readers.
///
/// # Errors
/// `Broken` when it could not be written.
pub async fn write(fonts: Fonts, blocks: Vec<Block>, title: String, language: &'static str) -> Result<Vec<u8>, Error> {
    match tokio::task::spawn_blocking(move || fonts.pdf(&blocks, &title, language)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            tracing::error!(error, "a PDF was not written");
            Err(Error::Broken)
        }
        Err(_) => {
            // The words of a panic may hold what a person typed.
            tracing::error!("a PDF was not written: its writer panicked");
            Err(Error::Broken)
        }
    }
}

/// The document as a page to print: letter size, no navigation.
pub fn sheet(blocks: Vec<Block>) -> AnyView {
    view! { <article class="print">{blocks.into_iter().map(Block::view).collect_view()}</article> }.into_any()
}
