//! A young person's rights, and staying in care or coming back, over HTTP.
#![allow(clippy::unwrap_used)]

use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use jiff::SignedDuration;

/// The page that an answered form redirects to.
async fn follow(browser: &mut TestBrowser, sent: &TestResponse) -> TestResponse {
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let address = sent.location_as_sent().split('#').next().unwrap();
    browser.get(address).await
}

/// Sends a form and loads the page that follows.
async fn send(browser: &mut TestBrowser, path: &str, fields: &[(&str, &str)]) -> TestResponse {
    let sent = browser.post(path, fields).await;
    follow(browser, &sent).await
}

/// The hidden fields of a form, and one that was typed.
fn with_words<'a>(hidden: &'a [(&'static str, String)], words: &'a str) -> Vec<(&'a str, &'a str)> {
    let hidden = hidden.iter().map(|(name, value)| (*name, value.as_str()));
    hidden.chain([("words", words)]).collect()
}

/// Taps "I have a question" of a right.
async fn ask(jay: &mut TestBrowser, right: &str) -> TestResponse {
    let page = jay.get(&format!("/transition/rights/{right}")).await;
    let form = page.hidden_value("form");
    let fields = [("form", form.as_str()), ("right", right)];
    send(jay, "/api/transition/right-ask", &fields).await
}

/// The page for adults about Jay's rights.
async fn rights_path(app: &TestApp) -> String {
    let riley = app.database.family_id("riley").await;
    let jay = app.database.person_id("jay-riley").await;
    format!("/family/{riley}/transition/{jay}/rights")
}

on_each_engine! {
    async fn a_question_has_a_day_for_its_answer_and_both_see_when_it_is_late(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let page = ask(&mut jay, "health").await;
        // Five working days from a Monday, with Thanksgiving in between.
        let said = page.body_text();
        assert!(said.contains("Last day for an answer: Tuesday, December 1"), "{said}");
        assert!(said.contains("Last day for an answer: December 1, 2026"), "{said}");
        let path = rights_path(&app).await;
        let asked = format!("{path}/health");
        let page = jay.get("/transition/rights/health").await;
        // Read aloud where the device has a voice.
        for part in ["class=\"read-aloud\"", "/pkg/speech."] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        let hidden = ["row", "right"].map(|name| (name, page.hidden_value(name)));
        for typed in ["x".repeat(10_001).as_str(), "Who pays for it?"] {
            let fields = with_words(&hidden, typed);
            let page = send(&mut jay, "/api/transition/right-words", &fields).await;
            assert!(page.body.contains(typed), "what was typed is there");
        }
        // The tribal representative reads the list, and no question.
        let mut lena = app.person("lena-bird").await;
        let said = lena.get(&path).await.body_text();
        assert!(said.contains("Not marked as understood yet"), "{said}");
        assert!(!said.contains("/rights/health"), "{said}");
        assert_eq!(lena.get(&asked).await.status, StatusCode::NOT_FOUND);
        for who in ["denise-riley", "jay-riley", "tasha-carter"] {
            let mut other = app.person(who).await;
            for page in [&path, &asked] {
                assert_eq!(other.get(page).await.status, StatusCode::NOT_FOUND, "{who}");
            }
        }
        let mut grace = app.person("grace-hall").await;
        let said = grace.get("/").await.body_text();
        assert!(said.contains("Jay has a question about their rights"), "{said}");
        app.database.clock.advance(SignedDuration::from_hours(9 * 24));
        let mut jay = app.person("jay-riley").await;
        let index = jay.get("/transition/rights").await.body_text();
        assert!(index.contains("Answer is late"), "{index}");
        let said = jay.get("/transition/rights/health").await.body_text();
        assert!(said.contains("The answer was due: December 1, 2026"), "{said}");
        let mut pat = app.person("pat-nguyen").await;
        let said = pat.get(&asked).await.body_text();
        assert!(said.contains("Answer is late"), "{said}");
        assert!(said.contains("Who pays for it?") && !said.contains("right-answer"), "{said}");
        let mut grace = app.person("grace-hall").await;
        let page = grace.get(&asked).await;
        let hidden = ["family", "of", "row", "right"].map(|name| (name, page.hidden_value(name)));
        for (typed, shown) in [(" ", "Write an answer"), ("The agency.", "The agency.")] {
            let fields = with_words(&hidden, typed);
            let page = send(&mut grace, "/api/transition/right-answer", &fields).await;
            assert!(page.body_text().contains(shown), "{}", page.body);
        }
        let said = jay.get("/transition/rights/health").await.body_text();
        assert!(said.contains("Answer from Grace Hall: December 2, 2026"), "{said}");
        assert!(said.contains("The agency.") && !said.contains("Answer is late"), "{said}");
    }
}

on_each_engine! {
    async fn each_tap_can_be_undone_and_a_signature_needs_a_day_that_has_come(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let understood = |act: &'static str| [("right", "safety"), ("act", act)];
        let pressed = "aria-pressed=\"true\"";
        let page = send(&mut jay, "/api/transition/right", &understood("understood")).await;
        assert_eq!(page.body.matches(pressed).count(), 1);
        let page = send(&mut jay, "/api/transition/right", &understood("undo")).await;
        assert_eq!(page.body.matches(pressed).count(), 0);
        let asked = ask(&mut jay, "court").await;
        let row = asked.hidden_value("row");
        for (act, is_open) in [("take_back", false), ("restore", true)] {
            let fields = [("row", row.as_str()), ("act", act)];
            let page = send(&mut jay, "/api/transition/right-take-back", &fields).await;
            assert_eq!(page.body.contains("/api/transition/right-words"), is_open, "{act}");
        }
        let page = jay.get("/transition/rights").await;
        let form = page.hidden_value("form");
        for (day, shown) in [
            ("2026-11-24", "This day has not come yet"),
            ("2026-11-20", "November 20, 2026, with Aunt Denise"),
        ] {
            let fields = [
                ("form", form.as_str()),
                ("signed_on", day),
                ("talked_with", "Aunt Denise"),
            ];
            let page = send(&mut jay, "/api/transition/rights-sign", &fields).await;
            let said = page.body_text();
            assert!(said.contains(shown) && said.contains("Aunt Denise"), "{said}");
        }
        for (path, fields) in [
            ("/api/transition/right", [("right", "fly"), ("act", "understood")]),
            ("/api/transition/rights-unsign", [("row", "x"), ("act", "take_back")]),
        ] {
            assert_eq!(jay.post(path, &fields).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

on_each_engine! {
    async fn the_self_check_never_promises_and_the_letter_is_filled_in(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let page = jay.get("/transition/stay?school=yes&program=yes").await;
        let said = page.body_text();
        assert!(!said.contains("You may be able to.") && !said.contains("ask anyway"), "{said}");
        let page = jay.get("/transition/stay?school=yes&program=yes&care=yes").await;
        assert!(page.body_text().contains("You may be able to."), "{}", page.body);
        let page = jay.get("/transition/stay?program=no").await;
        assert!(page.body_text().contains("This may not fit, but ask anyway"), "{}", page.body);
        let set = [("language", "es"), ("from", "/transition/stay/letter")];
        jay.post("/api/account/language", &set).await;
        let page = jay.get("/transition/stay/letter").await;
        for words in [
            "My name is Jay",
            "Grace Hall, Lakeside County Family Services",
            "Me llamo Jay",
            "DCF-F-5030-E",
        ] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        assert!(!page.body.contains("My name is \u{2068}"), "no invisible marks");
        assert!(!page.body.contains("If you cannot reach me"), "{}", page.body);
        let revision = page.hidden_value("revision");
        let fields = [
            ("kind", "stay"),
            ("english", "Please let me stay."),
            ("own", "Quiero quedarme."),
            ("own_language", "es"),
            ("revision", revision.as_str()),
        ];
        send(&mut jay, "/api/transition/letter", &fields).await;
        let print = jay.get("/transition/stay/print").await;
        for words in ["Please let me stay.", "Quiero quedarme."] {
            assert!(print.body.contains(words), "{}", print.body);
        }
        // Saved in another tab meanwhile: both are shown.
        let fields = [
            ("kind", "stay"),
            ("english", "Other words."),
            ("own", ""),
            ("own_language", "es"),
            ("revision", revision.as_str()),
        ];
        let page = send(&mut jay, "/api/transition/letter", &fields).await;
        for words in ["Please let me stay.", "Other words."] {
            assert!(page.body.contains(words), "{}", page.body);
        }
        // After care, the letter asks to come back, and has what such a request has to say.
        let older = "UPDATE person SET date_of_birth = '2008-02-23' WHERE key = 'jay-riley'";
        app.database.execute_sql(older).await.unwrap();
        let page = jay.get("/transition/stay/print").await;
        for words in ["I want to come back into care", "If you cannot reach me", "Si no me encuentra"] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        let mut grace = app.person("grace-hall").await;
        for path in ["", "/letter", "/print", "/pdf"] {
            let path = format!("/transition/stay{path}");
            assert_eq!(grace.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
