//! A young person's budget and skills: who writes and who reads them.
#![allow(clippy::unwrap_used)]

use crate::support::transition_plan::release_to;
use crate::support::{TestDatabase, on_each_engine};
use model::id::FormId;
use model::transition::TransitionPart;
use model::transition::budget::{BudgetItem, BudgetLineInput, MoneyDirection};
use model::transition::money::Cents;
use model::transition::skills::{LifeSkill, SkillState};
use store::Error;
use store::plan::working_copy::SaveOutcome;
use store::transition::budget::{self, BudgetLine, list_budget};
use store::transition::skills::{list_skills, set_skill};

/// Everyone of Jay's team, and people of other families.
const ADULTS: [&str; 6] = [
    "grace-hall",
    "pat-nguyen",
    "lena-bird",
    "denise-riley",
    "tasha-carter",
    "dana-fox",
];

fn rent(cents: i64) -> BudgetLineInput {
    BudgetLineInput {
        direction: MoneyDirection::Out,
        item: BudgetItem::Rent,
        name: None,
        amount: Cents(cents),
    }
}

/// The lines of Jay's budget that this person reads, without the gate of the pages: the statement
/// itself shows no more.
async fn lines(database: &TestDatabase, who: &str) -> Vec<BudgetLine> {
    let jay = database.person_id("jay-riley").await;
    let mut tx = database.begin_as(who).await;
    list_budget(&mut tx, jay).await.unwrap()
}

async fn add_line(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    input: &BudgetLineInput,
) -> Result<(), Error> {
    let mut tx = database.begin_as(who).await;
    budget::add_line(&mut tx, form, input).await?;
    tx.commit().await
}

on_each_engine! {
    async fn a_budget_is_its_owners_and_is_read_while_it_is_released(database: TestDatabase) {
        let form = database.clock.new_id();
        // The button is pressed twice.
        for _ in 0..2 {
            add_line(&database, "jay-riley", form, &rent(65_000)).await.unwrap();
        }
        let again = add_line(&database, "jay-riley", form, &rent(1)).await;
        assert!(matches!(again, Err(Error::Conflict)), "{again:?}");
        for who in ADULTS {
            let refused = add_line(&database, who, database.clock.new_id(), &rent(1)).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
            assert!(lines(&database, who).await.is_empty(), "{who}");
        }
        assert_eq!(lines(&database, "jay-riley").await.len(), 1);
        release_to(&database, TransitionPart::Budget, &["denise-riley"], 0).await;
        for who in ADULTS {
            let seen = lines(&database, who).await.len();
            assert_eq!(seen, usize::from(who == "denise-riley"), "{who}");
        }
        release_to(&database, TransitionPart::Budget, &[], 1).await;
        assert!(lines(&database, "denise-riley").await.is_empty());
        // After the membership has ended it is still Jay's.
        database.end_membership("jay-riley").await;
        let form = database.clock.new_id();
        add_line(&database, "jay-riley", form, &rent(0)).await.unwrap();
        assert_eq!(lines(&database, "jay-riley").await.len(), 2);
    }
}

on_each_engine! {
    async fn a_line_that_two_tabs_change_is_not_overwritten_and_a_removed_one_comes_back(
        database: TestDatabase,
    ) {
        let form = database.clock.new_id();
        add_line(&database, "jay-riley", form, &rent(65_000)).await.unwrap();
        let line = lines(&database, "jay-riley").await[0].clone();
        let mut tx = database.begin_as("jay-riley").await;
        let saved = budget::save_line(&mut tx, line.id, 1, &rent(70_000)).await;
        assert!(matches!(saved, Ok(SaveOutcome::Saved(()))), "{saved:?}");
        let other = budget::save_line(&mut tx, line.id, 1, &rent(60_000)).await;
        assert!(matches!(other, Ok(SaveOutcome::Stale)), "{other:?}");
        // The same form once more.
        let same = budget::save_line(&mut tx, line.id, 1, &rent(70_000)).await;
        assert!(matches!(same, Ok(SaveOutcome::Saved(()))), "{same:?}");
        budget::set_line_removed(&mut tx, line.id, true).await.unwrap();
        let gone = budget::save_line(&mut tx, line.id, 2, &rent(1)).await;
        assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
        tx.commit().await.unwrap();
        assert!(lines(&database, "jay-riley").await.is_empty());
        let mut tx = database.begin_as("grace-hall").await;
        let refused = budget::set_line_removed(&mut tx, line.id, false).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        drop(tx);
        let mut tx = database.begin_as("jay-riley").await;
        budget::set_line_removed(&mut tx, line.id, false).await.unwrap();
        tx.commit().await.unwrap();
        let lines = lines(&database, "jay-riley").await;
        assert_eq!(lines[0].amount, Cents(70_000));
    }
}

on_each_engine! {
    async fn the_last_answer_about_a_skill_holds_and_is_read_while_it_is_released(
        database: TestDatabase,
    ) {
        let jay = database.person_id("jay-riley").await;
        for state in [SkillState::NotYet, SkillState::Learning] {
            let mut tx = database.begin_as("jay-riley").await;
            set_skill(&mut tx, LifeSkill::Cook, state).await.unwrap();
            tx.commit().await.unwrap();
        }
        release_to(&database, TransitionPart::Skills, &["denise-riley"], 0).await;
        for (who, expected) in [
            ("jay-riley", Some(SkillState::Learning)),
            ("denise-riley", Some(SkillState::Learning)),
            ("grace-hall", None),
            ("tasha-carter", None),
        ] {
            let mut tx = database.begin_as(who).await;
            let answers = list_skills(&mut tx, jay).await.unwrap();
            assert_eq!(answers.get(&LifeSkill::Cook).copied(), expected, "{who}");
        }
        // The worker reads much of the plan, and writes nothing in the young person's place.
        let mut tx = database.begin_as("grace-hall").await;
        let refused = set_skill(&mut tx, LifeSkill::Cook, SkillState::Can).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    }
}
