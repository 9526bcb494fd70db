//! Security headers, origin checks of forms, allowed hosts and escaping.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::support::{TestApp, on_each_engine};
use axum::body::Body;
use http::{Request, StatusCode};
use tower::ServiceExt;

on_each_engine! {
    async fn every_answer_carries_its_headers(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let mut nonces = BTreeSet::new();
        for path in [
            "/",
            "/messages",
            "/help",
            "/nowhere",
            "/healthz",
            "/readyz",
            "/icon.svg",
            "/pkg/nothing.css",
        ] {
            let page = maria.get(path).await;
            let header = |name: &str| {
                page.headers
                    .get(name)
                    .map_or("", |value| value.to_str().unwrap())
                    .to_owned()
            };
            let policy = header("content-security-policy");
            assert!(
                policy.contains("default-src 'none'")
                    && policy.contains("frame-ancestors 'none'")
                    && policy.contains("base-uri 'none'"),
                "{path}: {policy}"
            );
            assert!(
                !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
                "{path}"
            );
            assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(header("referrer-policy"), "same-origin", "{path}");
            assert!(page.headers.get("server").is_none());
            if path != "/pkg/nothing.css" {
                assert_eq!(header("cache-control"), "no-store", "{path}");
            }
            if let Some(nonce) = policy.split("'nonce-").nth(1) {
                let nonce = nonce.split('\'').next().unwrap().to_owned();
                assert!(nonce.len() >= 22, "128 bits");
                assert!(page.body.contains(&format!("nonce=\"{nonce}\"")), "{path}");
                assert!(nonces.insert(nonce), "a nonce is used once");
            }
        }
        assert!(nonces.len() >= 4);
    }
}

on_each_engine! {
    async fn on_https_cookies_belong_to_this_host_alone(app: TestApp) {
        let app = TestApp::new(app.database, &["--public-url", "https://portal.test"]);
        let code = app.create_invitation("maria-luna").await;
        let mut phone = app.new_visitor();
        let page = phone
            .post(
                "/api/account/accept",
                &[
                    ("code", &code),
                    ("name", "maria"),
                    ("passphrase", "correct horse battery"),
                ],
            )
            .await;
        let cookie = page
            .headers
            .get_all("set-cookie")
            .iter()
            .map(|c| c.to_str().unwrap())
            .find(|c| c.starts_with("__Host-session="))
            .unwrap();
        assert!(
            cookie.contains("Secure")
                && cookie.contains("HttpOnly")
                && cookie.contains("SameSite=Lax")
                && cookie.contains("Path=/"),
            "{cookie}"
        );
        assert!(
            page.headers["strict-transport-security"]
                .to_str()
                .unwrap()
                .contains("max-age=63072000")
        );
    }
}

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
    async fn what_people_type_stays_text(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let rosa = app.database.person_id("rosa-jimenez").await.to_string();
        let nasty = "</textarea><script>alert(1)</script><leptos-island>\"'&<!>";
        let thread = maria.send_first_message(&rosa, nasty).await;
        let page = maria.get(&thread).await.body;
        assert!(
            !page.contains("<script>alert(1)") && page.contains("&lt;script&gt;alert(1)"),
            "{page}"
        );
        // The composer island and the live thread island.
        assert_eq!(page.matches("<leptos-island").count(), 2);
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

on_each_engine! {
    async fn home_screen_shows_a_neutral_name_and_icon(app: TestApp) {
        let mut somebody = app.new_visitor();
        let page = somebody.get("/sign-in").await;
        assert!(
            page.body
                .contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\""),
            "{}",
            page.body
        );
        assert!(
            page.body
                .contains("<link rel=\"apple-touch-icon\" href=\"/icons/icon-180.png\"")
        );
        assert!(
            page.headers["content-security-policy"]
                .to_str()
                .unwrap()
                .contains("manifest-src 'self'")
        );
        let manifest = somebody.get("/manifest.webmanifest").await;
        assert_eq!(
            manifest.headers["content-type"],
            "application/manifest+json"
        );
        assert_eq!(manifest.headers["cache-control"], "public, max-age=86400");
        let manifest: serde_json::Value = serde_json::from_str(&manifest.body).unwrap();
        // iOS shows push notifications only for web apps that open without browser controls.
        assert_eq!(
            (manifest["display"].as_str(), manifest["start_url"].as_str()),
            (Some("standalone"), Some("/"))
        );
        let words = manifest.to_string().to_lowercase();
        for telling in [
            "alongside",
            "child",
            "famil",
            "welfare",
            "agency",
            "court",
            "message",
            "portal",
        ] {
            assert!(!words.contains(telling), "{telling}");
        }
        let icons: Vec<(&str, &str)> = manifest["icons"]
            .as_array()
            .unwrap()
            .iter()
            .map(|icon| {
                (
                    icon["src"].as_str().unwrap(),
                    icon["sizes"].as_str().unwrap(),
                )
            })
            .collect();
        assert!(
            icons.iter().any(|(_, sizes)| *sizes == "192x192")
                && icons.iter().any(|(_, sizes)| *sizes == "512x512")
        );
        for (src, sizes) in icons
            .into_iter()
            .chain([("/icons/icon-180.png", "180x180")])
        {
            let icon = somebody.get(src).await;
            assert_eq!(
                (
                    icon.headers["content-type"].to_str().unwrap(),
                    icon.headers["cache-control"].to_str().unwrap()
                ),
                ("image/png", "public, max-age=86400")
            );
            let picture = image::load_from_memory(&icon.bytes).unwrap();
            assert_eq!(
                format!("{}x{}", picture.width(), picture.height()),
                sizes,
                "{src}"
            );
        }
        let missing = somebody.get("/icons/other.png").await;
        assert_eq!(
            (
                missing.status,
                missing.headers["cache-control"].to_str().unwrap()
            ),
            (StatusCode::NOT_FOUND, "no-store")
        );
    }
}
