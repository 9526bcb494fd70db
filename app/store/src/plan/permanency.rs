//! The permanency goal and the concurrent goal of a case, each with its start date, who decided it,
//! and the reason.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, TextId};
use model::plan::edit::PermanencyGoalInput;
use model::plan::{DecisionMaker, OTHER_PLANNED_MIN_AGE, Permanency};
use model::policy::may_edit_plan;

use super::index_by_id;
use super::working_copy::SaveOutcome;
use crate::access::{RecordPart, open_record, open_record_for_update};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx, authored_text};

/// Both goals of a published version, or of the working copy. `*_why` is the text of the reason.
#[derive(Debug, Clone, Default, PartialEq, sqlx::FromRow)]
pub struct PermanencyGoals {
    pub permanency: Option<Permanency>,
    pub permanency_since: Option<jiff_sqlx::Date>,
    pub permanency_by: Option<DecisionMaker>,
    pub permanency_why: Option<TextId>,
    pub concurrent: Option<Permanency>,
    pub concurrent_since: Option<jiff_sqlx::Date>,
    pub concurrent_by: Option<DecisionMaker>,
    pub concurrent_why: Option<TextId>,
}

impl PermanencyGoals {
    pub const fn is_none(&self) -> bool {
        self.permanency.is_none() && self.concurrent.is_none()
    }

    /// The permanency goal, then the concurrent goal.
    fn both_goals(&self) -> [StoredPermanencyGoal; 2] {
        [
            StoredPermanencyGoal {
                goal: self.permanency,
                since: self.permanency_since.as_ref().map(|day| day.to_jiff()),
                by: self.permanency_by,
                why: self.permanency_why,
            },
            StoredPermanencyGoal {
                goal: self.concurrent,
                since: self.concurrent_since.as_ref().map(|day| day.to_jiff()),
                by: self.concurrent_by,
                why: self.concurrent_why,
            },
        ]
    }
}

/// One of the two goals.
struct StoredPermanencyGoal {
    goal: Option<Permanency>,
    since: Option<Date>,
    by: Option<DecisionMaker>,
    why: Option<TextId>,
}

impl StoredPermanencyGoal {
    /// The text of the reason, if `input` does not change it. Reusing it keeps its translations.
    fn unchanged_reason(
        &self,
        input: &PermanencyGoalInput,
        texts: &HashMap<TextId, AuthoredText>,
    ) -> Option<TextId> {
        self.why
            .filter(|id| texts.get(id).map(|text| &text.body) == input.why.as_ref())
    }

    fn is_unchanged(
        &self,
        input: &PermanencyGoalInput,
        texts: &HashMap<TextId, AuthoredText>,
    ) -> bool {
        // Compares the wording of the reason and not its id, because the form sends only words.
        let reason = self.why.and_then(|id| texts.get(&id));
        (self.goal, self.since, self.by) == (input.goal, input.since, input.by)
            && reason.map(|text| &text.body) == input.why.as_ref()
    }
}

/// The columns of `PermanencyGoals`, selected from the table alias `$t`.
macro_rules! permanency_columns {
    ($t:literal) => {
        concat!(
            $t,
            ".permanency, ",
            $t,
            ".permanency_since, ",
            $t,
            ".permanency_by, ",
            $t,
            ".permanency_why, ",
            $t,
            ".concurrent, ",
            $t,
            ".concurrent_since, ",
            $t,
            ".concurrent_by, ",
            $t,
            ".concurrent_why"
        )
    };
}
pub(crate) use permanency_columns;

/// The working copy of both goals, with the texts of their reasons, for the edit form.
#[derive(Debug, Clone)]
pub struct WorkingGoals {
    pub permanency_goals: PermanencyGoals,
    /// Incremented by every change; 0 when the family has no plan yet.
    pub revision: i32,
    pub texts: HashMap<TextId, AuthoredText>,
}

#[derive(sqlx::FromRow)]
struct WorkingGoalsRow {
    audience_id: AudienceId,
    revision: i32,
    #[sqlx(flatten)]
    permanency_goals: PermanencyGoals,
}

async fn find_working_goals(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Option<WorkingGoalsRow>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT p.audience_id, p.revision, ",
        permanency_columns!("p"),
        " FROM plan p WHERE p.family_id = $3 AND ",
        visible_to_actor!(plan "p")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_optional(c))
}

/// The working copy of both goals, for the edit form of a worker.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a family whose children live at home:
/// they have no permanency goal.
pub async fn read_working_goals(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<WorkingGoals, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) || tx.actor()?.membership_in(family)?.in_home {
        return Err(Error::NotFound);
    }
    let found = find_working_goals(tx, family).await?;
    // A family without a plan gets an empty form; saving it creates the plan.
    let (direction, revision) = found
        .map(|row| (row.permanency_goals, row.revision))
        .unwrap_or_default();
    let texts = reason_texts(tx, family, &direction, language).await?;
    Ok(WorkingGoals {
        permanency_goals: direction,
        revision,
        texts,
    })
}

/// The texts of the reasons of both goals.
async fn reason_texts(
    tx: &mut Tx,
    family: FamilyId,
    direction: &PermanencyGoals,
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
        " AND (t.id = $5 OR t.id = $6)"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(direction.permanency_why)
    .bind(direction.concurrent_why)
    .fetch_all(c))?;
    Ok(index_by_id(texts))
}

/// Changes the working copy of both goals, and creates the plan when the family has none.
/// `revision` is the revision the form was rendered from. Unchanged goals are a no-op that returns
/// `Saved`.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a family whose children live at home;
/// `Invalid("plan-permanency-age")` for the goal `OtherPlanned` while no child of the family is 16.
pub async fn save_goals(
    tx: &mut Tx,
    family: FamilyId,
    revision: i32,
    first: &PermanencyGoalInput,
    second: &PermanencyGoalInput,
    language: &str,
) -> Result<SaveOutcome<()>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) || tx.actor()?.membership_in(family)?.in_home {
        return Err(Error::NotFound);
    }
    // Both goals are checked, because the concurrent goal is one of the same five.
    let inputs = [first, second];
    if inputs
        .iter()
        .any(|one| one.goal == Some(Permanency::OtherPlanned))
        && !super::children::any_child_aged(tx, family, OTHER_PLANNED_MIN_AGE).await?
    {
        return Err(Error::Invalid("plan-permanency-age"));
    }
    super::create::create_plan_if_missing(tx, family).await?;
    let now = find_working_goals(tx, family)
        .await?
        .ok_or(Error::NotFound)?;
    let texts = reason_texts(tx, family, &now.permanency_goals, language).await?;
    let stored = now.permanency_goals.both_goals();
    // Before the check of the revision: a form that is sent twice carries the old revision the
    // second time, and must look like the first success.
    if stored
        .iter()
        .zip(inputs)
        .all(|(old, new)| old.is_unchanged(new, &texts))
    {
        return Ok(SaveOutcome::Saved(()));
    }
    // A form rendered before the plan existed carries revision 0. The plan was created above with
    // revision 1.
    if now.revision != revision.max(1) {
        return Ok(SaveOutcome::Stale);
    }
    // A reason belongs to no plan item, so it is visible to everyone who sees the plan.
    let mut reasons = [None, None];
    for (slot, (old, new)) in reasons.iter_mut().zip(stored.iter().zip(inputs)) {
        *slot = match (&new.why, old.unchanged_reason(new, &texts)) {
            (_, Some(id)) => Some(id),
            (Some(words), None) => Some(
                authored_text::insert_text(tx, family, now.audience_id, None, language, words)
                    .await?,
            ),
            (None, None) => None,
        };
    }
    update_goals(tx, family, now.revision, inputs, reasons).await
}

/// Writes both goals, with the texts of their reasons. `Stale` when another transaction has changed
/// them since `revision` was read.
async fn update_goals(
    tx: &mut Tx,
    family: FamilyId,
    revision: i32,
    [first, second]: [&PermanencyGoalInput; 2],
    reasons: [Option<TextId>; 2],
) -> Result<SaveOutcome<()>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // The revision is part of the condition: on PostgreSQL two workers can both pass the check in
    // `save_goals` before one of them commits.
    let touched = run_on!(tx, |c| {
        sqlx::query(concat!(
        "UPDATE plan SET permanency = $5, permanency_since = $6, permanency_by = $7, \
            permanency_why = $8, concurrent = $9, concurrent_since = $10, ",
        "concurrent_by = $11, concurrent_why = $12, revision = revision + 1 WHERE family_id = $3 \
            AND revision = $4 AND ", visible_to_actor!(plan "plan")))
        .bind(person).bind(today).bind(family).bind(revision).bind(first.goal).bind(first.since.map(|d| d.to_sqlx())).bind(first.by).bind(reasons[0])
        .bind(second.goal).bind(second.since.map(|d| d.to_sqlx())).bind(second.by).bind(reasons[1]).execute(c)
    })?;
    Ok(if touched == 0 {
        SaveOutcome::Stale
    } else {
        SaveOutcome::Saved(())
    })
}
