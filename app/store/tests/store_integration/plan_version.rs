//! Publishing: no text is lost, and nothing is visible early.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use model::id::{FamilyId, FormId, ItemId};
use model::plan::PlanItemKind;
use model::plan::edit::{PlanItemInput, PublishBlocker};
use model::plan::reply::PlanSection;
use store::plan::item_revisions::ItemAction;
use store::plan::version_diff::{self, PlanItemChange};
use store::plan::working_copy::{self, SaveOutcome};
use store::plan::{item_creation, publication, unpublished_changes, versions};
use store::{Error, plan};

pub(crate) fn edit_with_words(words: &str) -> PlanItemInput {
    PlanItemInput {
        language: "en".into(),
        words: words.into(),
        why: Some("because it works better".into()),
        ..PlanItemInput::default()
    }
}

pub(crate) async fn find_item(
    database: &TestDatabase,
    who: &str,
    family: &str,
    kind: PlanItemKind,
    text: &str,
) -> ItemId {
    let mut tx = database.begin_as(who).await;
    let plan = plan::read_plan(&mut tx, database.family_id(family).await, "en")
        .await
        .unwrap();
    plan.items_of_kind(kind)
        .find(|item| plan.texts[&item.text_id].body.contains(text))
        .unwrap_or_else(|| panic!("no {text}"))
        .id
}

pub(crate) async fn save_item(
    database: &TestDatabase,
    who: &str,
    family: &str,
    id: ItemId,
    revision: i32,
    action: ItemAction,
    edit: &PlanItemInput,
) -> Result<SaveOutcome, Error> {
    let mut tx = database.begin_as(who).await;
    let saved = working_copy::save_item(
        &mut tx,
        database.family_id(family).await,
        id,
        revision,
        action,
        edit,
    )
    .await?;
    tx.commit().await?;
    Ok(saved)
}

pub(crate) async fn publish_plan(
    database: &TestDatabase,
    who: &str,
    family: &str,
    base: i32,
    why: &str,
) -> Result<i32, Error> {
    let mut tx = database.begin_as(who).await;
    let family = database.family_id(family).await;
    // For every section: which of them has changed does not matter to the callers.
    publication::record_consultations(&mut tx, family, PlanSection::ALL).await?;
    let version = publication::publish(&mut tx, family, base, why, "en").await?;
    tx.commit().await?;
    Ok(version)
}

pub(crate) async fn visible_texts(database: &TestDatabase, who: &str, family: &str) -> String {
    let mut tx = database.begin_as(who).await;
    let plan = plan::read_plan(&mut tx, database.family_id(family).await, "en")
        .await
        .unwrap();
    plan.items
        .iter()
        .filter_map(|item| plan.texts.get(&item.text_id))
        .map(|text| text.body.clone())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Changes the strength about Grandma Elena in the working copy.
async fn change_strength(database: &TestDatabase) {
    let grandma = find_item(
        database,
        "dana-fox",
        "luna",
        PlanItemKind::Strength,
        "Grandma Elena",
    )
    .await;
    let edit = edit_with_words("Grandma Elena and three neighbours help");
    assert_eq!(
        save_item(
            database,
            "dana-fox",
            "luna",
            grandma,
            1,
            ItemAction::Save,
            &edit
        )
        .await
        .unwrap(),
        SaveOutcome::Saved(grandma)
    );
}

/// The working copy has the change, and cannot be published before the worker has recorded that the
/// family was asked. Returns the number of the newest version.
async fn assert_publishing_needs_consultation(database: &TestDatabase, luna: FamilyId) -> i32 {
    let mut tx = database.begin_as("dana-fox").await;
    let working = unpublished_changes::read_working_copy(&mut tx, luna, "en")
        .await
        .unwrap();
    let base = working.version;
    assert!(matches!(
        working.changes.as_slice(),
        [PlanItemChange::Changed(..)]
    ));
    assert!(
        working
            .publish_blockers
            .contains(&PublishBlocker::NotConsulted(PlanSection::Strengths))
    );
    // A form can be sent whatever its page shows, so the store itself must refuse.
    assert!(matches!(
        publication::publish(&mut tx, luna, base, "why", "en").await,
        Err(Error::Invalid("plan-not-ready"))
    ));
    base
}

/// María reads in the new version what changed, from which wording, and why.
async fn assert_change_is_explained(database: &TestDatabase, luna: FamilyId, version: i32) {
    let mut tx = database.begin_as("maria-luna").await;
    let one = versions::read_version(&mut tx, luna, version, "en")
        .await
        .unwrap();
    let changes = version_diff::diff_items(&one.previous_items, &one.items);
    // As a change and not as one item removed and one added, which would hide the earlier wording.
    let [PlanItemChange::Changed(old, new)] = changes.as_slice() else {
        panic!("{changes:?}")
    };
    assert!(
        one.texts[&old.text_id].body.contains("two blocks away")
            && one.texts[&new.text_id].body.contains("neighbours")
    );
    assert_eq!(
        // Two reasons: one for the item, and one for the version as a whole.
        one.texts[&new.why_id.unwrap()].body,
        "because it works better"
    );
    assert_eq!(
        one.texts[&one.summary.why_id.unwrap()].body,
        "Neighbours joined"
    );
}

on_each_engine! {
    async fn a_change_is_read_when_it_is_published_with_what_changed_and_why(
        database: TestDatabase,
    ) {
        change_strength(&database).await;
        assert!(
            !visible_texts(&database, "maria-luna", "luna")
                .await
                .contains("neighbours")
        );
        let luna = database.family_id("luna").await;
        let base = assert_publishing_needs_consultation(&database, luna).await;
        assert_eq!(
            publish_plan(&database, "dana-fox", "luna", base, "Neighbours joined")
                .await
                .unwrap(),
            base + 1
        );
        assert!(
            visible_texts(&database, "maria-luna", "luna")
                .await
                .contains("neighbours")
        );
        // Publishing is idempotent; a stale base version is a conflict.
        assert_eq!(
            // The same form again, from a browser that did not receive the first response.
            publish_plan(&database, "dana-fox", "luna", base, "Neighbours joined")
                .await
                .unwrap(),
            base + 1
        );
        assert!(matches!(
            publish_plan(&database, "dana-fox", "luna", base, "Another reason").await,
            Err(Error::Conflict)
        ));
        assert_change_is_explained(&database, luna, base + 1).await;
    }
}

on_each_engine! {
    async fn publishing_keeps_items_the_worker_may_not_read(database: TestDatabase) {
        // Needs that María shares with her parent partner only.
        database
            .execute_sql(
                "UPDATE plan_item SET audience_id = (SELECT t.audience_id FROM text \
            t WHERE t.body LIKE 'A veces me canso%') WHERE kind = 'need' AND family_id = (SELECT \
            f.id FROM family f WHERE f.key = 'luna')",
            )
            .await
            .unwrap();
        // A version copies the whole working copy. Copied under the read access of the worker, it
        // would lose the items that the worker may not read.
        let needs = async |who: &str| {
            let mut tx = database.begin_as(who).await;
            plan::read_plan(&mut tx, database.family_id("luna").await, "en")
                .await
                .unwrap()
                .items_of_kind(PlanItemKind::Need)
                .count()
        };
        let before = needs("maria-luna").await;
        // Otherwise nothing could be lost, and the test would pass without the copy.
        assert!(before > 0 && needs("dana-fox").await == 0);
        let mut tx = database.begin_as("dana-fox").await;
        let base =
            unpublished_changes::read_working_copy(&mut tx, database.family_id("luna").await, "en")
                .await
                .unwrap()
                .version;
        item_creation::add_item(
            &mut tx,
            database.family_id("luna").await,
            database.clock.new_id::<FormId>(),
            PlanItemKind::Strength,
            None,
            &edit_with_words("They laugh a lot"),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        publish_plan(&database, "dana-fox", "luna", base, "One more strength")
            .await
            .unwrap();
        assert_eq!(
            (needs("maria-luna").await, needs("dana-fox").await),
            (before, 0)
        );
    }
}

on_each_engine! {
    async fn a_family_without_a_plan_gets_its_first_version_from_the_portal(
        database: TestDatabase,
    ) {
        let luna = database.family_id("luna").await;
        for table in [
            // In the order of the foreign keys.
            "DELETE FROM plan_version_item",
            "DELETE FROM plan_version",
            "DELETE FROM plan",
        ] {
            database.execute_sql(table).await.unwrap();
        }
        // Creating the missing plan comes before publishing, and must be as restricted.
        assert!(matches!(
            publish_plan(&database, "maria-luna", "luna", 0, "not hers to publish").await,
            Err(Error::NotFound)
        ));
        assert_eq!(
            publish_plan(&database, "dana-fox", "luna", 0, "Our first plan")
                .await
                .unwrap(),
            1
        );
        let mut tx = database.begin_as("maria-luna").await;
        let plan = plan::read_plan(&mut tx, luna, "en").await.unwrap();
        assert_eq!(plan.head.as_ref().unwrap().version, 1);
        assert!(plan.items_of_kind(PlanItemKind::Strength).next().is_some());
    }
}
