//! Escaping: typed text never becomes markup. One hostile text is typed into every text field of
//! every form that a mother, her worker, a youth, a mentor, an interpreter and a visitor are shown,
//! and searched on every page that they can reach. Forms and pages are found by following links, so
//! that new ones are covered without a list.
#![allow(clippy::unwrap_used)]

use crate::support::crawler;
use crate::support::walker;

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{TestApp, demo_app_on_sqlite, on_each_engine};
use clap::Parser;
use http::StatusCode;
use jiff::SignedDuration;
use percent_encoding::percent_encode_byte;
use server::config::Cli;
use server::notifications::NotificationDispatcher;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use walker::{CrawlReport, NEVER_ACCEPTED, PortalWalker, hostile_sample};

/// People who walk, each with their browser's language.
type Walkers = &'static [(&'static str, &'static str)];
/// One person for each role whose pages differ. Two languages create work for the interpreters.
const LUNA_WALKERS: Walkers = &[
    ("maria-luna", "es"),
    ("dana-fox", "en"),
    ("rosa-jimenez", "en"),
    ("elena-ruiz", "en"),
    ("yusuf-said", "en"),
];
/// A youth and their worker. The people above read none of their texts, so they walk through a
/// database of their own.
const RILEY_WALKERS: Walkers = &[("jay-riley", "en"), ("grace-hall", "en")];

/// A fake SMTP server that accepts every mail; the receiver gets each line that a client sends.
async fn fake_mail_server() -> (String, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let (send, received) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        loop {
            let (read, mut write) = listener.accept().await.unwrap().0.into_split();
            let send = send.clone();
            tokio::spawn(async move {
                let (mut lines, mut data) = (BufReader::new(read).lines(), false);
                let _ = write.write_all(b"220 ready\r\n").await;
                while let Ok(Some(line)) = lines.next_line().await {
                    let _ = send.send(line.clone());
                    let answer = match (data, line.as_str()) {
                        (true, ".") => "250 kept",
                        (true, _) => continue,
                        (false, "DATA") => "354 go on",
                        _ => "250 fine",
                    };
                    // After 354 come the lines of the mail, until one that is a single dot.
                    data = answer.starts_with("354");
                    let _ = write.write_all(format!("{answer}\r\n").as_bytes()).await;
                }
            });
        }
    });
    (address, received)
}

/// Gives a parent of the Luna family a mentor who does not walk: the worker hands over from them,
/// and changes and ends the membership.
async fn add_mentor(app: &TestApp) {
    app.database
        .execute_sql(
            "INSERT INTO membership (id, family_id, person_id, role, since, until, coordinator, \
                mentee_id) SELECT p.id, f.id, p.id, 'mentor', '2026-11-01', NULL, FALSE, m.id FROM \
                family f, person p, person m WHERE f.key = 'luna' AND p.key = 'june-bell' AND \
                m.key = 'luis-luna'",
        )
        .await
        .unwrap();
}

/// A visitor opens every public page and fills in every form on it.
async fn walk_as_visitor(app: &TestApp, report: &mut CrawlReport) {
    let mut visitor = PortalWalker {
        key: "a visitor",
        browser: app.new_visitor(),
        filled: BTreeMap::new(),
        walkers: &BTreeSet::new(),
        report,
    };
    visitor.walk_portal(true).await;
}

/// These people open every page and fill in every form.
async fn walk_as_people(app: &TestApp, people: Walkers, report: &mut CrawlReport) {
    let mut walkers = BTreeSet::new();
    let mut browsers = Vec::new();
    for &(key, language) in people {
        walkers.insert(app.database.person_id(key).await.to_string());
        let mut browser = app.person(key).await;
        browser.language = language;
        browsers.push((key, browser, BTreeMap::new()));
    }
    // One person's text gives the next one something to answer, so everyone fills in forms twice
    // and then only reads.
    for fill in [true, true, false] {
        for (key, browser, filled) in &mut browsers {
            let taken = std::mem::replace(browser, app.new_visitor());
            let mut walker = PortalWalker {
                key,
                browser: taken,
                filled: std::mem::take(filled),
                walkers: &walkers,
                report,
            };
            walker.walk_portal(fill).await;
            (*browser, *filled) = (walker.browser, walker.filled);
        }
    }
}

/// The walk of these people through a portal of their own. With the visitor, that one walks first.
// On SQLite only, because pages are drawn alike whichever engine the text comes from.
fn run_walk(people: Walkers, with_visitor: bool) -> CrawlReport {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let app = demo_app_on_sqlite().await;
        let mut report = CrawlReport::default();
        add_mentor(&app).await;
        if with_visitor {
            walk_as_visitor(&app, &mut report).await;
        }
        walk_as_people(&app, people, &mut report).await;
        report
    })
}

/// Fails when a form has accepted no text in any walk, and when a text that was accepted has no
/// page.
fn assert_every_form_accepts(walks: &[CrawlReport]) {
    let mut forms = BTreeMap::<&str, bool>::new();
    for (action, done) in walks.iter().flat_map(|report| &report.forms) {
        *forms.entry(action).or_default() |= *done;
    }
    let refused: Vec<_> = forms
        .iter()
        .filter(|(action, done)| !**done && !NEVER_ACCEPTED.contains(*action))
        .collect();
    assert!(refused.is_empty(), "no text was accepted by {refused:?}");
    let accepted: Vec<_> = NEVER_ACCEPTED
        .iter()
        .filter(|action| forms.get(**action) == Some(&true))
        .collect();
    assert!(
        accepted.is_empty(),
        "{accepted:?} is accepted: take it off the list"
    );
    // Forms that change who is on a team: that their reasons are shown is checked below.
    for action in ["member-save", "member-end", "handover"] {
        let action = format!("/api/team/{action}");
        assert_eq!(forms.get(action.as_str()), Some(&true), "{action}");
    }
    for report in walks {
        let hidden: Vec<_> = report
            .accepted
            .iter()
            .filter(|(n, _)| !report.shown.contains(n))
            .collect();
        assert!(hidden.is_empty(), "accepted and shown nowhere: {hidden:?}");
    }
    assert!(forms.len() >= 15, "{forms:?}");
}

/// Fails when the walks were too small to show anything: a page that was not opened and a text that
/// was not accepted have no markup.
fn assert_walks_were_thorough(walks: &[CrawlReport]) {
    let sum = |count: fn(&CrawlReport) -> usize| walks.iter().map(count).sum::<usize>();
    let floor = (
        sum(|report| report.fields) >= 60,
        sum(|report| report.accepted.len()) >= 30,
        sum(|report| report.pages) >= 1000,
        sum(|report| report.threads.len()) >= 3,
    );
    assert_eq!(floor, (true, true, true, true), "{walks:?}");
    let answered = |status: u16| -> usize {
        let counts = walks
            .iter()
            .filter_map(|report| report.statuses.get(&status));
        counts.sum()
    };
    assert!(
        sum(|report| report.documents) > 0
            && sum(|report| report.tables) > 0
            // The walker causes both on purpose: the page of a 404 and that of a 409 repeat what
            // was typed.
            && answered(404) > 20
            && answered(409) > 3,
        "{walks:?}"
    );
}

// The walks take minutes, so they run at the same time, and the file has a name that comes early:
// tests start in the order of their names.
#[test]
fn typed_markup_is_escaped_on_every_page() {
    let others = std::thread::spawn(|| run_walk(RILEY_WALKERS, true));
    let luna = run_walk(LUNA_WALKERS, false);
    let others = others
        .join()
        .unwrap_or_else(|failure| std::panic::resume_unwind(failure));
    let walks = [luna, others];
    assert_every_form_accepts(&walks);
    assert_walks_were_thorough(&walks);
}

on_each_engine! {
    async fn words_kept_below_an_error_are_text(app: TestApp) {
        let mut report = CrawlReport::default();
        let mut maria = app.person("maria-luna").await;
        let dana = app.database.person_id("dana-fox").await.to_string();
        let fields = [
            ("to", dana.as_str()),
            ("form", "01900000-0000-7000-8000-000000000001"),
            ("body", &hostile_sample(1)),
            // No field of this form: the error page returns whatever was posted.
            ("words", &hostile_sample(2)),
        ];
        // Without the session table the portal answers 503 and returns the typed text.
        app.database
            .execute_sql("ALTER TABLE session RENAME TO session_elsewhere")
            .await
            .unwrap();
        let page = maria.post("/api/messages/send", &fields).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        let html = report.check_response(&page, "503");
        assert_eq!(
            crawler::textarea_contents(&html),
            [hostile_sample(1), hostile_sample(2)],
            "as they were typed"
        );
        app.database
            .execute_sql("ALTER TABLE session_elsewhere RENAME TO session")
            .await
            .unwrap();
        // Without the message table it answers 500, with another page.
        app.database
            .execute_sql("ALTER TABLE message RENAME TO message_elsewhere")
            .await
            .unwrap();
        let page = maria.post("/api/messages/send", &fields).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
        report.check_response(&page, "500");
        assert_eq!(report.shown, BTreeSet::from([1, 2]));
    }
}

on_each_engine! {
    async fn addresses_are_text(app: TestApp) {
        let mut report = CrawlReport::default();
        // Every byte encoded, or its slashes and question marks would end the part of the address
        // that it is in.
        let text: String = hostile_sample(1).bytes().map(percent_encode_byte).collect();
        let (mut visitor, mut maria) = (app.new_visitor(), app.person("maria-luna").await);
        let (family, thread) = (
            app.database.family_id("luna").await,
            app.database.thread_id("maria-dana").await,
        );
        let paths = [
            format!("/language?from=/{text}"),
            format!("/welcome/{text}"),
            format!("/{text}"),
            format!("/family/{family}/plan?{text}={text}"),
            format!("/family/{family}/plan/section/{text}"),
            format!("/messages/{thread}?at={text}"),
            format!("/messages?{text}"),
        ];
        for path in &paths {
            for browser in [&mut visitor, &mut maria] {
                let page = browser.get(path).await;
                report.check_response(&page, path);
            }
        }
    }
}

on_each_engine! {
    async fn mail_carries_no_typed_text(app: TestApp) {
        let (address, mut received) = fake_mail_server().await;
        let cli = Cli::parse_from([
            "alongside",
            "--mail-from",
            "notice@example.org",
            "--smtp-url",
            &address,
            "serve",
        ]);
        let teller = NotificationDispatcher::new(&cli.settings).unwrap();
        let (mut dana, mut maria) = (app.person("dana-fox").await, app.person("maria-luna").await);
        // Each message and every hour, so that the mail is due at once.
        let chosen = dana
            .post(
                "/api/messages/notify",
                &[
                    ("mode", "each"),
                    ("safe_from", "0"),
                    ("safe_until", "0"),
                    ("email", "dana@example.org"),
                ],
            )
            .await;
        assert_eq!(
            chosen.location(),
            "/messages/notify?saved=1",
            "{}",
            chosen.body
        );
        maria
            .send_first_message(
                &app.database.person_id("dana-fox").await.to_string(),
                &hostile_sample(1),
            )
            .await;
        app.database.clock.advance(SignedDuration::from_mins(2));
        teller.dispatch_due(&app.database.db).await.unwrap();
        drop(teller);
        let mut mail = String::new();
        while let Ok(line) = received.try_recv() {
            mail.push_str(&line);
            mail.push('\n');
        }
        assert!(
            mail.contains("RCPT TO:<dana@example.org>") && mail.contains("\nDATA\n"),
            "{mail}"
        );
        assert!(
            !mail.contains("hostile") && !mail.contains("text-1-end"),
            "{mail}"
        );
    }
}
