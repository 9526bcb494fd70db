//! The webhook for inbound text messages: only the gateway may stop or start texts, because the
//! path needs no session.
#![allow(clippy::unwrap_used)]

use crate::support::notification_service::{
    FakeService, restart_with_flags, save_preferences_for_all_hours,
};
use crate::support::{TestApp, on_each_engine};
use crate::text_messages::{twilio_flags, twilio_request};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use hmac::{Hmac, KeyInit, Mac};

const STOP_FIELDS: [(&str, &str); 2] = [("From", "+16085550199"), ("Body", "STOP")];

fn valid_stop() -> Request<Body> {
    twilio_request("http://portal.test/sms/inbound", "token", &STOP_FIELDS)
}

/// STOP from Maria's number with signatures that do not fit. A sender who could forge it would end
/// her notifications.
fn forged_stops() -> [Request<Body>; 5] {
    // A valid signature of another number's STOP.
    let mut changed = twilio_request(
        "http://portal.test/sms/inbound",
        "token",
        &[("From", "+16085550100"), ("Body", "STOP")],
    );
    *changed.body_mut() = valid_stop().into_body();
    let mut unsigned = valid_stop();
    unsigned.headers_mut().remove("x-twilio-signature");
    let mut garbled = valid_stop();
    garbled
        .headers_mut()
        .insert("x-twilio-signature", "%%%".parse().unwrap());
    [
        changed,
        unsigned,
        garbled,
        twilio_request("http://portal.test/sms/inbound", "other", &STOP_FIELDS),
        // Signed for another site with the same token.
        twilio_request("https://evil.test/sms/inbound", "token", &STOP_FIELDS),
    ]
}

async fn count_stopped(app: &TestApp) -> i64 {
    app.database
        .query_number("SELECT count(*) FROM text_consent WHERE kind = 'stopped'")
        .await
}

on_each_engine! {
    async fn only_the_gateway_may_stop_texts(app: TestApp) {
        let plain = app.new_visitor().send_request(valid_stop()).await;
        assert_eq!(
            plain.status,
            StatusCode::FORBIDDEN,
            "without a gateway nothing listens"
        );
        let app = restart_with_flags(app, &twilio_flags("http://127.0.0.1:9/x"));
        save_preferences_for_all_hours(&app, "maria-luna", &[("phone", "608 555 0199")]).await;
        for forged in forged_stops() {
            assert_eq!(
                app.new_visitor().send_request(forged).await.status,
                StatusCode::FORBIDDEN
            );
        }
        // The body is read before its signature can be checked, so its size is limited first.
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
        assert_eq!(count_stopped(&app).await, 0);
        let answer = app.new_visitor().send_request(valid_stop()).await;
        assert_eq!(answer.status, StatusCode::OK);
        // The signature takes the place of a session; a cookie would start one.
        assert!(answer.headers.get("set-cookie").is_none());
        assert_eq!(count_stopped(&app).await, 1);
    }
}

/// A request as the JSON gateway signs it, with the time in seconds.
fn json_request(at: i64, secret: &str, body: &str) -> Request<Body> {
    let mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes())
        .unwrap()
        .chain_update(format!("{at}.{body}"))
        .finalize()
        .into_bytes();
    let hex = base16ct::lower::encode_string(&mac);
    Request::post("/sms/inbound")
        .header("x-signature-timestamp", at.to_string())
        .header("x-signature", format!("sha256={hex}"))
        .body(Body::from(body.to_owned()))
        .unwrap()
}

const JSON_STOP: &str = r#"{"from":"+1 608 555 0199","text":"alto"}"#;

/// Sends a request of the gateway; returns the status of the response.
async fn receive_json(app: &TestApp, request: Request<Body>) -> StatusCode {
    app.new_visitor().send_request(request).await.status
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
                // A secret may begin with a hyphen, like a flag.
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
        // A recorded START could otherwise be sent again after a later STOP.
        for forged in [
            json_request(now, "other", JSON_STOP),
            // A second more than the five minutes for which a time is accepted.
            json_request(now - 301, "-shared", JSON_STOP),
            json_request(now + 301, "-shared", JSON_STOP),
        ] {
            assert_eq!(receive_json(&app, forged).await, StatusCode::FORBIDDEN);
        }
        let empty = json_request(now, "-shared", "{}");
        assert_eq!(receive_json(&app, empty).await, StatusCode::BAD_REQUEST);
        assert!(gateway.take_requests().is_empty());
        // A gateway repeats a request whose answer it did not get.
        for _ in 0..2 {
            let stop = json_request(now, "-shared", JSON_STOP);
            assert_eq!(receive_json(&app, stop).await, StatusCode::NO_CONTENT);
        }
        let got = gateway.take_requests();
        assert_eq!(got.len(), 1, "one confirmation");
        let payload: serde_json::Value = serde_json::from_str(&got[0].1).unwrap();
        assert_eq!(payload["to"], "+16085550199");
        assert!(
            payload["text"]
                .as_str()
                .unwrap()
                .starts_with("Ya no recibirá mensajes"),
            "{payload}"
        );
        assert_eq!(got[0].0["authorization"], "Bearer bearer");
    }
}
