//! What an import publishes, and what it leaves to the worker.
#![allow(clippy::unwrap_used)]

use crate::luna_plan::{find_luna_item, save_item};
use crate::plan_version::{edit_with_words, publish_plan, visible_texts};
use crate::support::{DEMO_FILES, TestDatabase, on_each_engine};
use crate::translations::{request_in, waiting_texts};
use model::id::FormId;
use model::plan::PlanItemKind;
use model::plan::edit::PermanencyGoalInput;
use model::plan::{DecisionMaker, Permanency};
use store::plan::item_revisions::ItemAction;
use store::plan::working_copy::SaveOutcome;
use store::plan::{item_creation, permanency, unpublished_changes};

/// The file of the Luna family, with another wording of a strength that has not been edited.
fn changed_file(version: i32) -> String {
    let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[1]).unwrap();
    let plan = &mut file["families"][0]["plan"];
    plan["version"] = version.into();
    plan["strengths"][1]["words"]["text"] = "Sofía is in school every day".into();
    file.to_string()
}

/// The worker changes a strength, removes another one and adds a third.
async fn edit_strengths(database: &TestDatabase) {
    let kind = PlanItemKind::Strength;
    let (grandma, _) = find_luna_item(database, kind, "Grandma Elena").await;
    save_item(database, grandma, ItemAction::Save, |edit| {
        edit.words = "Grandma Elena moved away".into();
    })
    .await;
    let (supper, _) = find_luna_item(database, kind, "Cenamos juntos").await;
    save_item(database, supper, ItemAction::Remove, |_| {}).await;
    let mut tx = database.begin_as("dana-fox").await;
    let (luna, form) = (
        database.family_id("luna").await,
        database.clock.new_id::<FormId>(),
    );
    let edit = edit_with_words("The neighbors help");
    item_creation::add_item(&mut tx, luna, form, kind, None, &edit)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// What the family reads before the worker publishes: the file's own change, and none of theirs.
async fn assert_edits_are_unpublished(database: &TestDatabase) {
    let read = visible_texts(database, "maria-luna", "luna").await;
    for (words, expected) in [
        ("Sofía is in school every day", true),
        ("Grandma Elena lives two blocks away", true),
        ("Cenamos juntos", true),
        ("Grandma Elena moved away", false),
        ("The neighbors help", false),
    ] {
        assert_eq!(read.contains(words), expected, "{words}: {read}");
    }
}

on_each_engine! {
    async fn an_import_publishes_no_edit_that_the_worker_has_not(database: TestDatabase) {
        edit_strengths(&database).await;
        let luna = database.family_id("luna").await;
        // The version of the file is the one that was imported before, and then a newer one.
        for version in [3, 4] {
            database.import_files(&[&changed_file(version)]).await;
            assert_edits_are_unpublished(&database).await;
            let mut tx = database.begin_as("dana-fox").await;
            let working = unpublished_changes::read_working_copy(&mut tx, luna, "en")
                .await
                .unwrap();
            assert_eq!((working.version, working.changes.len()), (version, 3));
        }
        // Once published, an import keeps them.
        publish_plan(&database, "dana-fox", "luna", 4, "We talked")
            .await
            .unwrap();
        database.import_files(&[&changed_file(6)]).await;
        let read = visible_texts(&database, "maria-luna", "luna").await;
        for (words, expected) in [
            ("Grandma Elena moved away", true),
            ("The neighbors help", true),
            ("Cenamos juntos", false),
        ] {
            assert_eq!(read.contains(words), expected, "{words}: {read}");
        }
    }
}

on_each_engine! {
    async fn an_import_publishes_no_permanency_goal_that_the_worker_has_not(
        database: TestDatabase,
    ) {
        let carter = database.family_id("carter").await;
        let goal = PermanencyGoalInput {
            goal: Some(Permanency::Relative),
            since: Some(jiff::civil::date(2026, 11, 20)),
            by: Some(DecisionMaker::Court),
            why: Some("Aunt Rae is ready.".into()),
        };
        let mut ben = database.begin_as("ben-ortiz").await;
        let none = PermanencyGoalInput::default();
        let saved = permanency::save_goals(&mut ben, carter, 1, &goal, &none, "en")
            .await
            .unwrap();
        assert_eq!(saved, SaveOutcome::Saved(()));
        ben.commit().await.unwrap();
        database.import_files(&[DEMO_FILES[2]]).await;
        let mut ben = database.begin_as("ben-ortiz").await;
        let working = unpublished_changes::read_working_copy(&mut ben, carter, "en")
            .await
            .unwrap();
        assert_eq!(
            working.permanency_goals.permanency,
            Some(Permanency::Relative)
        );
        assert_ne!(
            working.old_permanency_goals.permanency,
            Some(Permanency::Relative)
        );
    }
}

/// The file of the Luna family, with these words of a strength and their translation into Hmong.
fn file_with_words(words: &str, hmong: Option<&str>) -> String {
    let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[1]).unwrap();
    let text = &mut file["families"][0]["plan"]["strengths"][3]["words"];
    text["text"] = words.into();
    if let Some(hmong) = hmong {
        text["translations"] =
            serde_json::json!([{"language": "hmn", "text": hmong, "by": "Pa Thao"}]);
    }
    file.to_string()
}

on_each_engine! {
    async fn who_asked_is_told_when_an_import_brings_the_translation(database: TestDatabase) {
        let kind = PlanItemKind::Strength;
        let (_, text) = find_luna_item(&database, kind, "Two languages at home").await;
        request_in(&database, "maria-luna", text, "hmn").await;
        // A file with other words: the request is one for these.
        let words = "We speak two languages at home";
        database.import_files(&[&file_with_words(words, None)]).await;
        let waiting = waiting_texts(&database).await;
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].body, words);
        // The same file again sends no second notification.
        for _ in 0..2 {
            database
                .import_files(&[&file_with_words(words, Some("Peb hais ob hom lus hauv tsev"))])
                .await;
            let told = database
                .query_number(
                    "SELECT count(*) FROM translation_notification o JOIN person p ON p.id = \
                    o.person_id WHERE p.key = 'maria-luna' AND o.language = 'hmn' AND o.state = \
                    'waiting'",
                )
                .await;
            assert_eq!(told, 1);
            let all = "SELECT count(*) FROM translation_notification";
            assert_eq!(database.query_number(all).await, 1);
        }
        assert!(waiting_texts(&database).await.is_empty());
    }
}
