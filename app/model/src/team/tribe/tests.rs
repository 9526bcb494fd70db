use jiff::civil::date;

use super::*;

fn filled() -> ChildTribeForm<'static> {
    ChildTribeForm {
        tribe: " Cedar Lake Nation ",
        asked_on: "2026-03-04",
        asked_by: "Ben Ortiz",
        notified_on: "2026-03-06",
        notified_how: "registered_mail",
        answer: "takes_part",
        answered_on: "2026-03-20",
        preference: "extended_family",
        followed: "no",
        good_cause: "Leo’s aunt asked for more time.",
    }
}

fn errors_of(form: &ChildTribeForm<'_>) -> Vec<FieldError> {
    ChildTribeInput::parse(form, date(2026, 11, 23), "en").unwrap_err()
}

#[test]
fn a_filled_form_says_what_was_typed() {
    let parsed = ChildTribeInput::parse(&filled(), date(2026, 11, 23), "en").unwrap();
    assert_eq!(parsed.tribe.as_deref(), Some("Cedar Lake Nation"));
    assert_eq!(parsed.notified_how, Some(NoticeMethod::RegisteredMail));
    assert_eq!(parsed.answer, Some(TribeAnswer::TakesPart));
    assert_eq!(parsed.is_followed, Some(false));
    // That the family was asked is known before any tribe is.
    let asked = ChildTribeForm {
        asked_on: "2026-03-04",
        asked_by: "Ben Ortiz",
        ..ChildTribeForm::default()
    };
    assert!(ChildTribeInput::parse(&asked, date(2026, 11, 23), "en").is_ok());
}

#[test]
fn every_missing_part_is_named_at_once() {
    let halves = ChildTribeForm {
        asked_on: "2026-03-04",
        notified_on: "x",
        answer: "maybe",
        preference: "extended_family",
        good_cause: "Why",
        ..ChildTribeForm::default()
    };
    assert_eq!(
        errors_of(&halves),
        [
            ("notified_on", "plan-date"),
            ("answer", "team-tribe-answer"),
            ("tribe", "team-tribe-name-missing"),
            ("asked_by", "team-tribe-who"),
            ("notified_how", "team-tribe-how"),
            ("answered_on", "team-tribe-day"),
            ("followed", "team-tribe-followed-missing"),
        ]
    );
    assert_eq!(
        errors_of(&ChildTribeForm::default()),
        [("asked_on", "team-tribe-nothing")]
    );
}

#[test]
fn a_preference_that_was_not_followed_needs_its_good_cause() {
    let silent = ChildTribeForm {
        good_cause: " ",
        ..filled()
    };
    assert_eq!(
        errors_of(&silent),
        [("good_cause", "team-tribe-cause-missing")]
    );
    let followed = ChildTribeForm {
        followed: "yes",
        ..filled()
    };
    assert_eq!(
        errors_of(&followed),
        [("followed", "team-tribe-followed-missing")]
    );
}

#[test]
fn nothing_is_written_down_before_it_happens() {
    let later = ChildTribeForm {
        notified_on: "2026-11-24",
        ..filled()
    };
    assert_eq!(errors_of(&later), [("notified_on", "team-tribe-later")]);
    let effort = |day| {
        let today = date(2026, 11, 23);
        TribeEntryInput::parse(TribeEntryKind::ActiveEffort, day, "x", today, "en")
    };
    assert!(effort("2026-11-23").is_ok());
    assert_eq!(effort("2026-11-24"), Err(vec![("day", "team-tribe-later")]));
    assert_eq!(effort(""), Err(vec![("day", "team-tribe-day")]));
}

#[test]
fn a_caregiver_and_a_mentor_read_nothing_of_it() {
    for role in [Role::Caregiver, Role::Mentor, Role::MentorCoordinator] {
        assert!(!may_read_tribe(role), "{role:?}");
    }
    assert!(may_read_tribe(Role::TribalRepresentative));
    assert_eq!(tribe_entry_kind(Role::Parent), None);
}
