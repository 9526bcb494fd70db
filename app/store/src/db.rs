//! The database handle `Db`: connection pools, and transactions on SQLite or PostgreSQL.

mod change_forwarder;
mod connection;
mod login;
mod pools;
mod postgres_options;
mod statements;
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
pub(crate) use self::statements::{
    IntoOutput, bulk_insert, run_on, run_on_postgres, unique_violation_as_race,
};
pub(crate) use self::transaction::EngineTransaction;
pub use self::transaction::Tx;
use crate::access_ledger::{AccessLedger, TransactionAccessLog};
use crate::change_bus::ChangeBus;
use crate::deadline::{ACQUIRE_TIMEOUT, wait_at_most};
use crate::error::Error;
use crate::identity::Actor;
use crate::sqlite_open;
use crate::sqlite_writer::{CommitMode, SqliteTx, WriterQueue};

#[derive(Debug, Clone)]
pub(crate) enum DatabasePool {
    /// The read pool, and the queue for the only write connection.
    Sqlite(SqlitePool, WriterQueue),
    Postgres(PostgresPools),
}

/// The shared database, on SQLite or PostgreSQL. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    pub(crate) pool: DatabasePool,
    clock: Clock,
    statement_counter: Arc<AtomicU64>,
    change_bus: ChangeBus,
    notification_delay: i64,
    /// The access log ledger of one request; none when this handle belongs to no request.
    access_ledger: Option<Arc<AccessLedger>>,
}

/// Whether a transaction writes. Must be known when it begins: SQLite allows one writer at a time,
/// and a transaction that began as a reader may fail when it upgrades to a writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    Read,
    Write,
}

impl Db {
    /// Opens the database at `url`: `sqlite://path` (created when missing), or `postgres://…` with
    /// the owner login. The server opens PostgreSQL with `open_postgres` instead, with its own
    /// logins.
    ///
    /// # Errors
    /// `Refused` when the database cannot be opened or reached, with what to do; `Db` when the
    /// SQLite URL is invalid.
    pub async fn open(url: &str, clock: Clock) -> Result<Self, Error> {
        if is_postgres_url(url) {
            return Self::open_postgres(
                &Logins {
                    owner: Some(url.to_owned()),
                    ..Logins::default()
                },
                clock,
            )
            .await;
        }
        let (pool, change_bus) = if url.starts_with("sqlite:") {
            let (pool, writer) = sqlite_open::open_database(url).await?;
            (DatabasePool::Sqlite(pool, writer), ChangeBus::default())
        } else {
            return Err(Error::Refused(
                "the database's address must begin with sqlite: or postgres:".into(),
            ));
        };
        Ok(Self::new(pool, change_bus, clock))
    }

    /// Opens a PostgreSQL database with one connection pool for each login that is given.
    ///
    /// # Errors
    /// `Refused` when a URL is invalid or a login cannot connect.
    pub async fn open_postgres(logins: &Logins, clock: Clock) -> Result<Self, Error> {
        let pools = PostgresPools::new(logins)?;
        pools.check_reachable().await?;
        let (change_bus, queue) = ChangeBus::with_postgres_queue();
        // A task of its own: NOTIFY inside a transaction holds a global lock until the commit, so
        // it is sent after the commit, and no request waits for it.
        tokio::spawn(change_forwarder::forward_to_postgres(pools.clone(), queue));
        Ok(Self::new(DatabasePool::Postgres(pools), change_bus, clock))
    }

    fn new(pool: DatabasePool, change_bus: ChangeBus, clock: Clock) -> Self {
        Self {
            pool,
            clock,
            statement_counter: Arc::default(),
            change_bus,
            notification_delay: 60,
            access_ledger: None,
        }
    }

    /// The change notification bus of this process (`ChangeBus`). It publishes what
    /// `run_change_listener` receives, and on SQLite also what this process writes.
    pub fn change_bus(&self) -> &ChangeBus {
        &self.change_bus
    }

    /// Background task that receives changes by other servers and programs and publishes them on
    /// the bus. Never returns; reconnects after a lost connection.
    pub async fn run_change_listener(&self) {
        loop {
            let ended = match &self.pool {
                DatabasePool::Sqlite(pool, _) => self.change_bus.poll_sqlite(pool).await,
                // LISTEN needs no right on any table, so every login can run it.
                DatabasePool::Postgres(pools) => match pools.first_login() {
                    Ok((_, options)) => self.change_bus.listen_on_postgres(options).await,
                    Err(error) => Err(error),
                },
            };
            if let Err(error) = ended {
                tracing::warn!(%error, "the change listener failed; reconnecting");
            }
            // Also after a regular end, so that a server that closes every connection at once is
            // not reconnected to in a tight loop.
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// The same database with another notification delay in seconds. The delay avoids notifying
    /// a person who has the thread open and reads the message at once.
    #[must_use]
    pub fn with_notification_delay(mut self, seconds: u32) -> Self {
        self.notification_delay = seconds.into();
        self
    }

    /// The same database for one request, with a ledger of the request's access log entries (see
    /// `access_is_committed`).
    #[must_use]
    pub fn for_request(&self) -> Self {
        Self {
            access_ledger: Some(Arc::default()),
            ..self.clone()
        }
    }

    /// False when this request opened a family's record and the transaction with the access log
    /// entry was not committed. A response that shows the record must not be sent then.
    pub fn access_is_committed(&self) -> bool {
        self.access_ledger
            .as_ref()
            .is_none_or(|ledger| ledger.all_committed())
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.pool, DatabasePool::Postgres(_))
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The number of statements run so far in all transactions, for tests of each page's query
    /// budget.
    pub fn statement_count(&self) -> u64 {
        self.statement_counter.load(Ordering::Relaxed)
    }

    /// Checkpoints SQLite's write-ahead log after a large import: reads are about twice as slow
    /// beside a log of hundreds of megabytes. Best effort: it may be incomplete while there are
    /// readers. Does nothing on PostgreSQL.
    pub async fn checkpoint_wal(&self) {
        if let DatabasePool::Sqlite(pool, _) = &self.pool
            && let Err(error) = sqlite_open::checkpoint_wal(pool).await
        {
            tracing::debug!(%error, "the WAL checkpoint failed");
        }
    }

    /// Begins a transaction on behalf of `actor`. On PostgreSQL, row-level security applies to
    /// them.
    ///
    /// # Errors
    /// `Busy` when no connection, or on SQLite the writer, becomes free before the timeout.
    pub async fn acting_as(&self, actor: &Actor, intent: Intent) -> Result<Tx, Error> {
        let mut tx = self
            .begin_transaction(intent, actor.today, Login::Portal, Some(actor.person), "")
            .await?;
        tx.actor = Some(actor.clone());
        Ok(tx)
    }

    /// Begins a write transaction of the system itself, without an actor: imports, invitations,
    /// background jobs. `reason` goes to the server log. On PostgreSQL it uses the system login.
    ///
    /// # Errors
    /// `Busy` when no connection, or on SQLite the writer, becomes free before the timeout.
    /// `Refused` when this process has no system login.
    pub async fn acting_as_system(&self, reason: &'static str) -> Result<Tx, Error> {
        tracing::debug!(reason, "acting as the system");
        self.begin_transaction(
            Intent::Write,
            // The system acts for every agency and has no time zone of its own. A job that depends
            // on the local date computes it for each agency.
            self.clock.today(&TimeZone::UTC),
            Login::System,
            None,
            "",
        )
        .await
    }

    /// Begins a transaction before authentication; see `authentication`. Row-level security on
    /// PostgreSQL restricts it to rows with this key: a token hash, a code hash or a sign-in name.
    pub(crate) async fn begin_unauthenticated(
        &self,
        intent: Intent,
        key: &str,
    ) -> Result<Tx, Error> {
        self.begin_transaction(
            intent,
            self.clock.today(&TimeZone::UTC),
            Login::Portal,
            None,
            key,
        )
        .await
    }

    pub(crate) async fn begin_transaction(
        &self,
        intent: Intent,
        today: jiff::civil::Date,
        login: Login,
        person: Option<PersonId>,
        key: &str,
    ) -> Result<Tx, Error> {
        // Boxed, because every function of the store contains this future: unoptimized, each of
        // them would hold copies of it on the stack.
        let inner = match &self.pool {
            DatabasePool::Sqlite(pool, turns) => EngineTransaction::Sqlite(match intent {
                // The pool has a timeout too, but it does not know the remaining budget of the
                // request.
                Intent::Read => SqliteTx::Reader(
                    wait_at_most(ACQUIRE_TIMEOUT, Box::pin(pool.begin()))
                        .await
                        .map_err(|_| Error::Busy)??,
                ),
                // Imports and background jobs do not join a group commit, so that no request waits
                // for the commit of a long transaction.
                Intent::Write => {
                    let mode = if login == Login::System {
                        CommitMode::Alone
                    } else {
                        CommitMode::Grouped
                    };
                    SqliteTx::Writer(Box::pin(turns.acquire(mode)).await?)
                }
            }),
            DatabasePool::Postgres(pools) => EngineTransaction::Postgres(
                Box::pin(begin_on_postgres(pools, login, person, today, key)).await?,
            ),
        };
        Ok(Tx {
            inner,
            actor: None,
            today,
            clock: self.clock.clone(),
            statement_counter: self.statement_counter.clone(),
            change_bus: self.change_bus.clone(),
            pending_changes: Vec::new(),
            notification_delay: self.notification_delay,
            intent,
            deferred_read_mark: None,
            // Outside of a request, the ledger of the transaction is discarded with it.
            access: TransactionAccessLog::new(self.access_ledger.clone().unwrap_or_default()),
        })
    }
}

/// Begins a transaction on PostgreSQL, and tells row-level security who acts, on which date, and
/// the key of the row that is looked up before there is an actor.
async fn begin_on_postgres(
    pools: &PostgresPools,
    login: Login,
    person: Option<PersonId>,
    today: jiff::civil::Date,
    key: &str,
) -> Result<PostgresConnection, Error> {
    // BEGIN and `set_config` in one round trip. The text interpolates only a role constant, a UUID
    // and a date, never user input; the key, which a user may type, is bound below.
    let (role, person) = (
        login.role_name(),
        person.map(|p| p.to_string()).unwrap_or_default(),
    );
    let begin = format!(
        "BEGIN; SELECT set_config('role', '{role}', true), \
            set_config('alongside.person', '{person}', true), \
         set_config('alongside.today', '{today}', true), set_config('alongside.key', '', true)"
    );
    let mut connection = pools.begin_transaction(login, &begin).await?;
    if !key.is_empty() {
        let connection = &mut connection;
        run_on_postgres!(connection, |c| sqlx::query(
            "SELECT set_config('alongside.key', $1, true)"
        )
        .bind(key)
        .execute(c))?;
    }
    Ok(connection)
}

/// Whether this is the URL of a PostgreSQL database.
pub fn is_postgres_url(url: &str) -> bool {
    url.starts_with("postgres:") || url.starts_with("postgresql:")
}
