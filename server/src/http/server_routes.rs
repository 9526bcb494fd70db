//! The routes that are neither pages nor server functions: files, event streams, forms that the
//! middleware answers, and what everyone gets without a session. `add_routes` is the only place
//! that adds a path to the router, so that no route exists without an entry in a table.

mod file_handlers;

use app::form_routes::FORM_ROUTES;
use app::paths;
use app::route_table::{Route, RouteAccess, RouteResponse};
use app::routes::PAGE_ROUTES;
use axum::Router;
use axum::extract::State;
use axum::routing::{MethodRouter, get, post};
use http::{StatusCode, header};
use leptos::config::LeptosOptions;
use store::Db;

use self::file_handlers::{
    serve_event_file, serve_feed, serve_plan_pdf, serve_thread_csv, serve_thread_pdf,
    serve_tribe_csv,
};
use crate::http::health::HealthChecker;
use crate::http::vault::vault_routes;
use crate::http::{attachments, home_screen, ninety_days, thread_events};
use crate::notifications::inbound_sms::{self, InboundSmsHandler};

/// Routes, each with its handler.
pub type HandledRoutes<S> = Vec<(Route, MethodRouter<S>)>;

/// Every route of the program.
pub fn all_routes() -> Vec<Route> {
    let routes = PAGE_ROUTES.iter().chain(FORM_ROUTES).copied();
    routes
        .chain(without_handlers(session_routes()))
        .chain(without_handlers(public_routes()))
        .chain(without_handlers(webhook_routes()))
        .chain(without_handlers(feed_routes()))
        .collect()
}

fn without_handlers<S>(routes: HandledRoutes<S>) -> impl Iterator<Item = Route> {
    routes.into_iter().map(|(route, _)| route)
}

/// Adds these routes to a router.
pub fn add_routes<S: Clone + Send + Sync + 'static>(
    router: Router<S>,
    routes: HandledRoutes<S>,
) -> Router<S> {
    routes.into_iter().fold(router, |router, (route, handler)| {
        router.route(&route.pattern(), handler)
    })
}

/// The forms that the middleware (`answer_exit_or_sign_out`, `attach_request_context`) answers. The
/// router needs to know their paths.
fn middleware_forms() -> HandledRoutes<LeptosOptions> {
    let forms = [
        (paths::EXIT, "leaving quickly"),
        (
            paths::PRESERVE_FORM,
            "preserving a form while the language changes",
        ),
        (paths::SIGN_OUT, "signing out"),
    ];
    forms
        .map(|(path, description)| {
            let route = Route::form(path, RouteAccess::Anyone, description);
            // Reached only when no middleware has answered.
            (route, post(|| async { StatusCode::NOT_FOUND }))
        })
        .into()
}

/// The files and event streams, for which the session, the request context and access control
/// apply as for pages.
fn files_and_streams() -> HandledRoutes<LeptosOptions> {
    let file =
        |path, access, description| Route::get(path, access, RouteResponse::File, description);
    vec![
        (
            file(
                "/family/{id}/plan/version/{version}/pdf",
                RouteAccess::PlanReaders,
                "a version of the plan as a PDF",
            ),
            get(serve_plan_pdf),
        ),
        (
            file(
                "/family/{id}/calendar/{event}/file",
                RouteAccess::EventReaders,
                "an event as a file for the calendar of a phone",
            ),
            get(serve_event_file),
        ),
        (
            file(
                "/family/{id}/team/tribe.csv",
                RouteAccess::TribeReaders,
                "the dates of what is known about the children's tribes, as CSV",
            ),
            get(serve_tribe_csv),
        ),
        ninety_days::pdf_route(),
        (
            file(
                "/messages/{id}/pdf",
                RouteAccess::Participants,
                "a conversation as a PDF",
            ),
            get(serve_thread_pdf),
        ),
        (
            file(
                "/messages/{id}/table",
                RouteAccess::Participants,
                "a conversation as CSV",
            ),
            get(serve_thread_csv),
        ),
        (
            file(
                "/messages/{id}/file/{seq}/{n}",
                RouteAccess::Participants,
                "an attachment of a conversation",
            ),
            get(attachments::download_attachment),
        ),
        (
            file(
                "/messages/queue/{request}/file/{seq}/{n}",
                RouteAccess::AssignedInterpreter,
                "the voice message to interpret",
            ),
            get(attachments::download_for_interpreter),
        ),
        (
            Route::get(
                thread_events::THREAD_EVENTS_PATH,
                RouteAccess::Participants,
                RouteResponse::Stream,
                "events about new messages",
            ),
            get(thread_events::open_event_stream),
        ),
    ]
}

/// The routes inside the middleware stack.
pub fn session_routes() -> HandledRoutes<LeptosOptions> {
    [middleware_forms(), files_and_streams(), vault_routes()].concat()
}

/// The routes outside the middleware stack: the same response for everyone, without a session.
pub fn public_routes() -> HandledRoutes<HealthChecker> {
    let public = |path, description| {
        Route::get(
            path,
            RouteAccess::Anyone,
            RouteResponse::Public,
            description,
        )
    };
    vec![
        (
            public("/healthz", "liveness check"),
            // Without the database: restarting this process would not repair it.
            get(|| async { "up\n" }),
        ),
        (
            public("/readyz", "readiness check"),
            get(
                |State(health): State<HealthChecker>| async move { health.readiness_response().await },
            ),
        ),
        (
            // A service worker controls pages below its own path only, and browsers look for a new
            // version at the same address: so at the root, and without a hash in its name. The
            // address is older than the name of the file; browsers have registered it.
            public("/notice.js", "the browser's script for notifications"),
            get(|| async {
                (
                    [(header::CONTENT_TYPE, "text/javascript")],
                    include_str!("../../../app/src/messages/push_worker.js"),
                )
            }),
        ),
        (
            public("/manifest.webmanifest", "the web app manifest"),
            get(home_screen::serve_manifest),
        ),
        (
            public(
                "/icons/{name}",
                "the icons of the home screen, and the neutral ones of the browser's tab",
            ),
            get(home_screen::serve_icon),
        ),
        (
            public("/icon.svg", "the icon of the browser's tab"),
            get(|| async {
                (
                    [(header::CONTENT_TYPE, "image/svg+xml")],
                    include_str!("icon.svg"),
                )
            }),
        ),
    ]
}

/// The private calendar addresses: the token in the address is the key, instead of a session.
pub fn feed_routes() -> HandledRoutes<Db> {
    let route = Route::get(
        "/calendar/feed/{token}",
        RouteAccess::Anyone,
        RouteResponse::Public,
        "the events of the person whose private calendar address it is: times, and for a family what they chose",
    );
    vec![(route, get(serve_feed))]
}

/// The webhook of the SMS gateway; it verifies a signature instead of a session.
pub fn webhook_routes() -> HandledRoutes<InboundSmsHandler> {
    let route = Route::webhook(
        inbound_sms::WEBHOOK_PATH,
        "text messages from the SMS gateway, with its signature",
    );
    vec![(route, post(inbound_sms::receive_text))]
}
