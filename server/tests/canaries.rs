//! Authored text never reaches a log, a URL or a header. A separate program, because it sets the
//! process-wide tracing subscriber.
#![allow(clippy::unwrap_used)]

#[path = "integration/support/mod.rs"]
mod support;

use support::{LogBuffer, TestApp, database};

/// Puts unique words into a message, a name, an agency and a passphrase, and searches the log,
/// links and headers for them.
#[test]
fn canary_values_never_reach_logs_links_or_headers() {
    let log = LogBuffer::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut outside = String::new();
    runtime.block_on(async {
        for database in database::demo_databases().await {
            let renamed = database::DEMO_FILES[0]
                .replace("María Luna", "Canaryname-77")
                .replace("Lakeside County Family Services", "Canaryagency-77");
            database.import_files(&[&renamed]).await;
            let app = TestApp::new(database, &[]);
            let code = app.create_invitation("maria-luna").await;
            let mut maria = app.new_visitor();
            let mut pages = vec![
                maria
                    .post(
                        "/api/account/accept",
                        &[
                            ("code", &code),
                            ("name", "canarylogin-77"),
                            ("passphrase", "canary passphrase 77"),
                        ],
                    )
                    .await,
            ];
            let rosa = app.database.person_id("rosa-jimenez").await.to_string();
            let thread = maria.send_first_message(&rosa, "canary-message-77").await;
            let id = thread.split('/').next_back().unwrap().to_owned();
            pages.push(
                maria
                    .post(
                        "/api/messages/send",
                        &[
                            ("thread", &id),
                            ("form", "no-uuid"),
                            ("body", "canary-message-77"),
                        ],
                    )
                    .await,
            );
            pages.push(
                maria
                    .post(
                        "/api/messages/send",
                        &[
                            ("thread", &id),
                            ("form", &uuid::Uuid::nil().to_string()),
                            ("body", &"canary-message-77 ".repeat(400)),
                        ],
                    )
                    .await,
            );
            pages.push(
                maria
                    .post(
                        "/api/account/sign-in",
                        &[
                            ("name", "canarylogin-77"),
                            ("passphrase", "canary passphrase 78"),
                        ],
                    )
                    .await,
            );
            for path in ["/", "/messages", thread.as_str(), "/nowhere"] {
                pages.push(maria.get(path).await);
            }
            for page in &pages {
                outside.push_str(&format!("{:?}\n", page.headers));
            }
            let addresses = pages
                .iter()
                .flat_map(|page| page.body.split("href=\"").skip(1))
                .map(|rest| rest.split('"').next().unwrap());
            outside.extend(addresses);
        }
    });
    let logged = log.logged_text();
    assert!(logged.contains("answered"), "the log was listened to");
    for text in [&logged, &outside] {
        let found: Vec<&str> = text
            .lines()
            .filter(|line| line.to_lowercase().contains("canary"))
            .take(3)
            .collect();
        assert!(found.is_empty(), "{found:?}");
    }
}
