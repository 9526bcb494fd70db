//! Opening an SQLite database: connection settings, WAL checkpoints, and error messages for the
//! operator when the file cannot be used.

use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection, SqlitePool};

use crate::deadline::ACQUIRE_TIMEOUT;
use crate::error::Error;
use crate::sqlite_writer::WriterQueue;

/// The maximum number of connections that read.
const MAX_READERS: u32 = 8;
/// Delay between retries while the file is locked.
const LOCK_RETRY_DELAY: Duration = Duration::from_millis(20);

/// The settings of every connection of the store to the SQLite file of `url`, which is created when
/// missing. Public for tests of what these settings ensure: settings of their own would prove
/// nothing about the portal.
///
/// # Errors
/// `Db` when the URL is invalid.
pub fn sqlite_connect_options(url: &str) -> Result<SqliteConnectOptions, Error> {
    Ok(SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // With FULL every commit is synced to disk; NORMAL could lose an acknowledged message.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(ACQUIRE_TIMEOUT)
        // Without this, INSERT OR REPLACE bypasses the trigger that forbids deleting from the
        // access log.
        .pragma("recursive_triggers", "ON")
        .statement_cache_capacity(200))
}

/// Opens the file of `url`, which is created when missing: a pool of read connections, and the
/// queue for the only write connection.
///
/// # Errors
/// `Refused` with the path, the cause and what to do; `Db` when the URL is invalid.
pub(crate) async fn open_database(url: &str) -> Result<(SqlitePool, WriterQueue), Error> {
    let options = sqlite_connect_options(url)?;
    let path = options.get_filename().to_owned();
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).map_err(|error| {
            Error::Refused(format!(
                "the folder {} of the database can't be made: {error}; make \
                it, or set DATABASE_URL to another place",
                folder.display()
            ))
        })?;
    }
    // Before the pool, which does not retry when the switch of a new file to WAL mode fails.
    let writer = connect_first(&options)
        .await
        .map_err(|error| explain_file_error(&path, error))?;
    // No `test_before_acquire`: a connection to a local file cannot be dropped by a server.
    let pool = SqlitePoolOptions::new()
        .max_connections(MAX_READERS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false);
    let pool = pool
        .connect_with(options)
        .await
        .map_err(|error| explain_file_error(&path, error.into()))?;
    Ok((pool, WriterQueue::new(writer)))
}

/// Opens the first connection, which switches a new file to WAL mode. Retries, because SQLite
/// ignores the busy timeout and fails immediately while another process switches the mode too.
async fn connect_first(options: &SqliteConnectOptions) -> Result<SqliteConnection, Error> {
    let mut waited = Duration::ZERO;
    loop {
        match options.connect().await.map_err(Error::from) {
            Err(Error::Busy) if waited < ACQUIRE_TIMEOUT => {
                tokio::time::sleep(LOCK_RETRY_DELAY).await;
                waited += LOCK_RETRY_DELAY;
            }
            other => return other,
        }
    }
}

/// Turns the error of a database file that cannot be used into `Refused` with its path and what to
/// do. Errors without such an explanation are returned unchanged.
pub(crate) fn explain_file_error(path: &Path, error: Error) -> Error {
    let refused = |cause: &dyn Display, advice: &str| {
        Error::Refused(format!(
            "the database file {} can't be used: {cause}; {advice}",
            path.display()
        ))
    };
    match &error {
        Error::Busy => refused(
            &"another program holds it locked",
            "end that program, or wait until it is done",
        ),
        Error::Unavailable(cause) => refused(
            cause,
            "check that its disk has room and works, and that the user who runs alongside may \
                write the file, its folder, and the -wal and -shm files beside it",
        ),
        Error::Db(cause) => refused(cause, "if it is damaged, restore a backup"),
        Error::Migrate(cause) => refused(cause, "its schema was left as it was"),
        _ => error,
    }
}

/// How long a checkpoint may wait for readers, during which it blocks writers.
const CHECKPOINT_WAIT: Duration = Duration::from_millis(250);

/// Checkpoints the write-ahead log and truncates it. The PASSIVE checkpoint does most of the work
/// without blocking writers; only the TRUNCATE checkpoint blocks them, and is skipped when readers
/// hold it up.
pub(crate) async fn checkpoint_wal(pool: &SqlitePool) -> Result<(), sqlx::Error> {
    // A connection of its own, because those of the pool wait longer for readers
    // (`ACQUIRE_TIMEOUT`), and no writer gets in meanwhile.
    let options = pool
        .connect_options()
        .as_ref()
        .clone()
        .busy_timeout(CHECKPOINT_WAIT);
    let mut connection = options.connect().await?;
    for sql in [
        "PRAGMA wal_checkpoint(PASSIVE)",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ] {
        sqlx::query(sql).execute(&mut connection).await?;
    }
    connection.close().await
}
