//! The portal on a test database with the demo families, and browsers that use its public routes.
// Shared by several test files, none of which uses all of it.
#![allow(dead_code, unused_macros, unused_imports)]
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

pub mod account_form_fields;
pub mod address;
pub mod authenticator;
pub mod calendar_files;
pub mod calendar_form_fields;
pub mod calendar_valid_forms;
pub mod crawler;
#[path = "../../../../app/store/tests/store_integration/support/mod.rs"]
pub mod database;
pub mod each_engine;
pub mod event_notes;
pub mod form_fields;
pub mod form_walk;
pub mod html_document;
pub mod html_form;
pub mod interpretation_records;
pub mod money_records;
pub mod notification_service;
pub mod program;
pub mod rights_records;
pub mod route_ids;
pub mod routes;
pub mod snapshot;
pub mod team_form_fields;
pub mod team_records;
pub mod transition_area_fields;
pub mod transition_people;
pub mod transition_records;
pub mod upload;
pub mod valid_forms;
pub mod vault_records;
pub mod walker;

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use attachments::AttachmentStore;
use axum::Router;
use axum::body::{Body, to_bytes};
use clap::Parser;
use http::{HeaderMap, Request, StatusCode, header};
use jiff::SignedDuration;
use server::config::{Cli, Installation};
use server::http::ended_sessions::EndedSessions;
use server::http::router::build_router;
use tempfile::TempDir;
use tower::ServiceExt;

pub use database::TestDatabase;
pub use each_engine::{demo_app_on_postgres, demo_app_on_sqlite, demo_apps};
pub(crate) use each_engine::{on_each_engine, on_engines_at_once};

/// The assets built by `script/site`.
pub const ASSETS_DIR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site");

pub struct TestApp {
    pub database: TestDatabase,
    pub router: Router,
    pub files: AttachmentStore,
    _folder: TempDir,
}

impl TestApp {
    pub fn new(database: TestDatabase, flags: &[&str]) -> Self {
        let flags = if flags.is_empty() {
            &["--public-url", "http://portal.test"]
        } else {
            flags
        };
        let folder = TempDir::new().unwrap();
        let place = folder.path().to_str().unwrap();
        let mut cli = Cli::parse_from(
            [
                &[
                    "alongside",
                    "--assets-dir",
                    ASSETS_DIR,
                    "--attachments",
                    place,
                ],
                flags,
                &["serve"],
            ]
            .concat(),
        );
        cli.settings
            .picture_decoder
            .get_or_insert_with(|| env!("CARGO_BIN_EXE_alongside").into());
        let router = build_router(
            &database.db,
            &cli.settings,
            Installation::Agency,
            Arc::new(AtomicBool::new(true)),
            &EndedSessions::new(&database.db),
        )
        .unwrap();
        let files = AttachmentStore::open(place, None).unwrap();
        Self {
            database,
            router,
            files,
            _folder: folder,
        }
    }

    /// The folder that stores attachments.
    pub fn attachments_dir(&self) -> std::path::PathBuf {
        self._folder.path().to_owned()
    }

    /// A browser without a session that prefers English.
    pub fn new_visitor(&self) -> TestBrowser {
        TestBrowser::for_router(self.router.clone())
    }

    /// A browser of a person who has redeemed an invitation.
    pub async fn person(&self, key: &str) -> TestBrowser {
        let mut browser = self.new_visitor();
        let code = self.create_invitation(key).await;
        let fields = [
            ("code", code.as_str()),
            ("name", key),
            ("passphrase", "correct horse battery"),
            ("device", "own"),
        ];
        let page = browser.post("/api/account/accept", &fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        // Tests count the notifications of what they do, and not that of this sign-in.
        self.database
            .execute_sql("DELETE FROM account_event_notification")
            .await
            .unwrap();
        browser
    }

    /// Creates an invitation and returns its code.
    pub async fn create_invitation(&self, key: &str) -> String {
        let expires = self
            .database
            .clock
            .now()
            .checked_add(SignedDuration::from_hours(24))
            .unwrap();
        store::authentication::create_invitation(&self.database.db, None, key, expires)
            .await
            .unwrap()
    }
}

/// The Luna family's plan grown to 12 goals and 80 steps.
pub fn large_luna_plan(version: i32) -> String {
    let mut file: serde_json::Value = serde_json::from_str(database::DEMO_FILES[1]).unwrap();
    let plan = &mut file["families"][0]["plan"];
    plan["version"] = version.into();
    let goal = plan["agency_goals"][0].clone();
    let step = goal["steps"][0].clone();
    let mut goals = Vec::new();
    for g in 0..12 {
        let mut goal = goal.clone();
        goal["key"] = format!("big-{g}").into();
        let number = if g < 8 { 7 } else { 6 };
        let steps = (0..number).map(|s| {
            let mut step = step.clone();
            step["key"] = format!("big-{g}-{s}").into();
            step["words"]["text"] = format!(
                "Call the clinic about visit {s} of goal {g}, as we \
                said in week {version}"
            )
            .into();
            step["words"]["translations"][0]["text"] = format!(
                "Llamar a la clínica por la visita {s} de la meta {g}, como dijimos en la \
                    semana {version}"
            )
            .into();
            if s > 2 {
                step["state"] = "done".into();
            }
            step
        });
        goal["steps"] = steps.collect::<Vec<_>>().into();
        goals.push(goal);
    }
    plan["agency_goals"] = goals.into();
    file.to_string()
}

/// A log writer whose output a test can read.
#[derive(Clone, Default)]
pub struct LogBuffer(Arc<Mutex<Vec<u8>>>);

impl LogBuffer {
    pub fn logged_text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for LogBuffer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A response.
#[derive(Debug, Clone)]
pub struct TestResponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// The raw body, for files.
    pub bytes: Vec<u8>,
}

impl TestResponse {
    /// The redirect's location without the cookie check's `cookie` parameter, and without the
    /// `notice` parameter that names what an accepted form did.
    pub fn location(&self) -> &str {
        let location = self.location_as_sent();
        ["?cookie=", "&cookie=", "?notice=", "&notice="]
            .into_iter()
            .filter_map(|parameter| location.find(parameter))
            .min()
            .map_or(location, |at| &location[..at])
    }

    /// The redirect's location as sent.
    pub fn location_as_sent(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The value of a hidden field.
    pub fn hidden_value(&self, name: &str) -> String {
        let at = self
            .body
            .find(&format!("name=\"{name}\" value=\""))
            .unwrap_or_else(|| panic!("no hidden {name}"));
        self.body[at..].split('"').nth(3).unwrap().to_owned()
    }

    /// The body without the bidi isolates around names.
    pub fn body_text(&self) -> String {
        self.body.replace(['\u{2068}', '\u{2069}', '\u{200E}'], "")
    }
}

/// A browser without JavaScript: cookies, pages and forms.
pub struct TestBrowser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub language: &'static str,
}

impl TestBrowser {
    /// A browser without a session on this router.
    pub fn for_router(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
            language: "en",
        }
    }

    pub async fn get(&mut self, path: &str) -> TestResponse {
        let request = Request::get(path)
            .header(header::ACCEPT, "text/html,application/xhtml+xml")
            .body(Body::empty())
            .unwrap();
        self.send_request(request).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> TestResponse {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request = Request::post(path)
            .header(header::ACCEPT, "text/html,application/xhtml+xml")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        self.send_request(request).await
    }

    /// Sends a GET request for an event stream; returns the response with its body unread.
    pub async fn open(&mut self, path: &str) -> axum::response::Response {
        let mut request = Request::get(path)
            .header(header::ACCEPT, "text/event-stream")
            .header(header::HOST, "portal.test")
            .body(Body::empty())
            .unwrap();
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        request
            .headers_mut()
            .insert(header::COOKIE, cookies.parse().unwrap());
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Posts as the browser's WebAssembly module does, asking for JSON.
    pub async fn post_as_script(&mut self, path: &str, fields: &[(&str, &str)]) -> TestResponse {
        let request = Request::post(path)
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(serde_urlencoded::to_string(fields).unwrap()))
            .unwrap();
        self.send_request(request).await
    }

    pub async fn send_request(&mut self, mut request: Request<Body>) -> TestResponse {
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        let headers = request.headers_mut();
        headers.insert(header::HOST, "portal.test".parse().unwrap());
        headers.insert(header::ACCEPT_LANGUAGE, self.language.parse().unwrap());
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, cookies.parse().unwrap());
        }
        // A task of its own, as in the server: polled inside of a test's future, an unoptimized
        // handler overflows the stack of the thread. In a set, which aborts it when the request is
        // dropped, as the server does.
        let mut task = tokio::task::JoinSet::new();
        task.spawn(self.router.clone().oneshot(request));
        let response = task.join_next().await.unwrap().unwrap().unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (pair, rest) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() || rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = to_bytes(body, 64 << 20).await.unwrap().to_vec();
        TestResponse {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }

    /// Sends a first message through the page's form; returns the thread's path.
    pub async fn send_first_message(&mut self, person: &str, body: &str) -> String {
        let page = self.get(&format!("/messages/new/{person}")).await;
        let page = if page.status == StatusCode::SEE_OTHER {
            self.get(page.location().to_owned().as_str()).await
        } else {
            page
        };
        let mut fields = vec![
            ("form", page.hidden_value("form")),
            ("body", body.to_owned()),
        ];
        if page.body.contains("name=\"thread\"") {
            fields.push(("thread", page.hidden_value("thread")));
        } else {
            fields.push(("to", page.hidden_value("to")));
        }
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let sent = self.post("/api/messages/send", &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        sent.location().split('#').next().unwrap().to_owned()
    }
}
