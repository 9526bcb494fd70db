//! Checks of requests: the origin of forms, allowed hosts, return paths and the size of a form.
#![allow(clippy::unwrap_used)]

use crate::support::on_each_engine;
use axum::body::Body;
use http::{Request, StatusCode};
use tower::ServiceExt;

on_each_engine! {
    async fn a_form_from_elsewhere_changes_nothing(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let thread = app.database.thread_id("maria-dana").await;
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("sec-fetch-site", "none"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
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
            assert_eq!(
                maria.send_request(request).await.status,
                StatusCode::FORBIDDEN,
                "{name}: {value}"
            );
        }
        // A duplicate header does not bypass the check.
        for (first, second) in [("same-origin", "cross-site"), ("cross-site", "same-origin")] {
            let request = Request::post("/api/messages/send")
                .header("sec-fetch-site", first)
                .header("sec-fetch-site", second)
                .body(Body::empty())
                .unwrap();
            assert_eq!(
                maria.send_request(request).await.status,
                StatusCode::FORBIDDEN,
                "{first}, {second}"
            );
        }
        for method in ["PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"] {
            let request = Request::builder()
                .method(method)
                .uri("/messages")
                .body(Body::empty())
                .unwrap();
            assert_eq!(
                maria.send_request(request).await.status,
                StatusCode::FORBIDDEN,
                "{method}"
            );
        }
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE body = 'forged'")
                .await,
            0
        );
    }
}

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
            for host in [
                "evil.example",
                "portal.test.evil.example",
                "portal.test:81",
                "x@portal.test",
                "127.0.0.1",
                "localhost",
            ] {
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

on_each_engine! {
    async fn return_path_never_leads_to_another_host(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        for from in [
            "/%09/evil.example/x",
            "/%0a/evil.example/x",
            "/%5Cevil.example",
            "//evil.example",
            "https:evil.example",
            "/.//evil.example",
            "//x@evil.example",
        ] {
            let page = maria.get(&format!("/language?from={from}")).await;
            let back = page
                .body
                .split("<a href=\"")
                .skip(1)
                .find(|link| link.contains(">Go back<"))
                .unwrap()
                .split('"')
                .next()
                .unwrap()
                .to_owned();
            assert_eq!(back, "/", "{from}");
        }
        for from in [
            "/\t/evil.example/x",
            "/\n/evil.example",
            "/\\evil.example",
            "//evil.example",
            "https:evil.example",
            "/./\\evil.example",
            "/x/..//evil.example",
        ] {
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
            // The return path of a kept form, which is followed after signing in.
            let person = app.database.person_id("maria-luna").await.to_string();
            let mut phone = app.new_visitor();
            phone
                .post(
                    "/api/plan/own",
                    &[("person", &person), ("from", from), ("words", "kept")],
                )
                .await;
            let back = phone
                .post(
                    "/api/account/sign-in",
                    &[
                        ("name", "maria-luna"),
                        ("passphrase", "correct horse battery"),
                    ],
                )
                .await;
            assert_eq!(
                (back.status, back.location()),
                (StatusCode::SEE_OTHER, "/"),
                "{from:?}"
            );
        }
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
            .post("/api/messages/send", &[("body", &"x".repeat(300 * 1024))])
            .await;
        assert!(page.status.is_client_error(), "{}", page.status);
    }
}
