//! Reading messages: pages, new messages, delivery and the read mark.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use model::id::ThreadId;
use model::messages::MessageDestination;
use store::messages::MarkAs;
use store::{Error, Intent, home, messages};

async fn has_unread_activity(database: &TestDatabase, who: &str, thread: ThreadId) -> bool {
    let mut tx = database.begin_as(who).await;
    home::unread_activity(&mut tx)
        .await
        .unwrap()
        .iter()
        .any(|news| news.thread_id == Some(thread))
}

async fn assert_no_messages_for_others(database: &TestDatabase, thread: ThreadId) {
    for other in [
        // Neither the other parent nor anyone of the agency, the mentor's coordinator included.
        "marcus-reed",
        "ben-ortiz",
        "pat-nguyen",
        "maria-luna",
        "alma-brooks",
    ] {
        let mut tx = database.begin_as(other).await;
        assert!(
            matches!(
                messages::messages_after(&mut tx, thread, 0, MarkAs::Read, "en").await,
                Err(Error::NotFound)
            ),
            "{other}"
        );
        assert!(
            matches!(
                messages::thread_state(&mut tx, thread).await,
                Err(Error::NotFound)
            ),
            "{other}"
        );
    }
}

on_each_engine! {
    async fn delivered_messages_stay_delivered_when_an_earlier_page_is_read(
        database: TestDatabase,
    ) {
        let thread = database.thread_id("tasha-june").await;
        for n in 0..60 {
            database
                .send_message(
                    "june-bell",
                    MessageDestination::Thread(thread),
                    &format!("message {n}"),
                )
                .await
                .unwrap();
        }
        // The newest messages are delivered first; then an earlier page is read, whose end is below
        // what was delivered. The delivery mark must not move back.
        for (after, mark_as) in [(12, MarkAs::Delivered), (0, MarkAs::Read)] {
            let mut tx = database.begin_as("tasha-carter").await;
            messages::messages_after(&mut tx, thread, after, mark_as, "en")
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        let read = "SELECT max(r.read_seq) FROM thread_participant r JOIN person p ON p.id = \
            r.person_id WHERE p.key = 'tasha-carter'";
        let delivered = "SELECT max(r.delivered_seq) FROM thread_participant r JOIN person p ON \
            p.id = r.person_id WHERE p.key = 'tasha-carter'";
        // From the beginning a page ends at number 50. Number 61 was delivered before.
        assert_eq!(database.query_number(read).await, 50);
        assert!(database.query_number(delivered).await > 55);
    }
}

on_each_engine! {
    async fn a_long_thread_comes_in_pages_of_fifty(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        for n in 0..60 {
            database
                .send_message(
                    "tasha-carter",
                    MessageDestination::Thread(thread),
                    &format!("message {n}"),
                )
                .await
                .unwrap();
        }
        let mut tx = database.begin_as("june-bell").await;
        let newest = messages::read_thread(&mut tx, thread, None, "en")
            .await
            .unwrap();
        assert_eq!((newest.messages.len(), newest.has_older), (50, true));
        let first = newest.messages[0].seq;
        let rest = messages::read_thread(&mut tx, thread, Some(first), "en")
            .await
            .unwrap();
        // The demo has one message in this thread, so there are 61.
        assert_eq!((rest.messages.len(), rest.has_older), (11, false));
        assert!(newest.is_newest_page && !rest.is_newest_page);
        // One more, and the page would end with a message of the newest page.
        let recent = messages::read_thread(&mut tx, thread, Some(first + 1), "en")
            .await
            .unwrap();
        assert!(recent.is_newest_page);
        assert_eq!(recent.messages[0].seq, first);
        // Guards against a message that is left out or returned twice.
        assert!(
            newest
                .messages
                .windows(2)
                .all(|pair| pair[0].seq + 1 == pair[1].seq)
        );
    }
}

on_each_engine! {
    async fn new_messages_are_for_participants_alone_and_count_as_read(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        let mut tx = database.begin_as("june-bell").await;
        let before = messages::thread_state(&mut tx, thread).await.unwrap().last_seq;
        assert!(
            messages::messages_after(&mut tx, thread, before, MarkAs::Read, "en")
                .await
                .unwrap()
                .messages
                .is_empty()
        );
        drop(tx);
        database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "canary-live",
            )
            .await
            .unwrap();
        // An open page fetches new messages also while no one looks at it.
        let mut tx = database.begin_as("june-bell").await;
        assert_eq!(
            messages::messages_after(&mut tx, thread, before, MarkAs::Delivered, "en")
                .await
                .unwrap()
                .messages
                .len(),
            1
        );
        assert!(
            home::unread_activity(&mut tx)
                .await
                .unwrap()
                .iter()
                .any(|news| news.thread_id == Some(thread)),
            "a phone in a pocket has read nothing"
        );
        let fresh = messages::messages_after(&mut tx, thread, before, MarkAs::Read, "en")
            .await
            .unwrap()
            .messages;
        assert_eq!(
            (fresh.len(), fresh[0].seq, fresh[0].body.as_str()),
            (1, before + 1, "canary-live")
        );
        tx.commit().await.unwrap();
        assert!(!has_unread_activity(&database, "june-bell", thread).await);
        assert_no_messages_for_others(&database, thread).await;
    }
}

on_each_engine! {
    async fn reading_writes_nothing_and_returns_the_read_mark(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        database
            .send_message(
                "june-bell",
                MessageDestination::Thread(thread),
                "are you there?",
            )
            .await
            .unwrap();
        let actor = database.load_actor("tasha-carter").await;
        let unread = async || {
            database
                .db
                .load_profile(actor.person, &actor.zone)
                .await
                .unwrap()
                .unread
        };
        let before = unread().await;
        // On SQLite writers wait for each other, so a conversation must open without one; the read
        // mark is saved afterwards.
        let mut tx = database.db.acting_as(&actor, Intent::Read).await.unwrap();
        messages::read_thread(&mut tx, thread, None, "en")
            .await
            .unwrap();
        let mark = tx.take_read_mark().expect("something new was read");
        tx.commit().await.unwrap();
        assert_eq!(unread().await, before);
        let mut tx = database.db.acting_as(&actor, Intent::Write).await.unwrap();
        messages::save_read_mark(&mut tx, mark).await.unwrap();
        tx.commit().await.unwrap();
        assert!(unread().await < before);
        let mut tx = database.db.acting_as(&actor, Intent::Read).await.unwrap();
        messages::messages_after(&mut tx, thread, 0, MarkAs::Read, "en")
            .await
            .unwrap();
        assert!(tx.take_read_mark().is_none(), "read before");
    }
}
