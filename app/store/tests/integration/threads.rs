//! Group threads: who may be put together, who is notified, and what stays hidden.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use model::id::{PersonId, ThreadId};
use model::messages::{MessageDestination, MessageKind, ThreadKind};
use sqlx::{Connection, PgConnection};
use store::messages::{self, NewGroupThread, absences, create_group, interpretation, participants};
use store::{Error, home};

async fn person_ids(database: &TestDatabase, keys: &[&str]) -> Vec<PersonId> {
    let mut ids = Vec::new();
    for key in keys {
        ids.push(database.person_id(key).await);
    }
    ids
}

async fn create_thread(
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

async fn message_kinds(database: &TestDatabase, key: &str, thread: ThreadId) -> Vec<MessageKind> {
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
    async fn read_receipts_are_shown_only_by_those_who_allow_them(database: TestDatabase) {
        let thread = database.thread_id("tasha-june").await;
        database
            .send_message(
                "tasha-carter",
                MessageDestination::Thread(thread),
                "did you see this?",
            )
            .await
            .unwrap();
        let receipt = async |key: &str| {
            let mut tx = database.begin_as(key).await;
            let (_, _, receipt) = messages::messages_after(&mut tx, thread, 0, true, "en")
                .await
                .unwrap();
            tx.commit().await.unwrap();
            receipt
        };
        assert_eq!(receipt("tasha-carter").await.unwrap().delivered_count, 0);
        let mut tx = database.begin_as("june-bell").await;
        messages::messages_after(&mut tx, thread, 0, false, "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let reached = receipt("tasha-carter").await.unwrap();
        assert_eq!(
            (reached.delivered_count, reached.read_by.len()),
            (1, 0),
            "on her screen, not looked at"
        );
        message_kinds(&database, "june-bell", thread).await;
        assert_eq!(
            receipt("tasha-carter").await.unwrap().read_by,
            ["June Bell"]
        );
        // Either participant turns read receipts off for both.
        for (who, show) in [
            ("june-bell", false),
            ("june-bell", true),
            ("tasha-carter", false),
        ] {
            let mut tx = database.begin_as(who).await;
            participants::set_read_receipts(&mut tx, thread, show)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(
                receipt("tasha-carter").await.is_some(),
                show,
                "{who} {show}"
            );
        }
    }
}

on_each_engine! {
    async fn two_parents_see_nothing_of_each_other_until_both_say_yes(database: TestDatabase) {
        let thread = create_thread(
            &database,
            "ben-ortiz",
            ThreadKind::Team,
            &["tasha-carter", "marcus-reed"],
        )
        .await
        .unwrap();
        database
            .send_message(
                "marcus-reed",
                MessageDestination::Thread(thread),
                "hello all",
            )
            .await
            .unwrap();
        for who in ["tasha-carter", "ben-ortiz"] {
            message_kinds(&database, who, thread).await;
        }
        let receipt = async |key: &str| {
            let mut tx = database.begin_as(key).await;
            messages::messages_after(&mut tx, thread, 0, false, "en")
                .await
                .unwrap()
                .2
        };
        assert_eq!(receipt("marcus-reed").await, None);
        for (who, seen) in [("marcus-reed", false), ("tasha-carter", true)] {
            let mut tx = database.begin_as(who).await;
            participants::set_read_receipts(&mut tx, thread, true)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(
                receipt("marcus-reed")
                    .await
                    .is_some_and(|r| r.read_by.contains(&"Tasha Carter".to_owned())),
                seen,
                "{who}"
            );
        }
    }
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
        database
            .execute_sql(
                "UPDATE membership SET until = '2026-11-23' WHERE person_id = \
            (SELECT id FROM person WHERE key = 'ben-ortiz')",
            )
            .await
            .unwrap();
        database.execute_sql("INSERT INTO membership (id, family_id, person_id, role, since, coordinator)
            SELECT f.id, f.id, p.id, 'worker', '2026-11-23', TRUE FROM family f, person p WHERE f.key = 'carter' AND p.key = 'grace-hall'").await.unwrap();
        assert_eq!(
            messages::participant_sync::sync_with_membership(&database.db)
                .await
                .unwrap(),
            2
        );
        assert_eq!(
            messages::participant_sync::sync_with_membership(&database.db)
                .await
                .unwrap(),
            0,
            "once"
        );
        let mut tx = database.begin_as("marcus-reed").await;
        let thread = messages::read_thread(&mut tx, pair, None, "en")
            .await
            .unwrap();
        assert!(
            thread.other_participants.is_empty()
                && thread.former_participants[0].name == "Ben Ortiz"
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

on_each_engine! {
    async fn an_absence_names_the_person_who_covers(database: TestDatabase) {
        let pat = database.person_id("pat-nguyen").await;
        let day = |day: &str| day.parse::<jiff::civil::Date>().unwrap();
        let mut tx = database.begin_as("ben-ortiz").await;
        absences::set_absence(
            &mut tx,
            Some(&absences::Absence {
                starts: day("2026-11-20"),
                ends: day("2026-11-30"),
                cover: Some(pat),
            }),
        )
        .await
        .unwrap();
        assert!(matches!(
            absences::set_absence(
                &mut tx,
                Some(&absences::Absence {
                    starts: day("2026-11-20"),
                    ends: day("2026-11-30"),
                    cover: Some(database.person_id("maria-luna").await)
                })
            )
            .await,
            Err(Error::NotFound)
        ));
        drop(tx);
        let mut tx = database.begin_as("ben-ortiz").await;
        absences::set_absence(
            &mut tx,
            Some(&absences::Absence {
                starts: day("2026-11-20"),
                ends: day("2026-11-30"),
                cover: Some(pat),
            }),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin_as("marcus-reed").await;
        let thread =
            messages::read_thread(&mut tx, database.thread_id("marcus-ben").await, None, "en")
                .await
                .unwrap();
        assert_eq!(
            thread.other_participants[0].away_until,
            Some(day("2026-11-30"))
        );
        assert_eq!(thread.other_participants[0].cover, Some(pat));
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
        "INSERT INTO membership (id, family_id, person_id, role, since, coordinator, walks_with)
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
        // Before the background task has closed the threads of the ended team, and after it.
        let sent = database
            .send_message(
                "june-bell",
                MessageDestination::Person(tasha),
                "Hello in the second family",
            )
            .await
            .unwrap();
        assert_ne!(sent.thread, old);
        messages::participant_sync::sync_with_membership(&database.db)
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
        messages::participant_sync::sync_with_membership(&database.db)
            .await
            .unwrap();
        let sent = database
            .send_message("june-bell", MessageDestination::Person(tasha), "Hello")
            .await
            .unwrap();
        assert_ne!(sent.thread, old);
    }
}

on_each_engine! {
    async fn claim_of_interpreter_who_leaves_team_is_released(database: TestDatabase) {
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
            messages::participant_sync::sync_with_membership(&database.db)
                .await
                .unwrap(),
            0,
            "whoever is on the team keeps it"
        );
        database
            .execute_sql("UPDATE membership SET until = '2026-11-23' WHERE role = 'interpreter'")
            .await
            .unwrap();
        assert_eq!(
            messages::participant_sync::sync_with_membership(&database.db)
                .await
                .unwrap(),
            1
        );
        assert_eq!(
            database
                .query_number(
                    "SELECT count(*) FROM interpretation WHERE taken_by IS NULL AND done_at IS NULL"
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

on_each_engine! {
    async fn who_left_before_one_came_is_not_known_by_name(database: TestDatabase) {
        let thread = create_thread(
            &database,
            "ben-ortiz",
            ThreadKind::Team,
            &["tasha-carter", "june-bell"],
        )
        .await
        .unwrap();
        let (june, marcus, tasha, ben) = (
            database.person_id("june-bell").await,
            database.person_id("marcus-reed").await,
            database.person_id("tasha-carter").await,
            database.person_id("ben-ortiz").await,
        );
        let remove = async |who: &str, person: PersonId| {
            let mut tx = database.begin_as(who).await;
            participants::remove(&mut tx, thread, person).await.unwrap();
            tx.commit().await.unwrap();
        };
        let names = async |who: &str| {
            let mut tx = database.begin_as(who).await;
            participants::list_visible(&mut tx, thread)
                .await
                .unwrap()
                .participants
                .into_iter()
                .map(|reader| reader.name)
                .collect::<Vec<_>>()
        };
        remove("june-bell", june).await;
        let mut tx = database.begin_as("ben-ortiz").await;
        participants::add(&mut tx, thread, marcus).await.unwrap();
        tx.commit().await.unwrap();
        assert!(
            names("tasha-carter")
                .await
                .contains(&"June Bell".to_owned()),
            "she read with her"
        );
        assert!(!names("marcus-reed").await.contains(&"June Bell".to_owned()));
        remove("ben-ortiz", tasha).await;
        remove("ben-ortiz", ben).await;
        let mut tx = database.begin_as("marcus-reed").await;
        let read = messages::read_thread(&mut tx, thread, None, "en")
            .await
            .unwrap();
        let gone: Vec<_> = read
            .former_participants
            .iter()
            .map(|other| other.name.as_str())
            .collect();
        assert!(
            read.other_participants.is_empty()
                && gone.contains(&"Tasha Carter")
                && !gone.contains(&"June Bell"),
            "{gone:?}"
        );
        assert!(
            messages::list_threads(&mut tx)
                .await
                .unwrap()
                .iter()
                .all(|line| line.name.as_deref() != Some("June Bell"))
        );
        drop(tx);
        // Row-level security alone hides her as well.
        let Some(portal) = database.portal_url.as_deref() else {
            continue;
        };
        let mut connection = PgConnection::connect(portal).await.unwrap();
        sqlx::query(
            "SELECT set_config('role', 'alongside_app', false), \
            set_config('alongside.person', $1, false), set_config('alongside.today', \
            '2026-11-23', false)",
        )
        .bind(marcus.to_string())
        .execute(&mut connection)
        .await
        .unwrap();
        for june in [
            "reader WHERE person_id = ",
            "person WHERE id = ",
            "membership WHERE person_id = ",
        ]
        .map(|of| format!("SELECT count(*) FROM {of}'{june}'"))
        {
            assert_eq!(
                sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(june.clone()))
                    .fetch_one(&mut connection)
                    .await
                    .unwrap(),
                0,
                "{june}"
            );
        }
    }
}

on_each_engine! {
    async fn conversation_stays_in_the_list_when_all_others_left_before(database: TestDatabase) {
        // Nora joins after Tasha and June have left. Then Ben leaves, and the system messages about
        // it have been deleted.
        let thread = create_thread(
            &database,
            "ben-ortiz",
            ThreadKind::Team,
            &["tasha-carter", "june-bell"],
        )
        .await
        .unwrap();
        database.execute_sql("DELETE FROM outbox").await.unwrap();
        database
            .execute_sql(
                "UPDATE reader SET left_at = '2026-11-23T18:00:00Z' WHERE thread_id \
            IN (SELECT thread_id FROM message WHERE kind = 'began')",
            )
            .await
            .unwrap();
        database
            .execute_sql(
                "INSERT INTO reader (thread_id, person_id, from_seq, read_seq) \
            SELECT x.thread_id, p.id, 2, 1 FROM message x, person p WHERE x.kind = 'began' AND \
            p.key = 'nora-price'",
            )
            .await
            .unwrap();
        let mut tx = database.begin_as("nora-price").await;
        let lines = messages::list_threads(&mut tx).await.unwrap();
        assert!(
            matches!(lines.iter().filter(|line| line.thread_id == thread).collect::<Vec<_>>().as_slice(), [line] if line.name.is_none())
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
