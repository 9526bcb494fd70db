//! Internal errors: the page is plain and shows the trace id of its log line.
#![allow(clippy::unwrap_used)]

#[path = "integration/support/mod.rs"]
mod support;

use http::StatusCode;
use support::{LogBuffer, TestApp, TestBrowser, TestResponse, database};

/// The trace id on an error page.
fn shown_trace_id(page: &TestResponse) -> &str {
    page.body
        .split("<code dir=\"ltr\">")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
}

fn assert_cause_is_logged(log: &LogBuffer, trace: &str) {
    assert!(
        log.logged_text()
            .lines()
            .any(|line| line.contains(trace) && line.contains("ERROR")),
        "the cause stands in the log under the number of the page"
    );
}

async fn assert_broken_page_is_plain(app: &TestApp, maria: &mut TestBrowser, log: &LogBuffer) {
    let plan = format!("/family/{}/plan", app.database.family_id("luna").await);
    assert_eq!(maria.get(&plan).await.status, StatusCode::OK);
    app.database
        // A missing table is a fault of the program, not of the disk or the connection, so the
        // answer is 500 and not 503.
        .execute_sql("ALTER TABLE plan_item RENAME TO mislaid")
        .await
        .unwrap();
    let page = maria.get(&plan).await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(
        page.body_text().contains("Something went wrong on our end"),
        "{}",
        page.body
    );
    // The text of the error would show an attacker how the portal is built.
    assert!(
        !page.body.contains("plan_item") && !page.body.to_lowercase().contains("sql"),
        "{}",
        page.body
    );
    // The log is searched for this id below, so it must be too long to be in another line by
    // chance.
    let trace = shown_trace_id(&page);
    assert!(trace.len() >= 16, "{trace}");
    assert_cause_is_logged(log, trace);
}

/// A failing form shows its own trace id and the typed text.
async fn assert_broken_form_keeps_text(app: &TestApp, maria: &mut TestBrowser, log: &LogBuffer) {
    app.database
        .execute_sql("ALTER TABLE message RENAME TO message_mislaid")
        .await
        .unwrap();
    let dana = app.database.person_id("dana-fox").await.to_string();
    let form = uuid::Uuid::from_u128(rand::random()).to_string();
    let page = maria
        .post(
            "/api/messages/send",
            &[
                ("to", &dana),
                ("form", &form),
                ("body", "words that must not be lost"),
            ],
        )
        .await;
    assert_eq!(
        page.status,
        StatusCode::INTERNAL_SERVER_ERROR,
        "{}",
        page.body
    );
    // After a failure nothing is stored in the session: this page holds the only copy that the
    // portal returns.
    assert!(page.body.contains("words that must not be lost"));
    assert_cause_is_logged(log, shown_trace_id(&page));
}

#[test]
fn a_broken_page_carries_the_trace_id_of_its_log_line_and_nothing_else() {
    let log = LogBuffer::default();
    let writer = log.clone();
    tracing::subscriber::set_global_default(
        tracing_subscriber::fmt()
            .json()
            .with_writer(move || writer.clone())
            .finish(),
    )
    .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        for database in database::demo_databases().await {
            let app = TestApp::new(database, &[]);
            let mut maria = app.person("maria-luna").await;
            assert_broken_page_is_plain(&app, &mut maria, &log).await;
            assert_broken_form_keeps_text(&app, &mut maria, &log).await;
        }
    });
}
