//! The people who can see a plan item or a reply.

use model::id::{AudienceId, FamilyId, PersonId, ReplyId};
use model::role::Role;

use super::PlanItem;
use crate::db::run_on;
use crate::name_order::sort_by_name;
use crate::visibility::plan_reader_roles;
use crate::{Error, Tx};

/// A person who can see an item, and the audience and role that let them.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Viewer {
    pub audience_id: AudienceId,
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
}

/// The team members who can see this plan item, limited to those whom the actor may know about:
/// members of the item's audience who, for a step, also see its goal or own the step. One parent's
/// mentor is hidden from the other parent.
///
/// # Errors
/// When the database fails.
pub async fn list_viewers(
    tx: &mut Tx,
    family: FamilyId,
    item: &PlanItem,
) -> Result<Vec<Viewer>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut viewers: Vec<Viewer> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT DISTINCT e.audience_id, p.id AS person_id, coalesce(p.chosen_name, p.name) AS \
            name, s.role ",
        "FROM audience_entry e JOIN audience a ON a.id = e.audience_id ",
        "JOIN membership s ON s.family_id = a.family_id AND s.since <= $2 AND (s.until IS NULL OR \
            s.until > $2) ",
        "AND (e.role = s.role OR e.person_id = s.person_id) JOIN person p ON p.id = s.person_id ",
        "WHERE a.family_id = $3 AND a.id = $4 AND NOT e.denied AND ", crate::authored_text::actor_is_member!("a.family_id"),
        " AND NOT EXISTS (SELECT 1 FROM audience_entry n WHERE n.audience_id = a.id AND \
            n.person_id = s.person_id AND n.denied) ",
        "AND ($5 IS NULL OR (s.person_id = $6 AND s.role NOT IN (", plan_reader_roles!(), ")) OR \
            EXISTS (SELECT 1 FROM plan_item goal ",
        "JOIN audience_entry g ON g.audience_id = goal.audience_id WHERE goal.id = $5 AND NOT \
            g.denied AND (g.role = s.role OR g.person_id = s.person_id))) ",
        // Who is excluded from the goal by name does not see its steps, even one of their own.
        "AND NOT EXISTS (SELECT 1 FROM plan_item goal JOIN audience_entry g ON g.audience_id = \
            goal.audience_id WHERE goal.id = $5 ",
        "AND g.person_id = s.person_id AND g.denied) ",
        // One parent's mentor is shown only to that parent, to the mentor, and to the workers and
        // supervisors.
        "AND (s.mentee_id IS NULL OR s.mentee_id = $1 OR s.person_id = $1 OR EXISTS (SELECT 1 \
            FROM membership me WHERE me.family_id = a.family_id ",
        "AND me.person_id = $1 AND me.role IN ('worker', 'supervisor') AND me.since <= $2 AND \
            (me.until IS NULL OR me.until > $2))) ",
        "ORDER BY person_id"))
        .bind(person).bind(today).bind(family).bind(item.audience_id).bind(item.goal_id).bind(item.owner_id).fetch_all(c)
    })?;
    sort_by_name(&mut viewers, |viewer| &viewer.name);
    Ok(viewers)
}

/// The names of the team members who can read a reply of the actor, limited to those whom the actor
/// may know about, and without the actor.
///
/// # Errors
/// When the database fails.
pub async fn list_reply_readers(
    tx: &mut Tx,
    family: FamilyId,
    reply: ReplyId,
) -> Result<Vec<String>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let names: Vec<(String,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT DISTINCT coalesce(p.chosen_name, p.name) AS name FROM plan_reply r JOIN \
            audience_entry e ON e.audience_id = r.audience_id JOIN membership s ON s.family_id = \
            r.family_id AND s.since <= $2 AND (s.until IS NULL OR s.until > $2) AND (e.role = \
            s.role OR e.person_id = s.person_id) JOIN person p ON p.id = s.person_id ",
        "WHERE r.family_id = $3 AND r.id = $4 AND r.author_id = $1 AND s.person_id <> $1 AND NOT \
            e.denied AND ",
        crate::authored_text::actor_is_member!("r.family_id"),
        " AND NOT EXISTS (SELECT 1 FROM audience_entry n WHERE n.audience_id = r.audience_id AND \
            n.person_id = s.person_id AND n.denied) AND (s.mentee_id IS NULL OR s.mentee_id = $1) \
            ORDER BY name"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(reply)
    .fetch_all(c)
    })?;
    let mut names: Vec<String> = names.into_iter().map(|(name,)| name).collect();
    sort_by_name(&mut names, |name| name);
    Ok(names)
}
