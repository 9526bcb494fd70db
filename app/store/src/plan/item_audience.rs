//! The audience of a plan item, from what the author of the item or of the family's own words
//! selects in the form.

use model::id::{AudienceId, FamilyId, ItemId, PersonId};
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PlanItemInput};
use model::policy::{default_roles, resource_kind};

use super::form_options::list_assignees;
use super::{PlanItem, children};
use crate::audience::{self, AudienceEntry};
use crate::db::run_on;
use crate::visibility::{family_roles, visible_to_actor};
use crate::{Error, Tx};

/// The audience of a plan item whose form selects a new one: the one person selected in the form,
/// else the audience of its goal, else the default roles for its kind. The owner, and the child of
/// a well-being item, are always added.
///
/// # Errors
/// `Invalid("plan-choose")` and `Invalid("plan-owner")` for a person who cannot be assigned,
/// `NotFound` for a goal that the actor cannot see.
pub(super) async fn selected_audience(
    tx: &mut Tx,
    family: FamilyId,
    kind: PlanItemKind,
    goal: Option<ItemId>,
    edit: &PlanItemInput,
) -> Result<Vec<AudienceEntry>, Error> {
    let mut entries: Vec<AudienceEntry> =
        match (edit.audience, goal) {
            // Checked first: a worker who hides one parent's item from the other parent must get
            // exactly that, whatever the goal's audience is.
            (AudienceChoice::Only(one), _) => {
                if !list_assignees(tx, family)
                    .await?
                    .iter()
                    .any(|member| member.person_id == one)
                {
                    return Err(Error::Invalid("plan-choose"));
                }
                audience::private_to(one)
            }
            (_, Some(goal)) => {
                let (person, today) = (tx.actor_id()?, tx.today());
                let key: Option<(String,)> =
                    run_on!(tx, |c| {
                        sqlx::query_as(concat!(
                "SELECT a.key FROM plan_item i JOIN audience a ON a.id = i.audience_id ",
                "WHERE i.family_id = $3 AND i.id = $4 AND i.kind IN ('family_goal', \
                    'agency_goal') AND ", visible_to_actor!(plan_item "i")))
                .bind(person).bind(today).bind(family).bind(goal).fetch_optional(c)
                    })?;
                audience::parse_key(&key.ok_or(Error::NotFound)?.0)
            }
            (_, None) => default_roles(resource_kind(kind))
                .into_iter()
                .map(AudienceEntry::for_role)
                .collect(),
        };
    if let Some(child) = edit.child {
        // A child with a person record (from the age of 14) may read about their own well-being.
        let of = children::list_children(tx, family)
            .await?
            .into_iter()
            .find(|one| one.id == child)
            .and_then(|one| one.person_id);
        entries.extend(of.map(AudienceEntry::for_person));
    }
    if let Some(owner) = edit.owner {
        // The owner always sees the item: no one can be asked to do a step that they cannot read.
        let known = list_assignees(tx, family).await?;
        if known.iter().any(|member| member.person_id == owner) {
            entries.push(AudienceEntry::for_person(owner));
        } else if !edit.owed_by_agency {
            return Err(Error::Invalid("plan-owner"));
        }
        // Else the person who is named for a step of the agency has left: no form can change that.
    }
    Ok(entries)
}

/// The audience that a family member selects for their own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnWordsAudience {
    /// The author, the workers and the supervisor.
    Own,
    /// As `Own`, and the author's mentors (parent partners).
    Mentors,
    /// As `Own`, and every role that sees the shared plan.
    Shared,
}

pub(super) async fn own_words_audience(
    tx: &mut Tx,
    family: FamilyId,
    share: OwnWordsAudience,
) -> Result<Vec<AudienceEntry>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut entries = audience::private_to(person);
    match share {
        OwnWordsAudience::Own => {}
        OwnWordsAudience::Mentors => {
            // By name and not by the role: the family may have mentors of the other parent.
            let partners: Vec<(PersonId,)> = run_on!(tx, |c| {
                sqlx::query_as(
                    "SELECT m.person_id FROM membership m WHERE m.family_id = $3 AND m.role = \
                    'mentor' AND m.mentee_id = $1 AND m.since <= $2 AND (m.until IS NULL OR \
                    m.until > $2)",
                )
                .bind(person)
                .bind(today)
                .bind(family)
                .fetch_all(c)
            })?;
            entries.extend(
                partners
                    .into_iter()
                    .map(|(partner,)| AudienceEntry::for_person(partner)),
            );
        }
        OwnWordsAudience::Shared => entries.extend(
            default_roles(model::policy::ResourceKind::SharedPlan)
                .into_iter()
                .map(AudienceEntry::for_role),
        ),
    }
    Ok(entries)
}

/// Finds the audience that the form selects, and moves the item's current texts to it. Texts
/// written by a family member keep the audience their author selected.
///
/// # Errors
/// `Invalid("plan-choose")` for a family goal, whose audience its author selects.
pub(super) async fn change_audience(
    tx: &mut Tx,
    family: FamilyId,
    item: &PlanItem,
    edit: &PlanItemInput,
) -> Result<AudienceId, Error> {
    if item.kind == PlanItemKind::FamilyGoal {
        return Err(Error::Invalid("plan-choose"));
    }
    let entries = selected_audience(tx, family, item.kind, item.goal_id, edit).await?;
    let audience = audience::find_or_add(tx, family, entries).await?;
    // The rows are updated in place, so that the texts keep their translations and are narrowed in
    // earlier versions too.
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query(concat!(
            "UPDATE text SET audience_id = $6 WHERE family_id = $3 AND (id = $4 OR id = $5 OR id = \
            $7) AND ",
            visible_to_actor!(text "text"),
            " AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.family_id = text.family_id AND \
            m.person_id = text.author_id AND m.role IN (",
            family_roles!(),
            "))"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(item.text_id)
        .bind(item.benchmark_text_id)
        .bind(audience)
        .bind(item.progress_text_id)
        .execute(c)
    })?;
    Ok(audience)
}
