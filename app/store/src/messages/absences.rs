//! Absences, and who covers for the absent person.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::PersonId;

use super::list_recipients;
use crate::db::run_on;
use crate::{Error, Tx};

/// An absence: the first day, the last day (inclusive), and the covering person, if any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    pub starts: Date,
    pub ends: Date,
    pub cover: Option<PersonId>,
}

/// The actor's own absence, if one is stored.
///
/// # Errors
/// When the database fails.
pub async fn my_absence(tx: &mut Tx) -> Result<Option<Absence>, Error> {
    let me = tx.actor_id()?;
    let row: Option<(jiff_sqlx::Date, jiff_sqlx::Date, Option<PersonId>)> =
        run_on!(tx, |c| sqlx::query_as(
            "SELECT starts, ends, cover_id FROM absence WHERE person_id = $1"
        )
        .bind(me)
        .fetch_optional(c))?;
    Ok(row.map(|(starts, ends, cover)| Absence {
        starts: starts.to_jiff(),
        ends: ends.to_jiff(),
        cover,
    }))
}

/// Replaces the actor's absence; `None` deletes it.
///
/// # Errors
/// `NotFound` when the actor may not write to the covering person, or that person is a
/// family member.
pub async fn set_absence(tx: &mut Tx, absence: Option<&Absence>) -> Result<(), Error> {
    let me = tx.actor_id()?;
    // An error below rolls this back, so a refused form leaves the stored absence.
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM absence WHERE person_id = $1"
    )
    .bind(me)
    .execute(c))?;
    let Some(absence) = absence else {
        return Ok(());
    };
    // The page tells the person's contacts to write to the covering person instead, so that must be
    // someone who works for families.
    if let Some(cover) = absence.cover
        && !list_recipients(tx)
            .await?
            .iter()
            .any(|p| p.person_id == cover && !p.role.is_family())
    {
        return Err(Error::NotFound);
    }
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO absence (person_id, starts, ends, cover_id) VALUES ($1, $2, $3, $4)"
    )
    .bind(me)
    .bind(absence.starts.to_sqlx())
    .bind(absence.ends.to_sqlx())
    .bind(absence.cover)
    .execute(c))?;
    Ok(())
}
