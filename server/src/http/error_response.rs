//! The end of every request: its log event, and the error page that replaces an error response
//! without one.

use app::error::AppError;
use app::page::error_page::error_page;
use app::request::context::RequestContext;
use app::request::form::RawForm;
use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

use crate::http::form_redisplay;
use crate::http::html_cleanup;

/// What the response to a request depends on, after the request itself was handed to its handler.
pub(crate) struct AnsweredRequest {
    pub options: LeptosOptions,
    pub context: RequestContext,
    /// The head of the request.
    pub parts: http::request::Parts,
    pub posted: RawForm,
    /// True for a client that accepts HTML.
    pub asks_page: bool,
}

impl AnsweredRequest {
    /// Writes the request log event, and replaces an error response that is not HTML with an error
    /// page, which shows the typed fields again. Clients that do not accept HTML get a short text.
    pub(crate) async fn finish_response(&self, response: Response) -> Response {
        self.log_response(&response);
        let status = response.status();
        if !(status.is_client_error() || status.is_server_error()) || is_html(&response) {
            return response;
        }
        // The error of a server function, which its caller in the browser decodes itself.
        if !self.asks_page && response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
            return response;
        }
        let error = AppError::from_status(status, response.headers());
        if !self.asks_page {
            return plain_error_response(&error, &response);
        }
        let mut page = self.render_error_page(error).await;
        *page.status_mut() = status;
        let retry_after = response.headers().get(header::RETRY_AFTER).cloned();
        if let Some(value) = retry_after {
            page.headers_mut().insert(header::RETRY_AFTER, value);
        } else if matches!(
            status,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS
        ) {
            page.headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        page
    }

    fn log_response(&self, response: &Response) {
        // Privacy: the pattern of the route, because the path contains ids.
        let pattern = self
            .parts
            .extensions
            .get::<MatchedPath>()
            .map_or("-", |path| path.as_str());
        tracing::info!(method = %self.parts.method, route = pattern, status = response.status().as_u16(), trace = %self.context.trace_id, "answered");
    }

    async fn render_error_page(&self, error: AppError) -> Response {
        let (action, posted, options, context) = (
            self.parts.uri.path().to_owned(),
            self.posted.clone(),
            self.options.clone(),
            self.context.clone(),
        );
        let render = move || {
            let form = form_redisplay::resubmit_view(
                &context,
                &action,
                &posted.fields,
                &posted.files,
                &error,
            );
            error_page(&context, &error, form)
        };
        let mut head = Request::new(Body::empty());
        (*head.method_mut(), *head.uri_mut(), *head.headers_mut()) = (
            self.parts.method.clone(),
            self.parts.uri.clone(),
            self.parts.headers.clone(),
        );
        *head.extensions_mut() = self.parts.extensions.clone();
        let page = leptos_axum::render_app_async_with_context(
            move || provide_context(options.clone()),
            render,
        )(head)
        .await;
        // This page is rendered outside the `clean_html_response` layer. Without the same cleanup
        // it would differ from the page for an unknown path, and a refused page must be
        // indistinguishable from an absent one.
        html_cleanup::strip_framework_markup(page).await
    }
}

fn is_html(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
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
