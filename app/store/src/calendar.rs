//! The calendar of a family, as the actor sees it: pages of events, and one event with its details
//! and the people who are invited.

pub mod answers;
mod change_readers;
pub mod changes;
pub mod clashes;
pub mod clocks;
pub mod days_off;
pub mod decisions;
pub mod editable;
pub mod family_time;
pub mod feed;
pub mod held_dates;
pub mod history;
mod insert;
pub mod kinds;
pub mod month;
pub mod needs;
pub mod notes;
mod notes_version;
pub mod parts;
pub mod print;
pub mod series;
pub mod uid;
pub mod words;

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::calendar::EventTopic;
use model::id::{EventId, FamilyId, PersonId};
use model::person_name::first_name;
use model::role::Role;

use self::answers::PersonAnswer;
use self::history::EventChange;
use self::needs::{Attendance, load_attendance};
use self::parts::EventParts;
use crate::access::{OpenRecord, RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::events::{EventSummary, event_is_upcoming, event_summaries, upcoming_bounds};
use crate::name_order::sort_by_name;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The largest number of events on one page.
pub const EVENTS_PER_PAGE: usize = 40;

/// Which events of the calendar to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarRange {
    /// Those that are not over, the earliest first; with a day, those that begin on it or later.
    Upcoming(Option<Date>),
    /// Those that are over and began before this day, the latest first.
    Past(Date),
}

/// One page of a family's calendar.
#[derive(Debug, Clone)]
pub struct CalendarEvents {
    pub role: Role,
    pub events: Vec<EventSummary>,
    /// The people who are invited to these events.
    pub invited: Vec<InvitedPerson>,
    /// The day for the range of the page that follows; `None` on the last page.
    pub next: Option<Date>,
}

/// Someone who is invited to an event: named in its audience, or the worker of the family.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct InvitedPerson {
    pub event_id: EventId,
    pub person_id: PersonId,
    pub name: String,
    chosen_name: Option<String>,
    pub role: Role,
}

impl InvitedPerson {
    /// The name by which a family calls this person.
    pub fn first_name(&self) -> String {
        first_name(&self.name, self.chosen_name.as_deref())
    }
}

/// What a text about an event is about, and the text.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct EventDetail {
    pub topic: EventTopic,
    #[sqlx(flatten)]
    pub words: AuthoredText,
}

/// One event with its details.
#[derive(Debug, Clone)]
pub struct EventWithDetails {
    pub role: Role,
    pub event: EventSummary,
    pub details: Vec<EventDetail>,
    pub invited: Vec<InvitedPerson>,
    /// The actor's answer; for a worker, everyone's.
    pub answers: Vec<PersonAnswer>,
    pub attendance: Attendance,
    /// The changes in the portal, the latest first.
    pub changes: Vec<EventChange>,
    /// Why it was canceled, if it was.
    pub reason: Option<AuthoredText>,
    /// What people brought to it, and the published notes.
    pub parts: EventParts,
}

/// Reads one page of a family's calendar in `language`, and logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn read_calendar(
    tx: &mut Tx,
    family: FamilyId,
    range: CalendarRange,
    language: &str,
) -> Result<CalendarEvents, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    let mut events = match range {
        CalendarRange::Upcoming(from) => list_from(tx, family, from, language).await?,
        CalendarRange::Past(before) => list_before(tx, family, before, language).await?,
    };
    let next = cut_page(&mut events, range);
    // After the page is cut, so that no one is listed for an event that is not on it.
    let invited = list_invited(tx, family, &events).await?;
    Ok(CalendarEvents {
        role: tx.role,
        events,
        invited,
        next,
    })
}

/// Reads one event of a family in `language`, and logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record or is not in the audience of the
/// event. Also when the database fails.
pub async fn read_event(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<EventWithDetails, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    let found = find_summary(tx, family, event, language)
        .await?
        .ok_or(Error::NotFound)?;
    // The event is found first: the statements below rely on that, and the one for answers does not
    // check the audience of the event itself.
    let details = load_details(tx, family, event, language).await?;
    let events = vec![found];
    let mut invited = list_invited(tx, family, &events).await?;
    // Another event may begin at the same time.
    invited.retain(|one| one.event_id == event);
    let answers = answers::list_answers(tx, family, event, language).await?;
    let changes = history::list_changes(tx, family, event).await?;
    let event = events.into_iter().next().ok_or(Error::NotFound)?;
    let parts = parts::list_published(tx, family, &event, language).await?;
    let reason = history::find_reason(tx, family, &event, language).await?;
    let attendance = load_attendance(tx, family, &event, language).await?;
    Ok(EventWithDetails {
        role: tx.role,
        event,
        details,
        invited,
        answers,
        attendance,
        changes,
        reason,
        parts,
    })
}

/// The event, if the actor may see it.
pub(crate) async fn find_summary(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<Option<EventSummary>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        event_summaries!(),
        "AND v.id = $5"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(event)
    .fetch_optional(c))
}

/// The details of an event that the actor may see.
async fn load_details(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<Vec<EventDetail>, Error> {
    // By the audience of the text: the way to a withheld place has fewer readers than its event.
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT d.topic, ",
        authored_text_columns!(),
        " FROM event_detail d JOIN text t ON t.id = d.text_id ",
        authored_text_joins!(),
        "WHERE d.event_id = $5 AND t.family_id = $4 AND ",
        visible_to_actor!(text "t")
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(event)
    .fetch_all(c))
}

async fn list_from(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    from: Option<Date>,
    language: &str,
) -> Result<Vec<EventSummary>, Error> {
    let (midnight, now) = upcoming_bounds(tx)?;
    let (person, today) = (tx.actor_id()?, tx.today());
    // Without a day: before every event there is.
    let from = from.unwrap_or(jiff::civil::date(1900, 1, 1));
    // The id keeps the order of events that start at the same time equal in every reading.
    run_on!(tx, |c| sqlx::query_as(concat!(
        event_summaries!(),
        "AND ",
        event_is_upcoming!("$5", "$6"),
        " AND v.starts >= $7 ORDER BY v.starts, v.id LIMIT $8"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(midnight)
    .bind(now)
    .bind(from.at(0, 0, 0, 0).to_sqlx())
    .bind(one_more_than_a_page())
    .fetch_all(c))
}

async fn list_before(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    before: Date,
    language: &str,
) -> Result<Vec<EventSummary>, Error> {
    let (midnight, now) = upcoming_bounds(tx)?;
    let (person, today) = (tx.actor_id()?, tx.today());
    // The opposite of `event_is_upcoming!`, so that each event is in exactly one of the two lists.
    run_on!(tx, |c| sqlx::query_as(concat!(
        event_summaries!(),
        "AND ((v.ends IS NULL AND v.starts < $5) OR v.ends <= $6) AND v.starts < $7 \
            ORDER BY v.starts DESC, v.id LIMIT $8"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(midnight)
    .bind(now)
    .bind(before.at(0, 0, 0, 0).to_sqlx())
    .bind(one_more_than_a_page())
    .fetch_all(c))
}

/// The LIMIT that shows whether another page follows.
fn one_more_than_a_page() -> i64 {
    i64::try_from(EVENTS_PER_PAGE + 1).unwrap_or(i64::MAX)
}

/// Leaves whole days on the page where more events follow, and returns the day for the next page.
/// By day and not by a number: an event that is added meanwhile would move others to the next page,
/// where they would appear twice.
fn cut_page(events: &mut Vec<EventSummary>, range: CalendarRange) -> Option<Date> {
    let day = |event: &EventSummary| event.starts.to_jiff().date();
    let first = day(events.first()?);
    let rest = day(events.get(EVENTS_PER_PAGE)?);
    // A day with more events than a page has is shown as far as the page goes.
    let cut = if first == rest {
        EVENTS_PER_PAGE
    } else {
        events.iter().position(|event| day(event) == rest)?
    };
    events.truncate(cut);
    match (range, first == rest) {
        (CalendarRange::Upcoming(_), false) => Some(rest),
        // A page that begins on the same day again would show the same events, so it is skipped.
        (CalendarRange::Upcoming(_), true) => rest.tomorrow().ok(),
        // `Past` excludes its day.
        (CalendarRange::Past(_), false) => rest.tomorrow().ok(),
        (CalendarRange::Past(_), true) => Some(rest),
    }
}

/// The people on the team who are invited to events that begin at the times of `events`, limited to
/// those whom the actor may know about: one parent's mentor is hidden from the other parent.
async fn list_invited(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    events: &[EventSummary],
) -> Result<Vec<InvitedPerson>, Error> {
    // Found by the range of their times, because SQLite has no parameter that is a list of ids.
    let starts = || events.iter().map(|event| event.starts.to_jiff());
    let Some((first, last)) = starts().min().zip(starts().max()) else {
        return Ok(Vec::new());
    };
    let (person, today) = (tx.actor_id()?, tx.today());
    // The range can hold events that are not among `events`, so visibility is checked again. A
    // person who is excluded by name is not listed, although a role or an entry includes them.
    let mut found: Vec<InvitedPerson> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT DISTINCT v.id AS event_id, p.id AS person_id, coalesce(p.chosen_name, p.name) AS \
            name, p.chosen_name, s.role FROM event v JOIN audience_entry e ON e.audience_id = \
            v.audience_id AND NOT e.denied JOIN membership s ON s.family_id = v.family_id AND \
            s.since <= $2 AND (s.until IS NULL OR s.until > $2) AND (e.person_id = s.person_id OR \
            (e.role = s.role AND s.role = 'worker')) JOIN person p ON p.id = s.person_id WHERE \
            v.family_id = $3 AND v.starts >= $4 AND v.starts <= $5 AND ",
        visible_to_actor!(event "v"),
        " AND NOT EXISTS (SELECT 1 FROM audience_entry n WHERE n.audience_id = v.audience_id AND \
            n.person_id = s.person_id AND n.denied) AND (s.mentee_id IS NULL OR s.mentee_id = $1 \
            OR s.person_id = $1 OR EXISTS (SELECT 1 FROM membership me WHERE me.family_id = \
            v.family_id AND me.person_id = $1 AND me.role IN ('worker', 'supervisor') AND \
            me.since <= $2 AND (me.until IS NULL OR me.until > $2))) ORDER BY person_id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(first.to_sqlx())
    .bind(last.to_sqlx())
    .fetch_all(c)
    })?;
    // A person with two roles on the team is invited once.
    let mut seen = std::collections::HashSet::new();
    found.retain(|one| seen.insert((one.event_id, one.person_id)));
    sort_by_name(&mut found, |one| &one.name);
    Ok(found)
}

#[cfg(test)]
mod tests;
