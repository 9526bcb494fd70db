//! The mentors (parent partners) whom a coordinator supports, and how far each is on the way to an
//! account.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::id::{FamilyId, PersonId};

use crate::db::run_on;
use crate::name_order::sort_by_name;
use crate::visibility::family_roles;
use crate::{Error, Tx};

/// A parent partner, and the number of parents whom they support.
#[derive(Debug, Clone)]
pub struct SupervisedMentor {
    pub person_id: PersonId,
    pub name: String,
    pub parents: i64,
    /// A family on whose team both are, which a page about the mentor names.
    pub family_id: FamilyId,
    pub has_account: bool,
    /// Whether they have a role, on any team, for which only the agency invites and vouches.
    pub by_agency: bool,
    /// The end of the invitation that is neither used nor revoked, also when it has expired.
    pub invited_until: Option<Timestamp>,
}

/// One row for each membership and invitation of a mentor.
#[derive(sqlx::FromRow)]
struct MentorRow {
    person_id: PersonId,
    name: String,
    family_id: FamilyId,
    mentee_id: Option<PersonId>,
    has_account: bool,
    by_agency: bool,
    expires_at: Option<jiff_sqlx::Timestamp>,
}

/// For a parent partner coordinator: the parent partners on the teams that they coordinate. The
/// result does not contain the families' names.
///
/// # Errors
/// When the database fails.
pub async fn supervised_mentors(tx: &mut Tx) -> Result<Vec<SupervisedMentor>, Error> {
    let mut found: BTreeMap<PersonId, (SupervisedMentor, BTreeSet<PersonId>)> = BTreeMap::new();
    for row in load_rows(tx).await? {
        let expires = row.expires_at.map(|expires| expires.to_jiff());
        let (mentor, parents) = found.entry(row.person_id).or_insert_with(|| {
            let mentor = SupervisedMentor {
                person_id: row.person_id,
                name: row.name,
                parents: 0,
                family_id: row.family_id,
                has_account: row.has_account,
                by_agency: row.by_agency,
                invited_until: None,
            };
            (mentor, BTreeSet::new())
        });
        // A parent on the teams of two families is one parent.
        parents.extend(row.mentee_id);
        // Earlier versions left several invitations of one person unused: the newest counts.
        mentor.invited_until = mentor.invited_until.max(expires);
    }
    let mut mentors: Vec<SupervisedMentor> = found
        .into_values()
        .map(|(mentor, parents)| SupervisedMentor {
            parents: i64::try_from(parents.len()).unwrap_or(i64::MAX),
            ..mentor
        })
        .collect();
    sort_by_name(&mut mentors, |mentor| &mentor.name);
    Ok(mentors)
}

async fn load_rows(tx: &mut Tx) -> Result<Vec<MentorRow>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // On PostgreSQL a function with the owner's rights reads accounts and invitations, which
    // row-level security hides from everyone who acts.
    let select = if tx.is_postgres() {
        "SELECT p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, m.family_id, \
            m.mentee_id, a.has_account, a.by_agency, a.expires_at FROM membership me JOIN \
            membership m ON m.family_id = me.family_id AND m.role = 'mentor' AND m.since <= $2 AND \
            (m.until IS NULL OR m.until > $2) JOIN person p ON p.id = m.person_id JOIN \
            alongside_mentor_accounts() a ON a.person_id = p.id WHERE me.person_id = $1 AND \
            me.role = 'mentor_coordinator' AND me.since <= $2 AND (me.until IS NULL OR me.until > \
            $2) ORDER BY p.id, m.family_id"
    } else {
        concat!(
            "SELECT p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, m.family_id, \
            m.mentee_id, EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id) AS \
            has_account, EXISTS (SELECT 1 FROM membership o WHERE o.person_id = p.id AND (o.until \
            IS NULL OR o.until > $2) AND o.role NOT IN (",
            family_roles!(),
            ", 'caregiver', 'mentor')) AS by_agency, i.expires_at FROM membership me JOIN \
            membership m ON m.family_id = me.family_id AND m.role = 'mentor' AND m.since <= $2 AND \
            (m.until IS NULL OR m.until > $2) JOIN person p ON p.id = m.person_id LEFT JOIN \
            invitation i ON i.person_id = p.id AND i.used_at IS NULL AND i.revoked_at IS NULL \
            WHERE me.person_id = $1 AND me.role = 'mentor_coordinator' AND me.since <= $2 AND \
            (me.until IS NULL OR me.until > $2) ORDER BY p.id, m.family_id"
        )
    };
    run_on!(tx, |c| sqlx::query_as(select)
        .bind(person)
        .bind(today)
        .fetch_all(c))
}
