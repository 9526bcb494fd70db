//! The logins to PostgreSQL: which setting names each, which role it takes, and how long is waited on its connections.

use std::time::Duration;

/// Whose login a connection signs in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Login {
    /// Answers people.
    Portal,
    /// Imports, invitations and jobs.
    System,
    /// Brings the schema up to date.
    Owner,
}

impl Login {
    /// The setting that names it.
    pub(crate) const fn setting(self) -> &'static str {
        match self {
            Self::Portal => "DATABASE_URL",
            Self::System => "ALONGSIDE_SYSTEM_URL",
            Self::Owner => "ALONGSIDE_OWNER_URL",
        }
    }

    /// The one role that it takes.
    pub(crate) const fn role(self) -> &'static str {
        match self {
            Self::Portal => "alongside_app",
            Self::System => "alongside_system",
            Self::Owner => "alongside_owner",
        }
    }

    /// Roles that it must not be able to take, beside those that stand above row-level security by what they are.
    pub(crate) const fn forbidden(self) -> &'static [&'static str] {
        match self {
            Self::Portal => &["alongside_owner", "alongside_system", "pg_execute_server_program", "pg_read_server_files", "pg_write_server_files"],
            Self::System => &["alongside_owner", "pg_execute_server_program", "pg_read_server_files", "pg_write_server_files"],
            Self::Owner => &[],
        }
    }

    /// Connections at the most.
    pub(super) const fn connections(self) -> u32 {
        match self {
            Self::Portal => 10,
            // Jobs run one beside another, and one of them may take long.
            Self::System => 4,
            Self::Owner => 1,
        }
    }

    /// How long a statement is waited for here: a little longer than the server itself takes over one, so that it is the
    /// server that gives up where it can still say so.
    pub(crate) const fn statement_wait(self) -> Duration {
        match self {
            Self::Portal => Duration::from_secs(5),
            Self::System => Duration::from_secs(130),
            Self::Owner => Duration::from_secs(24 * 3600),
        }
    }

    /// Limits that the server keeps to on these connections.
    pub(super) const fn server_limits(self) -> &'static [(&'static str, &'static str)] {
        match self {
            // A form that waits for a row somebody else holds is told to try again after two seconds.
            Self::Portal => &[
                ("statement_timeout", "4s"),
                ("lock_timeout", "2s"),
                ("idle_in_transaction_session_timeout", "30s"),
                ("tcp_user_timeout", "10s"),
                ("tcp_keepalives_idle", "10"),
                ("tcp_keepalives_interval", "5"),
                ("tcp_keepalives_count", "3"),
            ],
            // An import is one transaction, and reads its file on the way.
            Self::System => &[
                ("statement_timeout", "120s"),
                ("lock_timeout", "30s"),
                ("idle_in_transaction_session_timeout", "10min"),
                ("tcp_user_timeout", "10s"),
                ("tcp_keepalives_idle", "10"),
                ("tcp_keepalives_interval", "5"),
                ("tcp_keepalives_count", "3"),
            ],
            // A change of a large table takes what it takes.
            Self::Owner => &[],
        }
    }
}
