//! Background tasks of `serve`, each of which runs at its own interval.

use std::future::Future;
use std::time::Duration;

use store::files::Files;
use store::{Db, Error, door, messages, throttle};

use crate::notify::Teller;

/// Interval at which due notifications are dispatched from the outbox.
const OUTBOX: Duration = Duration::from_secs(5);

/// Spawns all background tasks. They run until the process ends; a failed run is logged and retried
/// at the next interval.
pub fn start(db: &Db, teller: Teller, files: Files, keep_days: Option<u32>) {
    let bell = db.clone();
    tokio::spawn(async move { bell.listen().await });
    every(Duration::from_secs(3600), "ended sessions", db, |db| async move { door::remove_ended_sessions(&db).await });
    every(Duration::from_secs(3600), "drained throttle counters", db, |db| async move { throttle::remove_drained(&db).await });
    every(Duration::from_secs(60), "teams that changed", db, |db| async move { messages::settle::settle(&db).await.map(|_| ()) });
    every(Duration::from_secs(6 * 3600), "files without a message", db, move |db| {
        let files = files.clone();
        async move { files.sweep(&db).await.map(|_| ()) }
    });
    every(Duration::from_secs(60), "an import that was interrupted", db, |db| async move { store::import::resume(&db).await });
    if let Some(days) = keep_days {
        every(
            Duration::from_secs(24 * 3600),
            "messages that are kept no longer",
            db,
            move |db| async move { messages::keep::forget(&db, days).await.map(|_| ()) },
        );
    }
    every(OUTBOX, "the outbox", db, move |db| {
        let teller = teller.clone();
        async move { teller.tell(&db).await.map(|_| ()) }
    });
}

fn every<F, Fut>(beat: Duration, what: &'static str, db: &Db, job: F)
where
    F: Fn(Db) -> Fut + Send + 'static,
    Fut: Future<Output = Result<(), Error>> + Send,
{
    let db = db.clone();
    tokio::spawn(async move {
        loop {
            if let Err(error) = job(db.clone()).await {
                tracing::error!(%error, what, "a job failed");
            }
            tokio::time::sleep(beat).await;
        }
    });
}
