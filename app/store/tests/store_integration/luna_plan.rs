//! Helpers for tests on the Luna family's plan: its items, replies and home page.
#![allow(clippy::unwrap_used)]

use crate::support::TestDatabase;
use model::id::{ItemId, ReplyId, TextId};
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PlanItemInput};
use model::plan::reply::{NewReply, ReplyTarget, Sharing};
use store::plan::item_revisions::ItemAction;
use store::plan::reply_submission;
use store::plan::working_copy::{self, SaveOutcome};
use store::{home, plan};

/// Finds an item of the Luna family's plan by its words, as its worker.
pub(crate) async fn find_luna_item(
    database: &TestDatabase,
    kind: PlanItemKind,
    words: &str,
) -> (ItemId, TextId) {
    let mut tx = database.begin_as("dana-fox").await;
    let plan = plan::read_plan(&mut tx, database.family_id("luna").await, "en")
        .await
        .unwrap();
    let item = plan
        .items_of_kind(kind)
        .find(|item| plan.texts[&item.text_id].body.contains(words))
        .unwrap_or_else(|| panic!("no {words}"));
    (item.id, item.text_id)
}

/// Saves an item as its worker, unchanged except for what `change` modifies.
pub(crate) async fn save_item(
    database: &TestDatabase,
    item: ItemId,
    action: ItemAction,
    change: impl Fn(&mut PlanItemInput),
) {
    let family = database.family_id("luna").await;
    let mut tx = database.begin_as("dana-fox").await;
    let working = working_copy::read_working_item(&mut tx, family, item, "en")
        .await
        .unwrap();
    let body = |id| working.texts[&id].body.clone();
    // Every field of the form, because a save replaces all: one left out would be cleared.
    let mut now = PlanItemInput {
        language: "en".into(),
        words: body(working.item.text_id),
        benchmark: working.item.benchmark_text_id.map(body),
        owner: working.item.owner_id,
        owed_by_agency: working.item.owed_by_agency,
        due: working.item.due.as_ref().map(|due| due.to_jiff()),
        effort: working.item.load,
        prerequisite: working.item.prerequisite_id,
        order: working.item.order_id,
        // A change of an item is refused without a reason that the family can read.
        why: Some("because we said so".into()),
        ..PlanItemInput::default()
    };
    change(&mut now);
    assert_eq!(
        working_copy::save_item(&mut tx, family, item, working.item.revision, action, &now)
            .await
            .unwrap(),
        SaveOutcome::Saved(item)
    );
    tx.commit().await.unwrap();
}

/// Narrows an item's audience to María, besides the worker and the supervisor.
pub(crate) async fn narrow_to_maria(database: &TestDatabase, item: ItemId) {
    let maria = database.person_id("maria-luna").await;
    save_item(database, item, ItemAction::Save, |edit| {
        edit.audience = AudienceChoice::Only(maria)
    })
    .await;
}

pub(crate) async fn add_reply(
    database: &TestDatabase,
    who: &str,
    item: ItemId,
    words: &str,
) -> ReplyId {
    // Shared with everyone who sees the item, so that only a narrower audience of the item
    // can hide it.
    let draft = NewReply::parse(
        database.clock.new_id(),
        ReplyTarget::Item(item),
        "change",
        words,
        Sharing::Shared,
        "en",
    )
    .unwrap();
    let mut tx = database.begin_as(who).await;
    let reply = reply_submission::add_reply(&mut tx, database.family_id("luna").await, &draft)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    reply
}

/// The words of every step on this person's home page.
pub(crate) async fn home_page_steps(database: &TestDatabase, who: &str) -> Vec<String> {
    let mut tx = database.begin_as(who).await;
    home::read_home(&mut tx, database.family_id("luna").await, "en")
        .await
        .unwrap()
        .steps
        .into_iter()
        .map(|step| step.words.body)
        .collect()
}

pub(crate) fn shows_bus_pass(steps: &[String]) -> bool {
    // A step that the agency owes, which both parents see unless its goal is narrowed.
    steps.iter().any(|words| words.contains("bus pass"))
}
