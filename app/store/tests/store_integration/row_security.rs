//! Row-level security alone, on PostgreSQL: it must hold even without the store's own WHERE
//! clauses.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, demo_postgres, owner_pool};
use model::id::ThreadId;
use model::messages::MessageDestination;
use sqlx::{Connection, PgConnection};

/// The tables and views that the portal's role may read, from the database's catalog.
async fn readable_tables(database: &TestDatabase) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND \
            c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege('alongside_app', c.oid, \
            'SELECT') ORDER BY 1",
    )
    .fetch_all(owner_pool(database))
    .await
    .unwrap()
}

pub(crate) async fn connect_as(database: &TestDatabase, person: Option<&str>) -> PgConnection {
    let mut connection = PgConnection::connect(database.portal_url.as_deref().unwrap())
        .await
        .unwrap();
    let person = match person {
        Some(key) => database.person_id(key).await.to_string(),
        None => String::new(),
    };
    sqlx::query(
        "SELECT set_config('role', 'alongside_app', false), set_config('alongside.person', $1, \
            false), set_config('alongside.today', '2026-11-23', false)",
    )
    .bind(person)
    .execute(&mut connection)
    .await
    .unwrap();
    connection
}

pub(crate) async fn count_rows(connection: &mut PgConnection, what: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {what}")))
        .fetch_one(connection)
        .await
        .unwrap()
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn without_an_actor_every_table_is_empty() {
    let database = demo_postgres().await;
    let mut signed_out = connect_as(&database, None).await;
    let tables = readable_tables(&database).await;
    assert!(tables.len() > 40, "{tables:?}");
    for table in tables {
        // The row that the readiness check writes holds no personal data.
        let expected = i64::from(table == "write_probe");
        assert_eq!(
            count_rows(&mut signed_out, &table).await,
            expected,
            "{table}"
        );
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn a_query_without_condition_shows_nothing_of_others() {
    let database = demo_postgres().await;
    let rosa = MessageDestination::Person(database.person_id("rosa-jimenez").await);
    database
        .send_message("maria-luna", rosa, "canary-9d1f")
        .await
        .unwrap();
    let mut luis = connect_as(&database, Some("luis-luna")).await;
    assert_eq!(count_rows(&mut luis, "message").await, 0);
    assert_eq!(count_rows(&mut luis, "thread").await, 0);
    assert_eq!(count_rows(&mut luis, "thread_participant").await, 0);
    assert_eq!(count_rows(&mut luis, "family").await, 1);
    assert_eq!(count_rows(&mut luis, "plan_current_version").await, 1);
    assert_eq!(
        count_rows(&mut luis, "text WHERE body LIKE 'A veces me canso%'").await,
        0
    );
    assert_eq!(
        // The membership alone would tell one parent who supports the other.
        count_rows(&mut luis, "membership WHERE role = 'mentor'").await,
        0
    );
    let mut marcus = connect_as(&database, Some("marcus-reed")).await;
    assert_eq!(
        count_rows(
            &mut marcus,
            "text WHERE body LIKE '%hard road%' OR body LIKE '%4 of 6%'"
        )
        .await,
        0
    );
    assert_eq!(
        // Tasha's family time, whose audience leaves out the other parent.
        count_rows(&mut marcus, "event WHERE place = 'Lakeside Center, room 2'").await,
        0
    );
    assert_eq!(
        count_rows(&mut marcus, "person WHERE key = 'june-bell'").await,
        0
    );
    assert_eq!(
        count_rows(&mut luis, "plan_capacity").await
            + count_rows(&mut luis, "plan_unavailability").await,
        0,
        "the other parent's week"
    );
    // A mentor reads what a parent shares, and nothing about the children.
    let mut june = connect_as(&database, Some("june-bell")).await;
    assert_eq!(count_rows(&mut june, "child").await, 0);
    // Row-level security that hides everything would pass all checks above.
    let mut maria = connect_as(&database, Some("maria-luna")).await;
    assert_eq!(
        count_rows(&mut maria, "message WHERE body = 'canary-9d1f'").await,
        1
    );
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn the_portal_login_writes_in_no_other_persons_name() {
    let database = demo_postgres().await;
    let mut luis = connect_as(&database, Some("luis-luna")).await;
    let forged = "INSERT INTO message SELECT gen_random_uuid(), t.id, 99, p.id, \
        gen_random_uuid(), NULL, 'en', 'forged', false, now() FROM thread t, person p";
    assert_eq!(
        sqlx::query(forged)
            .execute(&mut luis)
            .await
            .map(|done| done.rows_affected())
            .unwrap_or(0),
        0
    );
    let draft = "INSERT INTO draft SELECT p.id, p.id, 'forged', now() FROM person p WHERE p.key = \
        'maria-luna'";
    assert!(sqlx::query(draft).execute(&mut luis).await.is_err());
    // No column grant and no policy lets him write any of these, so each must fail instead of
    // affecting no row.
    for refused in [
        "UPDATE access_log SET what = 'x'",
        "DELETE FROM access_log",
        "UPDATE text SET body = 'x'",
        "DELETE FROM message",
        "UPDATE membership SET role = 'worker'",
        "UPDATE person SET name = 'x'",
        "UPDATE plan_version_item SET owed_by_agency = true",
        "DELETE FROM plan_reply",
        "UPDATE child SET name = 'x'",
        "INSERT INTO plan_capacity SELECT f.id, p.id, 1, 1, now() FROM family f, person p WHERE \
            p.key = 'maria-luna'",
        "UPDATE plan_unavailability SET starts = 0",
        "UPDATE plan_reply SET kind = 'agree'",
        "UPDATE plan_reply SET previous_state = 'done'",
        "INSERT INTO audience_entry SELECT a.id, NULL, alongside_person(), false FROM audience a",
    ] {
        assert!(
            sqlx::query(refused).execute(&mut luis).await.is_err(),
            "{refused}"
        );
    }
}

/// Calls the SQL function that sends a message; returns the message's number, `None` where the
/// actor may not.
async fn send_forged_message(
    connection: &mut PgConnection,
    thread: ThreadId,
) -> Result<Option<i64>, sqlx::Error> {
    let send = "SELECT alongside_send_message($1, gen_random_uuid(), gen_random_uuid(), $1, 'en', \
        'forged', NULL, now(), false, 0, 0)";
    sqlx::query_scalar::<_, Option<i64>>(send)
        .bind(thread)
        .fetch_one(connection)
        .await
}

/// A login without the `alongside_app` role can name any person, but may not execute the functions,
/// which run with the owner's rights.
async fn assert_functions_need_portal_role(database: &TestDatabase) {
    let mut stranger = connect_as(database, Some("maria-luna")).await;
    // Back to the login itself, which is granted the role but does not inherit its rights.
    sqlx::query("SELECT set_config('role', 'none', false)")
        .execute(&mut stranger)
        .await
        .unwrap();
    for asked in [
        "alongside_unread()",
        "alongside_can_read_thread(gen_random_uuid(), 1)",
        "alongside_send_message(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
    ] {
        let refused = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT {asked}")))
            .execute(&mut stranger)
            .await
            .unwrap_err()
            .to_string();
        assert!(
            refused.contains("permission denied for function"),
            "{asked}: {refused}"
        );
    }
}

/// The SQL function that inserts messages checks that the actor reads the thread, and only the
/// portal's roles may execute it.
#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn messages_are_sent_only_in_threads_that_the_sender_reads() {
    let database = demo_postgres().await;
    let rosa = MessageDestination::Person(database.person_id("rosa-jimenez").await);
    let thread = database
        .send_message("maria-luna", rosa, "between us")
        .await
        .unwrap()
        .thread;
    for other in [
        Some("luis-luna"),
        Some("dana-fox"),
        Some("tasha-carter"),
        None,
    ] {
        assert_eq!(
            send_forged_message(&mut connect_as(&database, other).await, thread)
                .await
                .unwrap(),
            None,
            "{other:?}"
        );
    }
    assert_eq!(
        // As herself, to show that the function can succeed.
        send_forged_message(&mut connect_as(&database, Some("maria-luna")).await, thread)
            .await
            .unwrap(),
        Some(2)
    );
    database.end_membership("rosa-jimenez").await;
    assert_eq!(
        send_forged_message(
            &mut connect_as(&database, Some("rosa-jimenez")).await,
            thread
        )
        .await
        .unwrap(),
        None,
        "taken off"
    );
    assert_eq!(
        database
            // María's own. A function could write and still return NULL.
            .query_number("SELECT count(*) FROM message WHERE body = 'forged'")
            .await,
        1
    );
    assert_functions_need_portal_role(&database).await;
}

/// Without write permission a statement affects no row, even without the store's WHERE clause.
#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn the_plan_is_written_only_by_those_who_may() {
    let database = demo_postgres().await;
    let mut luis = connect_as(&database, Some("luis-luna")).await;
    // A refused statement counts like one that affects no row: neither writes.
    let touched = async |connection: &mut PgConnection, sql: &'static str| {
        sqlx::query(sql)
            .execute(connection)
            .await
            .map(|done| done.rows_affected())
            .unwrap_or(0)
    };
    // The step that he does himself is the only plan item that he may update.
    assert_eq!(
        touched(&mut luis, "UPDATE plan_item SET state = 'done'").await,
        1
    );
    assert_eq!(touched(&mut luis, "UPDATE plan SET version = 99").await, 0);
    let forged = "INSERT INTO plan_item (id, family_id, audience_id, key, kind, position, text_id, \
        owed_by_agency, state) SELECT gen_random_uuid(), family_id, audience_id, 'forged', 'step', \
        1, text_id, false, 'open' FROM plan_item LIMIT 1";
    assert_eq!(touched(&mut luis, forged).await, 0);
    // He may call the function, but it copies the lines for a worker of the family only; copied
    // again, they would fail on the primary key.
    assert_eq!(
        count_rows(
            &mut luis,
            "(SELECT alongside_snapshot_plan(f.id) FROM family f) x"
        )
        .await,
        1
    );
    let mut dana = connect_as(&database, Some("dana-fox")).await;
    assert_eq!(
        touched(
            &mut dana,
            "UPDATE plan_item SET removed = true WHERE kind = 'own_words'"
        )
        .await,
        0,
        "no words of another person"
    );
    let reply = "INSERT INTO plan_reply (id, family_id, audience_id, author_id, form_id, kind, \
        created_at) SELECT gen_random_uuid(), i.family_id, i.audience_id, p.id, gen_random_uuid(), \
        'agree', now() FROM plan_item i, person p WHERE p.key = 'maria-luna'";
    assert_eq!(
        touched(&mut dana, reply).await,
        0,
        "no other person agrees for her"
    );
}
