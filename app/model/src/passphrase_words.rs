//! Passphrases of random words, for people who would rather not think of one themselves.

use crate::account::PASSPHRASE_MIN;

/// Number of passphrases that a list must be able to make: 50 random bits. Attempts to sign in are
/// limited and hashed slowly, so more would only be more to type.
const MIN_CHOICES: u128 = 1 << 50;

/// The words of a list with one word in each line. Lines that begin with `#` are comments.
pub fn parse_passphrase_words(list: &str) -> Vec<&str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// A passphrase of words that are drawn from the list, each as likely as any other, with spaces
/// between them: five words of a list of 1,024. Without at least two words to draw from it is
/// empty.
///
/// # Panics
/// When the operating system provides no random bytes, because a predictable passphrase must not be
/// offered.
pub fn random_passphrase(words: &[&str]) -> String {
    let mut passphrase = String::new();
    if words.len() < 2 {
        return passphrase;
    }
    let mut choices: u128 = 1;
    // Also until it is long enough: five short words may have fewer characters than a passphrase
    // needs.
    while choices < MIN_CHOICES || passphrase.chars().count() < PASSPHRASE_MIN {
        if !passphrase.is_empty() {
            passphrase.push(' ');
        }
        passphrase.push_str(words[random_index(words.len())]);
        choices = choices.saturating_mul(words.len() as u128);
    }
    passphrase
}

/// A random number below `count`, which is not 0.
#[expect(clippy::expect_used, reason = "no randomness, no passphrases")]
pub(crate) fn random_index(count: usize) -> usize {
    let count = count as u64;
    // Numbers above the last whole multiple are drawn again, or the first words would be likelier.
    let limit = u64::MAX - u64::MAX % count;
    loop {
        let mut bytes = [0_u8; 8];
        getrandom::fill(&mut bytes).expect("random bytes");
        let drawn = u64::from_be_bytes(bytes);
        if drawn < limit {
            return (drawn % count) as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_skips_comments_and_empty_lines() {
        assert_eq!(
            parse_passphrase_words("# from here\nriver\n\n  lamp \n"),
            ["river", "lamp"]
        );
    }

    #[test]
    fn a_random_passphrase_has_fifty_bits_and_is_long_enough() {
        let many: Vec<String> = (0..1_024).map(|n| format!("word{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let first = random_passphrase(&many);
        assert_eq!(first.split(' ').count(), 5);
        assert_ne!(first, random_passphrase(&many));
        // Two words are one bit each, and the same rule then draws fifty of them.
        assert_eq!(random_passphrase(&["a", "b"]).split(' ').count(), 50);
        let short: Vec<String> = (0..2_048).map(|n| format!("{}", n % 10)).collect();
        let short: Vec<&str> = short.iter().map(String::as_str).collect();
        assert!(random_passphrase(&short).chars().count() >= PASSPHRASE_MIN);
        assert_eq!(random_passphrase(&["only"]), "");
    }
}
