//! The only place that renders a `<textarea>`; `script/check-markup` refuses any other.
//!
//! Leptos escapes the children of every element but `textarea`, `script`, `style` and `noscript`
//! (`ESCAPE_CHILDREN` in tachys 0.2). Text rendered as a child could therefore end the element with
//! a typed `</textarea>` and inject markup into the page (cross-site scripting). Here it is escaped
//! and set as inner HTML, which also keeps Leptos's node markers out of the field.

use leptos::html::Textarea;
use leptos::prelude::*;

/// A multi-line text field, without its label.
#[derive(Debug, Clone, Default)]
pub struct TextArea {
    /// Name in the form, and id in the page.
    pub name: String,
    pub rows: u8,
    /// The ids of its hint and its error.
    pub described_by: Option<String>,
    pub invalid: bool,
    /// The text as it was typed, not escaped.
    pub value: String,
    /// For an island that reads the field in the browser.
    pub node_ref: Option<NodeRef<Textarea>>,
}

impl TextArea {
    pub fn view(self) -> impl IntoView + use<> {
        let Self {
            name,
            rows,
            described_by,
            invalid,
            value,
            node_ref,
        } = self;
        let id = name.clone();
        // `dir="auto"`: the direction follows what is typed, which need not be in the language of
        // the page.
        view! {
            <textarea
                id=id
                name=name
                rows=rows
                dir="auto"
                node_ref=node_ref.unwrap_or_default()
                aria-describedby=described_by
                aria-invalid=invalid.then_some("true")
                // raw-html: `textarea_html` leaves no markup in it.
                inner_html=textarea_html(&value)
            ></textarea>
        }
    }
}

/// The text as HTML that parses back to exactly this text. HTML parsers drop one newline after the
/// start tag, so one is prepended for them to drop.
fn textarea_html(value: &str) -> String {
    format!("\n{}", escape_html(value))
}

/// Escapes text for use as element content. Not for attribute values: quotes stay as they are.
pub fn escape_html(value: &str) -> String {
    value
        // First, because the other two replacements insert an `&`.
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered_html(value: &str) -> String {
        let area = TextArea {
            name: "words".into(),
            rows: 3,
            value: value.into(),
            ..TextArea::default()
        };
        Owner::new().with(|| area.view().to_html())
    }

    #[test]
    fn text_stays_inside_the_field() {
        // An end tag with markup behind it, and an entity that was typed and must stay as typed.
        let html = rendered_html("</textarea><form action=\"/evil\">&lt;");
        assert!(
            html.ends_with(">\n&lt;/textarea&gt;&lt;form action=\"/evil\"&gt;&amp;lt;</textarea>"),
            "{html}"
        );
    }

    #[test]
    fn leading_newline_is_kept_and_an_empty_field_is_empty() {
        // A parser drops one of the two newlines.
        assert!(rendered_html("\nsecond line").contains(">\n\nsecond line</textarea>"));
        assert!(rendered_html("").contains(">\n</textarea>"));
    }
}
