//! `GET /messages/{id}/file/{seq}/{n}`: downloads an attachment (image, PDF or voice message), for
//! people who may read the message. Its content cannot run script in the portal's origin: the
//! content type is fixed, the Content-Security-Policy allows nothing, and a PDF is only served as a
//! download.

use std::ops::RangeInclusive;

use app::error::AppError;
use app::request::context::RequestContext;
use axum::Extension;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use http_range_header::parse_range_header;
use model::files::{Attachment, AttachmentKind};
use model::id::ThreadId;
use serde::Deserialize;
use store::Intent;
use store::messages::{self, StoredAttachment};
use uuid::Uuid;

const ATTACHMENT_CONTENT_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// Query parameters that a page adds to the URL of an attachment it shows.
#[derive(Debug, Deserialize)]
pub struct AttachmentQuery {
    /// Id of the page's access log entry, which then covers the attachment too.
    page: Option<String>,
}

impl AttachmentQuery {
    fn access_log_entry_id(&self) -> Option<Uuid> {
        self.page.as_deref()?.parse().ok()
    }
}

pub async fn download_attachment(
    Extension(context): Extension<RequestContext>,
    Path((thread, seq, n)): Path<(String, String, String)>,
    Query(query): Query<AttachmentQuery>,
    headers: HeaderMap,
) -> Response {
    // Parsed here and not by the extractor: its rejection is a 400 with text of the library, and a
    // malformed id must look like an absent message.
    let (Ok(thread), Ok(seq), Ok(n)) = (thread.parse(), seq.parse(), n.parse()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match load_attachment(&context, thread, seq, n, query.access_log_entry_id()).await {
        Ok((attachment, bytes)) => {
            attachment_response(&attachment, bytes, headers.get(header::RANGE))
        }
        Err(error) => error.status_code().into_response(),
    }
}

async fn load_attachment(
    context: &RequestContext,
    thread: ThreadId,
    seq: i64,
    n: usize,
    page: Option<Uuid>,
) -> Result<(Attachment, Vec<u8>), AppError> {
    let mut tx = context.begin_thread_read().await?;
    // The access log entry is committed before the file is read, so that no file leaves without
    // one.
    let StoredAttachment {
        message,
        attachment,
    } = messages::open_attachment(&mut tx, thread, seq, n, page).await?;
    tx.commit().await?;
    let files = context
        .config
        .attachment_store
        .as_ref()
        .ok_or(AppError::NotFound)?;
    Ok((attachment, files.fetch_file(message, n).await?))
}

/// `GET /messages/queue/{request}/file/{seq}/{n}`: a voice message for the interpreter who has
/// claimed the interpretation request, until it is completed.
pub async fn download_for_interpreter(
    Extension(context): Extension<RequestContext>,
    Path((request, seq, n)): Path<(String, String, String)>,
    Query(query): Query<AttachmentQuery>,
    headers: HeaderMap,
) -> Response {
    let (Ok(request), Ok(seq), Ok(n)) = (request.parse(), seq.parse::<i64>(), n.parse::<usize>())
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let found = async {
        // An interpreter is outside the family, so this read may insert an access log entry.
        let mut tx = context.begin_transaction(Intent::Write).await?;
        let StoredAttachment {
            message,
            attachment,
        } = messages::interpretation::open_audio_attachment(
            &mut tx,
            request,
            seq,
            n,
            query.access_log_entry_id(),
        )
        .await?;
        tx.commit().await?;
        let files = context
            .config
            .attachment_store
            .as_ref()
            .ok_or(AppError::NotFound)?;
        Ok::<_, AppError>((attachment, files.fetch_file(message, n).await?))
    };
    match found.await {
        Ok((attachment, bytes)) => {
            attachment_response(&attachment, bytes, headers.get(header::RANGE))
        }
        Err(error) => error.status_code().into_response(),
    }
}

/// The first and last byte (inclusive) of a Range header such as `bytes=0-499`, `bytes=500-` or
/// `bytes=-500`; `None` where it is invalid, not satisfiable or has several ranges, and is then
/// ignored.
fn parse_byte_range(range_header: &HeaderValue, size: usize) -> Option<RangeInclusive<usize>> {
    let asked = parse_range_header(range_header.to_str().ok()?).ok()?;
    // Before `validate`, which compares each range with every other, and which takes the first byte
    // of an empty file for satisfiable. Several ranges would also need a multipart response.
    if asked.ranges.len() != 1 || size == 0 {
        return None;
    }
    // A suffix longer than the file means the whole file (RFC 9110), as does no range.
    let range = asked.validate(u64::try_from(size).ok()?).ok()?.pop()?;
    let (first, last) = range.into_inner();
    Some(usize::try_from(first).ok()?..=usize::try_from(last).ok()?)
}

fn attachment_response(
    attachment: &Attachment,
    bytes: Vec<u8>,
    range_header: Option<&HeaderValue>,
) -> Response {
    // Fixed names: the name of the file on the sender's phone may name a place or a person. It is
    // not stored.
    let (disposition, name) = match attachment.kind {
        AttachmentKind::Image => ("inline", "picture.jpg"),
        AttachmentKind::Audio if attachment.is_playable() => ("inline", "voice"),
        // No browser plays AMR. The phone that saves the file can.
        AttachmentKind::Audio => (
            "attachment",
            if attachment.mime.ends_with("3gpp") {
                "voice.3gp"
            } else {
                "voice.amr"
            },
        ),
        AttachmentKind::Pdf => ("attachment", "paper.pdf"),
    };
    let disposition = format!("{disposition}; filename=\"{name}\"");
    stored_file_response(&attachment.mime, &disposition, bytes, range_header)
}

/// A stored file, or the part of it that was asked for. Its content cannot run script in the
/// portal's origin, whatever it is.
pub(super) fn stored_file_response(
    media_type: &str,
    disposition: &str,
    bytes: Vec<u8>,
    range_header: Option<&HeaderValue>,
) -> Response {
    let size = bytes.len();
    let mut headers = HeaderMap::new();
    if let Ok(mime) = HeaderValue::from_str(media_type) {
        headers.insert(header::CONTENT_TYPE, mime);
    }
    if let Ok(value) = HeaderValue::from_str(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(ATTACHMENT_CONTENT_POLICY),
    );
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    // Audio players request byte ranges, and some (Safari) play nothing without a 206 response.
    match range_header.and_then(|asked| parse_byte_range(asked, size)) {
        Some(range) => {
            let (first, last) = (range.start(), range.end());
            if let Ok(value) = HeaderValue::from_str(&format!("bytes {first}-{last}/{size}")) {
                headers.insert(header::CONTENT_RANGE, value);
            }
            (StatusCode::PARTIAL_CONTENT, headers, bytes[range].to_vec()).into_response()
        }
        None => (headers, bytes).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_never_reach_past_the_end() {
        let of = |asked: &'static str| parse_byte_range(&HeaderValue::from_static(asked), 10);
        assert_eq!(
            (
                of("bytes=0-3"),
                of("bytes=4-"),
                of("bytes=-2"),
                of("bytes=0-99")
            ),
            (Some(0..=3), Some(4..=9), Some(8..=9), Some(0..=9))
        );
        for bad in [
            "bytes=10-",
            "bytes=5-2",
            "bytes=-11",
            "items=0-3",
            "bytes=a-b",
            // RFC 9110 has digits only.
            "bytes=+0-3",
            // Several ranges would need a multipart response.
            "bytes=0-1,3-4",
        ] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_empty_file_has_no_ranges() {
        for asked in ["bytes=0-", "bytes=0-0", "bytes=-1"] {
            let range = parse_byte_range(&HeaderValue::from_static(asked), 0);
            assert_eq!(range, None, "{asked}");
        }
    }
}
