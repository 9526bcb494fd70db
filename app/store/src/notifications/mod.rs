//! Notifications about new messages, translations and events: each person's preferences, and the
//! outbox from which a background job delivers.

pub mod channel_failures;
pub mod confirmation;
pub mod consent;
pub mod outbox;
pub mod reminders;
mod settings_form;

use jiff::Timestamp;
use model::id::{PersonId, SessionId};
use model::notify::{
    NotificationChannel, NotificationFrequency, NotificationPreferences, ReminderChoice,
};

use self::channel_failures::ChannelFailure;
use self::confirmation::OwnContact;
pub use self::settings_form::{AddressUpdate, SettingsForm, changes_contact, save_settings};
use crate::db::run_on;
use crate::{Error, Tx};

/// A person's notification preferences, and the state of their delivery channels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotificationSettings {
    /// `None` when the person has not chosen yet.
    pub preferences: Option<NotificationPreferences>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The same address and number, each with whether it is confirmed.
    pub contacts: Vec<OwnContact>,
    /// The number of browsers with a push subscription.
    pub browsers: usize,
    pub failing_channels: Vec<ChannelFailure>,
    /// When the person opted out of text messages to this number by text message; `None` when they
    /// are not opted out.
    pub opted_out_since: Option<Timestamp>,
}

/// The actor's preferences.
///
/// # Errors
/// When the database fails.
pub async fn load_settings(tx: &mut Tx) -> Result<NotificationSettings, Error> {
    let me = tx.actor_id()?;
    let choice: Option<(NotificationFrequency, i32, i32, ReminderChoice)> =
        run_on!(tx, |c| sqlx::query_as(
            "SELECT mode, safe_from, safe_until, reminder FROM notification_preference WHERE \
                person_id = $1"
        )
        .bind(me)
        .fetch_optional(c))?;
    let mut contacts = confirmation::list_contacts(tx).await?;
    let browsers = contacts
        .iter()
        .filter(|contact| contact.channel == NotificationChannel::Push)
        .count();
    contacts.retain(|contact| contact.channel != NotificationChannel::Push);
    let trouble = channel_failures::list_failures(tx).await?;
    let of = |wanted: NotificationChannel| {
        contacts
            .iter()
            .find(|contact| contact.channel == wanted)
            .map(|contact| contact.address.clone())
    };
    let phone = of(NotificationChannel::Sms);
    // The page has to say that nothing is sent to this number, and since when.
    let stopped = match &phone {
        Some(phone) => consent::opted_out_since(tx, phone).await?,
        None => None,
    };
    Ok(NotificationSettings {
        preferences: choice.map(|(mode, safe_from, safe_until, reminder)| {
            NotificationPreferences {
                frequency: mode,
                safe_from,
                safe_until,
                reminder,
            }
        }),
        email: of(NotificationChannel::Email),
        phone,
        contacts,
        browsers,
        failing_channels: trouble,
        opted_out_since: stopped,
    })
}

/// A Web Push subscription: the URL of the push service, and the keys that encrypt notifications,
/// in base64url.
#[derive(Debug, Clone)]
pub struct BrowserSubscription {
    pub endpoint: String,
    pub key: String,
    pub secret: String,
}

/// The maximum number of push subscriptions of one person. A subscription is removed automatically
/// only when its push service reports it as gone.
const MAX_BROWSERS: i64 = 10;

/// Adds a push subscription of the actor, or replaces the one with the same endpoint. It ends when
/// `session`, the one of the browser, is ended, and not when that expires.
///
/// # Errors
/// `Conflict` when the actor has ten others already; `NotFound` when the session has ended
/// meanwhile. Also when the database fails.
pub async fn add_browser(
    tx: &mut Tx,
    session: SessionId,
    browser: &BrowserSubscription,
) -> Result<(), Error> {
    let me = tx.actor_id()?;
    // The session is locked before its subscriptions, as where it ends, so that no two requests
    // wait for each other. SQLite has one writer.
    if tx.is_postgres() {
        let held: Option<bool> = run_on!(tx, |c| sqlx::query_scalar(
            "SELECT alongside_hold_session($1)"
        )
        .bind(session)
        .fetch_optional(c))?;
        if held != Some(true) {
            return Err(Error::NotFound);
        }
    }
    // The endpoint is part of the primary key, and a browser that subscribes again may send it with
    // new keys.
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM notification_channel WHERE person_id = $1 AND channel = 'push' AND address = \
            $2"
    )
    .bind(me)
    .bind(&browser.endpoint)
    .execute(c))?;
    // After the delete, so that renewing one of ten subscriptions is not refused.
    if count_browsers(tx).await? >= MAX_BROWSERS {
        return Err(Error::Conflict);
    }
    let added = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO notification_channel (person_id, channel, address, key, secret, \
            session_id) VALUES ($1, 'push', $2, $3, $4, $5)",
        )
        .bind(me)
        .bind(&browser.endpoint)
        .bind(&browser.key)
        .bind(&browser.secret)
        .bind(session)
        .execute(c)
    })?;
    // A trigger of PostgreSQL leaves the row out when the session has ended.
    if added == 0 {
        return Err(Error::NotFound);
    }
    channel_failures::clear_failure(tx, NotificationChannel::Push).await
}

async fn count_browsers(tx: &mut Tx) -> Result<i64, Error> {
    let me = tx.actor_id()?;
    let count: Option<i64> = run_on!(tx, |c| sqlx::query_scalar(
        "SELECT count(*) FROM notification_channel WHERE person_id = $1 AND channel = 'push'"
    )
    .bind(me)
    .fetch_optional(c))?;
    Ok(count.unwrap_or(0))
}

/// The session of each push subscription of the actor; `None` for one of before sessions were
/// stored with them. It may have expired.
///
/// # Errors
/// When the database fails.
pub async fn list_browser_sessions(tx: &mut Tx) -> Result<Vec<Option<SessionId>>, Error> {
    let me = tx.actor_id()?;
    let rows: Vec<(Option<SessionId>,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT session_id FROM notification_channel WHERE person_id = $1 AND channel = 'push'"
    )
    .bind(me)
    .fetch_all(c))?;
    Ok(rows.into_iter().map(|(session,)| session).collect())
}

/// Removes all push subscriptions of the actor.
///
/// # Errors
/// When the database fails.
pub async fn remove_browsers(tx: &mut Tx) -> Result<(), Error> {
    let me = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM notification_channel WHERE person_id = $1 AND channel = 'push'"
    )
    .bind(me)
    .execute(c))?;
    channel_failures::clear_failure(tx, NotificationChannel::Push).await
}

/// Removes a push subscription that its push service reports as gone, and records the failure for
/// the person to see. For the delivery job.
///
/// # Errors
/// When the database fails.
pub async fn remove_expired_browser(
    tx: &mut Tx,
    person: PersonId,
    endpoint: &str,
) -> Result<(), Error> {
    let removed = run_on!(tx, |c| {
        sqlx::query(
        "DELETE FROM notification_channel WHERE person_id = $1 AND channel = 'push' AND address = \
            $2"
    )
    .bind(person)
    .bind(endpoint)
    .execute(c)
    })?;
    // Only the person can subscribe again, so they must learn that this browser gets no
    // notifications any more. One whose notices have ended with its session is none of theirs to
    // repair.
    if removed > 0 {
        channel_failures::record_failure(tx, person, NotificationChannel::Push).await?;
    }
    Ok(())
}
