//! The log of sessions: a failure is logged once, and ordinary requests log no warning.
#![allow(clippy::unwrap_used)]

#[path = "integration/support/mod.rs"]
mod support;

use http::StatusCode;
use support::{LogBuffer, TestApp, TestBrowser, database};
use tracing_subscriber::layer::SubscriberExt;

/// A request with an ended or invented token is redirected to sign-in and logs no warning: a
/// warning for each session that ends would hide the ones that matter.
async fn assert_ended_session_logs_no_warning(maria: &mut TestBrowser, log: &LogBuffer) {
    let ended = maria.cookies["session"].clone();
    maria.post("/api/account/sign-out", &[]).await;
    let before = log.logged_text().len();
    // The second value is no token and is never looked up; the third is a token that no session
    // has.
    for cookie in [
        ended.as_str(),
        "no-session-at-all",
        "AAAAAAAAAAAAAAAAAAAAAA",
    ] {
        maria.cookies.insert("session".into(), cookie.into());
        assert_eq!(maria.get("/").await.location(), "/sign-in");
    }
    let logged = log.logged_text()[before..].to_owned();
    assert_eq!(
        logged
            .lines()
            .filter(|line| line.contains("answered"))
            .count(),
        3,
        "the log was listened to"
    );
    assert!(
        !logged.contains("suspicious") && !logged.contains("WARN") && !logged.contains("ERROR"),
        "{logged}"
    );
}

async fn assert_failure_is_logged_once(app: &TestApp, maria: &mut TestBrowser, log: &LogBuffer) {
    app.database
        .execute_sql("ALTER TABLE session RENAME TO session_mislaid")
        .await
        .unwrap();
    let before = log.logged_text().len();
    // A new token, because this process refuses the ended one without asking the database.
    maria
        .cookies
        .insert("session".into(), "AAAAAAAAAAAAAAAAAAAAAA".into());
    assert_eq!(maria.get("/").await.status, StatusCode::SERVICE_UNAVAILABLE);
    let logged = log.logged_text()[before..].to_owned();
    // The background retry that deletes the ended session logs its own errors.
    let errors = logged
        .lines()
        .filter(|line| line.contains("ERROR") && !line.contains("server::http::ended_sessions"));
    assert_eq!(errors.count(), 1, "{logged}");
}

#[test]
fn an_ended_session_is_not_suspicious_and_a_failure_is_logged_once() {
    let log = LogBuffer::default();
    let writer = log.clone();
    // With the filter of the program, because an operator's log has it too.
    let subscriber = tracing_subscriber::registry()
        .with(server::logging::log_filter())
        .with(
            tracing_subscriber::fmt::layer()
                .json()
                .with_writer(move || writer.clone()),
        );
    let _guard = tracing::subscriber::set_default(subscriber);
    // `set_default` above holds for this thread only, so everything has to run on it.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        for database in database::demo_databases().await {
            let app = TestApp::new(database, &[]);
            let mut maria = app.person("maria-luna").await;
            assert_ended_session_logs_no_warning(&mut maria, &log).await;
            assert_failure_is_logged_once(&app, &mut maria, &log).await;
        }
    });
}
