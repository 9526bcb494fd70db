//! Drafts of answers: what is typed into an open page, stored by its script, or by the buttons that
//! leave the page without saving. Only the owner reads them, on every device of theirs.
//!
//! Each page has a row of its own, under the id of its form. A request is stored only if its number
//! is higher than that of the row, so a late one never replaces a newer one, and two open pages
//! never replace each other. A page that was filled with a draft takes it over with its first
//! request, unless the page of the draft has gone on meanwhile.

use model::id::FormId;
use model::transition::TransitionPart;
use model::transition::area::{AnswerWords, AreaQuestion};

use super::access::{OwnTransition, own_transition_for_update};
use super::area_form::{AnswerForm, find_answer};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// What was typed and not saved.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AreaDraft {
    /// The id of the form it was typed into.
    pub id: FormId,
    pub question: AreaQuestion,
    /// The revision of the answer that the form was filled in against; 0 before the first one.
    pub base_revision: i32,
    pub sequence: i32,
    pub language: String,
    pub body: String,
}

/// How a draft was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftRequest {
    /// By the script of the page, while its owner types.
    Autosave,
    /// By a button: it is newer than every request of the script.
    Button,
}

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftOutcome {
    Saved,
    /// A newer request of the same page was stored before, or the page was saved.
    Late,
}

/// The drafts of the actor for an area, the newest first. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_drafts(
    tx: &mut Tx,
    own: &OwnTransition,
    part: TransitionPart,
) -> Result<Vec<AreaDraft>, Error> {
    // By id: form ids are UUIDs v7, which sort by time, and SQLite stores times as text that does
    // not.
    run_on!(tx, |c| sqlx::query_as(
        "SELECT d.id, d.question, d.base_revision, d.sequence, d.language, d.body FROM \
            transition_draft d WHERE d.owner_id = $1 AND d.part = $2 AND d.is_open ORDER BY d.id \
            DESC"
    )
    .bind(own.owner)
    .bind(part)
    .fetch_all(c))
}

/// Stores what is typed. The words that are saved already are no draft.
///
/// # Errors
/// `NotFound` as `own_transition`; `Conflict` when the form id was used for another question;
/// `Raced` when a concurrent request stored the same draft.
pub async fn save_draft(
    tx: &mut Tx,
    form: &AnswerForm,
    request: DraftRequest,
    words: &AnswerWords,
) -> Result<DraftOutcome, Error> {
    let own = own_transition_for_update(tx).await?;
    let saved = find_answer(tx, &own, form).await?;
    let is_open = saved.map(|(_, body)| body).unwrap_or_default() != words.body;
    let Some(stored) = find_draft(tx, &own, form).await? else {
        // Without a change no row is needed, unless a request of the script can still be on its
        // way.
        if is_open || form.sequence > 0 {
            insert_draft(tx, &own, form, words, is_open).await?;
        }
        // After the insert: the words of the other draft are in the row of this form now.
        take_over(tx, &own, form).await?;
        return Ok(DraftOutcome::Saved);
    };
    let sequence = match request {
        DraftRequest::Autosave if form.sequence <= stored => return Ok(DraftOutcome::Late),
        DraftRequest::Autosave => form.sequence,
        DraftRequest::Button => form.sequence.max(stored.saturating_add(1)),
    };
    update_draft(tx, &own, form, (stored, sequence), words, is_open).await?;
    Ok(DraftOutcome::Saved)
}

/// The sequence number of the draft of a form.
async fn find_draft(
    tx: &mut Tx,
    own: &OwnTransition,
    form: &AnswerForm,
) -> Result<Option<i32>, Error> {
    let row: Option<(TransitionPart, AreaQuestion, i32)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT d.part, d.question, d.sequence FROM transition_draft d WHERE d.owner_id = $1 AND \
            d.id = $2"
    )
    .bind(own.owner)
    .bind(form.form)
    .fetch_optional(c)
    })?;
    // The form of another question would overwrite the words that were typed for that one.
    match row {
        Some((part, question, _)) if (part, question) != (form.part, form.question) => {
            Err(Error::Conflict)
        }
        row => Ok(row.map(|(.., sequence)| sequence)),
    }
}

async fn insert_draft(
    tx: &mut Tx,
    own: &OwnTransition,
    form: &AnswerForm,
    words: &AnswerWords,
    is_open: bool,
) -> Result<(), Error> {
    let now = tx.now();
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO transition_draft (id, owner_id, part, question, family_id, base_revision, \
            sequence, is_open, language, body, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, \
            $9, $10, $11)"
    )
    .bind(form.form)
    .bind(own.owner)
    .bind(form.part)
    .bind(form.question)
    .bind(own.family)
    .bind(form.revision)
    .bind(form.sequence)
    .bind(is_open)
    .bind(&words.language)
    .bind(&words.body)
    .bind(now)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}

/// Replaces the draft with the sequence number `before`.
async fn update_draft(
    tx: &mut Tx,
    own: &OwnTransition,
    form: &AnswerForm,
    (before, sequence): (i32, i32),
    words: &AnswerWords,
    is_open: bool,
) -> Result<(), Error> {
    let now = tx.now();
    let updated = run_on!(tx, |c| {
        sqlx::query(
        "UPDATE transition_draft SET base_revision = $4, sequence = $5, is_open = $6, language = \
            $7, body = $8, written_at = $9 WHERE owner_id = $1 AND id = $2 AND sequence = $3"
    )
    .bind(own.owner)
    .bind(form.form)
    .bind(before)
    .bind(form.revision)
    .bind(sequence)
    .bind(is_open)
    .bind(&words.language)
    .bind(&words.body)
    .bind(now)
    .execute(c)
    })?;
    // Another request of the page was stored since it was read.
    if updated == 0 {
        return Err(Error::Raced);
    }
    Ok(())
}

/// Deletes the draft with which the page was filled, whose words are part of this form now. One
/// that its own page has changed meanwhile stays.
async fn take_over(tx: &mut Tx, own: &OwnTransition, form: &AnswerForm) -> Result<(), Error> {
    let Some((draft, sequence)) = form.draft.filter(|(id, _)| *id != form.form) else {
        return Ok(());
    };
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM transition_draft WHERE owner_id = $1 AND id = $2 AND sequence = $3 AND part = \
            $4 AND question = $5"
    )
    .bind(own.owner)
    .bind(draft)
    .bind(sequence)
    .bind(form.part)
    .bind(form.question)
    .execute(c))?;
    Ok(())
}

/// Once an answer is saved: closes the draft of its form, and deletes the one with which the page
/// was filled, drafts with the same words, those in `dropped`, and those that were closed before.
pub(super) async fn close_drafts(
    tx: &mut Tx,
    own: &OwnTransition,
    form: &AnswerForm,
    words: &AnswerWords,
    dropped: &[FormId],
) -> Result<(), Error> {
    take_over(tx, own, form).await?;
    run_on!(tx, |c| {
        sqlx::query(
        "DELETE FROM transition_draft WHERE owner_id = $1 AND part = $2 AND question = $3 AND id \
            <> $4 AND (NOT is_open OR body = $5)"
    )
    .bind(own.owner)
    .bind(form.part)
    .bind(form.question)
    .bind(form.form)
    .bind(&words.body)
    .execute(c)
    })?;
    // Only drafts of this question: the ids come from the form.
    for draft in dropped.iter().filter(|id| **id != form.form) {
        run_on!(tx, |c| sqlx::query(
            "DELETE FROM transition_draft WHERE owner_id = $1 AND part = $2 AND question = $3 AND \
                id = $4"
        )
        .bind(own.owner)
        .bind(form.part)
        .bind(form.question)
        .bind(draft)
        .execute(c))?;
    }
    match find_draft(tx, own, form).await? {
        Some(stored) => {
            let sequence = form.sequence.max(stored);
            update_draft(tx, own, form, (stored, sequence), words, false).await
        }
        // A request of the script can still be on its way.
        None if form.sequence > 0 => insert_draft(tx, own, form, words, false).await,
        None => Ok(()),
    }
}
