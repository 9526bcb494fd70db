//! The budget of a young person: lines of money that comes in and goes out in a month.

use model::id::{BudgetLineId, FormId, PersonId};
use model::transition::budget::{
    BudgetItem, BudgetLineInput, BudgetTotals, MAX_LINES, MoneyDirection,
};
use model::transition::money::Cents;

use super::access::{OwnTransition, own_transition_for_update, visible_part};
use crate::db::{run_on, unique_violation_as_race};
use crate::plan::working_copy::SaveOutcome;
use crate::{Error, Tx};

/// A line of a budget.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct BudgetLine {
    pub id: BudgetLineId,
    pub direction: MoneyDirection,
    pub item: BudgetItem,
    /// Own words, in the place of the label of `item`.
    pub name: Option<String>,
    /// The amount of a month.
    #[sqlx(rename = "cents")]
    pub amount: Cents,
    pub revision: i32,
}

impl BudgetLine {
    /// Whether the stored line has the values of `input`.
    fn matches_input(&self, input: &BudgetLineInput) -> bool {
        self.direction == input.direction
            && self.item == input.item
            && self.name == input.name
            && self.amount == input.amount
    }
}

/// The sums of these lines; `None` if a sum is larger than can be counted.
pub fn add_up(lines: &[BudgetLine]) -> Option<BudgetTotals> {
    BudgetTotals::add_up(lines.iter().map(|line| (line.direction, line.amount)))
}

/// The lines of the budget of `owner` that the actor may read, the oldest first. One of the gates
/// of `transition::access` must be passed before.
///
/// # Errors
/// When the database fails.
pub async fn list_budget(tx: &mut Tx, owner: PersonId) -> Result<Vec<BudgetLine>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT b.id, b.direction, b.item, b.name, b.cents, b.revision FROM \
            transition_budget_line b WHERE b.owner_id = $3 AND b.removed_at IS NULL AND ",
        visible_part!("b.owner_id", "'budget'"),
        // By id: form ids are UUIDs v7, which sort by time.
        " ORDER BY b.id"
    ))
    .bind(person)
    .bind(today)
    .bind(owner)
    .fetch_all(c))
}

/// A line of the actor's own budget.
///
/// # Errors
/// `NotFound` for a line of another person, and for one that was removed.
pub async fn read_line(
    tx: &mut Tx,
    own: &OwnTransition,
    id: BudgetLineId,
) -> Result<BudgetLine, Error> {
    match find_own(tx, own.owner, id).await? {
        Some((line, false)) => Ok(line),
        _ => Err(Error::NotFound),
    }
}

#[derive(sqlx::FromRow)]
struct OwnLine {
    #[sqlx(flatten)]
    line: BudgetLine,
    is_removed: bool,
}

/// A line of the actor `owner`, and whether it was removed.
async fn find_own(
    tx: &mut Tx,
    owner: PersonId,
    id: BudgetLineId,
) -> Result<Option<(BudgetLine, bool)>, Error> {
    // Also lines that were removed, because they can be put back.
    let found: Option<OwnLine> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT b.id, b.direction, b.item, b.name, b.cents, b.revision, (b.removed_at IS NOT NULL) \
            AS is_removed FROM transition_budget_line b WHERE b.owner_id = $1 AND b.id = $2"
    )
    .bind(owner)
    .bind(id)
    .fetch_optional(c)
    })?;
    Ok(found.map(|found| (found.line, found.is_removed)))
}

/// Refuses a line more than a budget has.
async fn check_room(tx: &mut Tx, owner: PersonId) -> Result<(), Error> {
    let row: Option<(i64,)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT count(*) FROM transition_budget_line b WHERE b.owner_id = $1 AND b.removed_at IS \
            NULL"
    )
    .bind(owner)
    .fetch_optional(c)
    })?;
    let count = row.map_or(0, |(count,)| count);
    if usize::try_from(count).is_ok_and(|count| count < MAX_LINES) {
        Ok(())
    } else {
        Err(Error::Invalid("transition-budget-full"))
    }
}

/// Adds a line to the actor's own budget. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone without a plan of their own; `Invalid("transition-budget-full")` for more
/// lines than `MAX_LINES`; `Conflict` when the form id was already used with other values; `Raced`
/// when a concurrent request stored the same form.
pub async fn add_line(tx: &mut Tx, form: FormId, input: &BudgetLineInput) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let id = BudgetLineId(form.0);
    // Also a line that was removed since: its form must not add it once more.
    if let Some((known, _)) = find_own(tx, own.owner, id).await? {
        return known
            .matches_input(input)
            .then_some(())
            .ok_or(Error::Conflict);
    }
    check_room(tx, own.owner).await?;
    let now = tx.now();
    let inserted = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO transition_budget_line (id, owner_id, family_id, direction, item, name, cents, \
            revision, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)"
    )
    .bind(id)
    .bind(own.owner)
    .bind(own.family)
    .bind(input.direction)
    .bind(input.item)
    .bind(&input.name)
    .bind(input.amount)
    .bind(now)
    .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

/// Changes a line of the actor's own budget. `revision` is the one that the form was filled in
/// against. An unchanged form is a no-op that returns `Saved`, which makes a retry idempotent.
///
/// # Errors
/// `NotFound` for anyone without a plan of their own, as for `read_line`, and for a line of the
/// other direction.
pub async fn save_line(
    tx: &mut Tx,
    id: BudgetLineId,
    revision: i32,
    input: &BudgetLineInput,
) -> Result<SaveOutcome<()>, Error> {
    let own = own_transition_for_update(tx).await?;
    let stored = read_line(tx, &own, id).await?;
    if stored.direction != input.direction {
        return Err(Error::NotFound);
    }
    if stored.matches_input(input) {
        return Ok(SaveOutcome::Saved(()));
    }
    if stored.revision != revision {
        return Ok(SaveOutcome::Stale);
    }
    let touched = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE transition_budget_line SET item = $4, name = $5, cents = $6, revision = \
                revision + 1 WHERE owner_id = $1 AND id = $2 AND revision = $3 AND removed_at IS \
                NULL",
        )
        .bind(own.owner)
        .bind(id)
        .bind(revision)
        .bind(input.item)
        .bind(&input.name)
        .bind(input.amount)
        .execute(c)
    })?;
    // Another transaction has changed the line since it was read above.
    Ok(if touched == 0 {
        SaveOutcome::Stale
    } else {
        SaveOutcome::Saved(())
    })
}

/// Removes a line of the actor's own budget, or puts it back. Idempotent.
///
/// # Errors
/// `NotFound` for anyone without a plan of their own, and for a line of another person;
/// `Invalid("transition-budget-full")` for one that is put back into a full budget.
pub async fn set_line_removed(
    tx: &mut Tx,
    id: BudgetLineId,
    is_removed: bool,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let (_, was_removed) = find_own(tx, own.owner, id).await?.ok_or(Error::NotFound)?;
    if was_removed == is_removed {
        return Ok(());
    }
    // A line that is put back counts as a new one; a full budget would grow otherwise.
    if !is_removed {
        check_room(tx, own.owner).await?;
    }
    let removed_at = is_removed.then(|| tx.now());
    run_on!(tx, |c| sqlx::query(
        "UPDATE transition_budget_line SET removed_at = $3 WHERE owner_id = $1 AND id = $2"
    )
    .bind(own.owner)
    .bind(id)
    .bind(removed_at)
    .execute(c))?;
    Ok(())
}
