//! A filter for a long list of names: a form that loads the page again with the rows that match. It
//! works without JavaScript. The typed name is stored as the words of a search are
//! (`request::search_words`), so it is in no address.

use leptos::prelude::*;
use model::text::keyword_key;

use crate::error::AppError;
use crate::page::form::{button_form, return_fields};
use crate::request::context::RequestContext;
use crate::ui::field::InputField;

/// A list with more rows than this has a filter.
const FEW_ROWS: usize = 8;
/// Longer than any name that could match.
const MAX_TYPED_CHARS: usize = 80;

/// The words that were typed into the filter of a page.
#[derive(Debug, Clone, Default)]
pub struct ListFilter {
    /// What the field shows.
    typed: String,
    terms: Vec<String>,
    /// The address of the form of every search.
    action: &'static str,
}

impl ListFilter {
    /// The filter of the list on `page`, which is the page of this request. `action` is
    /// `StoreSearchQuery::PATH`: no file of `page` refers to a feature.
    ///
    /// # Errors
    /// `SignedOut` without a signed-in person, `Busy` when the session store fails.
    pub async fn load(
        context: &RequestContext,
        action: &'static str,
        page: &str,
    ) -> Result<Self, AppError> {
        let filter = Self {
            action,
            ..Self::new(&context.search_words(page).await?)
        };
        // A form that was kept across a sign-in has newer words than the last filter.
        Ok(match context.stored_form(action).await? {
            Some(form) => Self {
                typed: form.field_value("words"),
                ..filter
            },
            None => filter,
        })
    }

    fn new(typed: &str) -> Self {
        let typed: String = typed.trim().chars().take(MAX_TYPED_CHARS).collect();
        let terms = keyword_key(&typed)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        Self {
            typed,
            terms,
            ..Self::default()
        }
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
    /// `page` is the address of the page.
    pub fn view(
        &self,
        context: &RequestContext,
        page: &'static str,
        rows: usize,
    ) -> Option<AnyView> {
        // With words the filter stays, however few rows there are: it is the way to remove them.
        if rows <= FEW_ROWS && self.typed.is_empty() {
            return None;
        }
        let text = context.localizer();
        let field = InputField {
            name: "words",
            kind: "search",
            label: text.get("common-filter-label"),
            value: self.typed.clone(),
            // Suggestions of the browser would show the names to the next person who uses it.
            autocomplete: "off",
            ..InputField::default()
        };
        let all = self.is_active().then(|| {
            // Without words the filter is removed.
            let fields = vec![("from", page.to_owned())];
            button_form(
                self.action,
                fields,
                "btn link",
                text.get("common-filter-all"),
            )
        });
        Some(
            view! {
                <search>
                    <form class="list-filter" method="post" action=self.action>
                        {return_fields(context, self.action)}
                        {field.view()}
                        <button class="btn secondary">{text.get("common-filter-go")}</button>
                    </form>
                    {all}
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
