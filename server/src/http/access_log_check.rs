//! Access log guarantee: no response that shows a family's record is sent before its access log
//! entry is committed.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use store::Db;

/// Returns the response, or a 500 instead where this request opened a record and did not commit the
/// access log entry. Redirects and errors show nothing of a record, so a rolled-back entry is fine.
pub fn require_committed_access_log(db: &Db, response: Response) -> Response {
    if !response.status().is_success() || db.access_is_committed() {
        return response;
    }
    tracing::error!(
        "a record was opened and its log line was not committed; the answer was withheld"
    );
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
