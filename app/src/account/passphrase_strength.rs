//! Which new passphrases are refused because a guesser would soon find them, and those that are
//! offered instead. NIST SP 800-63B-4 asks for a list of common ones; there are no rules of
//! composition.

use std::cmp::Reverse;

use model::language::Language;
use model::passphrase_words::{parse_passphrase_words, random_passphrase};
use model::text::keyword_key;
use zxcvbn::{Score, zxcvbn};

/// The name of the portal, which is known of everyone who uses it.
const PORTAL_NAME: &str = "Alongside";
/// A known word that is shorter is part of many others.
const MIN_KNOWN_LETTERS: usize = 3;
/// What a passphrase must have besides known words.
const MIN_OTHER_LETTERS: usize = 5;

/// Passphrases that many people choose, one in each line.
const COMMON: &str = include_str!("common_passphrases.txt");

/// The words from which the passphrases of a language are drawn.
const fn word_list(language: Language) -> &'static str {
    // Part of the program, so that a language without its file does not compile.
    match language {
        Language::En => include_str!("../../../locales/en/passphrase.txt"),
        Language::Es => include_str!("../../../locales/es/passphrase.txt"),
        Language::Hmn => include_str!("../../../locales/hmn/passphrase.txt"),
        Language::Ar => include_str!("../../../locales/ar/passphrase.txt"),
    }
}

/// A passphrase of random words in this language, another one each time. It is stored nowhere.
pub fn offered_passphrase(language: Language) -> String {
    random_passphrase(&parse_passphrase_words(word_list(language)))
}

/// What a guesser would try first at the passphrase of a person: these names, such as theirs and
/// the agency's, and the portal's. Each as a whole and word by word, also without accents.
pub fn known_words(names: &[&str]) -> Vec<String> {
    let names = names.iter().copied().chain([PORTAL_NAME]);
    names
        .flat_map(|name| [name.to_lowercase(), keyword_key(name)])
        .flat_map(|name| {
            let words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
            std::iter::once(name).chain(words)
        })
        .filter(|word| letters_key(word).chars().count() >= MIN_KNOWN_LETTERS)
        .collect()
}

/// Whether a passphrase is a common one, consists of what is known about the person
/// (`known_words`), or is found with fewer than 10^8 guesses.
pub fn is_easy_to_guess(passphrase: &str, known: &[String]) -> bool {
    if is_common(passphrase) || consists_of(passphrase, known) {
        return true;
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    // Only its first 100 characters are looked at, which bounds the work.
    zxcvbn(passphrase, &known).score() < Score::Three
}

fn is_common(passphrase: &str) -> bool {
    let key = letters_key(passphrase);
    // A passphrase of punctuation only has an empty key, and is left to the estimate.
    !key.is_empty()
        && parse_passphrase_words(COMMON)
            .into_iter()
            .any(|common| letters_key(common) == key)
}

/// Whether little is left of the passphrase without the known words. The estimate alone takes a few
/// of them in a row for a good passphrase.
fn consists_of(passphrase: &str, known: &[String]) -> bool {
    let all = letters_key(passphrase);
    let mut words: Vec<String> = known.iter().map(|word| letters_key(word)).collect();
    words.retain(|word| word.chars().count() >= MIN_KNOWN_LETTERS);
    // The longest first: a shorter one may be a part of it.
    words.sort_by_key(|word| Reverse(word.len()));
    let other = words
        .iter()
        .fold(all.clone(), |rest, word| rest.replace(word.as_str(), ""));
    other != all && other.chars().count() < MIN_OTHER_LETTERS
}

/// What makes two passphrases the same to a guesser: letters and digits, without case and accents.
fn letters_key(passphrase: &str) -> String {
    keyword_key(passphrase)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use model::account::Passphrase;

    use super::*;

    #[test]
    fn every_language_has_at_least_1024_words_that_cannot_be_confused() {
        for language in Language::ALL {
            let words = parse_passphrase_words(word_list(*language));
            // Without accents and case: a word must not differ from another by these alone.
            let keys: HashSet<String> = words.iter().map(|word| letters_key(word)).collect();
            let tag = language.language_tag();
            assert!(keys.len() >= 1_024, "{tag}: {}", keys.len());
            assert_eq!(keys.len(), words.len(), "{tag}: two words look alike");
            for word in words {
                let count = word.chars().count();
                assert!(
                    (2..=10).contains(&count) && word.chars().all(char::is_alphabetic),
                    "{tag}: {word}"
                );
            }
        }
    }

    #[test]
    fn an_offered_passphrase_is_accepted_in_every_language() {
        for language in Language::ALL {
            for _ in 0..20 {
                let offered = offered_passphrase(*language);
                assert!(Passphrase::parse_new(&offered).is_ok(), "{offered}");
                assert!(!is_easy_to_guess(&offered, &[]), "{offered}");
            }
        }
    }

    #[test]
    fn common_and_weak_passphrases_are_refused_however_they_are_written() {
        for weak in [
            "Password Password!",
            "Padre Nuestro que estás en el cielo",
            "PADRE-NUESTRO-QUE-ESTAS-EN-EL-CIELO",
            "Kuv hlub koj heev.",
            "بِسْمِ اللهِ الرحمن الرحيم",
            "qwertyuiopasdfghjkl",
            "abcdefabcdefabcdef",
        ] {
            assert!(is_easy_to_guess(weak, &[]), "{weak}");
        }
        for strong in [
            "el perro come pan",
            "correct horse battery",
            "mi perro come pan y ñame",
            "القط ينام تحت الشجرة",
        ] {
            assert!(!is_easy_to_guess(strong, &[]), "{strong}");
        }
        let name = "sunflower-of-lakeside".to_owned();
        assert!(is_easy_to_guess("Sunflower-of-Lakeside", &[name]));
    }

    #[test]
    fn names_of_the_person_the_agency_and_the_portal_make_no_passphrase() {
        let known = known_words(&["girasol", "María Luna", "Lakeside County Family Services"]);
        for weak in [
            "maria luna girasol",
            "María-Luna María-Luna 2026",
            "lakeside county services",
            "Services Family Lakeside Luna",
            "alongside lakeside girasol",
        ] {
            assert!(is_easy_to_guess(weak, &known), "{weak}");
        }
        // A known word beside others is no reason to refuse.
        for strong in [
            "la luna sale por la noche",
            "my family sings on Sundays",
            "correct horse battery",
        ] {
            assert!(!is_easy_to_guess(strong, &known), "{strong}");
        }
    }
}
