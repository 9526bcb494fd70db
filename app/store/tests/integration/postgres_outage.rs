//! PostgreSQL outages: silent, stopped or locked. Requests fail within a few seconds, and the pool
//! recovers by itself. A proxy makes connections go dead without closing them.
#![allow(clippy::unwrap_used)]

use crate::proxy;
use crate::support;

use std::sync::Arc;
use std::time::Duration;

use crate::support::{House, Raw};
use model::messages::To;
use proxy::Proxy;
use sqlx::{AssertSqlSafe, PgPool};
use store::bell::Ring;
use store::{Actor, Db, Error, Intent, Logins, messages};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};

/// The size of the portal's connection pool.
const CROWD: usize = 10;
/// The tests check that a wait ends by itself, not how fast, so this timeout is generous.
const SOON: Duration = Duration::from_secs(15);

struct Outage {
    house: House,
    /// The same database, reached through the proxy.
    db: Db,
    proxy: Proxy,
    maria: Actor,
}

fn raw(house: &House) -> &PgPool {
    match &house.raw {
        Raw::Postgres(pool) => pool,
        Raw::Sqlite(_) => unreachable!("these tests are for PostgreSQL"),
    }
}

async fn outage() -> Option<Outage> {
    let house = support::postgres().await?;
    house.import(&support::DEMO).await;
    let maria = house.actor("maria-luna").await;
    let portal = house.portal.clone().unwrap();
    let port = portal.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let proxy = Proxy::start(port.parse().unwrap()).await;
    let through = |url: &Option<String>| url.as_ref().map(|url| url.replace(&format!(":{port}/"), &format!(":{}/", proxy.port)));
    let logins = Logins { portal: through(&house.portal), system: through(&house.system), ..Logins::default() };
    let db = Db::open_postgres(&logins, house.clock.clone()).await.unwrap();
    Some(Outage { house, db, proxy, maria })
}

/// A typical request: loads the profile, then a page, each in its own transaction.
async fn request(db: &Db, maria: &Actor) -> Result<(), Error> {
    db.frame(maria.person, &maria.zone).await?;
    let mut tx = db.acting_as(maria, Intent::Read).await?;
    messages::list(&mut tx).await?;
    tx.save().await
}

/// Runs as many concurrent requests as the pool has connections, each with a 5 s deadline. Fails
/// when one does not end within `SOON`.
async fn crowd(db: &Db, maria: &Actor) -> Vec<Result<(), Error>> {
    let mut requests = JoinSet::new();
    for _ in 0..CROWD {
        let (db, maria) = (db.clone(), maria.clone());
        requests.spawn(timeout(SOON, store::deadline::within(Duration::from_secs(5), async move { request(&db, &maria).await })));
    }
    requests.join_all().await.into_iter().map(|answered| answered.expect("answered by itself")).collect()
}

/// Requests succeed again, and every connection of the pool can be used.
async fn heals(db: &Db, maria: &Actor) {
    let healed = async { while crowd(db, maria).await.iter().any(Result::is_err) {} };
    timeout(SOON, healed).await.expect("new connections are made");
    let mut held = Vec::new();
    for _ in 0..CROWD {
        held.push(timeout(SOON, db.acting_as(maria, Intent::Read)).await.expect("no place is lost to a dead line").unwrap());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silent_server_holds_nobody_and_the_line_is_made_anew() {
    let Some(Outage { db, proxy, maria, .. }) = outage().await else { return };
    heals(&db, &maria).await;
    let mut under_way = db.acting_as(&maria, Intent::Write).await.unwrap();
    let about_to_be_kept = db.acting_as(&maria, Intent::Write).await.unwrap();
    proxy.black_hole();
    for _ in 0..2 {
        let answered = crowd(&db, &maria).await;
        assert!(answered.iter().all(|answer| matches!(answer, Err(Error::Busy))), "{answered:?}");
    }
    let statement = timeout(SOON, messages::list(&mut under_way)).await.expect("a statement has an end");
    assert!(matches!(statement, Err(Error::Busy)));
    let commit = timeout(SOON, about_to_be_kept.save()).await.expect("so has keeping it");
    assert!(matches!(commit, Err(Error::Busy)));
    assert!(timeout(SOON, db.check()).await.expect("and the check of /readyz").is_err());
    let job = timeout(SOON, db.acting_as_system("a test")).await.expect("and a job's beginning");
    assert!(matches!(job, Err(Error::Busy)));
    drop(under_way);
    // New connections work from here on; existing ones stay dead.
    proxy.carry_only_new();
    heals(&db, &maria).await;
    timeout(SOON, db.acting_as_system("a test")).await.unwrap().unwrap();
    db.check().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_died_unseen_are_replaced() {
    let Some(Outage { db, proxy, maria, .. }) = outage().await else { return };
    heals(&db, &maria).await;
    // The server is reachable, but every existing connection is dead, as after a firewall has
    // dropped its connection table.
    proxy.carry_only_new();
    heals(&db, &maria).await;
    proxy.carry_only_new();
    let one_after_another = async {
        for _ in 0..CROWD {
            while request(&db, &maria).await.is_err() {}
        }
    };
    timeout(SOON, one_after_another).await.expect("one dead connection tells of the others");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_the_server_ended_are_replaced_without_an_error() {
    let Some(Outage { house, db, maria, .. }) = outage().await else { return };
    heals(&db, &maria).await;
    let mut under_way = db.acting_as(&maria, Intent::Write).await.unwrap();
    sqlx::query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'portal'")
        .execute(raw(&house))
        .await
        .unwrap();
    assert!(matches!(messages::list(&mut under_way).await, Err(Error::Busy)), "what was under way is to be tried again");
    let answered = crowd(&db, &maria).await;
    assert!(answered.iter().all(Result::is_ok), "{answered:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn locked_table_refuses_writes_in_two_seconds_and_lets_reads_go_on() {
    let Some(Outage { house, .. }) = outage().await else { return };
    let rosa = To::Person(house.person("rosa-jimenez").await);
    let mut other = raw(&house).begin().await.unwrap();
    sqlx::raw_sql("LOCK TABLE message, draft IN EXCLUSIVE MODE").execute(&mut *other).await.unwrap();
    let began = Instant::now();
    let written = timeout(SOON, house.write("maria-luna", rosa, "wait for me")).await.expect("a write has an end");
    assert!(matches!(written, Err(Error::Busy)), "{written:?}");
    assert!(began.elapsed() > Duration::from_secs(1), "a moment is waited for");
    let mut tx = house.reading("maria-luna").await;
    timeout(SOON, messages::list(&mut tx)).await.expect("who only reads waits for nothing").unwrap();
    drop(tx);
    other.rollback().await.unwrap();
    house.write("maria-luna", rosa, "wait for me").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statement_that_takes_too_long_is_ended_by_the_server() {
    let Some(Outage { house, .. }) = outage().await else { return };
    let rosa = To::Person(house.person("rosa-jimenez").await);
    let slow = "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
        CREATE TRIGGER slow BEFORE INSERT ON draft FOR EACH ROW EXECUTE FUNCTION slow()";
    sqlx::raw_sql(slow).execute(raw(&house)).await.unwrap();
    let mut tx = house.reading("maria-luna").await;
    let saved = timeout(SOON, messages::save_draft(&mut tx, rosa, None, "a long thought")).await.expect("a statement has an end");
    assert!(matches!(saved, Err(Error::Busy)), "{saved:?}");
    drop(tx);
    let running = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'portal' AND state = 'active'";
    let over = async { while house.number(running).await > 0 {} };
    timeout(SOON, over).await.expect("the server works on it no longer");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn server_that_is_full_or_only_reads_is_busy() {
    let Some(Outage { house, db, maria, .. }) = outage().await else { return };
    let name: String = sqlx::query_scalar("SELECT current_database()").fetch_one(raw(&house)).await.unwrap();
    let set = async |what: &str| sqlx::raw_sql(AssertSqlSafe(format!("ALTER DATABASE {name} {what}"))).execute(raw(&house)).await.unwrap();
    // To a writer this looks like a primary that was demoted to a standby: the connection is
    // closed, and the next one may reach the new primary.
    set("SET default_transaction_read_only = on").await;
    let fresh = Db::open_postgres(&Logins { portal: house.portal.clone(), ..Logins::default() }, house.clock.clone()).await.unwrap();
    assert!(matches!(fresh.check().await, Err(Error::Refused(words)) if words.contains("read-only")));
    let mut tx = fresh.acting_as(&maria, Intent::Write).await.unwrap();
    let rosa = To::Person(house.person("rosa-jimenez").await);
    assert!(matches!(messages::save_draft(&mut tx, rosa, None, "a thought").await, Err(Error::Busy)));
    drop(tx);
    set("RESET default_transaction_read_only").await;
    let mut tx = fresh.acting_as(&maria, Intent::Write).await.unwrap();
    messages::save_draft(&mut tx, rosa, None, "a thought").await.expect("on a new connection");
    drop(tx);
    // The connection limit is reached.
    let held = Arc::new(db.acting_as(&maria, Intent::Read).await.unwrap());
    set("CONNECTION LIMIT 1").await;
    let mut tries = Vec::new();
    let refused = loop {
        match timeout(SOON, db.acting_as(&maria, Intent::Read)).await.expect("nobody waits for ever") {
            Ok(tx) => tries.push(tx),
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, Error::Busy), "{refused}");
    drop((held, tries));
    set("CONNECTION LIMIT -1").await;
    heals(&db, &maria).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bell_is_heard_again_after_its_line_died() {
    let Some(Outage { house, db, proxy, .. }) = outage().await else { return };
    let thread = house.thread("tasha-june").await;
    let mut heard = db.bell().hear();
    let listening = tokio::spawn({
        let db = db.clone();
        async move { db.listen().await }
    });
    timeout(SOON, async { while heard.recv().await.unwrap() != Ring::People {} }).await.expect("it says so once it listens");
    proxy.black_hole();
    proxy.carry_only_new();
    // After reconnecting the listener sends `Ring::People`, because changes may have been missed.
    timeout(2 * SOON, async { while heard.recv().await.unwrap() != Ring::People {} }).await.expect("it listens anew");
    house.write("tasha-carter", To::Thread(thread), "ring").await.unwrap();
    timeout(SOON, async { while heard.recv().await.unwrap() != Ring::Thread(thread) {} }).await.expect("heard through the new line");
    listening.abort();
}

#[tokio::test]
async fn server_that_is_not_there_is_named_with_the_cause() {
    for (url, words) in [
        ("postgres://portal:secret-word@127.0.0.1:1/alongside?sslmode=disable", "refused"),
        ("postgres://portal:secret-word@nowhere.invalid/alongside", "see that it runs"),
    ] {
        let opened = Db::open_postgres(&Logins { portal: Some(url.to_owned()), ..Logins::default() }, model::clock::Clock::System).await;
        let Err(Error::Refused(said)) = opened else { panic!("it is not there") };
        let server = url.split('@').nth(1).unwrap().split('/').next().unwrap();
        assert!(said.contains(server) && said.contains("portal") && said.contains(words) && said.contains("DATABASE_URL"), "{said}");
        assert!(!said.contains("secret-word") && !said.contains("busy"), "{said}");
    }
}
