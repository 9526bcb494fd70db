//! When a notification is sent: once until it is read, in safe hours, again after a failure, and
//! over every channel when it is urgent.
#![allow(clippy::unwrap_used)]

use crate::notifications::{
    CANARY_TEXT, TWO_MINUTES, advance_and_dispatch, fake_http_service, fake_smtp_server,
    save_preferences,
};
use crate::support::notification_service::build_dispatcher;
use crate::support::{TestApp, on_each_engine};
use axum::http::StatusCode;
use jiff::SignedDuration;
use model::messages::MessageDestination;

async fn count_rows(app: &TestApp, state: &'static str) -> i64 {
    app.database.query_number(state).await
}

on_each_engine! {
    async fn one_notification_until_it_is_read_and_none_after_reading_or_leaving(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let teller = build_dispatcher(&["--smtp-url", &mail]);
        let open = [
            ("mode", "each"),
            ("safe_from", "0"),
            ("safe_until", "0"),
            ("email", "a@example.org"),
        ];
        save_preferences(&app, "tasha-carter", &open).await;
        save_preferences(&app, "june-bell", &open).await;
        let thread = app.database.thread_id("tasha-june").await;
        for n in 0..200 {
            app.database
                .send_message(
                    "june-bell",
                    MessageDestination::Thread(thread),
                    &format!("{n}"),
                )
                .await
                .unwrap();
        }
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(
            letters.lock().unwrap().len(),
            1,
            "two hundred messages are one notice"
        );
        app.person("tasha-carter")
            .await
            .get(&format!("/messages/{thread}"))
            .await;
        app.database
            .send_message("june-bell", MessageDestination::Thread(thread), "new words")
            .await
            .unwrap();
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(
            letters.lock().unwrap().len(),
            2,
            "read meanwhile, told again"
        );
        // Read before it is due, and removed from the team before it is due.
        app.database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "an answer",
            )
            .await
            .unwrap();
        app.person("june-bell")
            .await
            .get(&format!("/messages/{thread}"))
            .await;
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(letters.lock().unwrap().len(), 2);
        app.database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "another",
            )
            .await
            .unwrap();
        app.database
            .execute_sql(
                "UPDATE membership SET until = '2026-11-23' WHERE person_id = \
            (SELECT id FROM person WHERE key = 'june-bell')",
            )
            .await
            .unwrap();
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(
            letters.lock().unwrap().len(),
            2,
            "the audience is asked again at the moment of telling"
        );
        assert_eq!(
            count_rows(&app, "SELECT count(*) FROM outbox WHERE state = 'gone'").await,
            1
        );
        assert_eq!(
            count_rows(&app, "SELECT count(*) FROM outbox WHERE state = 'waiting'").await,
            0
        );
    }
}

on_each_engine! {
    async fn notifications_respect_safe_hours_and_frequency(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let teller = build_dispatcher(&["--smtp-url", &mail]);
        // It is noon. Tasha's safe hours are 22 to 6, Maria wants a daily notification at 8, June
        // none.
        save_preferences(
            &app,
            "tasha-carter",
            &[
                ("mode", "each"),
                ("safe_from", "22"),
                ("safe_until", "6"),
                ("email", "t@example.org"),
            ],
        )
        .await;
        save_preferences(
            &app,
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
            &app,
            "june-bell",
            &[("mode", "off"), ("email", "j@example.org")],
        )
        .await;
        app.database
            .send_message(
                "june-bell",
                MessageDestination::Thread(app.database.thread_id("tasha-june").await),
                "hello",
            )
            .await
            .unwrap();
        app.database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(app.database.thread_id("tasha-june").await),
                "hello",
            )
            .await
            .unwrap();
        app.database
            .send_message(
                "dana-fox",
                MessageDestination::Thread(app.database.thread_id("maria-dana").await),
                "hello",
            )
            .await
            .unwrap();
        app.database
            .send_message(
                "rosa-jimenez",
                MessageDestination::Person(app.database.person_id("maria-luna").await),
                "hello",
            )
            .await
            .unwrap();
        let told = || {
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
                .collect::<String>()
        };
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(told(), "");
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(10)).await;
        assert_eq!(told(), "t", "22 o'clock");
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(10)).await;
        assert_eq!(told(), "tm", "8 o'clock, one for both conversations");
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(48)).await;
        assert_eq!(told(), "tm");
    }
}

on_each_engine! {
    async fn a_failed_notification_is_retried_and_then_shown_to_the_worker_alone(app: TestApp) {
        let (sms, texts) = fake_http_service(StatusCode::SERVICE_UNAVAILABLE).await;
        let teller = build_dispatcher(&["--sms-url", &format!("{sms}/send")]);
        save_preferences(
            &app,
            "maria-luna",
            &[
                ("mode", "each"),
                ("safe_from", "0"),
                ("safe_until", "0"),
                ("phone", "608 555 0199"),
            ],
        )
        .await;
        let thread = app.database.thread_id("maria-dana").await;
        app.database
            .send_message("dana-fox", MessageDestination::Thread(thread), CANARY_TEXT)
            .await
            .unwrap();
        for _ in 0..6 {
            advance_and_dispatch(&app, &teller, SignedDuration::from_hours(3)).await;
        }
        assert_eq!(texts.lock().unwrap().len(), 5);
        let page = app
            .person("dana-fox")
            .await
            .get(&format!("/messages/{thread}"))
            .await
            .body_text();
        assert!(page.contains("Not told yet: María Luna."), "{page}");
        let hers = app
            .person("maria-luna")
            .await
            .get(&format!("/messages/{thread}"))
            .await
            .body_text();
        assert!(!hers.contains("Not told yet"));
    }
}

on_each_engine! {
    async fn an_urgent_notification_uses_every_other_channel_after_some_hours(app: TestApp) {
        let (mail, letters) = fake_smtp_server().await;
        let (sms, texts) = fake_http_service(StatusCode::OK).await;
        let teller = build_dispatcher(&["--smtp-url", &mail, "--sms-url", &format!("{sms}/send")]);
        save_preferences(
            &app,
            "maria-luna",
            &[
                ("mode", "each"),
                ("safe_from", "0"),
                ("safe_until", "0"),
                ("phone", "608 555 0199"),
                ("email", "m@example.org"),
            ],
        )
        .await;
        let thread = app.database.thread_id("maria-dana").await.to_string();
        // Only the worker can mark a message as urgent, not the mother.
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
        advance_and_dispatch(&app, &teller, TWO_MINUTES).await;
        assert_eq!(
            (letters.lock().unwrap().len(), texts.lock().unwrap().len()),
            (1, 0),
            "one way first"
        );
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(3)).await;
        assert_eq!(
            (letters.lock().unwrap().len(), texts.lock().unwrap().len()),
            (1, 0)
        );
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(2)).await;
        assert_eq!(
            (letters.lock().unwrap().len(), texts.lock().unwrap().len()),
            (1, 1),
            "unread for hours: the other way too"
        );
        advance_and_dispatch(&app, &teller, SignedDuration::from_hours(9)).await;
        assert_eq!(
            (letters.lock().unwrap().len(), texts.lock().unwrap().len()),
            (1, 1)
        );
    }
}
