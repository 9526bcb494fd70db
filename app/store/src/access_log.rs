//! Reading the access log of a family's record, for the page that shows it to the family: by day
//! and by person. `access` writes the entries.

use std::cmp::Reverse;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::id::{FamilyId, PersonId, TextId, ThreadId};
use model::policy::{self, ResourceKind, Visibility};
use model::role::Role;
use uuid::Uuid;

pub use crate::access::RecordPart;
use crate::access::open_record;
use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The largest number of days on one page. The statement of `load_visits` has a branch for each.
pub const DAYS_PER_PAGE: usize = 7;

/// The number of entries that are searched for the days of a page. A day is shown with all its
/// entries however many there are, so this only limits how many days a busy page has.
const SEARCHED_ENTRIES: i64 = 200;

/// Which part of the access log to read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AccessLogFilter {
    /// Only the visits of this person.
    pub person: Option<PersonId>,
    /// Only days before this one.
    pub before: Option<Date>,
}

/// What one person read on one day, in one role.
#[derive(Debug, Clone)]
pub struct DailyVisit {
    pub person: PersonId,
    pub name: String,
    pub role: Role,
    /// Each part once, in the order in which they were first read on this day.
    pub parts: Vec<RecordPart>,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
}

/// One day of the access log, in the agency's time zone.
#[derive(Debug, Clone)]
pub struct AccessLogDay {
    pub date: Date,
    /// The most recent first.
    pub visits: Vec<DailyVisit>,
}

/// One page of the access log.
#[derive(Debug, Clone, Default)]
pub struct AccessLogDays {
    /// Days with entries, the newest first.
    pub days: Vec<AccessLogDay>,
    /// `AccessLogFilter::before` of the next page, where there are or may be earlier entries.
    pub older_before: Option<Date>,
}

/// SQL condition: an entry `l` of the family `$3` with an id below `$4`, of the person `$5` if that
/// is given, which the actor may see. The entry of a mentor is shown only to the parent whom they
/// support, the entry of a conversation only to its participants, and the entry of a text only to
/// its readers: the log must not reveal them to the other parent.
macro_rules! entry_visible_to_actor {
    () => {
        concat!(
            "l.family_id = $3 AND l.id < $4 AND ($5 IS NULL OR l.person_id = $5) AND ",
            actor_is_member!("l.family_id"),
            " AND (l.subject_id IS NULL OR l.subject_id = $1) AND (l.thread_id IS NULL OR EXISTS (",
            "SELECT 1 FROM thread_participant r WHERE r.thread_id = l.thread_id AND r.person_id = \
            $1 AND r.left_at IS NULL)) AND (l.text_id IS NULL OR EXISTS (SELECT 1 FROM text t \
            WHERE t.id = l.text_id AND ",
            visible_to_actor!(text "t"),
            "))"
        )
    };
}

/// The newest `DAYS_PER_PAGE` days of a family's access log on which the actor may see an entry,
/// grouped by person. The read itself is logged for an actor outside the family.
///
/// # Errors
/// `NotFound` when the actor may not read the log, and when it has no entry of the person of the
/// filter that the actor may see. Also when the database fails.
pub async fn list_days(
    tx: &mut Tx,
    family: FamilyId,
    filter: AccessLogFilter,
) -> Result<AccessLogDays, Error> {
    let actor = tx.actor()?;
    let (role, zone) = (actor.membership_in(family)?.role, actor.zone.clone());
    if policy::role_visibility(role, ResourceKind::AccessLog) == Visibility::Never {
        return Err(Error::NotFound);
    }
    let tx = &mut open_record(tx, family, RecordPart::AccessLog).await?;
    let limit = filter
        .before
        .map_or(Uuid::max(), |before| first_id_of_day(before, &zone));
    let times = list_entry_times(tx, family, filter.person, limit).await?;
    let (dates, has_older) = newest_dates(&times, &zone);
    // Whether the person exists, is on no team of this family or may not be seen by this actor:
    // the same answer.
    if dates.is_empty() && filter.person.is_some() && filter.before.is_none() {
        return Err(Error::NotFound);
    }
    let rows = load_visits(tx, family, filter.person, &dates, &zone).await?;
    Ok(AccessLogDays {
        older_before: dates.last().copied().filter(|_| has_older),
        days: group_by_day(&dates, rows)?,
    })
}

/// The times of the newest entries with an id below `limit`, newest first.
async fn list_entry_times(
    tx: &mut Tx,
    family: FamilyId,
    person: Option<PersonId>,
    limit: Uuid,
) -> Result<Vec<Timestamp>, Error> {
    let (actor, today) = (tx.actor_id()?, tx.today());
    let rows: Vec<(jiff_sqlx::Timestamp,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT l.created_at FROM access_log l WHERE ",
            entry_visible_to_actor!(),
            // Ids are UUIDs v7, so their order is the order of time, on both engines.
            " ORDER BY l.id DESC LIMIT $6"
        ))
        .bind(actor)
        .bind(today)
        .bind(family)
        .bind(limit)
        .bind(person)
        .bind(SEARCHED_ENTRIES)
        .fetch_all(c)
    })?;
    Ok(rows.into_iter().map(|(at,)| at.to_jiff()).collect())
}

/// The newest `DAYS_PER_PAGE` dates of these times, and whether there may be earlier entries.
fn newest_dates(times: &[Timestamp], zone: &TimeZone) -> (Vec<Date>, bool) {
    let mut dates: Vec<Date> = Vec::new();
    for at in times {
        let date = at.to_zoned(zone.clone()).date();
        if dates.contains(&date) {
            continue;
        }
        if dates.len() == DAYS_PER_PAGE {
            return (dates, true);
        }
        dates.push(date);
    }
    // Where the search has stopped at its limit, what follows is unknown.
    let is_cut_off = i64::try_from(times.len()) == Ok(SEARCHED_ENTRIES);
    (dates, is_cut_off)
}

/// The smallest id that an entry of this day or a later one can have: the first 48 bits of a UUID
/// v7 are its time in milliseconds.
fn first_id_of_day(day: Date, zone: &TimeZone) -> Uuid {
    day.to_zoned(zone.clone())
        .ok()
        .and_then(|start| u64::try_from(start.timestamp().as_millisecond()).ok())
        // A day that is no time, such as the last of the year 9999, excludes nothing.
        .map_or(Uuid::max(), |start| {
            uuid::Builder::from_unix_timestamp_millis(start, &[0; 10]).into_uuid()
        })
}

/// The reads of one part by one person on one day.
#[derive(Debug, sqlx::FromRow)]
struct VisitRow {
    person_id: PersonId,
    name: String,
    role: Role,
    what: String,
    thread_id: Option<ThreadId>,
    text_id: Option<TextId>,
    /// Index of the day in the dates of the page.
    day_index: i32,
    first_at: jiff_sqlx::Timestamp,
    last_at: jiff_sqlx::Timestamp,
}

/// Groups all entries of these days in the database, newest day first. The days are ranges of ids,
/// because only Rust knows when a day begins in the agency's time zone.
async fn load_visits(
    tx: &mut Tx,
    family: FamilyId,
    person: Option<PersonId>,
    dates: &[Date],
    zone: &TimeZone,
) -> Result<Vec<VisitRow>, Error> {
    let (Some(newest), Some(oldest)) = (dates.first(), dates.last()) else {
        return Ok(Vec::new());
    };
    let end = newest
        .tomorrow()
        .map_or(Uuid::max(), |day| first_id_of_day(day, zone));
    // A page with fewer days repeats its oldest one, which then has no entries left.
    let [first, second, third, fourth, fifth, sixth, seventh]: [Uuid; DAYS_PER_PAGE] =
        std::array::from_fn(|n| first_id_of_day(*dates.get(n).unwrap_or(oldest), zone));
    let (actor, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, l.role, l.what, \
            l.thread_id, l.text_id, CASE WHEN l.id >= $6 THEN 0 WHEN l.id >= $7 THEN 1 WHEN l.id \
            >= $8 THEN 2 WHEN l.id >= $9 THEN 3 WHEN l.id >= $10 THEN 4 WHEN l.id >= $11 THEN 5 \
            ELSE 6 END AS day_index, ",
            // SQLite compares times as text, which is wrong only within one second.
            "min(l.created_at) AS first_at, max(l.created_at) AS last_at FROM access_log l JOIN \
            person p ON p.id = l.person_id WHERE ",
            entry_visible_to_actor!(),
            " AND l.id >= $12 GROUP BY p.id, p.chosen_name, p.name, l.role, l.what, l.thread_id, \
            l.text_id, day_index"
        ))
        .bind(actor)
        .bind(today)
        .bind(family)
        .bind(end)
        .bind(person)
        .bind(first)
        .bind(second)
        .bind(third)
        .bind(fourth)
        .bind(fifth)
        .bind(sixth)
        .bind(seventh)
        .fetch_all(c)
    })
}

/// The days with their visits. A person who read several parts on a day is one visit.
fn group_by_day(dates: &[Date], mut rows: Vec<VisitRow>) -> Result<Vec<AccessLogDay>, Error> {
    // So that the first row of a visit has its first time, and the parts are in order.
    rows.sort_by_key(|row| row.first_at.to_jiff());
    let mut days: Vec<AccessLogDay> = dates
        .iter()
        .map(|date| AccessLogDay {
            date: *date,
            visits: Vec::new(),
        })
        .collect();
    for row in rows {
        let part = RecordPart::from_columns(&row.what, row.thread_id, row.text_id)?;
        let index = usize::try_from(row.day_index).unwrap_or(usize::MAX);
        let Some(day) = days.get_mut(index) else {
            continue;
        };
        let last_at = row.last_at.to_jiff();
        let known = day
            .visits
            .iter_mut()
            .find(|visit| visit.person == row.person_id && visit.role == row.role);
        if let Some(visit) = known {
            visit.parts.push(part);
            visit.last_at = visit.last_at.max(last_at);
        } else {
            day.visits.push(DailyVisit {
                person: row.person_id,
                name: row.name,
                role: row.role,
                parts: vec![part],
                first_at: row.first_at.to_jiff(),
                last_at,
            });
        }
    }
    for day in &mut days {
        day.visits.sort_by_key(|visit| Reverse(visit.last_at));
    }
    days.retain(|day| !day.visits.is_empty());
    Ok(days)
}
