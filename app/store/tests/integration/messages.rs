//! Threads and messages: idempotent sends, order, and access for participants only.
#![allow(clippy::unwrap_used)]

use crate::support::{DEMO_FILES, on_each_engine};
use model::files::{Attachment, AttachmentKind};
use model::id::FormId;
use model::messages::{MessageDestination, NewMessage};
use store::{Error, Intent, home, messages};

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
        let frame = database
            .db
            .load_profile(
                database.person_id("maria-luna").await,
                &jiff::tz::TimeZone::UTC,
            )
            .await
            .unwrap();
        assert_eq!(frame.unread, 2, "one from Rosa, one from Dana");
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

on_each_engine! {
    async fn nobody_else_learns_that_a_conversation_exists(database: TestDatabase) {
        let rosa = database.person_id("rosa-jimenez").await;
        let sent = database
            .send_message("maria-luna", MessageDestination::Person(rosa), CANARY_TEXT)
            .await
            .unwrap();
        for other in [
            "luis-luna",
            "dana-fox",
            "pat-nguyen",
            "tasha-carter",
            "samira-nasser",
            "youa-xiong",
        ] {
            let mut tx = database.begin_as(other).await;
            assert!(
                matches!(
                    messages::read_thread(&mut tx, sent.thread, None, "en").await,
                    Err(Error::NotFound)
                ),
                "{other}"
            );
            assert!(
                messages::list_threads(&mut tx)
                    .await
                    .unwrap()
                    .iter()
                    .all(|line| line.thread_id != sent.thread),
                "{other}"
            );
            assert!(
                home::unread_activity(&mut tx)
                    .await
                    .unwrap()
                    .iter()
                    .all(|news| news.thread_id != Some(sent.thread)),
                "{other}"
            );
            assert!(
                matches!(
                    messages::save_draft(
                        &mut tx,
                        MessageDestination::Thread(sent.thread),
                        None,
                        "x"
                    )
                    .await,
                    Err(Error::NotFound)
                ),
                "{other}"
            );
            drop(tx);
            assert!(
                matches!(
                    database
                        .send_message(other, MessageDestination::Thread(sent.thread), "let me in")
                        .await,
                    Err(Error::NotFound)
                ),
                "{other}"
            );
        }
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
        tokio::join!(database.import_files(&DEMO_FILES), async {
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
        for (after, look) in [(12, false), (0, true)] {
            let mut tx = database.begin_as("tasha-carter").await;
            messages::messages_after(&mut tx, thread, after, look, "en")
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        let read = "SELECT max(r.read_seq) FROM reader r JOIN person p ON p.id = r.person_id \
            WHERE p.key = 'tasha-carter'";
        let delivered = "SELECT max(r.reached_seq) FROM reader r JOIN person p ON p.id = \
            r.person_id WHERE p.key = 'tasha-carter'";
        assert_eq!(database.query_number(read).await, 50);
        assert!(database.query_number(delivered).await > 55);
    }
}

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
                loop {
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
    async fn one_parent_is_not_offered_the_other_nor_her_mentor(database: TestDatabase) {
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
        database
            .execute_sql(
                "UPDATE membership SET until = '2026-11-23' WHERE person_id = \
            (SELECT id FROM person WHERE key = 'rosa-jimenez')",
            )
            .await
            .unwrap();
        let mut tx = database.begin_as("rosa-jimenez").await;
        assert!(matches!(
            messages::read_thread(&mut tx, sent.thread, None, "en").await,
            Err(Error::NotFound)
        ));
        assert!(messages::list_threads(&mut tx).await.unwrap().is_empty());
        assert!(home::unread_activity(&mut tx).await.unwrap().is_empty());
        drop(tx);
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
        let frame = database
            .db
            .load_profile(
                database.person_id("rosa-jimenez").await,
                &jiff::tz::TimeZone::UTC,
            )
            .await
            .unwrap();
        assert_eq!(frame.unread, 0);
    }
}

on_each_engine! {
    async fn a_draft_is_its_writers_alone_and_goes_when_sent(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        let mut tx = database.begin_as("tasha-carter").await;
        messages::save_draft(
            &mut tx,
            MessageDestination::Thread(thread),
            None,
            "half a thou",
        )
        .await
        .unwrap();
        messages::save_draft(
            &mut tx,
            MessageDestination::Thread(thread),
            None,
            "half a thought",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut june = database.begin_as("june-bell").await;
        assert_eq!(
            messages::read_thread(&mut june, thread, None, "en")
                .await
                .unwrap()
                .draft,
            None
        );
        drop(june);
        let mut tx = database.begin_as("tasha-carter").await;
        assert_eq!(
            messages::read_thread(&mut tx, thread, None, "en")
                .await
                .unwrap()
                .draft
                .as_deref(),
            Some("half a thought"),
            "en"
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
        assert_eq!((rest.messages.len(), rest.has_older), (11, false));
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
        let (before, _) = messages::last_seq(&mut tx, thread).await.unwrap();
        assert!(
            messages::messages_after(&mut tx, thread, before, true, "en")
                .await
                .unwrap()
                .0
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
        let mut tx = database.begin_as("june-bell").await;
        assert_eq!(
            messages::messages_after(&mut tx, thread, before, false, "en")
                .await
                .unwrap()
                .0
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
        let (fresh, ..) = messages::messages_after(&mut tx, thread, before, true, "en")
            .await
            .unwrap();
        assert_eq!(
            (fresh.len(), fresh[0].seq, fresh[0].body.as_str()),
            (1, before + 1, "canary-live")
        );
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("june-bell").await;
        assert!(
            home::unread_activity(&mut tx)
                .await
                .unwrap()
                .iter()
                .all(|news| news.thread_id != Some(thread))
        );
        drop(tx);
        for other in [
            "marcus-reed",
            "ben-ortiz",
            "pat-nguyen",
            "maria-luna",
            "alma-brooks",
        ] {
            let mut tx = database.begin_as(other).await;
            assert!(
                matches!(
                    messages::messages_after(&mut tx, thread, 0, true, "en").await,
                    Err(Error::NotFound)
                ),
                "{other}"
            );
            assert!(
                matches!(
                    messages::last_seq(&mut tx, thread).await,
                    Err(Error::NotFound)
                ),
                "{other}"
            );
        }
    }
}

on_each_engine! {
    async fn draft_that_comes_after_its_message_is_not_kept(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        let (form, next): (FormId, FormId) = (database.clock.new_id(), database.clock.new_id());
        let mut tx = database.begin_as("tasha-carter").await;
        messages::save_draft(
            &mut tx,
            MessageDestination::Thread(thread),
            Some(form),
            "on its wa",
        )
        .await
        .unwrap();
        messages::send(
            &mut tx,
            &NewMessage::parse(form, MessageDestination::Thread(thread), "en", "on its way")
                .unwrap(),
        )
        .await
        .unwrap();
        // The draft timer fires after the send, or a slow connection delivers an earlier draft
        // late.
        messages::save_draft(
            &mut tx,
            MessageDestination::Thread(thread),
            Some(form),
            "on its way",
        )
        .await
        .unwrap();
        assert_eq!(
            messages::read_thread(&mut tx, thread, None, "en")
                .await
                .unwrap()
                .draft,
            None
        );
        messages::save_draft(
            &mut tx,
            MessageDestination::Thread(thread),
            Some(next),
            "the next words",
        )
        .await
        .unwrap();
        assert_eq!(
            messages::read_thread(&mut tx, thread, None, "en")
                .await
                .unwrap()
                .draft
                .as_deref(),
            Some("the next words")
        );
        tx.commit().await.unwrap();
        // A race: the draft was saved by a transaction that did not yet see the sent message.
        database
            .execute_sql(
                "UPDATE draft SET form_id = (SELECT form_id FROM message WHERE body \
            = 'on its way')",
            )
            .await
            .unwrap();
        assert_eq!(
            messages::read_thread(
                &mut database.begin_as("tasha-carter").await,
                thread,
                None,
                "en"
            )
            .await
            .unwrap()
            .draft,
            None
        );
        database
            .execute_sql(
                "UPDATE draft SET about = (SELECT id FROM person WHERE key = 'nora-price')",
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
}

on_each_engine! {
    async fn form_used_for_other_files_is_a_conflict(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        let photo = |hash: &str| Attachment {
            kind: AttachmentKind::Picture,
            mime: "image/jpeg".into(),
            size: 9,
            sides: Some((8, 8)),
            hash: Some(hash.into()),
        };
        let draft = |form, body: &str, files: Vec<Attachment>| NewMessage {
            files,
            ..NewMessage::parse_with_attachments(
                form,
                MessageDestination::Thread(thread),
                "en",
                body,
                true,
            )
            .unwrap()
        };
        let (first, second): (FormId, FormId) = (database.clock.new_id(), database.clock.new_id());
        let mut tx = database.begin_as("tasha-carter").await;
        let sent = messages::send(&mut tx, &draft(first, "", vec![photo("aa")]))
            .await
            .unwrap();
        assert_eq!(
            messages::send(&mut tx, &draft(first, "", vec![photo("aa")]))
                .await
                .unwrap(),
            sent,
            "the same form is the same message"
        );
        for other in [
            vec![photo("bb")],
            vec![photo("aa"), photo("bb")],
            vec![Attachment {
                size: 10,
                ..photo("aa")
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
            messages::send(&mut tx, &draft(second, "look", vec![photo("aa")])).await,
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
        assert_eq!(
            messages::send(
                &mut tx,
                &draft(
                    first,
                    "",
                    vec![Attachment {
                        hash: None,
                        ..photo("aa")
                    }]
                )
            )
            .await
            .unwrap(),
            sent
        );
        assert_eq!(
            messages::send(&mut tx, &draft(first, "", vec![]))
                .await
                .unwrap(),
            sent
        );
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
        messages::messages_after(&mut tx, thread, 0, true, "en")
            .await
            .unwrap();
        assert!(tx.take_read_mark().is_none(), "read before");
    }
}
