//! The event stream of an open thread: it announces that there are new messages without their text,
//! and ends when the membership ends.
#![allow(clippy::unwrap_used)]

use crate::support;

use std::time::Duration;

use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use axum::body::Body;
use futures_util::StreamExt;
use http::StatusCode;
use model::messages::MessageDestination;

/// The next event of the stream, or `None` at its end. Heartbeat comments are skipped.
async fn next(body: &mut axum::body::BodyDataStream) -> Option<String> {
    loop {
        let chunk = tokio::time::timeout(Duration::from_secs(3), body.next())
            .await
            .expect("nothing came in three seconds")?;
        let text = String::from_utf8(chunk.unwrap().to_vec()).unwrap();
        if !text.starts_with(':') {
            return Some(text);
        }
    }
}

on_each_engine! {
    async fn new_messages_are_announced_by_number_and_a_removed_participants_stream_ends(
        app: TestApp,
    ) {
        // `serve` starts this listener; here there is only a router.
        let db = app.database.db.clone();
        let listening = tokio::spawn(async move { db.run_change_listener().await });
        let thread = app.database.thread_id("tasha-june").await;
        let mut june = app.person("june-bell").await;
        let path = format!("/messages/{thread}/live?after=1");
        let answer = june.open(&path).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        // A compressor would hold events back until it has a block of them.
        assert!(!answer.headers().contains_key("content-encoding"));
        let mut body: axum::body::BodyDataStream = Body::into_data_stream(answer.into_body());
        // Until the listener is ready: LISTEN on PostgreSQL, the first polls on SQLite.
        tokio::time::sleep(Duration::from_millis(1200)).await;
        let sent = app
            .database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "canary-55 in a stream",
            )
            .await
            .unwrap();
        let told = next(&mut body).await.unwrap();
        assert!(
            told.contains("event: new")
                && told.contains(&format!("data: {}", sent.seq))
                && !told.contains("canary"),
            "{told}"
        );
        // Messages that arrived while disconnected are announced right after reconnecting.
        let mut again = Body::into_data_stream(june.open(&path).await.into_body());
        assert!(
            next(&mut again)
                .await
                .unwrap()
                .contains(&format!("data: {}", sent.seq))
        );
        // The end of a membership ends the stream.
        app.database
            .execute_sql("UPDATE membership SET until = '2026-11-01' WHERE role = 'mentor'")
            .await
            .unwrap();
        let removed = app.database.clock.now();
        assert_eq!(next(&mut body).await, None, "{removed}");
        assert_eq!(june.open(&path).await.status(), StatusCode::NOT_FOUND);
        // An ended session gets 401 and no redirect, because an HTML page would be no event stream.
        assert_eq!(
            app.new_visitor().open(&path).await.status(),
            StatusCode::UNAUTHORIZED
        );
        listening.abort();
    }
}

async fn post_as_composer(
    browser: &mut TestBrowser,
    form: &str,
    thread: &str,
    words: &str,
) -> TestResponse {
    browser
        .post_as_script(
            "/api/messages/post",
            &[("form", form), ("thread", thread), ("body", words)],
        )
        .await
}

on_each_engine! {
    async fn a_message_sent_by_script_several_times_is_stored_once(app: TestApp) {
        let thread = app.database.thread_id("tasha-june").await.to_string();
        let mut tasha = app.person("tasha-carter").await;
        let form = tasha
            .get(&format!("/messages/{thread}"))
            .await
            .hidden_value("form");
        // The composer's script repeats a request whose response it did not get.
        for _ in 0..3 {
            let answer = post_as_composer(&mut tasha, &form, &thread, "sent in place").await;
            assert!(
                answer.status.is_success() && answer.body.contains("Sent"),
                "{}",
                answer.body
            );
        }
        let other = post_as_composer(&mut tasha, &form, &thread, "other words").await;
        assert!(other.body.contains("Earlier"), "{}", other.body);
        let blank = post_as_composer(&mut tasha, &form, &thread, "  ").await;
        assert_eq!(blank.body, "\"Refused\"");
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE body = 'sent in place'")
                .await,
            1
        );
        assert_eq!(
            app.database
                .query_number("SELECT count(*) FROM message WHERE body = 'other words'")
                .await,
            0
        );
        let newer = app
            .person("june-bell")
            .await
            .post_as_script(
                "/api/messages/newer",
                &[("thread", &thread), ("after", "1")],
            )
            .await;
        assert!(
            newer.body.contains("sent in place") && newer.body.contains("\"bubble\""),
            "{}",
            newer.body
        );
    }
}

/// Stores a message as the database owner, past the code that publishes the change.
async fn insert_message_silently(app: &TestApp) {
    let made = "UPDATE thread SET last_seq = last_seq + 1 WHERE key = 'tasha-june'";
    let sql = "INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, \
        entered_by_agency, created_at)
        SELECT form_id, thread_id, seq + 1, author_id, id, language, body, true, created_at
        FROM message
        WHERE seq = 1 AND thread_id = (SELECT id FROM thread WHERE key = 'tasha-june')";
    assert_eq!(app.database.execute_sql(made).await.unwrap(), 1);
    assert_eq!(app.database.execute_sql(sql).await.unwrap(), 1);
}

#[tokio::test]
async fn a_missed_change_is_delivered_at_the_next_heartbeat() {
    // Both engines at once, because each waits for a real heartbeat of 15 seconds.
    let apps = support::demo_apps().await;
    let each = apps.iter().map(async |app| {
        // No listener runs here, as if the server had died after the commit and before it published
        // the change. The next heartbeat must find the message.
        let thread = app.database.thread_id("tasha-june").await;
        let mut june = app.person("june-bell").await;
        let stream = june.open(&format!("/messages/{thread}/live?after=1")).await;
        let mut body = Body::into_data_stream(stream.into_body());
        assert!(body.next().await.unwrap().unwrap().starts_with(b":"));
        insert_message_silently(app).await;
        let told = tokio::time::timeout(Duration::from_secs(20), body.next())
            .await
            .expect("a beat is 15 seconds")
            .unwrap()
            .unwrap();
        assert!(told.starts_with(b"event: new"), "{told:?}");
    });
    futures_util::future::join_all(each).await;
}

on_each_engine! {
    async fn new_messages_are_fetched_in_pages_with_their_day(app: TestApp) {
        let thread = app.database.thread_id("tasha-june").await;
        app.database
            .clock
            .advance(jiff::SignedDuration::from_hours(1));
        // One more than a page of 50.
        for n in 0..51 {
            app.database
                .send_message(
                    "tasha-carter",
                    MessageDestination::Thread(thread),
                    &format!("late {n}"),
                )
                .await
                .unwrap();
        }
        let asked = async |after: i64| {
            // A new sign-in for each fetch, because a session does not last a night.
            let mut june = app.person("june-bell").await;
            let page = june
                .post_as_script(
                    "/api/messages/newer",
                    &[
                        ("thread", &thread.to_string()),
                        ("after", &after.to_string()),
                    ],
                )
                .await;
            serde_json::from_str::<serde_json::Value>(&page.body).unwrap()
        };
        let first = asked(1).await;
        assert_eq!(
            (first["fresh"].as_array().unwrap().len(), &first["more"]),
            (50, &true.into())
        );
        assert_eq!(first["fresh"][0]["date"], "2026-11-23");
        assert_eq!(first["fresh"][0]["date_label"], "Today");
        app.database
            .clock
            .advance(jiff::SignedDuration::from_hours(16));
        app.database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "in the morning",
            )
            .await
            .unwrap();
        let rest = asked(51).await;
        assert_eq!(
            (rest["fresh"].as_array().unwrap().len(), &rest["more"]),
            (2, &false.into())
        );
        assert_eq!(rest["fresh"][1]["date"], "2026-11-24");
    }
}
