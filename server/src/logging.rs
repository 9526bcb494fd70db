//! Structured logs on stderr: one JSON object per line. Privacy: they contain route patterns,
//! opaque ids and times, but never text that a person typed, a name, a URL with ids, or an agency's
//! key.

use tracing_subscriber::EnvFilter;

/// Filter directives that silence libraries whose messages are misleading or duplicates. The
/// session library logs every expired session as suspicious, and each store failure that
/// `Error::session` logs already with the trace id.
const RULES: [&str; 4] = ["sqlx=off", "hyper=warn", "tower_sessions=error", "tower_sessions_core=off"];

/// The log filter: `info` unless `RUST_LOG` says otherwise. `RULES` are always added, so SQL is
/// never logged.
pub fn filter() -> EnvFilter {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    RULES.into_iter().filter_map(|rule| rule.parse().ok()).fold(filter, EnvFilter::add_directive)
}

/// Installs the global log subscriber. Does nothing where one is already installed.
pub fn start() {
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter()).with_writer(std::io::stderr).try_init();
}
