//! GET requests are safe: they change only the access log, read marks, throttle counters and a
//! session's last-seen time; a prefetch changes nothing at all.
#![allow(clippy::unwrap_used)]

use crate::support::route_ids::RouteIds;
use crate::support::routes::{CARTER_TEAM, OUTSIDERS, session_routes};
use crate::support::snapshot::{take_snapshot, take_snapshot_without_marks};
use crate::support::{TestApp, on_each_engine, on_engines_at_once};
use axum::body::Body;
use http::{Request, StatusCode, header};

/// The URL of every page and file, with one family's ids and an unclaimed interpretation request.
async fn all_get_urls(app: &TestApp) -> Vec<String> {
    let ids = RouteIds::create_data(app).await;
    app.database
        .execute_sql("UPDATE interpretation_request SET claimed_by = NULL")
        .await
        .unwrap();
    session_routes()
        .iter()
        .filter(|route| route.method == "GET")
        .map(|route| ids.fill_path(&route.pattern()))
        .collect()
}

on_engines_at_once! {
    async fn get_changes_nothing_but_log_lines_and_marks(app: TestApp) {
        let addresses = all_get_urls(&app).await;
        for key in CARTER_TEAM.into_iter().chain(OUTSIDERS) {
            let mut browser = app.person(key).await;
            let before = take_snapshot_without_marks(&app.database).await;
            for path in &addresses {
                if path.ends_with("/live") {
                    // An event stream never ends, so its body is not read.
                    browser.open(path).await;
                } else {
                    browser.get(path).await;
                }
            }
            let changed = take_snapshot_without_marks(&app.database)
                .await
                .changes_since(&before);
            // A code in a URL may be a guess and is therefore throttled.
            let may = |row: &&String| {
                row.starts_with("+ access_log ") || row.contains(" throttle_counter ")
            };
            let changed: Vec<_> = changed.iter().filter(|row| !may(row)).collect();
            assert!(
                changed.is_empty(),
                "{key} changed something by opening pages: {changed:#?}"
            );
        }
        assert!(
            app.database
                .query_number("SELECT count(*) FROM access_log")
                .await
                > 0
        );
    }
}

on_each_engine! {
    async fn prefetch_moves_no_read_mark_and_writes_no_log_entry(app: TestApp) {
        let addresses = all_get_urls(&app).await;
        for key in CARTER_TEAM.into_iter().chain(OUTSIDERS) {
            let mut browser = app.person(key).await;
            let before = take_snapshot(&app.database).await;
            for path in &addresses {
                for (name, value) in [
                    ("sec-purpose", "prefetch"),
                    ("purpose", "prefetch"),
                    ("x-moz", "prefetch"),
                ] {
                    let request = Request::get(path)
                        .header(header::ACCEPT, "text/html")
                        .header(name, value)
                        .body(Body::empty())
                        .unwrap();
                    let answer = browser.send_request(request).await;
                    // Not a success status, so that the browser discards the response and requests
                    // the page again when the link is followed.
                    assert_eq!(
                        (answer.status, answer.body.as_str()),
                        (StatusCode::SERVICE_UNAVAILABLE, ""),
                        "{path}"
                    );
                    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{path}");
                }
            }
            assert_eq!(
                take_snapshot(&app.database).await.changes_since(&before),
                Vec::<String>::new(),
                "{key}"
            );
        }
        // Opened for real, the same URL sets the read mark.
        let mut tasha = app.person("tasha-carter").await;
        let before = take_snapshot(&app.database).await;
        let thread = app.database.thread_id("tasha-june").await;
        assert_eq!(
            tasha.get(&format!("/messages/{thread}")).await.status,
            StatusCode::OK
        );
        assert!(
            take_snapshot(&app.database)
                .await
                .changes_since(&before)
                .iter()
                .any(|row| row.starts_with("+ thread_participant "))
        );
    }
}
