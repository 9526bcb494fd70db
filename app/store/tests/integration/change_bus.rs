//! Change notifications (the `bell`): which changes are published, and how often.
#![allow(clippy::unwrap_used)]

use crate::support;

use std::time::Duration;

use crate::support::{Raw, on_both};
use model::messages::To;
use sqlx::postgres::PgListener;
use store::messages;

on_both! {
    async fn the_bell_rings_for_words_and_for_people_whoever_writes(house: House) {
        use store::bell::Ring;
        let thread = house.thread("tasha-june").await;
        let mut bell = house.db.bell().hear();
        let db = house.db.clone();
        let listening = tokio::spawn(async move { db.listen().await });
        let mut until = async |wanted: Ring| {
            let found = async { loop { if bell.recv().await.unwrap() == wanted { break } } };
            tokio::time::timeout(Duration::from_secs(5), found).await.unwrap_or_else(|_| panic!("{wanted:?} was not heard"));
        };
        if house.db.is_postgres() {
            // The listener sends `Ring::People` once after it has connected.
            until(Ring::People).await;
        }
        house.write("tasha-carter", To::Thread(thread), "ring").await.unwrap();
        until(Ring::Thread(thread)).await;
        // Another program ends a membership.
        tokio::time::sleep(Duration::from_millis(1200)).await;
        house.run("UPDATE membership SET until = '2026-11-01' WHERE role = 'mentor'").await.unwrap();
        until(Ring::People).await;
        listening.abort();
    }
}

/// Receives payloads until none arrives for half a second.
async fn heard(listener: &mut PgListener) -> Vec<String> {
    let mut all = Vec::new();
    while let Ok(said) = tokio::time::timeout(Duration::from_millis(500), listener.recv()).await {
        all.push(said.unwrap().payload().to_owned());
    }
    all
}

#[tokio::test]
async fn every_server_hears_a_message_once_and_other_writes_as_well() {
    for house in support::houses().await {
        let Raw::Postgres(raw) = &house.raw else { continue };
        let (thread, june) = (house.thread("tasha-june").await, house.person("june-bell").await);
        let mut listener = PgListener::connect(house.portal.as_ref().unwrap()).await.unwrap();
        listener.listen("alongside_bell").await.unwrap();
        let sent = house.write("tasha-carter", To::Thread(thread), "ring").await.unwrap();
        assert_eq!(heard(&mut listener).await, [thread.to_string()], "the portal rings, and the database does not ring as well");
        // A read receipt is a change for the author; the database trigger notifies for it.
        let mut tx = house.reading("june-bell").await;
        messages::newer(&mut tx, thread, sent.seq - 1, true, "en").await.unwrap();
        tx.save().await.unwrap();
        assert_eq!(heard(&mut listener).await, [thread.to_string()]);
        // Only the portal's own send suppresses the trigger. An insert by another program, and
        // another write later in the same transaction, still notify.
        let copy = "INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, entered_by_agency, at)
            SELECT gen_random_uuid(), thread_id, seq + 1, author_id, gen_random_uuid(), language, body, true, at FROM message WHERE thread_id = $1 AND seq = $2";
        sqlx::query(copy).bind(thread).bind(sent.seq).execute(raw).await.unwrap();
        sqlx::query("UPDATE thread SET last_seq = last_seq + 1 WHERE id = $1").bind(thread).execute(raw).await.unwrap();
        assert_eq!(heard(&mut listener).await, [thread.to_string()]);
        for (after, rings) in [("SELECT 1", 0), ("UPDATE reader SET reached_seq = reached_seq", 1)] {
            let mut tx = raw.begin().await.unwrap();
            sqlx::query("SELECT set_config('alongside.person', $1, true), set_config('alongside.today', '2026-11-23', true)")
                .bind(june.to_string())
                .execute(&mut *tx)
                .await
                .unwrap();
            let say = "SELECT alongside_say($1, gen_random_uuid(), gen_random_uuid(), $1, 'en', 'quiet', NULL, now(), false, 0, 0)";
            assert!(sqlx::query_scalar::<_, Option<i64>>(say).bind(thread).fetch_one(&mut *tx).await.unwrap().is_some());
            sqlx::query(after).execute(&mut *tx).await.unwrap();
            tx.commit().await.unwrap();
            let heard = heard(&mut listener).await;
            assert_eq!(heard.iter().filter(|said| **said == thread.to_string()).count(), rings, "{after}: {heard:?}");
        }
    }
}
