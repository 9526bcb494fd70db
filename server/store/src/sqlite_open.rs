//! Opening an SQLite database: its settings, and what the operator is told when its file can't be used.

use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection, SqlitePool};

use crate::db::PATIENCE;
use crate::error::Error;
use crate::turn::Turns;

/// Readers at once.
const READERS: u32 = 8;
/// How long after a refused lock it is asked for again.
const RETRY_DELAY: Duration = Duration::from_millis(20);

/// Opens the file of `url`, made when it is missing: connections that read, and the one that writes.
///
/// # Errors
/// `Refused` with the path, the cause and what to do.
pub(crate) async fn open(url: &str) -> Result<(SqlitePool, Turns), Error> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL, not NORMAL: an acknowledged message is on the disk.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        // Without it INSERT OR REPLACE slips past the delete trigger of the access log.
        .pragma("recursive_triggers", "ON")
        .statement_cache_capacity(200);
    let path = options.get_filename().to_owned();
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| {
            Error::Refused(format!("the folder {} of the database can't be made: {error}; make it, or set DATABASE_URL to another place", folder.display()))
        })?;
    }
    let writer = connect_first(&options).await.map_err(|error| explained(&path, error))?;
    // A file does not hang up: it is not asked before each use whether it is still there.
    let pool = SqlitePoolOptions::new().max_connections(READERS).acquire_timeout(PATIENCE).test_before_acquire(false);
    let pool = pool.connect_with(options).await.map_err(|error| explained(&path, error.into()))?;
    Ok((pool, Turns::new(writer)))
}

/// The first connection switches a new file to its write-ahead log. SQLite does not wait while another process does the same
/// but refuses at once, whatever the busy timeout.
async fn connect_first(options: &SqliteConnectOptions) -> Result<SqliteConnection, Error> {
    let mut waited = Duration::ZERO;
    loop {
        match options.connect().await.map_err(Error::from) {
            Err(Error::Busy) if waited < PATIENCE => {
                tokio::time::sleep(RETRY_DELAY).await;
                waited += RETRY_DELAY;
            }
            other => return other,
        }
    }
}

/// The error of a database file that can't be used, with its path and what to do.
pub(crate) fn explained(path: &Path, error: Error) -> Error {
    let refused = |cause: &dyn Display, advice: &str| Error::Refused(format!("the database file {} can't be used: {cause}; {advice}", path.display()));
    match &error {
        Error::Busy => refused(&"another program holds it locked", "end that program, or wait until it is done"),
        Error::Unavailable(cause) => refused(
            cause,
            "check that its disk has room and works, and that the user who runs alongside may write the file, its folder, and the -wal and -shm files beside it",
        ),
        Error::Db(cause) => refused(cause, "if it is damaged, restore a backup"),
        Error::Migrate(cause) => refused(cause, "its schema was left as it was"),
        _ => error,
    }
}

/// How long a checkpoint keeps writers out while it waits for readers.
const CHECKPOINT_WAIT: Duration = Duration::from_millis(250);

/// Writes the log back into the file and empties it. Most of it is done while others write; only emptying it keeps them out, and
/// is left undone where readers don't let it.
pub(crate) async fn checkpoint(pool: &SqlitePool) -> Result<(), sqlx::Error> {
    let options = pool.connect_options().as_ref().clone().busy_timeout(CHECKPOINT_WAIT);
    let mut connection = options.connect().await?;
    for sql in ["PRAGMA wal_checkpoint(PASSIVE)", "PRAGMA wal_checkpoint(TRUNCATE)"] {
        sqlx::query(sql).execute(&mut connection).await?;
    }
    connection.close().await
}
