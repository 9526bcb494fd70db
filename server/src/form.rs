//! Posted fields, read once on the way in, so that no answer loses them. A form with files is read here too: its files go
//! their own way, and what is left is the same form without them. What was read before a refusal is given back with it.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use app::form::Upload;
use axum::body::{Body, BodyDataStream, HttpBody};
use axum::extract::Request;
use futures_util::StreamExt;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use model::files::{FILES_MAX, PICTURE_MAX, TOGETHER_MAX};
use multer::{Constraints, Multipart, SizeLimit};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Largest form, in bytes: a message of 5,000 characters in any script, and its fellows, many times over.
pub const LARGEST: usize = 256 * 1024;
/// Largest form of somebody who has not signed in that is stored for them: their message, written before the session ended.
pub const LARGEST_ANONYMOUS: usize = 24 * 1024;
/// How much of a form without files is read past its limit, so that a browser that sends too much gets a page and not a
/// broken connection.
const MAX_DISCARDED_FIELDS: usize = 4 * 1024 * 1024;
/// The same for a form with files.
const MAX_DISCARDED_FILES: u64 = 256 * 1024 * 1024;
/// Most characters of a file's name that are told to its owner.
const MAX_FILE_NAME: usize = 80;
/// How long an upload waits for memory that other uploads hold.
const MEMORY_WAIT: Duration = Duration::from_secs(2);

/// The fields of a posted form.
pub type Fields = Vec<(String, String)>;

/// What a posted form brought.
#[derive(Debug, Default)]
pub struct Brought {
    pub fields: Fields,
    pub uploads: Vec<Upload>,
    /// The names of the files that came, kept or not: no browser fills in a file, so their owner is told which to choose again.
    pub files: Vec<String>,
    /// Why the form cannot be answered; the fields are what came until then.
    pub refused: Option<StatusCode>,
    /// Memory of the uploads; held until the request is answered.
    memory: Vec<OwnedSemaphorePermit>,
}

/// What happens to the files of a form.
#[derive(Debug, Clone)]
pub enum FilePolicy {
    /// Not wanted here, or not from this visitor: read and thrown away, so that the words beside them survive.
    Discard,
    /// As `Discard`, and the form is refused: this person's other uploads, or everybody's, take all there is.
    Refuse(StatusCode),
    Keep(UploadMemory),
}

/// The memory that all uploads of this process share, counted in pieces of 64 KiB. Cheap to clone.
#[derive(Debug, Clone)]
pub struct UploadMemory(Arc<Semaphore>);

const PIECE: usize = 64 * 1024;

impl Default for UploadMemory {
    /// 64 MiB.
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(64 * 1024 * 1024 / PIECE)))
    }
}

impl UploadMemory {
    async fn take(&self) -> Option<OwnedSemaphorePermit> {
        timeout(MEMORY_WAIT, self.0.clone().acquire_owned()).await.ok()?.ok()
    }
}

/// The boundary of a form with files.
pub fn boundary(headers: &HeaderMap) -> Option<String> {
    multer::parse_boundary(content_type(headers)).ok()
}

fn content_type(headers: &HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("")
}

/// Reads the fields of a form and gives the request back whole, files aside. Requests that are no form pass untouched.
///
/// `refused` is 413 when the form is too large, 408 when it came too slowly, 400 when it broke off, 415 when it is of a
/// type that no form has, and 503 when there is no memory for its files.
pub async fn read(request: Request, files: FilePolicy) -> (Request, Brought) {
    if request.method() != Method::POST {
        return (request, Brought::default());
    }
    let (mut parts, body) = request.into_parts();
    let mut brought = if let Some(boundary) = boundary(&parts.headers) {
        multipart(body, boundary, files).await
    } else if content_type(&parts.headers).starts_with("application/x-www-form-urlencoded") {
        urlencoded(body).await
    } else {
        let refused = (!body.is_end_stream()).then_some(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        return (Request::from_parts(parts, Body::empty()), Brought { refused, ..Brought::default() });
    };
    remove_nul(&mut brought.fields);
    let plain = serde_urlencoded::to_string(&brought.fields).unwrap_or_default();
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    parts.headers.remove(header::CONTENT_LENGTH);
    (Request::from_parts(parts, Body::from(plain)), brought)
}

/// Removes NUL characters from names and values: no text may hold one, and PostgreSQL rejects them.
fn remove_nul(fields: &mut Fields) {
    for text in fields.iter_mut().flat_map(|(name, value)| [name, value]).filter(|text| text.contains('\0')) {
        *text = text.replace('\0', "");
    }
}

async fn urlencoded(body: Body) -> Brought {
    let (bytes, refused) = read_up_to(body.into_data_stream(), LARGEST, MAX_DISCARDED_FIELDS).await;
    // Also of a form that broke off: what had come is drawn again on the error page.
    let fields = serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
    Brought { fields, refused, ..Brought::default() }
}

/// The first `limit` bytes, and why there are no more. Past the limit up to `discard` bytes are read and thrown away.
async fn read_up_to(mut stream: BodyDataStream, limit: usize, discard: usize) -> (Vec<u8>, Option<StatusCode>) {
    let (mut bytes, mut total) = (Vec::new(), 0);
    while let Some(chunk) = stream.next().await {
        let chunk = match chunk {
            Ok(chunk) => chunk,
            Err(error) => return (bytes, Some(broken_off(&error))),
        };
        total += chunk.len();
        if total > discard {
            break;
        }
        let room = limit.saturating_sub(bytes.len()).min(chunk.len());
        bytes.extend_from_slice(&chunk[..room]);
    }
    (bytes, (total > limit).then_some(StatusCode::PAYLOAD_TOO_LARGE))
}

/// 408 for a body that came too slowly (`body_limits`), 400 for one that broke off.
fn broken_off(error: &(dyn std::error::Error + 'static)) -> StatusCode {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::TimedOut) {
            return StatusCode::REQUEST_TIMEOUT;
        }
        cause = error.source();
    }
    StatusCode::BAD_REQUEST
}

async fn multipart(body: Body, boundary: String, files: FilePolicy) -> Brought {
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(MAX_DISCARDED_FILES));
    let mut form = Multipart::with_constraints(body.into_data_stream(), boundary, limits);
    let mut brought = Brought::default();
    if let FilePolicy::Refuse(status) = files {
        brought.refused = Some(status);
    }
    let (mut words, mut held) = (0, 0);
    loop {
        let read = match form.next_field().await {
            Ok(None) => return brought,
            Ok(Some(field)) if field.file_name().is_some() => read_file(field, &files, &mut brought, &mut held).await,
            Ok(Some(field)) => read_words(field, &mut brought, &mut words).await,
            Err(error) => Err(fault(&error)),
        };
        if let Err(status) = read {
            brought.refused = Some(status);
            return brought;
        }
    }
}

async fn read_words(mut field: multer::Field<'_>, brought: &mut Brought, words: &mut usize) -> Result<(), StatusCode> {
    let name = field.name().unwrap_or("").to_owned();
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| fault(&error))? {
        *words += chunk.len();
        if *words > LARGEST {
            brought.refused = Some(StatusCode::PAYLOAD_TOO_LARGE);
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    brought.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    Ok(())
}

async fn read_file(mut field: multer::Field<'_>, files: &FilePolicy, brought: &mut Brought, held: &mut usize) -> Result<(), StatusCode> {
    let name: String = field.file_name().unwrap_or_default().chars().filter(|sign| !sign.is_control()).take(MAX_FILE_NAME).collect();
    let named = !name.is_empty();
    if named && brought.files.len() < FILES_MAX {
        brought.files.push(name);
    }
    let (mut bytes, mut large, mut any) = (Vec::new(), false, false);
    while let Some(chunk) = field.chunk().await.map_err(|error| fault(&error))? {
        any |= !chunk.is_empty();
        let FilePolicy::Keep(memory) = files else { continue };
        if brought.uploads.len() >= FILES_MAX || brought.refused.is_some() {
            continue;
        }
        *held += chunk.len();
        large |= bytes.len() + chunk.len() > PICTURE_MAX || *held > TOGETHER_MAX;
        if large {
            continue;
        }
        while brought.memory.len() * PIECE < *held {
            match memory.take().await {
                Some(piece) => brought.memory.push(piece),
                None => {
                    brought.refused = Some(StatusCode::SERVICE_UNAVAILABLE);
                    break;
                }
            }
        }
        bytes.extend_from_slice(&chunk);
    }
    // A field where no file was chosen comes as a file without name and without bytes.
    // One more than there may be is enough to say that there are too many.
    if matches!(files, FilePolicy::Keep(_)) && brought.uploads.len() <= FILES_MAX && (any || named) {
        brought.uploads.push(if large { Upload::Large } else { Upload::Bytes(bytes) });
    }
    Ok(())
}

fn fault(error: &multer::Error) -> StatusCode {
    match error {
        multer::Error::StreamSizeExceeded { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        other => broken_off(other),
    }
}

/// The value of a field.
pub fn value<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
}

/// Bytes of all fields together.
pub fn size(fields: &Fields) -> usize {
    fields.iter().map(|(name, value)| name.len() + value.len()).sum()
}
