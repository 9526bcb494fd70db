//! Audiences: the sets of roles and people that may see an item. Equal audiences of a family share
//! one row.

use model::id::{AudienceId, FamilyId, PersonId};
use model::role::Role;

use crate::db::{EngineTransaction, run_on};
use crate::{Error, Tx};

/// An entry of an audience: a role or a person, and `denied`, which excludes the person even when
/// their role is included.
// The order of the fields is the order of the entries in `audience_key`, so it is part of the
// stored keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AudienceEntry {
    pub(crate) role: Option<Role>,
    pub(crate) person: Option<PersonId>,
    pub(crate) denied: bool,
}

impl AudienceEntry {
    /// Includes everyone with this role.
    pub(crate) const fn for_role(role: Role) -> Self {
        Self {
            role: Some(role),
            person: None,
            denied: false,
        }
    }

    /// Includes this person.
    pub(crate) const fn for_person(person: PersonId) -> Self {
        Self {
            role: None,
            person: Some(person),
            denied: false,
        }
    }

    /// Excludes this person, whatever the other entries say.
    pub(crate) const fn excluding_person(person: PersonId) -> Self {
        Self {
            role: None,
            person: Some(person),
            denied: true,
        }
    }
}

/// The canonical serialization of an audience, unique within a family. Sorts the entries and
/// removes duplicates, so that equal audiences get equal keys. `parse_key` is the inverse.
pub(crate) fn audience_key(entries: &mut Vec<AudienceEntry>) -> String {
    entries.sort_unstable();
    entries.dedup();
    entries
        .iter()
        .map(|entry| {
            format!(
                "{}{}{}",
                if entry.denied { "!" } else { "" },
                entry.role.map_or("", Role::slug),
                entry.person.map(|p| p.to_string()).unwrap_or_default()
            )
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Finds the audience with these entries, or creates it.
///
/// # Errors
/// `NotFound` when the actor is not a member of this family's team. Also when the database fails.
pub(crate) async fn find_or_add(
    tx: &mut Tx,
    family: FamilyId,
    mut entries: Vec<AudienceEntry>,
) -> Result<AudienceId, Error> {
    tx.actor()?.membership_in(family)?;
    let key = audience_key(&mut entries);
    let id: AudienceId = tx.clock().new_id();
    if matches!(tx.inner, EngineTransaction::Postgres(_)) {
        // Row-level security denies the portal's role INSERT on audience entries; this SECURITY
        // DEFINER function adds a complete audience from its key.
        let found: Option<(Option<AudienceId>,)> = run_on!(tx, |c| sqlx::query_as(
            "SELECT alongside_audience($1, $2, $3)"
        )
        .bind(id)
        .bind(family)
        .bind(&key)
        .fetch_optional(c))?;
        return found.and_then(|(id,)| id).ok_or(Error::NotFound);
    }
    find_or_insert(tx, family, &key, id, entries).await
}

/// As `find_or_add`, for a transaction of the system.
///
/// # Errors
/// When the database fails, on PostgreSQL also when a concurrent request adds the same audience.
pub(crate) async fn find_or_add_as_system(
    tx: &mut Tx,
    family: FamilyId,
    mut entries: Vec<AudienceEntry>,
) -> Result<AudienceId, Error> {
    let key = audience_key(&mut entries);
    let id: AudienceId = tx.clock().new_id();
    find_or_insert(tx, family, &key, id, entries).await
}

/// Finds the audience with this key, or inserts it with these entries and this id.
async fn find_or_insert(
    tx: &mut Tx,
    family: FamilyId,
    key: &str,
    id: AudienceId,
    entries: Vec<AudienceEntry>,
) -> Result<AudienceId, Error> {
    let found: Option<(AudienceId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT id FROM audience WHERE family_id = $1 AND key = $2"
    )
    .bind(family)
    .bind(key)
    .fetch_optional(c))?;
    if let Some((id,)) = found {
        return Ok(id);
    }
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO audience (id, family_id, key) VALUES ($1, $2, $3)"
    )
    .bind(id)
    .bind(family)
    .bind(key)
    .execute(c))?;
    for entry in entries {
        run_on!(tx, |c| {
            sqlx::query(
                "INSERT INTO audience_entry (audience_id, role, person_id, denied) VALUES \
                ($1, $2, $3, $4)",
            )
            .bind(id)
            .bind(entry.role)
            .bind(entry.person)
            .bind(entry.denied)
            .execute(c)
        })?;
    }
    Ok(id)
}

/// The audience of a person's reply to the plan until they share it more widely: the person, the
/// workers and the supervisors.
pub(crate) fn private_to(me: PersonId) -> Vec<AudienceEntry> {
    vec![
        AudienceEntry::for_person(me),
        AudienceEntry::for_role(Role::Worker),
        AudienceEntry::for_role(Role::Supervisor),
    ]
}

/// The intersection of two audiences: roles that both include, people whom both include, and the
/// exclusions of either. `roles_of` lists the roles of the family's people, so that a person who is
/// included by name in one audience and by role in the other stays included.
pub(crate) fn intersect_audiences(
    one: &[AudienceEntry],
    other: &[AudienceEntry],
    roles_of: &[(PersonId, Role)],
) -> Vec<AudienceEntry> {
    let names_role =
        |entries: &[AudienceEntry], role: Role| entries.contains(&AudienceEntry::for_role(role));
    let excludes = |person: PersonId| {
        [one, other]
            .iter()
            .any(|entries| entries.contains(&AudienceEntry::excluding_person(person)))
    };
    let includes = |entries: &[AudienceEntry], person: PersonId| {
        entries.contains(&AudienceEntry::for_person(person))
            || roles_of
                .iter()
                .any(|(of, role)| *of == person && names_role(entries, *role))
    };
    let mut both: Vec<AudienceEntry> = Vec::new();
    // Both audiences are walked, because a person may be named in only one of them and included by
    // role in the other.
    for entry in one.iter().chain(other) {
        let stays = match (entry.role, entry.person) {
            (Some(role), _) => names_role(one, role) && names_role(other, role),
            // An exclusion in either audience holds in both.
            (None, Some(_)) if entry.denied => true,
            (None, Some(person)) => {
                !excludes(person) && includes(one, person) && includes(other, person)
            }
            (None, None) => false,
        };
        if stays && !both.contains(entry) {
            both.push(*entry);
        }
    }
    both
}

/// Parses the key of an audience into its entries; skips what it cannot parse.
pub(crate) fn parse_key(key: &str) -> Vec<AudienceEntry> {
    key.split(' ')
        .filter_map(|entry| match entry.strip_prefix('!') {
            Some(id) => Some(AudienceEntry::excluding_person(id.parse().ok()?)),
            None => match Role::parse(entry) {
                Some(role) => Some(AudienceEntry::for_role(role)),
                None => Some(AudienceEntry::for_person(entry.parse().ok()?)),
            },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intersection_contains_only_people_in_both_audiences() {
        let (her, him, worker) = (
            PersonId(uuid::Uuid::from_u128(1)),
            PersonId(uuid::Uuid::from_u128(2)),
            PersonId(uuid::Uuid::from_u128(3)),
        );
        let roles = [
            (her, Role::Parent),
            (him, Role::Parent),
            (worker, Role::Worker),
        ];
        let parents = AudienceEntry::for_role(Role::Parent);
        let workers = AudienceEntry::for_role(Role::Worker);
        let name = AudienceEntry::for_person;
        let never = AudienceEntry::excluding_person;
        assert_eq!(
            intersect_audiences(&[parents, workers], &[parents, never(him)], &roles),
            [parents, never(him)]
        );
        assert_eq!(
            intersect_audiences(&private_to(her), &[parents, workers], &roles),
            [name(her), workers],
            "named here, let in by role there"
        );
        assert_eq!(
            intersect_audiences(&[name(her), name(him)], &[name(him), never(him)], &roles),
            [never(him)],
            "never beats a name"
        );
        assert_eq!(intersect_audiences(&[parents], &[workers], &roles), []);
        assert_eq!(
            intersect_audiences(
                &[name(her)],
                &[workers],
                &[(her, Role::Parent), (her, Role::Worker)]
            ),
            [name(her)],
            "two roles of one person"
        );
    }

    #[test]
    fn audience_key_round_trips() {
        let (me, other) = (
            PersonId(uuid::Uuid::from_u128(1)),
            PersonId(uuid::Uuid::from_u128(2)),
        );
        let mut entries = private_to(me);
        entries.push(AudienceEntry::excluding_person(other));
        let name = audience_key(&mut entries);
        assert_eq!(parse_key(&name), entries);
    }
}
