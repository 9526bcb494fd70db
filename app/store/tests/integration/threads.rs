//! Group threads: who may be put together, who is notified, and what stays hidden.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use model::id::{PersonId, ThreadId};
use model::messages::{MessageDestination, MessageKind, ThreadKind};
use store::messages::{self, NewGroupThread, create_group, participants};
use store::{Error, home};

async fn person_ids(database: &TestDatabase, keys: &[&str]) -> Vec<PersonId> {
    let mut ids = Vec::new();
    for key in keys {
        ids.push(database.person_id(key).await);
    }
    ids
}

pub(crate) async fn create_thread(
    database: &TestDatabase,
    by: &str,
    kind: ThreadKind,
    keys: &[&str],
) -> Result<ThreadId, Error> {
    let new = NewGroupThread {
        form: database.clock.new_id(),
        family: database.family_id("carter").await,
        kind,
        people: person_ids(database, keys).await,
    };
    let mut tx = database.begin_as(by).await;
    let thread = create_group(&mut tx, &new).await?;
    assert_eq!(
        create_group(&mut tx, &new).await?,
        thread,
        "the same form is the same conversation"
    );
    tx.commit().await?;
    Ok(thread)
}

pub(crate) async fn message_kinds(
    database: &TestDatabase,
    key: &str,
    thread: ThreadId,
) -> Vec<MessageKind> {
    let mut tx = database.begin_as(key).await;
    let kinds = messages::read_thread(&mut tx, thread, None, "en")
        .await
        .unwrap()
        .messages
        .iter()
        .map(|m| m.kind)
        .collect();
    tx.commit().await.unwrap();
    kinds
}

on_each_engine! {
    async fn a_group_thread_shows_who_joins_and_leaves(database: TestDatabase) {
        let thread = create_thread(
            &database,
            "ben-ortiz",
            ThreadKind::Team,
            &["tasha-carter", "nora-price"],
        )
        .await
        .unwrap();
        database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "before Lena",
            )
            .await
            .unwrap();
        let lena = database.person_id("lena-bird").await;
        // Only the worker may add participants.
        let mut tx = database.begin_as("nora-price").await;
        assert!(matches!(
            participants::add(&mut tx, thread, lena).await,
            Err(Error::NotFound)
        ));
        drop(tx);
        let mut tx = database.begin_as("ben-ortiz").await;
        participants::add(&mut tx, thread, lena).await.unwrap();
        tx.commit().await.unwrap();
        // A new participant reads from the point of joining; everyone sees the system message.
        assert_eq!(
            message_kinds(&database, "lena-bird", thread).await,
            [MessageKind::Joined]
        );
        assert_eq!(
            message_kinds(&database, "tasha-carter", thread).await,
            [MessageKind::Created, MessageKind::Text, MessageKind::Joined]
        );
        let mut tx = database.begin_as("nora-price").await;
        let nora = database.person_id("nora-price").await;
        participants::remove(&mut tx, thread, nora).await.unwrap();
        tx.commit().await.unwrap();
        database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "after Nora",
            )
            .await
            .unwrap();
        let mut tx = database.begin_as("nora-price").await;
        assert!(matches!(
            messages::read_thread(&mut tx, thread, None, "en").await,
            Err(Error::NotFound)
        ));
        assert!(
            home::unread_activity(&mut tx)
                .await
                .unwrap()
                .iter()
                .all(|news| news.thread_id != Some(thread))
        );
        assert!(
            messages::list_threads(&mut tx)
                .await
                .unwrap()
                .iter()
                .all(|line| line.thread_id != thread)
        );
        drop(tx);
        assert_eq!(
            message_kinds(&database, "tasha-carter", thread)
                .await
                .last(),
            Some(&MessageKind::Text)
        );
        let told = message_kinds(&database, "ben-ortiz", thread).await;
        assert_eq!(told[3], MessageKind::Left);
        // A participant who is added again does not read what was sent meanwhile.
        let mut tx = database.begin_as("ben-ortiz").await;
        participants::add(&mut tx, thread, nora).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            message_kinds(&database, "nora-price", thread).await,
            [MessageKind::Joined]
        );
    }
}

on_each_engine! {
    async fn group_threads_keep_people_apart_where_they_must(database: TestDatabase) {
        // Marcus may not add Tasha or her parent partner; Ben may not add June to a thread with
        // Marcus.
        for (by, keys, wanted) in [
            ("marcus-reed", ["tasha-carter", "ben-ortiz"], None),
            ("marcus-reed", ["june-bell", "ben-ortiz"], None),
            ("tasha-carter", ["marcus-reed", "ben-ortiz"], None),
            (
                "ben-ortiz",
                ["june-bell", "marcus-reed"],
                Some("messages-mentor-apart"),
            ),
            ("ben-ortiz", ["maria-luna", "tasha-carter"], None),
        ] {
            let refused = create_thread(&database, by, ThreadKind::Team, &keys)
                .await
                .unwrap_err();
            match wanted {
                None => assert!(
                    matches!(refused, Error::NotFound),
                    "{by} {keys:?} {refused:?}"
                ),
                Some(code) => assert!(
                    matches!(refused, Error::Invalid(found) if found == code),
                    "{by} {keys:?} {refused:?}"
                ),
            }
        }
        create_thread(
            &database,
            "tasha-carter",
            ThreadKind::Team,
            &["june-bell", "ben-ortiz"],
        )
        .await
        .unwrap();
        assert!(matches!(
            create_thread(
                &database,
                "tasha-carter",
                ThreadKind::Family,
                &["june-bell", "ben-ortiz"]
            )
            .await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            create_thread(
                &database,
                "ben-ortiz",
                ThreadKind::Family,
                &["tasha-carter", "nora-price"]
            )
            .await,
            Err(Error::Invalid("messages-family-only"))
        ));
        assert!(matches!(
            create_thread(&database, "ben-ortiz", ThreadKind::Team, &["tasha-carter"]).await,
            Err(Error::Invalid("messages-choose-two"))
        ));
    }
}

on_each_engine! {
    async fn a_family_conversation_is_not_its_workers(database: TestDatabase) {
        let thread = create_thread(
            &database,
            "ben-ortiz",
            ThreadKind::Family,
            &["tasha-carter", "marcus-reed"],
        )
        .await
        .unwrap();
        let mut tx = database.begin_as("ben-ortiz").await;
        assert!(matches!(
            messages::read_thread(&mut tx, thread, None, "en").await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            participants::list_visible(&mut tx, thread).await,
            Err(Error::NotFound)
        ));
        let ben = database.person_id("ben-ortiz").await;
        assert!(matches!(
            participants::add(&mut tx, thread, ben).await,
            Err(Error::NotFound)
        ));
        drop(tx);
        assert!(matches!(
            database
                .send_message("ben-ortiz", MessageDestination::Thread(thread), "let me in")
                .await,
            Err(Error::NotFound)
        ));
        database
            .send_message("marcus-reed", MessageDestination::Thread(thread), "hello")
            .await
            .unwrap();
        assert_eq!(
            message_kinds(&database, "tasha-carter", thread).await,
            [MessageKind::Created, MessageKind::Text]
        );
    }
}

on_each_engine! {
    async fn worker_puts_somebody_back_who_left_before_the_worker_came(database: TestDatabase) {
        let thread = create_thread(
            &database,
            "ben-ortiz",
            ThreadKind::Team,
            &["tasha-carter", "nora-price"],
        )
        .await
        .unwrap();
        database.execute_sql("INSERT INTO membership (id, family_id, person_id, role, since, coordinator)
            SELECT f.id, f.id, p.id, 'worker', '2026-11-01', FALSE FROM family f, person p WHERE f.key = 'carter' AND p.key = 'grace-hall'").await.unwrap();
        let (nora, grace) = (
            database.person_id("nora-price").await,
            database.person_id("grace-hall").await,
        );
        let mut tx = database.begin_as("nora-price").await;
        participants::remove(&mut tx, thread, nora).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("ben-ortiz").await;
        participants::add(&mut tx, thread, grace).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("grace-hall").await;
        participants::add(&mut tx, thread, nora).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            message_kinds(&database, "nora-price", thread).await,
            [MessageKind::Joined]
        );
    }
}
