//! Telling people that there is something new: what each has chosen, and the outbox from which they are told.

pub mod consent;
pub mod outbox;
pub mod trouble;

use jiff::Timestamp;
use model::id::PersonId;
use model::notify::{Choice, Mode, Way};

use crate::db::on;
use crate::{Error, Tx};

/// What somebody has chosen, and by which ways they can be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Nothing where they have not chosen yet.
    pub choice: Option<Choice>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Browsers that show a notice.
    pub browsers: usize,
    /// Ways by which they could not be reached, and since when.
    pub trouble: Vec<(Way, Timestamp)>,
    /// When texts to this telephone number were stopped by text message, where they are.
    pub stopped: Option<Timestamp>,
}

/// The actor's own.
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

/// Keeps what the actor has chosen, with one e-mail address and one telephone number at the most. `wording` is what stood at the
/// field of the number, with its language: who gives a number agrees to it.
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

/// A browser that may show a notice: where its push service takes it, and the keys it is locked with, base64url.
#[derive(Debug, Clone)]
pub struct Browser {
    pub endpoint: String,
    pub key: String,
    pub secret: String,
}

/// Most browsers one person has at once; the portal forgets none by itself but those that say they are gone.
const BROWSERS: i64 = 10;

/// Adds a browser of the actor's.
///
/// # Errors
/// `Conflict` with ten there already.
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

/// Forgets every browser of the actor's.
///
/// # Errors
/// When the database fails.
pub async fn remove_browsers(tx: &mut Tx) -> Result<(), Error> {
    let me = tx.person()?;
    on!(tx, c => sqlx::query("DELETE FROM notify_way WHERE person_id = $1 AND way = 'push'").bind(me).execute(c))?;
    trouble::mended(tx, Way::Push).await
}

/// Forgets a browser whose push service says that it is gone, and keeps that for its person to see. For the job.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, person: PersonId, endpoint: &str) -> Result<(), Error> {
    trouble::note(tx, person, Way::Push).await?;
    on!(tx, c => sqlx::query("DELETE FROM notify_way WHERE person_id = $1 AND way = 'push' AND address = $2").bind(person).bind(endpoint).execute(c))?;
    Ok(())
}
