//! Change notifications (the `ChangeBus`): which changes are published, and how often.
#![allow(clippy::unwrap_used)]

use crate::support;

use std::time::Duration;

use crate::support::{OwnerPool, on_each_engine};
use model::id::{PersonId, ThreadId};
use model::messages::MessageDestination;
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use store::messages::{self, MarkAs};

on_each_engine! {
    async fn change_bus_publishes_messages_and_memberships_of_every_writer(database: TestDatabase) {
        use store::change_bus::ChangeEvent;
        let thread = database.thread_id("tasha-june").await;
        let mut changes = database.db.change_bus().subscribe();
        let db = database.db.clone();
        let listening = tokio::spawn(async move { db.run_change_listener().await });
        let mut until = async |wanted: ChangeEvent| {
            let found = async {
                loop {
                    if changes.recv().await.unwrap() == wanted {
                        break;
                    }
                }
            };
            tokio::time::timeout(Duration::from_secs(5), found)
                .await
                .unwrap_or_else(|_| panic!("{wanted:?} was not heard"));
        };
        if database.db.is_postgres() {
            // The listener sends `ChangeEvent::Membership` once after it has connected.
            until(ChangeEvent::Membership).await;
        }
        database
            .send_message("tasha-carter", MessageDestination::Thread(thread), "ring")
            .await
            .unwrap();
        until(ChangeEvent::Thread(thread)).await;
        // Another program ends a membership. On SQLite the listener polls twice a second, and must
        // have read the file's version before the write that it is to notice.
        tokio::time::sleep(Duration::from_millis(1200)).await;
        database
            .execute_sql("UPDATE membership SET until = '2026-11-01' WHERE role = 'mentor'")
            .await
            .unwrap();
        until(ChangeEvent::Membership).await;
        listening.abort();
    }
}

/// Receives payloads until none arrives for half a second.
async fn receive_payloads(listener: &mut PgListener) -> Vec<String> {
    let mut all = Vec::new();
    while let Ok(notification) =
        tokio::time::timeout(Duration::from_millis(500), listener.recv()).await
    {
        all.push(notification.unwrap().payload().to_owned());
    }
    all
}

/// Inserts a copy of the message with the next number, as another program on the shared database
/// does.
async fn insert_next_message(raw: &PgPool, thread: ThreadId, seq: i64) {
    let copy = "INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, entered_by_agency, created_at)
            SELECT gen_random_uuid(), thread_id, seq + 1, author_id, gen_random_uuid(), language, body, true, created_at FROM message WHERE thread_id = $1 AND seq = $2";
    sqlx::query(copy)
        .bind(thread)
        .bind(seq)
        .execute(raw)
        .await
        .unwrap();
    sqlx::query("UPDATE thread SET last_seq = last_seq + 1 WHERE id = $1")
        .bind(thread)
        .execute(raw)
        .await
        .unwrap();
}

/// Sends a message as the portal does, and runs another statement in the same transaction.
async fn send_and_execute(raw: &PgPool, person: PersonId, thread: ThreadId, after: &'static str) {
    let mut tx = raw.begin().await.unwrap();
    sqlx::query(
        "SELECT set_config('alongside.person', $1, true), \
                set_config('alongside.today', '2026-11-23', true)",
    )
    .bind(person.to_string())
    .execute(&mut *tx)
    .await
    .unwrap();
    let send = "SELECT alongside_send_message($1, gen_random_uuid(), gen_random_uuid(), $1, 'en', \
                'quiet', NULL, now(), false, 0, 0)";
    assert!(
        sqlx::query_scalar::<_, Option<i64>>(send)
            .bind(thread)
            .fetch_one(&mut *tx)
            .await
            .unwrap()
            .is_some()
    );
    sqlx::query(after).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_server_receives_each_change_once() {
    for database in support::demo_databases().await {
        let OwnerPool::Postgres(raw) = &database.owner_pool else {
            continue;
        };
        let (thread, june) = (
            database.thread_id("tasha-june").await,
            database.person_id("june-bell").await,
        );
        // A listener of its own represents a second server: it receives only what PostgreSQL
        // delivers, not what one process publishes to itself.
        let mut listener = PgListener::connect(database.portal_url.as_ref().unwrap())
            .await
            .unwrap();
        listener.listen("alongside_changes").await.unwrap();
        let sent = database
            .send_message("tasha-carter", MessageDestination::Thread(thread), "ring")
            .await
            .unwrap();
        assert_eq!(
            receive_payloads(&mut listener).await,
            [thread.to_string()],
            "the portal publishes, and the trigger does not publish as well"
        );
        // A read receipt is a change for the author; the database trigger notifies for it.
        let mut tx = database.begin_as("june-bell").await;
        messages::messages_after(&mut tx, thread, sent.seq - 1, MarkAs::Read, "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(receive_payloads(&mut listener).await, [thread.to_string()]);
        // Only the portal's own send suppresses the trigger. An insert by another program, and
        // another write later in the same transaction, still notify.
        insert_next_message(raw, thread, sent.seq).await;
        assert_eq!(receive_payloads(&mut listener).await, [thread.to_string()]);
        for (after, count) in [
            ("SELECT 1", 0),
            (
                "UPDATE thread_participant SET delivered_seq = delivered_seq",
                1,
            ),
        ] {
            send_and_execute(raw, june, thread, after).await;
            let heard = receive_payloads(&mut listener).await;
            assert_eq!(
                heard
                    .iter()
                    .filter(|payload| **payload == thread.to_string())
                    .count(),
                count,
                "{after}: {heard:?}"
            );
        }
    }
}
