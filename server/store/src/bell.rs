//! The bell: tells open pages that something they may read has changed, so that they look again. It carries no words and
//! no names, only which conversation; whoever hears it still has to ask the store what they may see.
//!
//! On PostgreSQL the database itself rings, through triggers and NOTIFY, so that every server and every other program that
//! writes is heard. Only for a message said in the portal this process rings, once it is kept: NOTIFY in the transaction of a
//! message would let only one of them at a time to the disk. On SQLite this process rings after its own writes, and looks twice a second whether another one wrote.

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

/// What has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ring {
    /// Words in this conversation.
    Thread(ThreadId),
    /// Who is on a team or reads a conversation; or nobody knows what.
    People,
    /// The server is about to stop.
    Stop,
}

/// PostgreSQL's name for the bell; `0012_messages_bell.sql` has it too.
const CHANNEL: &str = "alongside_bell";
/// What is said on it for anything but one conversation; the triggers have it too.
const PEOPLE: &str = "people";
/// How often SQLite is asked whether another program has written.
const EVERY: Duration = Duration::from_millis(500);
/// How long nothing is passed on after something was, so that a busy hour rings less often than it writes.
const REST: Duration = Duration::from_millis(10);
/// How long after a ring that could not be passed on it is tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// After how long of silence PostgreSQL is asked whether the line still stands, and how long is waited for it to say so.
const SILENCE: Duration = Duration::from_secs(5);
const LISTEN_WAIT: Duration = Duration::from_secs(3);

/// The bell of one process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Bell {
    here: Sender<Ring>,
    /// Passes rings on to every server; none where there is only this one.
    all: Option<UnboundedSender<Ring>>,
}

impl Default for Bell {
    fn default() -> Self {
        // Whoever is slower than this many rings is told that they missed some, and looks again.
        Self { here: channel(256).0, all: None }
    }
}

impl Bell {
    /// A bell that every server on this database hears, this one through its own listener as well.
    pub(crate) fn of_all(pools: PostgresPools) -> Self {
        let (all, rings) = unbounded_channel();
        tokio::spawn(pass_on(pools, rings));
        Self { all: Some(all), ..Self::default() }
    }

    /// Rings for the pages that this process keeps open.
    pub fn ring(&self, ring: Ring) {
        // Nobody listening is no fault.
        let _ = self.here.send(ring);
    }

    /// Rings for the pages that any server keeps open.
    pub(crate) fn ring_for_all(&self, ring: Ring) {
        match &self.all {
            // Its other end lives as long as this one.
            Some(all) => drop(all.send(ring)),
            None => self.ring(ring),
        }
    }

    pub fn hear(&self) -> Receiver<Ring> {
        self.here.subscribe()
    }

    /// Passes on what PostgreSQL says, until the connection is lost: closed, or silent without a word. It is none of a pool's,
    /// whose places are for those who wait for an answer.
    pub(crate) async fn postgres(&self, options: &PgConnectOptions) -> Result<(), Error> {
        let pool = PgPoolOptions::new().max_connections(1).acquire_timeout(LISTEN_WAIT).connect_lazy_with(options.clone());
        let mut listener = in_time(async {
            let mut listener = PgListener::connect_with(&pool).await?;
            // One that is lost is made anew by whoever called, which waits a moment first.
            listener.eager_reconnect(false);
            listener.listen(CHANNEL).await?;
            Ok(listener)
        })
        .await?;
        // Whatever was said while nobody listened.
        self.ring(Ring::People);
        loop {
            match timeout(SILENCE, listener.try_recv()).await {
                Ok(said) => match said? {
                    Some(said) => self.ring(said.payload().parse().map_or(Ring::People, Ring::Thread)),
                    None => return Ok(()),
                },
                // What is said meanwhile is kept for the next look.
                Err(_) => in_time(async { (&mut listener).execute("SELECT 1").await.map(|_| ()) }).await?,
            }
        }
    }

    /// Looks at SQLite's own counter of writes by others.
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

/// Rings on PostgreSQL for what is kept there already. What is rung for meanwhile goes together with the next, each
/// conversation once. Ends with the last of its bells.
async fn pass_on(pools: PostgresPools, mut rings: UnboundedReceiver<Ring>) {
    let mut heard = Vec::new();
    while rings.recv_many(&mut heard, 1_000).await > 0 {
        let each: HashSet<Ring> = heard.drain(..).collect();
        let said: Vec<String> = each.iter().map(|ring| if let Ring::Thread(thread) = ring { thread.to_string() } else { PEOPLE.into() }).collect();
        while let Err(error) = notify(&pools, &said).await {
            // Open pages look by themselves before long; this only makes it sooner.
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
