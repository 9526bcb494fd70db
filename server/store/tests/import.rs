//! Importing again: by key, and never over a family's own words.
#![allow(clippy::unwrap_used)]

mod support;

use support::{DEMO, on_both};

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
        // Nor does it help to say that a worker wrote them.
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
