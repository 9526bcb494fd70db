//! Messages over HTTP.
#![allow(clippy::unwrap_used)]

use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use model::messages::MessageDestination;

/// Sends a message through the form on the thread's page.
async fn send_in_thread(browser: &mut TestBrowser, path: &str, words: &str) -> TestResponse {
    let page = browser.get(path).await;
    let (form, thread) = (page.hidden_value("form"), page.hidden_value("thread"));
    browser
        .post(
            "/api/messages/send",
            &[("form", &form), ("thread", &thread), ("body", words)],
        )
        .await
}

on_each_engine! {
    async fn mother_writes_mentor_answers_and_unread_count_shows(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        maria
            .post(
                "/api/account/language",
                &[("language", "es"), ("from", "/")],
            )
            .await;
        let thread = maria
            .send_first_message(
                &app.database.person_id("rosa-jimenez").await.to_string(),
                "Rosa, ¿me acompaña a la reunión?",
            )
            .await;
        let mut rosa = app.person("rosa-jimenez").await;
        let home = rosa.get("/").await;
        assert!(
            home.body_text().contains("María Luna wrote to you")
                && home.body_text().contains("1 new"),
            "{}",
            home.body_text()
        );
        let page = rosa.get(&thread).await;
        // A screen reader needs the language of the text; the page itself is in English.
        assert!(
            page.body
                .contains("<p lang=\"es\" dir=\"auto\">Rosa, ¿me acompaña a la reunión?</p>"),
            "{}",
            page.body
        );
        send_in_thread(&mut rosa, &thread, "Sí, ahí estaré.").await;
        let home = maria.get("/").await;
        assert!(home.body_text().contains("Rosa le escribió"));
        // Rosa's answer, and the last message of Dana Fox in the demo.
        assert!(
            home.body_text()
                .contains("aria-hidden=\"true\" class=\"count\">2</span>")
        );
        assert!(maria.get("/messages").await.body_text().contains("1 nuevo"));
        assert!(
            maria
                .get(&thread)
                .await
                .body_text()
                .contains("Sí, ahí estaré.")
        );
        // Opening the conversation has marked it as read.
        assert!(
            !maria
                .get("/")
                .await
                .body_text()
                .contains("Rosa le escribió")
        );
    }
}

on_each_engine! {
    async fn a_conversation_opens_at_its_first_unread_message(app: TestApp) {
        let thread = app.database.thread_id("tasha-june").await;
        let path = format!("/messages/{thread}");
        let mut tasha = app.person("tasha-carter").await;
        // The messages of the demo are read with this.
        tasha.get(&path).await;
        for body in ["first unread", "second unread"] {
            app.database
                .send_message("june-bell", MessageDestination::Thread(thread), body)
                .await
                .unwrap();
        }
        let link = format!("href=\"{path}#new\"");
        for page in ["/", "/messages"] {
            let body = tasha.get(page).await.body;
            assert!(body.contains(&link), "{page}: {body}");
        }
        let page = tasha.get(&path).await.body;
        let (read, unread) = page.split_once("id=\"new\"").unwrap();
        assert!(
            !read.contains("first unread") && unread.contains("first unread"),
            "{page}"
        );
        assert!(!unread.contains("id=\"new\""), "one divider: {page}");
        // What is read now has no divider, and the same link leads to the end of it.
        let page = tasha.get(&path).await.body;
        let (read, rest) = page.split_once("id=\"new\"").unwrap();
        assert!(read.contains("second unread"), "{page}");
        assert!(rest.contains("name=\"body\""), "{page}");
        // A form that comes back is shown without a place, which would take the focus from its
        // errors.
        let back = send_in_thread(&mut tasha, &path, " ").await;
        assert_eq!(back.location(), path);
    }
}

const CRISIS_TEXT: &str = "He hit me again and I don't feel safe here";

async fn count_crisis_messages(app: &TestApp) -> i64 {
    app.database
        .query_number("SELECT count(*) FROM message WHERE body LIKE 'He hit%'")
        .await
}

/// The page offers the crisis lines with the unsent text; `form` is the id that it was sent with.
fn assert_crisis_lines_offered(page: &TestResponse, form: &str) {
    assert!(
        // The footer of every page has the other numbers too.
        page.body.contains("1-800-799-7233") && page.body.contains("don't feel safe here"),
        "{}",
        page.body
    );
    // An error message would say that she may not write this.
    assert!(
        !page.body.contains("role=\"alert\""),
        "nothing is wrong with her words"
    );
    // `offered` keeps the next attempt from being stopped in the same way.
    assert_eq!(
        (page.hidden_value("form"), page.hidden_value("offered")),
        (form.to_owned(), "1".into())
    );
}

on_each_engine! {
    async fn crisis_phrases_show_help_lines_first_and_are_sent_all_the_same(app: TestApp) {
        let thread = app.database.thread_id("tasha-june").await.to_string();
        let mut tasha = app.person("tasha-carter").await;
        let path = format!("/messages/{thread}");
        let form = tasha.get(&path).await.hidden_value("form");
        let fields = [
            ("form", form.as_str()),
            ("thread", &thread),
            ("body", CRISIS_TEXT),
        ];
        let first = tasha.post("/api/messages/send", &fields).await;
        assert_eq!(
            (first.status, first.location()),
            (StatusCode::SEE_OTHER, path.as_str())
        );
        assert_crisis_lines_offered(&tasha.get(&path).await, &form);
        assert_eq!(count_crisis_messages(&app).await, 0);
        let second = tasha
            .post(
                "/api/messages/send",
                &[&fields[..], &[("offered", "1")]].concat(),
            )
            .await;
        assert!(second.location().starts_with(&path));
        assert_eq!(count_crisis_messages(&app).await, 1);
        // The offer of crisis lines is not visible to any other person, and nothing about it is
        // stored.
        assert!(
            !app.person("june-bell")
                .await
                .get(&path)
                .await
                .body
                .contains("tel:18007997233")
        );
    }
}

on_each_engine! {
    async fn unusual_characters_are_stored_as_typed(app: TestApp) {
        let id = app.database.thread_id("tasha-june").await;
        let mut tasha = app.person("tasha-carter").await;
        let path = format!("/messages/{id}");
        for words in [
            // One grapheme of several code points, which must not be taken apart.
            "👩‍👧‍👦 ❤️",
            // Marks that change the direction of text, and could reverse the page behind them.
            "a\u{200B}b\u{202E}cba\u{2066}",
            "<script>alert(1)</script>",
            "'; DROP TABLE message; --",
            // PostgreSQL rejects a NUL in any text.
            "nul\u{0}l",
            "{{7*7}} ${7*7}",
        ] {
            let sent = send_in_thread(&mut tasha, &path, words).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{words:?}");
        }
        let page = tasha.get(&path).await;
        assert!(
            page.body.contains("👩‍👧‍👦")
                && page.body.contains("&lt;script&gt;")
                && !page.body.contains("<script>alert")
        );
        // A text of 20,000 characters is returned whole, and 200 messages in a row are accepted
        // without throttling.
        let long = "é".repeat(20_000);
        let back = send_in_thread(&mut tasha, &path, &long).await;
        assert!(tasha.get(back.location()).await.body.contains(&long));
        for n in 0..200 {
            app.database
                .send_message(
                    "tasha-carter",
                    MessageDestination::Thread(id),
                    &format!("{n}"),
                )
                .await
                .unwrap();
        }
        assert!(
            app.person("june-bell")
                .await
                .get(&path)
                .await
                .body
                .contains(">199<")
        );
    }
}

/// Text of which nothing can be seen: white space, default-ignorable code points, a control
/// character, and blank characters that fonts draw.
const INVISIBLE_TEXTS: [&str; 9] = [
    "\u{200B}",
    "\u{2060}\r\n",
    "\u{AD}",
    "\u{2800}",
    "\u{3164}",
    "\u{FE0F}\u{200D}",
    "\u{E0041}",
    "\u{7}",
    "\u{A0}\u{202F}",
];

on_each_engine! {
    async fn a_message_without_visible_characters_is_not_sent(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let thread = app.database.thread_id("maria-dana").await.to_string();
        let path = format!("/messages/{thread}");
        let before = app
            .database
            .query_number("SELECT count(*) FROM message")
            .await;
        for nothing in INVISIBLE_TEXTS {
            let back = send_in_thread(&mut maria, &path, nothing).await;
            assert_eq!(back.location(), path, "{nothing:?}");
            maria
                .post(
                    "/api/messages/draft",
                    &[("thread", &thread), ("body", nothing)],
                )
                .await;
        }
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message")
                .await,
            before
        );
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM draft")
                .await,
            0
        );
        // Every form asks the same function what is empty (`model::text`), the plan's as well.
        assert_invisible_own_words_refused(&app, &mut maria).await;
    }
}

async fn assert_invisible_own_words_refused(app: &TestApp, maria: &mut TestBrowser) {
    let family = app.database.family_id("luna").await.to_string();
    let (path, items) = (
        format!("/family/{family}/plan/own"),
        "SELECT count(*) FROM plan_item",
    );
    let (form, before) = (
        maria.get(&path).await.hidden_value("form"),
        app.database.query_number(items).await,
    );
    let back = maria
        .post(
            "/api/plan/own",
            &[
                ("form", &form),
                ("family", &family),
                ("words", "\u{2800}"),
                ("who", "wide"),
            ],
        )
        .await;
    assert_eq!(
        (back.location(), app.database.query_number(items).await),
        (path.as_str(), before)
    );
}
