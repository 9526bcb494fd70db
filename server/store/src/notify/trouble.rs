//! Ways by which somebody could not be reached. They are told so on their own page, because they are who can mend it.

use jiff::Timestamp;
use model::id::PersonId;
use model::notify::Way;

use crate::db::on;
use crate::{Db, Error, Tx};

/// The actor's own: the way, and since when.
pub(super) async fn mine(tx: &mut Tx) -> Result<Vec<(Way, Timestamp)>, Error> {
    let me = tx.person()?;
    let rows: Vec<(Way, i64)> = on!(tx, c => sqlx::query_as("SELECT way, since FROM notify_trouble WHERE person_id = $1 ORDER BY way").bind(me).fetch_all(c))?;
    Ok(rows.into_iter().map(|(way, since)| (way, Timestamp::from_second(since).unwrap_or(Timestamp::UNIX_EPOCH))).collect())
}

/// The actor has chosen this way anew, or does not use it any more.
pub(super) async fn mended(tx: &mut Tx, way: Way) -> Result<(), Error> {
    let me = tx.person()?;
    on!(tx, c => sqlx::query("DELETE FROM notify_trouble WHERE person_id = $1 AND way = $2").bind(me).bind(way).execute(c))?;
    Ok(())
}

/// Writes down that somebody could not be reached; the first time counts.
pub(super) async fn note(tx: &mut Tx, person: PersonId, way: Way) -> Result<(), Error> {
    let now = tx.clock().now().as_second();
    on!(tx, c => sqlx::query("INSERT INTO notify_trouble (person_id, way, since) VALUES ($1, $2, $3) ON CONFLICT (person_id, way) DO NOTHING")
        .bind(person).bind(way).bind(now).execute(c))?;
    Ok(())
}

/// What came of trying these ways, for the job.
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
