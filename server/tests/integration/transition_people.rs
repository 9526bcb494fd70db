//! Commitments and what a young person wants for a meeting, over HTTP.
#![allow(clippy::unwrap_used)]

use crate::notifications::{
    TWO_MINUTES, advance_and_dispatch, assert_contains_no_name, fake_smtp_server,
};
use crate::support::notification_service::{build_dispatcher, save_preferences_for_all_hours};
use crate::support::transition_people::riley_review;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use jiff::SignedDuration;

/// Sends a form and loads the page that follows.
async fn send(browser: &mut TestBrowser, action: &str, fields: &[(&str, &str)]) -> TestResponse {
    let sent = browser.post(action, fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = sent
        .location_as_sent()
        .split('#')
        .next()
        .unwrap()
        .to_owned();
    browser.get(&page).await
}

/// Does something with the commitment of this page.
async fn act(
    browser: &mut TestBrowser,
    page: &TestResponse,
    act: &str,
    more: &[(&str, &str)],
) -> TestResponse {
    let hidden = ["commitment", "revision"].map(|name| (name, page.hidden_value(name)));
    // Each act has a form of its own, and the page may be used for several.
    let form = uuid::Uuid::from_u128(rand::random()).to_string();
    let mut fields = vec![("act", act), ("form", form.as_str())];
    fields.extend(hidden.iter().map(|(name, value)| (*name, value.as_str())));
    fields.extend_from_slice(more);
    send(browser, "/api/transition/commitment-step", &fields).await
}

/// Jay Riley asks Lena Bird; returns the address of the page of both.
async fn ask(app: &TestApp, jay: &mut TestBrowser) -> String {
    let page = jay.get("/transition/people/add").await;
    // The tribal representative: an adult with an account who works with the family.
    let (form, lena) = (
        page.hidden_value("form"),
        app.database.person_id("lena-bird").await.to_string(),
    );
    let fields = [
        ("form", form.as_str()),
        ("who", lena.as_str()),
        ("kind", "holidays"),
        ("words", "canary dinner"),
        ("way", "call"),
        ("rhythm", "month"),
    ];
    let people = send(jay, "/api/transition/commitment-add", &fields).await;
    // The address of the new page is found on the page that lists it, as its reader finds it.
    let (_, rest) = people.body.split_once("/transition/commitment/").unwrap();
    let id = rest.split('"').next().unwrap();
    format!("/transition/commitment/{id}")
}

on_each_engine! {
    async fn an_adult_answers_on_a_page_of_their_own(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let page = ask(&app, &mut jay).await;
        let mut lena = app.person("lena-bird").await;
        // Today says that something is asked for, and not what: it is read over a shoulder.
        let today = lena.get("/").await;
        assert!(
            today.body_text().contains("Jay asks you for something")
                && today.body.contains(&format!("href=\"{page}\""))
                && !today.body.contains("canary dinner"),
            "{}",
            today.body
        );
        let asked = lena.get(&page).await;
        assert!(asked.body.contains("canary dinner"), "{}", asked.body);
        // Other words for the same kind, so that only the words tell the two versions apart.
        let terms = [
            ("kind", "holidays"),
            ("words", "canary lunch"),
            ("way", "call"),
            ("rhythm", "month"),
        ];
        act(&mut lena, &asked, "suggest", &terms).await;
        let read = jay.get(&page).await;
        assert!(
            read.body_text().contains("Lena Bird wants to do this in other words")
                && read.body.contains("canary lunch"),
            "{}",
            read.body
        );
        // From the page before that, the words are not hers to accept any more.
        let stale = act(&mut lena, &asked, "accept", &[]).await;
        assert!(stale.body_text().contains("Something changed here meanwhile"), "{}", stale.body);
        let agreed = act(&mut jay, &read, "accept", &[]).await;
        assert!(agreed.body_text().contains("Lena Bird said yes"), "{}", agreed.body);
        // Her page shows nothing else of the plan, and the pages of the young person are absent.
        for path in ["/transition/people", "/transition/people/add", "/transition/say"] {
            assert_eq!(lena.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        // The worker of the family is no party to it, and has no commitments of her own.
        let mut grace = app.person("grace-hall").await;
        assert_eq!(grace.get(&page).await.status, StatusCode::NOT_FOUND);
        assert!(!grace.get("/transition/commitments").await.body.contains("canary"));
        // Once she has left, she reads what holds, without a form; Jay is told that she has.
        app.database.end_membership("lena-bird").await;
        let left = lena.get(&page).await;
        assert!(
            left.body.contains("canary lunch") && !left.body.contains("commitment-step"),
            "{}",
            left.body
        );
        let read = jay.get("/transition/people").await;
        assert!(read.body_text().contains("No longer on your team"), "{}", read.body);
    }
}

on_each_engine! {
    async fn an_invalid_request_is_redisplayed_and_a_refusal_is_worded_gently(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let form = jay.get("/transition/people/add").await.hidden_value("form");
        // A kind of one's own without words, a name that is missing and a day to come: three errors
        // of three fields.
        let fields = [
            ("form", form.as_str()),
            ("who", "other"),
            ("kind", "own"),
            ("said_on", "2026-12-24"),
            ("way", "call"),
            ("rhythm", "month"),
        ];
        let back = send(&mut jay, "/api/transition/commitment-add", &fields).await;
        assert!(
            back.body.contains("Write the name")
                && back.body.contains("Choose a date")
                && back.body.contains("Write a few words first"),
            "{}",
            back.body
        );
        // The same form id, so that the corrected form asks once.
        assert_eq!(back.hidden_value("form"), form);
        let page = ask(&app, &mut jay).await;
        let mut lena = app.person("lena-bird").await;
        let asked = lena.get(&page).await;
        act(&mut lena, &asked, "decline", &[("reason", "canary reason")]).await;
        let read = jay.get(&page).await.body_text();
        assert!(
            read.contains("Lena Bird cannot do this right now. It was good to ask.")
                && read.contains("canary reason")
                && read.contains("You could ask for something smaller")
                // The sentence must not tell a young person that they were turned down.
                && !read.to_lowercase().contains("reject"),
            "{read}"
        );
        // Asked again, she is removed from the team while she has the page open.
        let read = jay.get(&page).await;
        let terms = [
            ("kind", "holidays"),
            ("words", "canary lunch"),
            ("way", "call"),
            ("rhythm", "month"),
        ];
        act(&mut jay, &read, "ask", &terms).await;
        let open = lena.get(&page).await;
        assert!(open.body.contains("canary lunch"), "{}", open.body);
        app.database.end_membership("lena-bird").await;
        let hidden = ["commitment", "revision"].map(|name| (name, open.hidden_value(name)));
        let mut fields = vec![("act", "accept"), ("form", form.as_str())];
        fields.extend(hidden.iter().map(|(name, value)| (*name, value.as_str())));
        let late = lena.post("/api/transition/commitment-step", &fields).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND, "{}", late.body);
        let read = jay.get(&page).await.body_text();
        assert!(
            read.contains("no longer on your team") && !read.contains("Lena Bird said yes"),
            "{read}"
        );
    }
}

on_each_engine! {
    async fn the_worker_reads_who_should_not_be_there_and_that_person_does_not(app: TestApp) {
        let review = riley_review(&app).await;
        let riley = app.database.family_id("riley").await;
        let mut jay = app.person("jay-riley").await;
        let page = format!("/transition/say/{review}");
        let listed = jay.get("/transition/say").await;
        assert!(listed.body.contains(&format!("href=\"{page}\"")), "{}", listed.body);
        let (event, lena) = (
            review.to_string(),
            app.database.person_id("lena-bird").await.to_string(),
        );
        send(&mut jay, "/api/transition/say", &[("event", &event), ("way", "voice")]).await;
        let form = jay.get(&page).await.hidden_value("form");
        // Lena Bird, who is invited to the review and reads its page.
        let who = format!("person:{lena}");
        let fields = [
            ("form", form.as_str()),
            ("event", event.as_str()),
            ("who", who.as_str()),
            ("words", "canary reason"),
        ];
        let shown = send(&mut jay, "/api/transition/say-without", &fields).await;
        assert!(
            shown.body_text().contains("Write to Grace Hall") && shown.body.contains("canary reason"),
            "{}",
            shown.body
        );
        let meeting = format!("/family/{riley}/calendar/{review}");
        let mut grace = app.person("grace-hall").await;
        let read = grace.get(&meeting).await.body_text();
        assert!(
            read.contains("does not want Lena Bird to be there.")
                && read.contains("canary reason")
                && read.contains("I send a voice message"),
            "{read}"
        );
        let mut browser = app.person("lena-bird").await;
        // Every page on which she could come across it: Today, the meeting, the page of the young
        // person and the calendar.
        for path in ["/", &meeting, &page, &format!("/family/{riley}/calendar")] {
            let body = browser.get(path).await.body_text();
            assert!(!body.contains("canary reason") && !body.contains("to be there."), "{path}");
        }
        // A name of someone who would read it comes back.
        let form = jay.get(&page).await.hidden_value("form");
        let fields = [
            ("form", form.as_str()),
            ("event", event.as_str()),
            ("who", "other"),
            ("name", "grace hall"),
        ];
        let back = send(&mut jay, "/api/transition/say-without", &fields).await;
        assert!(back.body.contains("Choose them from the list"), "{}", back.body);
    }
}

on_each_engine! {
    async fn an_unanswered_request_is_no_refusal_and_its_notice_names_no_one(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let teller = build_dispatcher(&["--smtp-url", &mail]);
        let address = [("email", "phone7@example.org")];
        save_preferences_for_all_hours(&app, "lena-bird", &address).await;
        // What the demo has for her is sent before.
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        letters.lock().unwrap().clear();
        let mut jay = app.person("jay-riley").await;
        let page = ask(&app, &mut jay).await;
        let asked = "You asked Lena Bird. There is no answer yet.";
        let gentle = "It does not mean no.";
        let said = jay.get(&page).await.body_text();
        assert!(said.contains(asked) && !said.contains(gentle), "{said}");
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        let sent = letters.lock().unwrap().clone();
        assert_eq!(sent.len(), 1, "{sent:?}");
        assert_contains_no_name(&sent[0]);
        for word in ["Jay", "Riley", "Lena", "holiday"] {
            assert!(!sent[0].contains(word), "{word}: {}", sent[0]);
        }
        app.database.clock.advance(SignedDuration::from_hours(8 * 24));
        let mut jay = app.person("jay-riley").await;
        let said = jay.get(&page).await.body_text();
        assert!(said.contains(asked) && said.contains(gentle), "{said}");
    }
}
