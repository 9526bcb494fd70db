//! The adults who will be there for a young person: commitments, as the two see them between whom
//! each is, and as others do to whom the part is released.
//!
//! - The young person sees their own, whatever happens to the team.
//! - The adult sees theirs and nothing else of the plan. Once they have left the team, they see
//!   only a commitment that holds, and one that is ended is gone for them: they learn nothing of
//!   what happens later.
//! - Others see what holds, in the words that both chose, while the part `people` is released to
//!   them; never how the two came to these words, nor why an adult said no.
//!
//! On PostgreSQL `alongside_is_party` and the policies are the same rules.

use jiff::civil::Date;
use model::calendar::days_until;
use model::id::{CommitmentId, FamilyId, PersonId};
use model::transition::people::{
    CommitmentAct, CommitmentKind, CommitmentParty, ContactRhythm, ContactWay, SILENT_AFTER_DAYS,
};

use super::access::{OwnTransition, ReleasedTransition, visible_part};
use crate::authored_text::actor_is_member;
use crate::calendar::parts::known_to_actor;
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A commitment as it was after something that one of the two did.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CommitmentVersion {
    pub revision: i32,
    pub act: CommitmentAct,
    pub actor_id: PersonId,
    pub kind: CommitmentKind,
    pub words: Option<String>,
    /// The language of `words`.
    pub language: String,
    pub contact_way: ContactWay,
    pub contact_rhythm: ContactRhythm,
    /// Why the adult said no, or cannot any more.
    pub reason: Option<String>,
    pub reason_language: Option<String>,
    /// When an adult without an account said yes.
    pub said_on: Option<jiff_sqlx::Date>,
    /// The day where the agency is.
    pub day: jiff_sqlx::Date,
}

/// A commitment, with a version of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Commitment {
    pub id: CommitmentId,
    pub owner_id: PersonId,
    /// The name that the young person goes by.
    pub owner: String,
    pub family_id: FamilyId,
    /// `None` for an adult without an account.
    pub adult_id: Option<PersonId>,
    pub adult: String,
    /// Whether the actor is on the team of the family today.
    pub is_actor_on_team: bool,
    /// Whether the adult is, as far as the actor may know.
    pub is_adult_on_team: bool,
    #[sqlx(flatten)]
    pub version: CommitmentVersion,
}

impl Commitment {
    pub fn holds(&self) -> bool {
        self.version.act.is_acceptance()
    }

    /// Whether the adult has left the team, for someone who is on it.
    // An actor who has left the team does not learn who left it later.
    pub const fn has_left(&self) -> bool {
        self.is_actor_on_team && self.adult_id.is_some() && !self.is_adult_on_team
    }

    /// Whether the adult was asked a while ago and has not answered.
    pub fn is_silent(&self, today: Date) -> bool {
        self.version.act == CommitmentAct::Ask
            && self.adult_id.is_some()
            && days_until(self.version.day.to_jiff(), today) >= SILENT_AFTER_DAYS
    }

    /// Whether `party` may do this now.
    pub fn allows(&self, party: CommitmentParty, act: CommitmentAct) -> bool {
        let has_account = self.adult_id.is_some();
        let is_open = match party {
            // Only someone on the team is asked.
            CommitmentParty::Owner => {
                // Ending and agreeing stay possible when the adult has left: the young person can
                // always close what is theirs.
                act != CommitmentAct::Ask
                    || !has_account
                    || (self.is_actor_on_team && self.is_adult_on_team)
            }
            CommitmentParty::Adult => self.is_adult_on_team,
        };
        is_open && act.may_follow(party, Some(self.version.act), has_account)
    }
}

/// SQL condition: the adult of the commitment `c` said yes, and neither of the two has ended it or
/// asked for something else since. `alongside_commitment_holds` is the same for PostgreSQL.
// The last act decides and not any earlier yes: an adult who withdrew is not shown as one who
// agreed.
macro_rules! commitment_holds {
    () => {
        "(SELECT latest.act FROM transition_commitment_version latest WHERE latest.commitment_id = \
            c.id ORDER BY latest.revision DESC LIMIT 1) IN ('accept', 'said_yes')"
    };
}

/// SQL condition: the actor is one of the two of the commitment `c`. `alongside_is_party` is the
/// same for PostgreSQL.
macro_rules! actor_is_party {
    () => {
        concat!(
            "(c.owner_id = $1 OR (c.adult_id = $1 AND (",
            actor_is_member!("c.family_id"),
            " OR ",
            commitment_holds!(),
            ")))"
        )
    };
}

/// The start of a SELECT of `Commitment`, up to its condition. `$1` is the actor and `$2` their
/// day. Someone who has left the team reads the other one's name of the day on which it was asked
/// for, not a later one.
macro_rules! select_commitments {
    () => {
        concat!(
            "SELECT c.id, c.owner_id, CASE WHEN c.owner_id = $1 OR ",
            actor_is_member!("c.family_id"),
            " THEN coalesce(y.chosen_name, y.name, c.owner_name) ELSE c.owner_name END AS owner, \
                c.family_id, c.adult_id, CASE WHEN c.adult_id = $1 OR ",
            actor_is_member!("c.family_id"),
            " THEN coalesce(p.chosen_name, p.name, c.adult_name) ELSE c.adult_name END AS adult, ",
            actor_is_member!("c.family_id"),
            " AS is_actor_on_team, EXISTS (SELECT 1 FROM membership helping WHERE \
                helping.family_id = c.family_id AND helping.person_id = c.adult_id AND \
                helping.since <= $2 AND (helping.until IS NULL OR helping.until > $2)) AS \
                is_adult_on_team, v.revision, v.act, v.actor_id, v.kind, v.words, v.language, \
                v.contact_way, v.contact_rhythm, v.reason, v.reason_language, v.said_on, v.day \
                FROM transition_commitment c JOIN transition_commitment_version v ON \
                v.commitment_id = c.id LEFT JOIN person p ON p.id = c.adult_id LEFT JOIN person y \
                ON y.id = c.owner_id WHERE "
        )
    };
}

/// SQL condition: `v` is the last version of its commitment.
macro_rules! is_last_version {
    () => {
        "v.revision = (SELECT max(newer.revision) FROM transition_commitment_version newer WHERE \
            newer.commitment_id = c.id)"
    };
}

/// The commitments of the actor's own plan, each as it stands, in the order in which they were
/// added. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_own(tx: &mut Tx, own: &OwnTransition) -> Result<Vec<Commitment>, Error> {
    let (person, today) = (own.owner, tx.today());
    // The stored name is shown once the person is hidden from the reader.
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_commitments!(),
        "c.owner_id = $1 AND ",
        is_last_version!(),
        " ORDER BY c.id"
    ))
    .bind(person)
    .bind(today)
    .fetch_all(c))
}

/// What young people have asked the actor for, each as it stands, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_for_adult(tx: &mut Tx) -> Result<Vec<Commitment>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_commitments!(),
        "c.adult_id = $1 AND ",
        actor_is_party!(),
        " AND ",
        is_last_version!(),
        " ORDER BY c.id DESC"
    ))
    .bind(person)
    .bind(today)
    .fetch_all(c))
}

/// The commitments that a young person has released to the actor and that hold. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_released(
    tx: &mut Tx,
    released: &ReleasedTransition,
) -> Result<Vec<Commitment>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_commitments!(),
        "c.owner_id = $3 AND c.family_id = $4 AND ",
        visible_part!("c.owner_id", "'people'"),
        " AND v.act IN ('accept', 'said_yes') AND ",
        is_last_version!(),
        // One parent does not learn of the other one's mentor.
        " AND (c.adult_id IS NULL OR (p.id IS NOT NULL AND ",
        known_to_actor!("c.family_id", "c.adult_id"),
        ")) ORDER BY c.id"
    ))
    .bind(person)
    .bind(today)
    .bind(released.youth)
    .bind(released.family)
    .fetch_all(c))
}

/// A commitment of which the actor is one of the two, with its history.
#[derive(Debug, Clone)]
pub struct CommitmentHistory {
    pub party: CommitmentParty,
    /// As it stands.
    pub commitment: Commitment,
    /// What the two did before, the newest first.
    pub earlier: Vec<CommitmentVersion>,
}

/// A commitment with its history. One statement.
///
/// # Errors
/// `NotFound` for anyone but the two. Also when the database fails.
pub async fn read_commitment(tx: &mut Tx, id: CommitmentId) -> Result<CommitmentHistory, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let rows: Vec<Commitment> = run_on!(tx, |c| sqlx::query_as(concat!(
        select_commitments!(),
        "c.id = $3 AND ",
        actor_is_party!(),
        " ORDER BY v.revision DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(id)
    .fetch_all(c))?;
    // The newest version is the commitment as it stands.
    let mut rows = rows.into_iter();
    let commitment = rows.next().ok_or(Error::NotFound)?;
    let party = if commitment.owner_id == person {
        CommitmentParty::Owner
    } else {
        CommitmentParty::Adult
    };
    Ok(CommitmentHistory {
        party,
        commitment,
        earlier: rows.map(|row| row.version).collect(),
    })
}

/// Someone whom the actor has picked for the work on their plan (`team::picks`).
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OwnPick {
    pub name: String,
    pub is_refused: bool,
}

/// The people whom the actor has picked. Empty for someone who has left the team.
///
/// # Errors
/// When the database fails.
pub async fn list_own_picks(tx: &mut Tx, own: &OwnTransition) -> Result<Vec<OwnPick>, Error> {
    let (person, today) = (own.owner, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT coalesce(p.chosen_name, p.name, o.name, '') AS name, (k.refused_at IS NOT NULL) AS \
            is_refused FROM team_pick k LEFT JOIN person p ON p.id = k.person_id LEFT JOIN \
            team_contact o ON o.id = k.contact_id AND ",
        visible_to_actor!(team_contact "o"),
        " WHERE k.family_id = $3 AND k.youth_id = $1 AND k.ended_at IS NULL AND ",
        visible_to_actor!(team_pick "k"),
        " ORDER BY k.place, k.id"
    ))
    .bind(person)
    .bind(today)
    .bind(own.family)
    .fetch_all(c))
}
