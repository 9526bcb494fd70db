//! Benchmark of durable messages: 50 concurrent writers, each message in its own transaction, which
//! is on disk before the message is acknowledged. Prints the throughput and the 99th percentile of
//! the latency on SQLite and, if ALONGSIDE_TEST_POSTGRES is set, on PostgreSQL; and compares
//! opening a thread of 5,000 messages with opening one of 50. `script/bench-messages` runs it.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures and prints"
)]

#[path = "../tests/store_integration/support/mod.rs"]
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use model::clock::Clock;
use model::id::{FormId, ThreadId};
use model::messages::{MessageDestination, NewMessage};
use store::{Actor, Intent, messages};
use support::TestDatabase;

const WRITERS: usize = 50;

/// The size of a run.
#[derive(Clone, Copy)]
struct BenchmarkSize {
    messages: usize,
    /// Warm-up messages, which are not measured: the first ones open connections and plan queries.
    warm_up: usize,
    /// Messages of the long thread, which is compared with one of 50.
    long_thread: usize,
}
const FULL_RUN: BenchmarkSize = BenchmarkSize {
    messages: 10_000,
    warm_up: 1_000,
    long_thread: 5_000,
};
/// For `script/test`, which only checks that the benchmark still runs.
const SHORT_RUN: BenchmarkSize = BenchmarkSize {
    messages: 100,
    warm_up: 10,
    long_thread: 100,
};

async fn send_one(
    database: &TestDatabase,
    actor: &Actor,
    to: MessageDestination,
    form: FormId,
    body: &str,
) {
    let message = NewMessage::parse(form, to, "en", body).unwrap();
    // Under this load a writer may be told to try again, as a browser would with the same form id.
    // The time of the retries counts.
    loop {
        let Ok(mut tx) = database.db.acting_as(actor, Intent::Write).await else {
            continue;
        };
        if messages::send(&mut tx, &message).await.is_ok() && tx.commit().await.is_ok() {
            return;
        }
    }
}

async fn measure_throughput(database: Arc<TestDatabase>, engine: &str, size: BenchmarkSize) {
    // Each writer has their own thread, as in real use.
    let pairs = [
        ("tasha-carter", "june-bell", "carter"),
        ("marcus-reed", "ben-ortiz", "carter"),
        ("maria-luna", "dana-fox", "luna"),
        ("mariam-haddad", "samira-nasser", "haddad"),
    ];
    let mut people = Vec::new();
    for n in 0..WRITERS {
        let (one, other, family) = pairs[n % pairs.len()];
        let (one, other, family) = (
            database.load_actor(one).await,
            database.person_id(other).await,
            database.family_id(family).await,
        );
        let thread = Clock::System.new_id::<ThreadId>();
        database
            .insert_thread(thread, family, [one.person, other])
            .await;
        people.push((one, MessageDestination::Thread(thread)));
    }
    send_concurrently(&database, &people, size.warm_up).await;
    if database.db.is_postgres() {
        // A server that has run for a while reuses its WAL files. This one is new, and creating a
        // WAL file stops all writers for some 40 ms. A checkpoint leaves a file to reuse.
        database.execute_sql("CHECKPOINT").await.unwrap();
    }
    let start = Instant::now();
    let mut latencies = send_concurrently(&database, &people, size.messages).await;
    let all = start.elapsed();
    latencies.sort_unstable();
    let at = |part: f64| latencies[((latencies.len() - 1) as f64 * part) as usize];
    println!(
        "{engine}: {} messages by {WRITERS} writers, {:.0} a second; half within {:.1?}, 99 of \
            100 within {:.1?}",
        latencies.len(),
        latencies.len() as f64 / all.as_secs_f64(),
        at(0.5),
        at(0.99)
    );
}

/// Sends `messages` messages from all writers concurrently. Returns the latency of each.
async fn send_concurrently(
    database: &Arc<TestDatabase>,
    people: &[(Actor, MessageDestination)],
    messages: usize,
) -> Vec<Duration> {
    let remaining = Arc::new(AtomicUsize::new(messages));
    let mut writers = tokio::task::JoinSet::new();
    for n in 0..WRITERS {
        let (database, left, (actor, to)) = (
            database.clone(),
            remaining.clone(),
            people[n % people.len()].clone(),
        );
        writers.spawn(async move {
            let mut latencies = Vec::new();
            // Writers share the remaining messages, so that a slow writer does not prolong the run
            // at its end.
            while left
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                    left.checked_sub(1)
                })
                .is_ok()
            {
                let at = Instant::now();
                send_one(
                    &database,
                    &actor,
                    to,
                    Clock::System.new_id(),
                    "A message of the usual length, about a visit and a bus.",
                )
                .await;
                latencies.push(at.elapsed());
            }
            latencies
        });
    }
    writers.join_all().await.into_iter().flatten().collect()
}

async fn measure_opening(database: &TestDatabase, engine: &str, size: BenchmarkSize) {
    // The same reader for both threads: reading by a worker is recorded in the access log, reading
    // by a mother is not.
    let person = &database.load_actor("kou-lee").await;
    let mut times = Vec::new();
    for (other, count) in [("mai-vang", 50), ("youa-xiong", size.long_thread)] {
        let to = MessageDestination::Person(database.person_id(other).await);
        let mut thread = None;
        // One transaction for all messages, because sending is not measured here.
        let mut tx = database.db.acting_as(person, Intent::Write).await.unwrap();
        for n in 0..count {
            let draft = NewMessage::parse(
                Clock::System.new_id(),
                to,
                "en",
                &format!("message {n}, about a visit and a bus"),
            )
            .unwrap();
            thread = Some(messages::send(&mut tx, &draft).await.unwrap().thread);
        }
        tx.commit().await.unwrap();
        let mut took = Vec::new();
        for _ in 0..50 {
            let at = Instant::now();
            let mut tx = database.db.acting_as(person, Intent::Write).await.unwrap();
            messages::read_thread(&mut tx, thread.unwrap(), None, "en")
                .await
                .unwrap();
            drop(tx);
            took.push(at.elapsed());
        }
        // The median, which a single pause of the machine does not change.
        took.sort_unstable();
        times.push(took[took.len() / 2]);
    }
    println!(
        "{engine}: opening a conversation of 50 takes {:.2?}, of {} {:.2?}: {:.2} times",
        times[0],
        size.long_thread,
        times[1],
        times[1].as_secs_f64() / times[0].as_secs_f64()
    );
}

#[tokio::main]
async fn main() {
    let size = if std::env::args().any(|arg| arg == "short") {
        SHORT_RUN
    } else {
        FULL_RUN
    };
    for database in support::demo_databases().await {
        let engine = if database.db.is_postgres() {
            "PostgreSQL"
        } else {
            "SQLite"
        };
        measure_opening(&database, engine, size).await;
        measure_throughput(Arc::new(database), engine, size).await;
    }
}
