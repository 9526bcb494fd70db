//! Notification services, emulated by local servers: how a push service verifies the portal's
//! signature, what an SMS gateway receives, and what it sends back.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use crate::support;
use crate::support::{LogBuffer, TestApp, TestResponse, on_each_engine};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::post;
use base64ct::{Base64, Base64UrlUnpadded, Encoding};
use clap::Parser;
use hmac::{Hmac, KeyInit, Mac};
use jiff::SignedDuration;
use model::messages::MessageDestination;
use server::config::Cli;
use server::notifications::{NotificationDispatcher, web_push};
use tokio::net::TcpListener;
use web_push_native::p256::SecretKey;
use web_push_native::p256::elliptic_curve::sec1::ToEncodedPoint;

/// A fake HTTP service: the requests it has received, and its next response.
#[derive(Clone)]
struct FakeService {
    address: String,
    requests: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    answer: Arc<Mutex<(StatusCode, &'static str)>>,
}

impl FakeService {
    async fn start_service() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let service = Self {
            address,
            requests: Arc::default(),
            answer: Arc::new(Mutex::new((StatusCode::CREATED, ""))),
        };
        let kept = service.clone();
        let take = post(move |headers: HeaderMap, body: Bytes| async move {
            kept.requests
                .lock()
                .unwrap()
                .push((headers, String::from_utf8_lossy(&body).into_owned()));
            *kept.answer.lock().unwrap()
        });
        tokio::spawn(async move {
            axum::serve(
                listener,
                Router::new().route("/{*path}", take).into_make_service(),
            )
            .await
        });
        service
    }

    fn set_answer(&self, status: u16, body: &'static str) {
        *self.answer.lock().unwrap() = (StatusCode::from_u16(status).unwrap(), body);
    }

    fn take_requests(&self) -> Vec<(HeaderMap, String)> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

fn build_dispatcher(flags: &[&str]) -> NotificationDispatcher {
    let cli = Cli::parse_from(
        [
            &["alongside", "--mail-from", "notice@example.org"],
            flags,
            &["serve"],
        ]
        .concat(),
    );
    NotificationDispatcher::new(&cli.settings).unwrap()
}

async fn subscribe_browser(app: &TestApp, who: &str, service: &FakeService) {
    let secret = SecretKey::from_slice(&[7; 32]).unwrap();
    let browser = store::notify::BrowserSubscription {
        endpoint: format!("{}/a/b", service.address),
        key: Base64UrlUnpadded::encode_string(
            secret.public_key().to_encoded_point(false).as_bytes(),
        ),
        secret: Base64UrlUnpadded::encode_string(&[9; 16]),
    };
    let mut tx = app.database.begin_as(who).await;
    store::notify::add_browser(&mut tx, &browser).await.unwrap();
    tx.commit().await.unwrap();
}

/// Writes a message to Maria, and advances the clock until its notification is due and retried.
async fn send_and_dispatch(app: &TestApp, teller: &NotificationDispatcher) {
    app.database
        .send_message(
            "dana-fox",
            MessageDestination::Thread(app.database.thread_id("maria-dana").await),
            "something new",
        )
        .await
        .unwrap();
    for _ in 0..6 {
        app.database.clock.advance(SignedDuration::from_mins(40));
        teller.dispatch_due(&app.database.db).await.unwrap();
    }
    // Marked as read, so that the next message is notified as well.
    app.database
        .execute_sql(
            "UPDATE reader SET read_seq = (SELECT last_seq FROM thread WHERE \
        thread.id = reader.thread_id)",
        )
        .await
        .unwrap();
}

const ALL_HOURS: [(&str, &str); 3] = [("mode", "each"), ("safe_from", "0"), ("safe_until", "0")];

async fn save_preferences(app: &TestApp, who: &str, fields: &[(&str, &str)]) {
    let saved = app
        .person(who)
        .await
        .post("/api/messages/notify", &[&ALL_HOURS[..], fields].concat())
        .await;
    assert_eq!(
        saved.location(),
        "/messages/notify?saved=1",
        "{}",
        saved.body
    );
}

async fn notification_page(app: &TestApp, who: &str) -> String {
    app.person(who)
        .await
        .get("/messages/notify")
        .await
        .body_text()
}

/// The portal restarted with these flags.
fn restart_with_flags(app: TestApp, flags: &[&str]) -> TestApp {
    TestApp::new(
        app.database,
        &[&["--public-url", "http://portal.test"], flags].concat(),
    )
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
            "--public-url",
            "https://portal.example.org",
        ];
        subscribe_browser(&app, "maria-luna", &service).await;
        app.database
            .execute_sql(
                "INSERT INTO notify_choice (person_id, mode, safe_from, \
            safe_until) SELECT id, 'each', 0, 0 FROM person WHERE key = 'maria-luna'",
            )
            .await
            .unwrap();
        send_and_dispatch(&app, &build_dispatcher(&flags)).await;
        let got = service.take_requests();
        assert_eq!(got.len(), 1);
        let header = got[0].0["authorization"].to_str().unwrap();
        let (token, public) = header
            .strip_prefix("vapid t=")
            .unwrap()
            .split_once(", k=")
            .unwrap();
        assert_eq!(public, web_push::derive_public_key(&key).unwrap());
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
        let claims = json(claims);
        assert_eq!(
            (claims["aud"].as_str(), claims["sub"].as_str()),
            (
                Some(service.address.as_str()),
                Some("https://portal.example.org")
            )
        );
        let left = claims["exp"].as_i64().unwrap() - app.database.clock.now().as_second();
        assert!((0..=24 * 3600).contains(&left), "{left}");
        for (name, value) in [("content-encoding", "aes128gcm"), ("ttl", "43200")] {
            assert_eq!(got[0].0[name], value);
        }
    }
}

on_each_engine! {
    async fn push_service_that_refuses_the_portal_costs_nobody_their_browser(app: TestApp) {
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
        save_preferences(&app, "maria-luna", &[]).await;
        subscribe_browser(&app, "maria-luna", &service).await;
        let browsers = "SELECT count(*) FROM notify_way WHERE way = 'push'";
        for status in [403, 401, 400, 429, 413, 500] {
            service.set_answer(status, "");
            send_and_dispatch(&app, &teller).await;
            assert_eq!(app.database.query_number(browsers).await, 1, "{status}");
        }
        assert_eq!(
            log.logged_text()
                .matches("a push service refuses this portal")
                .count(),
            1,
            "{}",
            log.logged_text()
        );
        assert!(
            log.logged_text().contains("--vapid-contact") && !log.logged_text().contains("/a/b")
        );
        service.set_answer(201, "");
        send_and_dispatch(&app, &teller).await;
        assert!(
            !notification_page(&app, "maria-luna")
                .await
                .contains("has not taken our notices")
        );
        for status in [404, 410] {
            service.set_answer(status, "");
            send_and_dispatch(&app, &teller).await;
            assert_eq!(app.database.query_number(browsers).await, 0, "{status}");
            assert!(
                notification_page(&app, "maria-luna").await.contains(
                    "A phone or computer where we told you has not taken our notices since"
                ),
                "{status}"
            );
            subscribe_browser(&app, "maria-luna", &service).await;
            assert!(
                !notification_page(&app, "maria-luna")
                    .await
                    .contains("has not taken our notices"),
                "turned on again"
            );
        }
    }
}

on_each_engine! {
    async fn failed_notifications_show_on_the_recipients_own_page(app: TestApp) {
        let gateway = FakeService::start_service().await;
        let url = format!("{}/send", gateway.address);
        let flags = ["--sms-url", url.as_str(), "--smtp", "smtp://127.0.0.1:9"];
        let app = restart_with_flags(app, &flags);
        let teller = build_dispatcher(&flags);
        for (address, code) in [
            ("josé@example.org", "without accents"),
            ("maria..luna@example.org", "It looks like name@example.org"),
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
        save_preferences(
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
                    "SELECT count(*) FROM notify_way WHERE address IN \
            ('maria@xn--and-6ma2c.example', '+16085550142')"
                )
                .await,
            2
        );
        // The SMTP server is unreachable, and the gateway answers that the number is invalid.
        gateway.set_answer(422, "");
        send_and_dispatch(&app, &teller).await;
        for (language, mail, texts) in [
            (
                "en",
                "We have not been able to reach you by e-mail since November 23, 2026",
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
        ] {
            let mut maria = app.person("maria-luna").await;
            maria
                .post(
                    "/api/account/language",
                    &[("language", language), ("from", "/")],
                )
                .await;
            // Without the mark that isolates the direction of dates.
            let said = maria
                .get("/messages/notify")
                .await
                .body_text()
                .replace(['\u{200E}', '\u{200F}'], "");
            let shown = said.split("<main").nth(1).unwrap();
            assert!(
                shown.contains(mail) && shown.contains(texts),
                "{language}: {shown}"
            );
        }
        let mut maria = app.person("maria-luna").await;
        maria
            .post(
                "/api/account/language",
                &[("language", "en"), ("from", "/")],
            )
            .await;
        assert!(
            !notification_page(&app, "dana-fox")
                .await
                .contains("not been able to reach"),
            "nobody else's"
        );
        // Saving the same address keeps the failure notice; another address clears it, and so does
        // a delivered notification.
        save_preferences(
            &app,
            "maria-luna",
            &[
                ("email", "maria@xn--and-6ma2c.example"),
                ("phone", "608 555 0142"),
            ],
        )
        .await;
        assert!(
            notification_page(&app, "maria-luna")
                .await
                .contains("reach you by text message")
        );
        save_preferences(
            &app,
            "maria-luna",
            &[
                ("email", "maria@xn--and-6ma2c.example"),
                ("phone", "608 555 0143"),
            ],
        )
        .await;
        let said = notification_page(&app, "maria-luna").await;
        assert!(
            said.contains("reach you by e-mail") && !said.contains("reach you by text message"),
            "{said}"
        );
        gateway.set_answer(200, "");
        save_preferences(&app, "maria-luna", &[("phone", "608 555 0143")]).await;
        send_and_dispatch(&app, &teller).await;
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM notify_trouble")
                .await,
            0
        );
    }
}

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
        save_preferences(&app, "maria-luna", &[("phone", "608 555 0199")]).await;
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
            save_preferences(&app, "maria-luna", &[]).await;
            save_preferences(&app, "maria-luna", &[("phone", "608 555 0199")]).await;
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
        save_preferences(&app, "maria-luna", &[]).await;
        receive_text_message(&app, "+16085550199", "START").await;
        save_preferences(&app, "maria-luna", &[("phone", "608 555 0199")]).await;
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
        save_preferences(&app, "maria-luna", &[("phone", "608 555 0199")]).await;
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
        save_preferences(&app, "maria-luna", &[("phone", "608 555 0199")]).await;
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
