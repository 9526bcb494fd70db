//! A connection to PostgreSQL that is in use: nothing is waited for on it without an end, and it goes back to its pool only if
//! it still answers.

use std::ops::{Deref, DerefMut};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Postgres};
use tokio::runtime::Handle;
use tokio::time::timeout;

use super::Login;
use crate::deadline::{TimedOut, wait};
use crate::error::{Error, is_lost};

/// How long is waited for the answer of a connection that has nothing to do, and for it to come back in order.
const PING_WAIT: Duration = Duration::from_secs(1);

/// Whether a connection still answers.
pub(super) async fn is_alive(connection: &mut PgConnection) -> bool {
    matches!(timeout(PING_WAIT, connection.ping()).await, Ok(Ok(())))
}

/// A connection out of a pool, with its transaction. Dropped, the transaction is taken back.
#[derive(Debug)]
pub(crate) struct PostgresConnection {
    /// There until it is dropped.
    connection: Option<PoolConnection<Postgres>>,
    statement_wait: Duration,
    in_transaction: bool,
    /// A statement was refused, with which the server has taken back the whole transaction.
    aborted: bool,
    /// Nothing may be said on it any more: an answer is outstanding that may never come, or its server is not the one to ask.
    lost: bool,
}

impl PostgresConnection {
    pub(super) fn new(login: Login, connection: PoolConnection<Postgres>) -> Self {
        Self { connection: Some(connection), statement_wait: login.statement_wait(), in_transaction: false, aborted: false, lost: false }
    }

    /// How long a statement is waited for.
    pub(crate) fn statement_wait(&self) -> Duration {
        self.statement_wait
    }

    /// What came of a statement that was waited for. Every statement passes here.
    ///
    /// # Errors
    /// `Busy` when no answer came in time or the connection was lost, which then is not used again; else as the database says.
    pub(crate) fn outcome<T>(&mut self, waited: Result<Result<T, sqlx::Error>, TimedOut>) -> Result<T, Error> {
        match waited {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => {
                self.aborted |= self.in_transaction && matches!(error, sqlx::Error::Database(_));
                if is_lost(&error) {
                    tracing::warn!(%error, "a connection to PostgreSQL was lost");
                    self.lost = true;
                }
                Err(error.into())
            }
            Err(TimedOut::Wait) => {
                tracing::warn!("PostgreSQL did not answer in time");
                self.lost = true;
                Err(Error::Busy)
            }
            // Nothing is wrong with the connection that is known: it is asked when it goes back.
            Err(TimedOut::Request) => Err(Error::Busy),
        }
    }

    /// Begins a transaction with this text.
    pub(super) async fn begin(&mut self, most: Duration, text: &str) -> Result<(), Error> {
        self.in_transaction = true;
        let begun = wait(most, sqlx::raw_sql(AssertSqlSafe(text.to_owned())).execute(&mut **self)).await;
        self.outcome(begun).map(|_| ())
    }

    /// Keeps what was done.
    ///
    /// # Errors
    /// `Busy` when the server does not say in time that it was kept. It may have been: the same form sent again finds it.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        if self.aborted {
            // PostgreSQL answers COMMIT with ROLLBACK here, and calls it done.
            tracing::error!("a transaction went on after a statement in it was refused");
            return Err(Error::Busy);
        }
        let most = self.statement_wait;
        let kept = wait(most, sqlx::raw_sql("COMMIT").execute(&mut *self)).await;
        self.outcome(kept)?;
        self.in_transaction = false;
        Ok(())
    }

    /// Has its socket closed when it is dropped, with no word to the server, which may not be there. The pool may make another.
    pub(crate) fn discard_on_drop(&mut self) {
        self.lost = true;
    }
}

impl Drop for PostgresConnection {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        let (lost, in_transaction) = (self.lost, self.in_transaction);
        let runtime = match Handle::try_current() {
            Ok(runtime) if !lost => runtime,
            _ => return drop(connection.detach()),
        };
        // The pool's own way back waits for an answer without an end, and holds one of its places meanwhile.
        runtime.spawn(async move {
            if in_transaction && !matches!(timeout(PING_WAIT, sqlx::raw_sql("ROLLBACK").execute(&mut *connection)).await, Ok(Ok(_))) {
                return drop(connection.detach());
            }
            if timeout(PING_WAIT, connection.return_to_pool()).await.is_err() {
                tracing::warn!("a connection to PostgreSQL did not come back in order");
            }
        });
    }
}

impl Deref for PostgresConnection {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        self.connection.as_deref().expect("there until it is dropped")
    }
}
impl DerefMut for PostgresConnection {
    fn deref_mut(&mut self) -> &mut PgConnection {
        self.connection.as_deref_mut().expect("there until it is dropped")
    }
}
