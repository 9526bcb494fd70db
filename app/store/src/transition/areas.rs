//! The areas of a plan in its owner's words: for the owner, for the adults to whom parts are
//! released, and for the plan as a whole.

use jiff::civil::Date;
use model::id::{PersonId, TransitionStepId};
use model::transition::TransitionPart;
use model::transition::area::AreaQuestion;

use super::access::{ReleasedTransition, visible_part};
use crate::db::run_on;
use crate::{Error, Tx};

/// An answer in the owner's words.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AreaAnswer {
    pub part: TransitionPart,
    pub question: AreaQuestion,
    pub language: String,
    pub body: String,
}

/// A step from where the owner is to where they want to be.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AreaStep {
    pub id: TransitionStepId,
    pub part: TransitionPart,
    pub language: String,
    pub body: String,
    /// Who helps, as the owner wrote it.
    pub helper_name: Option<String>,
    /// Set if that is the name of a person on the team.
    pub helper_id: Option<PersonId>,
    due_on: Option<jiff_sqlx::Date>,
    pub is_done: bool,
    pub revision: i32,
}

impl AreaStep {
    /// By when.
    pub fn due(&self) -> Option<Date> {
        self.due_on.map(|day| day.to_jiff())
    }
}

/// An area as its reader may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    pub part: TransitionPart,
    answers: Vec<AreaAnswer>,
    /// In the order in which they were added.
    pub steps: Vec<AreaStep>,
}

impl Area {
    /// The answer to a question; `None` without words.
    pub fn answer(&self, question: AreaQuestion) -> Option<&AreaAnswer> {
        self.answers.iter().find(|one| one.question == question)
    }

    /// The number of questions that are answered.
    pub fn answered(&self) -> usize {
        self.answers.len()
    }

    pub fn done_steps(&self) -> usize {
        self.steps.iter().filter(|step| step.is_done).count()
    }

    /// Whether nothing is written here.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.steps.is_empty()
    }
}

/// All ten areas of the plan of `owner`, in the order of `TransitionPart::AREAS`, as far as the
/// actor may read them: one that is not released to them is empty. Two statements. The private
/// notes (`super::note`) are never part of it.
///
/// Call it after one of the gates in `super::access`, which also write the access log entry.
///
/// # Errors
/// When the database fails.
pub async fn read_areas(tx: &mut Tx, owner: PersonId) -> Result<Vec<Area>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // The body is empty where the owner took their words out.
    let answers: Vec<AreaAnswer> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT a.part, a.question, a.language, a.body FROM transition_answer a WHERE a.owner_id = \
            $3 AND a.body <> '' AND ",
        visible_part!("a.owner_id", "a.part")
    ))
    .bind(person)
    .bind(today)
    .bind(owner)
    .fetch_all(c)
    })?;
    // By id: form ids are UUIDs v7, which sort by time.
    let steps: Vec<AreaStep> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT s.id, s.part, s.language, s.body, s.helper_name, s.helper_id, s.due_on, s.is_done, \
            s.revision FROM transition_step s WHERE s.owner_id = $3 AND NOT s.is_removed AND ",
        visible_part!("s.owner_id", "s.part"),
        " ORDER BY s.id"
    ))
    .bind(person)
    .bind(today)
    .bind(owner)
    .fetch_all(c)
    })?;
    let areas = TransitionPart::AREAS.map(|part| Area {
        part,
        answers: answers
            .iter()
            .filter(|one| one.part == part)
            .cloned()
            .collect(),
        steps: steps
            .iter()
            .filter(|one| one.part == part)
            .cloned()
            .collect(),
    });
    Ok(areas.into())
}

/// One area of the actor's own plan. Two statements.
///
/// # Errors
/// When the database fails; `NotFound` for a part that is no area.
pub async fn read_own_area(
    tx: &mut Tx,
    owner: PersonId,
    part: TransitionPart,
) -> Result<Area, Error> {
    let areas = read_areas(tx, owner).await?;
    let area = areas.into_iter().find(|area| area.part == part);
    area.ok_or(Error::NotFound)
}

/// The areas in which the actor may read something, as an adult of the team. Two statements, none
/// when no area is released to them.
///
/// # Errors
/// When the database fails.
pub async fn read_released_areas(
    tx: &mut Tx,
    released: &ReleasedTransition,
) -> Result<Vec<Area>, Error> {
    if !TransitionPart::AREAS
        .iter()
        .any(|part| released.shows(*part))
    {
        return Ok(Vec::new());
    }
    let mut areas = read_areas(tx, released.youth).await?;
    areas.retain(|area| released.shows(area.part) && !area.is_empty());
    Ok(areas)
}
