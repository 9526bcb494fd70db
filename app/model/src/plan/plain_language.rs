//! Plain-language suggestions for writers. They never block saving. The limit of 20 words per
//! sentence follows NHS guidance.

/// Maximum number of words in a sentence before it is reported as long.
pub const MAX_SENTENCE_WORDS: usize = 20;

/// A suggestion for plainer language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlainLanguageSuggestion<'a> {
    /// A sentence with this many words.
    LongSentence(usize),
    /// A hard or blaming expression, and what to write instead.
    Replacement { found: &'a str, better: &'a str },
}

/// Parses a word list with one `word = better` pair per line. Lines that begin with `#` are
/// comments.
pub fn parse_word_list(list: &str) -> Vec<(&str, &str)> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .collect()
}

/// Suggestions for `text`. Each pair is reported once.
pub fn check_plain_language<'a>(
    pairs: &[(&'a str, &'a str)],
    text: &str,
) -> Vec<PlainLanguageSuggestion<'a>> {
    let mut all: Vec<PlainLanguageSuggestion<'a>> = text
        // An abbreviation ends a sentence here as well: a long one may be missed, and none is
        // reported by mistake.
        .split(['.', '!', '?', '\n', '؟', '。'])
        .map(|sentence| sentence.split_whitespace().count())
        .filter(|words| *words > MAX_SENTENCE_WORDS)
        .map(PlainLanguageSuggestion::LongSentence)
        .collect();
    let lower = text.to_lowercase();
    all.extend(
        pairs
            .iter()
            .filter(|(found, _)| contains_phrase(&lower, found))
            .map(|(found, better)| PlainLanguageSuggestion::Replacement { found, better }),
    );
    // The hint names only the number of words, so two in a row would look the same.
    all.dedup();
    all
}

/// Whether the text contains these words, delimited by word boundaries.
fn contains_phrase(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD_LIST: &str = "# remarks\nfailed to = did not yet\nassess = find out\n";

    #[test]
    fn blaming_words_are_found_whole_and_with_better_ones() {
        let pairs = parse_word_list(WORD_LIST);
        assert_eq!(
            check_plain_language(&pairs, "Mother Failed to call."),
            [PlainLanguageSuggestion::Replacement {
                found: "failed to",
                better: "did not yet"
            }]
        );
        // Part of a longer word does not match.
        assert!(check_plain_language(&pairs, "The assessment went well.").is_empty());
    }

    #[test]
    fn a_long_sentence_is_pointed_out_and_a_long_text_of_short_ones_is_not() {
        // One word over the limit.
        let long = "one ".repeat(21);
        assert_eq!(
            check_plain_language(&[], &long),
            [PlainLanguageSuggestion::LongSentence(21)]
        );
        assert!(check_plain_language(&[], &"We call on Monday. ".repeat(20)).is_empty());
    }
}
