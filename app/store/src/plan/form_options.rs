//! The options that the form of a plan item offers a worker, and the validation that a plan item
//! refers only to rows of its own family.

use std::collections::HashMap;

use model::id::{FamilyId, ItemId, PersonId, TextId};
use model::plan::PlanItemKind;
use model::plan::edit::PlanItemInput;
use model::policy::may_edit_plan;
use model::role::Role;

use super::children::{self, FamilyChild};
use super::{PlanItem, index_by_id, item_columns};
use crate::access::{RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::name_order::sort_by_name;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A team member who can be assigned to a step.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Assignee {
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
}

/// The options of a plan item's form: team members, plan items (court orders, goals and steps) and
/// children. `texts` holds the wording of the plan items.
#[derive(Debug, Clone, Default)]
pub struct FormOptions {
    pub assignees: Vec<Assignee>,
    pub items: Vec<PlanItem>,
    pub children: Vec<FamilyChild>,
    pub texts: HashMap<TextId, AuthoredText>,
}

impl FormOptions {
    /// The plan items of these kinds.
    pub fn items_of_kinds<'a>(
        &'a self,
        kinds: &'a [PlanItemKind],
    ) -> impl Iterator<Item = &'a PlanItem> {
        self.items.iter().filter(|line| kinds.contains(&line.kind))
    }
}

/// The current team members who can be assigned to a step, ordered by name. Mentor coordinators,
/// interpreters and administrators cannot.
///
/// # Errors
/// `NotFound` for anyone but a worker.
pub async fn list_assignees(tx: &mut Tx, family: FamilyId) -> Result<Vec<Assignee>, Error> {
    if !may_edit_plan(tx.actor()?.membership_in(family)?.role) {
        return Err(Error::NotFound);
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    // The roles that are left out may not open the record (`policy::can_open_record`), so a step
    // that they own would be visible to them nowhere.
    let mut found: Vec<Assignee> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, s.role FROM \
            membership s JOIN person p ON p.id = s.person_id ",
            "WHERE s.family_id = $3 AND s.since <= $2 AND (s.until IS NULL OR s.until > $2) ",
            "AND s.role NOT IN ('mentor_coordinator', 'interpreter', 'administrator') AND ",
            crate::authored_text::actor_is_member!("s.family_id"),
            " ORDER BY s.id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
    })?;
    sort_by_name(&mut found, |one| &one.name);
    Ok(found)
}

/// The options for the form of a plan item of this kind, read from the working copy. Only a step
/// gets plan items, and only a well-being item gets children.
///
/// # Errors
/// `NotFound` for anyone but a worker.
pub async fn load_form_options(
    tx: &mut Tx,
    family: FamilyId,
    kind: PlanItemKind,
    language: &str,
) -> Result<FormOptions, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let members = list_assignees(tx, family).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let children = if kind == PlanItemKind::WellBeing {
        children::list_children(tx, family).await?
    } else {
        Vec::new()
    };
    // Spares the forms of all other kinds, which refer to no items, two statements.
    if kind != PlanItemKind::Step {
        return Ok(FormOptions {
            assignees: members,
            children,
            ..FormOptions::default()
        });
    }
    let lines = linkable_items(tx, family).await?;
    let texts: Vec<AuthoredText> =
        run_on!(tx, |c| {
            sqlx::query_as(concat!(
        "SELECT ", authored_text_columns!(), " FROM text t ", authored_text_joins!(), "WHERE \
            t.family_id = $4 AND ", visible_to_actor!(text "t"),
        " AND t.id IN (SELECT i.text_id FROM plan_item i WHERE i.family_id = $4 AND i.kind IN \
            ('order', 'step', 'family_goal', 'agency_goal'))"))
        .bind(person).bind(today).bind(language).bind(family).fetch_all(c)
        })?;
    Ok(FormOptions {
        assignees: members,
        items: lines,
        children,
        texts: index_by_id(texts),
    })
}

/// The court orders, goals and steps of the working copy: the plan items a step can refer to.
async fn linkable_items(tx: &mut Tx, family: FamilyId) -> Result<Vec<PlanItem>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT i.id, i.audience_id, i.kind, ", item_columns!("i"), ", NULL AS owner, i.state, \
            i.revision FROM plan_item i ",
        "WHERE i.family_id = $3 AND i.kind IN ('order', 'step', 'family_goal', 'agency_goal') AND \
            NOT i.removed AND ", visible_to_actor!(plan_item "i"), " ORDER BY i.position, i.id"))
        .bind(person).bind(today).bind(family).fetch_all(c)
    })
}

/// Validates the references of a plan item: the order, goal, step and child must belong to this
/// family and be visible to the actor, and the chain of prerequisite steps must have no cycle.
///
/// # Errors
/// `NotFound` for an unknown reference, `Invalid("plan-circle")` for a cycle.
pub(super) async fn validate_references(
    tx: &mut Tx,
    family: FamilyId,
    item: Option<ItemId>,
    edit: &PlanItemInput,
) -> Result<(), Error> {
    if let Some(child) = edit.child
        && !children::list_children(tx, family)
            .await?
            .iter()
            .any(|one| one.id == child)
    {
        return Err(Error::NotFound);
    }
    if edit.order.or(edit.goal).or(edit.prerequisite).is_none() {
        return Ok(());
    }
    // Only items that the actor may see: a forged id would else reveal that a hidden item exists.
    let lines = linkable_items(tx, family).await?;
    let find = |id: Option<ItemId>, kinds: &[PlanItemKind]| {
        id.is_none_or(|id| {
            lines
                .iter()
                .any(|line| line.id == id && kinds.contains(&line.kind))
        })
    };
    if !find(edit.order, &[PlanItemKind::CourtOrder])
        || !find(
            edit.goal,
            &[PlanItemKind::FamilyGoal, PlanItemKind::AgencyGoal],
        )
        || !find(edit.prerequisite, &[PlanItemKind::Step])
    {
        return Err(Error::NotFound);
    }
    // Starts at the new prerequisite: a cycle that this edit closes leads back to `item`. A new
    // step has no id yet, so no stored step can wait for it.
    let mut next = edit.prerequisite;
    // Bounded, because a cycle that is stored already, as by an import, would never end.
    for _ in 0..=lines.len() {
        match next {
            None => return Ok(()),
            Some(id) if Some(id) == item => break,
            Some(id) => {
                // A step that is hidden from this worker is not in `lines`, and the chain counts as
                // ending there.
                next = lines
                    .iter()
                    .find(|line| line.id == id)
                    .and_then(|line| line.prerequisite_id)
            }
        }
    }
    Err(Error::Invalid("plan-circle"))
}
