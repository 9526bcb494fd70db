//! The children of a family. Their well-being is stored as plan items of kind `well_being`.

use model::id::{ChildId, FamilyId, PersonId};

use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A child of the family.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FamilyChild {
    pub id: ChildId,
    pub name: String,
    pub date_of_birth: jiff_sqlx::Date,
    /// The person record of a child who is a member of the team, possible from the age of 14.
    pub person_id: Option<PersonId>,
}

/// The children of the family that are visible to the actor, the oldest first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn list_children(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Vec<FamilyChild>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT h.id, h.name, h.date_of_birth, h.person_id FROM child h WHERE h.family_id = $3 \
        AND ",
        visible_to_actor!(child "h"),
        " ORDER BY h.date_of_birth, h.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))
}

/// Whether a child or a youth of the family is at least `years` old today, by the birth dates of
/// the visible `child` rows and of today's team members with the role `youth`.
pub(crate) async fn any_child_aged(
    tx: &mut Tx,
    family: FamilyId,
    years: i16,
) -> Result<bool, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let born: Vec<(Option<jiff_sqlx::Date>,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT h.date_of_birth FROM child h WHERE h.family_id = $3 AND ",
            visible_to_actor!(child "h"),
            // An older child may be recorded only as a member of the team.
            " UNION SELECT p.date_of_birth FROM membership y JOIN person p ON p.id = y.person_id \
            WHERE y.family_id = $3 AND y.role = 'youth' AND y.since <= $2 AND (y.until IS NULL OR \
            y.until > $2) AND ",
            crate::authored_text::actor_is_member!("y.family_id")
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
    })?;
    // Computed here, because the two engines have no date arithmetic in common.
    let today = today.to_jiff();
    Ok(born
        .into_iter()
        .filter_map(|(born,)| Some(born?.to_jiff()))
        .any(|born| model::calendar::age_in_years(born, today) >= years))
}
