//! Private calendar addresses: the events of a person for the calendar of their phone. The token in
//! the address is stored as its digest only. A fetch shows times and nothing else of a record, so it
//! is not logged, like Today of staff.

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::id::{EventId, FamilyId, PersonId};
use model::language::Language;
use model::policy::can_open_record;
use sha2::{Digest, Sha256};

use crate::authentication::token_digest;
use crate::authored_text::actor_is_member;
use crate::db::{run_on, unique_violation_as_race};
use crate::visibility::visible_to_actor;
use crate::{Db, Error, Intent, Tx};

/// How many days an event stays in the address after it began.
const PAST_DAYS: i32 = 60;
/// The largest number of events of an address.
const MAX_EVENTS: i64 = 500;

/// Whose events an address has.
#[derive(Debug, Clone)]
pub struct CalendarFeed {
    pub person: PersonId,
    pub language: Language,
}

/// An event of an address: its times, in the agency's local time, and nothing else.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FeedEvent {
    pub id: EventId,
    family_id: FamilyId,
    pub starts: jiff_sqlx::DateTime,
    pub ends: Option<jiff_sqlx::DateTime>,
    pub revision: i32,
    pub cancelled: bool,
}

/// The identifier of an event in the calendar files of the actor. Another person's file has another
/// one for the same event, so that two calendars do not tell that their owners meet.
///
/// # Errors
/// `NotFound` when the transaction has no actor.
pub fn event_uid(tx: &Tx, event: EventId) -> Result<String, Error> {
    let person = tx.actor_id()?;
    let digest = Sha256::digest(format!("calendar file {event} {person}").as_bytes());
    Ok(base16ct::lower::encode_string(&digest))
}

/// Whether the actor has an address.
///
/// # Errors
/// When the database fails.
pub async fn has_feed(tx: &mut Tx) -> Result<bool, Error> {
    let person = tx.actor_id()?;
    let found: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT language FROM calendar_feed WHERE person_id = $1"
    )
    .bind(person)
    .fetch_optional(c))?;
    Ok(found.is_some())
}

/// Gives the actor an address with this token, in the place of an earlier one, which ends at once.
///
/// # Errors
/// `Raced` when a concurrent request gave the actor one.
pub async fn create_feed(tx: &mut Tx, token: &str, language: Language) -> Result<(), Error> {
    revoke_feed(tx).await?;
    let (person, now) = (tx.actor_id()?, tx.now());
    let written = run_on!(tx, |c| sqlx::query(
        "INSERT INTO calendar_feed (person_id, token_hash, language, created_at) VALUES \
            ($1, $2, $3, $4)"
    )
    .bind(person)
    .bind(token_digest(token))
    .bind(language.language_tag())
    .bind(now)
    .execute(c));
    unique_violation_as_race(written).map(|_| ())
}

/// Ends the actor's address at once. Idempotent.
///
/// # Errors
/// When the database fails.
pub async fn revoke_feed(tx: &mut Tx) -> Result<(), Error> {
    let person = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM calendar_feed WHERE person_id = $1"
    )
    .bind(person)
    .execute(c))?;
    Ok(())
}

/// The address with this token.
///
/// # Errors
/// `NotFound` for a token that is wrong or was revoked. Also when the database fails.
pub async fn find_feed(db: &Db, token: &str) -> Result<CalendarFeed, Error> {
    let key = token_digest(token);
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let found: Option<(PersonId, String)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT person_id, language FROM calendar_feed WHERE token_hash = $1"
    )
    .bind(&key)
    .fetch_optional(c))?;
    let (person, language) = found.ok_or(Error::NotFound)?;
    Ok(CalendarFeed {
        person,
        language: Language::parse(&language).unwrap_or(Language::En),
    })
}

/// The events that the actor may see in the families whose record they may open, the earliest
/// first: those of the last two months and later ones.
///
/// # Errors
/// When the database fails.
pub async fn list_feed_events(tx: &mut Tx) -> Result<Vec<FeedEvent>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let from = tx.actor()?.today - PAST_DAYS.days();
    let mut found: Vec<FeedEvent> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT v.id, v.family_id, v.starts, v.ends, v.revision, v.cancelled FROM event v \
            WHERE ",
        actor_is_member!("v.family_id"),
        " AND v.starts >= $3 AND ",
        visible_to_actor!(event "v"),
        " ORDER BY v.starts, v.id LIMIT $4"
    ))
    .bind(person)
    .bind(today)
    .bind(from.at(0, 0, 0, 0).to_sqlx())
    .bind(MAX_EVENTS)
    .fetch_all(c))?;
    let actor = tx.actor()?;
    found.retain(|event| {
        actor
            .membership_in(event.family_id)
            .is_ok_and(|team| can_open_record(team.role))
    });
    Ok(found)
}
