//! A snapshot of the whole database as text, to see what a request has changed.

use std::collections::{BTreeMap, BTreeSet};

use super::database::{OwnerPool, TestDatabase};

/// Columns that a read may change: read marks and a session's last-seen time.
const READ_MARK_COLUMNS: [(&str, &str); 4] = [
    ("thread_participant", "read_seq"),
    ("thread_participant", "delivered_seq"),
    ("session", "expires_at"),
    ("session", "last_used_at"),
];

/// Every row of every table as text, by table name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseSnapshot(BTreeMap<String, BTreeSet<String>>);

/// The current state of the database.
pub async fn take_snapshot(database: &TestDatabase) -> DatabaseSnapshot {
    read_rows(database, &[]).await
}

/// The current state of the database, without the columns in `READ_MARK_COLUMNS`.
pub async fn take_snapshot_without_marks(database: &TestDatabase) -> DatabaseSnapshot {
    read_rows(database, &READ_MARK_COLUMNS).await
}

/// Every table with each of its columns.
async fn list_columns(pool: &OwnerPool) -> Vec<(String, String)> {
    match pool {
        // `message_search_index` and its shadow tables are the full-text index, which follows
        // `message`.
        OwnerPool::Sqlite(pool) => sqlx::query_as(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE \
                m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE \
                'message_search_index%' ORDER BY m.name, c.cid",
        )
        .fetch_all(pool)
        .await
        .unwrap(),
        OwnerPool::Postgres(pool) => sqlx::query_as(
            // Not from `information_schema`, whose views check privileges and take 0.3 seconds.
            "SELECT c.relname::text, a.attname::text FROM pg_class c JOIN pg_attribute a ON \
                a.attrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN \
                ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum",
        )
        .fetch_all(pool)
        .await
        .unwrap(),
    }
}

/// A query for all rows of these tables: the table's name and the row as text.
fn row_query(pool: &OwnerPool, tables: &BTreeMap<String, Vec<String>>) -> String {
    let each = tables.iter().map(|(table, columns)| {
        let names = columns.iter().map(|column| format!("\"{column}\""));
        let row = match pool {
            // A NULL must not make the whole row NULL.
            OwnerPool::Sqlite(_) => names
                .map(|name| format!("quote({name})"))
                .collect::<Vec<_>>()
                .join(" || ' ' || "),
            OwnerPool::Postgres(_) => {
                format!("ROW({})::text", names.collect::<Vec<_>>().join(", "))
            }
        };
        format!("SELECT '{table}', {row} FROM \"{table}\"")
    });
    // One statement, so that all tables are read in the same state.
    each.collect::<Vec<_>>().join(" UNION ALL ")
}

async fn fetch_rows(pool: &OwnerPool, sql: String) -> Vec<(String, String)> {
    // The names come from the catalog of the database, and nothing from a request.
    let sql = sqlx::AssertSqlSafe(sql);
    match pool {
        OwnerPool::Sqlite(pool) => sqlx::query_as(sql)
            .persistent(false)
            .fetch_all(pool)
            .await
            .unwrap(),
        OwnerPool::Postgres(pool) => sqlx::query_as(sql)
            .persistent(false)
            .fetch_all(pool)
            .await
            .unwrap(),
    }
}

async fn read_rows(database: &TestDatabase, without: &[(&str, &str)]) -> DatabaseSnapshot {
    let pool = &database.owner_pool;
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in list_columns(pool)
        .await
        .into_iter()
        .filter(|(table, column)| !without.contains(&(table.as_str(), column.as_str())))
    {
        tables.entry(table).or_default().push(column);
    }
    let rows = fetch_rows(pool, row_query(pool, &tables)).await;
    // Tables without rows as well, or the removal of the last row of a table would go unnoticed.
    let mut all: BTreeMap<String, BTreeSet<String>> = tables
        .into_keys()
        .map(|table| (table, BTreeSet::new()))
        .collect();
    for (table, row) in rows {
        all.entry(table).or_default().insert(row);
    }
    DatabaseSnapshot(all)
}

impl DatabaseSnapshot {
    /// Rows that are in only one of the two snapshots, prefixed with `+` or `-` and the table's
    /// name.
    pub fn changes_since(&self, before: &Self) -> Vec<String> {
        let none = BTreeSet::new();
        let mut all = Vec::new();
        for (table, rows) in &self.0 {
            let old = before.0.get(table).unwrap_or(&none);
            all.extend(rows.difference(old).map(|row| format!("+ {table} {row}")));
            all.extend(old.difference(rows).map(|row| format!("- {table} {row}")));
        }
        all
    }
}
