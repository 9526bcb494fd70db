//! The state of the staged import in `import_run`, and its staged records.

use crate::db::run_on;
use crate::import::apply::PAUSE_BETWEEN_TRANSACTIONS;
use crate::{Db, Error};

/// The number of staged records deleted in one transaction.
const DISCARD_BATCH_SIZE: i64 = 500;

/// `None` without a staged import.
pub(super) async fn load_run_state(db: &Db) -> Result<Option<String>, Error> {
    let mut tx = db.acting_as_system("import, state").await?;
    let row: Option<(String,)> = run_on!(tx, |c| sqlx::query_as("SELECT state FROM import_run")
        .fetch_optional(c))?;
    Ok(row.map(|(state,)| state))
}

pub(super) async fn set_run_state(db: &Db, state: &'static str) -> Result<(), Error> {
    let mut tx = db.acting_as_system("import, state").await?;
    run_on!(tx, |c| sqlx::query("UPDATE import_run SET state = $1")
        .bind(state)
        .execute(c))?;
    tx.commit().await
}

/// Deletes the staged records in several transactions, and then the state.
pub(super) async fn delete_staged_records(db: &Db) -> Result<(), Error> {
    loop {
        let mut tx = db
            .acting_as_system("import, removing what was staged")
            .await?;
        let removed = run_on!(tx, |c| {
            sqlx::query(
                "DELETE FROM import_record WHERE seq IN (SELECT seq FROM import_record \
                ORDER BY seq LIMIT $1)",
            )
            .bind(DISCARD_BATCH_SIZE)
            .execute(c)
        })?;
        if removed == 0 {
            run_on!(tx, |c| sqlx::query("DELETE FROM import_run").execute(c))?;
            return tx.commit().await;
        }
        tx.commit().await?;
        tokio::time::sleep(PAUSE_BETWEEN_TRANSACTIONS).await;
    }
}
