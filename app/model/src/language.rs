//! The languages of the user interface, and the language and direction of text that people write.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// A language that the user interface is fully translated into.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Language {
    #[default]
    En,
    Es,
    // ISO 639-3 has one code for all Hmong languages (hmn) and another for White Hmong (mww).
    #[strum(to_string = "hmn", serialize = "mww")]
    Hmn,
    Ar,
}

impl Language {
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The language tag used in `lang` attributes, cookies and the database.
    pub fn language_tag(self) -> &'static str {
        self.into()
    }

    /// The language's name in the language itself.
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Hmn => "Hmoob",
            Self::Ar => "العربية",
        }
    }

    /// `ltr` or `rtl`, for `dir=""`.
    pub const fn writing_direction(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            _ => "ltr",
        }
    }

    /// Parses a language tag and ignores its region (`es-US`). `mww` (White Hmong) is read as
    /// `hmn`.
    pub fn parse(tag: &str) -> Option<Self> {
        // Browsers separate the region with a hyphen, operating systems with an underscore.
        let primary = tag.trim().split(['-', '_']).next().unwrap_or("");
        primary.to_ascii_lowercase().parse().ok()
    }

    /// The supported language with the highest weight (`q`) in an `Accept-Language` header, and the
    /// first of several with the same weight. A weight of 0 excludes a language (RFC 9110), as does
    /// a malformed one.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        // From the end, because `max_by` returns the last of several with the same weight.
        header
            .rsplit(',')
            .filter_map(|range| {
                let (tag, weight) = match range.split_once(';') {
                    Some((tag, parameter)) => (tag, parse_weight(parameter)?),
                    None => (range, 1.0),
                };
                Some((Self::parse(tag)?, weight))
            })
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(language, _)| language)
    }
}

/// The weight in a parameter such as `q=0.8`; `None` unless it is above 0 and at most 1.
fn parse_weight(parameter: &str) -> Option<f32> {
    let (name, weight) = parameter.split_once('=')?;
    let weight: f32 = weight.trim().parse().ok()?;
    (name.trim().eq_ignore_ascii_case("q") && weight > 0.0 && weight <= 1.0).then_some(weight)
}

/// The writing direction (`ltr` or `rtl`) of a language tag.
pub fn direction_of_tag(tag: &str) -> &'static str {
    match primary_subtag(tag) {
        // More languages than the portal is translated into: people may write in any that they
        // read.
        "ar" | "fa" | "ur" | "he" | "ps" | "ckb" | "yi" | "rhg" => "rtl",
        _ => "ltr",
    }
}

/// The language tag to store a text with. Returns `assumed`, the language of the page, except for a
/// text mostly in Arabic script on a page in another script (`ar`) and for a text mostly in Latin
/// script on a page in Arabic script (`en`). Only the script is examined: English text on a Spanish
/// page is stored as Spanish.
pub fn detect_language(text: &str, assumed: &str) -> String {
    let (mut arabic, mut latin, mut other) = (0, 0, 0);
    // Digits, spaces and punctuation occur in every script.
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        match letter {
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{8a0}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}' => arabic += 1,
            'A'..='Z' | 'a'..='z' | '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => latin += 1,
            _ => other += 1,
        }
    }
    let in_arabic_letters = matches!(primary_subtag(assumed), "ar" | "fa" | "ur" | "ps" | "ckb");
    // A majority decides, because names and loanwords are often written in the other script.
    let language = if arabic > latin + other && !in_arabic_letters {
        "ar"
    } else if latin > arabic + other && in_arabic_letters {
        "en"
    } else {
        assumed
    };
    language.to_owned()
}

/// The direction to render a text with: that of `language`, unless all its letters run the other
/// way. A translated sentence that starts with a name in another script keeps the direction of its
/// language.
pub fn text_direction(text: &str, language: &str) -> &'static str {
    let from_right = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let runs = |right: bool| {
        text.chars()
            .filter(|c| c.is_alphabetic())
            .any(|c| from_right(c) == right)
    };
    match (direction_of_tag(language), runs(true), runs(false)) {
        ("rtl", false, true) => "ltr",
        ("ltr", true, false) => "rtl",
        (own, ..) => own,
    }
}

fn primary_subtag(tag: &str) -> &str {
    tag.split('-').next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_reads_its_own_code_back() {
        for language in Language::ALL.iter().copied() {
            assert_eq!(Language::parse(language.language_tag()), Some(language));
        }
    }

    #[test]
    fn the_first_known_language_of_the_browser_wins() {
        assert_eq!(
            Language::from_accept_language("fr;q=0.9, es-MX;q=0.8, en;q=0.7"),
            Some(Language::Es)
        );
        assert_eq!(Language::from_accept_language("zh"), None);
        assert_eq!(Language::from_accept_language("mww"), Some(Language::Hmn));
    }

    #[test]
    fn the_language_with_the_highest_weight_wins() {
        for (header, preferred) in [
            ("fr;q=0.9, es-MX;q=0.8, en", Some(Language::En)),
            ("en;q=0.2,\tar; Q=0.9, es;q=0.5", Some(Language::Ar)),
            ("hmn;q=0.5, es;q=0.5", Some(Language::Hmn)),
            ("en;q=0, es;q=0.1", Some(Language::Es)),
            ("es;q=0.0", None),
            (
                "es;q=NaN, ar;q=high, hmn;q=2, ar;, en;q=0.001",
                Some(Language::En),
            ),
        ] {
            assert_eq!(
                Language::from_accept_language(header),
                preferred,
                "{header}"
            );
        }
    }

    #[test]
    fn arabic_runs_from_right_to_left() {
        assert_eq!(Language::Ar.writing_direction(), "rtl");
        assert_eq!(direction_of_tag("ar-IQ"), "rtl");
        assert_eq!(direction_of_tag("so"), "ltr");
    }

    #[test]
    fn words_are_not_stored_in_a_language_of_other_letters() {
        // A majority of letters decides, so a name in the other script changes nothing, and neither
        // do digits or an emoji, which have no letters. Persian has Arabic letters and is no
        // Arabic.
        for (words, assumed, right) in [
            ("أريد درسًا في الصباح", "en", "ar"),
            ("أريد درسًا في الصباح", "es-US", "ar"),
            ("أريد أن أرى Dana يوم 3/4", "en", "ar"),
            ("می‌خواهم بیایم", "fa", "fa"),
            ("Can you come at 3:30 (Tuesday)?", "ar", "en"),
            ("Can you come at 3:30 (Tuesday)?", "en", "en"),
            ("Dana said مرحبا to us", "en", "en"),
            ("¿Me acompaña a la reunión?", "es", "es"),
            ("Kuv xav tuaj", "hmn", "hmn"),
            ("608-555-0142", "ar", "ar"),
            ("👍", "es", "es"),
            ("Приходите завтра", "ru", "ru"),
            ("Приходите завтра", "en", "en"),
        ] {
            assert_eq!(
                detect_language(words, assumed),
                right,
                "{words} on a page in {assumed}"
            );
        }
    }

    #[test]
    fn words_of_other_letters_run_their_own_way() {
        // Text of both scripts keeps the direction of its language, and so does text without
        // letters.
        for (words, language, right) in [
            ("أريد درسًا", "en", "rtl"),
            ("Can you come?", "ar", "ltr"),
            ("Dana Fox كتبت هذا", "ar", "rtl"),
            ("I said مرحبا", "en", "ltr"),
            ("608-555-0142", "ar", "rtl"),
            ("", "en", "ltr"),
        ] {
            assert_eq!(
                text_direction(words, language),
                right,
                "{words} in {language}"
            );
        }
    }
}
