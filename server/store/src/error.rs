//! Why the store did not do what it was asked.

use model::Code;
use sqlx::error::DatabaseError;
use sqlx::sqlite::SqliteError;

/// A refusal or a failure. Refused and absent are the same on purpose.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or none that this actor may know of.
    #[error("not found")]
    NotFound,
    /// The same form id came with other content, or a text changed meanwhile.
    #[error("conflict")]
    Conflict,
    /// What was typed cannot be kept; the code names the message to show.
    #[error("invalid: {0}")]
    Invalid(Code),
    /// Another writer was first with the same thing. Trying again at once finds what it wrote.
    #[error("another writer was first")]
    Raced,
    /// SQLite's one writer is taken, or PostgreSQL gave no connection in time. Trying again helps.
    #[error("the database is busy")]
    Busy,
    /// The database can't be read or written now: its disk is full, read-only, failing or out of reach. Nothing was kept;
    /// trying again helps once the operator has mended the cause.
    #[error("the database is unavailable: {0}")]
    Unavailable(sqlx::Error),
    /// The database failed. For the operator only.
    #[error("database: {0}")]
    Db(sqlx::Error),
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The portal refuses to start like this; the words say what to change.
    #[error("{0}")]
    Refused(String),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::Busy,
            lost if is_lost(lost) => Self::Busy,
            sqlx::Error::Database(db) if db.code().is_some_and(|code| passes_in_postgres(&code)) => Self::Busy,
            sqlx::Error::Database(db) => match sqlite_primary_code(&**db) {
                Some(SQLITE_BUSY | SQLITE_LOCKED) => Self::Busy,
                Some(SQLITE_READONLY | SQLITE_IOERR | SQLITE_FULL | SQLITE_CANTOPEN) => Self::Unavailable(error),
                _ => Self::Db(error),
            },
            _ => Self::Db(error),
        }
    }
}

/// Whether the connection to PostgreSQL is not to be used again: broken, ended by the server, or to one that is not the
/// primary any more. SQLite has none of these.
pub(crate) fn is_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => true,
        // Class 08: the connection. 57P: the server stops, crashed, starts, or ends a session. 25P03: it lay idle in its transaction.
        // 25006: it only reads; what was the primary is a standby now.
        sqlx::Error::Database(db) => db.code().is_some_and(|code| code.starts_with("08") || code.starts_with("57P") || matches!(&*code, "25P03" | "25006")),
        _ => false,
    }
}

/// Whether PostgreSQL refused for a reason that passes: it ran out of something, a limit of time was reached, or somebody
/// else holds what was asked for. SQLite's codes are numbers of up to four digits.
fn passes_in_postgres(code: &str) -> bool {
    // Classes 40 (rolled back for another's sake), 53 (connections, memory, disk), 58 (its machine's own faults).
    code.len() == 5 && (matches!(&code[..2], "40" | "53" | "58") || matches!(code, "55P03" | "57014"))
}

// https://www.sqlite.org/rescode.html. SQLITE_CORRUPT (11) and SQLITE_NOTADB (26) are not here on purpose: no retry mends a
// damaged file.
const SQLITE_BUSY: i32 = 5;
const SQLITE_LOCKED: i32 = 6;
const SQLITE_READONLY: i32 = 8;
const SQLITE_IOERR: i32 = 10;
const SQLITE_FULL: i32 = 13;
const SQLITE_CANTOPEN: i32 = 14;

/// SQLite's primary result code: the low byte of the extended one, as 10 (`SQLITE_IOERR`) of 778 (`SQLITE_IOERR_WRITE`). None
/// for an error of PostgreSQL.
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

    async fn run(connection: &mut SqliteConnection, sql: &'static str) -> Result<(), Error> {
        Ok(sqlx::query(sql).execute(connection).await.map(|_| ())?)
    }

    #[tokio::test]
    async fn full_read_only_and_unopenable_databases_are_unavailable() {
        let mut memory = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        run(&mut memory, "CREATE TABLE note (body TEXT)").await.unwrap();
        run(&mut memory, "PRAGMA max_page_count = 3").await.unwrap();
        let full = run(&mut memory, "INSERT INTO note VALUES (zeroblob(100000))").await;
        assert!(matches!(full, Err(Error::Unavailable(_))), "SQLITE_FULL: {full:?}");
        run(&mut memory, "PRAGMA query_only = ON").await.unwrap();
        let read_only = run(&mut memory, "INSERT INTO note VALUES ('x')").await;
        assert!(matches!(read_only, Err(Error::Unavailable(_))), "SQLITE_READONLY: {read_only:?}");
        let folder = tempfile::TempDir::new().unwrap();
        let options = SqliteConnectOptions::from_str(&format!("sqlite://{}", folder.path().display())).unwrap();
        let unopenable = options.connect().await.map_err(Error::from);
        assert!(matches!(unopenable, Err(Error::Unavailable(_))), "SQLITE_CANTOPEN: {unopenable:?}");
    }

    #[tokio::test]
    async fn damaged_database_is_not_called_unavailable() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("junk.db");
        std::fs::write(&path, "this is no database, and no retry makes it one. ".repeat(100)).unwrap();
        let mut connection = SqliteConnectOptions::new().filename(&path).connect().await.unwrap();
        let damaged = run(&mut connection, "CREATE TABLE note (body TEXT)").await;
        assert!(matches!(damaged, Err(Error::Db(_))), "SQLITE_NOTADB: {damaged:?}");
    }
}
