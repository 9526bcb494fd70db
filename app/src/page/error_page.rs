//! The page that says what went wrong and what to do next.

use leptos::prelude::*;

use super::layout::{PageLayout, document_without_family};
use super::navigation::NavItem;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::paths;
use crate::request::context::RequestContext;

/// The error page: what happened and what to do next. `submitted_text`, what the person typed into
/// the form that failed, is rendered below.
pub fn error_page(
    context: &RequestContext,
    error: &AppError,
    submitted_text: Option<AnyView>,
) -> AnyView {
    error.set_status();
    let (text, code) = (context.localizer(), error.error_code());
    let title = text.get(&format!("error-{code}-title"));
    // Only an internal error is in the log under this id.
    let trace = (*error == AppError::Internal).then(|| {
        let trace = context.trace_id.to_string();
        view! { <p class="muted">{text.get("error-trace")} " " <code dir="ltr">{trace}</code></p> }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        <p>{advice_text(error, text)}</p>
        {submitted_text}
        {trace}
        <p>
            <a class="btn secondary" href=paths::HOME>
                {text.get("error-home")}
            </a>
        </p>
    };
    document_without_family(
        context,
        PageLayout {
            title,
            nav_item: NavItem::None,
            ..PageLayout::default()
        },
        body.into_any(),
    )
}

/// What to do next, in the language of the page.
fn advice_text(error: &AppError, text: Localizer) -> String {
    match error {
        // Rounded up, so that a retry after that time is not refused again.
        AppError::TooMany(wait) => text.format(
            "error-many-body",
            &[("minutes", wait.div_ceil(60).max(1).into())],
        ),
        _ => text.get(&format!("error-{}-body", error.error_code())),
    }
}
