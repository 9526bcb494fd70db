//! Aborted requests leave no more work behind than may run at once; script/bench-load measures
//! memory. A separate program, because the permit pools are process-wide.
#![allow(clippy::unwrap_used)]

#[path = "integration/support/mod.rs"]
mod support;

use std::time::Duration;

use app::account::passphrase::HASHING_POOL;
use axum::body::Body;
use futures_util::future::join_all;
use http::{Request, StatusCode, header};
use support::TestApp;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// Polls until the condition holds; fails after 60 seconds.
async fn poll_until(what: &str, holds: impl Fn() -> bool) {
    let wait = async {
        while !holds() {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(60), wait)
        .await
        .unwrap_or_else(|_| panic!("never: {what}"));
}

fn sign_in_request(name: &str) -> Request<Body> {
    let body =
        serde_urlencoded::to_string([("name", name), ("passphrase", "not the right passphrase")])
            .unwrap();
    Request::post("/api/account/sign-in")
        .header(header::ACCEPT, "text/html")
        .header(header::HOST, "portal.test")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap()
}

/// Aborts many sign-ins: some while hashing, some while queued; some are refused before.
async fn abort_sign_ins(app: &TestApp, round: usize) {
    // More than the two that are hashed at once and fewer than the 100 of the queue. Each has a
    // name of its own, because one name has only 100 attempts.
    let requests: Vec<_> = (0..60)
        .map(|n| {
            tokio::spawn(
                app.router
                    .clone()
                    .oneshot(sign_in_request(&format!("nobody-{round}-{n}"))),
            )
        })
        .collect();
    poll_until("somebody waits while others hash", || {
        HASHING_POOL.running_count() > 0 && HASHING_POOL.queued_count() > 0
    })
    .await;
    for request in &requests {
        request.abort();
    }
    join_all(requests).await;
}

/// New requests are served; those beyond the queue's capacity get 503 at once.
async fn assert_new_sign_ins_are_answered(app: &TestApp) {
    // More than the two that are hashed and the 100 that wait, so that some must be refused.
    let answers = join_all((0..160).map(|n| {
        app.router
            .clone()
            .oneshot(sign_in_request(&format!("nobody-{n}")))
    }))
    .await;
    let (mut answered, mut refused) = (0, 0);
    for answer in answers {
        match answer.unwrap() {
            busy if busy.status() == StatusCode::SERVICE_UNAVAILABLE => {
                assert!(busy.headers().contains_key(header::RETRY_AFTER));
                refused += 1;
            }
            answer => {
                assert_eq!(answer.status(), StatusCode::SEE_OTHER);
                answered += 1;
            }
        }
    }
    // The queue holds 100; how many are hashed meanwhile depends on the machine.
    assert!(
        answered >= 100 && refused > 0,
        "{answered} answered, {refused} refused"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hung_up_sign_ins_never_hash_more_than_two_at_once() {
    // One engine is enough: the pool does not depend on the database.
    let app: TestApp = support::demo_apps().await.remove(0);
    // A permit that ended with its request would leave hashing behind that no one counts: 19 MiB
    // each.
    for round in 0..4 {
        abort_sign_ins(&app, round).await;
    }
    poll_until("nobody waits for a permit", || {
        HASHING_POOL.queued_count() == 0
    })
    .await;
    poll_until("nothing is hashed", || HASHING_POOL.running_count() == 0).await;
    assert!(
        HASHING_POOL.peak_running_count() <= 2,
        "{} at once",
        HASHING_POOL.peak_running_count()
    );

    assert_new_sign_ins_are_answered(&app).await;
    assert_eq!(
        (
            HASHING_POOL.queued_count(),
            HASHING_POOL.peak_running_count()
        ),
        (0, 2)
    );
}
