//! The router: routes from the route tables, and the middleware stack. A layer added later wraps
//! those before it.

use std::any::Any;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::account::passkey::webauthn_of;
use app::request::context::{AppConfig, NotificationChannels};
use app::request::exit_addresses::ExitAddresses;
use app::routes::App;
use attachments::AttachmentStore;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router, middleware};
use clients::machine_translation::{TRANSLATION_TIMEOUT, TranslationClient};
use clients::web_push;
use documents::Fonts;
use http::{HeaderValue, StatusCode, header};
use ipnet::IpNet;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list, render_app_async_with_context};
use store::Db;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::config::{Installation, Settings};
use crate::http::body_limits::{BodyLimits, limit_body};
use crate::http::ended_sessions::EndedSessions;
use crate::http::form_body::{MAX_FORM_BYTES, UploadMemory};
use crate::http::health::{HealthChecker, ReadinessFlag};
use crate::http::person_permits::PersonPermits;
use crate::http::prefetch::refuse_prefetch;
use crate::http::quick_exit;
use crate::http::quick_exit::QuickExitLayer;
use crate::http::request_context::{RequestContextLayer, UploadLimits, attach_request_context};
use crate::http::security_headers;
use crate::http::security_headers::SecurityPolicy;
use crate::http::server_routes::{
    add_routes, feed_routes, public_routes, session_routes, webhook_routes,
};
use crate::http::sessions::SessionCookies;
use crate::http::{assets, client_address, html_cleanup, server_functions, thread_events};
use crate::notifications::inbound_sms::InboundSmsHandler;
use crate::public_url::PublicUrl;

/// Maximum of concurrent uploads for each person.
const MAX_UPLOADS_PER_PERSON: usize = 2;

/// How long one request may wait for the database, in all its waits together.
const DATABASE_DEADLINE: Duration = Duration::from_secs(5);

/// How long the response to one request may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(20);

// A translation and the waits for the database fit into one request: otherwise the reader would get
// an error page instead of the offer of an interpreter.
const _: () = assert!(
    TRANSLATION_TIMEOUT.as_secs() + DATABASE_DEADLINE.as_secs() < REQUEST_TIMEOUT.as_secs()
);

/// Reads the fonts for PDFs, once at startup; `None` where they are missing.
fn load_pdf_fonts(settings: &Settings) -> Option<Fonts> {
    let fonts = Fonts::load_folder(&settings.pdf_fonts_dir);
    // A warning and no error, because the print view needs no fonts.
    if fonts.is_none() {
        tracing::warn!(folder = %settings.pdf_fonts_dir.display(), "the Noto fonts are not there: no PDFs \
            are offered (Debian: fonts-noto-core)");
    }
    fonts
}

/// The settings that pages need, with the names of the built assets.
///
/// # Errors
/// When the site has not been built, or a setting is invalid.
fn build_app_config(
    settings: &Settings,
    installation: Installation,
    public_url: &PublicUrl,
    files: AttachmentStore,
) -> anyhow::Result<AppConfig> {
    let asset_names = assets::load_asset_manifest(&settings.assets_dir)?;
    // Never empty: `load_asset_manifest` has required every name.
    let name = |plain: &str| asset_names.get(plain).cloned().unwrap_or_default();
    let translation_client = settings
        .translate_url
        .as_deref()
        .map(|url| TranslationClient::new(url, settings.translate_key.as_deref()))
        .transpose()?;
    let push_key = settings
        .vapid_key
        .as_deref()
        .map(web_push::derive_public_key)
        .transpose()?;
    Ok(AppConfig {
        demo: installation.is_demo(),
        secure: public_url.is_https(),
        help_line: settings.help_line().to_owned(),
        exit_address: settings.exit_url.clone(),
        agency_name: settings.agency_name.clone(),
        exit_addresses: ExitAddresses::default(),
        style: name("style.css"),
        exit_script: name("exit.js"),
        module: name("alongside"),
        push_subscribe_script: name("push_subscribe.js"),
        speech_script: name("speech.js"),
        autosave_script: name("autosave.js"),
        passkey_script: name("passkey.js"),
        webauthn: webauthn_of(&public_url.passkey_origin()),
        message_retention_days: settings.message_retention_days,
        translation_client,
        attachment_store: Some(files),
        notification_channels: NotificationChannels {
            email: settings.smtp_url.is_some(),
            sms: settings.sms_url.is_some(),
            push: push_key,
            push_hosts: settings.push_hosts.clone(),
        },
        identity_provider: settings
            .identity_provider
            .open_provider(&settings.public_base_url())?,
        pdf_fonts: load_pdf_fonts(settings),
    })
}

/// Logs that a handler panicked, and answers 500.
fn panic_response(panic: Box<dyn Any + Send>) -> Response {
    // Privacy: a panic message may contain text that a person typed, so it is not logged.
    drop(panic);
    tracing::error!("a handler panicked");
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// Pages, server functions, files and streams, with the middleware that each of their requests
/// passes.
fn session_router(
    options: &LeptosOptions,
    layer: RequestContextLayer,
    max_streams_per_person: usize,
) -> Router {
    let context = {
        let options = options.clone();
        move || provide_context(options.clone())
    };
    let render_not_found = {
        let context = context.clone();
        move |request: Request| {
            // Without a page here, so that `error_response` adds one that shows the typed text.
            let is_page = !request.uri().path().starts_with("/api/");
            let page =
                is_page.then(|| render_app_async_with_context(context.clone(), App)(request));
            async move {
                match page {
                    Some(page) => page.await,
                    None => StatusCode::NOT_FOUND.into_response(),
                }
            }
        }
    };
    add_routes(Router::new(), session_routes())
        .leptos_routes_with_context(options, generate_route_list(App), context, App)
        .fallback(render_not_found)
        .layer(middleware::from_fn(server_functions::hide_argument_errors))
        .layer(middleware::from_fn(html_cleanup::clean_html_response))
        // Inside the request context, so that after a panic the typed text is shown again.
        .layer(CatchPanicLayer::custom(panic_response))
        // Ends with the head of the response, so event streams stay open. The time to receive a
        // form is limited by `limit_body`, outside of this layer.
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            REQUEST_TIMEOUT,
        ))
        .layer(RequestBodyLimitLayer::new(MAX_FORM_BYTES))
        .layer(middleware::from_fn_with_state(
            layer,
            attach_request_context,
        ))
        .layer(Extension(thread_events::StreamPermits(PersonPermits::new(
            max_streams_per_person,
        ))))
        // Before the session, so that a prefetch reads and writes nothing.
        .layer(middleware::from_fn(refuse_prefetch))
        // Outside `attach_request_context`, so that the deadline includes the queries for the
        // session.
        .layer(middleware::from_fn(|request: Request, next: Next| {
            store::deadline::with_wait_budget(DATABASE_DEADLINE, next.run(request))
        }))
        // Outside of the deadline, which is for waits for the database.
        .layer(middleware::from_fn(thread_events::limit_opening_streams))
        .with_state(options.clone())
}

/// The built style sheet, scripts and module. Their names contain a hash of their content, so
/// browsers may cache them for good.
fn asset_router(folder: &Path) -> Router {
    let files = ServeDir::new(folder.join("pkg"))
        .precompressed_br()
        .precompressed_gzip();
    let immutable_cache = SetResponseHeaderLayer::overriding(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    Router::new().nest_service(
        "/pkg",
        tower::ServiceBuilder::new()
            .layer(immutable_cache)
            .service(files),
    )
}

/// The private calendar addresses, which many calendars fetch at the same minute.
fn feed_router(db: &Db) -> Router {
    add_routes(Router::new(), feed_routes())
        .layer(middleware::from_fn(|request: Request, next: Next| {
            store::deadline::with_wait_budget(DATABASE_DEADLINE, next.run(request))
        }))
        .with_state(db.clone())
}

/// Compresses everything but archives, whose files are compressed already.
fn compression_layer() -> CompressionLayer<impl Predicate + Send + Sync + 'static> {
    let archives = NotForContentType::const_new("application/zip");
    CompressionLayer::new()
        .br(true)
        .gzip(true)
        .compress_when(DefaultPredicate::new().and(archives))
}

/// Builds the router of the whole application. `ended` deletes ended sessions in a background task,
/// which the caller must flush at shutdown.
///
/// # Errors
/// When the site has not been built, or a setting is invalid.
pub fn build_router(
    db: &Db,
    settings: &Settings,
    installation: Installation,
    ready: ReadinessFlag,
    ended: &EndedSessions,
) -> anyhow::Result<Router> {
    let public_url = PublicUrl::parse(&settings.public_base_url())?;
    let secure = public_url.is_https();
    let files = settings.open_attachment_store()?;
    let health = HealthChecker::new(db.clone(), files.clone(), ready);
    let config = Arc::new(build_app_config(
        settings,
        installation,
        &public_url,
        files,
    )?);
    let options = LeptosOptions::builder()
        .output_name(config.module.clone())
        .site_root(settings.assets_dir.to_string_lossy().to_string())
        .site_pkg_dir("pkg")
        .build();
    let inbound_sms = InboundSmsHandler::new(db, settings)?;
    let security_policy = Arc::new(SecurityPolicy {
        public_url,
        accepts_inbound_sms: inbound_sms.is_some(),
    });
    let webhooks = inbound_sms.map_or_else(Router::new, |state| {
        add_routes(Router::new(), webhook_routes()).with_state(state)
    });
    let trusted: Arc<[IpNet]> = settings.trusted_proxy.clone().into();
    let cookies = SessionCookies::new(db, ended.clone(), secure);
    let exit_layer = QuickExitLayer {
        config: config.clone(),
        cookies: cookies.clone(),
        ended: ended.clone(),
    };
    let context_layer = RequestContextLayer {
        db: db.clone(),
        config,
        options: options.clone(),
        cookies,
        uploads: UploadLimits {
            memory: UploadMemory::default(),
            people: PersonPermits::new(MAX_UPLOADS_PER_PERSON),
        },
    };
    let pages = session_router(&options, context_layer, settings.max_streams_per_person)
        .layer(compression_layer())
        .layer(middleware::from_fn(|request, next| {
            limit_body(BodyLimits::default(), request, next)
        }))
        .layer(middleware::from_fn_with_state(
            exit_layer,
            quick_exit::answer_exit_or_sign_out,
        ));
    // The last layer wraps all others: refusals and assets have the security headers too.
    Ok(add_routes(Router::new(), public_routes())
        .with_state(health)
        .merge(webhooks)
        .merge(feed_router(db))
        .merge(asset_router(&settings.assets_dir))
        .merge(pages)
        .layer(middleware::from_fn_with_state(
            trusted,
            client_address::attach_client_address,
        ))
        .layer(middleware::from_fn_with_state(
            security_policy,
            security_headers::apply_security_policy,
        )))
}
