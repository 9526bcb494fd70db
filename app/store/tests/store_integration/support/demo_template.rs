//! Demo databases that are imported once and copied for each test: in a debug build the migrations
//! and the import take longer than most tests.

use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use super::{DEMO_FILES, TestDatabase, copy_postgres, create_sqlite, open_sqlite, postgres_server};

/// Database files with the demo that no test uses.
static FREE_FILES: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());
/// Names of PostgreSQL databases with the demo that no test uses.
static FREE_NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// A template, lent to one test at a time. Copies of one template have the same ids, and the
/// process has limits per person that tests must not share.
pub struct LentTemplate<T: 'static> {
    template: Option<T>,
    free: &'static Mutex<Vec<T>>,
}

impl<T: 'static> LentTemplate<T> {
    /// A template that no test uses; without a template, one has to be made.
    fn borrow(free: &'static Mutex<Vec<T>>) -> Self {
        let template = free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Self { template, free }
    }
}

impl<T: 'static> Drop for LentTemplate<T> {
    fn drop(&mut self) {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        free.extend(self.template.take());
    }
}

/// A new SQLite database with the demo.
pub async fn copy_demo_sqlite() -> TestDatabase {
    let mut lent = LentTemplate::borrow(&FREE_FILES);
    if lent.template.is_none() {
        lent.template = Some(create_demo_file().await);
    }
    let folder = TempDir::new().unwrap();
    std::fs::write(
        folder.path().join("test.db"),
        lent.template.as_ref().unwrap(),
    )
    .unwrap();
    let mut database = open_sqlite(folder).await;
    database.db.check_schema().await.unwrap();
    database.sqlite_template = Some(lent);
    database
}

async fn create_demo_file() -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let (file, log) = (
        folder.path().join("test.db"),
        folder.path().join("test.db-wal"),
    );
    let database = create_sqlite(folder).await;
    database.import_files(&DEMO_FILES).await;
    database.db.checkpoint_wal().await;
    let in_log = std::fs::metadata(log).unwrap().len();
    assert_eq!(
        in_log, 0,
        "the checkpoint left work in the log, which is not copied"
    );
    std::fs::read(file).unwrap()
}

/// A new PostgreSQL database with the demo; `None` where `cargo test` runs without a server.
pub async fn copy_demo_postgres() -> Option<TestDatabase> {
    let server = postgres_server()?;
    let mut lent = LentTemplate::borrow(&FREE_NAMES);
    if lent.template.is_none() {
        lent.template = Some(create_demo_template(&server).await);
    }
    let mut database = copy_postgres(&server, lent.template.as_ref().unwrap()).await;
    database.postgres_template = Some(lent);
    Some(database)
}

/// Imports the demo into a new database; returns its name.
async fn create_demo_template(server: &str) -> String {
    let mut database = copy_postgres(server, "alongside_template").await;
    database.import_files(&DEMO_FILES).await;
    // Dropping the rest closes its connections, and CREATE DATABASE waits for that.
    database.postgres_copy.take().unwrap().keep()
}
