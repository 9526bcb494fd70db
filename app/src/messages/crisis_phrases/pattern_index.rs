//! The index of patterns by the heads of their words.

use std::collections::HashMap;

use super::normalized_text::{HeadFilter, MatchPosition, NormalizedText, pack_head};
use super::pattern_item::{Pattern, PatternItem};

/// Patterns by the heads of the words that they may begin with. Each pattern also has the heads of
/// every required item: if the text contains none of the heads of one of them, the pattern is
/// skipped for the whole text.
#[derive(Default)]
pub(super) struct PatternIndex {
    patterns: Vec<(Pattern, Vec<Vec<u64>>)>,
    by_head: HashMap<u64, Vec<usize>>,
}

impl PatternIndex {
    pub(super) fn add_pattern(&mut self, pattern: Pattern) {
        for item in &pattern {
            let PatternItem::Any {
                alternatives: ways,
                optional,
                ..
            } = item
            else {
                break;
            };
            for first in ways.iter().filter_map(|way| way.first()) {
                let known = self.by_head.entry(pack_head(&first.letters)).or_default();
                // Once for each pattern, also when several of its alternatives share a head.
                if known.last() != Some(&self.patterns.len()) {
                    known.push(self.patterns.len());
                }
            }
            // A match may begin with any item up to the first required one.
            if !optional {
                break;
            }
        }
        let needs = pattern.iter().filter_map(|item| match item {
            PatternItem::Any {
                alternatives: ways,
                optional: false,
                ..
            } => {
                let mut heads: Vec<u64> = ways
                    .iter()
                    .filter_map(|way| way.first())
                    .map(|word| pack_head(&word.letters))
                    .collect();
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
    pub(super) fn any_match(
        &self,
        text: &NormalizedText,
        mut found: impl FnMut(usize, usize) -> bool,
    ) -> bool {
        let heads = HeadFilter::from_text(text);
        // Rules out most patterns once for the whole text, before any position is tried.
        let possible = self.patterns.iter().map(|(pattern, needs)| {
            needs
                .iter()
                .all(|one_of| heads.may_contain_any(one_of))
                .then_some(pattern)
        });
        let possible: Vec<Option<&Pattern>> = possible.collect();
        for begin in text.word_starts() {
            for known in text
                .heads_at(begin.start)
                .filter_map(|head| self.by_head.get(&head))
            {
                for pattern in known
                    .iter()
                    .filter_map(|&n| possible.get(n).copied().flatten())
                {
                    if let Some(end) = text.match_items(pattern, MatchPosition::At(begin.start))
                        // From `word` and not from `start`: a match covers its whole first word,
                        // also what is joined to the front of an Arabic stem.
                        && found(begin.word, end)
                    {
                        return true;
                    }
                }
            }
        }
        false
    }
}
