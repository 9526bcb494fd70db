//! Sign-in of staff with the identity provider of their agency, against a real one.
#![allow(clippy::unwrap_used)]

use std::net::IpAddr;

use crate::identity_provider::TestProvider;
use crate::session_tokens::{check_new_token, token_of};
use crate::support::address::{get_from_site, send_from};
use crate::support::database::demo_databases;
use crate::support::{TestApp, TestBrowser};
use axum::body::Body;
use http::{Request, StatusCode, header};
use jiff::SignedDuration;
use model::account::staff::StaffSignInRule;
use store::authentication::staff::set_staff_sign_in;
use store::throttle::{GuessTarget, ThrottleVerdict, count_attempt};

const BEN: &str = "person?sub=ben&amr=pwd,mfa&groups=Caseworkers";

async fn is_signed_in(browser: &mut TestBrowser) -> bool {
    browser.get("/account").await.status == StatusCode::OK
}

/// A browser of Ben Ortiz, a worker, whose identity is linked.
async fn ben_signed_in(app: &TestApp, provider: &TestProvider) -> TestBrowser {
    provider.switch(BEN).await;
    let mut browser = app.new_visitor();
    let code = app.create_invitation("ben-ortiz").await;
    let query = format!("device=own&code={code}");
    let back = provider.sign_in(&mut browser, &query).await;
    assert_eq!(
        (back.status, back.location()),
        (StatusCode::SEE_OTHER, "/exit"),
        "{}",
        back.body
    );
    browser
}

/// Signs in in a new browser; returns the browser and the text of the page that refuses, if any.
async fn try_sign_in(app: &TestApp, provider: &TestProvider) -> (TestBrowser, String) {
    let mut browser = app.new_visitor();
    let back = provider.sign_in(&mut browser, "device=own").await;
    let text = back.body_text();
    (browser, text)
}

#[tokio::test]
async fn an_identity_is_linked_by_an_invitation_and_by_nothing_else() {
    let provider = TestProvider::start();
    for database in demo_databases().await {
        let app = provider.portal(database, &[]);
        let page = app.new_visitor().get("/sign-in").await.body_text();
        assert!(page.contains("Do you work for the agency?"), "{page}");
        provider.switch(BEN).await;
        let (mut stranger, text) = try_sign_in(&app, &provider).await;
        assert!(text.contains("not connected to anyone"), "{text}");
        assert!(!is_signed_in(&mut stranger).await);

        let mut ben = ben_signed_in(&app, &provider).await;
        let home = ben.get("/").await.body_text();
        assert!(home.contains("Carter"), "{home}");
        let events = ben.get("/account/events").await.body_text();
        assert!(events.contains("work account was connected"), "{events}");
        // A passkey is beside a passphrase, and he has none.
        let page = ben.get("/account/passkeys").await.body_text();
        assert!(page.contains("You cannot make a passkey here"), "{page}");
        let mut pat = app.person("pat-nguyen").await;
        let page = pat.get("/account/passkeys").await.body;
        assert!(page.contains("\"/api/account/new-passkey\""), "{page}");
        let (mut again, text) = try_sign_in(&app, &provider).await;
        assert!(is_signed_in(&mut again).await, "{text}");

        // His identity is no other person's, and a parent has none.
        for key in ["pat-nguyen", "tasha-carter"] {
            let code = app.create_invitation(key).await;
            let query = format!("device=own&code={code}");
            let mut browser = app.new_visitor();
            let back = provider.sign_in(&mut browser, &query).await;
            assert_eq!(back.status, StatusCode::OK, "{key}");
            assert!(!is_signed_in(&mut browser).await, "{key}");
            let unused = store::authentication::invited_person(&app.database.db, &code).await;
            assert!(unused.is_ok(), "{key}: the code is not spent");
        }
        let mut browser = app.new_visitor();
        let wrong = provider.sign_in(&mut browser, "code=NOSUCHCODE").await;
        assert!(wrong.body_text().contains("invitation does not work"));
    }
}

#[tokio::test]
async fn an_invalid_id_token_signs_no_one_in() {
    let provider = TestProvider::start();
    for database in demo_databases().await {
        let app = provider.portal(database, &[]);
        // Metadata of another issuer name its keys, too.
        provider.switch("tamper?with=metadata").await;
        let page = app.new_visitor().get("/sign-in/staff?device=own").await;
        let text = page.body_text();
        assert!(text.contains("is not answering right now"), "{text}");
        provider.switch("tamper?with=").await;
        ben_signed_in(&app, &provider).await;
        for wrong in [
            "issuer", "audience", "nonce", "expired", "unsigned", "none", "forged",
        ] {
            provider.switch(&format!("tamper?with={wrong}")).await;
            let (mut browser, text) = try_sign_in(&app, &provider).await;
            assert!(text.contains("did not let you in"), "{wrong}: {text}");
            assert!(!is_signed_in(&mut browser).await, "{wrong}");
        }
        provider.switch("tamper?with=").await;
        // One factor is not enough.
        provider.switch("person?sub=ben&amr=pwd").await;
        let (mut browser, text) = try_sign_in(&app, &provider).await;
        assert!(text.contains("did not let you in"), "{text}");
        assert!(!is_signed_in(&mut browser).await);
        // The portal has the keys of before, and finds the new ones.
        provider.switch(BEN).await;
        provider.switch("rotate").await;
        let (mut browser, text) = try_sign_in(&app, &provider).await;
        assert!(is_signed_in(&mut browser).await, "{text}");
    }
}

#[tokio::test]
async fn an_answer_of_the_provider_counts_once_and_in_the_browser_that_asked() {
    let provider = TestProvider::start();
    for database in demo_databases().await {
        let app = provider.portal(database, &[]);
        ben_signed_in(&app, &provider).await;
        let mut browser = app.new_visitor();
        let path = "/sign-in/staff?device=own";
        let begun = get_from_site(&app.router, "cross-site", path).await;
        assert_eq!(begun.location(), "/sign-in", "begun by another site");
        let begun = get_from_site(&app.router, "none", path).await;
        assert_ne!(begun.location(), "/sign-in", "begun by a bookmark");
        // Whose code it is decides whose account the identity opens, so only the page of the
        // invitation sends one.
        let path = "/sign-in/staff?device=own&code=SOMECODE";
        let begun = get_from_site(&app.router, "none", path).await;
        assert_eq!(begun.location(), "/sign-in", "begun by a link in an e-mail");
        let begun = get_from_site(&app.router, "same-origin", path).await;
        assert_ne!(
            begun.location(),
            "/sign-in",
            "begun on the page of the invitation"
        );
        let back = provider.visit(&mut browser, "device=own").await;
        // Someone else sends the address of their own answer to another person.
        let mut other = app.new_visitor();
        let page = other.get(&back).await.body_text();
        assert!(page.contains("started in another browser"), "{page}");
        assert!(!is_signed_in(&mut other).await);
        browser.get(&back).await;
        assert!(is_signed_in(&mut browser).await);
        let again = browser.get(&back).await.body_text();
        assert!(again.contains("started in another browser"), "{again}");
        // Without a code: the provider refuses.
        let back = provider.visit(&mut browser, "device=own").await;
        let state = back.split("state=").nth(1).unwrap();
        let state = state.split('&').next().unwrap();
        let refused = format!("/sign-in/staff/return?error=access_denied&state={state}");
        let page = browser.get(&refused).await.body_text();
        assert!(page.contains("did not let you in"), "{page}");
        let page = browser.get("/sign-in/staff/return").await.body_text();
        assert!(page.contains("started in another browser"), "{page}");
        // Each answer that is made up is a request to the provider, which takes a second: of all
        // but the first only the count.
        assert_eq!(made_up_answer(&app).await, StatusCode::OK);
        let from: IpAddr = "203.0.113.9".parse().unwrap();
        for _ in 1..60 {
            let (db, guess) = (&app.database.db, GuessTarget::StaffSignIn);
            let counted = count_attempt(db, Some(from), guess).await;
            assert!(matches!(counted, Ok(ThrottleVerdict::Allowed(_))));
        }
        assert_eq!(made_up_answer(&app).await, StatusCode::TOO_MANY_REQUESTS);
    }
}

/// What the portal says to an attempt and an answer of which the provider knows nothing.
async fn made_up_answer(app: &TestApp) -> StatusCode {
    let request = Request::get("/sign-in/staff/return?code=any&state=own")
        .header(header::COOKIE, "staff=state=own&nonce=any&verifier=any")
        .body(Body::empty())
        .unwrap();
    send_from(&app.router, "203.0.113.9", request).await.status
}

#[tokio::test]
async fn staff_refused_by_the_provider_lose_access_on_the_next_request() {
    let provider = TestProvider::start();
    for database in demo_databases().await {
        let app = provider.portal(database, &["--oidc-group-roles", "Caseworkers=worker"]);
        let clock = &app.database.clock;
        let mut ben = ben_signed_in(&app, &provider).await;
        clock.advance(SignedDuration::from_secs(61));
        assert!(is_signed_in(&mut ben).await, "the provider confirms him");
        // The provider does not know him any more.
        provider.switch("remove?sub=ben").await;
        clock.advance(SignedDuration::from_secs(61));
        assert_eq!(ben.get("/").await.location(), "/sign-in");
        provider.switch(BEN).await;
        assert!(
            !is_signed_in(&mut ben).await,
            "the session has ended for good"
        );

        // He left the group.
        let (mut ben, _) = try_sign_in(&app, &provider).await;
        provider
            .switch("person?sub=ben&amr=mfa&groups=Others")
            .await;
        clock.advance(SignedDuration::from_secs(61));
        assert!(!is_signed_in(&mut ben).await);
        let (_, text) = try_sign_in(&app, &provider).await;
        assert!(text.contains("did not let you in"), "{text}");

        // His memberships ended, for which the provider need not be asked.
        provider.switch(BEN).await;
        let (mut ben, _) = try_sign_in(&app, &provider).await;
        assert!(is_signed_in(&mut ben).await);
        app.database
            .execute_sql(
                "UPDATE membership SET until = since WHERE person_id IN (SELECT id FROM person \
                    WHERE key = 'ben-ortiz')",
            )
            .await
            .unwrap();
        assert!(!is_signed_in(&mut ben).await);
        let (_, text) = try_sign_in(&app, &provider).await;
        assert!(text.contains("not connected to anyone"), "{text}");
    }
}

#[tokio::test]
async fn agency_can_require_the_identity_provider_for_staff() {
    let provider = TestProvider::start();
    for database in demo_databases().await {
        let app = provider.portal(database, &[]);
        let mut by_passphrase = app.person("pat-nguyen").await;
        let mut tasha = app.person("tasha-carter").await;
        let mut ben = ben_signed_in(&app, &provider).await;
        let rule = StaffSignInRule::IdentityProvider;
        set_staff_sign_in(&app.database.db, Some("lakeside"), rule)
            .await
            .unwrap();
        assert!(!is_signed_in(&mut by_passphrase).await);
        assert!(is_signed_in(&mut ben).await && is_signed_in(&mut tasha).await);
        let fields = |name| [("name", name), ("passphrase", "correct horse battery")];
        let mut browser = app.new_visitor();
        browser
            .post("/api/account/sign-in", &fields("pat-nguyen"))
            .await;
        assert!(!is_signed_in(&mut browser).await);
        let page = browser.get("/sign-in").await.body_text();
        assert!(
            page.contains("role=\"alert\""),
            "as for a wrong passphrase: {page}"
        );
        browser
            .post("/api/account/sign-in", &fields("tasha-carter"))
            .await;
        assert!(is_signed_in(&mut browser).await, "a parent");
        // An invitation leads to the provider, and is not spent by a passphrase.
        let code = app.create_invitation("dana-fox").await;
        let mut dana = app.new_visitor();
        let fields = [
            ("code", code.as_str()),
            ("name", "dana-fox"),
            ("passphrase", "correct horse battery"),
            ("device", "own"),
        ];
        dana.post("/api/account/accept", &fields).await;
        assert!(!is_signed_in(&mut dana).await);
        provider.switch("person?sub=dana&amr=mfa").await;
        let query = format!("device=own&code={code}");
        provider.sign_in(&mut dana, &query).await;
        assert!(is_signed_in(&mut dana).await);
    }
}

#[tokio::test]
async fn an_identity_that_is_asked_for_again_allows_changes() {
    let provider = TestProvider::start();
    for database in demo_databases().await {
        let app = provider.portal(database, &[]);
        let mut ben = ben_signed_in(&app, &provider).await;
        app.database.clock.advance(SignedDuration::from_mins(11));
        let asked = ben.post("/api/account/end-others", &[]).await;
        assert_eq!(asked.location(), "/account/again?from=/account/devices");
        let page = ben.get(asked.location_as_sent()).await.body_text();
        assert!(page.contains("Confirm with my work account"), "{page}");
        // Another person at his computer.
        provider.switch("person?sub=other&amr=mfa").await;
        let query = "from=/account/devices";
        let back = provider.sign_in(&mut ben, query).await;
        assert_eq!(back.status, StatusCode::OK);
        let asked = ben.post("/api/account/end-others", &[]).await;
        assert_eq!(asked.location(), "/account/again?from=/account/devices");
        provider.switch(BEN).await;
        let before = token_of(&ben);
        let back = provider.sign_in(&mut ben, query).await;
        assert_eq!(back.location(), "/account/devices");
        check_new_token(&app, &mut ben, &before, "the identity provider once more").await;
        let ended = ben.post("/api/account/end-others", &[]).await;
        assert_eq!(ended.location(), "/account/devices");
    }
}
