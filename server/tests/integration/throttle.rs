//! Throttling of guesses: guessing is slowed down, nobody can lock another person out, and
//! responses do not reveal whether a name exists.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::support::address::{form_request, get_from, post_from, send_from, sign_in_from};
use crate::support::database::OwnerPool;
use crate::support::{TestApp, TestResponse, on_each_engine};
use axum::Router;
use axum::body::Body;
use clap::Parser;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use server::config::Cli;
use server::ended_sessions::EndedSessions;
use store::{Db, Logins};

const RIGHT_PASSPHRASE: &str = "correct horse battery";
const WRONG_PASSPHRASE: &str = "wrong horse battery";

async fn sign_in_forwarded(router: &Router, from: &str, by: &str, client: &str) -> TestResponse {
    let fields = [("name", "maria-luna"), ("passphrase", WRONG_PASSPHRASE)];
    let request = form_request("/api/account/sign-in")
        .header(by, client)
        .body(Body::from(serde_urlencoded::to_string(fields).unwrap()))
        .unwrap();
    send_from(router, from, request).await
}

fn is_signed_in(page: &TestResponse) -> bool {
    page.status == StatusCode::SEE_OTHER && page.location() == "/"
}

fn is_sign_in_refused(page: &TestResponse) -> bool {
    page.status == StatusCode::SEE_OTHER && page.location() == "/sign-in"
}

fn retry_after_seconds(page: &TestResponse) -> i64 {
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
        for n in 0..10 {
            assert!(is_sign_in_refused(
                &sign_in_forwarded(
                    &app.router,
                    "127.0.0.2",
                    "x-forwarded-for",
                    &format!("203.0.113.{n}")
                )
                .await
            ));
        }
        assert!(
            retry_after_seconds(
                &sign_in_forwarded(&app.router, "127.0.0.2", "x-forwarded-for", "203.0.113.99")
                    .await
            ) > 0
        );
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
        let spoof = |n: i32| format!("198.51.100.{n}, 203.0.113.77, 10.1.1.1");
        for n in 0..10 {
            assert!(is_sign_in_refused(
                &sign_in_forwarded(&app.router, "127.0.0.9", "x-forwarded-for", &spoof(n)).await
            ));
        }
        assert!(
            retry_after_seconds(
                &sign_in_forwarded(&app.router, "127.0.0.9", "x-forwarded-for", &spoof(99)).await
            ) > 0
        );
        // A whole IPv6 /64 belongs to one subscriber.
        for n in 0..10 {
            assert!(is_sign_in_refused(
                &sign_in_forwarded(
                    &app.router,
                    "127.0.0.9",
                    "forwarded",
                    &format!("for=\"[2001:db8::{n}]\"")
                )
                .await
            ));
        }
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

on_each_engine! {
    async fn guessing_codes_ends_after_ten_tries(app: TestApp) {
        let (router, code) = (&app.router, app.create_invitation("maria-luna").await);
        // The code form, the welcome URL and the account form share one limit.
        for n in 0..3 {
            assert_eq!(
                post_from(
                    router,
                    "127.0.0.2",
                    "/api/account/code",
                    &[("code", &format!("WRONG{n}"))]
                )
                .await
                .location(),
                "/welcome"
            );
            assert_eq!(
                get_from(router, "127.0.0.2", &format!("/welcome/WRONG{n}"))
                    .await
                    .status,
                StatusCode::NOT_FOUND
            );
            let fields = [
                ("code", "WRONG"),
                ("name", "somebody"),
                ("passphrase", RIGHT_PASSPHRASE),
            ];
            assert_eq!(
                post_from(router, "127.0.0.2", "/api/account/accept", &fields)
                    .await
                    .location(),
                "/welcome/WRONG"
            );
        }
        assert_eq!(
            get_from(router, "127.0.0.2", "/welcome/WRONG").await.status,
            StatusCode::NOT_FOUND,
            "the tenth"
        );
        let welcome = format!("/welcome/{code}");
        for path in ["/welcome/WRONG", welcome.as_str()] {
            assert!((1..=60).contains(&retry_after_seconds(
                &get_from(router, "127.0.0.2", path).await
            )));
        }
        let page = post_from(router, "127.0.0.2", "/api/account/code", &[("code", &code)]).await;
        assert!(
            retry_after_seconds(&page) > 0 && !page.body.contains(&code),
            "a code is never shown again"
        );
        // From another address the code works, however often its page is opened.
        for _ in 0..12 {
            assert_eq!(
                get_from(router, "127.0.0.3", &welcome).await.status,
                StatusCode::OK
            );
        }
        app.database.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(
            post_from(router, "127.0.0.2", "/api/account/code", &[("code", &code)])
                .await
                .location(),
            welcome
        );
    }
}

on_each_engine! {
    async fn a_good_code_does_not_find_out_which_names_are_taken(app: TestApp) {
        app.person("maria-luna").await;
        let code = app.create_invitation("luis-luna").await;
        for n in 0..10 {
            // From another address each time, because the limit is per code.
            let page = redeem_code(
                &app.router,
                &format!("127.0.0.{}", 10 + n),
                &code,
                "maria-luna",
            )
            .await;
            assert_eq!(page.location(), format!("/welcome/{code}"));
        }
        let page = redeem_code(&app.router, "127.0.0.30", &code, "maria-luna").await;
        assert!(retry_after_seconds(&page) > 0);
        assert!(
            page.body.contains("value=\"maria-luna\"")
                && !page.body.contains(&code)
                && !page.body.contains(RIGHT_PASSPHRASE),
            "{}",
            page.body
        );
        app.database.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(
            redeem_code(&app.router, "127.0.0.31", &code, "sunflower")
                .await
                .location(),
            "/exit"
        );
    }
}

async fn redeem_code(router: &Router, from: &str, code: &str, name: &str) -> TestResponse {
    post_from(
        router,
        from,
        "/api/account/accept",
        &[
            ("code", code),
            ("name", name),
            ("passphrase", RIGHT_PASSPHRASE),
        ],
    )
    .await
}

on_each_engine! {
    async fn servers_on_one_database_share_counters(app: TestApp) {
        let db = match &app.database.owner_pool {
            OwnerPool::Sqlite(pool) => Db::open(
                &format!(
                    "sqlite://{}",
                    pool.connect_options().get_filename().display()
                ),
                app.database.clock.clone(),
            )
            .await
            .unwrap(),
            OwnerPool::Postgres(_) => {
                let logins = Logins {
                    portal: app.database.portal_url.clone(),
                    system: app.database.system_url.clone(),
                    ..Logins::default()
                };
                Db::open_postgres(&logins, app.database.clock.clone())
                    .await
                    .unwrap()
            }
        };
        let site = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site");
        let folder = tempfile::TempDir::new().unwrap();
        let files = folder.path().to_str().unwrap();
        let settings = Cli::parse_from([
            "alongside",
            "--site",
            site,
            "--files",
            files,
            "--public-url",
            "http://portal.test",
            "serve",
        ])
        .settings;
        let second = server::router::build_router(
            &db,
            &settings,
            false,
            Arc::new(AtomicBool::new(true)),
            &EndedSessions::new(&db),
        )
        .unwrap();
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

/// The comparable part of a response: status, headers and body, without random values and the typed
/// name.
fn comparable_parts(page: &TestResponse, name: &str) -> (StatusCode, Vec<String>, String) {
    let nonce = page
        .body
        .split("nonce=\"")
        .nth(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .unwrap_or_default();
    let plain = |text: &str| {
        if nonce.is_empty() {
            text.to_owned()
        } else {
            text.replace(&nonce, "")
        }
        .replace(name, "")
    };
    let value = |name: &str, value: &str| {
        if name == "set-cookie" {
            value.split('=').next().unwrap().to_owned()
        } else {
            plain(value)
        }
    };
    let headers = page
        .headers
        .iter()
        .map(|(name, line)| format!("{name}: {}", value(name.as_str(), line.to_str().unwrap())))
        .collect();
    (page.status, headers, plain(&page.body))
}

on_each_engine! {
    async fn known_and_unknown_names_are_answered_alike_also_when_throttled(app: TestApp) {
        app.person("maria-luna").await;
        let mut all = Vec::new();
        for (name, from) in [("maria-luna", "127.0.0.2"), ("maria-lunx", "127.0.0.3")] {
            let mut seen = Vec::new();
            for _ in 0..12 {
                let page = sign_in_from(&app.router, from, name, WRONG_PASSPHRASE).await;
                seen.push(comparable_parts(&page, name));
                let cookie = page.headers.get(header::SET_COOKIE).map_or("", |cookie| {
                    cookie.to_str().unwrap().split(';').next().unwrap()
                });
                let next = Request::get("/sign-in")
                    .header(header::COOKIE, cookie)
                    .body(Body::empty())
                    .unwrap();
                seen.push(comparable_parts(
                    &send_from(&app.router, from, next).await,
                    name,
                ));
            }
            all.push(seen);
        }
        assert_eq!(all[0], all[1]);
        assert_eq!(
            all[0]
                .iter()
                .filter(|(status, ..)| *status == StatusCode::TOO_MANY_REQUESTS)
                .count(),
            2
        );
        // The account's limit also applies to names that do not exist.
        for name in ["maria-luna", "maria-lunx"] {
            for n in 0..95 {
                assert!(is_sign_in_refused(
                    &sign_in_from(&app.router, &format!("127.0.3.{n}"), name, WRONG_PASSPHRASE)
                        .await
                ));
            }
        }
        let mut all = Vec::new();
        for (name, from) in [("maria-luna", "127.0.4.2"), ("maria-lunx", "127.0.4.3")] {
            let mut seen = Vec::new();
            for _ in 0..5 {
                seen.push(comparable_parts(
                    &sign_in_from(&app.router, from, name, WRONG_PASSPHRASE).await,
                    name,
                ));
            }
            all.push(seen);
        }
        assert_eq!(all[0], all[1]);
        assert_eq!(
            all[0]
                .iter()
                .filter(|(status, ..)| *status == StatusCode::TOO_MANY_REQUESTS)
                .count(),
            2
        );
    }
}

on_each_engine! {
    async fn refused_attempt_says_in_plain_words_how_long_to_wait(app: TestApp) {
        for (language, words) in [
            ("en", "Wait 1 minute, then try again"),
            ("es", "Espere 1 minuto"),
            ("hmn", "Tos 1 feeb"),
            ("ar", "انتظروا دقيقة"),
        ] {
            let mut page = None;
            for _ in 0..11 {
                let fields = [("name", "sunflower"), ("passphrase", "secret-canary-words")];
                let body = Body::from(serde_urlencoded::to_string(fields).unwrap());
                page = Some(
                    send_from(
                        &app.router,
                        "127.0.0.2",
                        form_request("/api/account/sign-in")
                            .header(header::ACCEPT_LANGUAGE, language)
                            .body(body)
                            .unwrap(),
                    )
                    .await,
                );
            }
            let page = page.unwrap();
            assert!(retry_after_seconds(&page) > 0);
            assert!(
                page.body_text().contains(words),
                "{language}: {}",
                page.body
            );
            assert!(
                page.body.contains("value=\"sunflower\"")
                    && page.body.contains("action=\"/api/account/sign-in\""),
                "the form is there, filled in"
            );
            assert!(
                !page.body.contains("secret-canary"),
                "but never the passphrase"
            );
        }
        // A refused attempt creates no session.
        assert!(
            app.database
                .query_number("SELECT count(*) FROM session")
                .await
                <= 10
        );
    }
}
