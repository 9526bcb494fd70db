//! `GET /messages/{id}/live`: server-sent events that notify an open conversation of new messages.
//! An event carries only the number of the last message; the page then fetches the messages by an
//! ordinary, authorized request. The stream ends when the person may no longer read the
//! conversation: normally within a second, at the latest after `HEARTBEAT_INTERVAL`.

use std::convert::Infallible;
use std::time::Duration;

use app::request::context::{RequestContext, SIGNED_IN_KEY, SignedIn};
use axum::Extension;
use axum::extract::{MatchedPath, Path, RawQuery, Request};
use axum::middleware::Next;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::future::BoxFuture;
use futures_util::stream::unfold;
use http::{StatusCode, header};
use jiff::tz::TimeZone;
use model::id::ThreadId;
use store::Intent;
use store::change_bus::ChangeEvent;
use store::messages::{self, ThreadState};
use tokio::sync::Semaphore;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::timeout;
use url::form_urlencoded;

use crate::http::person_permits::{PersonPermit, PersonPermits};

/// Heartbeat interval of an idle stream. Each heartbeat also checks the authorization again.
const HEARTBEAT_INTERVAL: Duration = Duration::from_secs(15);

/// Limits the number of open streams for each person.
#[derive(Debug, Clone)]
pub struct StreamPermits(pub PersonPermits);

/// The route of the event stream.
pub const THREAD_EVENTS_PATH: &str = "/messages/{id}/live";

/// How many event streams are opened at the same time; the others wait. Opening one loads the
/// session and the person, which takes far more memory than the open stream. After a restart of the
/// server every open page opens its stream again within the same second.
const MAX_OPENING_STREAMS: usize = 32;

/// How long a request waits until its stream is opened. The browser opens it again later.
const OPENING_WAIT: Duration = Duration::from_secs(15);

static OPENING_STREAMS: Semaphore = Semaphore::const_new(MAX_OPENING_STREAMS);

/// Middleware that limits how many event streams are opened at the same time. Outside of the
/// session, so that a request that waits holds nothing. Answers 503 when the wait takes too long.
pub async fn limit_opening_streams(request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>();
    if path.is_none_or(|path| path.as_str() != THREAD_EVENTS_PATH) {
        return next.run(request).await;
    }
    match timeout(OPENING_WAIT, OPENING_STREAMS.acquire()).await {
        // Held until the head of the response, not as long as the stream is open.
        Ok(Ok(_permit)) => next.run(request).await,
        Ok(Err(_)) | Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            [(header::RETRY_AFTER, "5")],
        )
            .into_response(),
    }
}

/// The number of the last message that the page shows, from the query `?after=`; 0 where it is
/// missing or invalid. That is no error, because a lower start only reports messages that the page
/// already has.
fn parse_after(query: Option<&str>) -> i64 {
    let fields = form_urlencoded::parse(query.unwrap_or("").as_bytes());
    fields
        .into_iter()
        .find(|(name, _)| name == "after")
        .and_then(|(_, number)| number.parse().ok())
        .unwrap_or(0)
}

/// State of one open event stream.
struct ThreadEventStream {
    context: RequestContext,
    thread: ThreadId,
    changes: Receiver<ChangeEvent>,
    /// What the last event reported: the number of the last message, and the fingerprint of the
    /// read receipts (see `load_last_state`).
    last_sent: ThreadState,
    first: bool,
    _permit: PersonPermit,
}

/// Opens the event stream; 404 for anyone who may not read the conversation, 401 when signed out,
/// 429 for a person who has too many streams open.
pub async fn open_event_stream(
    Extension(context): Extension<RequestContext>,
    Extension(permits): Extension<StreamPermits>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Ok(thread) = id.parse() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(person) = context.profile.as_ref().map(|profile| profile.actor.person) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let Some(permit) = permits.0.try_acquire(person) else {
        return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "60")]).into_response();
    };
    // Before the state is read, so that no message falls between the two.
    let changes = context.db.change_bus().subscribe();
    let listener = ThreadEventStream {
        context,
        thread,
        changes,
        last_sent: ThreadState {
            last_seq: parse_after(query.as_deref()),
            receipt_fingerprint: 0,
        },
        first: true,
        _permit: permit,
    };
    if listener.load_last_state().await.is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let stream = unfold(listener, |mut listener| async move {
        let event = listener.next_event().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    // Disables response buffering in nginx, which would delay the events.
    ([("x-accel-buffering", "no")], Sse::new(stream)).into_response()
}

impl ThreadEventStream {
    /// The next event or heartbeat; `None` ends the stream.
    async fn next_event(&mut self) -> Option<Event> {
        if std::mem::take(&mut self.first) {
            // Reports messages that arrived between rendering the page and opening the stream.
            let last = self.load_last_state().await?;
            self.last_sent.receipt_fingerprint = last.receipt_fingerprint;
            return Some(
                self.event_if_changed(last)
                    .unwrap_or_else(|| Event::default().comment("here")),
            );
        }
        loop {
            match timeout(HEARTBEAT_INTERVAL, self.changes.recv()).await {
                Ok(Ok(ChangeEvent::Thread(thread))) if thread != self.thread => {}
                Ok(Ok(ChangeEvent::Shutdown) | Err(RecvError::Closed)) => return None,
                Ok(
                    Ok(ChangeEvent::Thread(_) | ChangeEvent::Membership)
                    // After a lag, an event of this conversation may be among those that were
                    // missed.
                    | Err(RecvError::Lagged(_)),
                ) => {
                    let last = self.load_last_state().await?;
                    if let Some(event) = self.event_if_changed(last) {
                        return Some(event);
                    }
                }
                // Catches up on change notifications that were lost while the database connection
                // was down.
                Err(_) => {
                    let last = self.load_last_state().await?;
                    return Some(
                        self.event_if_changed(last)
                            .unwrap_or_else(|| Event::default().comment("here")),
                    );
                }
            }
        }
    }

    /// The event for this state; `None` where it was already reported.
    fn event_if_changed(&mut self, last: ThreadState) -> Option<Event> {
        let is_new = last.last_seq > self.last_sent.last_seq
            || last.receipt_fingerprint != self.last_sent.receipt_fingerprint;
        is_new.then(|| {
            self.last_sent = last;
            Event::default()
                .event("new")
                .data(last.last_seq.to_string())
        })
    }

    /// The number of the last message, and a fingerprint that changes with the others' read
    /// receipts. Loads the session and the person again; `None` when the session has ended or the
    /// person may no longer read the conversation.
    ///
    /// Boxed, because a future is as large as the largest that it awaits: an idle stream would hold
    /// the memory of these queries from one heartbeat to the next.
    fn load_last_state(&self) -> BoxFuture<'_, Option<ThreadState>> {
        Box::pin(self.query_last_state())
    }

    async fn query_last_state(&self) -> Option<ThreadState> {
        self.context.session.load().await.ok()?;
        let SignedIn { id, zone, .. } = self.context.session.get(SIGNED_IN_KEY).await.ok()??;
        let profile = self
            .context
            .db
            .load_profile(id, &TimeZone::get(&zone).unwrap_or(TimeZone::UTC))
            .await
            .ok()?;
        let mut tx = self
            .context
            .db
            .acting_as(&profile.actor, Intent::Read)
            .await
            .ok()?;
        messages::thread_state(&mut tx, self.thread).await.ok()
    }
}
