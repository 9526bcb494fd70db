//! The areas of a young person's transition plan over HTTP: one question on a page, nothing lost,
//! and adults who read only what is released.
#![allow(clippy::unwrap_used)]

use std::io::Write;

use crate::support::{TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use model::transition::TransitionPart;
use model::transition::area::AreaQuestion;

const ANSWER: &str = "/api/transition/answer";
const DRAFT: &str = "/api/transition/draft";
const STEP: &str = "/api/transition/step";
/// The fields that the page of a question fills in.
const ANSWER_HIDDEN: [&str; 7] = [
    "form",
    "part",
    "question",
    "revision",
    "sequence",
    "draft",
    "draft_sequence",
];
const STEP_HIDDEN: [&str; 3] = ["form", "part", "revision"];

/// What readers of a part have to do.
const SAFETY: &str = "the people who read it have to act";

/// Sends a form of a page that was loaded, with its hidden fields and these ones.
async fn send(
    browser: &mut TestBrowser,
    page: &TestResponse,
    (action, hidden): (&str, &[&str]),
    fields: &[(&str, &str)],
) -> TestResponse {
    let values: Vec<(&str, String)> = hidden
        .iter()
        .filter(|name| !fields.iter().any(|(field, _)| field == *name))
        .map(|name| (*name, page.hidden_value(name)))
        .collect();
    let mut all: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
    all.extend_from_slice(fields);
    browser.post(action, &all).await
}

/// Sends an answer, and loads the page that follows.
async fn answer(
    browser: &mut TestBrowser,
    page: &TestResponse,
    fields: &[(&str, &str)],
) -> TestResponse {
    let sent = send(browser, page, (ANSWER, &ANSWER_HIDDEN), fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    browser.get(sent.location_as_sent()).await
}

on_each_engine! {
    async fn an_area_is_written_one_question_at_a_time_or_skipped(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let page = jay.get("/transition/area/housing/now").await;
        let shown = page.body_text();
        // Who reads a required part, why, and what they have to do stand above the first field.
        let (above, _) = shown.split_once("<textarea").unwrap();
        for words in ["The law asks for this part.", "so that your agency helps you", SAFETY] {
            assert!(above.contains(words), "{words}: {shown}");
        }
        // A suggestion is tapped, and comes back in the field; then the page is left by Skip.
        let fields = [("words", "canary-one"), ("act", "idea-1")];
        let page = answer(&mut jay, &page, &fields).await;
        assert!(page.body.contains("canary-one\nI live in a foster home."), "{}", page.body);
        let next = answer(&mut jay, &page, &[("words", "canary-two"), ("act", "skip")]).await;
        assert!(next.body_text().contains("Where I want to be"), "{}", next.body);
        let index = jay.get("/transition/area/housing").await.body_text();
        assert!(index.contains("Not saved yet") && !index.contains("canary-two"), "{index}");
        // On another device the words are there, until they are saved.
        let mut phone = app.new_visitor();
        let fields = [("name", "jay-riley"), ("passphrase", "correct horse battery")];
        phone.post("/api/account/sign-in", &fields).await;
        let page = phone.get("/transition/area/housing/now").await;
        assert!(page.body.contains("canary-two"), "{}", page.body);
        let next = answer(&mut phone, &page, &[("words", "canary-three")]).await;
        let shown = next.body_text();
        assert!(shown.contains("Your words are saved.") && shown.contains("Where I want to be"));
        let index = jay.get("/transition/area/housing").await.body_text();
        assert!(index.contains("canary-three") && !index.contains("Not saved yet"), "{index}");
        assert!(index.contains("You answered one of the two questions."), "{index}");
        // Its worker reads what is saved, and nothing else of the plan.
        let (family, person) = (
            app.database.family_id("riley").await,
            app.database.person_id("jay-riley").await,
        );
        let adult = format!("/family/{family}/transition/{person}");
        let mut grace = app.person("grace-hall").await;
        let read = grace.get(&adult).await.body_text();
        assert!(read.contains("Where Jay is now") && read.contains("canary-three"), "{read}");
        let page = jay.get("/transition/area/money/now").await;
        // No one else reads it, so no one has to act.
        assert!(!page.body.contains(SAFETY), "{}", page.body);
        answer(&mut jay, &page, &[("words", "canary-money")]).await;
        let read = grace.get(&adult).await.body_text();
        assert!(!read.contains("canary-money") && !read.contains("canary-two"), "{read}");
        for path in ["documents", "no-such-part"] {
            let page = jay.get(&format!("/transition/area/{path}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
        let step = jay.get("/transition/area/housing/no-such-question").await;
        assert_eq!(step.status, StatusCode::NOT_FOUND);
    }
}

on_each_engine! {
    async fn two_tabs_with_one_answer_show_both_texts(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let one = jay.get("/transition/area/work/goal").await;
        let other = jay.get("/transition/area/work/goal").await;
        // The script of the second tab stores what is typed there, in two requests of which the
        // first comes late.
        for (sequence, words, status) in [
            ("2", "canary-other", StatusCode::OK),
            ("1", "canary-old", StatusCode::CONFLICT),
        ] {
            let form = other.hidden_value("form");
            let fields = [
                ("form", form.as_str()),
                ("part", "work"),
                ("question", "goal"),
                ("revision", "0"),
                ("sequence", sequence),
                ("words", words),
            ];
            assert_eq!(jay.post_as_script(DRAFT, &fields).await.status, status, "{words}");
        }
        answer(&mut jay, &one, &[("words", "canary-one")]).await;
        let fields = [("words", "canary-other"), ("sequence", "3")];
        let both = answer(&mut jay, &other, &fields).await;
        let shown = both.body_text();
        assert!(
            shown.contains("Compare both versions below") && shown.contains("canary-one"),
            "{shown}"
        );
        assert!(shown.contains("canary-other</textarea>"), "{shown}");
        assert!(!shown.contains("canary-old"), "{shown}");
        answer(&mut jay, &both, &[("words", "canary-both")]).await;
        let page = jay.get("/transition/area/work/goal").await.body_text();
        assert!(page.contains("canary-both</textarea>") && page.contains("canary-one"), "{page}");
        // Nothing is left that was typed and not saved.
        assert!(!page.contains("canary-other"), "{page}");
    }
}

on_each_engine! {
    async fn refused_answers_and_steps_come_back_filled_in(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let page = jay.get("/transition/area/legal/now").await;
        let long = format!("canary-long {}", "x".repeat(5_000));
        let back = answer(&mut jay, &page, &[("words", &long)]).await.body_text();
        assert!(back.contains("Use 5,000 letters or fewer") && back.contains("canary-long"));
        let page = jay.get("/transition/area/legal/step").await;
        let to = (STEP, STEP_HIDDEN.as_slice());
        let fields = [("words", ""), ("helper", "canary-aunt"), ("due", "canary-soon")];
        let sent = send(&mut jay, &page, to, &fields).await;
        let page = jay.get(sent.location_as_sent()).await;
        for part in ["Write what you will do", "canary-aunt", "canary-soon", "12/18/2026"] {
            assert!(page.body_text().contains(part), "{part}: {}", page.body);
        }
        let fields = [("words", "canary-step"), ("helper", "Grace Hall"), ("due", "12/18/2026")];
        let sent = send(&mut jay, &page, to, &fields).await;
        let saved = jay.get(sent.location_as_sent()).await.body_text();
        assert!(saved.contains("Your step is saved."), "{saved}");
        let index = jay.get("/transition/area/legal").await;
        let shown = index.body_text();
        assert!(shown.contains("canary-step") && shown.contains("Helps: Grace Hall"), "{shown}");
        // Done, taken out, and put back.
        let step = index.hidden_value("step");
        let fields = [("step", step.as_str()), ("part", "legal"), ("done", "yes")];
        let sent = jay.post("/api/transition/step-done", &fields).await;
        let shown = jay.get(sent.location_as_sent()).await.body_text();
        assert!(shown.contains("You have one step. One is done."), "{shown}");
        for (act, is_there) in [("remove", false), ("restore", true)] {
            let fields = [("form", step.as_str()), ("part", "legal"), ("act", act)];
            let sent = jay.post(STEP, &fields).await;
            let shown = jay.get(sent.location_as_sent()).await.body_text();
            assert_eq!(shown.contains("canary-step"), is_there, "{act}: {shown}");
        }
    }
}

/// Text such as people write: brotli makes little of repeated words.
fn filler(seed: usize) -> String {
    const WORDS: [&str; 16] = [
        "aunt", "river", "school", "bus", "rent", "quiet", "Tuesday", "coach", "savings", "dinner",
        "license", "winter", "sister", "library", "garage", "morning",
    ];
    let word = |n: usize| WORDS[(seed * 7 + n * n * 5 + n * seed) % WORDS.len()];
    (0..24).map(word).collect::<Vec<_>>().join(" ")
}

/// Size after brotli at its highest quality.
fn brotli_size(text: &[u8]) -> usize {
    let mut out = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 11, 22);
        writer.write_all(text).unwrap();
    }
    out.len()
}

on_each_engine! {
    async fn the_plan_with_all_areas_filled_keeps_its_budget(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        for (seed, part) in TransitionPart::AREAS.into_iter().enumerate() {
            let area = format!("/transition/area/{}", part.slug());
            for (n, question) in AreaQuestion::ALL.iter().enumerate() {
                let page = jay.get(&format!("{area}/{}", question.slug())).await;
                answer(&mut jay, &page, &[("words", &filler(seed * 5 + n))]).await;
            }
            for n in 0..3 {
                let page = jay.get(&format!("{area}/step")).await;
                let words = filler(seed * 5 + 2 + n);
                let fields = [
                    ("words", words.as_str()),
                    ("helper", "Aunt May"),
                    ("due", "2027-01-15"),
                ];
                send(&mut jay, &page, (STEP, &STEP_HIDDEN), &fields).await;
            }
        }
        let before = app.database.db.statement_count();
        let page = jay.get("/transition/areas").await;
        let statements = app.database.db.statement_count() - before;
        assert_eq!(page.body.matches("Aunt May").count(), 30, "{}", page.body);
        // Two of them look up the session and the actor.
        assert!(statements <= 2 + 6, "{statements} statements");
        let bytes = brotli_size(page.body.as_bytes());
        assert!(bytes <= 14 * 1024, "{bytes} bytes");
        // The ninety-day plan is made of them.
        for path in ["/transition/ninety-days", "/transition/ninety-days/print"] {
            let before = app.database.db.statement_count();
            let page = jay.get(path).await;
            let statements = app.database.db.statement_count() - before;
            assert!(statements <= 2 + 6, "{path}: {statements} statements");
            let bytes = brotli_size(page.body.as_bytes());
            assert!(bytes <= 14 * 1024, "{path}: {bytes} bytes");
        }
    }
}
