//! What a young person keeps about staying in care or coming back, for themself alone: the letter
//! that asks for it, and when they asked whom.

use jiff_sqlx::ToSqlx;
use model::id::{FormId, StayRequestId};
use model::transition::stay::{LetterKind, LetterWords, StayRequestInput};

use super::access::{OwnTransition, own_transition_for_update};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// A letter in the words of its owner.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OwnLetter {
    /// Empty where the suggestion holds.
    pub english: String,
    pub language: String,
    /// The same in `language`.
    pub own_words: String,
    pub revision: i32,
}

/// The letter of the actor, if they have changed its words. One statement.
///
/// # Errors
/// When the database fails.
pub async fn load_letter(
    tx: &mut Tx,
    own: &OwnTransition,
    kind: LetterKind,
) -> Result<Option<OwnLetter>, Error> {
    run_on!(tx, |c| sqlx::query_as(
        "SELECT s.english, s.language, s.own_words, s.revision FROM transition_letter s WHERE \
            s.owner_id = $1 AND s.kind = $2"
    )
    .bind(own.owner)
    .bind(kind)
    .fetch_optional(c))
}

/// Saves the words of a letter; without any the suggestion holds again. Idempotent: the words that
/// are stored already change nothing.
///
/// # Errors
/// `NotFound` as `own_transition_for_update`; `Conflict` when the letter was changed since
/// `revision`, which is 0 before the first change; `Raced` when a concurrent request changed it.
pub async fn save_letter(
    tx: &mut Tx,
    kind: LetterKind,
    words: &LetterWords,
    language: &str,
    revision: i32,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let stored = load_letter(tx, &own, kind).await?;
    let known = stored.as_ref().map_or(0, |letter| letter.revision);
    let is_same = stored.is_some_and(|letter| {
        (&letter.english, &letter.own_words) == (&words.english, &words.own)
            && letter.language == language
    });
    if is_same {
        return Ok(());
    }
    if known != revision {
        return Err(Error::Conflict);
    }
    let now = tx.now();
    if known == 0 {
        let inserted = run_on!(tx, |c| sqlx::query(
            "INSERT INTO transition_letter (owner_id, kind, family_id, english, language, \
                own_words, revision, written_at) VALUES ($1, $2, $3, $4, $5, $6, 1, $7)"
        )
        .bind(own.owner)
        .bind(kind)
        .bind(own.family)
        .bind(&words.english)
        .bind(language)
        .bind(&words.own)
        .bind(now)
        .execute(c));
        return unique_violation_as_race(inserted).map(|_| ());
    }
    let updated = run_on!(tx, |c| {
        sqlx::query(
        "UPDATE transition_letter SET english = $3, language = $4, own_words = $5, revision = $6, \
            written_at = $7 WHERE owner_id = $1 AND kind = $2 AND revision = $8"
    )
    .bind(own.owner)
    .bind(kind)
    .bind(&words.english)
    .bind(language)
    .bind(&words.own)
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

/// That the owner asked, when, and whom.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct StayRequest {
    pub id: StayRequestId,
    pub kind: LetterKind,
    pub asked_on: jiff_sqlx::Date,
    pub asked_whom: String,
}

/// When the actor asked, the newest first. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_stay_requests(
    tx: &mut Tx,
    own: &OwnTransition,
) -> Result<Vec<StayRequest>, Error> {
    run_on!(tx, |c| sqlx::query_as(
        "SELECT s.id, s.kind, s.asked_on, s.asked_whom FROM transition_stay_request s WHERE \
            s.owner_id = $1 AND s.removed_at IS NULL ORDER BY s.asked_on DESC, s.id DESC"
    )
    .bind(own.owner)
    .fetch_all(c))
}

/// Notes that the actor asked. Idempotent: resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` as `own_transition_for_update`; `Conflict` when the form id was already used with
/// other values; `Raced` when a concurrent request stored the same form.
pub async fn note_stay_request(
    tx: &mut Tx,
    form: FormId,
    kind: LetterKind,
    input: &StayRequestInput,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let known: Option<(jiff_sqlx::Date, String)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT s.asked_on, s.asked_whom FROM transition_stay_request s WHERE s.owner_id = $1 AND \
            s.id = $2"
    )
    .bind(own.owner)
    .bind(form)
    .fetch_optional(c)
    })?;
    if let Some((day, whom)) = known {
        let is_same = day.to_jiff() == input.asked_on && whom == input.asked_whom;
        return is_same.then_some(()).ok_or(Error::Conflict);
    }
    let now = tx.now();
    let inserted = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO transition_stay_request (id, owner_id, family_id, kind, asked_on, asked_whom, \
            written_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
    )
    .bind(form)
    .bind(own.owner)
    .bind(own.family)
    .bind(kind)
    .bind(input.asked_on.to_sqlx())
    .bind(&input.asked_whom)
    .bind(now)
    .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

/// Removes a note of the actor, or puts it back. Idempotent.
///
/// # Errors
/// `NotFound` for any other note, and as `own_transition_for_update`.
pub async fn set_stay_request_removed(
    tx: &mut Tx,
    id: StayRequestId,
    is_removed: bool,
) -> Result<(), Error> {
    let own = own_transition_for_update(tx).await?;
    let removed_at = is_removed.then(|| tx.now());
    let touched = run_on!(tx, |c| sqlx::query(
        "UPDATE transition_stay_request SET removed_at = $3 WHERE owner_id = $1 AND id = $2"
    )
    .bind(own.owner)
    .bind(id)
    .bind(removed_at)
    .execute(c))?;
    if touched == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}
