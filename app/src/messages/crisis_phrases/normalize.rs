//! Normalization: one spelling for the many ways in which people type the same words on a phone.

use model::language::Language;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Separates two words of a sentence.
pub const WORD_BREAK: char = ' ';
/// Marks the beginning and the end of a sentence.
pub const SENTENCE_BREAK: char = '\n';

/// Removed, so that "don't", "don’t" and "dont" are one word. Must run before NFKD, which
/// decomposes a lone accent into a space and a combining mark.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' | '＇')
}

/// Invisible characters, such as joiners and direction marks, and the Arabic tatweel, which only
/// stretches letters.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Maps Arabic letters that are typed for one another to one. NFKD has already decomposed letters
/// with hamza, and the combining hamza is removed as a mark.
fn normalize_letter(c: char) -> Option<char> {
    match c {
        'ء' => None,
        'ٱ' => Some('ا'),
        'ة' | 'ۀ' | 'ہ' => Some('ه'),
        'ى' | 'ی' => Some('ي'),
        'ک' | 'گ' => Some('ك'),
        'پ' => Some('ب'),
        'چ' => Some('ج'),
        other => Some(other),
    }
}

/// The words of each sentence, lowercase and without combining marks. The same for all languages.
pub fn split_sentences(words: &str) -> Vec<Vec<String>> {
    let seen = words
        .chars()
        .filter(|&c| !is_apostrophe(c) && !is_invisible(c));
    let seen = seen
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_combining_mark(c))
        .filter_map(normalize_letter);
    let (mut sentences, mut sentence, mut word) = (Vec::new(), Vec::new(), String::new());
    // A comma ends no sentence, so a pattern is found across it.
    // The added stop ends the last sentence.
    for c in seen.chain(['.']) {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            sentence.push(std::mem::take(&mut word));
        }
        if matches!(c, '.' | '!' | '?' | '؟' | ';' | '؛' | '\n' | '\r') && !sentence.is_empty() {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    sentences
}

/// A word from `split_sentences` in the normalized spelling of this language.
pub fn normalize_spelling(language: Language, word: &str) -> String {
    if language == Language::Es {
        // In this order: once repeated letters are collapsed, `ll` and `l` look alike.
        collapse_repeats(&spell_phonetically(word))
    } else {
        collapse_repeats(word)
    }
}

/// Collapses repeated letters: "nooo" becomes "no". Patterns are normalized by the same function,
/// so a pattern "kill" and a message "killl" both become "kil". Repeated digits stay, because 911
/// must not match 91.
fn collapse_repeats(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if !out.ends_with(c) || c.is_numeric() {
            out.push(c);
        }
    }
    out
}

/// Phonetic spelling for Spanish ("kiero bibir", "ase", "cuchiyo", "q", "x"): letters that sound
/// alike become one.
fn spell_phonetically(word: &str) -> String {
    // Abbreviations of text messages.
    match word {
        "q" | "k" | "qe" => return "ke".into(),
        "x" => return "por".into(),
        "xq" | "pq" | "porq" | "xk" => return "porke".into(),
        "d" => return "de".into(),
        _ => {}
    }
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(&c) = letters.get(at) {
        let next = letters.get(at + 1).copied();
        let soft = matches!(next, Some('e' | 'i'));
        match c {
            'h' => {}
            'v' => out.push('b'),
            // As in Latin America, where z and soft c sound like s, and ll like y.
            'z' => out.push('s'),
            'l' if next == Some('l') => {
                out.push('y');
                at += 1;
            }
            // One sound, whose `h` is not silent.
            'c' if next == Some('h') => {
                out.push_str("ch");
                at += 1;
            }
            'c' if soft => out.push('s'),
            'c' => out.push('k'),
            'q' => {
                out.push('k');
                at += usize::from(next == Some('u'));
            }
            'g' if soft => out.push('j'),
            other => out.push(other),
        }
        at += 1;
    }
    out
}

/// The offsets at which the stem of an Arabic word may begin: 0, and after each prefix that is
/// written together with it: conjunctions, prepositions, the article, and the present and future
/// markers of the dialects of the Levant, Egypt, Iraq and Yemen.
pub fn stem_offsets(word: &[char]) -> Vec<usize> {
    const PREFIXES: [&str; 12] = [
        "ال", "بال", "كال", "فال", "لل", "هال", "عال", "ب", "ل", "ك", "بس", "ع",
    ];
    /// Counted as prefixes only before a letter that begins a present-tense verb.
    const VERB_PREFIXES: [&str; 9] = ["س", "ح", "ه", "ش", "د", "غ", "عم", "رح", "ت"];
    let mut out = vec![0];
    // Every message is checked against the Arabic list, so most words here are in other letters.
    let arabic = word
        .first()
        .is_some_and(|c| ('\u{620}'..='\u{64a}').contains(c));
    if !arabic {
        return out;
    }
    // With and without a conjunction, which stands before every other prefix.
    for and in [0, usize::from(matches!(word.first(), Some('و' | 'ف')))] {
        let rest = word.get(and..).unwrap_or_default();
        for joined in PREFIXES
            .iter()
            .chain(&VERB_PREFIXES)
            .filter(|joined| joined.chars().next() == rest.first().copied())
        {
            let length = joined.chars().count();
            let verb = VERB_PREFIXES.contains(joined);
            // At least three letters remain: the root of an Arabic word has three.
            let begins =
                rest.len() >= length + 3 && joined.chars().eq(rest.iter().take(length).copied());
            if begins
                && (!verb
                    || rest
                        .get(length)
                        .is_some_and(|c| matches!(c, 'ي' | 'ت' | 'ن' | 'ا')))
            {
                out.push(and + length);
            }
        }
        if and == 1 && rest.len() >= 3 {
            out.push(1);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use model::language::Language;

    use super::{normalize_spelling, split_sentences, stem_offsets};

    fn normalized(language: Language, words: &str) -> String {
        let sentences = split_sentences(words);
        let sentences = sentences.iter().map(|words| {
            words
                .iter()
                .map(|word| normalize_spelling(language, word))
                .collect::<Vec<_>>()
                .join(" ")
        });
        sentences.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn punctuation_capitals_and_apostrophes_do_not_matter() {
        for words in [
            "don't",
            "DON’T",
            "dont",
            "Don´t",
            "d\u{200b}ont",
            "ｄｏｎｔ",
        ] {
            assert_eq!(normalized(Language::En, words), "dont", "{words}");
        }
        assert_eq!(
            normalized(Language::En, "Nooo... he IS here!\nHelp"),
            "no|he is here|help"
        );
        assert_eq!(normalized(Language::En, "call 911"), "cal 911");
    }

    #[test]
    fn spanish_is_compared_by_ear() {
        // Spellings that are typed for each other: the words sound the same, are shortened, or lack
        // an accent.
        for (typed, right) in [
            ("kiero bibir", "quiero vivir"),
            ("me ase dano", "me hace daño"),
            ("cuchiyo", "cuchillo"),
            ("q", "que"),
            ("pegó", "pego"),
        ] {
            assert_eq!(
                normalized(Language::Es, typed),
                normalized(Language::Es, right),
                "{typed}"
            );
        }
        // `ch` is a sound of its own and must become neither `k` nor `s`.
        assert_ne!(
            normalized(Language::Es, "noche"),
            normalized(Language::Es, "noce")
        );
    }

    #[test]
    fn arabic_letters_have_one_form() {
        for (typed, right) in [
            ("أإآٱ", "ا"),
            ("مدرسة", "مدرسه"),
            ("على", "علي"),
            ("مؤلم", "مولم"),
            ("خائف", "خايف"),
            ("مَــوت", "موت"),
            ("سيء", "سي"),
        ] {
            assert_eq!(normalized(Language::Ar, typed), right, "{typed}");
        }
    }

    #[test]
    fn an_arabic_word_begins_after_what_is_written_together_with_it() {
        // Standard Arabic and dialects, which mark the present and the future with different
        // letters.
        for (word, stem) in [
            ("والانتحار", "انتحار"),
            ("بالانتحار", "انتحار"),
            ("للموت", "موت"),
            ("بيضربني", "يضربني"),
            ("بضربني", "ضربني"),
            ("هيقتلني", "يقتلني"),
            ("حيقتلني", "يقتلني"),
            ("وسيقتلني", "يقتلني"),
            ("ديضربني", "يضربني"),
        ] {
            let letters: Vec<char> = word.chars().collect();
            let found = stem_offsets(&letters).iter().any(|&at| {
                letters
                    .get(at..)
                    .is_some_and(|rest| rest.iter().copied().eq(stem.chars()))
            });
            assert!(found, "{word}: {stem}");
        }
        assert_eq!(stem_offsets(&['h', 'i', 't']), vec![0]);
        // Too short for its first letter to be a prefix.
        assert_eq!(stem_offsets(&"ولد".chars().collect::<Vec<_>>()), vec![0]);
    }
}
