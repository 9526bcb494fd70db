//! Concurrent writers: acknowledged writes are kept, abandoned ones are not, and neither affects
//! the other.
#![allow(clippy::unwrap_used)]

use crate::support;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use model::id::FormId;
use model::messages::{Draft, To};
use store::{Intent, messages};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// How a writer's transaction ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Kept,
    GivenUp,
    /// Cancelled by a timeout, anywhere between BEGIN and commit.
    Broken,
}

async fn crowd(house: support::House) {
    let house = Arc::new(house);
    let to = To::Thread(house.thread("tasha-june").await);
    let tasha = house.actor("tasha-carter").await;
    let before = house.number("SELECT count(*) FROM message").await;
    let mut writers = JoinSet::new();
    for writer in 0..8_u64 {
        let (house, tasha) = (house.clone(), tasha.clone());
        writers.spawn(async move {
            let (mut kept, mut given_up) = (Vec::new(), Vec::new());
            for n in 0..40_u64 {
                let form = house.clock.mint::<FormId>();
                let draft = Draft::parse(form, to, "en", &format!("{writer} {n}")).unwrap();
                let end = [End::Kept, End::Kept, End::GivenUp, End::Kept, End::Broken][usize::try_from((writer * 7 + n * 3) % 5).unwrap()];
                let write = async {
                    let mut tx = house.db.acting_as(&tasha, Intent::Write).await?;
                    messages::send(&mut tx, &draft).await?;
                    if end == End::GivenUp { Ok(()) } else { tx.save().await }
                };
                let patience = if end == End::Broken { Duration::from_micros(150 * (n + writer)) } else { Duration::from_secs(20) };
                match timeout(patience, write).await {
                    Ok(Ok(())) if end == End::GivenUp => given_up.push(form),
                    Ok(Ok(())) => kept.push(form),
                    Ok(Err(error)) => panic!("{error}"),
                    Err(_) => assert!(end == End::Broken, "nobody waits for ever"),
                }
            }
            (kept, given_up)
        });
    }
    // Cancelling an import or a background task in the middle loses no other writes.
    let jobs = tokio::spawn({
        let house = house.clone();
        async move {
            for n in 0..200_u64 {
                let job = async { house.db.acting_as_system("a job that is ended").await?.save().await };
                let _ = timeout(Duration::from_micros(40 * n), job).await;
            }
        }
    });
    let all = writers.join_all().await;
    jobs.await.unwrap();
    // Cancelled transactions may still be rolling back.
    sleep(Duration::from_millis(100)).await;
    let there = house.forms().await;
    let (kept, given_up): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    let there: HashSet<FormId> = there.into_iter().collect();
    assert!(kept.iter().flatten().count() >= 8 * 24);
    assert!(kept.iter().flatten().all(|form| there.contains(form)), "what was acknowledged is there");
    assert!(given_up.iter().flatten().all(|form| !there.contains(form)), "what was given up is not");
    let (count, numbers) =
        (house.number("SELECT count(*) FROM message").await, house.number("SELECT count(*) FROM (SELECT DISTINCT thread_id, seq FROM message) x").await);
    assert_eq!(count, numbers);
    let new = house.number("SELECT count(*) FROM outbox").await;
    assert_eq!(count - before, new, "a notice for each, and for nothing else");
    assert_eq!(
        house.number("SELECT h.last_seq - (SELECT max(x.seq) FROM message x WHERE x.thread_id = h.id) FROM thread h WHERE h.key = 'tasha-june'").await,
        0,
        "no number is missing"
    );
    // The next writer is not blocked.
    house.write("june-bell", to, "after the rush").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_acknowledged_is_kept_and_what_is_given_up_is_not() {
    for house in support::houses().await {
        crowd(house).await;
    }
}

/// Group commit and imports: a writer that finished before a long import began does not wait for
/// the import's end.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_waits_for_an_import_that_came_after_them() {
    let house = Arc::new(support::houses().await.remove(0));
    let to = To::Thread(house.thread("tasha-june").await);
    let first = house.reading("tasha-carter").await;
    let import = tokio::spawn({
        let house = house.clone();
        async move {
            let tx = house.db.acting_as_system("a long import").await.unwrap();
            sleep(Duration::from_secs(2)).await;
            tx.save().await.unwrap();
        }
    });
    sleep(Duration::from_millis(50)).await;
    // The import queues behind this writer, whose transaction is committed before the import
    // starts.
    let mut tx = first;
    messages::send(&mut tx, &Draft::parse(house.clock.mint(), to, "en", "before the import").unwrap()).await.unwrap();
    timeout(Duration::from_secs(1), tx.save()).await.expect("kept before the import ends").unwrap();
    import.await.unwrap();
}

/// A request may write several times: session, access log, form data. While another process locks
/// the file, it waits two seconds in total, not five seconds per write.
#[tokio::test]
async fn one_request_waits_for_a_locked_file_once() {
    let house = support::houses().await.remove(0);
    let maria = house.actor("maria-luna").await;
    let support::Raw::Sqlite(pool) = &house.raw else { unreachable!("the first house is on SQLite") };
    let mut other_program = pool.acquire().await.unwrap().detach();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other_program).await.unwrap();
    let request = store::deadline::within(Duration::from_secs(60), async {
        for _ in 0..3 {
            assert!(matches!(house.db.acting_as(&maria, Intent::Write).await, Err(store::Error::Busy)));
        }
        house.db.acting_as(&maria, Intent::Read).await.expect("reading needs no writer");
    });
    timeout(Duration::from_secs(4), request).await.expect("two seconds in all");
    sqlx::query("ROLLBACK").execute(&mut other_program).await.unwrap();
    house.db.acting_as(&maria, Intent::Write).await.expect("the file is free").save().await.unwrap();
}
