//! Message forms lose no input: refused, sent twice, after a session has ended, and while the
//! database is busy.
#![allow(clippy::unwrap_used)]

use crate::stored_forms::sign_in_again;
use crate::support;
use crate::support::{TestApp, on_each_engine};
use http::{Request, StatusCode};

on_each_engine! {
    async fn a_form_sent_twice_is_one_message(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let rosa = app.database.person_id("rosa-jimenez").await.to_string();
        let form = maria
            .get(&format!("/messages/new/{rosa}"))
            .await
            .hidden_value("form");
        // A second tap, or a browser that repeats a request whose response was lost.
        for _ in 0..2 {
            let sent = maria
                .post(
                    "/api/messages/send",
                    &[("form", &form), ("to", &rosa), ("body", "Hola")],
                )
                .await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE body = 'Hola'")
                .await,
            1
        );
        // Another text under the same id is no repeat: to answer "sent" would lose it.
        let other = maria
            .post(
                "/api/messages/send",
                &[("form", &form), ("to", &rosa), ("body", "Otra cosa")],
            )
            .await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert!(other.body.contains("Otra cosa"), "the words come back");
    }
}

on_each_engine! {
    async fn refused_words_come_back_to_their_writer_alone(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let rosa = app.database.person_id("rosa-jimenez").await.to_string();
        let page = format!("/messages/new/{rosa}");
        let form = maria.get(&page).await.hidden_value("form");
        // Longer than a message may be, with markup that must come back as text.
        let long = format!("<b>{}", "palabra ".repeat(700));
        let refused = maria
            .post(
                "/api/messages/send",
                &[("form", &form), ("to", &rosa), ("body", &long)],
            )
            .await;
        assert_eq!(
            (refused.status, refused.location()),
            (StatusCode::SEE_OTHER, page.as_str())
        );
        let back = maria.get(&page).await;
        // A screen reader reads the title before anything else of the page.
        assert!(back.body_text().contains("<title>Error: "));
        assert!(
            back.body.contains("role=\"alert\"")
                && back.body.contains("href=\"#body\"")
                && back.body.contains("aria-invalid=\"true\"")
        );
        assert!(
            back.body
                .contains(&long.trim().replace('<', "&lt;").replace('>', "&gt;")),
            "every word is there"
        );
        assert_eq!(
            back.hidden_value("form"),
            form,
            "sent again, it is the same message"
        );
        // A refused first message leaves no empty conversation behind. The threads of the demo have
        // keys; one that is started in the portal has none.
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM thread WHERE key IS NULL")
                .await,
            0
        );
    }
}

async fn end_all_sessions(app: &TestApp) {
    app.database
        .execute_sql("DELETE FROM session")
        .await
        .unwrap();
}

/// Sends the form without a session; another person then signs in with the same browser.
async fn assert_hidden_from_next_person(app: &TestApp, fields: &[(&str, &str)], text: &str) {
    let mut phone = app.new_visitor();
    phone.post("/api/messages/send", fields).await;
    app.person("luis-luna").await;
    let luis = sign_in_again(&mut phone, "luis-luna").await;
    assert_eq!(luis.location(), "/exit");
    assert!(!phone.get("/").await.body.contains(text));
}

on_each_engine! {
    async fn a_session_that_ended_gives_the_text_back_after_sign_in(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let rosa = app.database.person_id("rosa-jimenez").await.to_string();
        let path = format!("/messages/new/{rosa}");
        let page = maria.get(&path).await;
        let (form, person) = (page.hidden_value("form"), page.hidden_value("person"));
        // A message may take longer to write than a session lasts.
        end_all_sessions(&app).await;
        let fields = [
            ("form", form.as_str()),
            ("to", &rosa),
            ("person", &person),
            ("from", &path),
            ("body", "No quiero perder esto"),
        ];
        let out = maria.post("/api/messages/send", &fields).await;
        assert_eq!(
            (out.status, out.location()),
            (StatusCode::SEE_OTHER, "/sign-in")
        );
        assert!(
            maria
                .get("/sign-in")
                .await
                .body
                .contains("We saved what you wrote")
        );
        let back = sign_in_again(&mut maria, "maria-luna").await;
        assert_eq!(back.location(), path);
        let page = maria.get(&path).await;
        assert!(page.body.contains("No quiero perder esto"));
        // Nothing was wrong with the text, so the page shows no error.
        assert!(!page.body.contains("role=\"alert\""));
        // On a shared phone, another person who signs in does not get the kept text.
        end_all_sessions(&app).await;
        assert_hidden_from_next_person(&app, &fields, "No quiero perder esto").await;
    }
}

on_each_engine! {
    async fn a_change_of_language_keeps_the_page_and_the_text(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let path = format!(
            "/messages/new/{}",
            app.database.person_id("rosa-jimenez").await
        );
        let page = maria.get(&path).await;
        let fields = [
            ("form", page.hidden_value("form")),
            ("to", page.hidden_value("to")),
            ("person", page.hidden_value("person")),
            ("from", path.clone()),
            ("endpoint", page.hidden_value("endpoint")),
            ("keep_for", "/language".into()),
            ("body", "medio pensamiento".into()),
        ];
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        // Without script the language link is a button of the form, which posts what is typed.
        let to = maria.post("/keep", &fields).await.location().to_owned();
        assert_eq!(to, format!("/language?from={path}"));
        assert!(
            maria
                .get(&to)
                .await
                .body
                .contains(&format!("value=\"{path}\""))
        );
        assert_eq!(
            maria
                .post(
                    "/api/account/language",
                    &[("language", "ar"), ("from", &path)]
                )
                .await
                .location(),
            path
        );
        let page = maria.get(&path).await;
        assert!(
            page.body.contains("<html lang=\"ar\" dir=\"rtl\">")
                && page.body.contains("medio pensamiento")
        );
    }
}

on_each_engine! {
    async fn the_island_saves_a_draft_and_the_page_brings_it_back(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let thread = app.database.thread_id("tasha-june").await.to_string();
        let request = Request::post("/api/messages/draft")
            .header("sec-fetch-site", "same-origin")
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("thread={thread}&body=half+a+thought").into())
            .unwrap();
        let response = tasha.send_request(request).await;
        // The page says that the draft is saved only after this answer.
        assert_eq!(
            (response.status, response.body.as_str()),
            (StatusCode::OK, "true")
        );
        assert!(
            tasha
                .get(&format!("/messages/{thread}"))
                .await
                .body
                .contains("half a thought")
        );
        // A draft is its writer's alone, even among the participants of the conversation.
        assert!(
            !app.person("june-bell")
                .await
                .get(&format!("/messages/{thread}"))
                .await
                .body
                .contains("half a thought")
        );
    }
}

/// While an import holds SQLite's single writer, a form gets an error page with its text and can be
/// sent again.
#[tokio::test]
async fn a_busy_database_returns_the_typed_text() {
    let app = support::demo_apps().await.remove(0);
    let support::database::OwnerPool::Sqlite(pool) = &app.database.owner_pool else {
        unreachable!()
    };
    let mut maria = app.person("maria-luna").await;
    let rosa = app.database.person_id("rosa-jimenez").await.to_string();
    let form = maria
        .get(&format!("/messages/new/{rosa}"))
        .await
        .hidden_value("form");
    let fields = [
        ("form", form.as_str()),
        ("to", &rosa),
        ("body", "Palabras que no se pierden"),
    ];
    let mut import = pool.acquire().await.unwrap();
    sqlx::query("BEGIN IMMEDIATE")
        .execute(&mut *import)
        .await
        .unwrap();
    let busy = maria.post("/api/messages/send", &fields).await;
    assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(busy.headers["retry-after"], "60");
    assert!(
        busy.body.contains("Palabras que no se pierden") && busy.body.contains(&form),
        "{}",
        busy.body
    );
    sqlx::query("ROLLBACK").execute(&mut *import).await.unwrap();
    assert_eq!(
        maria.post("/api/messages/send", &fields).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        app.database
            .query_number("SELECT count(*) FROM message WHERE body = 'Palabras que no se pierden'")
            .await,
        1
    );
}
