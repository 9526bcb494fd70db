//! Sessions: the library's cookies and life cycle, over our own database and its door.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use model::id::PersonId;
use store::door::{self, Session};
use store::{Db, Error};
use time::OffsetDateTime;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{self, SessionStore};
use tower_sessions::{Expiry, SessionManagerLayer};

/// However busy, a session ends after this long; the paper code and the passphrase bring a person back.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// Keeps sessions in the shared database, under the hash of their token.
#[derive(Debug, Clone)]
pub struct Sessions(Db);

fn failed(error: Error) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        // 128 random bits: no two are ever the same.
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let data = serde_json::to_value(&record.data).map_err(|error| session_store::Error::Encode(error.to_string()))?;
        let person = data.get(app::actor::SIGNED_IN).and_then(|p| p.get("id")).and_then(|id| id.as_str()).and_then(|id| id.parse::<PersonId>().ok());
        let longest = self.0.clock().now().saturating_add(LONGEST).map_err(|error| session_store::Error::Encode(error.to_string()))?;
        let asked = Timestamp::from_second(record.expiry_date.unix_timestamp()).unwrap_or(longest);
        door::save_session(&self.0, &record.id.to_string(), person, &Session { data, expires: asked.min(longest) }).await.map_err(failed)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let Some(session) = door::session(&self.0, &id.to_string()).await.map_err(failed)? else { return Ok(None) };
        let data = serde_json::from_value(session.data).map_err(|error| session_store::Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(session.expires.as_second()).map_err(|error| session_store::Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        door::remove_session(&self.0, &id.to_string()).await.map_err(failed)
    }
}

/// The cookie layer. The cookie ends with the browser; `secure` is for https.
pub fn layer(db: &Db, secure: bool) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions(db.clone()))
        .with_name(if secure { "__Host-session" } else { "session" })
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd)
}
