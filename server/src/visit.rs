//! Makes the visit of every request: session, reader, language. Sends the signed-out to the sign-in page with
//! their form kept, and turns every bare error into a page.

use std::sync::Arc;

use app::actor::{SIGNED_IN, SignedIn, Site, Visit};
use app::error::{self, Error};
use app::form::{Posted, Uploads};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, Method, StatusCode, header};
use jiff::tz::TimeZone;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use model::language::Language;
use store::Db;
use store::actor::Frame;
use tower_sessions::Session;
use tracing::Instrument;

use crate::form::{self, Fields};
use crate::tidy;

/// What the layer needs.
#[derive(Debug, Clone)]
pub struct Door {
    pub db: Db,
    pub site: Arc<Site>,
    pub options: LeptosOptions,
}

/// Pages and forms that need nobody to have signed in.
fn is_open(path: &str) -> bool {
    matches!(path, "/sign-in" | "/welcome" | "/language" | "/help" | "/exit" | "/keep")
        || path.starts_with("/welcome/")
        || matches!(
            path,
            "/api/account/sign-in"
                | "/api/account/code"
                | "/api/account/accept"
                | "/api/account/language"
                | "/api/account/look-around"
                | "/api/account/sign-out"
        )
}

/// The layer.
pub async fn visit(State(door): State<Door>, session: Session, request: Request, next: Next) -> Response {
    let trace: Arc<str> = door.db.clock().mint::<uuid::Uuid>().to_string().into();
    let path = request.uri().path().to_owned();
    let asks_page = accepts_html(request.headers());
    let cookie = language_cookie(request.headers(), door.site.secure);
    // What is logged on the way carries the trace id, so that the operator finds the cause of an error page.
    let span = tracing::error_span!("visit", %trace);
    let (frame, failed) = match frame(&door, &session).instrument(span.clone()).await {
        Ok(frame) => (frame, None),
        Err(error) => (None, Some(error)),
    };
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(Language::from_accept);
    let chosen = cookie.or(frame.as_ref().and_then(|frame| frame.language));
    let visit = Visit {
        db: door.db.clone(),
        site: door.site.clone(),
        session,
        language: chosen.or(accepted).unwrap_or_default(),
        language_chosen: chosen.is_some(),
        path: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
        frame: frame.map(Arc::new),
        trace: trace.clone(),
    };
    // Only a message takes files, and only from somebody who has signed in.
    let files = visit.frame.is_some() && path == "/api/messages/send";
    let (mut request, form::Brought { fields, uploads }) = match form::read(request, files).await {
        Ok(both) => both,
        Err(status) => return status.into_response(),
    };
    request.extensions_mut().insert(Uploads::new(uploads));
    request.extensions_mut().insert(visit.clone());
    request.extensions_mut().insert(Posted(Arc::new(fields.clone())));
    let method = request.method().clone();
    let answer = if let Some(error) = failed {
        error.status().into_response()
    } else if visit.frame.is_none() && !is_open(&path) {
        signed_out(&visit, &method, &path, &fields, asks_page).await
    } else if path == "/keep" && method == Method::POST {
        keep(&visit, &fields).await
    } else if path == "/exit" && method == Method::POST {
        leave(&visit).await
    } else {
        let parts = clone_head(&request);
        let response = next.run(request).instrument(span).await;
        return finish(&door, visit, parts, &fields, asks_page, response).await;
    };
    let parts = http::Request::builder().uri(path).body(()).map(|request| request.into_parts().0);
    match parts {
        Ok(mut parts) => {
            parts.extensions.insert(visit.clone());
            finish(&door, visit, parts, &fields, asks_page, answer).await
        }
        Err(_) => answer,
    }
}

async fn frame(door: &Door, session: &Session) -> Result<Option<Frame>, Error> {
    let Some(SignedIn { id, zone }) = session.get::<SignedIn>(SIGNED_IN).await.map_err(Error::session)? else { return Ok(None) };
    match door.db.frame(id, &TimeZone::get(&zone).unwrap_or(TimeZone::UTC)).await {
        Ok(frame) => Ok(Some(frame)),
        Err(store::Error::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

fn clone_head(request: &Request) -> http::request::Parts {
    let (mut parts, ()) = http::Request::new(()).into_parts();
    parts.method = request.method().clone();
    parts.uri = request.uri().clone();
    parts.headers = request.headers().clone();
    parts.extensions = request.extensions().clone();
    parts
}

/// Everything, real or not, leads to the sign-in page; a form's text waits there. What is no page is only refused: a stream
/// that followed the way there would get a page it can't read.
async fn signed_out(visit: &Visit, method: &Method, path: &str, fields: &Fields, asks_page: bool) -> Response {
    if !asks_page {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    if *method == Method::POST
        && let Some(endpoint) = path.strip_prefix("/api/")
        && !form::value(fields, "person").is_empty()
        && let Err(error) = visit.keep_form(form::kept(endpoint, fields)).await
    {
        return error.status().into_response();
    }
    Redirect::to("/sign-in").into_response()
}

/// Keeps a page's form while its reader changes the language.
async fn keep(visit: &Visit, fields: &Fields) -> Response {
    let endpoint = form::value(fields, "endpoint").to_owned();
    if let Err(error) = visit.keep_form(form::kept(&endpoint, fields)).await {
        return error.status().into_response();
    }
    let from = app::ui::page::query(app::form::own_path(form::value(fields, "from")));
    Redirect::to(&format!("/language?from={from}")).into_response()
}

/// Ends the session and leaves for the neutral site.
async fn leave(visit: &Visit) -> Response {
    // Leaving must never fail: a session that could not be ended now runs out by itself.
    if let Err(error) = visit.session.flush().await {
        tracing::error!(%error, "the session was not ended");
    }
    let mut response = Redirect::to(visit.exit_address()).into_response();
    response.headers_mut().insert("clear-site-data", http::HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""));
    response
}

/// Turns an error that is not yet a page into one, and logs the request.
async fn finish(door: &Door, visit: Visit, parts: http::request::Parts, fields: &Fields, asks_page: bool, response: Response) -> Response {
    let status = response.status();
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let pattern = parts.extensions.get::<axum::extract::MatchedPath>().map_or("-", |path| path.as_str()).to_owned();
    tracing::info!(method = %parts.method, route = pattern, status = status.as_u16(), trace = %visit.trace, "answered");
    if !(status.is_client_error() || status.is_server_error()) || is_page || !asks_page {
        return response;
    }
    let error = Error::of(status);
    let (action, fields, options) = (parts.uri.path().to_owned(), fields.clone(), door.options.clone());
    let draw = move || error::page(&visit, &error, form::again(&visit, &action, &fields, &error));
    let request = Request::from_parts(parts, Body::empty());
    let page = leptos_axum::render_app_async_with_context(move || provide_context(options.clone()), draw)(request).await;
    // Drawn outside the layer that does it for every other page; refused must look like absent, to the letter.
    let mut page = tidy::tidied(page).await;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        page.headers_mut().insert(header::RETRY_AFTER, http::HeaderValue::from_static("60"));
    }
    page
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("text/html"))
}

fn language_cookie(headers: &HeaderMap, secure: bool) -> Option<Language> {
    let name = if secure { "__Host-language=" } else { "language=" };
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name))
        .and_then(Language::parse)
}
