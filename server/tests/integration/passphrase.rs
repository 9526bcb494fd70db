//! Changing one's passphrase over HTTP, while signed in.
#![allow(clippy::unwrap_used)]

use crate::stored_forms::sign_in_again;
use crate::support::address::{form_request, send_from};
use crate::support::calendar_files::create_feed;
use crate::support::{TestBrowser, TestResponse, on_each_engine};
use axum::body::Body;
use http::{StatusCode, header};

const CURRENT: &str = "correct horse battery";

async fn change(browser: &mut TestBrowser, name: &str, current: &str, new: &str) -> TestResponse {
    let fields = [
        ("name", name),
        ("current_passphrase", current),
        ("passphrase", new),
    ];
    browser.post("/api/account/passphrase", &fields).await
}

on_each_engine! {
    async fn a_new_passphrase_needs_the_current_one_and_signs_out_everywhere_else(app: TestApp) {
        let mut phone = app.person("maria-luna").await;
        app.person("luis-luna").await;
        let mut library = app.new_visitor();
        sign_in_again(&mut library, "maria-luna").await;
        assert!(phone.get("/account").await.body.contains("href=\"/account/passphrase\""));
        let page = phone.get("/account/passphrase").await;
        let offered = page.body.split("translate=\"no\"").nth(1).unwrap();
        let offered = offered.split("<b>").nth(1).unwrap().split("</b>").next().unwrap();
        assert!(offered.split(' ').count() >= 5, "{offered}");
        for (name, current, new, error) in [
            ("maria-luna", "not the right words", offered, "do not match"),
            // A name and passphrase of another person.
            ("luis-luna", CURRENT, offered, "do not match"),
            ("maria-luna", CURRENT, "too short", "at least 15 characters"),
            ("maria-luna", CURRENT, "María Luna Lakeside", "easy to guess"),
        ] {
            let refused = change(&mut phone, name, current, new).await;
            assert_eq!(refused.location(), "/account/passphrase", "{error}");
            let page = phone.get("/account/passphrase").await;
            assert!(page.body_text().contains(error), "{error}: {}", page.body);
            assert!(page.body.contains(&format!("value=\"{name}\"")), "{}", page.body);
            for secret in [current, new] {
                assert!(!page.body.contains(secret), "{secret}: {}", page.body);
            }
        }
        assert_eq!(library.get("/account").await.status, StatusCode::OK);
        // Twice, as by a double tap.
        for _ in 0..2 {
            let sent = change(&mut phone, "maria-luna", CURRENT, offered).await;
            assert_eq!(sent.location(), "/account");
            let page = phone.get(sent.location_as_sent().split('#').next().unwrap()).await;
            assert!(page.body_text().contains("Your new passphrase works now"), "{}", page.body);
        }
        assert_eq!(library.get("/").await.location(), "/sign-in");
        assert_eq!(sign_in_again(&mut library, "maria-luna").await.location(), "/sign-in");
        let new = [("name", "maria-luna"), ("passphrase", offered)];
        assert_ne!(library.post("/api/account/sign-in", &new).await.location(), "/sign-in");
        let events = phone.get("/account/events").await.body_text();
        let count = events.matches("A new passphrase was chosen").count();
        assert_eq!(count, 1, "one event for two submissions: {events}");
    }
}

on_each_engine! {
    async fn a_new_passphrase_ends_the_private_calendar_address(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        // One who has used the passphrase of before may have copied it.
        let address = create_feed(&mut maria).await;
        assert_eq!(app.new_visitor().get(&address).await.status, StatusCode::OK);
        let refused = change(&mut maria, "maria-luna", "a wrong guess", "el perro come pan").await;
        assert_eq!(refused.location(), "/account/passphrase");
        assert_eq!(app.new_visitor().get(&address).await.status, StatusCode::OK);
        let page = maria.get("/account/passphrase").await.body_text();
        assert!(page.contains("the private address of your calendar"), "{page}");
        change(&mut maria, "maria-luna", CURRENT, "el perro come pan").await;
        assert_eq!(app.new_visitor().get(&address).await.status, StatusCode::NOT_FOUND);
        assert_eq!(maria.get("/account").await.status, StatusCode::OK);
    }
}

on_each_engine! {
    async fn guesses_at_the_current_passphrase_are_limited(app: TestApp) {
        let mut phone = app.person("maria-luna").await;
        let mut statuses = Vec::new();
        let cookies: Vec<String> = phone
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let guess = [
            ("name", "maria-luna"),
            ("current_passphrase", "a wrong guess"),
            ("passphrase", "el perro come pan"),
        ];
        for _ in 0..11 {
            let request = form_request("/api/account/passphrase")
                .header(header::COOKIE, cookies.join("; "))
                .body(Body::from(serde_urlencoded::to_string(guess.as_slice()).unwrap()))
                .unwrap();
            statuses.push(send_from(&app.router, "127.0.0.2", request).await.status);
        }
        // Each form is two guesses: at the current passphrase, and at whether the new one is it.
        assert_eq!(statuses[..5], [StatusCode::SEE_OTHER; 5]);
        assert_eq!(statuses[5..], [StatusCode::TOO_MANY_REQUESTS; 6]);
        // People of the demo, for example, have no passphrase.
        app.database.execute_sql("DELETE FROM account").await.unwrap();
        let page = phone.get("/account/passphrase").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body_text().contains("You sign in without a passphrase"), "{}", page.body);
        assert!(!page.body.contains("name=\"current_passphrase\""));
    }
}
