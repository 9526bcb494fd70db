//! `POST /exit` ("Leave now") and `POST /api/account/sign-out`, answered before any database call
//! and before the body is read, so that they work even when the database is locked, full or
//! unreachable. A background task deletes the session's row afterwards.

use std::sync::Arc;

use app::paths;
use app::request::context::AppConfig;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, Method, header};

use crate::http::ended_sessions::EndedSessions;
use crate::http::sessions::SessionCookies;

/// State of the `answer_exit_or_sign_out` middleware.
#[derive(Debug, Clone)]
pub struct QuickExitLayer {
    pub config: Arc<AppConfig>,
    pub cookies: SessionCookies,
    pub ended: EndedSessions,
}

/// Middleware: answers "Leave now" and sign-out; other requests pass on.
pub async fn answer_exit_or_sign_out(
    State(leaving): State<QuickExitLayer>,
    request: Request,
    next: Next,
) -> Response {
    // A GET changes nothing: a link or a prefetch must not sign anybody out.
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (target, clear) = match request.uri().path() {
        // Only a known address: /exit has no CSRF check, so any other target would be an open
        // redirect.
        paths::EXIT => (
            leaving
                .config
                .exit_addresses
                .allowed_target(request.uri().query(), &leaving.config.exit_address),
            "\"cache\", \"cookies\", \"storage\"",
        ),
        // Without "cookies": the chosen language is stored in a cookie and must survive a sign-out.
        paths::SIGN_OUT => (paths::SIGN_IN.to_owned(), "\"cache\", \"storage\""),
        _ => return next.run(request).await,
    };
    // Not looked up, because that needs the database. The queue of tokens is bounded.
    if let Some(token) = leaving.cookies.session_token(request.headers()) {
        leaving.ended.end_session(token);
        // Sent at the same time as a proof, whose answer with the new token is still under way.
        if let Some(new_token) = leaving.cookies.token_after(&token) {
            leaving.ended.end_session(new_token);
        }
    }
    let mut response = Redirect::to(&target).into_response();
    let headers = response.headers_mut();
    headers.insert("clear-site-data", HeaderValue::from_static(clear));
    if let Some(removal) = leaving.cookies.removal_cookie() {
        headers.append(header::SET_COOKIE, removal);
    }
    response
}
