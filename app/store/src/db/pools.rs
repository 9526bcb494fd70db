//! The PostgreSQL connection pools of one process, one for each login. Every wait has a timeout.

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, PgPool};
use tokio::time::timeout;

use super::Login;
use super::connection::{PostgresConnection, is_alive};
use super::postgres_options::connect_options;
use crate::deadline::wait_at_most;
use crate::error::Error;

/// Timeout for acquiring a free or new connection.
const CONNECTION_TIMEOUT: Duration = Duration::from_secs(3);
/// A connection that was idle for this long is pinged before use.
const IDLE_BEFORE_PING: Duration = Duration::from_secs(1);
/// Timeout for beginning a transaction, which never waits for locks.
const BEGIN_TIMEOUT: Duration = Duration::from_secs(2);
/// The maximum lifetime of a connection, so that a change of the server's DNS name takes effect.
const MAX_LIFETIME: Duration = Duration::from_secs(600);

/// The URLs of a PostgreSQL database, one for each login that a process needs. Portal and system
/// are separate logins, so that not even injected SQL in a request's transaction can switch to the
/// system role.
#[derive(Clone, Default)]
pub struct Logins {
    /// Granted only `alongside_app`; serves requests.
    pub portal: Option<String>,
    /// Granted only `alongside_system`; runs imports, invitations and background jobs.
    pub system: Option<String>,
    /// May create roles and change the schema.
    pub owner: Option<String>,
    /// A PEM file with the CA certificates that the server's certificate is verified against;
    /// `None` uses the CAs of the operating system.
    pub ca: Option<PathBuf>,
}

/// The connection pools, one for each configured login.
#[derive(Debug, Clone)]
pub(crate) struct PostgresPools(Vec<LoginPool>);

#[derive(Clone)]
struct LoginPool {
    login: Login,
    options: PgConnectOptions,
    pool: PgPool,
    /// Set when a connection was found dead, because the other idle ones may be dead too.
    suspect: Arc<AtomicBool>,
}

impl PostgresPools {
    /// Creates the pools without connecting; connections are opened on demand.
    pub(super) fn new(logins: &Logins) -> Result<Self, Error> {
        let ca = logins.ca.as_deref();
        // `first_login` takes the first of these.
        let named = [
            (Login::Portal, &logins.portal),
            (Login::System, &logins.system),
            (Login::Owner, &logins.owner),
        ];
        let named = named
            .into_iter()
            .filter_map(|(login, url)| Some((login, url.as_deref()?)));
        let pools: Result<Vec<_>, Error> = named
            .map(|(login, url)| Ok(LoginPool::new(login, connect_options(login, url, ca)?)))
            .collect();
        Ok(Self(pools?))
    }

    fn pool_of(&self, login: Login) -> Result<&LoginPool, Error> {
        self.0
            .iter()
            .find(|pool| pool.login == login)
            .ok_or_else(|| {
                Error::Refused(format!(
                    "this needs a login that takes the role {}; set {} (docs/shared-database.md)",
                    login.role_name(),
                    login.setting_name()
                ))
            })
    }

    /// The configured logins.
    pub(crate) fn configured_logins(&self) -> impl Iterator<Item = Login> {
        self.0.iter().map(|pool| pool.login)
    }

    /// The first configured login and its connection options, for statements that any login may
    /// run.
    pub(crate) fn first_login(&self) -> Result<(Login, &PgConnectOptions), Error> {
        self.0
            .first()
            .map(|pool| (pool.login, &pool.options))
            .ok_or_else(|| Error::Refused("no address of a database was given".into()))
    }

    /// Acquires a connection of a login.
    ///
    /// # Errors
    /// `Busy` when no connection is free or can be opened before the timeout; `Refused` when the
    /// login is not configured.
    pub(crate) async fn acquire(&self, login: Login) -> Result<PostgresConnection, Error> {
        let pool = self.pool_of(login)?;
        let connection = wait_at_most(CONNECTION_TIMEOUT, pool.pool.acquire())
            .await
            .map_err(|_| Error::Busy)?;
        if pool.suspect.swap(false, Ordering::Relaxed) {
            // Spawned, so that this request does not wait for the pings.
            tokio::spawn(discard_dead_connections(login, pool.pool.clone()));
        }
        Ok(PostgresConnection::new(login, connection?))
    }

    /// Acquires a connection and begins a transaction by running `begin`. Retries once with another
    /// connection.
    ///
    /// # Errors
    /// The same as `acquire`.
    pub(crate) async fn begin_transaction(
        &self,
        login: Login,
        begin: &str,
    ) -> Result<PostgresConnection, Error> {
        let mut connection = self.acquire(login).await?;
        match connection.begin(BEGIN_TIMEOUT, begin).await {
            Ok(()) => return Ok(connection),
            Err(Error::Busy) => {}
            Err(other) => return Err(other),
        }
        // The connection was lost before the transaction did anything, so a retry is safe. Other
        // idle connections may be dead too; they are discarded first.
        drop(connection);
        let _ = wait_at_most(
            BEGIN_TIMEOUT,
            discard_dead_connections(login, self.pool_of(login)?.pool.clone()),
        )
        .await;
        let mut connection = self.acquire(login).await?;
        connection.begin(BEGIN_TIMEOUT, begin).await?;
        Ok(connection)
    }

    /// Checks that every login can connect.
    ///
    /// # Errors
    /// `Refused` with the server, the cause and what to check.
    pub(super) async fn check_reachable(&self) -> Result<(), Error> {
        for LoginPool {
            login,
            options,
            pool,
            ..
        } in &self.0
        {
            let cause = match pool.acquire().await {
                Ok(connection) => {
                    // Returned with a timeout, as every connection is.
                    drop(PostgresConnection::new(*login, connection));
                    continue;
                }
                // The pool retries until its timeout and hides the cause; connect once more to find
                // it.
                Err(sqlx::Error::PoolTimedOut) => {
                    match timeout(BEGIN_TIMEOUT, options.connect()).await {
                        Ok(Ok(_)) => continue,
                        Ok(Err(error)) => error.to_string(),
                        Err(_) => "it does not answer".to_owned(),
                    }
                }
                Err(error) => error.to_string(),
            };
            let server = options.get_socket().map_or_else(
                || format!("{}:{}", options.get_host(), options.get_port()),
                |socket| socket.display().to_string(),
            );
            return Err(Error::Refused(format!(
                "PostgreSQL at {server} cannot be used as {} ({}): {cause}; see that it runs, \
                    that this machine reaches it, and that name, password and \
                 certificate are right",
                options.get_username(),
                login.setting_name(),
            )));
        }
        Ok(())
    }
}

impl LoginPool {
    fn new(login: Login, options: PgConnectOptions) -> Self {
        let suspect = Arc::new(AtomicBool::new(false));
        let found_dead = suspect.clone();
        let pool = PgPoolOptions::new()
            .max_connections(login.max_connections())
            .acquire_timeout(CONNECTION_TIMEOUT)
            .max_lifetime(MAX_LIFETIME)
            .test_before_acquire(false)
            // The server may have closed the connection or become unreachable. A ping costs a round
            // trip, so only idle connections are pinged. On an error the pool discards the
            // connection and opens another.
            .before_acquire(move |connection, meta| {
                let found_dead = found_dead.clone();
                Box::pin(async move {
                    if meta.idle_for >= IDLE_BEFORE_PING && !is_alive(connection).await {
                        found_dead.store(true, Ordering::Relaxed);
                        return Err(sqlx::Error::Io(ErrorKind::TimedOut.into()));
                    }
                    Ok(true)
                })
            })
            .connect_lazy_with(options.clone());
        Self {
            login,
            options,
            pool,
            suspect,
        }
    }
}

/// Omits `options`, which contain the password.
impl fmt::Debug for LoginPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginPool")
            .field("login", &self.login)
            .field("pool", &self.pool)
            .finish_non_exhaustive()
    }
}

/// Pings all idle connections concurrently and discards those that do not answer. After an outage
/// most are dead, and otherwise each would delay a later request by `PING_TIMEOUT`.
async fn discard_dead_connections(login: Login, pool: PgPool) {
    let idle: Vec<_> = std::iter::from_fn(|| pool.try_acquire()).collect();
    join_all(idle.into_iter().map(|connection| async {
        let mut connection = PostgresConnection::new(login, connection);
        if !is_alive(&mut connection).await {
            connection.discard_on_drop();
        }
    }))
    .await;
}
