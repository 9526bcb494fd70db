//! The items and words of a pattern.

#[derive(Clone)]
pub struct PatternWord {
    pub letters: Vec<char>,
    /// Prefix match: the word in the text may continue after `letters`.
    pub is_prefix: bool,
}

#[derive(Clone)]
pub enum PatternItem {
    /// One of these word sequences, sorted by first letter, or nothing if optional. `first_letters`
    /// is the set of their first letters, as built by `letter_bit`.
    Any {
        alternatives: Vec<Vec<PatternWord>>,
        first_letters: u64,
        optional: bool,
    },
    /// Up to this many arbitrary words.
    Gap(usize),
}

pub(super) type Pattern = Vec<PatternItem>;

pub fn first_letter(way: &[PatternWord]) -> Option<char> {
    way.first().and_then(|word| word.letters.first()).copied()
}

/// The bit of a letter in a 64-bit set. Letters share bits, so the set can only rule a word out; a
/// hit must be compared letter by letter.
pub fn letter_bit(letter: Option<char>) -> u64 {
    letter.map_or(0, |letter| 1 << (u32::from(letter) % 64))
}
