//! A supervisor's backlog and mentor contacts: each is limited to what the person may read.
#![allow(clippy::unwrap_used)]

use crate::support::on_each_engine;
use jiff::SignedDuration;
use model::messages::{ContactKind, MessageDestination};
use store::Error;
use store::messages::{self, staff};

on_each_engine! {
    async fn a_supervisor_learns_of_old_unread_messages_and_nothing_else(database: TestDatabase) {
        database
            .send_message(
                "marcus-reed",
                MessageDestination::Thread(database.thread_id("marcus-ben").await),
                "canary-old",
            )
            .await
            .unwrap();
        database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(database.thread_id("tasha-june").await),
                "to her partner",
            )
            .await
            .unwrap();
        let left = async |key: &str| {
            let mut tx = database.begin_as(key).await;
            staff::list_worker_backlogs(&mut tx)
                .await
                .unwrap()
                .into_iter()
                .map(|one| one.name)
                .collect::<Vec<_>>()
        };
        // The imported messages count as read, so that only the new message is unread.
        database
            .execute_sql(
                "UPDATE thread_participant SET read_seq = (SELECT last_seq FROM thread WHERE id \
            = thread_id) WHERE person_id IN (SELECT person_id FROM membership WHERE role = \
            'worker')",
            )
            .await
            .unwrap();
        database
            .send_message(
                "marcus-reed",
                MessageDestination::Thread(database.thread_id("marcus-ben").await),
                "canary-new",
            )
            .await
            .unwrap();
        assert!(left("pat-nguyen").await.is_empty());
        database.clock.advance(SignedDuration::from_hours(49));
        assert_eq!(
            left("pat-nguyen").await,
            ["Ben Ortiz"],
            "not June, of whose conversation they may not know"
        );
        for other in ["ben-ortiz", "tasha-carter", "dana-fox", "alma-brooks"] {
            assert!(left(other).await.is_empty(), "{other}");
        }
        let mut tx = database.begin_as("ben-ortiz").await;
        messages::read_thread(&mut tx, database.thread_id("marcus-ben").await, None, "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(left("pat-nguyen").await.is_empty());
    }
}

on_each_engine! {
    async fn a_mentor_contact_is_stored_once_and_read_by_three(database: TestDatabase) {
        let (tasha, marcus) = (
            database.person_id("tasha-carter").await,
            database.person_id("marcus-reed").await,
        );
        let form = database.clock.new_id();
        let mut tx = database.begin_as("june-bell").await;
        // The button is pressed twice: the list of contacts must not count a call twice.
        for _ in 0..2 {
            staff::add_contact(&mut tx, form, tasha, ContactKind::Call)
                .await
                .unwrap();
        }
        assert!(matches!(
            staff::add_contact(&mut tx, database.clock.new_id(), marcus, ContactKind::Call).await,
            Err(Error::NotFound)
        ));
        tx.commit().await.unwrap();
        let since = "2026-11-01".parse().unwrap();
        // The coordinator supervises mentors; worker and supervisor must not learn how often a
        // parent talks to their mentor.
        for (who, count) in [
            ("june-bell", 1),
            ("tasha-carter", 1),
            ("alma-brooks", 1),
            ("marcus-reed", 0),
            ("ben-ortiz", 0),
            ("pat-nguyen", 0),
            ("rosa-jimenez", 0),
        ] {
            let mut tx = database.begin_as(who).await;
            assert_eq!(
                staff::list_contacts(&mut tx, since).await.unwrap().len(),
                count,
                "{who}"
            );
        }
        // The record is the mentor's work, although it is about the parent.
        let mut tx = database.begin_as("tasha-carter").await;
        assert!(matches!(
            staff::delete_contact(&mut tx, form).await,
            Err(Error::NotFound)
        ));
    }
}
