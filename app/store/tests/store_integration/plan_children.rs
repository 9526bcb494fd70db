//! Children: permanency goals and well-being items.
#![allow(clippy::unwrap_used)]

use crate::plan_item_kinds::edit_with_words;
use crate::support::{self, TestDatabase, on_each_engine};
use jiff::civil::date;
use model::id::{ChildId, FamilyId, FormId, ItemId};
use model::plan::edit::{PermanencyGoalInput, PlanItemInput, PublishBlocker};
use model::plan::reply::PlanSection;
use model::plan::{DecisionMaker, Permanency, PlanItemKind, WellBeingArea};
use store::plan::working_copy::SaveOutcome;
use store::plan::{self, item_creation, permanency, publication, unpublished_changes, versions};
use store::{Error, Tx};

fn return_home_goal(why: &str) -> PermanencyGoalInput {
    PermanencyGoalInput {
        goal: Some(Permanency::ReturnHome),
        since: Some(date(2026, 11, 20)),
        by: Some(DecisionMaker::Court),
        why: Some(why.into()),
    }
}

/// Saves the Carter family's permanency goal: the child goes to a relative.
async fn save_relative_goal(ben: &mut Tx, carter: FamilyId) {
    let goals = permanency::read_working_goals(ben, carter, "en")
        .await
        .unwrap();
    assert_eq!(
        goals.permanency_goals.permanency_by,
        Some(DecisionMaker::Court)
    );
    let kin = PermanencyGoalInput {
        goal: Some(Permanency::Relative),
        by: Some(DecisionMaker::Team),
        ..return_home_goal("Aunt Rae is ready.")
    };
    // A concurrent goal is pursued at the same time, so both are saved with one form.
    let concurrent = return_home_goal("If the court says so.");
    // Saving the same values again is idempotent; a different form with the old revision is
    // stale and overwrites nothing.
    for _ in 0..2 {
        assert_eq!(
            permanency::save_goals(ben, carter, goals.revision, &kin, &concurrent, "en")
                .await
                .unwrap(),
            SaveOutcome::Saved(())
        );
    }
    assert_eq!(
        permanency::save_goals(
            ben,
            carter,
            goals.revision,
            &return_home_goal("No."),
            &PermanencyGoalInput::default(),
            "en"
        )
        .await
        .unwrap(),
        SaveOutcome::Stale
    );
}

/// Publishes the changed goal; returns the number of the new version.
async fn publish_goal(ben: &mut Tx, carter: FamilyId) -> i32 {
    let working = unpublished_changes::read_working_copy(ben, carter, "en")
        .await
        .unwrap();
    // A changed goal is a change of the plan even when no plan item has changed.
    assert!(
        working.permanency_goals != working.old_permanency_goals
            && !working
                .publish_blockers
                .contains(&PublishBlocker::NothingChanged)
    );
    publication::record_consultations(ben, carter, PlanSection::ALL)
        .await
        .unwrap();
    publication::publish(ben, carter, working.version, "The court met", "en")
        .await
        .unwrap()
}

/// A mother reads the old and the new goal, who decided, and both reasons: the most serious
/// decision of a plan must not change unnoticed.
async fn assert_mother_reads_change(database: &TestDatabase, carter: FamilyId, number: i32) {
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
}

on_each_engine! {
    async fn permanency_goal_is_read_once_published_and_names_who_decided(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let mut ben = database.begin_as("ben-ortiz").await;
        save_relative_goal(&mut ben, carter).await;
        let number = publish_goal(&mut ben, carter).await;
        ben.commit().await.unwrap();
        assert_mother_reads_change(&database, carter, number).await;
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

async fn assert_cannot_change_goal(database: &TestDatabase, who: &str, family: &str) {
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

on_each_engine! {
    async fn other_planned_goal_needs_age_sixteen_and_families_at_home_have_no_goal(
        database: TestDatabase,
    ) {
        // Wis. Stat. 48.38(4)(fg)5 allows this goal only for a child of 16 years or more.
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
        // Jay Riley is 17. The Carter family's child is 7.
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
        // The children of the Luna family live at home, so there is no permanency goal even for
        // their worker.
        for (who, family) in [
            ("dana-fox", "luna"),
            ("tasha-carter", "carter"),
            ("pat-nguyen", "carter"),
            ("dana-fox", "carter"),
        ] {
            assert_cannot_change_goal(&database, who, family).await;
        }
    }
}

/// Grace Hall sets the goal for a child of 16 years or more in the Riley family.
async fn save_other_planned_goal(database: &TestDatabase) -> Result<SaveOutcome<()>, Error> {
    let fifth = PermanencyGoalInput {
        goal: Some(Permanency::OtherPlanned),
        ..return_home_goal("They chose it.")
    };
    let riley = database.family_id("riley").await;
    let mut grace = database.begin_as("grace-hall").await;
    let none = PermanencyGoalInput::default();
    permanency::save_goals(&mut grace, riley, 1, &fifth, &none, "en").await
}

on_each_engine! {
    async fn a_youth_who_left_the_team_is_no_reason_for_the_other_planned_goal(
        database: TestDatabase,
    ) {
        // Jay Riley, who is 17, is then known only as a member of the team.
        database
            .execute_sql("UPDATE child SET date_of_birth = '2019-02-23'")
            .await
            .unwrap();
        // Not committed.
        let saved = save_other_planned_goal(&database).await;
        assert!(matches!(saved, Ok(SaveOutcome::Saved(()))), "{saved:?}");
        database.end_membership("jay-riley").await;
        let saved = save_other_planned_goal(&database).await;
        assert!(
            matches!(saved, Err(Error::Invalid("plan-permanency-age"))),
            "{saved:?}"
        );
    }
}

/// The id of the first child that the family's worker reads of.
async fn first_child(tx: &mut Tx, family: FamilyId) -> ChildId {
    plan::read_plan(tx, family, "en").await.unwrap().children[0].id
}

async fn add_well_being(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    edit: &PlanItemInput,
) -> Result<ItemId, Error> {
    item_creation::add_item(tx, family, form, PlanItemKind::WellBeing, None, edit).await
}

/// A worker adds a well-being item once per form, and for no child of another family.
async fn assert_well_being_is_about_own_child(database: &TestDatabase, carter: FamilyId) {
    let luna = database.family_id("luna").await;
    let sofia = first_child(&mut database.begin_as("dana-fox").await, luna).await;
    let mut ben = database.begin_as("ben-ortiz").await;
    let leo = first_child(&mut ben, carter).await;
    let school = PlanItemInput {
        child: Some(leo),
        area: Some(WellBeingArea::Education),
        ..edit_with_words("Leo starts second grade.")
    };
    let form: FormId = database.clock.new_id();
    let id = add_well_being(&mut ben, carter, form, &school)
        .await
        .unwrap();
    assert_eq!(
        add_well_being(&mut ben, carter, form, &school)
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
            add_well_being(&mut ben, carter, database.clock.new_id(), &stray).await,
            Err(Error::NotFound)
        ),
        "another family's child"
    );
}

on_each_engine! {
    async fn well_being_is_read_by_those_who_care_for_the_child(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        for (who, sees) in [
            ("tasha-carter", true),
            ("marcus-reed", true),
            // A caregiver needs to know how the child is, and reads nothing of the parents' goals.
            ("nora-price", true),
            ("ben-ortiz", true),
            ("lena-bird", true),
            // A mentor reads what a parent shares, and nothing about the children.
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
        // From the age of 14 a child with an account reads about their own well-being.
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
        assert_well_being_is_about_own_child(&database, carter).await;
    }
}
