//! The one conversion from a store error to a status and to words, and the one place that logs it.

use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::actor::Visit;
use crate::ui::page::{Layout, Place, document};

/// Why a page or a form could not be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// Absent and refused are the same.
    NotFound,
    /// Nobody has signed in, or the session has ended.
    SignedOut,
    /// Something changed meanwhile; both texts are shown where there are two.
    Conflict,
    /// Another writer was first with the same thing; `twice!` tries again at once.
    Raced,
    /// Too much at once. Trying again helps.
    Busy,
    /// Ours to mend. The operator finds the cause under the trace id.
    Broken,
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::Conflict => Self::Conflict,
            store::Error::Raced => Self::Raced,
            store::Error::Busy => Self::Busy,
            // Codes are handled by the forms; one that comes here was forgotten there.
            other => {
                tracing::error!(error = %other, "the store failed");
                Self::Broken
            }
        }
    }
}

impl Error {
    /// A session that could not be read or kept.
    pub fn session(error: tower_sessions::session::Error) -> Self {
        tracing::error!(%error, "the session failed");
        Self::Busy
    }

    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::SEE_OTHER,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Raced | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The error of a status that some other layer has answered with.
    pub const fn of(status: StatusCode) -> Self {
        match status.as_u16() {
            404 | 405 => Self::NotFound,
            409 => Self::Conflict,
            408 | 429 | 503 => Self::Busy,
            _ => Self::Broken,
        }
    }

    /// The part of the Fluent keys: `error-<code>-title` and `error-<code>-body`. keys: error-missing-* error-conflict-* error-busy-* error-broken-*
    const fn code(&self) -> &'static str {
        match self {
            Self::NotFound | Self::SignedOut => "missing",
            Self::Conflict => "conflict",
            Self::Raced | Self::Busy => "busy",
            Self::Broken => "broken",
        }
    }

    /// Sets the status of the answer being made.
    pub fn answer(&self) {
        if let Some(options) = use_context::<ResponseOptions>() {
            options.set_status(self.status());
        }
    }
}

/// The page that says what happened and what to do next. `kept` is drawn below the words: what had been typed.
pub fn page(visit: &Visit, error: &Error, kept: Option<AnyView>) -> AnyView {
    error.answer();
    let (text, code) = (visit.text(), error.code());
    let title = text.say(&format!("error-{code}-title"));
    let trace = (*error == Error::Broken).then(|| {
        let trace = visit.trace.to_string();
        view! { <p class="soft">{text.say("error-trace")} " " <code dir="ltr">{trace}</code></p> }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        <p>{text.say(&format!("error-{code}-body"))}</p>
        {kept}
        {trace}
        <p><a class="btn plain" href="/">{text.say("error-home")}</a></p>
    };
    document(visit, Layout { title, place: Place::None, ..Layout::default() }, body.into_any())
}
