//! Editing and publishing: no text is lost, and nothing is visible early or to the wrong person.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::{TestDatabase, on_each_engine};
use model::id::{FormId, ItemId};
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PlanItemInput, PublishBlocker};
use model::plan::reply::PlanSection;
use store::plan::versions::{self, PlanItemChange};
use store::plan::working_copy::{self, OwnWordsAudience, SaveOutcome};
use store::{Error, plan};

fn edit_with_words(words: &str) -> PlanItemInput {
    PlanItemInput {
        language: "en".into(),
        words: words.into(),
        why: Some("because it works better".into()),
        ..PlanItemInput::default()
    }
}

async fn find_item(
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

async fn save_item(
    database: &TestDatabase,
    who: &str,
    family: &str,
    id: ItemId,
    revision: i32,
    gone: bool,
    edit: &PlanItemInput,
) -> Result<SaveOutcome, Error> {
    let mut tx = database.begin_as(who).await;
    let saved = working_copy::save_item(
        &mut tx,
        database.family_id(family).await,
        id,
        revision,
        gone,
        edit,
    )
    .await?;
    tx.commit().await?;
    Ok(saved)
}

async fn publish_plan(
    database: &TestDatabase,
    who: &str,
    family: &str,
    base: i32,
    why: &str,
) -> Result<i32, Error> {
    let mut tx = database.begin_as(who).await;
    let family = database.family_id(family).await;
    versions::record_consultations(&mut tx, family, PlanSection::ALL).await?;
    let version = versions::publish(&mut tx, family, base, why, "en").await?;
    tx.commit().await?;
    Ok(version)
}

async fn visible_texts(database: &TestDatabase, who: &str, family: &str) -> String {
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

on_each_engine! {
    async fn a_change_is_read_when_it_is_published_with_what_changed_and_why(
        database: TestDatabase,
    ) {
        let grandma = find_item(
            &database,
            "dana-fox",
            "luna",
            PlanItemKind::Strength,
            "Grandma Elena",
        )
        .await;
        assert_eq!(
            save_item(
                &database,
                "dana-fox",
                "luna",
                grandma,
                1,
                false,
                &edit_with_words("Grandma Elena and three neighbours help")
            )
            .await
            .unwrap(),
            SaveOutcome::Saved(grandma)
        );
        assert!(
            !visible_texts(&database, "maria-luna", "luna")
                .await
                .contains("neighbours")
        );
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("dana-fox").await;
        let working = versions::read_working_copy(&mut tx, luna, "en")
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
        assert!(matches!(
            versions::publish(&mut tx, luna, base, "why", "en").await,
            Err(Error::Invalid("plan-not-ready"))
        ));
        drop(tx);
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
            publish_plan(&database, "dana-fox", "luna", base, "Neighbours joined")
                .await
                .unwrap(),
            base + 1
        );
        assert!(matches!(
            publish_plan(&database, "dana-fox", "luna", base, "Another reason").await,
            Err(Error::Conflict)
        ));
        let mut tx = database.begin_as("maria-luna").await;
        let one = versions::read_version(&mut tx, luna, base + 1, "en")
            .await
            .unwrap();
        let changes = versions::diff_items(&one.previous_items, &one.items);
        let [PlanItemChange::Changed(old, new)] = changes.as_slice() else {
            panic!("{changes:?}")
        };
        assert!(
            one.texts[&old.text_id].body.contains("two streets away")
                && one.texts[&new.text_id].body.contains("neighbours")
        );
        assert_eq!(
            one.texts[&new.why_id.unwrap()].body,
            "because it works better"
        );
        assert_eq!(
            one.texts[&one.summary.why_id.unwrap()].body,
            "Neighbours joined"
        );
    }
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
    async fn nobody_edits_the_words_of_the_family(database: TestDatabase) {
        let own = find_item(
            &database,
            "maria-luna",
            "luna",
            PlanItemKind::OwnWords,
            "Sabemos",
        )
        .await;
        for who in ["dana-fox", "luis-luna", "rosa-jimenez", "tasha-carter"] {
            assert!(
                matches!(
                    save_item(
                        &database,
                        who,
                        "luna",
                        own,
                        1,
                        false,
                        &edit_with_words("other words")
                    )
                    .await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
            assert!(
                matches!(
                    save_item(
                        &database,
                        who,
                        "luna",
                        own,
                        1,
                        true,
                        &edit_with_words("Sabemos")
                    )
                    .await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
        }
        // The author can edit her own words, and they are visible at once, without publishing.
        let mut hers = edit_with_words("Nuestra casa es un hogar.");
        hers.why = None;
        save_item(&database, "maria-luna", "luna", own, 1, false, &hers)
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
                false,
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
            working_copy::add_own_words(
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
            canaries(visible_texts(&database, "ben-ortiz", "carter").await),
            3
        );
        assert_eq!(
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
        let needs = async |who: &str| {
            let mut tx = database.begin_as(who).await;
            plan::read_plan(&mut tx, database.family_id("luna").await, "en")
                .await
                .unwrap()
                .items_of_kind(PlanItemKind::Need)
                .count()
        };
        let before = needs("maria-luna").await;
        assert!(before > 0 && needs("dana-fox").await == 0);
        let mut tx = database.begin_as("dana-fox").await;
        let base = versions::read_working_copy(&mut tx, database.family_id("luna").await, "en")
            .await
            .unwrap()
            .version;
        working_copy::add_item(
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
            .0;
        drop(tx);
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

on_each_engine! {
    async fn one_parents_step_is_hidden_from_the_other_and_from_the_past(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let tasha = database.person_id("tasha-carter").await;
        let mut tx = database.begin_as("ben-ortiz").await;
        let goal = plan::read_plan(&mut tx, carter, "en")
            .await
            .unwrap()
            .items_of_kind(PlanItemKind::AgencyGoal)
            .next()
            .unwrap()
            .id;
        let mut step = edit_with_words("canary-own-step");
        (step.owner, step.audience) = (Some(tasha), AudienceChoice::Only(tasha));
        working_copy::add_item(
            &mut tx,
            carter,
            database.clock.new_id::<FormId>(),
            PlanItemKind::Step,
            Some(goal),
            &step,
        )
        .await
        .unwrap();
        let shared = working_copy::add_item(
            &mut tx,
            carter,
            database.clock.new_id::<FormId>(),
            PlanItemKind::Strength,
            None,
            &edit_with_words("canary-shared"),
        )
        .await
        .unwrap();
        let base = versions::read_working_copy(&mut tx, carter, "en")
            .await
            .unwrap()
            .version;
        tx.commit().await.unwrap();
        publish_plan(&database, "ben-ortiz", "carter", base, "New lines")
            .await
            .unwrap();
        let hers = visible_texts(&database, "tasha-carter", "carter").await;
        assert!(hers.contains("canary-own-step") && hers.contains("canary-shared"));
        let his = visible_texts(&database, "marcus-reed", "carter").await;
        assert!(!his.contains("canary-own-step") && his.contains("canary-shared"));
        // Narrowed later: the item disappears from the current plan and from the published version
        // in which he could read it.
        let mut narrow = edit_with_words("canary-shared");
        narrow.audience = AudienceChoice::Only(tasha);
        assert_eq!(
            save_item(&database, "ben-ortiz", "carter", shared, 1, false, &narrow)
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
        let one = versions::read_version(&mut tx, carter, base + 1, "en")
            .await
            .unwrap();
        assert!(!one.texts.values().any(|text| text.body.contains("canary")));
        drop(tx);
        assert!(
            visible_texts(&database, "tasha-carter", "carter")
                .await
                .contains("canary-shared")
        );
        // An audience can name only members of this family's team.
        let mut stranger = edit_with_words("canary-stranger");
        stranger.audience = AudienceChoice::Only(database.person_id("maria-luna").await);
        let mut tx = database.begin_as("ben-ortiz").await;
        assert!(matches!(
            working_copy::add_item(
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
}

on_each_engine! {
    async fn a_family_without_a_plan_gets_its_first_version_from_the_portal(
        database: TestDatabase,
    ) {
        let luna = database.family_id("luna").await;
        for table in [
            "DELETE FROM plan_line",
            "DELETE FROM plan_version",
            "DELETE FROM plan",
        ] {
            database.execute_sql(table).await.unwrap();
        }
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
