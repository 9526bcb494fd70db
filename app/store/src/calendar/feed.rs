//! Private calendar addresses: the events of a person for the calendar of their phone. The token in
//! the address is stored as its digest only. A fetch is not logged: what an event is and where is
//! told to the family only, whose reading of its own record is not logged either. A phone fetches
//! every hour, and a worker's would fill the log that the family reads.

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::calendar::{EventKind, FeedContent};
use model::id::{EventId, FamilyId, PersonId};
use model::language::Language;
use model::policy::{can_open_record, is_logged};

use crate::authentication::token_digest;
use crate::authored_text::actor_is_member;
use crate::db::{run_on, unique_violation_as_race};
use crate::events::{event_kind_label, visible_event_place};
use crate::visibility::visible_to_actor;
use crate::{Db, Error, Intent, Tx};

/// How many days an event stays in the address after it began.
// A subscribed calendar removes an event from the phone once the file no longer has it.
const PAST_DAYS: i32 = 60;
/// The largest number of events of an address.
const MAX_EVENTS: i64 = 500;

/// Whose events an address has.
#[derive(Debug, Clone)]
pub struct CalendarFeed {
    pub person: PersonId,
    pub language: Language,
    pub content: FeedContent,
}

/// An event of an address. Times are in the agency's local time.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FeedEvent {
    pub id: EventId,
    family_id: FamilyId,
    pub starts: jiff_sqlx::DateTime,
    pub ends: Option<jiff_sqlx::DateTime>,
    pub revision: i32,
    pub cancelled: bool,
    kind: EventKind,
    kind_label: Option<String>,
    place: Option<String>,
    /// Whether the actor's reading of this family's record is not logged.
    #[sqlx(skip)]
    is_own_family: bool,
}

impl FeedEvent {
    /// What the event is, and what the agency calls that; `None` when the address does not tell it.
    pub fn title(&self, content: FeedContent) -> Option<(EventKind, Option<&str>)> {
        let is_told = self.is_own_family && content != FeedContent::Neutral;
        is_told.then_some((self.kind, self.kind_label.as_deref()))
    }

    /// Where it is, if the actor may know that and the address tells it.
    pub fn place(&self, content: FeedContent) -> Option<&str> {
        let is_told = self.is_own_family && content == FeedContent::Places;
        self.place.as_deref().filter(|_| is_told)
    }
}

/// What the address of the actor tells, if they have one.
///
/// # Errors
/// When the database fails.
pub async fn find_content(tx: &mut Tx) -> Result<Option<FeedContent>, Error> {
    let person = tx.actor_id()?;
    let found: Option<(FeedContent,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT content FROM calendar_feed WHERE person_id = $1"
    )
    .bind(person)
    .fetch_optional(c))?;
    Ok(found.map(|(content,)| content))
}

/// Sets what the address of the actor tells. Changes nothing without an address.
///
/// # Errors
/// When the database fails.
pub async fn set_content(tx: &mut Tx, content: FeedContent) -> Result<(), Error> {
    let person = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE calendar_feed SET content = $2 WHERE person_id = $1"
    )
    .bind(person)
    .bind(content)
    .execute(c))?;
    Ok(())
}

/// Gives the actor an address with this token, in the place of an earlier one, which ends at once.
/// It is neutral, whatever the earlier one told.
///
/// # Errors
/// `Raced` when a concurrent request gave the actor one.
pub async fn create_feed(tx: &mut Tx, token: &str, language: Language) -> Result<(), Error> {
    // A new row, so that the new address begins with neutral titles.
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
    // Only the digest is stored: a reader of the table cannot fetch a calendar with it.
    let key = token_digest(token);
    // No one has signed in: on PostgreSQL the transaction sees only the row with this key.
    let mut tx = db.begin_unauthenticated(Intent::Read, &key).await?;
    let found: Option<(PersonId, String, FeedContent)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT person_id, language, content FROM calendar_feed WHERE token_hash = $1"
    )
    .bind(&key)
    .fetch_optional(c))?;
    let (person, language, content) = found.ok_or(Error::NotFound)?;
    Ok(CalendarFeed {
        person,
        language: Language::parse(&language).unwrap_or(Language::En),
        content,
    })
}

/// The events that the actor may see in the families whose record they may open, the earliest
/// first: those of the last two months and later ones, with the names of kinds in `language`.
///
/// # Errors
/// When the database fails.
pub async fn list_feed_events(tx: &mut Tx, language: &str) -> Result<Vec<FeedEvent>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let from = tx.actor()?.today - PAST_DAYS.days();
    let mut found: Vec<FeedEvent> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT v.id, v.family_id, v.starts, v.ends, v.revision, v.cancelled, v.kind, ",
        event_kind_label!("$5"),
        " AS kind_label, ",
        visible_event_place!(),
        " AS place FROM event v WHERE ",
        actor_is_member!("v.family_id"),
        " AND v.starts >= $3 AND ",
        visible_to_actor!(event "v"),
        " ORDER BY v.starts, v.id LIMIT $4"
    ))
    .bind(person)
    .bind(today)
    .bind(from.at(0, 0, 0, 0).to_sqlx())
    .bind(MAX_EVENTS)
    .bind(language)
    .fetch_all(c))?;
    let actor = tx.actor()?;
    // For each family alone: a person can be a parent in one family and work for another. Members
    // such as interpreters, who may not open the record, get no events of it.
    found.retain_mut(|event| {
        let role = actor.membership_in(event.family_id).map(|team| team.role);
        event.is_own_family = role.as_ref().is_ok_and(|role| !is_logged(*role));
        role.is_ok_and(can_open_record)
    });
    Ok(found)
}
