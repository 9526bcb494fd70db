//! Limits on clients: uploads, forms and streams, and in `connections` what is limited over real
//! sockets.
#![allow(clippy::unwrap_used)]

#[path = "limits/connections.rs"]
mod connections;
#[path = "integration/support/mod.rs"]
mod support;

use axum::body::Body;
use http::{Request, StatusCode, header};
use support::{TestBrowser, on_each_engine};

/// A multipart form with these fields and one file.
fn form_with_file(path: &str, fields: &[(&str, &str)], file: &[u8]) -> Request<Body> {
    let mut bytes = Vec::new();
    for (name, value) in fields {
        bytes.extend_from_slice(
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .as_bytes(),
        );
    }
    bytes.extend_from_slice(
        b"--b\r\nContent-Disposition: form-data; name=\"file\"; \
        filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n",
    );
    bytes.extend_from_slice(file);
    bytes.extend_from_slice(b"\r\n--b--\r\n");
    Request::post(path)
        .header(header::ACCEPT, "text/html")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from(bytes))
        .unwrap()
}

async fn assert_large_forms_refused(stranger: &mut TestBrowser, person: &str, long: &str) {
    for (path, language) in [
        ("/keep", "en"),
        ("/api/messages/send", "es"),
        ("/api/plan/own", "ar"),
    ] {
        // Without a session only the header of the browser says which language to use.
        stranger.language = language;
        let page = stranger
            .post(
                path,
                &[
                    ("endpoint", "messages/send"),
                    ("person", person),
                    ("from", "/"),
                    ("body", long),
                ],
            )
            .await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert!(
            page.body.contains(&format!("<html lang=\"{language}\""))
                && page.body.contains(&long[..1000]),
            "{path}: the page gives the words back"
        );
    }
}

on_each_engine! {
    async fn nothing_large_is_stored_for_a_visitor_who_has_not_signed_in(app: TestApp) {
        let person = app.database.person_id("maria-luna").await.to_string();
        // More than the 24 KiB that are stored without a sign-in, and less than a form may have.
        // Every visitor can send such forms, and each would be a session on the disk.
        let long = "long words ".repeat(20_000);
        let mut stranger = app.new_visitor();
        assert_large_forms_refused(&mut stranger, &person, &long).await;
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM session")
                .await,
            0
        );
        // A message of normal size that was written before the session ended is kept.
        let message = "words ".repeat(800);
        let sent = stranger
            .post(
                "/api/messages/send",
                &[
                    ("person", &person),
                    ("from", "/messages"),
                    ("body", &message),
                ],
            )
            .await;
        assert_eq!(
            (sent.status, sent.location()),
            (StatusCode::SEE_OTHER, "/sign-in")
        );
        // The file is larger than the 256 KiB to which text is limited: it is read and discarded,
        // and does not count as text.
        let with_photo = form_with_file(
            "/api/messages/send",
            &[
                ("person", &person),
                ("from", "/messages"),
                ("body", "with a photo"),
            ],
            &[7; 300_000],
        );
        let sent = stranger.send_request(with_photo).await;
        assert_eq!(
            (sent.status, sent.location()),
            (StatusCode::SEE_OTHER, "/sign-in"),
            "its words are kept, its file is not"
        );
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM session WHERE person_id IS NOT NULL")
                .await,
            0
        );
    }
}

on_each_engine! {
    async fn a_refused_form_is_a_page_with_the_words_in_the_readers_language(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        maria
            .post(
                "/api/account/language",
                &[("language", "es"), ("from", "/")],
            )
            .await;
        // The text comes before the field that exceeds the limit: what was read until then is
        // shown.
        let large = format!(
            "body={}&more={}",
            "typed+words+".repeat(50),
            "x".repeat(400_000)
        );
        let request = |kind: &str, body: String| {
            Request::post("/api/messages/send")
                .header(header::ACCEPT, "text/html")
                .header("sec-fetch-site", "same-origin")
                .header(header::CONTENT_TYPE, kind)
                .body(Body::from(body))
                .unwrap()
        };
        let page = maria
            .send_request(request("application/x-www-form-urlencoded", large))
            .await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(
            page.body.contains("<html lang=\"es\"")
                && page.body.contains("typed words typed words"),
            "{}",
            page.body
        );
        let page = maria
            .send_request(request("text/plain", "words".into()))
            .await;
        assert_eq!(page.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert!(page.body.contains("<html lang=\"es\""));
        // The connection breaks off in the middle of the file.
        let half = "--b\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\nhalf a \
            form\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; \
            filename=\"a.jpg\"\r\n\r\nbytes";
        let page = maria
            .send_request(request("multipart/form-data; boundary=b", half.into()))
            .await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
        assert!(
            page.body.contains("half a form"),
            "what had come is drawn again"
        );
    }
}

on_each_engine! {
    async fn a_person_has_so_many_streams_and_no_more(app: TestApp) {
        let thread = app.database.thread_id("tasha-june").await;
        let mut june = app.person("june-bell").await;
        let path = format!("/messages/{thread}/live?after=1");
        let mut open = Vec::new();
        // The default of --max-streams-per-person.
        for _ in 0..12 {
            let answer = june.open(&path).await;
            assert_eq!(answer.status(), StatusCode::OK);
            open.push(answer);
        }
        let refused = june.open(&path).await;
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.headers().contains_key(header::RETRY_AFTER));
        assert_eq!(
            app.person("tasha-carter").await.open(&path).await.status(),
            StatusCode::OK,
            "no other person is refused"
        );
        // A stream that its client drops gives its permit back.
        open.pop();
        assert_eq!(june.open(&path).await.status(), StatusCode::OK);
    }
}
