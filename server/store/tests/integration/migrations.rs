//! The two engines keep the same house.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::Raw;
use std::collections::BTreeSet;

fn names(folder: &str) -> BTreeSet<String> {
    let path = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_dir(path).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn migrations_come_in_pairs() {
    assert_eq!(names("sqlite"), names("postgres"), "each migration has the same number and name for both engines");
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let mut found = Vec::new();
    for house in support::houses().await {
        let columns: Vec<(String, String)> = match &house.raw {
            Raw::Sqlite(pool) => sqlx::query_as("SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type IN ('table', 'view') AND m.name NOT LIKE '\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%'")
                .fetch_all(pool).await.unwrap(),
            Raw::Postgres(pool) => sqlx::query_as("SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'")
                .fetch_all(pool).await.unwrap(),
        };
        // How words are looked for is each engine's own: tables of FTS5 here, columns of text search there.
        let search = |(table, column): &(String, String)| table.starts_with("message_word") || (table.starts_with("message") && column == "words");
        found.push(columns.into_iter().filter(|one| !search(one)).collect::<BTreeSet<_>>());
    }
    assert!(found[0].len() > 80);
    for columns in &found {
        assert_eq!(columns, &found[0]);
    }
}
