//! Decodes HEIC in a sandboxed child process, `alongside decode-picture`, because the decoder
//! parses untrusted input. The child gets the bytes of one file and no environment, database, files
//! or sockets of this process, and its memory and time are limited. It returns raw pixels, whose
//! size is checked and which are encoded as JPEG here.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use image::RgbImage;
use model::ErrorCode;
use model::files::{MAX_HEIC_PIXELS, MAX_IMAGE_BYTES, MAX_STORED_SIDE};
use rlimit::{Resource, setrlimit};
use runtime::blocking_pool::Cancellation;

use super::image_processing;

/// Limit of the address space in bytes: 25 million pixels take about 300 MB, and threads reserve
/// address space that they do not use.
const ADDRESS_SPACE_LIMIT: u64 = 1 << 30;
/// Limit of CPU time in seconds. The slowest photo takes two.
const CPU_SECONDS_LIMIT: u64 = 10;
/// Limit of wall-clock time. Longer than the CPU limit, for a machine under load, and shorter than
/// the 20 seconds after which the server ends the request.
const DECODE_TIMEOUT: Duration = Duration::from_secs(15);
/// Interval of polling whether the child has exited.
const EXIT_POLL_INTERVAL: Duration = Duration::from_millis(5);
/// The number of decoder threads. Each additional one takes address space.
const DECODER_THREADS: &str = "2";
/// Exit status for an image with too many pixels.
const EXIT_TOO_MANY_PIXELS: u8 = 3;
/// The size in bytes of the header before the pixels: width and height as big-endian `u32`.
const HEADER_BYTES: usize = 8;

/// The running program. `/proc/self/exe` refers to it even after an upgrade has replaced its file.
pub(super) fn running_executable() -> PathBuf {
    if cfg!(target_os = "linux") {
        "/proc/self/exe".into()
    } else {
        std::env::current_exe().unwrap_or_default()
    }
}

/// The child process: sets its resource limits, reads a HEIC file from standard input and writes
/// the header and the RGB pixels to standard output.
#[must_use]
pub fn run_decoder_child() -> ExitCode {
    let limits = [
        (Resource::AS, ADDRESS_SPACE_LIMIT),
        (Resource::CPU, CPU_SECONDS_LIMIT),
        // A core dump would contain the picture of a family.
        (Resource::CORE, 0),
        // A decoder that an attacker has taken over can neither write a file nor open a file or a
        // socket.
        (Resource::FSIZE, 0),
        (Resource::NOFILE, 0),
    ];
    if limits
        .into_iter()
        .any(|(resource, most)| setrlimit(resource, most, most).is_err())
    {
        return ExitCode::FAILURE;
    }
    let mut bytes = Vec::new();
    if std::io::stdin()
        .lock()
        .take(MAX_IMAGE_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .is_err()
    {
        return ExitCode::FAILURE;
    }
    let plain = match image_processing::decode_heic(&bytes, MAX_HEIC_PIXELS) {
        Ok(decoded) => image_processing::normalize_image(decoded),
        Err("messages-file-dots") => return ExitCode::from(EXIT_TOO_MANY_PIXELS),
        Err(_) => return ExitCode::FAILURE,
    };
    let mut out = std::io::stdout().lock();
    let header = [plain.width().to_be_bytes(), plain.height().to_be_bytes()].concat();
    match out
        .write_all(&header)
        .and_then(|()| out.write_all(plain.as_raw()))
        .and_then(|()| out.flush())
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Re-encodes a HEIC image as JPEG.
pub(super) fn reencode_heic(
    program: &Path,
    bytes: &[u8],
    cancellation: &Cancellation,
) -> Result<image_processing::EncodedJpeg, ErrorCode> {
    let plain = decode_in_child(program, bytes, cancellation, DECODE_TIMEOUT)?;
    image_processing::check_cancelled(cancellation)?;
    image_processing::encode_jpeg(&plain)
}

/// Decodes in a child process. Returns only after the child has exited, so that its memory is freed
/// before the caller's permit is released.
fn decode_in_child(
    program: &Path,
    bytes: &[u8],
    cancellation: &Cancellation,
    timeout: Duration,
) -> Result<RgbImage, ErrorCode> {
    image_processing::check_cancelled(cancellation)?;
    let started = Command::new(program)
        .arg("decode-picture")
        // The environment of the server holds the database's address, keys and tokens.
        .env_clear()
        .env("RAYON_NUM_THREADS", DECODER_THREADS)
        .env("MALLOC_ARENA_MAX", DECODER_THREADS)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = started.map_err(|error| {
        tracing::error!(%error, "the HEIC decoder process could not be started");
        "messages-file-later"
    })?;
    let (mut stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (status, pixels) = thread::scope(|scope| {
        // Both threads end when the child exits, which closes its ends of the pipes. A failed write
        // is ignored: the child's exit status shows the failure.
        scope.spawn(move || stdin.take().map(|mut pipe| pipe.write_all(bytes)));
        let reader = scope.spawn(move || {
            let mut pixels = Vec::new();
            // One byte more than the largest valid output, so that a longer one is recognized and
            // does not fill the memory.
            let most = HEADER_BYTES as u64
                + u64::from(MAX_STORED_SIDE) * u64::from(MAX_STORED_SIDE) * 3
                + 1;
            stdout
                .map(|pipe| pipe.take(most).read_to_end(&mut pixels))
                .and_then(Result::ok)
                .map(|_| pixels)
        });
        // While both pipes are served: a child that waits for a full pipe would never exit.
        let status = wait_for_exit(&mut child, cancellation, timeout);
        (status, reader.join().ok().flatten())
    });
    image_processing::check_cancelled(cancellation)?;
    match status {
        Some(status) if status.success() => pixels
            .and_then(|pixels| parse_decoder_output(&pixels))
            .ok_or("messages-file-heic"),
        Some(status) if status.code() == Some(i32::from(EXIT_TOO_MANY_PIXELS)) => {
            Err("messages-file-dots")
        }
        other => {
            tracing::warn!(status = ?other, "the HEIC decoder process failed");
            Err("messages-file-heic")
        }
    }
}

/// Waits for the child to exit and returns its status. Kills it on cancellation or after the
/// timeout.
#[allow(
    clippy::disallowed_methods,
    reason = "how long a process runs has nothing to do with the portal's time"
)]
fn wait_for_exit(
    child: &mut Child,
    cancellation: &Cancellation,
    timeout: Duration,
) -> Option<ExitStatus> {
    let deadline = Instant::now() + timeout;
    loop {
        match child.try_wait() {
            Ok(None) if cancellation.is_cancelled() || Instant::now() >= deadline => {
                let _ = child.kill();
                return child.wait().ok();
            }
            Ok(None) => thread::sleep(EXIT_POLL_INTERVAL),
            Ok(Some(status)) => return Some(status),
            Err(_) => return None,
        }
    }
}

/// Parses the child's output. The output is untrusted: the dimensions and the length are checked.
fn parse_decoder_output(written: &[u8]) -> Option<RgbImage> {
    let (&[a, b, c, d, e, f, g, h], pixels) = written.split_first_chunk::<HEADER_BYTES>()?;
    let (width, height) = (
        u32::from_be_bytes([a, b, c, d]),
        u32::from_be_bytes([e, f, g, h]),
    );
    let fits = (1..=MAX_STORED_SIDE).contains(&width)
        && (1..=MAX_STORED_SIDE).contains(&height)
        && pixels.len() == width as usize * height as usize * 3;
    fits.then(|| RgbImage::from_raw(width, height, pixels.to_vec()))?
}

#[cfg(test)]
mod tests;
