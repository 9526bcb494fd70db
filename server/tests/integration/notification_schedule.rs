//! When a notification is sent: once until it is read, in safe hours, again after a failure, and
//! over every channel when it is urgent.
#![allow(clippy::unwrap_used)]

use std::sync::Mutex;

use crate::notifications::{
    CANARY_TEXT, TWO_MINUTES, advance_and_dispatch, fake_http_service, fake_smtp_server,
    save_preferences,
};
use crate::support::notification_service::{
    build_dispatcher, notification_page, restart_with_flags, save_preferences_for_all_hours,
};
use crate::support::{TestApp, on_each_engine};
use axum::http::StatusCode;
use jiff::SignedDuration;
use model::id::ThreadId;
use model::messages::MessageDestination;

async fn send_to_thread(app: &TestApp, from: &str, thread: ThreadId, body: &str) {
    app.database
        .send_message(from, MessageDestination::Thread(thread), body)
        .await
        .unwrap();
}

/// Opens the conversation, which marks its messages as read.
async fn read_thread(app: &TestApp, who: &str, thread: ThreadId) {
    app.person(who)
        .await
        .get(&format!("/messages/{thread}"))
        .await;
}

on_each_engine! {
    async fn one_notification_until_it_is_read_and_none_after_reading_or_leaving(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let teller = build_dispatcher(&["--smtp-url", &mail]);
        for who in ["tasha-carter", "june-bell"] {
            save_preferences_for_all_hours(&app, who, &[("email", "a@example.org")]).await;
        }
        let thread = app.database.thread_id("tasha-june").await;
        for n in 0..200 {
            send_to_thread(&app, "june-bell", thread, &format!("{n}")).await;
        }
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(
            letters.lock().unwrap().len(),
            1,
            "two hundred messages are one notice"
        );
        read_thread(&app, "tasha-carter", thread).await;
        send_to_thread(&app, "june-bell", thread, "new words").await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(
            letters.lock().unwrap().len(),
            2,
            "read meanwhile, told again"
        );
        // Read before it is due, and removed from the team before it is due.
        send_to_thread(&app, "tasha-carter", thread, "an answer").await;
        read_thread(&app, "june-bell", thread).await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(letters.lock().unwrap().len(), 2);
        send_to_thread(&app, "tasha-carter", thread, "another").await;
        // `until` is the first day on which she is not on the team any more: today.
        app.database.end_membership("june-bell").await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(
            letters.lock().unwrap().len(),
            2,
            "the audience is asked again at the moment of telling"
        );
        for (sql, rows) in [
            // The last message, whose recipient had left the team.
            ("SELECT count(*) FROM notification_outbox WHERE state = 'gone'", 1),
            ("SELECT count(*) FROM notification_outbox WHERE state = 'waiting'", 0),
        ] {
            assert_eq!(app.database.query_number(sql).await, rows, "{sql}");
        }
    }
}

/// Tasha's safe hours are 22 to 6, Maria wants a daily notification at 8, June none.
async fn save_different_schedules(app: &TestApp) {
    save_preferences(
        app,
        "tasha-carter",
        &[
            ("mode", "each"),
            // Across midnight, so that the end is before the start.
            ("safe_from", "22"),
            ("safe_until", "6"),
            ("email", "t@example.org"),
        ],
    )
    .await;
    save_preferences(
        app,
        "maria-luna",
        &[
            ("mode", "daily"),
            ("safe_from", "8"),
            ("safe_until", "20"),
            ("email", "m@example.org"),
        ],
    )
    .await;
    save_preferences(
        app,
        "june-bell",
        &[("mode", "off"), ("email", "j@example.org")],
    )
    .await;
}

/// Messages to Tasha and to June, and in two conversations to Maria.
async fn send_to_everyone(app: &TestApp) {
    let carter = app.database.thread_id("tasha-june").await;
    send_to_thread(app, "june-bell", carter, "hello").await;
    send_to_thread(app, "tasha-carter", carter, "hello").await;
    let luna = app.database.thread_id("maria-dana").await;
    send_to_thread(app, "dana-fox", luna, "hello").await;
    app.database
        .send_message(
            "rosa-jimenez",
            MessageDestination::Person(app.database.person_id("maria-luna").await),
            "hello",
        )
        .await
        .unwrap();
}

/// The first letter of each recipient's address.
fn recipient_initials(letters: &Mutex<Vec<String>>) -> String {
    letters
        .lock()
        .unwrap()
        .iter()
        .map(|one| {
            one.split("RCPT TO:<")
                .nth(1)
                .unwrap()
                .chars()
                .next()
                .unwrap()
        })
        .collect()
}

on_each_engine! {
    async fn notifications_respect_safe_hours_and_frequency(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let teller = build_dispatcher(&["--smtp-url", &mail]);
        // It is noon. A person's safe hours are those when no one else looks at the phone.
        save_different_schedules(&app).await;
        send_to_everyone(&app).await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(recipient_initials(&letters), "");
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(10)).await;
        assert_eq!(recipient_initials(&letters), "t", "22 o'clock");
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(10)).await;
        assert_eq!(
            recipient_initials(&letters),
            "tm",
            "8 o'clock, one for both conversations"
        );
        // Two days later nothing is sent again, and June, who wants nothing, still gets nothing.
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(48)).await;
        assert_eq!(recipient_initials(&letters), "tm");
    }
}

on_each_engine! {
    async fn a_failed_notification_is_retried_and_then_shown_to_the_worker_alone(app: TestApp) {
        let (sms, texts) = fake_http_service(StatusCode::SERVICE_UNAVAILABLE).await;
        let teller = build_dispatcher(&["--sms-url", &format!("{sms}/send")]);
        save_preferences_for_all_hours(
            &app,
            "maria-luna",
            &[
                ("phone", "608 555 0199"),
            ],
        )
        .await;
        let thread = app.database.thread_id("maria-dana").await;
        send_to_thread(&app, "dana-fox", thread, CANARY_TEXT).await;
        for _ in 0..6 {
            // Longer than any wait between two attempts, which grows up to 16 minutes.
            advance_and_dispatch(&app, &teller, SignedDuration::from_hours(3)).await;
        }
        // Five attempts are made; the sixth time nothing is due.
        assert_eq!(texts.lock().unwrap().len(), 5);
        let page = app
            .person("dana-fox")
            .await
            .get(&format!("/messages/{thread}"))
            .await
            .body_text();
        assert!(page.replace('\u{200e}', "").contains("We could not reach María Luna yet"), "{page}");
        let hers = app
            .person("maria-luna")
            .await
            .get(&format!("/messages/{thread}"))
            .await
            .body_text();
        // She reads about the failing number on her own page of settings.
        assert!(!hers.contains("We could not reach"));
    }
}

/// Sends through the page's form: only the worker can mark a message as urgent, not the mother.
async fn send_urgent_message(app: &TestApp) {
    let thread = app.database.thread_id("maria-dana").await.to_string();
    let mut dana = app.person("dana-fox").await;
    let page = dana.get(&format!("/messages/{thread}")).await;
    dana.post(
        "/api/messages/send",
        &[
            ("form", &page.hidden_value("form")),
            ("thread", &thread),
            ("body", "the hearing is moved"),
            ("urgent", "yes"),
        ],
    )
    .await;
    let mut maria = app.person("maria-luna").await;
    assert!(
        !maria
            .get("/messages")
            .await
            .body
            .contains("name=\"urgent\"")
    );
}

on_each_engine! {
    async fn an_urgent_notification_uses_every_other_channel_after_some_hours(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let (sms, texts) = fake_http_service(StatusCode::OK).await;
        let teller = build_dispatcher(&["--smtp-url", &mail, "--sms-url", &format!("{sms}/send")]);
        save_preferences_for_all_hours(
            &app,
            "maria-luna",
            &[
                ("phone", "608 555 0199"),
                ("email", "m@example.org"),
            ],
        )
        .await;
        send_urgent_message(&app).await;
        let sent = || (letters.lock().unwrap().len(), texts.lock().unwrap().len());
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(sent(), (1, 0), "one way first");
        assert_eq!(
            app.database
                .query_number(
                    "SELECT count(*) FROM thread_participant r JOIN thread h ON h.id = \
                    r.thread_id AND h.last_seq = r.delivered_seq JOIN person p ON p.id = \
                    r.person_id WHERE h.key = 'maria-dana' AND p.key = 'maria-luna'"
                )
                .await,
            1,
            "delivered, although the other way may follow"
        );
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(3)).await;
        assert_eq!(sent(), (1, 0));
        // The default of --urgent-escalation-hours is 4.
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(2)).await;
        assert_eq!(sent(), (1, 1), "unread for hours: the other way too");
        // There is no third channel, and neither of the two is used again.
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(9)).await;
        assert_eq!(sent(), (1, 1));
    }
}

on_each_engine! {
    async fn an_urgent_notification_that_one_channel_took_does_not_fail(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let (sms, texts) = fake_http_service(StatusCode::SERVICE_UNAVAILABLE).await;
        let url = format!("{sms}/send");
        let flags = ["--smtp-url", mail.as_str(), "--sms-url", url.as_str()];
        let app = restart_with_flags(app, &flags);
        let teller = build_dispatcher(&flags);
        save_preferences_for_all_hours(
            &app,
            "maria-luna",
            &[
                ("phone", "608 555 0199"),
                ("email", "m@example.org"),
            ],
        )
        .await;
        send_urgent_message(&app).await;
        // The e-mail, the five attempts of its escalation, and two more turns.
        for _ in 0..8 {
            advance_and_dispatch(&app, &teller, SignedDuration::from_hours(5)).await;
        }
        let sent = (letters.lock().unwrap().len(), texts.lock().unwrap().len());
        assert_eq!(sent, (1, 5), "one e-mail and five attempts to send a text, then no retries");
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM notification_outbox WHERE state = 'told'")
                .await,
            1
        );
        assert!(!read_as_dana(&app).await.contains("We could not reach"));
        // Only she can correct the number.
        let hers = notification_page(&app, "maria-luna").await;
        assert!(hers.contains("reach you by text message since"), "{hers}");
    }
}

/// What Dana reads in her conversation with María.
async fn read_as_dana(app: &TestApp) -> String {
    let thread = app.database.thread_id("maria-dana").await;
    let mut dana = app.person("dana-fox").await;
    dana.get(&format!("/messages/{thread}")).await.body_text()
}

on_each_engine! {
    async fn an_address_that_the_mail_server_rejects_is_given_up_at_once(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let flags = ["--smtp-url", mail.as_str()];
        let app = restart_with_flags(app, &flags);
        let teller = build_dispatcher(&flags);
        save_preferences_for_all_hours(
            &app,
            "maria-luna",
            &[
                // The server answers 550 to it.
                ("email", "gone@example.org"),
            ],
        )
        .await;
        let thread = app.database.thread_id("maria-dana").await;
        send_to_thread(&app, "dana-fox", thread, CANARY_TEXT).await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(
            app.database
                .query_number(
                    "SELECT count(*) FROM notification_outbox WHERE state = 'failed' AND \
                    attempts = 1"
                )
                .await,
            1,
            "another attempt would be rejected too"
        );
        assert!(letters.lock().unwrap().is_empty());
        let page = read_as_dana(&app).await;
        assert!(page.replace('\u{200e}', "").contains("We could not reach María Luna yet"), "{page}");
        let hers = notification_page(&app, "maria-luna").await;
        assert!(hers.contains("reach you by email since"), "{hers}");
    }
}
