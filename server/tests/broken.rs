//! Internal errors: the page is plain and shows the trace id of its log line.
#![allow(clippy::unwrap_used)]

#[path = "integration/support/mod.rs"]
mod support;

use http::StatusCode;
use support::{LogBuffer, TestApp, database};

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
            let plan = format!("/family/{}/plan", app.database.family_id("luna").await);
            assert_eq!(maria.get(&plan).await.status, StatusCode::OK);
            app.database
                .execute_sql("ALTER TABLE plan_item RENAME TO mislaid")
                .await
                .unwrap();
            let page = maria.get(&plan).await;
            assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
            assert!(
                page.body_text().contains("Something broke on our side"),
                "{}",
                page.body
            );
            assert!(
                !page.body.contains("plan_item") && !page.body.to_lowercase().contains("sql"),
                "{}",
                page.body
            );
            let trace = page
                .body
                .split("<code dir=\"ltr\">")
                .nth(1)
                .unwrap()
                .split('<')
                .next()
                .unwrap()
                .to_owned();
            assert!(trace.len() >= 16, "{trace}");
            let cause = |trace: &str| {
                log.logged_text()
                    .lines()
                    .any(|line| line.contains(trace) && line.contains("ERROR"))
            };
            assert!(
                cause(&trace),
                "the cause stands in the log under the number of the page"
            );
            // A failing form shows its own trace id and the typed text.
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
            assert!(page.body.contains("words that must not be lost"));
            let trace = page
                .body
                .split("<code dir=\"ltr\">")
                .nth(1)
                .unwrap()
                .split('<')
                .next()
                .unwrap()
                .to_owned();
            assert!(cause(&trace));
        }
    });
}
