//! Authored text never reaches a log, a URL or a header. A separate program, because it sets the
//! process-wide tracing subscriber.
#![allow(clippy::unwrap_used)]

#[path = "integration/support/mod.rs"]
mod support;

use http::StatusCode;
use serde_json::{Value, json};
use support::calendar_files::create_feed;
use support::{LogBuffer, TestApp, TestBrowser, TestDatabase, TestResponse, database};

/// Puts unique words into the names of a person and of her agency.
async fn import_canary_names(database: &TestDatabase) {
    let renamed = database::DEMO_FILES[0]
        .replace("María Luna", "Canaryname-77")
        .replace("Lakeside County Family Services", "Canaryagency-77");
    database.import_files(&[&renamed]).await;
}

async fn accept_with_canary_name(app: &TestApp, browser: &mut TestBrowser) -> TestResponse {
    let code = app.create_invitation("maria-luna").await;
    browser
        .post(
            "/api/account/accept",
            &[
                ("code", &code),
                ("name", "canarylogin-77"),
                ("passphrase", "canary passphrase 77"),
            ],
        )
        .await
}

/// Posts forms that are refused: their text comes back on a page, and their failure is logged.
async fn post_refused_canaries(browser: &mut TestBrowser, thread: &str) -> Vec<TestResponse> {
    let id = thread.split('/').next_back().unwrap();
    // 7,200 characters, more than the 5,000 of a message: refused with a redirect to the page. An
    // id that is no UUID gets an error page instead.
    let long = "canary-message-77 ".repeat(400);
    let nil = uuid::Uuid::nil().to_string();
    let mut pages = Vec::new();
    for (form, body) in [
        ("no-uuid", "canary-message-77"),
        (nil.as_str(), long.as_str()),
    ] {
        pages.push(
            browser
                .post(
                    "/api/messages/send",
                    &[("thread", id), ("form", form), ("body", body)],
                )
                .await,
        );
    }
    pages.push(
        browser
            .post(
                "/api/account/sign-in",
                &[
                    ("name", "canarylogin-77"),
                    // One character away from the right passphrase: in a log it would be as useful
                    // as the right one.
                    ("passphrase", "canary passphrase 78"),
                ],
            )
            .await,
    );
    pages
}

/// Puts unique words into the place of a hearing and the way there, which one parent may not know.
/// Opens its pages, its file and a private calendar address as both parents.
async fn read_canary_place(app: &TestApp) -> Vec<TestResponse> {
    let mut file: Value = serde_json::from_str(database::DEMO_FILES[2]).unwrap();
    let dates = file["families"][0]["dates"].as_array_mut().unwrap();
    let is_hearing = |one: &&mut Value| one["key"] == "hearing";
    let hearing = dates.iter_mut().find(is_hearing).unwrap();
    hearing["place"] = "canary-place-77".into();
    hearing["place_audience"] =
        json!({ "roles": ["worker"], "people": ["tasha-carter"], "never": ["marcus-reed"] });
    hearing["way"] = json!({ "language": "en", "text": "canary-way-77", "by": "ben-ortiz" });
    app.database.import_files(&[&file.to_string()]).await;
    let sql = "SELECT e.key, e.id FROM event e JOIN family f ON f.id = e.family_id WHERE f.key = \
        'carter'";
    let events = app.database.query_keyed_ids(sql).await;
    let (_, event) = events.iter().find(|(key, _)| key == "hearing").unwrap();
    let family = app.database.family_id("carter").await;
    let calendar = format!("/family/{family}/calendar");
    let mut pages = Vec::new();
    for (who, knows) in [("tasha-carter", true), ("marcus-reed", false)] {
        let mut browser = app.person(who).await;
        let feed = create_feed(&mut browser).await;
        let content = [("content", "places")];
        browser.post("/api/calendar/feed-content", &content).await;
        for path in [
            calendar.clone(),
            format!("{calendar}/print"),
            format!("{calendar}/{event}"),
            format!("{calendar}/{event}/file?with=details"),
            feed,
        ] {
            let page = browser.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert_eq!(page.body.contains("canary-place-77"), knows, "{path}");
            pages.push(page);
        }
    }
    pages
}

/// What leaves the pages: their headers, and the addresses of their links, which the browser's
/// history and other servers see.
fn headers_and_links(pages: &[TestResponse]) -> String {
    let mut outside = String::new();
    // With `Debug` every header is searched, among them Location and Set-Cookie.
    for page in pages {
        outside.push_str(&format!("{:?}\n", page.headers));
    }
    let addresses = pages
        .iter()
        .flat_map(|page| page.body.split("href=\"").skip(1))
        .map(|rest| rest.split('"').next().unwrap());
    outside.extend(addresses);
    outside
}

/// Puts unique words into a message, a name, an agency, a passphrase and a place, and searches the
/// log, links and headers for them.
#[test]
fn canary_values_never_reach_logs_links_or_headers() {
    let log = LogBuffer::default();
    let writer = log.clone();
    // At TRACE and for the whole process, so that the log of every library and thread is searched.
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
            import_canary_names(&database).await;
            let app = TestApp::new(database, &[]);
            let mut maria = app.new_visitor();
            let mut pages = vec![accept_with_canary_name(&app, &mut maria).await];
            let rosa = app.database.person_id("rosa-jimenez").await.to_string();
            let thread = maria.send_first_message(&rosa, "canary-message-77").await;
            pages.extend(post_refused_canaries(&mut maria, &thread).await);
            for path in ["/", "/messages", thread.as_str(), "/nowhere"] {
                pages.push(maria.get(path).await);
            }
            pages.extend(read_canary_place(&app).await);
            outside.push_str(&headers_and_links(&pages));
        }
    });
    let logged = log.logged_text();
    // An empty log would contain no canary either.
    assert!(logged.contains("answered"), "the log was listened to");
    for text in [&logged, &outside] {
        let found: Vec<&str> = text
            .lines()
            // Sign-in names are stored case-folded, and a log could contain either form.
            .filter(|line| line.to_lowercase().contains("canary"))
            .take(3)
            .collect();
        assert!(found.is_empty(), "{found:?}");
    }
}
