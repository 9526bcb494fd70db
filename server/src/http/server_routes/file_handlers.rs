//! Handlers of the routes that answer with a file: calendars, PDFs and tables. They are no routes
//! of the Leptos app, because those render HTML pages.

use app::calendar::ics::{self, FileContent};
use app::messages::csv_export;
use app::messages::pages::print;
use app::request::context::RequestContext;
use axum::Extension;
use axum::body::Body;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use store::Db;

use crate::http::client_address::ClientAddress;
use crate::http::file_response::file_response;

/// `GET /calendar/feed/{token}.ics`. A wrong, a revoked and a guessed token get the same answer.
pub(super) async fn serve_feed(
    State(db): State<Db>,
    client: Option<Extension<ClientAddress>>,
    // A `Result`, so that what is no text is answered, and counted, like a wrong token: the
    // rejection is a 400 with text of the library.
    name: Result<Path<String>, PathRejection>,
) -> Response {
    let network = client.map(|Extension(client)| client.network_key());
    let name = name.map(|Path(name)| name).unwrap_or_default();
    // Calendars recognize a file by its ending.
    let token = name.strip_suffix(".ics").unwrap_or(&name);
    file_response(
        ics::feed_file(&db, network, token).await,
        "text/calendar; charset=utf-8",
        "inline; filename=\"calendar.ics\"",
    )
}

/// `GET /family/{id}/plan/version/{version}/pdf`: a plan version as a PDF. Not a route of the
/// Leptos app, because those render HTML pages.
pub(super) async fn serve_plan_pdf(
    Extension(context): Extension<RequestContext>,
    Path((family, version)): Path<(String, String)>,
) -> Response {
    // Parsed here and not by the extractor, whose rejection is a 400 with text of the library.
    let (Ok(family), Ok(number)) = (family.parse(), version.parse()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    file_response(
        app::plan::pages::print::version_pdf(context, family, number).await,
        "application/pdf",
        "inline; filename=\"plan.pdf\"",
    )
}

/// `GET /family/{id}/calendar/{event}/file`: an event as an iCalendar file.
pub(super) async fn serve_event_file(
    Extension(context): Extension<RequestContext>,
    Path((family, event)): Path<(String, String)>,
    // A `Result`, so that a malformed query is answered like an absent event.
    query: Result<Query<EventFileQuery>, QueryRejection>,
) -> Response {
    let (Ok(family), Ok(event), Ok(Query(query))) = (family.parse(), event.parse(), query) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Details only for those who choose them: others may see the calendar of the phone.
    let content = if query.with.as_deref() == Some("details") {
        FileContent::Details
    } else {
        FileContent::Neutral
    };
    file_response(
        ics::event_file(context, family, event, content).await,
        "text/calendar; charset=utf-8",
        "attachment; filename=\"appointment.ics\"",
    )
}

/// `GET /family/{id}/team/tribe.csv`: the dates of the tribe panel as CSV.
pub(super) async fn serve_tribe_csv(
    Extension(context): Extension<RequestContext>,
    Path(family): Path<String>,
) -> Response {
    let Ok(family) = family.parse() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    file_response(
        app::team::csv_export::tribe_csv(context, family).await,
        "text/csv; charset=utf-8",
        "attachment; filename=\"tribe.csv\"",
    )
}

/// Query of `serve_event_file`.
#[derive(serde::Deserialize)]
pub(super) struct EventFileQuery {
    with: Option<String>,
}

/// `GET /messages/{id}/pdf`: a part of a conversation as a PDF.
pub(super) async fn serve_thread_pdf(
    Extension(context): Extension<RequestContext>,
    Path(id): Path<String>,
    // A `Result`, so that a malformed query is answered like an absent conversation.
    query: Result<Query<ThreadPdfQuery>, QueryRejection>,
) -> Response {
    let (Ok(thread), Ok(Query(ThreadPdfQuery { before }))) = (id.parse(), query) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let bytes = async {
        print::render_thread_pdf(context, thread, print::parse_before(before.as_deref())?).await
    };
    file_response(
        bytes.await,
        "application/pdf",
        "inline; filename=\"messages.pdf\"",
    )
}

/// Query of `serve_thread_pdf`: the part of the conversation that ends before this message.
#[derive(serde::Deserialize)]
pub(super) struct ThreadPdfQuery {
    before: Option<String>,
}

/// `GET /messages/{id}/table`: a whole conversation as CSV, streamed.
pub(super) async fn serve_thread_csv(
    Extension(context): Extension<RequestContext>,
    Path(id): Path<String>,
) -> Response {
    let Ok(thread) = id.parse() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match csv_export::stream_csv(context, thread).await {
        Ok(rows) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"messages.csv\"",
                ),
            ];
            // A conversation may be long, so the server holds one batch of rows at a time.
            (headers, Body::from_stream(rows)).into_response()
        }
        Err(error) => error.status_code().into_response(),
    }
}
