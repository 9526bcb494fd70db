//! Visits: events of a plan for family time, and what came of each. A visit is canceled as every
//! event is, so that its history is kept.

use std::collections::BTreeSet;

use model::calendar::{EventAct, is_upcoming};
use model::family_time::{
    NewVisitRecord, Visit, VisitBalance, VisitCanceller, VisitInput, VisitOutcome, VisitState,
};
use model::id::{EventId, FamilyId, FamilyTimeId, FormId, TextId};
use model::policy::may_cancel_visit;

use super::plans::{load_plan, require_worker};
use super::{PlannedVisit, find_visit, list_visits};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::authored_text::insert_text;
use crate::calendar::changes;
use crate::calendar::history::insert_change;
use crate::db::{run_on, unique_violation_as_race};
use crate::events::upcoming_bounds;
use crate::plan::working_copy::SaveOutcome;
use crate::{Error, Tx};

/// What the form of a record was filled in against: the revisions of the record and of the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenVisit {
    pub record: i32,
    pub event: i32,
}

/// Adds a visit to a plan: an event at the place of the plan, for those who see the plan.
/// Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a plan that they may not see;
/// `Invalid("calendar-not-owed")` for a make-up of a visit that is not owed, or that another visit
/// is planned for; `Conflict` and `Raced` as for `changes::add_event`.
pub async fn add_visit(
    tx: &mut Tx,
    family: FamilyId,
    plan: FamilyTimeId,
    form: FormId,
    input: &VisitInput,
) -> Result<EventId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let stored = load_plan(tx, family, plan, &input.event.language)
        .await?
        .ok_or(Error::NotFound)?;
    // Looked up before a make-up is checked: for a form that is sent again, the visit that it has
    // added makes up for the missed one already.
    let known = find_visit(tx, family, EventId(form.0)).await?;
    match &known {
        Some(known) if (known.plan_id, known.makes_up_id) != (plan, input.makes_up) => {
            return Err(Error::Conflict);
        }
        None => {
            if let Some(owed) = input.makes_up {
                require_owed(tx, family, plan, owed).await?;
            }
        }
        Some(_) => {}
    }
    // From the plan and not from the form, which could give the place to more people.
    let mut event = input.event.clone();
    event.place.clone_from(&stored.plan.place);
    event.people.clone_from(&stored.people);
    event.hidden = match event.place {
        Some(_) => stored.hidden,
        None => BTreeSet::new(),
    };
    let id = changes::add_event(tx, family, form, &event).await?;
    if known.is_none() {
        insert_visit(tx, family, (id, plan), input.makes_up).await?;
    }
    Ok(id)
}

async fn require_owed(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    plan: FamilyTimeId,
    owed: EventId,
) -> Result<(), Error> {
    let zone = tx.actor()?.zone.clone();
    let visits: Vec<Visit> = list_visits(tx, family)
        .await?
        .iter()
        .filter(|visit| visit.plan_id == plan)
        .map(|visit| visit.to_visit(&zone))
        .collect();
    // A second tab must not plan another visit for the same missed one.
    let is_planned =
        |visit: &Visit| visit.makes_up == Some(owed) && visit.state == VisitState::Open;
    if VisitBalance::owed_visits(&visits).contains(&owed) && !visits.iter().any(is_planned) {
        Ok(())
    } else {
        Err(Error::Invalid("calendar-not-owed"))
    }
}

pub(super) async fn insert_visit(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    (event, plan): (EventId, FamilyTimeId),
    makes_up: Option<EventId>,
) -> Result<(), Error> {
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO family_time_visit (event_id, family_id, plan_id, makes_up_id) VALUES \
            ($1, $2, $3, $4)"
    )
    .bind(event)
    .bind(family)
    .bind(plan)
    .bind(makes_up)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}

/// Records what came of a visit, in the place of an earlier record, and cancels its event or puts
/// it back on. The same record again is a no-op that returns `Saved`. `Stale` when another request
/// has recorded something else, or changed the event, since `seen`.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a visit that they may not see;
/// `Invalid("calendar-visit-was-confirmed")` when the parent is said not to have confirmed a visit
/// that they have confirmed, because none would be owed for it; `Raced` when a concurrent request
/// changed the visit.
pub async fn record_visit(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    seen: SeenVisit,
    record: &NewVisitRecord,
) -> Result<SaveOutcome<EventId>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    let visit = find_visit(tx, family, event)
        .await?
        .ok_or(Error::NotFound)?;
    // Before the revisions, which the first request of a form that is sent twice has raised itself.
    if is_recorded(tx, family, &visit, record).await? {
        return Ok(SaveOutcome::Saved(event));
    }
    if (visit.record_revision, visit.revision) != (seen.record, seen.event) {
        return Ok(SaveOutcome::Stale);
    }
    if record.outcome == VisitOutcome::Unconfirmed && visit.confirmed {
        return Err(Error::Invalid("calendar-visit-was-confirmed"));
    }
    store_record(tx, family, &visit, record).await?;
    Ok(SaveOutcome::Saved(event))
}

/// Checks that the actor may record or cancel this visit, so that an invalid form of anyone else is
/// answered as if it did not exist.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record or does not see the visit. Also when
/// the database fails.
pub async fn require_visit(tx: &mut Tx, family: FamilyId, event: EventId) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    let visit = find_visit(tx, family, event).await?;
    visit.map(|_| ()).ok_or(Error::NotFound)
}

/// Cancels a visit as its caregiver. Idempotent: a canceled visit keeps its first reason.
///
/// # Errors
/// `NotFound` for anyone but a caregiver who sees the visit, and for a visit that was held;
/// `Invalid("calendar-visit-over")` once it is over; `Raced` when a concurrent request changed the
/// visit.
pub async fn cancel_visit(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    why: &str,
    language: &str,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    if !may_cancel_visit(tx.role) {
        return Err(Error::NotFound);
    }
    let visit = find_visit(tx, family, event)
        .await?
        .ok_or(Error::NotFound)?;
    if visit.cancelled {
        return Ok(());
    }
    if visit.outcome().is_some_and(VisitOutcome::is_held) {
        return Err(Error::NotFound);
    }
    let (_, now) = upcoming_bounds(tx)?;
    let ends = visit.ends.as_ref().map(|ends| ends.to_jiff());
    if !is_upcoming(now.to_jiff(), visit.starts.to_jiff(), ends) {
        return Err(Error::Invalid("calendar-visit-over"));
    }
    // In their own name: a caregiver cannot say that another person has canceled it.
    let record = NewVisitRecord {
        outcome: VisitOutcome::Cancelled,
        minutes: None,
        cancelled_by: Some(VisitCanceller::Caregiver),
        why: Some(why.to_owned()),
        language: language.to_owned(),
    };
    store_record(tx, family, &visit, &record).await
}

/// Whether the record says what is stored.
async fn is_recorded(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    visit: &PlannedVisit,
    record: &NewVisitRecord,
) -> Result<bool, Error> {
    let stored = (visit.outcome(), visit.minutes, visit.cancelled_by);
    if stored != (Some(record.outcome), record.minutes, record.cancelled_by) {
        return Ok(false);
    }
    // The text is compared and not shown, so the statement has no condition on its audience.
    let why: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT t.body FROM text t WHERE t.family_id = $1 AND t.id = $2"
    )
    .bind(family)
    .bind(visit.text_id)
    .fetch_optional(c))?;
    Ok(why.map(|(why,)| why) == record.why)
}

async fn store_record(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    visit: &PlannedVisit,
    record: &NewVisitRecord,
) -> Result<(), Error> {
    let mut why = None;
    // Everyone who sees the visit reads why it was canceled.
    if let Some(words) = &record.why {
        let audience = visit.audience_id;
        let text = insert_text(tx, family, audience, None, &record.language, words).await?;
        why = Some(text);
    }
    let cancelled = !record.outcome.is_held();
    // A corrected reason too: the page of the event shows that of its latest cancellation.
    if visit.cancelled != cancelled || (cancelled && why.is_some()) {
        set_cancelled(tx, family, visit, cancelled).await?;
        let act = if cancelled {
            EventAct::Cancel
        } else {
            EventAct::Restore
        };
        let revision = visit.revision + 1;
        let reason = why.filter(|_| cancelled);
        insert_change(tx, family, visit.event_id, (act, revision), reason).await?;
    }
    write_outcome(tx, family, visit, record, why).await
}

/// Sets whether the event of the visit is canceled, and raises its revision.
///
/// # Errors
/// `Raced` when another transaction has changed the event since it was read.
async fn set_cancelled(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    visit: &PlannedVisit,
    cancelled: bool,
) -> Result<(), Error> {
    // Row-level security lets only workers change events; this SECURITY DEFINER function cancels a
    // visit for its caregiver and does nothing else.
    let is_done = if tx.is_postgres() && may_cancel_visit(tx.role) {
        let now = tx.now();
        let done: Option<(bool,)> = run_on!(tx, |c| sqlx::query_as(
            "SELECT alongside_cancel_visit($1, $2, $3)"
        )
        .bind(visit.event_id)
        .bind(visit.revision)
        .bind(now)
        .fetch_optional(c))?;
        done.is_some_and(|(done,)| done)
    } else {
        let touched = run_on!(tx, |c| sqlx::query(
            "UPDATE event SET cancelled = $3, revision = revision + 1 WHERE family_id = $1 AND \
                id = $2 AND revision = $4"
        )
        .bind(family)
        .bind(visit.event_id)
        .bind(cancelled)
        .bind(visit.revision)
        .execute(c))?;
        touched > 0
    };
    if is_done { Ok(()) } else { Err(Error::Raced) }
}

async fn write_outcome(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    visit: &PlannedVisit,
    record: &NewVisitRecord,
    why: Option<TextId>,
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    // Without ON CONFLICT: of two workers at once, the second must first see what the other
    // recorded.
    if visit.record_revision == 0 {
        let inserted = run_on!(tx, |c| {
            sqlx::query(
                "INSERT INTO family_time_outcome (event_id, family_id, outcome, minutes, \
                cancelled_by, text_id, created_by_id, created_at) VALUES ($1, $2, $3, $4, $5, \
                $6, $7, $8)",
            )
            .bind(visit.event_id)
            .bind(family)
            .bind(record.outcome)
            .bind(record.minutes)
            .bind(record.cancelled_by)
            .bind(why)
            .bind(person)
            .bind(now)
            .execute(c)
        });
        return unique_violation_as_race(inserted).map(|_| ());
    }
    let touched = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE family_time_outcome SET outcome = $4, minutes = $5, cancelled_by = $6, \
            text_id = $7, created_by_id = $8, created_at = $9, revision = revision + 1 WHERE \
            family_id = $1 AND event_id = $2 AND revision = $3",
        )
        .bind(family)
        .bind(visit.event_id)
        .bind(visit.record_revision)
        .bind(record.outcome)
        .bind(record.minutes)
        .bind(record.cancelled_by)
        .bind(why)
        .bind(person)
        .bind(now)
        .execute(c)
    })?;
    if touched == 0 {
        return Err(Error::Raced);
    }
    Ok(())
}
