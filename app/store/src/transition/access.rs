//! Who may read and write a transition plan: the gates that every page and form of it passes, and
//! the SQL conditions for its rows.

use jiff::civil::Date;
use model::id::{FamilyId, PersonId};
use model::role::Role;
use model::transition::part::reads_required;
use model::transition::{TransitionDates, TransitionPart, is_of_age_for_plan};

use crate::access::log_released_transition;
use crate::db::run_on;
use crate::{Error, Tx};

/// The parts that the law requires (`TransitionPart::is_required`), as an SQL list. A test compares
/// them.
macro_rules! required_parts {
    () => {
        "'housing', 'health', 'education', 'support', 'work', 'documents'"
    };
}

/// The roles to which a part can be released (`may_be_released_to`), as an SQL list, without
/// mentors: one has to be the owner's own. A test compares them.
macro_rules! adult_roles {
    () => {
        "'parent', 'guardian', 'indian_custodian', 'caregiver', 'worker', 'supervisor', \
            'tribal_representative'"
    };
}

/// SQL condition: the person `$owner` has released the part `$part` to the actor, by name or as one
/// of the team. Both are SQL expressions, such as `"x.owner_id"` and `"x.part"`.
///
/// The aliases are words, because a statement that uses one of them would compare the inner row
/// with itself.
macro_rules! released_part {
    ($owner:literal, $part:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM transition_part released JOIN membership reading ON \
                reading.family_id = released.family_id AND reading.person_id = $1 AND \
                reading.since <= $2 AND (reading.until IS NULL OR reading.until > $2) WHERE \
                released.owner_id = ",
            $owner,
            " AND released.part = ",
            $part,
            " AND (reading.role IN (",
            $crate::transition::access::adult_roles!(),
            ") OR (reading.role = 'mentor' AND reading.mentee_id = released.owner_id)) AND \
                (released.release = 'team' OR \
                (released.release = 'named' AND EXISTS (SELECT 1 FROM transition_release_reader \
                chosen WHERE chosen.release_id = released.release_id AND chosen.person_id = \
                reading.person_id))))"
        )
    };
}

/// SQL condition: the actor may read the part `$part` of the plan of `$owner`: their own, one that
/// was released to them, or one that their role reads because the law requires it.
/// `alongside_can_read_part` is the same rule for PostgreSQL.
macro_rules! visible_part {
    ($owner:literal, $part:literal) => {
        concat!(
            "(",
            $owner,
            " = $1 OR (",
            $part,
            " IN (",
            $crate::transition::access::required_parts!(),
            ") AND EXISTS (SELECT 1 FROM transition_youth planning JOIN membership serving ON \
                serving.family_id = planning.family_id AND serving.person_id = $1 AND \
                serving.since <= $2 AND (serving.until IS NULL OR serving.until > $2) WHERE \
                planning.owner_id = ",
            $owner,
            " AND serving.role IN ('worker', 'supervisor', 'tribal_representative'))) OR ",
            $crate::transition::access::released_part!($owner, $part),
            ")"
        )
    };
}

/// SQL condition: the actor's role reads the parts of this family's youth that the law requires.
macro_rules! actor_reads_required {
    ($family:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM membership helping WHERE helping.family_id = ",
            $family,
            " AND helping.person_id = $1 AND helping.since <= $2 AND (helping.until IS NULL OR \
                helping.until > $2) AND helping.role IN ('worker', 'supervisor', \
                'tribal_representative'))"
        )
    };
}

pub(crate) use {actor_reads_required, adult_roles, released_part, required_parts, visible_part};

/// The plan of the signed-in young person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTransition {
    pub owner: PersonId,
    /// Their chosen name, else their name.
    pub name: String,
    /// The family whose team works on the plan: that of the current membership, else of the last.
    pub family: FamilyId,
    pub born: Date,
    /// Those of the case in `family`.
    pub dates: TransitionDates,
    /// Whether the owner is on the team today. Without it they still read and write everything, but
    /// have no team to release a part to.
    pub is_on_team: bool,
}

/// What an adult may read of the plan of a young person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedTransition {
    pub family: FamilyId,
    pub youth: PersonId,
    /// Their chosen name, else their name.
    pub name: String,
    /// The actor's role on the team.
    pub role: Role,
    /// `None` for those who do not read the required parts: they are not told when a term ends.
    pub born: Option<Date>,
    /// Empty for them.
    pub dates: TransitionDates,
    /// The number of corrections of the dates, 0 without any dates.
    pub dates_revision: i32,
    /// The parts that the actor may read, in the order of `TransitionPart::ALL`. Every other part
    /// is absent for them.
    pub parts: Vec<TransitionPart>,
    /// Those of them that the youth has released to the actor. The others are read because the law
    /// requires them, without their files.
    pub released: Vec<TransitionPart>,
}

impl ReleasedTransition {
    pub fn shows(&self, part: TransitionPart) -> bool {
        self.parts.contains(&part)
    }
}

#[derive(sqlx::FromRow)]
struct OwnRow {
    name: String,
    date_of_birth: Option<jiff_sqlx::Date>,
    family_id: FamilyId,
    is_on_team: bool,
    stored_family_id: Option<FamilyId>,
    #[sqlx(flatten)]
    dates: DateColumns,
}

#[derive(sqlx::FromRow)]
struct DateColumns {
    care_since: Option<jiff_sqlx::Date>,
    discharge_on: Option<jiff_sqlx::Date>,
    order_ends_on: Option<jiff_sqlx::Date>,
    dates_revision: Option<i32>,
}

impl DateColumns {
    fn dates(&self) -> TransitionDates {
        let day = |column: Option<jiff_sqlx::Date>| column.map(|day| day.to_jiff());
        TransitionDates {
            care_since: day(self.care_since),
            discharge_on: day(self.discharge_on),
            order_ends_on: day(self.order_ends_on),
        }
    }
}

/// The plan of the actor: the gate of every page of the young person. Creates nothing.
///
/// # Errors
/// `NotFound` for anyone who is not, and was not, a youth of a family, who is younger than
/// `model::transition::MIN_AGE` today, or whose birth date is unknown. Also when the database
/// fails.
pub async fn own_transition(tx: &mut Tx) -> Result<OwnTransition, Error> {
    load_own(tx).await.map(|(own, _)| own)
}

/// Like `own_transition`, for a form of the young person: also stores them as the owner of a plan,
/// of the family of their current membership.
///
/// # Errors
/// As `own_transition`.
pub async fn own_transition_for_update(tx: &mut Tx) -> Result<OwnTransition, Error> {
    let (own, stored) = load_own(tx).await?;
    if stored == Some(own.family) {
        return Ok(own);
    }
    // The owner has come to the team of another family since, and the plan follows them.
    if stored.is_some() {
        run_on!(tx, |c| sqlx::query(
            "UPDATE transition_youth SET family_id = $2 WHERE owner_id = $1"
        )
        .bind(own.owner)
        .bind(own.family)
        .execute(c))?;
    } else {
        insert_youth(tx, own.owner, own.family).await?;
    }
    Ok(own)
}

/// Stores the owner of a plan. One who is stored already keeps their family: the worker of another
/// family does not see that row, and it follows the owner with their own next act.
pub(super) async fn insert_youth(
    tx: &mut Tx,
    owner: PersonId,
    family: FamilyId,
) -> Result<(), Error> {
    let now = tx.now();
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_youth (owner_id, family_id, created_at) VALUES ($1, $2, $3) ON \
            CONFLICT (owner_id) DO NOTHING"
    )
    .bind(owner)
    .bind(family)
    .bind(now)
    .execute(c))?;
    Ok(())
}

/// The plan of the actor, and the family that is stored with it.
async fn load_own(tx: &mut Tx) -> Result<(OwnTransition, Option<FamilyId>), Error> {
    let (owner, today) = (tx.actor_id()?, tx.today());
    // Prefers a current membership, then the latest start.
    let row: Option<OwnRow> = run_on!(tx, |c| sqlx::query_as(
        "SELECT coalesce(p.chosen_name, p.name) AS name, p.date_of_birth, m.family_id, \
            (m.until IS NULL OR m.until > $2) AS is_on_team, y.family_id AS stored_family_id, \
            d.care_since, d.discharge_on, d.order_ends_on, d.revision AS dates_revision FROM \
            person p JOIN membership m ON m.person_id = p.id AND m.role = 'youth' AND m.since <= \
            $2 LEFT JOIN transition_youth y ON y.owner_id = p.id LEFT JOIN transition_dates d ON \
            d.owner_id = p.id AND d.family_id = m.family_id AND d.revision = (SELECT \
            max(latest.revision) FROM transition_dates latest WHERE latest.owner_id = p.id AND \
            latest.family_id = m.family_id) WHERE p.id = $1 ORDER BY CASE WHEN m.until IS NULL OR \
            m.until > $2 THEN 0 ELSE 1 END, m.since DESC, m.family_id LIMIT 1"
    )
    .bind(owner)
    .bind(today)
    .fetch_optional(c))?;
    let row = row.ok_or(Error::NotFound)?;
    // Without a birth date it is not known whether they are old enough.
    let born = row.date_of_birth.map(|day| day.to_jiff());
    let born = born.filter(|born| is_of_age_for_plan(Some(*born), today.to_jiff()));
    let own = OwnTransition {
        owner,
        born: born.ok_or(Error::NotFound)?,
        family: row.family_id,
        dates: row.dates.dates(),
        is_on_team: row.is_on_team,
        name: row.name,
    };
    Ok((own, row.stored_family_id))
}

#[derive(sqlx::FromRow)]
struct YouthRow {
    name: String,
    date_of_birth: Option<jiff_sqlx::Date>,
    #[sqlx(flatten)]
    dates: DateColumns,
}

/// What the actor may read of the plan of `youth`: the gate of every page for adults. Logs the
/// access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record, when `youth` has no transition plan
/// in this family, and when the actor may read no part of it. Also when the database fails.
pub async fn read_released(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
) -> Result<ReleasedTransition, Error> {
    // Their own plan is on pages of its own, which need no family.
    if tx.actor_id()? == youth {
        return Err(Error::NotFound);
    }
    // A person who is not on the team learns nothing, whatever was released to them before.
    let role = tx.actor()?.membership_in(family)?.role;
    let row = load_youth(tx, family, youth).await?;
    let row = row.ok_or(Error::NotFound)?;
    let born = row.date_of_birth.map(|day| day.to_jiff());
    // Whatever an import has stored: before this age there is no plan to read.
    if !is_of_age_for_plan(born, tx.today().to_jiff()) {
        return Err(Error::NotFound);
    }
    let released = load_released_parts(tx, family, youth).await?;
    // In any of the actor's roles on this team; `role` is only one of them.
    let by_law = tx
        .actor()?
        .teams
        .iter()
        .any(|team| team.family_id == family && reads_required(team.role));
    let parts: Vec<TransitionPart> = TransitionPart::ALL
        .iter()
        .copied()
        .filter(|part| (by_law && part.is_required()) || released.contains(part))
        .collect();
    // An adult to whom nothing is released does not learn that there is a plan.
    if parts.is_empty() {
        return Err(Error::NotFound);
    }
    log_released_transition(tx, family, youth).await?;
    Ok(ReleasedTransition {
        family,
        youth,
        name: row.name,
        role,
        born: born.filter(|_| by_law),
        dates: if by_law {
            row.dates.dates()
        } else {
            TransitionDates::default()
        },
        dates_revision: row.dates.dates_revision.filter(|_| by_law).unwrap_or(0),
        parts,
        released,
    })
}

/// A youth of this family today, or one whose plan belongs to it.
async fn load_youth(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
) -> Result<Option<YouthRow>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Someone who has left the team is found by their plan, and only by those who may read of it.
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT coalesce(p.chosen_name, p.name) AS name, p.date_of_birth, d.care_since, \
            d.discharge_on, d.order_ends_on, d.revision AS dates_revision FROM person p LEFT JOIN \
            transition_dates d ON d.owner_id = p.id AND d.family_id = $3 AND d.revision = (SELECT \
            max(latest.revision) FROM transition_dates latest WHERE latest.owner_id = p.id AND \
            latest.family_id = $3) WHERE p.id = $4 AND (EXISTS (SELECT 1 FROM membership young \
            WHERE young.person_id = p.id AND young.family_id = $3 AND young.role = 'youth' AND \
            young.since <= $2 AND (young.until IS NULL OR young.until > $2)) OR EXISTS (SELECT 1 \
            FROM transition_youth stored WHERE stored.owner_id = p.id AND stored.family_id = $3 \
            AND ",
        actor_reads_required!("stored.family_id"),
        ") OR EXISTS (SELECT 1 FROM transition_part shown WHERE shown.owner_id = p.id AND \
            shown.family_id = $3 AND ",
        visible_part!("shown.owner_id", "shown.part"),
        "))"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(youth)
    .fetch_optional(c))
}

/// The parts that `youth` has released to the actor, as a member of this family's team.
async fn load_released_parts(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
) -> Result<Vec<TransitionPart>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // A release is for the team of one family: the actor may be on the team of another as well.
    let rows: Vec<(TransitionPart,)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT s.part FROM transition_part s WHERE s.owner_id = $4 AND s.family_id = $3 AND ",
        released_part!("s.owner_id", "s.part")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(youth)
    .fetch_all(c))?;
    Ok(rows.into_iter().map(|(part,)| part).collect())
}

#[cfg(test)]
mod tests;
