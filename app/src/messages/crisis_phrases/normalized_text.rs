//! A normalized message, and the matching of one pattern in it.

use std::collections::HashMap;

use model::language::Language;

use super::fold::{SPACE, STOP, beginnings, spelled};
use super::list::{Item, Word, bit, first_letter};

/// Letters in a head: three `char`s of 21 bits fit into a `u64`.
const HEAD: usize = 3;

/// The head of a word: its first letters, at most `HEAD`, packed into a number.
pub fn head(letters: &[char]) -> u64 {
    letters.iter().take(HEAD).fold(0, |head, &letter| head << 21 | u64::from(u32::from(letter)))
}

/// Bloom filter of the heads at all positions of a text, also inside words. `has_any` can return
/// false positives, but no false negatives.
pub struct Heads(Vec<u64>);

impl Heads {
    const SIZE: usize = 1 << 10;

    pub fn of(text: &Text) -> Self {
        let mut all = Self(vec![0; Self::SIZE]);
        for head in (0..text.letters.len()).flat_map(|at| text.heads_at(at)) {
            let (place, bit) = Self::place(head);
            if let Some(bits) = all.0.get_mut(place) {
                *bits |= bit;
            }
        }
        all
    }

    pub fn has_any(&self, heads: &[u64]) -> bool {
        heads.iter().any(|&head| {
            let (place, bit) = Self::place(head);
            self.0.get(place).is_some_and(|bits| bits & bit != 0)
        })
    }

    /// Knuth's multiplicative hash: the upper bits are mixed best.
    fn place(head: u64) -> (usize, u64) {
        let mixed = head.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (usize::try_from(mixed >> 54).unwrap_or(0) % Self::SIZE, 1 << ((mixed >> 48) & 63))
    }
}

/// Normalized words with `SPACE` between them and `STOP` around each sentence.
pub struct Text {
    letters: Vec<char>,
    /// Indices in `letters` at which words may begin: for Arabic one per possible prefix.
    /// `of_place` maps the index of a word to its range in this list.
    beginnings: Vec<usize>,
    of_place: Vec<(usize, usize)>,
}

#[derive(Clone, Copy)]
pub enum Place {
    /// The next word must begin at this index.
    At(usize),
    /// A word of the pattern ended before this index; `true` if the next word may follow without a
    /// space.
    After(usize, bool),
}

impl Text {
    pub fn new(language: Language, read_as: &HashMap<String, Vec<String>>, words: &[Vec<String>]) -> Self {
        let mut letters = vec![STOP];
        for sentence in words {
            for word in sentence {
                let word = spelled(language, word);
                for word in read_as.get(&word).map_or(std::slice::from_ref(&word), Vec::as_slice).iter().filter(|word| !word.is_empty()) {
                    letters.extend(word.chars());
                    letters.push(SPACE);
                }
            }
            if letters.last() == Some(&SPACE) {
                letters.pop();
                letters.push(STOP);
            }
        }
        let (mut all, mut of_place) = (Vec::new(), vec![(0, 0); letters.len()]);
        let mut at = 0;
        for word in letters.split(|&c| c == SPACE || c == STOP) {
            if let Some(place) = of_place.get_mut(at).filter(|_| !word.is_empty()) {
                let from = all.len();
                match language {
                    Language::Ar => all.extend(beginnings(word).into_iter().map(|offset| at + offset)),
                    _ => all.push(at),
                }
                *place = (from, all.len());
            }
            at += word.len() + 1;
        }
        Self { letters, beginnings: all, of_place }
    }

    pub fn len(&self) -> usize {
        self.letters.len()
    }

    fn beginnings(&self, at: usize) -> &[usize] {
        self.of_place.get(at).and_then(|&(from, to)| self.beginnings.get(from..to)).unwrap_or_default()
    }

    /// The index of each word, paired with each index at which it may begin.
    pub fn word_starts(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.letters.len()).flat_map(|at| self.beginnings(at).iter().map(move |&start| (at, start)))
    }

    /// The heads of 1 to `HEAD` letters that begin at index `at`, within one word.
    pub fn heads_at(&self, at: usize) -> impl Iterator<Item = u64> {
        let word = self.letters.get(at..).unwrap_or_default();
        let length = word.iter().take(HEAD).take_while(|&&c| c != SPACE && c != STOP).count();
        (1..=length).filter_map(|n| word.get(..n)).map(head)
    }

    fn ends_word(&self, at: usize) -> bool {
        self.letters.get(at).is_none_or(|&c| c == SPACE || c == STOP)
    }

    fn word_end(&self, at: usize) -> usize {
        at + self.letters.get(at..).unwrap_or_default().iter().take_while(|&&c| c != SPACE && c != STOP).count()
    }

    /// Matches `items` from `place`. Returns the end index of the match, which is always the end of
    /// a word.
    pub fn matches(&self, items: &[Item], place: Place) -> Option<usize> {
        let Some((item, rest)) = items.split_first() else {
            return match place {
                Place::After(end, _) => self.ends_word(end).then_some(end),
                Place::At(_) => None,
            };
        };
        match item {
            Item::Gap(most) => {
                let Place::After(mut end, mut joined) = place else { return None };
                for _ in 0..=*most {
                    if let Some(found) = self.matches(rest, Place::After(end, joined)) {
                        return Some(found);
                    }
                    if self.letters.get(end) != Some(&SPACE) {
                        return None;
                    }
                    (end, joined) = (self.word_end(end + 1), false);
                }
                None
            }
            Item::Any { ways, first: letters, optional } => {
                let found = self.starts(place).find_map(|start| {
                    let first = self.letters.get(start).copied();
                    if letters & bit(first) == 0 {
                        return None;
                    }
                    let from = ways.partition_point(|way| first_letter(way) < first);
                    let mut fitting = ways.iter().skip(from).take_while(|way| first_letter(way) == first);
                    fitting.find_map(|way| self.way(way, rest, Place::At(start)))
                });
                found.or_else(|| if *optional { self.matches(rest, place) } else { None })
            }
        }
    }

    /// The indices at which the next word of a pattern may begin.
    fn starts(&self, place: Place) -> impl Iterator<Item = usize> {
        let (starts, one): (&[usize], _) = match place {
            Place::At(start) => (&[], Some(start)),
            Place::After(end, joined) => match self.letters.get(end) {
                Some(&SPACE) => (self.beginnings(end + 1), None),
                Some(&STOP) | None => (&[], None),
                Some(_) => (&[], joined.then_some(end)),
            },
        };
        starts.iter().copied().chain(one)
    }

    fn way(&self, way: &[Word], rest: &[Item], place: Place) -> Option<usize> {
        let Some((word, more)) = way.split_first() else { return self.matches(rest, place) };
        self.starts(place).find_map(|start| self.word(word, more, rest, start))
    }

    fn word(&self, word: &Word, more: &[Word], rest: &[Item], start: usize) -> Option<usize> {
        if !self.letters.get(start..).is_some_and(|letters| letters.starts_with(&word.letters)) {
            return None;
        }
        let end = start + word.letters.len();
        let place = if word.stem { Place::After(self.word_end(end), false) } else { Place::After(end, true) };
        self.way(more, rest, place)
    }
}
