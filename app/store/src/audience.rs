//! Audiences: the sets of roles and people that may see an item. Equal audiences of a family share
//! one row.

use model::id::{AudienceId, FamilyId, PersonId};
use model::role::Role;

use crate::db::{Inner, on};
use crate::plan::Item;
use crate::visibility::plan_readers;
use crate::{Error, Tx};

/// An entry of an audience: a role or a person, and `never`, which excludes the person even when
/// their role is included.
pub(crate) type Entry = (Option<Role>, Option<PersonId>, bool);

/// The canonical serialization of an audience, unique within a family. Sorts the entries and
/// removes duplicates, so that equal audiences get equal keys. `parse` is the inverse.
pub(crate) fn key(entries: &mut Vec<Entry>) -> String {
    entries.sort_unstable();
    entries.dedup();
    entries
        .iter()
        .map(|(role, person, never)| {
            format!("{}{}{}", if *never { "!" } else { "" }, role.map_or("", Role::slug), person.map(|p| p.to_string()).unwrap_or_default())
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Finds the audience with these entries, or creates it.
///
/// # Errors
/// `NotFound` when the actor is not a member of this family's team. Also when the database fails.
pub(crate) async fn find_or_add(tx: &mut Tx, family: FamilyId, mut entries: Vec<Entry>) -> Result<AudienceId, Error> {
    tx.actor()?.team(family)?;
    let key = key(&mut entries);
    let id: AudienceId = tx.clock().mint();
    if matches!(tx.inner, Inner::Postgres(_)) {
        // Row-level security denies the portal's role INSERT on audience entries; this SECURITY
        // DEFINER function adds a complete audience from its key.
        let found: Option<(Option<AudienceId>,)> =
            on!(tx, c => sqlx::query_as("SELECT alongside_audience($1, $2, $3)").bind(id).bind(family).bind(&key).fetch_optional(c))?;
        return found.and_then(|(id,)| id).ok_or(Error::NotFound);
    }
    let found: Option<(AudienceId,)> =
        on!(tx, c => sqlx::query_as("SELECT id FROM audience WHERE family_id = $1 AND key = $2").bind(family).bind(&key).fetch_optional(c))?;
    if let Some((id,)) = found {
        return Ok(id);
    }
    on!(tx, c => sqlx::query("INSERT INTO audience (id, family_id, key) VALUES ($1, $2, $3)").bind(id).bind(family).bind(&key).execute(c))?;
    for (role, person, never) in entries {
        on!(tx, c => sqlx::query("INSERT INTO audience_entry (audience_id, role, person_id, never) VALUES ($1, $2, $3, $4)")
            .bind(id).bind(role).bind(person).bind(never).execute(c))?;
    }
    Ok(id)
}

/// The audience of a person's reply to the plan until they share it more widely: the person, the
/// workers and the supervisors.
pub(crate) fn own(me: PersonId) -> Vec<Entry> {
    vec![(None, Some(me), false), (Some(Role::Worker), None, false), (Some(Role::Supervisor), None, false)]
}

/// A person who can see an item, and the audience and role that let them.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Seer {
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
pub async fn seers(tx: &mut Tx, family: FamilyId, item: &Item) -> Result<Vec<Seer>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    on!(tx, c => sqlx::query_as(concat!(
        "SELECT DISTINCT e.audience_id, p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, s.role ",
        "FROM audience_entry e JOIN audience a ON a.id = e.audience_id ",
        "JOIN membership s ON s.family_id = a.family_id AND s.since <= $2 AND (s.until IS NULL OR s.until > $2) ",
        "AND (e.role = s.role OR e.person_id = s.person_id) JOIN person p ON p.id = s.person_id ",
        "WHERE a.family_id = $3 AND a.id = $4 AND NOT e.never AND ", crate::text::on_team!("a.family_id"),
        " AND NOT EXISTS (SELECT 1 FROM audience_entry n WHERE n.audience_id = a.id AND n.person_id = s.person_id AND n.never) ",
        "AND ($5 IS NULL OR (s.person_id = $6 AND s.role NOT IN (", plan_readers!(), ")) OR EXISTS (SELECT 1 FROM plan_item goal ",
        "JOIN audience_entry g ON g.audience_id = goal.audience_id WHERE goal.id = $5 AND NOT g.never AND (g.role = s.role OR g.person_id = s.person_id))) ",
        "AND NOT EXISTS (SELECT 1 FROM plan_item goal JOIN audience_entry g ON g.audience_id = goal.audience_id WHERE goal.id = $5 ",
        "AND g.person_id = s.person_id AND g.never) ",
        "AND (s.walks_with IS NULL OR s.walks_with = $1 OR s.person_id = $1 OR EXISTS (SELECT 1 FROM membership me WHERE me.family_id = a.family_id ",
        "AND me.person_id = $1 AND me.role IN ('worker', 'supervisor') AND me.since <= $2 AND (me.until IS NULL OR me.until > $2))) ",
        "ORDER BY name"))
        .bind(person).bind(today).bind(family).bind(item.audience_id).bind(item.goal_id).bind(item.owner_id).fetch_all(c))
}

/// The intersection of two audiences: roles that both include, people whom both include, and the
/// exclusions of either. `roles_of` lists the roles of the family's people, so that a person who is
/// included by name in one audience and by role in the other stays included.
pub(crate) fn narrowed(one: &[Entry], other: &[Entry], roles_of: &[(PersonId, Role)]) -> Vec<Entry> {
    let names_role = |entries: &[Entry], role: Role| entries.contains(&(Some(role), None, false));
    let shuts_out = |person: PersonId| [one, other].iter().any(|entries| entries.contains(&(None, Some(person), true)));
    let lets_in = |entries: &[Entry], person: PersonId| {
        entries.contains(&(None, Some(person), false)) || roles_of.iter().any(|(of, role)| *of == person && names_role(entries, *role))
    };
    let mut both: Vec<Entry> = Vec::new();
    for entry in one.iter().chain(other) {
        let stays = match *entry {
            (Some(role), ..) => names_role(one, role) && names_role(other, role),
            (None, Some(person), false) => !shuts_out(person) && lets_in(one, person) && lets_in(other, person),
            (None, Some(_), true) => true,
            (None, None, _) => false,
        };
        if stays && !both.contains(entry) {
            both.push(*entry);
        }
    }
    both
}

/// Parses the key of an audience into its entries; skips what it cannot parse.
pub(crate) fn parse(key: &str) -> Vec<Entry> {
    key.split(' ')
        .filter_map(|entry| match entry.strip_prefix('!') {
            Some(id) => Some((None, Some(id.parse().ok()?), true)),
            None => match Role::parse(entry) {
                Some(role) => Some((Some(role), None, false)),
                None => Some((None, Some(entry.parse().ok()?), false)),
            },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_in_both_audiences_who_is_not_in_each() {
        let (her, him, worker) = (PersonId(uuid::Uuid::from_u128(1)), PersonId(uuid::Uuid::from_u128(2)), PersonId(uuid::Uuid::from_u128(3)));
        let roles = [(her, Role::Parent), (him, Role::Parent), (worker, Role::Worker)];
        let parents = (Some(Role::Parent), None, false);
        let workers = (Some(Role::Worker), None, false);
        let name = |person| (None, Some(person), false);
        let never = |person| (None, Some(person), true);
        assert_eq!(narrowed(&[parents, workers], &[parents, never(him)], &roles), [parents, never(him)]);
        assert_eq!(narrowed(&own(her), &[parents, workers], &roles), [name(her), workers], "named here, let in by role there");
        assert_eq!(narrowed(&[name(her), name(him)], &[name(him), never(him)], &roles), [never(him)], "never beats a name");
        assert_eq!(narrowed(&[parents], &[workers], &roles), []);
        assert_eq!(narrowed(&[name(her)], &[workers], &[(her, Role::Parent), (her, Role::Worker)]), [name(her)], "two roles of one person");
    }

    #[test]
    fn an_audience_reads_its_own_name_back() {
        let (me, other) = (PersonId(uuid::Uuid::from_u128(1)), PersonId(uuid::Uuid::from_u128(2)));
        let mut entries = own(me);
        entries.push((None, Some(other), true));
        let name = key(&mut entries);
        assert_eq!(parse(&name), entries);
    }
}
