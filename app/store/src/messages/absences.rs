//! Absences, and the person who stands in during them.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::PersonId;

use super::people;
use crate::db::on;
use crate::{Error, Tx};

/// An absence: the first day, the last day (inclusive), and the person who stands in, if any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    pub starts: Date,
    pub ends: Date,
    pub cover: Option<PersonId>,
}

/// The actor's own absence, if one is stored.
///
/// # Errors
/// When the database fails.
pub async fn mine(tx: &mut Tx) -> Result<Option<Away>, Error> {
    let me = tx.person()?;
    let row: Option<(jiff_sqlx::Date, jiff_sqlx::Date, Option<PersonId>)> =
        on!(tx, c => sqlx::query_as("SELECT starts, ends, cover_id FROM away WHERE person_id = $1").bind(me).fetch_optional(c))?;
    Ok(row.map(|(starts, ends, cover)| Away { starts: starts.to_jiff(), ends: ends.to_jiff(), cover }))
}

/// Replaces the actor's absence; `None` deletes it.
///
/// # Errors
/// `NotFound` when the actor may not write to the person who is to stand in, or that person is a
/// family member.
pub async fn say(tx: &mut Tx, away: Option<&Away>) -> Result<(), Error> {
    let me = tx.person()?;
    on!(tx, c => sqlx::query("DELETE FROM away WHERE person_id = $1").bind(me).execute(c))?;
    let Some(away) = away else { return Ok(()) };
    if let Some(cover) = away.cover
        && !people(tx).await?.iter().any(|p| p.person_id == cover && !p.role.is_family())
    {
        return Err(Error::NotFound);
    }
    on!(tx, c => sqlx::query("INSERT INTO away (person_id, starts, ends, cover_id) VALUES ($1, $2, $3, $4)")
        .bind(me).bind(away.starts.to_sqlx()).bind(away.ends.to_sqlx()).bind(away.cover).execute(c))?;
    Ok(())
}
