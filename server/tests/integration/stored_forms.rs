//! Forms that the session stores: refused text, and the forms of an ended session, come back until
//! they are accepted.
#![allow(clippy::unwrap_used)]

use crate::support::{TestBrowser, TestResponse, on_each_engine};
use http::{Request, header};
use jiff::SignedDuration;

pub(crate) async fn sign_in_again(browser: &mut TestBrowser, key: &str) -> TestResponse {
    browser
        .post(
            "/api/account/sign-in",
            &[("name", key), ("passphrase", "correct horse battery")],
        )
        .await
}

on_each_engine! {
    async fn refused_words_stay_until_they_are_accepted(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let family = app.database.family_id("carter").await;
        let path = format!("/family/{family}/plan/section/strengths");
        let page = tasha.get(&path).await;
        let (form, family) = (page.hidden_value("form"), family.to_string());
        let words = [
            ("form", form.as_str()),
            ("family", &family),
            ("section", "strengths"),
            ("from", &path),
            ("words", "We cook together every Sunday"),
        ];
        assert_eq!(tasha.post("/api/plan/reply", &words).await.location(), path);
        for _ in 0..3 {
            let page = tasha.get(&path).await;
            assert!(
                page.body.contains("We cook together every Sunday")
                    && page.body.contains("role=\"alert\""),
                "a page may be loaded again"
            );
            assert_eq!(page.hidden_value("form"), form);
        }
        let elsewhere = tasha.get(&path.replace("strengths", "needs")).await;
        assert!(
            !elsewhere.body.contains("every Sunday") && !elsewhere.body.contains("role=\"alert\""),
            "only where they were typed"
        );
        let sent = tasha
            .post(
                "/api/plan/reply",
                &[words.as_slice(), &[("kind", "comment")]].concat(),
            )
            .await;
        assert!(
            sent.location().starts_with(&format!("{path}#r")),
            "{}",
            sent.body
        );
        let page = tasha.get(&path).await;
        assert!(!page.body.contains("role=\"alert\"") && page.hidden_value("form") != form);
        // A kept form expires after an hour.
        tasha
            .post(
                "/api/plan/reply",
                &[
                    ("form", &page.hidden_value("form")),
                    ("family", &family),
                    ("section", "strengths"),
                    ("words", "Never sent"),
                ],
            )
            .await;
        assert!(tasha.get(&path).await.body.contains("Never sent"));
        app.database.clock.advance(SignedDuration::from_mins(61));
        assert!(!tasha.get(&path).await.body.contains("Never sent"));
    }
}

on_each_engine! {
    async fn two_tabs_and_a_photo_come_back_after_the_session_ended(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let family = app.database.family_id("carter").await.to_string();
        let (own, thread) = (
            format!("/family/{family}/plan/own"),
            app.database.thread_id("tasha-june").await.to_string(),
        );
        let talk = format!("/messages/{thread}");
        let (first, second) = (tasha.get(&own).await, tasha.get(&talk).await);
        let (person, one, two) = (
            first.hidden_value("person"),
            first.hidden_value("form"),
            second.hidden_value("form"),
        );
        app.database
            .execute_sql("DELETE FROM session")
            .await
            .unwrap();
        let ours = [
            ("form", one.as_str()),
            ("family", &family),
            ("person", &person),
            ("from", &own),
            ("words", "We know how to make a home"),
            ("who", "wide"),
        ];
        assert_eq!(
            tasha.post("/api/plan/own", &ours).await.location(),
            "/sign-in"
        );
        let mut body = String::new();
        for (name, value) in [
            ("form", two.as_str()),
            ("thread", &thread),
            ("person", &person),
            ("from", &talk),
            ("body", "Look at the lake"),
        ] {
            body += &format!(
                "--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
        }
        body += "--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"lake \
            <1>.jpg\"\r\ncontent-type: image/jpeg\r\n\r\nbytes\r\n--edge--\r\n";
        let request = Request::post("/api/messages/send")
            .header(header::ACCEPT, "text/html")
            .header("sec-fetch-site", "same-origin");
        let sent = tasha
            .send_request(
                request
                    .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
                    .body(body.into())
                    .unwrap(),
            )
            .await;
        assert_eq!(sent.location(), "/sign-in");
        assert_eq!(
            sign_in_again(&mut tasha, "tasha-carter").await.location(),
            talk,
            "the newest first"
        );
        for _ in 0..2 {
            let page = tasha.get(&talk).await.body_text();
            assert!(
                page.contains("Look at the lake")
                    && page.contains("Choose these files again")
                    && page.contains("lake &lt;1&gt;.jpg"),
                "{page}"
            );
            let page = tasha.get(&own).await;
            assert!(page.body.contains("We know how to make a home"));
            assert_eq!(
                (
                    page.hidden_value("form"),
                    page.body.matches("checked").count()
                ),
                (one.clone(), 1)
            );
        }
        assert!(
            !tasha
                .get(&format!(
                    "/messages/new/{}",
                    app.database.person_id("ben-ortiz").await
                ))
                .await
                .body
                .contains("Look at the lake")
        );
        // Each kept form is removed once it is accepted; the other one stays.
        tasha
            .post(
                "/api/messages/send",
                &[
                    ("form", &two),
                    ("thread", &thread),
                    ("body", "Look at the lake"),
                ],
            )
            .await;
        let page = tasha.get(&talk).await.body_text();
        assert!(
            page.matches("Look at the lake").count() == 1
                && !page.contains("Choose these files again"),
            "{page}"
        );
        assert!(
            tasha
                .get(&own)
                .await
                .body
                .contains("We know how to make a home")
        );
        // The session never stores secrets, and its size is limited.
        for n in 0..12 {
            let form = format!("01900000-0000-7000-8000-0000000000{n:02}");
            let fields = [
                ("form", form.as_str()),
                ("family", &family),
                ("kind", ""),
                ("words", "again and again"),
                ("passphrase", "never-kept"),
                ("code", "never-kept"),
            ];
            tasha.post("/api/plan/reply", &fields).await;
        }
        assert_eq!(
            app.database
                .query_number(
                    "SELECT count(*) FROM session WHERE CAST(data AS TEXT) LIKE '%never-kept%'"
                )
                .await,
            0
        );
        assert!(
            !tasha
                .get(&own)
                .await
                .body
                .contains("We know how to make a home"),
            "the oldest went first"
        );
    }
}
