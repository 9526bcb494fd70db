//! Structured logs on stderr: one JSON object a line. They hold route patterns, opaque ids and times; never a
//! typed word, a name, an address with its ids, or a key of the agency.

use tracing_subscriber::EnvFilter;

/// Starts logging. `RUST_LOG` changes what is logged; SQL is never.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let filter = ["sqlx=off", "hyper=warn"].into_iter().filter_map(|rule| rule.parse().ok()).fold(filter, EnvFilter::add_directive);
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
