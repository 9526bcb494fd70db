//! Messages over HTTP.
#![allow(clippy::unwrap_used)]

use crate::support::on_each_engine;
use http::StatusCode;

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
        assert!(
            page.body
                .contains("<p lang=\"es\" dir=\"auto\">Rosa, ¿me acompaña a la reunión?</p>"),
            "{}",
            page.body
        );
        let (form, id) = (page.hidden_value("form"), page.hidden_value("thread"));
        rosa.post(
            "/api/messages/send",
            &[
                ("form", &form),
                ("thread", &id),
                ("body", "Sí, ahí estaré."),
            ],
        )
        .await;
        let home = maria.get("/").await;
        assert!(home.body_text().contains("Rosa Jiménez le escribió"));
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
        assert!(
            !maria
                .get("/")
                .await
                .body_text()
                .contains("Rosa Jiménez le escribió")
        );
    }
}

on_each_engine! {
    async fn crisis_phrases_show_help_lines_first_and_are_sent_all_the_same(app: TestApp) {
        let thread = app.database.thread_id("tasha-june").await.to_string();
        let mut tasha = app.person("tasha-carter").await;
        let path = format!("/messages/{thread}");
        let form = tasha.get(&path).await.hidden_value("form");
        let words = "He hit me again and I don't feel safe here";
        let first = tasha
            .post(
                "/api/messages/send",
                &[("form", &form), ("thread", &thread), ("body", words)],
            )
            .await;
        assert_eq!(
            (first.status, first.location()),
            (StatusCode::SEE_OTHER, path.as_str())
        );
        let page = tasha.get(&path).await;
        assert!(
            page.body.contains("tel:988")
                && page.body.contains("1-800-799-7233")
                && page.body.contains("don't feel safe here"),
            "{}",
            page.body
        );
        assert!(
            !page.body.contains("role=\"alert\""),
            "nothing is wrong with her words"
        );
        assert_eq!(
            (page.hidden_value("form"), page.hidden_value("offered")),
            (form.clone(), "1".into())
        );
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE body LIKE 'He hit%'")
                .await,
            0
        );
        let second = tasha
            .post(
                "/api/messages/send",
                &[
                    ("form", &form),
                    ("thread", &thread),
                    ("body", words),
                    ("offered", "1"),
                ],
            )
            .await;
        assert!(second.location().starts_with(&path));
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE body LIKE 'He hit%'")
                .await,
            1
        );
        // The offer of crisis lines is not visible to anyone else, and nothing about it is stored.
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
        let thread = id.to_string();
        let mut tasha = app.person("tasha-carter").await;
        let path = format!("/messages/{thread}");
        for words in [
            "👩‍👧‍👦 ❤️",
            "a\u{200B}b\u{202E}cba\u{2066}",
            "<script>alert(1)</script>",
            "'; DROP TABLE message; --",
            "nul\u{0}l",
            "{{7*7}} ${7*7}",
        ] {
            let form = tasha.get(&path).await.hidden_value("form");
            let sent = tasha
                .post(
                    "/api/messages/send",
                    &[("form", &form), ("thread", &thread), ("body", words)],
                )
                .await;
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
        let form = tasha.get(&path).await.hidden_value("form");
        let long = "é".repeat(20_000);
        let back = tasha
            .post(
                "/api/messages/send",
                &[("form", &form), ("thread", &thread), ("body", &long)],
            )
            .await;
        assert!(tasha.get(back.location()).await.body.contains(&long));
        for n in 0..200 {
            app.database
                .send_message(
                    "tasha-carter",
                    model::messages::MessageDestination::Thread(id),
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

on_each_engine! {
    async fn a_message_without_visible_characters_is_not_sent(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let thread = app.database.thread_id("maria-dana").await.to_string();
        let path = format!("/messages/{thread}");
        let before = app
            .database
            .query_number("SELECT count(*) FROM message")
            .await;
        for nothing in [
            "\u{200B}",
            "\u{2060}\r\n",
            "\u{AD}",
            "\u{2800}",
            "\u{3164}",
            "\u{FE0F}\u{200D}",
            "\u{E0041}",
            "\u{7}",
            "\u{A0}\u{202F}",
        ] {
            let form = maria.get(&path).await.hidden_value("form");
            let back = maria
                .post(
                    "/api/messages/send",
                    &[("form", &form), ("thread", &thread), ("body", nothing)],
                )
                .await;
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
        // Invisible text is refused as own words in the plan as well.
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
}
