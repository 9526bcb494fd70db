//! Own words and audiences: nothing is visible to the wrong person, nor in an earlier version.
#![allow(clippy::unwrap_used)]

use crate::plan_version::{edit_with_words, find_item, publish_plan, save_item, visible_texts};
use crate::support::{self, TestDatabase, on_each_engine};
use model::id::{FamilyId, FormId, ItemId, PersonId};
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PlanItemInput};
use store::plan::item_audience::OwnWordsAudience;
use store::plan::item_revisions::ItemAction;
use store::plan::working_copy::SaveOutcome;
use store::plan::{item_creation, unpublished_changes, versions};
use store::{Error, plan};

/// Neither a new wording nor a removal by this person is accepted.
async fn assert_cannot_edit(database: &TestDatabase, who: &str, own: ItemId) {
    for (action, words) in [
        (ItemAction::Save, "other words"),
        (ItemAction::Remove, "Sabemos"),
    ] {
        let saved = save_item(
            database,
            who,
            "luna",
            own,
            1,
            action,
            &edit_with_words(words),
        )
        .await;
        assert!(matches!(saved, Err(Error::NotFound)), "{who} {action:?}");
    }
}

on_each_engine! {
    async fn no_other_person_edits_the_words_of_the_family(database: TestDatabase) {
        let own = find_item(
            &database,
            "maria-luna",
            "luna",
            PlanItemKind::OwnWords,
            "Sabemos",
        )
        .await;
        // Worker, other parent, mentor and a stranger: reading words gives no right to change them.
        for who in ["dana-fox", "luis-luna", "rosa-jimenez", "tasha-carter"] {
            assert_cannot_edit(&database, who, own).await;
        }
        // The author can edit her own words, and they are visible at once, without publishing.
        let mut hers = edit_with_words("Nuestra casa es un hogar.");
        // No one has to give a reason for changing words of their own.
        hers.why = None;
        let save = ItemAction::Save;
        save_item(&database, "maria-luna", "luna", own, 1, save, &hers)
            .await
            .unwrap();
        assert!(
            visible_texts(&database, "dana-fox", "luna")
                .await
                .contains("es un hogar")
        );
        // Importing an older file does not revert the edit.
        database.import_files(&support::DEMO_FILES).await;
        assert!(
            visible_texts(&database, "maria-luna", "luna")
                .await
                .contains("es un hogar")
        );
        // A family's goal is the family's as well, although the worker edits the agency's goals.
        let goal = find_item(
            &database,
            "maria-luna",
            "luna",
            PlanItemKind::FamilyGoal,
            "",
        )
        .await;
        assert!(matches!(
            save_item(
                &database,
                "dana-fox",
                "luna",
                goal,
                1,
                ItemAction::Save,
                &edit_with_words("other words")
            )
            .await,
            Err(Error::NotFound)
        ));
    }
}

on_each_engine! {
    async fn own_words_are_shared_as_far_as_the_writer_says(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        for (share, text) in [
            (OwnWordsAudience::Own, "canary-own"),
            (OwnWordsAudience::Mentors, "canary-partner"),
            (OwnWordsAudience::Shared, "canary-wide"),
        ] {
            let mut tx = database.begin_as("tasha-carter").await;
            item_creation::add_own_words(
                &mut tx,
                carter,
                database.clock.new_id::<FormId>(),
                share,
                &edit_with_words(text),
            )
            .await
            .unwrap();
            tx.commit().await.unwrap();
        }
        let canaries = |seen: String| seen.matches("canary").count();
        assert_eq!(
            canaries(visible_texts(&database, "tasha-carter", "carter").await),
            3
        );
        assert_eq!(
            // Whatever the choice, the author's words are for the worker too.
            canaries(visible_texts(&database, "ben-ortiz", "carter").await),
            3
        );
        assert_eq!(
            // The plan itself is not shared with a mentor, so June reads only what names her.
            canaries(visible_texts(&database, "june-bell", "carter").await),
            1
        );
        let his = visible_texts(&database, "marcus-reed", "carter").await;
        assert!(his.contains("canary-wide") && canaries(his) == 1);
        assert_eq!(
            canaries(visible_texts(&database, "nora-price", "carter").await),
            0
        );
    }
}

on_each_engine! {
    async fn what_was_narrowed_is_narrowed_in_the_past_too(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let grandma = find_item(
            &database,
            "luis-luna",
            "luna",
            PlanItemKind::Strength,
            "Grandma Elena",
        )
        .await;
        let mut tx = database.begin_as("luis-luna").await;
        let heads = versions::list_versions(&mut tx, luna, "en")
            .await
            .unwrap()
            .versions;
        drop(tx);
        // Published versions are never changed, so reading one must ask for today's audience of the
        // item.
        // The audience of words that María shares with her parent partner only.
        let narrow = "UPDATE plan_item SET audience_id = (SELECT t.audience_id FROM text t WHERE \
            t.body LIKE 'A veces me canso%') WHERE kind = 'strength' AND family_id = (SELECT f.id \
            FROM family f WHERE f.key = 'luna')";
        database.execute_sql(narrow).await.unwrap();
        let mut tx = database.begin_as("luis-luna").await;
        let one = versions::read_version(&mut tx, luna, heads[0].version, "en")
            .await
            .unwrap();
        let his = one.items.iter().any(|line| line.item_id == grandma);
        drop(tx);
        let mut tx = database.begin_as("maria-luna").await;
        let hers = versions::read_version(&mut tx, luna, heads[0].version, "en")
            .await
            .unwrap()
            .items
            .iter()
            .any(|line| line.item_id == grandma);
        assert!(hers && !his);
    }
}

/// Publishes a step for Tasha alone and a strength for everybody; returns the strength and the
/// number of the new version.
async fn publish_own_step_and_strength(
    database: &TestDatabase,
    carter: FamilyId,
    tasha: PersonId,
) -> (ItemId, i32) {
    let mut tx = database.begin_as("ben-ortiz").await;
    let goal = plan::read_plan(&mut tx, carter, "en")
        .await
        .unwrap()
        .items_of_kind(PlanItemKind::AgencyGoal)
        .next()
        .unwrap()
        .id;
    // Without this choice every parent on the team reads the step.
    let step = PlanItemInput {
        owner: Some(tasha),
        audience: AudienceChoice::Only(tasha),
        ..edit_with_words("canary-own-step")
    };
    item_creation::add_item(
        &mut tx,
        carter,
        database.clock.new_id::<FormId>(),
        PlanItemKind::Step,
        Some(goal),
        &step,
    )
    .await
    .unwrap();
    let shared = item_creation::add_item(
        &mut tx,
        carter,
        database.clock.new_id::<FormId>(),
        PlanItemKind::Strength,
        None,
        &edit_with_words("canary-shared"),
    )
    .await
    .unwrap();
    let base = unpublished_changes::read_working_copy(&mut tx, carter, "en")
        .await
        .unwrap()
        .version;
    tx.commit().await.unwrap();
    let version = publish_plan(database, "ben-ortiz", "carter", base, "New lines")
        .await
        .unwrap();
    (shared, version)
}

/// An audience can name only members of this family's team: any other person would get access to
/// the record that was not granted.
async fn assert_stranger_cannot_be_audience(database: &TestDatabase, carter: FamilyId) {
    let stranger = PlanItemInput {
        audience: AudienceChoice::Only(database.person_id("maria-luna").await),
        ..edit_with_words("canary-stranger")
    };
    let mut tx = database.begin_as("ben-ortiz").await;
    assert!(matches!(
        item_creation::add_item(
            &mut tx,
            carter,
            database.clock.new_id::<FormId>(),
            PlanItemKind::Strength,
            None,
            &stranger
        )
        .await,
        Err(Error::Invalid("plan-choose"))
    ));
}

on_each_engine! {
    async fn one_parents_step_is_hidden_from_the_other_and_from_the_past(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let tasha = database.person_id("tasha-carter").await;
        let (shared, version) = publish_own_step_and_strength(&database, carter, tasha).await;
        let hers = visible_texts(&database, "tasha-carter", "carter").await;
        assert!(hers.contains("canary-own-step") && hers.contains("canary-shared"));
        let his = visible_texts(&database, "marcus-reed", "carter").await;
        assert!(!his.contains("canary-own-step") && his.contains("canary-shared"));
        // Narrowed later: the item disappears from the current plan and from the published version
        // in which he could read it.
        let narrow = PlanItemInput {
            audience: AudienceChoice::Only(tasha),
            ..edit_with_words("canary-shared")
        };
        assert_eq!(
            save_item(
                &database,
                "ben-ortiz",
                "carter",
                shared,
                1,
                ItemAction::Save,
                &narrow
            )
            .await
            .unwrap(),
            SaveOutcome::Saved(shared)
        );
        assert!(
            !visible_texts(&database, "marcus-reed", "carter")
                .await
                .contains("canary-shared")
        );
        let mut tx = database.begin_as("marcus-reed").await;
        let one = versions::read_version(&mut tx, carter, version, "en")
            .await
            .unwrap();
        assert!(!one.texts.values().any(|text| text.body.contains("canary")));
        drop(tx);
        assert!(
            visible_texts(&database, "tasha-carter", "carter")
                .await
                .contains("canary-shared")
        );
        assert_stranger_cannot_be_audience(&database, carter).await;
    }
}
