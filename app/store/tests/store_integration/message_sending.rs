//! Sending messages: idempotent sends, and drafts that go when they are sent.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use model::files::{Attachment, AttachmentKind};
use model::id::{FormId, ThreadId};
use model::messages::{BodyRule, MessageDestination, NewMessage};
use store::{Error, Tx, messages};

on_each_engine! {
    async fn the_same_form_is_one_message(database: TestDatabase) {
        let to = MessageDestination::Person(database.person_id("rosa-jimenez").await);
        let form = database.clock.new_id::<FormId>();
        let draft = |body| NewMessage::parse(form, to, "es", body).unwrap();
        let mut tx = database.begin_as("maria-luna").await;
        let first = messages::send(&mut tx, &draft("Hola Rosa")).await.unwrap();
        let again = messages::send(&mut tx, &draft("Hola Rosa")).await.unwrap();
        assert_eq!(first, again);
        assert!(matches!(
            messages::send(&mut tx, &draft("other words")).await,
            Err(Error::Conflict)
        ));
        tx.commit().await.unwrap();
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM message WHERE body = 'Hola Rosa'")
                .await,
            1
        );
        // Form ids are unique per author: the same id of another author is no conflict.
        let mut tx = database.begin_as("tasha-carter").await;
        let theirs = NewMessage::parse(
            form,
            MessageDestination::Thread(database.thread_id("tasha-june").await),
            "en",
            "hello",
        )
        .unwrap();
        messages::send(&mut tx, &theirs).await.unwrap();
    }
}

on_each_engine! {
    async fn fifty_at_once_with_one_form_are_one_message(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        let draft = NewMessage::parse(
            database.clock.new_id::<FormId>(),
            MessageDestination::Thread(thread),
            "en",
            "only once",
        )
        .unwrap();
        let actor = database.load_actor("tasha-carter").await;
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let (db, actor, draft) = (database.db.clone(), actor.clone(), draft.clone());
            tasks.spawn(async move {
                // On PostgreSQL a request that loses the race gets `Raced`, and repeats its
                // transaction to find the stored message.
                loop {
                    // Fifty wait for fewer connections, so one may not get its turn in time.
                    let Ok(mut tx) = db.acting_as(&actor, store::Intent::Write).await else {
                        continue;
                    };
                    match messages::send(&mut tx, &draft).await {
                        Ok(sent) => {
                            tx.commit().await.unwrap();
                            return sent;
                        }
                        Err(Error::Raced) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            });
        }
        let all = tasks.join_all().await;
        assert!(all.iter().all(|sent| *sent == all[0]));
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM message WHERE body = 'only once'")
                .await,
            1
        );
    }
}

on_each_engine! {
    async fn a_draft_is_its_writers_alone_and_goes_when_sent(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        let mut tx = database.begin_as("tasha-carter").await;
        save_draft(&mut tx, thread, None, "half a thou").await;
        // A later draft replaces the earlier one: there is one for each person and conversation.
        save_draft(&mut tx, thread, None, "half a thought").await;
        tx.commit().await.unwrap();
        let mut june = database.begin_as("june-bell").await;
        assert_eq!(shown_draft(&mut june, thread).await, None);
        drop(june);
        let mut tx = database.begin_as("tasha-carter").await;
        assert_eq!(
            shown_draft(&mut tx, thread).await.as_deref(),
            Some("half a thought")
        );
        drop(tx);
        database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "a whole thought",
            )
            .await
            .unwrap();
        assert_eq!(database.query_number("SELECT count(*) FROM draft").await, 0);
    }
}

async fn save_draft(tx: &mut Tx, thread: ThreadId, form: Option<FormId>, body: &str) {
    messages::save_draft(tx, MessageDestination::Thread(thread), form, body)
        .await
        .unwrap();
}

/// The draft that the conversation's page shows.
async fn shown_draft(tx: &mut Tx, thread: ThreadId) -> Option<String> {
    messages::read_thread(tx, thread, None, "en")
        .await
        .unwrap()
        .draft
}

on_each_engine! {
    async fn draft_that_comes_after_its_message_is_not_kept(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        // The page gives the next message an id of its own, which distinguishes its draft.
        let (form, next): (FormId, FormId) = (database.clock.new_id(), database.clock.new_id());
        let mut tx = database.begin_as("tasha-carter").await;
        save_draft(&mut tx, thread, Some(form), "on its wa").await;
        messages::send(
            &mut tx,
            &NewMessage::parse(form, MessageDestination::Thread(thread), "en", "on its way")
                .unwrap(),
        )
        .await
        .unwrap();
        // The draft timer fires after the send, or a slow connection delivers an earlier draft
        // late.
        save_draft(&mut tx, thread, Some(form), "on its way").await;
        assert_eq!(shown_draft(&mut tx, thread).await, None);
        save_draft(&mut tx, thread, Some(next), "the next words").await;
        assert_eq!(
            shown_draft(&mut tx, thread).await.as_deref(),
            Some("the next words")
        );
        tx.commit().await.unwrap();
        assert_sent_draft_is_not_shown(&database, thread).await;
    }
}

/// A race: the draft was saved by a transaction that did not yet see the sent message. It is in the
/// database, and must not come back as unsent text, which would then be sent a second time.
async fn assert_sent_draft_is_not_shown(database: &TestDatabase, thread: ThreadId) {
    database
        .execute_sql(
            "UPDATE draft SET form_id = (SELECT form_id FROM message WHERE body \
            = 'on its way')",
        )
        .await
        .unwrap();
    assert_eq!(
        shown_draft(&mut database.begin_as("tasha-carter").await, thread).await,
        None
    );
    // A draft to a person with whom there is no conversation yet is read by another query.
    database
        .execute_sql(
            "UPDATE draft SET target_id = (SELECT id FROM person WHERE key = 'nora-price')",
        )
        .await
        .unwrap();
    let nora = database.person_id("nora-price").await;
    assert_eq!(
        messages::load_draft(&mut database.begin_as("tasha-carter").await, nora)
            .await
            .unwrap(),
        None
    );
    database
        .execute_sql("UPDATE draft SET form_id = NULL")
        .await
        .unwrap();
    assert_eq!(
        messages::load_draft(&mut database.begin_as("tasha-carter").await, nora)
            .await
            .unwrap()
            .as_deref(),
        Some("the next words")
    );
}

fn photo_with_hash(hash: &str) -> Attachment {
    Attachment {
        kind: AttachmentKind::Image,
        mime: "image/jpeg".into(),
        size: 9,
        dimensions: Some((8, 8)),
        hash: Some(hash.into()),
    }
}

fn message_with_files(
    form: FormId,
    thread: ThreadId,
    body: &str,
    files: Vec<Attachment>,
) -> NewMessage {
    NewMessage {
        files,
        ..NewMessage::parse_with_attachments(
            form,
            MessageDestination::Thread(thread),
            "en",
            body,
            BodyRule::Optional,
        )
        .unwrap()
    }
}

on_each_engine! {
    async fn form_used_for_other_files_is_a_conflict(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        let draft = |form, body: &str, files| message_with_files(form, thread, body, files);
        let (first, second): (FormId, FormId) = (database.clock.new_id(), database.clock.new_id());
        let mut tx = database.begin_as("tasha-carter").await;
        let sent = messages::send(&mut tx, &draft(first, "", vec![photo_with_hash("aa")]))
            .await
            .unwrap();
        assert_eq!(
            messages::send(&mut tx, &draft(first, "", vec![photo_with_hash("aa")]))
                .await
                .unwrap(),
            sent,
            "the same form is the same message"
        );
        // Were these answered as sent, a photo that the sender believes to be sent would be lost.
        for other in [
            vec![photo_with_hash("bb")],
            vec![photo_with_hash("aa"), photo_with_hash("bb")],
            vec![Attachment {
                size: 10,
                ..photo_with_hash("aa")
            }],
        ] {
            assert!(matches!(
                messages::send(&mut tx, &draft(first, "", other)).await,
                Err(Error::Conflict)
            ));
        }
        // The text was sent without the photo first; the photo then arrives under the same form id.
        let words = messages::send(&mut tx, &draft(second, "look", vec![]))
            .await
            .unwrap();
        assert!(matches!(
            messages::send(&mut tx, &draft(second, "look", vec![photo_with_hash("aa")])).await,
            Err(Error::Conflict)
        ));
        assert_eq!(
            messages::send(&mut tx, &draft(second, "look", vec![]))
                .await
                .unwrap(),
            words
        );
        // A message from before attachment hashes were stored, and a form resubmitted from an error
        // page, which cannot carry files.
        let without_hash = Attachment {
            hash: None,
            ..photo_with_hash("aa")
        };
        for files in [vec![without_hash], vec![]] {
            assert_eq!(
                messages::send(&mut tx, &draft(first, "", files))
                    .await
                    .unwrap(),
                sent
            );
        }
    }
}
