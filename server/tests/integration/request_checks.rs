//! Checks of requests: the origin of forms, allowed hosts, return paths and the size of a form.
#![allow(clippy::unwrap_used)]

use crate::stored_forms::sign_in_again;
use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use axum::body::Body;
use http::{Request, StatusCode};
use tower::ServiceExt;

async fn assert_forbidden(browser: &mut TestBrowser, request: Request<Body>, what: &str) {
    assert_eq!(
        browser.send_request(request).await.status,
        StatusCode::FORBIDDEN,
        "{what}"
    );
}

on_each_engine! {
    async fn a_form_from_elsewhere_changes_nothing(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let thread = app.database.thread_id("maria-dana").await;
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            // Browsers send this for an address that was typed, which posts no form.
            ("sec-fetch-site", "none"),
            ("origin", "https://evil.example"),
            // Sandboxed frames send this origin.
            ("origin", "null"),
            // With neither header the origin is unknown, and unknown is refused.
            ("x", "y"),
        ] {
            let body = format!(
                "thread={thread}&form={}&body=forged",
                uuid::Uuid::from_u128(rand::random())
            );
            let request = Request::post("/api/messages/send")
                .header(name, value)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from(body))
                .unwrap();
            assert_forbidden(&mut maria, request, &format!("{name}: {value}")).await;
        }
        // A duplicate header does not bypass the check.
        for (first, second) in [("same-origin", "cross-site"), ("cross-site", "same-origin")] {
            let request = Request::post("/api/messages/send")
                .header("sec-fetch-site", first)
                .header("sec-fetch-site", second)
                .body(Body::empty())
                .unwrap();
            assert_forbidden(&mut maria, request, &format!("{first}, {second}")).await;
        }
        // No form sends these, so they are refused before any route, whatever it would do with
        // them.
        for method in ["PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"] {
            let request = Request::builder()
                .method(method)
                .uri("/messages")
                .body(Body::empty())
                .unwrap();
            assert_forbidden(&mut maria, request, method).await;
        }
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE body = 'forged'")
                .await,
            0
        );
    }
}

/// Hosts that are not the portal's, some of which contain its name.
const FOREIGN_HOSTS: [&str; 6] = [
    "evil.example",
    "portal.test.evil.example",
    "portal.test:81",
    "x@portal.test",
    // Loopback names are accepted only where the public URL is one: a foreign name can resolve to
    // them (DNS rebinding).
    "127.0.0.1",
    "localhost",
];

on_each_engine! {
    async fn only_the_public_host_is_answered(app: TestApp) {
        let ask = async |path: &str, host: &str| {
            let request = Request::get(path)
                .header("host", host)
                .header("accept", "text/html")
                .body(Body::empty())
                .unwrap();
            app.router.clone().oneshot(request).await.unwrap()
        };
        for host in [
            "portal.test",
            "PORTAL.TEST",
            // The same host with the root of the DNS, and with the default port.
            "portal.test.",
            "portal.test:80",
        ] {
            assert_eq!(
                ask("/sign-in", host).await.status(),
                StatusCode::OK,
                "{host}"
            );
        }
        for path in [
            "/sign-in",
            "/",
            "/messages",
            "/pkg/nothing.css",
            "/icon.svg",
            "/nowhere",
        ] {
            for host in FOREIGN_HOSTS {
                // Refused before any session is looked up, and with the headers of every response.
                let page = ask(path, host).await;
                assert_eq!(
                    page.status(),
                    StatusCode::MISDIRECTED_REQUEST,
                    "{path} {host}"
                );
                assert!(
                    page.headers().contains_key("content-security-policy")
                        && !page.headers().contains_key("set-cookie")
                );
            }
        }
        // A load balancer requests by IP address.
        for path in ["/healthz", "/readyz"] {
            assert_eq!(
                ask(path, "10.0.0.7:3000").await.status(),
                StatusCode::OK,
                "{path}"
            );
        }
    }
}

/// Return paths that lead to another host, as a link can carry them in its query. Browsers drop
/// tabs and line breaks, and read a backslash as a slash.
const HOSTILE_QUERY_PATHS: [&str; 7] = [
    "/%09/evil.example/x",
    "/%0a/evil.example/x",
    "/%5Cevil.example",
    "//evil.example",
    "https:evil.example",
    "/.//evil.example",
    "//x@evil.example",
];

/// The same, as a form can carry them.
const HOSTILE_FORM_PATHS: [&str; 7] = [
    "/\t/evil.example/x",
    "/\n/evil.example",
    "/\\evil.example",
    "//evil.example",
    "https:evil.example",
    "/./\\evil.example",
    "/x/..//evil.example",
];

/// The target of the link "Go back" on the page of languages.
fn back_link(page: &TestResponse) -> &str {
    page.body
        .split("<a href=\"")
        .skip(1)
        .find(|link| link.contains(">Go back<"))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
}

/// The return path of a kept form, which is followed after signing in.
async fn assert_kept_form_stays_here(app: &TestApp, from: &str) {
    let person = app.database.person_id("maria-luna").await.to_string();
    let mut phone = app.new_visitor();
    phone
        .post(
            "/api/plan/own",
            &[("person", &person), ("from", from), ("words", "kept")],
        )
        .await;
    let back = sign_in_again(&mut phone, "maria-luna").await;
    assert_eq!(
        (back.status, back.location()),
        (StatusCode::SEE_OTHER, "/"),
        "{from:?}"
    );
}

on_each_engine! {
    async fn return_path_never_leads_to_another_host(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        for from in HOSTILE_QUERY_PATHS {
            let page = maria.get(&format!("/language?from={from}")).await;
            assert_eq!(back_link(&page), "/", "{from}");
        }
        for from in HOSTILE_FORM_PATHS {
            assert_eq!(
                maria
                    .post(
                        "/api/account/language",
                        &[("language", "en"), ("from", from)]
                    )
                    .await
                    .location(),
                "/",
                "{from:?}"
            );
            assert_eq!(
                maria
                    .post("/keep", &[("from", from), ("endpoint", "x")])
                    .await
                    .location(),
                "/language?from=/",
                "{from:?}"
            );
            assert_kept_form_stays_here(&app, from).await;
        }
        // A path of the portal is kept, percent-encoded for the Location header.
        assert_eq!(
            maria
                .post(
                    "/api/account/language",
                    &[("language", "en"), ("from", "/plan?x=\u{ed}")]
                )
                .await
                .location(),
            "/plan?x=%C3%AD"
        );
    }
}

on_each_engine! {
    async fn too_large_a_form_is_refused(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let page = maria
            // More than the 256 KiB that are read of a form.
            .post("/api/messages/send", &[("body", &"x".repeat(300 * 1024))])
            .await;
        assert!(page.status.is_client_error(), "{}", page.status);
    }
}
