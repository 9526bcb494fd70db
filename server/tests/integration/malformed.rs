//! Malformed requests: whatever is sent, the portal answers itself, never with status 500, a
//! library's error message, or an error in a URL.
#![allow(clippy::unwrap_used)]

use crate::support::form_fields;

use crate::endpoints::ENDPOINTS;
use crate::malformed_values::{ODD_VALUES, PlaceholderIds, assert_own_response, browser_for};
use crate::support::{TestBrowser, TestResponse, on_each_engine};
use axum::body::Body;
use form_fields::FORM_SAMPLES;
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

#[test]
fn every_form_is_in_the_list() {
    for (method, path, ..) in ENDPOINTS {
        assert!(
            *method == "GET" || FORM_SAMPLES.iter().any(|(form, ..)| form == path),
            "say in FORM_SAMPLES which fields {path} has"
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
