//! The single conversion of errors to an HTTP status and a code, and the single place that
//! logs them.

use attachments::AttachmentError;
use documents::PdfError;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use runtime::blocking_pool::PoolError;
use tower_sessions::session::Error as SessionError;
use tower_sessions::session_store;

/// `Retry-After` of an overloaded server, in seconds.
const DEFAULT_RETRY_SECONDS: u32 = 60;

/// What the session store says when the credential of a new session was replaced since it was
/// checked.
pub const CREDENTIAL_REPLACED: &str = "the credential of the session was replaced";

/// Why a request failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppError {
    /// Absent, or not permitted: the same answer, so that it does not reveal what exists.
    NotFound,
    /// There is no signed-in person, or the session has ended.
    SignedOut,
    /// The data has changed in the meantime; the page shows both texts where there are two.
    Conflict,
    /// A concurrent writer won the race; `retry_on_race!` retries at once.
    Raced,
    /// Overload. A retry helps.
    Busy,
    /// The request body is incomplete or malformed.
    Unreadable,
    /// The request body exceeds the size limit.
    TooLarge,
    /// Rate limit exceeded. A retry is allowed after this many seconds.
    TooMany(u32),
    /// Internal error. The log has the cause under the trace id.
    Internal,
}

impl From<store::Error> for AppError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::Conflict => Self::Conflict,
            store::Error::Raced => Self::Raced,
            store::Error::Busy => Self::Busy,
            // The user only has to wait and retry; the cause is for the operator.
            store::Error::Unavailable(_) => {
                tracing::error!(%error, "the database is unavailable");
                Self::Busy
            }
            // Forms handle validation codes; one that arrives here was not handled by its form.
            other => {
                tracing::error!(error = %other, "unhandled store error");
                Self::Internal
            }
        }
    }
}

impl From<PoolError> for AppError {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Full => Self::Busy,
            PoolError::Panicked => {
                // The panic message is not logged, because it may contain user input.
                tracing::error!("blocking work panicked");
                Self::Internal
            }
        }
    }
}

impl From<AttachmentError> for AppError {
    fn from(error: AttachmentError) -> Self {
        match error {
            AttachmentError::NotFound => Self::NotFound,
            AttachmentError::Busy => Self::Busy,
            AttachmentError::Refused(_) => {
                tracing::error!(%error, "the attachment storage failed");
                Self::Internal
            }
        }
    }
}

impl From<PdfError> for AppError {
    fn from(error: PdfError) -> Self {
        match error {
            PdfError::Pool(error) => error.into(),
            PdfError::Writer(error) => {
                tracing::error!(error, "a PDF was not written");
                Self::Internal
            }
        }
    }
}

impl AppError {
    /// Logs a failure of the session store and maps it to `Busy`. A new session whose credential
    /// was replaced is `NotFound`, as for a person who may not have an account.
    pub fn from_session_error(error: SessionError) -> Self {
        if let SessionError::Store(session_store::Error::Backend(reason)) = &error
            && reason == CREDENTIAL_REPLACED
        {
            return Self::NotFound;
        }
        // The session is stored in the database, so a retry can succeed.
        tracing::error!(%error, "the session failed");
        Self::Busy
    }

    pub const fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::SEE_OTHER,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Raced | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Maps the status and headers of a response from another layer back to an error.
    pub fn from_status(status: StatusCode, headers: &HeaderMap) -> Self {
        match status.as_u16() {
            401 => Self::SignedOut,
            // A wrong method gets the same answer as an absent page.
            404 | 405 => Self::NotFound,
            409 => Self::Conflict,
            413 => Self::TooLarge,
            429 => Self::TooMany(
                headers
                    .get(header::RETRY_AFTER)
                    .and_then(|wait| wait.to_str().ok()?.parse().ok())
                    .unwrap_or(DEFAULT_RETRY_SECONDS),
            ),
            503 => Self::Busy,
            // Such as 408 and 415: the cause is the request, and not the server.
            400..500 => Self::Unreadable,
            _ => Self::Internal,
        }
    }

    /// Seconds after which a retry may succeed.
    pub const fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Raced | Self::Busy => Some(DEFAULT_RETRY_SECONDS),
            Self::TooMany(wait) => Some(*wait),
            _ => None,
        }
    }

    /// Sets `Retry-After` if the response has none.
    pub fn set_retry_after(&self, headers: &mut HeaderMap) {
        if let Some(wait) = self.retry_after() {
            headers
                .entry(header::RETRY_AFTER)
                .or_insert_with(|| HeaderValue::from(wait));
        }
    }

    /// Infix of the Fluent keys `error-<code>-title` and `error-<code>-body`; also the whole body
    /// of a response that is not HTML.
    /// keys: error-missing-* error-conflict-* error-busy-* error-unreadable-*
    /// keys: error-large-* error-many-* error-broken-*
    pub const fn error_code(&self) -> &'static str {
        match self {
            Self::NotFound | Self::SignedOut => "missing",
            Self::Conflict => "conflict",
            Self::Raced | Self::Busy => "busy",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "large",
            Self::TooMany(_) => "many",
            Self::Internal => "broken",
        }
    }

    /// Sets the status and `Retry-After` of the current response.
    pub fn set_status(&self) {
        if let Some(options) = use_context::<ResponseOptions>() {
            options.set_status(self.status_code());
            if let Some(wait) = self.retry_after() {
                options.insert_header(header::RETRY_AFTER, HeaderValue::from(wait));
            }
        }
    }
}
