//! A young person's ninety-day plan over HTTP: agreed with page by page, kept, printed, and read by
//! others as far as it is released.
#![allow(clippy::unwrap_used)]

use crate::plan_versions::{extract_text, run_poppler};
use crate::support::database::transition_plan::write_answer;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::{StatusCode, header};
use model::transition::TransitionPart;
use store::transition::ninety_day::read_own_plan;

const PLAN: &str = "/transition/ninety-days";
const AGREE: &str = "/api/transition/agree";

/// Jay writes where they are in an area; `revision` is 0 for the first words.
async fn write(app: &TestApp, part: TransitionPart, body: &str, revision: i32) {
    let mut tx = app.database.begin_as("jay-riley").await;
    write_answer(&app.database, &mut tx, (part, revision), body).await;
    tx.commit().await.unwrap();
}

/// The page that an answered form redirects to.
async fn follow(browser: &mut TestBrowser, sent: &TestResponse) -> TestResponse {
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    browser.get(sent.location_as_sent()).await
}

/// Taps the button of a page of the plan.
async fn answer_page(jay: &mut TestBrowser, page: &TestResponse) -> TestResponse {
    let [part, digest, act] = ["part", "digest", "act"].map(|name| page.hidden_value(name));
    let fields = [
        ("part", part.as_str()),
        ("digest", digest.as_str()),
        ("act", act.as_str()),
    ];
    let sent = jay.post(AGREE, &fields).await;
    follow(jay, &sent).await
}

fn page_of(part: TransitionPart) -> String {
    format!("{PLAN}/page/{}", part.slug())
}

/// Agrees with every page that the plan has.
async fn agree_with_all(jay: &mut TestBrowser) {
    let overview = jay.get(PLAN).await;
    for part in TransitionPart::ALL {
        let path = page_of(*part);
        if !overview.body.contains(&format!("href=\"{path}\"")) {
            assert_eq!(jay.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            continue;
        }
        let page = jay.get(&path).await;
        // There is nothing to agree with on an empty page.
        if page
            .body_text()
            .contains("Nothing is written on this page yet.")
        {
            assert!(!page.body.contains(AGREE), "{}", page.body);
            continue;
        }
        let page = answer_page(jay, &page).await;
        assert!(
            page.body_text().contains("Saved: you agree with this page"),
            "{}",
            page.body
        );
    }
}

async fn release_money(jay: &mut TestBrowser, release: &str) {
    let page = jay.get("/transition/release/money").await;
    let (form, revision) = (page.hidden_value("form"), page.hidden_value("revision"));
    let fields = [
        ("form", form.as_str()),
        ("part", "money"),
        ("revision", revision.as_str()),
        ("release", release),
    ];
    let sent = jay.post("/api/transition/release", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

on_each_engine! {
    async fn a_plan_is_agreed_with_page_by_page_and_kept(app: TestApp) {
        write(&app, TransitionPart::Work, "I work at the bakery", 0).await;
        write(&app, TransitionPart::Money, "I save ten dollars", 0).await;
        let mut jay = app.person("jay-riley").await;
        let overview = jay.get(PLAN).await.body_text();
        assert!(overview.contains("where you want to be"), "{overview}");
        assert!(!overview.contains("This is my plan</button>"), "{overview}");
        let wish = [("wish", "talk_first")];
        let sent = jay.post("/api/transition/proxy-wish", &wish).await;
        let page = follow(&mut jay, &sent).await;
        assert!(page.body.contains("value=\"talk_first\" aria-pressed=\"true\""), "{}", page.body);
        // A page that was open before the change asks to read it again, and so does the plan.
        let open = jay.get(&page_of(TransitionPart::Work)).await;
        answer_page(&mut jay, &open).await;
        write(&app, TransitionPart::Work, "I look for work", 1).await;
        let said = jay.get(&page_of(TransitionPart::Work)).await.body_text();
        assert!(said.contains("It has changed since then"), "{said}");
        let said = answer_page(&mut jay, &open).await.body_text();
        assert!(said.contains("This has changed since you opened it"), "{said}");
        let fields = [("right", "safety"), ("act", "understood")];
        let sent = jay.post("/api/transition/right", &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        agree_with_all(&mut jay).await;
        let page = jay.get(PLAN).await;
        let (form, digest) = (page.hidden_value("form"), page.hidden_value("digest"));
        let fields = [("form", form.as_str()), ("digest", digest.as_str())];
        let sent = jay.post("/api/transition/keep-plan", &fields).await;
        let page = follow(&mut jay, &sent).await;
        assert!(page.body_text().contains("This is your plan. You kept"), "{}", page.body);
        let copy = format!("{PLAN}/print?copy=1");
        assert!(page.body.contains(&format!("href=\"{copy}\"")), "{}", page.body);
        let mut denise = app.person("denise-riley").await;
        let mut grace = app.person("grace-hall").await;
        let riley = app.database.family_id("riley").await;
        let person = app.database.person_id("jay-riley").await;
        let shared = format!("/family/{riley}/transition/{person}/copy");
        let said = grace.get(&shared).await.body_text();
        assert!(said.contains("I look for work"), "{said}");
        assert!(said.contains("I want to talk about it first"), "{said}");
        assert!(!said.contains("I save ten dollars"), "{said}");
        assert_eq!(denise.get(&shared).await.status, StatusCode::NOT_FOUND);
        release_money(&mut jay, "team").await;
        let said = denise.get(&shared).await.body_text();
        assert!(said.contains("I save ten dollars") && !said.contains("I look for work"), "{said}");
        // Taken back: gone from the copy that others read, and still in the owner's.
        release_money(&mut jay, "private").await;
        assert_eq!(denise.get(&shared).await.status, StatusCode::NOT_FOUND);
        let kept = jay.get(&copy).await.body_text();
        assert!(kept.contains("I save ten dollars"), "{kept}");
        // What is true of the list of rights today is on the page of the plan, and not in the copy.
        let fields = [("right", "safety"), ("act", "undo")];
        jay.post("/api/transition/right", &fields).await;
        let today = jay.get(PLAN).await.body_text();
        assert!(today.contains("Understood: 0 of"), "{today}");
        let kept = jay.get(&copy).await.body_text();
        assert!(kept.contains("My rights") && kept.contains("Understood: 1 of"), "{kept}");
        for absent in ["2", "0", "x"] {
            let path = format!("{PLAN}/print?copy={absent}");
            assert_eq!(jay.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

/// The links of a page that look like the one thing to do.
fn wide_links(page: &TestResponse) -> Vec<&str> {
    let links = page.body.split("<a href=\"").skip(1);
    links
        .filter_map(|link| link.split_once("\" class=\"btn wide\">"))
        .map(|(href, _)| href)
        .filter(|href| !href.contains('"'))
        .collect()
}

on_each_engine! {
    async fn an_empty_page_asks_for_its_first_words_and_is_never_agreed_with(app: TestApp) {
        let (work, health) = (TransitionPart::Work, TransitionPart::Health);
        let mut jay = app.person("jay-riley").await;
        for (part, first) in [
            (work, "/transition/area/work"),
            (health, "/transition/area/health"),
            (TransitionPart::People, "/transition/people"),
        ] {
            let page = jay.get(&page_of(part)).await;
            assert_eq!(wide_links(&page), [first], "{}", page.body);
            let said = page.body_text();
            assert!(said.contains("Start this page") && !page.body.contains(AGREE), "{said}");
            assert!(!said.contains("Change what is on this page"), "{said}");
            // What else is missing stays in its list.
            assert_eq!(said.contains("Still missing"), part == health, "{said}");
        }
        // Sent all the same, from a page that no one has, it is refused.
        let mut tx = app.database.begin_as("jay-riley").await;
        let digest = read_own_plan(&mut tx).await.unwrap().page(work).unwrap().digest.clone();
        drop(tx);
        let fields = [("part", "work"), ("digest", digest.as_str()), ("act", "agree")];
        let sent = jay.post(AGREE, &fields).await;
        let said = follow(&mut jay, &sent).await.body_text();
        assert!(said.contains("There is nothing on this page to agree with yet"), "{said}");
        // With something on it, what is missing comes first, then the page, then the button.
        write(&app, work, "I work at the bakery", 0).await;
        let page = jay.get(&page_of(work)).await;
        let order = ["Still missing", "I work at the bakery", AGREE].map(|one| page.body.find(one));
        assert!(order.is_sorted() && order[0].is_some(), "{order:?} {}", page.body);
        assert!(wide_links(&page).is_empty(), "{}", page.body);
        // Words that were agreed with and are deleted leave no one asked to agree with nothing.
        answer_page(&mut jay, &page).await;
        write(&app, work, "", 1).await;
        let page = jay.get(&page_of(work)).await;
        assert_eq!(wide_links(&page), ["/transition/area/work"]);
        let said = page.body_text();
        assert!(!said.contains("agree again") && !page.body.contains(AGREE), "{said}");
    }
}

on_each_engine! {
    async fn a_plan_is_a_tagged_pdf_of_real_text_in_every_language(app: TestApp) {
        write(&app, TransitionPart::Work, "I work at the bakery", 0).await;
        let mut jay = app.person("jay-riley").await;
        for (language, words) in [
            ("en", "ninety-day plan"),
            ("es", "Un lugar donde vivir"),
            ("hmn", "Ib qho chaw nyob"),
            // `pdftotext` reverses the letters of a lam-alef ligature; these words have none.
            ("ar", "مكان للسكن"),
        ] {
            let set = [("language", language), ("from", PLAN)];
            jay.post("/api/account/language", &set).await;
            let pdf = jay.get(&format!("{PLAN}/pdf")).await;
            assert_eq!(
                (pdf.status, pdf.headers[header::CONTENT_TYPE].to_str().unwrap()),
                (StatusCode::OK, "application/pdf"),
            );
            let text = extract_text(&pdf.bytes);
            // A line may end between any two of these words.
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for words in [words, "I work at the bakery", "5030", "DCF 21.02 (8)"] {
                assert!(text.contains(words), "no {words} in {text}");
            }
            let facts = run_poppler("pdfinfo", &[], &pdf.bytes);
            assert!(facts.contains("Tagged:          yes"), "{facts}");
        }
        let absent = format!("{PLAN}/pdf?copy=1");
        assert_eq!(jay.get(&absent).await.status, StatusCode::NOT_FOUND);
    }
}
