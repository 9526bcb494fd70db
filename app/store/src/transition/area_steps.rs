//! Steps of an area: added, changed, done and taken out by their owner. What a step was before a
//! change is kept for the owner alone.

use jiff_sqlx::ToSqlx;
use model::id::{PersonId, TransitionStepId};
use model::text::name_key;
use model::transition::TransitionPart;
use model::transition::area::{MAX_STEPS, StepInput};

use super::access::{OwnTransition, own_transition_for_update};
use super::release::list_candidates;
use crate::db::{run_on, unique_violation_as_race};
use crate::plan::working_copy::SaveOutcome;
use crate::{Error, Tx};

#[derive(sqlx::FromRow)]
struct StoredStep {
    part: TransitionPart,
    body: String,
    helper_name: Option<String>,
    due_on: Option<jiff_sqlx::Date>,
    is_done: bool,
    is_removed: bool,
    revision: i32,
}

impl StoredStep {
    fn has_content(&self, input: &StepInput) -> bool {
        let due = self.due_on.map(|day| day.to_jiff());
        (&self.body, &self.helper_name) == (&input.body, &input.helper)
            && (due, self.is_done) == (input.due, input.is_done)
    }
}

/// The values of a step after a change.
struct StepValues<'a> {
    input: &'a StepInput,
    helper: Option<PersonId>,
}

/// Adds a step. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` as `own_transition`; `Invalid("transition-steps-many")` when the area has
/// `MAX_STEPS`; `Conflict` when the id was used for another step; `Raced` when a concurrent request
/// stored it.
pub async fn add_step(
    tx: &mut Tx,
    id: TransitionStepId,
    part: TransitionPart,
    input: &StepInput,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    // Before the limit: a form that is sent again must succeed, also when its own step was the last
    // one that fitted.
    if let Some(stored) = find_step(tx, &own, id).await? {
        let is_same = stored.part == part && stored.has_content(input);
        return is_same.then_some(()).ok_or(Error::Conflict);
    }
    // A step that was taken out does not count.
    let row: Option<(i64,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT count(*) FROM transition_step s WHERE s.owner_id = $1 AND s.part = $2 AND NOT \
            s.is_removed"
    )
    .bind(own.owner)
    .bind(part)
    .fetch_optional(c))?;
    let count = row.map_or(0, |(count,)| count);
    if usize::try_from(count).is_ok_and(|count| count >= MAX_STEPS) {
        return Err(Error::Invalid("transition-steps-many"));
    }
    // After the checks, because it reads the team: a refused step costs no further statement.
    let helper = find_helper(tx, &own, input).await?;
    insert_step(tx, &own, (id, part), &StepValues { input, helper }).await
}

/// Changes a step; one that was taken out meanwhile is put back with the new words, so that they
/// are not lost. Idempotent: what is stored already changes nothing.
///
/// # Errors
/// `NotFound` as `own_transition`, and for a step that the actor does not have in this area;
/// `Raced` when a concurrent request changed it.
pub async fn save_step(
    tx: &mut Tx,
    (id, revision): (TransitionStepId, i32),
    part: TransitionPart,
    input: &StepInput,
) -> Result<SaveOutcome<()>, Error> {
    let own = own_transition_for_update(tx).await?;
    let stored = find_own_step(tx, &own, id, part).await?;
    // Of a removed step neither is compared: putting it back with the words that were sent loses
    // nothing.
    if !stored.is_removed {
        if stored.has_content(input) {
            return Ok(SaveOutcome::Saved(()));
        }
        if stored.revision != revision {
            return Ok(SaveOutcome::Stale);
        }
    }
    let helper = find_helper(tx, &own, input).await?;
    // Before the update, because it copies the row as it is.
    keep_revision(tx, &own, id, stored.revision).await?;
    let values = StepValues { input, helper };
    update_step(tx, &own, (id, stored.revision), &values).await?;
    Ok(SaveOutcome::Saved(()))
}

/// Marks a step as done, or as not done. Idempotent.
///
/// # Errors
/// As `save_step`.
pub async fn set_step_done(
    tx: &mut Tx,
    id: TransitionStepId,
    part: TransitionPart,
    is_done: bool,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let stored = find_own_step(tx, &own, id, part).await?;
    // No revision is compared: a mark says what it is to be, so a tab of any age may set it.
    if stored.is_done == is_done {
        return Ok(());
    }
    keep_revision(tx, &own, id, stored.revision).await?;
    set_marks(
        tx,
        &own,
        (id, stored.revision),
        (is_done, stored.is_removed),
    )
    .await
}

/// Takes a step out of the plan, or puts it back. Idempotent.
///
/// # Errors
/// As `save_step`.
pub async fn set_step_removed(
    tx: &mut Tx,
    id: TransitionStepId,
    part: TransitionPart,
    is_removed: bool,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let stored = find_own_step(tx, &own, id, part).await?;
    if stored.is_removed == is_removed {
        return Ok(());
    }
    keep_revision(tx, &own, id, stored.revision).await?;
    set_marks(
        tx,
        &own,
        (id, stored.revision),
        (stored.is_done, is_removed),
    )
    .await
}

async fn find_step(
    tx: &mut Tx,
    own: &OwnTransition,
    id: TransitionStepId,
) -> Result<Option<StoredStep>, Error> {
    run_on!(tx, |c| sqlx::query_as(
        "SELECT s.part, s.body, s.helper_name, s.due_on, s.is_done, s.is_removed, s.revision FROM \
            transition_step s WHERE s.owner_id = $1 AND s.id = $2"
    )
    .bind(own.owner)
    .bind(id)
    .fetch_optional(c))
}

async fn find_own_step(
    tx: &mut Tx,
    own: &OwnTransition,
    id: TransitionStepId,
    part: TransitionPart,
) -> Result<StoredStep, Error> {
    // By owner and part: a step of another person, or of another area, looks like one that does not
    // exist.
    let stored = find_step(tx, own, id).await?;
    stored
        .filter(|step| step.part == part)
        .ok_or(Error::NotFound)
}

/// The person of the owner's team whose name was written, if there is exactly one.
async fn find_helper(
    tx: &mut Tx,
    own: &OwnTransition,
    input: &StepInput,
) -> Result<Option<PersonId>, Error> {
    let Some(name) = &input.helper else {
        return Ok(None);
    };
    // Compared without case, because the name is typed by hand.
    let key = name_key(name);
    let mut known = list_candidates(tx, own).await?;
    known.retain(|one| name_key(&one.name) == key);
    // With two people of that name it is not known who is meant.
    Ok(match known.as_slice() {
        [only] => Some(only.person_id),
        _ => None,
    })
}

async fn insert_step(
    tx: &mut Tx,
    own: &OwnTransition,
    (id, part): (TransitionStepId, TransitionPart),
    StepValues { input, helper }: &StepValues<'_>,
) -> Result<(), Error> {
    let now = tx.now();
    let due = input.due.map(|day| day.to_sqlx());
    let inserted = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO transition_step (id, owner_id, part, family_id, language, body, helper_name, \
            helper_id, due_on, is_done, is_removed, revision, written_at) VALUES ($1, $2, $3, $4, \
            $5, $6, $7, $8, $9, $10, FALSE, 1, $11)"
    )
    .bind(id)
    .bind(own.owner)
    .bind(part)
    .bind(own.family)
    .bind(&input.language)
    .bind(&input.body)
    .bind(&input.helper)
    .bind(helper)
    .bind(due)
    .bind(input.is_done)
    .bind(now)
    .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

/// Keeps what the step is before a change.
async fn keep_revision(
    tx: &mut Tx,
    own: &OwnTransition,
    id: TransitionStepId,
    revision: i32,
) -> Result<(), Error> {
    // `s.revision = $3` keeps the copy of the row that was read. If another request has changed it
    // meanwhile, nothing is copied here and the update finds no row.
    let kept = run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_step_revision (step_id, revision, owner_id, language, body, \
            helper_name, due_on, is_done, is_removed, written_at) SELECT s.id, s.revision, \
            s.owner_id, s.language, s.body, s.helper_name, s.due_on, s.is_done, s.is_removed, \
            s.written_at FROM transition_step s WHERE s.owner_id = $1 AND s.id = $2 AND s.revision \
            = $3"
    )
    .bind(own.owner)
    .bind(id)
    .bind(revision)
    .execute(c));
    unique_violation_as_race(kept).map(|_| ())
}

async fn update_step(
    tx: &mut Tx,
    own: &OwnTransition,
    (id, revision): (TransitionStepId, i32),
    StepValues { input, helper }: &StepValues<'_>,
) -> Result<(), Error> {
    let now = tx.now();
    let due = input.due.map(|day| day.to_sqlx());
    let updated = run_on!(tx, |c| {
        sqlx::query(
        "UPDATE transition_step SET language = $4, body = $5, helper_name = $6, helper_id = $7, \
            due_on = $8, is_done = $9, is_removed = FALSE, revision = revision + 1, written_at = \
            $10 WHERE owner_id = $1 AND id = $2 AND revision = $3"
    )
    .bind(own.owner)
    .bind(id)
    .bind(revision)
    .bind(&input.language)
    .bind(&input.body)
    .bind(&input.helper)
    .bind(helper)
    .bind(due)
    .bind(input.is_done)
    .bind(now)
    .execute(c)
    })?;
    raced_if_none(updated)
}

async fn set_marks(
    tx: &mut Tx,
    own: &OwnTransition,
    (id, revision): (TransitionStepId, i32),
    (is_done, is_removed): (bool, bool),
) -> Result<(), Error> {
    let now = tx.now();
    let updated = run_on!(tx, |c| sqlx::query(
        "UPDATE transition_step SET is_done = $4, is_removed = $5, revision = revision + 1, \
            written_at = $6 WHERE owner_id = $1 AND id = $2 AND revision = $3"
    )
    .bind(own.owner)
    .bind(id)
    .bind(revision)
    .bind(is_done)
    .bind(is_removed)
    .bind(now)
    .execute(c))?;
    raced_if_none(updated)
}

/// Another request has changed the step since it was read.
fn raced_if_none(updated: u64) -> Result<(), Error> {
    // The caller repeats the transaction (`retry_on_race!`) and reads the step as it is then.
    if updated == 0 {
        return Err(Error::Raced);
    }
    Ok(())
}
