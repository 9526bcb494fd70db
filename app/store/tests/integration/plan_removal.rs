//! The removal of an item: the family is consulted before it is published, and reads the reason for
//! it on the page of the version.
#![allow(clippy::unwrap_used)]

use crate::luna_plan::{find_luna_item, save_item};
use crate::plan_version::publish_plan;
use crate::support::{TestDatabase, on_each_engine};
use jiff::SignedDuration;
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PublishBlocker};
use model::plan::reply::PlanSection;
use store::plan::item_revisions::ItemAction;
use store::plan::version_diff::{self, PlanItemChange};
use store::plan::{publication, unpublished_changes, versions};

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
        consult_about_all_sections(&database).await;
        assert!(sections_to_consult(&database).await.is_empty());
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
