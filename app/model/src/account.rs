//! Sign-in names and passphrases: what is accepted, and nothing about how they are kept.

use crate::Code;

/// Shortest passphrase, in characters (NIST 800-63B-4 asks 15 where it stands alone).
pub const PASSPHRASE_MIN: usize = 15;
/// Longest passphrase, in characters: Argon2id hashes any length, a form should not carry any.
pub const PASSPHRASE_MAX: usize = 200;
pub const NAME_MIN: usize = 3;
pub const NAME_MAX: usize = 40;

/// A name to sign in with: chosen by the person, compared without upper and lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInName(String);

impl SignInName {
    /// # Errors
    /// `account-name-short` below 3 characters, `account-name-long` above 40, `account-name-signs` for line breaks or control signs.
    pub fn parse(typed: &str) -> Result<Self, Code> {
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        match name.chars().count() {
            n if n < NAME_MIN => Err("account-name-short"),
            n if n > NAME_MAX => Err("account-name-long"),
            _ if name.chars().any(char::is_control) => Err("account-name-signs"),
            _ => Ok(Self(name)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A passphrase on its way to the hasher. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

impl Passphrase {
    /// For choosing: any signs, spaces and languages are welcome; no rules but length.
    ///
    /// # Errors
    /// `account-passphrase-short` below 15 characters, `account-passphrase-long` above 200, `account-passphrase-plain` for one sign over and over.
    pub fn choose(typed: &str) -> Result<Self, Code> {
        let count = typed.chars().count();
        if count < PASSPHRASE_MIN {
            return Err("account-passphrase-short");
        }
        if count > PASSPHRASE_MAX {
            return Err("account-passphrase-long");
        }
        let mut different: Vec<char> = typed.to_lowercase().chars().collect();
        different.sort_unstable();
        different.dedup();
        if different.len() < 5 {
            return Err("account-passphrase-plain");
        }
        Ok(Self(typed.to_owned()))
    }

    /// For signing in: whatever was typed, cut to what could ever match.
    pub fn given(typed: &str) -> Self {
        Self(typed.chars().take(PASSPHRASE_MAX).collect())
    }

    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// The path of a code's page, in its address.
const WELCOME: &str = "/welcome/";

/// A letter, digit or sign of the full width that some keyboards write, as its plain one.
fn narrow(sign: char) -> char {
    match sign {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        other => other,
    }
}

/// The code printed on paper, as typed: spaces, dashes and case do not matter, nor whether its letters are those of a keyboard
/// that writes them wide. The whole address, as it was sent or scanned, holds the code.
pub fn welcome_code(typed: &str) -> String {
    let plain: String = typed.chars().map(narrow).collect();
    let address = plain.to_ascii_lowercase().rfind(WELCOME).map(|at| &plain[at + WELCOME.len()..]);
    let code = address.map_or(plain.as_str(), |rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_again_however_it_is_typed() {
        assert_eq!(SignInName::parse("  María   Luna ").unwrap().as_str(), "maría luna");
        assert_eq!(SignInName::parse("ab"), Err("account-name-short"));
    }

    #[test]
    fn a_passphrase_needs_length_and_nothing_else() {
        assert!(Passphrase::choose("el perro come pan").is_ok());
        assert_eq!(Passphrase::choose("short"), Err("account-passphrase-short"));
        assert_eq!(Passphrase::choose(&"a".repeat(20)), Err("account-passphrase-plain"));
    }

    #[test]
    fn a_passphrase_is_never_printed() {
        let secret = Passphrase::given("correct horse battery");
        assert!(!format!("{secret:?}").contains("horse"));
    }

    #[test]
    fn a_code_from_paper_forgives_dashes_and_case() {
        assert_eq!(welcome_code(" abcd-efgh 2345 "), "ABCDEFGH2345");
        assert_eq!(welcome_code("\u{202A}abcd\u{2010}efgh 2345\u{202C}"), "ABCDEFGH2345");
    }

    #[test]
    fn a_code_is_found_in_its_address_and_in_wide_letters() {
        for typed in [
            "https://portal.example/welcome/ABCD-EFGH-2345",
            " https://portal.example/Welcome/abcdefgh2345/?utm_source=sms#top",
            "portal.example/welcome/ABCDEFGH2345",
            "https://portal.example/welcome/xx/welcome/ABCDEFGH2345",
            "\u{FF21}\u{FF22}\u{FF23}\u{FF24}\u{FF45}\u{FF46}\u{FF47}\u{FF48}\u{3000}\u{FF12}\u{FF13}\u{FF14}\u{FF15}",
            "ABCD/EFGH/2345",
        ] {
            assert_eq!(welcome_code(typed), "ABCDEFGH2345", "{typed}");
        }
        assert_eq!(welcome_code("https://portal.example/welcome/"), "");
    }
}
