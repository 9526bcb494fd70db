//! No answer that shows a family's record leaves the server before its line in the access log is committed.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use store::Db;

/// The answer, or 500 in its place where this request opened a record and did not commit the log line. A redirect or an error
/// shows nothing of a record, so what was rolled back with it needs no line.
pub fn committed(db: &Db, response: Response) -> Response {
    if !response.status().is_success() || db.access_is_committed() {
        return response;
    }
    tracing::error!("a record was opened and its log line was not committed; the answer was withheld");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
