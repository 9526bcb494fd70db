//! A withheld place is in nothing that is served to the person from whom it is withheld: no page,
//! file, private calendar address or PDF of the route table, and no answer to a form.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use app::route_table::{RouteAccess, RouteResponse};
use http::header;
use server::http::server_routes::all_routes;

use crate::calendar::{event_path, withhold_place_from_marcus};
use crate::calendar_changes::send;
use crate::plan_versions::extract_text;
use crate::support::calendar_files::create_feed;
use crate::support::route_ids::RouteIds;
use crate::support::routes::session_routes;
use crate::support::valid_forms::post_valid_form;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};

/// The place and the way of the hearing. Every text of them begins with one of these.
const WITHHELD: [&str; 2] = ["canary-place", "canary-way"];
/// Parameters with which a list shows the day of the hearing and a file tells all it can. A page
/// ignores those that it does not know.
const PARAMETERS: &str = "?from=2026-12-09&of=2026-12-09&month=2026-12&day=2026-12-09&with=details";
/// Some of the routes that tell the place of the hearing.
const SHOW_PLACE: [&str; 3] = [
    "/family/{id}/calendar",
    "/family/{id}/calendar/{event}",
    "/family/{id}/calendar/{event}/file",
];

/// The hearing with a place that Marcus may not know, and moved since, so that its history has both
/// places.
async fn create_moved_hearing(app: &TestApp) -> RouteIds {
    withhold_place_from_marcus(app).await;
    let mut ids = RouteIds::create_data(app).await;
    let mut checked = Vec::new();
    for (name, key) in [
        ("people", "tasha-carter"),
        ("people", "marcus-reed"),
        ("people", "lena-bird"),
        ("hidden", "marcus-reed"),
    ] {
        checked.push(format!("{name}-{}", app.database.person_id(key).await));
    }
    let mut fields = vec![
        ("kind", "hearing"),
        ("day", "2026-12-09"),
        ("starts", "14:00"),
        ("about", "The judge looks at how things go"),
        ("place", "canary-place, another room"),
        ("way", "canary-way, by the other door"),
        ("court", "canary-way, to branch 4"),
    ];
    fields.extend(checked.iter().map(|name| (name.as_str(), "yes")));
    let edit = format!("{}/edit", event_path(app, "carter", "hearing").await);
    let mut ben = app.person("ben-ortiz").await;
    let page = send(&mut ben, &edit, "/api/calendar/save", &fields).await;
    assert!(page.body.contains("another room"), "{}", page.body);
    // A conversation and a person of Marcus, whose pages would otherwise be absent for him.
    ids.thread = app.database.thread_id("marcus-ben").await.to_string();
    ids.person = app.database.person_id("ben-ortiz").await.to_string();
    ids
}

/// All that a response says: its headers, and its body, of a PDF as its reader shows it.
fn served_text(response: &TestResponse) -> String {
    let mime = response.headers.get(header::CONTENT_TYPE);
    let is_pdf = mime.is_some_and(|mime| mime.as_bytes().starts_with(b"application/pdf"));
    let body = if is_pdf {
        extract_text(&response.bytes)
    } else {
        // Calendar files fold long lines.
        response.body.replace("\r\n ", "")
    };
    format!("{:?}\n{body}", response.headers)
}

/// What a person was served, by the patterns of routes.
#[derive(Default)]
struct ServedRoutes {
    /// Those with withheld words.
    found: BTreeSet<String>,
    /// Those that were neither refused nor only redirects.
    answered: BTreeSet<String>,
}

impl ServedRoutes {
    fn record(&mut self, pattern: &str, response: &TestResponse) {
        // An error page shows no words, so it would pass as well.
        assert!(!response.status.is_server_error(), "{pattern}");
        let text = served_text(response);
        if WITHHELD.iter().any(|word| text.contains(word)) {
            self.found.insert(pattern.to_owned());
        }
        if response.status.is_success() {
            self.answered.insert(pattern.to_owned());
        }
    }
}

/// Gets every route of the table, and the private calendar address of the person.
async fn get_every_route(browser: &mut TestBrowser, ids: &RouteIds) -> ServedRoutes {
    let feed = create_feed(browser).await;
    // The address with the most details.
    browser
        .post("/api/calendar/feed-content", &[("content", "places")])
        .await;
    let token = feed.rsplit('/').next().unwrap();
    let mut served = ServedRoutes::default();
    for route in all_routes() {
        let pattern = route.pattern();
        if route.method != "GET" {
            continue;
        }
        let path = ids.fill_path(&pattern).replace("{token}", token);
        let path = path.replace("{name}", "icon.svg");
        assert!(
            !path.contains('{'),
            "say what stands for each part of {pattern}"
        );
        if route.response == RouteResponse::Stream {
            // It never ends, and its events have the numbers of messages only.
            browser.open(&path).await;
            continue;
        }
        served.record(&pattern, &browser.get(&path).await);
        if pattern.starts_with("/family") {
            let with_parameters = browser.get(&format!("{path}{PARAMETERS}")).await;
            served.record(&pattern, &with_parameters);
        }
    }
    served
}

/// Sends every form with valid fields, and opens the page to which its answer leads.
async fn send_every_form(browser: &mut TestBrowser, ids: &RouteIds) -> ServedRoutes {
    let mut served = ServedRoutes::default();
    for route in session_routes() {
        // Forms that anyone may send end the session.
        if route.method == "GET" || route.access == RouteAccess::Anyone {
            continue;
        }
        let pattern = route.pattern();
        let response = post_valid_form(browser, &pattern, ids).await;
        served.record(&pattern, &response);
        let next = response.location_as_sent();
        if next.starts_with('/') {
            served.record(&pattern, &browser.get(next).await);
        }
    }
    served
}

on_each_engine! {
    async fn a_withheld_place_is_in_nothing_that_the_other_parent_is_served(app: TestApp) {
        let ids = create_moved_hearing(&app).await;
        // A person who may know the place finds it. Otherwise this test would search for words that
        // no page has.
        let hers = get_every_route(&mut app.person("tasha-carter").await, &ids).await;
        for pattern in SHOW_PLACE {
            assert!(hers.found.contains(pattern), "{pattern}: {:?}", hers.found);
        }
        let mut marcus = app.person("marcus-reed").await;
        let his = get_every_route(&mut marcus, &ids).await;
        assert_eq!(his.found, BTreeSet::new());
        // He is served these too, and most other routes: a page that is refused has no place.
        for pattern in SHOW_PLACE {
            assert!(his.answered.contains(pattern), "{pattern}: {:?}", his.answered);
        }
        assert!(his.answered.len() >= 35, "{:?}", his.answered);
        let sent = send_every_form(&mut marcus, &ids).await;
        assert_eq!(sent.found, BTreeSet::new());
        assert!(sent.answered.len() >= 10, "{:?}", sent.answered);
    }
}
