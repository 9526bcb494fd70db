//! Malformed requests: whatever is sent, the portal answers itself, never with status 500, a
//! library's error message, or an error in a URL.
#![allow(clippy::unwrap_used)]

use crate::support::form_fields;

use std::fmt::Write as _;

use crate::endpoints::{ENDPOINTS, EndpointAccess};
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use axum::body::Body;
use form_fields::FORM_SAMPLES;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use model::plan::PlanItemKind;

/// Odd values for fields, ids and query parameters.
const ODD_VALUES: [&str; 30] = [
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
const LIBRARY_ERRORS: [&str; 14] = [
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
fn assert_own_response(page: &TestResponse, what: &str) {
    assert!(
        !page.status.is_server_error(),
        "{what}: {}\n{}",
        page.status,
        page.body
    );
    let told = page
        .headers
        .iter()
        .filter(|(name, _)| *name != header::CONTENT_SECURITY_POLICY)
        .fold(page.body.clone(), |mut all, (name, value)| {
            let _ = write!(
                all,
                "\n{name}: {}",
                String::from_utf8_lossy(value.as_bytes())
            );
            all
        });
    for word in LIBRARY_ERRORS {
        assert!(!told.contains(word), "{what}: {word} in {told}");
    }
    assert!(
        !page.headers.contains_key("x")
            && page
                .headers
                .get_all(header::SET_COOKIE)
                .iter()
                .all(|cookie| cookie != "x=1"),
        "{what}"
    );
    if page.status.is_redirection() {
        let location = page.location();
        assert!(
            (location.starts_with('/')
                && !location.starts_with("//")
                && !location.starts_with("/api/"))
                || location.starts_with("https://www.weather.gov/"),
            "{what}: {location}"
        );
    }
}

/// The Carter family's ids, for the placeholders of `FORM_SAMPLES` and `ENDPOINTS`.
struct PlaceholderIds(Vec<(&'static str, String)>);

impl PlaceholderIds {
    async fn load_ids(app: &TestApp) -> Self {
        let carter = app.database.family_id("carter").await;
        let mut tx = app.database.begin_as("tasha-carter").await;
        let plan = store::plan::read_plan(&mut tx, carter, "en").await.unwrap();
        let line = plan
            .items
            .iter()
            .find(|item| item.kind == PlanItemKind::AgencyGoal)
            .unwrap();
        let step = plan
            .items
            .iter()
            .find(|item| item.kind == PlanItemKind::Step)
            .unwrap();
        Self(vec![
            ("{id}", carter.to_string()),
            ("{family}", carter.to_string()),
            ("{item}", line.id.to_string()),
            ("{text}", line.text_id.to_string()),
            ("{step}", step.id.to_string()),
            (
                "{tasha}",
                app.database.person_id("tasha-carter").await.to_string(),
            ),
            (
                "{thread}",
                app.database.thread_id("tasha-june").await.to_string(),
            ),
        ])
    }

    fn fill_placeholders(&self, pattern: &str) -> String {
        let fresh = uuid::Uuid::from_u128(rand::random()).to_string();
        self.0
            .iter()
            .fold(pattern.replace("{fresh}", &fresh), |text, (place, id)| {
                text.replace(place, id)
            })
    }
}

async fn post_body(
    browser: &mut TestBrowser,
    path: &str,
    kind: Option<&str>,
    accept: &str,
    body: impl Into<Body>,
) -> TestResponse {
    let mut request = Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, accept)
        .header(header::REFERER, "https://evil.example/?__err=1");
    if let Some(kind) = kind {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    browser
        .send_request(request.body(body.into()).unwrap())
        .await
}

const FORM_CONTENT_TYPE: Option<&str> = Some("application/x-www-form-urlencoded");
const ACCEPT_HTML: &str = "text/html,application/xhtml+xml";

/// A browser of a demo person, or of a visitor for `nobody`. Advances the clock so that the
/// throttle counters have drained.
async fn browser_for(app: &TestApp, key: &str) -> TestBrowser {
    app.database.clock.advance(SignedDuration::from_mins(10));
    if key == "nobody" {
        app.new_visitor()
    } else {
        app.person(key).await
    }
}

#[test]
fn every_form_is_in_the_list() {
    for (method, path, ..) in ENDPOINTS {
        assert!(
            *method == "GET" || FORM_SAMPLES.iter().any(|(form, ..)| form == path),
            "say in FORMS which fields {path} has"
        );
    }
}

on_each_engine! {
    async fn odd_fields_never_break_a_form(app: TestApp) {
        let ids = PlaceholderIds::load_ids(&app).await;
        for (path, who, fields) in FORM_SAMPLES {
            let mut browser = browser_for(&app, who).await;
            let good: Vec<(String, String)> = fields
                .iter()
                .map(|(name, value)| (ids.fill_placeholders(name), ids.fill_placeholders(value)))
                .collect();
            for at in 0..good.len() {
                // A third of the values for each field; the loop below tries all of them.
                for odd in ODD_VALUES.into_iter().skip(at % 3).step_by(3) {
                    let mut fields = good.clone();
                    if let Some((_, form)) = fields.iter_mut().find(|(name, _)| name == "form") {
                        *form = ids.fill_placeholders("{fresh}");
                    }
                    odd.clone_into(&mut fields[at].1);
                    let body = serde_urlencoded::to_string(&fields).unwrap();
                    assert_own_response(
                        &post_body(&mut browser, path, FORM_CONTENT_TYPE, ACCEPT_HTML, body).await,
                        &format!("{path} {} = {odd:?}", fields[at].0),
                    );
                }
            }
            // The same odd value in every field.
            for odd in ODD_VALUES {
                let fields: Vec<(&str, &str)> =
                    good.iter().map(|(name, _)| (name.as_str(), odd)).collect();
                assert_own_response(
                    &post_body(
                        &mut browser,
                        path,
                        FORM_CONTENT_TYPE,
                        ACCEPT_HTML,
                        serde_urlencoded::to_string(&fields).unwrap(),
                    )
                    .await,
                    &format!("{path}, all {odd:?}"),
                );
            }
        }
    }
}

on_each_engine! {
    async fn broken_bodies_never_break_a_form(app: TestApp) {
        let ids = PlaceholderIds::load_ids(&app).await;
        for (path, who, fields) in FORM_SAMPLES {
            let mut browser = browser_for(&app, who).await;
            let good: Vec<(String, String)> = fields
                .iter()
                .map(|(name, value)| (ids.fill_placeholders(name), ids.fill_placeholders(value)))
                .collect();
            let whole = serde_urlencoded::to_string(&good).unwrap();
            let first = good.first().map_or("form", |(name, _)| name);
            let missing = good
                .iter()
                .skip(1)
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join("&");
            let bodies: Vec<Vec<u8>> = vec![
                Vec::new(),
                missing.into_bytes(),
                format!("{whole}&{whole}").into_bytes(),
                good.iter()
                    .map(|(name, _)| format!("{name}[]=x&{name}[a][b]=y"))
                    .collect::<Vec<_>>()
                    .join("&")
                    .into_bytes(),
                format!("{first}[a][b][c][d][e][f][g][h]=x").into_bytes(),
                good.iter()
                    .map(|(name, _)| format!("{name}=%FF%FE"))
                    .collect::<Vec<_>>()
                    .join("&")
                    .into_bytes(),
                good.iter()
                    .map(|(name, _)| format!("{name}=%00"))
                    .collect::<Vec<_>>()
                    .join("&")
                    .into_bytes(),
                [format!("{first}=").into_bytes(), vec![0xff, 0xfe, 0x80]].concat(),
                [first.as_bytes().to_vec(), vec![0, b'=', 0]].concat(),
                format!("{first}=%zz&%=%&&==&{first}").into_bytes(),
                "&".repeat(5_000).into_bytes(),
                format!("{first}={}", "x".repeat(100_000)).into_bytes(),
                "x".repeat(300 * 1024).into_bytes(),
            ];
            for (n, body) in bodies.into_iter().enumerate() {
                for accept in [ACCEPT_HTML, "application/json", "*/*"] {
                    let page =
                        post_body(&mut browser, path, FORM_CONTENT_TYPE, accept, body.clone())
                            .await;
                    assert_own_response(&page, &format!("{path}, body {n}, {accept}"));
                    // A browser gets an HTML page for an error.
                    if accept == ACCEPT_HTML && page.status.is_client_error() && n < 11 {
                        assert!(
                            page.body.contains("<h1>"),
                            "{path}, body {n}: {} {}",
                            page.status,
                            page.body
                        );
                    }
                }
            }
            for kind in [
                None,
                Some("application/json"),
                Some("text/plain"),
                Some("multipart/form-data"),
                Some("multipart/form-data; boundary=x"),
                Some("\u{7f}"),
                Some("application/x-www-form-urlencoded; charset=utf-16"),
            ] {
                for body in [
                    "",
                    "{\"form\":1}",
                    "--x\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n",
                    "--x\r\nnonsense",
                ] {
                    let kind = kind.filter(|kind| kind.parse::<http::HeaderValue>().is_ok());
                    assert_own_response(
                        &post_body(&mut browser, path, kind, ACCEPT_HTML, body).await,
                        &format!("{path}, {kind:?} {body:?}"),
                    );
                }
            }
        }
    }
}

on_each_engine! {
    async fn forms_that_do_not_exist_are_not_found(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        for path in [
            "/api/",
            "/api/nothing",
            "/api/account/nothing",
            "/api/account/sign-in/",
            "/api//evil.example",
            "/api/%2F%2Fevil.example",
            "/api/%FF",
        ] {
            for accept in [ACCEPT_HTML, "application/json"] {
                let page = post_body(&mut tasha, path, FORM_CONTENT_TYPE, accept, "x=y").await;
                assert_own_response(&page, path);
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
    }
}

on_each_engine! {
    async fn argument_errors_are_a_page_or_a_code(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        for (path, body) in [
            ("/api/messages/post", "body=x"),
            ("/api/plan/save", "revision=x"),
            ("/api/messages/newer", "thread=x&after=x"),
            ("/api/messages/search", "words=a&words=b"),
        ] {
            let page = post_body(&mut tasha, path, FORM_CONTENT_TYPE, ACCEPT_HTML, body).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{path}");
            assert!(
                page.body_text().contains("This did not all get here")
                    && page.headers.get(header::LOCATION).is_none(),
                "{path}: {}",
                page.body
            );
            let code = post_body(
                &mut tasha,
                path,
                FORM_CONTENT_TYPE,
                "application/json",
                body,
            )
            .await;
            assert_eq!(
                (code.status, code.body.as_str()),
                (StatusCode::BAD_REQUEST, "unreadable\n"),
                "{path}"
            );
        }
        // The error page contains the typed text.
        let page = post_body(
            &mut tasha,
            "/api/messages/send",
            FORM_CONTENT_TYPE,
            ACCEPT_HTML,
            "body=words+to+keep&thread=a&thread=b",
        )
        .await;
        assert!(
            page.status == StatusCode::BAD_REQUEST && page.body.contains("words to keep"),
            "{} {}",
            page.status,
            page.body
        );
    }
}

on_each_engine! {
    async fn odd_addresses_never_break_a_page(app: TestApp) {
        let ids = PlaceholderIds::load_ids(&app).await;
        let names = [
            "before", "at", "after", "from", "of", "goal", "common", "start", "done", "machine",
            "begun", "noted", "saved",
        ];
        let percent = |odd: &str| {
            odd.bytes().fold(String::new(), |mut out, byte| {
                let _ = write!(out, "%{byte:02X}");
                out
            })
        };
        // Each person tries a part of the odd values on every page; together they try every value
        // on every page.
        for (turn, who) in [
            "nobody",
            "tasha-carter",
            "ben-ortiz",
            "june-bell",
            "elena-ruiz",
        ]
        .into_iter()
        .enumerate()
        {
            let mut browser = browser_for(&app, who).await;
            let odd_values = || ODD_VALUES.iter().skip(turn % 4).step_by(4);
            for (_, pattern, open, _) in ENDPOINTS.iter().filter(|(method, ..)| *method == "GET") {
                if who == "nobody" && *open != EndpointAccess::Anyone {
                    continue;
                }
                let real = |pattern: &str| {
                    let pattern = if pattern.starts_with("/messages") {
                        pattern.replace("{id}", "{thread}")
                    } else {
                        pattern.to_owned()
                    };
                    let pattern = pattern
                        .replace("{section}", "needs")
                        .replace("{kind}", "step")
                        .replace("{version}", "5")
                        .replace("{seq}", "1")
                        .replace("{n}", "0");
                    ids.fill_placeholders(
                        &pattern
                            .replace("{person}", "{tasha}")
                            .replace("{request}", "{fresh}")
                            .replace("{reply}", "{fresh}")
                            .replace("{code}", "NOSUCHCODE"),
                    )
                };
                let places: Vec<&str> = pattern
                    .split('/')
                    .filter(|part| part.starts_with('{'))
                    .collect();
                let mut paths = Vec::new();
                for odd in odd_values().map(|odd| percent(odd)).chain([
                    "%FF".to_owned(),
                    "%".to_owned(),
                    "%2F".to_owned(),
                    "..".to_owned(),
                ]) {
                    paths.extend(
                        places
                            .iter()
                            .map(|place| real(&pattern.replacen(place, &odd, 1))),
                    );
                }
                let queries = [
                    "?",
                    "?&&&=",
                    "?=",
                    "?%",
                    "?%FF=%FF",
                    "?before",
                    "?before[]=1&before[a]=1",
                    "?before=1&before=2",
                    "?at=%FF",
                    "?after=x",
                ]
                .map(str::to_owned);
                let every = odd_values().map(|odd| {
                    format!(
                        "?{}",
                        names
                            .map(|name| format!("{name}={}", percent(odd)))
                            .join("&")
                    )
                });
                paths.extend(
                    queries
                        .into_iter()
                        .chain(every)
                        .map(|query| real(pattern) + &query),
                );
                for path in paths
                    .into_iter()
                    .filter(|path| path.parse::<http::Uri>().is_ok())
                {
                    if path.contains("/live") {
                        let status = browser.open(&path).await.status();
                        assert!(!status.is_server_error(), "{path}: {status}");
                        continue;
                    }
                    assert_own_response(&browser.get(&path).await, &path);
                }
            }
        }
    }
}

on_each_engine! {
    async fn odd_queries_of_a_stream_and_a_list_are_answered(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let thread = app.database.thread_id("tasha-june").await;
        for query in [
            "after=x",
            "after=",
            "after=9223372036854775808",
            "after=1&after=2",
            "after=%FF",
            "after[]=1",
            "%",
        ] {
            assert_eq!(
                tasha
                    .open(&format!("/messages/{thread}/live?{query}"))
                    .await
                    .status(),
                StatusCode::OK,
                "{query}"
            );
        }
        for name in ["before", "at"] {
            for value in [
                "",
                "x",
                "-9223372036854775808",
                "9223372036854775807",
                "0",
                "1e9",
            ] {
                assert_eq!(
                    tasha
                        .get(&format!("/messages/{thread}?{name}={value}"))
                        .await
                        .status,
                    StatusCode::OK,
                    "{name}={value}"
                );
            }
        }
    }
}
