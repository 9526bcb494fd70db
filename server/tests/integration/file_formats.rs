//! File formats as phones and programs produce them: PDFs with bytes before their header, audio of
//! every recorder, photos in wide color spaces.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use crate::support::upload::{first_file_url, try_upload};
use crate::support::{TestApp, TestResponse, on_each_engine};
use http::StatusCode;

macro_rules! file_sample {
    ($name:literal) => {
        include_bytes!(concat!("../../../app/attachments/tests/samples/", $name))
    };
}
pub(crate) use file_sample;

/// Sends a file that must be accepted; returns the thread's page from this file on, and the
/// download.
pub(crate) async fn upload_accepted(
    app: &TestApp,
    name: &str,
    bytes: &[u8],
) -> (TestResponse, TestResponse) {
    let (mut tasha, sent) = try_upload(app, "", &[(name, "application/octet-stream", bytes)]).await;
    assert!(
        sent.location().contains("#m"),
        "{name}: {}",
        tasha.get(sent.location()).await.body_text()
    );
    let file = first_file_url(&sent);
    let got = tasha.get(&file).await;
    assert_eq!(got.status, StatusCode::OK, "{name}");
    let mut page = tasha.get(file.split("/file").next().unwrap()).await;
    // Cuts off the messages before this file.
    let at = page.body.find(&file).unwrap();
    page.body.drain(..at);
    (page, got)
}

/// Sends a file that must be refused; returns the page with the error.
pub(crate) async fn upload_refused(app: &TestApp, name: &str, bytes: &[u8]) -> String {
    let (mut tasha, back) = try_upload(
        app,
        "words that stay",
        &[(name, "application/octet-stream", bytes)],
    )
    .await;
    let page = tasha.get(back.location()).await.body_text();
    assert!(
        page.contains("words that stay") && page.contains("href=\"#file\""),
        "{name}: {page}"
    );
    page
}

on_each_engine! {
    async fn pdfs_are_accepted_as_pdf_readers_accept_them(app: TestApp) {
        // Before the header: a byte order mark, a line break, and the head of an upload. Behind the
        // end: 4 KiB of zeros, and the comment of a web server.
        let papers: [(&str, &[u8]); 5] = [
            ("bom.pdf", file_sample!("bom.pdf")),
            ("crlf.pdf", file_sample!("crlf.pdf")),
            ("mime.pdf", file_sample!("mime.pdf")),
            ("trail.pdf", file_sample!("trail.pdf")),
            ("html_tail.pdf", file_sample!("html_tail.pdf")),
        ];
        for (name, bytes) in papers {
            let (page, got) = upload_accepted(&app, name, bytes).await;
            assert!(page.body_text().contains("Save the document (PDF, "), "{name}");
            assert!(
                got.bytes.starts_with(b"%PDF-1.4\n")
                    && got.headers["content-type"] == "application/pdf",
                "{name}"
            );
            assert!(
                !got.body.contains("WebKitFormBoundary"),
                "what stands before it is no part of it"
            );
        }
        // Its last bytes are the end mark of the PDF: without it the upload broke off.
        let cut = file_sample!("bom.pdf");
        assert!(
            upload_refused(&app, "cut.pdf", &cut[..cut.len() - 20])
                .await
                .contains("We cannot open this file")
        );
    }
}

fn wav_sample() -> Vec<u8> {
    [
        b"RIFF\x2C\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0@\x1F\0\0\x80>\0\0\x02\0\x10\0\
            data\x08\0\0\0",
        &[0; 8][..],
    ]
    .concat()
}

fn opus_sample() -> Vec<u8> {
    [
        b"OggS\0\x02",
        &[0; 20][..],
        b"\x01\x13OpusHead\x01\x01",
        &[0; 50],
    ]
    .concat()
}

/// The type and the disposition with which a file is served.
fn assert_served_as(file: &TestResponse, mime: &str, disposition: &str) {
    assert_eq!(
        (
            file.headers["content-type"].to_str().unwrap(),
            file.headers["content-disposition"].to_str().unwrap()
        ),
        (mime, disposition)
    );
}

on_each_engine! {
    async fn audio_of_every_recorder_is_accepted_and_unplayable_audio_is_downloaded(app: TestApp) {
        let (wav, opus) = (wav_sample(), opus_sample());
        let played: [(&str, &[u8], &str); 6] = [
            ("voice.mp3", file_sample!("voice.mp3"), "audio/mpeg"),
            (
                "iphone_memo.m4a",
                file_sample!("iphone_memo.m4a"),
                "audio/mp4",
            ),
            ("android.3gp", file_sample!("android.3gp"), "audio/mp4"),
            (
                "voice.aac",
                b"\xFF\xF1\x50\x80\x02\x1F\xFC\0\0\0",
                "audio/aac",
            ),
            ("voice.wav", &wav, "audio/wav"),
            ("whatsapp.opus", &opus, "audio/ogg"),
        ];
        for (name, bytes, mime) in played {
            let (page, got) = upload_accepted(&app, name, bytes).await;
            assert!(
                page.body_text()
                    .contains("aria-label=\"Voice message from Tasha Carter\""),
                "{name}: {}",
                page.body
            );
            // The name that the sender gave it is dropped: phones name a recording after its
            // street.
            assert_served_as(&got, mime, "inline; filename=\"voice\"");
        }
        // No browser plays AMR. The phone that saves the file can play it.
        let (page, got) = upload_accepted(&app, "old.amr", file_sample!("old.amr")).await;
        assert!(
            page.body_text()
                .contains("Voice message from Tasha Carter: save it to listen (2 KB)"),
            "{}",
            page.body
        );
        assert_served_as(&got, "audio/amr", "attachment; filename=\"voice.amr\"");
        assert_eq!(got.bytes, file_sample!("old.amr"));
    }
}

on_each_engine! {
    async fn a_video_is_not_audio_and_the_picker_offers_accepted_types(app: TestApp) {
        let page = upload_refused(&app, "video.mp4", file_sample!("video.mp4")).await;
        assert!(
            page.contains("This is a video, and we cannot take videos"),
            "{page}"
        );
        // An iPhone converts HEIC to JPEG when HEIC is not in `accept`. Audio files can be chosen.
        assert!(
            page.contains(
                "accept=\"image/jpeg,image/png,image/webp,application/pdf,audio/*,.3gp,.amr,.opus\""
            ),
            "{page}"
        );
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE files IS NOT NULL")
                .await,
            0
        );
    }
}

on_each_engine! {
    async fn a_photo_keeps_its_color_profile_appearance(app: TestApp) {
        // Both are RGB 230/60/40 in Display P3.
        for (name, bytes) in [
            ("p3.jpg", &file_sample!("p3.jpg")[..]),
            ("p3.heic", file_sample!("p3.heic")),
        ] {
            let (_, got) = upload_accepted(&app, name, bytes).await;
            let seen = image::load_from_memory(&got.bytes).unwrap().to_rgb8();
            let middle = seen.get_pixel(seen.width() / 2, seen.height() / 2).0;
            assert!(
                middle
                    .iter()
                    // The same color in sRGB; without the profile it would be stored as 230/60/40,
                    // which is paler.
                    .zip([251_u8, 25, 0])
                    // JPEG is lossy.
                    .all(|(seen, right)| seen.abs_diff(right) <= 3),
                "{name}: {middle:?}"
            );
            assert!(
                !got.bytes.windows(11).any(|window| window == b"ICC_PROFILE"),
                "its dots are sRGB, which needs no profile"
            );
        }
    }
}
