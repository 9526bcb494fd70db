//! The languages the portal itself speaks, and the wider world of languages people write in.

use serde::{Deserialize, Serialize};

/// A language in which every word of the portal exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    En,
    Es,
    Hmn,
    Ar,
}

impl Language {
    pub const ALL: [Self; 4] = [Self::En, Self::Es, Self::Hmn, Self::Ar];

    /// The code in `lang=""`, in cookies and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Hmn => "hmn",
            Self::Ar => "ar",
        }
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
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            _ => "ltr",
        }
    }

    /// Reads a code, also with a region (`es-US`). `mww`, White Hmong, is our `hmn`.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or("");
        match primary.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "es" => Some(Self::Es),
            "hmn" | "mww" => Some(Self::Hmn),
            "ar" => Some(Self::Ar),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header that the portal speaks. Order stands for weight.
    pub fn from_accept(header: &str) -> Option<Self> {
        header.split(',').find_map(|part| Self::parse(part.split(';').next().unwrap_or("")))
    }
}

/// The writing direction of any language tag, for text that people wrote.
pub fn direction(tag: &str) -> &'static str {
    match tag.split('-').next().unwrap_or("") {
        "ar" | "fa" | "ur" | "he" | "ps" | "ckb" | "yi" | "rhg" => "rtl",
        _ => "ltr",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_reads_its_own_code_back() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.code()), Some(language));
        }
    }

    #[test]
    fn the_first_known_language_of_the_browser_wins() {
        assert_eq!(Language::from_accept("fr;q=0.9, es-MX;q=0.8, en"), Some(Language::Es));
        assert_eq!(Language::from_accept("zh"), None);
        assert_eq!(Language::from_accept("mww"), Some(Language::Hmn));
    }

    #[test]
    fn arabic_runs_from_right_to_left() {
        assert_eq!(Language::Ar.dir(), "rtl");
        assert_eq!(direction("ar-IQ"), "rtl");
        assert_eq!(direction("so"), "ltr");
    }
}
