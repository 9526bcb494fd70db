//! Structured logs on stderr: one JSON object per line. Privacy: they contain route patterns,
//! opaque ids and times, but never text that a person typed, a name, a URL with ids, or an agency's
//! key.

use tracing_subscriber::EnvFilter;

/// Filter directives that silence libraries whose messages are misleading or duplicates. The
/// session library logs every expired session as suspicious, and each store failure that
/// `AppError::from_session_error` logs already with the trace id.
const FILTER_DIRECTIVES: [&str; 4] = [
    "sqlx=off",
    "hyper=warn",
    "tower_sessions=error",
    "tower_sessions_core=off",
];

/// The log filter: `info` unless `RUST_LOG` says otherwise. `FILTER_DIRECTIVES` are always added,
/// so SQL is never logged.
pub fn log_filter() -> EnvFilter {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    FILTER_DIRECTIVES
        .into_iter()
        .filter_map(|rule| rule.parse().ok())
        .fold(filter, EnvFilter::add_directive)
}

/// Installs the global log subscriber. Does nothing where one is already installed.
pub fn install_logging() {
    let _ = tracing_subscriber::fmt()
        .json()
        .with_env_filter(log_filter())
        .with_writer(std::io::stderr)
        .try_init();
}
