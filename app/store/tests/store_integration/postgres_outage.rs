//! PostgreSQL outages: silent, stopped or locked. Requests fail within a few seconds, and the pool
//! recovers by itself. A proxy makes connections go dead without closing them.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::Duration;

use crate::outage_scenario::{
    GENEROUS_TIMEOUT, OutageScenario, POOL_SIZE, assert_recovers, run_concurrent_requests,
    run_request, start_outage,
};
use crate::support::{TestDatabase, owner_pool};
use model::messages::MessageDestination;
use sqlx::AssertSqlSafe;
use store::change_bus::ChangeEvent;
use store::{Actor, Db, Error, Intent, Logins, messages};
use tokio::time::{Instant, timeout};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL: run script/test"]
async fn unresponsive_server_blocks_no_request_and_the_connection_is_replaced() {
    let OutageScenario {
        // Bound to a name, because a later test drops the database once its value is dropped.
        database: _database,
        db,
        proxy,
        maria,
    } = start_outage().await;
    assert_recovers(&db, &maria).await;
    let mut under_way = db.acting_as(&maria, Intent::Write).await.unwrap();
    let about_to_be_kept = db.acting_as(&maria, Intent::Write).await.unwrap();
    proxy.cut_all_connections();
    // Twice: requests that time out must leave no connection in the pool that the next ones wait
    // for.
    for _ in 0..2 {
        let answered = run_concurrent_requests(&db, &maria).await;
        assert!(
            answered
                .iter()
                .all(|answer| matches!(answer, Err(Error::Busy))),
            "{answered:?}"
        );
    }
    let statement = timeout(GENEROUS_TIMEOUT, messages::list_threads(&mut under_way))
        .await
        .expect("a statement has an end");
    assert!(matches!(statement, Err(Error::Busy)));
    let commit = timeout(GENEROUS_TIMEOUT, about_to_be_kept.commit())
        .await
        .expect("so has keeping it");
    assert!(matches!(commit, Err(Error::Busy)));
    assert!(
        timeout(GENEROUS_TIMEOUT, db.check_schema())
            .await
            .expect("and the check of /readyz")
            .is_err()
    );
    let job = timeout(GENEROUS_TIMEOUT, db.acting_as_system("a test"))
        .await
        .expect("and a job's beginning");
    assert!(matches!(job, Err(Error::Busy)));
    drop(under_way);
    // New connections work from here on; existing ones stay dead.
    proxy.cut_existing_connections();
    assert_recovers(&db, &maria).await;
    timeout(GENEROUS_TIMEOUT, db.acting_as_system("a test"))
        .await
        .unwrap()
        .unwrap();
    db.check_schema().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL: run script/test"]
async fn connections_that_died_unseen_are_replaced() {
    let OutageScenario {
        // Bound to a name, because a later test drops the database once its value is dropped.
        database: _database,
        db,
        proxy,
        maria,
    } = start_outage().await;
    assert_recovers(&db, &maria).await;
    // The server is reachable, but every existing connection is dead, as after a firewall has
    // dropped its connection table.
    proxy.cut_existing_connections();
    assert_recovers(&db, &maria).await;
    proxy.cut_existing_connections();
    // One after the other, each request could meet one dead connection and wait for its timeout.
    let one_after_another = async {
        for _ in 0..POOL_SIZE {
            while run_request(&db, &maria).await.is_err() {}
        }
    };
    timeout(GENEROUS_TIMEOUT, one_after_another)
        .await
        .expect("one dead connection tells of the others");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL: run script/test"]
async fn connections_that_the_server_ended_are_replaced_without_an_error() {
    let OutageScenario {
        database,
        db,
        maria,
        ..
    } = start_outage().await;
    assert_recovers(&db, &maria).await;
    let mut under_way = db.acting_as(&maria, Intent::Write).await.unwrap();
    sqlx::query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = \
        current_database() AND usename = 'portal'",
    )
    .execute(owner_pool(&database))
    .await
    .unwrap();
    assert!(
        matches!(
            messages::list_threads(&mut under_way).await,
            Err(Error::Busy)
        ),
        "what was under way is to be tried again"
    );
    let answered = run_concurrent_requests(&db, &maria).await;
    assert!(answered.iter().all(Result::is_ok), "{answered:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL: run script/test"]
async fn locked_table_refuses_writes_in_two_seconds_and_lets_reads_go_on() {
    let OutageScenario { database, .. } = start_outage().await;
    let rosa = MessageDestination::Person(database.person_id("rosa-jimenez").await);
    let mut other = owner_pool(&database).begin().await.unwrap();
    sqlx::raw_sql("LOCK TABLE message, draft IN EXCLUSIVE MODE")
        .execute(&mut *other)
        .await
        .unwrap();
    // Timed, because refusing at once would fail writes that only wait a moment for another one.
    let began = Instant::now();
    let written = timeout(
        GENEROUS_TIMEOUT,
        database.send_message("maria-luna", rosa, "wait for me"),
    )
    .await
    .expect("a write has an end");
    assert!(matches!(written, Err(Error::Busy)), "{written:?}");
    assert!(
        began.elapsed() > Duration::from_secs(1),
        "a moment is waited for"
    );
    let mut tx = database.begin_as("maria-luna").await;
    timeout(GENEROUS_TIMEOUT, messages::list_threads(&mut tx))
        .await
        .expect("who only reads waits for nothing")
        .unwrap();
    drop(tx);
    other.rollback().await.unwrap();
    database
        .send_message("maria-luna", rosa, "wait for me")
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL: run script/test"]
async fn statement_that_takes_too_long_is_ended_by_the_server() {
    let OutageScenario { database, .. } = start_outage().await;
    let rosa = MessageDestination::Person(database.person_id("rosa-jimenez").await);
    let slow = "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
        CREATE TRIGGER slow BEFORE INSERT ON draft FOR EACH ROW EXECUTE FUNCTION slow()";
    sqlx::raw_sql(slow)
        .execute(owner_pool(&database))
        .await
        .unwrap();
    let mut tx = database.begin_as("maria-luna").await;
    let saved = timeout(
        GENEROUS_TIMEOUT,
        messages::save_draft(&mut tx, rosa, None, "a long thought"),
    )
    .await
    .expect("the server did not cancel the statement in time");
    assert!(matches!(saved, Err(Error::Busy)), "{saved:?}");
    drop(tx);
    // A statement that only the client abandons would keep the server busy.
    let running = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND \
        usename = 'portal' AND state = 'active'";
    let over = async { while database.query_number(running).await > 0 {} };
    timeout(GENEROUS_TIMEOUT, over)
        .await
        .expect("the server works on it no longer");
}

/// Changes a setting of the test's database, for new connections.
async fn alter_database(database: &TestDatabase, setting: &str) {
    let name: String = sqlx::query_scalar("SELECT current_database()")
        .fetch_one(owner_pool(database))
        .await
        .unwrap();
    // The pool may open a connection that has the setting already: READ WRITE overrides it.
    sqlx::raw_sql(AssertSqlSafe(format!(
        "BEGIN READ WRITE; ALTER DATABASE {name} {setting}; COMMIT"
    )))
    .execute(owner_pool(database))
    .await
    .unwrap();
}

/// To a writer this looks like a primary that was demoted to a standby: the connection is closed,
/// and the next one may reach the new primary.
async fn assert_read_only_server_is_busy(database: &TestDatabase, maria: &Actor) {
    alter_database(database, "SET default_transaction_read_only = on").await;
    let fresh = Db::open_postgres(
        &Logins {
            portal: database.portal_url.clone(),
            ..Logins::default()
        },
        database.clock.clone(),
    )
    .await
    .unwrap();
    assert!(
        matches!(fresh.check_schema().await, Err(Error::Refused(words)) if words.contains("read-only"))
    );
    let mut tx = fresh.acting_as(maria, Intent::Write).await.unwrap();
    let rosa = MessageDestination::Person(database.person_id("rosa-jimenez").await);
    assert!(matches!(
        messages::save_draft(&mut tx, rosa, None, "a thought").await,
        Err(Error::Busy)
    ));
    drop(tx);
    alter_database(database, "RESET default_transaction_read_only").await;
    let mut tx = fresh.acting_as(maria, Intent::Write).await.unwrap();
    messages::save_draft(&mut tx, rosa, None, "a thought")
        .await
        .expect("on a new connection");
}

/// The server accepts no further connection.
async fn assert_full_server_is_busy(database: &TestDatabase, db: &Db, maria: &Actor) {
    let held = Arc::new(db.acting_as(maria, Intent::Read).await.unwrap());
    alter_database(database, "CONNECTION LIMIT 1").await;
    // The pool may still have connections from before the limit; they are used up first.
    let mut tries = Vec::new();
    let refused = loop {
        match timeout(GENEROUS_TIMEOUT, db.acting_as(maria, Intent::Read))
            .await
            .expect("no request waits for ever")
        {
            Ok(tx) => tries.push(tx),
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, Error::Busy), "{refused}");
    drop((held, tries));
    alter_database(database, "CONNECTION LIMIT -1").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL: run script/test"]
async fn full_or_read_only_server_is_reported_as_busy() {
    let OutageScenario {
        database,
        db,
        maria,
        ..
    } = start_outage().await;
    assert_read_only_server_is_busy(&database, &maria).await;
    assert_full_server_is_busy(&database, &db, &maria).await;
    assert_recovers(&db, &maria).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs PostgreSQL: run script/test"]
async fn change_bus_listens_again_after_its_connection_died() {
    let OutageScenario {
        database,
        db,
        proxy,
        ..
    } = start_outage().await;
    let thread = database.thread_id("tasha-june").await;
    let mut heard = db.change_bus().subscribe();
    let listening = tokio::spawn({
        let db = db.clone();
        async move { db.run_change_listener().await }
    });
    timeout(GENEROUS_TIMEOUT, async {
        while heard.recv().await.unwrap() != ChangeEvent::Membership {}
    })
    .await
    .expect("it says so once it listens");
    proxy.cut_all_connections();
    proxy.cut_existing_connections();
    // After reconnecting the listener sends `ChangeEvent::Membership`, because changes may have
    // been missed.
    timeout(2 * GENEROUS_TIMEOUT, async {
        while heard.recv().await.unwrap() != ChangeEvent::Membership {}
    })
    .await
    .expect("it listens anew");
    database
        .send_message("tasha-carter", MessageDestination::Thread(thread), "ring")
        .await
        .unwrap();
    timeout(GENEROUS_TIMEOUT, async {
        while heard.recv().await.unwrap() != ChangeEvent::Thread(thread) {}
    })
    .await
    .expect("heard through the new line");
    listening.abort();
}

#[tokio::test]
async fn server_that_is_not_there_is_named_with_the_cause() {
    for (url, words) in [
        (
            "postgres://portal:secret-word@127.0.0.1:1/alongside?sslmode=disable",
            "refused",
        ),
        (
            "postgres://portal:secret-word@nowhere.invalid/alongside",
            "see that it runs",
        ),
    ] {
        let opened = Db::open_postgres(
            &Logins {
                portal: Some(url.to_owned()),
                ..Logins::default()
            },
            model::clock::Clock::System,
        )
        .await;
        let Err(Error::Refused(message)) = opened else {
            panic!("it is not there")
        };
        let server = url.split('@').nth(1).unwrap().split('/').next().unwrap();
        assert!(
            message.contains(server)
                && message.contains("portal")
                && message.contains(words)
                && message.contains("DATABASE_URL"),
            "{message}"
        );
        // The operator sees this error, so the password must not be in it. "Busy" would point to
        // load instead of the address.
        assert!(
            !message.contains("secret-word") && !message.contains("busy"),
            "{message}"
        );
    }
}
