//! Family time, as the actor sees it: the plans, their visits, and what came of each visit. A plan
//! has an audience, its place another one, and a visit is read by those who see its event too.

pub mod links;
pub mod plan_changes;
pub mod plans;
mod visit_changes;
pub mod visits;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use model::calendar::length_in_minutes;
use model::family_time::{
    ConfirmRule, SupervisionLevel, Visit, VisitCanceller, VisitOutcome, VisitState, share_language,
};
use model::id::{
    AudienceId, ChildId, EventId, FamilyId, FamilyTimeId, PersonId, TeamContactId, TextId,
};
use model::policy::may_keep_family_time;
use model::role::Role;
use sqlx::types::Json;

use crate::access::{OpenRecord, RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The largest number of visits that are read: those of several years.
// A bound for an import with a series of decades; the balance is counted from all that are read.
const MAX_VISITS: i64 = 2_000;

/// A plan for family time.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FamilyTimePlan {
    pub id: FamilyTimeId,
    /// Who spends time with the children; `None` for time of the children with each other.
    pub parent_id: Option<PersonId>,
    pub parent: Option<String>,
    pub level: SupervisionLevel,
    pub supervisor_id: Option<PersonId>,
    pub contact_id: Option<TeamContactId>,
    /// The name of the one who supervises, unless it is withheld from the actor.
    pub supervisor: Option<String>,
    /// `None` also when the place is withheld from the actor.
    pub place: Option<String>,
    confirm: Option<String>,
    pub often_id: TextId,
    pub transport_id: Option<TextId>,
    pub next_id: Option<TextId>,
    pub ended: bool,
    pub revision: i32,
    parent_languages: Option<Json<Vec<String>>>,
    supervisor_languages: Option<Json<Vec<String>>>,
}

impl FamilyTimePlan {
    pub fn confirm_rule(&self) -> Option<ConfirmRule> {
        ConfirmRule::parse(self.confirm.as_deref()?)
    }

    /// Whether the one who supervises speaks a language of the parent, as far as is known.
    pub fn shares_language(&self) -> bool {
        let parent = self.parent_languages.as_ref();
        let supervisor = self.supervisor_languages.as_ref();
        parent
            .zip(supervisor)
            // Without a known language there is no warning: one without a reason is soon
            // overlooked.
            .is_none_or(|(parent, supervisor)| share_language(&parent.0, &supervisor.0))
    }
}

/// A child of a plan whom the actor may know of.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlannedChild {
    pub plan_id: FamilyTimeId,
    pub child_id: ChildId,
    pub name: String,
}

/// A visit: an event of a plan, and what came of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlannedVisit {
    pub event_id: EventId,
    pub plan_id: FamilyTimeId,
    /// The visit that it makes up for, and when that was to start, if the actor sees it.
    pub makes_up_id: Option<EventId>,
    pub makes_up_starts: Option<jiff_sqlx::DateTime>,
    /// When a make-up of it was held, or of the visit that it makes up for, if the actor sees one.
    pub made_up_starts: Option<jiff_sqlx::DateTime>,
    pub starts: jiff_sqlx::DateTime,
    pub ends: Option<jiff_sqlx::DateTime>,
    cancelled: bool,
    /// The revision of the event.
    pub revision: i32,
    audience_id: AudienceId,
    outcome: Option<VisitOutcome>,
    pub minutes: Option<i32>,
    pub cancelled_by: Option<VisitCanceller>,
    /// Why it was canceled. The actor may not be allowed to read the text.
    pub text_id: Option<TextId>,
    /// How often an outcome was recorded; 0 before the first time.
    pub record_revision: i32,
    confirm: Option<String>,
    pub parent_id: Option<PersonId>,
    /// Whether the parent said that they come at its present time; never for anyone but the parent
    /// and the workers.
    pub confirmed: bool,
}

impl PlannedVisit {
    /// By when the parent confirms it, in the agency's local time; `None` when they need not.
    pub fn confirm_by(&self) -> Option<DateTime> {
        let rule = ConfirmRule::parse(self.confirm.as_deref()?)?;
        Some(rule.deadline(self.starts.to_jiff()))
    }

    /// How long it was to take, as the clocks of `zone` run.
    pub fn planned_minutes(&self, zone: &TimeZone) -> Option<i64> {
        let ends = self.ends.as_ref()?.to_jiff();
        length_in_minutes(self.starts.to_jiff(), ends, zone)
    }

    pub fn state(&self, zone: &TimeZone) -> VisitState {
        let recorded = self
            .outcome
            .map(|outcome| (outcome, self.minutes, self.cancelled_by));
        VisitState::new(self.cancelled, self.planned_minutes(zone), recorded)
    }

    /// The outcome that counts: none of before the event was canceled or put back on.
    pub fn outcome(&self) -> Option<VisitOutcome> {
        self.outcome
            // A visit that was canceled after it was recorded as held, or the other way round, has
            // an outcome of an earlier state.
            .filter(|outcome| outcome.is_held() != self.cancelled)
    }

    pub fn to_visit(&self, zone: &TimeZone) -> Visit {
        Visit {
            id: self.event_id,
            makes_up: self.makes_up_id,
            state: self.state(zone),
            minutes: self.planned_minutes(zone),
        }
    }
}

/// The family time of a family, as the actor sees it.
#[derive(Debug, Clone)]
pub struct FamilyTime {
    pub role: Role,
    /// Those that have ended last.
    pub plans: Vec<FamilyTimePlan>,
    pub children: Vec<PlannedChild>,
    pub texts: Vec<AuthoredText>,
    /// The earliest first.
    pub visits: Vec<PlannedVisit>,
}

impl FamilyTime {
    pub fn text(&self, id: Option<TextId>) -> Option<&AuthoredText> {
        self.texts.iter().find(|text| Some(text.text_id) == id)
    }

    /// The names of the children of a plan, the eldest first.
    pub fn children_of(&self, plan: FamilyTimeId) -> Vec<String> {
        names_of(&self.children, plan)
    }

    pub fn visits_of(&self, plan: FamilyTimeId) -> Vec<&PlannedVisit> {
        let is_of = |visit: &&PlannedVisit| visit.plan_id == plan;
        self.visits.iter().filter(is_of).collect()
    }
}

fn names_of(children: &[PlannedChild], plan: FamilyTimeId) -> Vec<String> {
    children
        .iter()
        .filter(|child| child.plan_id == plan)
        .map(|child| child.name.clone())
        .collect()
}

/// Reads the family time of a family in `language`, and logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn read_family_time(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<FamilyTime, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    load_family_time(tx, family, language).await
}

async fn load_family_time(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    language: &str,
) -> Result<FamilyTime, Error> {
    let plans = list_plans(tx, family).await?;
    let mut found = FamilyTime {
        role: tx.role,
        plans,
        children: Vec::new(),
        texts: Vec::new(),
        visits: Vec::new(),
    };
    // Everything else belongs to a plan, so a family without one needs no further statement.
    if !found.plans.is_empty() {
        found.children = list_children(tx, family).await?;
        found.texts = list_texts(tx, family, language).await?;
        found.visits = list_visits(tx, family).await?;
    }
    Ok(found)
}

/// The visit of an event; `None` for an event that is none, or whose plan the actor may not see.
/// Logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn read_visit(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
) -> Result<Option<PlannedVisit>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    find_visit(tx, family, event).await
}

/// The plans that the actor may see.
async fn list_plans(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
) -> Result<Vec<FamilyTimePlan>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // A place or a supervisor that the actor may not know leaves the plan in the list without it.
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT p.id, p.parent_id, coalesce(a.chosen_name, a.name) AS parent, p.level, \
            p.supervisor_id, k.id AS contact_id, coalesce(s.chosen_name, s.name, k.name) AS \
            supervisor, (SELECT w.place FROM family_time_place w WHERE w.plan_id = p.id AND ",
        visible_to_actor!(family_time_place "w"),
        ") AS place, p.confirm, p.often_id, p.transport_id, p.next_id, p.ended, p.revision, \
            a.languages_spoken AS parent_languages, coalesce(s.languages_spoken, k.languages) AS \
            supervisor_languages FROM family_time_plan p LEFT JOIN person a ON a.id = p.parent_id \
            LEFT JOIN person s ON s.id = p.supervisor_id LEFT JOIN team_contact k ON k.id = \
            p.contact_id AND ",
        visible_to_actor!(team_contact "k"),
        " WHERE p.family_id = $3 AND ",
        visible_to_actor!(family_time_plan "p"),
        " ORDER BY p.ended, p.created_at, p.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))
}

/// The children of the plans, those whom the actor may know of.
async fn list_children(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
) -> Result<Vec<PlannedChild>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Both are checked: an actor may see a plan and not know of each child in it.
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT f.plan_id, c.id AS child_id, c.name FROM family_time_child f JOIN child c ON c.id \
            = f.child_id JOIN family_time_plan p ON p.id = f.plan_id WHERE p.family_id = $3 AND ",
        visible_to_actor!(child "c"),
        " AND ",
        visible_to_actor!(family_time_plan "p"),
        " ORDER BY c.date_of_birth, c.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))
}

/// The words of the plans, and the reasons of canceled visits, that the actor may read.
async fn list_texts(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    language: &str,
) -> Result<Vec<AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // The texts of all plans of the family; those that the actor may not read are left out by their
    // own audience.
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.family_id = $4 AND t.id IN (SELECT p.often_id FROM family_time_plan p WHERE \
            p.family_id = $4 UNION ALL SELECT p.transport_id FROM family_time_plan p WHERE \
            p.family_id = $4 UNION ALL SELECT p.next_id FROM family_time_plan p WHERE p.family_id \
            = $4 UNION ALL SELECT o.text_id FROM family_time_outcome o WHERE o.family_id = $4) \
            AND ",
        visible_to_actor!(text "t")
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .fetch_all(c))
}

/// The SELECT of visits, up to a condition that begins with `AND`. `$1` is the actor, `$2` their
/// day, `$3` the family, and `$4` whether they see what the parent answered.
macro_rules! planned_visits {
    () => {
        concat!(
            "SELECT y.event_id, y.plan_id, y.makes_up_id, b.starts AS makes_up_starts, v.starts, \
                v.ends, (SELECT min(held.starts) FROM family_time_visit other JOIN event held ON \
                held.id = other.event_id JOIN family_time_outcome came ON came.event_id = held.id \
                WHERE other.plan_id = y.plan_id AND other.makes_up_id = coalesce(y.makes_up_id, \
                y.event_id) AND NOT held.cancelled AND came.outcome IN ('held', 'held_shorter') \
                AND ",
            visible_to_actor!(event "held"),
            ") AS made_up_starts, v.cancelled, v.revision, v.audience_id, o.outcome, o.minutes, \
                o.cancelled_by, o.text_id, coalesce(o.revision, 0) AS record_revision, p.confirm, \
                p.parent_id, (($4 OR p.parent_id = $1) AND EXISTS (SELECT 1 FROM event_answer r \
                WHERE r.event_id = v.id AND r.person_id = p.parent_id AND r.answer = 'accept' AND \
                (r.starts IS NULL OR r.starts = v.starts))) AS confirmed FROM \
                family_time_visit y JOIN family_time_plan p ON p.id = y.plan_id JOIN event v ON \
                v.id = y.event_id LEFT JOIN family_time_outcome o ON o.event_id = y.event_id LEFT \
                JOIN event b ON b.id = y.makes_up_id AND ",
            visible_to_actor!(event "b"),
            " WHERE y.family_id = $3 AND ",
            visible_to_actor!(event "v"),
            " AND ",
            visible_to_actor!(family_time_plan "p"),
            " "
        )
    };
}

async fn list_visits(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
) -> Result<Vec<PlannedVisit>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // The caregiver and the other parent are not told whether the parent has confirmed.
    let sees_answers = may_keep_family_time(tx.role);
    // The latest where there are too many, in the order of the page.
    let mut found: Vec<PlannedVisit> = run_on!(tx, |c| sqlx::query_as(concat!(
        planned_visits!(),
        "ORDER BY v.starts DESC, v.id LIMIT $5"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(sees_answers)
    .bind(MAX_VISITS)
    .fetch_all(c))?;
    found.reverse();
    Ok(found)
}

async fn find_visit(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
) -> Result<Option<PlannedVisit>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // As in `list_visits`: one visit must not show more than the list does.
    let sees_answers = may_keep_family_time(tx.role);
    run_on!(tx, |c| sqlx::query_as(concat!(
        planned_visits!(),
        "AND v.id = $5"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(sees_answers)
    .bind(event)
    .fetch_optional(c))
}
