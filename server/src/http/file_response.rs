//! The response for a file that was made for its request.

use app::error::AppError;
use axum::response::{IntoResponse, Response};
use http::header;

/// The response for a generated file: its bytes with this content type and Content-Disposition, or
/// the status of the error.
pub(super) fn file_response(
    result: Result<Vec<u8>, AppError>,
    mime: &'static str,
    name: &'static str,
) -> Response {
    match result {
        Ok(bytes) => (
            [
                (header::CONTENT_TYPE, mime),
                (header::CONTENT_DISPOSITION, name),
            ],
            bytes,
        )
            .into_response(),
        Err(error) => {
            let mut response = error.status_code().into_response();
            error.set_retry_after(response.headers_mut());
            response
        }
    }
}
