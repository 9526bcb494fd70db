//! File formats as phones and programs produce them: PDFs with bytes before their header, audio of
//! every recorder, photos in wide color spaces; and the virus scanner and image decoder as separate
//! processes.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop at the first surprise, and wait for processes"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::upload::{first_file_url, try_upload};
use crate::support::{TestApp, TestResponse, database, on_each_engine};
use http::StatusCode;
use tempfile::TempDir;

macro_rules! file_sample {
    ($name:literal) => {
        include_bytes!(concat!("../../../app/store/tests/samples/", $name))
    };
}

/// Sends a file that must be accepted; returns the thread's page from this file on, and the
/// download.
async fn upload_accepted(app: &TestApp, name: &str, bytes: &[u8]) -> (TestResponse, TestResponse) {
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
async fn upload_refused(app: &TestApp, name: &str, bytes: &[u8]) -> String {
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
        let papers: [(&str, &[u8]); 5] = [
            ("bom.pdf", file_sample!("bom.pdf")),
            ("crlf.pdf", file_sample!("crlf.pdf")),
            ("mime.pdf", file_sample!("mime.pdf")),
            ("trail.pdf", file_sample!("trail.pdf")),
            ("html_tail.pdf", file_sample!("html_tail.pdf")),
        ];
        for (name, bytes) in papers {
            let (page, got) = upload_accepted(&app, name, bytes).await;
            assert!(page.body_text().contains("Save the paper (PDF, "), "{name}");
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
        let cut = file_sample!("bom.pdf");
        assert!(
            upload_refused(&app, "cut.pdf", &cut[..cut.len() - 20])
                .await
                .contains("We cannot read this file")
        );
    }
}

on_each_engine! {
    async fn audio_of_every_recorder_is_accepted_and_unplayable_audio_is_downloaded(app: TestApp) {
        let wav = [b"RIFF\x2C\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0@\x1F\0\0\x80>\0\0\x02\0\x10\0data\x08\0\0\0", &[0; 8][..]].concat();
        let opus = [
            b"OggS\0\x02",
            &[0; 20][..],
            b"\x01\x13OpusHead\x01\x01",
            &[0; 50],
        ]
        .concat();
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
            assert_eq!(
                (
                    &got.headers["content-type"],
                    &got.headers["content-disposition"]
                ),
                (
                    &mime.parse().unwrap(),
                    &"inline; filename=\"voice\"".parse().unwrap()
                )
            );
        }
        let (page, got) = upload_accepted(&app, "old.amr", file_sample!("old.amr")).await;
        assert!(
            page.body_text()
                .contains("Voice message from Tasha Carter: save it to listen (2 KB)"),
            "{}",
            page.body
        );
        assert_eq!(
            (
                &got.headers["content-type"],
                &got.headers["content-disposition"]
            ),
            (
                &"audio/amr".parse().unwrap(),
                &"attachment; filename=\"voice.amr\"".parse().unwrap()
            )
        );
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
                    .zip([251_u8, 25, 0])
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

const ALONGSIDE_BINARY: &str = env!("CARGO_BIN_EXE_alongside");

/// An `alongside decode-picture` process, killed when dropped.
struct DecoderProcess(Child);

impl DecoderProcess {
    fn start_decoder() -> Self {
        let mut command = Command::new(ALONGSIDE_BINARY);
        command
            .arg("decode-picture")
            .env_clear()
            .env("RAYON_NUM_THREADS", "2");
        Self(
            command
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        )
    }

    fn read_proc_file(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.0.id())).unwrap()
    }
}

impl Drop for DecoderProcess {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_decoder_has_limits_before_it_reads() {
    let decoder = DecoderProcess::start_decoder();
    let begun = Instant::now();
    let limit = |text: &str, name: &str| {
        text.lines()
            .find(|line| line.starts_with(name))
            .map(|line| {
                line[name.len()..]
                    .split_whitespace()
                    .next()
                    .unwrap()
                    .to_owned()
            })
    };
    while limit(&decoder.read_proc_file("limits"), "Max open files").unwrap() != "0" {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{}",
            decoder.read_proc_file("limits")
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    let limits = decoder.read_proc_file("limits");
    for (name, most) in [
        ("Max address space", "1073741824"),
        ("Max cpu time", "20"),
        ("Max core file size", "0"),
        ("Max file size", "0"),
    ] {
        assert_eq!(limit(&limits, name).as_deref(), Some(most), "{limits}");
    }
    assert_eq!(
        decoder.read_proc_file("environ").trim_end_matches('\0'),
        "RAYON_NUM_THREADS=2"
    );
}

#[test]
fn the_decoder_writes_the_announced_pixels_or_nothing() {
    let run = |bytes: &[u8]| {
        let mut decoder = DecoderProcess::start_decoder();
        decoder.0.stdin.take().unwrap().write_all(bytes).unwrap();
        let mut dots = Vec::new();
        std::io::Read::read_to_end(decoder.0.stdout.as_mut().unwrap(), &mut dots).unwrap();
        (decoder.0.wait().unwrap().code(), dots)
    };
    let (status, dots) = run(file_sample!("photo.heic"));
    assert_eq!(
        (status, &dots[..8], dots.len()),
        (
            Some(0),
            &[0, 0, 0, 160, 0, 0, 0, 120][..],
            8 + 160 * 120 * 3
        )
    );
    assert_eq!(run(b"no picture"), (Some(1), Vec::new()));
    // The decoder reads HEIC only; it does not fall back to another format's decoder.
    assert_eq!(run(file_sample!("p3.jpg")), (Some(1), Vec::new()));
}

/// A decoder replacement that writes its process id to a file and then hangs; returns the program
/// and that file.
fn hanging_program(folder: &TempDir) -> (PathBuf, PathBuf) {
    let (program, pid) = (folder.path().join("program"), folder.path().join("pid"));
    std::fs::write(
        &program,
        format!("#!/bin/sh\necho $$ >{}\nexec sleep 600\n", pid.display()),
    )
    .unwrap();
    std::fs::set_permissions(
        &program,
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    (program, pid)
}

#[tokio::test]
async fn a_decoder_ends_with_the_request_that_it_works_for() {
    let folder = TempDir::new().unwrap();
    let (program, pid) = hanging_program(&folder);
    let app = TestApp::new(
        database::demo_databases().await.remove(0),
        &[
            "--public-url",
            "http://portal.test",
            "--picture-decoder",
            program.to_str().unwrap(),
        ],
    );
    let number = || {
        std::fs::read_to_string(&pid)
            .ok()
            .filter(|text| text.ends_with('\n'))
    };
    {
        let request = try_upload(
            &app,
            "words",
            &[("a.heic", "image/heic", file_sample!("photo.heic"))],
        );
        tokio::pin!(request);
        let started = async {
            while number().is_none() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::select! {
            (_, page) = &mut request => panic!("it was answered: {}", page.body),
            started = tokio::time::timeout(Duration::from_secs(20), started) => started.unwrap(),
        }
    }
    let alive = Path::new("/proc").join(number().unwrap().trim());
    let begun = Instant::now();
    while alive.exists() {
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "the request is gone and its decoder is not"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(
        app.database
            .query_number("SELECT count(*) FROM message WHERE files IS NOT NULL")
            .await,
        0
    );
}

/// The content that the test scanner reports as a virus.
const TEST_SIGNATURE: &str = "ALONGSIDE-TEST-SIGNATURE";

/// A `clamd` process with a single test signature, killed when dropped.
struct ClamdProcess {
    child: Child,
    folder: TempDir,
}

impl ClamdProcess {
    fn start_clamd() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().display();
        let signature: String = TEST_SIGNATURE
            .bytes()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        std::fs::write(
            folder.path().join("test.ndb"),
            format!("Alongside.Test:0:*:{signature}\n"),
        )
        .unwrap();
        std::fs::write(
            folder.path().join("conf"),
            format!("Foreground yes\nDatabaseDirectory {path}\nLocalSocket {path}/socket\n"),
        )
        .unwrap();
        let clamd = ["/usr/sbin/clamd", "/usr/local/sbin/clamd"]
            .into_iter()
            .find(|clamd| Path::new(clamd).exists())
            .unwrap_or("clamd");
        let mut command = Command::new(clamd);
        command
            .arg(format!("--config-file={path}/conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = command
            .spawn()
            .expect("script/bootstrap installs clamav-daemon");
        let clamd = Self { child, folder };
        let begun = Instant::now();
        while std::os::unix::net::UnixStream::connect(clamd.socket_path()).is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "clamd did not start"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        clamd
    }

    fn socket_path(&self) -> PathBuf {
        self.folder.path().join("socket")
    }

    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for ClamdProcess {
    fn drop(&mut self) {
        self.stop();
    }
}

#[tokio::test]
async fn the_real_scanner_finds_its_signature_and_unscanned_files_are_refused() {
    let mut clamd = ClamdProcess::start_clamd();
    let app = TestApp::new(
        database::demo_databases().await.remove(0),
        &[
            "--public-url",
            "http://portal.test",
            "--clamd",
            clamd.socket_path().to_str().unwrap(),
        ],
    );
    let paper = |words: &str| {
        format!("%PDF-1.4\n1 0 obj<</Words ({words})>>endobj\nstartxref\n9\n%%EOF\n").into_bytes()
    };
    upload_accepted(&app, "fine.pdf", &paper("fine")).await;
    assert!(
        upload_refused(&app, "bad.pdf", &paper(TEST_SIGNATURE))
            .await
            .contains("may harm other people")
    );
    // The scanner also sees the bytes before the header, which are removed later.
    let before = [TEST_SIGNATURE.as_bytes(), &paper("fine")].concat();
    assert!(
        upload_refused(&app, "before.pdf", &before)
            .await
            .contains("may harm other people")
    );
    clamd.stop();
    assert!(
        upload_refused(&app, "fine.pdf", &paper("fine"))
            .await
            .contains("We cannot check files right now")
    );
    assert_eq!(
        app.database
            .query_number("SELECT count(*) FROM message WHERE files IS NOT NULL")
            .await,
        1
    );
}
