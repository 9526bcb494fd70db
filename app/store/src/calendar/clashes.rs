//! What else is at the time of an event: another event of the same person, or a time of their week
//! that is taken. Only what the reader may know: events that they see, and of a week what the plan
//! shows them. Nothing of another family.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff_sqlx::ToSqlx;
use model::calendar::{EventKind, EventPeriod};
use model::id::{EventId, FamilyId, PersonId};
use model::plan::workload::BusyPart;

use super::editable::require_worker;
use crate::access::{OpenRecord, RecordPart, open_record};
use crate::db::run_on;
use crate::events::{EventSummary, event_kind_label};
use crate::name_order::sort_by_name;
use crate::plan::workload::{BusyDayRow, StepTimeRow};
use crate::visibility::{family_roles, visible_to_actor};
use crate::{Error, Tx};

/// Something at the time of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// Another event, with its kind and the local time at which it begins.
    Event(EventId, EventKind, DateTime),
    /// A part of the week in which the person said that they are busy.
    Busy(BusyPart),
    /// A step of the plan that the person does at this time of the week.
    Step,
}

/// Something at the time of an event that keeps a person from coming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonClash {
    pub person_id: PersonId,
    pub name: String,
    pub clash: Clash,
    /// For another event: what the agency calls its kind, as in `EventSummary`.
    pub kind_label: Option<String>,
}

/// When an event takes place, in local time, and its id if it is stored.
#[derive(Debug, Clone, Copy)]
pub struct EventTime {
    pub starts: DateTime,
    pub ends: Option<DateTime>,
    pub id: Option<EventId>,
}

impl EventTime {
    /// That of a stored event.
    pub fn of(event: &EventSummary) -> Self {
        Self {
            starts: event.starts.to_jiff(),
            ends: event.ends.as_ref().map(|ends| ends.to_jiff()),
            id: Some(event.id),
        }
    }
}

#[derive(sqlx::FromRow)]
struct ClashRow {
    person_id: PersonId,
    name: String,
    event_id: Option<EventId>,
    kind: Option<EventKind>,
    kind_label: Option<String>,
    event_starts: Option<jiff_sqlx::DateTime>,
    event_ends: Option<jiff_sqlx::DateTime>,
    #[sqlx(flatten)]
    busy: BusyDayRow,
    #[sqlx(flatten)]
    step: StepTimeRow,
}

impl ClashRow {
    fn clashes(&self, id: Option<EventId>, period: EventPeriod, zone: &TimeZone) -> Vec<Clash> {
        let event = || {
            let (event, kind) = self.event_id.zip(self.kind)?;
            let starts = self.event_starts.as_ref()?.to_jiff();
            let ends = self.event_ends.as_ref().map(|ends| ends.to_jiff());
            let other = EventPeriod::new(starts, ends, zone)?;
            // The event itself is among the rows when it is changed.
            let is_clash = Some(event) != id && other.overlaps(period);
            is_clash.then_some(Clash::Event(event, kind, starts))
        };
        let is_taken = |busy: &BusyPart| period.overlaps_slot(busy.time_slot(), zone);
        let busy = self.busy.parts().into_iter().filter(is_taken);
        let step = self.step.time_slot();
        let step = step.filter(|slot| period.overlaps_slot(*slot, zone));
        event()
            .into_iter()
            .chain(busy.map(Clash::Busy))
            .chain(step.map(|_| Clash::Step))
            .collect()
    }
}

/// The SELECT of events near the time in `list_clashes`, with the columns of `ClashRow`, of the
/// memberships `s` that meet a condition. A family member may be a party of an event by their role;
/// anyone else is invited by name.
macro_rules! event_clashes {
    ($whose:literal) => {
        concat!(
            // The casts give the columns a type: PostgreSQL takes a bare NULL for a text.
            "SELECT s.person_id, coalesce(p.chosen_name, p.name) AS name, v.id AS event_id, \
            v.kind, ",
            event_kind_label!("$7"),
            " AS kind_label, v.starts AS event_starts, v.ends AS event_ends, \
            CAST(NULL AS integer) AS weekday, CAST(NULL AS boolean) AS morning, \
            CAST(NULL AS boolean) AS afternoon, CAST(NULL AS boolean) AS evening, \
            CAST(NULL AS integer) AS starts, \
            CAST(NULL AS integer) AS ends, CAST(NULL AS integer) AS step_weekday, \
            CAST(NULL AS integer) AS step_starts, CAST(NULL AS integer) AS step_ends \
            FROM event v JOIN membership s ON s.family_id = v.family_id AND s.since <= $2 AND \
            (s.until IS NULL OR s.until > $2) JOIN person p ON p.id = s.person_id \
            WHERE v.family_id = $3 AND NOT v.cancelled AND v.starts < $6 AND \
            (v.starts >= $5 OR v.ends > $5) AND ",
            $whose,
            " AND ",
            visible_to_actor!(event "v"),
            " AND EXISTS (SELECT 1 FROM audience_entry q WHERE q.audience_id = v.audience_id AND \
            NOT q.denied AND (q.person_id = s.person_id OR (q.role = s.role AND s.role IN (",
            family_roles!(),
            ")))) AND NOT EXISTS (SELECT 1 FROM audience_entry q WHERE q.audience_id = \
            v.audience_id AND q.denied AND q.person_id = s.person_id)"
        )
    };
}

/// The SELECT of the weeks in `list_clashes`: busy parts that family members stated, and the fixed
/// times of the steps that they do.
macro_rules! week_clashes {
    ($whose:literal) => {
        concat!(
            "SELECT s.person_id, coalesce(p.chosen_name, p.name), NULL, NULL, NULL, NULL, \
            NULL, b.weekday, b.morning, b.afternoon, b.evening, b.starts, b.ends, NULL, NULL, \
            NULL FROM plan_unavailability b JOIN membership s ON s.family_id = b.family_id AND \
            s.person_id = b.person_id AND s.role IN (",
            family_roles!(),
            ") AND s.since <= $2 AND (s.until IS NULL OR s.until > $2) JOIN person p ON \
            p.id = s.person_id WHERE b.family_id = $3 AND ",
            $whose,
            " UNION ALL SELECT s.person_id, coalesce(p.chosen_name, p.name), NULL, NULL, NULL, NULL, \
            NULL, NULL, NULL, NULL, NULL, NULL, NULL, l.weekday, l.starts, l.ends \
            FROM plan_current_version h JOIN plan_version_item l ON l.family_id = h.family_id AND \
            l.version = h.version JOIN plan_item i ON i.id = l.item_id JOIN membership s ON \
            s.family_id = l.family_id AND s.person_id = l.owner_id AND s.since <= $2 AND \
            (s.until IS NULL OR s.until > $2) JOIN person p ON p.id = s.person_id WHERE \
            h.family_id = $3 AND l.kind = 'step' AND NOT l.owed_by_agency AND l.weekday IS NOT \
            NULL AND i.state <> 'done' AND ",
            $whose,
            " AND ",
            visible_to_actor!(plan_version_item "l", plan_item "i")
        )
    };
}

/// The statement of `list_clashes` for the memberships `s` that meet a condition.
macro_rules! clash_statement {
    ($whose:literal) => {
        concat!(
            event_clashes!($whose),
            " UNION ALL ",
            week_clashes!($whose),
            " ORDER BY person_id, event_starts, event_id"
        )
    };
}

const CLASHES_OF_TEAM: &str = clash_statement!("$4");
// Not `($4 OR s.person_id = $1)` for both: with it PostgreSQL called an access rule of row-level
// security 3,800 times, which took 460 ms with the demo. `NOT $4`, because PostgreSQL refuses a
// parameter that no condition names.
const CLASHES_OF_ACTOR: &str = clash_statement!("NOT $4 AND s.person_id = $1");

/// What is at the time of an event, by name: for `people`, or without them for the actor; with the
/// names of kinds in `language`. One statement: the page of an event has no more to spare.
///
/// # Errors
/// When the database fails.
pub(super) async fn list_clashes(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    time: &EventTime,
    people: Option<&BTreeSet<PersonId>>,
    language: &str,
) -> Result<Vec<PersonClash>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let zone = tx.actor()?.zone.clone();
    let Some(period) = EventPeriod::new(time.starts, time.ends, &zone) else {
        return Ok(Vec::new());
    };
    // A day more on both sides: an event without an end counts for an hour, and the clocks may
    // change. What overlaps is decided by `EventPeriod`.
    let from = time.starts.saturating_sub(1.day());
    let to = time.ends.unwrap_or(time.starts).saturating_add(1.day());
    // Without `people` only rows of the actor: a family member must not learn what keeps another
    // one from coming.
    let statement = if people.is_some() {
        CLASHES_OF_TEAM
    } else {
        CLASHES_OF_ACTOR
    };
    let rows: Vec<ClashRow> = run_on!(tx, |c| sqlx::query_as(statement)
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(people.is_some())
        .bind(from.to_sqlx())
        .bind(to.to_sqlx())
        .bind(language)
        .fetch_all(c))?;
    let mut found: Vec<PersonClash> = Vec::new();
    for row in rows {
        if people.is_some_and(|people| !people.contains(&row.person_id)) {
            continue;
        }
        for clash in row.clashes(time.id, period, &zone) {
            let one = PersonClash {
                person_id: row.person_id,
                name: row.name.clone(),
                kind_label: row.kind_label.clone(),
                clash,
            };
            // A person with two roles on the team has two memberships.
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    sort_by_name(&mut found, |one| &one.name);
    Ok(found)
}

/// For a worker who adds or changes an event: what keeps `people` from coming, by name; with the
/// names of kinds in `language`. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker. Also when the database fails.
pub async fn find_clashes(
    tx: &mut Tx,
    family: FamilyId,
    time: &EventTime,
    people: &BTreeSet<PersonId>,
    language: &str,
) -> Result<Vec<PersonClash>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    // Only a worker learns what others have in their week.
    require_worker(tx)?;
    list_clashes(tx, family, time, Some(people), language).await
}
