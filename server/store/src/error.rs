//! Why the store did not do what it was asked.

use model::Code;

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
            // 5 and 6 are SQLITE_BUSY and SQLITE_LOCKED, 517 is BUSY_SNAPSHOT.
            sqlx::Error::Database(db) if matches!(db.code().as_deref(), Some("5" | "6" | "517")) => Self::Busy,
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
