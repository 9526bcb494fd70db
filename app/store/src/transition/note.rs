//! The note of a part that only its owner reads.

use model::id::FamilyId;
use model::transition::TransitionPart;

use super::access::{OwnTransition, own_transition_for_update};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OwnNote {
    pub language: String,
    /// Empty after the owner has removed the words.
    pub body: String,
    pub revision: i32,
}

/// The note of a part of the actor's own plan, if there is one. One statement.
///
/// # Errors
/// When the database fails.
pub async fn load_note(
    tx: &mut Tx,
    own: &OwnTransition,
    part: TransitionPart,
) -> Result<Option<OwnNote>, Error> {
    // By the owner alone: no release shows a note to anyone else.
    run_on!(tx, |c| sqlx::query_as(
        "SELECT n.language, n.body, n.revision FROM transition_note n WHERE n.owner_id = $1 AND \
            n.part = $2"
    )
    .bind(own.owner)
    .bind(part)
    .fetch_optional(c))
}

/// All notes of the actor's own plan, without those that have no words. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_notes(
    tx: &mut Tx,
    own: &OwnTransition,
) -> Result<Vec<(TransitionPart, OwnNote)>, Error> {
    let rows: Vec<(TransitionPart, String, String, i32)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT n.part, n.language, n.body, n.revision FROM transition_note n WHERE n.owner_id = \
            $1 AND n.body <> ''"
    )
    .bind(own.owner)
    .fetch_all(c)
    })?;
    let mut notes: Vec<(TransitionPart, OwnNote)> = rows
        .into_iter()
        .map(|(part, language, body, revision)| {
            let note = OwnNote {
                language,
                body,
                revision,
            };
            (part, note)
        })
        .collect();
    notes.sort_by_key(|(part, _)| *part);
    Ok(notes)
}

/// Saves the note of a part; without words it is removed. Idempotent: the words that are stored
/// already change nothing.
///
/// # Errors
/// `NotFound` as `own_transition`; `Conflict` when the note was changed since `revision`, which is
/// 0 before the first one; `Raced` when a concurrent request stored one.
pub async fn save_note(
    tx: &mut Tx,
    part: TransitionPart,
    (body, language): (&str, &str),
    revision: i32,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let stored = load_note(tx, &own, part).await?;
    let (known, words) = stored.map_or((0, String::new()), |note| (note.revision, note.body));
    if words == body {
        return Ok(());
    }
    if known != revision {
        return Err(Error::Conflict);
    }
    let (now, family): (_, FamilyId) = (tx.now(), own.family);
    let language = model::language::detect_language(body, language);
    // Without ON CONFLICT: a second tab must not replace words that it has not shown.
    if known == 0 {
        let inserted = run_on!(tx, |c| sqlx::query(
            "INSERT INTO transition_note (owner_id, part, family_id, language, body, revision, \
                written_at) VALUES ($1, $2, $3, $4, $5, 1, $6)"
        )
        .bind(own.owner)
        .bind(part)
        .bind(family)
        .bind(language)
        .bind(body)
        .bind(now)
        .execute(c));
        return unique_violation_as_race(inserted).map(|_| ());
    }
    let updated = run_on!(tx, |c| {
        sqlx::query(
        "UPDATE transition_note SET language = $3, body = $4, revision = $5, written_at = $6 WHERE \
            owner_id = $1 AND part = $2 AND revision = $7"
    )
    .bind(own.owner)
    .bind(part)
    .bind(language)
    .bind(body)
    .bind(known + 1)
    .bind(now)
    .bind(known)
    .execute(c)
    })?;
    // Another request was first.
    if updated == 0 {
        return Err(Error::Raced);
    }
    Ok(())
}
