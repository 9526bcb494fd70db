//! A young person's budget, skills, services and credit reports over HTTP.
#![allow(clippy::unwrap_used)]

use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use model::transition::services_got::ServiceKind;

/// The page that an answered form redirects to.
async fn follow(browser: &mut TestBrowser, sent: &TestResponse) -> TestResponse {
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let address = sent.location_as_sent().split('#').next().unwrap();
    browser.get(address).await
}

/// Adds a line, from the form on its page.
async fn add_line(
    jay: &mut TestBrowser,
    direction: &str,
    item: &str,
    amount: &str,
) -> TestResponse {
    let page = jay
        .get(&format!("/transition/budget/line?direction={direction}"))
        .await;
    let form = page.hidden_value("form");
    let fields = [
        ("form", form.as_str()),
        ("direction", direction),
        ("item", item),
        ("name", ""),
        ("amount", amount),
    ];
    let sent = jay.post("/api/transition/budget-add", &fields).await;
    follow(jay, &sent).await
}

/// The address of a page for adults about Jay.
async fn path_of(app: &TestApp, page: &str) -> String {
    let riley = app.database.family_id("riley").await;
    let jay = app.database.person_id("jay-riley").await;
    format!("/family/{riley}/transition/{jay}/{page}")
}

on_each_engine! {
    async fn a_budget_refuses_what_is_no_amount_and_adds_up_the_rest(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        for (typed, said) in [
            ("-20", "without a minus sign"),
            // Arabic digits behind a mark of the writing direction, as a phone sends them.
            ("\u{200F}-٢٠", "without a minus sign"),
            ("99999999999999999999", "up to 100,000 dollars"),
            ("1.200", "not clear to us"),
            ("", "Write an amount"),
        ] {
            let page = add_line(&mut jay, "in", "job", typed).await;
            assert!(page.body_text().contains(said), "{typed}: {}", page.body);
            // What was typed and chosen comes back.
            assert!(page.body.contains(&format!("value=\"{typed}\"")), "{typed}: {}", page.body);
        }
        let page = add_line(&mut jay, "in", "job", "\u{200F}١٬٢٠٠٫٥٠").await;
        let said = page.body_text();
        assert!(said.contains("That leaves $1,200.50 each month"), "{said}");
        // Written as in much of Europe: a point between thousands and a comma before the cents.
        let page = add_line(&mut jay, "out", "rent", "1.250,75").await;
        let said = page.body_text();
        assert!(said.contains("$50.25 more goes out each month than comes in"), "{said}");
        assert!(said.contains("That happens to a lot of people"), "{said}");
        // Words and no minus sign: below zero must not read as a mistake of the young person.
        assert!(!said.contains("-$"), "{said}");
        // In Arabic the amount is written as Arabic writes it.
        let set = [("language", "ar"), ("from", "/transition/budget")];
        jay.post("/api/account/language", &set).await;
        let said = jay.get("/transition/budget").await.body_text();
        assert!(said.contains("1,200.50 دولار"), "{said}");
    }
}

on_each_engine! {
    async fn saving_a_skill_level_keeps_its_group_open(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let fields = [("skill", "ride_bus"), ("state", "learning")];
        let sent = jay.post("/api/transition/skill", &fields).await;
        assert!(sent.location().starts_with("/transition/skills?open=around"), "{}", sent.location());
        let page = follow(&mut jay, &sent).await;
        assert!(page.body_text().contains("Saved: I’m learning"), "{}", page.body);
        assert!(page.body.contains("value=\"learning\" aria-pressed=\"true\""), "{}", page.body);
        // One pressed button on the whole page, or a screen reader would hear several answers.
        assert_eq!(page.body.matches("aria-pressed=\"true\"").count(), 1);
        for (skill, state) in [("fly", "can"), ("cook", "never")] {
            let wrong = [("skill", skill), ("state", state)];
            let refused = jay.post("/api/transition/skill", &wrong).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{skill} {state}");
        }
    }
}

on_each_engine! {
    async fn a_worker_records_a_service_and_the_youth_says_that_they_did_not_get_it(app: TestApp) {
        let path = path_of(&app, "services-got").await;
        let mut grace = app.person("grace-hall").await;
        let page = grace.get(&path).await;
        let hidden = ["form", "family", "youth"].map(|name| page.hidden_value(name));
        // The same form id twice: the refused form has stored nothing.
        let fields = |began: &'static str| {
            vec![
                ("form", hidden[0].as_str()),
                ("family", hidden[1].as_str()),
                ("youth", hidden[2].as_str()),
                ("kind", "mentoring"),
                ("began", began),
                ("ended", ""),
                ("note", "Twice a month"),
            ]
        };
        let action = "/api/transition/service-add";
        let sent = grace.post(action, &fields("2026-11-24")).await;
        let page = follow(&mut grace, &sent).await;
        assert!(page.body_text().contains("This day has not come yet"), "{}", page.body);
        assert!(page.body.contains("Twice a month"), "{}", page.body);
        let sent = grace.post(action, &fields("2026-11-02")).await;
        let page = follow(&mut grace, &sent).await;
        assert!(page.body_text().contains("A mentor"), "{}", page.body);
        let mut jay = app.person("jay-riley").await;
        let page = jay.get("/transition/services-got").await;
        let said = page.body_text();
        assert!(said.contains("Grace Hall wrote this down on November 23, 2026"), "{said}");
        assert!(said.contains("Your worker can read this page too"), "{said}");
        // Every kind of help that agencies count can be added by the young person, too.
        for kind in ServiceKind::ALL {
            let option = format!("<option value=\"{}\"", kind.slug());
            assert!(page.body.contains(&option), "{kind:?}: {}", page.body);
        }
        // The survey within 45 days after the 17th birthday.
        assert!(said.contains("At 17: February 23, 2026 to April 9, 2026"), "{said}");
        let row = page.hidden_value("row");
        let fields = [("row", row.as_str()), ("act", "dispute")];
        let sent = jay.post("/api/transition/service-dispute", &fields).await;
        let page = follow(&mut jay, &sent).await;
        assert!(page.body_text().contains("I got it after all"), "{}", page.body);
        let said = grace.get(&path).await.body_text();
        assert!(said.contains("Jay says that they did not get this"), "{said}");
        let credit = path_of(&app, "credit").await;
        // The young person too: this is the page for adults, and theirs has another address.
        for who in ["pat-nguyen", "lena-bird", "denise-riley", "jay-riley", "tasha-carter"] {
            let mut other = app.person(who).await;
            for page in [&path, &credit] {
                assert_eq!(other.get(page).await.status, StatusCode::NOT_FOUND, "{who}");
            }
        }
        let said = grace.get(&credit).await.body_text();
        assert!(said.contains("Still to ask for"), "{said}");
    }
}

on_each_engine! {
    async fn an_adult_reads_a_budget_and_skills_while_they_are_released(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        add_line(&mut jay, "out", "rent", "650").await;
        let fields = [("skill", "cook"), ("state", "can")];
        jay.post("/api/transition/skill", &fields).await;
        let shared = path_of(&app, "").await;
        let shared = shared.trim_end_matches('/');
        let mut pat = app.person("pat-nguyen").await;
        let shows = |page: &TestResponse| {
            let said = page.body_text();
            (said.contains("$650.00"), said.contains("Cook a few meals"))
        };
        // The supervisor reads required parts, and neither of these is one.
        assert_eq!(shows(&pat.get(shared).await), (false, false));
        // Each part is released by itself, from its own page.
        for part in ["budget", "skills"] {
            let page = jay.get(&format!("/transition/release/{part}")).await;
            let (form, revision) = (page.hidden_value("form"), page.hidden_value("revision"));
            let fields = [
                ("form", form.as_str()),
                ("part", part),
                ("revision", revision.as_str()),
                ("release", "team"),
            ];
            let sent = jay.post("/api/transition/release", &fields).await;
            follow(&mut jay, &sent).await;
        }
        assert_eq!(shows(&pat.get(shared).await), (true, true));
        let page = jay.get("/transition/release/budget").await;
        let (form, revision) = (page.hidden_value("form"), page.hidden_value("revision"));
        let fields = [
            ("form", form.as_str()),
            ("part", "budget"),
            ("revision", revision.as_str()),
            ("release", "private"),
        ];
        jay.post("/api/transition/release", &fields).await;
        // With the next request, and without the other part.
        assert_eq!(shows(&pat.get(shared).await), (false, true));
    }
}

on_each_engine! {
    async fn a_step_of_a_credit_report_is_recorded_removed_and_put_back(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let page = jay.get("/transition/credit").await;
        let owed = "Your agency still has to ask for this one.";
        assert!(page.body_text().contains(owed), "{}", page.body);
        let form = page.hidden_value("form");
        let fields = |step: &'static str, day: &'static str| {
            [
                ("form", form.as_str()),
                ("age", "17"),
                ("step", step),
                ("day", day),
                ("note", "Equifax"),
            ]
        };
        let action = "/api/transition/credit-add";
        // Without a choice and with a day to come: both are said, and nothing typed is lost.
        let sent = jay.post(action, &fields("", "2026-11-24")).await;
        let page = follow(&mut jay, &sent).await;
        for words in ["Choose what happened", "This day has not come yet", "Equifax"] {
            assert!(page.body_text().contains(words), "{words}: {}", page.body);
        }
        let received = "You have it: November 20, 2026";
        let sent = jay.post(action, &fields("received", "2026-11-20")).await;
        let page = follow(&mut jay, &sent).await;
        let said = page.body_text();
        assert!(said.contains(received) && !said.contains(owed), "{said}");
        // The button says what it removes, and the page that follows has one that puts it back.
        let row = page.hidden_value("row");
        for (act, is_there, told) in [
            ("remove", false, "value=\"restore\""),
            ("restore", true, "Saved."),
        ] {
            let fields = [("row", row.as_str()), ("act", act)];
            let sent = jay.post("/api/transition/credit-remove", &fields).await;
            let page = follow(&mut jay, &sent).await;
            let said = page.body_text();
            assert_eq!((said.contains(received), said.contains(owed)), (is_there, !is_there));
            assert!(said.contains(told), "{told}: {said}");
        }
    }
}

on_each_engine! {
    async fn no_credit_report_is_owed_after_care(app: TestApp) {
        // Eighteen and a half, and no order goes on after the 18th birthday.
        let born = "UPDATE person SET date_of_birth = '2008-05-23' WHERE key = 'jay-riley'";
        app.database.execute_sql(born).await.unwrap();
        let mut jay = app.person("jay-riley").await;
        let said = jay.get("/transition/credit").await.body_text();
        assert!(said.contains("At 17") && !said.contains("At 18"), "{said}");
        assert!(!said.contains("Your agency still has to ask"), "{said}");
        let credit = path_of(&app, "credit").await;
        let mut grace = app.person("grace-hall").await;
        let said = grace.get(&credit).await.body_text();
        assert!(!said.contains("Still to ask for"), "{said}");
    }
}
