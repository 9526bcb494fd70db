//! Re-import: matches by key, and never overwrites a family member's own text.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::{DEMO, on_both};

const TABLES: [&str; 9] = [
    "SELECT count(*) FROM person",
    "SELECT count(*) FROM family",
    "SELECT count(*) FROM membership",
    "SELECT count(*) FROM text",
    "SELECT count(*) FROM translation",
    "SELECT count(*) FROM plan_item",
    "SELECT count(*) FROM event",
    "SELECT count(*) FROM message",
    "SELECT count(*) FROM audience",
];

on_both! {
    async fn the_same_file_again_changes_no_count(house: House) {
        let mut before = Vec::new();
        for sql in TABLES {
            before.push(house.number(sql).await);
        }
        house.import(&DEMO).await;
        for (sql, before) in TABLES.into_iter().zip(before) {
            assert_eq!(house.number(sql).await, before, "{sql}");
        }
    }
}

on_both! {
    async fn agency_words_follow_the_file_and_family_words_stay(house: House) {
        house.run("UPDATE text SET entered_by_agency = FALSE WHERE body LIKE 'Sabemos%'").await.unwrap();
        let changed = DEMO[1].replace("Sabemos hacer un hogar", "Someone else's version").replace("Two languages at home", "Three languages at home");
        house.import(&[&changed]).await;
        // Naming a worker as the author in the file does not help either.
        let stolen = changed.replacen("\"by\": \"luis-luna\"", "\"by\": \"dana-fox\"", 1).replace("Cenamos", "Comemos");
        house.run("UPDATE text SET entered_by_agency = FALSE WHERE body LIKE 'Cenamos%'").await.unwrap();
        house.import(&[&stolen]).await;
        assert_eq!(house.number("SELECT count(*) FROM text WHERE body LIKE 'Cenamos%'").await, 1);
        assert_eq!(house.number("SELECT count(*) FROM text WHERE body LIKE 'Sabemos%'").await, 1);
        assert_eq!(house.number("SELECT count(*) FROM text WHERE body LIKE 'Three languages%'").await, 1);
        assert_eq!(house.number("SELECT count(*) FROM text WHERE body LIKE 'Someone else%'").await, 0);
    }
}

on_both! {
    async fn words_in_a_familys_name_are_marked(house: House) {
        assert_eq!(house.number("SELECT count(*) FROM text WHERE body LIKE 'Sabemos%' AND entered_by_agency").await, 1);
        assert_eq!(house.number("SELECT count(*) FROM text WHERE body LIKE 'In July%' AND entered_by_agency").await, 0);
    }
}

/// Whether the person can read a plan item with these words today.
async fn reads(house: &support::House, who: &str, words: &str) -> bool {
    let mut tx = house.reading(who).await;
    let plan = store::plan::read(&mut tx, house.family("luna").await, "en").await.unwrap();
    plan.items.iter().filter_map(|item| plan.texts.get(&item.text_id)).any(|text| text.body.contains(words))
}

/// The demo file of the Luna family with another audience for its first strength.
fn file(audience: serde_json::Value) -> String {
    let mut file: serde_json::Value = serde_json::from_str(DEMO[1]).unwrap();
    file["families"][0]["plan"]["strengths"][0]["audience"] = audience;
    file.to_string()
}

on_both! {
    async fn import_narrows_what_was_edited_in_the_portal_and_never_widens_it(house: House) {
        use model::plan::Kind;
        use model::plan::edit::{Edit, Seen};
        use store::plan::edit;
        let luna = house.family("luna").await;
        let mut tx = house.reading("dana-fox").await;
        let plan = store::plan::read(&mut tx, luna, "en").await.unwrap();
        let item = plan.of(Kind::Strength).next().unwrap().id;
        let words = plan.texts[&plan.of(Kind::Strength).next().unwrap().text_id].body.clone();
        let now = Edit { language: "en".into(), words: words.clone(), why: Some("why".into()), due: None, ..Edit::default() };
        let saved = edit::save(&mut tx, luna, item, 1, false, &Edit { words: format!("{words}, as edited"), ..now.clone() }).await.unwrap();
        assert_eq!(saved, edit::Saved::Kept(item));
        tx.save().await.unwrap();
        // Neither the unchanged file nor one with a wider audience widens the edited item's
        // audience.
        house.import(&[&file(serde_json::Value::Null)]).await;
        house.import(&[&file(serde_json::json!({"roles": ["parent", "worker", "supervisor"], "people": ["rosa-jimenez"]}))]).await;
        assert!(reads(&house, "luis-luna", &words).await && !reads(&house, "rosa-jimenez", &words).await);
        house.import(&[&file(serde_json::json!({"roles": ["parent", "worker", "supervisor"], "never": ["luis-luna"]}))]).await;
        assert!(!reads(&house, "luis-luna", &words).await, "never is never, edited or not");
        assert!(reads(&house, "maria-luna", &words).await && reads(&house, "dana-fox", &words).await);
        // An audience that was narrowed in the portal stays narrow, whatever the file says.
        let pat = house.person("pat-nguyen").await;
        let mut tx = house.reading("dana-fox").await;
        edit::save(&mut tx, luna, item, 2, false, &Edit { words: format!("{words}, as edited"), seen: Seen::Only(pat), ..now }).await.unwrap();
        tx.save().await.unwrap();
        house.import(&[&file(serde_json::json!({"roles": ["parent", "worker", "supervisor"]}))]).await;
        assert!(!reads(&house, "maria-luna", &words).await && reads(&house, "dana-fox", &words).await);
        let count = house.number("SELECT count(*) FROM plan_edit").await;
        assert_eq!(count, 2, "an audience is no new wording");
    }
}

on_both! {
    async fn import_tells_who_keeps_access_without_being_named(house: House) {
        let mut file: serde_json::Value = serde_json::from_str(DEMO[1]).unwrap();
        let members = file["families"][0]["members"].as_array_mut().unwrap();
        members.retain(|member| member["person"] != "pat-nguyen" && member["person"] != "elena-ruiz");
        let file: model::import::File = serde_json::from_value(file).unwrap();
        let mut import = store::import::Import::begin(&house.db).await.unwrap();
        import.agency(&file.agency).await.unwrap();
        for person in &file.people {
            import.person(person).await.unwrap();
        }
        store::import::add_family(&mut import, &file.families[0]).await.unwrap();
        let kept: Vec<_> = import.keeps_access().iter().map(|one| (one.family.as_str(), one.person.as_str(), one.role.slug())).collect();
        assert_eq!(kept, [("luna", "elena-ruiz", "interpreter"), ("luna", "pat-nguyen", "supervisor")]);
        import.save().await.unwrap();
        house.run("UPDATE membership SET until = '2026-11-23' WHERE person_id = (SELECT id FROM person WHERE key = 'elena-ruiz')").await.unwrap();
        let mut import = store::import::Import::begin(&house.db).await.unwrap();
        import.agency(&file.agency).await.unwrap();
        store::import::add_family(&mut import, &file.families[0]).await.unwrap();
        let kept: Vec<_> = import.keeps_access().iter().map(|one| one.person.as_str()).collect();
        assert_eq!(kept, ["pat-nguyen"], "whose time on the team has ended keeps nothing");
    }
}

#[tokio::test]
async fn planner_statistics_are_renewed_after_import_on_postgres() {
    let Some(house) = support::postgres().await else { return };
    house.import(&DEMO).await;
    store::import::analyze(&house.db).await.unwrap();
    let lines = house.number("SELECT count(*) FROM plan_item").await;
    assert_eq!(house.number("SELECT reltuples::bigint FROM pg_class WHERE relname = 'plan_item'").await, lines);
}
