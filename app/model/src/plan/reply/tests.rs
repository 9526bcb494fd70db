//! Tests of replies to the plan.

use super::*;
use uuid::Uuid;

fn parse_reply(target: ReplyTarget, kind: &str, words: &str) -> Result<NewReply, Vec<FieldError>> {
    NewReply::parse(
        FormId(Uuid::nil()),
        target,
        kind,
        words,
        Sharing::Private,
        "en",
    )
}

#[test]
fn agreeing_takes_no_words_and_a_change_does() {
    assert!(
        parse_reply(ReplyTarget::Section(PlanSection::Needs), "agree", " ")
            .unwrap()
            .words
            .is_none()
    );
    assert_eq!(
        parse_reply(
            ReplyTarget::Section(PlanSection::Needs),
            "change",
            // Characters that no one sees are no words.
            " \r\n\u{2800}\u{200B}"
        ),
        Err(vec![("words", "plan-words-missing")])
    );
    assert_eq!(
        parse_reply(ReplyTarget::Plan, "agree", ""),
        Err(vec![("kind", "plan-choose")])
    );
    assert_eq!(
        parse_reply(ReplyTarget::Plan, "propose_step", "A bus pass")
            .unwrap()
            .words
            .as_deref(),
        Some("A bus pass")
    );
}

#[test]
fn every_error_of_a_reply_is_reported_at_once() {
    let long = "a".repeat(MAX_PLAN_TEXT_CHARS + 1);
    assert_eq!(
        parse_reply(ReplyTarget::Section(PlanSection::Needs), "weather", &long),
        Err(vec![("kind", "plan-choose"), ("words", "plan-words-long")])
    );
}

#[test]
fn opinions_require_no_text() {
    for kind in ReplyKind::ALL {
        assert_eq!(ReplyKind::OPINIONS.contains(kind), kind.is_opinion());
        assert!(!(kind.is_opinion() && kind.requires_text()), "{kind:?}");
    }
}

#[test]
fn the_longest_text_fits_and_one_more_does_not() {
    // This letter has two bytes: a limit in bytes would allow half as much Arabic.
    assert!(parse_optional_text(&"م".repeat(MAX_PLAN_TEXT_CHARS)).is_ok());
    assert_eq!(
        parse_optional_text(&"a".repeat(MAX_PLAN_TEXT_CHARS + 1)),
        Err("plan-words-long")
    );
}

#[test]
fn whatever_asks_for_an_answer_can_be_answered_with_a_reason() {
    // A reply that waits for an answer which no one can give would stay overdue forever.
    for kind in ReplyKind::ALL {
        assert_eq!(
            kind.answer_deadline_days().is_some(),
            kind.allowed_outcomes().contains(&ReplyOutcome::Kept),
            "{kind:?}"
        );
    }
    assert_eq!(
        NewAnswer::parse(ReplyId(Uuid::nil()), "kept", "", "en"),
        Err(vec![("words", "plan-answer-missing")])
    );
    assert!(NewAnswer::parse(ReplyId(Uuid::nil()), "accepted", "", "en").is_ok());
}
