//! The print page of a document: the same list of blocks that `documents` renders as a PDF.

use documents::{DocumentBlock, DocumentItem, TextRun};
use leptos::prelude::*;

use super::summary_list::summary_list;

/// The document as a page to print: US Letter, without navigation.
pub fn print_view(blocks: Vec<DocumentBlock>) -> AnyView {
    view! { <article class="print">{blocks.into_iter().map(block_view).collect_view()}</article> }
        .into_any()
}

/// The direction of the block of a text: that of its language, like the side at which it begins in
/// the PDF.
fn block_direction(run: &TextRun) -> &'static str {
    model::language::direction_of_tag(&run.language)
}

/// The words of a text inside its block.
fn run_words(run: TextRun) -> AnyView {
    // Not `dir="auto"`: the PDF decides with the same function, and both must look alike.
    let direction = model::language::text_direction(&run.words, &run.language);
    if direction == block_direction(&run) {
        run.words.into_any()
    } else {
        view! { <bdi dir=direction>{run.words}</bdi> }.into_any()
    }
}

/// A text in a block of its own.
fn run_view(run: TextRun, class: Option<&'static str>) -> AnyView {
    let (lang, dir) = (run.language.clone(), block_direction(&run));
    view! {
        <div class=class lang=lang dir=dir>
            {run_words(run)}
        </div>
    }
    .into_any()
}

fn heading_view(level: u8, run: TextRun) -> AnyView {
    let (lang, dir) = (run.language.clone(), block_direction(&run));
    let words = run_words(run);
    match level {
        1 => view! { <h1 lang=lang dir=dir>{words}</h1> }.into_any(),
        2 => view! { <h2 lang=lang dir=dir>{words}</h2> }.into_any(),
        _ => view! { <h3 lang=lang dir=dir>{words}</h3> }.into_any(),
    }
}

fn paragraph_view(run: TextRun, class: Option<&'static str>) -> AnyView {
    let (lang, dir) = (run.language.clone(), block_direction(&run));
    view! { <p class=class lang=lang dir=dir>{run_words(run)}</p> }.into_any()
}

fn block_view(block: DocumentBlock) -> AnyView {
    match block {
        DocumentBlock::Heading(level, run) => heading_view(level, run),
        DocumentBlock::Text(run) => paragraph_view(run, None),
        DocumentBlock::Small(run) => paragraph_view(run, Some("muted")),
        DocumentBlock::Quote(run, by) => {
            let (lang, dir) = (run.language.clone(), block_direction(&run));
            view! {
                <blockquote lang=lang dir=dir>{run_words(run)}</blockquote>
                {by.map(|by| paragraph_view(by, Some("by")))}
            }
            .into_any()
        }
        DocumentBlock::Items(items) => {
            let rows = items.into_iter().map(item_view).collect_view();
            view! { <ul>{rows}</ul> }.into_any()
        }
        // The names are labels in the language of the page, so only the values are marked with
        // their language.
        DocumentBlock::Facts(rows) => summary_list(
            rows.into_iter()
                .map(|(name, value)| (name.words, run_view(value, None)))
                .collect(),
        ),
    }
}

fn item_view(item: DocumentItem) -> AnyView {
    let (lang, dir) = (item.run.language.clone(), block_direction(&item.run));
    view! {
        <li lang=lang dir=dir>
            {run_words(item.run)}
            {item.small.map(|small| run_view(small, Some("muted")))}
        </li>
    }
    .into_any()
}
