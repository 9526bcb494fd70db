//! Sessions that nobody uses: when one locks, and how its last use is stored.

use std::time::Duration;

use app::request::context::{LOCKED_KEY, SIGNED_IN_KEY};
use jiff::{SignedDuration, Timestamp};
use model::account::DeviceUse;
use model::account::staff::IDENTITY_MAX_MINUTES;
use store::Db;
use store::authentication::{self, FoundSession};
use tower_sessions::session::Id;

/// How long a response waits for the time of the last use to be written.
const TOUCH_TIMEOUT: Duration = Duration::from_millis(400);

/// How old the stored time of the last use may be, so that not every page view writes. Short on a
/// shared device, because the session locks that much earlier than 15 minutes after its last use.
const fn touch_interval(device: DeviceUse) -> SignedDuration {
    match device {
        DeviceUse::Own => SignedDuration::from_mins(5),
        DeviceUse::Shared => SignedDuration::from_mins(1),
    }
}

/// The data of a session. If it was not used for too long, or the identity provider has not
/// confirmed it for too long, no person is signed in any more: what was typed stays, and is given
/// back when the same person signs in.
pub fn lock_if_idle(session: &FoundSession, now: Timestamp) -> serde_json::Value {
    let mut data = session.data.clone();
    let idle = now.duration_since(session.last_used);
    let is_idle = session
        .device_use
        .is_some_and(|device| idle >= SignedDuration::from_mins(device.idle_minutes()));
    // The provider gave no refresh token, or has not answered since.
    let is_unconfirmed = session.identity.is_some_and(|identity| {
        now.duration_since(identity.confirmed) >= SignedDuration::from_mins(IDENTITY_MAX_MINUTES)
    });
    if (is_idle || is_unconfirmed)
        && let Some(values) = data.as_object_mut()
        && let Some(signed_in) = values.remove(SIGNED_IN_KEY)
    {
        values.insert(LOCKED_KEY.to_owned(), signed_in);
    }
    data
}

/// Stores that a session on this device is used, if `last_used` is too old. A failure is only
/// logged: the session then locks a little earlier.
pub async fn touch_session(db: &Db, id: Id, device: DeviceUse, last_used: Timestamp) {
    let db = db.clone();
    if db.clock().now().duration_since(last_used) < touch_interval(device) {
        return;
    }
    // Spawned, so that the write goes on when the response stops waiting for it.
    let touching = tokio::spawn(async move {
        if let Err(error) = authentication::touch_session(&db, &id.to_string()).await {
            tracing::info!(%error, "the last use of a session was not written");
        }
    });
    let _ = tokio::time::timeout(TOUCH_TIMEOUT, touching).await;
}
