//! The image decoder as a separate process: its limits, its output and its end.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop at the first surprise, and wait for processes"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::file_formats::file_sample;
use crate::support::upload::try_upload;
use crate::support::{TestApp, database};
use tempfile::TempDir;

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
    // The last limit that the process sets.
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
        // 1 GiB.
        ("Max address space", "1073741824"),
        ("Max cpu time", "10"),
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
        let mut pixels = Vec::new();
        std::io::Read::read_to_end(decoder.0.stdout.as_mut().unwrap(), &mut pixels).unwrap();
        (decoder.0.wait().unwrap().code(), pixels)
    };
    let (status, pixels) = run(file_sample!("photo.heic"));
    assert_eq!(
        (status, &pixels[..8], pixels.len()),
        (
            Some(0),
            // Width and height, big-endian; three bytes for each pixel follow.
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
        // `exec`, so that the id is that of the process that has to end.
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
    // The file exists before the number is written to it; the number ends with a line break.
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
        // The request is dropped here, as when its client disconnects.
    }
    // A zombie is still listed there, so this also finds a decoder that no one waits for.
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
