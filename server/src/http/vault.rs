//! Files of a young person's vault, for its owner and for those to whom they have released them,
//! the archive with everything, and the letter that asks to stay in care. Files are served like
//! attachments: no content runs script in the portal's origin, and a PDF of a vault is only a
//! download.

use app::error::AppError;
use app::request::context::RequestContext;
use app::route_table::{Route, RouteAccess, RouteResponse};
use app::transition::archive::stream_archive;
use app::transition::pages::stay_letter::stay_letter_pdf;
use app::transition::view::vault_files::file_label;
use axum::Extension;
use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use http::{HeaderMap, StatusCode, header};
use leptos::config::LeptosOptions;
use model::id::{FamilyId, PersonId, VaultFileId};
use model::transition::vault::download_name;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use store::Intent;
use store::transition::vault::{VaultFile, open_own_file, open_released_file};

use crate::http::attachments::stored_file_response;

/// The files of vaults, and the archive. Each needs a session, as a page.
pub(super) fn vault_routes() -> Vec<(Route, MethodRouter<LeptosOptions>)> {
    let file =
        |path, access, description| Route::get(path, access, RouteResponse::File, description);
    vec![
        (
            file(
                "/transition/archive",
                RouteAccess::OwnTransition,
                "everything in one's own plan and vault, as one file",
            ),
            get(serve_archive),
        ),
        (
            file(
                "/transition/stay/pdf",
                RouteAccess::OwnTransition,
                "the letter that asks to stay in care or to come back, as a PDF",
            ),
            get(serve_letter_pdf),
        ),
        (
            file(
                "/transition/vault/{vault_file}",
                RouteAccess::OwnTransition,
                "a file of one's own vault",
            ),
            get(serve_own_file),
        ),
        (
            file(
                "/family/{id}/transition/{person}/file/{vault_file}",
                RouteAccess::VaultReaders,
                "a file that a youth has released",
            ),
            get(serve_released_file),
        ),
    ]
}

/// `GET /transition/archive`, streamed.
async fn serve_archive(Extension(context): Extension<RequestContext>) -> Response {
    match stream_archive(context).await {
        Ok(pieces) => {
            let headers = [
                (header::CONTENT_TYPE, "application/zip"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"plan.zip\"",
                ),
            ];
            (headers, Body::from_stream(pieces)).into_response()
        }
        Err(error) => error_response(&error),
    }
}

/// `GET /transition/stay/pdf`
async fn serve_letter_pdf(Extension(context): Extension<RequestContext>) -> Response {
    match stay_letter_pdf(context).await {
        Ok(bytes) => {
            let headers = [
                (header::CONTENT_TYPE, "application/pdf"),
                (
                    header::CONTENT_DISPOSITION,
                    "inline; filename=\"letter.pdf\"",
                ),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => error_response(&error),
    }
}

/// `GET /transition/vault/{vault_file}`
async fn serve_own_file(
    Extension(context): Extension<RequestContext>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    // Parsed here and not by the extractor: its rejection is a 400 with text of the library.
    let Ok(id) = file.parse::<VaultFileId>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let found = async {
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let file = open_own_file(&mut tx, id).await?;
        tx.commit().await?;
        Ok::<_, AppError>(file)
    };
    serve_file(&context, found.await, &headers).await
}

/// `GET /family/{id}/transition/{person}/file/{vault_file}`
async fn serve_released_file(
    Extension(context): Extension<RequestContext>,
    Path((family, youth, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Response {
    let (Ok(family), Ok(youth), Ok(id)) = (
        family.parse::<FamilyId>(),
        youth.parse::<PersonId>(),
        file.parse::<VaultFileId>(),
    ) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let found = async {
        let mut tx = context.begin_record_read(family).await?;
        let file = open_released_file(&mut tx, family, youth, id).await?;
        // The access log entry is committed before the file is read, so that no file leaves without
        // one.
        tx.commit().await?;
        Ok::<_, AppError>(file)
    };
    serve_file(&context, found.await, &headers).await
}

async fn serve_file(
    context: &RequestContext,
    found: Result<VaultFile, AppError>,
    headers: &HeaderMap,
) -> Response {
    let loaded = async {
        let file = found?;
        let storage = context.config.attachment_store.as_ref();
        let storage = storage.ok_or(AppError::NotFound)?;
        let bytes = storage.fetch_vault_file(file.id).await?;
        Ok::<_, AppError>((file, bytes))
    };
    match loaded.await {
        Ok((file, bytes)) => {
            let name = file_label(context.localizer(), &file);
            let disposition = content_disposition(&name, &file.media_type);
            stored_file_response(
                &file.media_type,
                &disposition,
                bytes,
                headers.get(header::RANGE),
            )
        }
        Err(error) => error_response(&error),
    }
}

fn error_response(error: &AppError) -> Response {
    let mut response = error.status_code().into_response();
    error.set_retry_after(response.headers_mut());
    response
}

/// Shown in the browser, or saved for what it cannot show; the name in its own script (RFC 6266).
fn content_disposition(name: &str, media_type: &str) -> String {
    let kind = if media_type.starts_with("image/") || media_type.starts_with("audio/") {
        "inline"
    } else {
        "attachment"
    };
    let name = download_name(name, media_type);
    let encoded = utf8_percent_encode(&name, NON_ALPHANUMERIC);
    format!("{kind}; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::content_disposition;

    #[test]
    fn a_file_is_saved_under_its_name_in_every_script() {
        assert_eq!(
            content_disposition("شهادة", "application/pdf"),
            "attachment; filename*=UTF-8''%D8%B4%D9%87%D8%A7%D8%AF%D8%A9%2Epdf"
        );
        // A quote and a line break would end the header or add one.
        let hostile = content_disposition("a\"\r\nx: y", "image/jpeg");
        assert!(hostile.starts_with("inline; ") && hostile.is_ascii());
        assert!(!hostile.contains(['"', '\r', '\n']), "{hostile}");
    }
}
