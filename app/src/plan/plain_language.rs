//! Plain-language hints for the words that a worker writes.

use leptos::prelude::*;
use model::language::Language;
use model::plan::plain_language::{PlainLanguageSuggestion, check_plain_language, parse_word_list};

use crate::i18n::Localizer;

/// The word list of a language: hard and blaming words, each with a plainer one.
const fn word_list(language: Language) -> &'static str {
    // Part of the program, so that a language without its file does not compile.
    match language {
        Language::En => include_str!("../../../locales/en/plain.txt"),
        Language::Es => include_str!("../../../locales/es/plain.txt"),
        Language::Hmn => include_str!("../../../locales/hmn/plain.txt"),
        Language::Ar => include_str!("../../../locales/ar/plain.txt"),
    }
}

/// True if there are hints for these words. False for a language without a word list.
pub fn has_hints(language: &str, words: &str) -> bool {
    Language::parse(language).is_some_and(|language| {
        !check_plain_language(&parse_word_list(word_list(language)), words).is_empty()
    })
}

/// The hints for these words, with plainer ones, in an element with this `id`; empty without hints,
/// or for a language without a word list.
pub fn hint_list(
    text: Localizer,
    language: &str,
    words: &str,
    id: Option<&'static str>,
) -> AnyView {
    let Some(of) = Language::parse(language) else {
        return ().into_any();
    };
    // Both expressions are marked with the language of the checked words, which can differ from the
    // language of the page and of the sentence around them.
    let rows = check_plain_language(&parse_word_list(word_list(of)), words)
        .into_iter()
        .map(|hint| match hint {
            PlainLanguageSuggestion::LongSentence(count) => {
                view! { <li>{text.format("plan-hint-long", &[("count", count.into())])}</li> }
                    .into_any()
            }
            PlainLanguageSuggestion::Replacement { found, better } => view! {
                <li>
                    <q lang=of.language_tag() dir="auto">
                        {found}
                    </q>
                    " "
                    {text.get("plan-hint-better")}
                    " "
                    <q lang=of.language_tag() dir="auto">
                        {better}
                    </q>
                </li>
            }
            .into_any(),
        })
        .collect::<Vec<_>>();
    if rows.is_empty() {
        return ().into_any();
    }
    // Suggestions only: they never prevent saving or publishing.
    view! {
        <div class="plain-language" id=id>
            <p>
                <b>{text.get("plan-hint")}</b>
            </p>
            <ul>{rows}</ul>
        </div>
    }
    .into_any()
}
