//! Notifications over SMTP, an SMS gateway and a push service, and what each of them receives. The
//! canary never leaves the portal.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use crate::support::notification_service::build_dispatcher;
use crate::support::{LogBuffer, TestApp, on_each_engine};
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64ct::{Base64UrlUnpadded, Encoding};
use jiff::SignedDuration;
use model::messages::MessageDestination;
use server::notifications::{NotificationDispatcher, web_push};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use web_push_native::p256::SecretKey;
use web_push_native::p256::elliptic_curve::sec1::ToEncodedPoint;

pub(crate) const CANARY_TEXT: &str = "canary-7c3e about the lake";
const NOTICE_TEXTS: [&str; 4] = [
    "You have something new",
    "Tiene algo nuevo",
    "Koj muaj ib yam tshiab",
    "لديكم شيء جديد",
];

type MailSink = Arc<Mutex<Vec<String>>>;
type RecordedRequests = Arc<Mutex<Vec<(HeaderMap, Vec<u8>)>>>;

/// A fake SMTP server that accepts mail except for `gone@`; each entry is one whole session.
pub(crate) async fn fake_smtp_server() -> (String, MailSink) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let sink = MailSink::default();
    let kept = sink.clone();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let kept = kept.clone();
            tokio::spawn(async move {
                let (read, mut write) = stream.into_split();
                let mut lines = BufReader::new(read).lines();
                let mut all = String::new();
                let mut data = false;
                let _ = write.write_all(b"220 sink ready\r\n").await;
                while let Ok(Some(line)) = lines.next_line().await {
                    all.push_str(&line);
                    all.push('\n');
                    let answer = match (data, line.split(' ').next().unwrap_or("")) {
                        (true, ".") => {
                            data = false;
                            kept.lock().unwrap().push(std::mem::take(&mut all));
                            "250 kept"
                        }
                        (true, _) => continue,
                        (false, "EHLO") => "250-sink\r\n250 8BITMIME",
                        (false, "DATA") => {
                            data = true;
                            "354 go on"
                        }
                        (false, "RCPT") if line.contains("gone@") => "550 nobody here",
                        (false, "QUIT") => "221 bye",
                        _ => "250 fine",
                    };
                    let _ = write.write_all(format!("{answer}\r\n").as_bytes()).await;
                }
            });
        }
    });
    (address, sink)
}

/// A fake HTTP service that records requests and answers with `status`.
pub(crate) async fn fake_http_service(status: StatusCode) -> (String, RecordedRequests) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let sink = RecordedRequests::default();
    let kept = sink.clone();
    let router = Router::new().route(
        "/{*path}",
        post(move |headers: HeaderMap, body: Bytes| async move {
            kept.lock().unwrap().push((headers, body.to_vec()));
            status
        }),
    );
    tokio::spawn(async move { axum::serve(listener, router.into_make_service()).await });
    (address, sink)
}

pub(crate) async fn save_preferences(app: &TestApp, key: &str, fields: &[(&str, &str)]) {
    let mut browser = app.person(key).await;
    let saved = browser.post("/api/messages/notify", fields).await;
    assert_eq!(
        saved.location(),
        "/messages/notify?saved=1",
        "{}",
        saved.body
    );
}

pub(crate) async fn advance_and_dispatch(
    app: &TestApp,
    teller: &NotificationDispatcher,
    by: SignedDuration,
) {
    app.database.clock.advance(by);
    teller.dispatch_due(&app.database.db).await.unwrap();
}

pub(crate) const TWO_MINUTES: SignedDuration = SignedDuration::from_mins(2);

on_each_engine! {
    async fn mail_text_and_push_say_one_sentence_and_nothing_else(app: TestApp) {
        let log = LogBuffer::default();
        let writer = log.clone();
        let _kept = tracing::subscriber::set_default(
            tracing_subscriber::fmt()
                .with_max_level(tracing::Level::DEBUG)
                .with_writer(move || writer.clone())
                .finish(),
        );
        let (mail, letters) = fake_smtp_server().await;
        let (sms, texts) = fake_http_service(StatusCode::OK).await;
        let (service, pushes) = fake_http_service(StatusCode::CREATED).await;
        let key = web_push::generate_vapid_key();
        let gateway = format!("{sms}/send");
        let teller = build_dispatcher(&[
            "--smtp-url",
            &mail,
            "--sms-url",
            &gateway,
            "--sms-token",
            "secret",
            "--vapid-key",
            &key,
            "--push-hosts",
            &service,
        ]);
        let open = [("mode", "each"), ("safe_from", "0"), ("safe_until", "0")];
        save_preferences(
            &app,
            "maria-luna",
            &[&open[..], &[("email", "phone7@example.org")]].concat(),
        )
        .await;
        app.person("maria-luna")
            .await
            .post(
                "/api/account/language",
                &[("language", "es"), ("from", "/")],
            )
            .await;
        save_preferences(
            &app,
            "tasha-carter",
            &[&open[..], &[("phone", "608 555 0199")]].concat(),
        )
        .await;
        // June's browser subscription, with its own keys.
        let secret = SecretKey::from_slice(&[7; 32]).unwrap();
        let browser = store::notify::BrowserSubscription {
            endpoint: format!("{service}/a/b"),
            key: Base64UrlUnpadded::encode_string(
                secret.public_key().to_encoded_point(false).as_bytes(),
            ),
            secret: Base64UrlUnpadded::encode_string(&[9; 16]),
        };
        let mut tx = app.database.begin_as("june-bell").await;
        store::notify::add_browser(&mut tx, &browser).await.unwrap();
        tx.commit().await.unwrap();

        app.database
            .send_message(
                "dana-fox",
                MessageDestination::Thread(app.database.thread_id("maria-dana").await),
                CANARY_TEXT,
            )
            .await
            .unwrap();
        app.database
            .send_message(
                "june-bell",
                MessageDestination::Thread(app.database.thread_id("tasha-june").await),
                CANARY_TEXT,
            )
            .await
            .unwrap();
        app.database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(app.database.thread_id("tasha-june").await),
                CANARY_TEXT,
            )
            .await
            .unwrap();
        teller.dispatch_due(&app.database.db).await.unwrap();
        assert!(
            letters.lock().unwrap().is_empty(),
            "who is looking has read it before it is due"
        );
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;

        let letters = letters.lock().unwrap().clone();
        assert_eq!(letters.len(), 1, "{letters:?}");
        assert!(
            letters[0].contains("RCPT TO:<phone7@example.org>")
                && letters[0].contains("Subject: Tiene algo nuevo")
                && letters[0].contains("notice@example.org"),
            "{}",
            letters[0]
        );
        let texts: Vec<(HeaderMap, String)> = texts
            .lock()
            .unwrap()
            .iter()
            .map(|(headers, body)| (headers.clone(), String::from_utf8(body.clone()).unwrap()))
            .collect();
        assert_eq!(texts.len(), 1);
        assert_eq!(
            texts[0].1,
            r#"{"text":"You have something new","to":"+16085550199"}"#
        );
        assert_eq!(texts[0].0["authorization"], "Bearer secret");
        let pushes = pushes.lock().unwrap().clone();
        assert_eq!(pushes.len(), 1);
        assert!(
            pushes[0].0["authorization"]
                .to_str()
                .unwrap()
                .starts_with("vapid t=")
        );
        let opened = web_push_native::decrypt(
            pushes[0].1.clone(),
            &secret,
            &web_push_native::Auth::clone_from_slice(&[9; 16]),
        )
        .unwrap();
        assert!(NOTICE_TEXTS.contains(&std::str::from_utf8(&opened).unwrap()));
        // None of the requests contains personal data.
        let headers = |all: &HeaderMap| format!("{all:?}");
        let everything = [
            letters.join("\n"),
            texts[0].1.clone(),
            headers(&texts[0].0),
            String::from_utf8_lossy(&opened).into_owned(),
            headers(&pushes[0].0),
        ]
        .join("\n");
        for secret in [
            "canary",
            "Dana",
            "Luna",
            "María",
            "Maria",
            "June",
            "Tasha",
            "Lakeside",
            "Alongside",
            "agency",
            "portal.test",
        ] {
            assert!(
                !everything.to_lowercase().contains(&secret.to_lowercase()),
                "{secret}: {everything}"
            );
        }
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM outbox WHERE state = 'told'")
                .await,
            3
        );
        // The log says that a notification was sent, but neither its content nor its recipient.
        let log = log.logged_text();
        assert!(log.contains("notification delivery attempted") && log.contains("sms"), "{log}");
        for secret in [
            "canary", "phone7", "5550199", "555 0199", "/a/b", "Luna", "Tasha",
        ] {
            assert!(!log.contains(secret), "{secret}");
        }
    }
}

on_each_engine! {
    async fn a_push_subscription_names_no_internal_address(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        for endpoint in [
            "https://169.254.169.254/latest",
            "http://127.0.0.1:5432/",
            "https://fcm.googleapis.com.evil.example/x",
        ] {
            let refused = maria
                .post(
                    "/api/messages/browser",
                    &[("endpoint", endpoint), ("key", "k"), ("secret", "s")],
                )
                .await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{endpoint}");
        }
        let back = maria
            .post(
                "/api/messages/notify",
                &[
                    ("mode", "each"),
                    ("email", "not an address"),
                    ("phone", "12"),
                ],
            )
            .await;
        assert_eq!(back.location(), "/messages/notify");
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM notify_way")
                .await,
            0
        );
    }
}
