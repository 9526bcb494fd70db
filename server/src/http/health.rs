//! Health checks: liveness (`/healthz`), and readiness (`/readyz`), which requires that the
//! database and the file storage accept writes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use attachments::AttachmentStore;
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use store::Db;
use tokio::sync::Mutex;
use tokio::time::timeout;

/// Readiness flag: true until the shutdown signal. `/readyz` then answers 503 while open requests
/// are still served.
pub type ReadinessFlag = Arc<AtomicBool>;

/// How long the result of a probe is cached, so that frequent requests do not cause frequent
/// writes.
pub const PROBE_INTERVAL: SignedDuration = SignedDuration::from_secs(10);
/// Timeout of each probe. Load balancers do not wait longer either.
const PROBE_TIMEOUT: Duration = Duration::from_secs(3);

/// Result of a probe. The error is one word for the response; the cause is only logged.
type ProbeResult = Result<(), &'static str>;

/// Handler of `/readyz`. Cheap to clone; all clones share the cached result.
#[derive(Debug, Clone)]
pub struct HealthChecker {
    db: Db,
    files: AttachmentStore,
    ready: ReadinessFlag,
    last_result: Arc<Mutex<Option<(Timestamp, ProbeResult)>>>,
}

impl HealthChecker {
    pub fn new(db: Db, files: AttachmentStore, ready: ReadinessFlag) -> Self {
        Self {
            db,
            files,
            ready,
            last_result: Arc::default(),
        }
    }

    /// 200 when the schema is current and both the database and the file storage accepted a write
    /// within the last `PROBE_INTERVAL`; otherwise 503 with one word for what failed.
    pub async fn readiness_response(&self) -> (StatusCode, String) {
        // Before the probe, which can take seconds when the database does not respond.
        if !self.ready.load(Ordering::SeqCst) {
            return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n".into());
        }
        // Spawned, so that a client that disconnects does not cancel the probe: its result is
        // cached for the next request.
        let health = self.clone();
        match tokio::spawn(async move { health.recent_result().await })
            .await
            .unwrap_or(Err("probe"))
        {
            Ok(()) => (StatusCode::OK, "ready\n".into()),
            Err(word) => (StatusCode::SERVICE_UNAVAILABLE, format!("{word}\n")),
        }
    }

    /// The cached result, or a new probe where it is too old. The lock is held during the probe, so
    /// that concurrent requests share it.
    async fn recent_result(&self) -> ProbeResult {
        let mut last = self.last_result.lock().await;
        let now = self.db.clock().now();
        if let Some((at, outcome)) = *last
            // `abs`: if the clock was set back, the cached result would otherwise stay valid for
            // too long.
            && now.duration_since(at).abs() < PROBE_INTERVAL
        {
            return outcome;
        }
        let outcome = Box::pin(self.probe_writes()).await;
        *last = Some((now, outcome));
        outcome
    }

    async fn probe_writes(&self) -> ProbeResult {
        let database = Box::pin(async {
            // Also fails on a schema that a newer version has migrated, and on a PostgreSQL server
            // that has become a standby.
            self.db.check_schema().await?;
            self.db.probe_write().await
        });
        with_probe_timeout(database)
            .await
            .map_err(|error| log_failed_probe("database", &error))?;
        with_probe_timeout(self.files.probe_write())
            .await
            .map_err(|error| log_failed_probe("files", &error))
    }
}

async fn with_probe_timeout<E: Into<anyhow::Error>>(
    probe: impl Future<Output = Result<(), E>>,
) -> anyhow::Result<()> {
    timeout(PROBE_TIMEOUT, probe)
        .await
        .map_err(|_| anyhow!("no answer in {} s", PROBE_TIMEOUT.as_secs()))?
        .map_err(Into::into)
}

fn log_failed_probe(what: &'static str, cause: &anyhow::Error) -> &'static str {
    tracing::error!(
        what,
        cause = format!("{cause:#}"),
        "not ready: a test write failed"
    );
    what
}

/// Startup check that the database and the file storage are writable. `files_place` is the
/// configured location of the files, for the error message.
///
/// # Errors
/// When a test write fails; the message names the location, the cause and the remedy.
pub async fn require_writable(
    db: &Db,
    files: &AttachmentStore,
    files_place: &str,
) -> anyhow::Result<()> {
    let place = db.sqlite_path().map_or_else(
        || "the database of DATABASE_URL".to_owned(),
        |path| format!("the database file {}", path.display()),
    );
    db.probe_write().await.with_context(|| {
        format!(
            "{place} can't be written; check that its disk has room, and that alongside may \
            write it (a file also needs its folder writable; a PostgreSQL standby is read-only)"
        )
    })?;
    files.probe_write().await.with_context(|| {
        format!(
            "files can't be written to {files_place}; make it writable for \
            the user who runs alongside, or set ALONGSIDE_ATTACHMENTS"
        )
    })
}
