//! Responses to guesses of invitation codes and sign-in names: they say how long to wait, and do
//! not reveal whether a name exists.
#![allow(clippy::unwrap_used)]

use crate::support::address::{form_request, get_from, post_from, send_from, sign_in_from};
use crate::support::{TestResponse, on_each_engine};
use crate::throttle::{
    RIGHT_PASSPHRASE, WRONG_PASSPHRASE, is_sign_in_refused, retry_after_seconds,
};
use axum::Router;
use axum::body::Body;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;

/// Tries a code in the code form, in the URL of the welcome page and in the account form, which
/// share one limit.
async fn guess_code_in_three_ways(router: &Router, from: &str, n: usize) {
    assert_eq!(
        post_from(
            router,
            from,
            "/api/account/code",
            &[("code", &format!("WRONG{n}"))]
        )
        .await
        .location(),
        "/welcome"
    );
    assert_eq!(
        get_from(router, from, &format!("/welcome/WRONG{n}"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        redeem_code(router, from, "WRONG", "somebody")
            .await
            .location(),
        "/welcome/WRONG"
    );
}

on_each_engine! {
    async fn guessing_codes_ends_after_ten_tries(app: TestApp) {
        let (router, code) = (&app.router, app.create_invitation("maria-luna").await);
        // Nine attempts: three rounds of three ways.
        for n in 0..3 {
            guess_code_in_three_ways(router, "127.0.0.2", n).await;
        }
        assert_eq!(
            get_from(router, "127.0.0.2", "/welcome/WRONG").await.status,
            StatusCode::NOT_FOUND,
            "the tenth"
        );
        let welcome = format!("/welcome/{code}");
        // The right code is refused as well: any other response would confirm a guess.
        for path in ["/welcome/WRONG", welcome.as_str()] {
            // One attempt a minute after the first ten.
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

/// The comparable part of a response: status, headers and body, without random values and the typed
/// name.
type ComparableParts = (StatusCode, Vec<String>, String);

fn comparable_parts(page: &TestResponse, name: &str) -> ComparableParts {
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
    // A cookie's value is random; that it is set must not differ.
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

/// Guesses a passphrase; returns the response and the sign-in page that its session then shows.
async fn guess_and_open_sign_in(router: &Router, from: &str, name: &str) -> [ComparableParts; 2] {
    let page = sign_in_from(router, from, name, WRONG_PASSPHRASE).await;
    let cookie = page.headers.get(header::SET_COOKIE).map_or("", |cookie| {
        cookie.to_str().unwrap().split(';').next().unwrap()
    });
    let next = Request::get("/sign-in")
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap();
    let next = send_from(router, from, next).await;
    [comparable_parts(&page, name), comparable_parts(&next, name)]
}

/// The responses for a known and an unknown name are equal, and two of each are throttled.
fn assert_answered_alike(known: &[ComparableParts], unknown: &[ComparableParts]) {
    assert_eq!(known, unknown);
    assert_eq!(
        known
            .iter()
            .filter(|(status, ..)| *status == StatusCode::TOO_MANY_REQUESTS)
            .count(),
        2
    );
}

on_each_engine! {
    async fn known_and_unknown_names_are_answered_alike_also_when_throttled(app: TestApp) {
        app.person("maria-luna").await;
        let router = &app.router;
        let mut all = Vec::new();
        // Names of the same length, because the page repeats the name and Content-Length would
        // differ.
        for (name, from) in [("maria-luna", "127.0.0.2"), ("maria-lunx", "127.0.0.3")] {
            let mut seen = Vec::new();
            for _ in 0..12 {
                seen.extend(guess_and_open_sign_in(router, from, name).await);
            }
            all.push(seen);
        }
        assert_answered_alike(&all[0], &all[1]);
        // The account's limit also applies to names that do not exist. Each guess comes from
        // another address, because one address is limited after ten.
        for name in ["maria-luna", "maria-lunx"] {
            for n in 0..95 {
                assert!(is_sign_in_refused(
                    &sign_in_from(router, &format!("127.0.3.{n}"), name, WRONG_PASSPHRASE).await
                ));
            }
        }
        let mut all = Vec::new();
        for (name, from) in [("maria-luna", "127.0.4.2"), ("maria-lunx", "127.0.4.3")] {
            let mut seen = Vec::new();
            // The limit of the name is used up, and each address has three more attempts: two of
            // five are refused.
            for _ in 0..5 {
                let page = sign_in_from(router, from, name, WRONG_PASSPHRASE).await;
                seen.push(comparable_parts(&page, name));
            }
            all.push(seen);
        }
        assert_answered_alike(&all[0], &all[1]);
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
