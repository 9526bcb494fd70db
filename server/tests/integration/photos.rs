//! Photos as attachments: which metadata is removed, and who may download them.
#![allow(clippy::unwrap_used)]

use std::io::Cursor;

use crate::support::upload::try_upload;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use image::{ImageFormat, RgbImage};

/// A photo as a phone takes it: a JPEG with an EXIF block that contains a GPS position.
pub(crate) fn phone_photo(width: u32, height: u32) -> Vec<u8> {
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
    // The marker APP1, which holds EXIF, directly behind the start of the image.
    out.extend_from_slice(&[0xFF, 0xE1]);
    out.extend_from_slice(&u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    out.extend_from_slice(&exif);
    out.extend_from_slice(&plain[2..]);
    out
}

fn contains_bytes(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A photo tells where and with which device it was taken, and its file name who took it.
fn assert_no_metadata(bytes: &[u8], metadata: &[&[u8]]) {
    for left in metadata {
        assert!(
            !contains_bytes(bytes, left),
            "{}",
            String::from_utf8_lossy(left)
        );
    }
}

fn assert_harmless_headers(got: &TestResponse) {
    assert_eq!(
        (got.status, got.headers["content-type"].to_str().unwrap()),
        (StatusCode::OK, "image/jpeg")
    );
    // The file comes from outside: were it more than an image, it must run nothing in the portal's
    // origin, and a shared phone must not keep a copy.
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
}

/// Neither the other parent, nor staff of the same family, nor a visitor who is not signed in.
async fn assert_hidden_from_others(app: &TestApp, href: &str) {
    for other in ["marcus-reed", "ben-ortiz", "pat-nguyen", "maria-luna"] {
        assert_eq!(
            app.person(other).await.get(href).await.status,
            StatusCode::NOT_FOUND,
            "{other}"
        );
    }
    assert_eq!(app.new_visitor().get(href).await.location(), "/sign-in");
}

async fn assert_other_addresses_absent(browser: &mut TestBrowser, thread: &str) {
    for absent in [
        format!("{thread}/file/2/1"),
        format!("{thread}/file/1/0"),
        format!("{thread}/file/99/0"),
        // The number must not become a part of a path in the folder of attachments.
        format!("{thread}/file/2/..%2f..%2f"),
    ] {
        assert_eq!(
            browser.get(&absent).await.status,
            StatusCode::NOT_FOUND,
            "{absent}"
        );
    }
}

on_each_engine! {
    async fn a_photo_is_reencoded_and_only_readers_get_it(app: TestApp) {
        let taken = phone_photo(3000, 1500);
        // Otherwise the absence of a position below would prove nothing.
        assert!(contains_bytes(&taken, b"GPS 43.0731N"));
        let (mut tasha, sent) = try_upload(
            &app,
            "look at the lake",
            // A name that is a path, if anything used it to store the file.
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
        assert_harmless_headers(&got);
        assert_no_metadata(
            &got.bytes,
            &[b"GPS", b"Exif", b"iPhone", b"Maria", b"IMG_0001"],
        );
        // Scaled down, and rotated upright according to its orientation.
        let seen = image::load_from_memory(&got.bytes).unwrap();
        assert_eq!((seen.width(), seen.height()), (1024, 2048));
        assert_hidden_from_others(&app, &href).await;
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
        assert_other_addresses_absent(&mut tasha, &thread).await;
    }
}

/// Encoded from an image of our own, with a GPS position.
const HEIC_PHOTO: &[u8] = include_bytes!("../../../app/attachments/tests/samples/photo.heic");

on_each_engine! {
    async fn a_heic_photo_becomes_one_that_every_phone_shows(app: TestApp) {
        assert!(contains_bytes(HEIC_PHOTO, b"GPS 43.0731N"));
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
        assert_no_metadata(&got.bytes, &[b"GPS", b"Exif", b"iPhone"]);
        let seen = image::load_from_memory(&got.bytes).unwrap().to_rgb8();
        assert_eq!(seen.dimensions(), (160, 120));
        let (first, last) = (seen.get_pixel(3, 3), seen.get_pixel(156, 116));
        assert_ne!(first, last, "a picture, not a gray field");
        // Claimed dimensions are ignored; a truncated file is refused with its reason.
        let mut vast = HEIC_PHOTO.to_vec();
        let at = vast.windows(4).position(|w| w == b"ispe").unwrap() + 8;
        // 0xC350 is 50,000: an image of that size would take 7.5 GB of memory.
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
                && page.body.contains("We cannot open this photo (HEIC)"),
            "{}",
            page.body
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
        // Overwritten in place: a PDF refers to its parts by their position.
        assert_eq!((got.status, got.bytes.len()), (StatusCode::OK, paper.len()));
        assert_no_metadata(&got.bytes, &[b"GPS", b"Exif", b"iPhone", b"Maria"]);
        let inside =
            image::load_from_memory(&got.bytes[head.len()..head.len() + taken.len()]).unwrap();
        assert_eq!(
            (inside.width(), inside.height()),
            (64, 32),
            "the picture itself is whole"
        );
    }
}
