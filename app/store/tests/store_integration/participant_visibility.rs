//! What participants learn of each other: read receipts, absences, and participants who left before
//! the reader joined.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use crate::threads::{add_participant, create_thread, message_kinds, remove_participant};
use model::id::{PersonId, ThreadId};
use model::messages::{MessageDestination, ThreadKind};
use sqlx::{Connection, PgConnection};
use store::Error;
use store::messages::participants::{self, ReceiptSetting};
use store::messages::{self, MarkAs, absences};

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
            let newer = messages::messages_after(&mut tx, thread, 0, MarkAs::Read, "en")
                .await
                .unwrap();
            tx.commit().await.unwrap();
            newer.receipt
        };
        assert_eq!(receipt("tasha-carter").await.unwrap().delivered_count, 0);
        let mut tx = database.begin_as("june-bell").await;
        messages::messages_after(&mut tx, thread, 0, MarkAs::Delivered, "en")
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
        // Either participant turns read receipts off for both, so that no one watches another's
        // reading without being seen in turn.
        for (who, setting) in [
            ("june-bell", ReceiptSetting::Hidden),
            ("june-bell", ReceiptSetting::Shared),
            ("tasha-carter", ReceiptSetting::Hidden),
        ] {
            let mut tx = database.begin_as(who).await;
            participants::set_read_receipts(&mut tx, thread, setting)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(
                receipt("tasha-carter").await.is_some(),
                setting == ReceiptSetting::Shared,
                "{who} {setting:?}"
            );
        }
    }
}

on_each_engine! {
    async fn two_parents_see_nothing_of_each_other_until_both_say_yes(database: TestDatabase) {
        // Read receipts tell one parent when the other one is reading, so between two parents they
        // are off until both turn them on.
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
            messages::messages_after(&mut tx, thread, 0, MarkAs::Delivered, "en")
                .await
                .unwrap()
                .receipt
        };
        assert_eq!(receipt("marcus-reed").await, None);
        for (who, seen) in [("marcus-reed", false), ("tasha-carter", true)] {
            let mut tx = database.begin_as(who).await;
            participants::set_read_receipts(&mut tx, thread, ReceiptSetting::Shared)
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
    async fn an_absence_names_the_person_who_covers(database: TestDatabase) {
        let pat = database.person_id("pat-nguyen").await;
        let day = |day: &str| day.parse::<jiff::civil::Date>().unwrap();
        let covered_by = |person| absences::Absence {
            starts: day("2026-11-20"),
            ends: day("2026-11-30"),
            cover: Some(person),
        };
        let mut tx = database.begin_as("ben-ortiz").await;
        absences::set_absence(&mut tx, Some(&covered_by(pat)))
            .await
            .unwrap();
        // Anyone who writes to Ben is shown who covers, so a parent of another family must not be
        // named.
        let stranger = database.person_id("maria-luna").await;
        assert!(matches!(
            absences::set_absence(&mut tx, Some(&covered_by(stranger))).await,
            Err(Error::NotFound)
        ));
        drop(tx);
        let mut tx = database.begin_as("ben-ortiz").await;
        absences::set_absence(&mut tx, Some(&covered_by(pat)))
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

/// The names of the participants whom this person is shown.
async fn visible_names(database: &TestDatabase, who: &str, thread: ThreadId) -> Vec<String> {
    let mut tx = database.begin_as(who).await;
    participants::list_visible(&mut tx, thread)
        .await
        .unwrap()
        .participants
        .into_iter()
        .map(|reader| reader.name)
        .collect()
}

/// After everybody else has left, Marcus still knows whom he read with, but not June.
async fn assert_thread_names_only_known_people(database: &TestDatabase, thread: ThreadId) {
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
}

/// Row-level security alone hides her as well.
async fn assert_row_security_hides(portal: &str, marcus: PersonId, june: PersonId) {
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
        "thread_participant WHERE person_id = ",
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

on_each_engine! {
    async fn participants_who_left_before_the_reader_joined_are_not_named(database: TestDatabase) {
        // June is the parent partner of Tasha, the other parent; Marcus must not learn of her from
        // a conversation that she left before he joined.
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
        remove_participant(&database, "june-bell", thread, june).await;
        add_participant(&database, "ben-ortiz", thread, marcus).await;
        assert!(
            visible_names(&database, "tasha-carter", thread)
                .await
                .contains(&"June Bell".to_owned()),
            "she read with her"
        );
        assert!(
            !visible_names(&database, "marcus-reed", thread)
                .await
                .contains(&"June Bell".to_owned())
        );
        remove_participant(&database, "ben-ortiz", thread, tasha).await;
        remove_participant(&database, "ben-ortiz", thread, ben).await;
        assert_thread_names_only_known_people(&database, thread).await;
        if let Some(portal) = database.portal_url.as_deref() {
            assert_row_security_hides(portal, marcus, june).await;
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
        database
            .execute_sql("DELETE FROM notification_outbox")
            .await
            .unwrap();
        database
            .execute_sql(
                "UPDATE thread_participant SET left_at = '2026-11-23T18:00:00Z' WHERE thread_id \
            IN (SELECT thread_id FROM message WHERE kind = 'began')",
            )
            .await
            .unwrap();
        database
            .execute_sql(
                "INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq) \
            SELECT x.thread_id, p.id, 2, 1 FROM message x, person p WHERE x.kind = 'began' AND \
            p.key = 'nora-price'",
            )
            .await
            .unwrap();
        let mut tx = database.begin_as("nora-price").await;
        let lines = messages::list_threads(&mut tx).await.unwrap();
        // The line has no name to show. Left out, the conversation could not be opened any more.
        assert!(
            matches!(lines.iter().filter(|line| line.thread_id == thread).collect::<Vec<_>>().as_slice(), [line] if line.name.is_none())
        );
    }
}
