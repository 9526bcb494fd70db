//! Attachments that are refused: each with its reason, and without loss of the text.
#![allow(clippy::unwrap_used)]

use std::io::Cursor;

use crate::photos::phone_photo;
use crate::support::upload::try_upload;
use crate::support::{TestApp, on_each_engine};
use http::StatusCode;
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
    // The header's checksum must match, or the file is refused as damaged and not for its size.
    let mut sum = 0xFFFF_FFFF_u32;
    // The type and the data of the first chunk, which its CRC-32 covers.
    for byte in &png[12..29] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg());
        }
    }
    png[29..33].copy_from_slice(&(!sum).to_be_bytes());
    png
}

/// A file, as a browser sends it, and the reason for which it is refused.
struct RefusedFile {
    name: &'static str,
    kind: &'static str,
    bytes: Vec<u8>,
    why: &'static str,
}

fn refused_file(
    name: &'static str,
    kind: &'static str,
    bytes: Vec<u8>,
    why: &'static str,
) -> RefusedFile {
    RefusedFile {
        name,
        kind,
        bytes,
        why,
    }
}

/// Files of accepted types that are empty, damaged or too large.
fn unreadable_files() -> [RefusedFile; 6] {
    // Only the first box: recognized as HEIC, and without an image.
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1".to_vec();
    let cut = phone_photo(64, 64)[..400].to_vec();
    let mut large = phone_photo(8, 8);
    // A photo with padding: nothing but its size is wrong. An image may have 15 MiB.
    large.resize(16 * 1024 * 1024, 0);
    let half = b"%PDF-1.7 and then the line broke".to_vec();
    // A file of some bytes that would take 7.5 GB of memory when decoded.
    let wall = png_claiming_size(50_000, 50_000);
    [
        refused_file("empty.jpg", "image/jpeg", vec![], "This file is empty"),
        refused_file(
            "photo.heic",
            "image/heic",
            heic,
            "We cannot open this photo (HEIC)",
        ),
        refused_file(
            "wall.png",
            "image/png",
            wall,
            "This photo is too large for us",
        ),
        refused_file("cut.jpg", "image/jpeg", cut, "We cannot open this file"),
        refused_file(
            "half.pdf",
            "application/pdf",
            half,
            "We cannot open this file",
        ),
        refused_file("big.jpg", "image/jpeg", large, "This file is too large"),
    ]
}

/// Files of types that are not accepted, most of them with the name or type of one that is: neither
/// is trusted.
fn files_of_other_types() -> [RefusedFile; 4] {
    let mut zip = b"PK\x03\x04".to_vec();
    zip.extend(vec![0; 100_000]);
    // An SVG can contain scripts, which would run in the origin of the portal.
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec();
    let html = b"<script>alert(1)</script>".to_vec();
    [
        refused_file(
            "paper.pdf",
            "application/pdf",
            zip,
            "You can send photos (JPEG, PNG, WebP, HEIC), PDF documents, and voice recordings",
        ),
        refused_file("x.svg", "image/svg+xml", svg, "You can send photos"),
        refused_file("page.html", "image/png", html, "You can send photos"),
        // U+202E reverses the name on the screen: it reads as `exe.jpg`.
        refused_file(
            "\u{202E}gpj.exe",
            "image/jpeg",
            b"MZ\x90\0".to_vec(),
            "You can send photos",
        ),
    ]
}

async fn assert_refused_with_reason(app: &TestApp, file: &RefusedFile) {
    let RefusedFile {
        name,
        kind,
        bytes,
        why,
    } = file;
    let (mut tasha, back) = try_upload(app, "words that stay", &[(name, kind, bytes)]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{name}");
    let page = tasha.get(back.location()).await;
    assert!(page.body.contains(why), "{name}: {}", page.body);
    assert!(
        page.body.contains("words that stay") && page.body.contains("href=\"#file\""),
        "{name}"
    );
}

async fn assert_too_many_files_are_refused(app: &TestApp) {
    // Valid files: only their number is wrong.
    let small = phone_photo(8, 8);
    let many: Vec<(&str, &str, &[u8])> = (0..5)
        .map(|_| ("a.jpg", "image/jpeg", small.as_slice()))
        .collect();
    let (mut tasha, back) = try_upload(app, "five", &many).await;
    assert!(
        tasha
            .get(back.location())
            .await
            .body
            .contains("Choose 4 files or fewer")
    );
}

on_each_engine! {
    async fn a_refused_file_has_a_reason_and_the_text_stays(app: TestApp) {
        for file in unreadable_files().iter().chain(&files_of_other_types()) {
            assert_refused_with_reason(&app, file).await;
        }
        assert_too_many_files_are_refused(&app).await;
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
