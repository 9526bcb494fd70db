//! Tests of the acts and the forms of commitments.

use jiff::civil::date;

use super::*;

const TERMS: TermsFields<'_> = TermsFields {
    kind: "holidays",
    words: "",
    way: "call",
    rhythm: "month",
};

#[test]
fn a_commitment_holds_only_in_words_that_both_chose() {
    use CommitmentAct::{Accept, Ask, Decline, End, SaidYes, Suggest, Withdraw};
    use CommitmentParty::{Adult, Owner};
    for &before in CommitmentAct::VARIANTS {
        // The one who wrote the words does not say yes to them.
        assert_eq!(Accept.may_follow(Adult, Some(before), true), before == Ask);
        assert_eq!(
            Accept.may_follow(Owner, Some(before), true),
            before == Suggest
        );
        assert!(!SaidYes.may_follow(Owner, Some(before), true));
        assert!(!SaidYes.may_follow(Adult, Some(before), false));
        assert!(!Ask.may_follow(Adult, Some(before), true));
        assert_eq!(
            Withdraw.may_follow(Adult, Some(before), true),
            before == Accept
        );
        // What was ended stays so.
        for act in [Ask, Suggest, Accept, Decline, Withdraw, SaidYes, End] {
            assert!(!act.may_follow(Owner, Some(End), false), "{act:?}");
            assert!(!act.may_follow(Adult, Some(End), true), "{act:?}");
        }
    }
    assert!(Ask.may_follow(Owner, None, true) && SaidYes.may_follow(Owner, None, false));
    assert!(!Accept.may_follow(Adult, None, true) && !End.may_follow(Owner, None, true));
}

#[test]
fn a_commitment_needs_one_adult_and_a_kind() {
    let today = date(2026, 11, 28);
    let parse = |who: &str, name: &str, said_on: &str, terms: TermsFields<'_>| {
        NewCommitment::parse((who, name, said_on), terms, "en", today)
    };
    let coach = parse("other", " Coach Bell ", "2026-11-28", TERMS).unwrap();
    let adult = CommitmentAdult::Named {
        name: "Coach Bell".into(),
        said_on: Some(today),
    };
    assert_eq!(coach.adult, adult);
    let person = PersonId(uuid::Uuid::from_u128(7));
    let member = parse(&person.to_string(), "", "", TERMS).unwrap();
    assert_eq!(member.adult, CommitmentAdult::Member(person));
    assert_eq!(
        parse(&person.to_string(), "Coach", "", TERMS),
        Err(vec![("who", "plan-choose")])
    );
    let own = TermsFields {
        kind: "own",
        way: "",
        ..TERMS
    };
    assert_eq!(
        parse("", "", "", own),
        Err(vec![
            ("who", "team-about"),
            ("words", "plan-words-missing"),
            ("way", "plan-choose"),
        ])
    );
    // A yes is from today or earlier.
    assert_eq!(
        parse("other", "", "2026-11-29", TERMS),
        Err(vec![
            ("name", "team-name-missing"),
            ("said_on", "plan-date")
        ])
    );
}

#[test]
fn a_step_has_the_fields_of_its_act() {
    let today = date(2026, 11, 28);
    let parse = |act: &str, reason: &str, said_on: &str| {
        let fields = StepFields {
            act,
            terms: TERMS,
            reason,
            said_on,
        };
        CommitmentStep::parse(fields, "en", today)
    };
    let accepted = parse("accept", "x", "").unwrap();
    assert_eq!((accepted.terms, accepted.reason), (None, None));
    let declined = parse("decline", " Not now ", "").unwrap();
    assert_eq!(declined.reason, Some(("Not now".into(), "en".into())));
    assert!(parse("ask", "", "").unwrap().terms.is_some());
    assert_eq!(
        parse("said_yes", "", ""),
        Err(vec![("said_on", "plan-date")])
    );
    assert_eq!(parse("", "", ""), Err(vec![("act", "plan-choose")]));
}
