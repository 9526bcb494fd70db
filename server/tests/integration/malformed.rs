//! Malformed requests: whatever is sent, the portal answers itself, never with status 500, a
//! library's error message, or an error in a URL.
#![allow(clippy::unwrap_used)]

use crate::support::form_fields;

use crate::malformed_values::{ODD_VALUES, PlaceholderIds, assert_own_response, browser_for};
use crate::support::routes::{is_walked, session_routes};
use crate::support::{TestBrowser, TestResponse, on_each_engine, on_engines_at_once};
use axum::body::Body;
use form_fields::{FieldSamples, form_samples};
use http::{Request, StatusCode, header};

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
        // The framework would redirect an argument error to the Referer, with the error in its
        // query string.
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

/// The fields of a sample with real ids.
fn sample_fields(ids: &PlaceholderIds, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields
        .iter()
        .map(|(name, value)| (ids.fill_placeholders(name), ids.fill_placeholders(value)))
        .collect()
}

#[test]
fn every_form_is_in_the_list() {
    for route in session_routes() {
        let path = route.path();
        assert!(
            route.method == "GET" || form_samples().any(|(form, ..)| *form == path),
            "say in FORM_SAMPLES which fields {path} has"
        );
    }
}

/// The samples of the forms that these walks try.
fn walked_samples() -> impl Iterator<Item = &'static (&'static str, &'static str, FieldSamples)> {
    form_samples().filter(|(path, ..)| is_walked(path))
}

on_engines_at_once! {
    async fn odd_fields_never_break_a_form(app: TestApp) {
        let ids = PlaceholderIds::load_ids(&app).await;
        let engine = usize::from(app.database.db.is_postgres());
        for (turn, (path, who, fields)) in walked_samples().enumerate() {
            let mut browser = browser_for(&app, who).await;
            let good = sample_fields(&ids, fields);
            for at in 0..good.len() {
                // A sixth of the values for each field, others in each form, to bound the time; the
                // loop below tries all of them, on one engine or the other.
                for odd in ODD_VALUES.into_iter().skip((at + turn) % 6).step_by(6) {
                    let mut fields = good.clone();
                    // The id of a form that was accepted before would make this a repeat of it.
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
            // The same odd value in every field: half of them on each engine, the other half in the
            // next form; but all that PostgreSQL refuses and SQLite stores in every form.
            for (at, odd) in ODD_VALUES.into_iter().enumerate() {
                let differs = odd.contains('\0') || odd.starts_with("-9999");
                if (at + turn + engine) % 2 == 1 && !differs {
                    continue;
                }
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

/// A body with a pair of name and value for each field.
fn each_field(good: &[(String, String)], pair: impl Fn(&str) -> String) -> Vec<u8> {
    good.iter()
        .map(|(name, _)| pair(name))
        .collect::<Vec<_>>()
        .join("&")
        .into_bytes()
}

/// Bodies of a form that are broken in their encoding, their names, or their size.
fn broken_bodies(good: &[(String, String)]) -> Vec<Vec<u8>> {
    let whole = serde_urlencoded::to_string(good).unwrap();
    let first = good.first().map_or("form", |(name, _)| name);
    let without_first_field = good
        .iter()
        .skip(1)
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>()
        .join("&");
    vec![
        Vec::new(),
        without_first_field.into_bytes(),
        format!("{whole}&{whole}").into_bytes(),
        each_field(good, |name| format!("{name}[]=x&{name}[a][b]=y")),
        format!("{first}[a][b][c][d][e][f][g][h]=x").into_bytes(),
        each_field(good, |name| format!("{name}=%FF%FE")),
        // PostgreSQL rejects a NUL in any text.
        each_field(good, |name| format!("{name}=%00")),
        [format!("{first}=").into_bytes(), vec![0xff, 0xfe, 0x80]].concat(),
        [first.as_bytes().to_vec(), vec![0, b'=', 0]].concat(),
        format!("{first}=%zz&%=%&&==&{first}").into_bytes(),
        "&".repeat(5_000).into_bytes(),
        format!("{first}={}", "x".repeat(100_000)).into_bytes(),
        // More than the 256 KiB that are read of a form.
        "x".repeat(300 * 1024).into_bytes(),
    ]
}

/// How many of `broken_bodies`, from the first, are small: the last two are about size.
const SMALL_BODIES: usize = 11;

async fn assert_broken_bodies_answered(
    browser: &mut TestBrowser,
    path: &str,
    good: &[(String, String)],
    turn: usize,
    is_postgres: bool,
) {
    for (n, body) in broken_bodies(good).into_iter().enumerate() {
        // Half of the bodies on each engine, the other half in the next form: most are refused
        // before a database sees them. PostgreSQL gets every one with a NUL.
        let has_nul = body.contains(&0) || body.windows(3).any(|three| three == b"%00");
        if (n + turn + usize::from(is_postgres)) % 2 == 1 && !(has_nul && is_postgres) {
            continue;
        }
        // Two of three requests are a browser's; what the others accept is not decided by the form.
        let accept = [ACCEPT_HTML, "application/json", ACCEPT_HTML, "*/*"][(n / 2 + turn / 2) % 4];
        let page = post_body(browser, path, FORM_CONTENT_TYPE, accept, body).await;
        assert_own_response(&page, &format!("{path}, body {n}, {accept}"));
        // A browser gets an HTML page for an error.
        if accept == ACCEPT_HTML && page.status.is_client_error() && n < SMALL_BODIES {
            assert!(
                page.body.contains("<h1>"),
                "{path}, body {n}: {} {}",
                page.status,
                page.body
            );
        }
    }
}

/// Every content type, each with one of the bodies: together, the forms try them all.
async fn assert_content_types_answered(browser: &mut TestBrowser, path: &str, turn: usize) {
    let bodies = [
        "",
        "{\"form\":1}",
        "--x\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n",
        "--x\r\nnonsense",
    ];
    let kinds = [
        None,
        Some("application/json"),
        Some("text/plain"),
        Some("multipart/form-data"),
        Some("multipart/form-data; boundary=x"),
        Some("\u{7f}"),
        Some("application/x-www-form-urlencoded; charset=utf-16"),
    ];
    for (n, kind) in kinds.into_iter().enumerate() {
        let body = bodies[(n + turn) % bodies.len()];
        // The `http` crate builds no request with a header value that HTTP does not allow.
        let kind = kind.filter(|kind| kind.parse::<http::HeaderValue>().is_ok());
        assert_own_response(
            &post_body(browser, path, kind, ACCEPT_HTML, body).await,
            &format!("{path}, {kind:?} {body:?}"),
        );
    }
}

on_engines_at_once! {
    async fn broken_bodies_never_break_a_form(app: TestApp) {
        let ids = PlaceholderIds::load_ids(&app).await;
        let is_postgres = app.database.db.is_postgres();
        for (turn, (path, who, fields)) in walked_samples().enumerate() {
            let mut browser = browser_for(&app, who).await;
            let good = sample_fields(&ids, fields);
            assert_broken_bodies_answered(&mut browser, path, &good, turn, is_postgres).await;
            assert_content_types_answered(&mut browser, path, turn).await;
        }
    }
}

on_each_engine! {
    async fn forms_that_do_not_exist_are_not_found(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        // The framework would answer these itself, with a text about server functions.
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
