//! Access log coverage: an outsider who is shown text of a family's record leaves exactly one log
//! entry; family members leave none. Every route is tried, so that a new route without a log entry
//! fails here.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::endpoints::{ENDPOINTS, EndpointAccess};
use crate::support::database::{OwnerPool, TestDatabase};
use crate::support::routes::{CARTER_TEAM, RouteIds, post_valid_form};
use crate::support::{TestBrowser, TestResponse, on_each_engine};
use axum::body::Body;
use axum::response::IntoResponse;
use http::{Request, StatusCode, header};
use model::messages::MessageDestination;
use store::Intent;

/// A word that every text of every record contains after `seed_canaries`.
const CANARY_WORD: &str = "zqcanary";

/// Adds the canary to all record data: texts, translations, messages, places and children's names.
async fn seed_canaries(database: &TestDatabase) {
    for sql in [
        "UPDATE text SET body = 'zqcanary ' || body",
        "UPDATE translation SET body = 'zqcanary ' || body",
        "UPDATE message SET body = 'zqcanary ' || body WHERE kind = 'words'",
        "UPDATE event SET place = 'zqcanary ' || place WHERE place IS NOT NULL",
        "UPDATE child SET name = 'zqcanary ' || name",
    ] {
        database.execute_sql(sql).await.unwrap();
    }
}

/// One access log entry: who read, in which role, which part of which family's record, and in which
/// thread.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
struct LoggedRead {
    key: String,
    role: String,
    family: String,
    what: String,
    thread: Option<String>,
}

/// The log entries after the first `skip`, oldest first, read as the database owner.
async fn log_entries(database: &TestDatabase, skip: i64) -> Vec<LoggedRead> {
    const SQL: &str = "SELECT p.key, l.role, f.key AS family, l.what, h.key AS thread FROM access_log l JOIN person p ON p.id = l.person_id
        JOIN family f ON f.id = l.family_id LEFT JOIN thread h ON h.id = l.thread_id ORDER BY l.id LIMIT 100 OFFSET $1";
    match &database.owner_pool {
        OwnerPool::Sqlite(pool) => sqlx::query_as(SQL)
            .bind(skip)
            .fetch_all(pool)
            .await
            .unwrap(),
        OwnerPool::Postgres(pool) => sqlx::query_as(SQL)
            .bind(skip)
            .fetch_all(pool)
            .await
            .unwrap(),
    }
}

async fn count_log_entries(database: &TestDatabase) -> i64 {
    // Entries are ordered by time, so each request gets its own.
    database
        .clock
        .advance(jiff::SignedDuration::from_millis(20));
    database
        .query_number("SELECT count(*) FROM access_log")
        .await
}

/// Fetches new messages as the open thread's script does; the response is JSON.
async fn fetch_new_messages(browser: &mut TestBrowser, thread: &str, after: &str) -> TestResponse {
    let body =
        serde_urlencoded::to_string([("thread", thread), ("after", after), ("seen", "true")])
            .unwrap();
    let request = Request::post("/api/messages/newer")
        .header(header::ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    browser.send_request(request).await
}

/// Whether a response shows record data: the canary, or a file, which may contain it in unreadable
/// form.
fn shows_record(page: &TestResponse) -> bool {
    let kind = page
        .headers
        .get(header::CONTENT_TYPE)
        .map_or("", |kind| kind.to_str().unwrap());
    let is_file = ["application/pdf", "audio/", "image/"]
        .iter()
        .any(|file| kind.starts_with(file));
    page.status.is_success() && (page.body.contains(CANARY_WORD) || is_file)
}

/// The part of the record to which a route belongs, as the log names it.
fn record_part(path: &str) -> &'static str {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["", "messages" | "api", ..] => "thread",
        ["", "family", _] => "home",
        ["", "family", _, "sharing"] => "sharing",
        _ => "plan",
    }
}

/// A URL of the route that shows record data, if any URL of it does.
fn record_url(ids: &RouteIds, pattern: &str) -> String {
    if pattern.ends_with("/plan/add/{kind}") {
        ids.fill_path(pattern).replace("strength", "step") + "?goal=" + &ids.item
    } else {
        ids.fill_path(pattern)
    }
}

on_each_engine! {
    async fn every_route_that_shows_record_to_outsider_writes_one_line(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        seed_canaries(&app.database).await;
        let mut shown = BTreeSet::new();
        for key in CARTER_TEAM.into_iter().chain(["elena-ruiz"]) {
            let mut browser = app.person(key).await;
            let role = app.database.load_actor(key).await.teams[0].role;
            // The search page shows the result of the session's last search.
            browser
                .post("/api/messages/search", &[("words", "paper")])
                .await;
            for (method, pattern, who, _) in ENDPOINTS {
                if *who == EndpointAccess::Anyone || pattern.ends_with("/live") {
                    continue;
                }
                let before = count_log_entries(&app.database).await;
                let path = record_url(&ids, pattern);
                let page = match (*method, *pattern) {
                    ("GET", _) => browser.get(&path).await,
                    (_, "/api/messages/newer") => {
                        fetch_new_messages(&mut browser, &ids.thread, "0").await
                    }
                    _ => post_valid_form(&mut browser, pattern, &ids).await,
                };
                let written = log_entries(&app.database, before).await;
                let at = format!("{key} {method} {path}: {written:?}");
                if role.is_family() {
                    assert!(
                        written.is_empty(),
                        "the family's own people are not logged. {at}"
                    );
                } else if shows_record(&page) {
                    shown.insert(format!("{method} {pattern}"));
                    let family = if key == "elena-ruiz" {
                        "luna"
                    } else {
                        "carter"
                    };
                    let thread = (record_part(pattern) == "thread").then(|| {
                        if key == "elena-ruiz" {
                            "maria-dana"
                        } else {
                            "tasha-june"
                        }
                        .to_owned()
                    });
                    let line = LoggedRead {
                        key: key.to_owned(),
                        role: role.slug().to_owned(),
                        family: family.to_owned(),
                        what: record_part(pattern).to_owned(),
                        thread,
                    };
                    assert_eq!(
                        written,
                        [line],
                        "a page that shows a record writes one line. {at}"
                    );
                } else if *method == "GET" && !page.status.is_success() {
                    assert!(
                        written.is_empty(),
                        "where nothing is shown there is nothing to log. {at}"
                    );
                } else {
                    assert!(written.len() <= 1, "one reading is one line. {at}");
                }
            }
        }
        // Each of these routes must have shown record data to an outsider at least once; otherwise
        // this test proves nothing.
        for route in [
            "GET /family/{id}",
            "GET /family/{id}/plan",
            "GET /family/{id}/plan/item/{item}",
            "GET /family/{id}/plan/edit/{item}",
            "GET /family/{id}/plan/add/{kind}",
            "GET /family/{id}/plan/version/{version}/pdf",
            "GET /family/{id}/plan/week",
            "GET /messages/{id}",
            "GET /messages/{id}/print",
            "GET /messages/{id}/table",
            "GET /messages/{id}/file/{seq}/{n}",
            "GET /messages/{id}/interpret/{seq}",
            "GET /messages/search",
            "GET /messages/queue/{request}",
            "GET /messages/queue/{request}/file/{seq}/{n}",
            "POST /api/messages/newer",
        ] {
            assert!(
                shown.contains(route),
                "{route} showed nobody anything: {shown:#?}"
            );
        }
    }
}

on_each_engine! {
    async fn search_writes_one_line_for_each_conversation_it_shows(app: TestApp) {
        for (person, body) in [
            ("maria-luna", "supper on Friday"),
            ("marcus-reed", "supper on Monday"),
        ] {
            app.database
                .send_message(
                    "pat-nguyen",
                    MessageDestination::Person(app.database.person_id(person).await),
                    body,
                )
                .await
                .unwrap();
        }
        let mut pat = app.person("pat-nguyen").await;
        pat.post("/api/messages/search", &[("words", "supper")])
            .await;
        let before = count_log_entries(&app.database).await;
        let page = pat.get("/messages/search").await;
        assert!(page.body.contains(" on Friday") && page.body.contains(" on Monday"));
        let families: Vec<_> = log_entries(&app.database, before)
            .await
            .into_iter()
            .map(|line| (line.family, line.what))
            .collect();
        assert_eq!(
            families
                .iter()
                .map(|(family, what)| (family.as_str(), what.as_str()))
                .collect::<BTreeSet<_>>(),
            [("carter", "thread"), ("luna", "thread")].into()
        );
        assert_eq!(families.len(), 2);
        // No result means no log entry; and a family member's own search is never logged.
        pat.post("/api/messages/search", &[("words", "nowhere")])
            .await;
        pat.get("/messages/search").await;
        let mut maria = app.person("maria-luna").await;
        maria
            .post("/api/messages/search", &[("words", "supper")])
            .await;
        assert!(
            maria
                .get("/messages/search")
                .await
                .body
                .contains(" on Friday")
        );
        assert_eq!(count_log_entries(&app.database).await, before + 2);
    }
}

on_each_engine! {
    async fn open_conversation_is_logged_when_words_come_and_not_when_none_do(app: TestApp) {
        let thread = app.database.thread_id("marcus-ben").await.to_string();
        let mut ben = app.person("ben-ortiz").await;
        let before = count_log_entries(&app.database).await;
        for (after, lines) in [("1", 0), ("0", 1), ("1", 1)] {
            let page = fetch_new_messages(&mut ben, &thread, after).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.body);
            assert_eq!(
                count_log_entries(&app.database).await,
                before + lines,
                "after {after}"
            );
        }
    }
}

on_each_engine! {
    async fn picture_of_open_page_is_part_of_that_reading(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        let path = format!("/messages/{}", ids.thread);
        let mut june = app.person("june-bell").await;
        count_log_entries(&app.database).await;
        let page = june.get(&path).await;
        let before = count_log_entries(&app.database).await;
        let file = page
            .body
            .split("href=\"")
            .find(|rest| rest.starts_with(&format!("{path}/file/")))
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        assert!(file.contains("?page="), "{file}");
        assert_eq!(june.get(&file).await.status, StatusCode::OK);
        assert_eq!(
            count_log_entries(&app.database).await,
            before,
            "the page that shows it is in the log"
        );
        // Requested directly, with another page's log entry id, or long after the page, the file
        // gets a log entry of its own.
        let plain = file.split('?').next().unwrap();
        assert_eq!(june.get(plain).await.status, StatusCode::OK);
        assert_eq!(count_log_entries(&app.database).await, before + 1);
        assert_eq!(
            june.get(&format!(
                "{plain}?page=01900000-0000-7000-8000-000000000000"
            ))
            .await
            .status,
            StatusCode::OK
        );
        assert_eq!(
            june.get(&format!("{plain}?page=nothing")).await.status,
            StatusCode::OK
        );
        assert_eq!(count_log_entries(&app.database).await, before + 3);
        app.database
            .clock
            .advance(jiff::SignedDuration::from_hours(2));
        assert_eq!(june.get(&file).await.status, StatusCode::OK);
        assert_eq!(count_log_entries(&app.database).await, before + 4);
    }
}

on_each_engine! {
    async fn answer_whose_log_line_is_not_committed_never_leaves_server(app: TestApp) {
        let carter = app.database.family_id("carter").await;
        let ben = app.database.load_actor("ben-ortiz").await;
        let db = app.database.db.for_request();
        let answer = |status: StatusCode| {
            server::access_log_check::require_committed_access_log(&db, status.into_response())
                .status()
        };
        let mut tx = db.acting_as(&ben, Intent::Write).await.unwrap();
        store::plan::read_plan(&mut tx, carter, "en").await.unwrap();
        drop(tx);
        assert_eq!(
            answer(StatusCode::OK),
            StatusCode::INTERNAL_SERVER_ERROR,
            "shown, and not in the log"
        );
        assert_eq!(
            (answer(StatusCode::SEE_OTHER), answer(StatusCode::NOT_FOUND)),
            (StatusCode::SEE_OTHER, StatusCode::NOT_FOUND)
        );
        for _ in 0..2 {
            let mut tx = db.acting_as(&ben, Intent::Write).await.unwrap();
            store::plan::read_plan(&mut tx, carter, "en").await.unwrap();
            store::plan::versions::read_working_copy(&mut tx, carter, "en")
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(answer(StatusCode::OK), StatusCode::OK);
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM access_log")
                .await,
            1,
            "one request is one line for a part, however often it reads it"
        );
    }
}
