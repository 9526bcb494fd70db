//! Concurrent writers: an acknowledged write is committed, an abandoned one is rolled back, and
//! neither affects the other.
#![allow(clippy::unwrap_used)]

use crate::support;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use model::id::FormId;
use model::messages::{MessageDestination, NewMessage};
use store::{Actor, Intent, messages};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// How a writer's transaction ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WriterEnd {
    Committed,
    Abandoned,
    /// Canceled by a timeout, anywhere between BEGIN and commit.
    TimedOut,
}

/// The form ids of the messages whose commit was acknowledged, and of those that were abandoned. A
/// message whose writer was canceled may be either.
#[derive(Default)]
struct WrittenForms {
    saved: Vec<FormId>,
    given_up: Vec<FormId>,
}

/// Writes one message, and ends its transaction in this way.
async fn write_message(
    database: &support::TestDatabase,
    tasha: &Actor,
    message: &NewMessage,
    end: WriterEnd,
) -> Result<(), store::Error> {
    let mut tx = database.db.acting_as(tasha, Intent::Write).await?;
    messages::send(&mut tx, message).await?;
    if end == WriterEnd::Abandoned {
        Ok(())
    } else {
        tx.commit().await
    }
}

/// Writes 40 messages one after another, whose transactions end in different ways.
async fn run_writer(
    database: Arc<support::TestDatabase>,
    tasha: Actor,
    to: MessageDestination,
    writer: u64,
) -> WrittenForms {
    let mut forms = WrittenForms::default();
    for n in 0..40_u64 {
        let form = database.clock.new_id::<FormId>();
        let draft = NewMessage::parse(form, to, "en", &format!("{writer} {n}")).unwrap();
        // The pattern differs from writer to writer, so that committed, abandoned and canceled
        // transactions share group commits.
        let end = [
            WriterEnd::Committed,
            WriterEnd::Committed,
            WriterEnd::Abandoned,
            WriterEnd::Committed,
            WriterEnd::TimedOut,
        ][usize::try_from((writer * 7 + n * 3) % 5).unwrap()];
        let patience = if end == WriterEnd::TimedOut {
            // Growing, so that the writers are canceled at different points.
            Duration::from_micros(150 * (n + writer))
        } else {
            Duration::from_secs(20)
        };
        match timeout(patience, write_message(&database, &tasha, &draft, end)).await {
            Ok(Ok(())) if end == WriterEnd::Abandoned => forms.given_up.push(form),
            Ok(Ok(())) => forms.saved.push(form),
            Ok(Err(error)) => panic!("{error}"),
            Err(_) => assert!(end == WriterEnd::TimedOut, "no writer waits for ever"),
        }
    }
    forms
}

/// Begins and cancels transactions of the system, each a little later than the one before.
/// Canceling an import or a background task in the middle loses no other writes.
async fn cancel_system_jobs(database: Arc<support::TestDatabase>) {
    for n in 0..200_u64 {
        let job = async {
            database
                .db
                .acting_as_system("a job that is ended")
                .await?
                .commit()
                .await
        };
        let _ = timeout(Duration::from_micros(40 * n), job).await;
    }
}

/// Every acknowledged message is stored with its number and its notification, and nothing else is.
/// `before` is the number of messages before the writers began.
async fn assert_stored_exactly(
    database: &support::TestDatabase,
    written: &[WrittenForms],
    before: i64,
) {
    let there: HashSet<FormId> = database.message_form_ids().await.into_iter().collect();
    let mut saved = written.iter().flat_map(|forms| &forms.saved);
    // Three of every five transactions are committed, 24 of each writer's 40.
    assert!(saved.clone().count() >= 8 * 24);
    assert!(
        saved.all(|form| there.contains(form)),
        "what was acknowledged is there"
    );
    let mut given_up = written.iter().flat_map(|forms| &forms.given_up);
    assert!(
        given_up.all(|form| !there.contains(form)),
        "what was given up is not"
    );
    let (count, numbers) = (
        database.query_number("SELECT count(*) FROM message").await,
        database
            .query_number("SELECT count(*) FROM (SELECT DISTINCT thread_id, seq FROM message) x")
            .await,
    );
    assert_eq!(count, numbers);
    let new = database
        .query_number("SELECT count(*) FROM notification_outbox")
        .await;
    assert_eq!(
        count - before,
        new,
        "a notice for each, and for nothing else"
    );
    assert_eq!(
        database
            .query_number(
                "SELECT h.last_seq - (SELECT max(x.seq) FROM message x WHERE \
            x.thread_id = h.id) FROM thread h WHERE h.key = 'tasha-june'"
            )
            .await,
        0,
        "no number is missing"
    );
}

async fn run_writers(database: support::TestDatabase) {
    let database = Arc::new(database);
    let to = MessageDestination::Thread(database.thread_id("tasha-june").await);
    let tasha = database.load_actor("tasha-carter").await;
    let before = database.query_number("SELECT count(*) FROM message").await;
    let mut writers = JoinSet::new();
    for writer in 0..8_u64 {
        writers.spawn(run_writer(database.clone(), tasha.clone(), to, writer));
    }
    let jobs = tokio::spawn(cancel_system_jobs(database.clone()));
    let written = writers.join_all().await;
    jobs.await.unwrap();
    // Canceled transactions may still be rolling back.
    sleep(Duration::from_millis(100)).await;
    assert_stored_exactly(&database, &written, before).await;
    // The next writer is not blocked.
    database
        .send_message("june-bell", to, "after the rush")
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn committed_writes_are_stored_and_abandoned_ones_are_not() {
    for database in support::demo_databases().await {
        run_writers(database).await;
    }
}

/// Group commit and imports: a writer that finished before a long import began does not wait for
/// the import's end.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_does_not_wait_for_a_later_import() {
    let database = Arc::new(support::demo_databases().await.remove(0));
    let to = MessageDestination::Thread(database.thread_id("tasha-june").await);
    let first = database.begin_as("tasha-carter").await;
    let import = tokio::spawn({
        let database = database.clone();
        async move {
            let tx = database.db.acting_as_system("a long import").await.unwrap();
            // Longer than the writer below may take.
            sleep(Duration::from_secs(2)).await;
            tx.commit().await.unwrap();
        }
    });
    sleep(Duration::from_millis(50)).await;
    // The import queues behind this writer, whose transaction is committed before the import
    // starts.
    let mut tx = first;
    messages::send(
        &mut tx,
        &NewMessage::parse(database.clock.new_id(), to, "en", "before the import").unwrap(),
    )
    .await
    .unwrap();
    timeout(Duration::from_secs(1), tx.commit())
        .await
        .expect("kept before the import ends")
        .unwrap();
    import.await.unwrap();
}

/// A request may write several times: session, access log, form data. While another process locks
/// the file, it waits two seconds in total, not five seconds per write.
#[tokio::test]
async fn one_request_waits_for_a_locked_file_once() {
    let database = support::demo_databases().await.remove(0);
    let maria = database.load_actor("maria-luna").await;
    let support::OwnerPool::Sqlite(pool) = &database.owner_pool else {
        unreachable!("the first database is on SQLite")
    };
    let mut other_program = pool.acquire().await.unwrap().detach();
    sqlx::query("BEGIN IMMEDIATE")
        .execute(&mut other_program)
        .await
        .unwrap();
    // A budget that is longer than the waits, so that what ends them is the limit on waiting for
    // the writer.
    let request = store::deadline::with_wait_budget(Duration::from_secs(60), async {
        for _ in 0..3 {
            assert!(matches!(
                database.db.acting_as(&maria, Intent::Write).await,
                Err(store::Error::Busy)
            ));
        }
        database
            .db
            .acting_as(&maria, Intent::Read)
            .await
            .expect("reading needs no writer");
    });
    // Three waits of two seconds each would take longer.
    timeout(Duration::from_secs(4), request)
        .await
        .expect("two seconds in all");
    sqlx::query("ROLLBACK")
        .execute(&mut other_program)
        .await
        .unwrap();
    database
        .db
        .acting_as(&maria, Intent::Write)
        .await
        .expect("the file is free")
        .commit()
        .await
        .unwrap();
}
