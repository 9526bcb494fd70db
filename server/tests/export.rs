//! Exports of a long thread as print view, PDF and CSV: bounded, complete, one at a time per
//! person, and canceled with their request.
#![allow(clippy::unwrap_used)]

#[path = "integration/support/mod.rs"]
mod support;

use std::time::Duration;

use app::request::concurrency_limits::{EXPORTS, SEARCHES};
use axum::body::{Body, to_bytes};
use documents::PDF_POOL;
use http::{Request, StatusCode, header};
use model::id::ThreadId;
use model::messages::EXPORT_BATCH_MESSAGES;
use support::{TestApp, TestBrowser, database, on_each_engine};
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// The permit pools are process-wide, so tests that check them run one after another.
static POOL_LOCK: Mutex<()> = Mutex::const_new(());

// Before exports were split into parts, a conversation of this length took 47 s of CPU as a PDF,
// and its print page failed.
const MESSAGE_COUNT: usize = 4_000;

/// Tasha's thread with her parent partner, grown to `MESSAGE_COUNT` messages.
async fn import_long_thread(app: &TestApp) -> ThreadId {
    // Imported in one transaction, because sending them one by one would take much longer.
    let mut file: serde_json::Value = serde_json::from_str(database::DEMO_FILES[2]).unwrap();
    let threads = file["families"][0]["threads"].as_array_mut().unwrap();
    let thread = threads
        .iter_mut()
        .find(|thread| thread["key"] == "tasha-june")
        .unwrap();
    let first = thread["messages"][0].clone();
    let messages = thread["messages"].as_array_mut().unwrap();
    // The message of the demo is one of the `MESSAGE_COUNT`; it has no number in its text.
    for n in 1..MESSAGE_COUNT {
        let mut message = first.clone();
        message["key"] = format!("long-{n}").into();
        message["text"] =
            format!("Number {n:04}: see you at the lake house on Friday at four, as we said.")
                .into();
        messages.push(message);
    }
    app.database.import_files(&[&file.to_string()]).await;
    app.database.thread_id("tasha-june").await
}

/// Polls until the condition holds; fails after 30 seconds.
async fn poll_until(what: &str, holds: impl Fn() -> bool) {
    let wait = async {
        while !holds() {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(30), wait)
        .await
        .unwrap_or_else(|_| panic!("never: {what}"));
}

fn get_request(browser: &TestBrowser, path: &str) -> Request<Body> {
    // `TestBrowser` reads the whole body, and these tests need a response whose body is still
    // unread.
    let cookies = browser
        .cookies
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>()
        .join("; ");
    Request::get(path)
        .header(header::ACCEPT, "text/html")
        .header(header::HOST, "portal.test")
        .header(header::COOKIE, cookies)
        .body(Body::empty())
        .unwrap()
}

/// The numbers of the messages on a page.
fn message_numbers(page: &str) -> Vec<usize> {
    page.split("Number ")
        .skip(1)
        .map(|rest| rest[..4].parse().unwrap())
        .collect()
}

/// Checks one part of the print view; returns the numbers of its messages, and the path of the part
/// before it.
async fn read_print_part(
    june: &mut TestBrowser,
    thread: ThreadId,
    path: &str,
) -> (Vec<usize>, Option<String>) {
    let page = june.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    // A part has at most 256 KiB of text; the rest is markup.
    assert!(page.bytes.len() < 2 << 20, "{} bytes", page.bytes.len());
    let here = message_numbers(&page.body);
    assert!(i64::try_from(here.len()).unwrap() <= EXPORT_BATCH_MESSAGES);
    // Anyone who prints it must not take a part for the whole.
    assert!(
        page.body_text()
            .contains("This is one part of your conversation")
            && page.body.contains("The spreadsheet has all of it")
    );
    // The PDF link exports the same part.
    let from = path
        .split_once('?')
        .map(|(_, query)| format!("?{query}"))
        .unwrap_or_default();
    assert!(
        page.body
            .contains(&format!("/messages/{thread}/pdf{from}\"")),
        "{}",
        page.body
    );
    let earlier = page
        .body
        .find(&format!("/messages/{thread}/print?before="))
        .filter(|_| page.body.contains(">Earlier messages<"))
        .map(|at| page.body[at..].split('"').next().unwrap().to_owned());
    (here, earlier)
}

async fn assert_odd_parts_absent(june: &mut TestBrowser, thread: ThreadId) {
    for strange in ["x", "", "-", "99999999999999999999"] {
        for format in ["print", "pdf"] {
            assert_eq!(
                june.get(&format!("/messages/{thread}/{format}?before={strange}"))
                    .await
                    .status,
                StatusCode::NOT_FOUND,
                "{format} {strange}"
            );
        }
    }
    assert_eq!(
        june.get(&format!("/messages/{thread}/pdf?before=1&before=2"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        june.get(&format!("/messages/{thread}/print?before=-5"))
            .await
            .status,
        StatusCode::OK,
        "an empty part is a page"
    );
}

async fn assert_table_is_complete(june: &mut TestBrowser, thread: ThreadId) {
    let table = june.get(&format!("/messages/{thread}/table")).await;
    assert_eq!(
        table.headers[header::CONTENT_TYPE],
        "text/csv; charset=utf-8"
    );
    assert_eq!(
        message_numbers(&table.body),
        (1..MESSAGE_COUNT).collect::<Vec<_>>()
    );
    assert_eq!(
        table.body.lines().count(),
        MESSAGE_COUNT + 1,
        "a head, and a line each"
    );
    poll_until("the table's permit ends with its request", || {
        EXPORTS.active_people() == 0
    })
    .await;
}

on_each_engine! {
    async fn a_long_conversation_is_printed_in_parts_and_nothing_is_lost(app: TestApp) {
        let _pools = POOL_LOCK.lock().await;
        let thread = import_long_thread(&app).await;
        let mut june = app.person("june-bell").await;
        let mut next = Some(format!("/messages/{thread}/print"));
        let (mut seen, mut parts) = (Vec::new(), 0);
        // From the newest part to the oldest.
        while let Some(path) = next {
            let (here, earlier) = read_print_part(&mut june, thread, &path).await;
            seen.splice(0..0, here);
            parts += 1;
            next = earlier;
        }
        assert_eq!(
            seen,
            (1..MESSAGE_COUNT).collect::<Vec<_>>(),
            "each message once, in order"
        );
        assert_eq!(
            parts,
            MESSAGE_COUNT.div_ceil(usize::try_from(EXPORT_BATCH_MESSAGES).unwrap())
        );
        assert_odd_parts_absent(&mut june, thread).await;
        assert_table_is_complete(&mut june, thread).await;
    }
}

on_each_engine! {
    async fn one_person_has_one_pdf_made_at_a_time_and_others_have_theirs(app: TestApp) {
        let _pools = POOL_LOCK.lock().await;
        let thread = import_long_thread(&app).await;
        let (mut june, mut tasha) = (
            app.person("june-bell").await,
            app.person("tasha-carter").await,
        );
        let path = format!("/messages/{thread}/pdf");
        // Holds June's export permit, as if an export of hers were running.
        let permit = EXPORTS
            .acquire_permit(app.database.person_id("june-bell").await)
            .await
            .unwrap();
        // PDF and table share one limit, so that neither is a way around it.
        for refused in [&path, &format!("/messages/{thread}/table")] {
            let busy = june.get(refused).await;
            assert_eq!(
                (busy.status, &busy.headers[header::RETRY_AFTER]),
                (StatusCode::SERVICE_UNAVAILABLE, &"60".parse().unwrap()),
                "{refused}"
            );
            assert!(
                busy.body.contains("This site is busy right now") && busy.body.contains("Wait a minute"),
                "{}",
                busy.body
            );
        }
        june.post(
            "/api/account/language",
            &[("language", "es"), ("from", "/")],
        )
        .await;
        assert!(
            june.get(&path)
                .await
                .body
                .contains("El sitio está muy ocupado en este momento")
        );
        let hers = tasha.get(&path).await;
        assert!(hers.status == StatusCode::OK && hers.bytes.starts_with(b"%PDF-"));
        assert_eq!(
            june.get(&format!("/messages/{thread}")).await.status,
            StatusCode::OK,
            "pages go on"
        );
        drop(permit);
        assert_eq!(june.get(&path).await.status, StatusCode::OK);
        // A permit that is not returned would refuse every later export of this person.
        assert_eq!((PDF_POOL.running_count(), EXPORTS.active_people()), (0, 0));
    }
}

on_each_engine! {
    async fn a_dropped_request_stops_its_pdf(app: TestApp) {
        let _pools = POOL_LOCK.lock().await;
        let thread = import_long_thread(&app).await;
        let june = app.person("june-bell").await;
        let request = tokio::spawn(
            app.router
                .clone()
                .oneshot(get_request(&june, &format!("/messages/{thread}/pdf"))),
        );
        poll_until("the PDF is begun", || PDF_POOL.running_count() == 1).await;
        assert_eq!(EXPORTS.active_people(), 1);
        request.abort();
        let _ = request.await;
        // app/src/page/pdf_export.rs tests with a longer document how fast the cancellation is.
        poll_until("it is given up, and its permit with it", || {
            PDF_POOL.running_count() == 0
                && PDF_POOL.queued_count() == 0
                && EXPORTS.active_people() == 0
        })
        .await;
    }
}

on_each_engine! {
    async fn a_table_is_sent_in_pieces_and_ends_for_a_removed_member(app: TestApp) {
        let _pools = POOL_LOCK.lock().await;
        let thread = import_long_thread(&app).await;
        let june = app.person("june-bell").await;
        let answer = app
            .router
            .clone()
            .oneshot(get_request(&june, &format!("/messages/{thread}/table")))
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(
            EXPORTS.active_people(),
            1,
            "the turn lives as long as the answer"
        );
        // `until` is the first day without access: today, by the test clock.
        app.database
            .execute_sql("UPDATE membership SET until = '2026-11-23' WHERE role = 'mentor'")
            .await
            .unwrap();
        // The access of its reader is checked again for each batch.
        assert!(
            to_bytes(answer.into_body(), 64 << 20).await.is_err(),
            "half a table does not look whole"
        );
        assert_eq!(EXPORTS.active_people(), 0);
    }
}

on_each_engine! {
    async fn one_person_searches_once_at_a_time(app: TestApp) {
        let _pools = POOL_LOCK.lock().await;
        let mut june = app.person("june-bell").await;
        let mut tasha = app.person("tasha-carter").await;
        // The words are stored in the session, so that no address contains them; the page below
        // reads them from there.
        for one in [&mut june, &mut tasha] {
            one.post("/api/messages/search", &[("words", "lake")]).await;
        }
        let permit = SEARCHES
            .acquire_permit(app.database.person_id("june-bell").await)
            .await
            .unwrap();
        let busy = june.get("/messages/search").await;
        assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(
            busy.headers.contains_key(header::RETRY_AFTER)
                && busy.body.contains("This site is busy right now"),
            "{}",
            busy.body
        );
        assert_eq!(tasha.get("/messages/search").await.status, StatusCode::OK);
        drop(permit);
        assert_eq!(june.get("/messages/search").await.status, StatusCode::OK);
        assert_eq!(SEARCHES.active_people(), 0);
    }
}
