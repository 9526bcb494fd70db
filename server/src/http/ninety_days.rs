//! A young person's own ninety-day plan as a PDF.

use app::request::context::RequestContext;
use app::route_table::{Route, RouteAccess, RouteResponse};
use app::transition::pages::ninety_day_print::{ninety_days_pdf, parse_copy};
use axum::Extension;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use http::StatusCode;
use leptos::config::LeptosOptions;

use crate::http::file_response::file_response;

/// The PDF. It needs a session, as a page.
pub(super) fn pdf_route() -> (Route, MethodRouter<LeptosOptions>) {
    let route = Route::get(
        "/transition/ninety-days/pdf",
        RouteAccess::OwnTransition,
        RouteResponse::File,
        "one's own ninety-day plan, or a copy of it, as a PDF",
    );
    (route, get(serve_pdf))
}

/// Query of `serve_pdf`: the number of a copy, or none for the plan as it is now.
#[derive(serde::Deserialize)]
struct PdfQuery {
    copy: Option<String>,
}

/// `GET /transition/ninety-days/pdf`. Not a page, because a page cannot be answered with a file.
async fn serve_pdf(
    Extension(context): Extension<RequestContext>,
    // A `Result`, so that a malformed query is answered like an absent copy.
    query: Result<Query<PdfQuery>, QueryRejection>,
) -> Response {
    let Ok(Query(PdfQuery { copy })) = query else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let bytes = async { ninety_days_pdf(context, parse_copy(copy.as_deref())?).await };
    file_response(
        bytes.await,
        "application/pdf",
        "inline; filename=\"ninety-day-plan.pdf\"",
    )
}
