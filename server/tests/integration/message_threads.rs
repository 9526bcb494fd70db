//! Threads over HTTP: their participants, the privacy notice, absences, search and export.
#![allow(clippy::unwrap_used)]

use crate::support;
use crate::support::on_each_engine;
use http::StatusCode;

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
