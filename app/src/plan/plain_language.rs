//! Plain-language hints for the words that a worker writes.

use leptos::prelude::*;
use model::language::Language;
use model::plan::plain::{Hint, hints, pairs};

use crate::text::Text;

/// The word list of a language: hard and blaming words, each with a plainer one.
const fn list(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("../../../locales/en/plain.txt"),
        Language::Es => include_str!("../../../locales/es/plain.txt"),
        Language::Hmn => include_str!("../../../locales/hmn/plain.txt"),
        Language::Ar => include_str!("../../../locales/ar/plain.txt"),
    }
}

/// True if there are hints for these words. False for a language without a word list.
pub fn any(language: &str, words: &str) -> bool {
    Language::parse(language).is_some_and(|language| !hints(&pairs(list(language)), words).is_empty())
}

/// The hints for these words, with plainer ones; empty without hints, or for a language without a
/// word list.
pub fn help(text: Text, language: &str, words: &str) -> AnyView {
    let Some(of) = Language::parse(language) else { return ().into_any() };
    let rows = hints(&pairs(list(of)), words)
        .into_iter()
        .map(|hint| match hint {
            Hint::Long(count) => view! { <li>{text.with("plan-hint-long", &[("count", count.into())])}</li> }.into_any(),
            Hint::Word { found, better } => {
                view! { <li><bdi lang=of.code()>"“" {found} "”"</bdi> " " {text.say("plan-hint-better")} " " <bdi lang=of.code()>"“" {better} "”"</bdi></li> }
                    .into_any()
            }
        })
        .collect::<Vec<_>>();
    if rows.is_empty() {
        return ().into_any();
    }
    view! { <div class="plainer" id="plain"><p><b>{text.say("plan-hint")}</b></p><ul>{rows}</ul></div> }.into_any()
}
