//! A normalized message, and the matching of one pattern in it.

use std::collections::HashMap;

use model::language::Language;

use super::normalize::{SENTENCE_BREAK, WORD_BREAK, normalize_spelling, stem_offsets};
use super::pattern_item::{PatternItem, PatternWord, first_letter, letter_bit};

/// Letters in a head: three `char`s of 21 bits fit into a `u64`.
const HEAD_LETTERS: usize = 3;

/// The head of a word: its first letters, at most `HEAD_LETTERS`, packed into a number.
pub fn pack_head(letters: &[char]) -> u64 {
    letters
        .iter()
        .take(HEAD_LETTERS)
        .fold(0, |head, &letter| head << 21 | u64::from(u32::from(letter)))
}

/// Bloom filter of the heads at all positions of a text, also inside words. `may_contain_any` can
/// return false positives, but no false negatives.
pub struct HeadFilter(Vec<u64>);

impl HeadFilter {
    // 65,536 bits for at most three heads at each of the 5,000 letters of a message: few of them
    // are false positives.
    const FILTER_WORDS: usize = 1 << 10;

    pub fn from_text(text: &NormalizedText) -> Self {
        let mut all = Self(vec![0; Self::FILTER_WORDS]);
        for head in (0..text.letters.len()).flat_map(|at| text.heads_at(at)) {
            let (place, bit) = Self::bit_position(head);
            if let Some(bits) = all.0.get_mut(place) {
                *bits |= bit;
            }
        }
        all
    }

    pub fn may_contain_any(&self, heads: &[u64]) -> bool {
        heads.iter().any(|&head| {
            let (place, bit) = Self::bit_position(head);
            self.0.get(place).is_some_and(|bits| bits & bit != 0)
        })
    }

    /// Knuth's multiplicative hash: the upper bits are mixed best.
    fn bit_position(head: u64) -> (usize, u64) {
        let mixed = head.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (
            usize::try_from(mixed >> 54).unwrap_or(0) % Self::FILTER_WORDS,
            1 << ((mixed >> 48) & 63),
        )
    }
}

/// A place in a text at which a word may begin.
pub struct WordStart {
    /// The index of the word with all that is joined to its front.
    pub word: usize,
    /// The index at which the word is taken to begin.
    pub start: usize,
}

/// Normalized words with `WORD_BREAK` between them and `SENTENCE_BREAK` around each sentence.
pub struct NormalizedText {
    letters: Vec<char>,
    /// Indices in `letters` at which words may begin: for Arabic one per possible prefix.
    /// `starts_by_word` maps the index of a word to its range in this list.
    start_indices: Vec<usize>,
    starts_by_word: Vec<(usize, usize)>,
}

#[derive(Clone, Copy)]
pub enum MatchPosition {
    /// The next word must begin at this index.
    At(usize),
    /// A word of the pattern ended before this index; `true` if the next word may follow without a
    /// space.
    After(usize, bool),
}

impl NormalizedText {
    pub fn new(
        language: Language,
        expansions: &HashMap<String, Vec<String>>,
        words: &[Vec<String>],
    ) -> Self {
        let mut letters = vec![SENTENCE_BREAK];
        for sentence in words {
            for word in sentence {
                let word = normalize_spelling(language, word);
                // After the spelling is normalized, because the keys of the expansions are
                // normalized, too.
                for word in expansions
                    .get(&word)
                    .map_or(std::slice::from_ref(&word), Vec::as_slice)
                    .iter()
                    .filter(|word| !word.is_empty())
                {
                    letters.extend(word.chars());
                    letters.push(WORD_BREAK);
                }
            }
            if letters.last() == Some(&WORD_BREAK) {
                letters.pop();
                letters.push(SENTENCE_BREAK);
            }
        }
        let (mut all, mut starts_by_word) = (Vec::new(), vec![(0, 0); letters.len()]);
        let mut at = 0;
        for word in letters.split(|&c| c == WORD_BREAK || c == SENTENCE_BREAK) {
            if let Some(place) = starts_by_word.get_mut(at).filter(|_| !word.is_empty()) {
                let from = all.len();
                match language {
                    // Prefixes are written together with the word, and only the list decides which
                    // letters are one.
                    Language::Ar => {
                        all.extend(stem_offsets(word).into_iter().map(|offset| at + offset))
                    }
                    _ => all.push(at),
                }
                *place = (from, all.len());
            }
            at += word.len() + 1;
        }
        Self {
            letters,
            start_indices: all,
            starts_by_word,
        }
    }

    pub fn len(&self) -> usize {
        self.letters.len()
    }

    fn starts_of_word(&self, at: usize) -> &[usize] {
        self.starts_by_word
            .get(at)
            .and_then(|&(from, to)| self.start_indices.get(from..to))
            .unwrap_or_default()
    }

    /// Each word with each index at which it may begin.
    pub fn word_starts(&self) -> impl Iterator<Item = WordStart> {
        (0..self.letters.len()).flat_map(|at| {
            self.starts_of_word(at)
                .iter()
                .map(move |&start| WordStart { word: at, start })
        })
    }

    /// The heads of 1 to `HEAD_LETTERS` letters that begin at index `at`, within one word.
    pub fn heads_at(&self, at: usize) -> impl Iterator<Item = u64> {
        let word = self.letters.get(at..).unwrap_or_default();
        let length = word
            .iter()
            .take(HEAD_LETTERS)
            .take_while(|&&c| c != WORD_BREAK && c != SENTENCE_BREAK)
            .count();
        (1..=length).filter_map(|n| word.get(..n)).map(pack_head)
    }

    fn is_word_end(&self, at: usize) -> bool {
        self.letters
            .get(at)
            .is_none_or(|&c| c == WORD_BREAK || c == SENTENCE_BREAK)
    }

    fn word_end(&self, at: usize) -> usize {
        at + self
            .letters
            .get(at..)
            .unwrap_or_default()
            .iter()
            .take_while(|&&c| c != WORD_BREAK && c != SENTENCE_BREAK)
            .count()
    }

    /// Matches `items` from `place`. Returns the end index of the match, which is always the end of
    /// a word.
    pub fn match_items(&self, items: &[PatternItem], place: MatchPosition) -> Option<usize> {
        let Some((item, rest)) = items.split_first() else {
            return match place {
                // A match ends with a word: "hit me" is not in "hit men".
                MatchPosition::After(end, _) => self.is_word_end(end).then_some(end),
                MatchPosition::At(_) => None,
            };
        };
        match item {
            PatternItem::Gap(most) => {
                let MatchPosition::After(mut end, mut joined) = place else {
                    return None;
                };
                for _ in 0..=*most {
                    if let Some(found) = self.match_items(rest, MatchPosition::After(end, joined)) {
                        return Some(found);
                    }
                    // A gap never reaches into the next sentence.
                    if self.letters.get(end) != Some(&WORD_BREAK) {
                        return None;
                    }
                    (end, joined) = (self.word_end(end + 1), false);
                }
                None
            }
            PatternItem::Any {
                alternatives: ways,
                first_letters: letters,
                optional,
            } => {
                let found = self.next_starts(place).find_map(|start| {
                    // Most starts fail here, without a comparison of letters.
                    let first = self.letters.get(start).copied();
                    if letters & letter_bit(first) == 0 {
                        return None;
                    }
                    // The alternatives are sorted by their first letter.
                    let from = ways.partition_point(|way| first_letter(way) < first);
                    let mut fitting = ways
                        .iter()
                        .skip(from)
                        .take_while(|way| first_letter(way) == first);
                    fitting
                        .find_map(|way| self.match_alternative(way, rest, MatchPosition::At(start)))
                });
                found.or_else(|| {
                    if *optional {
                        self.match_items(rest, place)
                    } else {
                        None
                    }
                })
            }
        }
    }

    /// The indices at which the next word of a pattern may begin.
    fn next_starts(&self, place: MatchPosition) -> impl Iterator<Item = usize> {
        let (starts, one): (&[usize], _) = match place {
            MatchPosition::At(start) => (&[], Some(start)),
            MatchPosition::After(end, joined) => match self.letters.get(end) {
                Some(&WORD_BREAK) => (self.starts_of_word(end + 1), None),
                Some(&SENTENCE_BREAK) | None => (&[], None),
                // Within a word only where the last word of the pattern ended, for words that are
                // typed together.
                Some(_) => (&[], joined.then_some(end)),
            },
        };
        starts.iter().copied().chain(one)
    }

    fn match_alternative(
        &self,
        way: &[PatternWord],
        rest: &[PatternItem],
        place: MatchPosition,
    ) -> Option<usize> {
        let Some((word, more)) = way.split_first() else {
            return self.match_items(rest, place);
        };
        self.next_starts(place)
            .find_map(|start| self.match_word(word, more, rest, start))
    }

    fn match_word(
        &self,
        word: &PatternWord,
        more: &[PatternWord],
        rest: &[PatternItem],
        start: usize,
    ) -> Option<usize> {
        if !self
            .letters
            .get(start..)
            .is_some_and(|letters| letters.starts_with(&word.letters))
        {
            return None;
        }
        let end = start + word.letters.len();
        // A stem consumes the rest of its word, so no other word of the pattern can begin there.
        let place = if word.is_prefix {
            MatchPosition::After(self.word_end(end), false)
        } else {
            MatchPosition::After(end, true)
        };
        self.match_alternative(more, rest, place)
    }
}
