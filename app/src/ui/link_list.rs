//! A list of rows, each with a title, details and a tag. The whole row is the link.

use leptos::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::i18n::Localizer;

/// The length after which the words in a row are cut, in graphemes.
const ROW_GRAPHEMES: usize = 140;

/// The beginning of a text, for a row.
pub fn shorten_for_row(body: &str) -> String {
    // Between graphemes: what a reader sees as one letter is often several characters.
    match body.grapheme_indices(true).nth(ROW_GRAPHEMES) {
        Some((end, _)) => format!("{}…", &body[..end]),
        None => body.to_owned(),
    }
}

/// One row.
#[derive(Default)]
pub struct ListRow {
    pub href: Option<String>,
    pub title: Option<AnyView>,
    pub small: String,
    /// Rendered below the row, outside its link.
    pub below: Option<AnyView>,
    pub tag: Option<RowTag>,
}

/// A short label beside the title of a row.
pub struct RowTag {
    /// CSS class besides `tag`; empty for a tag without a color of its own.
    pub class: &'static str,
    pub label: String,
}

impl RowTag {
    pub const fn plain(label: String) -> Self {
        Self { class: "", label }
    }

    /// The reader has something to do, or something is new.
    pub const fn attention(label: String) -> Self {
        Self {
            class: "attention",
            label,
        }
    }

    /// Something is late.
    pub const fn urgent(label: String) -> Self {
        Self {
            class: "urgent",
            label,
        }
    }

    pub const fn done(label: String) -> Self {
        Self {
            class: "done",
            label,
        }
    }

    pub fn view(self) -> AnyView {
        view! { <span class=format!("tag {}", self.class)>{self.label}</span> }.into_any()
    }
}

/// The first rows, and the others in a last row that is closed at first, so that a page stays
/// short.
pub fn folded_list(text: Localizer, mut rows: Vec<ListRow>, shown: usize) -> AnyView {
    let others = rows.split_off(shown.min(rows.len()));
    let summary = text.format("common-more-rows", &[("count", others.len().into())]);
    let folded = (!others.is_empty()).then(|| {
        view! {
            <li>
                <details class="disclosure more-rows">
                    <summary>{summary}</summary>
                    {link_list(others)}
                </details>
            </li>
        }
        .into_any()
    });
    list_with_last_row(rows, folded)
}

/// The list; nothing without rows.
pub fn link_list(rows: Vec<ListRow>) -> AnyView {
    list_with_last_row(rows, None)
}

fn list_with_last_row(rows: Vec<ListRow>, last: Option<AnyView>) -> AnyView {
    if rows.is_empty() && last.is_none() {
        return ().into_any();
    }
    let rows = rows
        .into_iter()
        .map(
            |ListRow {
                 href,
                 title,
                 small,
                 below,
                 tag,
             }| {
                let tag = tag.map(RowTag::view);
                let small = (!small.is_empty()).then(|| view! { <small>{small}</small> });
                let inside = view! {
                    <span class="title">{title}</span>
                    {tag}
                    {small}
                };
                // `below` can contain links and forms, which HTML does not allow inside a link.
                match href {
                    Some(href) => view! {
                        <li>
                            <a class="list-row" href=href>
                                {inside}
                            </a>
                            {below}
                        </li>
                    }
                    .into_any(),
                    None => view! {
                        <li>
                            <div class="list-row">{inside}</div>
                            {below}
                        </li>
                    }
                    .into_any(),
                }
            },
        )
        .collect_view();
    // `role`, because WebKit does not expose a list without markers as a list.
    view! {
        <ul class="link-list" role="list">
            {rows}
            {last}
        </ul>
    }
    .into_any()
}
