//! Plain-language suggestions for writers. They never block saving. The limit of 20 words per
//! sentence follows NHS guidance.

/// Maximum number of words in a sentence before it is reported as long.
pub const SENTENCE_MAX: usize = 20;

/// A suggestion for plainer language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint<'a> {
    /// A sentence with this many words.
    Long(usize),
    /// A hard or blaming expression, and what to write instead.
    Word { found: &'a str, better: &'a str },
}

/// Parses a word list with one `word = better` pair per line. Lines that begin with `#` are
/// comments.
pub fn pairs(list: &str) -> Vec<(&str, &str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = ")).collect()
}

/// Suggestions for `text`. Each pair is reported once.
pub fn hints<'a>(pairs: &[(&'a str, &'a str)], text: &str) -> Vec<Hint<'a>> {
    let mut all: Vec<Hint<'a>> = text
        .split(['.', '!', '?', '\n', '؟', '。'])
        .map(|sentence| sentence.split_whitespace().count())
        .filter(|words| *words > SENTENCE_MAX)
        .map(Hint::Long)
        .collect();
    let lower = text.to_lowercase();
    all.extend(pairs.iter().filter(|(found, _)| holds(&lower, found)).map(|(found, better)| Hint::Word { found, better }));
    all.dedup();
    all
}

/// Whether the text contains these words, delimited by word boundaries.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# remarks\nfailed to = did not yet\nassess = find out\n";

    #[test]
    fn blaming_words_are_found_whole_and_with_better_ones() {
        let pairs = pairs(LIST);
        assert_eq!(hints(&pairs, "Mother Failed to call."), [Hint::Word { found: "failed to", better: "did not yet" }]);
        // Part of a longer word does not match.
        assert!(hints(&pairs, "The assessment went well.").is_empty());
    }

    #[test]
    fn a_long_sentence_is_pointed_out_and_a_long_text_of_short_ones_is_not() {
        let long = "one ".repeat(21);
        assert_eq!(hints(&[], &long), [Hint::Long(21)]);
        assert!(hints(&[], &"We call on Monday. ".repeat(20)).is_empty());
    }
}
