//! Change notification bus (`ChangeBus`): tells open pages that data they may show has changed, so
//! that they fetch it again. An event carries at most a thread id and no content; a subscriber
//! still goes through the store's authorization to read what changed.
//!
//! On PostgreSQL, triggers send NOTIFY, so that every server hears writes by any program. Messages
//! sent in the portal are the exception: this process notifies after their commit, because NOTIFY
//! inside the transaction takes a global lock until commit and would serialize the commits. On
//! SQLite, this process publishes its own writes and polls for writes by other processes.

use std::time::Duration;

use model::id::ThreadId;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::{Executor, SqlitePool};
use tokio::sync::broadcast::{Receiver, Sender, channel};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use tokio::time::timeout;

use crate::error::Error;

/// A change event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeEvent {
    /// The messages or read marks of this thread changed.
    Thread(ThreadId),
    /// A team membership or the participants of a thread changed, or the change is unknown:
    /// subscribers must check everything again.
    Membership,
    /// The server is shutting down; subscribers close their streams.
    Shutdown,
}

/// The NOTIFY channel. The functions of triggers in `0001_access_rules.sql` use the same name.
pub(crate) const NOTIFY_CHANNEL: &str = "alongside_changes";
/// The NOTIFY payload for changes that are not about one thread. The triggers use the same value.
pub(crate) const MEMBERSHIP_PAYLOAD: &str = "people";
/// Interval of polling SQLite for writes by other processes.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// How long the LISTEN connection may be idle before it is pinged.
const LISTEN_IDLE_LIMIT: Duration = Duration::from_secs(5);
/// Timeout for connecting the listener, and for the answer to a ping.
const LISTEN_TIMEOUT: Duration = Duration::from_secs(3);

/// The change notification bus of one process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct ChangeBus {
    local_sender: Sender<ChangeEvent>,
    /// Queue of events that are sent to all servers through PostgreSQL; none on SQLite.
    postgres_queue: Option<UnboundedSender<ChangeEvent>>,
}

impl Default for ChangeBus {
    fn default() -> Self {
        // A receiver that lags behind by more than this gets `RecvError::Lagged` and fetches again.
        Self {
            local_sender: channel(256).0,
            postgres_queue: None,
        }
    }
}

impl ChangeBus {
    /// A bus whose events reach every server on this PostgreSQL database, and the queue of events
    /// that `forward_to_postgres` sends. This process receives its own events through its LISTEN
    /// connection.
    pub(crate) fn with_postgres_queue() -> (Self, UnboundedReceiver<ChangeEvent>) {
        let (sender, queue) = unbounded_channel();
        let bus = Self {
            postgres_queue: Some(sender),
            ..Self::default()
        };
        (bus, queue)
    }

    /// Publishes an event to the subscribers in this process.
    pub fn publish_local(&self, event: ChangeEvent) {
        // `send` fails only when there is no subscriber, which is no error.
        let _ = self.local_sender.send(event);
    }

    /// Publishes an event to the subscribers of every server on this database.
    pub(crate) fn publish(&self, event: ChangeEvent) {
        match &self.postgres_queue {
            // Cannot fail: the background task keeps its receiver until every sender is dropped.
            Some(all) => drop(all.send(event)),
            None => self.publish_local(event),
        }
    }

    /// Subscribes to the events published from now on.
    pub fn subscribe(&self) -> Receiver<ChangeEvent> {
        self.local_sender.subscribe()
    }

    /// Runs LISTEN and publishes what arrives, until the connection is closed or stops answering
    /// pings. Uses a connection of its own, so that it does not take one of the pool's from
    /// requests.
    pub(crate) async fn listen_on_postgres(&self, options: &PgConnectOptions) -> Result<(), Error> {
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .acquire_timeout(LISTEN_TIMEOUT)
            .connect_lazy_with(options.clone());
        let mut listener = with_listen_timeout(async {
            let mut listener = PgListener::connect_with(&pool).await?;
            // The caller (`Db::run_change_listener`) reconnects, after a delay.
            listener.eager_reconnect(false);
            listener.listen(NOTIFY_CHANNEL).await?;
            Ok(listener)
        })
        .await?;
        // Notifications sent before LISTEN took effect are lost, so subscribers must fetch again.
        self.publish_local(ChangeEvent::Membership);
        loop {
            match timeout(LISTEN_IDLE_LIMIT, listener.try_recv()).await {
                Ok(notification) => match notification? {
                    Some(notification) => self.publish_local(
                        notification
                            .payload()
                            .parse()
                            // A payload that is no thread id means that anything may have changed.
                            .map_or(ChangeEvent::Membership, ChangeEvent::Thread),
                    ),
                    None => return Ok(()),
                },
                // Notifications that arrive during the ping are buffered for the next `try_recv`.
                Err(_) => {
                    with_listen_timeout(async {
                        (&mut listener).execute("SELECT 1").await.map(|_| ())
                    })
                    .await?
                }
            }
        }
    }

    /// Polls `PRAGMA data_version`, which changes when another connection writes to the file, and
    /// publishes `Membership` when it does. Runs until a query fails.
    pub(crate) async fn poll_sqlite(&self, pool: &SqlitePool) -> Result<(), Error> {
        // One connection for all polls: `data_version` compares only within a connection.
        let mut connection = pool.acquire().await?;
        let mut last: Option<i64> = None;
        loop {
            let now: i64 = sqlx::query_scalar("PRAGMA data_version")
                .fetch_one(&mut *connection)
                .await?;
            // The first value is only remembered: `data_version` means nothing by itself.
            if last.replace(now).is_some_and(|last| last != now) {
                self.publish_local(ChangeEvent::Membership);
            }
            tokio::time::sleep(POLL_INTERVAL).await;
        }
    }
}

async fn with_listen_timeout<T>(
    answer: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, Error> {
    Ok(timeout(LISTEN_TIMEOUT, answer)
        .await
        .map_err(|_| Error::Busy)??)
}
