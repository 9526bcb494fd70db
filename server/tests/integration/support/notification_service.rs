//! A notification service, emulated by a local server, and a person whom the portal notifies.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use std::sync::{Arc, Mutex};

use super::TestApp;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use clap::Parser;
use jiff::SignedDuration;
use model::messages::MessageDestination;
use server::config::Cli;
use server::notifications::NotificationDispatcher;
use tokio::net::TcpListener;

/// A fake HTTP service: the requests it has received, and its next response.
#[derive(Clone)]
pub struct FakeService {
    pub address: String,
    requests: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    answer: Arc<Mutex<(StatusCode, &'static str)>>,
}

impl FakeService {
    pub async fn start_service() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let service = Self {
            address,
            requests: Arc::default(),
            // Push services answer 201; for an SMS gateway every 2xx status means accepted.
            answer: Arc::new(Mutex::new((StatusCode::CREATED, ""))),
        };
        let state = service.clone();
        let take = post(move |headers: HeaderMap, body: Bytes| async move {
            state
                .requests
                .lock()
                .unwrap()
                .push((headers, String::from_utf8_lossy(&body).into_owned()));
            *state.answer.lock().unwrap()
        });
        tokio::spawn(async move {
            axum::serve(
                listener,
                // The paths of a gateway and of a push service differ.
                Router::new().route("/{*path}", take).into_make_service(),
            )
            .await
        });
        service
    }

    pub fn set_answer(&self, status: u16, body: &'static str) {
        *self.answer.lock().unwrap() = (StatusCode::from_u16(status).unwrap(), body);
    }

    pub fn take_requests(&self) -> Vec<(HeaderMap, String)> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

pub fn build_dispatcher(flags: &[&str]) -> NotificationDispatcher {
    let cli = Cli::parse_from(
        [
            // E-mail cannot be configured without a sender.
            &["alongside", "--mail-from", "notice@example.org"],
            flags,
            &["serve"],
        ]
        .concat(),
    );
    NotificationDispatcher::new(&cli.settings).unwrap()
}

/// Writes a message to Maria, and advances the clock until its notification is due and retried.
pub async fn send_and_dispatch(app: &TestApp, teller: &NotificationDispatcher) {
    app.database
        .send_message(
            "dana-fox",
            MessageDestination::Thread(app.database.thread_id("maria-dana").await),
            "something new",
        )
        .await
        .unwrap();
    // Five attempts, with waits of 2 to 16 minutes between them, and one turn in which nothing may
    // be left to send.
    for _ in 0..6 {
        app.database.clock.advance(SignedDuration::from_mins(40));
        teller.dispatch_due(&app.database.db).await.unwrap();
    }
    // Marked as read, so that the next message is notified as well.
    app.database
        .execute_sql(
            "UPDATE thread_participant SET read_seq = (SELECT last_seq FROM thread WHERE \
        thread.id = thread_participant.thread_id)",
        )
        .await
        .unwrap();
}

// Equal hours mean the whole day, so that nothing waits for the safe hours.
pub const ALL_HOURS: [(&str, &str); 3] =
    [("mode", "each"), ("safe_from", "0"), ("safe_until", "0")];

pub async fn save_preferences_for_all_hours(app: &TestApp, who: &str, fields: &[(&str, &str)]) {
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

pub async fn notification_page(app: &TestApp, who: &str) -> String {
    app.person(who)
        .await
        .get("/messages/notify")
        .await
        .body_text()
}

/// The portal restarted with these flags.
pub fn restart_with_flags(app: TestApp, flags: &[&str]) -> TestApp {
    TestApp::new(
        app.database,
        &[&["--public-url", "http://portal.test"], flags].concat(),
    )
}
