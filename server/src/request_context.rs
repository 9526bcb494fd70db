//! Middleware that builds the request context (`RequestContext`): session, signed-in person,
//! language. It redirects signed-out requests to the sign-in page while preserving a posted form,
//! and replaces error responses that are not HTML with an error page.

use std::sync::Arc;

use app::error::AppError;
use app::form::{RawForm, Uploads};
use app::page::error_page::error_page;
use app::request_context::{AppConfig, RequestContext, SIGNED_IN_KEY, SignedIn};
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
use store::profile::Profile;
use tower_sessions::Session;
use tracing::Instrument;

use crate::access_log_check;
use crate::client_address::ClientAddress;
use crate::form_body::{self, FilePolicy, ParsedForm, UploadMemory};
use crate::form_redisplay;
use crate::html_cleanup;
use crate::person_permits::{PersonPermit, PersonPermits};
use crate::preserved_forms::{
    preserve_form_for_language_change, redirect_to_sign_in, update_preserved_form,
};
use crate::sessions::{RequestSession, SessionCookies, cookie_value, is_cookie_rejected};

/// State of the `attach_request_context` middleware.
#[derive(Debug, Clone)]
pub struct RequestContextLayer {
    pub db: Db,
    pub site: Arc<AppConfig>,
    pub options: LeptosOptions,
    pub cookies: SessionCookies,
    pub uploads: UploadLimits,
}

/// Limits on concurrent uploads: memory for all of them together, and a number for each person.
#[derive(Debug, Clone)]
pub struct UploadLimits {
    pub memory: UploadMemory,
    pub people: PersonPermits,
}

/// Whether the path is public: a page or form that works without a sign-in.
fn is_public_path(path: &str) -> bool {
    matches!(
        path,
        "/sign-in" | "/welcome" | "/language" | "/help" | "/exit" | "/keep" | "/cookies"
    ) || path.starts_with("/welcome/")
        || matches!(
            path,
            "/api/account/sign-in"
                | "/api/account/code"
                | "/api/account/accept"
                | "/api/account/language"
                | "/api/account/look-around"
        )
}

/// Middleware: answers a request with its request context, under a tracing span with a new trace
/// id.
pub async fn attach_request_context(
    State(layer): State<RequestContextLayer>,
    request: Request,
    next: Next,
) -> Response {
    let trace: Arc<str> = layer.db.clock().new_id::<uuid::Uuid>().to_string().into();
    // Every log event of this request carries the trace id that the error page shows, so that an
    // operator can find the cause of a reported error.
    let span = tracing::error_span!("visit", %trace);
    answer_request(layer, trace, request, next)
        .instrument(span)
        .await
}

async fn answer_request(
    layer: RequestContextLayer,
    trace: Arc<str>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let asks_page = accepts_html(request.headers());
    let with_files = form_body::multipart_boundary(request.headers()).is_some();
    // A form without files is read before the session is loaded: a session that ends while a slow
    // connection sends the form is then noticed. A form with files is read after the session is
    // loaded, because files are only held in memory for a signed-in person; the session is loaded
    // again afterwards.
    let (mut request, mut parsed_form) = if with_files {
        (request, ParsedForm::default())
    } else {
        form_body::parse_form(request, FilePolicy::Discard).await
    };
    let (mut session, mut profile, mut load_error) =
        load_session_and_profile(&layer, request.headers()).await;
    let mut upload_permit = None;
    if with_files {
        let (policy, permit) = file_policy(&layer, profile.as_ref(), &path);
        upload_permit = permit;
        (request, parsed_form) = form_body::parse_form(request, policy).await;
        if profile.is_some() {
            (session, profile, load_error) =
                load_session_and_profile(&layer, request.headers()).await;
        }
    }
    let context = build_request_context(&layer, &request, &session, profile, trace);
    request
        .extensions_mut()
        .insert(Uploads::new(std::mem::take(&mut parsed_form.uploads)));
    request.extensions_mut().insert(context.clone());
    let posted = RawForm {
        fields: Arc::new(parsed_form.fields.clone()),
        files: Arc::new(parsed_form.file_names.clone()),
    };
    request.extensions_mut().insert(posted.clone());
    let parts = clone_head(&request);
    let fields = &parsed_form.fields;
    let cookie_redirect = if load_error.is_none() && is_cookie_rejected(&context, &parts) {
        Some(Redirect::to("/cookies").into_response())
    } else {
        None
    };
    let response = if let Some(error) = load_error {
        error.status_code().into_response()
    } else if let Some(status) = parsed_form.error_status {
        status.into_response()
    } else if let Some(lost) = cookie_redirect {
        lost
    } else if context.profile.is_none() && !is_public_path(&path) {
        redirect_to_sign_in(&context, request.method(), &path, &parsed_form, asks_page).await
    } else if path == "/keep" && request.method() == Method::POST {
        preserve_form_for_language_change(&context, &parsed_form).await
    } else {
        let response =
            access_log_check::require_committed_access_log(&context.db, next.run(request).await);
        update_preserved_form(&context, &parts, fields, response.status()).await;
        response
    };
    let mut response =
        render_error_and_log(&layer, &context, &parts, &posted, asks_page, response).await;
    if let Err(error) = session.commit(&mut response).await {
        response = render_error_and_log(
            &layer,
            &context,
            &parts,
            &posted,
            asks_page,
            error.status_code().into_response(),
        )
        .await;
    }
    drop((upload_permit, parsed_form));
    response
}

/// Loads the session of a request and the profile (`Profile`) of its signed-in person. If either
/// fails, the error is returned beside what was loaded.
async fn load_session_and_profile(
    layer: &RequestContextLayer,
    headers: &HeaderMap,
) -> (RequestSession, Option<Profile>, Option<AppError>) {
    match layer.cookies.open(headers).await {
        Err(error) => (layer.cookies.empty_session(), None, Some(error)),
        Ok(session) => match load_signed_in_profile(layer, &session.session).await {
            Ok(profile) => (session, profile, None),
            Err(error) => (session, None, Some(error)),
        },
    }
}

/// Files are accepted only with a message and only from a signed-in person, for whom the number of
/// concurrent uploads is limited. Returns the permit for this upload, to be held until it is
/// answered.
fn file_policy(
    layer: &RequestContextLayer,
    profile: Option<&Profile>,
    path: &str,
) -> (FilePolicy, Option<PersonPermit>) {
    match profile {
        Some(profile) if path == "/api/messages/send" => {
            match layer.uploads.people.try_acquire(profile.actor.person) {
                Some(permit) => (FilePolicy::Keep(layer.uploads.memory.clone()), Some(permit)),
                None => (FilePolicy::Refuse(StatusCode::SERVICE_UNAVAILABLE), None),
            }
        }
        _ => (FilePolicy::Discard, None),
    }
}

fn build_request_context(
    layer: &RequestContextLayer,
    request: &Request,
    session: &RequestSession,
    profile: Option<Profile>,
    trace: Arc<str>,
) -> RequestContext {
    let cookie = language_cookie(request.headers(), layer.site.secure);
    let accepted = request
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(Language::from_accept_language);
    let chosen = cookie.or(profile.as_ref().and_then(|frame| frame.language));
    if let Some(profile) = &profile {
        layer
            .site
            .exit_addresses
            .allow_address(&profile.exit_address);
    }
    RequestContext {
        db: layer.db.for_request(),
        config: layer.site.clone(),
        session: session.session.clone(),
        language: chosen.or(accepted).unwrap_or_default(),
        language_chosen: chosen.is_some(),
        has_cookie: cookie.is_some() || layer.cookies.session_token(request.headers()).is_some(),
        form_rejected: Arc::default(),
        path_and_query: request
            .uri()
            .path_and_query()
            .map_or_else(|| "/".to_owned(), ToString::to_string),
        profile: profile.map(Arc::new),
        trace_id: trace,
        client_network: request
            .extensions()
            .get::<ClientAddress>()
            .map(|client| client.network_key()),
    }
}

async fn load_signed_in_profile(
    layer: &RequestContextLayer,
    session: &Session,
) -> Result<Option<Profile>, AppError> {
    let Some(SignedIn { id, zone }) = session
        .get::<SignedIn>(SIGNED_IN_KEY)
        .await
        .map_err(AppError::from_session_error)?
    else {
        return Ok(None);
    };
    match layer
        .db
        .load_profile(id, &TimeZone::get(&zone).unwrap_or(TimeZone::UTC))
        .await
    {
        Ok(profile) => Ok(Some(profile)),
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

/// Writes the request log event, and replaces an error response that is not HTML with an error
/// page, which shows the typed fields again. Clients that do not accept HTML get a short text.
async fn render_error_and_log(
    layer: &RequestContextLayer,
    context: &RequestContext,
    parts: &http::request::Parts,
    posted: &RawForm,
    asks_page: bool,
    response: Response,
) -> Response {
    let status = response.status();
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let pattern = parts
        .extensions
        .get::<axum::extract::MatchedPath>()
        .map_or("-", |path| path.as_str())
        .to_owned();
    tracing::info!(method = %parts.method, route = pattern, status = status.as_u16(), trace = %context.trace_id, "answered");
    if !(status.is_client_error() || status.is_server_error()) || is_page {
        return response;
    }
    // The error of a server function, which its caller in the browser decodes itself.
    if !asks_page && response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let error = AppError::from_status(status, response.headers());
    if !asks_page {
        return plain_error_response(&error, &response);
    }
    let (action, posted, options, context) = (
        parts.uri.path().to_owned(),
        posted.clone(),
        layer.options.clone(),
        context.clone(),
    );
    let render = move || {
        error_page(
            &context,
            &error,
            form_redisplay::resubmit_view(&context, &action, &posted.fields, &posted.files, &error),
        )
    };
    let mut head = Request::new(Body::empty());
    (*head.method_mut(), *head.uri_mut(), *head.headers_mut()) = (
        parts.method.clone(),
        parts.uri.clone(),
        parts.headers.clone(),
    );
    *head.extensions_mut() = parts.extensions.clone();
    let retry_after = response.headers().get(header::RETRY_AFTER).cloned();
    let page = leptos_axum::render_app_async_with_context(
        move || provide_context(options.clone()),
        render,
    )(head)
    .await;
    // This page is rendered outside the `clean_html_response` layer. Without the same cleanup it
    // would differ from the page for an unknown path, and a refused page must be indistinguishable
    // from an absent one.
    let mut page = html_cleanup::strip_framework_markup(page).await;
    *page.status_mut() = status;
    if let Some(value) = retry_after {
        page.headers_mut().insert(header::RETRY_AFTER, value);
    } else if matches!(
        status,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS
    ) {
        page.headers_mut()
            .insert(header::RETRY_AFTER, http::HeaderValue::from_static("60"));
    }
    page
}

/// The error response for a client that does not accept HTML: the error code as text, and no
/// message of a library, which could disclose internals.
fn plain_error_response(error: &AppError, response: &Response) -> Response {
    let mut answer = (response.status(), format!("{}\n", error.error_code())).into_response();
    if let Some(wait) = response.headers().get(header::RETRY_AFTER) {
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, wait.clone());
    }
    error.set_retry_after(answer.headers_mut());
    answer
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("text/html"))
}

fn language_cookie(headers: &HeaderMap, secure: bool) -> Option<Language> {
    let name = if secure {
        "__Host-language"
    } else {
        "language"
    };
    cookie_value(headers, name)
        .as_deref()
        .and_then(Language::parse)
}
