//! The quick exit and sign-out never fail: `POST /exit` and sign-out are answered while the
//! database is locked or unreachable, and the session is deleted as soon as the database responds
//! again.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use crate::support::database::OwnerPool;
use crate::support::{TestApp, TestResponse, on_each_engine};
use http::{StatusCode, header};
use sqlx::Connection;
use tokio::time::timeout;

/// The lock of another program's open transaction: SQLite's write lock, or the tables that every
/// request reads.
enum DatabaseLock {
    Sqlite(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
}

impl DatabaseLock {
    async fn acquire_lock(raw: &OwnerPool) -> Self {
        match raw {
            OwnerPool::Sqlite(pool) => {
                // Detached: closing the connection ends its transaction, and with it the lock.
                let mut connection = pool.acquire().await.unwrap().detach();
                sqlx::query("BEGIN IMMEDIATE")
                    .execute(&mut connection)
                    .await
                    .unwrap();
                Self::Sqlite(connection)
            }
            OwnerPool::Postgres(pool) => {
                let mut connection = pool.acquire().await.unwrap().detach();
                sqlx::raw_sql("BEGIN; LOCK TABLE session, person, agency IN ACCESS EXCLUSIVE MODE")
                    .execute(&mut connection)
                    .await
                    .unwrap();
                Self::Postgres(connection)
            }
        }
    }

    async fn release_lock(self) {
        match self {
            Self::Sqlite(connection) => connection.close().await.unwrap(),
            Self::Postgres(connection) => connection.close().await.unwrap(),
        }
    }
}

/// The timeout is far below any lock timeout, and far above what a slow machine needs without the
/// database.
async fn answer_at_once(answer: impl Future<Output = TestResponse>) -> TestResponse {
    timeout(Duration::from_secs(1), answer)
        .await
        .expect("an answer without waiting for the database")
}

/// Polls until no session of a signed-in person is left.
async fn wait_for_session_deletion(app: &TestApp) -> bool {
    for _ in 0..200 {
        if app
            .database
            .query_number("SELECT count(*) FROM session WHERE person_id IS NOT NULL")
            .await
            == 0
        {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

on_each_engine! {
    async fn quick_exit_needs_no_database(app: TestApp) {
        // An address with a query, which has to survive as a parameter of the form's address.
        app.database
            .execute_sql("UPDATE agency SET exit_address = 'https://neutral.example/today?x=1'")
            .await
            .unwrap();
        for (path, to) in [
            ("/exit", "https://neutral.example/today?x=1"),
            ("/api/account/sign-out", "/sign-in"),
        ] {
            let mut maria = app.person("maria-luna").await;
            let home = maria.get("/").await;
            // The form carries the address of the neutral site, because the request must not need
            // the database.
            let action = home
                .body
                .split("action=\"/exit")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap()
                .replace("&amp;", "&");
            let address = if path == "/exit" {
                format!("/exit{action}")
            } else {
                path.to_owned()
            };
            let token = maria.cookies["session"].clone();
            let lock = DatabaseLock::acquire_lock(&app.database.owner_pool).await;
            let left = answer_at_once(maria.post(&address, &[])).await;
            assert_eq!((left.status, left.location()), (StatusCode::SEE_OTHER, to));
            assert!(left.headers.contains_key("clear-site-data"));
            let removed = left
                .headers
                .get_all(header::SET_COOKIE)
                .iter()
                .any(|cookie| cookie.to_str().unwrap().starts_with("session=;"));
            assert!(removed, "{:?}", left.headers);
            assert!(!maria.cookies.contains_key("session"));
            lock.release_lock().await;
            // As a person who has copied the cookie would use it.
            maria.cookies.insert("session".into(), token);
            assert_eq!(
                maria.get("/").await.location(),
                "/sign-in",
                "{path}: the token is worth nothing at once"
            );
            assert!(
                wait_for_session_deletion(&app).await,
                "{path}: the row is deleted once the database answers"
            );
        }
    }
}

on_each_engine! {
    async fn quick_exit_follows_no_url_that_the_database_never_named(app: TestApp) {
        // `/exit` is exempt from the same-origin check: a form on any site could name an address.
        let mut stranger = app.new_visitor();
        for to in [
            "https%3A//evil.example/",
            "//evil.example",
            "%2F%2Fevil.example",
            "javascript%3Aalert(1)",
        ] {
            let left = stranger.post(&format!("/exit?to={to}"), &[]).await;
            assert_eq!(
                (left.status, left.location()),
                // The default of `--exit-url`.
                (StatusCode::SEE_OTHER, "https://www.weather.gov/"),
                "{to}"
            );
        }
    }
}
