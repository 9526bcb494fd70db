//! Notifications by text message: STOP and START. The SMS gateway is emulated by a local server.
#![allow(clippy::unwrap_used)]

use crate::support::database::OwnerPool;
use crate::support::notification_service::{
    FakeService, build_dispatcher, notification_page, restart_with_flags,
    save_preferences_for_all_hours, send_and_dispatch,
};
use crate::support::{TestApp, TestResponse, on_each_engine};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64ct::{Base64, Encoding};
use server::notifications::NotificationDispatcher;

/// The flags of a portal whose SMS gateway is Twilio's interface at `url`.
pub(crate) fn twilio_flags(url: &str) -> [&str; 10] {
    [
        "--sms-kind",
        "twilio",
        "--sms-url",
        url,
        "--sms-user",
        "AC1",
        "--sms-token",
        "token",
        "--sms-from",
        "+15005550006",
    ]
}

/// A form as Twilio posts it, signed as Twilio documents: HMAC-SHA1 over the URL and the sorted
/// fields.
pub(crate) fn twilio_request(url: &str, secret: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let mut sorted = fields.to_vec();
    sorted.sort_unstable();
    let signed = sorted.iter().fold(url.to_owned(), |signed, (name, value)| {
        signed + name + value
    });
    // Signed with another library than the one with which the portal verifies.
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret.as_bytes());
    let signature = Base64::encode_string(ring::hmac::sign(&key, signed.as_bytes()).as_ref());
    Request::post("/sms/inbound")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-twilio-signature", signature)
        .body(Body::from(serde_urlencoded::to_string(fields).unwrap()))
        .unwrap()
}

async fn receive_text_message(app: &TestApp, from: &str, words: &str) -> TestResponse {
    // Twilio sends these with every message, and signs them all.
    let fields = [
        ("MessageSid", "SM1"),
        ("From", from),
        ("To", "+15005550006"),
        ("Body", words),
    ];
    app.new_visitor()
        .send_request(twilio_request(
            "http://portal.test/sms/inbound",
            "token",
            &fields,
        ))
        .await
}

const MARIA_PHONE: &str = "+16085550199";
/// The same number, as a person types it.
const TYPED_PHONE: (&str, &str) = ("phone", "608 555 0199");
/// The field as a browser sends it when its person has emptied it.
const NO_PHONE: (&str, &str) = ("phone", "");

/// The kind, wording and language of each recorded consent.
async fn read_consents(app: &TestApp) -> Vec<(String, String, String)> {
    let sql = "SELECT kind, words, language FROM text_consent";
    match &app.database.owner_pool {
        OwnerPool::Sqlite(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
        OwnerPool::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
    }
}

/// A carrier or a court can ask to which wording a person agreed.
async fn assert_consent_is_recorded(app: &TestApp) {
    let (words, language) = ("If you give a number, you agree that we text you", "en");
    let consent = read_consents(app).await;
    assert!(
        matches!(
            consent.as_slice(),
            [(kind, stored_words, tongue)]
                if kind == "given" && stored_words.starts_with(words) && tongue == language
        ),
        "{consent:?}"
    );
}

/// Checks the one request to the gateway, which is in Twilio's format.
fn assert_one_twilio_text(gateway: &FakeService) {
    let got = gateway.take_requests();
    assert_eq!(got.len(), 1);
    assert_eq!(
        got[0].0["authorization"],
        format!("Basic {}", Base64::encode_string(b"AC1:token"))
    );
    let mut fields: Vec<(String, String)> = serde_urlencoded::from_str(&got[0].1).unwrap();
    // A gateway accepts the fields in any order.
    fields.sort();
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        fields,
        [
            ("Body", "You have something new"),
            ("From", "+15005550006"),
            ("To", MARIA_PHONE)
        ]
    );
}

/// The first STOP is confirmed; a repeated one gets no answer, which would be one more text.
async fn stop_texts(app: &TestApp, stop: &str) {
    let answer = receive_text_message(app, MARIA_PHONE, stop).await;
    assert_eq!(
        (
            answer.status,
            answer.headers["content-type"].to_str().unwrap()
        ),
        // Twilio sends the text in this answer to the phone; no request to its API is needed.
        (StatusCode::OK, "text/xml; charset=utf-8")
    );
    assert!(
        answer
            .body
            .contains("<Response><Message>You will get no more texts"),
        "{stop}: {}",
        answer.body
    );
    let again = receive_text_message(app, MARIA_PHONE, "STOP").await;
    assert!(
        again.body.ends_with("<Response></Response>"),
        "one confirmation: {}",
        again.body
    );
}

async fn assert_stop_holds_until_start(
    app: &TestApp,
    teller: &NotificationDispatcher,
    gateway: &FakeService,
    stop: &str,
) {
    stop_texts(app, stop).await;
    send_and_dispatch(app, teller).await;
    assert!(gateway.take_requests().is_empty(), "{stop}");
    assert!(
        notification_page(app, "maria-luna")
            .await
            .contains("We stopped texting this number on")
    );
    // Saving the number again in the portal does not override STOP, because mobile networks keep
    // the opt-out as well.
    save_preferences_for_all_hours(app, "maria-luna", &[NO_PHONE]).await;
    save_preferences_for_all_hours(app, "maria-luna", &[TYPED_PHONE]).await;
    send_and_dispatch(app, teller).await;
    assert!(gateway.take_requests().is_empty(), "{stop}");
    let answer = receive_text_message(app, MARIA_PHONE, "Start").await;
    assert!(
        answer
            .body
            .contains("You will get texts from this number again"),
        "{}",
        answer.body
    );
    send_and_dispatch(app, teller).await;
    assert_eq!(gateway.take_requests().len(), 1);
}

/// START has no effect without a chosen number, ordinary text is ignored, and unknown numbers get
/// no reply.
async fn assert_other_texts_ignored(app: &TestApp) {
    for (from, words) in [
        ("+16085550100", "START"),
        ("+16085550100", "STOP"),
        (MARIA_PHONE, "I will stop by"),
        // Nothing is stopped at this point, so there is nothing to confirm.
        (MARIA_PHONE, "start"),
    ] {
        assert!(
            receive_text_message(app, from, words)
                .await
                .body
                .ends_with("<Response></Response>"),
            "{from} {words}"
        );
    }
    assert_eq!(
        app.database
            .query_number("SELECT count(*) FROM notification_channel")
            .await,
        1
    );
}

on_each_engine! {
    async fn stop_ends_texts_at_once_and_start_resumes_what_was_chosen(app: TestApp) {
        let gateway = FakeService::start_service().await;
        let url = format!("{}/2010-04-01/Accounts/AC1/Messages.json", gateway.address);
        let flags = twilio_flags(&url);
        let app = restart_with_flags(app, &flags);
        let teller = build_dispatcher(&flags);
        save_preferences_for_all_hours(&app, "maria-luna", &[TYPED_PHONE]).await;
        assert_consent_is_recorded(&app).await;
        send_and_dispatch(&app, &teller).await;
        assert_one_twilio_text(&gateway);
        // One word of each language, as phones capitalize it and people punctuate it.
        for stop in ["Stop", "¡ALTO!", "Nres", "إيقاف"] {
            assert_stop_holds_until_start(&app, &teller, &gateway, stop).await;
        }
        assert_other_texts_ignored(&app).await;
        receive_text_message(&app, MARIA_PHONE, "STOP").await;
        save_preferences_for_all_hours(&app, "maria-luna", &[NO_PHONE]).await;
        receive_text_message(&app, MARIA_PHONE, "START").await;
        save_preferences_for_all_hours(&app, "maria-luna", &[TYPED_PHONE]).await;
        send_and_dispatch(&app, &teller).await;
        assert!(
            gateway.take_requests().is_empty(),
            "START came while the number was not chosen, and started nothing"
        );
        // Stopped at the gateway, without a message to the portal: Twilio's error 21610.
        receive_text_message(&app, MARIA_PHONE, "START").await;
        gateway.set_answer(400, r#"{"code":21610}"#);
        send_and_dispatch(&app, &teller).await;
        assert_eq!(gateway.take_requests().len(), 1, "not tried again");
        assert!(
            notification_page(&app, "maria-luna")
                .await
                .contains("We stopped texting this number on")
        );
    }
}

on_each_engine! {
    async fn addresses_are_kept_while_their_channels_are_not_configured(app: TestApp) {
        let flags = [
            "--sms-url",
            "http://127.0.0.1:9/send",
            "--smtp-url",
            "smtp://127.0.0.1:9",
        ];
        let app = restart_with_flags(app, &flags);
        let email = ("email", "maria@example.org");
        save_preferences_for_all_hours(&app, "maria-luna", &[TYPED_PHONE, email]).await;
        let app = restart_with_flags(app, &[]);
        let page = notification_page(&app, "maria-luna").await;
        assert!(
            !page.contains("name=\"phone\"") && !page.contains("name=\"email\""),
            "{page}"
        );
        // What a browser sends from this page.
        save_preferences_for_all_hours(&app, "maria-luna", &[]).await;
        assert_consent_is_recorded(&app).await;
        let app = restart_with_flags(app, &flags);
        let page = notification_page(&app, "maria-luna").await;
        assert!(
            page.contains(MARIA_PHONE) && page.contains("maria@example.org"),
            "{page}"
        );
        // With its field, an address can still be removed.
        save_preferences_for_all_hours(&app, "maria-luna", &[NO_PHONE]).await;
        let page = notification_page(&app, "maria-luna").await;
        assert!(
            !page.contains(MARIA_PHONE) && page.contains("maria@example.org"),
            "{page}"
        );
    }
}
