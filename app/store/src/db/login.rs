//! The PostgreSQL logins: for each its setting, its role, and the timeouts of its connections.

use std::time::Duration;

/// The login that a connection authenticates with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Login {
    /// Serves requests.
    Portal,
    /// Runs imports, invitations and background jobs.
    System,
    /// Runs migrations.
    Owner,
}

impl Login {
    /// The environment variable with its URL.
    pub(crate) const fn setting_name(self) -> &'static str {
        match self {
            Self::Portal => "DATABASE_URL",
            Self::System => "ALONGSIDE_SYSTEM_URL",
            Self::Owner => "ALONGSIDE_OWNER_URL",
        }
    }

    /// The role that its transactions run as.
    pub(crate) const fn role_name(self) -> &'static str {
        match self {
            Self::Portal => "alongside_app",
            Self::System => "alongside_system",
            Self::Owner => "alongside_owner",
        }
    }

    /// Roles that it must not be a member of, in addition to all roles that bypass row-level
    /// security.
    pub(crate) const fn forbidden_roles(self) -> &'static [&'static str] {
        match self {
            // The predefined `pg_…` roles read and write files or run programs on the database
            // server, which bypasses row-level security.
            Self::Portal => &[
                "alongside_owner",
                "alongside_system",
                "pg_execute_server_program",
                "pg_read_server_files",
                "pg_write_server_files",
            ],
            Self::System => &[
                "alongside_owner",
                "pg_execute_server_program",
                "pg_read_server_files",
                "pg_write_server_files",
            ],
            Self::Owner => &[],
        }
    }

    /// The maximum number of connections in its pool.
    pub(super) const fn max_connections(self) -> u32 {
        match self {
            // Measured: with more connections than cores, the slowest requests became slower
            // (decision 9).
            Self::Portal => 10,
            // Background jobs run concurrently, and one of them may take long.
            Self::System => 4,
            Self::Owner => 1,
        }
    }

    /// The client-side timeout of a statement. It is longer than the server's `statement_timeout`,
    /// so that a reachable server cancels the statement first and reports why.
    pub(crate) const fn statement_wait(self) -> Duration {
        match self {
            Self::Portal => Duration::from_secs(5),
            Self::System => Duration::from_secs(130),
            Self::Owner => Duration::from_secs(24 * 3600),
        }
    }

    /// Timeouts that the server enforces on these connections.
    pub(super) const fn server_limits(self) -> &'static [(&'static str, &'static str)] {
        match self {
            // `lock_timeout`: a request that waits for a row lock fails after two seconds, and the
            // person is asked to retry.
            // `tcp_…`: the server ends the session of a portal that disappeared without closing its
            // connection, and releases its locks, within seconds instead of the kernel's default of
            // hours.
            Self::Portal => &[
                ("statement_timeout", "4s"),
                ("lock_timeout", "2s"),
                ("idle_in_transaction_session_timeout", "30s"),
                ("tcp_user_timeout", "10s"),
                ("tcp_keepalives_idle", "10"),
                ("tcp_keepalives_interval", "5"),
                ("tcp_keepalives_count", "3"),
            ],
            // An import is one transaction that reads its file meanwhile, so it may be idle for
            // minutes.
            Self::System => &[
                ("statement_timeout", "120s"),
                ("lock_timeout", "30s"),
                ("idle_in_transaction_session_timeout", "10min"),
                ("tcp_user_timeout", "10s"),
                ("tcp_keepalives_idle", "10"),
                ("tcp_keepalives_interval", "5"),
                ("tcp_keepalives_count", "3"),
            ],
            // Migrating a large table may take arbitrarily long.
            Self::Owner => &[],
        }
    }
}
