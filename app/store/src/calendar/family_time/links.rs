//! Events of the kind family time that were in the calendar before their plan, and become its
//! visits.

use model::calendar::EventKind;
use model::id::{EventId, FamilyId, FamilyTimeId};

use super::plans::require_worker;
use super::visits::insert_visit;
use super::{FamilyTime, find_visit, list_plans, load_family_time};
use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The largest number of events from which one is chosen.
const MAX_UNPLANNED: i64 = 60;

/// An event of the kind family time that belongs to no plan.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct UnplannedEvent {
    pub id: EventId,
    pub starts: jiff_sqlx::DateTime,
}

/// As `read_family_time`, with the events that can become visits, the latest first. Canceled ones
/// are left out: a plan would owe another visit for them.
///
/// # Errors
/// `NotFound` for anyone but this family's worker. Also when the database fails.
pub async fn read_with_unplanned(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<(FamilyTime, Vec<UnplannedEvent>), Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let found = load_family_time(tx, family, language).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    // An event that is a visit already would count for two plans.
    let unplanned: Vec<UnplannedEvent> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT v.id, v.starts FROM event v WHERE v.family_id = $3 AND v.kind = $4 AND NOT \
            v.cancelled AND NOT EXISTS (SELECT 1 FROM family_time_visit y WHERE y.event_id = v.id) \
            AND ",
        visible_to_actor!(event "v"),
        " ORDER BY v.starts DESC, v.id LIMIT $5"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(EventKind::FamilyTime)
    .bind(MAX_UNPLANNED)
    .fetch_all(c))?;
    Ok((found, unplanned))
}

/// Makes an event a visit of a plan. The event keeps its place and the people who are invited.
/// Idempotent.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, for a plan or an event that they may not see,
/// and for an event of another kind or one that is canceled; `Invalid("calendar-visit-planned")`
/// for a visit of another plan; `Raced` when a concurrent request linked it.
pub async fn link_event(
    tx: &mut Tx,
    family: FamilyId,
    plan: FamilyTimeId,
    event: EventId,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let plans = list_plans(tx, family).await?;
    if !plans.iter().any(|known| known.id == plan) {
        return Err(Error::NotFound);
    }
    // An event is a visit of one plan only; for two parents it would be counted twice.
    if let Some(known) = find_visit(tx, family, event).await? {
        let is_same = known.plan_id == plan;
        return is_same
            .then_some(())
            .ok_or(Error::Invalid("calendar-visit-planned"));
    }
    require_family_time(tx, family, event).await?;
    insert_visit(tx, family, (event, plan), None).await
}

async fn require_family_time(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
) -> Result<(), Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let found: Option<(EventId,)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT v.id FROM event v WHERE v.family_id = $3 AND v.id = $4 AND v.kind = $5 AND NOT \
            v.cancelled AND ",
        visible_to_actor!(event "v")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(event)
    .bind(EventKind::FamilyTime)
    .fetch_optional(c))?;
    found.map(|_| ()).ok_or(Error::NotFound)
}

/// Takes an event off the plan that it is a visit of. Idempotent. `false` when it stays a visit:
/// once it is written down what came of it, and for one that makes up for another visit or is made
/// up for.
///
/// # Errors
/// `NotFound` for anyone but this family's worker. Also when the database fails.
pub async fn unlink_event(
    tx: &mut Tx,
    family: FamilyId,
    plan: FamilyTimeId,
    event: EventId,
) -> Result<bool, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    // The conditions are in the statement: another worker may write the outcome at this moment.
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM family_time_visit WHERE family_id = $1 AND event_id = $2 AND plan_id = $3 AND \
            makes_up_id IS NULL AND NOT EXISTS (SELECT 1 FROM family_time_outcome o WHERE \
            o.event_id = $2) AND NOT EXISTS (SELECT 1 FROM family_time_visit y WHERE y.makes_up_id \
            = $2)"
    )
    .bind(family)
    .bind(event)
    .bind(plan)
    .execute(c))?;
    // Read again, because the number of rows would be 0 for an event that was taken off before.
    Ok(find_visit(tx, family, event).await?.is_none())
}
