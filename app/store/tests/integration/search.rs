//! Search, export and retention: each is limited to what the person may read.
#![allow(clippy::unwrap_used)]

use crate::support::{OwnerPool, TestDatabase, on_each_engine};
use jiff::SignedDuration;
use model::messages::{MessageDestination, MessageKind};
use store::blocking_pool::Cancellation;
use store::messages::{self, export, interpretation, participants, retention, search};
use store::{Error, messages::participant_sync};

async fn search_bodies(database: &TestDatabase, key: &str, words: &str) -> Vec<String> {
    let mut tx = database.begin_as(key).await;
    search::search_messages(&mut tx, words, "es", &Cancellation::default())
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.body)
        .collect()
}

on_each_engine! {
    async fn words_are_found_by_those_who_read_them_and_by_nobody_else(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "The Reunión at the lake, 9 o'clock",
            )
            .await
            .unwrap();
        database
            .send_message(
                "june-bell",
                MessageDestination::Thread(thread),
                "See you at the lake house",
            )
            .await
            .unwrap();
        // Every word must match as a prefix, ignoring case and accents.
        assert_eq!(search_bodies(&database, "june-bell", "lake").await.len(), 2);
        assert_eq!(
            search_bodies(&database, "june-bell", "LAK hou").await,
            ["See you at the lake house"]
        );
        assert_eq!(
            search_bodies(&database, "tasha-carter", "reunion").await,
            ["The Reunión at the lake, 9 o'clock"]
        );
        assert!(
            search_bodies(&database, "tasha-carter", "lake -- ' \" ) (")
                .await
                .len()
                == 2
        );
        for nothing in ["", " ", "\"", "*", "'; --", "nowhere"] {
            assert!(
                search_bodies(&database, "tasha-carter", nothing)
                    .await
                    .is_empty(),
                "{nothing}"
            );
        }
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
        // An interpreter's translation is searched as well.
        let sent = database
            .send_message(
                "dana-fox",
                MessageDestination::Thread(database.thread_id("maria-dana").await),
                "The hearing is on Friday",
            )
            .await
            .unwrap();
        let mut tx = database.begin_as("maria-luna").await;
        interpretation::request_interpretation(&mut tx, sent.thread, sent.seq, "es", 0)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("elena-ruiz").await;
        let id = interpretation::load_queue(&mut tx).await.unwrap()[0].id;
        interpretation::claim(&mut tx, id).await.unwrap();
        interpretation::complete_request(tx, id, "La audiencia es el viernes")
            .await
            .unwrap();
        assert_eq!(
            search_bodies(&database, "maria-luna", "audiencia viernes").await,
            ["The hearing is on Friday"]
        );
        assert!(
            search_bodies(&database, "elena-ruiz", "audiencia")
                .await
                .is_empty(),
            "an interpreter keeps nothing"
        );
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
            database
                .send_message(
                    "tasha-carter",
                    MessageDestination::Thread(thread),
                    &format!("lake {n}"),
                )
                .await
                .unwrap();
        }
        let gone = Cancellation::default();
        gone.cancel();
        let mut tx = database.begin_as("june-bell").await;
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
        assert_eq!(
            search_bodies(&database, "june-bell", "lake").await.len(),
            50
        );
        database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "written after it",
            )
            .await
            .unwrap();
    }
}

on_each_engine! {
    async fn later_participants_find_and_export_only_later_messages(database: TestDatabase) {
        let (tasha, nora, lena) = (
            database.person_id("tasha-carter").await,
            database.person_id("nora-price").await,
            database.person_id("lena-bird").await,
        );
        let mut tx = database.begin_as("ben-ortiz").await;
        let new = messages::NewGroupThread {
            form: database.clock.new_id(),
            family: database.family_id("carter").await,
            kind: model::messages::ThreadKind::Team,
            people: vec![tasha, nora],
        };
        let thread = messages::create_group(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "canary before Lena",
            )
            .await
            .unwrap();
        let mut tx = database.begin_as("ben-ortiz").await;
        participants::add(&mut tx, thread, lena).await.unwrap();
        tx.commit().await.unwrap();
        database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "canary after Lena",
            )
            .await
            .unwrap();
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
        database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "old words",
            )
            .await
            .unwrap();
        database.clock.advance(SignedDuration::from_hours(24 * 100));
        database
            .send_message("june-bell", MessageDestination::Thread(thread), "new words")
            .await
            .unwrap();
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
            database.query_number("SELECT count(*) FROM outbox").await,
            1
        );
        // Numbering continues after the deletion.
        assert_eq!(
            database
                .send_message("tasha-carter", MessageDestination::Thread(thread), "more")
                .await
                .unwrap()
                .seq,
            4
        );
        assert_eq!(
            participant_sync::sync_with_membership(&database.db)
                .await
                .unwrap(),
            0
        );
    }
}
