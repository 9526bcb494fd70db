//! Ended sessions stay ended: a request that began before and finishes after does not restore the
//! session. The race: half of a request's body is sent, the session ends, and the rest of the body
//! follows.
#![allow(clippy::unwrap_used)]

use crate::support;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use axum::Router;
use axum::body::Body;
use futures_util::stream::unfold;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use store::authentication::{self, StoredSession};
use tokio::sync::mpsc;
use tower::ServiceExt;

/// A form in flight: the first half of its body has been read.
struct SlowForm {
    rest: mpsc::Sender<Result<String, std::io::Error>>,
    second_half: String,
    answer: tokio::task::JoinHandle<StatusCode>,
}

impl SlowForm {
    async fn start_sending(
        router: &Router,
        cookies: &BTreeMap<String, String>,
        path: &str,
        fields: &[(&str, &str)],
        multipart: bool,
    ) -> Self {
        let (kind, body) = if multipart {
            let parts = fields.iter().map(|(name, value)| {
                format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
            });
            (
                "multipart/form-data; boundary=b",
                format!("{}--b--\r\n", parts.collect::<String>()),
            )
        } else {
            (
                "application/x-www-form-urlencoded",
                serde_urlencoded::to_string(fields).unwrap(),
            )
        };
        let (first, second) = body.split_at(body.len() / 2);
        let (rest, pieces) = mpsc::channel(1);
        let request = Request::post(path)
            .header(header::HOST, "portal.test")
            .header(header::ACCEPT, "text/html")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind)
            .header(
                header::COOKIE,
                cookies
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect::<Vec<_>>()
                    .join("; "),
            )
            .body(Body::from_stream(unfold(pieces, |mut pieces| async move {
                pieces.recv().await.map(|piece| (piece, pieces))
            })))
            .unwrap();
        let router = router.clone();
        let answer = tokio::spawn(async move { router.oneshot(request).await.unwrap().status() });
        rest.send(Ok(first.to_owned())).await.unwrap();
        // The channel holds one chunk, so once this one is accepted the first has been read.
        rest.send(Ok(String::new())).await.unwrap();
        Self {
            rest,
            second_half: second.to_owned(),
            answer,
        }
    }

    async fn finish_sending(self) -> StatusCode {
        self.rest.send(Ok(self.second_half)).await.unwrap();
        drop(self.rest);
        self.answer.await.unwrap()
    }
}

/// The ways to end María Luna's session.
#[derive(Debug, Clone, Copy)]
enum SessionEnding {
    SignOut,
    QuickExit,
    NewInvitation,
}

async fn end_session(app: &TestApp, maria: &mut TestBrowser, ending: SessionEnding) {
    match ending {
        SessionEnding::SignOut => drop(maria.post("/api/account/sign-out", &[]).await),
        SessionEnding::QuickExit => drop(maria.post("/exit", &[]).await),
        SessionEnding::NewInvitation => drop(app.create_invitation("maria-luna").await),
    }
}

/// Polls a second server on the same database until the session's deletion, which happens after the
/// response, is visible there.
async fn wait_for_remote_sign_out(
    app: &TestApp,
    cookies: &BTreeMap<String, String>,
) -> TestResponse {
    // A queue of its own, so that this server learns of the end only from the database.
    let ended = server::http::ended_sessions::EndedSessions::new(&app.database.db);
    let cli = <server::config::Cli as clap::Parser>::parse_from([
        "alongside",
        "--assets-dir",
        support::ASSETS_DIR,
        "--public-url",
        "http://portal.test",
        "serve",
    ]);
    let other = server::http::router::build_router(
        &app.database.db,
        &cli.settings,
        server::config::Installation::Agency,
        Arc::new(AtomicBool::new(true)),
        &ended,
    )
    .unwrap();
    let mut browser = TestBrowser::for_router(other);
    for _ in 0..100 {
        // A response may remove the cookie, and each request must bring it.
        browser.cookies = cookies.clone();
        let page = browser.get("/").await;
        if page.status == StatusCode::SEE_OTHER {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    browser.cookies = cookies.clone();
    browser.get("/").await
}

on_each_engine! {
    async fn a_late_request_brings_no_ended_session_back(app: TestApp) {
        for ending in [
            SessionEnding::SignOut,
            SessionEnding::QuickExit,
            SessionEnding::NewInvitation,
        ] {
            // A form with files is read after its session was loaded, any other before: two
            // different races.
            for multipart in [false, true] {
                let mut maria = app.person("maria-luna").await;
                let cookies = maria.cookies.clone();
                // A refused form is stored in the session, so the late request has something to
                // save.
                let person = app.database.person_id("maria-luna").await.to_string();
                let fields = [
                    ("form", "0191e7a0-0000-7000-8000-000000000001"),
                    ("to", "nobody"),
                    ("body", ""),
                    ("person", &person),
                    ("from", "/messages"),
                    ("endpoint", "messages/send"),
                ];
                let path = if multipart {
                    "/api/messages/send"
                } else {
                    "/keep"
                };
                let late =
                    SlowForm::start_sending(&app.router, &cookies, path, &fields, multipart).await;
                end_session(&app, &mut maria, ending).await;
                let status = late.finish_sending().await;
                // Kept for the next sign-in or refused: both are right, as long as the session
                // stays ended.
                assert!(
                    status == StatusCode::SEE_OTHER || status == StatusCode::NOT_FOUND,
                    "{ending:?} {multipart}: {status}"
                );
                maria.cookies.clone_from(&cookies);
                let page = maria.get("/").await;
                assert_eq!(
                    (page.status, page.location()),
                    (StatusCode::SEE_OTHER, "/sign-in"),
                    "{ending:?} {multipart}, on the same server"
                );
                let page = wait_for_remote_sign_out(&app, &cookies).await;
                assert_eq!(
                    (page.status, page.location()),
                    (StatusCode::SEE_OTHER, "/sign-in"),
                    "{ending:?} {multipart}, on another server"
                );
            }
        }
    }
}

on_each_engine! {
    async fn a_session_that_is_gone_is_not_written_again(app: TestApp) {
        let db = &app.database.db;
        let expires = app
            .database
            .clock
            .now()
            .checked_add(SignedDuration::from_hours(1))
            .unwrap();
        let session = StoredSession {
            data: serde_json::json!({"a": 1}),
            expires,
        };
        authentication::create_session(db, "token", None, &session)
            .await
            .unwrap();
        assert!(
            authentication::update_session(db, "token", &serde_json::json!({"a": 2}))
                .await
                .unwrap()
        );
        authentication::delete_session(db, "token").await.unwrap();
        // What a request does that loaded the session before it was deleted.
        assert!(
            !authentication::update_session(db, "token", &serde_json::json!({"a": 3}))
                .await
                .unwrap()
        );
        assert!(
            authentication::find_session(db, "token")
                .await
                .unwrap()
                .is_none()
        );
    }
}

on_each_engine! {
    async fn a_busy_session_ends_after_thirty_days(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let keep = |words: &'static str| {
            [
                ("endpoint", "plan/own"),
                ("from", "/plan"),
                ("words", words),
            ]
        };
        // Other words each time, so that the session's data is written: a write must not extend the
        // session.
        for turn in 0..35 {
            app.database.clock.advance(SignedDuration::from_hours(20));
            let response = maria
                .post("/keep", &keep(if turn % 2 == 0 { "even" } else { "odd" }))
                .await;
            assert_eq!(response.status, StatusCode::SEE_OTHER);
            assert!(
                maria.get("/").await.body_text().contains("Maria")
                    || maria.get("/").await.body_text().contains("María"),
                "turn {turn}"
            );
        }
        // 700 hours have passed: this is one minute after the last of 720.
        app.database
            .clock
            .advance(SignedDuration::from_mins(20 * 60 + 1));
        assert_eq!(maria.get("/").await.location(), "/sign-in");
    }
}
