//! Writing an answer to a question about an area. Every wording is kept for the owner alone.

use model::id::FormId;
use model::transition::TransitionPart;
use model::transition::area::{AnswerWords, AreaQuestion};

use super::access::{OwnTransition, own_transition_for_update};
use super::area_drafts::{AreaDraft, close_drafts, list_drafts};
use super::area_form::{AnswerForm, find_answer};
use crate::db::{run_on, unique_violation_as_race};
use crate::plan::working_copy::SaveOutcome;
use crate::{Error, Tx};

/// How many wordings of an answer are shown, with the one that holds.
const MAX_SHOWN_REVISIONS: i64 = 11;

/// One wording of an answer.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AnswerRevision {
    pub revision: i32,
    pub language: String,
    /// Empty where the owner took their words out.
    pub body: String,
    pub written_at: jiff_sqlx::Timestamp,
}

/// What the owner has written for one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAnswer {
    /// The newest first; the first one holds.
    pub revisions: Vec<AnswerRevision>,
    /// What was typed and not saved, the newest first.
    pub drafts: Vec<AreaDraft>,
}

impl OwnAnswer {
    /// The wording that holds; `None` before the first one.
    pub fn current(&self) -> Option<&AnswerRevision> {
        self.revisions.first()
    }

    /// The earlier wordings, without those that took the words out.
    pub fn earlier(&self) -> impl Iterator<Item = &AnswerRevision> {
        let earlier = self.revisions.iter().skip(1);
        earlier.filter(|one| !one.body.is_empty())
    }
}

/// The actor's answer to a question, with its history and drafts. Two statements.
///
/// # Errors
/// When the database fails.
pub async fn read_own_answer(
    tx: &mut Tx,
    own: &OwnTransition,
    part: TransitionPart,
    question: AreaQuestion,
) -> Result<OwnAnswer, Error> {
    let revisions = run_on!(tx, |c| sqlx::query_as(
        "SELECT v.revision, v.language, v.body, v.written_at FROM transition_answer_revision v \
            WHERE v.owner_id = $1 AND v.part = $2 AND v.question = $3 ORDER BY v.revision DESC \
            LIMIT $4"
    )
    .bind(own.owner)
    .bind(part)
    .bind(question)
    .bind(MAX_SHOWN_REVISIONS)
    .fetch_all(c))?;
    let mut drafts = list_drafts(tx, own, part).await?;
    drafts.retain(|draft| draft.question == question);
    Ok(OwnAnswer { revisions, drafts })
}

/// Saves an answer of the actor, closes the draft of the form, and deletes the drafts in `dropped`.
/// Idempotent: words that are stored already change nothing.
///
/// # Errors
/// `NotFound` as `own_transition`; `Raced` when a concurrent request saved the same answer.
pub async fn save_answer(
    tx: &mut Tx,
    form: &AnswerForm,
    words: &AnswerWords,
    dropped: &[FormId],
) -> Result<SaveOutcome<()>, Error> {
    let own = own_transition_for_update(tx).await?;
    let stored = find_answer(tx, &own, form).await?;
    let (revision, body) = stored.unwrap_or_default();
    // Words that are stored already are accepted from a page of any age: the form was sent twice.
    if body != words.body {
        // Another page of the owner has saved other words since this one was opened.
        if revision != form.revision {
            return Ok(SaveOutcome::Stale);
        }
        write_answer(tx, &own, form, words).await?;
    }
    // With the answer in one transaction: no page offers a draft of words that are saved already.
    close_drafts(tx, &own, form, words, dropped).await?;
    Ok(SaveOutcome::Saved(()))
}

/// Writes the revision after `form.revision`, which holds.
async fn write_answer(
    tx: &mut Tx,
    own: &OwnTransition,
    form: &AnswerForm,
    words: &AnswerWords,
) -> Result<(), Error> {
    let (now, next) = (tx.now(), form.revision + 1);
    let kept = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO transition_answer_revision (owner_id, part, question, revision, family_id, \
            language, body, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    )
    .bind(own.owner)
    .bind(form.part)
    .bind(form.question)
    .bind(next)
    .bind(own.family)
    .bind(&words.language)
    .bind(&words.body)
    .bind(now)
    .execute(c)
    });
    unique_violation_as_race(kept)?;
    let saved = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO transition_answer (owner_id, part, question, revision, family_id, language, \
            body, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (owner_id, part, \
            question) DO UPDATE SET revision = excluded.revision, language = excluded.language, \
            body = excluded.body, written_at = excluded.written_at"
    )
    .bind(own.owner)
    .bind(form.part)
    .bind(form.question)
    .bind(next)
    .bind(own.family)
    .bind(&words.language)
    .bind(&words.body)
    .bind(now)
    .execute(c)
    });
    // The row of the revision is unique, so no concurrent request writes the same one.
    unique_violation_as_race(saved).map(|_| ())
}
