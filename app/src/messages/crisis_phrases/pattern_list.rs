//! Parses the pattern lists, whose notation `locales/en/danger.txt` explains, and searches for the
//! patterns.

use std::collections::HashMap;

use model::language::Language;

use super::normalize::{normalize_spelling, split_sentences};
use super::normalized_text::NormalizedText;
use super::pattern_index::PatternIndex;
use super::pattern_item::{Pattern, PatternItem, PatternWord, first_letter, letter_bit};

/// The gap tokens, with the maximum number of words that each may match.
const GAP_TOKENS: [(&str, usize); 2] = [("...", 5), ("..", 2)];

/// The compiled pattern list of one language.
pub struct PatternList {
    language: Language,
    /// Expansions of words as typed: "im" to "i am".
    expansions: HashMap<String, Vec<String>>,
    danger_patterns: PatternIndex,
    everyday_patterns: PatternIndex,
    /// Lines that could not be parsed.
    pub invalid_lines: Vec<String>,
}

impl PatternList {
    pub fn new(language: Language, lines: &str) -> Self {
        let mut list = Self {
            language,
            expansions: HashMap::new(),
            danger_patterns: PatternIndex::default(),
            everyday_patterns: PatternIndex::default(),
            invalid_lines: Vec::new(),
        };
        let mut names: HashMap<&str, Vec<Vec<PatternWord>>> = HashMap::new();
        for line in lines
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            // A mistake in a list must not keep the server from starting; a test reports it.
            if list.parse_line(line, &mut names).is_none() {
                list.invalid_lines.push(line.to_owned());
            }
        }
        list
    }

    fn parse_line<'a>(
        &mut self,
        line: &'a str,
        names: &mut HashMap<&'a str, Vec<Vec<PatternWord>>>,
    ) -> Option<()> {
        if let Some(rest) = line.strip_prefix('~') {
            let (right, typed) = rest.split_once('=')?;
            let right: Vec<String> = self.normalize_words(&right.replace('_', " "));
            for word in typed.split_whitespace() {
                // A message is expanded word by word, so only single words can be found there.
                let [word] = <[String; 1]>::try_from(self.normalize_words(word)).ok()?;
                self.expansions.insert(word, right.clone());
            }
        } else if line.starts_with('@') && line.contains('=') {
            let (name, ways) = line.split_once('=')?;
            let ways = ways
                .split('|')
                .map(|way| self.parse_alternative(way.trim(), names))
                .collect::<Option<Vec<_>>>()?
                .concat();
            names.entry(name.trim()).or_default().extend(ways);
        } else if let Some(rest) = line.strip_prefix('!') {
            let pattern = self.parse_pattern(rest, names)?;
            self.everyday_patterns.add_pattern(pattern);
        } else {
            let pattern = self.parse_pattern(line, names)?;
            self.danger_patterns.add_pattern(pattern);
        }
        Some(())
    }

    fn normalize_words(&self, words: &str) -> Vec<String> {
        split_sentences(words)
            .concat()
            .iter()
            .map(|word| normalize_spelling(self.language, word))
            .filter(|word| !word.is_empty())
            .collect()
    }

    fn parse_pattern(
        &self,
        line: &str,
        names: &HashMap<&str, Vec<Vec<PatternWord>>>,
    ) -> Option<Pattern> {
        let mut pattern = Pattern::new();
        for part in line.split_whitespace() {
            if let Some((_, words)) = GAP_TOKENS.iter().find(|(sign, _)| *sign == part) {
                pattern.push(PatternItem::Gap(*words));
                continue;
            }
            let (part, optional) = part
                .strip_suffix('?')
                .map_or((part, false), |part| (part, true));
            let mut ways: Vec<Vec<PatternWord>> = part
                .split('|')
                .map(|way| self.parse_alternative(way, names))
                .collect::<Option<Vec<_>>>()?
                .concat();
            // `NormalizedText::match_items` searches the sorted alternatives by bisection.
            ways.sort_by_cached_key(|way| first_letter(way));
            let first = ways
                .iter()
                .fold(0, |all, way| all | letter_bit(first_letter(way)));
            pattern.push(PatternItem::Any {
                alternatives: ways,
                first_letters: first,
                optional,
            });
        }
        // A pattern must begin and end with a word, and one word must be required, or it would
        // match anywhere.
        let word = |item: Option<&PatternItem>| matches!(item, Some(PatternItem::Any { .. }));
        let certain = pattern.iter().any(|item| {
            matches!(
                item,
                PatternItem::Any {
                    optional: false,
                    ..
                }
            )
        });
        (word(pattern.first()) && word(pattern.last()) && certain).then_some(pattern)
    }

    /// Parses one alternative of a pattern. `@name` expands to the word sequences defined for that
    /// name; other text is one sequence, its words separated by `_`. Returns `None` for an
    /// undefined name or an empty word.
    fn parse_alternative(
        &self,
        way: &str,
        names: &HashMap<&str, Vec<Vec<PatternWord>>>,
    ) -> Option<Vec<Vec<PatternWord>>> {
        if way.starts_with('@') {
            return names.get(way).cloned();
        }
        let mut words = Vec::new();
        for typed in way.split('_') {
            let (typed, stem) = typed
                .strip_suffix('*')
                .map_or((typed, false), |typed| (typed, true));
            let folded = self.normalize_words(typed);
            // A stem is not a whole word, so it has no expansion.
            let read = if stem {
                folded
            } else {
                self.expand_words(folded)
            };
            words.extend(read.into_iter().map(|word| PatternWord {
                letters: word.chars().collect(),
                is_prefix: stem,
            }));
        }
        (!words.is_empty() && words.iter().all(|word| !word.letters.is_empty()))
            .then(|| vec![words])
    }

    fn expand_words(&self, words: Vec<String>) -> Vec<String> {
        words
            .into_iter()
            .flat_map(|word| {
                self.expansions
                    .get(&word)
                    .cloned()
                    .unwrap_or_else(|| vec![word])
            })
            .collect()
    }

    /// Whether `words`, as returned by `split_sentences`, contain a match of a danger pattern that
    /// no match of an everyday pattern overlaps.
    pub fn has_danger(&self, words: &[Vec<String>]) -> bool {
        let text = NormalizedText::new(self.language, &self.expansions, words);
        let mut everyday: Option<Vec<bool>> = None;
        self.danger_patterns.any_match(&text, |from, to| {
            // Only once a danger pattern has matched, which is rare.
            let everyday = everyday.get_or_insert_with(|| {
                let mut covered = vec![false; text.len()];
                self.everyday_patterns.any_match(&text, |from, to| {
                    covered
                        .iter_mut()
                        .take(to)
                        .skip(from)
                        .for_each(|place| *place = true);
                    // Never ends the search, because every everyday match counts.
                    false
                });
                covered
            });
            !everyday.iter().take(to).skip(from).any(|&covered| covered)
        })
    }
}

#[cfg(test)]
mod tests;
