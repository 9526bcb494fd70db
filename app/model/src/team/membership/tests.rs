//! Tests of `membership`.

use super::*;

fn form(role: &'static str) -> MembershipForm<'static> {
    MembershipForm {
        role,
        since: "2026-11-23",
        ..MembershipForm::default()
    }
}

#[test]
fn a_mentor_supports_a_family_member_and_no_person_is_made_an_administrator() {
    let parse = |form| MembershipInput::parse(&form, "en");
    assert_eq!(parse(form("mentor")), Err(vec![("mentee", "team-mentee")]));
    assert_eq!(
        parse(form("administrator")),
        Err(vec![("role", "team-role")])
    );
    let parent = PersonId(uuid::Uuid::from_u128(7)).to_string();
    // Only of a mentor: the caregiver would be hidden from the team otherwise.
    let given = MembershipForm {
        mentee: &parent,
        ..form("caregiver")
    };
    assert_eq!(parse(given).unwrap().mentee, None);
}

#[test]
fn an_end_is_not_before_the_first_day() {
    let ends = |until| MembershipForm {
        until,
        ..form("caregiver")
    };
    let parse = |form| MembershipInput::parse(&form, "en");
    assert!(parse(ends("2026-11-23")).is_ok());
    // As the message about a wrong date says.
    assert!(parse(ends("11/23/2026")).is_ok());
    assert_eq!(
        parse(ends("2026-11-22")),
        Err(vec![("until", "team-ends-early")])
    );
    assert_eq!(
        MembershipEnd::parse("", " ", "en"),
        Err(vec![("until", "plan-date"), ("why", "plan-words-missing")])
    );
}

#[test]
fn a_youth_picks_from_the_fourteenth_birthday_on() {
    use jiff::civil::date;
    let born = Some(date(2012, 2, 29));
    // A birthday on a leap day is on March 1 in a year without one.
    assert!(!is_of_age_to_pick(born, date(2026, 2, 28)));
    assert!(is_of_age_to_pick(born, date(2026, 3, 1)));
    let born = Some(date(2012, 11, 23));
    assert!(!is_of_age_to_pick(born, date(2026, 11, 22)));
    assert!(is_of_age_to_pick(born, date(2026, 11, 23)));
    assert!(!is_of_age_to_pick(None, date(2026, 11, 23)));
}

#[test]
fn a_youth_picks_neither_a_caseworker_nor_a_foster_parent() {
    for role in [Role::Worker, Role::Caregiver, Role::Youth] {
        assert!(!may_be_picked(role), "{role:?}");
    }
    for role in [
        Role::Parent,
        Role::Mentor,
        Role::TribalRepresentative,
        Role::Supervisor,
    ] {
        assert!(may_be_picked(role), "{role:?}");
    }
}
