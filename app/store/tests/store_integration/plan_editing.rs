//! Editing the working copy: who may edit it, and no text of two editors is lost.
#![allow(clippy::unwrap_used)]

use crate::plan_version::{edit_with_words, find_item, save_item};
use crate::support::{self, TestDatabase, on_each_engine};
use model::id::{FamilyId, FormId, ItemId, PersonId};
use model::plan::PlanItemKind;
use model::plan::edit::PlanItemInput;
use model::plan::reply::PlanSection;
use store::plan::item_revisions::ItemAction;
use store::plan::working_copy::{self, SaveOutcome};
use store::plan::{item_creation, publication, unpublished_changes};
use store::{Error, plan};

/// Saves a plan item of the Luna family as its worker, from a form of this revision.
async fn save_wording(
    database: &TestDatabase,
    item: ItemId,
    revision: i32,
    words: &str,
) -> SaveOutcome {
    let edit = edit_with_words(words);
    save_item(
        database,
        "dana-fox",
        "luna",
        item,
        revision,
        ItemAction::Save,
        &edit,
    )
    .await
    .unwrap()
}

on_each_engine! {
    async fn of_two_editors_the_second_gets_both_texts_and_no_word_is_lost(database: TestDatabase) {
        let grandma = find_item(
            &database,
            "dana-fox",
            "luna",
            PlanItemKind::Strength,
            "Grandma Elena",
        )
        .await;
        save_wording(&database, grandma, 1, "first wording").await;
        // The second editor's form is of the old revision: nothing is overwritten, and the page
        // shows both texts, so that the editor decides.
        assert_eq!(
            save_wording(&database, grandma, 1, "second wording").await,
            SaveOutcome::Stale
        );
        save_wording(&database, grandma, 2, "second wording").await;
        // Submitting the same form again creates no new revision.
        assert_eq!(
            save_wording(&database, grandma, 2, "second wording").await,
            SaveOutcome::Saved(grandma)
        );
        let mut tx = database.begin_as("dana-fox").await;
        let working = working_copy::read_working_item(
            &mut tx,
            database.family_id("luna").await,
            grandma,
            "en",
        )
        .await
        .unwrap();
        assert_eq!(working.item.revision, 3);
        let all: Vec<&str> = working
            .revisions
            .iter()
            .map(|one| working.texts[&one.text_id].body.as_str())
            .collect();
        assert_eq!(all, ["second wording", "first wording"]);
        // Before the worker decides to keep the readers, they read who these are.
        let reads = |name: &str| working.viewers.iter().any(|one| one.name == name);
        assert!(reads("María Luna") && reads("Luis Luna") && reads("Dana Fox"));
    }
}

on_each_engine! {
    async fn only_the_worker_of_the_family_has_the_working_copy(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        for who in ["maria-luna", "rosa-jimenez", "ben-ortiz", "tasha-carter"] {
            let mut tx = database.begin_as(who).await;
            assert!(
                matches!(
                    unpublished_changes::read_working_copy(&mut tx, luna, "en").await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
            assert!(
                matches!(
                    item_creation::add_item(
                        &mut tx,
                        luna,
                        database.clock.new_id::<FormId>(),
                        PlanItemKind::Strength,
                        None,
                        &edit_with_words("x")
                    )
                    .await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
            assert!(
                matches!(
                    publication::record_consultations(&mut tx, luna, PlanSection::ALL).await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
        }
        let mut tx = database.begin_as("dana-fox").await;
        let mut step = edit_with_words("Call");
        // Not on this team: she could not read the step that she is asked to do.
        step.owner = Some(database.person_id("tasha-carter").await);
        let goal = plan::read_plan(&mut tx, luna, "en")
            .await
            .unwrap()
            .items_of_kind(PlanItemKind::AgencyGoal)
            .next()
            .unwrap()
            .id;
        assert!(matches!(
            item_creation::add_item(
                &mut tx,
                luna,
                database.clock.new_id::<FormId>(),
                PlanItemKind::Step,
                Some(goal),
                &step
            )
            .await,
            Err(Error::Invalid("plan-owner"))
        ));
    }
}

/// One action of two editors: which editor acts, whether that editor reads the item first, and
/// which wording is sent.
type EditorAction = (usize, bool, u8);

fn editor_actions() -> impl proptest::strategy::Strategy<Value = Vec<EditorAction>> {
    // Few wordings, so that the editors often send one that is stored already.
    proptest::collection::vec((0..2usize, proptest::bool::ANY, 0..4u8), 1..12)
}

async fn add_strength(database: &TestDatabase, luna: FamilyId) -> ItemId {
    let form = database.clock.new_id::<FormId>();
    let mut tx = database.begin_as("dana-fox").await;
    let id = item_creation::add_item(
        &mut tx,
        luna,
        form,
        PlanItemKind::Strength,
        None,
        &edit_with_words("wording 0"),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn current_revision(database: &TestDatabase, luna: FamilyId, id: ItemId) -> i32 {
    let mut tx = database.begin_as("dana-fox").await;
    working_copy::read_working_item(&mut tx, luna, id, "en")
        .await
        .unwrap()
        .item
        .revision
}

/// Performs the actions on a new plan item. Every wording whose save was acknowledged must be found
/// in the item's revisions.
async fn assert_no_word_is_lost(database: &TestDatabase, luna: FamilyId, acts: Vec<EditorAction>) {
    let id = add_strength(database, luna).await;
    // Both have opened the form before the first change.
    let mut knows = [1, 1];
    let mut saved_texts = vec!["wording 0".to_owned()];
    for (who, reads, wording) in acts {
        let stands = current_revision(database, luna, id).await;
        if reads {
            knows[who] = stands;
        }
        let text = format!("wording {wording}");
        match save_wording(database, id, knows[who], &text).await {
            // Saved, or the same wording was saved already. The next edit needs the
            // current revision, which the page provides.
            SaveOutcome::Saved(_) => saved_texts.push(text),
            SaveOutcome::Stale => assert!(knows[who] < stands, "only an old form is stale"),
        }
    }
    let mut tx = database.begin_as("dana-fox").await;
    let working = working_copy::read_working_item(&mut tx, luna, id, "en")
        .await
        .unwrap();
    let found: Vec<&str> = working
        .revisions
        .iter()
        .map(|one| working.texts[&one.text_id].body.as_str())
        .collect();
    for text in &saved_texts {
        assert!(found.contains(&text.as_str()), "{text} is lost: {found:?}");
    }
}

#[test]
fn no_interleaving_of_two_editors_loses_a_word() {
    use proptest::test_runner::{Config, TestRunner};

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    // One database for all cases: each case adds an item of its own, and a new database would take
    // longer than the case.
    let databases = runtime.block_on(support::demo_databases());
    for database in &databases {
        let luna = runtime.block_on(database.family_id("luna"));
        let mut runner = TestRunner::new(Config {
            cases: 24,
            // proptest would write a file of failed cases beside the sources.
            failure_persistence: None,
            ..Config::default()
        });
        runner
            .run(&editor_actions(), |acts| {
                runtime.block_on(assert_no_word_is_lost(database, luna, acts));
                Ok(())
            })
            .unwrap();
    }
}

/// Saves the wording and the owner of a step of the Luna family, as the form sends them; returns
/// who owns the step then, and whether the agency owes it.
async fn save_step(
    database: &TestDatabase,
    step: ItemId,
    words: &str,
    owner: Option<PersonId>,
) -> (Option<PersonId>, bool) {
    let luna = database.family_id("luna").await;
    let edit = PlanItemInput {
        owner,
        // Without a person the form sends the agency.
        owed_by_agency: owner.is_none(),
        ..edit_with_words(words)
    };
    let revision = current_revision(database, luna, step).await;
    save_item(
        database,
        "dana-fox",
        "luna",
        step,
        revision,
        ItemAction::Save,
        &edit,
    )
    .await
    .unwrap();
    let mut tx = database.begin_as("dana-fox").await;
    let item = working_copy::read_working_item(&mut tx, luna, step, "en")
        .await
        .unwrap()
        .item;
    (item.owner_id, item.owed_by_agency)
}

on_each_engine! {
    async fn an_agency_step_keeps_the_worker_whom_the_import_names(database: TestDatabase) {
        let (dana, ben, maria) = (
            database.person_id("dana-fox").await,
            database.person_id("ben-ortiz").await,
            database.person_id("maria-luna").await,
        );
        let step = find_item(
            &database,
            "dana-fox",
            "luna",
            PlanItemKind::Step,
            "bus pass",
        )
        .await;
        let saved = save_step(&database, step, "Get you two bus passes", None).await;
        assert_eq!(saved, (Some(dana), true));
        // No one of this team any more: the form cannot name another person in their place.
        database
            .execute_sql(
                "UPDATE plan_item SET owner_id = (SELECT id FROM person WHERE key = 'ben-ortiz') \
                WHERE kind = 'step' AND owed_by_agency",
            )
            .await
            .unwrap();
        let saved = save_step(&database, step, "Get you three bus passes", None).await;
        assert_eq!(saved, (Some(ben), true));
        let saved = save_step(&database, step, "Get three bus passes", Some(maria)).await;
        assert_eq!(saved, (Some(maria), false));
        let saved = save_step(&database, step, "Get you bus passes", None).await;
        assert_eq!(
            saved,
            (None, true),
            "she is not named for what the agency owes"
        );
    }
}
