//! Tests of `heic_sandbox`.
#![allow(
    clippy::disallowed_methods,
    reason = "the time that a process takes is measured"
)]

use std::os::unix::fs::PermissionsExt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

use super::*;

/// Serializes the tests: a script cannot be executed (ETXTBSY) while a child that another
/// thread has just forked still has it open for writing.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn lock_tests() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes an executable shell script that replaces the decoder.
fn write_decoder_script(folder: &TempDir, script: &str) -> PathBuf {
    let path = folder.path().join("program");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn decode_with_script(script: &str) -> Result<RgbImage, ErrorCode> {
    let folder = TempDir::new().unwrap();
    decode_in_child(
        &write_decoder_script(&folder, script),
        b"a picture",
        &Cancellation::default(),
        Duration::from_secs(20),
    )
}

#[test]
fn only_plain_pixels_are_accepted() {
    let _alone = lock_tests();
    let head = r"printf '\0\0\0\1\0\0\0\2'";
    assert_eq!(
        decode_with_script(&format!("{head}; printf abcdef"))
            .unwrap()
            .into_raw(),
        b"abcdef"
    );
    // Too short, too long, failed, no pixels, a huge size, no header, killed, and empty.
    for script in [
        format!("{head}; printf abcde"),
        format!("{head}; printf abcdefg"),
        format!("{head}; printf abcdef; exit 1"),
        "printf '\\0\\0\\0\\0\\0\\0\\0\\0'".into(),
        "printf '\\377\\377\\377\\377\\377\\377\\377\\377abc'".into(),
        "printf abc".into(),
        "kill -9 $$".into(),
        ":".into(),
    ] {
        assert_eq!(
            decode_with_script(&script),
            Err("messages-file-heic"),
            "{script}"
        );
    }
    assert_eq!(decode_with_script("exit 3"), Err("messages-file-dots"));
}

#[test]
fn decoder_inherits_no_environment_or_working_directory() {
    let _alone = lock_tests();
    // Without any variable in this process, the test would prove nothing.
    assert!(std::env::var_os("PATH").is_some());
    let folder = TempDir::new().unwrap();
    let seen = folder.path().join("seen");
    let script = format!("/usr/bin/env >{0}; pwd >>{0}; cat >>{0}", seen.display());
    let _ = decode_in_child(
        &write_decoder_script(&folder, &script),
        b"a picture",
        &Cancellation::default(),
        Duration::from_secs(20),
    );
    let seen = std::fs::read_to_string(seen).unwrap();
    let lines: Vec<&str> = seen
        .lines()
        .filter(|line| !line.starts_with("PWD=") && !line.starts_with("_="))
        .collect();
    assert_eq!(
        lines,
        [
            "RAYON_NUM_THREADS=2",
            "MALLOC_ARENA_MAX=2",
            "/",
            "a picture"
        ],
        "{seen}"
    );
}

#[test]
fn decoder_is_killed_after_its_time_limit_or_when_the_request_ends() {
    let _alone = lock_tests();
    let folder = TempDir::new().unwrap();
    let pid = folder.path().join("pid");
    // The child reads nothing from its standard input and does not exit.
    let hangs = write_decoder_script(
        &folder,
        &format!("echo $$ >{}; exec sleep 600", pid.display()),
    );
    let alive = || {
        Path::new("/proc")
            .join(std::fs::read_to_string(&pid).unwrap_or_default().trim())
            .join("stat")
            .exists()
    };
    // Larger than a pipe's buffer, so that the thread that writes is blocked when the child is
    // killed.
    let large = vec![0; 1 << 20];
    let begun = Instant::now();
    assert_eq!(
        decode_in_child(
            &hangs,
            &large,
            &Cancellation::default(),
            Duration::from_secs(1)
        ),
        Err("messages-file-heic")
    );
    assert!(begun.elapsed() < Duration::from_secs(15) && !alive());
    std::fs::remove_file(&pid).unwrap();
    let cancellation = Cancellation::default();
    thread::scope(|scope| {
        let work =
            scope.spawn(|| decode_in_child(&hangs, &large, &cancellation, Duration::from_secs(60)));
        while !std::fs::read_to_string(&pid).is_ok_and(|text| text.ends_with('\n')) {
            thread::sleep(EXIT_POLL_INTERVAL);
        }
        assert!(alive());
        cancellation.cancel();
        assert_eq!(work.join().unwrap(), Err("messages-file-later"));
    });
    assert!(!alive(), "when the work has ended, so has the child");
}

#[test]
fn a_missing_decoder_is_reported_as_a_server_error() {
    let missing = Path::new("/nowhere/alongside");
    assert_eq!(
        decode_in_child(missing, b"", &Cancellation::default(), DECODE_TIMEOUT),
        Err("messages-file-later")
    );
}
