//! Attachments: which files are accepted, how they are sent, and when they are deleted.
#![allow(clippy::unwrap_used)]

use std::io::Cursor;

use crate::photos::phone_photo;
use crate::support::on_each_engine;
use crate::support::upload::{send_multipart, try_upload};
use http::{Request, StatusCode, header};
use image::{ImageFormat, RgbImage};

/// A small PNG whose header claims these dimensions.
fn png_claiming_size(width: u32, height: u32) -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    RgbImage::new(1, 1)
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    let mut png = png.into_inner();
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let mut sum = 0xFFFF_FFFF_u32;
    for byte in &png[12..29] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg());
        }
    }
    png[29..33].copy_from_slice(&(!sum).to_be_bytes());
    png
}

on_each_engine! {
    async fn a_refused_file_has_a_reason_and_the_text_stays(app: TestApp) {
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1".to_vec();
        let zip = {
            let mut zip = b"PK\x03\x04".to_vec();
            zip.extend(vec![0; 100_000]);
            zip
        };
        let cut = phone_photo(64, 64)[..400].to_vec();
        let large = {
            let mut large = phone_photo(8, 8);
            large.resize(16 * 1024 * 1024, 0);
            large
        };
        let bad: [(&str, &str, Vec<u8>, &str); 10] = [
            ("empty.jpg", "image/jpeg", vec![], "This file is empty"),
            (
                "photo.heic",
                "image/heic",
                heic,
                "We cannot read this photo (HEIC)",
            ),
            (
                "paper.pdf",
                "application/pdf",
                zip,
                "We can take photos (JPEG, PNG, WebP, HEIC), PDF papers and voice recordings",
            ),
            (
                "x.svg",
                "image/svg+xml",
                b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(),
                "We can take photos",
            ),
            (
                "page.html",
                "image/png",
                b"<script>alert(1)</script>".to_vec(),
                "We can take photos",
            ),
            (
                "wall.png",
                "image/png",
                png_claiming_size(50_000, 50_000),
                "This photo has too many dots",
            ),
            ("cut.jpg", "image/jpeg", cut, "We cannot read this file"),
            (
                "half.pdf",
                "application/pdf",
                b"%PDF-1.7 and then the line broke".to_vec(),
                "We cannot read this file",
            ),
            ("big.jpg", "image/jpeg", large, "This file is too large"),
            (
                "\u{202E}gpj.exe",
                "image/jpeg",
                b"MZ\x90\0".to_vec(),
                "We can take photos",
            ),
        ];
        for (name, kind, bytes, why) in &bad {
            let (mut tasha, back) =
                try_upload(&app, "words that stay", &[(name, kind, bytes)]).await;
            assert_eq!(back.status, StatusCode::SEE_OTHER, "{name}");
            let page = tasha.get(back.location()).await;
            assert!(page.body.contains(why), "{name}: {}", page.body);
            assert!(
                page.body.contains("words that stay") && page.body.contains("href=\"#file\""),
                "{name}"
            );
        }
        let small = phone_photo(8, 8);
        let many: Vec<(&str, &str, &[u8])> = (0..5)
            .map(|_| ("a.jpg", "image/jpeg", small.as_slice()))
            .collect();
        let (mut tasha, back) = try_upload(&app, "five", &many).await;
        assert!(
            tasha
                .get(back.location())
                .await
                .body
                .contains("Choose 4 files or fewer")
        );
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE files IS NOT NULL")
                .await,
            0
        );
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE body LIKE 'words that stay%'")
                .await,
            0
        );
    }
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
            page.contains("Save the paper (PDF, 1 KB)")
                && page.contains("<audio")
                && page.contains("Voice message from Tasha Carter"),
            "{page}"
        );
        let paper = tasha.get(&format!("{thread}/file/2/0")).await;
        assert_eq!(
            paper.headers["content-disposition"],
            "attachment; filename=\"paper.pdf\""
        );
        assert_eq!(paper.bytes, pdf);
        let request = Request::get(format!("{thread}/file/2/1"))
            .header(header::RANGE, "bytes=2-5")
            .body(axum::body::Body::empty())
            .unwrap();
        let part = tasha.send_request(request).await;
        assert_eq!(
            (
                part.status,
                part.headers["content-range"].to_str().unwrap(),
                part.bytes.as_slice()
            ),
            (StatusCode::PARTIAL_CONTENT, "bytes 2-5/204", &voice[2..6])
        );
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

on_each_engine! {
    async fn files_sent_with_a_crisis_phrase_are_kept_until_it_is_sent(app: TestApp) {
        let (mut tasha, back) = try_upload(
            &app,
            "he hit me again",
            &[("a.jpg", "image/jpeg", &phone_photo(40, 30))],
        )
        .await;
        let page = tasha.get(back.location()).await;
        assert!(
            page.body.contains("988")
                && page
                    .body
                    .contains("Your file is kept and goes with your words"),
            "{}",
            page.body
        );
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE files IS NOT NULL")
                .await,
            0
        );
        let thread = app.database.thread_id("tasha-june").await.to_string();
        let form = page.hidden_value("form");
        // Another person cannot send the pending files with the same form id.
        let mut marcus = app.person("marcus-reed").await;
        let his = app.database.thread_id("marcus-ben").await.to_string();
        send_multipart(
            &mut marcus,
            &[
                ("form", &form),
                ("thread", &his),
                ("to", ""),
                ("body", "hello"),
                ("offered", "1"),
            ],
            &[],
        )
        .await;
        let sent = send_multipart(
            &mut tasha,
            &[
                ("form", &form),
                ("thread", &thread),
                ("to", ""),
                ("body", "he hit me again"),
                ("offered", "1"),
            ],
            &[],
        )
        .await;
        assert!(sent.location().contains("#m"), "{}", sent.body);
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE files IS NOT NULL")
                .await,
            1
        );
        assert_eq!(
            tasha
                .get(&format!("/messages/{thread}/file/2/0"))
                .await
                .status,
            StatusCode::OK
        );
        // With `without` the pending file is dropped, and the text is sent alone.
        let (mut tasha, back) = try_upload(
            &app,
            "he hit me once more",
            &[("a.jpg", "image/jpeg", &phone_photo(40, 30))],
        )
        .await;
        let form = tasha.get(back.location()).await.hidden_value("form");
        send_multipart(
            &mut tasha,
            &[
                ("form", &form),
                ("thread", &thread),
                ("to", ""),
                ("body", "he hit me once more"),
                ("offered", "1"),
                ("without", "1"),
            ],
            &[],
        )
        .await;
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE files IS NOT NULL")
                .await,
            1
        );
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
        let removed = app.files.delete_orphans(&app.database.db).await.unwrap();
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
