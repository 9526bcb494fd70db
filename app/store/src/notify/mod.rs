//! Notifications about new messages: each person's preferences, and the outbox from which a
//! background job delivers.

pub mod consent;
pub mod outbox;
pub mod trouble;

use jiff::Timestamp;
use model::id::PersonId;
use model::notify::{Choice, Mode, Way};

use crate::db::on;
use crate::{Error, Tx};

/// A person's notification preferences, and the state of their delivery channels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// `None` when the person has not chosen yet.
    pub choice: Option<Choice>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The number of browsers with a push subscription.
    pub browsers: usize,
    /// Channels by which deliveries fail, and since when.
    pub trouble: Vec<(Way, Timestamp)>,
    /// When the person opted out of text messages to this number by text message; `None` when they
    /// are not opted out.
    pub stopped: Option<Timestamp>,
}

/// The actor's preferences.
///
/// # Errors
/// When the database fails.
pub async fn mine(tx: &mut Tx) -> Result<Told, Error> {
    let me = tx.person()?;
    let choice: Option<(Mode, i32, i32)> =
        on!(tx, c => sqlx::query_as("SELECT mode, safe_from, safe_until FROM notify_choice WHERE person_id = $1").bind(me).fetch_optional(c))?;
    let ways: Vec<(Way, String)> =
        on!(tx, c => sqlx::query_as("SELECT way, address FROM notify_way WHERE person_id = $1 ORDER BY way, address").bind(me).fetch_all(c))?;
    let trouble = trouble::mine(tx).await?;
    let of = |wanted: Way| ways.iter().find(|(way, _)| *way == wanted).map(|(_, address)| address.clone());
    let phone = of(Way::Sms);
    let stopped = match &phone {
        Some(phone) => consent::stopped(tx, phone).await?,
        None => None,
    };
    Ok(Told {
        choice: choice.map(|(mode, safe_from, safe_until)| Choice { mode, safe_from, safe_until }),
        email: of(Way::Email),
        phone,
        browsers: ways.iter().filter(|(way, _)| *way == Way::Push).count(),
        trouble,
        stopped,
    })
}

/// Replaces the actor's preferences, e-mail address and phone number; leaves their browsers as they
/// are. `wording` is the consent text shown at the phone number field, and its language: it is
/// stored as what the person agreed to.
///
/// # Errors
/// When the database fails.
pub async fn choose(tx: &mut Tx, choice: Choice, email: Option<&str>, phone: Option<&str>, wording: (&str, &str)) -> Result<(), Error> {
    let me = tx.person()?;
    let before: Vec<(Way, String)> =
        on!(tx, c => sqlx::query_as("SELECT way, address FROM notify_way WHERE person_id = $1 AND way <> 'push'").bind(me).fetch_all(c))?;
    let before = |wanted: Way| before.iter().find(|(way, _)| *way == wanted).map(|(_, address)| address.as_str());
    for (way, address) in [(Way::Email, email), (Way::Sms, phone)] {
        if before(way) != address {
            trouble::mended(tx, way).await?;
        }
    }
    consent::choose(tx, before(Way::Sms), phone, wording).await?;
    on!(tx, c => sqlx::query("INSERT INTO notify_choice (person_id, mode, safe_from, safe_until) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person_id) DO UPDATE SET mode = excluded.mode, safe_from = excluded.safe_from, safe_until = excluded.safe_until")
        .bind(me).bind(choice.mode).bind(choice.safe_from).bind(choice.safe_until).execute(c))?;
    on!(tx, c => sqlx::query("DELETE FROM notify_way WHERE person_id = $1 AND way <> 'push'").bind(me).execute(c))?;
    for (way, address) in [(Way::Email, email), (Way::Sms, phone)] {
        if let Some(address) = address {
            on!(tx, c => sqlx::query("INSERT INTO notify_way (person_id, way, address) VALUES ($1, $2, $3)").bind(me).bind(way).bind(address).execute(c))?;
        }
    }
    Ok(())
}

/// A Web Push subscription: the URL of the push service, and the keys that encrypt notifications,
/// in base64url.
#[derive(Debug, Clone)]
pub struct Browser {
    pub endpoint: String,
    pub key: String,
    pub secret: String,
}

/// The maximum number of push subscriptions of one person. A subscription is removed automatically
/// only when its push service reports it as gone.
const BROWSERS: i64 = 10;

/// Adds a push subscription of the actor, or replaces the one with the same endpoint.
///
/// # Errors
/// `Conflict` when the actor has ten others already. Also when the database fails.
pub async fn add_browser(tx: &mut Tx, browser: &Browser) -> Result<(), Error> {
    let me = tx.person()?;
    on!(tx, c => sqlx::query("DELETE FROM notify_way WHERE person_id = $1 AND way = 'push' AND address = $2").bind(me).bind(&browser.endpoint).execute(c))?;
    let known: Option<(i64,)> =
        on!(tx, c => sqlx::query_as("SELECT count(*) FROM notify_way WHERE person_id = $1 AND way = 'push'").bind(me).fetch_optional(c))?;
    if known.is_some_and(|(count,)| count >= BROWSERS) {
        return Err(Error::Conflict);
    }
    on!(tx, c => sqlx::query("INSERT INTO notify_way (person_id, way, address, key, secret) VALUES ($1, 'push', $2, $3, $4)")
        .bind(me).bind(&browser.endpoint).bind(&browser.key).bind(&browser.secret).execute(c))?;
    trouble::mended(tx, Way::Push).await
}

/// Removes all push subscriptions of the actor.
///
/// # Errors
/// When the database fails.
pub async fn remove_browsers(tx: &mut Tx) -> Result<(), Error> {
    let me = tx.person()?;
    on!(tx, c => sqlx::query("DELETE FROM notify_way WHERE person_id = $1 AND way = 'push'").bind(me).execute(c))?;
    trouble::mended(tx, Way::Push).await
}

/// Removes a push subscription that its push service reports as gone, and records the failure for
/// the person to see. For the delivery job.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, person: PersonId, endpoint: &str) -> Result<(), Error> {
    trouble::note(tx, person, Way::Push).await?;
    on!(tx, c => sqlx::query("DELETE FROM notify_way WHERE person_id = $1 AND way = 'push' AND address = $2").bind(person).bind(endpoint).execute(c))?;
    Ok(())
}
