//! Benchmark of durable messages: 50 concurrent writers, each message in its own transaction, which
//! is on disk before the message is acknowledged. Prints the throughput and the 99th percentile of
//! the latency on SQLite and, if ALONGSIDE_TEST_POSTGRES is set, on PostgreSQL; and compares
//! opening a thread of 5,000 messages with opening one of 50. `script/bench-messages` runs it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark measures and prints")]

#[path = "../tests/integration/support/mod.rs"]
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use model::clock::Clock;
use model::id::{FormId, ThreadId};
use model::messages::{Draft, To};
use store::{Actor, Intent, messages};
use support::House;

const WRITERS: usize = 50;

/// The size of a run.
#[derive(Clone, Copy)]
struct Load {
    messages: usize,
    /// Warm-up messages, which are not measured: the first ones open connections and plan queries.
    warm: usize,
    /// Messages of the long thread, which is compared with one of 50.
    long: usize,
}
const WHOLE: Load = Load { messages: 10_000, warm: 1_000, long: 5_000 };
/// For `script/test`, which only checks that the benchmark still runs.
const SHORT: Load = Load { messages: 100, warm: 10, long: 100 };

async fn write(house: &House, actor: &Actor, to: To, form: FormId, body: &str) {
    let draft = Draft::parse(form, to, "en", body).unwrap();
    loop {
        let Ok(mut tx) = house.db.acting_as(actor, Intent::Write).await else { continue };
        if messages::send(&mut tx, &draft).await.is_ok() && tx.save().await.is_ok() {
            return;
        }
    }
}

async fn burst(house: Arc<House>, engine: &str, load: Load) {
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
        let (one, other, family) = (house.actor(one).await, house.person(other).await, house.family(family).await);
        let thread = Clock::System.mint::<ThreadId>();
        house.thread_of(thread, family, [one.person, other]).await;
        people.push((one, To::Thread(thread)));
    }
    round(&house, &people, load.warm).await;
    if house.db.is_postgres() {
        // A server that has run for a while reuses its WAL files. This one is new, and creating a
        // WAL file stops all writers for some 40 ms. A checkpoint leaves a file to reuse.
        house.run("CHECKPOINT").await.unwrap();
    }
    let start = Instant::now();
    let mut took = round(&house, &people, load.messages).await;
    let all = start.elapsed();
    took.sort_unstable();
    let at = |part: f64| took[((took.len() - 1) as f64 * part) as usize];
    println!(
        "{engine}: {} messages by {WRITERS} writers, {:.0} a second; half within {:.1?}, 99 of 100 within {:.1?}",
        took.len(),
        took.len() as f64 / all.as_secs_f64(),
        at(0.5),
        at(0.99)
    );
}

/// Sends `messages` messages from all writers concurrently. Returns the latency of each.
async fn round(house: &Arc<House>, people: &[(Actor, To)], messages: usize) -> Vec<Duration> {
    let left = Arc::new(AtomicUsize::new(messages));
    let mut writers = tokio::task::JoinSet::new();
    for n in 0..WRITERS {
        let (house, left, (actor, to)) = (house.clone(), left.clone(), people[n % people.len()].clone());
        writers.spawn(async move {
            let mut took = Vec::new();
            while left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
                let at = Instant::now();
                write(&house, &actor, to, Clock::System.mint(), "A message of the usual length, about a visit and a bus.").await;
                took.push(at.elapsed());
            }
            took
        });
    }
    writers.join_all().await.into_iter().flatten().collect()
}

async fn opening(house: &House, engine: &str, load: Load) {
    // The same reader for both threads: reading by a worker is recorded in the access log, reading
    // by a mother is not.
    let person = &house.actor("kou-lee").await;
    let mut times = Vec::new();
    for (other, count) in [("mai-vang", 50), ("youa-xiong", load.long)] {
        let to = To::Person(house.person(other).await);
        let mut thread = None;
        let mut tx = house.db.acting_as(person, Intent::Write).await.unwrap();
        for n in 0..count {
            let draft = Draft::parse(Clock::System.mint(), to, "en", &format!("message {n}, about a visit and a bus")).unwrap();
            thread = Some(messages::send(&mut tx, &draft).await.unwrap().thread);
        }
        tx.save().await.unwrap();
        let mut took = Vec::new();
        for _ in 0..50 {
            let at = Instant::now();
            let mut tx = house.db.acting_as(person, Intent::Write).await.unwrap();
            messages::read(&mut tx, thread.unwrap(), None, "en").await.unwrap();
            drop(tx);
            took.push(at.elapsed());
        }
        took.sort_unstable();
        times.push(took[took.len() / 2]);
    }
    println!(
        "{engine}: opening a conversation of 50 takes {:.2?}, of {} {:.2?}: {:.2} times",
        times[0],
        load.long,
        times[1],
        times[1].as_secs_f64() / times[0].as_secs_f64()
    );
}

#[tokio::main]
async fn main() {
    let load = if std::env::args().any(|arg| arg == "short") { SHORT } else { WHOLE };
    for house in support::houses().await {
        let engine = if house.db.is_postgres() { "PostgreSQL" } else { "SQLite" };
        opening(&house, engine, load).await;
        burst(Arc::new(house), engine, load).await;
    }
}
