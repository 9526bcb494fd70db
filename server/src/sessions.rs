//! Sessions: the session library's `Session` type on a store in the portal's database. The cookie
//! is read and written here instead of by the library's middleware layer, because that layer
//! replaces the page with an empty 500 whenever a session cannot be saved.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::actor::{COOKIE_MARK, Visit};
use app::error::Error;
use async_trait::async_trait;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, Method, header};
use jiff::{SignedDuration, Timestamp};
use model::id::PersonId;
use store::Db;
use store::door;
use time::OffsetDateTime;
use tower_sessions::cookie::{Cookie, SameSite};
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{self, SessionStore};
use tower_sessions::{Expiry, Session};

use crate::ended_sessions::EndedSessions;

/// Absolute lifetime of a signed-in session, whether it is used or not.
pub const MAX_AGE: SignedDuration = SignedDuration::from_hours(12);
/// Absolute lifetime of a session without a signed-in person, which only stores unsent forms.
const MAX_ANONYMOUS_AGE: SignedDuration = SignedDuration::from_hours(2);

/// How old, in seconds, the timestamp in the `COOKIE_MARK` query parameter may be for the request
/// to count as the one that follows the Set-Cookie redirect.
const COOKIE_MOMENT: u64 = 120;

/// Reads the session cookie of a request and loads its session.
#[derive(Debug, Clone)]
pub struct SessionCookies {
    db: Db,
    ended: EndedSessions,
    secure: bool,
}

/// The session of one request; `commit` saves its changes and sets the cookie.
#[derive(Debug)]
pub struct RequestSession {
    pub session: Session,
    store: Arc<DatabaseSessionStore>,
    cookies: SessionCookies,
    had_cookie: bool,
}

impl SessionCookies {
    /// `secure` is true for https: the cookie then has the `__Host-` prefix and the Secure
    /// attribute.
    pub fn new(db: &Db, ended: EndedSessions, secure: bool) -> Self {
        Self { db: db.clone(), ended, secure }
    }

    const fn name(&self) -> &'static str {
        if self.secure { "__Host-session" } else { "session" }
    }

    /// The session token from the request's cookie, not validated against the database.
    pub fn token(&self, headers: &HeaderMap) -> Option<Id> {
        cookie_value(headers, self.name())?.parse().ok()
    }

    /// Loads the session of a request. Without a valid one, returns a new, empty session that is
    /// only inserted into the database once it holds data.
    ///
    /// # Errors
    /// `Busy` when the session cannot be read: the database fails, or the stored data cannot be
    /// decoded.
    pub async fn open(&self, headers: &HeaderMap) -> Result<RequestSession, Error> {
        let store = Arc::new(DatabaseSessionStore::new(self));
        let token = self.token(headers);
        let loaded = match &token {
            Some(id) => store.read(id).await.map_err(|error| Error::session(error.into()))?,
            None => None,
        };
        let live = loaded.as_ref().map(|record| record.id);
        if let Ok(mut preloaded) = store.preloaded.lock() {
            *preloaded = loaded;
        }
        Ok(self.request_session(store, live, token.is_some()))
    }

    /// An empty session, for a request whose session could not be loaded.
    pub fn empty(&self) -> RequestSession {
        self.request_session(Arc::new(DatabaseSessionStore::new(self)), None, false)
    }

    fn request_session(&self, store: Arc<DatabaseSessionStore>, id: Option<Id>, had_cookie: bool) -> RequestSession {
        let session = Session::new(id, store.clone(), Some(Expiry::OnSessionEnd));
        RequestSession { session, store, cookies: self.clone(), had_cookie }
    }

    /// A cookie without `Max-Age` or `Expires`, so that the browser deletes it when it closes.
    fn cookie(&self, id: Id) -> Cookie<'static> {
        let base = Cookie::build((self.name(), id.to_string())).path("/").http_only(true).same_site(SameSite::Lax);
        base.secure(self.secure).build()
    }

    /// The Set-Cookie value that removes the session cookie from the browser.
    pub fn removal(&self) -> Option<HeaderValue> {
        let mut cookie = self.cookie(Id(0));
        cookie.make_removal();
        HeaderValue::from_str(&cookie.to_string()).ok()
    }
}

impl RequestSession {
    /// Saves the session if the request modified it, and adds the Set-Cookie header to the
    /// response. A session that was ended by a concurrent request is not created again: the cookie
    /// is removed.
    ///
    /// # Errors
    /// `Busy` when the session cannot be saved. The caller must then replace the response, because
    /// it reports success for something that was not stored.
    pub async fn commit(&self, response: &mut Response) -> Result<(), Error> {
        let empty = self.session.is_empty().await;
        if empty {
            if self.had_cookie {
                set_cookie(response, self.cookies.removal());
            }
            return Ok(());
        }
        // A handler that failed may have changed the session only in part.
        if !self.session.is_modified() || response.status().is_server_error() {
            return Ok(());
        }
        self.session.save().await.map_err(Error::session)?;
        let cookie = match self.session.id() {
            Some(id) if !self.store.gone.load(Ordering::SeqCst) => HeaderValue::from_str(&self.cookies.cookie(id).to_string()).ok(),
            _ => self.cookies.removal(),
        };
        set_cookie(response, cookie);
        Ok(())
    }
}

fn set_cookie(response: &mut Response, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// The value of the first cookie with this name in all `Cookie` headers.
pub fn cookie_value(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| Cookie::split_parse(line.to_owned())).flatten().find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

/// Whether this request follows a redirect that set a cookie less than `COOKIE_MOMENT` seconds ago
/// and carries no cookie. The browser then rejects cookies, and signing in cannot work.
pub fn lost_cookie(visit: &Visit, parts: &http::request::Parts) -> bool {
    let mark = || {
        let query = parts.uri.query()?;
        // The last parameter counts: `marked` appends one to an address that may already hold an
        // old one.
        let mut pairs = query.rsplit('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(name, _)| *name == COOKIE_MARK)?.1.parse::<i64>().ok()
    };
    parts.method == Method::GET && !visit.has_cookie && mark().is_some_and(|at| visit.db.clock().now().as_second().abs_diff(at) < COOKIE_MOMENT)
}

/// The library's `SessionStore` on the portal's database, where a session's key is the hash of its
/// token. One instance for each request.
#[derive(Debug)]
struct DatabaseSessionStore {
    db: Db,
    ended: EndedSessions,
    /// The record that `SessionCookies::open` has read, so that the library does not query it
    /// again.
    preloaded: std::sync::Mutex<Option<Record>>,
    /// Set when `save` found that the session was ended by another request.
    gone: AtomicBool,
}

impl DatabaseSessionStore {
    fn new(cookies: &SessionCookies) -> Self {
        Self { db: cookies.db.clone(), ended: cookies.ended.clone(), preloaded: std::sync::Mutex::default(), gone: AtomicBool::new(false) }
    }

    async fn read(&self, id: &Id) -> session_store::Result<Option<Record>> {
        if self.ended.contains(id) {
            return Ok(None);
        }
        let Some(session) = door::session(&self.db, &id.to_string()).await.map_err(failed)? else { return Ok(None) };
        let data = serde_json::from_value(session.data).map_err(|error| session_store::Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(session.expires.as_second()).map_err(|error| session_store::Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }
}

fn failed(error: store::Error) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

fn encoded(record: &Record) -> session_store::Result<serde_json::Value> {
    serde_json::to_value(&record.data).map_err(|error| session_store::Error::Encode(error.to_string()))
}

#[async_trait]
impl SessionStore for DatabaseSessionStore {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        let data = encoded(record)?;
        let person = data.get(app::actor::SIGNED_IN).and_then(|p| p.get("id")).and_then(|id| id.as_str()).and_then(|id| id.parse::<PersonId>().ok());
        let longest = if person.is_some() { MAX_AGE } else { MAX_ANONYMOUS_AGE };
        let longest = self.db.clock().now().saturating_add(longest).map_err(|error| session_store::Error::Encode(error.to_string()))?;
        let asked = Timestamp::from_second(record.expiry_date.unix_timestamp()).unwrap_or(longest);
        let session = door::Session { data, expires: asked.min(longest) };
        // A collision needs no retry with a new id: the id has 128 random bits.
        door::create_session(&self.db, &record.id.to_string(), person, &session).await.map_err(failed)
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let live = !self.ended.contains(&record.id) && door::update_session(&self.db, &record.id.to_string(), &encoded(record)?).await.map_err(failed)?;
        self.gone.store(!live, Ordering::SeqCst);
        Ok(())
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let preloaded = self.preloaded.lock().ok().and_then(|mut record| record.take());
        match preloaded.filter(|record| record.id == *id) {
            Some(record) => Ok(Some(record)),
            None => self.read(id).await,
        }
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        door::remove_session(&self.db, &id.to_string()).await.map_err(failed)
    }
}
