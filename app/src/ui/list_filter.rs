//! A filter for a long list of names: a form that loads the page again with the rows that match. It
//! works without JavaScript.

use leptos::prelude::*;
use model::text::keyword_key;

use super::field::InputField;
use crate::i18n::Localizer;

/// The name of the query parameter with the typed words.
pub const FILTER_PARAMETER: &str = "q";

/// A list with more rows than this has a filter.
const FEW_ROWS: usize = 8;
/// Longer than any name that could match.
const MAX_TYPED_CHARS: usize = 80;

/// The words that were typed into the filter of a page.
#[derive(Debug, Clone, Default)]
pub struct ListFilter {
    typed: String,
    terms: Vec<String>,
}

impl ListFilter {
    /// `typed` comes from the address of the page.
    pub fn new(typed: &str) -> Self {
        let typed: String = typed.trim().chars().take(MAX_TYPED_CHARS).collect();
        let terms = keyword_key(&typed)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        Self { typed, terms }
    }

    /// Whether rows can be left out.
    pub fn is_active(&self) -> bool {
        !self.terms.is_empty()
    }

    /// Whether each typed word occurs in one of the row's names. Accents and capitals make no
    /// difference, because many keyboards lack the letters of a name.
    pub fn matches(&self, names: &[&str]) -> bool {
        if !self.is_active() {
            return true;
        }
        let names = keyword_key(&names.join(" "));
        self.terms.iter().all(|term| names.contains(term.as_str()))
    }

    /// The form, for a list with `rows` rows before it is filtered; nothing for a short list.
    /// `path` is the address of the page.
    pub fn view(&self, text: Localizer, path: &'static str, rows: usize) -> Option<AnyView> {
        if rows <= FEW_ROWS && !self.is_active() {
            return None;
        }
        let field = InputField {
            name: FILTER_PARAMETER,
            kind: "search",
            label: text.get("common-filter-label"),
            value: self.typed.clone(),
            // Suggestions of the browser would show the names to the next person who uses it.
            autocomplete: "off",
            ..InputField::default()
        };
        let all = self.is_active().then(|| {
            view! {
                <a class="btn link" href=path>
                    {text.get("common-filter-all")}
                </a>
            }
        });
        Some(
            view! {
                <search>
                    <form class="list-filter" method="get" action=path>
                        {field.view()}
                        <button class="btn secondary">{text.get("common-filter-go")}</button>
                        {all}
                    </form>
                </search>
            }
            .into_any(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::ListFilter;

    #[test]
    fn a_name_is_found_without_its_accents_and_in_any_order() {
        let names = ["María Luna", "The Luna-Ortiz family"];
        for typed in [
            "maria",
            "MARI\u{301}A",
            " luna  mar",
            "ortiz",
            "",
            "  ",
            "una",
        ] {
            assert!(ListFilter::new(typed).matches(&names), "{typed:?}");
        }
        for typed in ["maria carter", "lunas", "x"] {
            assert!(!ListFilter::new(typed).matches(&names), "{typed:?}");
        }
        assert!(ListFilter::new("احمد").matches(&["أحمد حداد"]));
    }

    #[test]
    fn what_shows_nothing_filters_nothing() {
        for typed in ["", " ", "\u{200B}", "-", "¿?"] {
            assert!(!ListFilter::new(typed).is_active(), "{typed:?}");
        }
        assert!(ListFilter::new(&"long ".repeat(1000)).typed.len() <= 80);
    }
}
