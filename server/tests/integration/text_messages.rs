//! Notifications by text message: STOP and START, and who may send them to the portal. The SMS
//! gateway is emulated by a local server.
#![allow(clippy::unwrap_used)]

use crate::support;
use crate::support::notification_service::{
    FakeService, build_dispatcher, notification_page, restart_with_flags,
    save_preferences_for_all_hours, send_and_dispatch,
};
use crate::support::{TestApp, TestResponse, on_each_engine};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};

/// A form as Twilio posts it, signed as Twilio documents: HMAC-SHA1 over the URL and the sorted
/// fields.
fn twilio_request(url: &str, secret: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let mut sorted = fields.to_vec();
    sorted.sort_unstable();
    let signed = sorted.iter().fold(url.to_owned(), |signed, (name, value)| {
        signed + name + value
    });
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret.as_bytes());
    let signature = Base64::encode_string(ring::hmac::sign(&key, signed.as_bytes()).as_ref());
    Request::post("/sms/inbound")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-twilio-signature", signature)
        .body(Body::from(serde_urlencoded::to_string(fields).unwrap()))
        .unwrap()
}

async fn receive_text_message(app: &TestApp, from: &str, words: &str) -> TestResponse {
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

on_each_engine! {
    async fn stop_ends_texts_at_once_and_start_resumes_what_was_chosen(app: TestApp) {
        let gateway = FakeService::start_service().await;
        let url = format!("{}/2010-04-01/Accounts/AC1/Messages.json", gateway.address);
        let flags = [
            "--sms-kind",
            "twilio",
            "--sms-url",
            &url,
            "--sms-user",
            "AC1",
            "--sms-token",
            "token",
            "--sms-from",
            "+15005550006",
        ];
        let app = restart_with_flags(app, &flags);
        let teller = build_dispatcher(&flags);
        save_preferences_for_all_hours(&app, "maria-luna", &[("phone", "608 555 0199")]).await;
        let (words, language) = ("If you give a number, you agree that we text you", "en");
        let consent = match &app.database.owner_pool {
            support::database::OwnerPool::Sqlite(pool) => {
                sqlx::query_as::<_, (String, String, String)>(
                    "SELECT kind, words, language FROM text_consent",
                )
                .fetch_all(pool)
                .await
                .unwrap()
            }
            support::database::OwnerPool::Postgres(pool) => {
                sqlx::query_as("SELECT kind, words, language FROM text_consent")
                    .fetch_all(pool)
                    .await
                    .unwrap()
            }
        };
        assert!(
            matches!(consent.as_slice(), [(kind, kept, tongue)] if kind == "given" && kept.starts_with(words) && tongue == language),
            "{consent:?}"
        );
        send_and_dispatch(&app, &teller).await;
        let got = gateway.take_requests();
        assert_eq!(got.len(), 1);
        assert_eq!(
            got[0].0["authorization"],
            format!("Basic {}", Base64::encode_string(b"AC1:token"))
        );
        let mut fields: Vec<(String, String)> = serde_urlencoded::from_str(&got[0].1).unwrap();
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
                ("To", "+16085550199")
            ]
        );

        for stop in ["Stop", "¡ALTO!", "Nres", "إيقاف"] {
            let answer = receive_text_message(&app, "+16085550199", stop).await;
            assert_eq!(
                (
                    answer.status,
                    answer.headers["content-type"].to_str().unwrap()
                ),
                (StatusCode::OK, "text/xml; charset=utf-8")
            );
            assert!(
                answer
                    .body
                    .contains("<Response><Message>You will get no more texts"),
                "{stop}: {}",
                answer.body
            );
            let again = receive_text_message(&app, "+16085550199", "STOP").await;
            assert!(
                again.body.ends_with("<Response></Response>"),
                "one confirmation: {}",
                again.body
            );
            send_and_dispatch(&app, &teller).await;
            assert!(gateway.take_requests().is_empty(), "{stop}");
            assert!(
                notification_page(&app, "maria-luna")
                    .await
                    .contains("Texts to this number are stopped since")
            );
            // Saving the number again in the portal does not override STOP.
            save_preferences_for_all_hours(&app, "maria-luna", &[]).await;
            save_preferences_for_all_hours(&app, "maria-luna", &[("phone", "608 555 0199")]).await;
            send_and_dispatch(&app, &teller).await;
            assert!(gateway.take_requests().is_empty(), "{stop}");
            let answer = receive_text_message(&app, "+16085550199", "Start").await;
            assert!(
                answer
                    .body
                    .contains("You will get texts from this number again"),
                "{}",
                answer.body
            );
            send_and_dispatch(&app, &teller).await;
            assert_eq!(gateway.take_requests().len(), 1);
        }
        // START has no effect without a chosen number, ordinary text is ignored, and unknown
        // numbers get no reply.
        for (from, words) in [
            ("+16085550100", "START"),
            ("+16085550100", "STOP"),
            ("+16085550199", "I will stop by"),
            ("+16085550199", "start"),
        ] {
            assert!(
                receive_text_message(&app, from, words)
                    .await
                    .body
                    .ends_with("<Response></Response>"),
                "{from} {words}"
            );
        }
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM notify_way")
                .await,
            1
        );
        receive_text_message(&app, "+16085550199", "STOP").await;
        save_preferences_for_all_hours(&app, "maria-luna", &[]).await;
        receive_text_message(&app, "+16085550199", "START").await;
        save_preferences_for_all_hours(&app, "maria-luna", &[("phone", "608 555 0199")]).await;
        send_and_dispatch(&app, &teller).await;
        assert!(
            gateway.take_requests().is_empty(),
            "START came while the number was not chosen, and started nothing"
        );
        // Stopped at the gateway, without a message to the portal.
        receive_text_message(&app, "+16085550199", "START").await;
        gateway.set_answer(400, r#"{"code":21610}"#);
        send_and_dispatch(&app, &teller).await;
        assert_eq!(gateway.take_requests().len(), 1, "not tried again");
        assert!(
            notification_page(&app, "maria-luna")
                .await
                .contains("Texts to this number are stopped since")
        );
    }
}

on_each_engine! {
    async fn only_the_gateway_may_stop_texts(app: TestApp) {
        let plain = app
            .new_visitor()
            .send_request(twilio_request(
                "http://portal.test/sms/inbound",
                "token",
                &[("From", "+16085550199"), ("Body", "STOP")],
            ))
            .await;
        assert_eq!(
            plain.status,
            StatusCode::FORBIDDEN,
            "without a gateway nothing listens"
        );
        let flags = [
            "--sms-kind",
            "twilio",
            "--sms-url",
            "http://127.0.0.1:9/x",
            "--sms-user",
            "AC1",
            "--sms-token",
            "token",
            "--sms-from",
            "+15005550006",
        ];
        let app = restart_with_flags(app, &flags);
        save_preferences_for_all_hours(&app, "maria-luna", &[("phone", "608 555 0199")]).await;
        let fields = [("From", "+16085550199"), ("Body", "STOP")];
        let good = || twilio_request("http://portal.test/sms/inbound", "token", &fields);
        let mut changed = twilio_request(
            "http://portal.test/sms/inbound",
            "token",
            &[("From", "+16085550100"), ("Body", "STOP")],
        );
        *changed.body_mut() = good().into_body();
        let mut unsigned = good();
        unsigned.headers_mut().remove("x-twilio-signature");
        let mut garbled = good();
        garbled
            .headers_mut()
            .insert("x-twilio-signature", "%%%".parse().unwrap());
        for bad in [
            changed,
            unsigned,
            garbled,
            twilio_request("http://portal.test/sms/inbound", "other", &fields),
            twilio_request("https://evil.test/sms/inbound", "token", &fields),
        ] {
            assert_eq!(
                app.new_visitor().send_request(bad).await.status,
                StatusCode::FORBIDDEN
            );
        }
        let long = "x".repeat(20_000);
        let large = twilio_request(
            "http://portal.test/sms/inbound",
            "token",
            &[("From", "+16085550199"), ("Body", long.as_str())],
        );
        assert_eq!(
            app.new_visitor().send_request(large).await.status,
            StatusCode::PAYLOAD_TOO_LARGE
        );
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM text_consent WHERE kind = 'stopped'")
                .await,
            0
        );
        let answer = app.new_visitor().send_request(good()).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.headers.get("set-cookie").is_none());
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM text_consent WHERE kind = 'stopped'")
                .await,
            1
        );
    }
}

on_each_engine! {
    async fn json_gateway_signs_its_time_and_is_answered_over_the_gateway(app: TestApp) {
        let gateway = FakeService::start_service().await;
        let url = format!("{}/send", gateway.address);
        let app = restart_with_flags(
            app,
            &[
                "--sms-url",
                &url,
                "--sms-token",
                "bearer",
                "--sms-inbound-secret",
                "-shared",
            ],
        );
        save_preferences_for_all_hours(&app, "maria-luna", &[("phone", "608 555 0199")]).await;
        app.person("maria-luna")
            .await
            .post(
                "/api/account/language",
                &[("language", "es"), ("from", "/")],
            )
            .await;
        let now = app.database.clock.now().as_second();
        let signed = |at: i64, secret: &str, body: &str| {
            let mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes())
                .unwrap()
                .chain_update(format!("{at}.{body}"))
                .finalize()
                .into_bytes();
            let hex: String = mac.iter().map(|byte| format!("{byte:02x}")).collect();
            let request = Request::post("/sms/inbound")
                .header("x-signature-timestamp", at.to_string())
                .header("x-signature", format!("sha256={hex}"));
            request.body(Body::from(body.to_owned())).unwrap()
        };
        let stop = r#"{"from":"+1 608 555 0199","text":"alto"}"#;
        for bad in [
            signed(now, "other", stop),
            signed(now - 301, "-shared", stop),
            signed(now + 301, "-shared", stop),
        ] {
            assert_eq!(
                app.new_visitor().send_request(bad).await.status,
                StatusCode::FORBIDDEN
            );
        }
        assert_eq!(
            app.new_visitor()
                .send_request(signed(now, "-shared", "{}"))
                .await
                .status,
            StatusCode::BAD_REQUEST
        );
        assert!(gateway.take_requests().is_empty());
        for _ in 0..2 {
            assert_eq!(
                app.new_visitor()
                    .send_request(signed(now, "-shared", stop))
                    .await
                    .status,
                StatusCode::NO_CONTENT
            );
        }
        let got = gateway.take_requests();
        assert_eq!(got.len(), 1, "one confirmation");
        let said: serde_json::Value = serde_json::from_str(&got[0].1).unwrap();
        assert_eq!(said["to"], "+16085550199");
        assert!(
            said["text"]
                .as_str()
                .unwrap()
                .starts_with("Ya no recibirá mensajes"),
            "{said}"
        );
        assert_eq!(got[0].0["authorization"], "Bearer bearer");
    }
}
