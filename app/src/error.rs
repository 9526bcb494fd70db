//! The one conversion from a store error to a status and to words, and the one place that logs it.

use http::{HeaderMap, HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use store::blocking_pool::PoolError;

use crate::actor::Visit;
use crate::text::Text;
use crate::ui::page::{Layout, Place, document};

/// Seconds after which a busy portal is worth another try.
const SOON: u32 = 60;

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
    /// What was sent broke off, or cannot be read.
    Unreadable,
    /// More was sent than a form may hold.
    TooLarge,
    /// Too many tries in a short time; another one is answered after so many seconds.
    TooMany(u32),
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
            // Told to the reader as any other wait; what is broken is for the operator.
            store::Error::Unavailable(_) => {
                tracing::error!(%error, "the store is unavailable");
                Self::Busy
            }
            // Codes are handled by the forms; one that comes here was forgotten there.
            other => {
                tracing::error!(error = %other, "the store failed");
                Self::Broken
            }
        }
    }
}

impl From<PoolError> for Error {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Full => Self::Busy,
            PoolError::Panicked => {
                // The words of a panic may hold what a person typed.
                tracing::error!("blocking work panicked");
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
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The error of a status that some other layer has answered with, and of its headers.
    pub fn of(status: StatusCode, headers: &HeaderMap) -> Self {
        match status.as_u16() {
            401 => Self::SignedOut,
            404 | 405 => Self::NotFound,
            409 => Self::Conflict,
            413 => Self::TooLarge,
            429 => Self::TooMany(headers.get(header::RETRY_AFTER).and_then(|wait| wait.to_str().ok()?.parse().ok()).unwrap_or(SOON)),
            503 => Self::Busy,
            400..500 => Self::Unreadable,
            _ => Self::Broken,
        }
    }

    /// Seconds after which trying again may help.
    pub const fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Raced | Self::Busy => Some(SOON),
            Self::TooMany(wait) => Some(*wait),
            _ => None,
        }
    }

    /// Sets Retry-After where there is none yet.
    pub fn say_when(&self, headers: &mut HeaderMap) {
        if let Some(wait) = self.retry_after() {
            headers.entry(header::RETRY_AFTER).or_insert_with(|| HeaderValue::from(wait));
        }
    }

    /// The part of the Fluent keys: `error-<code>-title` and `error-<code>-body`; the whole body of an answer that is no page.
    /// keys: error-missing-* error-conflict-* error-busy-* error-unreadable-* error-large-* error-many-* error-broken-*
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound | Self::SignedOut => "missing",
            Self::Conflict => "conflict",
            Self::Raced | Self::Busy => "busy",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "large",
            Self::TooMany(_) => "many",
            Self::Broken => "broken",
        }
    }

    /// Sets the status of the answer being made, and when to try again.
    pub fn answer(&self) {
        if let Some(options) = use_context::<ResponseOptions>() {
            options.set_status(self.status());
            if let Some(wait) = self.retry_after() {
                options.insert_header(header::RETRY_AFTER, HeaderValue::from(wait));
            }
        }
    }

    /// What to do next, in the reader's language.
    fn advice(&self, text: Text) -> String {
        match self {
            // Rounded up: who comes back too early would wait again.
            Self::TooMany(wait) => text.with("error-many-body", &[("minutes", wait.div_ceil(60).max(1).into())]),
            _ => text.say(&format!("error-{}-body", self.code())),
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
        <p>{error.advice(text)}</p>
        {kept}
        {trace}
        <p><a class="btn plain" href="/">{text.say("error-home")}</a></p>
    };
    document(visit, Layout { title, place: Place::None, ..Layout::default() }, body.into_any())
}
