//! Recall and false positives of the danger lists: the share of sentences about danger that they
//! detect, and the share of everyday sentences that they flag.
//!
//! `tests/danger/*.tsv` is held-out test data: its authors had not seen the lists, and the authors
//! of the lists do not read it. The lists are developed on other sentences, which are not in the
//! repository. `en_2.tsv` and `es_2.tsv` are the newest (2026-11-27, by another author). The lists
//! detected 71% of their danger in English and 75% in Spanish before they were extended that day,
//! and 90% and 88% afterwards. Of the older `en.tsv` and `es.tsv`, 15 missed sentences each were
//! read once. Do not extend the lists from these files; add new sentences by other authors instead.
#![allow(clippy::unwrap_used)]

use app::messages::crisis_phrases::contains_crisis_phrase;

/// Percentage of the sentences of this kind that the lists detect.
fn detection_rate(sentences: &str, kind: &str) -> u32 {
    let of_kind = || {
        sentences
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter(|(of, _)| *of == kind)
            .map(|(_, words)| words)
    };
    let all = u32::try_from(of_kind().count()).unwrap();
    // With fewer, one sentence would change the rate by more than 2.5 %.
    assert!(all >= 40, "{all} sentences are too few to tell");
    u32::try_from(
        of_kind()
            .filter(|words| contains_crisis_phrase(words))
            .count(),
    )
    .unwrap()
        * 100
        / all
}

fn assert_rates(sentences: &str, least: u32) {
    let (danger, everyday) = (
        detection_rate(sentences, "danger"),
        detection_rate(sentences, "everyday"),
    );
    assert!(
        // A false match only shows help lines and tells no one, so the lists may have more of these
        // than of missed danger.
        danger >= least && everyday <= 20,
        "{danger} % of danger heard, {everyday} % of everyday sentences set it off"
    );
}

#[test]
fn english_danger_is_heard() {
    assert_rates(include_str!("danger/en.tsv"), 85);
    assert_rates(include_str!("danger/en_2.tsv"), 85);
}

#[test]
fn spanish_danger_is_heard() {
    assert_rates(include_str!("danger/es.tsv"), 85);
    assert_rates(include_str!("danger/es_2.tsv"), 85);
}

#[test]
fn arabic_danger_is_heard() {
    assert_rates(include_str!("danger/ar.tsv"), 75);
}

#[test]
fn hmong_danger_is_heard() {
    assert_rates(include_str!("danger/hmn.tsv"), 75);
}
