//! What a person calls a passkey, so that they find it again on their list.

use crate::text::{is_blank, to_nfc};

/// The most passkeys that a person may have at a time.
pub const MAX_PASSKEYS: usize = 10;
/// Maximum length of a name in characters.
const NAME_MAX: usize = 40;

/// The name of a new passkey, from what was typed; `fallback` where nothing visible was typed. A
/// longer name is cut: to refuse it would be too late, because the device has made its passkey by
/// then.
pub fn passkey_name(typed: &str, fallback: &str) -> String {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let name: String = to_nfc(&words.join(" "))
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME_MAX)
        .collect();
    if is_blank(&name) {
        fallback.to_owned()
    } else {
        name.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_has_a_name_whatever_is_typed() {
        assert_eq!(passkey_name("  My\tnew \n phone ", "Phone"), "My new phone");
        assert_eq!(passkey_name("هاتفي", "Phone"), "هاتفي");
        for nothing in ["", "   ", "\u{200B}\u{2800}", "\u{7}"] {
            assert_eq!(passkey_name(nothing, "Phone"), "Phone", "{nothing:?}");
        }
        assert_eq!(passkey_name(&"n\u{303}".repeat(99), ""), "ñ".repeat(40));
    }
}
