//! The store's error type, and the mapping of database errors to it.

use model::ErrorCode;
use sqlx::error::DatabaseError;
use sqlx::sqlite::SqliteError;

/// A refusal or a failure. A refused read and a missing row are both `NotFound`, so that an error
/// does not reveal that a row exists.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The row does not exist, or the actor is not authorized to know that it does.
    #[error("not found")]
    NotFound,
    /// The write conflicts with stored data, such as a form id that was sent again with other
    /// content, or a text that has changed since it was read.
    #[error("conflict")]
    Conflict,
    /// The input is not valid; the code names the message to show.
    #[error("invalid: {0}")]
    Invalid(ErrorCode),
    /// A race with another writer: a unique violation. An immediate retry finds the other's row.
    #[error("another writer was first")]
    Raced,
    /// A timeout, a lock or a lost connection. A later retry may succeed.
    #[error("the database is busy")]
    Busy,
    /// The SQLite file cannot be read or written: its disk is full, read-only, failing or missing.
    /// Nothing was committed. A retry succeeds only after the operator has fixed the cause.
    #[error("the database is unavailable: {0}")]
    Unavailable(sqlx::Error),
    /// Any other database error. Details are for the operator only.
    #[error("database: {0}")]
    Db(sqlx::Error),
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The configuration or an operator's command is refused; the text says what to change.
    #[error("{0}")]
    Refused(String),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::Busy,
            lost if is_connection_lost(lost) => Self::Busy,
            sqlx::Error::Database(db)
                if db
                    .code()
                    .is_some_and(|code| is_transient_in_postgres(&code)) =>
            {
                Self::Busy
            }
            sqlx::Error::Database(db) => match sqlite_primary_code(&**db) {
                Some(SQLITE_BUSY | SQLITE_LOCKED) => Self::Busy,
                Some(SQLITE_READONLY | SQLITE_IOERR | SQLITE_FULL | SQLITE_CANTOPEN) => {
                    Self::Unavailable(error)
                }
                _ => Self::Db(error),
            },
            _ => Self::Db(error),
        }
    }
}

/// Whether a PostgreSQL connection must not be reused: it is broken, the server ended it, or the
/// server is not the primary any more. SQLite never returns these errors.
pub(crate) fn is_connection_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => true,
        // Class 08: connection exception. 57P: the server is shutting down, crashed, starting up,
        // or ended the session. 25P03: idle-in-transaction timeout. 25006: read-only transaction,
        // which means that the server has become a standby.
        sqlx::Error::Database(db) => db.code().is_some_and(|code| {
            code.starts_with("08") || code.starts_with("57P") || matches!(&*code, "25P03" | "25006")
        }),
        _ => false,
    }
}

/// Whether PostgreSQL's error is transient: a conflict, a timeout, or a lack of resources. The
/// length check excludes SQLite's codes, which are numbers of at most four digits.
fn is_transient_in_postgres(code: &str) -> bool {
    // Classes 40 (serialization failure, deadlock), 53 (out of connections, memory or disk) and 58
    // (system error); 55P03 (lock not available), 57014 (canceled, such as by a statement timeout).
    code.len() == 5
        && (matches!(&code[..2], "40" | "53" | "58") || matches!(code, "55P03" | "57014"))
}

// https://www.sqlite.org/rescode.html. SQLITE_CORRUPT (11) and SQLITE_NOTADB (26) are left out on
// purpose: no retry repairs a damaged file.
const SQLITE_BUSY: i32 = 5;
const SQLITE_LOCKED: i32 = 6;
const SQLITE_READONLY: i32 = 8;
const SQLITE_IOERR: i32 = 10;
const SQLITE_FULL: i32 = 13;
const SQLITE_CANTOPEN: i32 = 14;

/// SQLite's primary result code, the low byte of the extended code: 10 (`SQLITE_IOERR`) for 778
/// (`SQLITE_IOERR_WRITE`). `None` for PostgreSQL errors.
fn sqlite_primary_code(db: &dyn DatabaseError) -> Option<i32> {
    let code: i32 = db.try_downcast_ref::<SqliteError>()?.code()?.parse().ok()?;
    Some(code & 0xff)
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use sqlx::sqlite::SqliteConnectOptions;
    use sqlx::{ConnectOptions, Connection, SqliteConnection};

    use super::Error;

    async fn run_sql(connection: &mut SqliteConnection, sql: &'static str) -> Result<(), Error> {
        Ok(sqlx::query(sql).execute(connection).await.map(|_| ())?)
    }

    #[tokio::test]
    async fn full_read_only_and_unopenable_databases_are_unavailable() {
        let mut memory = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        run_sql(&mut memory, "CREATE TABLE note (body TEXT)")
            .await
            .unwrap();
        // Makes a small database full, as a full disk would.
        run_sql(&mut memory, "PRAGMA max_page_count = 3")
            .await
            .unwrap();
        let full = run_sql(&mut memory, "INSERT INTO note VALUES (zeroblob(100000))").await;
        assert!(
            matches!(full, Err(Error::Unavailable(_))),
            "SQLITE_FULL: {full:?}"
        );
        run_sql(&mut memory, "PRAGMA query_only = ON")
            .await
            .unwrap();
        let read_only = run_sql(&mut memory, "INSERT INTO note VALUES ('x')").await;
        assert!(
            matches!(read_only, Err(Error::Unavailable(_))),
            "SQLITE_READONLY: {read_only:?}"
        );
        // A folder cannot be opened as a database file.
        let folder = tempfile::TempDir::new().unwrap();
        let options =
            SqliteConnectOptions::from_str(&format!("sqlite://{}", folder.path().display()))
                .unwrap();
        let unopenable = options.connect().await.map_err(Error::from);
        assert!(
            matches!(unopenable, Err(Error::Unavailable(_))),
            "SQLITE_CANTOPEN: {unopenable:?}"
        );
    }

    #[tokio::test]
    async fn damaged_database_is_not_called_unavailable() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("junk.db");
        std::fs::write(
            &path,
            "this is no database, and no retry makes it one. ".repeat(100),
        )
        .unwrap();
        let mut connection = SqliteConnectOptions::new()
            .filename(&path)
            .connect()
            .await
            .unwrap();
        // `Unavailable` would promise that a retry can succeed once the operator has fixed the
        // disk.
        let damaged = run_sql(&mut connection, "CREATE TABLE note (body TEXT)").await;
        assert!(
            matches!(damaged, Err(Error::Db(_))),
            "SQLITE_NOTADB: {damaged:?}"
        );
    }
}
