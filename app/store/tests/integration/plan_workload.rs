//! Children, permanency goals, prerequisites between steps, and weekly workload.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::on_each_engine;
use jiff::civil::date;
use model::id::{FormId, ItemId};
use model::plan::edit::{PermanencyGoalInput, PlanItemInput, PublishBlocker};
use model::plan::reply::PlanSection;
use model::plan::workload::{Effort, TimeSlot, WorkloadWarning};
use model::plan::{DecisionMaker, Permanency, PlanItemKind, StepState, WellBeingArea};
use store::plan::working_copy::{self, SaveOutcome};
use store::plan::workload::{self, WeeklyCapacity};
use store::plan::{self, permanency, versions};
use store::{Error, Tx};

const TUESDAY_SLOT: TimeSlot = TimeSlot {
    weekday: 2,
    starts: 15 * 60 + 30,
    ends: 16 * 60 + 30,
};

fn edit_with_words(words: &str) -> PlanItemInput {
    PlanItemInput {
        language: "en".into(),
        words: words.into(),
        why: Some("because".into()),
        ..PlanItemInput::default()
    }
}

async fn find_item(
    tx: &mut Tx,
    family: model::id::FamilyId,
    kind: PlanItemKind,
    text: &str,
) -> ItemId {
    let plan = plan::read_plan(tx, family, "en").await.unwrap();
    plan.items_of_kind(kind)
        .find(|item| plan.texts[&item.text_id].body.contains(text))
        .unwrap_or_else(|| panic!("no {text}"))
        .id
}

on_each_engine! {
    async fn weekly_workload_adds_up_steps_and_events(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("maria-luna").await;
        let found = workload::read_workload(&mut tx, luna, date(2026, 11, 24), "en")
            .await
            .unwrap();
        let [maria] = found.people.as_slice() else {
            panic!("her own week alone")
        };
        assert_eq!(
            maria.capacity,
            WeeklyCapacity {
                minutes: Some(360),
                trips: Some(3)
            }
        );
        assert_eq!(maria.unavailable.len(), 2);
        // One hour for the clinic step, two for the reading step, and a meeting of one hour on
        // Wednesday.
        assert_eq!(
            (maria.demand.minutes, maria.demand.appointments),
            (180 + 60, 1)
        );
        assert!(found.texts.contains_key(&maria.steps[0].text_id));
        // Finished steps add no workload.
        drop(tx);
        database
            .execute_sql("UPDATE plan_item SET state = 'done' WHERE kind = 'step'")
            .await
            .unwrap();
        let mut tx = database.begin_as("maria-luna").await;
        let done = workload::read_workload(&mut tx, luna, date(2026, 11, 24), "en")
            .await
            .unwrap();
        assert_eq!(done.people[0].demand.minutes, 60);
    }
}

on_each_engine! {
    async fn one_parents_workload_is_hidden_from_the_other_parent(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let mut luis = database.begin_as("luis-luna").await;
        let week = workload::read_workload(&mut luis, luna, date(2026, 11, 24), "en")
            .await
            .unwrap();
        assert_eq!(week.people.len(), 1);
        assert!(week.people[0].name.contains("Luis") && week.people[0].unavailable.is_empty());
        drop(luis);
        for who in ["dana-fox", "pat-nguyen"] {
            let mut tx = database.begin_as(who).await;
            assert_eq!(
                workload::read_workload(&mut tx, luna, date(2026, 11, 24), "en")
                    .await
                    .unwrap()
                    .people
                    .len(),
                2,
                "{who}"
            );
        }
        for who in ["rosa-jimenez", "alma-brooks", "tasha-carter"] {
            let mut tx = database.begin_as(who).await;
            assert!(
                matches!(
                    workload::read_workload(&mut tx, luna, date(2026, 11, 24), "en").await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
            assert!(
                matches!(
                    workload::save_capacity(&mut tx, luna, WeeklyCapacity::default(), &[]).await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
        }
    }
}

on_each_engine! {
    async fn only_a_worker_is_warned_of_a_full_week(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let maria = database.person_id("maria-luna").await;
        let load = |minutes, at: Option<TimeSlot>| Effort {
            minutes,
            trips: None,
            weekday: at.map(|t| t.weekday),
            starts: at.map(|t| t.starts),
            ends: at.map(|t| t.ends),
        };
        let mut dana = database.begin_as("dana-fox").await;
        assert_eq!(
            workload::workload_warnings(&mut dana, luna, maria, &Effort::default(), None)
                .await
                .unwrap(),
            vec![]
        );
        let full =
            workload::workload_warnings(&mut dana, luna, maria, &load(Some(600), None), None)
                .await
                .unwrap();
        assert!(
            matches!(
                full.as_slice(),
                [WorkloadWarning::Overloaded {
                    minutes: Some(360),
                    ..
                }]
            ),
            "{full:?}"
        );
        let clash = workload::workload_warnings(
            &mut dana,
            luna,
            maria,
            &load(None, Some(TUESDAY_SLOT)),
            None,
        )
        .await
        .unwrap();
        assert!(
            clash.contains(&WorkloadWarning::Clash(TUESDAY_SLOT)),
            "{clash:?}"
        );
        let monday = TimeSlot {
            weekday: 1,
            starts: 17 * 60,
            ends: 18 * 60,
        };
        let busy =
            workload::workload_warnings(&mut dana, luna, maria, &load(None, Some(monday)), None)
                .await
                .unwrap();
        assert!(
            busy.contains(&WorkloadWarning::Busy(TimeSlot {
                weekday: 1,
                starts: 960,
                ends: 1320
            })),
            "{busy:?}"
        );
        // A step does not conflict with itself.
        let clinic = find_item(&mut dana, luna, PlanItemKind::Step, "Call the clinic").await;
        assert!(
            !workload::workload_warnings(
                &mut dana,
                luna,
                maria,
                &load(None, Some(TUESDAY_SLOT)),
                Some(clinic)
            )
            .await
            .unwrap()
            .contains(&WorkloadWarning::Clash(TUESDAY_SLOT))
        );
        drop(dana);
        let mut luis = database.begin_as("luis-luna").await;
        assert!(matches!(
            workload::workload_warnings(&mut luis, luna, maria, &load(Some(600), None), None).await,
            Err(Error::NotFound)
        ));
        drop(luis);
        // She raises her capacity and clears her busy times. Importing a file does not revert what
        // was entered in the portal.
        let mut hers = database.begin_as("maria-luna").await;
        workload::save_capacity(
            &mut hers,
            luna,
            WeeklyCapacity {
                minutes: Some(6000),
                trips: None,
            },
            &[],
        )
        .await
        .unwrap();
        hers.commit().await.unwrap();
        database.import_files(&support::DEMO_FILES).await;
        let mut dana = database.begin_as("dana-fox").await;
        assert_eq!(
            workload::workload_warnings(&mut dana, luna, maria, &load(Some(600), None), None)
                .await
                .unwrap(),
            vec![]
        );
        assert_eq!(
            workload::workload_warnings(&mut dana, luna, maria, &load(None, Some(monday)), None)
                .await
                .unwrap(),
            vec![]
        );
    }
}

on_each_engine! {
    async fn step_prerequisites_never_form_a_cycle(database: TestDatabase) {
        let haddad = database.family_id("haddad").await;
        let mut tx = database.begin_as("dana-fox").await;
        let (card, interpreter) = (
            find_item(&mut tx, haddad, PlanItemKind::Step, "vaccine card").await,
            find_item(&mut tx, haddad, PlanItemKind::Step, "Book the interpreter").await,
        );
        let read = plan::read_plan(&mut tx, haddad, "en").await.unwrap();
        let find = |id| read.items.iter().find(|item| item.id == id).unwrap();
        assert_eq!(
            read.unfinished_prerequisite(find(card)).map(|item| item.id),
            Some(interpreter)
        );
        assert!(read.unfinished_prerequisite(find(interpreter)).is_none());
        let desk = working_copy::read_working_item(&mut tx, haddad, interpreter, "en")
            .await
            .unwrap();
        let now = |after| PlanItemInput {
            owner: desk.item.owner_id,
            owed_by_agency: desk.item.owed,
            due: desk.item.due.as_ref().map(|d| d.to_jiff()),
            prerequisite: after,
            ..edit_with_words(&desk.texts[&desk.item.text_id].body)
        };
        for circle in [card, interpreter] {
            assert!(matches!(
                working_copy::save_item(&mut tx, haddad, interpreter, 1, false, &now(Some(circle)))
                    .await,
                Err(Error::Invalid("plan-circle"))
            ));
        }
        // A step of another family cannot be a prerequisite; and a prerequisite that the reader may
        // not see is not shown.
        let carter = database.family_id("carter").await;
        drop(tx);
        let other = find_item(
            &mut database.begin_as("ben-ortiz").await,
            carter,
            PlanItemKind::Step,
            "calm parenting class, 4 of 6",
        )
        .await;
        for (who, waits) in [("tasha-carter", true), ("marcus-reed", false)] {
            let mut tx = database.begin_as(who).await;
            let read = plan::read_plan(&mut tx, carter, "en").await.unwrap();
            let overnight = read
                .items
                .iter()
                .find(|item| item.after_id == Some(other))
                .unwrap();
            assert_eq!(
                read.unfinished_prerequisite(overnight).is_some(),
                waits,
                "{who}"
            );
        }
        let mut tx = database.begin_as("dana-fox").await;
        assert!(matches!(
            working_copy::save_item(&mut tx, haddad, interpreter, 1, false, &now(Some(other)))
                .await,
            Err(Error::NotFound)
        ));
    }
}

on_each_engine! {
    async fn a_step_without_goal_gets_one_and_keeps_it(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("dana-fox").await;
        let goal = find_item(&mut tx, luna, PlanItemKind::AgencyGoal, "").await;
        let step = find_item(&mut tx, luna, PlanItemKind::Step, "Call the clinic").await;
        drop(tx);
        database
            .execute_sql("UPDATE plan_item SET goal_id = NULL WHERE kind = 'step'")
            .await
            .unwrap();
        let mut tx = database.begin_as("dana-fox").await;
        let desk = working_copy::read_working_item(&mut tx, luna, step, "en")
            .await
            .unwrap();
        assert!(
            desk.item.goal_id.is_none()
                && desk
                    .options
                    .items_of_kinds(&[PlanItemKind::AgencyGoal])
                    .any(|item| item.id == goal)
        );
        let now = PlanItemInput {
            owner: desk.item.owner_id,
            goal: Some(goal),
            ..edit_with_words("Call the clinic on Monday")
        };
        assert_eq!(
            working_copy::save_item(&mut tx, luna, step, 1, false, &now)
                .await
                .unwrap(),
            SaveOutcome::Saved(step)
        );
        assert_eq!(
            working_copy::save_item(
                &mut tx,
                luna,
                step,
                2,
                false,
                &PlanItemInput {
                    goal: None,
                    ..edit_with_words("Call the clinic on Tuesday")
                }
            )
            .await
            .err()
            .map(|e| e.to_string()),
            Some("invalid: plan-owner".into())
        );
        let later = PlanItemInput {
            owner: desk.item.owner_id,
            ..edit_with_words("Call the clinic on Tuesday")
        };
        assert_eq!(
            working_copy::save_item(&mut tx, luna, step, 2, false, &later)
                .await
                .unwrap(),
            SaveOutcome::Saved(step)
        );
        assert_eq!(
            working_copy::read_working_item(&mut tx, luna, step, "en")
                .await
                .unwrap()
                .item
                .goal_id,
            Some(goal)
        );
    }
}

fn return_home_goal(why: &str) -> PermanencyGoalInput {
    PermanencyGoalInput {
        goal: Some(Permanency::ReturnHome),
        since: Some(date(2026, 11, 20)),
        by: Some(DecisionMaker::Court),
        why: Some(why.into()),
    }
}

on_each_engine! {
    async fn permanency_goal_is_read_once_published_and_names_who_decided(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let mut ben = database.begin_as("ben-ortiz").await;
        let desk = permanency::read_working_goals(&mut ben, carter, "en")
            .await
            .unwrap();
        assert_eq!(
            desk.permanency_goals.permanency_by,
            Some(DecisionMaker::Court)
        );
        let kin = PermanencyGoalInput {
            goal: Some(Permanency::Relative),
            by: Some(DecisionMaker::Team),
            ..return_home_goal("Aunt Rae is ready.")
        };
        assert_eq!(
            permanency::save_goals(
                &mut ben,
                carter,
                desk.revision,
                &kin,
                &return_home_goal("If the court says so."),
                "en"
            )
            .await
            .unwrap(),
            SaveOutcome::Saved(())
        );
        // Saving the same values again is idempotent; a different form with the old revision is
        // stale and overwrites nothing.
        assert_eq!(
            permanency::save_goals(
                &mut ben,
                carter,
                desk.revision,
                &kin,
                &return_home_goal("If the court says so."),
                "en"
            )
            .await
            .unwrap(),
            SaveOutcome::Saved(())
        );
        assert_eq!(
            permanency::save_goals(
                &mut ben,
                carter,
                desk.revision,
                &return_home_goal("No."),
                &PermanencyGoalInput::default(),
                "en"
            )
            .await
            .unwrap(),
            SaveOutcome::Stale
        );
        let working = versions::read_working_copy(&mut ben, carter, "en")
            .await
            .unwrap();
        assert!(
            working.permanency_goals != working.old_permanency_goals
                && !working
                    .publish_blockers
                    .contains(&PublishBlocker::NothingChanged)
        );
        versions::record_consultations(&mut ben, carter, PlanSection::ALL)
            .await
            .unwrap();
        let number = versions::publish(&mut ben, carter, working.version, "The court met", "en")
            .await
            .unwrap();
        ben.commit().await.unwrap();
        let mut tasha = database.begin_as("tasha-carter").await;
        let one = versions::read_version(&mut tasha, carter, number, "en")
            .await
            .unwrap();
        let (old, new) = (
            one.old_permanency_goals.unwrap(),
            one.summary.permanency_goals,
        );
        assert_eq!(
            (old.permanency, new.permanency, new.permanency_by),
            (
                Some(Permanency::ReturnHome),
                Some(Permanency::Relative),
                Some(DecisionMaker::Team)
            )
        );
        assert_eq!(
            one.texts[&new.permanency_why.unwrap()].body,
            "Aunt Rae is ready."
        );
        assert!(one.texts.contains_key(&old.permanency_why.unwrap()));
        drop(tasha);
        // Importing an older file does not revert it.
        database.import_files(&support::DEMO_FILES).await;
        let mut ben = database.begin_as("ben-ortiz").await;
        assert_eq!(
            permanency::read_working_goals(&mut ben, carter, "en")
                .await
                .unwrap()
                .permanency_goals
                .permanency,
            Some(Permanency::Relative)
        );
    }
}

on_each_engine! {
    async fn other_planned_goal_needs_age_sixteen_and_families_at_home_have_no_goal(
        database: TestDatabase,
    ) {
        let fifth = PermanencyGoalInput {
            goal: Some(Permanency::OtherPlanned),
            ..return_home_goal("They chose it.")
        };
        let carter = database.family_id("carter").await;
        let mut ben = database.begin_as("ben-ortiz").await;
        assert!(matches!(
            permanency::save_goals(
                &mut ben,
                carter,
                1,
                &fifth,
                &PermanencyGoalInput::default(),
                "en"
            )
            .await,
            Err(Error::Invalid("plan-permanency-age"))
        ));
        drop(ben);
        let riley = database.family_id("riley").await;
        let mut grace = database.begin_as("grace-hall").await;
        assert_eq!(
            permanency::save_goals(
                &mut grace,
                riley,
                1,
                &fifth,
                &PermanencyGoalInput::default(),
                "en"
            )
            .await
            .unwrap(),
            SaveOutcome::Saved(())
        );
        drop(grace);
        for (who, family) in [
            ("dana-fox", "luna"),
            ("tasha-carter", "carter"),
            ("pat-nguyen", "carter"),
            ("dana-fox", "carter"),
        ] {
            let family = database.family_id(family).await;
            let mut tx = database.begin_as(who).await;
            assert!(
                matches!(
                    permanency::read_working_goals(&mut tx, family, "en").await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
            assert!(
                matches!(
                    permanency::save_goals(
                        &mut tx,
                        family,
                        1,
                        &return_home_goal("x"),
                        &PermanencyGoalInput::default(),
                        "en"
                    )
                    .await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
        }
    }
}

on_each_engine! {
    async fn well_being_is_read_by_those_who_care_for_the_child(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        for (who, sees) in [
            ("tasha-carter", true),
            ("marcus-reed", true),
            ("nora-price", true),
            ("ben-ortiz", true),
            ("lena-bird", true),
            ("june-bell", false),
        ] {
            let mut tx = database.begin_as(who).await;
            let plan = plan::read_plan(&mut tx, carter, "en").await.unwrap();
            assert_eq!(plan.children.len(), usize::from(sees), "{who}");
            assert_eq!(
                plan.items_of_kind(PlanItemKind::WellBeing).count(),
                if sees { 3 } else { 0 },
                "{who}"
            );
        }
        let mut jay = database.begin_as("jay-riley").await;
        assert_eq!(
            plan::read_plan(&mut jay, database.family_id("riley").await, "en")
                .await
                .unwrap()
                .items_of_kind(PlanItemKind::WellBeing)
                .count(),
            1,
            "one's own life is one's own to read"
        );
        drop(jay);
        let luna = database.family_id("luna").await;
        let sofia = plan::read_plan(&mut database.begin_as("dana-fox").await, luna, "en")
            .await
            .unwrap()
            .children[0]
            .id;
        let mut ben = database.begin_as("ben-ortiz").await;
        let leo = plan::read_plan(&mut ben, carter, "en")
            .await
            .unwrap()
            .children[0]
            .id;
        let school = PlanItemInput {
            child: Some(leo),
            area: Some(WellBeingArea::Education),
            ..edit_with_words("Leo starts second grade.")
        };
        let form: FormId = database.clock.new_id();
        let id = working_copy::add_item(
            &mut ben,
            carter,
            form,
            PlanItemKind::WellBeing,
            None,
            &school,
        )
        .await
        .unwrap();
        assert_eq!(
            working_copy::add_item(
                &mut ben,
                carter,
                form,
                PlanItemKind::WellBeing,
                None,
                &school
            )
            .await
            .unwrap(),
            id
        );
        let stray = PlanItemInput {
            child: Some(sofia),
            ..school
        };
        assert!(
            matches!(
                working_copy::add_item(
                    &mut ben,
                    carter,
                    database.clock.new_id(),
                    PlanItemKind::WellBeing,
                    None,
                    &stray
                )
                .await,
                Err(Error::NotFound)
            ),
            "another family's child"
        );
    }
}

on_each_engine! {
    async fn only_a_worker_marks_conditions_for_closing_as_met(database: TestDatabase) {
        use model::plan::reply::{NewReply, ReplyTarget};
        let luna = database.family_id("luna").await;
        let change = find_item(
            &mut database.begin_as("maria-luna").await,
            luna,
            PlanItemKind::ClosureCondition,
            "",
        )
        .await;
        let draft = || {
            NewReply::parse(
                database.clock.new_id(),
                ReplyTarget::Item(change),
                "done",
                "",
                true,
                "en",
            )
            .unwrap()
        };
        for who in ["maria-luna", "rosa-jimenez"] {
            let mut tx = database.begin_as(who).await;
            assert!(
                matches!(
                    plan::replies::add_reply(&mut tx, luna, &draft()).await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
        }
        let mut dana = database.begin_as("dana-fox").await;
        plan::replies::add_reply(&mut dana, luna, &draft())
            .await
            .unwrap();
        let read = plan::read_plan(&mut dana, luna, "en").await.unwrap();
        assert_eq!(
            read.items_of_kind(PlanItemKind::ClosureCondition)
                .next()
                .unwrap()
                .state,
            StepState::Done
        );
    }
}

on_each_engine! {
    async fn narrowing_a_worry_narrows_its_three_texts(database: TestDatabase) {
        use model::plan::edit::AudienceChoice;
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("dana-fox").await;
        let worry = PlanItemInput {
            benchmark: Some("A grown-up is there".into()),
            so_far: Some("Grandma said yes".into()),
            ..edit_with_words("Nobody was home on Sunday")
        };
        let id = working_copy::add_item(
            &mut tx,
            luna,
            database.clock.new_id(),
            PlanItemKind::Worry,
            None,
            &worry,
        )
        .await
        .unwrap();
        let luis = database.person_id("luis-luna").await;
        let narrow = PlanItemInput {
            audience: AudienceChoice::Only(luis),
            so_far: Some("Grandma comes on Sundays".into()),
            ..worry.clone()
        };
        assert_eq!(
            working_copy::save_item(&mut tx, luna, id, 1, false, &narrow)
                .await
                .unwrap(),
            SaveOutcome::Saved(id)
        );
        versions::record_consultations(&mut tx, luna, PlanSection::ALL)
            .await
            .unwrap();
        let number = versions::publish(&mut tx, luna, 3, "We talked again", "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for (who, sees) in [
            ("luis-luna", true),
            ("maria-luna", false),
            ("dana-fox", true),
        ] {
            let mut tx = database.begin_as(who).await;
            let plan = plan::read_plan(&mut tx, luna, "en").await.unwrap();
            let all: Vec<&str> = plan.texts.values().map(|said| said.body.as_str()).collect();
            for words in [
                "Nobody was home on Sunday",
                "A grown-up is there",
                "Grandma comes on Sundays",
            ] {
                assert_eq!(all.contains(&words), sees, "{who}: {words}");
            }
            let one = versions::read_version(&mut tx, luna, number, "en")
                .await
                .unwrap();
            assert_eq!(
                one.texts.values().any(|said| said.body.contains("Sunday")),
                sees,
                "{who}"
            );
        }
    }
}
