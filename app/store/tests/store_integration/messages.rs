//! Threads and messages: order, and access for participants only.
#![allow(clippy::unwrap_used)]

use crate::support::{DEMO_FILES, TestDatabase, on_each_engine};
use model::id::{FormId, ThreadId};
use model::messages::{MessageDestination, NewMessage};
use store::{Error, home, messages};

const CANARY_TEXT: &str = "canary-9d1f words for Rosa alone";

on_each_engine! {
    async fn mother_writes_to_her_mentor_and_is_notified_of_the_answer(database: TestDatabase) {
        let rosa = database.person_id("rosa-jimenez").await;
        let sent = database
            .send_message("maria-luna", MessageDestination::Person(rosa), CANARY_TEXT)
            .await
            .unwrap();
        let mut tx = database.begin_as("rosa-jimenez").await;
        assert_eq!(home::unread_activity(&mut tx).await.unwrap()[0].unread, 1);
        let thread = messages::read_thread(&mut tx, sent.thread, None, "en")
            .await
            .unwrap();
        assert_eq!(thread.messages[0].body, CANARY_TEXT);
        tx.commit().await.unwrap();
        database
            .send_message(
                "rosa-jimenez",
                MessageDestination::Thread(sent.thread),
                "I am here.",
            )
            .await
            .unwrap();
        let profile = database
            .db
            .load_profile(
                database.person_id("maria-luna").await,
                &jiff::tz::TimeZone::UTC,
            )
            .await
            .unwrap();
        assert_eq!(profile.unread, 2, "one from Rosa, one from Dana");
        let mut tx = database.begin_as("maria-luna").await;
        messages::read_thread(&mut tx, sent.thread, None, "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            database
                .db
                .load_profile(
                    database.person_id("maria-luna").await,
                    &jiff::tz::TimeZone::UTC
                )
                .await
                .unwrap()
                .unread,
            1
        );
    }
}

/// For this person the thread is like one that does not exist: the other parent must not even learn
/// that the conversation takes place.
async fn assert_thread_is_hidden_from(database: &TestDatabase, thread: ThreadId, other: &str) {
    let mut tx = database.begin_as(other).await;
    assert!(
        matches!(
            messages::read_thread(&mut tx, thread, None, "en").await,
            Err(Error::NotFound)
        ),
        "{other}"
    );
    assert!(
        messages::list_threads(&mut tx)
            .await
            .unwrap()
            .iter()
            .all(|line| line.thread_id != thread),
        "{other}"
    );
    assert!(
        home::unread_activity(&mut tx)
            .await
            .unwrap()
            .iter()
            .all(|news| news.thread_id != Some(thread)),
        "{other}"
    );
    assert!(
        matches!(
            messages::save_draft(&mut tx, MessageDestination::Thread(thread), None, "x").await,
            Err(Error::NotFound)
        ),
        "{other}"
    );
    drop(tx);
    assert!(
        matches!(
            database
                .send_message(other, MessageDestination::Thread(thread), "let me in")
                .await,
            Err(Error::NotFound)
        ),
        "{other}"
    );
}

on_each_engine! {
    async fn no_other_person_learns_that_a_conversation_exists(database: TestDatabase) {
        let rosa = database.person_id("rosa-jimenez").await;
        let sent = database
            .send_message("maria-luna", MessageDestination::Person(rosa), CANARY_TEXT)
            .await
            .unwrap();
        for other in [
            // The other parent, the worker and the supervisor, and people of three other families.
            "luis-luna",
            "dana-fox",
            "pat-nguyen",
            "tasha-carter",
            "samira-nasser",
            "youa-xiong",
        ] {
            assert_thread_is_hidden_from(&database, sent.thread, other).await;
        }
        // An error alone does not prove that nothing was written.
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM message WHERE body = 'let me in'")
                .await,
            0
        );
    }
}

on_each_engine! {
    async fn message_sent_during_an_import_keeps_its_number(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        let draft = |body| {
            NewMessage::parse(
                database.clock.new_id::<FormId>(),
                MessageDestination::Thread(thread),
                "en",
                body,
            )
            .unwrap()
        };
        let mut tx = database.begin_as("tasha-carter").await;
        let first = messages::send(&mut tx, &draft("before the import ends"))
            .await
            .unwrap();
        // The import waits for the thread's row on PostgreSQL, and for the writer on SQLite.
        // Without a lock it would write back the number that it read before this message, and every
        // later send would fail on the unique index.
        tokio::join!(database.import_files(&DEMO_FILES), async {
            // Time for the import to reach the thread. Less could only hide the fault.
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            tx.commit().await.unwrap();
        });
        let mut tx = database.begin_as("tasha-carter").await;
        let second = messages::send(&mut tx, &draft("after it")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(second.seq, first.seq + 1);
    }
}

on_each_engine! {
    async fn one_parent_is_not_offered_the_other_nor_her_mentor(database: TestDatabase) {
        // The list of recipients must not tell one parent who supports the other one, nor offer a
        // way to write to either of them.
        let mut tx = database.begin_as("marcus-reed").await;
        let names: Vec<String> = messages::list_recipients(&mut tx)
            .await
            .unwrap()
            .into_iter()
            .map(|p| p.name)
            .collect();
        assert_eq!(names, ["Ben Ortiz", "Pat Nguyen", "Lena Bird"]);
        drop(tx);
        for other in ["tasha-carter", "june-bell", "maria-luna"] {
            let to = MessageDestination::Person(database.person_id(other).await);
            assert!(
                matches!(
                    database.send_message("marcus-reed", to, "hello").await,
                    Err(Error::NotFound)
                ),
                "{other}"
            );
        }
    }
}

on_each_engine! {
    async fn a_mentor_removed_from_the_team_loses_the_conversation(database: TestDatabase) {
        let sent = database
            .send_message(
                "maria-luna",
                MessageDestination::Person(database.person_id("rosa-jimenez").await),
                CANARY_TEXT,
            )
            .await
            .unwrap();
        // `until` is the first day without access, so Rosa has none from today on.
        database.end_membership("rosa-jimenez").await;
        let mut tx = database.begin_as("rosa-jimenez").await;
        assert!(matches!(
            messages::read_thread(&mut tx, sent.thread, None, "en").await,
            Err(Error::NotFound)
        ));
        assert!(messages::list_threads(&mut tx).await.unwrap().is_empty());
        assert!(home::unread_activity(&mut tx).await.unwrap().is_empty());
        drop(tx);
        // The participant row is still there, because the job that closes it has not run:
        // membership must count on its own.
        assert!(matches!(
            database
                .send_message(
                    "rosa-jimenez",
                    MessageDestination::Thread(sent.thread),
                    "still here"
                )
                .await,
            Err(Error::NotFound)
        ));
        let profile = database
            .db
            .load_profile(
                database.person_id("rosa-jimenez").await,
                &jiff::tz::TimeZone::UTC,
            )
            .await
            .unwrap();
        assert_eq!(profile.unread, 0);
    }
}
