//! Notifications over SMTP, an SMS gateway and a push service, and what each of them receives. The
//! canary never leaves the portal.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use crate::support::notification_service::{build_dispatcher, save_preferences_for_all_hours};
use crate::support::{LogBuffer, TestApp, TestBrowser, TestResponse, on_each_engine};
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64ct::{Base64UrlUnpadded, Encoding};
use clients::web_push;
use jiff::SignedDuration;
use model::messages::MessageDestination;
use server::notifications::NotificationDispatcher;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use web_push_native::p256::SecretKey;
use web_push_native::p256::elliptic_curve::sec1::ToEncodedPoint;

pub(crate) const CANARY_TEXT: &str = "canary-7c3e about the lake";
// `common-notice` in each language.
const NOTICE_TEXTS: [&str; 4] = [
    "You have something new",
    "Tiene algo nuevo",
    "Koj muaj ib yam tshiab",
    "لديكم شيء جديد",
];

type MailSink = Arc<Mutex<Vec<String>>>;
type ReceivedRequest = (HeaderMap, Vec<u8>);
type RecordedRequests = Arc<Mutex<Vec<ReceivedRequest>>>;

/// A fake SMTP server that accepts mail except for `gone@`; each entry is one whole session.
pub(crate) async fn fake_smtp_server() -> (String, MailSink) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let sink = MailSink::default();
    let recorded = sink.clone();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let recorded = recorded.clone();
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
                            recorded.lock().unwrap().push(std::mem::take(&mut all));
                            "250 kept"
                        }
                        // Within the data a server answers only to the final dot.
                        (true, _) => continue,
                        // The list of extensions; the line with a space instead of a hyphen is its
                        // last.
                        (false, "EHLO") => "250-sink\r\n250 8BITMIME",
                        (false, "DATA") => {
                            data = true;
                            "354 go on"
                        }
                        (false, "RCPT") if line.contains("gone@") => "550 nobody here",
                        (false, "QUIT") => "221 bye",
                        _ => "250 fine",
                    };
                    // The client may end the session without waiting for an answer.
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
    let recorded = sink.clone();
    let router = Router::new().route(
        "/{*path}",
        post(move |headers: HeaderMap, body: Bytes| async move {
            recorded.lock().unwrap().push((headers, body.to_vec()));
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
    Box::pin(teller.dispatch_due(&app.database.db))
        .await
        .unwrap();
}

/// Longer than the 60 seconds after which a notification is due.
pub(crate) const TWO_MINUTES: SignedDuration = SignedDuration::from_mins(2);

/// The authentication secret of each subscribed browser.
const BROWSER_SECRET: [u8; 16] = [9; 16];

/// Subscribes a browser of this person to the push service; returns the browser's private key. A
/// later `TestApp::person`, which invites the person again, ends the subscription.
pub(crate) async fn subscribe_browser(app: &TestApp, who: &str, service: &str) -> SecretKey {
    // A known key, so that a test can decrypt what only the browser could.
    let secret = SecretKey::from_slice(&[7; 32]).unwrap();
    let browser = store::notifications::BrowserSubscription {
        endpoint: format!("{service}/a/b"),
        key: browser_key(),
        secret: Base64UrlUnpadded::encode_string(&BROWSER_SECRET),
    };
    app.person(who).await;
    let mut tx = app.database.begin_as(who).await;
    let sessions = store::authentication::list_own_sessions(&mut tx, "").await;
    let session = sessions.unwrap()[0].id;
    store::notifications::add_browser(&mut tx, session, &browser)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    secret
}

/// The public key of each subscribed browser.
fn browser_key() -> String {
    let public = SecretKey::from_slice(&[7; 32]).unwrap().public_key();
    Base64UrlUnpadded::encode_string(public.to_encoded_point(false).as_bytes())
}

/// Turns on the notices in this browser, as its script does.
pub(crate) async fn post_subscription(browser: &mut TestBrowser, service: &str) -> TestResponse {
    let (endpoint, key) = (format!("{service}/a/b"), browser_key());
    let secret = Base64UrlUnpadded::encode_string(&BROWSER_SECRET);
    let fields = [
        ("endpoint", endpoint.as_str()),
        ("key", &key),
        ("secret", &secret),
    ];
    browser.post("/api/messages/browser", &fields).await
}

/// Maria is notified by e-mail in Spanish, Tasha by text message, June in her browser. Returns the
/// private key of June's browser.
async fn choose_three_channels(app: &TestApp, push_service: &str) -> SecretKey {
    // The address, the number and the path of the subscription are searched for in the log.
    save_preferences_for_all_hours(app, "maria-luna", &[("email", "phone7@example.org")]).await;
    app.person("maria-luna")
        .await
        .post(
            "/api/account/language",
            &[("language", "es"), ("from", "/")],
        )
        .await;
    save_preferences_for_all_hours(app, "tasha-carter", &[("phone", "608 555 0199")]).await;
    subscribe_browser(app, "june-bell", push_service).await
}

async fn send_canary_to_each_channel(app: &TestApp) {
    for (from, thread) in [
        ("dana-fox", "maria-dana"),
        ("june-bell", "tasha-june"),
        ("tasha-carter", "tasha-june"),
    ] {
        app.database
            .send_message(
                from,
                MessageDestination::Thread(app.database.thread_id(thread).await),
                CANARY_TEXT,
            )
            .await
            .unwrap();
    }
}

/// The one e-mail.
fn check_letter(letters: &[String]) -> String {
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(
        letters[0].contains("RCPT TO:<phone7@example.org>")
            && letters[0].contains("Subject: Tiene algo nuevo")
            && letters[0].contains("notice@example.org"),
        "{}",
        letters[0]
    );
    letters[0].clone()
}

/// The one text message, with its headers.
fn check_text_message(texts: &[ReceivedRequest]) -> String {
    assert_eq!(texts.len(), 1);
    let (headers, body) = &texts[0];
    let body = std::str::from_utf8(body).unwrap();
    assert_eq!(
        body,
        r#"{"text":"You have something new","to":"+16085550199"}"#
    );
    assert_eq!(headers["authorization"], "Bearer secret");
    format!("{body}\n{headers:?}")
}

/// The one push message, decrypted, with its headers.
fn check_push_message(pushes: &[ReceivedRequest], browser_key: &SecretKey) -> String {
    assert_eq!(pushes.len(), 1);
    let (headers, body) = &pushes[0];
    assert!(
        headers["authorization"]
            .to_str()
            .unwrap()
            .starts_with("vapid t=")
    );
    // Only the browser can decrypt it: the push service belongs to another company.
    let opened = web_push_native::decrypt(
        body.clone(),
        browser_key,
        &web_push_native::Auth::clone_from_slice(&BROWSER_SECRET),
    )
    .unwrap();
    let opened = std::str::from_utf8(&opened).unwrap();
    assert!(NOTICE_TEXTS.contains(&opened));
    format!("{opened}\n{headers:?}")
}

/// Every person who holds the phone may read a notification, and other companies deliver it: it
/// says neither who wrote, nor what, nor that an agency or this portal sent it.
pub(crate) fn assert_contains_no_name(sent: &str) {
    for secret in [
        "canary",
        "Dana",
        "Luna",
        "María",
        "Maria",
        "June",
        "Tasha",
        // The agency of the demo, and the product.
        "Lakeside",
        "Alongside",
        "agency",
        "portal.test",
    ] {
        assert!(
            !sent.to_lowercase().contains(&secret.to_lowercase()),
            "{secret}: {sent}"
        );
    }
}

/// The log says that a notification was sent, but neither its content nor its recipient.
fn assert_log_names_no_recipient(log: &str) {
    assert!(
        log.contains("notification delivery attempted") && log.contains("sms"),
        "{log}"
    );
    for secret in [
        "canary", "phone7", "5550199", "555 0199", "/a/b", "Luna", "Tasha",
    ] {
        assert!(!log.contains(secret), "{secret}");
    }
}

on_each_engine! {
    async fn mail_text_and_push_say_one_sentence_and_nothing_else(app: TestApp) {
        let log = LogBuffer::default();
        let writer = log.clone();
        // At DEBUG, which an operator may turn on with RUST_LOG.
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
            // The default allows only known push services.
            "--push-hosts",
            &service,
        ]);
        let browser_key = choose_three_channels(&app, &service).await;
        send_canary_to_each_channel(&app).await;
        teller.dispatch_due(&app.database.db).await.unwrap();
        assert!(
            letters.lock().unwrap().is_empty(),
            "who is looking has read it before it is due"
        );
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        let sent = [
            check_letter(&letters.lock().unwrap()),
            check_text_message(&texts.lock().unwrap()),
            check_push_message(&pushes.lock().unwrap(), &browser_key),
        ];
        assert_contains_no_name(&sent.join("\n"));
        // Each of the three messages has one recipient.
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM notification_outbox WHERE state = 'told'")
                .await,
            3
        );
        assert_log_names_no_recipient(&log.logged_text());
    }
}

on_each_engine! {
    async fn a_push_subscription_names_no_internal_address(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        // The portal posts to this address: any host would let a person send requests from within
        // the agency's network.
        for endpoint in [
            // The metadata service of cloud providers, which serves credentials.
            "https://169.254.169.254/latest",
            "http://127.0.0.1:5432/",
            // Begins with the name of an allowed host.
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
                    // Both are invalid, and a form with an invalid field saves nothing.
                    ("phone", "12"),
                ],
            )
            .await;
        assert_eq!(back.location(), "/messages/notify");
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM notification_channel")
                .await,
            0
        );
    }
}
