//! The removal of an item: the family is consulted before it is published, and reads the reason for
//! it on the page of the version.
#![allow(clippy::unwrap_used)]

use crate::luna_plan::{add_reply, find_luna_item, save_item};
use crate::plan_version::publish_plan;
use crate::support::{TestDatabase, on_each_engine};
use jiff::SignedDuration;
use model::id::FormId;
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PlanItemInput, PublishBlocker};
use model::plan::reply::PlanSection;
use store::plan::item_audience::OwnWordsAudience;
use store::plan::item_revisions::ItemAction;
use store::plan::version_diff::{self, PlanItemChange};
use store::plan::{
    item_creation, publication, replies, unpublished_changes, versions, working_copy,
};

/// The sections about which the family must still be consulted.
async fn sections_to_consult(database: &TestDatabase) -> Vec<PlanSection> {
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as("dana-fox").await;
    unpublished_changes::read_working_copy(&mut tx, luna, "en")
        .await
        .unwrap()
        .publish_blockers
        .into_iter()
        .filter_map(|blocker| match blocker {
            PublishBlocker::NotConsulted(section) => Some(section),
            _ => None,
        })
        .collect()
}

async fn consult_about_all_sections(database: &TestDatabase) {
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as("dana-fox").await;
    publication::record_consultations(&mut tx, luna, PlanSection::ALL)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_each_engine! {
    async fn removal_needs_consultation_about_its_section(database: TestDatabase) {
        // First, so that only what is removed below waits for the family.
        consult_about_all_sections(&database).await;
        assert!(sections_to_consult(&database).await.is_empty());
        // A consultation covers what was changed up to its time. Without a pause, the first one
        // would cover what is removed below.
        database.clock.advance(SignedDuration::from_hours(1));
        // One of several strengths, and the only worry, whose section is empty without it.
        for (kind, words) in [
            (PlanItemKind::Strength, "Grandma Elena"),
            (PlanItemKind::Worry, "In July"),
        ] {
            let (item, _) = find_luna_item(&database, kind, words).await;
            save_item(&database, item, ItemAction::Remove, |_| ()).await;
        }
        let sections = sections_to_consult(&database).await;
        assert_eq!(sections.len(), 2, "{sections:?}");
        assert!(sections.contains(&PlanSection::Strengths));
        assert!(sections.contains(&PlanSection::Worries));
        consult_about_all_sections(&database).await;
        assert!(sections_to_consult(&database).await.is_empty());
    }
}

/// The reasons for the removals of this version that the person reads on its page.
async fn removal_reasons(database: &TestDatabase, who: &str, version: i32) -> Vec<String> {
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as(who).await;
    let one = versions::read_version(&mut tx, luna, version, "en")
        .await
        .unwrap();
    version_diff::diff_items(&one.previous_items, &one.items)
        .iter()
        .filter_map(|change| match change {
            PlanItemChange::Removed(line) => line.why_id,
            _ => None,
        })
        .map(|why| one.texts[&why].body.clone())
        .collect()
}

/// Removes a strength of the Luna family's plan. `audience` is the new audience of the item.
async fn remove_strength(
    database: &TestDatabase,
    words: &str,
    why: &str,
    audience: AudienceChoice,
) {
    let (item, _) = find_luna_item(database, PlanItemKind::Strength, words).await;
    save_item(database, item, ItemAction::Remove, |edit| {
        edit.why = Some(why.into());
        edit.audience = audience;
    })
    .await;
}

on_each_engine! {
    async fn reason_for_removal_is_shown_with_the_version_that_removed_the_item(
        database: TestDatabase,
    ) {
        let maria = AudienceChoice::Only(database.person_id("maria-luna").await);
        let all = AudienceChoice::KeepCurrent;
        // One reason for all readers of the item, and one for a single reader.
        remove_strength(&database, "Grandma Elena", "She moved away", all).await;
        remove_strength(&database, "missed a school day", "Hers to tell", maria).await;
        // The plan of the demo is version 3.
        let first = publish_plan(&database, "dana-fox", "luna", 3, "Two less")
            .await
            .unwrap();
        remove_strength(&database, "Two languages", "Said twice", all).await;
        // Not published yet, and so not shown with the version before.
        assert_eq!(
            removal_reasons(&database, "maria-luna", first).await,
            ["She moved away", "Hers to tell"]
        );
        let second = publish_plan(&database, "dana-fox", "luna", first, "One less")
            .await
            .unwrap();
        for (who, version, reasons) in [
            ("maria-luna", first, &["She moved away", "Hers to tell"][..]),
            ("luis-luna", first, &["She moved away"][..]),
            ("maria-luna", second, &["Said twice"][..]),
        ] {
            assert_eq!(
                removal_reasons(&database, who, version).await,
                reasons,
                "{who} on version {version}"
            );
        }
    }
}

on_each_engine! {
    async fn a_step_whose_goal_was_removed_can_be_saved_and_then_has_none(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let (step, _) = find_luna_item(&database, PlanItemKind::Step, "clinic").await;
        let mut tx = database.begin_as("dana-fox").await;
        let working = working_copy::read_working_item(&mut tx, luna, step, "en")
            .await
            .unwrap();
        let goal = working.item.goal_id.unwrap();
        drop(tx);
        // In this order: the step is saved with the goal that its form was drawn with.
        save_item(&database, goal, ItemAction::Remove, |_| ()).await;
        save_item(&database, step, ItemAction::Save, |_| ()).await;
        let mut tx = database.begin_as("dana-fox").await;
        let working = working_copy::read_working_item(&mut tx, luna, step, "en")
            .await
            .unwrap();
        assert_eq!(working.item.goal_id, None, "and is not moved to another goal");
    }
}

on_each_engine! {
    async fn own_words_that_were_taken_out_are_listed_for_their_author_alone(
        database: TestDatabase,
    ) {
        let luna = database.family_id("luna").await;
        let edit = PlanItemInput {
            language: "es".into(),
            words: "Somos una familia grande".into(),
            ..PlanItemInput::default()
        };
        let mut tx = database.begin_as("maria-luna").await;
        let form = database.clock.new_id::<FormId>();
        let share = OwnWordsAudience::Shared;
        let item = item_creation::add_own_words(&mut tx, luna, form, share, &edit)
            .await
            .unwrap();
        assert!(
            working_copy::list_removed_own_words(&mut tx, luna)
                .await
                .unwrap()
                .is_empty()
        );
        working_copy::save_item(&mut tx, luna, item, 1, ItemAction::Remove, &edit)
            .await
            .unwrap();
        let removed = working_copy::list_removed_own_words(&mut tx, luna)
            .await
            .unwrap();
        assert_eq!(
            (removed[0].id, removed[0].body.as_str()),
            (item, "Somos una familia grande")
        );
        tx.commit().await.unwrap();
        // The other parent and the worker have read the words, and do not read that they were taken
        // out.
        for other in ["luis-luna", "dana-fox"] {
            let mut tx = database.begin_as(other).await;
            let none = working_copy::list_removed_own_words(&mut tx, luna).await.unwrap();
            assert!(none.is_empty(), "{other}");
        }
        // The author puts them back.
        let mut tx = database.begin_as("maria-luna").await;
        // With the revision after the removal: putting back is a change like any other.
        working_copy::save_item(&mut tx, luna, item, 2, ItemAction::Save, &edit)
            .await
            .unwrap();
        assert!(
            working_copy::list_removed_own_words(&mut tx, luna)
                .await
                .unwrap()
                .is_empty()
        );
    }
}

on_each_engine! {
    async fn own_words_that_were_taken_out_are_in_no_version_and_above_no_reply(
        database: TestDatabase,
    ) {
        let luna = database.family_id("luna").await;
        let edit = PlanItemInput {
            language: "es".into(),
            words: "Somos una familia grande".into(),
            ..PlanItemInput::default()
        };
        let mut tx = database.begin_as("maria-luna").await;
        let form = database.clock.new_id::<FormId>();
        let share = OwnWordsAudience::Shared;
        let item = item_creation::add_own_words(&mut tx, luna, form, share, &edit)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        // A reply keeps its line of the version, which has to go with the words.
        add_reply(&database, "luis-luna", item, "And a loud one").await;
        // Without any change of the agency there would be nothing to publish.
        let (strength, _) = find_luna_item(&database, PlanItemKind::Strength, "Grandma").await;
        save_item(&database, strength, ItemAction::Save, |edit| {
            edit.words = "Grandma lives upstairs".into();
        })
        .await;
        let version = publish_plan(&database, "dana-fox", "luna", 3, "She moved").await.unwrap();
        let shown_in = async |who: &'static str| {
            let mut tx = database.begin_as(who).await;
            let read = versions::read_version(&mut tx, luna, version, "en").await.unwrap();
            let talk = replies::list_replies(&mut tx, luna, None, "en").await.unwrap();
            let reply = talk.replies.iter().find(|one| one.item_id == Some(item)).unwrap();
            (read.items.iter().any(|line| line.item_id == item), reply.line_id.is_some())
        };
        assert_eq!(shown_in("dana-fox").await, (true, true));
        let mut tx = database.begin_as("maria-luna").await;
        working_copy::save_item(&mut tx, luna, item, 1, ItemAction::Remove, &edit)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for who in ["dana-fox", "luis-luna"] {
            assert_eq!(shown_in(who).await, (false, false), "{who}");
        }
    }
}
