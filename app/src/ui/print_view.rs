//! The print page of a document: the same list of blocks that `documents` renders as a PDF.

use documents::{DocumentBlock, DocumentItem, TextRun};
use leptos::prelude::*;

use super::summary_list::summary_list;

/// The document as a page to print: US Letter, without navigation.
pub fn print_view(blocks: Vec<DocumentBlock>) -> AnyView {
    view! { <article class="print">{blocks.into_iter().map(block_view).collect_view()}</article> }
        .into_any()
}

fn run_view(run: TextRun) -> AnyView {
    // Not `dir="auto"`: the PDF decides with the same function, and both must look alike.
    let dir = model::language::text_direction(&run.words, &run.language);
    view! {
        <bdi lang=run.language dir=dir>
            {run.words}
        </bdi>
    }
    .into_any()
}

fn block_view(block: DocumentBlock) -> AnyView {
    match block {
        DocumentBlock::Heading(1, run) => view! { <h1>{run_view(run)}</h1> }.into_any(),
        DocumentBlock::Heading(2, run) => view! { <h2>{run_view(run)}</h2> }.into_any(),
        DocumentBlock::Heading(_, run) => view! { <h3>{run_view(run)}</h3> }.into_any(),
        DocumentBlock::Text(run) => view! { <p>{run_view(run)}</p> }.into_any(),
        DocumentBlock::Small(run) => view! { <p class="muted">{run_view(run)}</p> }.into_any(),
        DocumentBlock::Quote(run, by) => view! {
            <blockquote>{run_view(run)}</blockquote>
            {by.map(|by| view! { <p class="by">{run_view(by)}</p> })}
        }
        .into_any(),
        DocumentBlock::Items(items) => {
            let rows = items.into_iter().map(item_view).collect_view();
            view! { <ul>{rows}</ul> }.into_any()
        }
        // The names are labels in the language of the page, so only the values are marked with
        // their language.
        DocumentBlock::Facts(rows) => summary_list(
            rows.into_iter()
                .map(|(name, value)| (name.words, run_view(value)))
                .collect(),
        ),
    }
}

fn item_view(item: DocumentItem) -> AnyView {
    view! {
        <li>
            {run_view(item.run)}
            {item
                .small
                .map(|small| {
                    view! {
                        <br />
                        <span class="muted">{run_view(small)}</span>
                    }
                })}
        </li>
    }
    .into_any()
}
