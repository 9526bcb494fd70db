//! Parses the body of a posted form once, before routing, so that an error page can show the typed
//! fields again. Uploaded files of a multipart form are taken out, and the request goes on as a
//! URL-encoded form without them. If parsing fails, the fields read until then are returned too.

mod multipart;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use app::request::form::Upload;
use axum::body::{Body, BodyDataStream, HttpBody};
use axum::extract::Request;
use futures_util::StreamExt;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use self::multipart::parse_multipart;

/// Largest form without files, in bytes. A message of 5,000 characters and its other fields,
/// URL-encoded in any script, take a fraction of it.
pub const MAX_FORM_BYTES: usize = 256 * 1024;
/// Largest form, in bytes, that is stored in the session of a signed-out browser: a message that
/// was written before the session expired.
pub const MAX_ANONYMOUS_FORM_BYTES: usize = 24 * 1024;
/// How many bytes of an oversized form without files are read and discarded, so that the browser
/// gets the error page: a browser that is cut off while sending shows a connection error instead.
const MAX_DISCARDED_FORM_BYTES: usize = 4 * 1024 * 1024;
/// How long an upload waits for a permit of `UploadMemory` before it is answered with 503.
const UPLOAD_MEMORY_TIMEOUT: Duration = Duration::from_secs(2);

/// The fields of a posted form, as pairs of name and value in the order of the body.
pub type SubmittedFields = Vec<(String, String)>;

/// The parsed form of one request.
#[derive(Debug, Default)]
pub struct ParsedForm {
    pub fields: SubmittedFields,
    pub uploads: Vec<Upload>,
    /// The names of the first `MAX_ATTACHMENTS` files that were sent, also of discarded ones. A
    /// browser cannot prefill a file field, so an error page names the files to choose again.
    pub file_names: Vec<String>,
    /// The error status where the form was not read completely; `fields` then holds what was read.
    pub error_status: Option<StatusCode>,
    /// Permits for the memory of the uploads; held until the request is answered.
    memory_permits: Vec<OwnedSemaphorePermit>,
}

impl ParsedForm {
    /// Acquires permits until they cover this number of bytes. Without a permit in time, the form
    /// is refused with 503.
    async fn reserve_memory(&mut self, memory: &UploadMemory, bytes: usize) {
        while self.memory_permits.len() * MEMORY_PERMIT_BYTES < bytes {
            match memory.acquire_permit().await {
                Some(permit) => self.memory_permits.push(permit),
                None => {
                    self.error_status = Some(StatusCode::SERVICE_UNAVAILABLE);
                    break;
                }
            }
        }
    }
}

/// What happens to the files of a form.
#[derive(Debug, Clone)]
pub enum FilePolicy {
    /// Files are not accepted at this address or without a sign-in: they are read and thrown away,
    /// so that the text fields of the form are still parsed.
    Discard,
    /// As `Discard`, and the form is refused with this status, because the upload limit is reached.
    Refuse(StatusCode),
    Keep(UploadMemory),
}

/// Limits the memory of all concurrent uploads in this process: a semaphore with one permit for
/// each 64 KiB. Cheap to clone.
#[derive(Debug, Clone)]
pub struct UploadMemory(Arc<Semaphore>);

const MEMORY_PERMIT_BYTES: usize = 64 * 1024;

impl Default for UploadMemory {
    /// 64 MiB.
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(
            64 * 1024 * 1024 / MEMORY_PERMIT_BYTES,
        )))
    }
}

impl UploadMemory {
    async fn acquire_permit(&self) -> Option<OwnedSemaphorePermit> {
        timeout(UPLOAD_MEMORY_TIMEOUT, self.0.clone().acquire_owned())
            .await
            .ok()?
            .ok()
    }
}

/// The multipart boundary from the Content-Type header; `None` where the request is no multipart
/// form.
pub fn multipart_boundary(headers: &HeaderMap) -> Option<String> {
    multer::parse_boundary(content_type(headers)).ok()
}

fn content_type(headers: &HeaderMap) -> &str {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or("")
}

/// Parses the form in the body of a POST request. Returns the request with the same fields as a
/// URL-encoded body, and the parsed form. Requests with another method are returned unchanged.
///
/// `error_status` is 413 when the form is too large, 408 when the body arrived too slowly, 400 when
/// it broke off, 415 when its type is not that of a form, and 503 when there is no memory for its
/// files.
pub async fn parse_form(request: Request, files: FilePolicy) -> (Request, ParsedForm) {
    if request.method() != Method::POST {
        return (request, ParsedForm::default());
    }
    let (mut parts, body) = request.into_parts();
    let mut parsed_form = if let Some(boundary) = multipart_boundary(&parts.headers) {
        parse_multipart(body, boundary, files).await
    } else if content_type(&parts.headers).starts_with("application/x-www-form-urlencoded") {
        parse_urlencoded(body).await
    } else {
        // A POST without a body is a form without fields, whatever its type.
        let error_status = (!body.is_end_stream()).then_some(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        return (
            Request::from_parts(parts, Body::empty()),
            ParsedForm {
                error_status,
                ..ParsedForm::default()
            },
        );
    };
    remove_nul(&mut parsed_form.fields);
    // The framework parses the arguments of a server function only from a URL-encoded body.
    let encoded = serde_urlencoded::to_string(&parsed_form.fields).unwrap_or_default();
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    // The new body has another length.
    parts.headers.remove(header::CONTENT_LENGTH);
    (Request::from_parts(parts, Body::from(encoded)), parsed_form)
}

/// Removes NUL characters from names and values: no text may hold one, and PostgreSQL rejects them.
fn remove_nul(fields: &mut SubmittedFields) {
    for text in fields
        .iter_mut()
        .flat_map(|(name, value)| [name, value])
        .filter(|text| text.contains('\0'))
    {
        *text = text.replace('\0', "");
    }
}

async fn parse_urlencoded(body: Body) -> ParsedForm {
    let (bytes, error_status) = read_up_to(
        body.into_data_stream(),
        MAX_FORM_BYTES,
        MAX_DISCARDED_FORM_BYTES,
    )
    .await;
    // An incomplete form is parsed too, because the error page shows the received fields again.
    let fields = serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
    ParsedForm {
        fields,
        error_status,
        ..ParsedForm::default()
    }
}

/// Returns the first `limit` bytes of the stream, and the error status if there were more or
/// reading failed. Bytes past `limit` are read and thrown away, until `discard` bytes in total.
async fn read_up_to(
    mut stream: BodyDataStream,
    limit: usize,
    discard: usize,
) -> (Vec<u8>, Option<StatusCode>) {
    let (mut bytes, mut total) = (Vec::new(), 0);
    while let Some(chunk) = stream.next().await {
        let chunk = match chunk {
            Ok(chunk) => chunk,
            Err(error) => return (bytes, Some(body_error_status(&error))),
        };
        total += chunk.len();
        if total > discard {
            break;
        }
        let room = limit.saturating_sub(bytes.len()).min(chunk.len());
        bytes.extend_from_slice(&chunk[..room]);
    }
    (
        bytes,
        (total > limit).then_some(StatusCode::PAYLOAD_TOO_LARGE),
    )
}

/// 408 when `body_limits` ended a body that arrived too slowly, 400 when the connection broke off.
fn body_error_status(error: &(dyn std::error::Error + 'static)) -> StatusCode {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
        {
            return StatusCode::REQUEST_TIMEOUT;
        }
        cause = error.source();
    }
    StatusCode::BAD_REQUEST
}

/// The value of the first field with this name; empty where there is none.
pub fn field_value<'a>(fields: &'a SubmittedFields, name: &str) -> &'a str {
    fields
        .iter()
        .find(|(field, _)| field == name)
        .map_or("", |(_, value)| value)
}

/// Length of all names and values together, in bytes.
pub fn total_field_bytes(fields: &SubmittedFields) -> usize {
    fields
        .iter()
        .map(|(name, value)| name.len() + value.len())
        .sum()
}
