//! Notification services, emulated by local servers: how a push service verifies the portal's
//! signature, and what the portal does when a service refuses a notification.
#![allow(clippy::unwrap_used)]

use crate::notifications::{post_subscription, subscribe_browser};
use crate::support::notification_service::{
    ALL_HOURS, FakeService, build_dispatcher, notification_page, restart_with_flags,
    save_preferences_for_all_hours, send_and_dispatch,
};
use crate::support::{LogBuffer, TestApp, TestBrowser, on_each_engine};
use base64ct::{Base64UrlUnpadded, Encoding};
use clients::web_push;
use server::notifications::NotificationDispatcher;

/// Verifies the token of the Authorization header, as a push service does; returns its claims.
fn verify_vapid_token(authorization: &str, public_key: &str) -> serde_json::Value {
    let (token, public) = authorization
        .strip_prefix("vapid t=")
        .unwrap()
        .split_once(", k=")
        .unwrap();
    assert_eq!(public, public_key);
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let decode = |text: &str| Base64UrlUnpadded::decode_vec(text).unwrap();
    // Verified with a different library than the one that signs.
    ring::signature::UnparsedPublicKey::new(
        &ring::signature::ECDSA_P256_SHA256_FIXED,
        decode(public),
    )
    .verify(signed.as_bytes(), &decode(signature))
    .unwrap();
    let (head, claims) = signed.split_once('.').unwrap();
    let json = |text: &str| serde_json::from_slice::<serde_json::Value>(&decode(text)).unwrap();
    assert_eq!(
        json(head),
        serde_json::json!({ "typ": "JWT", "alg": "ES256" })
    );
    json(claims)
}

on_each_engine! {
    async fn push_service_can_verify_who_sends(app: TestApp) {
        let service = FakeService::start_service().await;
        let key = web_push::generate_vapid_key();
        let flags = [
            "--vapid-key",
            &key,
            "--push-hosts",
            &service.address,
            // The contact of the token, because no `--vapid-contact` is given; it has to be https.
            "--public-url",
            "https://portal.example.org",
        ];
        subscribe_browser(&app, "maria-luna", &service.address).await;
        app.database
            .execute_sql(
                "INSERT INTO notification_preference (person_id, mode, safe_from, \
            safe_until) SELECT id, 'each', 0, 0 FROM person WHERE key = 'maria-luna'",
            )
            .await
            .unwrap();
        send_and_dispatch(&app, &build_dispatcher(&flags)).await;
        let got = service.take_requests();
        assert_eq!(got.len(), 1);
        let claims = verify_vapid_token(
            got[0].0["authorization"].to_str().unwrap(),
            &web_push::derive_public_key(&key).unwrap(),
        );
        // A token for one service is worth nothing at another.
        assert_eq!(
            (claims["aud"].as_str(), claims["sub"].as_str()),
            (
                Some(service.address.as_str()),
                Some("https://portal.example.org")
            )
        );
        // RFC 8292 allows at most 24 hours.
        let left = claims["exp"].as_i64().unwrap() - app.database.clock.now().as_second();
        assert!((0..=24 * 3600).contains(&left), "{left}");
        for (name, value) in [("content-encoding", "aes128gcm"), ("ttl", "43200")] {
            assert_eq!(got[0].0[name], value);
        }
    }
}

/// Only these statuses say that the browser is gone; afterwards its owner reads it, and can turn
/// notifications on again.
async fn assert_gone_browser_is_removed(
    app: &TestApp,
    maria: &mut TestBrowser,
    teller: &NotificationDispatcher,
    service: &FakeService,
) {
    for status in [404, 410] {
        service.set_answer(status, "");
        send_and_dispatch(app, teller).await;
        assert_eq!(count_browsers(app).await, 0, "{status}");
        let page = maria.get("/messages/notify").await.body_text();
        assert!(
            page.contains("One of your phones or computers has not received our notices since"),
            "{status}: {page}"
        );
        // The owner can repair this: a new subscription clears the notice.
        post_subscription(maria, &service.address).await;
        let page = maria.get("/messages/notify").await.body_text();
        assert!(!page.contains("has not received our notices"), "{page}");
    }
}

async fn count_browsers(app: &TestApp) -> i64 {
    app.database
        .query_number("SELECT count(*) FROM notification_channel WHERE channel = 'push'")
        .await
}

on_each_engine! {
    async fn push_service_that_refuses_the_portal_removes_no_subscription(app: TestApp) {
        let log = LogBuffer::default();
        let writer = log.clone();
        let _kept = tracing::subscriber::set_default(
            tracing_subscriber::fmt()
                .with_writer(move || writer.clone())
                .finish(),
        );
        let service = FakeService::start_service().await;
        let key = web_push::generate_vapid_key();
        let flags = [
            "--vapid-key",
            &key,
            "--push-hosts",
            &service.address,
            "--vapid-contact",
            "mailto:it@example.org",
        ];
        let app = restart_with_flags(app, &flags);
        let teller = build_dispatcher(&flags);
        let mut maria = app.person("maria-luna").await;
        maria.post("/api/messages/notify", &ALL_HOURS).await;
        post_subscription(&mut maria, &service.address).await;
        // These do not say that the browser is gone. Its owner could not notice that a subscription
        // was removed, so a fault of the operator must not remove it.
        for status in [403, 401, 400, 429, 413, 500] {
            service.set_answer(status, "");
            send_and_dispatch(&app, &teller).await;
            assert_eq!(count_browsers(&app).await, 1, "{status}");
            // Otherwise her session locks meanwhile.
            maria.get("/messages/notify").await;
        }
        // Once, not again for each notification.
        assert_eq!(
            log.logged_text()
                .matches("a push service refuses this portal")
                .count(),
            1,
            "{}",
            log.logged_text()
        );
        // The subscription's address identifies a browser.
        assert!(
            log.logged_text().contains("--vapid-contact") && !log.logged_text().contains("/a/b")
        );
        service.set_answer(201, "");
        send_and_dispatch(&app, &teller).await;
        let page = maria.get("/messages/notify").await.body_text();
        assert!(!page.contains("has not received our notices"), "{page}");
        assert_gone_browser_is_removed(&app, &mut maria, &teller, &service).await;
    }
}

/// An address that the mail server would never accept is refused while its owner is there to
/// correct it.
async fn assert_unusable_addresses_refused(app: &TestApp) {
    for (address, code) in [
        ("josé@example.org", "without accents"),
        (
            "maria..luna@example.org",
            "It should look like name@example.org",
        ),
    ] {
        let mut maria = app.person("maria-luna").await;
        maria
            .post(
                "/api/messages/notify",
                &[&ALL_HOURS[..], &[("email", address)]].concat(),
            )
            .await;
        let back = maria.get("/messages/notify").await.body_text();
        assert!(back.contains(code) && back.contains(address), "{back}");
    }
}

/// For each language, what the page says about e-mail and about text messages that fail.
const FAILURE_NOTICES: [(&str, &str, &str); 4] = [
    (
        "en",
        "We have not been able to reach you by email since November 23, 2026",
        "by text message since November 23, 2026",
    ),
    (
        "es",
        "no hemos podido avisarle por correo electrónico",
        "no hemos podido avisarle por mensaje de texto",
    ),
    (
        "hmn",
        "los peb xa email tsis tau rau koj",
        "los peb xa ntawv luv tsis tau rau koj",
    ),
    (
        "ar",
        "لم نستطع الوصول إليكم بالبريد الإلكتروني",
        "لم نستطع الوصول إليكم برسالة نصية",
    ),
];

/// Chooses the language of Maria's pages; returns her browser.
async fn choose_language(app: &TestApp, language: &str) -> TestBrowser {
    let mut maria = app.person("maria-luna").await;
    maria
        .post(
            "/api/account/language",
            &[("language", language), ("from", "/")],
        )
        .await;
    maria
}

async fn assert_failures_shown_in_each_language(app: &TestApp) {
    for (language, mail, texts) in FAILURE_NOTICES {
        let mut maria = choose_language(app, language).await;
        // Without the mark that isolates the direction of dates.
        let page = maria
            .get("/messages/notify")
            .await
            .body_text()
            .replace(['\u{200E}', '\u{200F}'], "");
        let shown = page.split("<main").nth(1).unwrap();
        assert!(
            shown.contains(mail) && shown.contains(texts),
            "{language}: {shown}"
        );
    }
    // The assertions that follow are in English.
    choose_language(app, "en").await;
}

/// Saving the same address keeps the failure notice; another address clears it, and so does a
/// delivered notification.
async fn assert_new_address_clears_its_failure(app: &TestApp) {
    save_preferences_for_all_hours(
        app,
        "maria-luna",
        &[
            ("email", "maria@xn--and-6ma2c.example"),
            ("phone", "608 555 0142"),
        ],
    )
    .await;
    assert!(
        notification_page(app, "maria-luna")
            .await
            .contains("reach you by text message")
    );
    save_preferences_for_all_hours(
        app,
        "maria-luna",
        &[
            ("email", "maria@xn--and-6ma2c.example"),
            ("phone", "608 555 0143"),
        ],
    )
    .await;
    let page = notification_page(app, "maria-luna").await;
    assert!(
        page.contains("reach you by email") && !page.contains("reach you by text message"),
        "{page}"
    );
}

on_each_engine! {
    async fn failed_notifications_show_on_the_recipients_own_page(app: TestApp) {
        let gateway = FakeService::start_service().await;
        let url = format!("{}/send", gateway.address);
        let flags = [
            "--sms-url",
            url.as_str(),
            "--smtp-url",
            // Nothing listens on this port.
            "smtp://127.0.0.1:9",
        ];
        let app = restart_with_flags(app, &flags);
        let teller = build_dispatcher(&flags);
        assert_unusable_addresses_refused(&app).await;
        // As phones paste them: a link to an address, and a number in marks of direction.
        save_preferences_for_all_hours(
            &app,
            "maria-luna",
            &[
                ("email", "mailto:maria@ñandú.example"),
                ("phone", "\u{202D}(608) 555-0142\u{202C}"),
            ],
        )
        .await;
        assert_eq!(
            app.database
                .query_number(
                    // As they are stored: the domain in ASCII, the number in E.164.
                    "SELECT count(*) FROM notification_channel WHERE address IN \
            ('maria@xn--and-6ma2c.example', '+16085550142')"
                )
                .await,
            2
        );
        // The SMTP server is unreachable, and the gateway answers that the number is invalid.
        gateway.set_answer(422, "");
        send_and_dispatch(&app, &teller).await;
        assert_failures_shown_in_each_language(&app).await;
        assert!(
            !notification_page(&app, "dana-fox")
                .await
                .contains("not been able to reach"),
            "on no other page"
        );
        assert_new_address_clears_its_failure(&app).await;
        gateway.set_answer(200, "");
        // Without the e-mail address, whose failure is then obsolete; the text message below is
        // delivered.
        let phone_only = [("email", ""), ("phone", "608 555 0143")];
        save_preferences_for_all_hours(&app, "maria-luna", &phone_only).await;
        send_and_dispatch(&app, &teller).await;
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM notification_channel_failure")
                .await,
            0
        );
    }
}
