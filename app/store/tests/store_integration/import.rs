//! Re-import: matches by key, and never overwrites a family member's own text.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::{DEMO_FILES, TestDatabase, on_each_engine};
use model::id::{FamilyId, ItemId};
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PlanItemInput};
use store::plan::item_revisions::ItemAction;
use store::plan::working_copy::{self, SaveOutcome};

const COUNT_QUERIES: [&str; 9] = [
    "SELECT count(*) FROM person",
    "SELECT count(*) FROM family",
    "SELECT count(*) FROM membership",
    "SELECT count(*) FROM text",
    "SELECT count(*) FROM translation",
    "SELECT count(*) FROM plan_item",
    "SELECT count(*) FROM event",
    "SELECT count(*) FROM message",
    // Items with the same audience share one, which an import has to find again.
    "SELECT count(*) FROM audience",
];

on_each_engine! {
    async fn the_same_file_again_changes_no_count(database: TestDatabase) {
        let mut before = Vec::new();
        for sql in COUNT_QUERIES {
            before.push(database.query_number(sql).await);
        }
        database.import_files(&DEMO_FILES).await;
        for (sql, before) in COUNT_QUERIES.into_iter().zip(before) {
            assert_eq!(database.query_number(sql).await, before, "{sql}");
        }
    }
}

on_each_engine! {
    async fn agency_words_follow_the_file_and_family_words_stay(database: TestDatabase) {
        database
            // As if the family had written these words in the portal.
            .execute_sql("UPDATE text SET entered_by_agency = FALSE WHERE body LIKE 'Sabemos%'")
            .await
            .unwrap();
        let changed = DEMO_FILES[1]
            .replace("Sabemos hacer un hogar", "Someone else's version")
            .replace("Two languages at home", "Three languages at home");
        database.import_files(&[&changed]).await;
        // A file that gives the text to a worker as its author must not turn a father's words into
        // the agency's, which an import may replace.
        let stolen = changed
            .replacen("\"by\": \"luis-luna\"", "\"by\": \"dana-fox\"", 1)
            .replace("Cenamos", "Comemos");
        database
            .execute_sql("UPDATE text SET entered_by_agency = FALSE WHERE body LIKE 'Cenamos%'")
            .await
            .unwrap();
        database.import_files(&[&stolen]).await;
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM text WHERE body LIKE 'Cenamos%'")
                .await,
            1
        );
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM text WHERE body LIKE 'Sabemos%'")
                .await,
            1
        );
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM text WHERE body LIKE 'Three languages%'")
                .await,
            1
        );
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM text WHERE body LIKE 'Someone else%'")
                .await,
            0
        );
    }
}

on_each_engine! {
    async fn words_in_a_familys_name_are_marked(database: TestDatabase) {
        assert_eq!(
            database
                .query_number(
                    "SELECT count(*) FROM text WHERE body LIKE 'Sabemos%' AND entered_by_agency"
                )
                .await,
            1
        );
        assert_eq!(
            database
                .query_number(
                    // A worry is in the agency's own words, so there is nothing to mark.
                    "SELECT count(*) FROM text WHERE body LIKE 'In July%' AND entered_by_agency"
                )
                .await,
            0
        );
    }
}

on_each_engine! {
    async fn translations_written_in_the_portal_stay(database: TestDatabase) {
        database
            // As if a person had written one of the two in the portal.
            .execute_sql(
                "UPDATE translation SET body = 'Written here', created_by_id = (SELECT p.id FROM \
                person p WHERE p.key = 'elena-ruiz') WHERE body LIKE 'La abuela Elena vive%'",
            )
            .await
            .unwrap();
        let changed = DEMO_FILES[1]
            .replace("La abuela Elena vive a dos cuadras", "Del archivo, la abuela")
            .replace("Sofía no ha faltado", "Del archivo, Sofía no ha faltado");
        database.import_files(&[&changed]).await;
        for (sql, expected) in [
            ("SELECT count(*) FROM translation WHERE body = 'Written here'", 1),
            ("SELECT count(*) FROM translation WHERE body LIKE 'Del archivo, la abuela%'", 0),
            ("SELECT count(*) FROM translation WHERE body LIKE 'Del archivo, Sofía%'", 1),
        ] {
            assert_eq!(database.query_number(sql).await, expected, "{sql}");
        }
    }
}

/// Whether the person can read a plan item with these words today.
async fn can_read_item(database: &TestDatabase, who: &str, words: &str) -> bool {
    let mut tx = database.begin_as(who).await;
    let plan = store::plan::read_plan(&mut tx, database.family_id("luna").await, "en")
        .await
        .unwrap();
    plan.items
        .iter()
        .filter_map(|item| plan.texts.get(&item.text_id))
        .any(|text| text.body.contains(words))
}

/// The demo file of the Luna family with another audience for its first strength.
fn luna_file_with_audience(audience: serde_json::Value) -> String {
    let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[1]).unwrap();
    file["families"][0]["plan"]["strengths"][0]["audience"] = audience;
    file.to_string()
}

/// The first strength of the Luna family's plan, and its words.
async fn first_strength(database: &TestDatabase, luna: FamilyId) -> (ItemId, String) {
    let mut tx = database.begin_as("dana-fox").await;
    let plan = store::plan::read_plan(&mut tx, luna, "en").await.unwrap();
    let strength = plan.items_of_kind(PlanItemKind::Strength).next().unwrap();
    (strength.id, plan.texts[&strength.text_id].body.clone())
}

/// Saves the first strength as its worker.
async fn save_strength(
    database: &TestDatabase,
    luna: FamilyId,
    item: ItemId,
    revision: i32,
    edit: &PlanItemInput,
) {
    let mut tx = database.begin_as("dana-fox").await;
    let saved = working_copy::save_item(&mut tx, luna, item, revision, ItemAction::Save, edit)
        .await
        .unwrap();
    assert_eq!(saved, SaveOutcome::Saved(item));
    tx.commit().await.unwrap();
}

/// Neither the unchanged file nor one with a wider audience widens the item's audience; a file that
/// excludes a person narrows it.
async fn assert_files_only_narrow(database: &TestDatabase, words: &str) {
    database
        .import_files(&[&luna_file_with_audience(serde_json::Value::Null)])
        .await;
    database.import_files(&[&luna_file_with_audience(serde_json::json!({"roles": ["parent", "worker", "supervisor"], "people": ["rosa-jimenez"]}))]).await;
    assert!(
        can_read_item(database, "luis-luna", words).await
            && !can_read_item(database, "rosa-jimenez", words).await
    );
    // Otherwise a parent whom the agency excludes would still read an item, only because its worker
    // had edited it once.
    database.import_files(&[&luna_file_with_audience(serde_json::json!({"roles": ["parent", "worker", "supervisor"], "never": ["luis-luna"]}))]).await;
    assert!(
        !can_read_item(database, "luis-luna", words).await,
        "never is never, edited or not"
    );
    assert!(
        can_read_item(database, "maria-luna", words).await
            && can_read_item(database, "dana-fox", words).await
    );
}

on_each_engine! {
    async fn import_narrows_what_was_edited_in_the_portal_and_never_widens_it(
        database: TestDatabase,
    ) {
        let luna = database.family_id("luna").await;
        let (item, words) = first_strength(&database, luna).await;
        let edited = PlanItemInput {
            language: "en".into(),
            words: format!("{words}, as edited"),
            why: Some("why".into()),
            due: None,
            ..PlanItemInput::default()
        };
        save_strength(&database, luna, item, 1, &edited).await;
        assert_files_only_narrow(&database, &words).await;
        // An audience that was narrowed in the portal stays narrow, whatever the file says.
        let pat = database.person_id("pat-nguyen").await;
        let narrowed = PlanItemInput {
            audience: AudienceChoice::Only(pat),
            ..edited
        };
        save_strength(&database, luna, item, 2, &narrowed).await;
        database
            .import_files(&[&luna_file_with_audience(
                serde_json::json!({"roles": ["parent", "worker", "supervisor"]}),
            )])
            .await;
        assert!(
            !can_read_item(&database, "maria-luna", &words).await
                && can_read_item(&database, "dana-fox", &words).await
        );
        let count = database
            .query_number("SELECT count(*) FROM plan_item_revision")
            .await;
        assert_eq!(count, 2, "an audience is no new wording");
    }
}

on_each_engine! {
    async fn import_tells_who_keeps_access_without_being_named(database: TestDatabase) {
        let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[1]).unwrap();
        let members = file["families"][0]["members"].as_array_mut().unwrap();
        members
            .retain(|member| member["person"] != "pat-nguyen" && member["person"] != "elena-ruiz");
        let file: model::import::ImportFile = serde_json::from_value(file).unwrap();
        let mut import = store::import::ImportTransaction::begin(&database.db)
            .await
            .unwrap();
        import.upsert_agency(&file.agency).await.unwrap();
        for person in &file.people {
            import.upsert_person(person).await.unwrap();
        }
        store::import::upsert_family(&mut import, &file.families[0])
            .await
            .unwrap();
        // Leaving a person out of the file ends no membership, so the operator must be told who
        // keeps access, or a person whose work with the family is over would still read unnoticed.
        let retained: Vec<_> = import
            .retained_access()
            .iter()
            .map(|one| (one.family.as_str(), one.person.as_str(), one.role.slug()))
            .collect();
        assert_eq!(
            retained,
            [
                ("luna", "elena-ruiz", "interpreter"),
                ("luna", "pat-nguyen", "supervisor")
            ]
        );
        import.commit().await.unwrap();
        database.end_membership("elena-ruiz").await;
        let mut import = store::import::ImportTransaction::begin(&database.db)
            .await
            .unwrap();
        import.upsert_agency(&file.agency).await.unwrap();
        store::import::upsert_family(&mut import, &file.families[0])
            .await
            .unwrap();
        let retained: Vec<_> = import
            .retained_access()
            .iter()
            .map(|one| one.person.as_str())
            .collect();
        assert_eq!(
            retained,
            ["pat-nguyen"],
            "whose time on the team has ended keeps nothing"
        );
    }
}

/// The demo file of the Carter family, in which the last step gets an audience that no other item
/// has, and a prerequisite.
fn carter_file_with_new_audience() -> String {
    let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
    let step = &mut file["families"][0]["plan"]["agency_goals"][0]["steps"][3];
    step["audience"] = serde_json::json!({"roles": ["worker"], "people": ["marcus-reed"]});
    step["after"] = "ag1-b".into();
    file.to_string()
}

on_each_engine! {
    async fn a_new_audience_in_a_second_import_leaves_every_step_its_prerequisite(
        database: TestDatabase,
    ) {
        let count_audiences = "SELECT count(*) FROM audience";
        let before = database.query_number(count_audiences).await;
        database
            .import_files(&[&carter_file_with_new_audience()])
            .await;
        assert_eq!(database.query_number(count_audiences).await, before + 1);
        // The first step precedes the new audience in the file, and its prerequisite follows it.
        for links in [
            "SELECT count(*) FROM plan_item i JOIN plan_item prior ON prior.id = i.prerequisite_id \
                WHERE (i.key = 'ag1-a' AND prior.key = 'ag1-c') OR (i.key = 'ag1-d' AND prior.key \
                = 'ag1-b')",
            "SELECT count(*) FROM plan_version_item l JOIN plan_item i ON i.id = l.item_id JOIN \
                plan_item prior ON prior.id = l.prerequisite_id WHERE (i.key = 'ag1-a' AND \
                prior.key = 'ag1-c') OR (i.key = 'ag1-d' AND prior.key = 'ag1-b')",
        ] {
            assert_eq!(database.query_number(links).await, 2, "{links}");
        }
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn planner_statistics_are_renewed_after_import_on_postgres() {
    let database = support::empty_postgres().await;
    database.import_files(&DEMO_FILES).await;
    // Without current statistics, plans are slow to open right after a large import, until
    // autovacuum runs.
    store::import::update_planner_statistics(&database.db)
        .await
        .unwrap();
    let lines = database
        .query_number("SELECT count(*) FROM plan_item")
        .await;
    assert_eq!(
        database
            .query_number("SELECT reltuples::bigint FROM pg_class WHERE relname = 'plan_item'")
            .await,
        lines
    );
}

/// The demo file of the Carter family, with a chain of steps in which each waits for the next one.
fn carter_file_with_chain(length: usize) -> String {
    let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
    let goal = &mut file["families"][0]["plan"]["agency_goals"][0];
    let steps = goal["steps"].as_array_mut().unwrap();
    let first = steps[0].clone();
    for n in 0..length {
        let mut step = first.clone();
        step["key"] = format!("chain-{n}").into();
        step["after"] = if n + 1 < length {
            format!("chain-{}", n + 1).into()
        } else {
            serde_json::Value::Null
        };
        steps.push(step);
    }
    file.to_string()
}

on_each_engine! {
    async fn a_plan_of_many_steps_may_refer_to_later_ones(database: TestDatabase) {
        // More than one statement writes: an item may not be written before its prerequisite.
        database.import_files(&[&carter_file_with_chain(450)]).await;
        let linked = database
            .query_number(
                "SELECT count(*) FROM plan_item WHERE key LIKE 'chain-%' AND \
                    prerequisite_id IS NOT NULL",
            )
            .await;
        assert_eq!(linked, 449);
    }
}
