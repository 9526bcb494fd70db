//! `GET /messages/{id}/live`: tells an open conversation that there are new words. The stream carries a number and nothing
//! else; the page then asks for the words as it would ask for anything. Whoever does not read the conversation any more
//! hears the stream end within a second.

use std::convert::Infallible;
use std::time::Duration;

use app::actor::{SIGNED_IN, SignedIn, Visit};
use axum::Extension;
use axum::extract::{Path, RawQuery};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use http::{StatusCode, header};
use jiff::tz::TimeZone;
use model::id::ThreadId;
use store::bell::Ring;
use store::{Intent, messages};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::timeout;
use url::form_urlencoded;

use crate::person_permits::{PersonPermit, PersonPermits};

/// How often a silent stream says that it lives, and asks whether it still may.
const BEAT: Duration = Duration::from_secs(15);

/// The streams of every person.
#[derive(Debug, Clone)]
pub struct StreamPermits(pub PersonPermits);

/// The last message that the page shows: `?after=`, or none where that is no number. Not worth an error: too early a start
/// only tells of messages that the page has already.
fn after(query: Option<&str>) -> i64 {
    let fields = form_urlencoded::parse(query.unwrap_or("").as_bytes());
    fields.into_iter().find(|(name, _)| name == "after").and_then(|(_, number)| number.parse().ok()).unwrap_or(0)
}

struct Listener {
    visit: Visit,
    thread: ThreadId,
    bell: Receiver<Ring>,
    /// The last message that was told, and how far others had read then.
    told: (i64, i64),
    first: bool,
    _permit: PersonPermit,
}

/// The stream; 404 for anyone but a reader, 429 for a person who has too many open.
pub async fn live(
    Extension(visit): Extension<Visit>,
    Extension(permits): Extension<StreamPermits>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Ok(thread) = id.parse() else { return StatusCode::NOT_FOUND.into_response() };
    let Some(person) = visit.frame.as_ref().map(|frame| frame.actor.person) else { return StatusCode::UNAUTHORIZED.into_response() };
    let Some(permit) = permits.0.try_acquire(person) else {
        return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "60")]).into_response();
    };
    let bell = visit.db.bell().hear();
    let listener = Listener { visit, thread, bell, told: (after(query.as_deref()), 0), first: true, _permit: permit };
    if listener.last().await.is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let stream = unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    // A proxy that collects an answer before it passes it on would keep every word back.
    ([("x-accel-buffering", "no")], Sse::new(stream)).into_response()
}

impl Listener {
    /// The next thing to say; nothing where the stream ends.
    async fn next(&mut self) -> Option<Event> {
        if std::mem::take(&mut self.first) {
            // What came between drawing the page and opening the stream.
            let last = self.last().await?;
            self.told.1 = last.1;
            return Some(self.say(last).unwrap_or_else(|| Event::default().comment("here")));
        }
        loop {
            match timeout(BEAT, self.bell.recv()).await {
                Ok(Ok(Ring::Thread(thread))) if thread != self.thread => {}
                Ok(Ok(Ring::Stop) | Err(RecvError::Closed)) => return None,
                Ok(Ok(Ring::Thread(_) | Ring::People) | Err(RecvError::Lagged(_))) => {
                    let last = self.last().await?;
                    if let Some(event) = self.say(last) {
                        return Some(event);
                    }
                }
                // A bell that was not heard, on a connection lost for a moment, is made up for here.
                Err(_) => {
                    let last = self.last().await?;
                    return Some(self.say(last).unwrap_or_else(|| Event::default().comment("here")));
                }
            }
        }
    }

    fn say(&mut self, last: (i64, i64)) -> Option<Event> {
        (last.0 > self.told.0 || last.1 != self.told.1).then(|| {
            self.told = last;
            Event::default().event("new").data(last.0.to_string())
        })
    }

    /// The number of the last message and how far others have read, asked anew as whoever this session belongs to now; nothing when it ended, or when
    /// they do not read the conversation any more.
    async fn last(&self) -> Option<(i64, i64)> {
        self.visit.session.load().await.ok()?;
        let SignedIn { id, zone } = self.visit.session.get(SIGNED_IN).await.ok()??;
        let frame = self.visit.db.frame(id, &TimeZone::get(&zone).unwrap_or(TimeZone::UTC)).await.ok()?;
        let mut tx = self.visit.db.acting_as(&frame.actor, Intent::Read).await.ok()?;
        messages::last_seq(&mut tx, self.thread).await.ok()
    }
}
