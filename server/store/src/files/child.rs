//! Reads HEIC in a process of its own: `alongside decode-picture`. It is given the bytes of one file and nothing else: no
//! environment, no database, and none of the files and sockets of this process; and it may take so much memory and time and
//! no more. What comes back are plain dots, counted and made into a JPEG here.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use image::RgbImage;
use model::Code;
use model::files::{HEIC_DOTS_MAX, PICTURE_MAX, SIDE};
use rlimit::{Resource, setrlimit};

use super::picture;
use crate::blocking_pool::Cancellation;

/// Bytes of address space: 25 million dots take some 300 MB, and threads reserve room that they do not fill.
const ADDRESS_SPACE: u64 = 1 << 30;
/// Seconds of a core. The slowest photo takes two.
const CPU_SECONDS: u64 = 20;
/// On the clock, for a machine with much else to do.
const TIMEOUT: Duration = Duration::from_secs(30);
/// How often it is asked whether it is done.
const INTERVAL: Duration = Duration::from_millis(5);
/// Threads that decode. Each more takes address space.
const THREADS: &str = "2";
/// Exit status of a picture that has more dots than are taken.
const DOTS: u8 = 3;
/// Width and height before the dots.
const HEADER: usize = 8;

/// The program that runs, also once another one stands in its place after an upgrade.
pub(super) fn own_program() -> PathBuf {
    if cfg!(target_os = "linux") { "/proc/self/exe".into() } else { std::env::current_exe().unwrap_or_default() }
}

/// The child: a HEIC from standard input, its dots to standard output.
#[must_use]
pub fn decode_stdin() -> ExitCode {
    let limits = [(Resource::AS, ADDRESS_SPACE), (Resource::CPU, CPU_SECONDS), (Resource::CORE, 0), (Resource::FSIZE, 0), (Resource::NOFILE, 0)];
    if limits.into_iter().any(|(resource, most)| setrlimit(resource, most, most).is_err()) {
        return ExitCode::FAILURE;
    }
    let mut bytes = Vec::new();
    if std::io::stdin().lock().take(PICTURE_MAX as u64 + 1).read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    let plain = match picture::heic(&bytes, HEIC_DOTS_MAX) {
        Ok(decoded) => picture::plain(decoded),
        Err("messages-file-dots") => return ExitCode::from(DOTS),
        Err(_) => return ExitCode::FAILURE,
    };
    let mut out = std::io::stdout().lock();
    let sides = [plain.width().to_be_bytes(), plain.height().to_be_bytes()].concat();
    match out.write_all(&sides).and_then(|()| out.write_all(plain.as_raw())).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// A JPEG of a HEIC's dots, and its sides.
pub(super) fn anew(program: &Path, bytes: &[u8], cancellation: &Cancellation) -> Result<(Vec<u8>, (u32, u32)), Code> {
    let plain = decode(program, bytes, cancellation, TIMEOUT)?;
    picture::wanted(cancellation)?;
    picture::jpeg(&plain)
}

/// Runs until the child has ended, whatever happens: its memory is free when this returns.
fn decode(program: &Path, bytes: &[u8], cancellation: &Cancellation, timeout: Duration) -> Result<RgbImage, Code> {
    picture::wanted(cancellation)?;
    let started = Command::new(program)
        .arg("decode-picture")
        .env_clear()
        .env("RAYON_NUM_THREADS", THREADS)
        .env("MALLOC_ARENA_MAX", THREADS)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = started.map_err(|error| {
        tracing::error!(%error, "the program that decodes pictures can't be started");
        "messages-file-later"
    })?;
    let (mut stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (status, dots) = thread::scope(|scope| {
        // Both end with the child, as its ends of the pipes do. A child that does not read to the end is told by its status.
        scope.spawn(move || stdin.take().map(|mut pipe| pipe.write_all(bytes)));
        let reader = scope.spawn(move || {
            let mut dots = Vec::new();
            let most = HEADER as u64 + u64::from(SIDE) * u64::from(SIDE) * 3 + 1;
            stdout.map(|pipe| pipe.take(most).read_to_end(&mut dots)).and_then(Result::ok).map(|_| dots)
        });
        let status = ended(&mut child, cancellation, timeout);
        (status, reader.join().ok().flatten())
    });
    picture::wanted(cancellation)?;
    match status {
        Some(status) if status.success() => dots.and_then(|dots| picture_of(&dots)).ok_or("messages-file-heic"),
        Some(status) if status.code() == Some(i32::from(DOTS)) => Err("messages-file-dots"),
        other => {
            tracing::warn!(status = ?other, "a picture was not decoded");
            Err("messages-file-heic")
        }
    }
}

/// How the child ended. It is killed when nobody waits for its picture any more, or when its time is over.
#[allow(clippy::disallowed_methods, reason = "how long a process runs has nothing to do with the portal's time")]
fn ended(child: &mut Child, cancellation: &Cancellation, timeout: Duration) -> Option<ExitStatus> {
    let deadline = Instant::now() + timeout;
    loop {
        match child.try_wait() {
            Ok(None) if cancellation.is_cancelled() || Instant::now() >= deadline => {
                let _ = child.kill();
                return child.wait().ok();
            }
            Ok(None) => thread::sleep(INTERVAL),
            Ok(Some(status)) => return Some(status),
            Err(_) => return None,
        }
    }
}

/// The picture that a child has written. Neither its sides nor its length are believed.
fn picture_of(written: &[u8]) -> Option<RgbImage> {
    let (&[a, b, c, d, e, f, g, h], dots) = written.split_first_chunk::<HEADER>()?;
    let (width, height) = (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]));
    let fits = (1..=SIDE).contains(&width) && (1..=SIDE).contains(&height) && dots.len() == width as usize * height as usize * 3;
    fits.then(|| RgbImage::from_raw(width, height, dots.to_vec()))?
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the time that a process takes is measured")]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use tempfile::TempDir;

    use super::*;

    /// A program can't be started while another thread's child still has its file open for writing.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

    fn alone() -> MutexGuard<'static, ()> {
        ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A program that does this instead of decoding.
    fn program(folder: &TempDir, script: &str) -> PathBuf {
        let path = folder.path().join("program");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    fn run(script: &str) -> Result<RgbImage, Code> {
        let folder = TempDir::new().unwrap();
        decode(&program(&folder, script), b"a picture", &Cancellation::default(), Duration::from_secs(20))
    }

    #[test]
    fn plain_dots_are_taken_and_nothing_else_is() {
        let _alone = alone();
        let head = r"printf '\0\0\0\1\0\0\0\2'";
        assert_eq!(run(&format!("{head}; printf abcdef")).unwrap().into_raw(), b"abcdef");
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
            assert_eq!(run(&script), Err("messages-file-heic"), "{script}");
        }
        assert_eq!(run("exit 3"), Err("messages-file-dots"));
    }

    #[test]
    fn it_is_given_nothing_of_this_process() {
        let _alone = alone();
        assert!(std::env::var_os("PATH").is_some());
        let folder = TempDir::new().unwrap();
        let seen = folder.path().join("seen");
        let script = format!("/usr/bin/env >{0}; pwd >>{0}; cat >>{0}", seen.display());
        let _ = decode(&program(&folder, &script), b"a picture", &Cancellation::default(), Duration::from_secs(20));
        let seen = std::fs::read_to_string(seen).unwrap();
        let lines: Vec<&str> = seen.lines().filter(|line| !line.starts_with("PWD=") && !line.starts_with("_=")).collect();
        assert_eq!(lines, ["RAYON_NUM_THREADS=2", "MALLOC_ARENA_MAX=2", "/", "a picture"], "{seen}");
    }

    #[test]
    fn it_is_killed_when_its_time_is_over_or_nobody_waits() {
        let _alone = alone();
        let folder = TempDir::new().unwrap();
        let pid = folder.path().join("pid");
        // It reads nothing and does not end.
        let hangs = program(&folder, &format!("echo $$ >{}; exec sleep 600", pid.display()));
        let alive = || Path::new("/proc").join(std::fs::read_to_string(&pid).unwrap_or_default().trim()).join("stat").exists();
        let large = vec![0; 1 << 20];
        let begun = Instant::now();
        assert_eq!(decode(&hangs, &large, &Cancellation::default(), Duration::from_secs(1)), Err("messages-file-heic"));
        assert!(begun.elapsed() < Duration::from_secs(15) && !alive());
        std::fs::remove_file(&pid).unwrap();
        let cancellation = Cancellation::default();
        thread::scope(|scope| {
            let work = scope.spawn(|| decode(&hangs, &large, &cancellation, Duration::from_secs(60)));
            while !std::fs::read_to_string(&pid).is_ok_and(|text| text.ends_with('\n')) {
                thread::sleep(INTERVAL);
            }
            assert!(alive());
            cancellation.cancel();
            assert_eq!(work.join().unwrap(), Err("messages-file-later"));
        });
        assert!(!alive(), "when the work has ended, so has the child");
    }

    #[test]
    fn a_program_that_is_not_there_is_told_as_our_fault() {
        let missing = Path::new("/nowhere/alongside");
        assert_eq!(decode(missing, b"", &Cancellation::default(), TIMEOUT), Err("messages-file-later"));
    }
}
