//! Pools, transactions, and the one macro that runs a statement on either engine.

mod connection;
mod login;
mod pools;
mod postgres_options;
mod transaction;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::tz::TimeZone;
use model::clock::Clock;
use model::id::PersonId;
use sqlx::SqlitePool;

pub(crate) use self::connection::PostgresConnection;
pub(crate) use self::login::Login;
pub use self::pools::Logins;
pub(crate) use self::pools::PostgresPools;
pub(crate) use self::transaction::Inner;
pub use self::transaction::Tx;
use crate::access::{AccessLedger, TxAccess};
use crate::actor::{Actor, Frame, frame};
use crate::bell::Bell;
use crate::deadline::wait;
use crate::error::Error;
use crate::sqlite_open;
pub(crate) use crate::statement::{add_all, ask, on, once};
use crate::turn::{SqliteTx, Turns};

/// How long is waited for a connection to SQLite, and by a writer for its turn. A request waits less (`deadline`).
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Debug, Clone)]
pub(crate) enum Pool {
    /// Who reads, and who writes.
    Sqlite(SqlitePool, Turns),
    Postgres(PostgresPools),
}

/// The shared database, on SQLite or PostgreSQL. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    pub(crate) pool: Pool,
    clock: Clock,
    statements: Arc<AtomicU64>,
    bell: Bell,
    notify_after: i64,
    /// Set where this is the database of one request.
    access: Option<Arc<AccessLedger>>,
}

/// What a transaction is going to do. SQLite lets one writer in at a time and refuses to turn a reader into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    Read,
    Write,
}

impl Db {
    /// Opens the database of `url`: `sqlite://path` (made when missing), or `postgres://…` as its owner. What answers people
    /// and runs jobs on PostgreSQL is opened with `open_postgres`.
    ///
    /// # Errors
    /// When the address is not understood, or nothing answers there.
    pub async fn open(url: &str, clock: Clock) -> Result<Self, Error> {
        if is_postgres(url) {
            return Self::open_postgres(&Logins { owner: Some(url.to_owned()), ..Logins::default() }, clock).await;
        }
        let (pool, bell) = if url.starts_with("sqlite:") {
            let (pool, turns) = sqlite_open::open(url).await?;
            (Pool::Sqlite(pool, turns), Bell::default())
        } else {
            return Err(Error::Refused("the database's address must begin with sqlite: or postgres:".into()));
        };
        Ok(Self::new(pool, bell, clock))
    }

    /// Opens a PostgreSQL database with a pool for each login given.
    ///
    /// # Errors
    /// When an address is not understood, or nothing answers there.
    pub async fn open_postgres(logins: &Logins, clock: Clock) -> Result<Self, Error> {
        let pools = PostgresPools::new(logins)?;
        pools.reach().await?;
        let bell = Bell::of_all(pools.clone());
        Ok(Self::new(Pool::Postgres(pools), bell, clock))
    }

    fn new(pool: Pool, bell: Bell, clock: Clock) -> Self {
        Self { pool, clock, statements: Arc::default(), bell, notify_after: 60, access: None }
    }

    /// The bell of this process. It says what `listen` hears, and on SQLite also what this process writes.
    pub fn bell(&self) -> &Bell {
        &self.bell
    }

    /// Hears what other servers and programs write, and rings the bell for it. Runs until the process ends; a lost
    /// connection is made again.
    pub async fn listen(&self) {
        loop {
            let ended = match &self.pool {
                Pool::Sqlite(pool, _) => self.bell.sqlite(pool).await,
                Pool::Postgres(pools) => match pools.any() {
                    Ok((_, options)) => self.bell.postgres(options).await,
                    Err(error) => Err(error),
                },
            };
            if let Err(error) = ended {
                tracing::warn!(%error, "the bell is silent for a moment");
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// The same database, with another time before a notice is due, in seconds: who is looking has read it by then.
    #[must_use]
    pub fn notifying_after(mut self, seconds: u32) -> Self {
        self.notify_after = seconds.into();
        self
    }

    /// The same database for one request, which knows whether every log line of the request was committed.
    #[must_use]
    pub fn for_request(&self) -> Self {
        Self { access: Some(Arc::default()), ..self.clone() }
    }

    /// False when this request opened a family's record and the transaction that holds its log line was not committed. An
    /// answer that shows a record must not be sent then.
    pub fn access_is_committed(&self) -> bool {
        self.access.as_ref().is_none_or(|ledger| ledger.all_committed())
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.pool, Pool::Postgres(_))
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Statements run so far through every transaction, for the budget of queries a page.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Writes SQLite's log back into its file after a large import: pages read beside a log of hundreds of megabytes take
    /// twice the work. Left undone while somebody reads; nothing is lost by that.
    pub async fn fold(&self) {
        if let Pool::Sqlite(pool, _) = &self.pool
            && let Err(error) = sqlite_open::checkpoint(pool).await
        {
            tracing::debug!(%error, "the log was not folded in");
        }
    }

    /// A transaction in which `actor` reads or writes. On PostgreSQL row-level security is told who it is.
    ///
    /// # Errors
    /// `Busy` when no connection is free in time, or other writers hold SQLite.
    pub async fn acting_as(&self, actor: &Actor, intent: Intent) -> Result<Tx, Error> {
        let mut tx = self.begin(intent, actor.today, Login::Portal, Some(actor.person), "").await?;
        tx.actor = Some(actor.clone());
        Ok(tx)
    }

    /// A transaction of the portal itself: imports, invitations, jobs. `reason` goes to the operator's log. On PostgreSQL it
    /// has a login of its own.
    ///
    /// # Errors
    /// `Busy` when no connection is free in time, or other writers hold SQLite.
    pub async fn acting_as_system(&self, reason: &'static str) -> Result<Tx, Error> {
        tracing::debug!(reason, "acting as the system");
        self.begin(Intent::Write, self.clock.today(&TimeZone::UTC), Login::System, None, "").await
    }

    /// The frame of a person whose session the door has just proven.
    ///
    /// # Errors
    /// `NotFound` when the person is gone.
    pub async fn frame(&self, person: PersonId, zone: &TimeZone) -> Result<Frame, Error> {
        let mut tx = self.begin(Intent::Read, self.clock.today(zone), Login::Portal, Some(person), "").await?;
        frame(&mut tx, person).await
    }

    /// Opens the door for one key only; see `door`.
    pub(crate) async fn at_the_door(&self, intent: Intent, key: &str) -> Result<Tx, Error> {
        self.begin(intent, self.clock.today(&TimeZone::UTC), Login::Portal, None, key).await
    }

    async fn begin(&self, intent: Intent, today: jiff::civil::Date, login: Login, person: Option<PersonId>, key: &str) -> Result<Tx, Error> {
        let inner = match &self.pool {
            Pool::Sqlite(pool, turns) => Inner::Sqlite(match intent {
                Intent::Read => SqliteTx::Reader(wait(PATIENCE, pool.begin()).await.map_err(|_| Error::Busy)??),
                Intent::Write => SqliteTx::Writer(turns.take(login == Login::System).await?),
            }),
            Pool::Postgres(pools) => {
                // Begun and told who acts in one go. Nothing in this text was typed by anybody: a role's name, an id, a day.
                let (role, person) = (login.role(), person.map(|p| p.to_string()).unwrap_or_default());
                let begin = format!(
                    "BEGIN; SELECT set_config('role', '{role}', true), set_config('alongside.person', '{person}', true), \
                     set_config('alongside.today', '{today}', true), set_config('alongside.key', '', true)"
                );
                let mut inner = pools.begin(login, &begin).await?;
                if !key.is_empty() {
                    let inner = &mut inner;
                    ask!(inner, c => sqlx::query("SELECT set_config('alongside.key', $1, true)").bind(key).execute(c))?;
                }
                Inner::Postgres(inner)
            }
        };
        Ok(Tx {
            inner,
            actor: None,
            today,
            clock: self.clock.clone(),
            statements: self.statements.clone(),
            bell: self.bell.clone(),
            rings: Vec::new(),
            notify_after: self.notify_after,
            intent,
            mark: None,
            access: TxAccess::new(self.access.clone().unwrap_or_default()),
        })
    }
}

/// Whether this is the address of a PostgreSQL database.
pub fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres:") || url.starts_with("postgresql:")
}
