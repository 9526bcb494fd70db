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

/// The code printed on paper, as typed: spaces, dashes and case do not matter.
pub fn welcome_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).take(64).collect()
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
    }
}
