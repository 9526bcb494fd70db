//! SQLite and PostgreSQL have the same migrations, tables, columns, foreign keys and indexes.
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

/// Queries of one catalog for both engines. Each returns one line for each object, in the words of
/// SQLite, so that equal objects have equal lines.
struct CatalogQuery {
    sqlite: &'static str,
    postgres: &'static str,
    /// Guards against queries that find nothing on either engine.
    at_least: usize,
}

/// Table or view, column, type, nullability and default. SQLite stores an id as a blob, a boolean
/// as a number, and JSON, dates and times as text. A column of a primary key is never null,
/// although SQLite does not list it so.
const COLUMNS: CatalogQuery = CatalogQuery {
    sqlite: r#"SELECT t.name || '.' || c.name || ' ' || c.type
            || CASE WHEN c."notnull" OR c.pk THEN ' NOT NULL' ELSE '' END
            || coalesce(' DEFAULT ' || c.dflt_value, '')
        FROM sqlite_schema t JOIN pragma_table_info(t.name) c
        WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite%'
        AND substr(t.name, 1, 1) <> '_'"#,
    postgres: "SELECT t.relname || '.' || c.attname
            || CASE format_type(c.atttypid, c.atttypmod) WHEN 'uuid' THEN ' BLOB'
                WHEN 'boolean' THEN ' INTEGER' WHEN 'integer' THEN ' INTEGER'
                WHEN 'bigint' THEN ' INTEGER' WHEN 'text' THEN ' TEXT' WHEN 'jsonb' THEN ' TEXT'
                WHEN 'date' THEN ' TEXT' WHEN 'timestamp without time zone' THEN ' TEXT'
                WHEN 'timestamp with time zone' THEN ' TEXT'
                ELSE ' ' || format_type(c.atttypid, c.atttypmod) END
            || CASE WHEN c.attnotnull THEN ' NOT NULL' ELSE '' END
            || coalesce(' DEFAULT ' || CASE pg_get_expr(d.adbin, d.adrelid) WHEN 'false' THEN '0'
                ELSE replace(pg_get_expr(d.adbin, d.adrelid), '::text', '') END, '')
        FROM pg_class t
        JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = c.attnum
        WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'v')
        AND left(t.relname, 1) <> '_'",
    at_least: 300,
};

/// The referencing column, the referenced column, and what happens when the row is deleted.
const FOREIGN_KEYS: CatalogQuery = CatalogQuery {
    sqlite: r#"SELECT t.name || '.' || f."from" || ' REFERENCES ' || f."table" || '.' || f."to"
            || ' ON DELETE ' || f.on_delete
        FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'"#,
    postgres: "SELECT t.relname || '.' || c.attname
            || ' REFERENCES ' || o.relname || '.' || r.attname
            || ' ON DELETE ' || CASE k.confdeltype WHEN 'a' THEN 'NO ACTION'
                WHEN 'c' THEN 'CASCADE' ELSE k.confdeltype::text END
        FROM pg_constraint k
        JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class o ON o.oid = k.confrelid
        CROSS JOIN unnest(k.conkey, k.confkey) AS pair (own, other)
        JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum = pair.own
        JOIN pg_attribute r ON r.attrelid = o.oid AND r.attnum = pair.other
        WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace",
    at_least: 100,
};

/// The columns of each primary key, unique constraint and index, and the condition of a partial
/// index. Primary keys are read from the columns of SQLite, where one of type INTEGER has no index.
const INDEXES: CatalogQuery = CatalogQuery {
    sqlite: r#"SELECT k.holder || ' PRIMARY KEY ' || k.parts
        FROM (SELECT t.name AS holder, (SELECT group_concat(c.name, ', ') FROM (
                SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk) c) AS parts
            FROM sqlite_schema t
            WHERE t.type = 'table' AND substr(t.name, 1, 1) <> '_') k
        WHERE k.parts IS NOT NULL
        UNION ALL
        SELECT t.name || CASE WHEN i."unique" THEN ' UNIQUE ' ELSE ' INDEX ' END
            || (SELECT group_concat(c.name, ', ')
                FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) c)
            || CASE WHEN i.partial THEN ' WHERE ' || substr(s.sql, instr(s.sql, 'WHERE ') + 6)
                ELSE '' END
        FROM sqlite_schema t JOIN pragma_index_list(t.name) i
        JOIN sqlite_schema s ON s.type = 'index' AND s.name = i.name
        WHERE t.type = 'table' AND i.origin <> 'pk'"#,
    postgres: "SELECT t.relname || CASE WHEN i.indisprimary THEN ' PRIMARY KEY '
                WHEN i.indisunique THEN ' UNIQUE ' ELSE ' INDEX ' END
            || (SELECT string_agg(c.attname, ', ' ORDER BY k.place)
                FROM unnest(i.indkey) WITH ORDINALITY AS k (number, place)
                JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum = k.number)
            || coalesce(' WHERE ' || replace(translate(pg_get_expr(i.indpred, t.oid), '()', ''),
                '::text', ''), '')
        FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
        WHERE t.relnamespace = 'public'::regnamespace AND left(t.relname, 1) <> '_'",
    at_least: 70,
};

/// Where the engines differ on purpose, as the start of a line. Full-text search needs FTS5 tables
/// on SQLite, which name the message of each row, and generated `tsvector` columns on PostgreSQL.
const SQLITE_ONLY: [&str; 2] = ["message_search_index", "message_search_row"];
const POSTGRES_ONLY: [&str; 2] = [
    "message.words tsvector ",
    "message_translation.words tsvector ",
];

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let databases = support::empty_databases().await;
    for query in [COLUMNS, FOREIGN_KEYS, INDEXES] {
        let mut catalogs = Vec::new();
        for database in &databases {
            let (lines, own): (Vec<String>, _) = match &database.owner_pool {
                OwnerPool::Sqlite(pool) => {
                    let lines = sqlx::query_scalar(query.sqlite).fetch_all(pool).await;
                    (lines.unwrap(), SQLITE_ONLY)
                }
                OwnerPool::Postgres(pool) => {
                    let lines = sqlx::query_scalar(query.postgres).fetch_all(pool).await;
                    (lines.unwrap(), POSTGRES_ONLY)
                }
            };
            let shared: BTreeSet<String> = lines
                .into_iter()
                .filter(|line| !own.iter().any(|start| line.starts_with(start)))
                .collect();
            assert!(shared.len() >= query.at_least, "{shared:?}");
            catalogs.push(shared);
        }
        for other in &catalogs[1..] {
            let differences: Vec<&String> = catalogs[0].symmetric_difference(other).collect();
            assert!(differences.is_empty(), "{differences:#?}");
        }
    }
}

/// While a row waits for the row that a deferred foreign key names, SQLite looks for such rows at
/// every insertion into the other table.
#[tokio::test]
async fn no_deferred_foreign_key_reads_a_whole_table_on_sqlite() {
    for database in support::empty_databases().await {
        let OwnerPool::Sqlite(pool) = &database.owner_pool else {
            continue;
        };
        let tables: Vec<(String, String)> = sqlx::query_as(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND instr(sql, 'DEFERRABLE')",
        )
        .fetch_all(pool)
        .await
        .unwrap();
        assert!(!tables.is_empty(), "text.item_id is deferred");
        for (table, sql) in tables {
            let mut declared = "";
            for line in sql.lines().map(str::trim_start) {
                // A key of several columns continues on a second line.
                if !line.starts_with("REFERENCES ") {
                    declared = line.trim_start_matches("FOREIGN KEY (");
                }
                if !line.contains("DEFERRABLE") {
                    continue;
                }
                let column = declared.split([' ', ',']).next().unwrap();
                let indexes: i64 = sqlx::query_scalar(
                    "SELECT count(*) FROM pragma_index_list($1) i JOIN pragma_index_info(i.name) c \
                    WHERE c.seqno = 0 AND c.name = $2",
                )
                .bind(&table)
                .bind(column)
                .fetch_one(pool)
                .await
                .unwrap();
                assert!(indexes > 0, "{table}.{column} needs an index");
            }
        }
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

async fn migrate_again(database: &TestDatabase) -> Result<(), store::Error> {
    match &database.portal_url {
        None => database.db.migrate().await,
        // The portal's login may not migrate; only the owner's can.
        Some(portal) => {
            let owner = portal.replace("://portal@", "://postgres@");
            store::Db::open(&owner, database.clock.clone())
                .await
                .unwrap()
                .migrate()
                .await
        }
    }
}

/// Asserts that the error tells an operator what to do with a database of an unreleased version.
fn assert_create_new_database(refused: Result<(), store::Error>) {
    let error = refused.unwrap_err();
    assert!(matches!(error, store::Error::Refused(_)), "{error}");
    assert!(
        error
            .to_string()
            .contains("before 0.1.0 cannot be migrated"),
        "{error}"
    );
}

#[tokio::test]
async fn database_of_an_unreleased_version_is_refused_on_both_engines() {
    for database in support::empty_databases().await {
        // Such a database has other migrations with the same numbers.
        database
            .execute_sql(
                "UPDATE _sqlx_migrations SET checksum = (SELECT m.checksum \
                FROM _sqlx_migrations m WHERE m.version = 2) WHERE version = 1",
            )
            .await
            .unwrap();
        assert_create_new_database(migrate_again(&database).await);
        // It has migrations with higher numbers, too.
        database
            .execute_sql("UPDATE _sqlx_migrations SET version = version + 100")
            .await
            .unwrap();
        assert_create_new_database(database.db.check_schema().await);
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
            migrate_again(&database).await.unwrap();
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
