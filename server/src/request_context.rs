//! Middleware that builds the request context (`Visit`): session, signed-in person, language. It
//! redirects signed-out requests to the sign-in page while preserving a posted form, and replaces
//! error responses that are not HTML with an error page.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use app::actor::{SIGNED_IN, SignedIn, Site, Visit};
use app::error::{self, Error};
use app::form::{FormState, Posted, Uploads};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, Method, StatusCode, header};
use jiff::tz::TimeZone;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;
use model::language::Language;
use store::Db;
use store::actor::Frame;
use tower_sessions::Session;
use tracing::Instrument;

use crate::access;
use crate::again;
use crate::client_address::ClientAddress;
use crate::form::{self, Brought, Fields, FilePolicy, UploadMemory};
use crate::person_permits::{PersonPermit, PersonPermits};
use crate::session::{RequestSession, SessionCookies, cookie_value, lost_cookie};
use crate::tidy;

/// Largest form, in bytes, that is stored in a signed-out session during a language change: the
/// forms of the public pages hold no more than a name and a code.
const MAX_KEPT_SIGNED_OUT: usize = 2 * 1024;

/// State of the `visit` middleware.
#[derive(Debug, Clone)]
pub struct Door {
    pub db: Db,
    pub site: Arc<Site>,
    pub options: LeptosOptions,
    pub cookies: SessionCookies,
    pub uploads: Uploading,
}

/// Limits on concurrent uploads: memory for all of them together, and a number for each person.
#[derive(Debug, Clone)]
pub struct Uploading {
    pub memory: UploadMemory,
    pub people: PersonPermits,
}

/// Whether the path is public: a page or form that works without a sign-in.
fn is_open(path: &str) -> bool {
    matches!(path, "/sign-in" | "/welcome" | "/language" | "/help" | "/exit" | "/keep" | "/cookies")
        || path.starts_with("/welcome/")
        || matches!(path, "/api/account/sign-in" | "/api/account/code" | "/api/account/accept" | "/api/account/language" | "/api/account/look-around")
}

/// Middleware: answers a request with its request context, under a tracing span with a new trace
/// id.
pub async fn visit(State(door): State<Door>, request: Request, next: Next) -> Response {
    let trace: Arc<str> = door.db.clock().mint::<uuid::Uuid>().to_string().into();
    // Every log event of this request carries the trace id that the error page shows, so that an
    // operator can find the cause of a reported error.
    let span = tracing::error_span!("visit", %trace);
    answer(door, trace, request, next).instrument(span).await
}

async fn answer(door: Door, trace: Arc<str>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let asks_page = accepts_html(request.headers());
    let with_files = form::boundary(request.headers()).is_some();
    // A form without files is read before the session is loaded: a session that ends while a slow
    // connection sends the form is then noticed. A form with files is read after the session is
    // loaded, because files are only held in memory for a signed-in person; the session is loaded
    // again afterwards.
    let (mut request, mut brought) = if with_files { (request, Brought::default()) } else { form::read(request, FilePolicy::Discard).await };
    let (mut session, mut frame, mut failed) = open(&door, request.headers()).await;
    let mut upload_permit = None;
    if with_files {
        let (policy, permit) = file_policy(&door, frame.as_ref(), &path);
        upload_permit = permit;
        (request, brought) = form::read(request, policy).await;
        if frame.is_some() {
            (session, frame, failed) = open(&door, request.headers()).await;
        }
    }
    let visit = visit_of(&door, &request, &session, frame, trace);
    request.extensions_mut().insert(Uploads::new(std::mem::take(&mut brought.uploads)));
    request.extensions_mut().insert(visit.clone());
    let posted = Posted { fields: Arc::new(brought.fields.clone()), files: Arc::new(brought.files.clone()) };
    request.extensions_mut().insert(posted.clone());
    let parts = clone_head(&request);
    let fields = &brought.fields;
    let lost = if failed.is_none() && lost_cookie(&visit, &parts) { Some(Redirect::to("/cookies").into_response()) } else { None };
    let response = if let Some(error) = failed {
        error.status().into_response()
    } else if let Some(status) = brought.refused {
        status.into_response()
    } else if let Some(lost) = lost {
        lost
    } else if visit.frame.is_none() && !is_open(&path) {
        signed_out(&visit, request.method(), &path, &brought, asks_page).await
    } else if path == "/keep" && request.method() == Method::POST {
        keep(&visit, &brought).await
    } else {
        let response = access::committed(&visit.db, next.run(request).await);
        settle(&visit, &parts, fields, response.status()).await;
        response
    };
    let mut response = finish(&door, &visit, &parts, &posted, asks_page, response).await;
    if let Err(error) = session.commit(&mut response).await {
        response = finish(&door, &visit, &parts, &posted, asks_page, error.status().into_response()).await;
    }
    drop((upload_permit, brought));
    response
}

/// Loads the session of a request and the profile (`Frame`) of its signed-in person. If either
/// fails, the error is returned beside what was loaded.
async fn open(door: &Door, headers: &HeaderMap) -> (RequestSession, Option<Frame>, Option<Error>) {
    match door.cookies.open(headers).await {
        Err(error) => (door.cookies.empty(), None, Some(error)),
        Ok(session) => match frame(door, &session.session).await {
            Ok(frame) => (session, frame, None),
            Err(error) => (session, None, Some(error)),
        },
    }
}

/// Files are accepted only with a message and only from a signed-in person, for whom the number of
/// concurrent uploads is limited. Returns the permit for this upload, to be held until it is
/// answered.
fn file_policy(door: &Door, frame: Option<&Frame>, path: &str) -> (FilePolicy, Option<PersonPermit>) {
    match frame {
        Some(frame) if path == "/api/messages/send" => match door.uploads.people.try_acquire(frame.actor.person) {
            Some(permit) => (FilePolicy::Keep(door.uploads.memory.clone()), Some(permit)),
            None => (FilePolicy::Refuse(StatusCode::SERVICE_UNAVAILABLE), None),
        },
        _ => (FilePolicy::Discard, None),
    }
}

fn visit_of(door: &Door, request: &Request, session: &RequestSession, frame: Option<Frame>, trace: Arc<str>) -> Visit {
    let cookie = language_cookie(request.headers(), door.site.secure);
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(Language::from_accept);
    let chosen = cookie.or(frame.as_ref().and_then(|frame| frame.language));
    if let Some(frame) = &frame {
        door.site.exits.learn(&frame.exit_address);
    }
    Visit {
        db: door.db.for_request(),
        site: door.site.clone(),
        session: session.session.clone(),
        language: chosen.or(accepted).unwrap_or_default(),
        language_chosen: chosen.is_some(),
        has_cookie: cookie.is_some() || door.cookies.token(request.headers()).is_some(),
        refused: Arc::default(),
        path: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
        frame: frame.map(Arc::new),
        trace,
        network: request.extensions().get::<ClientAddress>().map(|client| client.network()),
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

/// The response to a signed-out request for a path that is not public. Page requests are redirected
/// to the sign-in page, existing paths and unknown ones alike, and a posted form is preserved in
/// the session. Other requests get 401: an event stream that followed the redirect would get HTML.
async fn signed_out(visit: &Visit, method: &Method, path: &str, brought: &Brought, asks_page: bool) -> Response {
    let fields = &brought.fields;
    if !asks_page {
        // The error format of a server function. The `GONE` code makes an open conversation stop
        // fetching messages.
        let told = format!("ServerError|{}", app::messages::live::GONE);
        return (StatusCode::UNAUTHORIZED, [(SERVER_FN_ERROR_HEADER, "gone")], told).into_response();
    }
    if *method == Method::POST
        && let Some(endpoint) = path.strip_prefix("/api/")
        && !form::value(fields, "person").is_empty()
    {
        // Any client can make the server store a form here, so the limit is lower than for a
        // signed-in person. A message fits.
        if form::size(fields) > form::LARGEST_ANONYMOUS {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        }
        if let Err(error) = visit.keep_form(again::kept(endpoint, fields, &brought.files)).await {
            return error.status().into_response();
        }
    }
    Redirect::to("/sign-in").into_response()
}

/// `POST /keep`: preserves the form of a page in the session while the person changes the language.
async fn keep(visit: &Visit, brought: &Brought) -> Response {
    let fields = &brought.fields;
    let endpoint = form::value(fields, "endpoint").to_owned();
    let largest = if visit.frame.is_some() { form::LARGEST } else { MAX_KEPT_SIGNED_OUT };
    if form::size(fields) > largest {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    // The form is posted without multipart encoding, so the browser sends only the names of its
    // files.
    let files: Vec<_> = fields.iter().filter(|(name, value)| name == "file" && !value.is_empty()).map(|(_, value)| value.clone()).collect();
    if let Err(error) = visit.keep_form(again::kept(&endpoint, fields, &files)).await {
        return error.status().into_response();
    }
    let from = app::ui::page::query(&app::form::own_path(form::value(fields, "from")));
    Redirect::to(&format!("/language?from={from}")).into_response()
}

/// Updates the preserved form in the session after the handler has answered: an accepted form is
/// removed, and a form whose id was already used for something else (409) gets a new id.
async fn settle(visit: &Visit, parts: &http::request::Parts, fields: &Fields, status: StatusCode) {
    let Some(endpoint) = parts.uri.path().strip_prefix("/api/").filter(|_| parts.method == Method::POST) else { return };
    let form = FormState::new(endpoint, None, fields.clone());
    let settled = match status {
        status if status.is_redirection() && !visit.refused.load(Ordering::Relaxed) => visit.accept_form(&form).await,
        StatusCode::CONFLICT => visit.renew_form(&form).await,
        _ => return,
    };
    if let Err(error) = settled {
        tracing::warn!(?error, "what is kept of a form was not brought up to date");
    }
}

/// Writes the request log event, and replaces an error response that is not HTML with an error
/// page, which shows the typed fields again. Clients that do not accept HTML get a short text.
async fn finish(door: &Door, visit: &Visit, parts: &http::request::Parts, posted: &Posted, asks_page: bool, response: Response) -> Response {
    let status = response.status();
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let pattern = parts.extensions.get::<axum::extract::MatchedPath>().map_or("-", |path| path.as_str()).to_owned();
    tracing::info!(method = %parts.method, route = pattern, status = status.as_u16(), trace = %visit.trace, "answered");
    if !(status.is_client_error() || status.is_server_error()) || is_page {
        return response;
    }
    // The error of a server function, which its caller in the browser decodes itself.
    if !asks_page && response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let error = Error::of(status, response.headers());
    if !asks_page {
        return bare(&error, &response);
    }
    let (action, posted, options, visit) = (parts.uri.path().to_owned(), posted.clone(), door.options.clone(), visit.clone());
    let draw = move || error::page(&visit, &error, again::again(&visit, &action, &posted.fields, &posted.files, &error));
    let mut head = Request::new(Body::empty());
    (*head.method_mut(), *head.uri_mut(), *head.headers_mut()) = (parts.method.clone(), parts.uri.clone(), parts.headers.clone());
    *head.extensions_mut() = parts.extensions.clone();
    let retry_after = response.headers().get(header::RETRY_AFTER).cloned();
    let page = leptos_axum::render_app_async_with_context(move || provide_context(options.clone()), draw)(head).await;
    // This page is rendered outside the `tidy` layer. Without the same cleanup it would differ from
    // the page for an unknown path, and a refused page must be indistinguishable from an absent
    // one.
    let mut page = tidy::tidied(page).await;
    *page.status_mut() = status;
    if let Some(value) = retry_after {
        page.headers_mut().insert(header::RETRY_AFTER, value);
    } else if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
        page.headers_mut().insert(header::RETRY_AFTER, http::HeaderValue::from_static("60"));
    }
    page
}

/// The error response for a client that does not accept HTML: the error code as text, and no
/// message of a library, which could disclose internals.
fn bare(error: &Error, response: &Response) -> Response {
    let mut answer = (response.status(), format!("{}\n", error.code())).into_response();
    if let Some(wait) = response.headers().get(header::RETRY_AFTER) {
        answer.headers_mut().insert(header::RETRY_AFTER, wait.clone());
    }
    error.say_when(answer.headers_mut());
    answer
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("text/html"))
}

fn language_cookie(headers: &HeaderMap, secure: bool) -> Option<Language> {
    let name = if secure { "__Host-language" } else { "language" };
    cookie_value(headers, name).as_deref().and_then(Language::parse)
}
