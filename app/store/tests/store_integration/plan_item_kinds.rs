//! Rules for steps, conditions for closing and worries, such as prerequisites between steps.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use model::id::{FamilyId, ItemId};
use model::plan::edit::PlanItemInput;
use model::plan::reply::PlanSection;
use model::plan::{PlanItemKind, StepState};
use store::plan::item_revisions::ItemAction;
use store::plan::working_copy::{self, SaveOutcome};
use store::plan::{self, item_creation, publication, versions};
use store::{Error, Tx};

pub(crate) fn edit_with_words(words: &str) -> PlanItemInput {
    PlanItemInput {
        language: "en".into(),
        words: words.into(),
        why: Some("because".into()),
        ..PlanItemInput::default()
    }
}

pub(crate) async fn find_item(
    tx: &mut Tx,
    family: FamilyId,
    kind: PlanItemKind,
    text: &str,
) -> ItemId {
    let plan = plan::read_plan(tx, family, "en").await.unwrap();
    plan.items_of_kind(kind)
        .find(|item| plan.texts[&item.text_id].body.contains(text))
        .unwrap_or_else(|| panic!("no {text}"))
        .id
}

/// A step of the Carter family that Tasha sees and Marcus does not. Of a prerequisite that the
/// reader may not see, not even the fact that there is one is shown.
async fn find_hidden_prerequisite(database: &TestDatabase) -> ItemId {
    let carter = database.family_id("carter").await;
    let hidden = find_item(
        &mut database.begin_as("ben-ortiz").await,
        carter,
        PlanItemKind::Step,
        "parenting class (4 of 6",
    )
    .await;
    for (who, waits) in [("tasha-carter", true), ("marcus-reed", false)] {
        let mut tx = database.begin_as(who).await;
        let read = plan::read_plan(&mut tx, carter, "en").await.unwrap();
        let overnight = read
            .items
            .iter()
            .find(|item| item.prerequisite_id == Some(hidden))
            .unwrap();
        assert_eq!(
            read.unfinished_prerequisite(overnight).is_some(),
            waits,
            "{who}"
        );
    }
    hidden
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
        let working = working_copy::read_working_item(&mut tx, haddad, interpreter, "en")
            .await
            .unwrap();
        let now = |after| PlanItemInput {
            owner: working.item.owner_id,
            owed_by_agency: working.item.owed_by_agency,
            due: working.item.due.as_ref().map(|d| d.to_jiff()),
            prerequisite: after,
            ..edit_with_words(&working.texts[&working.item.text_id].body)
        };
        // Steps that wait for each other, or for themselves, could never begin.
        for circle in [card, interpreter] {
            assert!(matches!(
                working_copy::save_item(
                    &mut tx,
                    haddad,
                    interpreter,
                    1,
                    ItemAction::Save,
                    &now(Some(circle))
                )
                .await,
                Err(Error::Invalid("plan-circle"))
            ));
        }
        drop(tx);
        // A step of another family cannot be a prerequisite.
        let other = find_hidden_prerequisite(&database).await;
        let mut tx = database.begin_as("dana-fox").await;
        assert!(matches!(
            working_copy::save_item(
                &mut tx,
                haddad,
                interpreter,
                1,
                ItemAction::Save,
                &now(Some(other))
            )
            .await,
            Err(Error::NotFound)
        ));
    }
}

/// An agency goal of the Luna family, and a step that was imported without a goal.
async fn find_goal_and_stray_step(database: &TestDatabase, luna: FamilyId) -> (ItemId, ItemId) {
    let mut tx = database.begin_as("dana-fox").await;
    let goal = find_item(&mut tx, luna, PlanItemKind::AgencyGoal, "").await;
    let step = find_item(&mut tx, luna, PlanItemKind::Step, "Call the clinic").await;
    drop(tx);
    database
        // The demo has no step without a goal.
        .execute_sql("UPDATE plan_item SET goal_id = NULL WHERE kind = 'step'")
        .await
        .unwrap();
    (goal, step)
}

on_each_engine! {
    async fn a_step_without_goal_gets_one_and_keeps_it(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let (goal, step) = find_goal_and_stray_step(&database, luna).await;
        let mut tx = database.begin_as("dana-fox").await;
        let working = working_copy::read_working_item(&mut tx, luna, step, "en")
            .await
            .unwrap();
        assert!(
            working.item.goal_id.is_none()
                && working
                    .options
                    .items_of_kinds(&[PlanItemKind::AgencyGoal])
                    .any(|item| item.id == goal)
        );
        let now = PlanItemInput {
            owner: working.item.owner_id,
            goal: Some(goal),
            ..edit_with_words("Call the clinic on Monday")
        };
        assert_eq!(
            working_copy::save_item(&mut tx, luna, step, 1, ItemAction::Save, &now)
                .await
                .unwrap(),
            SaveOutcome::Saved(step)
        );
        // A step that no one does, and that the agency does not owe, would never be done.
        let nobodys = edit_with_words("Call the clinic on Tuesday");
        assert_eq!(
            working_copy::save_item(&mut tx, luna, step, 2, ItemAction::Save, &nobodys)
                .await
                .err()
                .map(|e| e.to_string()),
            Some("invalid: plan-owner".into())
        );
        // A form that selects no goal keeps the goal of the step.
        let later = PlanItemInput {
            owner: working.item.owner_id,
            ..nobodys
        };
        assert_eq!(
            working_copy::save_item(&mut tx, luna, step, 2, ItemAction::Save, &later)
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

on_each_engine! {
    async fn only_a_worker_marks_conditions_for_closing_as_met(database: TestDatabase) {
        use model::plan::reply::{NewReply, ReplyTarget, Sharing};
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
                Sharing::Shared,
                "en",
            )
            .unwrap()
        };
        // The family can disagree in a reply. Otherwise a case could be closed without the worker.
        for who in ["maria-luna", "rosa-jimenez"] {
            let mut tx = database.begin_as(who).await;
            assert!(
                matches!(
                    plan::reply_submission::add_reply(&mut tx, luna, &draft()).await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
        }
        let mut dana = database.begin_as("dana-fox").await;
        plan::reply_submission::add_reply(&mut dana, luna, &draft())
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

/// A person who may not read the worry finds none of its three texts on the plan, and none in the
/// version that was just published.
async fn assert_worry_is_narrowed(database: &TestDatabase, luna: FamilyId, number: i32) {
    for (who, sees) in [
        ("luis-luna", true),
        ("maria-luna", false),
        ("dana-fox", true),
    ] {
        let mut tx = database.begin_as(who).await;
        let plan = plan::read_plan(&mut tx, luna, "en").await.unwrap();
        let all: Vec<&str> = plan.texts.values().map(|text| text.body.as_str()).collect();
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
            one.texts.values().any(|text| text.body.contains("Sunday")),
            sees,
            "{who}"
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
        let id = item_creation::add_item(
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
        // The texts that the edit leaves unchanged were written for the wider audience.
        let narrow = PlanItemInput {
            audience: AudienceChoice::Only(luis),
            so_far: Some("Grandma comes on Sundays".into()),
            ..worry.clone()
        };
        assert_eq!(
            working_copy::save_item(&mut tx, luna, id, 1, ItemAction::Save, &narrow)
                .await
                .unwrap(),
            SaveOutcome::Saved(id)
        );
        publication::record_consultations(&mut tx, luna, PlanSection::ALL)
            .await
            .unwrap();
        // The plan of the demo is version 3.
        let number = publication::publish(&mut tx, luna, 3, "We talked again", "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_worry_is_narrowed(&database, luna, number).await;
    }
}
