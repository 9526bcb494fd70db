//! Threads and interpretation requests after a membership or a family ends.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use crate::threads::{create_thread, message_kinds};
use model::id::ThreadId;
use model::messages::{MessageDestination, MessageKind, ThreadKind};
use store::Error;
use store::messages::{self, MessageRef, interpretation, participant_sync};

/// Ends the membership of the Carter family's worker, and gives the family another one.
async fn replace_worker(database: &TestDatabase) {
    database.end_membership("ben-ortiz").await;
    database.execute_sql("INSERT INTO membership (id, family_id, person_id, role, since, coordinator)
            SELECT f.id, f.id, p.id, 'worker', '2026-11-23', TRUE FROM family f, person p WHERE f.key = 'carter' AND p.key = 'grace-hall'").await.unwrap();
}

/// In the thread of two, Marcus learns that his worker has left and who the new one is, and cannot
/// send a message that nobody would read.
async fn assert_handover_is_announced(database: &TestDatabase, pair: ThreadId) {
    let mut tx = database.begin_as("marcus-reed").await;
    let thread = messages::read_thread(&mut tx, pair, None, "en")
        .await
        .unwrap();
    assert!(
        thread.other_participants.is_empty() && thread.former_participants[0].name == "Ben Ortiz"
    );
    assert_eq!(
        thread
            .messages
            .iter()
            .rev()
            .take(2)
            .map(|m| m.kind)
            .collect::<Vec<_>>(),
        [MessageKind::Handover, MessageKind::Left]
    );
    assert_eq!(
        thread.messages.last().unwrap().about.as_deref(),
        Some("Grace Hall")
    );
    assert!(
        messages::list_recipients(&mut tx)
            .await
            .unwrap()
            .iter()
            .any(|p| p.name == "Grace Hall")
    );
    tx.commit().await.unwrap();
    assert!(matches!(
        database
            .send_message("marcus-reed", MessageDestination::Thread(pair), "to nobody")
            .await,
        Err(Error::NotFound)
    ));
}

on_each_engine! {
    async fn a_worker_who_leaves_is_announced_and_nobody_is_left_without_a_next_step(
        database: TestDatabase,
    ) {
        let several = create_thread(
            &database,
            "ben-ortiz",
            ThreadKind::Team,
            &["tasha-carter", "nora-price"],
        )
        .await
        .unwrap();
        let pair = database.thread_id("marcus-ben").await;
        replace_worker(&database).await;
        assert_eq!(
            participant_sync::sync_with_membership(&database.db)
                .await
                .unwrap(),
            2
        );
        // The job runs again and again, and on several servers; no one is announced as gone twice.
        assert_eq!(
            participant_sync::sync_with_membership(&database.db)
                .await
                .unwrap(),
            0,
            "once"
        );
        assert_handover_is_announced(&database, pair).await;
        // The new worker gets no access to the thread of two, and joins the team's thread from here
        // on.
        let mut tx = database.begin_as("grace-hall").await;
        assert!(matches!(
            messages::read_thread(&mut tx, pair, None, "en").await,
            Err(Error::NotFound)
        ));
        drop(tx);
        assert_eq!(
            message_kinds(&database, "grace-hall", several).await,
            [MessageKind::Handover]
        );
        database
            .send_message(
                "grace-hall",
                MessageDestination::Thread(several),
                "hello, I am new",
            )
            .await
            .unwrap();
    }
}

/// Adds a second family with Tasha Carter and June Bell, her parent partner, and ends every
/// membership of the Carter family today.
async fn end_first_family(database: &TestDatabase) {
    for sql in [
        "INSERT INTO family (id, agency_id, key, name, stage, in_home)
            SELECT p.id, f.agency_id, 'second', 'Second', f.stage, f.in_home FROM family f, person p WHERE f.key = 'carter' AND p.key = 'tasha-carter'",
        "INSERT INTO membership (id, family_id, person_id, role, since, coordinator)
            SELECT p.id, f.id, p.id, 'parent', '2026-11-01', FALSE FROM family f, person p WHERE f.key = 'second' AND p.key = 'tasha-carter'",
        "INSERT INTO membership (id, family_id, person_id, role, since, coordinator, mentee_id)
            SELECT p.id, f.id, p.id, 'mentor', '2026-11-01', FALSE, t.id FROM family f, person p, person t
            WHERE f.key = 'second' AND p.key = 'june-bell' AND t.key = 'tasha-carter'",
        "UPDATE membership SET until = '2026-11-23' WHERE family_id = (SELECT id FROM family \
            WHERE key = 'carter')",
    ] {
        database.execute_sql(sql).await.unwrap();
    }
}

on_each_engine! {
    async fn mentor_writes_to_parent_although_thread_of_ended_family_exists(
        database: TestDatabase,
    ) {
        let (old, tasha) = (
            database.thread_id("tasha-june").await,
            database.person_id("tasha-carter").await,
        );
        end_first_family(&database).await;
        // Before the background task has closed the threads of the ended team, and after it. The
        // old thread of the same two people must neither be reused nor make the send fail.
        let sent = database
            .send_message(
                "june-bell",
                MessageDestination::Person(tasha),
                "Hello in the second family",
            )
            .await
            .unwrap();
        assert_ne!(sent.thread, old);
        participant_sync::sync_with_membership(&database.db)
            .await
            .unwrap();
        let again = database
            .send_message("june-bell", MessageDestination::Person(tasha), "And again")
            .await
            .unwrap();
        assert_eq!(
            (again.thread, again.seq),
            (sent.thread, sent.seq + 1),
            "two people have one conversation in a family"
        );
        assert!(matches!(
            database
                .send_message(
                    "june-bell",
                    MessageDestination::Thread(old),
                    "to the old one"
                )
                .await,
            Err(Error::NotFound)
        ));
        let mut tx = database.begin_as("tasha-carter").await;
        assert_eq!(
            messages::read_thread(&mut tx, sent.thread, None, "en")
                .await
                .unwrap()
                .messages
                .len(),
            2
        );
    }
}

on_each_engine! {
    async fn mentor_writes_to_parent_after_conversations_of_ended_family_closed(
        database: TestDatabase,
    ) {
        let (old, tasha) = (
            database.thread_id("tasha-june").await,
            database.person_id("tasha-carter").await,
        );
        end_first_family(&database).await;
        participant_sync::sync_with_membership(&database.db)
            .await
            .unwrap();
        let sent = database
            .send_message("june-bell", MessageDestination::Person(tasha), "Hello")
            .await
            .unwrap();
        assert_ne!(sent.thread, old);
    }
}

/// María asks for an interpreter for a message by her worker.
pub(crate) async fn ask_for_interpreter(database: &TestDatabase) -> MessageRef {
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
    sent
}

on_each_engine! {
    async fn claim_of_interpreter_who_leaves_team_is_released(database: TestDatabase) {
        let sent = ask_for_interpreter(&database).await;
        let mut tx = database.begin_as("elena-ruiz").await;
        let id = interpretation::load_queue(&mut tx).await.unwrap()[0].id;
        // Opening the page must not claim the request: a prefetch or a link from another site would
        // take it from the queue.
        assert!(
            matches!(
                interpretation::open_claimed_request(&mut tx, id).await,
                Err(Error::NotFound)
            ),
            "nothing is read before it is claimed"
        );
        interpretation::claim(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            participant_sync::sync_with_membership(&database.db)
                .await
                .unwrap(),
            0,
            "whoever is on the team keeps it"
        );
        database
            .execute_sql("UPDATE membership SET until = '2026-11-23' WHERE role = 'interpreter'")
            .await
            .unwrap();
        // A request whose interpreter is gone would stay claimed, and the message untranslated, for
        // good.
        assert_eq!(
            participant_sync::sync_with_membership(&database.db)
                .await
                .unwrap(),
            1
        );
        assert_eq!(
            database
                .query_number(
                    "SELECT count(*) FROM interpretation_request WHERE claimed_by IS NULL AND \
                        done_at IS NULL"
                )
                .await,
            1
        );
        // The next interpreter can claim it, and the person who asked sees that it is still
        // pending.
        database
            .execute_sql("UPDATE membership SET until = NULL WHERE role = 'interpreter'")
            .await
            .unwrap();
        let mut tx = database.begin_as("elena-ruiz").await;
        interpretation::claim(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("maria-luna").await;
        let thread = messages::read_thread(&mut tx, sent.thread, None, "es")
            .await
            .unwrap();
        assert!(thread.messages.last().unwrap().asked);
    }
}
