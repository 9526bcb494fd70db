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
            // 5 and 6 are SQLITE_BUSY and SQLITE_LOCKED, 517 is BUSY_SNAPSHOT.
            sqlx::Error::Database(db) if matches!(db.code().as_deref(), Some("5" | "6" | "517")) => Self::Busy,
            _ => Self::Db(error),
        }
    }
}
