//! Short codes that show that an e-mail address or a telephone number reaches its person.

use crate::passphrase_words::random_index;
use crate::text::{is_digit_separator, normalize_token, with_ascii_digits};

/// How long a code is valid after it was sent, in minutes.
pub const CONFIRMATION_CODE_MINUTES: i64 = 15;
/// How often a code may be typed. With six digits, five guesses find one in 200,000 codes.
pub const CONFIRMATION_CODE_TRIES: i32 = 5;
/// Number of digits of a code.
const CODE_LENGTH: usize = 6;

/// A code of six digits. `Debug` never prints it.
#[derive(Clone, PartialEq, Eq)]
pub struct ConfirmationCode(String);

impl ConfirmationCode {
    /// A new code, each as likely as any other.
    ///
    /// # Panics
    /// When the operating system provides no random bytes, because a predictable code must not be
    /// sent.
    pub fn generate() -> Self {
        Self(format!("{:06}", random_index(1_000_000)))
    }

    /// The code that was typed or pasted, in any script of digits, with spaces and dashes anywhere.
    /// `None` for anything else.
    pub fn parse(typed: &str) -> Option<Self> {
        // Longer than any code with separators: bounds the work for a field of megabytes.
        let typed: String = typed.chars().take(64).collect();
        let typed = with_ascii_digits(&normalize_token(&typed));
        let digits: String = typed.chars().filter(|c| !is_digit_separator(*c)).collect();
        let is_code = digits.len() == CODE_LENGTH && digits.bytes().all(|b| b.is_ascii_digit());
        is_code.then_some(Self(digits))
    }

    /// The digits, to send them or to compare their digest.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for ConfirmationCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Not derived: a code must not get into a log.
        f.write_str("ConfirmationCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_six_digits_however_it_is_typed_and_never_printed() {
        for _ in 0..100 {
            let code = ConfirmationCode::generate();
            assert_eq!(code.expose().len(), 6);
            assert_eq!(ConfirmationCode::parse(code.expose()), Some(code.clone()));
            assert!(!format!("{code:?}").contains(code.expose()));
        }
        for typed in ["012345", " 012 345\n", "012-345", "٠١٢٣٤٥"] {
            let code = ConfirmationCode::parse(typed);
            assert_eq!(code.unwrap().expose(), "012345", "{typed}");
        }
        for typed in ["", "12345", "1234567", "12345a", &"1".repeat(10_000)] {
            assert_eq!(ConfirmationCode::parse(typed), None, "{typed}");
        }
    }
}
