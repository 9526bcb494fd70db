//! Attachments: which files are accepted, which metadata is removed, and who may download them.
#![allow(clippy::unwrap_used)]

use std::io::Cursor;

use crate::support::upload::{send_multipart, try_upload};
use crate::support::{TestApp, TestDatabase, database, on_each_engine};
use http::{Request, StatusCode, header};
use image::{ImageFormat, RgbImage};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A photo as a phone takes it: a JPEG with an EXIF block that contains a GPS position.
fn phone_photo(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([
            u8::try_from(x % 251).unwrap(),
            u8::try_from(y % 241).unwrap(),
            90,
        ])
    });
    let mut plain = Cursor::new(Vec::new());
    picture.write_to(&mut plain, ImageFormat::Jpeg).unwrap();
    let plain = plain.into_inner();
    let (north, west) = (*b"GPS 43.0731N", *b"GPS 89.4012W");
    // EXIF with orientation 6 (rotated), followed by arbitrary bytes, as in a maker note.
    let mut exif =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(&north);
    exif.extend_from_slice(&west);
    exif.extend_from_slice(b"iPhone of Maria Luna");
    let mut out = plain[..2].to_vec();
    out.extend_from_slice(&[0xFF, 0xE1]);
    out.extend_from_slice(&u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    out.extend_from_slice(&exif);
    out.extend_from_slice(&plain[2..]);
    out
}

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
    async fn a_photo_is_reencoded_and_only_readers_get_it(app: TestApp) {
        let taken = phone_photo(3000, 1500);
        assert!(taken.windows(12).any(|w| w == b"GPS 43.0731N"));
        let (mut tasha, sent) = try_upload(
            &app,
            "look at the lake",
            &[("../../etc/IMG_0001.JPG", "image/jpeg", &taken)],
        )
        .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let thread = sent.location().split('#').next().unwrap().to_owned();
        let page = tasha.get(&thread).await;
        assert!(
            page.body_text().contains("alt=\"Photo from Tasha Carter\"")
                && page.body.contains("look at the lake"),
            "{}",
            page.body
        );
        let href = format!("{thread}/file/2/0");
        assert!(page.body.contains(&href));
        let got = app.person("june-bell").await.get(&href).await;
        assert_eq!(
            (got.status, got.headers["content-type"].to_str().unwrap()),
            (StatusCode::OK, "image/jpeg")
        );
        assert_eq!(
            got.headers["content-security-policy"],
            "default-src 'none'; frame-ancestors 'none'; sandbox"
        );
        assert_eq!(
            (
                &got.headers["x-content-type-options"],
                &got.headers["cache-control"]
            ),
            (&"nosniff".parse().unwrap(), &"no-store".parse().unwrap())
        );
        for left in [&b"GPS"[..], b"Exif", b"iPhone", b"Maria", b"IMG_0001"] {
            assert!(
                !got.bytes.windows(left.len()).any(|w| w == left),
                "{}",
                String::from_utf8_lossy(left)
            );
        }
        // Scaled down, and rotated upright according to its orientation.
        let seen = image::load_from_memory(&got.bytes).unwrap();
        assert_eq!((seen.width(), seen.height()), (1024, 2048));
        for other in ["marcus-reed", "ben-ortiz", "pat-nguyen", "maria-luna"] {
            assert_eq!(
                app.person(other).await.get(&href).await.status,
                StatusCode::NOT_FOUND,
                "{other}"
            );
        }
        assert_eq!(app.new_visitor().get(&href).await.location(), "/sign-in");
        let mut june = app.person("june-bell").await;
        app.database
            .execute_sql("UPDATE membership SET until = '2026-11-23' WHERE role = 'mentor'")
            .await
            .unwrap();
        assert_eq!(
            june.get(&href).await.status,
            StatusCode::NOT_FOUND,
            "taken off, on the next click"
        );
        for absent in [
            format!("{thread}/file/2/1"),
            format!("{thread}/file/1/0"),
            format!("{thread}/file/99/0"),
            format!("{thread}/file/2/..%2f..%2f"),
        ] {
            assert_eq!(
                tasha.get(&absent).await.status,
                StatusCode::NOT_FOUND,
                "{absent}"
            );
        }
    }
}

/// Encoded from an image of our own, with a GPS position.
const HEIC_PHOTO: &[u8] = include_bytes!("../../../app/store/tests/samples/photo.heic");

on_each_engine! {
    async fn a_heic_photo_becomes_one_that_every_phone_shows(app: TestApp) {
        assert!(HEIC_PHOTO.windows(12).any(|w| w == b"GPS 43.0731N"));
        let (mut tasha, sent) =
            try_upload(&app, "", &[("IMG_0002.HEIC", "image/heic", HEIC_PHOTO)]).await;
        let got = tasha
            .get(&format!(
                "{}/file/2/0",
                sent.location().split('#').next().unwrap()
            ))
            .await;
        assert_eq!(
            (got.status, got.headers["content-type"].to_str().unwrap()),
            (StatusCode::OK, "image/jpeg")
        );
        assert!(
            ![&b"GPS"[..], b"Exif", b"iPhone"]
                .iter()
                .any(|left| got.bytes.windows(left.len()).any(|w| w == *left))
        );
        let seen = image::load_from_memory(&got.bytes).unwrap().to_rgb8();
        assert_eq!(seen.dimensions(), (160, 120));
        let (first, last) = (seen.get_pixel(3, 3), seen.get_pixel(156, 116));
        assert_ne!(first, last, "a picture, not a grey field");
        // Claimed dimensions are ignored; a truncated file is refused with its reason.
        let mut vast = HEIC_PHOTO.to_vec();
        let at = vast.windows(4).position(|w| w == b"ispe").unwrap() + 8;
        vast[at..at + 8].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
        let (mut tasha, sent) = try_upload(&app, "", &[("b.heic", "image/heic", &vast)]).await;
        let page = tasha.get(sent.location().split('#').next().unwrap()).await;
        assert!(
            page.body.contains("width=\"160\"") && !page.body.contains("50000"),
            "{}",
            page.body
        );
        let (mut tasha, back) = try_upload(
            &app,
            "words that stay",
            &[(
                "a.heic",
                "image/heic",
                &HEIC_PHOTO[..HEIC_PHOTO.len() * 2 / 3],
            )],
        )
        .await;
        let page = tasha.get(back.location()).await;
        assert!(
            page.body.contains("words that stay")
                && page.body.contains("We cannot read this photo (HEIC)"),
            "{}",
            page.body
        );
    }
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
    async fn a_photo_inside_a_pdf_has_no_location(app: TestApp) {
        let taken = phone_photo(64, 32);
        let head = format!(
            "%PDF-1.4\n1 0 obj<</Producer (Scanner of Maria Luna)>>endobj\n2 0 \
                obj<</Type/XObject/Subtype/Image/Filter/DCTDecode/Length {}>>stream\n",
            taken.len()
        );
        let paper = [head.as_bytes(), &taken, b"\nendstream endobj\n%%EOF\n"].concat();
        let (mut tasha, sent) =
            try_upload(&app, "my lease", &[("scan.pdf", "application/pdf", &paper)]).await;
        let got = tasha
            .get(&format!(
                "{}/file/2/0",
                sent.location().split('#').next().unwrap()
            ))
            .await;
        assert_eq!((got.status, got.bytes.len()), (StatusCode::OK, paper.len()));
        for left in [&b"GPS"[..], b"Exif", b"iPhone", b"Maria"] {
            assert!(
                !got.bytes.windows(left.len()).any(|w| w == left),
                "{}",
                String::from_utf8_lossy(left)
            );
        }
        let inside =
            image::load_from_memory(&got.bytes[head.len()..head.len() + taken.len()]).unwrap();
        assert_eq!(
            (inside.width(), inside.height()),
            (64, 32),
            "the picture itself is whole"
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

/// A fake scanner with the clamd protocol that reports a virus in every stream that contains
/// `EICAR`; returns its address.
async fn fake_clamd() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut all = Vec::new();
            let mut part = [0; 65536];
            while !all.ends_with(&[0, 0, 0, 0]) {
                match stream.read(&mut part).await {
                    Ok(0) | Err(_) => break,
                    Ok(read) => all.extend_from_slice(&part[..read]),
                }
            }
            let answer: &[u8] = if all.windows(5).any(|w| w == b"EICAR") {
                b"stream: Eicar-Test-Signature FOUND\0"
            } else {
                b"stream: OK\0"
            };
            let _ = stream.write_all(answer).await;
        }
    });
    address
}

#[tokio::test]
async fn a_scanner_is_asked_and_unscanned_files_are_refused() {
    let fine = b"%PDF-1.4 fine %%EOF".to_vec();
    let harmful = b"%PDF-1.4 EICAR %%EOF".to_vec();
    let scanner = fake_clamd().await;
    let database: TestDatabase = database::demo_databases().await.remove(0);
    let app = TestApp::new(
        database,
        &["--public-url", "http://portal.test", "--clamd", &scanner],
    );
    let (mut tasha, back) =
        try_upload(&app, "words", &[("a.pdf", "application/pdf", &harmful)]).await;
    assert!(
        tasha
            .get(back.location())
            .await
            .body
            .contains("may harm other people"),
        "{}",
        back.body
    );
    let (_, sent) = try_upload(&app, "words", &[("a.pdf", "application/pdf", &fine)]).await;
    assert!(sent.location().contains('#'), "{}", sent.location());
    let database: TestDatabase = database::demo_databases().await.remove(0);
    let app = TestApp::new(
        database,
        &[
            "--public-url",
            "http://portal.test",
            "--clamd",
            "127.0.0.1:9",
        ],
    );
    let (mut tasha, back) = try_upload(&app, "words", &[("a.pdf", "application/pdf", &fine)]).await;
    assert!(
        tasha
            .get(back.location())
            .await
            .body
            .contains("We cannot check files right now")
    );
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
