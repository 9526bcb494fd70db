//! Sessions: the session library's `Session` type on a store in the portal's database. The cookie
//! is read and written here instead of by the library's middleware layer, because that layer
//! replaces the page with an empty 500 whenever a session cannot be saved.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use app::error::AppError;
use app::form_routes::PROOF_FORMS;
use app::request::context::{SIGNED_IN_KEY, SignedIn};
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use model::account::DeviceUse;
use store::Db;
use store::authentication::IdentityTimes;
use tower_sessions::cookie::{self, Cookie, SameSite};
use tower_sessions::session::Id;
use tower_sessions::{Expiry, Session};

use crate::http::ended_sessions::EndedSessions;
use crate::http::idle_sessions;
use crate::http::renewed_sessions::RenewedSessions;
use crate::http::request_cookies::cookie_value;
use crate::http::session_store::DatabaseSessionStore;

/// Reads the session cookie of a request and loads its session.
#[derive(Debug, Clone)]
pub struct SessionCookies {
    db: Db,
    ended: EndedSessions,
    renewed: RenewedSessions,
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
            renewed: RenewedSessions::default(),
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

    /// The token that a proof has put in the place of this one a moment ago.
    pub fn token_after(&self, token: &Id) -> Option<Id> {
        self.renewed.new_token(token, self.db.clock().now())
    }

    /// Loads the session of a request to `path`. Without a valid one, returns a new, empty session
    /// that is only inserted into the database once it holds data.
    ///
    /// # Errors
    /// `Busy` when the session cannot be read: the database fails, or the stored data cannot be
    /// decoded.
    pub async fn open(&self, headers: &HeaderMap, path: &str) -> Result<RequestSession, AppError> {
        let store = Arc::new(self.new_store());
        let token = self.session_token(headers);
        let mut loaded = store.load_optional(token).await?;
        if loaded.is_none() && PROOF_FORMS.contains(&path) {
            loaded = store
                .load_optional(token.and_then(|former| self.token_after(&former)))
                .await?;
            store.is_repeat.store(loaded.is_some(), Ordering::Relaxed);
        }
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
        self.request_session(Arc::new(self.new_store()), None, false)
    }

    fn new_store(&self) -> DatabaseSessionStore {
        DatabaseSessionStore::new(&self.db, &self.ended, &self.renewed)
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
