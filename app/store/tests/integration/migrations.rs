//! SQLite and PostgreSQL have the same migrations, tables and columns.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::{OwnerPool, TestDatabase};
use std::collections::BTreeSet;

fn migration_files(folder: &str) -> BTreeSet<String> {
    let path = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_dir(path)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn migrations_come_in_pairs() {
    assert_eq!(
        migration_files("sqlite"),
        migration_files("postgres"),
        "each migration has the same number and name for both engines"
    );
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let mut found = Vec::new();
    for database in support::demo_databases().await {
        let columns: Vec<(String, String)> = match &database.owner_pool {
            OwnerPool::Sqlite(pool) => sqlx::query_as(
                "SELECT m.name, c.name FROM sqlite_master m \
                JOIN pragma_table_info(m.name) c WHERE m.type IN ('table', 'view') AND m.name NOT \
                LIKE '\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%'",
            )
            .fetch_all(pool)
            .await
            .unwrap(),
            OwnerPool::Postgres(pool) => sqlx::query_as(
                "SELECT table_name::text, \
                column_name::text FROM information_schema.columns WHERE table_schema = 'public' \
                AND table_name NOT LIKE '\\_%'",
            )
            .fetch_all(pool)
            .await
            .unwrap(),
        };
        // Full-text search differs by engine: FTS5 tables on SQLite, `tsvector` columns on
        // PostgreSQL.
        let search = |(table, column): &(String, String)| {
            table.starts_with("message_word") || (table.starts_with("message") && column == "words")
        };
        found.push(
            columns
                .into_iter()
                .filter(|one| !search(one))
                .collect::<BTreeSet<_>>(),
        );
    }
    // Guards against a catalog query that finds nothing on either engine.
    assert!(found[0].len() > 80);
    for columns in &found {
        assert_eq!(columns, &found[0]);
    }
}

/// Inserts an account as an older version of the portal left it, with a name that is no key.
async fn insert_account(database: &TestDatabase, person: &str, name: &str, age_hours: i64) {
    let at = jiff_sqlx::ToSqlx::to_sqlx(
        database.clock.now() - jiff::SignedDuration::from_hours(age_hours),
    );
    let sql = "INSERT INTO account (person_id, sign_in_name, passphrase_hash, created_at) \
                VALUES ($1, $2, 'x', $3)";
    let person = database.person_id(person).await;
    match &database.owner_pool {
        OwnerPool::Sqlite(pool) => sqlx::query(sql)
            .bind(person)
            .bind(name)
            .bind(at)
            .execute(pool)
            .await
            .map(|_| ())
            .unwrap(),
        OwnerPool::Postgres(pool) => sqlx::query(sql)
            .bind(person)
            .bind(name)
            .bind(at)
            .execute(pool)
            .await
            .map(|_| ())
            .unwrap(),
    }
}

async fn migrate_again(database: &TestDatabase) {
    match &database.portal_url {
        None => database.db.migrate().await.unwrap(),
        // The portal's login may not migrate; only the owner's can.
        Some(portal) => {
            let owner = portal.replace("://portal@", "://postgres@");
            store::Db::open(&owner, database.clock.clone())
                .await
                .unwrap()
                .migrate()
                .await
                .unwrap();
        }
    }
}

#[tokio::test]
async fn sign_in_names_of_older_rules_become_keys_on_both_engines() {
    for database in support::demo_databases().await {
        // Oldest account first. Two pairs normalize to the same sign-in key: the account whose name
        // is already a key keeps it, otherwise the older account gets it.
        for (person, name, age) in [
            ("maria-luna", "luis o’brien", 5),
            ("luis-luna", "مريم\u{200F}", 4),
            ("tasha-carter", "مريم", 3),
            ("june-bell", "june ٢٠٠٨", 2),
            ("dana-fox", "luis o`brien", 1),
        ] {
            insert_account(&database, person, name, age).await;
        }
        // The conversion runs with every later migration, and must leave converted names as they
        // are.
        for _ in 0..2 {
            migrate_again(&database).await;
            let mut names = database
                .query_keyed_ids("SELECT sign_in_name, person_id FROM account")
                .await;
            names.sort();
            let mut expected = Vec::new();
            for (name, person) in [
                ("luis o'brien", "maria-luna"),
                ("مريم\u{200F}", "luis-luna"),
                ("مريم", "tasha-carter"),
                ("june 2008", "june-bell"),
                ("luis o`brien", "dana-fox"),
            ] {
                expected.push((name.to_owned(), database.person_id(person).await.0));
            }
            expected.sort();
            assert_eq!(names, expected);
        }
    }
}
