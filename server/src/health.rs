//! Whether the process is up, and whether it can serve.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::StatusCode;
use store::Db;

/// True until the portal is told to stop; then `/readyz` goes red before the last request is answered.
pub type Ready = Arc<AtomicBool>;

/// 200 when the database answers and its schema is current.
pub async fn ready(db: Db, ready: Ready) -> (StatusCode, &'static str) {
    if !ready.load(Ordering::SeqCst) {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    if db.check().await.is_err() {
        return (StatusCode::SERVICE_UNAVAILABLE, "database\n");
    }
    (StatusCode::OK, "ready\n")
}
