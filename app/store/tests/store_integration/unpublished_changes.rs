//! Unpublished changes of the plan are neither on the home page nor quoted with a reply.
#![allow(clippy::unwrap_used)]

use crate::luna_plan::{add_reply, find_luna_item, home_page_steps, save_item, shows_bus_pass};
use crate::plan_version::publish_plan;
use crate::support::{TestDatabase, on_each_engine};
use model::id::{FamilyId, ItemId};
use model::plan::edit::PlanItemInput;
use model::plan::reply::{NewReply, ReplyTarget, Sharing};
use model::plan::{PlanItemKind, StepState};
use store::plan::item_revisions::ItemAction;
use store::plan::{item_creation, replies, reply_submission};
use store::{Error, plan};

/// Adds a step for María to the working copy of the plan; returns it and the number of the newest
/// version.
async fn add_unpublished_step(database: &TestDatabase, luna: FamilyId) -> (ItemId, i32) {
    let (goal, _) =
        find_luna_item(database, PlanItemKind::AgencyGoal, "Nobody has to choose").await;
    let maria = database.person_id("maria-luna").await;
    let mut tx = database.begin_as("dana-fox").await;
    let base = plan::read_plan(&mut tx, luna, "en")
        .await
        .unwrap()
        .head
        .unwrap()
        .version;
    let step = PlanItemInput {
        language: "en".into(),
        words: "canary-71: a step to come".into(),
        // Only her own steps are on her home page.
        owner: Some(maria),
        ..PlanItemInput::default()
    };
    let step = item_creation::add_item(
        &mut tx,
        luna,
        database.clock.new_id(),
        PlanItemKind::Step,
        Some(goal),
        &step,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    (step, base)
}

async fn shows_new_step(database: &TestDatabase) -> bool {
    home_page_steps(database, "maria-luna")
        .await
        .iter()
        .any(|words| words.contains("canary-71"))
}

/// A step is removed from every page at once, when its removal is published.
async fn assert_removal_waits_for_publication(database: &TestDatabase, base: i32) {
    // A published step. The removal of an unpublished one was never visible.
    let (other, _) = find_luna_item(database, PlanItemKind::Step, "bus pass").await;
    save_item(database, other, ItemAction::Remove, |_| ()).await;
    assert!(
        shows_bus_pass(&home_page_steps(database, "maria-luna").await),
        "taken out, not yet published: as on the plan"
    );
    publish_plan(database, "dana-fox", "luna", base, "a change")
        .await
        .unwrap();
    assert!(!shows_bus_pass(
        &home_page_steps(database, "maria-luna").await
    ));
}

on_each_engine! {
    async fn home_page_shows_published_steps_only(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let (step, base) = add_unpublished_step(&database, luna).await;
        assert!(!shows_new_step(&database).await, "before it is published");
        let draft = NewReply::parse(
            database.clock.new_id(),
            ReplyTarget::Item(step),
            // A report on the step, which would change its state.
            "done",
            "",
            Sharing::Private,
            "en",
        )
        .unwrap();
        // Its owner can only have guessed the id. An answer would tell that there is such a step.
        let mut tx = database.begin_as("maria-luna").await;
        assert!(
            matches!(
                reply_submission::add_reply(&mut tx, luna, &draft).await,
                Err(Error::NotFound)
            ),
            "a person cannot answer what they may not know of"
        );
        drop(tx);
        publish_plan(&database, "dana-fox", "luna", base, "a change")
            .await
            .unwrap();
        assert!(shows_new_step(&database).await);
        let mut tx = database.begin_as("maria-luna").await;
        reply_submission::add_reply(&mut tx, luna, &draft)
            .await
            .unwrap();
        let plan = plan::read_plan(&mut tx, luna, "en").await.unwrap();
        assert_eq!(
            plan.items
                .iter()
                .find(|item| item.id == step)
                .unwrap()
                .state,
            StepState::Done
        );
        drop(tx);
        assert_removal_waits_for_publication(&database, base + 1).await;
    }
}

on_each_engine! {
    async fn reply_quotes_published_words(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let (item, _) = find_luna_item(&database, PlanItemKind::Need, "").await;
        let reply = add_reply(&database, "maria-luna", item, "slower, please").await;
        save_item(&database, item, ItemAction::Save, |edit| {
            edit.words = "canary-81: words to come".into()
        })
        .await;
        // The worker, who can read the working copy, sees what the family sees here: a reply is
        // about the words that its writer has read.
        for who in ["maria-luna", "luis-luna", "dana-fox"] {
            let mut tx = database.begin_as(who).await;
            let talk = replies::read_reply(&mut tx, luna, reply, "en")
                .await
                .unwrap();
            assert!(
                !talk.texts[&talk.replies[0].line_id.unwrap()]
                    .body
                    .contains("canary-81"),
                "{who}"
            );
        }
    }
}
