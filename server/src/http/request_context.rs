//! Middleware that builds the request context (`RequestContext`): session, signed-in person,
//! language. It redirects signed-out requests to the sign-in page while preserving a posted form,
//! and replaces error responses that are not HTML with an error page (`error_response`).

use std::sync::{Arc, LazyLock};

use app::error::AppError;
use app::form_routes::FORM_ROUTES;
use app::messages::forms::FetchNewerMessages;
use app::messages::forms::send::SendMessage;
use app::paths;
use app::request::context::{AppConfig, IDLE_RELOAD, RequestContext};
use app::request::form::{RawForm, Uploads};
use app::route_table::{Route, RouteAccess};
use app::routes::PAGE_ROUTES;
use app::transition::forms::vault::AddVaultFiles;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, Method, StatusCode, header};
use leptos::config::LeptosOptions;
use leptos::server_fn::ServerFn;
use model::language::Language;
use store::Db;
use store::profile::Profile;
use tracing::Instrument;

use crate::http::access_log_check;
use crate::http::client_address::ClientAddress;
use crate::http::error_response::AnsweredRequest;
use crate::http::form_body;
use crate::http::form_body::{FilePolicy, ParsedForm, UploadMemory};
use crate::http::person_permits::{PersonPermit, PersonPermits};
use crate::http::preserved_forms::{
    preserve_form_for_language_change, redirect_to_sign_in, update_preserved_form,
};
use crate::http::request_cookies::{cookie_value, is_cookie_rejected};
use crate::http::sessions::{RequestSession, SessionCookies};
use crate::http::signed_in_person::{LoadedProfile, load_signed_in_profile};

/// The forms that have files.
const UPLOAD_PATHS: [&str; 2] = [SendMessage::PATH, AddVaultFiles::PATH];

/// State of the `attach_request_context` middleware.
#[derive(Debug, Clone)]
pub struct RequestContextLayer {
    pub db: Db,
    pub config: Arc<AppConfig>,
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

/// The paths of all pages and forms that work without a sign-in, from the tables of routes, so that
/// a new one cannot be left out here.
static PUBLIC_PATTERNS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let routes = PAGE_ROUTES.iter().chain(FORM_ROUTES);
    routes
        .filter(|route| matches!(route.access, RouteAccess::Anyone))
        .map(Route::pattern)
        .collect()
});

/// Whether the path is public: a page or form that works without a sign-in. `/keep` is answered by
/// this middleware, and so is in no table.
fn is_public_path(path: &str) -> bool {
    let matches = |pattern: &String| {
        let (parts, given) = (pattern.split('/'), path.split('/'));
        parts.clone().count() == given.clone().count()
            && parts
                .zip(given)
                .all(|(part, given)| part == given || part.starts_with('{'))
    };
    path == paths::PRESERVE_FORM || PUBLIC_PATTERNS.iter().any(matches)
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
    // operator can find the cause of a reported error. At the level `error`, because a filter such
    // as RUST_LOG=error would drop any other span.
    let span = tracing::error_span!("request", %trace);
    Box::pin(answer_request(layer, trace, request, next))
        .instrument(span)
        .await
}

async fn answer_request(
    layer: RequestContextLayer,
    trace: Arc<str>,
    request: Request,
    next: Next,
) -> Response {
    let asks_page = accepts_html(request.headers());
    let mut received = receive_request(&layer, request).await;
    // Before the profile is handed on, which tells whether a person is signed in.
    if received.profile.is_some() && is_persons_act(&received.request, asks_page) {
        received.session.touch().await;
    }
    let mut context = build_request_context(
        &layer,
        &received.request,
        &received.session,
        received.profile.take(),
        trace,
    );
    context.notice = context.load_notice().await;
    let posted = insert_extensions(&mut received, &context);
    let answered = AnsweredRequest {
        options: layer.options.clone(),
        context,
        parts: clone_head(&received.request),
        posted,
        asks_page,
    };
    let ReceivedRequest {
        request,
        parsed_form,
        session,
        load_error,
        upload_permit,
        ..
    } = received;
    let response = match load_error {
        Some(error) => error.status_code().into_response(),
        None => respond(&answered, &parsed_form, request, next).await,
    };
    let mut response = answered.finish_response(response).await;
    // After rendering, which may change the session. A page must not report success for a form that
    // was not stored.
    if let Err(error) = session.commit(&mut response, asks_page).await {
        response = answered
            .finish_response(error.status_code().into_response())
            .await;
    }
    // Held until here, so that the memory of the uploads is counted as long as a handler uses it.
    drop((upload_permit, parsed_form));
    response
}

/// A request with its form, its session and the signed-in person.
struct ReceivedRequest {
    request: Request,
    parsed_form: ParsedForm,
    session: RequestSession,
    profile: Option<Profile>,
    /// Why the session or the profile could not be loaded.
    load_error: Option<AppError>,
    upload_permit: Option<PersonPermit>,
}

/// Reads the form and loads the session and the profile.
///
/// A form without files is read before the session is loaded: a session that ends while a slow
/// connection sends the form is then noticed. A form with files is read after the session is
/// loaded, because files are only held in memory for a signed-in person; the session is loaded
/// again afterwards.
async fn receive_request(layer: &RequestContextLayer, request: Request) -> ReceivedRequest {
    let path = request.uri().path().to_owned();
    let with_files = form_body::multipart_boundary(request.headers()).is_some();
    let (mut request, mut parsed_form) = if with_files {
        (request, ParsedForm::default())
    } else {
        form_body::parse_form(request, FilePolicy::Discard).await
    };
    let mut loaded = load_session_and_profile(layer, request.headers(), &path).await;
    let mut upload_permit = None;
    if with_files {
        let (policy, permit) = file_policy(layer, loaded.profile.as_ref(), &path);
        upload_permit = permit;
        (request, parsed_form) = form_body::parse_form(request, policy).await;
        // Without a profile no file was held, and no session can have ended meanwhile.
        if loaded.profile.is_some() {
            loaded = load_session_and_profile(layer, request.headers(), &path).await;
        }
    }
    ReceivedRequest {
        request,
        parsed_form,
        session: loaded.session,
        profile: loaded.profile,
        load_error: loaded.error,
        upload_permit,
    }
}

/// Adds what handlers extract: the uploads, the context, and the posted fields, which are returned
/// too.
fn insert_extensions(received: &mut ReceivedRequest, context: &RequestContext) -> RawForm {
    let form = &mut received.parsed_form;
    let posted = RawForm {
        fields: Arc::new(form.fields.clone()),
        files: Arc::new(form.file_names.clone()),
    };
    let extensions = received.request.extensions_mut();
    extensions.insert(Uploads::new(std::mem::take(&mut form.uploads)));
    extensions.insert(context.clone());
    extensions.insert(posted.clone());
    posted
}

/// The response to a request whose session and profile were loaded.
async fn respond(
    answered: &AnsweredRequest,
    parsed_form: &ParsedForm,
    request: Request,
    next: Next,
) -> Response {
    let AnsweredRequest { context, parts, .. } = answered;
    let path = parts.uri.path();
    // Before all that stores or handles the form, because it is incomplete.
    if let Some(status) = parsed_form.error_status {
        return status.into_response();
    }
    // Without this page, a browser without cookies is sent to the sign-in page without end.
    if is_cookie_rejected(context, parts) {
        return Redirect::to(paths::COOKIES).into_response();
    }
    if context.profile.is_none() && !is_public_path(path) {
        let method = &parts.method;
        return redirect_to_sign_in(context, method, path, parsed_form, answered.asks_page).await;
    }
    if path == paths::PRESERVE_FORM && parts.method == Method::POST {
        return preserve_form_for_language_change(context, parsed_form).await;
    }
    let response =
        access_log_check::require_committed_access_log(&context.db, next.run(request).await);
    update_preserved_form(context, parts, &parsed_form.fields, response.status()).await;
    response
}

/// The session of a request and the profile of its signed-in person.
struct LoadedSession {
    session: RequestSession,
    profile: Option<Profile>,
    /// Why the session or the profile could not be loaded.
    error: Option<AppError>,
}

/// Loads the session of a request and the profile of its signed-in person. If either fails, the
/// result has the error and what was loaded.
async fn load_session_and_profile(
    layer: &RequestContextLayer,
    headers: &HeaderMap,
    path: &str,
) -> LoadedSession {
    let provider = layer.config.identity_provider.as_ref();
    let (session, profile, error) = match layer.cookies.open(headers, path).await {
        Err(error) => (layer.cookies.empty_session(), None, Some(error)),
        Ok(session) => match load_signed_in_profile(&layer.db, provider, &session).await {
            Ok(LoadedProfile::SignedIn(profile)) => (session, Some(*profile), None),
            Ok(LoadedProfile::SignedOut) => (session, None, None),
            // What was typed into a form of this request is kept in a new session.
            Ok(LoadedProfile::Ended) => (layer.cookies.empty_session(), None, None),
            Err(error) => (session, None, Some(error)),
        },
    };
    LoadedSession {
        session,
        profile,
        error,
    }
}

/// Files are accepted only with a message or for a vault, and only from a signed-in person, for
/// whom the number of concurrent uploads is limited. Returns the permit for this upload, to be held
/// until it is answered.
fn file_policy(
    layer: &RequestContextLayer,
    profile: Option<&Profile>,
    path: &str,
) -> (FilePolicy, Option<PersonPermit>) {
    match profile {
        // No other form has files, so elsewhere they would only take memory.
        Some(profile) if UPLOAD_PATHS.contains(&path) => {
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
    let cookie = language_cookie(request.headers(), layer.config.secure);
    let accepted = request
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(Language::from_accept_language);
    // The cookie is the choice in this browser, the profile the last one in any browser.
    let chosen = cookie.or(profile.as_ref().and_then(|profile| profile.language));
    // `/exit` makes no database query, so it redirects only to addresses that were loaded before.
    if let Some(profile) = &profile {
        layer
            .config
            .exit_addresses
            .allow_address(&profile.exit_address);
    }
    RequestContext {
        db: layer.db.for_request(),
        config: layer.config.clone(),
        session: session.session.clone(),
        language: chosen.or(accepted).unwrap_or_default(),
        language_chosen: chosen.is_some(),
        has_cookie: cookie.is_some() || layer.cookies.session_token(request.headers()).is_some(),
        form_rejected: Arc::default(),
        notice: None,
        path_and_query: request
            .uri()
            .path_and_query()
            .map_or_else(|| "/".to_owned(), ToString::to_string),
        device_use: session.device_use().filter(|_| profile.is_some()),
        profile: profile.map(Arc::new),
        trace_id: trace,
        client_network: request
            .extensions()
            .get::<ClientAddress>()
            .map(|client| client.network_key()),
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

/// Whether a request shows that a person uses the session: they open a page or send something. An
/// open page fetches its files, news and messages by itself, and reloads itself on a shared device.
fn is_persons_act(request: &Request, asks_page: bool) -> bool {
    let sends =
        request.method() == Method::POST && request.uri().path() != FetchNewerMessages::PATH;
    let reloads = request.uri().query() == Some(IDLE_RELOAD);
    (asks_page && !reloads) || sends
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
