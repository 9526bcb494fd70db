//! Renders the pages, and an error page in place of one that fails.

use leptos::prelude::*;

use super::error_page::error_page;
use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;

/// Renders a page once its future resolves. Every page uses this: `SignedOut` redirects to the
/// sign-in page, other errors render the error page.
pub fn render_page<F, Fut>(page: F) -> AnyView
where
    F: FnOnce(RequestContext) -> Fut,
    Fut: Future<Output = Result<AnyView, AppError>> + Send + 'static,
{
    let context = crate::request::context::request_context();
    let future = page(context.clone());
    Suspend::new(async move {
        match future.await {
            Ok(view) => view,
            // Also when the session ended after the request had begun.
            Err(AppError::SignedOut) => {
                crate::request::form::see_other(paths::SIGN_IN);
                ().into_any()
            }
            Err(other) => error_page(&context, &other, None),
        }
    })
    .into_any()
}
