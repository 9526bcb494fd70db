//! The token of a session over HTTP: every proof of who one is makes a new one (ASVS 7.2.4).
#![allow(clippy::unwrap_used)]

use crate::passkeys::make_passkey;
use crate::recovery::{make_card, recover};
use crate::second_step::{code_now, send_code, shown_secret};
use crate::stored_forms::sign_in_again;
use crate::support::authenticator::{Authenticator, passkey_options};
use crate::support::{TestApp, TestBrowser, on_each_engine};
use app::form_routes::PROOF_FORMS;
use http::StatusCode;
use jiff::SignedDuration;

const CURRENT: &str = "correct horse battery";
/// The sessions of people; those of visitors have no person.
const SESSIONS: &str = "SELECT count(*) FROM session WHERE person_id IS NOT NULL";

pub(crate) fn token_of(browser: &TestBrowser) -> String {
    browser.cookies["session"].clone()
}

/// Checks that the browser has another token than `before`, which opens nothing any more.
pub(crate) async fn check_new_token(
    app: &TestApp,
    browser: &mut TestBrowser,
    before: &str,
    proof: &str,
) {
    let after = token_of(browser);
    assert_ne!(after, before, "{proof}");
    assert_eq!(after.len(), 22, "{proof}: 128 bits in base64");
    assert_eq!(
        browser.get("/account").await.status,
        StatusCode::OK,
        "{proof}"
    );
    let mut thief = app.new_visitor();
    thief
        .cookies
        .insert("session".to_owned(), before.to_owned());
    assert_eq!(
        thief.get("/account").await.location(),
        "/sign-in",
        "{proof}"
    );
}

/// The id of the person's other session, as the page of devices has it. It opens nothing.
async fn other_session(browser: &mut TestBrowser) -> String {
    let page = browser.get("/account/devices").await;
    page.hidden_value("session")
}

on_each_engine! {
    async fn every_proof_of_who_one_is_makes_a_new_token(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let mut computer = app.new_visitor();
        sign_in_again(&mut computer, "ben-ortiz").await;
        let id = other_session(&mut computer).await;

        let before = token_of(&ben);
        let proof = [("name", "ben-ortiz"), ("passphrase", CURRENT), ("page", "/account")];
        ben.post("/api/account/again", &proof).await;
        check_new_token(&app, &mut ben, &before, "the passphrase once more").await;

        let mut phone = Authenticator::new(1);
        make_passkey(&mut ben, &mut phone).await;
        let asked = ben.post("/api/account/passkey", &[("page", "/account")]).await;
        let options = passkey_options(&ben.get(asked.location_as_sent()).await);
        let (before, answer) = (token_of(&ben), phone.answer(&options));
        let proof = [("credential", answer.as_str()), ("page", "/account")];
        ben.post("/api/account/passkey-again", &proof).await;
        check_new_token(&app, &mut ben, &before, "a passkey once more").await;
        assert_eq!(other_session(&mut computer).await, id, "it is the same session");

        let before = token_of(&ben);
        let change = [
            ("name", "ben-ortiz"),
            ("current_passphrase", CURRENT),
            ("passphrase", "el perro come pan"),
        ];
        ben.post("/api/account/passphrase", &change).await;
        check_new_token(&app, &mut ben, &before, "a new passphrase").await;
        assert_eq!(app.database.query_number(SESSIONS).await, 1, "no other is left");
    }
}

on_each_engine! {
    async fn every_way_back_in_makes_a_new_token(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let codes = make_card(&mut ben).await;
        let before = token_of(&ben);
        recover(&mut ben, &codes[0]).await;
        check_new_token(&app, &mut ben, &before, "a recovery code").await;

        app.database.clock.advance(SignedDuration::from_hours(24));
        let before = token_of(&ben);
        assert_eq!(ben.get("/account").await.location(), "/sign-in", "locked");
        let sign_in = [
            ("name", "ben-ortiz"),
            ("passphrase", "a new way to say it"),
            ("device", "own"),
        ];
        ben.post("/api/account/sign-in", &sign_in).await;
        check_new_token(&app, &mut ben, &before, "a locked session").await;

        ben.post("/api/account/begin-app", &[]).await;
        let secret = shown_secret(&ben.get("/account/second-step").await);
        let code = code_now(&app, &secret);
        ben.post("/api/account/add-app", &[("code", code.as_str())]).await;
        app.database.clock.advance(SignedDuration::from_secs(30));
        let first = token_of(&ben);
        ben.post("/api/account/sign-in", &sign_in).await;
        let before = token_of(&ben);
        assert_ne!(before, first, "between the two steps");
        send_code(&mut ben, &code_now(&app, &secret)).await;
        check_new_token(&app, &mut ben, &before, "the second step").await;
    }
}

on_each_engine! {
    async fn a_script_that_sends_the_former_token_does_not_remove_the_new_one(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let mut script = app.new_visitor();
        script.cookies.clone_from(&maria.cookies);
        let proof = [("name", "maria-luna"), ("passphrase", CURRENT), ("page", "/account")];
        maria.post("/api/account/again", &proof).await;
        // Answers that the browser may get after that of the proof.
        let late = script.post_as_script("/api/messages/newer", &[]).await;
        assert_eq!(late.status, StatusCode::UNAUTHORIZED);
        assert!(script.cookies.contains_key("session"), "{:?}", late.headers);
        // A page that a person opens removes a cookie that opens nothing.
        assert_eq!(script.get("/account").await.location(), "/sign-in");
        assert!(!script.cookies.contains_key("session"));
        assert_eq!(maria.get("/account").await.status, StatusCode::OK);
    }
}

on_each_engine! {
    async fn a_proof_that_is_sent_twice_is_answered_like_the_first(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        // The browser drops the answer to the first tap.
        let mut first_tap = app.new_visitor();
        let proof = [("name", "maria-luna"), ("passphrase", CURRENT), ("page", "/account")];
        let change = [
            ("name", "maria-luna"),
            ("current_passphrase", CURRENT),
            ("passphrase", "el perro come pan"),
        ];
        for path in PROOF_FORMS {
            // A form that is added there needs its fields here.
            let fields = match path {
                "/api/account/again" => proof,
                "/api/account/passphrase" => change,
                other => panic!("what proves the person in {other}?"),
            };
            let before = token_of(&maria);
            first_tap.cookies.clone_from(&maria.cookies);
            first_tap.post(path, &fields).await;
            let second = maria.post(path, &fields).await;
            assert_eq!(second.location(), "/account", "{path}");
            assert_eq!(token_of(&maria), token_of(&first_tap), "{path}: one session, one token");
            check_new_token(&app, &mut maria, &before, path).await;
            assert_eq!(app.database.query_number(SESSIONS).await, 1, "{path}");
        }

        // With the former token and no proof, neither a page nor a form opens.
        let mut thief = app.new_visitor();
        thief.cookies.clone_from(&maria.cookies);
        let proof = [("name", "maria-luna"), ("passphrase", "el perro come pan"), ("page", "/account")];
        let wrong = [proof[0], ("passphrase", "a guess of another"), proof[2]];
        maria.post("/api/account/again", &proof).await;
        let before = thief.cookies.clone();
        for path in ["/api/account/again", "/api/account/end-others"] {
            thief.cookies.clone_from(&before);
            thief.post(path, &wrong).await;
            assert_eq!(thief.get("/account").await.location(), "/sign-in", "{path}");
        }
        thief.cookies.clone_from(&before);
        app.database.clock.advance(SignedDuration::from_secs(30));
        let late = thief.post("/api/account/again", &proof).await;
        assert_eq!(late.location(), "/sign-in", "too late for a double tap");
    }
}

on_each_engine! {
    async fn concurrent_duplicate_proofs_keep_the_session_signed_in(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let proof = [("name", "maria-luna"), ("passphrase", CURRENT), ("page", "/account")];
        for round in 0..4 {
            let before = token_of(&maria);
            let mut first_tap = app.new_visitor();
            first_tap.cookies.clone_from(&maria.cookies);
            let (first, second) = tokio::join!(
                first_tap.post("/api/account/again", &proof),
                maria.post("/api/account/again", &proof),
            );
            let answers = (first.location(), second.location());
            assert_eq!(answers, ("/account", "/account"), "{round}");
            // Whichever answer the browser takes.
            assert_eq!(first_tap.cookies.get("session"), maria.cookies.get("session"), "{round}");
            check_new_token(&app, &mut maria, &before, "twice at once").await;
        }
        assert_eq!(app.database.query_number(SESSIONS).await, 1);
    }
}

on_each_engine! {
    async fn leaving_with_the_former_token_ends_the_session(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let mut other_tab = app.new_visitor();
        other_tab.cookies.clone_from(&maria.cookies);
        let proof = [("name", "maria-luna"), ("passphrase", CURRENT), ("page", "/account")];
        maria.post("/api/account/again", &proof).await;
        other_tab.post("/exit", &[]).await;
        assert_eq!(maria.get("/account").await.location(), "/sign-in");
    }
}

on_each_engine! {
    async fn a_session_with_a_new_token_still_ends_when_it_would_have_ended(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let proof = [("name", "maria-luna"), ("passphrase", CURRENT), ("page", "/account")];
        app.database.clock.advance(SignedDuration::from_hours(12));
        maria.post("/api/account/again", &proof).await;
        // Often enough that it never locks.
        for hours in (32..=712).step_by(20) {
            app.database.clock.advance(SignedDuration::from_hours(20));
            assert_eq!(maria.get("/account").await.status, StatusCode::OK, "{hours} hours");
        }
        app.database.clock.advance(SignedDuration::from_hours(8));
        assert_eq!(maria.get("/account").await.location(), "/sign-in", "thirty days");
    }
}

on_each_engine! {
    async fn a_cookie_that_opens_no_session_here_leads_to_sign_in(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let token = token_of(&maria);
        let mut library = app.new_visitor();
        sign_in_again(&mut library, "maria-luna").await;
        let ended = token_of(&library);
        library.post("/api/account/sign-out", &[]).await;
        let (more, long) = (format!("{token}AA"), "A".repeat(4_000));
        let mut visitor = app.new_visitor();
        visitor.language = "es";
        for (what, cookie) in [
            ("of another server", "AAAAAAAAAAAAAAAAAAAAAA"),
            ("after sign-out", ended.as_str()),
            ("truncated", &token[..15]),
            ("with more at its end", more.as_str()),
            ("no token", "%00\"<b>"),
            ("long", long.as_str()),
            ("empty", ""),
        ] {
            visitor.cookies.insert("session".to_owned(), cookie.to_owned());
            assert_eq!(visitor.get("/account").await.location(), "/sign-in", "{what}");
            visitor.cookies.insert("session".to_owned(), cookie.to_owned());
            let page = visitor.get("/sign-in").await;
            assert_eq!(page.status, StatusCode::OK, "{what}");
            assert!(page.body.contains("<html lang=\"es\""), "{what}: {}", page.body);
        }
        sign_in_again(&mut visitor, "maria-luna").await;
        assert_eq!(visitor.get("/account").await.status, StatusCode::OK);
        assert_eq!(maria.get("/account").await.status, StatusCode::OK);
    }
}

on_each_engine! {
    async fn a_clock_set_back_neither_prolongs_a_proof_nor_ends_a_session(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        app.database.clock.advance(SignedDuration::from_hours(-2));
        assert_eq!(maria.get("/account").await.status, StatusCode::OK);
        let asked = maria.post("/api/account/end-others", &[]).await;
        assert_eq!(asked.location(), "/account/again?from=/account/devices");
        let proof = [("name", "maria-luna"), ("passphrase", CURRENT), ("page", "/account")];
        assert_eq!(maria.post("/api/account/again", &proof).await.location(), "/account");
        let ended = maria.post("/api/account/end-others", &[]).await;
        assert_eq!(ended.location(), "/account/devices");
    }
}
