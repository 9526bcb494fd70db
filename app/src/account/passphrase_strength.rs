//! Which new passphrases are refused because a guesser would soon find them, and those that are
//! offered instead. NIST SP 800-63B-4 asks for a list of common ones; there are no rules of
//! composition.

use model::language::Language;
use model::passphrase_words::{parse_passphrase_words, random_passphrase};
use model::text::keyword_key;
use zxcvbn::{Score, zxcvbn};

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

/// Whether a passphrase is a common one, or is found with fewer than 10^8 guesses. `known` is what
/// is known about the person, such as the sign-in name.
pub fn is_easy_to_guess(passphrase: &str, known: &[String]) -> bool {
    if is_common(passphrase) {
        return true;
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    // Only its first 100 characters are looked at, which bounds the work.
    zxcvbn(passphrase, &known).score() < Score::Three
}

fn is_common(passphrase: &str) -> bool {
    let key = letters_key(passphrase);
    // A passphrase of signs only has an empty key, and is left to the estimate.
    !key.is_empty()
        && parse_passphrase_words(COMMON)
            .into_iter()
            .any(|common| letters_key(common) == key)
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
}
