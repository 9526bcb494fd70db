//! Statutory clocks of a family, computed from the dates of the case that the actor may see.
//! Whether a clock is missed does not depend on the events that the actor may see.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff_sqlx::ToSqlx;
use model::calendar::EventKind;
use model::case_clock::{
    CaseClock, CaseDate, CaseDateKind, ClockKind, comments_due, running_clocks,
};
use model::id::{ChildId, EventId, FamilyId};
use model::role::Role;
use model::working_days::WorkingDays;

use crate::access::{OpenRecord, RecordPart, open_record};
use crate::db::run_on;
use crate::events::{event_is_upcoming, upcoming_bounds};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// How many days before an event its holidays are read: more than ten working days take.
const COMMENT_DAYS: i32 = 60;

/// A clock that runs for a child, or for all children of the family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyClock {
    pub family: FamilyId,
    /// The name of the child; `None` for all children.
    pub child: Option<String>,
    pub clock: CaseClock,
}

/// An event that is held for a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockEvent {
    pub event: EventId,
    pub kind: ClockKind,
    /// Local time in the agency's time zone.
    pub starts: DateTime,
    /// The last day for written comments.
    pub comments_due: Option<Date>,
}

impl ClockEvent {
    /// Whether it is held for this clock. Any permanency hearing is one after a finding, too.
    pub fn is_for(&self, clock: ClockKind) -> bool {
        let is_hearing = self.kind == ClockKind::PermanencyHearing;
        self.kind == clock || (is_hearing && clock == ClockKind::EffortsHearing)
    }
}

/// The clocks of a family, and what is planned for them.
#[derive(Debug, Clone)]
pub struct FamilyClocks {
    pub role: Role,
    /// Each child's, the earliest due first.
    pub clocks: Vec<FamilyClock>,
    /// The upcoming events that the actor may see, the earliest first.
    pub planned: Vec<ClockEvent>,
}

#[derive(sqlx::FromRow)]
struct DateRow {
    family_id: FamilyId,
    child_id: Option<ChildId>,
    child: Option<String>,
    kind: CaseDateKind,
    day: jiff_sqlx::Date,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    id: EventId,
    kind: EventKind,
    clock: Option<ClockKind>,
    starts: jiff_sqlx::DateTime,
}

/// The clocks of a family. Logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn read_clocks(tx: &mut Tx, family: FamilyId) -> Result<FamilyClocks, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    let mut clocks = load_clocks(tx, family).await?;
    // Together for each child, the child whose clock is due first before the others.
    let order: Vec<Option<String>> = clocks.iter().map(|one| one.child.clone()).collect();
    clocks.sort_by_key(|one| order.iter().position(|child| *child == one.child));
    let planned = if clocks.is_empty() {
        Vec::new()
    } else {
        list_planned(tx, family).await?
    };
    Ok(FamilyClocks {
        role: tx.role,
        clocks,
        planned,
    })
}

/// The clocks of a family that the actor may see, the earliest due first.
pub(crate) async fn load_clocks(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
) -> Result<Vec<FamilyClock>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // A date that was taken back stays stored for the history, and moves no clock.
    let rows: Vec<DateRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT d.family_id, d.child_id, c.name AS child, d.kind, d.day FROM case_date d LEFT JOIN \
            child c ON c.id = d.child_id WHERE d.family_id = $3 AND d.withdrawn_at IS NULL AND ",
        visible_to_actor!(case_date "d")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c)
    })?;
    Ok(run_clocks(rows, tx.actor()?.today))
}

/// The missed clocks of the families where the actor is the worker or the supervisor, the earliest
/// due first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn list_missed(tx: &mut Tx) -> Result<Vec<FamilyClock>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let rows: Vec<DateRow> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT d.family_id, d.child_id, c.name AS child, d.kind, d.day FROM membership q JOIN \
            case_date d ON d.family_id = q.family_id LEFT JOIN child c ON c.id = d.child_id WHERE \
            q.person_id = $1 AND q.role IN ('worker', 'supervisor') AND q.since <= $2 AND (q.until \
            IS NULL OR q.until > $2) AND d.withdrawn_at IS NULL AND ",
        visible_to_actor!(case_date "d")
    ))
    .bind(person)
    .bind(today)
    .fetch_all(c))?;
    let today = tx.actor()?.today;
    let mut clocks = run_clocks(rows, today);
    clocks.retain(|one| one.clock.is_missed(today));
    Ok(clocks)
}

/// The dates of the case of a child, or of all children of a family.
#[derive(Default)]
struct ChildCase {
    /// The name of the child.
    child: Option<String>,
    dates: Vec<CaseDate>,
}

/// The clocks that run by these dates, each child's for itself, the earliest due first.
fn run_clocks(rows: Vec<DateRow>, today: Date) -> Vec<FamilyClock> {
    // By child, because each child can have been removed on another day.
    let mut cases: BTreeMap<(FamilyId, Option<ChildId>), ChildCase> = BTreeMap::new();
    for row in rows {
        let case = cases.entry((row.family_id, row.child_id)).or_default();
        case.child = row.child;
        case.dates.push(CaseDate {
            kind: row.kind,
            day: row.day.to_jiff(),
        });
    }
    let mut clocks = Vec::new();
    for ((family, _), case) in cases {
        let running = running_clocks(&case.dates, today).into_iter();
        clocks.extend(running.map(|clock| FamilyClock {
            family,
            child: case.child.clone(),
            clock,
        }));
    }
    clocks.sort_by_key(|one| (one.clock.due, one.clock.kind));
    clocks
}

/// The upcoming events that are held for a clock and that the actor may see.
async fn list_planned(tx: &mut OpenRecord<'_>, family: FamilyId) -> Result<Vec<ClockEvent>, Error> {
    let (midnight, now) = upcoming_bounds(tx)?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let rows: Vec<EventRow> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT v.id, v.kind, v.clock, v.starts FROM event v WHERE v.family_id = $3 AND NOT \
            v.cancelled AND v.clock IS NOT NULL AND ",
        event_is_upcoming!("$4", "$5"),
        " AND ",
        visible_to_actor!(event "v"),
        " ORDER BY v.starts, v.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(midnight)
    .bind(now)
    .fetch_all(c))?;
    let day = |row: &EventRow| row.starts.to_jiff().date();
    let Some((first, last)) = rows.first().map(day).zip(rows.last().map(day)) else {
        return Ok(Vec::new());
    };
    let working_days = load_working_days(tx, family, first, last).await?;
    Ok(rows
        .iter()
        .filter_map(|row| {
            Some(ClockEvent {
                event: row.id,
                kind: ClockKind::of_event(row.kind, row.clock)?,
                starts: row.starts.to_jiff(),
                comments_due: comments_due(day(row), &working_days),
            })
        })
        .collect())
}

/// The working days of the agency of this family, as far as they count for comments before events
/// from `first` to `last`. Everyone of the agency knows them.
async fn load_working_days(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    first: Date,
    last: Date,
) -> Result<WorkingDays, Error> {
    let start = first.saturating_sub(COMMENT_DAYS.days());
    // Without a condition on the actor: the callers have opened the record of the family.
    let days: Vec<(jiff_sqlx::Date,)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT h.day FROM agency_holiday h JOIN family f ON f.agency_id = h.agency_id WHERE f.id \
            = $1 AND h.day >= $2 AND h.day <= $3"
    )
    .bind(family)
    .bind(start.to_sqlx())
    .bind(last.to_sqlx())
    .fetch_all(c)
    })?;
    Ok(days.into_iter().map(|(day,)| day.to_jiff()).collect())
}

#[derive(sqlx::FromRow)]
struct EventHolidayRow {
    clock: Option<ClockKind>,
    holiday: Option<jiff_sqlx::Date>,
}

/// The last day for written comments before an event of this kind on `day`; `None` for an event
/// that is held for no clock, or that the actor may not see. Logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn find_comments_due(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    (kind, day): (EventKind, Date),
) -> Result<Option<Date>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let start = day.saturating_sub(COMMENT_DAYS.days());
    // The LEFT JOIN gives a row for an event without holidays. No row at all means that the actor
    // does not see the event.
    let rows: Vec<EventHolidayRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT v.clock, h.day AS holiday FROM event v JOIN family f ON f.id = v.family_id LEFT \
            JOIN agency_holiday h ON h.agency_id = f.agency_id AND h.day >= $5 AND h.day <= $6 \
            WHERE v.family_id = $3 AND v.id = $4 AND ",
        visible_to_actor!(event "v")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(event)
    .bind(start.to_sqlx())
    .bind(day.to_sqlx())
    .fetch_all(c)
    })?;
    let Some(stated) = rows.first().map(|row| row.clock) else {
        return Ok(None);
    };
    if ClockKind::of_event(kind, stated).is_none() {
        return Ok(None);
    }
    let holidays = rows.into_iter().filter_map(|row| row.holiday);
    let working_days: WorkingDays = holidays.map(|day| day.to_jiff()).collect();
    Ok(comments_due(day, &working_days))
}
