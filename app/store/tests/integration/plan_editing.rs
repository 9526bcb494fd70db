//! Editing the working copy: who may edit it, and no text of two editors is lost.
#![allow(clippy::unwrap_used)]

use crate::plan_version::{edit_with_words, find_item, save_item};
use crate::support::{self, on_each_engine};
use model::id::FormId;
use model::plan::PlanItemKind;
use model::plan::reply::PlanSection;
use store::plan::versions;
use store::plan::working_copy::{self, SaveOutcome};
use store::{Error, plan};

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
        save_item(
            &database,
            "dana-fox",
            "luna",
            grandma,
            1,
            false,
            &edit_with_words("first wording"),
        )
        .await
        .unwrap();
        assert_eq!(
            save_item(
                &database,
                "dana-fox",
                "luna",
                grandma,
                1,
                false,
                &edit_with_words("second wording")
            )
            .await
            .unwrap(),
            SaveOutcome::Stale
        );
        save_item(
            &database,
            "dana-fox",
            "luna",
            grandma,
            2,
            false,
            &edit_with_words("second wording"),
        )
        .await
        .unwrap();
        // Submitting the same form again creates no new revision.
        assert_eq!(
            save_item(
                &database,
                "dana-fox",
                "luna",
                grandma,
                2,
                false,
                &edit_with_words("second wording")
            )
            .await
            .unwrap(),
            SaveOutcome::Saved(grandma)
        );
        let mut tx = database.begin_as("dana-fox").await;
        let desk = working_copy::read_working_item(
            &mut tx,
            database.family_id("luna").await,
            grandma,
            "en",
        )
        .await
        .unwrap();
        assert_eq!(desk.item.revision, 3);
        let all: Vec<&str> = desk
            .revisions
            .iter()
            .map(|one| desk.texts[&one.text_id].body.as_str())
            .collect();
        assert_eq!(all, ["second wording", "first wording"]);
    }
}

on_each_engine! {
    async fn only_the_worker_of_the_family_has_the_working_copy(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        for who in ["maria-luna", "rosa-jimenez", "ben-ortiz", "tasha-carter"] {
            let mut tx = database.begin_as(who).await;
            assert!(
                matches!(
                    versions::read_working_copy(&mut tx, luna, "en").await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
            assert!(
                matches!(
                    working_copy::add_item(
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
                    versions::record_consultations(&mut tx, luna, PlanSection::ALL).await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
        }
        let mut tx = database.begin_as("dana-fox").await;
        let mut step = edit_with_words("Call");
        step.owner = Some(database.person_id("tasha-carter").await);
        let goal = plan::read_plan(&mut tx, luna, "en")
            .await
            .unwrap()
            .items_of_kind(PlanItemKind::AgencyGoal)
            .next()
            .unwrap()
            .id;
        assert!(matches!(
            working_copy::add_item(
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

/// The actions of two editors: which editor acts, whether that editor reads the item first, and
/// which wording is sent.
fn editor_actions() -> impl proptest::strategy::Strategy<Value = Vec<(usize, bool, u8)>> {
    proptest::collection::vec((0..2usize, proptest::bool::ANY, 0..4u8), 1..12)
}

#[test]
fn no_interleaving_of_two_editors_loses_a_word() {
    use proptest::test_runner::{Config, TestRunner};

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let houses = runtime.block_on(support::demo_databases());
    for database in &houses {
        let luna = runtime.block_on(database.family_id("luna"));
        let mut runner = TestRunner::new(Config {
            cases: 24,
            failure_persistence: None,
            ..Config::default()
        });
        runner
            .run(&editor_actions(), |acts| {
                runtime.block_on(async {
                    let form = database.clock.new_id::<FormId>();
                    let mut tx = database.begin_as("dana-fox").await;
                    let id = working_copy::add_item(
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
                    let mut knows = [1, 1];
                    let mut kept = vec!["wording 0".to_owned()];
                    for (who, reads, wording) in acts {
                        let mut tx = database.begin_as("dana-fox").await;
                        let stands = working_copy::read_working_item(&mut tx, luna, id, "en")
                            .await
                            .unwrap();
                        drop(tx);
                        if reads {
                            knows[who] = stands.item.revision;
                        }
                        let text = format!("wording {wording}");
                        match save_item(
                            database,
                            "dana-fox",
                            "luna",
                            id,
                            knows[who],
                            false,
                            &edit_with_words(&text),
                        )
                        .await
                        .unwrap()
                        {
                            // Saved, or the same wording was saved already. The next edit needs the
                            // current revision, which the page provides.
                            SaveOutcome::Saved(_) => kept.push(text),
                            SaveOutcome::Stale => assert!(
                                knows[who] < stands.item.revision,
                                "only an old form is stale"
                            ),
                        }
                    }
                    let mut tx = database.begin_as("dana-fox").await;
                    let desk = working_copy::read_working_item(&mut tx, luna, id, "en")
                        .await
                        .unwrap();
                    let found: Vec<&str> = desk
                        .revisions
                        .iter()
                        .map(|one| desk.texts[&one.text_id].body.as_str())
                        .collect();
                    for text in &kept {
                        assert!(found.contains(&text.as_str()), "{text} is lost: {found:?}");
                    }
                });
                Ok(())
            })
            .unwrap();
    }
}
