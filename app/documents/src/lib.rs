//! Printable documents: one list of blocks, rendered as a print page and as a tagged PDF.

mod fonts;
mod pdf;
mod pdf_layout;
mod pdf_tags;

use leptos::prelude::*;
use store::blocking_pool::BlockingPool;

pub use fonts::Fonts;

use super::summary_list::summary_list;
use crate::concurrency_limits::ExclusivePermit;
use crate::error::AppError;

/// Text in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRun {
    pub language: String,
    pub words: String,
}

/// A list item, with details in small print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentItem {
    pub run: TextRun,
    pub small: Option<TextRun>,
}

/// A block of a document. A document is a list of blocks in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentBlock {
    /// Level 1 to 3.
    Heading(u8, TextRun),
    Text(TextRun),
    Small(TextRun),
    /// A quotation, and its author where known.
    Quote(TextRun, Option<TextRun>),
    Items(Vec<DocumentItem>),
    /// Pairs of name and value.
    Facts(Vec<(TextRun, TextRun)>),
}

impl TextRun {
    fn view(self) -> AnyView {
        // Not `dir="auto"`: the PDF decides with the same function, and both must look alike.
        let dir = model::language::text_direction(&self.words, &self.language);
        view! {
            <bdi lang=self.language dir=dir>
                {self.words}
            </bdi>
        }
        .into_any()
    }
}

impl DocumentBlock {
    /// All text of the block.
    fn text_runs(&self) -> Vec<&TextRun> {
        match self {
            Self::Heading(_, run) | Self::Text(run) | Self::Small(run) => vec![run],
            Self::Quote(run, by) => std::iter::once(run).chain(by).collect(),
            Self::Items(items) => items
                .iter()
                .flat_map(|item| std::iter::once(&item.run).chain(&item.small))
                .collect(),
            Self::Facts(rows) => rows
                .iter()
                .flat_map(|(name, value)| [name, value])
                .collect(),
        }
    }

    fn view(self) -> AnyView {
        match self {
            Self::Heading(1, run) => view! { <h1>{run.view()}</h1> }.into_any(),
            Self::Heading(2, run) => view! { <h2>{run.view()}</h2> }.into_any(),
            Self::Heading(_, run) => view! { <h3>{run.view()}</h3> }.into_any(),
            Self::Text(run) => view! { <p>{run.view()}</p> }.into_any(),
            Self::Small(run) => view! { <p class="muted">{run.view()}</p> }.into_any(),
            Self::Quote(run, by) => view! {
                <blockquote>{run.view()}</blockquote>
                {by.map(|by| view! { <p class="byline">{by.view()}</p> })}
            }
            .into_any(),
            Self::Items(items) => {
                let rows = items
                    .into_iter()
                    .map(|item| {
                        view! {
                            <li>
                                {item.run.view()}
                                {item
                                    .small
                                    .map(|small| {
                                        view! {
                                            <br />
                                            <span class="muted">{small.view()}</span>
                                        }
                                    })}
                            </li>
                        }
                    })
                    .collect_view();
                view! { <ul>{rows}</ul> }.into_any()
            }
            // The names are labels in the language of the page, so only the values are marked with
            // their language.
            Self::Facts(rows) => summary_list(
                rows.into_iter()
                    .map(|(name, value)| (name.words, value.view()))
                    .collect(),
            ),
        }
    }
}

/// Limits PDF rendering, which is CPU-bound: 2 at a time, at most 16 waiting. Both cores of a small
/// machine can be busy, but not for long: the callers limit the size of their documents.
pub static PDF_POOL: BlockingPool = BlockingPool::new(2, 16);

/// Renders the document as a tagged PDF on the blocking pool. `permit` is the permit that limits a
/// person to one export; it is held until the work ends. Dropping the future cancels the work.
///
/// # Errors
/// `Busy` when the queue of the pool is full; `Internal` when rendering fails, which is logged.
pub async fn write_pdf(
    fonts: Fonts,
    permit: ExclusivePermit,
    blocks: Vec<DocumentBlock>,
    title: String,
    language: &'static str,
) -> Result<Vec<u8>, AppError> {
    let made = PDF_POOL.run(move |(), cancellation| {
        let made = fonts.render_pdf(&blocks, &title, language, cancellation);
        // Names the permit in the closure, which owns it until the work has ended, also when the
        // request is gone.
        drop(permit);
        made
    });
    made.await?.map_err(|error| {
        tracing::error!(error, "a PDF was not written");
        AppError::Internal
    })
}

/// The document as a page to print: US Letter, without navigation.
pub fn print_view(blocks: Vec<DocumentBlock>) -> AnyView {
    view! {
        <article class="print">
            {blocks.into_iter().map(DocumentBlock::view).collect_view()}
        </article>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use model::id::PersonId;

    use super::*;
    use crate::concurrency_limits::EXPORTS;

    /// Far more than any real document: minutes of work.
    fn huge_document() -> Vec<DocumentBlock> {
        let run = TextRun {
            language: "en".into(),
            words: "We will meet at the lake house on Friday at four, as we said. ".repeat(20),
        };
        vec![DocumentBlock::Text(run); 100_000]
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
        let request = tokio::spawn(write_pdf(
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
