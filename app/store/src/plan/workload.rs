//! The weekly workload: the time and trips that the plan requires of each family member, and the
//! capacity they stated. `warnings` compares the two before a worker saves a step.

mod busy_parts;
mod warnings;

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::calendar::EventKind;
use model::id::{EventId, FamilyId, PersonId, TextId};
use model::plan::StepState;
use model::plan::workload::{BusyPart, DEFAULT_EVENT_MINUTES, Demand, TimeSlot, monday_of_week};
use model::role::Role;

use self::busy_parts::replace_busy_parts;
pub(crate) use self::busy_parts::{BusyDayRow, StepTimeRow, insert_busy_parts};
pub use self::warnings::workload_warnings;
use super::{PlanItem, index_by_id, published_items, version_text_ids};
use crate::access::{RecordPart, open_record, open_record_for_update};
use crate::authored_text::{
    AuthoredText, actor_is_member, authored_text_columns, authored_text_joins,
};
use crate::db::run_on;
use crate::events::{event_kind_label, visible_event_place};
use crate::name_order::sort_by_name;
use crate::visibility::{family_roles, visible_to_actor};
use crate::{Error, Tx};

/// A calendar event of one person. `starts` and `ends` are wall-clock times of the agency.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PersonEvent {
    pub whose: PersonId,
    pub id: EventId,
    pub kind: EventKind,
    /// As in `EventSummary`.
    pub kind_label: Option<String>,
    pub starts: jiff_sqlx::DateTime,
    pub ends: Option<jiff_sqlx::DateTime>,
    pub place: Option<String>,
    pub about_id: TextId,
}

impl PersonEvent {
    fn duration_minutes(&self) -> Option<i32> {
        let ends = self.ends.as_ref()?.to_jiff();
        let span = self.starts.to_jiff().until(ends).ok()?;
        Some(
            (span.get_days() * 24 + span.get_hours()) * 60
                + i32::try_from(span.get_minutes()).unwrap_or(0),
        )
    }

    /// The times it takes: one for each day, because an event can end after midnight.
    fn time_slots(&self) -> Vec<TimeSlot> {
        let at = self.starts.to_jiff();
        TimeSlot::split_by_day(
            i32::from(at.weekday().to_monday_one_offset()),
            i32::from(at.hour()) * 60 + i32::from(at.minute()),
            self.duration_minutes().unwrap_or(DEFAULT_EVENT_MINUTES),
        )
    }
}

/// The weekly capacity that a family member stated; `None` where they stated no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct WeeklyCapacity {
    pub minutes: Option<i32>,
    pub trips: Option<i32>,
}

/// The workload of one family member in one week.
#[derive(Debug, Clone)]
pub struct PersonWorkload {
    pub id: PersonId,
    pub name: String,
    pub role: Role,
    pub capacity: WeeklyCapacity,
    /// When the person is unavailable every week, ordered by weekday and part of the day.
    pub unavailable: Vec<BusyPart>,
    pub demand: Demand,
    pub steps: Vec<PlanItem>,
    pub events: Vec<PersonEvent>,
}

impl PersonWorkload {
    pub fn exceeds_capacity(&self) -> bool {
        self.demand
            .exceeds(self.capacity.minutes, self.capacity.trips)
    }
}

/// The workload of one week, filtered to what the actor may see: a family member sees only their
/// own, workers and supervisors see that of every family member.
#[derive(Debug, Clone)]
pub struct WeeklyWorkload {
    pub role: Role,
    pub people: Vec<PersonWorkload>,
    pub texts: HashMap<TextId, AuthoredText>,
}

#[derive(sqlx::FromRow)]
struct CapacityRow {
    person_id: PersonId,
    name: String,
    role: Role,
    minutes: Option<i32>,
    trips: Option<i32>,
    #[sqlx(flatten)]
    busy: BusyDayRow,
}

/// Whose workload is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WorkloadScope {
    /// That of every family member.
    WholeFamily,
    /// That of the actor alone.
    ActorOnly,
}

/// The family members in `scope` with the capacity and busy times they stated, ordered by name.
/// Their steps and events are not filled in.
async fn load_people(
    tx: &mut Tx,
    family: FamilyId,
    scope: WorkloadScope,
) -> Result<Vec<PersonWorkload>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let rows: Vec<CapacityRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT s.person_id, coalesce(p.chosen_name, p.name) AS name, s.role, y.minutes, y.trips, \
            b.weekday, b.morning, b.afternoon, b.evening, b.starts, b.ends ",
        "FROM membership s JOIN person p ON p.id = s.person_id ",
        "LEFT JOIN plan_capacity y ON y.family_id = s.family_id AND y.person_id = s.person_id ",
        "LEFT JOIN plan_unavailability b ON b.family_id = s.family_id AND b.person_id = \
            s.person_id ",
        "WHERE s.family_id = $3 AND s.role IN (", family_roles!(), ") AND s.since <= $2 AND \
            (s.until IS NULL OR s.until > $2) ",
        "AND ($4 OR s.person_id = $1) AND ", actor_is_member!("s.family_id"), " ORDER BY \
            s.person_id, b.weekday"))
        .bind(person).bind(today).bind(family).bind(scope == WorkloadScope::WholeFamily).fetch_all(c)
    })?;
    let mut people: Vec<PersonWorkload> = Vec::new();
    for row in rows {
        // A person has one row for each busy weekday. The rows of one person are adjacent.
        if people.last().is_none_or(|last| last.id != row.person_id) {
            let capacity = WeeklyCapacity {
                minutes: row.minutes,
                trips: row.trips,
            };
            people.push(PersonWorkload {
                id: row.person_id,
                name: row.name,
                role: row.role,
                capacity,
                unavailable: Vec::new(),
                demand: Demand::default(),
                steps: Vec::new(),
                events: Vec::new(),
            });
        }
        if let Some(last) = people.last_mut() {
            last.unavailable.extend(row.busy.parts());
        }
    }
    sort_by_name(&mut people, |one| &one.name);
    Ok(people)
}

/// The calendar events of the family from `from` up to but not including `to`: one row for each
/// event and family member in `scope` who is in its audience. `language` is that of the names of
/// kinds.
async fn load_events(
    tx: &mut Tx,
    family: FamilyId,
    scope: WorkloadScope,
    from: Date,
    to: Date,
    language: &str,
) -> Result<Vec<PersonEvent>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let (from, to) = (from.at(0, 0, 0, 0).to_sqlx(), to.at(0, 0, 0, 0).to_sqlx());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT s.person_id AS whose, v.id, v.kind, ",
        event_kind_label!("$7"),
        " AS kind_label, v.starts, v.ends, ",
        visible_event_place!(),
        " AS place, v.about_id FROM event v JOIN membership s ON s.family_id = v.family_id ",
        "AND s.role IN (", family_roles!(), ") AND s.since <= $2 AND (s.until IS NULL OR s.until > \
            $2) ",
        "WHERE v.family_id = $3 AND ($4 OR s.person_id = $1) AND v.starts >= $5 AND v.starts < $6 \
            AND NOT v.cancelled AND ", visible_to_actor!(event "v"),
        // An event counts for each family member in its audience, for a worker too: one parent's
        // appointment must not show in the week of the other.
        " AND EXISTS (SELECT 1 FROM audience_entry q WHERE q.audience_id = v.audience_id AND NOT \
            q.denied AND (q.role = s.role OR q.person_id = s.person_id)) ",
        "AND NOT EXISTS (SELECT 1 FROM audience_entry q WHERE q.audience_id = v.audience_id AND \
            q.denied AND q.person_id = s.person_id) ORDER BY v.starts, v.id"))
        .bind(person).bind(today).bind(family).bind(scope == WorkloadScope::WholeFamily).bind(from).bind(to).bind(language).fetch_all(c)
    })
}

/// The workload of the week that contains `day`, from the steps of the newest version of the plan
/// and the family's calendar events.
///
/// # Errors
/// `NotFound` for anyone but a family member, a worker or a supervisor of this family.
pub async fn read_workload(
    tx: &mut Tx,
    family: FamilyId,
    day: Date,
    language: &str,
) -> Result<WeeklyWorkload, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    // A family member's week is shown only to those who answer for the agency, never to the other
    // parent.
    let scope = match role {
        Role::Worker | Role::Supervisor => WorkloadScope::WholeFamily,
        role if role.is_family() => WorkloadScope::ActorOnly,
        _ => return Err(Error::NotFound),
    };
    let mut people = load_people(tx, family, scope).await?;
    let from = monday_of_week(day);
    let events = load_events(tx, family, scope, from, from + 7.days(), language).await?;
    let steps = load_published_steps(tx, family).await?;
    let texts = load_texts(tx, family, language).await?;
    for event in events {
        if let Some(one) = people.iter_mut().find(|one| one.id == event.whose) {
            one.demand
                .add_event(event.duration_minutes(), event.place.is_some());
            one.events.push(event);
        }
    }
    for step in steps
        .into_iter()
        // A step that the agency owes takes none of the family's time.
        .filter(|step| !step.owed_by_agency && step.state != StepState::Done)
    {
        if let Some(one) = people.iter_mut().find(|one| Some(one.id) == step.owner_id) {
            one.demand.add_step(&step.load);
            one.steps.push(step);
        }
    }
    Ok(WeeklyWorkload {
        role,
        people,
        texts,
    })
}

/// The steps of the newest version that are visible to the actor, in the order of the plan.
async fn load_published_steps(tx: &mut Tx, family: FamilyId) -> Result<Vec<PlanItem>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // `AND FALSE` leaves out the own words, which the macro would add and which are never steps.
    run_on!(tx, |c| sqlx::query_as(concat!(
        published_items!("AND l.kind = 'step' ", " AND FALSE"),
        "ORDER BY x.position, x.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))
}

/// The texts of the newest version and of the family's events.
async fn load_texts(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<HashMap<TextId, AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.family_id = $4 AND ",
        visible_to_actor!(text "t"),
        " AND t.id IN (",
        version_text_ids!("(SELECT h.version FROM plan_current_version h WHERE h.family_id = $4)"),
        " UNION SELECT v.about_id FROM event v WHERE v.family_id = $4)"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .fetch_all(c))?;
    Ok(index_by_id(texts))
}

/// Replaces the actor's stated weekly capacity and busy parts of the week.
///
/// # Errors
/// `NotFound` for anyone but a family member.
pub async fn save_capacity(
    tx: &mut Tx,
    family: FamilyId,
    capacity: WeeklyCapacity,
    busy: &[BusyPart],
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !role.is_family() {
        return Err(Error::NotFound);
    }
    let (person, now) = (tx.actor_id()?, tx.now());
    run_on!(tx, |c| {
        sqlx::query("INSERT INTO plan_capacity (family_id, person_id, minutes, trips, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (family_id, person_id) DO UPDATE SET minutes = excluded.minutes, trips = excluded.trips, created_at = excluded.created_at")
        .bind(family).bind(person).bind(capacity.minutes).bind(capacity.trips).bind(now).execute(c)
    })?;
    replace_busy_parts(tx, family, person, busy).await
}
