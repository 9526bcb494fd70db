//! Malformed requests: whatever is sent, the portal answers itself, never with status 500, a
//! library's error message, or an error in a URL.
#![allow(clippy::unwrap_used)]

use crate::support::form_fields;

use std::fmt::Write as _;

use crate::endpoints::{ENDPOINTS, Who};
use crate::support::{App, Browser, Page, on_both};
use axum::body::Body;
use form_fields::FORMS;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use model::plan::Kind;

/// Odd values for fields, ids and query parameters.
const ODD: [&str; 30] = [
    "",
    " ",
    "x",
    "-1",
    "0",
    "1.5",
    "2147483648",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999",
    "NaN",
    "1e999",
    "null",
    "true",
    "00000000-0000-0000-0000-000000000000",
    "urn:uuid:00000000-0000-0000-0000-000000000000",
    "' OR 1=1 --",
    "\"; DROP TABLE person; --",
    "<script>alert(1)</script>",
    "{{7*7}}%s%n${x}",
    "../../../etc/passwd",
    "//evil.example",
    "/\t/evil.example/x",
    "a\r\nSet-Cookie: x=1",
    "\u{202e}\u{2068}\u{0}\u{fffd}",
    "9999-12-31",
    "-9999-01-01",
    "2026-02-30",
    "24:60",
    "💥💥💥💥💥💥💥💥",
];

/// Text that only libraries produce.
const LIBRARY: [&str; 14] = [
    "__err",
    "__path",
    "Args|",
    "ServerError|",
    "missing field",
    "duplicate field",
    "invalid type",
    "invalid digit",
    "deserializ",
    "Could not find a server function",
    "Failed to",
    "length limit",
    "Invalid UTF-8",
    "sqlx",
];

/// Fails unless the portal itself produced the response.
fn check(page: &Page, what: &str) {
    assert!(!page.status.is_server_error(), "{what}: {}\n{}", page.status, page.body);
    let told = page.headers.iter().filter(|(name, _)| *name != header::CONTENT_SECURITY_POLICY).fold(page.body.clone(), |mut all, (name, value)| {
        let _ = write!(all, "\n{name}: {}", String::from_utf8_lossy(value.as_bytes()));
        all
    });
    for word in LIBRARY {
        assert!(!told.contains(word), "{what}: {word} in {told}");
    }
    assert!(!page.headers.contains_key("x") && page.headers.get_all(header::SET_COOKIE).iter().all(|cookie| cookie != "x=1"), "{what}");
    if page.status.is_redirection() {
        let location = page.location();
        assert!(
            (location.starts_with('/') && !location.starts_with("//") && !location.starts_with("/api/")) || location.starts_with("https://www.weather.gov/"),
            "{what}: {location}"
        );
    }
}

/// The Carter family's ids, for the placeholders of `FORMS` and `ENDPOINTS`.
struct Ids(Vec<(&'static str, String)>);

impl Ids {
    async fn of(app: &App) -> Self {
        let carter = app.house.family("carter").await;
        let mut tx = app.house.reading("tasha-carter").await;
        let plan = store::plan::read(&mut tx, carter, "en").await.unwrap();
        let line = plan.items.iter().find(|item| item.kind == Kind::AgencyGoal).unwrap();
        let step = plan.items.iter().find(|item| item.kind == Kind::Step).unwrap();
        Self(vec![
            ("{id}", carter.to_string()),
            ("{family}", carter.to_string()),
            ("{item}", line.id.to_string()),
            ("{text}", line.text_id.to_string()),
            ("{step}", step.id.to_string()),
            ("{tasha}", app.house.person("tasha-carter").await.to_string()),
            ("{thread}", app.house.thread("tasha-june").await.to_string()),
        ])
    }

    fn fill(&self, pattern: &str) -> String {
        let fresh = uuid::Uuid::from_u128(rand::random()).to_string();
        self.0.iter().fold(pattern.replace("{fresh}", &fresh), |text, (place, id)| text.replace(place, id))
    }
}

async fn post(browser: &mut Browser, path: &str, kind: Option<&str>, accept: &str, body: impl Into<Body>) -> Page {
    let mut request =
        Request::post(path).header("sec-fetch-site", "same-origin").header(header::ACCEPT, accept).header(header::REFERER, "https://evil.example/?__err=1");
    if let Some(kind) = kind {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    browser.send(request.body(body.into()).unwrap()).await
}

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
const HTML: &str = "text/html,application/xhtml+xml";

/// A browser of a demo person, or of a visitor for `nobody`. Advances the clock so that the
/// throttle counters have drained.
async fn someone(app: &App, key: &str) -> Browser {
    app.house.clock.advance(SignedDuration::from_mins(10));
    if key == "nobody" { app.visitor() } else { app.person(key).await }
}

#[test]
fn every_form_is_in_the_list() {
    for (method, path, ..) in ENDPOINTS {
        assert!(*method == "GET" || FORMS.iter().any(|(form, ..)| form == path), "say in FORMS which fields {path} has");
    }
}

on_both! {
    async fn odd_fields_never_break_a_form(app: App) {
        let ids = Ids::of(&app).await;
        for (path, who, fields) in FORMS {
            let mut browser = someone(&app, who).await;
            let good: Vec<(String, String)> = fields.iter().map(|(name, value)| (ids.fill(name), ids.fill(value))).collect();
            for at in 0..good.len() {
                // A third of the values for each field; the loop below tries all of them.
                for odd in ODD.into_iter().skip(at % 3).step_by(3) {
                    let mut fields = good.clone();
                    if let Some((_, form)) = fields.iter_mut().find(|(name, _)| name == "form") {
                        *form = ids.fill("{fresh}");
                    }
                    odd.clone_into(&mut fields[at].1);
                    let body = serde_urlencoded::to_string(&fields).unwrap();
                    check(&post(&mut browser, path, FORM, HTML, body).await, &format!("{path} {} = {odd:?}", fields[at].0));
                }
            }
            // The same odd value in every field.
            for odd in ODD {
                let fields: Vec<(&str, &str)> = good.iter().map(|(name, _)| (name.as_str(), odd)).collect();
                check(&post(&mut browser, path, FORM, HTML, serde_urlencoded::to_string(&fields).unwrap()).await, &format!("{path}, all {odd:?}"));
            }
        }
    }
}

on_both! {
    async fn broken_bodies_never_break_a_form(app: App) {
        let ids = Ids::of(&app).await;
        for (path, who, fields) in FORMS {
            let mut browser = someone(&app, who).await;
            let good: Vec<(String, String)> = fields.iter().map(|(name, value)| (ids.fill(name), ids.fill(value))).collect();
            let whole = serde_urlencoded::to_string(&good).unwrap();
            let first = good.first().map_or("form", |(name, _)| name);
            let missing = good.iter().skip(1).map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
            let bodies: Vec<Vec<u8>> = vec![
                Vec::new(),
                missing.into_bytes(),
                format!("{whole}&{whole}").into_bytes(),
                good.iter().map(|(name, _)| format!("{name}[]=x&{name}[a][b]=y")).collect::<Vec<_>>().join("&").into_bytes(),
                format!("{first}[a][b][c][d][e][f][g][h]=x").into_bytes(),
                good.iter().map(|(name, _)| format!("{name}=%FF%FE")).collect::<Vec<_>>().join("&").into_bytes(),
                good.iter().map(|(name, _)| format!("{name}=%00")).collect::<Vec<_>>().join("&").into_bytes(),
                [format!("{first}=").into_bytes(), vec![0xff, 0xfe, 0x80]].concat(),
                [first.as_bytes().to_vec(), vec![0, b'=', 0]].concat(),
                format!("{first}=%zz&%=%&&==&{first}").into_bytes(),
                "&".repeat(5_000).into_bytes(),
                format!("{first}={}", "x".repeat(100_000)).into_bytes(),
                "x".repeat(300 * 1024).into_bytes(),
            ];
            for (n, body) in bodies.into_iter().enumerate() {
                for accept in [HTML, "application/json", "*/*"] {
                    let page = post(&mut browser, path, FORM, accept, body.clone()).await;
                    check(&page, &format!("{path}, body {n}, {accept}"));
                    // A browser gets an HTML page for an error.
                    if accept == HTML && page.status.is_client_error() && n < 11 {
                        assert!(page.body.contains("<h1>"), "{path}, body {n}: {} {}", page.status, page.body);
                    }
                }
            }
            for kind in [None, Some("application/json"), Some("text/plain"), Some("multipart/form-data"), Some("multipart/form-data; boundary=x"), Some("\u{7f}"), Some("application/x-www-form-urlencoded; charset=utf-16")] {
                for body in ["", "{\"form\":1}", "--x\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n", "--x\r\nnonsense"] {
                    let kind = kind.filter(|kind| kind.parse::<http::HeaderValue>().is_ok());
                    check(&post(&mut browser, path, kind, HTML, body).await, &format!("{path}, {kind:?} {body:?}"));
                }
            }
        }
    }
}

on_both! {
    async fn forms_that_do_not_exist_are_not_found(app: App) {
        let mut tasha = app.person("tasha-carter").await;
        for path in ["/api/", "/api/nothing", "/api/account/nothing", "/api/account/sign-in/", "/api//evil.example", "/api/%2F%2Fevil.example", "/api/%FF"] {
            for accept in [HTML, "application/json"] {
                let page = post(&mut tasha, path, FORM, accept, "x=y").await;
                check(&page, path);
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
    }
}

on_both! {
    async fn argument_errors_are_a_page_or_a_code(app: App) {
        let mut tasha = app.person("tasha-carter").await;
        for (path, body) in [("/api/messages/post", "body=x"), ("/api/plan/save", "revision=x"), ("/api/messages/newer", "thread=x&after=x"), ("/api/messages/search", "words=a&words=b")] {
            let page = post(&mut tasha, path, FORM, HTML, body).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{path}");
            assert!(page.text().contains("This did not all get here") && page.headers.get(header::LOCATION).is_none(), "{path}: {}", page.body);
            let code = post(&mut tasha, path, FORM, "application/json", body).await;
            assert_eq!((code.status, code.body.as_str()), (StatusCode::BAD_REQUEST, "unreadable\n"), "{path}");
        }
        // The error page contains the typed text.
        let page = post(&mut tasha, "/api/messages/send", FORM, HTML, "body=words+to+keep&thread=a&thread=b").await;
        assert!(page.status == StatusCode::BAD_REQUEST && page.body.contains("words to keep"), "{} {}", page.status, page.body);
    }
}

on_both! {
    async fn odd_addresses_never_break_a_page(app: App) {
        let ids = Ids::of(&app).await;
        let names = ["before", "at", "after", "from", "of", "goal", "common", "start", "done", "machine", "begun", "noted", "saved"];
        let percent = |odd: &str| odd.bytes().fold(String::new(), |mut out, byte| {
            let _ = write!(out, "%{byte:02X}");
            out
        });
        // Each person tries a part of the odd values on every page; together they try every value
        // on every page.
        for (turn, who) in ["nobody", "tasha-carter", "ben-ortiz", "june-bell", "elena-ruiz"].into_iter().enumerate() {
            let mut browser = someone(&app, who).await;
            let odd_values = || ODD.iter().skip(turn % 4).step_by(4);
            for (_, pattern, open, _) in ENDPOINTS.iter().filter(|(method, ..)| *method == "GET") {
                if who == "nobody" && *open != Who::Anyone {
                    continue;
                }
                let real = |pattern: &str| {
                    let pattern = if pattern.starts_with("/messages") { pattern.replace("{id}", "{thread}") } else { pattern.to_owned() };
                    let pattern = pattern.replace("{section}", "needs").replace("{kind}", "step").replace("{version}", "5").replace("{seq}", "1").replace("{n}", "0");
                    ids.fill(&pattern.replace("{person}", "{tasha}").replace("{request}", "{fresh}").replace("{reply}", "{fresh}").replace("{code}", "NOSUCHCODE"))
                };
                let places: Vec<&str> = pattern.split('/').filter(|part| part.starts_with('{')).collect();
                let mut paths = Vec::new();
                for odd in odd_values().map(|odd| percent(odd)).chain(["%FF".to_owned(), "%".to_owned(), "%2F".to_owned(), "..".to_owned()]) {
                    paths.extend(places.iter().map(|place| real(&pattern.replacen(place, &odd, 1))));
                }
                let queries = ["?", "?&&&=", "?=", "?%", "?%FF=%FF", "?before", "?before[]=1&before[a]=1", "?before=1&before=2", "?at=%FF", "?after=x"].map(str::to_owned);
                let every = odd_values().map(|odd| format!("?{}", names.map(|name| format!("{name}={}", percent(odd))).join("&")));
                paths.extend(queries.into_iter().chain(every).map(|query| real(pattern) + &query));
                for path in paths.into_iter().filter(|path| path.parse::<http::Uri>().is_ok()) {
                    if path.contains("/live") {
                        let status = browser.open(&path).await.status();
                        assert!(!status.is_server_error(), "{path}: {status}");
                        continue;
                    }
                    check(&browser.get(&path).await, &path);
                }
            }
        }
    }
}

on_both! {
    async fn odd_queries_of_a_stream_and_a_list_are_answered(app: App) {
        let mut tasha = app.person("tasha-carter").await;
        let thread = app.house.thread("tasha-june").await;
        for query in ["after=x", "after=", "after=9223372036854775808", "after=1&after=2", "after=%FF", "after[]=1", "%"] {
            assert_eq!(tasha.open(&format!("/messages/{thread}/live?{query}")).await.status(), StatusCode::OK, "{query}");
        }
        for name in ["before", "at"] {
            for value in ["", "x", "-9223372036854775808", "9223372036854775807", "0", "1e9"] {
                assert_eq!(tasha.get(&format!("/messages/{thread}?{name}={value}")).await.status, StatusCode::OK, "{name}={value}");
            }
        }
    }
}
