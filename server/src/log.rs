//! Structured logs on stderr: one JSON object a line. They hold route patterns, opaque ids and times; never a
//! typed word, a name, an address with its ids, or a key of the agency.

use tracing_subscriber::EnvFilter;

/// What libraries say that is wrong here, or that we say ourselves. The session library calls every session that has ended
/// suspicious, and logs each failure of the store that `Error::session` logs with its trace id.
const RULES: [&str; 4] = ["sqlx=off", "hyper=warn", "tower_sessions=error", "tower_sessions_core=off"];

/// What is logged. `RUST_LOG` changes it; SQL is never.
pub fn filter() -> EnvFilter {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    RULES.into_iter().filter_map(|rule| rule.parse().ok()).fold(filter, EnvFilter::add_directive)
}

/// Starts logging.
pub fn start() {
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter()).with_writer(std::io::stderr).try_init();
}
