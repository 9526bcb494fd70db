//! The events of the next weeks with what to know before each, to print.

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::id::{EventId, FamilyId};

use super::EventDetail;
use crate::access::{OpenRecord, RecordPart, open_record};
use crate::authored_text::{authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::events::{EventSummary, event_is_upcoming, event_summaries, upcoming_bounds};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// How many days from today on are printed.
pub const PRINTED_DAYS: i32 = 28;
/// The largest number of events on paper.
const MAX_PRINTED: i64 = 200;

/// The events to print.
#[derive(Debug, Clone)]
pub struct PrintedEvents {
    pub events: Vec<EventSummary>,
    /// What to know before each of `events`.
    pub details: Vec<PrintedDetail>,
}

/// A detail of one of several events.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PrintedDetail {
    pub event_id: EventId,
    #[sqlx(flatten)]
    pub detail: EventDetail,
}

/// Reads the events of the next `PRINTED_DAYS` days in `language`, without those that are over or
/// were canceled: paper is not updated. Logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn read_printed(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<PrintedEvents, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    let until = tx.actor()?.today + PRINTED_DAYS.days();
    let (midnight, now) = upcoming_bounds(tx)?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let events: Vec<EventSummary> = run_on!(tx, |c| sqlx::query_as(concat!(
        event_summaries!(),
        "AND NOT v.cancelled AND ",
        event_is_upcoming!("$5", "$6"),
        " AND v.starts < $7 ORDER BY v.starts, v.id LIMIT $8"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(midnight)
    .bind(now)
    .bind(until.at(0, 0, 0, 0).to_sqlx())
    .bind(MAX_PRINTED)
    .fetch_all(c))?;
    let details = list_details(tx, family, &events, language).await?;
    Ok(PrintedEvents { events, details })
}

/// The details that the actor may see of the events that begin at the times of `events`.
async fn list_details(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    events: &[EventSummary],
    language: &str,
) -> Result<Vec<PrintedDetail>, Error> {
    let Some((first, last)) = events.first().zip(events.last()) else {
        return Ok(Vec::new());
    };
    // The range can hold details of events that are not printed. They are found by event.
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT d.event_id, d.topic, ",
        authored_text_columns!(),
        " FROM event_detail d JOIN event v ON v.id = d.event_id JOIN text t ON t.id = d.text_id ",
        authored_text_joins!(),
        "WHERE v.family_id = $4 AND v.starts >= $5 AND v.starts <= $6 AND ",
        visible_to_actor!(event "v"),
        " AND ",
        visible_to_actor!(text "t")
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(first.starts)
    .bind(last.starts)
    .fetch_all(c))
}
