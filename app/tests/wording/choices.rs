//! The options of a choice can be told apart from their first words.

use app::i18n::Localizer;
use model::language::Language;
use model::messages::ContactKind;
use model::notify::NotificationFrequency;
use model::plan::reply::{ReplyKind, ReplyOutcome};
use model::plan::{DecisionMaker, Permanency, StepState, WellBeingArea};

use crate::strip_bidi_marks;

fn named_keys(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

/// The keys of these slugs, in which a hyphen stands for an underscore.
fn slug_keys(prefix: &str, slugs: impl Iterator<Item = &'static str>) -> Vec<String> {
    slugs
        .map(|slug| format!("{prefix}-{}", slug.replace('_', "-")))
        .collect()
}

fn reply_kind_keys(kinds: &[ReplyKind]) -> Vec<String> {
    slug_keys("plan-kind", kinds.iter().map(|kind| kind.slug()))
}

fn outcome_keys(kind: ReplyKind) -> Vec<String> {
    let key = |outcome: &ReplyOutcome| match outcome {
        // For a proposal "kept" would be unclear: what is kept is the plan without it.
        ReplyOutcome::Kept if kind.is_proposal() => "plan-outcome-not-now".to_owned(),
        other => format!("plan-outcome-{}", other.slug()),
    };
    kind.allowed_outcomes().iter().map(key).collect()
}

/// The permanency goals, and the choice of none.
fn permanency_keys() -> Vec<String> {
    let mut keys = slug_keys(
        "plan-permanency",
        Permanency::ALL.iter().map(|one| one.slug()),
    );
    keys.push("plan-heading-none".to_owned());
    keys
}

fn plan_choices() -> Vec<Vec<String>> {
    vec![
        reply_kind_keys(&ReplyKind::FOR_ITEM),
        reply_kind_keys(&ReplyKind::FOR_SECTION),
        reply_kind_keys(&ReplyKind::FOR_STEP),
        reply_kind_keys(&ReplyKind::PROPOSALS),
        outcome_keys(ReplyKind::NotHelping),
        outcome_keys(ReplyKind::ProposeStep),
        outcome_keys(ReplyKind::Change),
        // Every outcome, as the list of answered replies shows them.
        named_keys(&[
            "plan-outcome-accepted",
            "plan-outcome-changed",
            "plan-outcome-stopped",
            "plan-outcome-kept",
            "plan-outcome-not-now",
        ]),
        slug_keys(
            "plan-state",
            StepState::ALL
                .iter()
                // A step is shown without this state, which has no message.
                .filter(|one| **one != StepState::Open)
                .map(|one| one.slug()),
        ),
        slug_keys(
            "plan-decider",
            DecisionMaker::ALL.iter().map(|one| one.slug()),
        ),
        slug_keys("plan-area", WellBeingArea::ALL.iter().map(|one| one.slug())),
        named_keys(&["plan-who-own", "plan-who-partner", "plan-who-plan"]),
        named_keys(&["plan-who-own", "plan-who-wide"]),
        permanency_keys(),
    ]
}

fn message_choices() -> Vec<Vec<String>> {
    vec![
        slug_keys(
            "messages-contact-kind",
            ContactKind::ALL.iter().map(|one| one.slug()),
        ),
        slug_keys(
            "messages-notify",
            NotificationFrequency::ALL.iter().map(|one| one.slug()),
        ),
        named_keys(&["messages-kind-team", "messages-kind-family"]),
        named_keys(&[
            "messages-interpret-only",
            "messages-interpret-three",
            "messages-interpret-ten",
        ]),
        named_keys(&["messages-receipts-on", "messages-receipts-off"]),
        named_keys(&["messages-receipts-turn-on", "messages-receipts-turn-off"]),
    ]
}

fn assert_does_not_begin_with(language: Language, short_key: &str, long_key: &str) {
    // As a screen reader says it: without marks, letter case and final stop.
    let say = |key: &str| {
        strip_bidi_marks(&Localizer(language).get(key))
            .trim_end_matches('.')
            .to_lowercase()
    };
    let (short, long) = (say(short_key), say(long_key));
    assert!(
        !short.is_empty(),
        "{} has no {short_key}",
        language.language_tag()
    );
    let more = long.strip_prefix(&short).map(|rest| rest.chars().next());
    // The beginning of a longer word is no answer of its own.
    let same = more.is_some_and(|next| next.is_none_or(|letter| !letter.is_alphabetic()));
    assert!(
        !same,
        "{}: {short_key} and {long_key} begin alike: {short} / {long}",
        language.language_tag()
    );
}

// Anyone who reads only the first words, or hears them read aloud, could choose the wrong answer.
#[test]
fn no_answer_begins_with_the_whole_of_another() {
    for language in Language::ALL.iter().copied() {
        for options in plan_choices().into_iter().chain(message_choices()) {
            for one in &options {
                for other in options.iter().filter(|other| *other != one) {
                    assert_does_not_begin_with(language, one, other);
                }
            }
        }
    }
}
