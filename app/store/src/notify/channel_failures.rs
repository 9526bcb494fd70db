//! Delivery channels that fail for a person. The person sees them on their preferences page,
//! because only they can correct an address.

use jiff::Timestamp;
use model::id::PersonId;
use model::notify::Way;

use crate::db::on;
use crate::{Db, Error, Tx};

/// The actor's failing channels, and since when each fails.
pub(super) async fn mine(tx: &mut Tx) -> Result<Vec<(Way, Timestamp)>, Error> {
    let me = tx.person()?;
    let rows: Vec<(Way, i64)> = on!(tx, c => sqlx::query_as("SELECT way, since FROM notify_trouble WHERE person_id = $1 ORDER BY way").bind(me).fetch_all(c))?;
    Ok(rows.into_iter().map(|(way, since)| (way, Timestamp::from_second(since).unwrap_or(Timestamp::UNIX_EPOCH))).collect())
}

/// Clears the failure of a channel, after the actor has changed or removed its address.
pub(super) async fn mended(tx: &mut Tx, way: Way) -> Result<(), Error> {
    let me = tx.person()?;
    on!(tx, c => sqlx::query("DELETE FROM notify_trouble WHERE person_id = $1 AND way = $2").bind(me).bind(way).execute(c))?;
    Ok(())
}

/// Records that a channel fails for a person; keeps the time of the first failure.
pub(super) async fn note(tx: &mut Tx, person: PersonId, way: Way) -> Result<(), Error> {
    let now = tx.clock().now().as_second();
    on!(tx, c => sqlx::query("INSERT INTO notify_trouble (person_id, way, since) VALUES ($1, $2, $3) ON CONFLICT (person_id, way) DO NOTHING")
        .bind(person).bind(way).bind(now).execute(c))?;
    Ok(())
}

/// Records the result of a delivery: clears the failures of the channels that were `reached` and
/// records those that were `not_reached`. For the delivery job.
///
/// # Errors
/// When the database fails.
pub async fn tried(db: &Db, person: PersonId, reached: &[Way], not_reached: &[Way]) -> Result<(), Error> {
    if reached.is_empty() && not_reached.is_empty() {
        return Ok(());
    }
    let mut tx = db.acting_as_system("ways that reach somebody").await?;
    for way in reached {
        on!(tx, c => sqlx::query("DELETE FROM notify_trouble WHERE person_id = $1 AND way = $2").bind(person).bind(*way).execute(c))?;
    }
    for way in not_reached {
        note(&mut tx, person, *way).await?;
    }
    tx.save().await
}
