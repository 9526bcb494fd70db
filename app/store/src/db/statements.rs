//! Macros that run a statement on SQLite or PostgreSQL.

use crate::error::Error;

/// Runs one statement on the engine of the transaction, and counts it:
/// `run_on!(tx, |c| sqlx::query(SQL).bind(id).execute(c))`.
///
/// The query is boxed, because every future that contains it would else be as large as the queries
/// of both engines: an open event stream keeps such a future for as long as it is open, and nested
/// ones overflow a thread's stack in a debug build.
macro_rules! run_on {
    ($tx:expr, |$c:ident| $query:expr) => {{
        $tx.count_statement();
        match &mut $tx.inner {
            $crate::db::EngineTransaction::Sqlite(inner) => {
                let $c = &mut **inner;
                Box::pin($query)
                    .await
                    .map(|out| $crate::db::IntoOutput::into_output(out))
                    .map_err($crate::error::Error::from)
            }
            $crate::db::EngineTransaction::Postgres(inner) => {
                $crate::db::run_on_postgres!(inner, |$c| $query)
                    .map(|out| $crate::db::IntoOutput::into_output(out))
            }
        }
    }};
}
pub(crate) use run_on;

/// Runs one statement on a PostgreSQL connection, with the statement timeout of its login.
macro_rules! run_on_postgres {
    ($connection:expr, |$c:ident| $query:expr) => {{
        let most = $connection.statement_wait();
        let waited = {
            let $c = &mut **$connection;
            $crate::deadline::wait_at_most(most, Box::pin($query)).await
        };
        $connection.record_outcome(waited)
    }};
}
pub(crate) use run_on_postgres;

/// Bulk insert, in batches of 200 rows. The last argument is appended to each statement:
/// `bulk_insert!(tx, "INSERT INTO t (a) ", rows, |row, r| row.push_bind(r.a), "")`.
macro_rules! bulk_insert {
    ($tx:expr, $into:expr, $rows:expr, |$row:ident, $value:ident| $bind:expr, $end:expr) => {
        // Both engines limit the bound parameters of a statement: SQLite to 32,766, PostgreSQL to
        // 65,535.
        for chunk in $rows.chunks(200) {
            $tx.count_statement();
            match &mut $tx.inner {
                $crate::db::EngineTransaction::Sqlite(inner) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new($into);
                    query.push_values(chunk, |mut $row, $value| {
                        $bind;
                    });
                    // Not cached: the text depends on the number of rows, so it would replace
                    // statements in the cache that are used again.
                    query
                        .push($end)
                        .build()
                        .persistent(false)
                        .execute(&mut **inner)
                        .await
                        .map(|_| ())?;
                }
                $crate::db::EngineTransaction::Postgres(inner) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new($into);
                    query.push_values(chunk, |mut $row, $value| {
                        $bind;
                    });
                    query.push($end);
                    $crate::db::run_on_postgres!(inner, |c| query
                        .build()
                        .persistent(false)
                        .execute(c))
                    .map(|_| ())?;
                }
            }
        }
    };
}
pub(crate) use bulk_insert;

/// Converts the result types of the two engines to one: fetched rows stay as they are, an execution
/// becomes the number of affected rows.
pub(crate) trait IntoOutput {
    type Output;
    fn into_output(self) -> Self::Output;
}
impl IntoOutput for sqlx::sqlite::SqliteQueryResult {
    type Output = u64;
    fn into_output(self) -> u64 {
        self.rows_affected()
    }
}
impl IntoOutput for sqlx::postgres::PgQueryResult {
    type Output = u64;
    fn into_output(self) -> u64 {
        self.rows_affected()
    }
}
impl<T> IntoOutput for Vec<T> {
    type Output = Self;
    fn into_output(self) -> Self {
        self
    }
}
impl<T> IntoOutput for Option<T> {
    type Output = Self;
    fn into_output(self) -> Self {
        self
    }
}

/// Maps a unique violation to `Raced`: the caller retries and then finds the winner's row.
pub(crate) fn unique_violation_as_race<T>(written: Result<T, Error>) -> Result<T, Error> {
    match written {
        Err(Error::Db(sqlx::Error::Database(db))) if db.is_unique_violation() => Err(Error::Raced),
        other => other,
    }
}
