//! Macros that run a statement on SQLite or PostgreSQL.

use crate::error::Error;

/// Runs one statement on the engine of the transaction, and counts it:
/// `on!(tx, c => sqlx::query(SQL).bind(id).execute(c))`.
macro_rules! on {
    ($tx:expr, $c:ident => $query:expr) => {{
        $tx.count();
        match &mut $tx.inner {
            $crate::db::Inner::Sqlite(inner) => {
                let $c = &mut **inner;
                $query.await.map(|out| $crate::statement::Outcome::of(out)).map_err($crate::error::Error::from)
            }
            $crate::db::Inner::Postgres(inner) => $crate::statement::ask!(inner, $c => $query).map(|out| $crate::statement::Outcome::of(out)),
        }
    }};
}
pub(crate) use on;

/// Runs one statement on a PostgreSQL connection, with the statement timeout of its login.
macro_rules! ask {
    ($connection:expr, $c:ident => $query:expr) => {{
        let most = $connection.statement_wait();
        let waited = {
            let $c = &mut **$connection;
            $crate::deadline::wait(most, $query).await
        };
        $connection.outcome(waited)
    }};
}
pub(crate) use ask;

/// Bulk insert, in batches of 200 rows. The last argument is appended to each statement:
/// `add_all!(tx, "INSERT INTO t (a) ", rows, |row, r| row.push_bind(r.a), "")`.
macro_rules! add_all {
    ($tx:expr, $into:expr, $rows:expr, |$row:ident, $value:ident| $bind:expr, $end:expr) => {
        for chunk in $rows.chunks(200) {
            $tx.count();
            match &mut $tx.inner {
                $crate::db::Inner::Sqlite(inner) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new($into);
                    query.push_values(chunk, |mut $row, $value| {
                        $bind;
                    });
                    query.push($end).build().persistent(false).execute(&mut **inner).await.map(|_| ())?;
                }
                $crate::db::Inner::Postgres(inner) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new($into);
                    query.push_values(chunk, |mut $row, $value| {
                        $bind;
                    });
                    query.push($end);
                    $crate::statement::ask!(inner, c => query.build().persistent(false).execute(c)).map(|_| ())?;
                }
            }
        }
    };
}
pub(crate) use add_all;

/// Converts the result types of the two engines to one: fetched rows stay as they are, an execution
/// becomes the number of affected rows.
pub(crate) trait Outcome {
    type Of;
    fn of(self) -> Self::Of;
}
impl Outcome for sqlx::sqlite::SqliteQueryResult {
    type Of = u64;
    fn of(self) -> u64 {
        self.rows_affected()
    }
}
impl Outcome for sqlx::postgres::PgQueryResult {
    type Of = u64;
    fn of(self) -> u64 {
        self.rows_affected()
    }
}
impl<T> Outcome for Vec<T> {
    type Of = Self;
    fn of(self) -> Self {
        self
    }
}
impl<T> Outcome for Option<T> {
    type Of = Self;
    fn of(self) -> Self {
        self
    }
}

/// Maps a unique violation to `Raced`: the caller retries and then finds the winner's row.
pub(crate) fn once<T>(written: Result<T, Error>) -> Result<T, Error> {
    match written {
        Err(Error::Db(sqlx::Error::Database(db))) if db.is_unique_violation() => Err(Error::Raced),
        other => other,
    }
}
