//! Throttling of guesses: guessing is slowed down, and one person cannot lock another one out.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::support::address::{form_request, send_from, sign_in_from};
use crate::support::database::OwnerPool;
use crate::support::{TestApp, TestDatabase, TestResponse, on_each_engine};
use axum::Router;
use axum::body::Body;
use clap::Parser;
use http::{StatusCode, header};
use jiff::SignedDuration;
use server::config::{Cli, Installation};
use server::http::ended_sessions::EndedSessions;
use store::{Db, Logins};

pub(crate) const RIGHT_PASSPHRASE: &str = "correct horse battery";
pub(crate) const WRONG_PASSPHRASE: &str = "wrong horse battery";

async fn sign_in_forwarded(router: &Router, from: &str, by: &str, client: &str) -> TestResponse {
    let fields = [("name", "maria-luna"), ("passphrase", WRONG_PASSPHRASE)];
    let request = form_request("/api/account/sign-in")
        .header(by, client)
        .body(Body::from(serde_urlencoded::to_string(fields).unwrap()))
        .unwrap();
    send_from(router, from, request).await
}

/// Sends ten wrong attempts, which are answered, and one more, which has to wait.
async fn assert_slowed_after_ten(
    router: &Router,
    from: &str,
    by: &str,
    client: impl Fn(i32) -> String,
) {
    for n in 0..10 {
        assert!(is_sign_in_refused(
            &sign_in_forwarded(router, from, by, &client(n)).await
        ));
    }
    assert!(retry_after_seconds(&sign_in_forwarded(router, from, by, &client(99)).await) > 0);
}

fn is_signed_in(page: &TestResponse) -> bool {
    // The first sign-in leads to the page that explains the quick exit.
    page.status == StatusCode::SEE_OTHER && matches!(page.location(), "/" | "/exit")
}

pub(crate) fn is_sign_in_refused(page: &TestResponse) -> bool {
    page.status == StatusCode::SEE_OTHER && page.location() == "/sign-in"
}

pub(crate) fn retry_after_seconds(page: &TestResponse) -> i64 {
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.body);
    page.headers[header::RETRY_AFTER]
        .to_str()
        .unwrap()
        .parse()
        .unwrap()
}

on_each_engine! {
    async fn guessing_from_one_address_is_slowed_and_owner_gets_in(app: TestApp) {
        app.person("maria-luna").await;
        let router = &app.router;
        let mut answered = 0;
        for _ in 0..200 {
            let page = sign_in_from(router, "127.0.0.2", "maria-luna", WRONG_PASSPHRASE).await;
            // Refused by the passphrase, and not by the rate limit.
            if is_sign_in_refused(&page) {
                answered += 1;
            } else {
                assert!((1..=20).contains(&retry_after_seconds(&page)));
            }
        }
        assert_eq!(answered, 10, "the others cost no hashing");
        assert!(
            is_signed_in(&sign_in_from(router, "127.0.0.3", "maria-luna", RIGHT_PASSPHRASE).await),
            "the owner, from elsewhere"
        );
        // From that address even the right passphrase is refused until the wait in the response is
        // over.
        let seconds = retry_after_seconds(
            &sign_in_from(router, "127.0.0.2", "maria-luna", RIGHT_PASSPHRASE).await,
        );
        app.database
            .clock
            .advance(SignedDuration::from_secs(seconds));
        assert!(is_signed_in(
            &sign_in_from(router, "127.0.0.2", "maria-luna", RIGHT_PASSPHRASE).await
        ));
        // The successful attempt did not count, so there is room for exactly one wrong one.
        assert!(is_sign_in_refused(
            &sign_in_from(router, "127.0.0.2", "maria-luna", WRONG_PASSPHRASE).await
        ));
        assert!(
            retry_after_seconds(
                &sign_in_from(router, "127.0.0.2", "maria-luna", WRONG_PASSPHRASE).await
            ) > 0
        );
    }
}

on_each_engine! {
    async fn guessing_from_many_addresses_never_locks_owner_out(app: TestApp) {
        app.person("maria-luna").await;
        let router = &app.router;
        for n in 1..=200 {
            assert!(
                is_sign_in_refused(
                    &sign_in_from(
                        router,
                        &format!("127.0.1.{n}"),
                        "maria-luna",
                        WRONG_PASSPHRASE
                    )
                    .await
                ),
                "{n}"
            );
        }
        // The account's own limit is used up. Each of those addresses has three attempts left
        // before it must wait.
        let mut answered = 0;
        for _ in 0..8 {
            answered += i32::from(is_sign_in_refused(
                &sign_in_from(router, "127.0.1.7", "maria-luna", WRONG_PASSPHRASE).await,
            ));
        }
        assert_eq!(answered, 3);
        assert!(
            retry_after_seconds(
                &sign_in_from(router, "127.0.1.7", "maria-luna", RIGHT_PASSPHRASE).await
            ) <= 20 * 60
        );
        // The owner mistypes twice, and then signs in.
        for _ in 0..2 {
            assert!(is_sign_in_refused(
                &sign_in_from(router, "127.0.2.1", "maria-luna", WRONG_PASSPHRASE).await
            ));
        }
        assert!(is_signed_in(
            &sign_in_from(router, "127.0.2.1", "maria-luna", RIGHT_PASSPHRASE).await
        ));
        // Other people at the attacker's address can still sign in to their own accounts.
        app.person("luis-luna").await;
        assert!(is_signed_in(
            &sign_in_from(router, "127.0.1.8", "luis-luna", RIGHT_PASSPHRASE).await
        ));
    }
}

on_each_engine! {
    async fn many_people_at_one_address_sign_in_at_once(app: TestApp) {
        app.person("maria-luna").await;
        // The network of a shelter: a successful attempt is refunded.
        for n in 0..25 {
            assert!(
                is_signed_in(
                    &sign_in_from(&app.router, "127.0.0.2", "maria-luna", RIGHT_PASSPHRASE).await
                ),
                "{n}"
            );
        }
    }
}

on_each_engine! {
    async fn forwarded_address_is_ignored_unless_proxy_is_trusted(app: TestApp) {
        // Any client can send these headers, with another address each time.
        assert_slowed_after_ten(&app.router, "127.0.0.2", "x-forwarded-for", |n| {
            format!("203.0.113.{n}")
        })
        .await;
        assert!(
            retry_after_seconds(
                &sign_in_forwarded(&app.router, "127.0.0.2", "forwarded", "for=203.0.113.98").await
            ) > 0
        );
        let app = TestApp::new(
            app.database,
            &[
                "--public-url",
                "http://portal.test",
                "--trusted-proxy",
                "127.0.0.8/30,10.0.0.0/8",
            ],
        );
        for n in 0..15 {
            assert!(
                is_sign_in_refused(
                    &sign_in_forwarded(
                        &app.router,
                        "127.0.0.9",
                        "x-forwarded-for",
                        &format!("203.0.113.{n}")
                    )
                    .await
                ),
                "each client counts alone"
            );
        }
        // Addresses to the left of the one that the trusted proxy wrote can be forged by the
        // client.
        assert_slowed_after_ten(&app.router, "127.0.0.9", "x-forwarded-for", |n| {
            format!("198.51.100.{n}, 203.0.113.77, 10.1.1.1")
        })
        .await;
        // A whole IPv6 /64 belongs to one subscriber.
        assert_slowed_after_ten(&app.router, "127.0.0.9", "forwarded", |n| {
            format!("for=\"[2001:db8::{n}]\"")
        })
        .await;
        assert!(
            retry_after_seconds(
                &sign_in_forwarded(
                    &app.router,
                    "127.0.0.9",
                    "forwarded",
                    "for=\"[2001:db8::ffff:1]:4711\""
                )
                .await
            ) > 0
        );
    }
}

/// A second connection to the test's database, as another server opens it.
async fn open_second_connection(database: &TestDatabase) -> Db {
    match &database.owner_pool {
        OwnerPool::Sqlite(pool) => Db::open(
            &format!(
                "sqlite://{}",
                pool.connect_options().get_filename().display()
            ),
            database.clock.clone(),
        )
        .await
        .unwrap(),
        OwnerPool::Postgres(_) => {
            let logins = Logins {
                portal: database.portal_url.clone(),
                system: database.system_url.clone(),
                ..Logins::default()
            };
            Db::open_postgres(&logins, database.clock.clone())
                .await
                .unwrap()
        }
    }
}

on_each_engine! {
    async fn servers_on_one_database_share_counters(app: TestApp) {
        let db = open_second_connection(&app.database).await;
        let site = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site");
        let folder = tempfile::TempDir::new().unwrap();
        let files = folder.path().to_str().unwrap();
        let settings = Cli::parse_from([
            "alongside",
            "--assets-dir",
            site,
            "--attachments",
            files,
            "--public-url",
            "http://portal.test",
            "serve",
        ])
        .settings;
        let second = server::http::router::build_router(
            &db,
            &settings,
            Installation::Agency,
            Arc::new(AtomicBool::new(true)),
            &EndedSessions::new(&db),
        )
        .unwrap();
        // Counters in the memory of each server would allow ten attempts on each.
        for n in 0..10 {
            let router = if n % 2 == 0 { &app.router } else { &second };
            assert!(is_sign_in_refused(
                &sign_in_from(router, "127.0.0.2", "maria-luna", WRONG_PASSPHRASE).await
            ));
        }
        for router in [&app.router, &second] {
            assert!(
                retry_after_seconds(
                    &sign_in_from(router, "127.0.0.2", "maria-luna", WRONG_PASSPHRASE).await
                ) > 0
            );
        }
    }
}
