use super::*;

fn parse_item(
    kind: PlanItemKind,
    edit_kind: EditKind,
    typed: &PlanItemForm<'_>,
) -> Result<PlanItemInput, Vec<FieldError>> {
    PlanItemInput::parse(kind, edit_kind, typed, "en")
}

#[test]
fn a_step_belongs_to_a_person_or_is_owed_by_the_agency() {
    // The agency's own promises need no person, but someone must be named for the family's steps.
    let words = "Call the clinic";
    assert_eq!(
        parse_item(
            PlanItemKind::Step,
            EditKind::Add,
            &PlanItemForm {
                words,
                ..PlanItemForm::default()
            }
        ),
        Err(vec![("owner", "plan-owner")])
    );
    assert!(
        parse_item(
            PlanItemKind::Step,
            EditKind::Add,
            &PlanItemForm {
                words,
                owed: true,
                ..PlanItemForm::default()
            }
        )
        .unwrap()
        .owed_by_agency
    );
    // A strength has no owner, so the field is ignored.
    assert!(
        parse_item(
            PlanItemKind::Strength,
            EditKind::Add,
            &PlanItemForm {
                words,
                owner: "no id",
                ..PlanItemForm::default()
            }
        )
        .unwrap()
        .owner
        .is_none()
    );
}

#[test]
fn a_change_needs_its_reason_but_nobody_explains_their_own_words() {
    // Without a reason the family could not tell why the agency changed the plan.
    let typed = PlanItemForm {
        words: "We laugh a lot",
        ..PlanItemForm::default()
    };
    assert_eq!(
        parse_item(PlanItemKind::Strength, EditKind::Change, &typed),
        Err(vec![("why", "plan-why-missing")])
    );
    assert!(parse_item(PlanItemKind::OwnWords, EditKind::Change, &typed).is_ok());
}

#[test]
fn well_being_is_of_one_child_in_one_area() {
    let typed = PlanItemForm {
        words: "Sleeps well",
        child: "0198c0de-0000-7000-8000-000000000001",
        area: "physical",
        ..PlanItemForm::default()
    };
    assert_eq!(
        parse_item(PlanItemKind::WellBeing, EditKind::Add, &typed)
            .unwrap()
            .area,
        Some(WellBeingArea::Physical)
    );
    assert_eq!(
        parse_item(
            PlanItemKind::WellBeing,
            EditKind::Add,
            &PlanItemForm {
                // A form can be forged, or be older than a change of the areas.
                area: "weather",
                ..typed.clone()
            }
        ),
        Err(vec![("area", "plan-choose")])
    );
    assert_eq!(
        parse_item(
            PlanItemKind::WellBeing,
            EditKind::Add,
            &PlanItemForm { child: "", ..typed }
        ),
        Err(vec![("child", "plan-choose")])
    );
}

#[test]
fn a_goal_says_since_when_who_and_why_or_it_is_none() {
    let fields = [
        "permanency",
        "permanency_since",
        "permanency_by",
        "permanency_why",
    ];
    assert_eq!(
        // Clearing the goal is enough, whatever the other fields still hold.
        PermanencyGoalInput::parse(fields, "", "x", "", ""),
        Ok(PermanencyGoalInput::default())
    );
    assert_eq!(
        PermanencyGoalInput::parse(fields, "return_home", "2026-11-02", "", "Because"),
        Err(vec![("permanency_by", "plan-choose")])
    );
    assert_eq!(
        // A court and the family read the reason for the most serious decision of a plan.
        PermanencyGoalInput::parse(fields, "return_home", "2026-11-02", "court", " "),
        Err(vec![("permanency_why", "plan-answer-missing")])
    );
    assert_eq!(
        PermanencyGoalInput::parse(fields, "return_home", "2026-11-02", "court", "Because")
            .unwrap()
            .by,
        Some(DecisionMaker::Court)
    );
}

#[test]
fn due_date_is_parsed_in_both_formats_and_refused_when_it_does_not_exist() {
    let typed = PlanItemForm {
        words: "Parenting class",
        // Has the form of a date, and names no day.
        due: "2026-02-30",
        ..PlanItemForm::default()
    };
    assert_eq!(
        parse_item(PlanItemKind::AgencyGoal, EditKind::Add, &typed),
        Err(vec![("due", "plan-date")])
    );
    // As a browser sends it, and as people write it without a date picker.
    for due in ["2026-12-18", "12/18/2026"] {
        let typed = PlanItemForm { due, ..typed };
        assert_eq!(
            parse_item(PlanItemKind::AgencyGoal, EditKind::Add, &typed)
                .unwrap()
                .due,
            Some(jiff::civil::date(2026, 12, 18))
        );
    }
}

#[test]
fn every_error_of_an_item_is_reported_at_once() {
    let typed = PlanItemForm {
        hours: "many",
        trips: "few",
        weekday: "1",
        starts: "19:00",
        ends: "18:00",
        due: "someday",
        ..PlanItemForm::default()
    };
    assert_eq!(
        parse_item(PlanItemKind::Step, EditKind::Change, &typed),
        Err(vec![
            ("words", "plan-words-missing"),
            ("owner", "plan-owner"),
            ("hours", "plan-week-number"),
            ("trips", "plan-week-number"),
            ("ends", "plan-week-time"),
            ("due", "plan-date"),
            ("why", "plan-why-missing"),
        ])
    );
}
