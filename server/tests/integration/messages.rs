//! Messages over HTTP, and forms that lose no input.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::on_each_engine;
use http::{Request, StatusCode};

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
    async fn a_form_sent_twice_is_one_message(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let rosa = app.database.person_id("rosa-jimenez").await.to_string();
        let form = maria
            .get(&format!("/messages/new/{rosa}"))
            .await
            .hidden_value("form");
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
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM thread WHERE key IS NULL")
                .await,
            0
        );
    }
}

on_each_engine! {
    async fn a_session_that_ended_gives_the_text_back_after_sign_in(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let rosa = app.database.person_id("rosa-jimenez").await.to_string();
        let path = format!("/messages/new/{rosa}");
        let page = maria.get(&path).await;
        let (form, person) = (page.hidden_value("form"), page.hidden_value("person"));
        app.database
            .execute_sql("DELETE FROM session")
            .await
            .unwrap();
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
                .contains("What you wrote is kept")
        );
        let back = maria
            .post(
                "/api/account/sign-in",
                &[
                    ("name", "maria-luna"),
                    ("passphrase", "correct horse battery"),
                ],
            )
            .await;
        assert_eq!(back.location(), path);
        let page = maria.get(&path).await;
        assert!(page.body.contains("No quiero perder esto"));
        assert!(!page.body.contains("role=\"alert\""));
        // On a shared phone, another person who signs in does not get the kept text.
        app.database
            .execute_sql("DELETE FROM session")
            .await
            .unwrap();
        let mut phone = app.new_visitor();
        phone.post("/api/messages/send", &fields).await;
        app.person("luis-luna").await;
        let luis = phone
            .post(
                "/api/account/sign-in",
                &[
                    ("name", "luis-luna"),
                    ("passphrase", "correct horse battery"),
                ],
            )
            .await;
        assert_eq!(luis.location(), "/");
        assert!(!phone.get("/").await.body.contains("No quiero perder esto"));
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
        let kept = tasha.send_request(request).await;
        assert_eq!((kept.status, kept.body.as_str()), (StatusCode::OK, "true"));
        assert!(
            tasha
                .get(&format!("/messages/{thread}"))
                .await
                .body
                .contains("half a thought")
        );
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
    async fn a_group_thread_is_created_and_a_participant_is_removed(app: TestApp) {
        let family = app.database.family_id("carter").await;
        let mut ben = app.person("ben-ortiz").await;
        let page = ben.get(&format!("/family/{family}/messages/new")).await;
        let (tasha, nora) = (
            app.database.person_id("tasha-carter").await,
            app.database.person_id("nora-price").await,
        );
        let (one, two) = (format!("people-{tasha}"), format!("people-{nora}"));
        let form = page.hidden_value("form");
        let id = family.to_string();
        let none = ben
            .post(
                "/api/messages/begin",
                &[
                    ("form", &form),
                    ("family", &id),
                    ("kind", "team"),
                    (&one, "yes"),
                ],
            )
            .await;
        let back = ben.get(none.location()).await;
        assert!(
            back.body.contains("Choose two people or more")
                && back.body.contains("checked")
                && back.hidden_value("form") == form,
            "{}",
            back.body
        );
        let begun = ben
            .post(
                "/api/messages/begin",
                &[
                    ("form", &form),
                    ("family", &id),
                    ("kind", "team"),
                    (&one, "yes"),
                    (&two, "yes"),
                ],
            )
            .await;
        let thread = begun.location().to_owned();
        let page = ben.get(&thread).await;
        assert!(
            page.body_text()
                .contains("Ben Ortiz started this conversation"),
            "{}",
            page.body_text()
        );
        let mut her = app.person("nora-price").await;
        let hers = her.get(&thread).await.body_text();
        assert!(
            hers.contains("Ben Ortiz (Worker)")
                && hers.contains("Tasha Carter (Parent)")
                && hers.contains("can read this. Nobody else."),
            "{hers}"
        );
        let key = thread.rsplit('/').next().unwrap().to_owned();
        ben.post(
            "/api/messages/leave",
            &[("thread", &key), ("person", &nora.to_string())],
        )
        .await;
        assert_eq!(her.get(&thread).await.status, StatusCode::NOT_FOUND);
        assert!(
            ben.get(&thread)
                .await
                .body_text()
                .contains("Nora Price was taken off by Ben Ortiz")
        );
        assert!(
            ben.get(&format!("{thread}/readers"))
                .await
                .body_text()
                .contains("Put in Nora Price (Caregiver)")
        );
        // The other parent sees nothing of the thread.
        let mut him = app.person("marcus-reed").await;
        assert!(
            !him.get("/messages").await.body.contains(&key)
                && him.get(&thread).await.status == StatusCode::NOT_FOUND
        );
    }
}

// The confidentiality notice is shown only where it is true and only to the parent: it depends on
// the participants and on the viewer.
on_each_engine! {
    async fn privacy_notice_is_shown_where_two_people_read(app: TestApp) {
        const PRIVATE_NOTICE: &str =
            "What you write here stays between you and your parent partner.";
        const GROUP_NOTICE: &str = "Everyone named above can read this.";
        async fn shown_notices(browser: &mut support::TestBrowser, path: &str) -> (bool, bool) {
            let page = browser.get(path).await;
            let page = if page.status == StatusCode::SEE_OTHER {
                browser.get(page.location()).await
            } else {
                page
            };
            assert_eq!(page.status, StatusCode::OK, "{path}");
            (
                page.body_text().contains(PRIVATE_NOTICE),
                page.body_text().contains(GROUP_NOTICE),
            )
        }
        let (rosa_id, maria_id) = (
            app.database.person_id("rosa-jimenez").await.to_string(),
            app.database.person_id("maria-luna").await.to_string(),
        );
        let dana_id = app.database.person_id("dana-fox").await.to_string();
        let (mut maria, mut rosa, mut dana) = (
            app.person("maria-luna").await,
            app.person("rosa-jimenez").await,
            app.person("dana-fox").await,
        );
        // A parent and her parent partner, before and after the first message. The partner does not
        // see the notice.
        assert_eq!(
            shown_notices(&mut maria, &format!("/messages/new/{rosa_id}")).await,
            (true, false)
        );
        let pair = maria.send_first_message(&rosa_id, "Solo para usted").await;
        assert_eq!(shown_notices(&mut maria, &pair).await, (true, false));
        assert_eq!(shown_notices(&mut rosa, &pair).await, (false, false));
        // Staff have no such agreement among themselves, nor with a parent.
        let to_mentor = dana.send_first_message(&rosa_id, "About the meeting").await;
        assert_eq!(shown_notices(&mut dana, &to_mentor).await, (false, false));
        let mut alma = app.person("alma-brooks").await;
        assert_eq!(
            shown_notices(&mut alma, &format!("/messages/new/{rosa_id}")).await,
            (false, false)
        );
        assert_eq!(
            shown_notices(&mut maria, &format!("/messages/new/{dana_id}")).await,
            (false, false)
        );
        // When agency staff take part, the parent is told who can read, and the others see no
        // notice.
        let family = app.database.family_id("luna").await;
        let form = dana
            .get(&format!("/family/{family}/messages/new"))
            .await
            .hidden_value("form");
        let (one, two, id) = (
            format!("people-{maria_id}"),
            format!("people-{rosa_id}"),
            family.to_string(),
        );
        let begun = dana
            .post(
                "/api/messages/begin",
                &[
                    ("form", &form),
                    ("family", &id),
                    ("kind", "team"),
                    (&one, "yes"),
                    (&two, "yes"),
                ],
            )
            .await;
        let team = begun.location().to_owned();
        assert_eq!(shown_notices(&mut maria, &team).await, (false, true));
        assert_eq!(shown_notices(&mut rosa, &team).await, (false, false));
        assert_eq!(shown_notices(&mut dana, &team).await, (false, false));
        // When only those two remain, the thread still counts as the team's, because others have
        // read it.
        let key = team.rsplit('/').next().unwrap().to_owned();
        let left = dana
            .post(
                "/api/messages/leave",
                &[("thread", &key), ("person", &dana_id)],
            )
            .await;
        assert_eq!(left.location(), "/messages");
        assert_eq!(shown_notices(&mut maria, &team).await, (false, true));
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

on_each_engine! {
    async fn a_conversation_is_searched_printed_and_exported(app: TestApp) {
        let thread = app.database.thread_id("tasha-june").await.to_string();
        app.database
            .send_message(
                "tasha-carter",
                model::messages::MessageDestination::Thread(
                    app.database.thread_id("tasha-june").await,
                ),
                "=HYPERLINK(\"http://evil.test\",\"click\")",
            )
            .await
            .unwrap();
        let mut june = app.person("june-bell").await;
        let to = june
            .post("/api/messages/search", &[("words", "hyperlink")])
            .await;
        assert_eq!(
            to.location(),
            "/messages/search",
            "what is looked for stands in no address"
        );
        let page = june.get("/messages/search").await;
        assert!(
            page.body.contains(&format!("/messages/{thread}?at=2#m2"))
                && page.body_text().contains("1 message"),
            "{}",
            page.body
        );
        assert!(
            june.get(&format!("/messages/{thread}?at=2"))
                .await
                .body
                .contains("id=\"m2\"")
        );
        let table = june.get(&format!("/messages/{thread}/table")).await;
        assert_eq!(
            table.headers["content-disposition"],
            "attachment; filename=\"messages.csv\""
        );
        assert!(
            table
                .body
                .contains("\"'=HYPERLINK(\"\"http://evil.test\"\",\"\"click\"\")\""),
            "{}",
            table.body
        );
        assert!(
            june.get(&format!("/messages/{thread}/print"))
                .await
                .body
                .contains("class=\"print\"")
        );
        let pdf = june.get(&format!("/messages/{thread}/pdf")).await;
        assert!(pdf.bytes.starts_with(b"%PDF-"));
        // Another person who uses the same browser later does not see her search.
        june.post("/api/account/sign-out", &[]).await;
        app.person("marcus-reed").await;
        let back = june
            .post(
                "/api/account/sign-in",
                &[
                    ("name", "marcus-reed"),
                    ("passphrase", "correct horse battery"),
                ],
            )
            .await;
        assert_eq!(back.location(), "/");
        assert!(
            !june
                .get("/messages/search")
                .await
                .body
                .contains("hyperlink")
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
    async fn covering_person_is_named_only_to_those_who_may_write_to_them(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let thread = app.database.thread_id("marcus-ben").await;
        let mut marcus = app.person("marcus-reed").await;
        // June supports the other parent, so Marcus must not see her name, and a link to her would
        // be forbidden.
        for (cover, named) in [("pat-nguyen", true), ("june-bell", false)] {
            let id = app.database.person_id(cover).await.to_string();
            let said = ben
                .post(
                    "/api/messages/away",
                    &[
                        ("starts", "2026-11-20"),
                        ("ends", "2026-11-30"),
                        ("cover", &id),
                    ],
                )
                .await;
            assert_eq!(said.location(), "/messages/away", "{cover}");
            let page = marcus.get(&format!("/messages/{thread}")).await;
            assert!(
                page.body_text()
                    .contains("Ben Ortiz is away. Last day away: "),
                "{}",
                page.body_text()
            );
            assert_eq!(page.body.contains(&id), named, "{cover}");
            assert_eq!(
                page.body_text().contains("Write to Pat Nguyen meanwhile"),
                named,
                "{cover}"
            );
            assert!(!page.body.contains("June"));
        }
    }
}

on_each_engine! {
    async fn a_search_shows_and_marks_what_was_found(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let thread = app.database.thread_id("tasha-june").await;
        let body = format!(
            "{}<b>Reunión</b> at the lake house {}",
            "We will meet again, as we said. ".repeat(9),
            "👨‍👩‍👧‍👦 ".repeat(150)
        );
        let page = tasha.get(&format!("/messages/{thread}")).await;
        let fields = [
            ("form", &*page.hidden_value("form")),
            ("thread", &*thread.to_string()),
            ("body", &*body),
        ];
        assert_eq!(
            tasha.post("/api/messages/send", &fields).await.status,
            StatusCode::SEE_OTHER
        );
        tasha
            .post("/api/messages/search", &[("words", "reunion LAK")])
            .await;
        let page = tasha.get("/messages/search").await;
        let shown = page
            .body
            .split("<bdi")
            .nth(1)
            .and_then(|rest| rest.split("</bdi>").next())
            .unwrap()
            .replace("<!>", "");
        assert!(
            shown
                .contains("&lt;b&gt;<mark>Reunión</mark>&lt;/b&gt; at the <mark>lak</mark>e house"),
            "{shown}"
        );
        assert!(shown.ends_with("👨‍👩‍👧‍👦 …") || shown.ends_with("👨‍👩‍👧‍👦…"), "{shown}");
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
