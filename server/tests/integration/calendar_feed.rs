//! Private calendar addresses: each has one's own dates until it is revoked, and tells times unless
//! a member of the family chooses more.
#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;

use crate::calendar::{event_path, property, withhold_place_from_marcus};
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use crate::throttle::retry_after_seconds;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;

/// Makes a private address and returns its path as the page shows it, once.
async fn make_feed(browser: &mut TestBrowser) -> String {
    let made = browser.post("/api/calendar/feed", &[]).await;
    assert_eq!(made.location(), "/calendar/feed");
    let page = browser.get("/calendar/feed").await.body;
    let (_, rest) = page.split_once("webcal://portal.test").unwrap();
    let path = rest.split('"').next().unwrap().to_owned();
    let again = browser.get("/calendar/feed").await.body;
    assert!(!again.contains(&path), "it is shown once");
    path
}

on_each_engine! {
    async fn a_private_address_has_ones_own_dates_until_it_is_revoked(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let path = make_feed(&mut tasha).await;
        let token = path
            .strip_prefix("/calendar/feed/")
            .and_then(|name| name.strip_suffix(".ics"))
            .unwrap();
        assert!(token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()));
        // A calendar has no session.
        let file = app.new_visitor().get(&path).await;
        assert_eq!((file.status, file.location()), (StatusCode::OK, ""));
        assert_eq!(file.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
        // Her visit and the hearing, and nothing that they are about.
        assert_eq!(file.body.matches("BEGIN:VEVENT").count(), 2);
        assert_eq!(file.body.matches("SUMMARY:Appointment").count(), 2);
        for told in ["Lakeside", "LOCATION", "DESCRIPTION", "Leo", "hearing"] {
            assert!(!file.body.contains(told), "{told}: {}", file.body);
        }
        // As in the file of one event, so that a calendar has it once.
        let one = format!("{}/file", event_path(&app, "carter", "hearing").await);
        let uid = format!("UID:{}", property(&tasha.get(&one).await.body, "UID").unwrap());
        assert!(file.body.contains(&uid), "{}", file.body);
        // A wrong, a guessed and a revoked token get the same answer.
        let stored = "SELECT count(*) FROM calendar_feed WHERE length(token_hash) = 64";
        assert_eq!(app.database.query_number(stored).await, 1);
        let wrong = app.new_visitor().get(&path.replace(token, &"0".repeat(32))).await;
        let second = make_feed(&mut tasha).await;
        let replaced = app.new_visitor().get(&path).await;
        tasha.post("/api/calendar/feed-off", &[]).await;
        let revoked = app.new_visitor().get(&second).await;
        for refused in [&wrong, &replaced, &revoked] {
            assert_eq!(refused.status, StatusCode::NOT_FOUND);
            assert_eq!(refused.body, wrong.body);
        }
        // An invitation ends the address like the sessions: another person may know it.
        let third = make_feed(&mut tasha).await;
        app.create_invitation("tasha-carter").await;
        let ended = app.new_visitor().get(&third).await;
        assert_eq!(ended.status, StatusCode::NOT_FOUND);
    }
}

/// Fetches a private address as a calendar at this network address does.
async fn fetch_from(app: &TestApp, from: &str, path: &str) -> TestResponse {
    let mut request = Request::get(path).body(Body::empty()).unwrap();
    let client = SocketAddr::new(from.parse().unwrap(), 41_212);
    request.extensions_mut().insert(ConnectInfo(client));
    app.new_visitor().send_request(request).await
}

on_each_engine! {
    async fn guessing_at_private_addresses_is_slowed_down_and_fetching_is_not(app: TestApp) {
        let path = make_feed(&mut app.person("tasha-carter").await).await;
        let (guesser, phone) = ("127.0.0.2", "127.0.0.3");
        // The service of a calendar fetches for many people.
        for _ in 0..65 {
            assert_eq!(fetch_from(&app, guesser, &path).await.status, StatusCode::OK);
        }
        for number in 0..60 {
            let guess = format!("/calendar/feed/{number:032x}.ics");
            let wrong = fetch_from(&app, guesser, &guess).await;
            assert_eq!(wrong.status, StatusCode::NOT_FOUND, "{number}");
        }
        // The right one, too: any other answer would confirm a guess.
        let next = format!("/calendar/feed/{:032x}.ics", 60);
        for refused in [next.as_str(), path.as_str()] {
            let wait = retry_after_seconds(&fetch_from(&app, guesser, refused).await);
            assert!((1..=2).contains(&wait), "{wait}");
        }
        assert_eq!(fetch_from(&app, phone, &path).await.status, StatusCode::OK);
        app.database.clock.advance(SignedDuration::from_secs(2));
        assert_eq!(fetch_from(&app, guesser, &path).await.status, StatusCode::OK);
    }
}

on_each_engine! {
    async fn a_private_address_follows_the_team(app: TestApp) {
        let mut nora = app.person("nora-price").await;
        let path = make_feed(&mut nora).await;
        let visits = app.new_visitor().get(&path).await;
        assert_eq!(visits.body.matches("BEGIN:VEVENT").count(), 2);
        app.database.end_membership("nora-price").await;
        let nothing = app.new_visitor().get(&path).await;
        assert_eq!(nothing.body.matches("BEGIN:VEVENT").count(), 0, "{}", nothing.body);
    }
}

/// Chooses what the address tells.
async fn choose(browser: &mut TestBrowser, content: &str) {
    let fields = [("content", content)];
    let sent = browser.post("/api/calendar/feed-content", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

on_each_engine! {
    async fn a_member_of_the_family_chooses_what_an_address_tells(app: TestApp) {
        withhold_place_from_marcus(&app).await;
        let mut tasha = app.person("tasha-carter").await;
        assert!(!tasha.get("/calendar/feed").await.body.contains("feed-content"));
        let path = make_feed(&mut tasha).await;
        for (content, title, place) in [
            ("neutral", false, false),
            ("titles", true, false),
            ("places", true, true),
        ] {
            choose(&mut tasha, content).await;
            let page = tasha.get("/calendar/feed").await.body;
            let input = page
                .split("<input")
                .find(|input| input.contains(&format!("value=\"{content}\"")))
                .unwrap();
            assert!(input.split('>').next().unwrap().contains("checked"), "{input}");
            let file = app.new_visitor().get(&path).await.body;
            assert_eq!(file.contains("SUMMARY:Court hearing"), title, "{file}");
            assert_eq!(file.contains("LOCATION:canary-place"), place, "{file}");
            assert!(!file.contains("DESCRIPTION") && !file.contains("canary-way"), "{file}");
        }
        // An invalid choice changes nothing.
        choose(&mut tasha, "everything").await;
        assert!(app.new_visitor().get(&path).await.body.contains("LOCATION:canary-place"));
        // A new address is neutral again.
        let path = make_feed(&mut tasha).await;
        assert!(!app.new_visitor().get(&path).await.body.contains("hearing"));
        // The other parent does not learn the place that is withheld from him.
        let mut marcus = app.person("marcus-reed").await;
        let path = make_feed(&mut marcus).await;
        choose(&mut marcus, "places").await;
        let his = app.new_visitor().get(&path).await.body;
        assert!(his.contains("SUMMARY:Court hearing") && !his.contains("canary-place"), "{his}");
    }
}

on_each_engine! {
    async fn an_address_of_someone_who_works_for_the_family_tells_times(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let path = make_feed(&mut ben).await;
        assert!(!ben.get("/calendar/feed").await.body.contains("feed-content"));
        // Sent without the page: reading a record is logged, and a fetch is not.
        choose(&mut ben, "places").await;
        let file = app.new_visitor().get(&path).await.body;
        assert_eq!(file.matches("SUMMARY:Appointment").count(), 3, "{file}");
        assert!(!file.contains("LOCATION"), "{file}");
    }
}

on_each_engine! {
    async fn a_cancelled_event_stays_in_the_address_with_its_identifier(app: TestApp) {
        let hearing = event_path(&app, "carter", "hearing").await;
        let mut tasha = app.person("tasha-carter").await;
        let path = make_feed(&mut tasha).await;
        let uids = |file: &str| -> Vec<String> {
            let lines = file.split("\r\n").filter(|line| line.starts_with("UID:"));
            lines.map(str::to_owned).collect()
        };
        let before = app.new_visitor().get(&path).await.body;
        assert!(!before.contains("STATUS:CANCELLED"), "{before}");
        let id = hearing.rsplit('/').next().unwrap();
        // Neither the id nor the address can be found from an identifier.
        assert!(!before.contains(id) && !before.contains(path.trim_end_matches(".ics")));
        let carter = app.database.family_id("carter").await.to_string();
        let mut ben = app.person("ben-ortiz").await;
        let fields = [("family", carter.as_str()), ("event", id), ("why", "")];
        ben.post("/api/calendar/cancel", &fields).await;
        let after = app.new_visitor().get(&path).await.body;
        assert_eq!(uids(&before), uids(&after));
        assert!(after.contains("STATUS:CANCELLED") && after.contains("SEQUENCE:1"), "{after}");
        // It takes place after all, and is still the same one.
        let restore = [("family", carter.as_str()), ("event", id), ("act", "restore")];
        ben.post("/api/calendar/cancel", &restore).await;
        let again = app.new_visitor().get(&path).await.body;
        assert!(again.contains("SEQUENCE:2") && !again.contains("CANCELLED"), "{again}");
        assert_eq!(uids(&before), uids(&again));
    }
}
