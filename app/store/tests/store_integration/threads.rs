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
        // A family of two parents, of whom one has a parent partner and a caregiver has the child.
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

pub(crate) async fn add_participant(
    database: &TestDatabase,
    who: &str,
    thread: ThreadId,
    person: PersonId,
) {
    let mut tx = database.begin_as(who).await;
    participants::add(&mut tx, thread, person).await.unwrap();
    tx.commit().await.unwrap();
}

pub(crate) async fn remove_participant(
    database: &TestDatabase,
    who: &str,
    thread: ThreadId,
    person: PersonId,
) {
    let mut tx = database.begin_as(who).await;
    participants::remove(&mut tx, thread, person).await.unwrap();
    tx.commit().await.unwrap();
}

async fn send_as_tasha(database: &TestDatabase, thread: ThreadId, body: &str) {
    database
        .send_message("tasha-carter", MessageDestination::Thread(thread), body)
        .await
        .unwrap();
}

/// Nora has left: she cannot open the thread, and neither the start page nor the list mentions it.
async fn assert_thread_is_gone_for_nora(database: &TestDatabase, thread: ThreadId) {
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
        send_as_tasha(&database, thread, "before Lena").await;
        let lena = database.person_id("lena-bird").await;
        // Only the worker may add participants.
        let mut tx = database.begin_as("nora-price").await;
        assert!(matches!(
            participants::add(&mut tx, thread, lena).await,
            Err(Error::NotFound)
        ));
        drop(tx);
        add_participant(&database, "ben-ortiz", thread, lena).await;
        // A new participant reads from the point of joining; everyone sees the system message.
        assert_eq!(
            message_kinds(&database, "lena-bird", thread).await,
            [MessageKind::Joined]
        );
        assert_eq!(
            message_kinds(&database, "tasha-carter", thread).await,
            [MessageKind::Created, MessageKind::Text, MessageKind::Joined]
        );
        let nora = database.person_id("nora-price").await;
        remove_participant(&database, "nora-price", thread, nora).await;
        send_as_tasha(&database, thread, "after Nora").await;
        assert_thread_is_gone_for_nora(&database, thread).await;
        assert_eq!(
            message_kinds(&database, "tasha-carter", thread)
                .await
                .last(),
            Some(&MessageKind::Text)
        );
        // After the three messages above.
        let told = message_kinds(&database, "ben-ortiz", thread).await;
        assert_eq!(told[3], MessageKind::Left);
        // A participant who is added again does not read what was sent meanwhile.
        add_participant(&database, "ben-ortiz", thread, nora).await;
        assert_eq!(
            message_kinds(&database, "nora-price", thread).await,
            [MessageKind::Joined]
        );
    }
}

on_each_engine! {
    async fn group_threads_keep_people_apart_where_they_must(database: TestDatabase) {
        // Marcus may not add Tasha or her parent partner. A stranger is refused like a person who
        // does not exist.
        for (by, keys) in [
            ("marcus-reed", ["tasha-carter", "ben-ortiz"]),
            ("marcus-reed", ["june-bell", "ben-ortiz"]),
            ("tasha-carter", ["marcus-reed", "ben-ortiz"]),
            ("ben-ortiz", ["maria-luna", "tasha-carter"]),
        ] {
            let refused = create_thread(&database, by, ThreadKind::Team, &keys)
                .await
                .unwrap_err();
            assert!(
                matches!(refused, Error::NotFound),
                "{by} {keys:?} {refused:?}"
            );
        }
        // Ben knows June and Marcus both, so he is told why he may not put the parent partner of
        // one parent together with the other parent.
        let together = ["june-bell", "marcus-reed"];
        assert!(matches!(
            create_thread(&database, "ben-ortiz", ThreadKind::Team, &together).await,
            Err(Error::Invalid("messages-mentor-apart"))
        ));
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
            // The caregiver is not of the family.
            Err(Error::Invalid("messages-family-only"))
        ));
        assert!(matches!(
            create_thread(&database, "ben-ortiz", ThreadKind::Team, &["tasha-carter"]).await,
            // Two people have one conversation in each family, which is not a group.
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
        // The worker began it and is not in it: the family must be able to talk without the agency.
        let mut tx = database.begin_as("ben-ortiz").await;
        assert!(matches!(
            messages::read_thread(&mut tx, thread, None, "en").await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            participants::list_visible(&mut tx, thread).await,
            Err(Error::NotFound)
        ));
        // Adding himself would be a way around it.
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
    async fn worker_adds_a_person_again_who_left_before_the_worker_came(database: TestDatabase) {
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
        remove_participant(&database, "nora-price", thread, nora).await;
        add_participant(&database, "ben-ortiz", thread, grace).await;
        // Grace cannot see Nora's former participation, whose row is still in the table.
        add_participant(&database, "grace-hall", thread, nora).await;
        assert_eq!(
            message_kinds(&database, "nora-price", thread).await,
            [MessageKind::Joined]
        );
    }
}
