//! The session library's store on the portal's database: one instance for each request.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use app::error::{AppError, CREDENTIAL_REPLACED};
use app::request::context::{RENEW_KEY, SIGNED_IN_KEY, SignedIn};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use model::account::{CredentialKind, DeviceUse};
use model::id::SessionId;
use store::Db;
use store::authentication::staff::create_staff_session;
use store::authentication::{self, IdentityTimes, SessionSignIn};
use time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{self, SessionStore};

use crate::http::ended_sessions::EndedSessions;
use crate::http::idle_sessions;
use crate::http::renewed_sessions::RenewedSessions;
use crate::http::staff_sessions::take_identity_token;

/// Absolute lifetime of a session without a signed-in person, which only stores unsent forms.
const MAX_ANONYMOUS_AGE: SignedDuration = SignedDuration::from_hours(2);

/// Session key of the session with a person, or a locked one, that this browser has or had before:
/// where another one begins in its place, its notices go on with that one. In the data, so that it
/// stays while a sign-in waits for its second step in a session of nobody.
const FORMER_KEY: &str = "former_session";

/// The library's `SessionStore` on the portal's database, where a session's key is the hash of its
/// token. One instance for each request.
#[derive(Debug)]
pub(super) struct DatabaseSessionStore {
    db: Db,
    ended: EndedSessions,
    renewed: RenewedSessions,
    /// Whether the cookie has the former token of the session, so that nothing is stored or
    /// answered with the new one unless the request proves the person.
    pub(super) is_repeat: AtomicBool,
    /// The record that `SessionCookies::open` has read, so that the library does not query it
    /// again.
    pub(super) preloaded: Mutex<Option<Record>>,
    /// The device and the stored last use of the session, if a person is signed in.
    pub(super) last_use: Mutex<Option<(DeviceUse, Timestamp)>>,
    /// When the identity provider was asked about the person, if the session depends on it.
    pub(super) identity: Mutex<Option<IdentityTimes>>,
    /// The id of the session since it was saved; `None` when another request has ended it.
    pub(super) stored_as: Mutex<Option<Id>>,
}

impl DatabaseSessionStore {
    pub(super) fn new(db: &Db, ended: &EndedSessions, renewed: &RenewedSessions) -> Self {
        Self {
            db: db.clone(),
            ended: ended.clone(),
            renewed: renewed.clone(),
            is_repeat: AtomicBool::new(false),
            preloaded: Mutex::default(),
            last_use: Mutex::default(),
            identity: Mutex::default(),
            stored_as: Mutex::default(),
        }
    }

    fn remember_stored(&self, id: Option<Id>) {
        if let Ok(mut stored_as) = self.stored_as.lock() {
            *stored_as = id;
        }
    }

    pub(super) async fn load_optional(&self, id: Option<Id>) -> Result<Option<Record>, AppError> {
        match id {
            Some(id) => self
                .load_record(&id)
                .await
                .map_err(|error| AppError::from_session_error(error.into())),
            None => Ok(None),
        }
    }

    /// Gives the session of the token `former` a new one, which is returned; `None` when the
    /// session has ended. Not by the library's `cycle_id`, which would begin another session.
    async fn renew(
        &self,
        former: Id,
        data: &serde_json::Value,
    ) -> session_store::Result<Option<Id>> {
        let now = self.db.clock().now();
        let new = self.renewed.get_or_create_token(former, now);
        let tokens = (former.to_string(), new.to_string());
        let renewed = authentication::renew_session(&self.db, &tokens.0, &tokens.1, data)
            .await
            .map_err(to_backend_error)?;
        // The same form, sent twice at once: the other request has renewed the session.
        let is_there = renewed
            || authentication::update_session(&self.db, &tokens.1, data)
                .await
                .map_err(to_backend_error)?;
        Ok(is_there.then_some(new))
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
        let mut data = idle_sessions::lock_if_idle(&session, self.db.clock().now());
        if session.device_use.is_some()
            && let Some(values) = data.as_object_mut()
        {
            values.insert(FORMER_KEY.to_owned(), session.id.to_string().into());
        }
        let data = serde_json::from_value(data)
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

/// Takes the session that another one replaces (`FORMER_KEY`) out of the data of that one.
fn take_former(data: &mut serde_json::Value) -> Option<SessionId> {
    let former = data.as_object_mut()?.remove(FORMER_KEY)?;
    former.as_str()?.parse().ok()
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
                credential_version: signed_in.credential_version,
                // Without a sign-in it stays, until the second step is done.
                replaces: take_former(&mut data),
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
        created.map_err(|error| match error {
            store::Error::NotFound => session_store::Error::Backend(CREDENTIAL_REPLACED.to_owned()),
            other => to_backend_error(other),
        })?;
        self.remember_stored(Some(record.id));
        Ok(())
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let (mut data, token) = (encode_data(record)?, record.id.to_string());
        let proven = take_renewal(&mut data);
        let is_repeat = self.is_repeat.load(Ordering::Relaxed);
        let stored_as = if self.ended.contains(&record.id) || (is_repeat && !proven) {
            None
        } else if proven && !is_repeat {
            self.renew(record.id, &data).await?
        } else {
            authentication::update_session(&self.db, &token, &data)
                .await
                .map_err(to_backend_error)?
                .then_some(record.id)
        };
        self.remember_stored(stored_as);
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
