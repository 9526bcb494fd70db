//! The options that the form of a plan item offers a worker, and the validation that a plan item
//! refers only to rows of its own family.

use std::collections::HashMap;

use model::id::{FamilyId, ItemId, PersonId, TextId};
use model::plan::Kind;
use model::plan::edit::Edit;
use model::policy::may_edit_plan;
use model::role::Role;

use super::child::{self, Child};
use super::{Item, by_id, held};
use crate::access::{RecordPart, open_record};
use crate::db::on;
use crate::text::{Said, said, said_joins};
use crate::visibility::sees;
use crate::{Error, Tx};

/// A team member who can be assigned to a step.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Member {
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
}

/// The options of a plan item's form: team members, plan items (court orders, goals and steps) and
/// children. `texts` holds the wording of the plan items.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    pub members: Vec<Member>,
    pub lines: Vec<Item>,
    pub children: Vec<Child>,
    pub texts: HashMap<TextId, Said>,
}

impl Choice {
    /// The plan items of these kinds.
    pub fn of<'a>(&'a self, kinds: &'a [Kind]) -> impl Iterator<Item = &'a Item> {
        self.lines.iter().filter(|line| kinds.contains(&line.kind))
    }
}

/// The current team members who can be assigned to a step, ordered by name. Mentor coordinators,
/// interpreters and administrators cannot.
///
/// # Errors
/// `NotFound` for anyone but a worker.
pub async fn members(tx: &mut Tx, family: FamilyId) -> Result<Vec<Member>, Error> {
    if !may_edit_plan(tx.actor()?.team(family)?.role) {
        return Err(Error::NotFound);
    }
    let (person, today) = (tx.person()?, tx.today());
    on!(tx, c => sqlx::query_as(concat!(
        "SELECT p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, s.role FROM membership s JOIN person p ON p.id = s.person_id ",
        "WHERE s.family_id = $3 AND s.since <= $2 AND (s.until IS NULL OR s.until > $2) ",
        "AND s.role NOT IN ('mentor_coordinator', 'interpreter', 'administrator') AND ", crate::text::on_team!("s.family_id"), " ORDER BY name"))
        .bind(person).bind(today).bind(family).fetch_all(c))
}

/// The options for the form of a plan item of this kind, read from the working copy. Only a step
/// gets plan items, and only a well-being item gets children.
///
/// # Errors
/// `NotFound` for anyone but a worker.
pub async fn choice(tx: &mut Tx, family: FamilyId, kind: Kind, language: &str) -> Result<Choice, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let members = members(tx, family).await?;
    let (person, today) = (tx.person()?, tx.today());
    let children = if kind == Kind::WellBeing { child::list(tx, family).await? } else { Vec::new() };
    if kind != Kind::Step {
        return Ok(Choice { members, children, ..Choice::default() });
    }
    let lines = neighbours(tx, family).await?;
    let texts: Vec<Said> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT ", said!(), " FROM text t ", said_joins!(), "WHERE t.family_id = $4 AND ", sees!(text "t"),
        " AND t.id IN (SELECT i.text_id FROM plan_item i WHERE i.family_id = $4 AND i.kind IN ('order', 'step', 'family_goal', 'agency_goal'))"))
        .bind(person).bind(today).bind(language).bind(family).fetch_all(c))?;
    Ok(Choice { members, lines, children, texts: by_id(texts) })
}

/// The court orders, goals and steps of the working copy: the plan items a step can refer to.
async fn neighbours(tx: &mut Tx, family: FamilyId) -> Result<Vec<Item>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    on!(tx, c => sqlx::query_as(concat!(
        "SELECT i.id, i.audience_id, i.kind, ", held!("i"), ", NULL AS owner, i.state, i.revision FROM plan_item i ",
        "WHERE i.family_id = $3 AND i.kind IN ('order', 'step', 'family_goal', 'agency_goal') AND NOT i.gone AND ", sees!(plan_item "i"), " ORDER BY i.position, i.id"))
        .bind(person).bind(today).bind(family).fetch_all(c))
}

/// Validates the references of a plan item: the order, goal, step and child must belong to this
/// family and be visible to the actor, and the chain of prerequisite steps must have no cycle.
///
/// # Errors
/// `NotFound` for an unknown reference, `Invalid("plan-circle")` for a cycle.
pub(super) async fn known(tx: &mut Tx, family: FamilyId, item: Option<ItemId>, edit: &Edit) -> Result<(), Error> {
    if let Some(child) = edit.child
        && !child::list(tx, family).await?.iter().any(|one| one.id == child)
    {
        return Err(Error::NotFound);
    }
    if edit.order.or(edit.goal).or(edit.after).is_none() {
        return Ok(());
    }
    let lines = neighbours(tx, family).await?;
    let find = |id: Option<ItemId>, kinds: &[Kind]| id.is_none_or(|id| lines.iter().any(|line| line.id == id && kinds.contains(&line.kind)));
    if !find(edit.order, &[Kind::Order]) || !find(edit.goal, &[Kind::FamilyGoal, Kind::AgencyGoal]) || !find(edit.after, &[Kind::Step]) {
        return Err(Error::NotFound);
    }
    let mut next = edit.after;
    for _ in 0..=lines.len() {
        match next {
            None => return Ok(()),
            Some(id) if Some(id) == item => break,
            Some(id) => next = lines.iter().find(|line| line.id == id).and_then(|line| line.after_id),
        }
    }
    Err(Error::Invalid("plan-circle"))
}
