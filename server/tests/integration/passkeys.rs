//! Passkeys over HTTP: making one, signing in with it, and every answer that is not valid.
#![allow(clippy::unwrap_used)]

use crate::stored_forms::sign_in_again;
use crate::support::authenticator::{Authenticator, passkey_options};
use crate::support::{TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;
use jiff::SignedDuration;

const PASSKEYS: &str = "/account/passkeys";
const REFUSED: &str = "That passkey did not work";

/// Makes a passkey on the device of a person who has just signed in.
pub(crate) async fn make_passkey(
    browser: &mut TestBrowser,
    device: &mut Authenticator,
) -> TestResponse {
    let answer = begin_passkey(browser, device).await;
    let fields = [("credential", answer.as_str()), ("name", "Kitchen phone")];
    browser.post("/api/account/add-passkey", &fields).await
}

/// Begins to make a passkey. Returns the answer of the device, which is not sent yet.
async fn begin_passkey(browser: &mut TestBrowser, device: &mut Authenticator) -> String {
    let begun = browser.post("/api/account/new-passkey", &[]).await;
    assert_eq!(begun.location(), PASSKEYS);
    let options = passkey_options(&browser.get(PASSKEYS).await);
    // Otherwise the device would ask for a name at sign-in.
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    device.make(&options)
}

/// Asks for a passkey. Returns the challenge for the browser.
async fn ask(browser: &mut TestBrowser) -> serde_json::Value {
    let asked = browser.post("/api/account/passkey", &[]).await;
    assert_eq!(asked.location(), "/sign-in/passkey");
    passkey_options(&browser.get("/sign-in/passkey").await)
}

async fn send_answer(browser: &mut TestBrowser, answer: &str) -> TestResponse {
    let fields = [("credential", answer), ("device", "own")];
    browser.post("/api/account/passkey-sign-in", &fields).await
}

on_each_engine! {
    async fn a_passkey_signs_in_proves_again_and_opens_nothing_once_removed(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let mut phone = Authenticator::new(1);
        let made = make_passkey(&mut tasha, &mut phone).await;
        let page = tasha.get(made.location_as_sent()).await.body_text();
        for words in ["Your passkey is ready", "Kitchen phone", "Not used yet"] {
            assert!(page.contains(words), "{words}: {page}");
        }

        let mut browser = app.new_visitor();
        assert!(browser.get("/sign-in").await.body.contains("\"/api/account/passkey\""));
        let answer = phone.answer(&ask(&mut browser).await);
        let sent = send_answer(&mut browser, &answer).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/exit"));
        let page = browser.get(PASSKEYS).await;
        assert!(page.body_text().contains("Last used"), "{}", page.body);
        let events = browser.get("/account/events").await.body_text();
        assert!(events.contains("A passkey was added"), "{events}");

        // A phone that lies about unlocked: its passkey is asked for again.
        app.database.clock.advance(SignedDuration::from_mins(11));
        let passkey = page.hidden_value("passkey");
        let fields = [("passkey", passkey.as_str())];
        let asked = browser.post("/api/account/remove-passkey", &fields).await;
        let again = "/account/again?from=/account/passkeys";
        assert_eq!(asked.location(), again);
        let page = browser.get(again).await.body_text();
        assert!(page.contains("Use a passkey instead"), "{page}");
        let asked = browser.post("/api/account/passkey", &[("page", PASSKEYS)]).await;
        assert_eq!(asked.location(), again);
        let answer = phone.answer(&passkey_options(&browser.get(again).await));
        let proof = [("credential", answer.as_str()), ("page", PASSKEYS)];
        let proven = browser.post("/api/account/passkey-again", &proof).await;
        assert_eq!(proven.location(), PASSKEYS);

        let removed = browser.post("/api/account/remove-passkey", &fields).await;
        let page = browser.get(removed.location_as_sent()).await.body_text();
        assert!(page.contains("The passkey is removed"), "{page}");
        assert!(!page.contains("Kitchen phone"), "{page}");
        let mut thief = app.new_visitor();
        let answer = phone.answer(&ask(&mut thief).await);
        let sent = send_answer(&mut thief, &answer).await;
        assert_eq!(sent.location(), "/sign-in/passkey");
        assert!(thief.get("/sign-in/passkey").await.body_text().contains(REFUSED));
        assert_eq!(thief.get("/account").await.location(), "/sign-in");
    }
}

/// The page without what differs in any case: its nonce.
fn without_nonce(page: &TestResponse) -> String {
    let nonce = page.body.split("nonce=\"").nth(1).unwrap();
    page.body.replace(nonce.split('"').next().unwrap(), "")
}

on_each_engine! {
    async fn every_answer_that_is_not_valid_gets_the_same_page(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let mut phone = Authenticator::new(1);
        make_passkey(&mut tasha, &mut phone).await;
        let mut library = app.new_visitor();
        let earlier = ask(&mut library).await;
        let right = phone.answer(&earlier);
        let honest = (phone.origin.clone(), phone.user.clone());

        let mut pages = Vec::new();
        for wrong in ["origin", "user", "unlocked", "challenge", "key", "text", "size"] {
            let options = ask(&mut library).await;
            let answer = match wrong {
                "origin" => {
                    phone.origin = "http://portal.test.evil.example".to_owned();
                    phone.answer(&options)
                }
                "user" => {
                    phone.user = "AZAAAAAAcACAAAAAAAAAAA".to_owned();
                    phone.answer(&options)
                }
                "unlocked" => {
                    phone.verifies = false;
                    phone.answer(&options)
                }
                // Right for the challenge before.
                "challenge" => right.clone(),
                "key" => {
                    let mut copy = Authenticator::new(1);
                    copy.user = phone.user.clone();
                    copy.answer(&options)
                }
                "text" => "{}".to_owned(),
                _ => "[".repeat(20_000),
            };
            (phone.origin, phone.user) = honest.clone();
            phone.verifies = true;
            let sent = send_answer(&mut library, &answer).await;
            assert_eq!(
                (sent.status, sent.location()),
                (StatusCode::SEE_OTHER, "/sign-in/passkey"),
                "{wrong}"
            );
            pages.push((wrong, library.get("/sign-in/passkey").await));
        }
        for (wrong, page) in &pages {
            assert!(page.body_text().contains(REFUSED), "{wrong}");
            assert_eq!(without_nonce(page), without_nonce(&pages[0].1), "{wrong}");
        }

        // An answer is taken once, in this browser and in another one.
        let answer = phone.answer(&ask(&mut library).await);
        assert_eq!(send_answer(&mut library, &answer).await.location(), "/exit");
        let mut thief = app.new_visitor();
        ask(&mut thief).await;
        for browser in [&mut library, &mut thief] {
            let sent = send_answer(browser, &answer).await;
            assert_eq!(sent.location(), "/sign-in/passkey");
        }
        // A phone that lost count may be a copy of the key.
        phone.counter -= 1;
        let answer = phone.answer(&ask(&mut thief).await);
        assert_eq!(send_answer(&mut thief, &answer).await.location(), "/sign-in/passkey");
        // Too late: the five minutes of the challenge are over.
        phone.counter += 1;
        let options = ask(&mut thief).await;
        app.database.clock.advance(SignedDuration::from_mins(5));
        let answer = phone.answer(&options);
        assert_eq!(send_answer(&mut thief, &answer).await.location(), "/sign-in/passkey");
    }
}

on_each_engine! {
    async fn no_passkey_is_made_on_a_shared_device_or_for_another_person(app: TestApp) {
        let mut tasha = app.person("tasha-carter").await;
        let mut phone = Authenticator::new(1);
        make_passkey(&mut tasha, &mut phone).await;
        // The challenge of one person is not answered by the next one on the same device.
        tasha.post("/api/account/new-passkey", &[]).await;
        let options = passkey_options(&tasha.get(PASSKEYS).await);
        let mut library = app.new_visitor();
        let sign_in = [
            ("name", "tasha-carter"),
            ("passphrase", "correct horse battery"),
            ("device", "shared"),
        ];
        library.post("/api/account/sign-in", &sign_in).await;
        library.post("/api/account/new-passkey", &[]).await;
        let page = library.get(PASSKEYS).await;
        assert!(page.body_text().contains("other people use this phone or computer"));
        assert!(!page.body.contains("data-options"), "{}", page.body);
        let answer = Authenticator::new(2).make(&options);
        let fields = [("credential", answer.as_str())];
        let sent = library.post("/api/account/add-passkey", &fields).await;
        assert_eq!(sent.location(), PASSKEYS);
        assert!(library.get(PASSKEYS).await.body_text().contains(REFUSED));

        let mut marcus = app.person("marcus-reed").await;
        let page = marcus.get(PASSKEYS).await.body_text();
        assert!(page.contains("no passkeys yet"), "hers are not his: {page}");
        app.database.clock.advance(SignedDuration::from_mins(11));
        marcus.post("/api/account/passkey", &[("page", PASSKEYS)]).await;
        let again = "/account/again?from=/account/passkeys";
        let answer = phone.answer(&passkey_options(&marcus.get(again).await));
        let proof = [("credential", answer.as_str()), ("page", PASSKEYS)];
        let sent = marcus.post("/api/account/passkey-again", &proof).await;
        assert_eq!(sent.location(), "/account/again");
        assert!(marcus.get("/account/again").await.body_text().contains(REFUSED));
        let asked = marcus.post("/api/account/new-passkey", &[]).await;
        assert_eq!(asked.location(), again);
        let passkeys = "SELECT count(*) FROM passkey";
        assert_eq!(app.database.query_number(passkeys).await, 1);
    }
}

on_each_engine! {
    async fn a_passkey_begun_before_a_new_passphrase_or_ended_sessions_is_not_added(app: TestApp) {
        let mut phone = app.person("tasha-carter").await;
        let mut library = app.new_visitor();
        sign_in_again(&mut library, "tasha-carter").await;
        let change = [
            ("name", "tasha-carter"),
            ("current_passphrase", "correct horse battery"),
            ("passphrase", "el perro come pan"),
        ];
        let acts = [
            ("passphrase", &change[..], "/account"),
            ("end-others", &[], "/account/devices"),
        ];
        for (act, fields, leads_to) in acts {
            // Another person begins this on her unlocked phone, and answers after her act.
            let answer = begin_passkey(&mut phone, &mut Authenticator::new(1)).await;
            app.database.clock.advance(SignedDuration::from_secs(1));
            let done = phone.post(&format!("/api/account/{act}"), fields).await;
            assert_eq!(done.location(), leads_to, "{act}");
            let fields = [("credential", answer.as_str())];
            let sent = phone.post("/api/account/add-passkey", &fields).await;
            assert_eq!(sent.location(), PASSKEYS, "{act}");
            assert!(phone.get(PASSKEYS).await.body_text().contains(REFUSED), "{act}");
            let passkeys = "SELECT count(*) FROM passkey";
            assert_eq!(app.database.query_number(passkeys).await, 0, "{act}");
            // Otherwise no session would end with the next act.
            let new = [("name", "tasha-carter"), ("passphrase", "el perro come pan")];
            library.post("/api/account/sign-in", &new).await;
        }
        let made = make_passkey(&mut phone, &mut Authenticator::new(1)).await;
        let page = phone.get(made.location_as_sent()).await.body_text();
        assert!(page.contains("Your passkey is ready"), "one begun later is added: {page}");
    }
}
