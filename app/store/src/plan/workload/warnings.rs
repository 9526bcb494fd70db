//! The warnings that a worker gets before a step that exceeds its owner's capacity is saved.

use jiff::ToSpan;
use jiff::civil::Date;
use model::id::{FamilyId, ItemId, PersonId};
use model::plan::PlanItemKind;
use model::plan::workload::{Demand, Effort, TimeSlot, WorkloadWarning, monday_of_week};

use super::{PersonEvent, PersonWorkload, WeeklyCapacity, WorkloadScope, load_events, load_people};
use crate::access::{RecordPart, open_record};
use crate::db::run_on;
use crate::plan::{PlanItem, form_options, item_columns};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The number of weeks checked for warnings, including the current week.
const WEEKS_AHEAD: i32 = 4;

/// The warnings for a worker before a step with this load is saved; empty when it fits the owner's
/// capacity and times, or the owner is not a family member. `except` is the id of the step when it
/// already exists. Counts the steps of the working copy and the calendar events of the next four
/// weeks, the current week included.
///
/// # Errors
/// `NotFound` for anyone but this family's worker.
pub async fn workload_warnings(
    tx: &mut Tx,
    family: FamilyId,
    owner: PersonId,
    load: &Effort,
    except: Option<ItemId>,
) -> Result<Vec<WorkloadWarning>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let members = form_options::list_assignees(tx, family).await?;
    // Only family members state a capacity, so no one else can be overloaded.
    if load.is_none()
        || !members
            .iter()
            .any(|member| member.person_id == owner && member.role.is_family())
    {
        return Ok(Vec::new());
    }
    let scope = WorkloadScope::WholeFamily;
    let Some(one) = load_people(tx, family, scope)
        .await?
        .into_iter()
        .find(|one| one.id == owner)
    else {
        return Ok(Vec::new());
    };
    let mut steps = load_open_steps(tx, family, owner).await?;
    // Without its stored form, which the form that is being saved replaces.
    steps.retain(|step| Some(step.id) != except && step.kind == PlanItemKind::Step);
    let first = monday_of_week(tx.today().to_jiff());
    let last = first + (WEEKS_AHEAD * 7).days();
    // Without a language: the warnings name no kind.
    let mut events = load_events(tx, family, scope, first, last, "").await?;
    events.retain(|event| event.whose == owner);
    let mut warnings = Vec::new();
    let weeks =
        (0..WEEKS_AHEAD).map(|week| week_demand(first + (week * 7).days(), load, &steps, &events));
    let WeeklyCapacity { minutes, trips } = one.capacity;
    if let Some(demand) = Demand::fullest_exceeding(weeks, minutes, trips) {
        warnings.push(WorkloadWarning::Overloaded {
            demand,
            minutes,
            trips,
        });
    }
    // Independent of the limits: a step can be short and still be at a time when the person works.
    if let Some(slot) = load.time_slot() {
        warnings.extend(slot_warnings(slot, &one, &steps, &events));
    }
    Ok(warnings)
}

/// The unfinished steps of the working copy that this person does.
async fn load_open_steps(
    tx: &mut Tx,
    family: FamilyId,
    owner: PersonId,
) -> Result<Vec<PlanItem>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Read from the working copy: steps that are added but not yet published will take time in the
    // same weeks.
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT i.id, i.audience_id, i.kind, ",
            item_columns!("i"),
            ", NULL AS owner, i.state, i.revision FROM plan_item i ",
            "WHERE i.family_id = $3 AND i.kind = 'step' AND i.owner_id = $4 AND NOT \
            i.owed_by_agency AND NOT i.removed AND i.state <> 'done' AND ",
            visible_to_actor!(plan_item "i")
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(owner)
        .fetch_all(c)
    })
}

/// The demand of the week from `from`: the step to save, the other steps, and the week's events.
fn week_demand(from: Date, load: &Effort, steps: &[PlanItem], events: &[PersonEvent]) -> Demand {
    let mut demand = Demand::default();
    demand.add_step(load);
    // The same in every week, because a step takes its time each week until it is done.
    steps.iter().for_each(|step| demand.add_step(&step.load));
    for event in events
        .iter()
        .filter(|event| monday_of_week(event.starts.to_jiff().date()) == from)
    {
        demand.add_event(event.duration_minutes(), event.place.is_some());
    }
    demand
}

/// The times at which the person cannot do a step at `slot`: the parts of the day in which they are
/// busy every week, and the times of other steps and of events.
fn slot_warnings(
    slot: TimeSlot,
    person: &PersonWorkload,
    steps: &[PlanItem],
    events: &[PersonEvent],
) -> Vec<WorkloadWarning> {
    let busy = person
        .unavailable
        .iter()
        .filter(|busy| slot.overlaps(busy.time_slot()))
        .map(|busy| WorkloadWarning::Busy(*busy));
    let taken = steps
        .iter()
        .filter_map(|step| step.load.time_slot())
        .chain(events.iter().flat_map(PersonEvent::time_slots))
        .filter(|taken| slot.overlaps(*taken))
        .map(WorkloadWarning::Clash);
    busy.chain(taken).collect()
}
