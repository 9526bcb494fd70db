//! Benchmark of the calendar of a family with hundreds of events, through the whole middleware
//! stack, on SQLite and, if ALONGSIDE_TEST_POSTGRES is set, on PostgreSQL. Prints the time of a
//! private calendar address, and the statements and bytes of its file and of the calendar's pages.
//! Exits with 1 when one exceeds its maximum. `script/bench-calendar` runs it; with `short` there
//! are fewer events, and no time is judged.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures and prints"
)]

#[path = "../tests/integration/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use axum::body::Body;
use http::{Request, StatusCode, header};
use support::calendar_files::create_feed;
use support::database::many_events::carter_file_with_events;
use support::{TestApp, TestBrowser};

/// The pages of the calendar that show most events, below the path of the family. The events begin
/// on January 1, 2027.
const PAGES: [&str; 2] = ["/calendar?from=2027-01-01", "/calendar/month?month=2027-01"];
/// Statements of a page or a file, without those that look up the session and the actor of a page.
const MAX_STATEMENTS: u64 = 6;
const SESSION_STATEMENTS: u64 = 2;
/// Bytes of a page as it is sent to a browser that accepts brotli.
const MAX_PAGE_BYTES: usize = 14 * 1024;
/// Time of the server for one fetch of a private calendar address: half of the fetches are faster.
const MAX_FEED_TIME: Duration = Duration::from_millis(20);

/// Number of events and measured fetches; `judges_time` is false where times mean nothing (debug
/// build).
#[derive(Clone, Copy)]
struct BenchmarkSize {
    events: i32,
    /// Measured fetches of the private calendar address.
    fetches: u32,
    judges_time: bool,
}
const FULL_RUN: BenchmarkSize = BenchmarkSize {
    events: 500,
    fetches: 500,
    judges_time: true,
};
/// For `script/bench-short`: more events than one page or one month shows. The times of a debug
/// build mean nothing.
const SHORT_RUN: BenchmarkSize = BenchmarkSize {
    events: 100,
    fetches: 3,
    judges_time: false,
};

/// Fetches a private calendar address as a phone does. Returns what exceeds its maximum.
async fn measure_feed(app: &TestApp, tasha: &mut TestBrowser, size: BenchmarkSize) -> Vec<String> {
    let path = create_feed(tasha).await;
    let mut phone = app.new_visitor();
    // Not measured: the first one opens connections and plans queries.
    let file = phone.get(&path).await;
    let events = file.body.matches("BEGIN:VEVENT").count();
    assert!(events >= size.events as usize, "{events} events");
    let before = app.database.db.statement_count();
    let mut times = Vec::new();
    for _ in 0..size.fetches {
        let start = Instant::now();
        let file = phone.get(&path).await;
        times.push(start.elapsed());
        assert_eq!(file.status, StatusCode::OK);
    }
    let statements = app.database.db.statement_count() - before;
    let statements = statements.div_ceil(u64::from(size.fetches));
    times.sort_unstable();
    let (half, most) = (times[times.len() / 2], times[(times.len() - 1) * 99 / 100]);
    println!(
        "an address of {events} events: half within {half:.1?}, 99 of 100 within {most:.1?}; \
            {statements} statements, {} KB",
        file.bytes.len() / 1024
    );
    let mut excess = Vec::new();
    if statements > MAX_STATEMENTS {
        excess.push(format!(
            "an address takes {statements} statements, at most {MAX_STATEMENTS}"
        ));
    }
    if size.judges_time && half > MAX_FEED_TIME {
        excess.push(format!(
            "an address takes {half:.1?}, at most {MAX_FEED_TIME:.1?}"
        ));
    }
    excess
}

/// Opens the pages of the calendar. Returns what exceeds its maximum.
async fn measure_pages(app: &TestApp, tasha: &mut TestBrowser) -> Vec<String> {
    let family = format!("/family/{}", app.database.family_id("carter").await);
    let mut excess = Vec::new();
    for page in PAGES {
        let path = format!("{family}{page}");
        // A page without events would be small.
        let shown = tasha.get(&path).await.body;
        let events = shown.matches(&format!("href=\"{family}/calendar/")).count();
        assert!(events >= 30, "{events} events on {page}");
        let request = Request::get(&path)
            .header(header::ACCEPT, "text/html")
            .header(header::ACCEPT_ENCODING, "br")
            .body(Body::empty())
            .unwrap();
        let before = app.database.db.statement_count();
        let sent = tasha.send_request(request).await;
        let statements = app.database.db.statement_count() - before - SESSION_STATEMENTS;
        let bytes = sent.bytes.len();
        assert_eq!(sent.status, StatusCode::OK);
        assert_eq!(sent.headers[header::CONTENT_ENCODING], "br");
        println!("{page}: {statements} statements, {bytes} bytes with brotli");
        if statements > MAX_STATEMENTS {
            excess.push(format!(
                "{page} takes {statements} statements, at most {MAX_STATEMENTS}"
            ));
        }
        if bytes > MAX_PAGE_BYTES {
            excess.push(format!("{page} is {bytes} bytes, at most {MAX_PAGE_BYTES}"));
        }
    }
    excess
}

#[tokio::main]
async fn main() {
    let size = if std::env::args().any(|arg| arg == "short") {
        SHORT_RUN
    } else {
        FULL_RUN
    };
    let mut excess = Vec::new();
    for app in support::demo_apps().await {
        let engine = if app.database.db.is_postgres() {
            "PostgreSQL"
        } else {
            "SQLite"
        };
        println!("{engine}:");
        app.database
            .import_files(&[&carter_file_with_events(size.events)])
            .await;
        let mut tasha = app.person("tasha-carter").await;
        excess.extend(measure_feed(&app, &mut tasha, size).await);
        excess.extend(measure_pages(&app, &mut tasha).await);
    }
    for line in &excess {
        println!("too much: {line}");
    }
    if !excess.is_empty() {
        std::process::exit(1);
    }
}
