//! Private calendar addresses, and calendar files as another program reads them.

use std::io::Write;
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::TestBrowser;

/// Makes a private calendar address for the person, and returns its path.
pub async fn create_feed(browser: &mut TestBrowser) -> String {
    browser.post("/api/calendar/feed", &[]).await;
    let page = browser.get("/calendar/feed").await.body;
    let (_, rest) = page.split_once("webcal://portal.test").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// What `read_calendar_file.py` prints of a file.
#[derive(Debug, Deserialize)]
pub struct ReadCalendar {
    /// The names of the time zones that the file defines.
    pub zones: Vec<String>,
    pub events: Vec<ReadEvent>,
}

/// An event as another program reads it. Times are in UTC, as `2026-03-08T14:00:00Z`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ReadEvent {
    pub uid: String,
    pub sequence: i64,
    pub status: String,
    pub class: String,
    pub summary: String,
    pub starts: String,
    pub ends: Option<String>,
    pub location: Option<String>,
    pub description: Option<String>,
}

/// Reads a calendar file with `read_calendar_file.py`, which uses a parser of another project than
/// the one that writes the files.
pub fn read_calendar(file: &[u8]) -> ReadCalendar {
    // Debian's Python, for which Debian's packages are: another one may come first in the path.
    let mut child = Command::new("/usr/bin/python3")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/read_calendar_file.py"
        ))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3; script/bootstrap installs it with python3-icalendar");
    // A program that ends before it has read everything says why on its standard error.
    let _ = child.stdin.take().unwrap().write_all(file);
    let done = child.wait_with_output().unwrap();
    assert!(
        done.status.success(),
        "{} (script/bootstrap installs python3-icalendar)\n{}",
        String::from_utf8_lossy(&done.stderr),
        String::from_utf8_lossy(file)
    );
    serde_json::from_slice(&done.stdout).unwrap()
}
