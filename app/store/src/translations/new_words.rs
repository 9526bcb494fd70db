//! Requests for texts that get new words. The person who asked waits for the words that the family
//! reads, so their request becomes one for the new words, of the same day and with the same
//! promise.

use model::id::{FamilyId, InterpretationId, TextId};

use crate::db::run_on;
use crate::{Error, Tx};

/// The texts `old_id` of this column that the texts `new_id` replace in the newest version of the
/// family `$1`, compared with its version `$2`. `alongside_keep_translation_requests` repeats the
/// three queries.
macro_rules! replaced_in_column {
    ($column:literal) => {
        concat!(
            "SELECT o.",
            $column,
            " AS old_id, n.",
            $column,
            " AS new_id FROM plan p JOIN plan_version_item n ON n.family_id = p.family_id AND \
                n.version = p.version JOIN plan_version_item o ON o.family_id = n.family_id AND \
                o.item_id = n.item_id AND o.version = $2 WHERE p.family_id = $1 AND n.kind <> \
                'own_words'"
        )
    };
}

macro_rules! replaced_in_version {
    () => {
        concat!(
            replaced_in_column!("text_id"),
            " UNION ",
            replaced_in_column!("benchmark_text_id"),
            " UNION ",
            replaced_in_column!("progress_text_id")
        )
    };
}

/// The same for own words, which are read from the working copy: the newest of the earlier words.
/// Replies and reasons are texts of the item too.
macro_rules! replaced_own_words {
    () => {
        "SELECT (SELECT t.id FROM text t WHERE t.item_id = i.id AND t.id <> i.text_id AND NOT \
            EXISTS (SELECT 1 FROM plan_reply r WHERE r.family_id = i.family_id AND t.id IN \
            (r.text_id, r.answer_id)) AND NOT EXISTS (SELECT 1 FROM plan_item_revision e WHERE \
            e.item_id = i.id AND t.id = e.why_id) ORDER BY t.id DESC LIMIT 1) AS old_id, \
            i.text_id AS new_id FROM plan_item i WHERE i.family_id = $1 AND i.kind = 'own_words' \
            AND NOT i.removed"
    };
}

/// The statement that adds the requests for the new texts.
macro_rules! keep_requests {
    ($($replaced:tt)*) => {
        concat!(
            "INSERT INTO translation_request (text_id, language, person_id, created_at, asked_on, \
                answer_due) SELECT c.new_id, q.language, q.person_id, q.created_at, q.asked_on, \
                q.answer_due FROM (",
            $($replaced)*,
            ") c JOIN translation_request q ON q.text_id = c.old_id JOIN text n ON n.id = \
                c.new_id WHERE c.old_id <> c.new_id AND n.language <> q.language AND NOT EXISTS \
                (SELECT 1 FROM translation d WHERE d.text_id = c.old_id AND d.language = \
                q.language) ON CONFLICT DO NOTHING"
        )
    };
}

/// Keeps the requests open for the words that the actor has just published, in the version after
/// `earlier`.
///
/// # Errors
/// When the database fails.
pub(crate) async fn keep_after_publication(
    tx: &mut Tx,
    family: FamilyId,
    earlier: i32,
) -> Result<(), Error> {
    if tx.is_postgres() {
        return keep_in_postgres(tx, family).await;
    }
    keep_in_version(tx, family, earlier).await
}

/// Keeps the requests open for the own words that the actor has just changed.
///
/// # Errors
/// When the database fails.
pub(crate) async fn keep_after_own_words(tx: &mut Tx, family: FamilyId) -> Result<(), Error> {
    if tx.is_postgres() {
        return keep_in_postgres(tx, family).await;
    }
    let kept = run_on!(tx, |c| sqlx::query(keep_requests!(replaced_own_words!()))
        .bind(family)
        .execute(c))?;
    add_to_queue(tx, family, kept).await
}

/// In a `SECURITY DEFINER` function: a person may only add requests of their own.
async fn keep_in_postgres(tx: &mut Tx, family: FamilyId) -> Result<(), Error> {
    run_on!(tx, |c| sqlx::query(
        "SELECT alongside_keep_translation_requests($1)"
    )
    .bind(family)
    .execute(c))?;
    Ok(())
}

/// Keeps the requests open for the words of the newest version, compared with the version
/// `earlier`. On PostgreSQL for a system transaction only.
///
/// # Errors
/// When the database fails.
pub(crate) async fn keep_in_version(
    tx: &mut Tx,
    family: FamilyId,
    earlier: i32,
) -> Result<(), Error> {
    // `ON CONFLICT DO NOTHING`: a person may have asked for the new words already.
    let kept = run_on!(tx, |c| sqlx::query(keep_requests!(replaced_in_version!()))
        .bind(family)
        .bind(earlier)
        .execute(c))?;
    add_to_queue(tx, family, kept).await
}

/// Adds what interpreters claim for `kept` requests that were just added.
async fn add_to_queue(tx: &mut Tx, family: FamilyId, kept: u64) -> Result<(), Error> {
    // The usual case when a plan is published, and it saves a statement.
    if kept == 0 {
        return Ok(());
    }
    let missing: Vec<(TextId, String)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT DISTINCT q.text_id, q.language FROM translation_request q JOIN text t ON t.id \
            = q.text_id WHERE t.family_id = $1 AND NOT EXISTS (SELECT 1 FROM text_interpretation \
            w WHERE w.text_id = q.text_id AND w.language = q.language)",
        )
        .bind(family)
        .fetch_all(c)
    })?;
    for (text, language) in missing {
        let id: InterpretationId = tx.clock().new_id();
        run_on!(tx, |c| {
            sqlx::query(
                "INSERT INTO text_interpretation (id, text_id, language) VALUES ($1, $2, $3) ON \
                CONFLICT DO NOTHING",
            )
            .bind(id)
            .bind(text)
            .bind(&language)
            .execute(c)
        })?;
    }
    Ok(())
}
