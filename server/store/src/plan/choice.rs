//! What the form of a line offers a worker, and whether a line names only what its own family's plan has.

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

/// Someone who may do a step.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Member {
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
}

/// What the form of a line offers: people, court orders, goals, other steps, children; with the words of the lines.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    pub members: Vec<Member>,
    pub lines: Vec<Item>,
    pub children: Vec<Child>,
    pub texts: HashMap<TextId, Said>,
}

impl Choice {
    /// Lines of these kinds.
    pub fn of<'a>(&'a self, kinds: &'a [Kind]) -> impl Iterator<Item = &'a Item> {
        self.lines.iter().filter(|line| kinds.contains(&line.kind))
    }
}

/// Everyone on the team who may do a step, for the worker's form.
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

/// What the form of a line of this kind offers a worker, from the working copy.
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

/// The orders, goals and steps of the working copy, which a step may name.
async fn neighbours(tx: &mut Tx, family: FamilyId) -> Result<Vec<Item>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    on!(tx, c => sqlx::query_as(concat!(
        "SELECT i.id, i.audience_id, i.kind, ", held!("i"), ", NULL AS owner, i.state, i.revision FROM plan_item i ",
        "WHERE i.family_id = $3 AND i.kind IN ('order', 'step', 'family_goal', 'agency_goal') AND NOT i.gone AND ", sees!(plan_item "i"), " ORDER BY i.position, i.id"))
        .bind(person).bind(today).bind(family).fetch_all(c))
}

/// A line may only name an order, a goal, a step or a child of its own family, and no step waits for itself in the end.
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
