//! Sessions: the session library's `Session` type on a store in the portal's database. The cookie
//! is read and written here instead of by the library's middleware layer, because that layer
//! replaces the page with an empty 500 whenever a session cannot be saved.

use std::sync::Arc;

use app::error::AppError;
use app::request::context::{RENEW_KEY, SIGNED_IN_KEY, SignedIn};
use async_trait::async_trait;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use jiff::{SignedDuration, Timestamp};
use model::account::{CredentialKind, DeviceUse};
use store::Db;
use store::authentication::staff::create_staff_session;
use store::authentication::{self, IdentityTimes, SessionSignIn};
use time::OffsetDateTime;
use tower_sessions::cookie::{self, Cookie, SameSite};
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{self, SessionStore};
use tower_sessions::{Expiry, Session};

use crate::http::ended_sessions::EndedSessions;
use crate::http::idle_sessions;
use crate::http::request_cookies::cookie_value;
use crate::http::staff_sessions::take_identity_token;

/// Absolute lifetime of a session without a signed-in person, which only stores unsent forms.
const MAX_ANONYMOUS_AGE: SignedDuration = SignedDuration::from_hours(2);

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
        Self {
            db: db.clone(),
            ended,
            secure,
        }
    }

    const fn cookie_name(&self) -> &'static str {
        // Browsers accept the prefix only with `Secure`, which a portal without https cannot set.
        if self.secure {
            "__Host-session"
        } else {
            "session"
        }
    }

    /// The session token from the request's cookie, not validated against the database.
    pub fn session_token(&self, headers: &HeaderMap) -> Option<Id> {
        cookie_value(headers, self.cookie_name())?.parse().ok()
    }

    /// Loads the session of a request. Without a valid one, returns a new, empty session that is
    /// only inserted into the database once it holds data.
    ///
    /// # Errors
    /// `Busy` when the session cannot be read: the database fails, or the stored data cannot be
    /// decoded.
    pub async fn open(&self, headers: &HeaderMap) -> Result<RequestSession, AppError> {
        let store = Arc::new(DatabaseSessionStore::new(self));
        let token = self.session_token(headers);
        let loaded = match &token {
            Some(id) => store
                .load_record(id)
                .await
                .map_err(|error| AppError::from_session_error(error.into()))?,
            None => None,
        };
        let live = loaded.as_ref().map(|record| record.id);
        if let Ok(mut preloaded) = store.preloaded.lock() {
            *preloaded = loaded;
        }
        Ok(self.request_session(store, live, token.is_some()))
    }

    /// An empty session, for a request whose session could not be loaded.
    pub fn empty_session(&self) -> RequestSession {
        // As if without a cookie, so that `commit` does not remove it: the session may be valid
        // once the database responds.
        self.request_session(Arc::new(DatabaseSessionStore::new(self)), None, false)
    }

    fn request_session(
        &self,
        store: Arc<DatabaseSessionStore>,
        id: Option<Id>,
        had_cookie: bool,
    ) -> RequestSession {
        // This expiry is that of the cookie. `create` sets the one in the database.
        let session = Session::new(id, store.clone(), Some(Expiry::OnSessionEnd));
        RequestSession {
            session,
            store,
            cookies: self.clone(),
            had_cookie,
        }
    }

    /// A cookie that the browser deletes when it closes, unless the device is the person's own.
    fn build_cookie(&self, id: Id, device: Option<DeviceUse>) -> Cookie<'static> {
        let base = Cookie::build((self.cookie_name(), id.to_string()))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.secure);
        match device {
            Some(DeviceUse::Own) => base
                .max_age(cookie::time::Duration::hours(DeviceUse::Own.max_hours()))
                .build(),
            Some(DeviceUse::Shared) | None => base.build(),
        }
    }

    /// The Set-Cookie value that removes the session cookie from the browser.
    pub fn removal_cookie(&self) -> Option<HeaderValue> {
        // With the same path and attributes, or browsers would ignore the removal.
        let mut cookie = self.build_cookie(Id(0), None);
        cookie.make_removal();
        HeaderValue::from_str(&cookie.to_string()).ok()
    }
}

impl RequestSession {
    /// What the person said about the device; `None` before sign-in. Also of a locked session.
    pub fn device_use(&self) -> Option<DeviceUse> {
        let last_use = self.store.last_use.lock().ok()?;
        last_use.map(|(device, _)| device)
    }

    /// When the identity provider was asked about the person; `None` where the session does not
    /// depend on it.
    pub fn identity_times(&self) -> Option<IdentityTimes> {
        *self.store.identity.lock().ok()?
    }

    /// Stores that a person uses the session, if the stored time is too old. Call it for what a
    /// person does and not for what an open page does by itself, which would keep a phone that was
    /// left behind signed in.
    pub async fn touch(&self) {
        let last_use = self
            .store
            .last_use
            .lock()
            .ok()
            .and_then(|last_use| *last_use);
        if let (Some((device, at)), Some(id)) = (last_use, self.session.id()) {
            idle_sessions::touch_session(&self.cookies.db, id, device, at).await;
        }
    }

    /// Saves the session if the request modified it, and adds the Set-Cookie header to the
    /// response. A session that was ended by a concurrent request is not created again: if the
    /// request asks for a page (`asks_page`), the cookie is removed.
    ///
    /// # Errors
    /// `Busy` when the session cannot be saved. The caller must then replace the response, because
    /// it reports success for something that was not stored.
    pub async fn commit(&self, response: &mut Response, asks_page: bool) -> Result<(), AppError> {
        // An open page sends requests by itself. One that was sent with the token of before a proof
        // may be answered after it, and would remove the cookie with the new token.
        let removal = asks_page.then(|| self.cookies.removal_cookie()).flatten();
        let empty = self.session.is_empty().await;
        if empty {
            if self.had_cookie {
                set_cookie(response, removal);
            }
            return Ok(());
        }
        // A handler that failed may have changed the session only in part.
        if !self.session.is_modified() || response.status().is_server_error() {
            return Ok(());
        }
        self.session
            .save()
            .await
            .map_err(AppError::from_session_error)?;
        let device = self
            .session
            .get::<SignedIn>(SIGNED_IN_KEY)
            .await
            .map_err(AppError::from_session_error)?
            .map(|signed_in| signed_in.device);
        let stored_as = self.store.stored_as.lock().ok().and_then(|id| *id);
        let cookie = match stored_as {
            Some(id) => {
                HeaderValue::from_str(&self.cookies.build_cookie(id, device).to_string()).ok()
            }
            None => removal,
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

/// The library's `SessionStore` on the portal's database, where a session's key is the hash of its
/// token. One instance for each request.
#[derive(Debug)]
struct DatabaseSessionStore {
    db: Db,
    ended: EndedSessions,
    /// The record that `SessionCookies::open` has read, so that the library does not query it
    /// again.
    preloaded: std::sync::Mutex<Option<Record>>,
    /// The device and the stored last use of the session, if a person is signed in.
    last_use: std::sync::Mutex<Option<(DeviceUse, Timestamp)>>,
    /// When the identity provider was asked about the person, if the session depends on it.
    identity: std::sync::Mutex<Option<IdentityTimes>>,
    /// The id of the session since it was saved; `None` when another request has ended it.
    stored_as: std::sync::Mutex<Option<Id>>,
}

impl DatabaseSessionStore {
    fn new(cookies: &SessionCookies) -> Self {
        Self {
            db: cookies.db.clone(),
            ended: cookies.ended.clone(),
            preloaded: std::sync::Mutex::default(),
            last_use: std::sync::Mutex::default(),
            identity: std::sync::Mutex::default(),
            stored_as: std::sync::Mutex::default(),
        }
    }

    fn remember_stored(&self, id: Option<Id>) {
        if let Ok(mut stored_as) = self.stored_as.lock() {
            *stored_as = id;
        }
    }

    async fn load_record(&self, id: &Id) -> session_store::Result<Option<Record>> {
        // Also before the row is deleted, for example while the database refuses writes.
        if self.ended.contains(id) {
            return Ok(None);
        }
        let Some(session) = authentication::find_session(&self.db, &id.to_string())
            .await
            .map_err(to_backend_error)?
        else {
            return Ok(None);
        };
        let data =
            serde_json::from_value(idle_sessions::lock_if_idle(&session, self.db.clock().now()))
                .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        if let Ok(mut last_use) = self.last_use.lock() {
            *last_use = session.device_use.map(|device| (device, session.last_used));
        }
        if let Ok(mut identity) = self.identity.lock() {
            *identity = session.identity;
        }
        let expiry_date = OffsetDateTime::from_unix_timestamp(session.expires.as_second())
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }
}

/// Takes the request for a new token (`RENEW_KEY`) out of the data of a session.
fn take_renewal(data: &mut serde_json::Value) -> bool {
    let values = data.as_object_mut();
    values.is_some_and(|values| values.remove(RENEW_KEY).is_some())
}

fn to_backend_error(error: store::Error) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

fn encode_data(record: &Record) -> session_store::Result<serde_json::Value> {
    serde_json::to_value(&record.data)
        .map_err(|error| session_store::Error::Encode(error.to_string()))
}

#[async_trait]
impl SessionStore for DatabaseSessionStore {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        let mut data = encode_data(record)?;
        // The row names the person, so that a new invitation can end all sessions of theirs.
        let sign_in = data
            .get(SIGNED_IN_KEY)
            .and_then(|value| serde_json::from_value::<SignedIn>(value.clone()).ok())
            .map(|signed_in| SessionSignIn {
                person: signed_in.id,
                device_use: signed_in.device,
                client: signed_in.client,
                credential: signed_in.credential,
            });
        let longest = sign_in.map_or(MAX_ANONYMOUS_AGE, |sign_in| {
            SignedDuration::from_hours(sign_in.device_use.max_hours())
        });
        // Not the expiry of the record, which is the library's default of two weeks.
        let expires = self
            .db
            .clock()
            .now()
            .saturating_add(longest)
            .map_err(|error| session_store::Error::Encode(error.to_string()))?;
        let refresh_token = take_identity_token(&mut data);
        let session = authentication::StoredSession { data, expires };
        let token = record.id.to_string();
        // A collision needs no retry with a new id: the id has 128 random bits.
        let created = match sign_in {
            Some(sign_in) if sign_in.credential == CredentialKind::StaffIdentity => {
                let refresh_token = refresh_token.as_deref();
                create_staff_session(&self.db, &token, sign_in, &session, refresh_token).await
            }
            _ => authentication::create_session(&self.db, &token, sign_in, &session).await,
        };
        created.map_err(to_backend_error)?;
        self.remember_stored(Some(record.id));
        Ok(())
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let (mut data, token) = (encode_data(record)?, record.id.to_string());
        // Not by the library's `cycle_id`, which would begin another session.
        let new = take_renewal(&mut data).then(Id::default);
        let live = match new {
            _ if self.ended.contains(&record.id) => Ok(false),
            Some(id) => {
                authentication::renew_session(&self.db, &token, &id.to_string(), &data).await
            }
            None => authentication::update_session(&self.db, &token, &data).await,
        };
        let live = live.map_err(to_backend_error)?;
        self.remember_stored(live.then_some(new.unwrap_or(record.id)));
        Ok(())
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let preloaded = self
            .preloaded
            .lock()
            .ok()
            .and_then(|mut record| record.take());
        match preloaded.filter(|record| record.id == *id) {
            Some(record) => Ok(Some(record)),
            None => self.load_record(id).await,
        }
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        authentication::delete_session(&self.db, &id.to_string())
            .await
            .map_err(to_backend_error)
    }
}
