//! The bell: tells open pages that something they may read has changed, so that they look again. It carries no words and
//! no names, only which conversation; whoever hears it still has to ask the store what they may see.
//!
//! On PostgreSQL the database itself rings, through triggers and NOTIFY, so that every server and every other program that
//! writes is heard. On SQLite this process rings after its own writes, and looks twice a second whether another one wrote.

use std::time::Duration;

use model::id::ThreadId;
use sqlx::postgres::PgListener;
use sqlx::{PgPool, SqlitePool};
use tokio::sync::broadcast::{Receiver, Sender, channel};

use crate::Error;

/// What has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
/// How often SQLite is asked whether another program has written.
const EVERY: Duration = Duration::from_millis(500);

/// The bell of one process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Bell(Sender<Ring>);

impl Default for Bell {
    fn default() -> Self {
        // Whoever is slower than this many rings is told that they missed some, and looks again.
        Self(channel(256).0)
    }
}

impl Bell {
    pub fn ring(&self, ring: Ring) {
        // Nobody listening is no fault.
        let _ = self.0.send(ring);
    }

    pub fn hear(&self) -> Receiver<Ring> {
        self.0.subscribe()
    }

    /// Passes on what PostgreSQL says, until the connection is lost.
    pub(crate) async fn postgres(&self, pool: &PgPool) -> Result<(), Error> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        // Whatever was said while nobody listened.
        self.ring(Ring::People);
        loop {
            match listener.try_recv().await? {
                Some(said) => self.ring(said.payload().parse().map_or(Ring::People, Ring::Thread)),
                None => return Ok(()),
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
