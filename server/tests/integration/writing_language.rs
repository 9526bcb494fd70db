//! The language with which text is stored and displayed: by its script, by its author's choice, and
//! by its reader's language for quick replies.
#![allow(clippy::unwrap_used)]

use crate::support::crawler::{HtmlDocument, duplicate_ids};
use crate::support::route_ids::RouteIds;
use crate::support::{TestBrowser, TestResponse, on_each_engine};

async fn choose_page_language(browser: &mut TestBrowser, language: &str) {
    browser
        .post(
            "/api/account/language",
            &[("language", language), ("from", "/")],
        )
        .await;
}

/// Sends a message through the form of `page`, written in the language that its writer chooses.
async fn send_in_language(
    browser: &mut TestBrowser,
    page: &TestResponse,
    words: &str,
    language: &str,
) -> TestResponse {
    browser
        .post(
            "/api/messages/send",
            &[
                ("form", &page.hidden_value("form")),
                ("thread", &page.hidden_value("thread")),
                ("body", words),
                ("writing_language", language),
            ],
        )
        .await
}

/// A screen reader chooses its voice, and a browser the direction, by the language of the message.
fn assert_shown_in_language(page: &TestResponse, language: &str, words: &str) {
    assert!(
        page.body
            .contains(&format!("<p lang=\"{language}\" dir=\"auto\">{words}</p>")),
        "{language}: {}",
        page.body
    );
}

on_each_engine! {
    async fn words_are_in_the_language_of_their_letters_whatever_the_page_is_in(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let thread = maria
            .send_first_message(
                &app.database.person_id("rosa-jimenez").await.to_string(),
                // Ends with characters that belong to no script and take the direction around them.
                "أريد درسًا في الصباح (الثلاثاء)!",
            )
            .await;
        choose_page_language(&mut maria, "ar").await;
        let page = maria.get(&thread).await;
        let (form, id) = (page.hidden_value("form"), page.hidden_value("thread"));
        maria
            .post(
                "/api/messages/send",
                &[
                    ("form", &form),
                    ("thread", &id),
                    // Latin letters are never Arabic, so the language of the page is not stored.
                    ("body", "Can you come at 3:30 (Tuesday)?"),
                ],
            )
            .await;
        let page = maria.get(&thread).await;
        for (language, words) in [
            ("ar", "أريد درسًا في الصباح (الثلاثاء)!"),
            ("en", "Can you come at 3:30 (Tuesday)?"),
        ] {
            assert_shown_in_language(&page, language, words);
        }
    }
}

on_each_engine! {
    async fn words_are_in_the_language_their_writer_says(app: TestApp) {
        let (mut maria, mut rosa) = (
            app.person("maria-luna").await,
            app.person("rosa-jimenez").await,
        );
        choose_page_language(&mut maria, "es").await;
        let thread = maria
            .send_first_message(
                &app.database.person_id("rosa-jimenez").await.to_string(),
                "Hola",
            )
            .await;
        assert!(
            !maria.get(&thread).await.body.contains("writing_language"),
            "she reads one language, and is not asked"
        );
        // Rosa reads two languages, so the composer asks in which she writes.
        let page = rosa.get(&thread).await;
        assert!(
            page.body.contains("<option value=\"en\" selected"),
            "nothing written yet: the page's language: {}",
            page.body
        );
        send_in_language(&mut rosa, &page, "Hola María, ¿cómo está?", "es").await;
        let read = maria.get(&thread).await;
        assert_shown_in_language(&read, "es", "Hola María, ¿cómo está?");
        assert!(
            !read.body.contains("/interpret/"),
            "no interpreter is offered for words in the reader's own language"
        );
        let page = rosa.get(&thread).await;
        assert!(
            page.body.contains("<option value=\"es\" selected"),
            "as the last time here: {}",
            page.body
        );
        send_as_composer(&mut rosa, &page, "¿Vienes el martes?", "es").await;
        // A language that no page offers is not stored; the page's own language is.
        let page = rosa.get(&thread).await;
        // A client can post any value; this one would be markup in the attribute `lang`.
        send_in_language(&mut rosa, &page, "See you then", "\"><b>").await;
        let read = maria.get(&thread).await;
        for (language, words) in [("es", "¿Vienes el martes?"), ("en", "See you then")] {
            assert_shown_in_language(&read, language, words);
        }
        // A refused form keeps the chosen language.
        let page = rosa.get(&thread).await;
        send_in_language(&mut rosa, &page, "  ", "es").await;
        assert!(
            rosa.get(&thread)
                .await
                .body
                .contains("<option value=\"es\" selected")
        );
    }
}

/// Sends with the fields that the composer's script sends.
async fn send_as_composer(
    browser: &mut TestBrowser,
    page: &TestResponse,
    words: &str,
    language: &str,
) {
    browser
        .post(
            "/api/messages/post",
            &[
                ("form", &page.hidden_value("form")),
                ("thread", &page.hidden_value("thread")),
                ("body", words),
                ("writing_language", language),
                ("offered", "false"),
                ("urgent", "false"),
            ],
        )
        .await;
}

on_each_engine! {
    async fn words_to_start_from_are_in_the_language_of_who_reads_them(app: TestApp) {
        let (mut maria, mut dana) = (app.person("maria-luna").await, app.person("dana-fox").await);
        choose_page_language(&mut maria, "es").await;
        let thread = maria
            .send_first_message(
                &app.database.person_id("dana-fox").await.to_string(),
                "Hola",
            )
            .await;
        // The first of the texts to start from. Dana reads only English, and María chose Spanish.
        let page = dana.get(&format!("{thread}?start=0")).await;
        let spanish =
            app::i18n::Localizer(model::language::Language::Es).get("messages-start-seen");
        assert!(
            page.body.contains(&format!("{spanish}</textarea>")),
            "{}",
            page.body
        );
        assert!(
            page.body.contains("<option value=\"es\" selected"),
            "and are said to be: {}",
            page.body
        );
        assert!(
            page.body.contains("data-once"),
            "script leaves it to the form, which comes back in the page's language"
        );
        // The draft that the script saves keeps the language: she may finish it tomorrow.
        let draft = format!("{spanish} Ya casi.");
        let fields = [
            ("thread", page.hidden_value("thread")),
            ("body", draft.clone()),
            ("form", page.hidden_value("form")),
        ];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        dana.post("/api/messages/draft", &fields).await;
        let page = dana.get(&thread).await;
        assert!(
            page.body.contains(&format!("{draft}</textarea>"))
                && page.body.contains("<option value=\"es\" selected"),
            "{}",
            page.body
        );
        send_in_language(&mut dana, &page, &spanish, "es").await;
        assert_shown_in_language(&maria.get(&thread).await, "es", &spanish);
        assert!(
            !dana.get(&thread).await.body.contains("writing_language"),
            "her next words are in the one language she reads"
        );
    }
}

on_each_engine! {
    async fn both_forms_of_a_step_ask_for_the_language_with_an_id_of_their_own(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        // Its worker reads two languages, reports how the step goes, and can reply.
        let mut ben = app.person("ben-ortiz").await;
        let path = format!("/family/{}/plan/item/{}", ids.family, ids.step);
        let page = ben.get(&path).await;
        assert_eq!(page.body.matches("name=\"writing_language\"").count(), 2);
        let parsed = HtmlDocument::parse(&page.body);
        assert_eq!(duplicate_ids(&parsed), Vec::<&str>::new());
    }
}
