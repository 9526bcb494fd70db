//! What replies change in the plan: the progress of a step, and proposals that the worker accepts.
#![allow(clippy::unwrap_used)]

use crate::plan_replies::{add_reply, answer_reply, find_step};
use crate::plan_withdrawn_replies::withdraw_reply;
use crate::support::{self, TestDatabase, on_each_engine};
use model::id::ItemId;
use model::plan::StepState;
use model::plan::reply::ReplyTarget;
use model::plan::reply::Sharing::Private;
use store::{Error, plan};

on_each_engine! {
    async fn step_progress_is_reported_by_the_steps_owner(database: TestDatabase) {
        let clinic = ReplyTarget::Item(find_step(&database, "maria-luna", "luna", "clinic").await);
        assert!(
            matches!(
                add_reply(&database, "luis-luna", "luna", clinic, "done", "", Private).await,
                Err(Error::NotFound)
            ),
            "it is not his step"
        );
        add_reply(
            &database,
            "maria-luna",
            "luna",
            clinic,
            "cannot",
            "They only answer when I work.",
            Private,
        )
        .await
        .unwrap();
        let mut tx = database.begin_as("dana-fox").await;
        let plan = plan::read_plan(&mut tx, database.family_id("luna").await, "en")
            .await
            .unwrap();
        let ReplyTarget::Item(id) = clinic else {
            unreachable!()
        };
        // The state belongs to the family and waits for no publication, so the worker sees at once
        // that help is needed.
        assert_eq!(
            plan.items.iter().find(|item| item.id == id).unwrap().state,
            StepState::Cannot
        );
        drop(tx);
        // A family member cannot mark a step as done that the agency owes.
        let owed = ReplyTarget::Item(find_step(&database, "maria-luna", "luna", "bus pass").await);
        assert!(matches!(
            add_reply(&database, "maria-luna", "luna", owed, "done", "", Private).await,
            Err(Error::NotFound)
        ));
        add_reply(&database, "dana-fox", "luna", owed, "done", "", Private)
            .await
            .unwrap();
        // Importing an older file does not revert the step's state.
        database.import_files(&support::DEMO_FILES).await;
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM plan_item WHERE state = 'cannot'")
                .await,
            1
        );
    }
}

on_each_engine! {
    async fn an_accepted_proposal_is_in_the_working_copy_in_the_writers_words(
        database: TestDatabase,
    ) {
        let id = add_reply(
            &database,
            "maria-luna",
            "luna",
            ReplyTarget::Plan,
            "propose_step",
            "Quiero una clase de inglés cerca",
            Private,
        )
        .await
        .unwrap();
        let before = database
            .query_number("SELECT count(*) FROM plan_item")
            .await;
        // The button is pressed twice, or the first response is lost and the form is sent again.
        for _ in 0..2 {
            answer_reply(&database, "dana-fox", "luna", id, "accepted", "")
                .await
                .unwrap();
        }
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM plan_item")
                .await,
            before + 1,
            "once"
        );
        let mut tx = database.begin_as("maria-luna").await;
        let plan = plan::read_plan(&mut tx, database.family_id("luna").await, "en")
            .await
            .unwrap();
        assert!(
            !plan
                .texts
                .values()
                .any(|text| text.body.contains("clase de inglés")),
            "it waits for the next version"
        );
    }
}

/// The state of a step of the Luna family, as the worker reads it.
async fn step_state(database: &TestDatabase, step: ItemId) -> StepState {
    let mut tx = database.begin_as("dana-fox").await;
    plan::read_plan(&mut tx, database.family_id("luna").await, "en")
        .await
        .unwrap()
        .items
        .iter()
        .find(|item| item.id == step)
        .unwrap()
        .state
}

on_each_engine! {
    async fn a_withdrawn_report_restores_the_step_unless_a_later_one_stands(
        database: TestDatabase,
    ) {
        let step = find_step(&database, "maria-luna", "luna", "clinic").await;
        let report = async |kind: &'static str| {
            let about = ReplyTarget::Item(step);
            // Ids of one millisecond sort at random.
            database.clock.advance(jiff::SignedDuration::from_secs(1));
            add_reply(&database, "maria-luna", "luna", about, kind, "", Private)
                .await
                .unwrap()
        };
        let before = step_state(&database, step).await;
        let first = report("need_help").await;
        assert_eq!(step_state(&database, step).await, StepState::NeedHelp);
        withdraw_reply(&database, "maria-luna", first).await.unwrap();
        assert_eq!(step_state(&database, step).await, before);
        let second = report("not_yet").await;
        let third = report("done").await;
        withdraw_reply(&database, "maria-luna", second).await.unwrap();
        assert_eq!(step_state(&database, step).await, StepState::Done);
        // Both reports are withdrawn now.
        withdraw_reply(&database, "maria-luna", third).await.unwrap();
        assert_eq!(step_state(&database, step).await, before);
    }
}
