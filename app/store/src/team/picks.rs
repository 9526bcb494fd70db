//! The people whom a youth of 14 or more picks for the work on their plan, at most two. The youth
//! decides whether the team sees them. A worker refuses one only with a reason, which the youth
//! reads (42 USC 675(5)(B)).

mod changes;

use std::collections::HashMap;

use model::id::{AudienceId, FamilyId, PersonId, TeamContactId, TeamPickId, TextId};
use model::role::Role;
use model::team::TeamMemberRef;
use model::team::membership::{is_of_age_to_pick, may_be_picked};

pub use self::changes::{add_pick, end_pick, refuse_pick};
use super::contacts::{TeamContact, list_contacts};
use super::{TeamMember, load_members};
use crate::access::{OpenRecord, RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::plan::index_by_id;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// Someone whom a youth has picked.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TeamPick {
    pub id: TeamPickId,
    pub youth_id: PersonId,
    pub youth: String,
    place: i32,
    person_id: Option<PersonId>,
    contact_id: Option<TeamContactId>,
    /// `None` where the reader may not know the person.
    name: Option<String>,
    audience_id: AudienceId,
    /// Why it was refused, and by whom.
    pub refusal_id: Option<TextId>,
    pub refused_by: Option<String>,
}

impl TeamPick {
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// The one who was picked.
    pub fn who(&self) -> Option<TeamMemberRef> {
        let person = self.person_id.map(TeamMemberRef::Person);
        person.or_else(|| self.contact_id.map(TeamMemberRef::Contact))
    }

    pub const fn is_refused(&self) -> bool {
        self.refusal_id.is_some()
    }

    /// Whether the reader may know that this person is on the team.
    fn is_known(&self, members: &[TeamMember]) -> bool {
        // A name alone is not enough: a parent's mentor has a name in the table of people, and is
        // not known to everyone on the team.
        self.name.is_some()
            && self
                .person_id
                .is_none_or(|id| members.iter().any(|member| member.person_id == id))
    }
}

/// Someone whom the youth may pick.
#[derive(Debug, Clone)]
pub enum PickCandidate {
    Member(TeamMember),
    Contact(TeamContact),
}

/// The picks that the reader sees, and for the youth whom they may pick.
#[derive(Debug, Clone)]
pub struct PicksPage {
    pub role: Role,
    /// True for a youth who may pick.
    pub may_pick: bool,
    pub picks: Vec<TeamPick>,
    pub candidates: Vec<PickCandidate>,
    /// The reasons of refusals.
    pub texts: HashMap<TextId, AuthoredText>,
}

macro_rules! select_picks {
    ($condition:literal) => {
        concat!(
            "SELECT k.id, k.youth_id, coalesce(y.chosen_name, y.name) AS youth, k.place, \
                k.person_id, k.contact_id, coalesce(p.chosen_name, p.name, o.name) AS name, \
                k.audience_id, k.refusal_id, coalesce(w.chosen_name, w.name) AS refused_by FROM \
                team_pick k JOIN person y ON y.id = k.youth_id LEFT JOIN person p ON p.id = \
                k.person_id LEFT JOIN person w ON w.id = k.refused_by_id LEFT JOIN team_contact o \
                ON o.id = k.contact_id AND ",
            visible_to_actor!(team_contact "o"),
            " WHERE k.family_id = $3 AND ",
            visible_to_actor!(team_pick "k"),
            $condition,
            " ORDER BY k.place, k.id"
        )
    };
}

/// The picks that the actor may see; refused ones only for the youth and the people of the agency.
pub(super) async fn list_picks(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    members: &[TeamMember],
) -> Result<Vec<TeamPick>, Error> {
    let (person, today, role) = (tx.actor_id()?, tx.today(), tx.role);
    let mut picks: Vec<TeamPick> = run_on!(tx, |c| sqlx::query_as(select_picks!(
        " AND k.ended_at IS NULL"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))?;
    let sees_refused = |pick: &TeamPick| {
        pick.youth_id == person || matches!(role, Role::Worker | Role::Supervisor)
    };
    picks.retain(|pick| {
        // The youth knows whom they picked, also when that person has left the team.
        (pick.youth_id == person || pick.is_known(members))
            && (!pick.is_refused() || sees_refused(pick))
    });
    Ok(picks)
}

/// The picks, and for a youth whom they may pick, with texts in `language`. Logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn read_picks(tx: &mut Tx, family: FamilyId, language: &str) -> Result<PicksPage, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    let members = load_members(tx, family).await?;
    let picks = list_picks(tx, family, &members).await?;
    let may_pick = may_pick(tx).await?;
    let candidates = if may_pick {
        list_candidates(tx, family, members).await?
    } else {
        Vec::new()
    };
    let (person, today) = (tx.actor_id()?, tx.today());
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.family_id = $4 AND ",
        visible_to_actor!(text "t"),
        " AND t.id IN (SELECT k.refusal_id FROM team_pick k WHERE k.family_id = $4)"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .fetch_all(c))?;
    Ok(PicksPage {
        role: tx.role,
        may_pick,
        picks,
        candidates,
        texts: index_by_id(texts),
    })
}

/// Whether the actor is a youth of the family who has reached the age, by the agency's date.
async fn may_pick(tx: &mut OpenRecord<'_>) -> Result<bool, Error> {
    if tx.role != Role::Youth {
        return Ok(false);
    }
    let (person, today) = (tx.actor_id()?, tx.today().to_jiff());
    let row: Option<(Option<jiff_sqlx::Date>,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT p.date_of_birth FROM person p WHERE p.id = $1"
    )
    .bind(person)
    .fetch_optional(c))?;
    let born = row.and_then(|(born,)| born).map(|born| born.to_jiff());
    Ok(is_of_age_to_pick(born, today))
}

async fn list_candidates(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    members: Vec<TeamMember>,
) -> Result<Vec<PickCandidate>, Error> {
    let (me, today) = (tx.actor_id()?, tx.today().to_jiff());
    // One role that may not be picked is enough: a caseworker stays one.
    let barred: Vec<PersonId> = members
        .iter()
        .filter(|member| !may_be_picked(member.role) || member.person_id == me)
        .map(|member| member.person_id)
        .collect();
    let mut candidates: Vec<PickCandidate> = members
        .into_iter()
        .filter(|member| !barred.contains(&member.person_id))
        .map(PickCandidate::Member)
        .collect();
    let contacts = list_contacts(tx, family).await?;
    let current = contacts.into_iter().filter(|one| one.is_current(today));
    candidates.extend(current.map(PickCandidate::Contact));
    Ok(candidates)
}

impl PickCandidate {
    /// The candidate as the value of a form field.
    pub fn who(&self) -> TeamMemberRef {
        match self {
            Self::Member(member) => TeamMemberRef::Person(member.person_id),
            Self::Contact(contact) => TeamMemberRef::Contact(contact.id),
        }
    }
}

/// The pick with this id that the actor may see, also one that was taken back.
async fn find_pick(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: TeamPickId,
) -> Result<Option<TeamPick>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(select_picks!(" AND k.id = $4"))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(id)
        .fetch_optional(c))
}
