use jiff::civil::date;
use uuid::Uuid;

use super::*;

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn position(number: u128, position: &str, why: &str) -> PositionForm {
    PositionForm {
        person: person(number),
        position: position.to_owned(),
        why: why.to_owned(),
    }
}

/// Notes with a decision, at a meeting of the parents 1 and 2 and the worker 3.
fn form(words: &str, positions: Vec<PositionForm>) -> NotesForm {
    NotesForm {
        result: "We talked about the evenings".into(),
        there: vec![person(1).to_string(), person(3).to_string()],
        answers: Vec::new(),
        decisions: vec![DecisionForm {
            id: DecisionId(Uuid::from_u128(9)),
            words: words.into(),
            positions,
        }],
    }
}

fn parse(form: &NotesForm) -> Result<NotesInput, Vec<NotesError>> {
    let invited = [person(1), person(2), person(3)].into();
    NotesInput::parse(form, &invited, &[person(1), person(2)].into(), "en")
}

#[test]
fn a_decision_has_attendance_and_the_position_of_every_family_member() {
    let agree = || position(1, "agree", "");
    let away = || position(2, "not_there", "His bus did not come");
    let input = parse(&form("Two evenings", vec![agree(), away()])).unwrap();
    assert!(input.attendance.includes(person(1)) && !input.attendance.includes(person(2)));
    assert_eq!(input.decisions.len(), 1);
    assert!(
        input.decisions[0]
            .positions
            .covers(&[person(1), person(2)].into())
    );
    let missing = parse(&form("Two evenings", vec![agree()])).unwrap_err();
    let field = format!("position-0-{}", person(2));
    assert_eq!(missing, [(field, "calendar-position")]);
    let unattended = NotesForm {
        // A person who was not invited.
        there: vec![person(7).to_string()],
        ..form("Two evenings", vec![agree(), away()])
    };
    let found = parse(&unattended).unwrap_err();
    assert_eq!(found, [("there-0".to_owned(), "calendar-attendance")]);
    let alone = NotesInput::parse(
        &form("Two evenings", Vec::new()),
        &[person(3)].into(),
        &BTreeSet::new(),
        "en",
    );
    let field = "decision-0".to_owned();
    assert_eq!(alone.unwrap_err(), [(field, "calendar-position")]);
}

#[test]
fn a_person_who_disagrees_or_was_not_there_is_asked_why() {
    let both = vec![position(1, "disagree", " "), position(2, "not_there", "")];
    let found = parse(&form("Two evenings", both)).unwrap_err();
    let fields: Vec<String> = found.into_iter().map(|(field, _)| field).collect();
    let why = |number| format!("why-0-{}", person(number));
    assert_eq!(fields, [why(1), why(2)]);
}

#[test]
fn all_errors_are_told_at_once_and_a_blank_decision_is_left_out() {
    let blank = vec![position(1, "", " "), position(2, "", "")];
    assert_eq!(parse(&form(" ", blank)).unwrap().decisions, []);
    let mut bad = form("", vec![position(1, "perhaps", "she said so")]);
    bad.result = "\u{200B}".into();
    bad.there.clear();
    let long = (EventWordsId(Uuid::from_u128(4)), "x".repeat(10_001));
    bad.answers.push(long);
    let found: Vec<ErrorCode> = parse(&bad)
        .unwrap_err()
        .into_iter()
        .map(|one| one.1)
        .collect();
    let expected = [
        "calendar-attendance",
        "plan-words-missing",
        "plan-words-long",
        "plan-words-missing",
        "calendar-position",
        "calendar-position",
    ];
    assert_eq!(found, expected);
}

#[test]
fn notes_are_promised_a_week_after_the_event() {
    let held = date(2026, 12, 28);
    assert_eq!(default_notes_due(held), date(2027, 1, 4));
    assert_eq!(
        parse_notes_due(" 2026-12-30 ", held),
        Ok(date(2026, 12, 30))
    );
    for typed in ["", "soon", "2026-12-27", "2027-02-29", "9999-01-01"] {
        assert_eq!(parse_notes_due(typed, held), Err("plan-date"), "{typed}");
    }
}

#[test]
fn ones_own_position_needs_words() {
    let parsed = parse_own_position("disagree", " I said no ");
    assert_eq!(
        parsed,
        Ok((EventPosition::Disagree, "I said no".to_owned()))
    );
    let errors = vec![("position", "plan-choose"), ("said", "plan-words-missing")];
    assert_eq!(parse_own_position("", ""), Err(errors));
}
