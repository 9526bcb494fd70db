//! Search, export and retention: each is limited to what the person may read.
#![allow(clippy::unwrap_used)]

use crate::membership_changes::ask_for_interpreter;
use crate::support::{OwnerPool, TestDatabase, on_each_engine};
use jiff::SignedDuration;
use model::id::{PersonId, ThreadId};
use model::messages::{MessageDestination, MessageKind};
use runtime::blocking_pool::Cancellation;
use store::messages::{self, export, interpretation, participants, retention, search};
use store::{Error, messages::participant_sync};

async fn search_bodies(database: &TestDatabase, key: &str, words: &str) -> Vec<String> {
    let mut tx = database.begin_as(key).await;
    search::search_messages(&mut tx, words, "es", &Cancellation::default())
        .await
        .unwrap()
        .messages
        .into_iter()
        .map(|one| one.body)
        .collect()
}

async fn send_text(database: &TestDatabase, from: &str, thread: ThreadId, body: &str) {
    database
        .send_message(from, MessageDestination::Thread(thread), body)
        .await
        .unwrap();
}

/// Every word must match as a prefix, ignoring case and accents.
async fn assert_words_match_as_prefixes(database: &TestDatabase) {
    assert_eq!(search_bodies(database, "june-bell", "lake").await.len(), 2);
    assert_eq!(
        search_bodies(database, "june-bell", "LAK hou").await,
        ["See you at the lake house"]
    );
    assert_eq!(
        search_bodies(database, "tasha-carter", "reunion").await,
        ["The Reunión at the lake, 9 o'clock"]
    );
    // Both engines have a query language for searches, whose operators a person may type by chance.
    assert!(
        search_bodies(database, "tasha-carter", "lake -- ' \" ) (")
            .await
            .len()
            == 2
    );
    for nothing in ["", " ", "\"", "*", "'; --", "nowhere"] {
        assert!(
            search_bodies(database, "tasha-carter", nothing)
                .await
                .is_empty(),
            "{nothing}"
        );
    }
}

/// An interpreter's translation is searched as well, by those who read the message.
async fn assert_interpretation_is_searched(database: &TestDatabase) {
    ask_for_interpreter(database).await;
    let mut tx = database.begin_as("elena-ruiz").await;
    let id = interpretation::load_queue(&mut tx).await.unwrap()[0].id;
    interpretation::claim(&mut tx, id).await.unwrap();
    interpretation::complete_request(tx, id, "La audiencia es el viernes")
        .await
        .unwrap();
    assert_eq!(
        search_bodies(database, "maria-luna", "audiencia viernes").await,
        ["The hearing is on Friday"]
    );
    assert!(
        search_bodies(database, "elena-ruiz", "audiencia")
            .await
            .is_empty(),
        "an interpreter must not find a text after completing it"
    );
}

on_each_engine! {
    async fn words_are_found_only_by_those_who_read_them(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        let meeting = "The Reunión at the lake, 9 o'clock";
        send_text(&database, "tasha-carter", thread, meeting).await;
        send_text(&database, "june-bell", thread, "See you at the lake house").await;
        assert_words_match_as_prefixes(&database).await;
        for other in [
            "marcus-reed",
            "ben-ortiz",
            "pat-nguyen",
            "alma-brooks",
            "maria-luna",
        ] {
            assert!(
                search_bodies(&database, other, "lake").await.is_empty(),
                "{other}"
            );
        }
        assert_interpretation_is_searched(&database).await;
        // A former member finds nothing.
        database
            .execute_sql("UPDATE membership SET until = '2026-11-23' WHERE role = 'mentor'")
            .await
            .unwrap();
        assert!(
            search_bodies(&database, "june-bell", "lake")
                .await
                .is_empty()
        );
    }
}

on_each_engine! {
    async fn a_search_ends_with_its_request_or_its_time_and_harms_no_later_one(
        database: TestDatabase,
    ) {
        let thread = database.thread_id("tasha-june").await;
        for n in 0..300 {
            send_text(&database, "tasha-carter", thread, &format!("lake {n}")).await;
        }
        // As when the browser has closed the connection.
        let gone = Cancellation::default();
        gone.cancel();
        let mut tx = database.begin_as("june-bell").await;
        // SQLite searches in this process and asks whether the request is still there. PostgreSQL
        // has its own limit on the time of a statement.
        match &database.owner_pool {
            OwnerPool::Sqlite(_) => assert!(matches!(
                search::search_messages(&mut tx, "lake", "en", &gone).await,
                Err(Error::Busy)
            )),
            OwnerPool::Postgres(pool) => {
                let mut other = pool.begin().await.unwrap();
                sqlx::query("LOCK TABLE message IN ACCESS EXCLUSIVE MODE")
                    .execute(&mut *other)
                    .await
                    .unwrap();
                assert!(matches!(
                    search::search_messages(&mut tx, "lake", "en", &Cancellation::default()).await,
                    Err(Error::Busy)
                ));
            }
        }
        drop(tx);
        // The interrupted connection goes back to the pool, where a limit that stays active would
        // end the search of its next user.
        assert_eq!(
            // All 300 match, and a search returns 50 at most.
            search_bodies(&database, "june-bell", "lake").await.len(),
            50
        );
        send_text(&database, "tasha-carter", thread, "written after it").await;
    }
}

/// Tasha writes in a new thread of the Carter family's team before and after Lena joins it.
async fn write_around_joining(
    database: &TestDatabase,
    [tasha, nora, lena]: [PersonId; 3],
) -> ThreadId {
    let mut tx = database.begin_as("ben-ortiz").await;
    let new = messages::NewGroupThread {
        form: database.clock.new_id(),
        family: database.family_id("carter").await,
        kind: model::messages::ThreadKind::Team,
        people: vec![tasha, nora],
    };
    let thread = messages::create_group(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    send_text(database, "tasha-carter", thread, "canary before Lena").await;
    let mut tx = database.begin_as("ben-ortiz").await;
    participants::add(&mut tx, thread, lena).await.unwrap();
    tx.commit().await.unwrap();
    send_text(database, "tasha-carter", thread, "canary after Lena").await;
    thread
}

on_each_engine! {
    async fn later_participants_find_and_export_only_later_messages(database: TestDatabase) {
        let people = [
            database.person_id("tasha-carter").await,
            database.person_id("nora-price").await,
            database.person_id("lena-bird").await,
        ];
        let thread = write_around_joining(&database, people).await;
        assert_eq!(
            search_bodies(&database, "lena-bird", "canary").await,
            ["canary after Lena"]
        );
        let mut tx = database.begin_as("lena-bird").await;
        let all = export::load_range(&mut tx, thread, None, "en")
            .await
            .unwrap();
        assert!(!all.earlier);
        assert_eq!(
            all.messages.iter().map(|m| m.kind).collect::<Vec<_>>(),
            [MessageKind::Joined, MessageKind::Text]
        );
        assert!(matches!(
            export::load_range(&mut tx, database.thread_id("tasha-june").await, None, "en").await,
            Err(Error::NotFound)
        ));
        tx.commit().await.unwrap();
        assert_eq!(
            database
                // Of the export alone: the search above was rolled back with its entry.
                .query_number("SELECT count(*) FROM access_log WHERE what = 'thread'")
                .await,
            1,
            "that it was taken along is a look"
        );
    }
}

on_each_engine! {
    async fn expired_messages_are_deleted_with_everything_derived_from_them(
        database: TestDatabase,
    ) {
        let thread = database.thread_id("tasha-june").await;
        send_text(&database, "tasha-carter", thread, "old words").await;
        database.clock.advance(SignedDuration::from_hours(24 * 100));
        send_text(&database, "june-bell", thread, "new words").await;
        assert!(retention::delete_expired(&database.db, 90).await.unwrap() > 0);
        assert_eq!(
            retention::delete_expired(&database.db, 90).await.unwrap(),
            0
        );
        let mut tx = database.begin_as("june-bell").await;
        let left = messages::read_thread(&mut tx, thread, None, "en")
            .await
            .unwrap();
        assert_eq!(
            (
                left.messages.len(),
                left.messages[0].body.as_str(),
                left.has_older
            ),
            (1, "new words", false)
        );
        tx.commit().await.unwrap();
        assert!(
            search_bodies(&database, "tasha-carter", "old")
                .await
                .is_empty()
        );
        assert_eq!(
            search_bodies(&database, "tasha-carter", "new").await,
            ["new words"]
        );
        assert_eq!(
            // That of the new message.
            database.query_number("SELECT count(*) FROM notification_outbox").await,
            1
        );
        // Numbering continues after the deletion: read marks and open pages hold numbers, so none
        // may be given to another message.
        assert_eq!(
            database
                .send_message("tasha-carter", MessageDestination::Thread(thread), "more")
                .await
                .unwrap()
                .seq,
            4
        );
        // The job that looks for system messages about departures finds no one to announce again.
        assert_eq!(
            participant_sync::sync_with_membership(&database.db)
                .await
                .unwrap(),
            0
        );
    }
}
