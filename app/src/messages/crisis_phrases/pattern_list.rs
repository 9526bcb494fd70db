//! Parses the pattern lists, whose notation `locales/en/danger.txt` explains, and searches for the
//! patterns.

use std::collections::HashMap;

use model::language::Language;

use super::fold::{plain, spelled};
use super::text::{Heads, Place, Text, head};

/// The gap tokens, with the maximum number of words that each may match.
const GAPS: [(&str, usize); 2] = [("...", 5), ("..", 2)];

/// The compiled pattern list of one language.
pub struct List {
    language: Language,
    /// Expansions of words as typed: "im" to "i am".
    read_as: HashMap<String, Vec<String>>,
    danger: Index,
    everyday: Index,
    /// Lines that could not be parsed.
    pub faults: Vec<String>,
}

#[derive(Clone)]
pub struct Word {
    pub letters: Vec<char>,
    /// Prefix match: the word in the text may continue after `letters`.
    pub stem: bool,
}

#[derive(Clone)]
pub enum Item {
    /// One of these word sequences, sorted by first letter, or nothing if optional. `first` is the
    /// set of their first letters, as built by `bit`.
    Any { ways: Vec<Vec<Word>>, first: u64, optional: bool },
    /// Up to this many arbitrary words.
    Gap(usize),
}

type Pattern = Vec<Item>;

pub fn first_letter(way: &[Word]) -> Option<char> {
    way.first().and_then(|word| word.letters.first()).copied()
}

/// The bit of a letter in a 64-bit set. Letters share bits, so the set can only rule a word out; a
/// hit must be compared letter by letter.
pub fn bit(letter: Option<char>) -> u64 {
    letter.map_or(0, |letter| 1 << (u32::from(letter) % 64))
}

/// Patterns by the heads of the words that they may begin with. Each pattern also has the heads of
/// every required item: if the text contains none of the heads of one of them, the pattern is
/// skipped for the whole text.
#[derive(Default)]
struct Index {
    patterns: Vec<(Pattern, Vec<Vec<u64>>)>,
    by_head: HashMap<u64, Vec<usize>>,
}

impl Index {
    fn add(&mut self, pattern: Pattern) {
        for item in &pattern {
            let Item::Any { ways, optional, .. } = item else { break };
            for first in ways.iter().filter_map(|way| way.first()) {
                let known = self.by_head.entry(head(&first.letters)).or_default();
                if known.last() != Some(&self.patterns.len()) {
                    known.push(self.patterns.len());
                }
            }
            if !optional {
                break;
            }
        }
        let needs = pattern.iter().filter_map(|item| match item {
            Item::Any { ways, optional: false, .. } => {
                let mut heads: Vec<u64> = ways.iter().filter_map(|way| way.first()).map(|word| head(&word.letters)).collect();
                heads.sort_unstable();
                heads.dedup();
                Some(heads)
            }
            _ => None,
        });
        let needs = needs.collect();
        self.patterns.push((pattern, needs));
    }

    /// Calls `found` with the begin and end index of each match until it returns `true`. Returns
    /// whether it did.
    fn search(&self, text: &Text, mut found: impl FnMut(usize, usize) -> bool) -> bool {
        let heads = Heads::of(text);
        let possible = self.patterns.iter().map(|(pattern, needs)| needs.iter().all(|one_of| heads.has_any(one_of)).then_some(pattern));
        let possible: Vec<Option<&Pattern>> = possible.collect();
        for (at, start) in text.word_starts() {
            for known in text.heads_at(start).filter_map(|head| self.by_head.get(&head)) {
                for pattern in known.iter().filter_map(|&n| possible.get(n).copied().flatten()) {
                    if let Some(end) = text.matches(pattern, Place::At(start))
                        && found(at, end)
                    {
                        return true;
                    }
                }
            }
        }
        false
    }
}

impl List {
    pub fn new(language: Language, lines: &str) -> Self {
        let mut list = Self { language, read_as: HashMap::new(), danger: Index::default(), everyday: Index::default(), faults: Vec::new() };
        let mut names: HashMap<&str, Vec<Vec<Word>>> = HashMap::new();
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if list.line(line, &mut names).is_none() {
                list.faults.push(line.to_owned());
            }
        }
        list
    }

    fn line<'a>(&mut self, line: &'a str, names: &mut HashMap<&'a str, Vec<Vec<Word>>>) -> Option<()> {
        if let Some(rest) = line.strip_prefix('~') {
            let (right, typed) = rest.split_once('=')?;
            let right: Vec<String> = self.fold(&right.replace('_', " "));
            for word in typed.split_whitespace() {
                let [word] = <[String; 1]>::try_from(self.fold(word)).ok()?;
                self.read_as.insert(word, right.clone());
            }
        } else if line.starts_with('@') && line.contains('=') {
            let (name, ways) = line.split_once('=')?;
            let ways = ways.split('|').map(|way| self.ways(way.trim(), names)).collect::<Option<Vec<_>>>()?.concat();
            names.entry(name.trim()).or_default().extend(ways);
        } else if let Some(rest) = line.strip_prefix('!') {
            let pattern = self.pattern(rest, names)?;
            self.everyday.add(pattern);
        } else {
            let pattern = self.pattern(line, names)?;
            self.danger.add(pattern);
        }
        Some(())
    }

    fn fold(&self, words: &str) -> Vec<String> {
        plain(words).concat().iter().map(|word| spelled(self.language, word)).filter(|word| !word.is_empty()).collect()
    }

    fn pattern(&self, line: &str, names: &HashMap<&str, Vec<Vec<Word>>>) -> Option<Pattern> {
        let mut pattern = Pattern::new();
        for part in line.split_whitespace() {
            if let Some((_, words)) = GAPS.iter().find(|(sign, _)| *sign == part) {
                pattern.push(Item::Gap(*words));
                continue;
            }
            let (part, optional) = part.strip_suffix('?').map_or((part, false), |part| (part, true));
            let mut ways: Vec<Vec<Word>> = part.split('|').map(|way| self.ways(way, names)).collect::<Option<Vec<_>>>()?.concat();
            ways.sort_by_cached_key(|way| first_letter(way));
            let first = ways.iter().fold(0, |all, way| all | bit(first_letter(way)));
            pattern.push(Item::Any { ways, first, optional });
        }
        // A pattern must begin and end with a word, and one word must be required, or it would
        // match anywhere.
        let word = |item: Option<&Item>| matches!(item, Some(Item::Any { .. }));
        let certain = pattern.iter().any(|item| matches!(item, Item::Any { optional: false, .. }));
        (word(pattern.first()) && word(pattern.last()) && certain).then_some(pattern)
    }

    /// Parses one alternative of a pattern. `@name` expands to the word sequences defined for that
    /// name; other text is one sequence, its words separated by `_`. Returns `None` for an undefined
    /// name or an empty word.
    fn ways(&self, way: &str, names: &HashMap<&str, Vec<Vec<Word>>>) -> Option<Vec<Vec<Word>>> {
        if way.starts_with('@') {
            return names.get(way).cloned();
        }
        let mut words = Vec::new();
        for typed in way.split('_') {
            let (typed, stem) = typed.strip_suffix('*').map_or((typed, false), |typed| (typed, true));
            let folded = self.fold(typed);
            let read = if stem { folded } else { self.read(folded) };
            words.extend(read.into_iter().map(|word| Word { letters: word.chars().collect(), stem }));
        }
        (!words.is_empty() && words.iter().all(|word| !word.letters.is_empty())).then(|| vec![words])
    }

    fn read(&self, words: Vec<String>) -> Vec<String> {
        words.into_iter().flat_map(|word| self.read_as.get(&word).cloned().unwrap_or_else(|| vec![word])).collect()
    }

    /// Whether `words`, as returned by `plain`, contain a match of a danger pattern that no match
    /// of an everyday pattern overlaps.
    pub fn finds(&self, words: &[Vec<String>]) -> bool {
        let text = Text::new(self.language, &self.read_as, words);
        let mut everyday: Option<Vec<bool>> = None;
        self.danger.search(&text, |from, to| {
            let everyday = everyday.get_or_insert_with(|| {
                let mut covered = vec![false; text.len()];
                self.everyday.search(&text, |from, to| {
                    covered.iter_mut().take(to).skip(from).for_each(|place| *place = true);
                    false
                });
                covered
            });
            !everyday.iter().take(to).skip(from).any(|&covered| covered)
        })
    }
}

#[cfg(test)]
mod tests {
    use model::language::Language;

    use super::{List, plain};

    fn found(lines: &str, words: &str) -> bool {
        let list = List::new(Language::En, lines);
        assert_eq!(list.faults, Vec::<String>::new());
        list.finds(&plain(words))
    }

    #[test]
    fn whole_words_are_compared_and_stems_go_on() {
        assert!(found("hit me", "He HIT me!"));
        assert!(!found("hit me", "he hit men"));
        assert!(!found("hit me", "white me"));
        assert!(!found("hit me", "He hit. Me too."));
        assert!(found("threat*", "his threatening words"));
        assert!(found("threat*", "a threat"));
        assert!(!found("threat*", "three"));
    }

    #[test]
    fn alternatives_may_be_of_several_words_and_have_a_name() {
        for words in ["she hit my son", "he hit me", "dad hit me"] {
            assert!(found("he|she|dad hit me|my_son", words), "{words}");
        }
        assert!(!found("he|she hit me|my_son", "she hit my arm"));
        let named = "@kin = my_son|me\n@kin = us\nhit @kin";
        assert!(found(named, "hit us") && found(named, "hit my son"));
    }

    #[test]
    fn a_word_may_be_left_out_and_others_may_stand_between() {
        assert!(found("take my own? life", "take my life") && found("take my own? life", "take my own life"));
        assert!(found("hands .. neck", "hands neck") && found("hands .. neck", "hands around my neck"));
        assert!(!found("hands .. neck", "hands were all around my neck"));
        assert!(found("hands ... neck", "hands were all around my neck"));
        assert!(!found("hands ... neck", "clean hands. my neck"));
    }

    #[test]
    fn words_written_together_are_found() {
        for words in ["tua kuv tus kheej", "tua kuvtuskheej", "tuakuv tuskheej"] {
            assert!(found("tua kuv tus_kheej", words), "{words}");
        }
        // No match inside another word, nor of a word whose letters a stem has already consumed.
        assert!(!found("the rapist", "atherapist"));
        assert!(!found("kill* me", "killtime"));
    }

    #[test]
    fn what_is_typed_is_read_as_the_long_form() {
        let list = "~ i_am = im\n~ do_not = dont\ni am not safe\ndon't hit";
        for words in ["I'm not safe", "im not safe", "I am not safe", "do not hit", "dont hit"] {
            assert!(found(list, words), "{words}");
        }
    }

    #[test]
    fn everyday_words_explain_only_what_they_cover() {
        let list = "cut* myself\n! cut* .. shaving";
        assert!(found(list, "I cut myself"));
        assert!(!found(list, "I cut myself shaving"));
        assert!(found(list, "I cut myself shaving. I want to cut myself"));
    }

    #[test]
    fn arabic_is_found_behind_what_is_joined_to_its_front() {
        let list = List::new(Language::Ar, "يضربني\nالانتحار|انتحار");
        for words in ["بيضربني", "وهو يضربُني", "هيضربني", "أفكّر بالإنتحار", "للانتحار"] {
            assert!(list.finds(&plain(words)), "{words}");
        }
        assert!(!list.finds(&plain("اضرب")));
    }

    #[test]
    fn a_line_that_means_nothing_is_reported() {
        for line in ["hit @nobody", ".. me", "hit ..", "my?", "~ im", "~ i_am = i m_b c|d"] {
            assert_eq!(List::new(Language::En, line).faults, [line], "{line}");
        }
    }

    /// A search that backtracked through every way to fill the gaps would not finish.
    #[test]
    fn a_text_made_to_be_slow_ends() {
        let list = List::new(Language::En, "a ... a ... a ... b\na .. a .. a .. a .. b\n! a ... a ... a ... c");
        assert!(!list.finds(&plain(&"a a a ".repeat(3_300))));
    }
}
