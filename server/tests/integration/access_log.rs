//! Access log coverage: an outsider who is shown text of a family's record leaves exactly one log
//! entry; family members leave none. Every route is tried, so that a new route without a log entry
//! fails here.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::support::database::{OwnerPool, TestDatabase};
use crate::support::route_ids::RouteIds;
use crate::support::routes::{CARTER_TEAM, session_routes};
use crate::support::valid_forms::post_valid_form;
use crate::support::{TestApp, TestBrowser, TestResponse, on_engines_at_once};
use app::route_table::{Route, RouteAccess, RouteResponse};
use axum::body::Body;
use http::{Request, header};
use model::role::Role;

/// A word that every text of every record contains after `seed_canaries`.
const CANARY_WORD: &str = "zqcanary";

/// Adds the canary to all record data: texts, translations, messages, places and children's names.
async fn seed_canaries(database: &TestDatabase) {
    for sql in [
        "UPDATE text SET body = 'zqcanary ' || body",
        "UPDATE translation SET body = 'zqcanary ' || body",
        // The body of a system message is data, such as the number of a translated message.
        "UPDATE message SET body = 'zqcanary ' || body WHERE kind = 'words'",
        "UPDATE event_place SET place = 'zqcanary ' || place",
        "UPDATE event SET place = 'zqcanary ' || place WHERE place IS NOT NULL",
        "UPDATE family_time_place SET place = 'zqcanary ' || place",
        "UPDATE child SET name = 'zqcanary ' || name",
        "UPDATE team_contact SET name = 'zqcanary ' || name",
        "UPDATE child_tribe SET tribe = 'zqcanary ' || tribe WHERE tribe IS NOT NULL",
        "UPDATE transition_step SET body = 'zqcanary ' || body",
    ] {
        database.execute_sql(sql).await.unwrap();
    }
}

/// One access log entry: who read, in which role, which part of which family's record, and in which
/// thread.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct LoggedRead {
    key: String,
    role: String,
    pub(crate) family: String,
    pub(crate) what: String,
    thread: Option<String>,
}

/// The log entries after the first `skip`, oldest first, read as the database owner.
pub(crate) async fn log_entries(database: &TestDatabase, skip: i64) -> Vec<LoggedRead> {
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

pub(crate) async fn count_log_entries(database: &TestDatabase) -> i64 {
    // Entries are ordered by time, so each request gets its own.
    database
        .clock
        .advance(jiff::SignedDuration::from_millis(20));
    database
        .query_number("SELECT count(*) FROM access_log")
        .await
}

/// Fetches new messages as the open thread's script does; the response is JSON.
pub(crate) async fn fetch_new_messages(
    browser: &mut TestBrowser,
    thread: &str,
    after: &str,
) -> TestResponse {
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
        // The plan is the part that the preview lists first.
        ["", "family", _, "team", "preview", _] => "plan",
        ["", "family", _, "team", "tribe" | "tribe.csv", ..] => "tribe",
        ["", "family", _, "team", ..] => "team",
        ["", "family", _, "transition", ..] => "transition",
        ["", "family", _, "calendar", ..] => "calendar",
        _ => "plan",
    }
}

/// A URL of the route that shows record data, if any URL of it does.
fn record_url(ids: &RouteIds, pattern: &str) -> String {
    // Among the forms that add an item only a step's shows texts of the plan: the steps that may
    // come before it.
    if pattern.ends_with("/plan/add/{kind}") {
        ids.fill_path(pattern).replace("strength", "step") + "?goal=" + &ids.item
    } else if pattern.ends_with("/calendar/day") {
        // The day of the hearing.
        ids.fill_path(pattern) + "?day=2026-12-09"
    } else {
        ids.fill_path(pattern)
    }
}

/// The log entry that this outsider must leave by reading what the route shows.
fn expected_entry(key: &str, role: Role, pattern: &str) -> LoggedRead {
    // The interpretation request of the test data belongs to the Luna family, and its interpreter
    // is on no other team.
    let (family, thread) = if key == "elena-ruiz" {
        ("luna", "maria-dana")
    } else if pattern.starts_with("/family/{id}/transition/") {
        ("riley", "")
    } else {
        ("carter", "tasha-june")
    };
    let what = record_part(pattern);
    LoggedRead {
        key: key.to_owned(),
        role: role.slug().to_owned(),
        family: family.to_owned(),
        what: what.to_owned(),
        thread: (what == "thread").then(|| thread.to_owned()),
    }
}

/// Requests a route with the ids and, for a form, the fields that are valid for it.
async fn request_route(browser: &mut TestBrowser, route: &Route, ids: &RouteIds) -> TestResponse {
    let pattern = route.pattern();
    match (route.method, pattern.as_str()) {
        ("GET", _) => browser.get(&record_url(ids, &pattern)).await,
        (_, "/api/messages/newer") => fetch_new_messages(browser, &ids.thread, "0").await,
        _ => post_valid_form(browser, &pattern, ids).await,
    }
}

/// Requests every route as one person and compares the log with each response. Returns the routes
/// that showed record data to this person, if they are an outsider.
async fn assert_reads_are_logged(app: &TestApp, ids: &RouteIds, key: &str) -> BTreeSet<String> {
    let mut browser = app.person(key).await;
    // In the demo a person has the same role on every team.
    let role = app.database.load_actor(key).await.teams[0].role;
    // The search page shows the result of the session's last search.
    browser
        .post("/api/messages/search", &[("words", "paper")])
        .await;
    let mut shown = BTreeSet::new();
    let mut routes = session_routes();
    // Forms come last: the one that completes the interpretation request ends the access to it.
    routes.sort_by_key(|route| route.method != "GET");
    for route in routes {
        // An event stream never ends. It carries numbers and no text, so it is not logged.
        if route.access == RouteAccess::Anyone || route.response == RouteResponse::Stream {
            continue;
        }
        let (method, pattern) = (route.method, route.pattern());
        let before = count_log_entries(&app.database).await;
        let page = request_route(&mut browser, &route, ids).await;
        let written = log_entries(&app.database, before).await;
        let at = format!("{key} {method} {}: {written:?}", record_url(ids, &pattern));
        if role.is_family() {
            assert!(
                written.is_empty(),
                "the family's own people are not logged. {at}"
            );
        } else if shows_record(&page) {
            shown.insert(format!("{method} {pattern}"));
            assert_eq!(
                written,
                [expected_entry(key, role, &pattern)],
                "a page that shows a record writes one line. {at}"
            );
        } else if method == "GET" && !page.status.is_success() {
            assert!(
                written.is_empty(),
                "where nothing is shown there is nothing to log. {at}"
            );
        } else {
            assert!(written.len() <= 1, "one reading is one line. {at}");
        }
    }
    shown
}

/// Routes that show record data to at least one outsider.
const ROUTES_WITH_RECORD: [&str; 42] = [
    "GET /family/{id}",
    "GET /family/{id}/calendar",
    "GET /family/{id}/calendar/family-time",
    "GET /family/{id}/calendar/family-time/print",
    "GET /family/{id}/calendar/family-time/add",
    "GET /family/{id}/calendar/family-time/{family_time}/edit",
    "GET /family/{id}/calendar/family-time/{family_time}/visit",
    "GET /family/{id}/calendar/{event}",
    "GET /family/{id}/calendar/{event}/edit",
    "GET /family/{id}/calendar/{event}/notes",
    "GET /family/{id}/calendar/day",
    "GET /family/{id}/calendar/print",
    "GET /family/{id}/plan",
    "GET /family/{id}/plan/words",
    "GET /family/{id}/plan/goals",
    "GET /family/{id}/plan/children",
    "GET /family/{id}/plan/needs",
    "GET /family/{id}/plan/orders",
    "GET /family/{id}/plan/item/{item}",
    "GET /family/{id}/plan/edit/{item}",
    "GET /family/{id}/plan/add/{kind}",
    "GET /family/{id}/plan/version/{version}/pdf",
    "GET /family/{id}/plan/week",
    "GET /family/{id}/plan/translations",
    "GET /family/{id}/plan/translation/{request}",
    "GET /family/{id}/team",
    "GET /family/{id}/team/contact/{contact}",
    "GET /family/{id}/team/preview/{role}",
    "GET /family/{id}/team/request/{team_request}",
    "GET /family/{id}/team/tribe",
    "GET /family/{id}/team/tribe/{child_tribe}",
    "GET /family/{id}/team/tribe.csv",
    "GET /family/{id}/transition/{person}",
    "GET /messages/{id}",
    "GET /messages/{id}/print",
    "GET /messages/{id}/table",
    "GET /messages/{id}/file/{seq}/{n}",
    "GET /messages/{id}/interpret/{seq}",
    "GET /messages/search",
    "GET /messages/queue/{request}",
    "GET /messages/queue/{request}/file/{seq}/{n}",
    "POST /api/messages/newer",
];

on_engines_at_once! {
    async fn every_route_that_shows_record_to_outsider_writes_one_line(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        seed_canaries(&app.database).await;
        let mut shown = BTreeSet::new();
        for key in CARTER_TEAM.into_iter().chain(["elena-ruiz"]) {
            shown.extend(assert_reads_are_logged(&app, &ids, key).await);
        }
        // A route that showed nothing was never compared with the log.
        for route in ROUTES_WITH_RECORD {
            assert!(
                shown.contains(route),
                "{route} showed no person anything: {shown:#?}"
            );
        }
    }
}
