//! The quick exit and sign-out never fail: `POST /exit` and sign-out are answered while the
//! database is locked or unreachable, and the session is deleted as soon as the database responds
//! again.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use crate::support::house::Raw;
use crate::support::{App, Page, on_both};
use http::{StatusCode, header};
use sqlx::Connection;
use tokio::time::timeout;

/// The lock of another program's open transaction: SQLite's write lock, or the tables that every
/// request reads.
enum Lock {
    Sqlite(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
}

impl Lock {
    async fn take(raw: &Raw) -> Self {
        match raw {
            Raw::Sqlite(pool) => {
                let mut connection = pool.acquire().await.unwrap().detach();
                sqlx::query("BEGIN IMMEDIATE").execute(&mut connection).await.unwrap();
                Self::Sqlite(connection)
            }
            Raw::Postgres(pool) => {
                let mut connection = pool.acquire().await.unwrap().detach();
                sqlx::raw_sql("BEGIN; LOCK TABLE session, person, agency IN ACCESS EXCLUSIVE MODE").execute(&mut connection).await.unwrap();
                Self::Postgres(connection)
            }
        }
    }

    async fn release(self) {
        match self {
            Self::Sqlite(connection) => connection.close().await.unwrap(),
            Self::Postgres(connection) => connection.close().await.unwrap(),
        }
    }
}

/// The timeout is far below any lock timeout, and far above what a slow machine needs without the
/// database.
async fn at_once(answer: impl Future<Output = Page>) -> Page {
    timeout(Duration::from_secs(1), answer).await.expect("an answer without waiting for the database")
}

/// Polls until no session of a signed-in person is left.
async fn rows_are_deleted(app: &App) -> bool {
    for _ in 0..200 {
        if app.house.number("SELECT count(*) FROM session WHERE person_id IS NOT NULL").await == 0 {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

on_both! {
    async fn leaving_needs_no_database(app: App) {
        app.house.run("UPDATE agency SET exit_address = 'https://neutral.example/today?x=1'").await.unwrap();
        for (path, to) in [("/exit", "https://neutral.example/today?x=1"), ("/api/account/sign-out", "/sign-in")] {
            let mut maria = app.person("maria-luna").await;
            let home = maria.get("/").await;
            let action = home.body.split("action=\"/exit").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
            let address = if path == "/exit" { format!("/exit{action}") } else { path.to_owned() };
            let token = maria.cookies["session"].clone();
            let lock = Lock::take(&app.house.raw).await;
            let left = at_once(maria.post(&address, &[])).await;
            assert_eq!((left.status, left.location()), (StatusCode::SEE_OTHER, to));
            assert!(left.headers.contains_key("clear-site-data"));
            let removed = left.headers.get_all(header::SET_COOKIE).iter().any(|cookie| cookie.to_str().unwrap().starts_with("session=;"));
            assert!(removed, "{:?}", left.headers);
            assert!(!maria.cookies.contains_key("session"));
            lock.release().await;
            maria.cookies.insert("session".into(), token);
            assert_eq!(maria.get("/").await.location(), "/sign-in", "{path}: the token is worth nothing at once");
            assert!(rows_are_deleted(&app).await, "{path}: the row is deleted once the database answers");
        }
    }
}

on_both! {
    async fn leaving_follows_no_address_that_the_database_never_named(app: App) {
        let mut stranger = app.visitor();
        for to in ["https%3A//evil.example/", "//evil.example", "%2F%2Fevil.example", "javascript%3Aalert(1)"] {
            let left = stranger.post(&format!("/exit?to={to}"), &[]).await;
            assert_eq!((left.status, left.location()), (StatusCode::SEE_OTHER, "https://www.weather.gov/"), "{to}");
        }
    }
}
