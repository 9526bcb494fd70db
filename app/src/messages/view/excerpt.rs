//! Search excerpts and initials. Both are cut between graphemes: what a reader sees as one letter
//! or emoji is often several code points.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Maximum length of an excerpt, in graphemes.
const EXCERPT_GRAPHEMES: usize = 140;
/// Maximum number of graphemes before the first match.
const MAX_LEADING_GRAPHEMES: usize = 40;

/// A piece of text, and whether it matches the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcerptPiece {
    pub text: String,
    pub is_match: bool,
}

/// Lowercase and without accents, as the search compares.
fn fold_for_search(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_word_grapheme(grapheme: &str) -> bool {
    grapheme.chars().next().is_some_and(char::is_alphanumeric)
}

/// For each grapheme, whether it is part of a match. A term matches only at the beginning of a
/// word.
fn matched_graphemes(graphemes: &[&str], typed: &str) -> Vec<bool> {
    let typed = fold_for_search(typed);
    let terms: Vec<&str> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|term| !term.is_empty())
        .collect();
    let mut found = vec![false; graphemes.len()];
    for at in 0..graphemes.len() {
        // The full-text search looks for prefixes of words, so a match inside a word was not found
        // by it and is not marked.
        if !is_word_grapheme(graphemes[at]) || (at > 0 && is_word_grapheme(graphemes[at - 1])) {
            continue;
        }
        let ends = terms
            .iter()
            .filter_map(|term| match_end(term, graphemes, at));
        if let Some(end) = ends.max() {
            found[at..end].fill(true);
        }
    }
    found
}

/// The end index of `term` if it occurs at index `begin`.
fn match_end(term: &str, graphemes: &[&str], begin: usize) -> Option<usize> {
    let mut rest = term;
    for (at, grapheme) in graphemes.iter().enumerate().skip(begin) {
        let letters = fold_for_search(grapheme);
        match rest.strip_prefix(letters.as_str()) {
            Some("") => return Some(at + 1),
            Some(left) => rest = left,
            // The term ends within a ligature.
            None if !rest.is_empty() && letters.starts_with(rest) => return Some(at + 1),
            None => return None,
        }
    }
    None
}

/// Whether any of the search terms in `typed` occurs in `words`.
pub fn contains_term(words: &str, typed: &str) -> bool {
    let graphemes: Vec<&str> = words.graphemes(true).collect();
    matched_graphemes(&graphemes, typed).contains(&true)
}

/// The part of `words` around the first match, or their beginning without a match.
pub fn search_excerpt(words: &str, typed: &str) -> Vec<ExcerptPiece> {
    let graphemes: Vec<&str> = words.graphemes(true).collect();
    let found = matched_graphemes(&graphemes, typed);
    let first = found.iter().position(|found| *found).unwrap_or(0);
    // The excerpt begins a little before the match, which may be late in a long message.
    let begin = if graphemes.len() <= EXCERPT_GRAPHEMES || first <= MAX_LEADING_GRAPHEMES {
        0
    } else {
        next_word_start(&graphemes, first - MAX_LEADING_GRAPHEMES, first)
    };
    let end = (begin + EXCERPT_GRAPHEMES).min(graphemes.len());
    let mut pieces: Vec<ExcerptPiece> = Vec::new();
    let mut add =
        |words: &str, found: bool| match pieces.last_mut().filter(|last| last.is_match == found) {
            Some(last) => last.text.push_str(words),
            None => pieces.push(ExcerptPiece {
                text: words.to_owned(),
                is_match: found,
            }),
        };
    if begin > 0 {
        add("…", false);
    }
    // Whole graphemes: an emoji of a family or an accented letter is never taken apart.
    for (grapheme, found) in graphemes.iter().zip(&found).take(end).skip(begin) {
        add(grapheme, *found);
    }
    if end < graphemes.len() {
        add("…", false);
    }
    pieces
}

/// The first index from `from` and before `until` at which a word begins, else `from`.
fn next_word_start(graphemes: &[&str], from: usize, until: usize) -> usize {
    (from..until)
        .find(|at| {
            graphemes[*at - 1].chars().all(char::is_whitespace) && is_word_grapheme(graphemes[*at])
        })
        .unwrap_or(from)
}

/// The first letter of a name, skipping other characters; its first grapheme if it has no letter.
pub fn name_initial(name: &str) -> String {
    name.graphemes(true)
        .find(|grapheme| is_word_grapheme(grapheme))
        .or_else(|| name.graphemes(true).next())
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt with matches in brackets.
    fn excerpt_with_brackets(words: &str, typed: &str) -> String {
        search_excerpt(words, typed)
            .into_iter()
            .map(|piece| {
                if piece.is_match {
                    format!("[{}]", piece.text)
                } else {
                    piece.text
                }
            })
            .collect()
    }

    #[test]
    fn what_was_looked_for_is_in_the_excerpt_and_marked() {
        let long = format!(
            "{}the lake house on Friday {}",
            "We will meet again, as we said. ".repeat(9),
            "and so on ".repeat(30)
        );
        let shown = excerpt_with_brackets(&long, "LAK fri");
        assert!(
            shown.contains("the [lak]e house on [Fri]day")
                && shown.starts_with('…')
                && shown.ends_with('…'),
            "{shown}"
        );
        assert!(
            shown.graphemes(true).count() <= EXCERPT_GRAPHEMES + 6,
            "{shown}"
        );
        assert_eq!(
            excerpt_with_brackets("See you at the lake", "lake"),
            "See you at the [lake]"
        );
        assert_eq!(
            excerpt_with_brackets("a flake of snow", "lake"),
            "a flake of snow",
            "only beginnings of words"
        );
        assert_eq!(
            excerpt_with_brackets("call 608-555-0142, mom/dad", "0142 dad"),
            "call 608-555-[0142], mom/[dad]"
        );
    }

    #[test]
    fn accents_and_capitals_do_not_matter_and_stay() {
        assert_eq!(
            excerpt_with_brackets("La Reunio\u{301}n es el lunes", "reunión"),
            "La [Reunio\u{301}n] es el lunes"
        );
        assert_eq!(
            excerpt_with_brackets("La REUNIÓN", "reunion"),
            "La [REUNIÓN]"
        );
        assert_eq!(
            excerpt_with_brackets("الجَلْسَة غدا", "الجلسة"),
            "[الجَلْسَة] غدا"
        );
    }

    #[test]
    fn nothing_is_cut_within_what_is_seen_as_one() {
        let family = "👨\u{200D}👩\u{200D}👧\u{200D}👦";
        // Every position of the end of an excerpt within and around these graphemes.
        for before in EXCERPT_GRAPHEMES - 9..EXCERPT_GRAPHEMES + 2 {
            for one in [family, "e\u{301}", "🇺🇸"] {
                let shown = excerpt_with_brackets(
                    &format!("{}{one}{one}", "x ".repeat(before / 2)),
                    "nothing",
                );
                let last = shown
                    .trim_end_matches('…')
                    .graphemes(true)
                    .next_back()
                    .unwrap();
                assert!(last == one || last == " " || last == "x", "{last:?}");
            }
        }
        let words = format!(
            "{family} {}{family} hearing {family}",
            format!("{family} ").repeat(100)
        );
        let shown = excerpt_with_brackets(&words, "hearing");
        assert!(
            shown.contains("[hearing]")
                && shown
                    .graphemes(true)
                    .all(|one| [family, " ", "…"].contains(&one) || one.is_ascii()),
            "{shown}"
        );
    }

    #[test]
    fn words_that_look_like_markup_are_words() {
        assert_eq!(
            excerpt_with_brackets("<b>lake</b> <mark>", "lake"),
            "<b>[lake]</b> <mark>"
        );
        assert_eq!(excerpt_with_brackets("", "lake"), "");
        assert_eq!(excerpt_with_brackets("words", "\"* ' ()"), "words");
    }

    #[test]
    fn the_letter_of_a_name_is_whole() {
        // What precedes the first letter may look like markup or be an emoji of several code
        // points.
        let names = [
            ("E\u{301}lodie", "E\u{301}"),
            ("👩\u{200D}👧 Mai", "M"),
            ("<b>Ana", "b"),
            ("محمد", "م"),
            ("👩\u{200D}👧", "👩\u{200D}👧"),
            ("", ""),
        ];
        for (name, letter) in names {
            assert_eq!(name_initial(name), letter, "{name}");
        }
    }
}
