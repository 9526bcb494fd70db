//! What concerns the whole database: whether it holds the demo, and the planner's statistics.

use model::id::AgencyId;

use super::ImportTransaction;
use crate::db::run_on;
use crate::{Db, Error};

/// Updates PostgreSQL's planner statistics after a large import, instead of waiting minutes for
/// autovacuum. Does nothing on SQLite.
///
/// # Errors
/// When the database fails.
pub async fn update_planner_statistics(db: &Db) -> Result<(), Error> {
    if !db.is_postgres() {
        return Ok(());
    }
    let mut tx = db.acting_as_system("statistics after an import").await?;
    // A function with the owner's rights: the system role may not analyze tables.
    run_on!(tx, |c| sqlx::query("SELECT alongside_analyze()").execute(c))?;
    tx.commit().await
}

/// What a database contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatabaseContent {
    /// It is marked as a demo.
    pub is_demo: bool,
    /// It contains no agency.
    pub is_empty: bool,
}

/// Whether the database contains the demo, or nothing.
///
/// # Errors
/// When the database fails.
pub async fn read_database_content(db: &Db) -> Result<DatabaseContent, Error> {
    let mut tx = db.acting_as_system("demo mark").await?;
    let marked: Vec<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT value FROM installation_flag WHERE name = 'demo'"
    )
    .fetch_all(c))?;
    let agencies: Vec<(AgencyId,)> =
        run_on!(tx, |c| sqlx::query_as("SELECT id FROM agency LIMIT 1")
            .fetch_all(c))?;
    // Read only: the transaction is rolled back when it is dropped.
    Ok(DatabaseContent {
        is_demo: !marked.is_empty(),
        is_empty: agencies.is_empty(),
    })
}

/// Marks the database as a demo, so that real data is never imported into it, and demo data never
/// into a real database. `as_of` is the stored value of the flag.
///
/// # Errors
/// When the database fails.
pub async fn mark_demo(import: &mut ImportTransaction, as_of: &str) -> Result<(), Error> {
    run_on!(import.tx, |c| {
        sqlx::query(
            "INSERT INTO installation_flag (name, value) VALUES ('demo', $1) ON CONFLICT (name) DO \
            UPDATE SET value = excluded.value",
        )
        .bind(as_of)
        .execute(c)
    })?;
    Ok(())
}
