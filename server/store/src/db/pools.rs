//! The connections of one process to PostgreSQL: a pool for each login, and nothing in it that waits without an end.

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
use super::postgres_options::options;
use crate::deadline::wait;
use crate::error::Error;

/// How long is waited for a free connection, or for a new one to be made.
const ACQUIRE_WAIT: Duration = Duration::from_secs(3);
/// After how long unused a connection is asked whether it still stands.
const IDLE: Duration = Duration::from_secs(1);
/// How long is waited for a transaction to begin: no lock is waited for yet.
const BEGIN_WAIT: Duration = Duration::from_secs(2);
/// After this a connection is made anew, so that none outlives a change of what its name leads to by long.
const LIFETIME: Duration = Duration::from_secs(600);

/// The addresses of a PostgreSQL database, one for each login that a process needs. Two logins, so that no statement
/// that slips into a request's transaction can make it the system's: the login that answers people has no way there.
#[derive(Clone, Default)]
pub struct Logins {
    /// Granted `alongside_app` alone; answers people.
    pub portal: Option<String>,
    /// Granted `alongside_system` alone; imports, invitations and jobs.
    pub system: Option<String>,
    /// Who may create roles and change the schema.
    pub owner: Option<String>,
    /// A file with the certificates of the authority that the server's is signed by, where the system does not know it.
    pub ca: Option<PathBuf>,
}

/// A pool for each login that the process was given.
#[derive(Debug, Clone)]
pub(crate) struct PostgresPools(Vec<LoginPool>);

#[derive(Clone)]
struct LoginPool {
    login: Login,
    options: PgConnectOptions,
    pool: PgPool,
    /// A connection was found dead, so that others may be too.
    suspect: Arc<AtomicBool>,
}

impl PostgresPools {
    /// Opens nothing yet: a connection is made when one is asked for.
    pub(super) fn new(logins: &Logins) -> Result<Self, Error> {
        let ca = logins.ca.as_deref();
        let named = [(Login::Portal, &logins.portal), (Login::System, &logins.system), (Login::Owner, &logins.owner)];
        let named = named.into_iter().filter_map(|(login, url)| Some((login, url.as_deref()?)));
        let pools: Result<Vec<_>, Error> = named.map(|(login, url)| Ok(LoginPool::new(login, options(login, url, ca)?))).collect();
        Ok(Self(pools?))
    }

    fn of(&self, login: Login) -> Result<&LoginPool, Error> {
        self.0.iter().find(|pool| pool.login == login).ok_or_else(|| {
            Error::Refused(format!("this needs a login that takes the role {}; set {} (docs/shared-database.md)", login.role(), login.setting()))
        })
    }

    /// The logins that there are.
    pub(crate) fn logins(&self) -> impl Iterator<Item = Login> {
        self.0.iter().map(|pool| pool.login)
    }

    /// How the first login reaches the server, for what any login may do.
    pub(crate) fn any(&self) -> Result<(Login, &PgConnectOptions), Error> {
        self.0.first().map(|pool| (pool.login, &pool.options)).ok_or_else(|| Error::Refused("no address of a database was given".into()))
    }

    /// A connection of a login.
    ///
    /// # Errors
    /// `Busy` when none is free and none can be made in time, `Refused` where this process has no such login.
    pub(crate) async fn acquire(&self, login: Login) -> Result<PostgresConnection, Error> {
        let pool = self.of(login)?;
        let connection = wait(ACQUIRE_WAIT, pool.pool.acquire()).await.map_err(|_| Error::Busy)?;
        if pool.suspect.swap(false, Ordering::Relaxed) {
            tokio::spawn(discard_dead(login, pool.pool.clone()));
        }
        Ok(PostgresConnection::new(login, connection?))
    }

    /// A transaction of a login, begun with this text.
    ///
    /// # Errors
    /// As `acquire`.
    pub(crate) async fn begin(&self, login: Login, begin: &str) -> Result<PostgresConnection, Error> {
        let mut connection = self.acquire(login).await?;
        match connection.begin(BEGIN_WAIT, begin).await {
            Ok(()) => return Ok(connection),
            Err(Error::Busy) => {}
            Err(other) => return Err(other),
        }
        // It died since it was last used, before anything was done; the others may have as well. The next one is known to answer.
        drop(connection);
        let _ = wait(BEGIN_WAIT, discard_dead(login, self.of(login)?.pool.clone())).await;
        let mut connection = self.acquire(login).await?;
        connection.begin(BEGIN_WAIT, begin).await?;
        Ok(connection)
    }

    /// Makes sure that every login reaches its server.
    ///
    /// # Errors
    /// `Refused` with the server, the cause and what to look at.
    pub(super) async fn reach(&self) -> Result<(), Error> {
        for LoginPool { login, options, pool, .. } in &self.0 {
            let cause = match pool.acquire().await {
                Ok(connection) => {
                    drop(PostgresConnection::new(*login, connection));
                    continue;
                }
                // The pool has tried again and again until its time was up, and does not say why.
                Err(sqlx::Error::PoolTimedOut) => match timeout(BEGIN_WAIT, options.connect()).await {
                    Ok(Ok(_)) => continue,
                    Ok(Err(error)) => error.to_string(),
                    Err(_) => "it does not answer".to_owned(),
                },
                Err(error) => error.to_string(),
            };
            let server = options.get_socket().map_or_else(|| format!("{}:{}", options.get_host(), options.get_port()), |socket| socket.display().to_string());
            return Err(Error::Refused(format!(
                "PostgreSQL at {server} cannot be used as {} ({}): {cause}; see that it runs, that this machine reaches it, and that name, password and \
                 certificate are right",
                options.get_username(),
                login.setting(),
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
            .max_connections(login.connections())
            .acquire_timeout(ACQUIRE_WAIT)
            .max_lifetime(LIFETIME)
            .test_before_acquire(false)
            // A server can hang up, or be gone without a word. Asking costs one way there and back, so only a connection that
            // lay idle is asked. An error here has the pool discard it and make another.
            .before_acquire(move |connection, meta| {
                let found_dead = found_dead.clone();
                Box::pin(async move {
                    if meta.idle_for >= IDLE && !is_alive(connection).await {
                        found_dead.store(true, Ordering::Relaxed);
                        return Err(sqlx::Error::Io(ErrorKind::TimedOut.into()));
                    }
                    Ok(true)
                })
            })
            .connect_lazy_with(options.clone());
        Self { login, options, pool, suspect }
    }
}

/// The options have the password in them.
impl fmt::Debug for LoginPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginPool").field("login", &self.login).field("pool", &self.pool).finish_non_exhaustive()
    }
}

/// Asks every idle connection at once, and discards those that do not answer: where one line is dead, its neighbours mostly
/// are, and otherwise each would cost the next request its second.
async fn discard_dead(login: Login, pool: PgPool) {
    let idle: Vec<_> = std::iter::from_fn(|| pool.try_acquire()).collect();
    join_all(idle.into_iter().map(|connection| async {
        let mut connection = PostgresConnection::new(login, connection);
        if !is_alive(&mut connection).await {
            connection.discard_on_drop();
        }
    }))
    .await;
}
