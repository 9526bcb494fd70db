//! The log of throttled guesses. A separate program, because tracing decides once per process
//! whether a line is logged, and other tests run without a log.
#![allow(clippy::unwrap_used)]

#[path = "integration/support/mod.rs"]
mod support;

use support::address::{get_from, sign_in_from};
use support::{LogBuffer, TestApp, database};

/// The log shows that someone is guessing, but neither the name nor the code.
#[test]
fn wrong_attempts_are_logged_without_a_name() {
    let log = LogBuffer::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    // `set_default` above holds for this thread only, so everything has to run on it.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        for database in database::demo_databases().await {
            let app = TestApp::new(database, &[]);
            // Ten attempts are answered, and the eleventh is refused.
            for _ in 0..11 {
                sign_in_from(
                    &app.router,
                    "127.0.0.77",
                    "canary-name",
                    "canary passphrase",
                )
                .await;
                get_from(&app.router, "127.0.0.77", "/welcome/CANARYCODE").await;
            }
            let mut pat = app.person("pat-nguyen").await;
            pat.post("/api/account/begin-app", &[]).await;
            let typed = [("code", "canary")];
            pat.post("/api/account/add-app", &typed).await;
        }
    });
    let text = log.logged_text();
    let lines = |what: &str| {
        text.lines()
            .filter(|line| line.contains(what) && line.contains("WARN"))
            .count()
    };
    // A sign-in and a code are refused once on each engine.
    let engines = text
        .lines()
        .filter(|line| line.contains("too many attempts"))
        .count()
        / 2;
    assert!(engines >= 1);
    assert_eq!(lines("an attempt was wrong"), 21 * engines);
    assert_eq!(lines("second-step"), engines, "a code for a new app, too");
    for secret in ["canary", "CANARY", "127.0.0.77"] {
        assert!(!text.contains(secret), "{secret}");
    }
}
