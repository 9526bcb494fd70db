//! Security headers, cookies, escaping, and the neutral name on the home screen.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::support::{TestApp, TestBrowser, on_each_engine};
use http::StatusCode;

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
            assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
            assert!(page.headers.get("server").is_none());
            // An asset has its hash in its name and may be cached; a page may not, because the next
            // person at a shared phone could go back to it.
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
        // Four of the addresses above are pages.
        assert!(nonces.len() >= 4);
    }
}

on_each_engine! {
    async fn on_https_cookies_belong_to_this_host_alone(app: TestApp) {
        // The prefix `__Host-` needs Secure, which browsers refuse over plain http.
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
        // Two years; OWASP ASVS 3.4.1 asks for one.
        assert!(
            page.headers["strict-transport-security"]
                .to_str()
                .unwrap()
                .contains("max-age=63072000")
        );
    }
}

on_each_engine! {
    async fn what_people_type_stays_text(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let rosa = app.database.person_id("rosa-jimenez").await.to_string();
        // Ends a textarea, in which Leptos does not escape text, and opens an island.
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

/// Words that would tell another person who looks at the phone what the portal is for.
const TELLING_WORDS: [&str; 8] = [
    "alongside",
    "child",
    "famil",
    "welfare",
    "agency",
    "court",
    "message",
    "portal",
];

async fn fetch_manifest(browser: &mut TestBrowser) -> serde_json::Value {
    let page = browser.get("/sign-in").await;
    assert!(
        page.body
            .contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\""),
        "{}",
        page.body
    );
    assert!(
        page.body
            .contains("<link rel=\"apple-touch-icon\" href=\"/icons/icon-180.png\"")
            && page.body.matches("<meta name=\"theme-color\"").count() == 2,
        "{}",
        page.body
    );
    assert!(
        page.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("manifest-src 'self'")
    );
    let manifest = browser.get("/manifest.webmanifest").await;
    assert_eq!(
        manifest.headers["content-type"],
        "application/manifest+json"
    );
    assert_eq!(manifest.headers["cache-control"], "public, max-age=86400");
    serde_json::from_str(&manifest.body).unwrap()
}

async fn assert_icon_has_size(browser: &mut TestBrowser, src: &str, size: &str) {
    let icon = browser.get(src).await;
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
        size,
        "{src}"
    );
}

on_each_engine! {
    async fn home_screen_shows_a_neutral_name_and_icon(app: TestApp) {
        let mut visitor = app.new_visitor();
        let manifest = fetch_manifest(&mut visitor).await;
        // iOS shows push notifications only for web apps that open without browser controls.
        assert_eq!(
            (manifest["display"].as_str(), manifest["start_url"].as_str()),
            (Some("standalone"), Some("/"))
        );
        let words = manifest.to_string().to_lowercase();
        for telling in TELLING_WORDS {
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
        // The sizes that browsers require before they install an app.
        assert!(
            icons.iter().any(|(_, sizes)| *sizes == "192x192")
                && icons.iter().any(|(_, sizes)| *sizes == "512x512")
        );
        for (src, sizes) in icons
            .into_iter()
            // Not in the manifest: iOS takes its icon from the link of the page.
            .chain([("/icons/icon-180.png", "180x180")])
        {
            assert_icon_has_size(&mut visitor, src, sizes).await;
        }
        // Only an existing icon may be cached: one that is added later would be missing for a day.
        for name in ["other.png", "%FF"] {
            let missing = visitor.get(&format!("/icons/{name}")).await;
            let cached = missing.headers["cache-control"].to_str().unwrap();
            assert_eq!(
                (missing.status, cached, missing.body.contains("UTF-8")),
                (StatusCode::NOT_FOUND, "no-store", false),
                "{name}"
            );
        }
    }
}
