//! Normalization of typed text before comparison and validation. Keyboards, the clipboard and other
//! programs encode one word in several ways: composed or decomposed, with invisible characters,
//! with curly or straight apostrophes, with the digits of another script. Every comparison of typed
//! text and every check whether a field is blank uses this module.

use icu_casemap::CaseMapper;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};

/// Whether a code point is never visible: Unicode's default ignorables, controls, and those that
/// fonts render as nothing.
fn is_invisible(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        || c.is_control()
        // The blank Braille pattern, the Hangul filler (also a default ignorable), and the
        // interlinear annotation characters.
        || matches!(c, '\u{2800}' | '\u{3164}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Whether the text has only spaces, controls and invisible code points.
pub fn is_blank(typed: &str) -> bool {
    typed.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Normalizes a text for storage: LF line breaks, trimmed, empty if nothing is visible. Invisible
/// code points between letters stay, because Arabic script and emoji need some of them.
pub fn normalize_text(typed: &str) -> String {
    if is_blank(typed) {
        return String::new();
    }
    // Browsers submit CRLF, whatever was typed.
    typed.replace("\r\n", "\n").trim().to_owned()
}

/// Canonical composition (NFC).
pub fn to_nfc(typed: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc()
        .normalize(typed)
        .into_owned()
}

/// Canonical decomposition (NFD), as some systems encode input.
pub fn to_nfd(typed: &str) -> String {
    DecomposingNormalizerBorrowed::new_nfd()
        .normalize(typed)
        .into_owned()
}

/// Compatibility composition (NFKC): full-width forms, ligatures and superscripts become plain
/// characters.
fn to_nfkc(typed: &str) -> String {
    ComposingNormalizerBorrowed::new_nfkc()
        .normalize(typed)
        .into_owned()
}

fn general_category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

fn is_digit(c: char) -> bool {
    general_category(c) == GeneralCategory::DecimalNumber
}

/// The ASCII digit for a decimal digit of any script. Unicode encodes each script's ten digits
/// contiguously, zero first.
fn ascii_digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    if !is_digit(c) {
        return None;
    }
    let before = (1..)
        .map_while(|back| {
            u32::from(c)
                .checked_sub(back)
                .and_then(char::from_u32)
                .filter(|c| is_digit(*c))
        })
        .count();
    // Modulo ten, because some blocks have several sets of digits in a row, as the mathematical
    // digits.
    char::from_digit(u32::try_from(before % 10).ok()?, 10)
}

/// Replaces the decimal digits of every script by ASCII digits.
pub fn with_ascii_digits(typed: &str) -> String {
    typed.chars().map(|c| ascii_digit(c).unwrap_or(c)).collect()
}

/// Maps characters that keyboards substitute (curly quotes, typographic dashes) to the ASCII ones.
fn to_ascii_punctuation(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{02B9}' | '\u{02BB}'
        | '\u{02BC}' | '\u{2032}' | '\u{055A}' | '\u{05F3}' | '\u{FF07}' | '\u{A78C}'
        | '\u{00B4}' | '`' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{00AB}' | '\u{00BB}' | '\u{2033}' | '\u{05F4}' => '"',
        // The minus sign is a mathematical symbol in Unicode, and no dash.
        '\u{2212}' => '-',
        c if general_category(c) == GeneralCategory::DashPunctuation => '-',
        c => c,
    }
}

fn remove_invisible(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(*c))
        .collect()
}

/// Comparison key of a name: NFKC, case-folded, without invisible code points, with ASCII
/// apostrophes, dashes and digits, and one space between words. Idempotent.
pub fn name_key(typed: &str) -> String {
    // Before NFKC, which turns a standalone acute accent into a space and a combining accent.
    let mut key: String = to_nfc(&remove_invisible(typed))
        .chars()
        .map(to_ascii_punctuation)
        .collect();
    // Twice, as Unicode's compatibility caseless matching requires: case folding can produce
    // characters that have a compatibility form.
    for _ in 0..2 {
        key = to_nfkc(&CaseMapper::new().fold_string(&to_nfkc(&key)));
    }
    let key: String = with_ascii_digits(&remove_invisible(&key))
        .chars()
        .map(to_ascii_punctuation)
        .collect();
    key.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The key by which names are put in order: `name_key` without accents and other nonspacing marks,
/// and with the Spanish ñ after n. Without a language: one list has names of several, and a reader
/// finds each of them where the first letters say.
pub fn sort_key(name: &str) -> String {
    // The noncharacter sorts after every letter that can follow an n.
    let key = name_key(name).replace('ñ', "n\u{FFFF}");
    DecomposingNormalizerBorrowed::new_nfd()
        .normalize(&key)
        .chars()
        .filter(|c| general_category(*c) != GeneralCategory::NonspacingMark)
        .collect()
}

/// Comparison key of a command word or phrase, such as the answer to a text message: `name_key`
/// without accents and other nonspacing marks, dashes, and surrounding punctuation.
pub fn keyword_key(typed: &str) -> String {
    // Decomposed, so that Arabic letters with hamza lose it like an accent: people often omit it.
    let bare: String = DecomposingNormalizerBorrowed::new_nfd()
        .normalize(&name_key(typed))
        .chars()
        .filter(|c| general_category(*c) != GeneralCategory::NonspacingMark)
        .collect();
    let bare = bare.replace('-', " ");
    bare.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Normalizes a field for a single address, number or code: NFKC, trimmed, without invisible code
/// points.
pub fn normalize_token(typed: &str) -> String {
    let shown: String = to_nfkc(typed)
        .chars()
        .filter(|c| !is_invisible(*c))
        .collect();
    shown.trim().to_owned()
}

/// Whether a character is only a separator in a telephone number.
pub fn is_digit_separator(c: char) -> bool {
    c.is_whitespace()
        || general_category(c) == GeneralCategory::DashPunctuation
        || matches!(
            c,
            '\u{2212}' | '.' | '(' | ')' | '/' | '\u{00B7}' | '\u{2022}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_without_visible_characters_is_blank() {
        for nothing in [
            "",
            " \r\n\t ",
            "\u{200B}",
            "\u{200F}",
            "\u{2060}",
            "\u{FEFF}",
            "\u{00AD}",
            "\u{2800}",
            "\u{3164}",
            "\u{FE0F}",
            "\u{200D}",
            "\u{E0041}\u{E007F}",
            "\u{7}",
            "\u{A0}\u{3000}\u{2003}",
            "\u{115F}\u{1160}\u{17B4}",
            " \u{2066}\u{2069} ",
            "\u{FFF9}",
        ] {
            assert!(is_blank(nothing), "{nothing:?}");
            assert_eq!(normalize_text(nothing), "");
        }
        for something in [
            "a",
            ".",
            "\u{200B}م",
            "❤\u{FE0F}",
            "👩\u{200D}👧",
            "\u{0600}",
            "٣",
        ] {
            assert!(!is_blank(something), "{something:?}");
        }
    }

    #[test]
    fn normalization_keeps_joiners_between_characters() {
        assert_eq!(
            normalize_text(" 👩\u{200D}👧\r\nمی\u{200C}خواهم "),
            "👩\u{200D}👧\nمی\u{200C}خواهم"
        );
    }

    #[test]
    fn digits_of_every_script_are_found() {
        assert_eq!(
            // U+1A80 and U+1A90 are two sets of digits of one script.
            with_ascii_digits("٠١٢٣٤٥٦٧٨٩ ۰۹ ०९ ০৯ ๐๙ \u{1A80}\u{1A89}\u{1A90}\u{1A99} ９ 𝟗"),
            "0123456789 09 09 09 09 0909 9 9"
        );
        assert_eq!(with_ascii_digits("½ Ⅷ ②"), "½ Ⅷ ②");
    }

    #[test]
    fn names_that_look_alike_have_one_key() {
        // What differs between keyboards, the clipboard and other programs.
        for (one, other) in [
            ("María Luna", "MARI\u{301}A  LUNA"),
            ("مريم", "مريم\u{200F}"),
            ("Luis O'Brien", "luis o’brien"),
            ("Luis O'Brien", "LUIS O´BRIEN"),
            ("luna 2008", "Luna ٢٠٠٨"),
            ("maria-luna", "Maria\u{2013}Luna"),
            ("strasse", "STRASSE"),
            ("straße", "STRASSE"),
            ("ｌｕｎａ", "Luna"),
            ("lu\u{AD}na", "luna"),
            ("a\u{A0}b", "a b"),
        ] {
            assert_eq!(name_key(one), name_key(other), "{one} {other}");
        }
        assert_ne!(
            name_key("maria"),
            name_key("maría"),
            "accents tell names apart"
        );
    }

    #[test]
    fn keywords_are_understood_with_and_without_marks() {
        assert_eq!(keyword_key(" ¡No más! "), "no mas");
        assert_eq!(keyword_key("“STOP”."), "stop");
        assert_eq!(keyword_key("إِيقاف"), keyword_key("ايقاف"));
    }

    proptest! {
        #[test]
        fn name_key_is_idempotent(typed in any::<String>()) {
            let key = name_key(&typed);
            prop_assert_eq!(name_key(&key), key);
        }

        #[test]
        fn form_makes_no_difference_to_a_key(typed in "\\PC{0,12}") {
            prop_assert_eq!(name_key(&to_nfc(&typed)), name_key(&typed));
            prop_assert_eq!(name_key(&to_nfd(&typed)), name_key(&typed));
            prop_assert_eq!(name_key(&typed.to_uppercase()), name_key(&typed.to_uppercase().to_lowercase()));
        }
    }
}
