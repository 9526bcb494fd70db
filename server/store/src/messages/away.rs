//! Being away, and who stands in.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::PersonId;

use super::people;
use crate::db::on;
use crate::{Error, Tx};

/// The days somebody is away, both among them, and who stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    pub starts: Date,
    pub ends: Date,
    pub cover: Option<PersonId>,
}

/// The actor's own.
///
/// # Errors
/// When the database fails.
pub async fn mine(tx: &mut Tx) -> Result<Option<Away>, Error> {
    let me = tx.person()?;
    let row: Option<(jiff_sqlx::Date, jiff_sqlx::Date, Option<PersonId>)> =
        on!(tx, c => sqlx::query_as("SELECT starts, ends, cover_id FROM away WHERE person_id = $1").bind(me).fetch_optional(c))?;
    Ok(row.map(|(starts, ends, cover)| Away { starts: starts.to_jiff(), ends: ends.to_jiff(), cover }))
}

/// Says when the actor is away; nothing takes it back.
///
/// # Errors
/// `NotFound` when the actor may not write to whoever is to stand in.
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
