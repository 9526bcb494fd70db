//! Reads pages as a browser without JavaScript does: links, forms, refused fields and text.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise"
)]

use std::collections::BTreeSet;

pub use super::html_document::{HtmlDocument, HtmlNode};
pub use super::html_form::{ControlKind, FieldValues, FormControl, HtmlForm, post_forms};

/// The local URLs to which a page links, without their fragments.
pub fn local_links(page: &HtmlDocument) -> Vec<String> {
    let hrefs = page
        .all_elements()
        .filter(|element| element.name == "a")
        .map(|link| link.attribute_or_empty("href"))
        // Telephone numbers and other sites are not followed.
        .filter(|href| href.starts_with('/'));
    hrefs
        .map(|href| href.split('#').next().unwrap().to_owned())
        .collect()
}

/// The names of the refused fields, and whether the page refuses anything at all.
pub fn refused_fields(page: &HtmlDocument) -> (BTreeSet<String>, bool) {
    let (mut fields, mut any) = (BTreeSet::new(), false);
    for element in page.all_elements() {
        if element.attribute("aria-invalid") == Some("true") {
            fields.insert(element.attribute_or_empty("name"));
        }
        match element.attribute("class") {
            // Radio buttons have no `aria-invalid`; only the message of their group names the
            // field.
            Some("error") => fields.extend(
                element
                    .attribute("id")
                    .and_then(|id| id.strip_suffix("-error"))
                    .map(str::to_owned),
            ),
            Some("error-summary") => any = true,
            _ => {}
        }
    }
    any |= !fields.is_empty();
    (fields, any)
}

/// Everything that a person sees or could send back: text nodes and field values.
pub fn visible_text(page: &HtmlDocument) -> String {
    let mut all = String::new();
    for node in &page.0 {
        match node {
            HtmlNode::Text(text) => all.push_str(text),
            // Hidden fields as well: what they hold is sent back with the next submission.
            HtmlNode::Element { attributes, .. } => {
                all.push_str(attributes.get("value").map_or("", |value| value))
            }
            HtmlNode::Comment(_) => {}
        }
        all.push('\n');
    }
    all
}

/// The contents of the textareas.
pub fn textarea_contents(page: &HtmlDocument) -> Vec<String> {
    page.all_elements()
        .filter(|element| element.name == "textarea")
        .map(|area| area.text_content())
        .collect()
}

/// The elements, attributes and comments whose name or text contains `name`. Escaped text produces
/// none.
pub fn markup_containing(page: &HtmlDocument, name: &str) -> Vec<String> {
    let made = page.0.iter().filter_map(|node| match node {
        HtmlNode::Element {
            name: element,
            attributes,
            ..
        } => (element.contains(name)
            || attributes.keys().any(|attribute| attribute.contains(name)))
        .then(|| format!("<{element}>")),
        HtmlNode::Comment(comment) => comment.contains(name).then(|| "a comment".to_owned()),
        HtmlNode::Text(_) => None,
    });
    made.collect()
}

/// The ids that more than one element of the page has. A label or a link that names such an id
/// reaches only the first of them.
pub fn duplicate_ids(page: &HtmlDocument) -> Vec<&str> {
    let mut ids = BTreeSet::new();
    page.all_elements()
        .filter_map(|element| element.attribute("id"))
        .filter(|id| !ids.insert(*id))
        .collect()
}

/// The cells of a CSV table.
pub fn csv_cells(table: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    // The table begins with a byte order mark, by which spreadsheets recognize UTF-8.
    let mut signs = table.trim_start_matches('\u{FEFF}').chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            // Within quotes, two quotation marks are one of the text (RFC 4180).
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' | '\r' | '\n' if !quoted => cells.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    cells.push(cell);
    cells
}
