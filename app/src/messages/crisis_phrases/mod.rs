//! Detects messages that may describe danger. The author is offered help lines before such a
//! message is sent. The result is not sent to any other person, and it is stored only in the
//! author's own pending form.

mod normalize;
mod normalized_text;
mod pattern_index;
mod pattern_item;
mod pattern_list;

use std::sync::LazyLock;

use model::language::Language;

use pattern_list::PatternList;

/// One pattern list per language. Each message is checked against all of them: people mix
/// languages, most of all when they are afraid.
static PATTERN_LISTS: LazyLock<Vec<PatternList>> = LazyLock::new(|| {
    [
        (
            Language::En,
            include_str!("../../../../locales/en/danger.txt"),
        ),
        (
            Language::Es,
            include_str!("../../../../locales/es/danger.txt"),
        ),
        (
            Language::Hmn,
            include_str!("../../../../locales/hmn/danger.txt"),
        ),
        (
            Language::Ar,
            include_str!("../../../../locales/ar/danger.txt"),
        ),
    ]
    .into_iter()
    .map(|(language, lines)| PatternList::new(language, lines))
    .collect()
});

/// Whether this text may describe danger to its author or to someone else.
pub fn contains_crisis_phrase(words: &str) -> bool {
    // Once for all lists; what depends on the language is done by each list.
    let words = normalize::split_sentences(words);
    PATTERN_LISTS.iter().any(|list| list.has_danger(&words))
}

#[cfg(test)]
mod tests {
    use super::{PATTERN_LISTS, contains_crisis_phrase};

    #[test]
    fn every_line_of_every_list_is_understood() {
        // A line that is not understood is skipped when the program runs, so only this test finds
        // it.
        for list in PATTERN_LISTS.iter() {
            assert_eq!(list.invalid_lines, Vec::<String>::new());
        }
    }

    #[test]
    fn crisis_phrases_are_detected_in_every_language() {
        // As people type them: without apostrophes or accents, misspelled, words written together,
        // and in dialect.
        for words in [
            "I want to KILL myself.",
            "he hit me again last night",
            "i dont feel safe",
            "I don’t feel safe at home",
            "he hit my kids",
            "i dont want to be alive anymore",
            "Quiero morirme",
            "me quiere matar",
            "me pego otra vez",
            "me violo",
            "kiero matarme ya no boy a bibir asi",
            "Kuv xav tuag",
            "nws ntaus kuv cov menyuam",
            "kuv xav tua kuvtuskheej",
            "أريد أن أموت",
            "أفكر في الانتحار",
            "سأنتحر",
            "جوزي بيضربني كل يوم",
            "مابدي عيش",
        ] {
            assert!(contains_crisis_phrase(words), "{words}");
        }
    }

    /// Help lines offered for everyday words would teach people to ignore them.
    #[test]
    fn everyday_sentences_are_not_detected_as_crisis_phrases() {
        // Most contain a word of the danger patterns (hit, cut, kill, violate) in an everyday
        // meaning.
        for words in [
            "The visit went well, he killed it on the piano",
            "Can we meet on Tuesday?",
            "The kids hit the ball",
            "hit me up tomorrow",
            "I cut my hair myself",
            "Gracias por su ayuda",
            "Voy a cortarme el pelo el viernes",
            "La violación de la orden fue en marzo",
            "Ua tsaug ntau",
            "شكرا لك",
            "بدي قص شعري بكرا",
        ] {
            assert!(!contains_crisis_phrase(words), "{words}");
        }
    }
}
