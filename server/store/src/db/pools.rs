//! The connections of one process to PostgreSQL: a pool for each login.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgPool};

use super::PATIENCE;
use crate::error::Error;

/// After how long unused a connection is asked whether it still stands.
const IDLE: Duration = Duration::from_secs(1);
/// Connections of the portal's login: those that answer people.
const PORTAL_CONNECTIONS: u32 = 10;
/// Connections of the system's login: jobs run one after another, and an import needs one.
const SYSTEM_CONNECTIONS: u32 = 4;

/// The addresses of a PostgreSQL database, one for each login that a process needs. Two logins, so that no statement
/// that slips into a request's transaction can make it the system's: the login that answers people has no way there.
#[derive(Clone, Default)]
pub struct Logins {
    /// Granted `alongside_app` alone; answers people.
    pub portal: Option<String>,
    /// Granted `alongside_system` alone; imports, invitations and jobs.
    pub system: Option<String>,
}

/// A pool for each login.
#[derive(Debug, Clone)]
pub(crate) struct PostgresPools {
    portal: Option<PgPool>,
    system: Option<PgPool>,
}

impl PostgresPools {
    pub(super) async fn open(logins: &Logins) -> Result<Self, Error> {
        let portal = match &logins.portal {
            Some(url) => Some(pool(url, PORTAL_CONNECTIONS).await?),
            None => None,
        };
        let system = match &logins.system {
            Some(url) => Some(pool(url, SYSTEM_CONNECTIONS).await?),
            None => None,
        };
        Ok(Self { portal, system })
    }

    /// For transactions of a person.
    ///
    /// # Errors
    /// `Refused` in a process that has only the system's login, such as an import.
    fn portal(&self) -> Result<&PgPool, Error> {
        self.portal.as_ref().ok_or_else(|| Error::Refused("this command has no login to act as a person; set DATABASE_URL".into()))
    }

    /// For transactions of the system.
    ///
    /// # Errors
    /// `Refused` in a process that has only the portal's login.
    fn system(&self) -> Result<&PgPool, Error> {
        self.system.as_ref().ok_or_else(|| Error::Refused("jobs and imports need a login of their own; set ALONGSIDE_SYSTEM_URL".into()))
    }

    /// The pool of a login.
    ///
    /// # Errors
    /// `Refused` where this process has no such login.
    pub(crate) fn of(&self, login: Login) -> Result<&PgPool, Error> {
        match login {
            Login::Portal => self.portal(),
            Login::System => self.system(),
        }
    }

    /// For what any login may do.
    pub(crate) fn any(&self) -> Result<&PgPool, Error> {
        self.portal().or_else(|_| self.system())
    }

    /// Every pool with the setting its login comes from.
    pub(crate) fn logins(&self) -> impl Iterator<Item = (Login, &PgPool)> {
        let portal = self.portal.iter().map(|pool| (Login::Portal, pool));
        portal.chain(self.system.iter().map(|pool| (Login::System, pool)))
    }
}

/// Whose login a pool signs in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Login {
    Portal,
    System,
}

impl Login {
    /// The setting that names it.
    pub(crate) const fn setting(self) -> &'static str {
        match self {
            Self::Portal => "DATABASE_URL",
            Self::System => "ALONGSIDE_SYSTEM_URL",
        }
    }

    /// The one role that it takes.
    pub(crate) const fn role(self) -> &'static str {
        match self {
            Self::Portal => "alongside_app",
            Self::System => "alongside_system",
        }
    }

    /// Roles that it must not be able to take, beside those that stand above row-level security by what they are.
    pub(crate) const fn forbidden(self) -> &'static [&'static str] {
        match self {
            Self::Portal => &["alongside_owner", "alongside_system", "pg_execute_server_program", "pg_read_server_files", "pg_write_server_files"],
            Self::System => &["alongside_owner", "pg_execute_server_program", "pg_read_server_files", "pg_write_server_files"],
        }
    }
}

async fn pool(url: &str, connections: u32) -> Result<PgPool, Error> {
    let options = PgConnectOptions::from_str(url)?.application_name("alongside");
    let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE).test_before_acquire(false);
    // A server can hang up. Asking costs one way there and back, so only a connection that lay idle is asked.
    let pool = pool.before_acquire(|connection, meta| {
        Box::pin(async move {
            if meta.idle_for >= IDLE {
                connection.ping().await?;
            }
            Ok(true)
        })
    });
    Ok(pool.connect_with(options).await?)
}
