//! A plan for family time as the worker's form shows it: whom it can name, who sees it, and who may
//! not know its place.

use std::collections::BTreeSet;

use model::calendar::EventAct;
use model::family_time::{FamilyTimeInput, SupervisionLevel, Supervisor};
use model::id::{AudienceId, ChildId, FamilyId, FamilyTimeId, PersonId, TextId};
use model::policy::{can_open_record, may_keep_family_time};
use model::role::Role;

use super::{FamilyTimePlan, list_children, list_plans, list_texts};
use crate::access::{OpenRecord, RecordPart, open_record};
use crate::audience::parse_key;
use crate::authored_text::AuthoredText;
use crate::calendar::editable::{EventAudience, included, invitable};
use crate::db::run_on;
use crate::plan::children;
use crate::team::contacts::list_contacts;
use crate::team::{TeamMember, load_members};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// Whom a plan can name.
#[derive(Debug, Clone)]
pub struct PlanChoices {
    /// Who can see the plan beside the workers of the family.
    pub invitable: Vec<TeamMember>,
    /// Who can supervise, with their name.
    pub supervisors: Vec<(Supervisor, String)>,
    /// The children with their names, the eldest first.
    pub children: Vec<(ChildId, String)>,
}

impl PlanChoices {
    /// Those who can spend time with the children.
    pub fn parents(&self) -> impl Iterator<Item = &TeamMember> {
        self.invitable.iter().filter(|one| one.role.is_parent())
    }
}

/// A plan for its form, in its own words.
#[derive(Debug, Clone)]
pub struct EditablePlan {
    pub plan: FamilyTimePlan,
    pub children: BTreeSet<ChildId>,
    pub often: Option<AuthoredText>,
    pub transport: Option<AuthoredText>,
    pub next: Option<AuthoredText>,
    /// Who sees the plan, of those whom the form lists.
    pub people: BTreeSet<PersonId>,
    /// Those of `people` who may not know the place.
    pub hidden: BTreeSet<PersonId>,
    pub choices: PlanChoices,
    /// The latest first.
    pub changes: Vec<PlanChange>,
    pub(super) audience: EventAudience,
    /// The audience of the place, if there is one that the actor may know.
    pub(super) of_place: Option<EventAudience>,
}

/// One change of a plan.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlanChange {
    pub act: EventAct,
    /// Who made it.
    pub name: String,
    pub since: jiff_sqlx::Date,
    pub level_before: Option<SupervisionLevel>,
}

impl EditablePlan {
    pub fn supervisor(&self) -> Option<Supervisor> {
        let contact = self.plan.contact_id.map(Supervisor::Contact);
        // A plan has one of the two at most (`supervisor_columns`).
        self.plan.supervisor_id.map(Supervisor::Person).or(contact)
    }

    /// Whether `input` says what is stored.
    pub(super) fn is_unchanged(&self, input: &FamilyTimeInput) -> bool {
        let stored = &self.plan;
        // By the words and not by the ids of texts: the form has none.
        let same = |stored: &Option<AuthoredText>, words: Option<&str>| {
            stored.as_ref().map(|text| text.body.as_str()) == words
        };
        stored.parent_id == input.parent
            && stored.level == input.level
            && stored.ended == input.ended
            && stored.place == input.place
            && stored.confirm_rule() == input.confirm
            && self.supervisor() == input.supervisor
            && self.children == input.children
            && self.people == input.people
            && self.hidden == input.hidden
            && same(&self.often, Some(input.often.as_str()))
            && same(&self.transport, input.transport.as_deref())
            && same(&self.next, input.next.as_deref())
    }

    /// The audience that the place has of its own.
    pub(super) fn narrow_place(&self) -> Option<&EventAudience> {
        self.of_place
            .as_ref()
            // An audience that equals the plan's is no narrower one: then everyone who sees the
            // plan knows the place.
            .filter(|place| place.id != self.audience.id)
    }
}

/// For a new plan: whom it can name. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker. Also when the database fails.
pub async fn read_choices(tx: &mut Tx, family: FamilyId) -> Result<PlanChoices, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    load_choices(tx, family).await
}

/// A plan for its form. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a plan that they may not see. Also when
/// the database fails.
pub async fn read_plan(
    tx: &mut Tx,
    family: FamilyId,
    plan: FamilyTimeId,
    language: &str,
) -> Result<EditablePlan, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    require_worker(tx)?;
    load_plan(tx, family, plan, language)
        .await?
        .ok_or(Error::NotFound)
}

pub(super) fn require_worker(tx: &OpenRecord<'_>) -> Result<(), Error> {
    if may_keep_family_time(tx.role) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

pub(super) async fn load_choices(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
) -> Result<PlanChoices, Error> {
    let members = load_members(tx, family).await?;
    let today = tx.actor()?.today;
    // One parent's mentor is not known to the other one, and a parent supervises no family time.
    let supervises = |one: &&TeamMember| {
        !one.role.is_family() && one.role != Role::Mentor && can_open_record(one.role)
    };
    let mut supervisors: Vec<(Supervisor, String)> = Vec::new();
    for one in members.iter().filter(supervises) {
        let supervisor = Supervisor::Person(one.person_id);
        // A person with two roles on the team is listed once.
        if !supervisors.iter().any(|(known, _)| *known == supervisor) {
            supervisors.push((supervisor, one.name.clone()));
        }
    }
    let contacts = list_contacts(tx, family).await?;
    supervisors.extend(
        contacts
            .into_iter()
            .filter(|contact| contact.is_current(today))
            .map(|contact| (Supervisor::Contact(contact.id), contact.name)),
    );
    let children = children::list_children(tx, family).await?;
    Ok(PlanChoices {
        invitable: invitable(members),
        supervisors,
        children: children
            .into_iter()
            .map(|child| (child.id, child.name))
            .collect(),
    })
}

#[derive(sqlx::FromRow)]
struct AudienceRow {
    audience_id: AudienceId,
    key: String,
    place_audience_id: Option<AudienceId>,
    place_key: Option<String>,
}

/// The plan, if the actor may see it.
pub(super) async fn load_plan(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: FamilyTimeId,
    language: &str,
) -> Result<Option<EditablePlan>, Error> {
    let plans = list_plans(tx, family).await?;
    // Found among those that the actor sees: `load_audiences` does not check that again.
    let Some(plan) = plans.into_iter().find(|plan| plan.id == id) else {
        return Ok(None);
    };
    let (audience, of_place) = load_audiences(tx, family, id).await?;
    let choices = load_choices(tx, family).await?;
    let children = list_children(tx, family).await?;
    let texts = list_texts(tx, family, language).await?;
    let text = |id: Option<TextId>| texts.iter().find(|text| Some(text.text_id) == id).cloned();
    let people = included(&audience.entries, &choices.invitable);
    let hidden = of_place.as_ref().map_or_else(BTreeSet::new, |place| {
        let readers = included(&place.entries, &choices.invitable);
        // Of those who see the plan: the others may not know the place anyway.
        people.difference(&readers).copied().collect()
    });
    Ok(Some(EditablePlan {
        children: children
            .iter()
            .filter(|child| child.plan_id == id)
            .map(|child| child.child_id)
            .collect(),
        often: text(Some(plan.often_id)),
        transport: text(plan.transport_id),
        next: text(plan.next_id),
        changes: list_changes(tx, family, id).await?,
        plan,
        people,
        hidden,
        choices,
        audience,
        of_place,
    }))
}

async fn load_audiences(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: FamilyTimeId,
) -> Result<(EventAudience, Option<EventAudience>), Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // A worker who may not know the place gets the plan without it.
    let row: Option<AudienceRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT p.audience_id, a.key, w.audience_id AS place_audience_id, b.key AS place_key \
            FROM family_time_plan p JOIN audience a ON a.id = p.audience_id LEFT JOIN \
            family_time_place w ON w.plan_id = p.id AND ",
            visible_to_actor!(family_time_place "w"),
            " LEFT JOIN audience b ON b.id = w.audience_id WHERE p.family_id = $3 AND p.id = $4"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(id)
        .fetch_optional(c)
    })?;
    let row = row.ok_or(Error::NotFound)?;
    let audience = EventAudience {
        id: row.audience_id,
        entries: parse_key(&row.key),
    };
    let of_place = row
        .place_audience_id
        .zip(row.place_key)
        .map(|(id, key)| EventAudience {
            id,
            entries: parse_key(&key),
        });
    Ok((audience, of_place))
}

async fn list_changes(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    plan: FamilyTimeId,
) -> Result<Vec<PlanChange>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // What the plan was before has readers of its own; for others the change is listed without it.
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT g.act, coalesce(u.chosen_name, u.name) AS name, g.since, w.level AS level_before \
            FROM family_time_change g JOIN person u ON u.id = g.created_by_id LEFT JOIN \
            family_time_version w ON w.change_id = g.id AND ",
        visible_to_actor!(family_time_version "w"),
        " WHERE g.family_id = $3 AND g.plan_id = $4 ORDER BY g.revision DESC, g.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(plan)
    .fetch_all(c))
}
