//! Background tasks of `serve`, each of which runs at its own interval.

mod orphaned_attachments;

use std::fmt::Display;
use std::future::Future;
use std::time::Duration;

use attachments::AttachmentStore;
use store::notifications::{outbox, reminders};
use store::{Db, authentication, messages, team, throttle};

pub use orphaned_attachments::delete_orphaned_attachments;

use crate::notifications::NotificationDispatcher;

/// Interval at which due notifications are dispatched from the outbox.
const OUTBOX_INTERVAL: Duration = Duration::from_secs(5);

/// Spawns all background tasks. They run until the process ends; a failed run is logged and retried
/// at the next interval.
pub fn spawn_jobs(
    db: &Db,
    dispatcher: NotificationDispatcher,
    files: AttachmentStore,
    keep_days: Option<u32>,
) {
    let listening_db = db.clone();
    tokio::spawn(async move { listening_db.run_change_listener().await });
    spawn_deletion_jobs(db, files, keep_days);
    // Memberships begin and end by date, at which no request arrives that could change who takes
    // part in a conversation.
    spawn_periodic(
        Duration::from_secs(60),
        "synchronize participants with membership",
        db,
        |db| async move {
            messages::participant_sync::sync_with_membership(&db)
                .await
                .map(|_| ())
        },
    );
    spawn_periodic(
        Duration::from_secs(60),
        "pass on what names a person who handed over",
        db,
        |db| async move { team::named_access::pass_on_due(&db).await.map(|_| ()) },
    );
    spawn_periodic(
        Duration::from_secs(60),
        // An interrupted import is applied in part, so users see it until it is resumed.
        "resume interrupted import",
        db,
        |db| async move { store::import::resume_interrupted(&db).await },
    );
    // To the minute: people choose full hours, and dates are at full or half hours.
    spawn_periodic(
        Duration::from_secs(60),
        "enqueue due reminders",
        db,
        |db| async move { reminders::enqueue_due(&db).await },
    );
    spawn_periodic(OUTBOX_INTERVAL, "dispatch notifications", db, move |db| {
        let dispatcher = dispatcher.clone();
        async move { dispatcher.dispatch_due(&db).await.map(|_| ()) }
    });
}

/// Spawns the tasks that delete what has expired. Without `keep_days`, messages are kept.
fn spawn_deletion_jobs(db: &Db, files: AttachmentStore, keep_days: Option<u32>) {
    spawn_periodic(
        Duration::from_secs(3600),
        "delete expired sessions",
        db,
        |db| async move { authentication::delete_expired_sessions(&db).await },
    );
    spawn_periodic(
        Duration::from_secs(3600),
        "delete full throttle buckets",
        db,
        |db| async move { throttle::delete_full_buckets(&db).await },
    );
    spawn_periodic(
        Duration::from_secs(24 * 3600),
        "delete earlier addresses",
        db,
        |db| async move { outbox::delete_earlier_addresses(&db).await },
    );
    spawn_periodic(
        Duration::from_secs(6 * 3600),
        "delete orphaned files",
        db,
        move |db| {
            let files = files.clone();
            async move { delete_orphaned_attachments(&files, &db).await.map(|_| ()) }
        },
    );
    let Some(days) = keep_days else { return };
    spawn_periodic(
        Duration::from_secs(24 * 3600),
        "delete expired messages",
        db,
        move |db| async move {
            messages::retention::delete_expired(&db, days)
                .await
                .map(|_| ())
        },
    );
}

fn spawn_periodic<F, Fut, E>(interval: Duration, what: &'static str, db: &Db, job: F)
where
    F: Fn(Db) -> Fut + Send + 'static,
    Fut: Future<Output = Result<(), E>> + Send,
    E: Display + Send,
{
    let db = db.clone();
    tokio::spawn(async move {
        loop {
            // The first run is at startup, for what became due while no server was running.
            if let Err(error) = job(db.clone()).await {
                tracing::error!(%error, what, "a job failed");
            }
            // A pause after each run and not a fixed rate, so that slow runs never overlap.
            tokio::time::sleep(interval).await;
        }
    });
}
