//! Health check that the database is writable, by a real write.

use std::path::Path;

use crate::db::{DatabasePool, run_on};
use crate::{Db, Error, Intent};

impl Db {
    /// Updates one row in a transaction of its own, in the same way as a request, and commits it.
    ///
    /// # Errors
    /// `Unavailable` on a full, read-only or failing disk; `Busy` on a timeout while waiting for
    /// the writer or a connection; `Refused` when the probe's row is missing.
    pub async fn probe_write(&self) -> Result<(), Error> {
        // With the login of the portal, because that is the login whose writes people wait for.
        let mut tx = self.begin_unauthenticated(Intent::Write, "").await?;
        let now = tx.now();
        let written = run_on!(tx, |c| sqlx::query(
            "UPDATE write_probe SET checked_at = $1 WHERE id = 1"
        )
        .bind(now)
        .execute(c))?;
        if written != 1 {
            return Err(Error::Refused(
                "the table write_probe has lost its row; restore it: id 1, any time in checked_at"
                    .into(),
            ));
        }
        tx.commit().await
    }

    /// The path of the SQLite file; `None` on PostgreSQL.
    pub fn sqlite_path(&self) -> Option<std::path::PathBuf> {
        match &self.pool {
            DatabasePool::Sqlite(pool, _) => {
                Some(Path::to_owned(pool.connect_options().get_filename()))
            }
            DatabasePool::Postgres(_) => None,
        }
    }
}
