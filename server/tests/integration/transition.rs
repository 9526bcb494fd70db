//! A young person's own transition plan over HTTP.
#![allow(clippy::unwrap_used)]

use crate::support::database::transition_plan::write_answer;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use model::transition::TransitionPart;

const RELEASE: &str = "/api/transition/release";

/// The page on which adults see Jay's plan.
async fn shared_path(app: &TestApp) -> String {
    let riley = app.database.family_id("riley").await;
    let jay = app.database.person_id("jay-riley").await;
    format!("/family/{riley}/transition/{jay}")
}

/// The page that an answered form redirects to.
async fn follow(browser: &mut TestBrowser, sent: &TestResponse) -> TestResponse {
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let address = sent.location_as_sent().split('#').next().unwrap();
    browser.get(address).await
}

/// The fields of a form as the browser takes them.
fn pairs<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

/// Chooses who sees a part, as the page that is open offers it.
async fn choose(
    jay: &mut TestBrowser,
    page: &TestResponse,
    part: &str,
    release: &str,
    readers: &[String],
) -> TestResponse {
    let (form, revision) = (page.hidden_value("form"), page.hidden_value("revision"));
    let mut fields = vec![
        ("form", form.as_str()),
        ("part", part),
        ("revision", revision.as_str()),
        ("release", release),
    ];
    fields.extend(readers.iter().map(|reader| (reader.as_str(), "yes")));
    jay.post(RELEASE, &fields).await
}

on_each_engine! {
    async fn a_part_is_shared_by_name_and_taken_back_while_the_adult_has_the_page_open(
        app: TestApp,
    ) {
        let shared = shared_path(&app).await;
        let denise_id = app.database.person_id("denise-riley").await;
        let mut jay = app.person("jay-riley").await;
        let mut denise = app.person("denise-riley").await;
        assert_eq!(denise.get(&shared).await.status, StatusCode::NOT_FOUND);
        let address = "/transition/release/money";
        let page = jay.get(address).await;
        assert!(page.body_text().contains("Denise Riley"), "{}", page.body);
        // Without a name the choice comes back, and nothing is shared.
        let refused = choose(&mut jay, &page, "money", "named", &[]).await;
        assert_eq!(refused.location(), address);
        let page = jay.get(address).await;
        assert!(page.body_text().contains("Check at least one person"), "{}", page.body);
        assert_eq!(denise.get(&shared).await.status, StatusCode::NOT_FOUND);
        let reader = format!("reader-{denise_id}");
        let sent = choose(&mut jay, &page, "money", "named", &[reader]).await;
        let saved = follow(&mut jay, &sent).await;
        assert!(saved.body_text().contains("You and Denise Riley can see this"), "{}", saved.body);
        assert_eq!(denise.get(&shared).await.status, StatusCode::OK);
        let sent = choose(&mut jay, &saved, "money", "private", &[]).await;
        let back = follow(&mut jay, &sent).await.body_text();
        assert!(back.contains("Only you can see this"), "{back}");
        // The history tells who could see it. Her name alone is also in the list to choose from.
        let (_, history) = back.split_once("Who could see this, and when").unwrap();
        assert!(history.contains("<b>Denise Riley</b>"), "{history}");
        // Where the law lets people read a part, it is no promise that no one else does.
        let housing = jay.get("/transition/release/housing").await.body_text();
        assert!(housing.contains("only if the law lets them read"), "{housing}");
        assert_eq!(denise.get(&shared).await.status, StatusCode::NOT_FOUND);
        // What she saw is in the family's access log, once.
        let seen = "SELECT count(*) FROM access_log WHERE what = 'transition'";
        assert_eq!(app.database.query_number(seen).await, 1);
    }
}

on_each_engine! {
    async fn a_youth_of_fourteen_today_has_the_road_and_one_of_eighteen_what_comes_after(
        app: TestApp,
    ) {
        for (born, expected) in [
            (
                "UPDATE person SET date_of_birth = '2012-11-23' WHERE key = 'jay-riley'",
                "You have a list of rights",
            ),
            // The list was gone over.
            (
                "INSERT INTO transition_rights_signature (id, owner_id, family_id, list_version, \
                    signed_on, written_at) SELECT y.owner_id, y.owner_id, y.family_id, '1', \
                    '2026-11-20', '2026-11-20T12:00:00Z' FROM transition_youth y",
                "Think of one adult",
            ),
            (
                "UPDATE person SET date_of_birth = '2012-11-23' WHERE key = 'jay-riley'",
                "Done: ",
            ),
            (
                "UPDATE person SET date_of_birth = '2009-02-21' WHERE key = 'jay-riley'",
                "Care ends in 90 days",
            ),
            (
                "UPDATE person SET date_of_birth = '2008-11-23' WHERE key = 'jay-riley'",
                "you can ask to come back",
            ),
        ] {
            app.database.execute_sql(born).await.unwrap();
            let mut jay = app.person("jay-riley").await;
            let page = jay.get("/transition").await.body_text();
            assert!(page.contains("Jay’s plan") && page.contains(expected), "{expected}: {page}");
        }
        // After the membership has ended too, and the way there is on the home page.
        app.database.end_membership("jay-riley").await;
        let mut jay = app.person("jay-riley").await;
        for page in ["/", "/more"] {
            let page = jay.get(page).await;
            assert!(page.body.contains("href=\"/transition\""), "{}", page.body);
        }
        assert_eq!(jay.get("/transition").await.status, StatusCode::OK);
        let note = jay.get("/transition/note/health").await;
        let revision = note.hidden_value("revision");
        let fields = [("part", "health"), ("words", "For me"), ("revision", revision.as_str())];
        let sent = jay.post("/api/transition/note", &fields).await;
        assert!(follow(&mut jay, &sent).await.body.contains("For me"));
        let mut grace = app.person("grace-hall").await;
        let shared = grace.get(&shared_path(&app).await).await;
        assert_eq!(shared.status, StatusCode::OK);
        assert!(!shared.body.contains("For me"), "{}", shared.body);
    }
}

on_each_engine! {
    async fn one_page_tells_the_worker_what_is_released_what_is_due_and_what_is_owed(
        app: TestApp,
    ) {
        let shared = shared_path(&app).await;
        let mut tx = app.database.begin_as("jay-riley").await;
        for (part, words) in [
            (TransitionPart::Housing, "I live with my aunt"),
            (TransitionPart::Money, "I save ten dollars"),
        ] {
            write_answer(&app.database, &mut tx, (part, 0), words).await;
        }
        tx.commit().await.unwrap();
        // A document that an import brought, and that was to be there on Friday.
        let late = "UPDATE transition_document SET due_on = '2026-11-20' WHERE kind = \
            'placement_list'";
        assert_eq!(app.database.execute_sql(late).await.unwrap(), 1);
        let by_law = [
            "The list of rights, explained and signed",
            "List of placements and workers",
            "Was due November 20, 2026",
            "I live with my aunt",
        ];
        let of_worker = [
            "Still to ask for",
            "Jay cooks for other people",
            "Change the dates",
            "Help they got",
        ];
        let mut grace = app.person("grace-hall").await;
        let page = grace.get(&shared).await.body_text();
        for words in by_law.iter().chain(&of_worker) {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("I save ten dollars"), "{page}");
        // The tribal representative reads what the law requires, and keeps none of the records.
        let mut lena = app.person("lena-bird").await;
        let page = lena.get(&shared).await.body_text();
        for words in by_law {
            assert!(page.contains(words), "{words}: {page}");
        }
        for words in of_worker {
            assert!(!page.contains(words), "{words}: {page}");
        }
        // What is late waits on the worker's Today.
        let today = grace.get("/").await;
        let link = format!("href=\"{shared}\"");
        assert!(today.body.contains(&link), "{}", today.body);
    }
}

on_each_engine! {
    async fn a_worker_corrects_the_dates_and_a_contradiction_comes_back_filled_in(app: TestApp) {
        let path = shared_path(&app).await + "/dates";
        let mut grace = app.person("grace-hall").await;
        let page = grace.get(&path).await;
        let hidden = ["form", "family", "youth", "revision"].map(|name| page.hidden_value(name));
        let send = |discharge: &'static str, order: &'static str| {
            vec![
                ("form", hidden[0].clone()),
                ("family", hidden[1].clone()),
                ("youth", hidden[2].clone()),
                ("revision", hidden[3].clone()),
                ("care_since", "2025-06-01".to_owned()),
                ("discharge_on", discharge.to_owned()),
                ("order_ends_on", order.to_owned()),
            ]
        };
        let wrong = send("2027-06-11", "");
        let refused = grace.post("/api/transition/dates", &pairs(&wrong)).await;
        assert_eq!(refused.location(), path);
        let again = grace.get(&path).await;
        assert!(again.body.contains("2027-06-11"), "{}", again.body);
        assert!(again.body_text().contains("18th birthday"), "{}", again.body);
        let right = send("2027-06-11", "2027-06-11");
        let sent = grace.post("/api/transition/dates", &pairs(&right)).await;
        let saved = follow(&mut grace, &sent).await.body_text();
        assert!(saved.contains("Written by: Grace Hall"), "{saved}");
        // A second day of discharge, from a window that was open before: both are shown, and the
        // one that was saved still counts.
        let second = send("2027-05-07", "2027-06-11");
        let refused = grace.post("/api/transition/dates", &pairs(&second)).await;
        let both = follow(&mut grace, &refused).await;
        let said = both.body_text();
        assert!(said.contains("2027-05-07") && said.contains("What is saved now"), "{said}");
        let mut jay = app.person("jay-riley").await;
        let road = jay.get("/transition").await.body_text();
        assert!(road.contains("June 11, 2027") && !road.contains("May 7, 2027"), "{road}");
        for who in ["jay-riley", "lena-bird", "denise-riley"] {
            let mut other = app.person(who).await;
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{who}");
        }
    }
}
