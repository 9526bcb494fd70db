//! Whether the process is up, and whether it can serve: that is, whether it can write.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use store::files::Files;
use store::{Db, Error};
use tokio::sync::Mutex;
use tokio::time::timeout;

/// True until the portal is told to stop; then `/readyz` goes red before the last request is answered.
pub type Ready = Arc<AtomicBool>;

/// How long the result of a probe stands, so that a flood of questions writes no more often than this.
pub const PROBE_INTERVAL: SignedDuration = SignedDuration::from_secs(10);
/// How long a probe may take. A balancer does not wait longer either.
const PROBE_TIMEOUT: Duration = Duration::from_secs(3);

/// What a probe found: a word for whoever asks; the cause goes to the log.
type Outcome = Result<(), &'static str>;

/// Answers `/readyz`. Cheap to clone; the clones share what they found last.
#[derive(Debug, Clone)]
pub struct Health {
    db: Db,
    files: Files,
    ready: Ready,
    last: Arc<Mutex<Option<(Timestamp, Outcome)>>>,
}

impl Health {
    pub fn new(db: Db, files: Files, ready: Ready) -> Self {
        Self { db, files, ready, last: Arc::default() }
    }

    /// 200 when the schema is current and both the database and the place for files took a write within the last
    /// `PROBE_INTERVAL`; else 503 with one word for what failed.
    pub async fn answer(&self) -> (StatusCode, String) {
        if !self.ready.load(Ordering::SeqCst) {
            return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n".into());
        }
        // A task of its own: a probe whose asker hangs up is finished and remembered all the same.
        let health = self.clone();
        match tokio::spawn(async move { health.recent().await }).await.unwrap_or(Err("probe")) {
            Ok(()) => (StatusCode::OK, "ready\n".into()),
            Err(word) => (StatusCode::SERVICE_UNAVAILABLE, format!("{word}\n")),
        }
    }

    /// What was found last, or a new probe where that was too long ago. Those who ask meanwhile wait for the same one.
    async fn recent(&self) -> Outcome {
        let mut last = self.last.lock().await;
        let now = self.db.clock().now();
        if let Some((at, outcome)) = *last
            // A clock that was set back would else make an old result last.
            && now.duration_since(at).abs() < PROBE_INTERVAL
        {
            return outcome;
        }
        let outcome = self.probe().await;
        *last = Some((now, outcome));
        outcome
    }

    async fn probe(&self) -> Outcome {
        let database = async {
            self.db.check().await?;
            self.db.probe_write().await
        };
        bounded(database).await.map_err(|error| red("database", &error))?;
        bounded(self.files.probe_write()).await.map_err(|error| red("files", &error))
    }
}

async fn bounded(probe: impl Future<Output = Result<(), Error>>) -> anyhow::Result<()> {
    timeout(PROBE_TIMEOUT, probe).await.map_err(|_| anyhow!("no answer in {} s", PROBE_TIMEOUT.as_secs()))?.map_err(Into::into)
}

fn red(what: &'static str, cause: &anyhow::Error) -> &'static str {
    tracing::error!(what, cause = format!("{cause:#}"), "not ready: a test write failed");
    what
}

/// Refuses to start where nothing could be saved. `files_place` is the setting the files are kept under.
///
/// # Errors
/// With the place, the cause and what to do.
pub async fn require_writable(db: &Db, files: &Files, files_place: &str) -> anyhow::Result<()> {
    let place = db.sqlite_path().map_or_else(|| "the database of DATABASE_URL".to_owned(), |path| format!("the database file {}", path.display()));
    db.probe_write().await.with_context(|| {
        format!("{place} can't be written; check that its disk has room, and that alongside may write it (a file also needs its folder writable; a PostgreSQL standby is read-only)")
    })?;
    files
        .probe_write()
        .await
        .with_context(|| format!("files can't be written to {files_place}; make it writable for the user who runs alongside, or set ALONGSIDE_FILES"))
}
