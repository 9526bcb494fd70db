//! A PostgreSQL connection in use: every wait on it has a timeout, and it is returned to its pool
//! only if it still answers.

use std::ops::{Deref, DerefMut};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Postgres};
use tokio::runtime::Handle;
use tokio::time::timeout;

use super::Login;
use crate::deadline::{TimedOut, wait_at_most};
use crate::error::{Error, is_connection_lost};

/// Timeout for pinging an idle connection, and for the rollback and return of a connection to its
/// pool.
const PING_TIMEOUT: Duration = Duration::from_secs(1);

/// Pings a connection; false when it does not answer within `PING_TIMEOUT`.
pub(super) async fn is_alive(connection: &mut PgConnection) -> bool {
    // `timeout` and not `wait_at_most`: `acquire`, which pings, is counted against the budget of
    // the request already.
    matches!(timeout(PING_TIMEOUT, connection.ping()).await, Ok(Ok(())))
}

/// A pooled connection and the state of its transaction. Rolled back when it is dropped without a
/// commit.
#[derive(Debug)]
pub(crate) struct PostgresConnection {
    /// `Some` until `drop` takes it.
    connection: Option<PoolConnection<Postgres>>,
    statement_wait: Duration,
    in_transaction: bool,
    /// A statement failed, after which PostgreSQL can only roll back the transaction.
    aborted: bool,
    /// The connection must not be used again: an outstanding answer may never arrive, the
    /// connection is broken, or the server is not the primary.
    lost: bool,
}

impl PostgresConnection {
    pub(super) fn new(login: Login, connection: PoolConnection<Postgres>) -> Self {
        Self {
            connection: Some(connection),
            statement_wait: login.statement_wait(),
            in_transaction: false,
            aborted: false,
            lost: false,
        }
    }

    /// The timeout of one statement.
    pub(crate) fn statement_wait(&self) -> Duration {
        self.statement_wait
    }

    /// Converts the result of a statement, and records whether the transaction is aborted or the
    /// connection lost. Every statement must pass through here.
    ///
    /// # Errors
    /// `Busy` on a timeout or a lost connection; otherwise the converted database error.
    pub(crate) fn record_outcome<T>(
        &mut self,
        waited: Result<Result<T, sqlx::Error>, TimedOut>,
    ) -> Result<T, Error> {
        match waited {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => {
                // Only an error that the server reports aborts its transaction. An error in
                // decoding a row, for example, does not.
                self.aborted |= self.in_transaction && matches!(error, sqlx::Error::Database(_));
                if is_connection_lost(&error) {
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
            // The request's budget expired, which says nothing about the connection: `drop` tests
            // it before it returns to the pool.
            Err(TimedOut::Request) => Err(Error::Busy),
        }
    }

    /// Begins a transaction by running `text`, with the timeout `most`.
    pub(super) async fn begin(&mut self, most: Duration, text: &str) -> Result<(), Error> {
        // Set before the statement: after a timeout the server may have begun the transaction.
        self.in_transaction = true;
        let begun = wait_at_most(
            most,
            // The simple query protocol, because a prepared statement cannot hold several
            // statements.
            sqlx::raw_sql(AssertSqlSafe(text.to_owned())).execute(&mut **self),
        )
        .await;
        self.record_outcome(begun).map(|_| ())
    }

    /// Commits the transaction.
    ///
    /// # Errors
    /// `Busy` when the server does not confirm the commit before the timeout. It may have committed
    /// nevertheless; sending the same form again is idempotent and finds the committed rows.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        if self.aborted {
            // PostgreSQL would answer COMMIT with a ROLLBACK here and report no error.
            tracing::error!("COMMIT refused: an earlier statement of the transaction failed");
            return Err(Error::Busy);
        }
        let most = self.statement_wait;
        let committed = wait_at_most(most, sqlx::raw_sql("COMMIT").execute(&mut *self)).await;
        self.record_outcome(committed)?;
        self.in_transaction = false;
        Ok(())
    }

    /// Closes the socket when the connection is dropped, without a message to the server, which may
    /// be unreachable. The pool may then open a new connection.
    pub(crate) fn discard_on_drop(&mut self) {
        self.lost = true;
    }
}

impl Drop for PostgresConnection {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else {
            return;
        };
        let (lost, in_transaction) = (self.lost, self.in_transaction);
        let runtime = match Handle::try_current() {
            // Without a runtime, as at the end of the process, nothing can be awaited.
            Ok(runtime) if !lost => runtime,
            _ => return drop(connection.detach()),
        };
        // Without this task, the pool's own return would wait for the rollback without a timeout
        // and occupy one of the pool's connections meanwhile.
        runtime.spawn(async move {
            if in_transaction
                && !matches!(
                    timeout(
                        PING_TIMEOUT,
                        sqlx::raw_sql("ROLLBACK").execute(&mut *connection)
                    )
                    .await,
                    Ok(Ok(_))
                )
            {
                return drop(connection.detach());
            }
            if timeout(PING_TIMEOUT, connection.return_to_pool())
                .await
                .is_err()
            {
                tracing::warn!(
                    "a PostgreSQL connection could not be returned to its pool and was closed"
                );
            }
        });
    }
}

impl Deref for PostgresConnection {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        self.connection
            .as_deref()
            .expect("there until it is dropped")
    }
}
impl DerefMut for PostgresConnection {
    fn deref_mut(&mut self) -> &mut PgConnection {
        self.connection
            .as_deref_mut()
            .expect("there until it is dropped")
    }
}
