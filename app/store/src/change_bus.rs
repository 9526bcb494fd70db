//! Change notification bus (`Bell`): tells open pages that data they may show has changed, so that
//! they fetch it again. An event carries at most a thread id and no content; a subscriber still
//! goes through the store's authorization to read what changed.
//!
//! On PostgreSQL, triggers send NOTIFY, so that every server hears writes by any program. Messages
//! sent in the portal are the exception: this process notifies after their commit, because NOTIFY
//! inside the transaction takes a global lock until commit and would serialize the commits. On
//! SQLite, this process publishes its own writes and polls for writes by other processes.

use std::collections::HashSet;
use std::time::Duration;

use model::id::ThreadId;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::{Executor, SqlitePool};
use tokio::sync::broadcast::{Receiver, Sender, channel};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use tokio::time::timeout;

use crate::Error;
use crate::db::{PostgresPools, ask};

/// A change event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ring {
    /// The messages or read marks of this thread changed.
    Thread(ThreadId),
    /// A team membership or the participants of a thread changed, or the change is unknown:
    /// subscribers must check everything again.
    People,
    /// The server is shutting down; subscribers close their streams.
    Stop,
}

/// The NOTIFY channel. The triggers in `0012_messages_bell.sql` use the same name.
const CHANNEL: &str = "alongside_bell";
/// The NOTIFY payload for changes that are not about one thread. The triggers use the same value.
const PEOPLE: &str = "people";
/// Interval of polling SQLite for writes by other processes.
const EVERY: Duration = Duration::from_millis(500);
/// Pause after each NOTIFY, so that events under load are coalesced.
const REST: Duration = Duration::from_millis(10);
/// Delay before a failed NOTIFY is retried.
const AGAIN: Duration = Duration::from_secs(1);

/// How long the LISTEN connection may be idle before it is pinged.
const SILENCE: Duration = Duration::from_secs(5);
/// Timeout for connecting the listener, and for the answer to a ping.
const LISTEN_WAIT: Duration = Duration::from_secs(3);

/// The change notification bus of one process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Bell {
    here: Sender<Ring>,
    /// Queue of events that are sent to all servers through PostgreSQL; none on SQLite.
    all: Option<UnboundedSender<Ring>>,
}

impl Default for Bell {
    fn default() -> Self {
        // A receiver that lags behind by more than this gets `RecvError::Lagged` and fetches again.
        Self { here: channel(256).0, all: None }
    }
}

impl Bell {
    /// A bus whose events reach every server on this PostgreSQL database. This process receives its
    /// own events through its LISTEN connection. Spawns the background task that sends NOTIFY.
    pub(crate) fn of_all(pools: PostgresPools) -> Self {
        let (all, rings) = unbounded_channel();
        tokio::spawn(pass_on(pools, rings));
        Self { all: Some(all), ..Self::default() }
    }

    /// Publishes an event to the subscribers in this process.
    pub fn ring(&self, ring: Ring) {
        // `send` fails only when there is no subscriber, which is no error.
        let _ = self.here.send(ring);
    }

    /// Publishes an event to the subscribers of every server on this database.
    pub(crate) fn ring_for_all(&self, ring: Ring) {
        match &self.all {
            // Cannot fail: the background task keeps its receiver until every sender is dropped.
            Some(all) => drop(all.send(ring)),
            None => self.ring(ring),
        }
    }

    /// Subscribes to the events published from now on.
    pub fn hear(&self) -> Receiver<Ring> {
        self.here.subscribe()
    }

    /// Runs LISTEN and publishes what arrives, until the connection is closed or stops answering
    /// pings. Uses a connection of its own, so that it does not take one of the pool's from
    /// requests.
    pub(crate) async fn postgres(&self, options: &PgConnectOptions) -> Result<(), Error> {
        let pool = PgPoolOptions::new().max_connections(1).acquire_timeout(LISTEN_WAIT).connect_lazy_with(options.clone());
        let mut listener = in_time(async {
            let mut listener = PgListener::connect_with(&pool).await?;
            // The caller (`Db::listen`) reconnects, after a delay.
            listener.eager_reconnect(false);
            listener.listen(CHANNEL).await?;
            Ok(listener)
        })
        .await?;
        // Notifications sent before LISTEN took effect are lost, so subscribers must fetch again.
        self.ring(Ring::People);
        loop {
            match timeout(SILENCE, listener.try_recv()).await {
                Ok(said) => match said? {
                    Some(said) => self.ring(said.payload().parse().map_or(Ring::People, Ring::Thread)),
                    None => return Ok(()),
                },
                // Notifications that arrive during the ping are buffered for the next `try_recv`.
                Err(_) => in_time(async { (&mut listener).execute("SELECT 1").await.map(|_| ()) }).await?,
            }
        }
    }

    /// Polls `PRAGMA data_version`, which changes when another connection writes to the file, and
    /// publishes `People` when it does. Runs until a query fails.
    pub(crate) async fn sqlite(&self, pool: &SqlitePool) -> Result<(), Error> {
        let mut connection = pool.acquire().await?;
        let mut last: Option<i64> = None;
        loop {
            let now: i64 = sqlx::query_scalar("PRAGMA data_version").fetch_one(&mut *connection).await?;
            if last.replace(now).is_some_and(|last| last != now) {
                self.ring(Ring::People);
            }
            tokio::time::sleep(EVERY).await;
        }
    }
}

async fn in_time<T>(answer: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, Error> {
    Ok(timeout(LISTEN_WAIT, answer).await.map_err(|_| Error::Busy)??)
}

/// Background task that sends NOTIFY for committed changes. Events that arrive meanwhile are sent
/// together with the next batch, each thread once. Ends when the last `Bell` is dropped.
async fn pass_on(pools: PostgresPools, mut rings: UnboundedReceiver<Ring>) {
    let mut heard = Vec::new();
    while rings.recv_many(&mut heard, 1_000).await > 0 {
        let each: HashSet<Ring> = heard.drain(..).collect();
        let said: Vec<String> = each.iter().map(|ring| if let Ring::Thread(thread) = ring { thread.to_string() } else { PEOPLE.into() }).collect();
        while let Err(error) = notify(&pools, &said).await {
            // A delay here loses no change: open streams also check for changes at each heartbeat.
            tracing::warn!(%error, "the bell is silent for a moment");
            tokio::time::sleep(AGAIN).await;
        }
        tokio::time::sleep(REST).await;
    }
}

async fn notify(pools: &PostgresPools, said: &[String]) -> Result<(), Error> {
    let connection = &mut pools.acquire(pools.any()?.0).await?;
    ask!(connection, c => sqlx::query("SELECT pg_notify($1, said) FROM unnest($2::text[]) said").bind(CHANNEL).bind(said).execute(c))?;
    Ok(())
}
