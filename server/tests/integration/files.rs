//! Attachments: how they are sent and served, and when they are deleted.
#![allow(clippy::unwrap_used)]

use crate::photos::phone_photo;
use crate::support::upload::{send_multipart, try_upload};
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::{Request, StatusCode, header};

/// A part of a 204-byte recording. Some audio players (Safari) play nothing without this response.
async fn assert_byte_range_is_served(browser: &mut TestBrowser, url: &str, voice: &[u8]) {
    let request = Request::get(url)
        .header(header::RANGE, "bytes=2-5")
        .body(axum::body::Body::empty())
        .unwrap();
    let part = browser.send_request(request).await;
    assert_eq!(
        (
            part.status,
            part.headers["content-range"].to_str().unwrap(),
            part.bytes.as_slice()
        ),
        (StatusCode::PARTIAL_CONTENT, "bytes 2-5/204", &voice[2..6])
    );
}

on_each_engine! {
    async fn a_pdf_is_saved_never_opened_and_audio_supports_byte_ranges(app: TestApp) {
        let pdf =
            b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF\n"
                .to_vec();
        let voice = {
            let mut voice = b"\x1A\x45\xDF\xA3".to_vec();
            voice.extend((0..200).map(|n| u8::try_from(n).unwrap()));
            voice
        };
        // Attachments need no text.
        let (mut tasha, sent) = try_upload(
            &app,
            "",
            &[
                ("order.pdf", "application/pdf", &pdf),
                ("voice", "audio/webm", &voice),
            ],
        )
        .await;
        let thread = sent.location().split('#').next().unwrap().to_owned();
        let page = tasha.get(&thread).await.body_text();
        assert!(
            page.contains("Save the document (PDF, 1 KB)")
                && page.contains("<audio")
                && page.contains("Voice message from Tasha Carter"),
            "{page}"
        );
        // Any PDF may carry a script, as this one does, so none is opened within the portal.
        let paper = tasha.get(&format!("{thread}/file/2/0")).await;
        assert_eq!(
            paper.headers["content-disposition"],
            "attachment; filename=\"paper.pdf\""
        );
        // It has no metadata to remove, so not a byte has changed.
        assert_eq!(paper.bytes, pdf);
        assert_byte_range_is_served(&mut tasha, &format!("{thread}/file/2/1"), &voice).await;
        // A message without text and with an empty file field is still refused.
        let (mut again, back) =
            try_upload(&app, "  ", &[("", "application/octet-stream", b"")]).await;
        assert!(
            again
                .get(back.location())
                .await
                .body
                .contains("Write something first")
        );
    }
}

async fn count_messages_with_files(app: &TestApp) -> i64 {
    app.database
        .query_number("SELECT count(*) FROM message WHERE files IS NOT NULL")
        .await
}

/// Sends the form that came back with the help lines, with the field that says that they were
/// shown.
async fn send_after_offer(
    browser: &mut TestBrowser,
    form: &str,
    thread: &str,
    body: &str,
    more: &[(&str, &str)],
) -> TestResponse {
    let fields = [
        ("form", form),
        ("thread", thread),
        ("to", ""),
        ("body", body),
        ("offered", "1"),
    ];
    send_multipart(browser, &[&fields[..], more].concat(), &[]).await
}

/// Another person cannot send the pending files with the same form id.
async fn assert_files_are_not_sent_by_another(app: &TestApp, form: &str) {
    let mut marcus = app.person("marcus-reed").await;
    let his = app.database.thread_id("marcus-ben").await.to_string();
    send_after_offer(&mut marcus, form, &his, "hello", &[]).await;
}

on_each_engine! {
    async fn files_sent_with_a_crisis_phrase_are_kept_until_it_is_sent(app: TestApp) {
        let photo = phone_photo(40, 30);
        let files: [(&str, &str, &[u8]); 1] = [("a.jpg", "image/jpeg", &photo)];
        let (mut tasha, back) = try_upload(&app, "he hit me again", &files).await;
        let page = tasha.get(back.location()).await;
        assert!(
            page.body.contains("1-800-799-7233")
                && page
                    .body
                    .contains("Your file is saved and will be sent with your message"),
            "{}",
            page.body
        );
        assert_eq!(count_messages_with_files(&app).await, 0);
        let thread = app.database.thread_id("tasha-june").await.to_string();
        let form = page.hidden_value("form");
        assert_files_are_not_sent_by_another(&app, &form).await;
        let sent = send_after_offer(&mut tasha, &form, &thread, "he hit me again", &[]).await;
        assert!(sent.location().contains("#m"), "{}", sent.body);
        // One and not two: the other person's message took no file.
        assert_eq!(count_messages_with_files(&app).await, 1);
        assert_eq!(
            tasha
                .get(&format!("/messages/{thread}/file/2/0"))
                .await
                .status,
            StatusCode::OK
        );
        // With `without` the pending file is dropped, and the text is sent alone.
        let words = "he hit me once more";
        let (mut tasha, back) = try_upload(&app, words, &files).await;
        let form = tasha.get(back.location()).await.hidden_value("form");
        send_after_offer(&mut tasha, &form, &thread, words, &[("without", "1")]).await;
        assert_eq!(count_messages_with_files(&app).await, 1);
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE body = 'he hit me once more'")
                .await,
            1
        );
    }
}

on_each_engine! {
    async fn files_without_a_message_are_deleted_after_a_day(app: TestApp) {
        let (_, sent) =
            try_upload(&app, "kept", &[("a.jpg", "image/jpeg", &phone_photo(8, 8))]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        // Files are stored before their message is inserted, which here never happens.
        let lost: model::id::MessageId = app.database.clock.new_id();
        let ready = app
            .files
            .process_files(vec![phone_photo(8, 8)])
            .await
            .unwrap();
        app.files.store_files(lost, ready).await.unwrap();
        assert!(app.files.fetch_file(lost, 0).await.is_ok());
        // File timestamps are real time, and the test clock is mocked: it must be more than a day
        // ahead of both.
        let ahead = app
            .database
            .clock
            .now()
            .duration_until(model::clock::Clock::System.now())
            .max(jiff::SignedDuration::ZERO);
        app.database
            .clock
            .advance(ahead + jiff::SignedDuration::from_hours(25));
        let removed = server::jobs::delete_orphaned_attachments(&app.files, &app.database.db)
            .await
            .unwrap();
        assert!(removed >= 1);
        assert!(app.files.fetch_file(lost, 0).await.is_err());
        assert_eq!(
            app.person("june-bell")
                .await
                .get(&format!(
                    "/messages/{}/file/2/0",
                    app.database.thread_id("tasha-june").await
                ))
                .await
                .status,
            StatusCode::OK
        );
    }
}
