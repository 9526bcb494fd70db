//! The events of one month, with what a cell of its table shows, and the events of one day.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::calendar::EventKind;
use model::id::{EventId, FamilyId};

use crate::access::{OpenRecord, RecordPart, open_record};
use crate::db::run_on;
use crate::events::{EventSummary, event_kind_label, event_summaries};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The largest number of events of a month. Those after them are on the page of the calendar.
const MAX_MONTH_EVENTS: i64 = 1_000;
/// The largest number of events of a day.
const MAX_DAY_EVENTS: i64 = 100;

/// An event in a cell of the table of a month: without its place and its words, of which hundreds
/// would not fit on the page.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct MonthEvent {
    pub id: EventId,
    pub kind: EventKind,
    /// As in `EventSummary`.
    pub kind_label: Option<String>,
    pub starts: jiff_sqlx::DateTime,
    pub ends: Option<jiff_sqlx::DateTime>,
    pub cancelled: bool,
}

impl MonthEvent {
    /// The last day that the event takes place on. One that ends at midnight is over then.
    pub fn last_day(&self) -> Date {
        let first = self.starts.to_jiff().date();
        let Some(ends) = self.ends.as_ref().map(|ends| ends.to_jiff()) else {
            return first;
        };
        let last = ends.date();
        if last > first && ends == last.at(0, 0, 0, 0) {
            last.yesterday().unwrap_or(first)
        } else {
            last.max(first)
        }
    }
}

/// Reads the events that take place in the month of `day`, the earliest first, with the names of
/// their kinds in `language`. Logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn read_month(
    tx: &mut Tx,
    family: FamilyId,
    day: Date,
    language: &str,
) -> Result<Vec<MonthEvent>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    let first = day.first_of_month();
    let after = first
        .checked_add(1.month())
        // At the end of the calendar only.
        .map_err(|_| Error::NotFound)?;
    let (person, today) = (tx.actor_id()?, tx.today());
    // Also an event that began in an earlier month and has not ended.
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT v.id, v.kind, ",
        event_kind_label!("$3"),
        " AS kind_label, v.starts, v.ends, v.cancelled FROM event v WHERE v.family_id = $4 AND \
            (v.starts >= $5 OR v.ends > $5) AND v.starts < $6 AND ",
        visible_to_actor!(event "v"),
        " ORDER BY v.starts, v.id LIMIT $7"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(first.at(0, 0, 0, 0).to_sqlx())
    .bind(after.at(0, 0, 0, 0).to_sqlx())
    .bind(MAX_MONTH_EVENTS)
    .fetch_all(c))
}

/// Reads the events that take place on a day in `language`, the earliest first. Logs the access.
///
/// # Errors
/// As `read_month`.
pub async fn read_day(
    tx: &mut Tx,
    family: FamilyId,
    day: Date,
    language: &str,
) -> Result<Vec<EventSummary>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    // At the end of the calendar only.
    let after = day.tomorrow().map_err(|_| Error::NotFound)?;
    list_between(tx, family, (day, after), language).await
}

/// The events that take place between the beginnings of these two days.
async fn list_between(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    (from, until): (Date, Date),
    language: &str,
) -> Result<Vec<EventSummary>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Also an event that began on an earlier day and has not ended.
    run_on!(tx, |c| sqlx::query_as(concat!(
        event_summaries!(),
        "AND (v.starts >= $5 OR v.ends > $5) AND v.starts < $6 ORDER BY v.starts, v.id LIMIT $7"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(from.at(0, 0, 0, 0).to_sqlx())
    .bind(until.at(0, 0, 0, 0).to_sqlx())
    .bind(MAX_DAY_EVENTS)
    .fetch_all(c))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{DateTime, date};
    use uuid::Uuid;

    use super::*;

    fn event(starts: DateTime, ends: Option<DateTime>) -> MonthEvent {
        MonthEvent {
            id: EventId(Uuid::nil()),
            kind: EventKind::Meeting,
            kind_label: None,
            starts: starts.to_sqlx(),
            ends: ends.map(|ends| ends.to_sqlx()),
            cancelled: false,
        }
    }

    #[test]
    fn an_event_that_ends_at_midnight_is_not_on_the_next_day() {
        let (first, next) = (date(2026, 12, 31), date(2027, 1, 1));
        let evening = first.at(20, 0, 0, 0);
        for (ends, last) in [
            (None, first),
            (Some(next.at(0, 0, 0, 0)), first),
            (Some(next.at(0, 30, 0, 0)), next),
        ] {
            assert_eq!(event(evening, ends).last_day(), last, "{ends:?}");
        }
    }
}
