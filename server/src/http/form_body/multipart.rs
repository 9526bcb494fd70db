//! Parses a multipart form: its text fields, and its files where they are accepted.

use app::request::form::Upload;
use axum::body::{Body, Bytes};
use http::StatusCode;
use model::files::{MAX_ATTACHMENTS, MAX_IMAGE_BYTES, MAX_TOTAL_BYTES};
use multer::{Constraints, Multipart, SizeLimit};

use super::{FilePolicy, MAX_FORM_BYTES, ParsedForm, body_error_status};

/// As `MAX_DISCARDED_FORM_BYTES` in `form_body.rs`, for a form with files.
const MAX_DISCARDED_UPLOAD_BYTES: u64 = 256 * 1024 * 1024;
/// Most characters of a file name that are kept to show to the sender.
const MAX_FILE_NAME_CHARS: usize = 80;

/// Parses the whole form. If parsing fails, the form has the fields read until then and an error
/// status.
pub(super) async fn parse_multipart(body: Body, boundary: String, files: FilePolicy) -> ParsedForm {
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
        .filter(|character| !character.is_control())
        .take(MAX_FILE_NAME_CHARS)
        .collect()
}

fn multipart_error_status(error: &multer::Error) -> StatusCode {
    match error {
        multer::Error::StreamSizeExceeded { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        other => body_error_status(other),
    }
}
