//! Benchmark of the overview of the plan. `script/bench-plan` runs it and counts instructions with
//! callgrind.
//!
//!     plan make PATH FAMILIES          creates a database with this many families, one of which
//!                                      has 12 goals, 80 steps and 6 versions
//!     plan page PATH TIMES portal      renders the page through the whole middleware stack
//!     plan page PATH TIMES template    renders the same HTML from a template over the same queries
//!     plan same PATH                   fails unless both produce the same HTML
#![allow(clippy::unwrap_used, reason = "a bench stops at the first surprise")]

#[path = "../tests/integration/support/mod.rs"]
mod support;
#[path = "plan_template.rs"]
mod template;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use axum::body::{Body, to_bytes};
use clap::Parser;
use http::{Request, header};
use jiff::SignedDuration;
use model::clock::Clock;
use server::config::{Cli, Installation};
use server::http::ended_sessions::EndedSessions;
use server::http::router::build_router;
use server::import::Importer;
use store::Db;
use support::database::DEMO_FILES;
use tower::ServiceExt;

// On one thread, because how work is spread over several would change the counts.
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let args: Vec<String> = std::env::args().collect();
    let args: Vec<&str> = args
        .iter()
        .skip(1)
        .map(String::as_str)
        // `cargo bench` adds it.
        .filter(|arg| *arg != "--bench")
        .collect();
    match args.as_slice() {
        ["make", path, families] => create_database(path, families.parse().unwrap()).await,
        ["page", path, times, how] => {
            // script/bench-plan subtracts a run with fewer pages, so signing in is not counted.
            let mut maria = BenchClient::new(path).await;
            for _ in 0..times.parse().unwrap() {
                let page = maria.fetch_plan_page(how).await;
                // An error page would be cheaper, and would count as fast.
                assert!(page.contains("como dijimos en la semana 9"));
            }
        }
        // The ratio means nothing once the portal's page has changed and the template has not.
        ["same", path] => {
            let mut maria = BenchClient::new(path).await;
            let (portal, template) = (
                normalize_page(&maria.fetch_plan_page("portal").await),
                normalize_page(&maria.fetch_plan_page("template").await),
            );
            if portal != template {
                let at = portal
                    .bytes()
                    .zip(template.bytes())
                    .position(|(a, b)| a != b)
                    .unwrap_or(0);
                let near = |page: &str| {
                    String::from_utf8_lossy(
                        &page.as_bytes()[at.saturating_sub(150)..(at + 150).min(page.len())],
                    )
                    .into_owned()
                };
                eprintln!("portal: {}\n\ntemplate: {}", near(&portal), near(&template));
                std::process::exit(1);
            }
            println!("the same {} bytes", portal.len());
        }
        _ => println!("run script/bench-plan"),
    }
}

/// The page without the parts that differ in every response: the nonce and the form ids.
fn normalize_page(page: &str) -> String {
    let mut page = page.to_owned();
    for (before, after) in [("nonce=\"", '"'), ("name=\"form\" value=\"", '"')] {
        let mut out = String::with_capacity(page.len());
        let mut rest = page.as_str();
        while let Some(at) = rest.find(before) {
            out.push_str(&rest[..at + before.len()]);
            rest = &rest[at + before.len()..];
            rest = &rest[rest.find(after).unwrap()..];
        }
        out.push_str(rest);
        page = out;
    }
    page
}

async fn open_database(path: &str) -> Db {
    let db = Db::open(&format!("sqlite://{path}"), Clock::System)
        .await
        .unwrap();
    db.migrate().await.unwrap();
    db
}

async fn create_database(path: &str, families: usize) {
    let db = open_database(path).await;
    let mut importer = Importer::begin(&db, Installation::Agency).await.unwrap();
    for file in DEMO_FILES {
        importer.read_file("demo", file.as_bytes()).await.unwrap();
    }
    importer.finish().await.unwrap();
    // The demo's plan is version 3.
    for version in 4..=9 {
        let mut importer = Importer::begin(&db, Installation::Agency).await.unwrap();
        importer
            .read_file(
                "grown",
                std::io::Cursor::new(support::large_luna_plan(version)),
            )
            .await
            .unwrap();
        importer.finish().await.unwrap();
    }
    // The other families have parents of their own.
    let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[1]).unwrap();
    // Renamed in the text, so that every reference to a parent is renamed too.
    let family = file["families"][0].to_string();
    let others = DEMO_FILES.len()..families;
    let person =
        |key: String| serde_json::json!({ "key": key, "name": key, "languages_read": ["es"] });
    file["people"] = others
        .clone()
        .flat_map(|n| [person(format!("maria-{n}")), person(format!("luis-{n}"))])
        .collect();
    file["families"] = others
        .map(|n| {
            family
                .replace("\"luna\"", &format!("\"luna-{n}\""))
                .replace("maria-luna", &format!("maria-{n}"))
                .replace("luis-luna", &format!("luis-{n}"))
        })
        .map(|family| serde_json::from_str::<serde_json::Value>(&family).unwrap())
        .collect();
    // Put together as text, because the import requires this order and serde_json sorts the keys.
    let file = format!(
        "{{\"format\":{},\"agency\":{},\"people\":{},\"families\":{}}}",
        file["format"], file["agency"], file["people"], file["families"]
    );
    let mut importer = Importer::begin(&db, Installation::Agency).await.unwrap();
    importer
        .read_file("others", std::io::Cursor::new(file))
        .await
        .unwrap();
    importer.finish().await.unwrap();
    // Reads are slower beside a large write-ahead log.
    db.checkpoint_wal().await;
}

/// A client signed in as Maria Luna, who reads Spanish.
struct BenchClient {
    db: Db,
    router: axum::Router,
    cookies: BTreeMap<String, String>,
    path: String,
    site: PathBuf,
}

impl BenchClient {
    async fn new(path: &str) -> Self {
        let db = open_database(path).await;
        let site = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/site");
        let cli = Cli::parse_from([
            "alongside",
            "--assets-dir",
            site.to_str().unwrap(),
            "--public-url",
            // Over http the session cookie has the plain name that `fetch_plan_page` reads.
            "http://portal.test",
            "serve",
        ]);
        let router = build_router(
            &db,
            &cli.settings,
            Installation::Agency,
            Arc::new(AtomicBool::new(true)),
            &EndedSessions::new(&db),
        )
        .unwrap();
        let code = store::authentication::create_invitation(
            &db,
            None,
            "maria-luna",
            db.clock().now() + SignedDuration::from_hours(24),
        )
        .await
        .unwrap();
        let mut client = Self {
            db,
            router,
            cookies: BTreeMap::new(),
            path: String::new(),
            site,
        };
        let form = format!("code={code}&name=maria-luna&passphrase=correct+horse+battery");
        client
            .send_request(Request::post("/api/account/accept"), form)
            .await;
        client
            .send_request(
                Request::post("/api/account/language"),
                // In Spanish: the plan is written in English, so each item is shown with its
                // translation.
                "language=es&from=%2F".into(),
            )
            .await;
        let home = client.send_request(Request::get("/"), String::new()).await;
        let at = home.find("/family/").unwrap();
        client.path = format!("{}/plan", &home[at..at + "/family/".len() + 36]);
        client
    }

    async fn send_request(&mut self, request: http::request::Builder, body: String) -> String {
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        let request = request
            .header(header::HOST, "portal.test")
            // Without Accept-Encoding, because the template is not compressed either.
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, cookies)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (name, value) = cookie
                .to_str()
                .unwrap()
                .split(';')
                .next()
                .unwrap()
                .split_once('=')
                .unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        String::from_utf8(
            to_bytes(response.into_body(), 16 << 20)
                .await
                .unwrap()
                .to_vec(),
        )
        .unwrap()
    }

    async fn fetch_plan_page(&mut self, how: &str) -> String {
        let path = self.path.clone();
        match how {
            "portal" => self.send_request(Request::get(path), String::new()).await,
            _ => {
                template::render_template(&self.db, &self.cookies["session"], &path, &self.site)
                    .await
            }
        }
    }
}
