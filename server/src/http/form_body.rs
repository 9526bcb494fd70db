//! Parses the body of a posted form once, before routing, so that an error page can show the typed
//! fields again. Uploaded files of a multipart form are taken out, and the request goes on as a
//! URL-encoded form without them. If parsing fails, the fields read until then are returned too.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use app::request::form::Upload;
use axum::body::{Body, BodyDataStream, Bytes, HttpBody};
use axum::extract::Request;
use futures_util::StreamExt;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use model::files::{MAX_ATTACHMENTS, MAX_IMAGE_BYTES, MAX_TOTAL_BYTES};
use multer::{Constraints, Multipart, SizeLimit};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Largest form without files, in bytes. A message of 5,000 characters and its other fields,
/// URL-encoded in any script, take a fraction of it.
pub const MAX_FORM_BYTES: usize = 256 * 1024;
/// Largest form, in bytes, that is stored in the session of a signed-out browser: a message that
/// was written before the session expired.
pub const MAX_ANONYMOUS_FORM_BYTES: usize = 24 * 1024;
/// How many bytes of an oversized form without files are read and discarded, so that the browser
/// gets the error page: a browser that is cut off while sending shows a connection error instead.
const MAX_DISCARDED_FORM_BYTES: usize = 4 * 1024 * 1024;
/// As `MAX_DISCARDED_FORM_BYTES`, for a form with files.
const MAX_DISCARDED_UPLOAD_BYTES: u64 = 256 * 1024 * 1024;
/// Most characters of a file name that are kept to show to the sender.
const MAX_FILE_NAME_CHARS: usize = 80;
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

async fn parse_multipart(body: Body, boundary: String, files: FilePolicy) -> ParsedForm {
    let limits =
        Constraints::new().size_limit(SizeLimit::new().whole_stream(MAX_DISCARDED_UPLOAD_BYTES));
    let mut form = Multipart::with_constraints(body.into_data_stream(), boundary, limits);
    let mut parsed_form = ParsedForm::default();
    // The fields are read nevertheless: the error page shows them again.
    if let FilePolicy::Refuse(status) = files {
        parsed_form.error_status = Some(status);
    }
    let (mut text_bytes, mut file_bytes) = (0, 0);
    loop {
        let read = match form.next_field().await {
            Ok(None) => return parsed_form,
            Ok(Some(field)) if field.file_name().is_some() => {
                read_file_field(field, &files, &mut parsed_form, &mut file_bytes).await
            }
            Ok(Some(field)) => read_text_field(field, &mut parsed_form, &mut text_bytes).await,
            Err(error) => Err(multipart_error_status(&error)),
        };
        if let Err(status) = read {
            parsed_form.error_status = Some(status);
            return parsed_form;
        }
    }
}

async fn read_text_field(
    mut field: multer::Field<'_>,
    parsed_form: &mut ParsedForm,
    text_bytes: &mut usize,
) -> Result<(), StatusCode> {
    let name = field.name().unwrap_or("").to_owned();
    let mut bytes = Vec::new();
    while let Some(chunk) = next_chunk(&mut field).await? {
        // Read to its end even above the limit, so that the browser receives the error page.
        *text_bytes += chunk.len();
        if *text_bytes > MAX_FORM_BYTES {
            parsed_form.error_status = Some(StatusCode::PAYLOAD_TOO_LARGE);
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    parsed_form
        .fields
        // Lossy, because the limit may have cut a character, and the rest must still be shown.
        .push((name, String::from_utf8_lossy(&bytes).into_owned()));
    Ok(())
}

async fn read_file_field(
    mut field: multer::Field<'_>,
    files: &FilePolicy,
    parsed_form: &mut ParsedForm,
    file_bytes: &mut usize,
) -> Result<(), StatusCode> {
    let name = shown_file_name(&field);
    let named = !name.is_empty();
    if named && parsed_form.file_names.len() < MAX_ATTACHMENTS {
        parsed_form.file_names.push(name);
    }
    let (mut bytes, mut large, mut any) = (Vec::new(), false, false);
    while let Some(chunk) = next_chunk(&mut field).await? {
        any |= !chunk.is_empty();
        let FilePolicy::Keep(memory) = files else {
            continue;
        };
        // No memory is spent on files that will not be stored.
        if parsed_form.uploads.len() >= MAX_ATTACHMENTS || parsed_form.error_status.is_some() {
            continue;
        }
        *file_bytes += chunk.len();
        large |= bytes.len() + chunk.len() > MAX_IMAGE_BYTES || *file_bytes > MAX_TOTAL_BYTES;
        if large {
            continue;
        }
        // As bytes arrive and not by the Content-Length: a client that sends nothing could
        // otherwise reserve all of it.
        parsed_form.reserve_memory(memory, *file_bytes).await;
        bytes.extend_from_slice(&chunk);
    }
    // Browsers send an empty file field as a file without name and content; that is no upload.
    // `MAX_ATTACHMENTS` + 1 uploads are kept at most: enough for the handler to report too many
    // files.
    if matches!(files, FilePolicy::Keep(_))
        && parsed_form.uploads.len() <= MAX_ATTACHMENTS
        && (any || named)
    {
        parsed_form.uploads.push(if large {
            Upload::TooLarge
        } else {
            Upload::Bytes(bytes)
        });
    }
    Ok(())
}

async fn next_chunk(field: &mut multer::Field<'_>) -> Result<Option<Bytes>, StatusCode> {
    field
        .chunk()
        .await
        .map_err(|error| multipart_error_status(&error))
}

/// The name of an uploaded file, as it is shown to its sender.
fn shown_file_name(field: &multer::Field<'_>) -> String {
    field
        .file_name()
        .unwrap_or_default()
        .chars()
        .filter(|sign| !sign.is_control())
        .take(MAX_FILE_NAME_CHARS)
        .collect()
}

fn multipart_error_status(error: &multer::Error) -> StatusCode {
    match error {
        multer::Error::StreamSizeExceeded { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        other => body_error_status(other),
    }
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
