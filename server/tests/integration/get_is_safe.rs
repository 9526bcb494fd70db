//! GET requests are safe: they change only the access log, read marks, throttle counters and a
//! session's last-seen time; a prefetch changes nothing at all.
#![allow(clippy::unwrap_used)]

use crate::endpoints::ENDPOINTS;
use crate::support::routes::{Ids, OTHERS, TEAM};
use crate::support::snapshot::{snapshot, snapshot_without_marks};
use crate::support::{App, on_both};
use axum::body::Body;
use http::{Request, StatusCode, header};

/// The URL of every page and file, with one family's ids and an unclaimed interpretation request.
async fn addresses(app: &App) -> Vec<String> {
    let ids = Ids::of(app).await;
    app.house.run("UPDATE interpretation SET taken_by = NULL").await.unwrap();
    ENDPOINTS.iter().filter(|(method, ..)| *method == "GET").map(|(_, pattern, ..)| ids.path(pattern)).collect()
}

on_both! {
    async fn get_changes_nothing_but_log_lines_and_marks(app: App) {
        let addresses = addresses(&app).await;
        for key in TEAM.into_iter().chain(OTHERS) {
            let mut browser = app.person(key).await;
            let before = snapshot_without_marks(&app.house).await;
            for path in &addresses {
                if path.ends_with("/live") {
                    // An event stream never ends, so its body is not read.
                    browser.open(path).await;
                } else {
                    browser.get(path).await;
                }
            }
            let changed = snapshot_without_marks(&app.house).await.differs_from(&before);
            // A code in a URL may be a guess and is therefore throttled.
            let may = |row: &&String| row.starts_with("+ access_log ") || row.contains(" throttle_counter ");
            let changed: Vec<_> = changed.iter().filter(|row| !may(row)).collect();
            assert!(changed.is_empty(), "{key} changed something by opening pages: {changed:#?}");
        }
        assert!(app.house.number("SELECT count(*) FROM access_log").await > 0);
    }
}

on_both! {
    async fn prefetch_moves_no_read_mark_and_logs_no_look(app: App) {
        let addresses = addresses(&app).await;
        for key in TEAM.into_iter().chain(OTHERS) {
            let mut browser = app.person(key).await;
            let before = snapshot(&app.house).await;
            for path in &addresses {
                for (name, value) in [("sec-purpose", "prefetch"), ("purpose", "prefetch"), ("x-moz", "prefetch")] {
                    let request = Request::get(path).header(header::ACCEPT, "text/html").header(name, value).body(Body::empty()).unwrap();
                    let answer = browser.send(request).await;
                    // Not a success status, so that the browser discards the response and requests
                    // the page again when the link is followed.
                    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, ""), "{path}");
                    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{path}");
                }
            }
            assert_eq!(snapshot(&app.house).await.differs_from(&before), Vec::<String>::new(), "{key}");
        }
        // Opened for real, the same URL sets the read mark.
        let mut tasha = app.person("tasha-carter").await;
        let before = snapshot(&app.house).await;
        let thread = app.house.thread("tasha-june").await;
        assert_eq!(tasha.get(&format!("/messages/{thread}")).await.status, StatusCode::OK);
        assert!(snapshot(&app.house).await.differs_from(&before).iter().any(|row| row.starts_with("+ reader ")));
    }
}
