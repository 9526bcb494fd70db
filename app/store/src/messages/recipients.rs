//! The people to whom the actor may write.

use model::id::{FamilyId, PersonId, ThreadId};
use model::person_name::first_name;
use model::policy::{MentorPairing, ProposedParticipant, may_start_thread};
use model::role::Role;

use crate::db::run_on;
use crate::name_order::sort_groups_by_name;
use crate::{Error, Tx};

/// The value of the unique column `thread.pair_key`, which ensures that two people have only one
/// thread in a family. It does not depend on the order of the two.
pub(crate) fn thread_pair_key(family: FamilyId, one: PersonId, other: PersonId) -> String {
    let (first, second) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    format!("{} {first} {second}", family.0.simple())
}

/// A member of one of the actor's teams with whom the actor may start a conversation.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct RecipientCandidate {
    pub person_id: PersonId,
    pub name: String,
    chosen_name: Option<String>,
    /// How to say the name, as its owner wrote it.
    pub pronunciation: Option<String>,
    pub role: Role,
    pub family_id: FamilyId,
    /// True for the worker who coordinates the team.
    pub coordinator: bool,
    my_role: Role,
    mentee_id: Option<PersonId>,
    walks_together: bool,
    /// The existing thread between the actor and this person.
    pub thread_id: Option<ThreadId>,
    /// The time of the last message in that thread.
    last_at: Option<jiff_sqlx::Timestamp>,
    language: Option<String>,
    languages_read: sqlx::types::Json<Vec<String>>,
    /// The other families in which the actor may write to this person, with the role there.
    #[sqlx(skip)]
    other_families: Vec<(FamilyId, Role)>,
}

impl RecipientCandidate {
    /// The name by which a family calls this person.
    pub fn first_name(&self) -> String {
        first_name(&self.name, self.chosen_name.as_deref())
    }

    /// The person's preferred reading language, as a tag.
    pub fn preferred_language(&self) -> Option<String> {
        super::thread_header::preferred_language(self.language.as_deref(), &self.languages_read)
    }

    /// This person's role in a family in which the actor may write to them.
    pub fn role_in(&self, family: FamilyId) -> Option<Role> {
        if self.family_id == family {
            return Some(self.role);
        }
        self.other_families
            .iter()
            .find(|(other, _)| *other == family)
            .map(|(_, role)| *role)
    }

    /// Adds what another team of the same person says.
    fn merge(&mut self, mut other: Self) {
        // Two people who are on the teams of two families continue in their existing thread.
        if self.thread_id.is_none() && other.thread_id.is_some() {
            std::mem::swap(self, &mut other);
        }
        self.other_families.append(&mut other.other_families);
        self.other_families.push((other.family_id, other.role));
    }

    /// The properties of this person that the policy for group conversations checks.
    pub fn to_proposed_participant(&self) -> ProposedParticipant {
        ProposedParticipant {
            person: self.person_id,
            role: self.role,
            walks_with: self.mentee_id,
        }
    }
}

/// The people to whom the actor may write, each once with all families that they have in common,
/// ordered by the latest message exchanged. A mentor (parent partner) who supports a parent
/// (`mentee_id`) is listed only for that parent, workers, supervisors and mentor coordinators.
///
/// # Errors
/// When the database fails.
pub async fn list_recipients(tx: &mut Tx) -> Result<Vec<RecipientCandidate>, Error> {
    let mut found: Vec<RecipientCandidate> = Vec::new();
    for candidate in load_candidates(tx).await? {
        match found
            .iter_mut()
            .find(|known| known.person_id == candidate.person_id)
        {
            Some(known) => known.merge(candidate),
            None => found.push(candidate),
        }
    }
    // Sorted in Rust, because SQLite stores times as text that does not sort. The sort is stable,
    // so people without a thread keep the order of the query.
    found.sort_by_key(|p| std::cmp::Reverse(p.last_at.as_ref().map(|at| at.to_jiff())));
    Ok(found)
}

/// The members of one family's team to whom the actor may write.
///
/// # Errors
/// When the database fails.
pub async fn list_family_recipients(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Vec<RecipientCandidate>, Error> {
    let mut found = load_candidates(tx).await?;
    // The same person may be on the team of another family with the actor.
    found.retain(|p| p.family_id == family);
    Ok(found)
}

async fn load_candidates(tx: &mut Tx) -> Result<Vec<RecipientCandidate>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut found: Vec<RecipientCandidate> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, p.chosen_name, \
            p.pronunciation, o.role, o.family_id, o.coordinator, m.role AS my_role, o.mentee_id, ",
        "(coalesce(o.mentee_id = $1, FALSE) OR coalesce(m.mentee_id = p.id, FALSE)) AS \
            walks_together, h.id AS thread_id, x.created_at AS last_at, p.language, \
            p.languages_read ",
        "FROM membership m JOIN membership o ON o.family_id = m.family_id AND o.person_id <> $1 \
            JOIN person p ON p.id = o.person_id ",
        "LEFT JOIN (thread_participant b JOIN thread h ON h.id = b.thread_id AND h.pair_key IS NOT \
            NULL JOIN thread_participant a ON a.thread_id = h.id AND a.person_id = $1 AND \
            a.left_at IS NULL) ",
        // Only a thread of the same family counts: that of another family may belong to a team that
        // has ended, where nothing can be written any more.
        " ON b.person_id = p.id AND h.family_id = m.family_id LEFT JOIN message x ON x.thread_id \
            = h.id AND x.seq = h.last_seq ",
        "WHERE m.person_id = $1 AND m.since <= $2 AND (m.until IS NULL OR m.until > $2) AND \
            o.since <= $2 AND (o.until IS NULL OR o.until > $2) ",
        // The mentor of one parent is not shown to the other parent.
        "AND (o.mentee_id IS NULL OR o.mentee_id = $1 OR m.role IN ('worker', 'supervisor', \
            'mentor_coordinator')) ",
        "ORDER BY m.family_id, o.coordinator DESC, o.role, p.id"))
        .bind(person).bind(today).fetch_all(c)
    })?;
    sort_groups_by_name(
        &mut found,
        |p| (p.family_id, p.coordinator, p.role),
        |p| &p.name,
    );
    found.retain(|p| {
        let pairing = if p.walks_together {
            MentorPairing::Supports
        } else {
            MentorPairing::Unrelated
        };
        may_start_thread(p.my_role, p.role, pairing)
    });
    Ok(found)
}
