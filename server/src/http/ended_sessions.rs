//! Sessions that have ended but whose rows may still exist. Sign-out and "Leave now" are answered
//! before any database call; a background task then deletes the rows, with retries. Until then this
//! process refuses the tokens.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use model::account::DeviceUse;
use store::{Db, authentication};
use tokio::time::{Instant, sleep, timeout};
use tower_sessions::session::Id;

/// The longest lifetime of a session, after which its token needs no deletion.
const SESSION_MAX_AGE: SignedDuration = SignedDuration::from_hours(DeviceUse::Own.max_hours());

/// Deadline of one deletion.
const DELETE_TIMEOUT: Duration = Duration::from_secs(5);
/// Exponential backoff between attempts: the first delay and the longest.
const RETRY_DELAY: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(15));
/// Most tokens in the queue, at about 100 bytes each. Beyond this the oldest are dropped, because
/// any client can post invented tokens to `/exit`.
const MAX_PENDING: usize = 50_000;

/// The queue of ended sessions. Cheap to clone; all clones share one queue.
#[derive(Debug, Clone)]
pub struct EndedSessions {
    db: Db,
    queue: Arc<Mutex<EndedSessionQueue>>,
}

#[derive(Debug, Default)]
struct EndedSessionQueue {
    pending: HashMap<Id, Timestamp>,
    worker_runs: bool,
}

impl EndedSessions {
    pub fn new(db: &Db) -> Self {
        Self {
            db: db.clone(),
            queue: Arc::default(),
        }
    }

    fn lock_queue(&self) -> MutexGuard<'_, EndedSessionQueue> {
        // Also after a panic elsewhere: sessions must end.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this process has ended the session of this token and its row may still exist.
    pub fn contains(&self, id: &Id) -> bool {
        self.lock_queue().pending.contains_key(id)
    }

    /// Ends a session: at once in this process, and in the database by the background task. Does
    /// not block.
    pub fn end_session(&self, id: Id) {
        let now = self.db.clock().now();
        let mut queue = self.lock_queue();
        if queue.pending.len() >= MAX_PENDING
            && let Some(oldest) = queue
                .pending
                .iter()
                .min_by_key(|(_, since)| **since)
                .map(|(id, _)| *id)
        {
            queue.pending.remove(&oldest);
        }
        queue.pending.insert(id, now);
        // One task for all: each with its own would multiply the retries during an outage.
        if !queue.worker_runs {
            queue.worker_runs = true;
            tokio::spawn(self.clone().delete_pending());
        }
    }

    /// Waits until every row is deleted, or until the deadline; returns whether all are. For
    /// shutdown.
    pub async fn flush_deletions(&self, deadline: Duration) -> bool {
        let until = Instant::now() + deadline;
        while !self.lock_queue().pending.is_empty() {
            if Instant::now() >= until {
                return false;
            }
            sleep(Duration::from_millis(20)).await;
        }
        true
    }

    async fn delete_pending(self) {
        let mut delay = RETRY_DELAY.0;
        loop {
            let next: Vec<Id> = {
                let mut queue = self.lock_queue();
                // A session that is older than this has expired and needs no deletion.
                let now = self.db.clock().now();
                queue
                    .pending
                    .retain(|_, since| now.duration_since(*since) < SESSION_MAX_AGE);
                if queue.pending.is_empty() {
                    // Under the lock that found the queue empty, so that `end_session` cannot add a
                    // session for which no task runs.
                    queue.worker_runs = false;
                    return;
                }
                // Copied, because the queries must not hold the lock, which every request with a
                // session takes.
                queue.pending.keys().take(100).copied().collect()
            };
            let mut failed = None;
            for id in next {
                match timeout(
                    DELETE_TIMEOUT,
                    authentication::end_session(&self.db, &id.to_string()),
                )
                .await
                {
                    Ok(Ok(())) => drop(self.lock_queue().pending.remove(&id)),
                    Ok(Err(error)) => failed = Some(error.to_string()),
                    Err(_) => failed = Some("timeout".to_owned()),
                }
                // A database that does not respond is not asked once for each session of the batch.
                if failed.is_some() {
                    break;
                }
            }
            match failed {
                Some(error) => {
                    tracing::error!(error, "an ended session is not deleted yet; retrying");
                    sleep(delay).await;
                    delay = (delay * 2).min(RETRY_DELAY.1);
                }
                None => delay = RETRY_DELAY.0,
            }
        }
    }
}
