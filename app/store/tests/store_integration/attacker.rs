//! An attacker with the portal's PostgreSQL login; used by the row-level security tests.
#![allow(clippy::unwrap_used)]

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::support::TestDatabase;

/// A connection with the portal's login, acting for a person of the attacker's choice.
pub struct Attacker(pub PgConnection);

impl Attacker {
    pub async fn acting_for(database: &TestDatabase, person: &str, key: &str) -> Self {
        let mut connection = PgConnection::connect(database.portal_url.as_deref().unwrap())
            .await
            .unwrap();
        // An empty setting is how a request without an actor looks to row-level security.
        let person = if person.is_empty() {
            String::new()
        } else {
            database.person_id(person).await.to_string()
        };
        sqlx::query(
            // Not local to a transaction (`false`), because each statement of an attack is one of
            // its own.
            "SELECT set_config('role', 'alongside_app', false), set_config('alongside.person', $1, false), set_config('alongside.key', $2, false),
                set_config('alongside.today', '2026-11-23', false)",
        )
        .bind(person)
        .bind(key)
        .execute(&mut connection)
        .await
        .unwrap();
        Self(connection)
    }

    pub async fn new(database: &TestDatabase, person: &str) -> Self {
        Self::acting_for(database, person, "").await
    }

    /// Returns the number of rows that a statement affects; 0 where it is refused for lack of
    /// privilege.
    pub async fn count_affected_rows(&mut self, sql: &str) -> u64 {
        match sqlx::query(AssertSqlSafe(sql.to_owned()))
            .persistent(false)
            .execute(&mut self.0)
            .await
        {
            Ok(done) => done.rows_affected(),
            Err(error) => {
                let code = error
                    .as_database_error()
                    .and_then(|error| error.code())
                    .unwrap_or_default()
                    .into_owned();
                // Any other error, such as a constraint, would hide that row-level security let the
                // statement through.
                assert_eq!(code, "42501", "{sql}: {error}");
                0
            }
        }
    }

    pub async fn count_rows(&mut self, what: &str) -> i64 {
        sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {what}")))
            .persistent(false)
            .fetch_one(&mut self.0)
            .await
            .unwrap()
    }

    /// Returns a function's result; `None` where it is NULL or may not be called.
    pub async fn call_function<T>(&mut self, sql: &str) -> Option<T>
    where
        T: Send + Unpin + sqlx::Type<sqlx::Postgres> + for<'r> sqlx::Decode<'r, sqlx::Postgres>,
    {
        sqlx::query_scalar::<_, Option<T>>(AssertSqlSafe(sql.to_owned()))
            .persistent(false)
            .fetch_one(&mut self.0)
            .await
            .ok()
            .flatten()
    }
}

/// Restores the database's own clock tolerance, which the test template relaxes for tests with a
/// mocked clock.
pub async fn restore_clock_tolerance(database: &TestDatabase) {
    let measure = "CREATE OR REPLACE FUNCTION alongside_clock_tolerance() RETURNS interval \
        LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN interval '5 minutes'";
    database.execute_sql(measure).await.unwrap();
    database
        // The real date may be before the memberships of the demo begin.
        .execute_sql("UPDATE membership SET since = '2000-01-01'")
        .await
        .unwrap();
}

pub const SET_TODAY_SQL: &str =
    "SELECT set_config('alongside.today', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD'), false)";
