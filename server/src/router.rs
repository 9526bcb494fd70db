//! All routes and the middleware stack; a layer added later wraps those before it.

use std::sync::Arc;
use std::time::Duration;

use app::actor::{Site, Tells, Visit};
use app::app::App;
use app::exits::ExitAddresses;
use app::messages::machine::Machine;
use app::messages::{csv_export, paper};
use app::ui::paper::Fonts;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router, middleware};
use http::{HeaderValue, StatusCode, header};
use ipnet::IpNet;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list, render_app_async_with_context};
use store::Db;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::body_limits::{BodyLimits, limit_body};
use crate::config::Settings;
use crate::ended_sessions::EndedSessions;
use crate::form::{LARGEST, UploadMemory};
use crate::health::{Health, Ready};
use crate::home_screen;
use crate::leaving::{self, Leaving};
use crate::notify::inbound::{self, Inbound};
use crate::notify::push;
use crate::person_permits::PersonPermits;
use crate::prefetch::refuse_prefetch;
use crate::public_url::PublicUrl;
use crate::security::{self, Guard};
use crate::session::SessionCookies;
use crate::visit::{Door, Uploading, visit};
use crate::{assets, client_address, file, live, server_functions, tidy};

/// Maximum of concurrent uploads for each person.
const UPLOADS_PER_PERSON: usize = 2;

/// How long one request may wait for the database, in all its waits together.
const DATABASE_WAIT: Duration = Duration::from_secs(5);

/// Reads the fonts for PDFs, once at startup; `None` where they are missing.
fn fonts(settings: &Settings) -> Option<Fonts> {
    let fonts = Fonts::read(&settings.fonts);
    if fonts.is_none() {
        tracing::warn!(folder = %settings.fonts.display(), "the Noto fonts are not there: no PDFs are offered (Debian: fonts-noto-core)");
    }
    fonts
}

/// `GET /family/{id}/plan/version/{version}/pdf`: a plan version as a PDF. Not a route of the
/// Leptos app, because those render HTML pages.
async fn plan_pdf(Extension(visit): Extension<Visit>, Path((family, version)): Path<(String, String)>) -> Response {
    let (Ok(family), Ok(number)) = (family.parse(), version.parse()) else { return StatusCode::NOT_FOUND.into_response() };
    made(app::plan::page::print::pdf(visit, family, number).await, "application/pdf", "inline; filename=\"plan.pdf\"")
}

/// The response for a generated file: its bytes with this content type and Content-Disposition, or
/// the status of the error.
fn made(result: Result<Vec<u8>, app::error::Error>, mime: &'static str, name: &'static str) -> Response {
    match result {
        Ok(bytes) => ([(header::CONTENT_TYPE, mime), (header::CONTENT_DISPOSITION, name)], bytes).into_response(),
        Err(error) => error.status().into_response(),
    }
}

/// `GET /messages/{id}/pdf`: a part of a conversation as a PDF.
async fn thread_pdf(Extension(visit): Extension<Visit>, Path(id): Path<String>, query: Result<Query<Before>, QueryRejection>) -> Response {
    let (Ok(thread), Ok(Query(Before { before }))) = (id.parse(), query) else { return StatusCode::NOT_FOUND.into_response() };
    let bytes = async { paper::pdf(visit, thread, paper::parse_before(before.as_deref())?).await };
    made(bytes.await, "application/pdf", "inline; filename=\"messages.pdf\"")
}

/// Query of `thread_pdf`: the part of the conversation that ends before this message.
#[derive(serde::Deserialize)]
struct Before {
    before: Option<String>,
}

/// `GET /messages/{id}/table`: a whole conversation as CSV, streamed.
async fn thread_table(Extension(visit): Extension<Visit>, Path(id): Path<String>) -> Response {
    let Ok(thread) = id.parse() else { return StatusCode::NOT_FOUND.into_response() };
    match csv_export::csv(visit, thread).await {
        Ok(rows) => {
            let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"messages.csv\"")];
            (headers, Body::from_stream(rows)).into_response()
        }
        Err(error) => error.status().into_response(),
    }
}

/// Builds the router of the whole application. `ended` deletes ended sessions in a background task,
/// which the caller must flush at shutdown.
///
/// # Errors
/// When the site has not been built, or a setting is invalid.
pub fn router(db: &Db, settings: &Settings, demo: bool, ready: Ready, ended: &EndedSessions) -> anyhow::Result<Router> {
    let names = assets::names(&settings.site)?;
    let name = |plain: &str| names.get(plain).cloned().unwrap_or_default();
    let public = PublicUrl::parse(&settings.public())?;
    let files = settings.open_files()?;
    let health = Health::new(db.clone(), files.clone(), ready);
    let secure = public.is_https();
    let site = Arc::new(Site {
        demo,
        secure,
        phone: settings.help_line().to_owned(),
        exit_address: settings.exit_address.clone(),
        exits: ExitAddresses::default(),
        style: name("style.css"),
        exit_script: name("exit.js"),
        module: name("alongside"),
        notify_script: name("notify.js"),
        thread_script: name("thread.js"),
        keep_days: settings.keep_days,
        machine: settings.translate_url.as_deref().map(|url| Machine::new(url, settings.translate_key.as_deref())).transpose().map_err(anyhow::Error::msg)?,
        files: Some(files.clone()),
        tells: Tells {
            mail: settings.smtp.is_some(),
            sms: settings.sms_url.is_some(),
            push: settings.vapid_key.as_deref().map(push::public).transpose()?,
            push_hosts: settings.push_hosts.clone(),
        },
        fonts: fonts(settings),
    });
    let options = LeptosOptions::builder().output_name(site.module.clone()).site_root(settings.site.to_string_lossy().to_string()).site_pkg_dir("pkg").build();
    let context = {
        let options = options.clone();
        move || provide_context(options.clone())
    };
    let routes = generate_route_list(App);
    let inbound = Inbound::new(db, settings)?;
    let guard = Arc::new(Guard { public, takes_texts: inbound.is_some() });
    let texts = inbound.map_or_else(Router::new, |state| Router::new().route(inbound::PATH, post(inbound::inbound)).with_state(state));
    let trusted: Arc<[IpNet]> = settings.trusted_proxy.clone().into();
    let cookies = SessionCookies::new(db, ended.clone(), secure);
    let leaving = Leaving { site: site.clone(), cookies: cookies.clone(), ended: ended.clone() };
    let uploads = Uploading { memory: UploadMemory::default(), people: PersonPermits::new(UPLOADS_PER_PERSON) };
    let door = Door { db: db.clone(), site, options: options.clone(), cookies, uploads };

    let missing = {
        let context = context.clone();
        move |request: Request| render_app_async_with_context(context.clone(), App)(request)
    };
    // A placeholder for paths that the middleware (`leaving`, `visit`) answers, and for unknown
    // `/api/` paths.
    let nothing = || async { StatusCode::NOT_FOUND };
    let pages = Router::new()
        .route("/keep", post(nothing))
        .route("/api/account/sign-out", post(nothing))
        .route("/family/{id}/plan/version/{version}/pdf", get(plan_pdf))
        .route("/messages/{id}/pdf", get(thread_pdf))
        .route("/messages/{id}/table", get(thread_table))
        .route("/messages/{id}/live", get(live::live))
        .route("/messages/{id}/file/{seq}/{n}", get(file::file))
        .route("/messages/queue/{request}/file/{seq}/{n}", get(file::given))
        .route("/api/{*form}", post(nothing))
        .leptos_routes_with_context(&options, routes, context, App)
        .fallback(missing)
        .layer(middleware::from_fn(server_functions::hide_argument_errors))
        .layer(middleware::from_fn(tidy::tidy))
        .layer(CatchPanicLayer::custom(|panic: Box<dyn std::any::Any + Send>| {
            // Privacy: a panic message may contain text that a person typed, so it is not logged.
            drop(panic);
            tracing::error!("a handler panicked");
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response
        }))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(20)))
        .layer(RequestBodyLimitLayer::new(LARGEST))
        .layer(middleware::from_fn_with_state(door, visit))
        .layer(Extension(live::StreamPermits(PersonPermits::new(settings.max_streams_per_person))))
        .layer(middleware::from_fn(refuse_prefetch))
        // Outside `visit`, so that the deadline includes the queries for the session.
        .layer(middleware::from_fn(|request: Request, next: Next| store::deadline::within(DATABASE_WAIT, next.run(request))))
        .with_state(options);

    let files = ServeDir::new(settings.site.join("pkg")).precompressed_br().precompressed_gzip();
    let kept = SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    let health = move || {
        let health = health.clone();
        async move { health.answer().await }
    };
    Ok(Router::new()
        .route("/healthz", get(|| async { "up\n" }))
        .route("/readyz", get(health))
        .route("/notice.js", get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], include_str!("../../app/src/messages/notice.js")) }))
        .route("/manifest.webmanifest", get(home_screen::manifest))
        .route("/icons/{name}", get(home_screen::icon))
        .merge(texts)
        .route("/icon.svg", get(|| async { ([(header::CONTENT_TYPE, "image/svg+xml")], include_str!("icon.svg")) }))
        .nest_service("/pkg", tower::ServiceBuilder::new().layer(kept).service(files))
        .merge(
            pages
                .layer(CompressionLayer::new().br(true).gzip(true))
                .layer(middleware::from_fn(|request, next| limit_body(BodyLimits::default(), request, next)))
                .layer(middleware::from_fn_with_state(leaving, leaving::leaving)),
        )
        .layer(middleware::from_fn_with_state(trusted, client_address::identify))
        .layer(middleware::from_fn_with_state(guard, security::guard)))
}
