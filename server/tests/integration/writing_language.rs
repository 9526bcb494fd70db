//! The language with which text is stored and displayed: by its script, by its author's choice, and
//! by its reader's language for quick replies.
#![allow(clippy::unwrap_used)]

use crate::support::{TestBrowser, TestResponse, on_each_engine};

on_each_engine! {
    async fn words_are_in_the_language_of_their_letters_whatever_the_page_is_in(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let thread = maria
            .send_first_message(
                &app.database.person_id("rosa-jimenez").await.to_string(),
                "أريد درسًا في الصباح (الثلاثاء)!",
            )
            .await;
        maria
            .post(
                "/api/account/language",
                &[("language", "ar"), ("from", "/")],
            )
            .await;
        let page = maria.get(&thread).await;
        let (form, id) = (page.hidden_value("form"), page.hidden_value("thread"));
        maria
            .post(
                "/api/messages/send",
                &[
                    ("form", &form),
                    ("thread", &id),
                    ("body", "Can you come at 3:30 (Tuesday)?"),
                ],
            )
            .await;
        let page = maria.get(&thread).await;
        for (language, words) in [
            ("ar", "أريد درسًا في الصباح (الثلاثاء)!"),
            ("en", "Can you come at 3:30 (Tuesday)?"),
        ] {
            assert!(
                page.body
                    .contains(&format!("<p lang=\"{language}\" dir=\"auto\">{words}</p>")),
                "{language}: {}",
                page.body
            );
        }
    }
}

on_each_engine! {
    async fn words_are_in_the_language_their_writer_says(app: TestApp) {
        let (mut maria, mut rosa) = (
            app.person("maria-luna").await,
            app.person("rosa-jimenez").await,
        );
        maria
            .post(
                "/api/account/language",
                &[("language", "es"), ("from", "/")],
            )
            .await;
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
        let page = rosa.get(&thread).await;
        assert!(
            page.body.contains("<option value=\"en\" selected"),
            "nothing written yet: the page's language: {}",
            page.body
        );
        let fields = |page: &TestResponse, words: &'static str, language: &'static str| {
            [
                ("form", page.hidden_value("form")),
                ("thread", page.hidden_value("thread")),
                ("body", words.to_owned()),
                ("writing_language", language.to_owned()),
            ]
        };
        let pairs = |fields: &[(&'static str, String); 4]| {
            fields
                .iter()
                .map(|(name, value)| (*name, value.clone()))
                .collect::<Vec<_>>()
        };
        let post =
            async |browser: &mut TestBrowser, path: &str, fields: Vec<(&'static str, String)>| {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                browser.post(path, &fields).await
            };
        post(
            &mut rosa,
            "/api/messages/send",
            pairs(&fields(&page, "Hola María, ¿cómo está?", "es")),
        )
        .await;
        let read = maria.get(&thread).await;
        assert!(
            read.body
                .contains("<p lang=\"es\" dir=\"auto\">Hola María, ¿cómo está?</p>"),
            "{}",
            read.body
        );
        assert!(
            !read.body.contains("/interpret/"),
            "nobody offers an interpreter for words in the reader's own language"
        );
        let page = rosa.get(&thread).await;
        assert!(
            page.body.contains("<option value=\"es\" selected"),
            "as the last time here: {}",
            page.body
        );
        // The same through the composer's script.
        let sent = [
            pairs(&fields(&page, "¿Vienes el martes?", "es")),
            vec![("offered", "false".into()), ("urgent", "false".into())],
        ]
        .concat();
        post(&mut rosa, "/api/messages/post", sent).await;
        let page = rosa.get(&thread).await;
        post(
            &mut rosa,
            "/api/messages/send",
            pairs(&fields(&page, "See you then", "\"><b>")),
        )
        .await;
        let read = maria.get(&thread).await;
        for (language, words) in [("es", "¿Vienes el martes?"), ("en", "See you then")] {
            assert!(
                read.body
                    .contains(&format!("<p lang=\"{language}\" dir=\"auto\">{words}</p>")),
                "{language}: {}",
                read.body
            );
        }
        // A refused form keeps the chosen language.
        let page = rosa.get(&thread).await;
        post(
            &mut rosa,
            "/api/messages/send",
            pairs(&fields(&page, "  ", "es")),
        )
        .await;
        assert!(
            rosa.get(&thread)
                .await
                .body
                .contains("<option value=\"es\" selected")
        );
    }
}

on_each_engine! {
    async fn words_to_start_from_are_in_the_language_of_who_reads_them(app: TestApp) {
        let (mut maria, mut dana) = (app.person("maria-luna").await, app.person("dana-fox").await);
        maria
            .post(
                "/api/account/language",
                &[("language", "es"), ("from", "/")],
            )
            .await;
        let thread = maria
            .send_first_message(
                &app.database.person_id("dana-fox").await.to_string(),
                "Hola",
            )
            .await;
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
        let (form, id) = (page.hidden_value("form"), page.hidden_value("thread"));
        dana.post(
            "/api/messages/send",
            &[
                ("form", &form),
                ("thread", &id),
                ("body", &spanish),
                ("writing_language", "es"),
            ],
        )
        .await;
        assert!(
            maria
                .get(&thread)
                .await
                .body
                .contains(&format!("<p lang=\"es\" dir=\"auto\">{spanish}</p>"))
        );
        assert!(
            !dana.get(&thread).await.body.contains("writing_language"),
            "her next words are in the one language she reads"
        );
    }
}
