//! All routes and the middleware stack; a layer added later wraps those before it.

use std::sync::Arc;
use std::time::Duration;

use app::exit_addresses::ExitAddresses;
use app::messages::machine_translation::TranslationClient;
use app::messages::{csv_export, print_document};
use app::request_context::{AppConfig, NotificationChannels, RequestContext};
use app::routes::App;
use app::ui::documents::Fonts;
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
use crate::form_body::{MAX_FORM_BYTES, UploadMemory};
use crate::health::{HealthChecker, ReadinessFlag};
use crate::home_screen;
use crate::notifications::inbound_sms::{self, InboundSmsHandler};
use crate::notifications::web_push;
use crate::person_permits::PersonPermits;
use crate::prefetch::refuse_prefetch;
use crate::public_url::PublicUrl;
use crate::quick_exit::{self, QuickExitLayer};
use crate::request_context::{RequestContextLayer, UploadLimits, attach_request_context};
use crate::security_headers::{self, SecurityPolicy};
use crate::sessions::SessionCookies;
use crate::{assets, attachments, client_address, html_cleanup, server_functions, thread_events};

/// Maximum of concurrent uploads for each person.
const MAX_UPLOADS_PER_PERSON: usize = 2;

/// How long one request may wait for the database, in all its waits together.
const DATABASE_DEADLINE: Duration = Duration::from_secs(5);

/// Reads the fonts for PDFs, once at startup; `None` where they are missing.
fn load_pdf_fonts(settings: &Settings) -> Option<Fonts> {
    let fonts = Fonts::load_folder(&settings.pdf_fonts_dir);
    if fonts.is_none() {
        tracing::warn!(folder = %settings.pdf_fonts_dir.display(), "the Noto fonts are not there: no PDFs \
            are offered (Debian: fonts-noto-core)");
    }
    fonts
}

/// `GET /family/{id}/plan/version/{version}/pdf`: a plan version as a PDF. Not a route of the
/// Leptos app, because those render HTML pages.
async fn serve_plan_pdf(
    Extension(context): Extension<RequestContext>,
    Path((family, version)): Path<(String, String)>,
) -> Response {
    let (Ok(family), Ok(number)) = (family.parse(), version.parse()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    file_response(
        app::plan::page::print::version_pdf(context, family, number).await,
        "application/pdf",
        "inline; filename=\"plan.pdf\"",
    )
}

/// The response for a generated file: its bytes with this content type and Content-Disposition, or
/// the status of the error.
fn file_response(
    result: Result<Vec<u8>, app::error::AppError>,
    mime: &'static str,
    name: &'static str,
) -> Response {
    match result {
        Ok(bytes) => (
            [
                (header::CONTENT_TYPE, mime),
                (header::CONTENT_DISPOSITION, name),
            ],
            bytes,
        )
            .into_response(),
        Err(error) => error.status_code().into_response(),
    }
}

/// `GET /messages/{id}/pdf`: a part of a conversation as a PDF.
async fn serve_thread_pdf(
    Extension(context): Extension<RequestContext>,
    Path(id): Path<String>,
    query: Result<Query<ThreadPdfQuery>, QueryRejection>,
) -> Response {
    let (Ok(thread), Ok(Query(ThreadPdfQuery { before }))) = (id.parse(), query) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let bytes = async {
        print_document::render_thread_pdf(
            context,
            thread,
            print_document::parse_before(before.as_deref())?,
        )
        .await
    };
    file_response(
        bytes.await,
        "application/pdf",
        "inline; filename=\"messages.pdf\"",
    )
}

/// Query of `serve_thread_pdf`: the part of the conversation that ends before this message.
#[derive(serde::Deserialize)]
struct ThreadPdfQuery {
    before: Option<String>,
}

/// `GET /messages/{id}/table`: a whole conversation as CSV, streamed.
async fn serve_thread_csv(
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
            (headers, Body::from_stream(rows)).into_response()
        }
        Err(error) => error.status_code().into_response(),
    }
}

/// Builds the router of the whole application. `ended` deletes ended sessions in a background task,
/// which the caller must flush at shutdown.
///
/// # Errors
/// When the site has not been built, or a setting is invalid.
pub fn build_router(
    db: &Db,
    settings: &Settings,
    demo: bool,
    ready: ReadinessFlag,
    ended: &EndedSessions,
) -> anyhow::Result<Router> {
    let asset_names = assets::load_asset_manifest(&settings.assets_dir)?;
    let name = |plain: &str| asset_names.get(plain).cloned().unwrap_or_default();
    let public_url = PublicUrl::parse(&settings.public_base_url())?;
    let files = settings.open_attachment_store()?;
    let health = HealthChecker::new(db.clone(), files.clone(), ready);
    let secure = public_url.is_https();
    let site = Arc::new(AppConfig {
        demo,
        secure,
        help_line: settings.help_line().to_owned(),
        exit_address: settings.exit_url.clone(),
        exit_addresses: ExitAddresses::default(),
        style: name("style.css"),
        exit_script: name("exit.js"),
        module: name("alongside"),
        notify_script: name("notify.js"),
        thread_script: name("thread.js"),
        message_retention_days: settings.message_retention_days,
        translation_client: settings
            .translate_url
            .as_deref()
            .map(|url| TranslationClient::new(url, settings.translate_key.as_deref()))
            .transpose()
            .map_err(anyhow::Error::msg)?,
        attachment_store: Some(files.clone()),
        notification_channels: NotificationChannels {
            email: settings.smtp_url.is_some(),
            sms: settings.sms_url.is_some(),
            push: settings
                .vapid_key
                .as_deref()
                .map(web_push::derive_public_key)
                .transpose()?,
            push_hosts: settings.push_hosts.clone(),
        },
        pdf_fonts: load_pdf_fonts(settings),
    });
    let options = LeptosOptions::builder()
        .output_name(site.module.clone())
        .site_root(settings.assets_dir.to_string_lossy().to_string())
        .site_pkg_dir("pkg")
        .build();
    let context = {
        let options = options.clone();
        move || provide_context(options.clone())
    };
    let routes = generate_route_list(App);
    let inbound_handler = InboundSmsHandler::new(db, settings)?;
    let security_policy = Arc::new(SecurityPolicy {
        public_url,
        accepts_inbound_sms: inbound_handler.is_some(),
    });
    let inbound_routes = inbound_handler.map_or_else(Router::new, |state| {
        Router::new()
            .route(inbound_sms::WEBHOOK_PATH, post(inbound_sms::receive_text))
            .with_state(state)
    });
    let trusted: Arc<[IpNet]> = settings.trusted_proxy.clone().into();
    let cookies = SessionCookies::new(db, ended.clone(), secure);
    let exit_layer = QuickExitLayer {
        site: site.clone(),
        cookies: cookies.clone(),
        ended: ended.clone(),
    };
    let uploads = UploadLimits {
        memory: UploadMemory::default(),
        people: PersonPermits::new(MAX_UPLOADS_PER_PERSON),
    };
    let context_layer = RequestContextLayer {
        db: db.clone(),
        site,
        options: options.clone(),
        cookies,
        uploads,
    };

    let render_not_found = {
        let context = context.clone();
        move |request: Request| render_app_async_with_context(context.clone(), App)(request)
    };
    // A placeholder for paths that the middleware (`answer_exit_or_sign_out`,
    // `attach_request_context`) answers, and for unknown `/api/` paths.
    let placeholder = || async { StatusCode::NOT_FOUND };
    let pages = Router::new()
        .route("/keep", post(placeholder))
        .route("/api/account/sign-out", post(placeholder))
        .route(
            "/family/{id}/plan/version/{version}/pdf",
            get(serve_plan_pdf),
        )
        .route("/messages/{id}/pdf", get(serve_thread_pdf))
        .route("/messages/{id}/table", get(serve_thread_csv))
        .route("/messages/{id}/live", get(thread_events::open_event_stream))
        .route(
            "/messages/{id}/file/{seq}/{n}",
            get(attachments::download_attachment),
        )
        .route(
            "/messages/queue/{request}/file/{seq}/{n}",
            get(attachments::download_for_interpreter),
        )
        .route("/api/{*form}", post(placeholder))
        .leptos_routes_with_context(&options, routes, context, App)
        .fallback(render_not_found)
        .layer(middleware::from_fn(server_functions::hide_argument_errors))
        .layer(middleware::from_fn(html_cleanup::clean_html_response))
        .layer(CatchPanicLayer::custom(
            |panic: Box<dyn std::any::Any + Send>| {
                // Privacy: a panic message may contain text that a person typed, so it is not logged.
                drop(panic);
                tracing::error!("a handler panicked");
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                response
            },
        ))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            Duration::from_secs(20),
        ))
        .layer(RequestBodyLimitLayer::new(MAX_FORM_BYTES))
        .layer(middleware::from_fn_with_state(
            context_layer,
            attach_request_context,
        ))
        .layer(Extension(thread_events::StreamPermits(PersonPermits::new(
            settings.max_streams_per_person,
        ))))
        .layer(middleware::from_fn(refuse_prefetch))
        // Outside `attach_request_context`, so that the deadline includes the queries for the
        // session.
        .layer(middleware::from_fn(|request: Request, next: Next| {
            store::deadline::with_wait_budget(DATABASE_DEADLINE, next.run(request))
        }))
        .with_state(options);

    let files = ServeDir::new(settings.assets_dir.join("pkg"))
        .precompressed_br()
        .precompressed_gzip();
    let immutable_cache = SetResponseHeaderLayer::overriding(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    let health = move || {
        let health = health.clone();
        async move { health.readiness_response().await }
    };
    Ok(Router::new()
        .route("/healthz", get(|| async { "up\n" }))
        .route("/readyz", get(health))
        .route(
            "/notice.js",
            get(|| async {
                (
                    [(header::CONTENT_TYPE, "text/javascript")],
                    include_str!("../../app/src/messages/notice.js"),
                )
            }),
        )
        .route("/manifest.webmanifest", get(home_screen::serve_manifest))
        .route("/icons/{name}", get(home_screen::serve_icon))
        .merge(inbound_routes)
        .route(
            "/icon.svg",
            get(|| async {
                (
                    [(header::CONTENT_TYPE, "image/svg+xml")],
                    include_str!("icon.svg"),
                )
            }),
        )
        .nest_service(
            "/pkg",
            tower::ServiceBuilder::new()
                .layer(immutable_cache)
                .service(files),
        )
        .merge(
            pages
                .layer(CompressionLayer::new().br(true).gzip(true))
                .layer(middleware::from_fn(|request, next| {
                    limit_body(BodyLimits::default(), request, next)
                }))
                .layer(middleware::from_fn_with_state(
                    exit_layer,
                    quick_exit::answer_exit_or_sign_out,
                )),
        )
        .layer(middleware::from_fn_with_state(
            trusted,
            client_address::attach_client_address,
        ))
        .layer(middleware::from_fn_with_state(
            security_policy,
            security_headers::apply_security_policy,
        )))
}
