//! Authenticator apps over HTTP: the second step of signing in, and one's own app.
#![allow(clippy::unwrap_used)]

use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use jiff::SignedDuration;
use model::account::staff::StaffSignInRule;
use ring::hmac;
use store::authentication::staff::set_staff_sign_in;

const PASSPHRASE: &str = "correct horse battery";

async fn is_signed_in(browser: &mut TestBrowser) -> bool {
    browser.get("/account").await.status == StatusCode::OK
}

/// The key that a page shows, as bytes.
pub(crate) fn shown_secret(page: &TestResponse) -> Vec<u8> {
    let at = page.body.find("app-key").expect("a page with a key");
    let key = page.body[at..].split(['>', '<']).nth(1).unwrap();
    let mut bits = String::new();
    for sign in key.chars().filter(|sign| !sign.is_whitespace()) {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(sign).unwrap();
        bits.push_str(&format!("{value:05b}"));
    }
    bits.as_bytes()
        .chunks_exact(8)
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap())
        .collect()
}

/// The code of RFC 6238 at the time of the portal.
pub(crate) fn code_now(app: &TestApp, secret: &[u8]) -> String {
    let step = app.database.clock.now().as_second() / 30;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag[19] & 15);
    let word = u32::from_be_bytes(tag[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", word % 1_000_000)
}

pub(crate) async fn send_passphrase(browser: &mut TestBrowser, name: &str) {
    let fields = [("name", name), ("passphrase", PASSPHRASE)];
    browser.post("/api/account/sign-in", &fields).await;
}

pub(crate) async fn send_code(browser: &mut TestBrowser, code: &str) -> TestResponse {
    let fields = [("code", code)];
    browser.post("/api/account/second-step", &fields).await
}

on_each_engine! {
    async fn staff_set_up_an_app_and_need_its_code_from_then_on(app: TestApp) {
        let rule = StaffSignInRule::SecondFactor;
        set_staff_sign_in(&app.database.db, Some("lakeside"), rule).await.unwrap();
        let mut tasha = app.person("tasha-carter").await;
        assert!(is_signed_in(&mut tasha).await, "families are not asked");

        // Not the page about the quick exit, which would not ask for the code.
        let mut ben = app.new_visitor();
        let code = app.create_invitation("ben-ortiz").await;
        let fields = [
            ("code", code.as_str()),
            ("name", "ben-ortiz"),
            ("passphrase", PASSPHRASE),
            ("device", "own"),
        ];
        assert_eq!(ben.post("/api/account/accept", &fields).await.location(), "/sign-in");
        assert_eq!(ben.get("/").await.location(), "/sign-in");
        let secret = shown_secret(&ben.get("/sign-in").await);
        assert_eq!(secret.len(), 20);
        assert!(ben.get("/sign-in").await.body.contains("qr-square"));
        send_code(&mut ben, "000000").await;
        let page = ben.get("/sign-in").await;
        assert!(page.body.contains("role=\"alert\""), "{}", page.body);
        assert_eq!(shown_secret(&page), secret, "the app has the key already");
        assert!(!is_signed_in(&mut ben).await);
        let code = code_now(&app, &secret);
        let sent = send_code(&mut ben, &code).await;
        assert_eq!(sent.location(), "/exit", "as after every first sign-in");
        assert!(is_signed_in(&mut ben).await);
        let events = ben.get("/account/events").await.body_text();
        assert!(events.contains("An app for sign-in codes was added"), "{events}");

        // A code that was looked at over his shoulder does not count again.
        let mut stranger = app.new_visitor();
        send_passphrase(&mut stranger, "ben-ortiz").await;
        let page = stranger.get("/sign-in").await.body;
        assert!(!page.contains("app-key"), "the key is shown once: {page}");
        send_code(&mut stranger, &code).await;
        assert!(!is_signed_in(&mut stranger).await);
        app.database.clock.advance(SignedDuration::from_secs(30));
        send_code(&mut stranger, &code_now(&app, &secret)).await;
        assert!(is_signed_in(&mut stranger).await);

        // A new invitation, as after a lost phone, takes the app away.
        let mut ben = app.person("ben-ortiz").await;
        assert_ne!(shown_secret(&ben.get("/sign-in").await), secret);
        assert!(!is_signed_in(&mut ben).await);
    }
}

on_each_engine! {
    async fn codes_cannot_be_guessed_and_a_sign_in_waits_ten_minutes(app: TestApp) {
        let rule = StaffSignInRule::SecondFactor;
        set_staff_sign_in(&app.database.db, Some("lakeside"), rule).await.unwrap();
        let mut ben = app.person("ben-ortiz").await;
        let secret = shown_secret(&ben.get("/sign-in").await);
        for _ in 0..5 {
            let sent = send_code(&mut ben, "no code").await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
        }
        let refused = send_code(&mut ben, &code_now(&app, &secret)).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!is_signed_in(&mut ben).await);
        app.database.clock.advance(SignedDuration::from_mins(11));
        // No attempt is left waiting: the passphrase is asked for again.
        let sent = send_code(&mut ben, &code_now(&app, &secret)).await;
        assert_eq!(sent.location(), "/sign-in");
        assert!(!ben.get("/sign-in").await.body.contains("app-key"));
        assert!(!is_signed_in(&mut ben).await);
    }
}

on_each_engine! {
    async fn an_app_that_a_person_added_counts_until_they_remove_it(app: TestApp) {
        let page = "/account/second-step";
        let mut tasha = app.person("tasha-carter").await;
        assert_eq!(tasha.get(page).await.status, StatusCode::NOT_FOUND);
        let mut pat = app.person("pat-nguyen").await;
        assert!(!pat.get(page).await.body.contains("app-key"));
        pat.post("/api/account/begin-app", &[]).await;
        let secret = shown_secret(&pat.get(page).await);
        pat.post("/api/account/add-app", &[("code", "123")]).await;
        assert!(pat.get(page).await.body.contains("role=\"alert\""));
        let code = code_now(&app, &secret);
        let added = pat.post("/api/account/add-app", &[("code", code.as_str())]).await;
        let text = pat.get(added.location_as_sent()).await.body_text();
        assert!(text.contains("From now on you need a code"), "{text}");

        let mut computer = app.new_visitor();
        send_passphrase(&mut computer, "pat-nguyen").await;
        assert!(!is_signed_in(&mut computer).await);
        // A computer that was left open is not enough to remove it.
        app.database.clock.advance(SignedDuration::from_mins(11));
        let asked = pat.post("/api/account/remove-app", &[]).await;
        assert_eq!(asked.location(), "/account/again?from=/account/second-step");
        let proof = [("name", "pat-nguyen"), ("passphrase", PASSPHRASE), ("page", page)];
        pat.post("/api/account/again", &proof).await;
        let removed = pat.post("/api/account/remove-app", &[]).await;
        assert_eq!(removed.location(), page);
        let events = pat.get("/account/events").await.body_text();
        assert!(events.contains("app for sign-in codes was removed"), "{events}");
        send_passphrase(&mut computer, "pat-nguyen").await;
        assert!(is_signed_in(&mut computer).await);

        // The next person in this browser is not offered a key that Pat has seen.
        pat.post("/api/account/begin-app", &[]).await;
        assert!(pat.get(page).await.body.contains("app-key"));
        app.person("ben-ortiz").await;
        send_passphrase(&mut pat, "ben-ortiz").await;
        let next = pat.get(page).await;
        assert_eq!(next.status, StatusCode::OK);
        assert!(!next.body.contains("app-key"), "{}", next.body);
    }
}

on_each_engine! {
    async fn a_sign_in_that_waits_ends_with_the_passphrase_of_its_first_step(app: TestApp) {
        let rule = StaffSignInRule::SecondFactor;
        set_staff_sign_in(&app.database.db, Some("lakeside"), rule).await.unwrap();
        app.person("ben-ortiz").await;
        // Another person knows his passphrase, and is about to set up an app of their own.
        let mut stranger = app.new_visitor();
        send_passphrase(&mut stranger, "ben-ortiz").await;
        let secret = shown_secret(&stranger.get("/sign-in").await);
        app.database.clock.advance(SignedDuration::from_secs(60));
        app.person("ben-ortiz").await;
        let sent = send_code(&mut stranger, &code_now(&app, &secret)).await;
        assert_eq!(sent.location(), "/sign-in");
        let page = stranger.get("/sign-in").await.body;
        assert!(!page.contains("app-key"), "the passphrase is asked for: {page}");
        assert!(!is_signed_in(&mut stranger).await);
    }
}
