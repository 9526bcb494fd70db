//! Texts in the interpreters' queue, with the rules of messages: an interpreter reads one requested
//! text once they have claimed it, and only until it is translated.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::id::{FamilyId, InterpretationId, TextId};
use model::role::Role;

use super::{completion, translation_is_wanted};
use crate::access::{RecordPart, open_record};
use crate::authored_text::actor_is_member;
use crate::db::run_on;
use crate::messages::interpretation::{self, PendingRequest, load_interpreter_languages};
use crate::visibility::text_denied_to_interpreter;
use crate::{Error, Tx};

/// SQL condition for SQLite: the actor, an interpreter, may translate the text `t`, for which the
/// row `q` of `translation_request` and the row `w` of `text_interpretation` ask. Excludes families
/// in which the actor has another role as well. `alongside_may_interpret_text` defines the same for
/// PostgreSQL.
macro_rules! interpretable_by_actor {
    () => {
        concat!(
            "w.done_on IS NULL AND ",
            actor_is_member!("t.family_id"),
            " AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.family_id = t.family_id AND \
            o.person_id = $1 AND o.role <> 'interpreter' AND o.since <= $2 AND (o.until IS NULL \
            OR o.until > $2)) AND NOT ",
            text_denied_to_interpreter!("t.id", "$1"),
            " AND ",
            translation_is_wanted!()
        )
    };
}

/// A text in the interpreters' queue. Without its words.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PendingText {
    pub id: InterpretationId,
    family_id: FamilyId,
    text_id: TextId,
    /// The language requested.
    pub language: String,
    pub asked_on: jiff_sqlx::Date,
    pub answer_due: jiff_sqlx::Date,
    /// True when the actor has claimed it.
    pub is_claimed: bool,
}

/// The texts that wait for a translation into the actor's languages and are unclaimed or claimed by
/// the actor, the first that is due first. Contains no words and no names.
///
/// # Errors
/// `NotFound` when the actor is not an interpreter.
pub async fn load_queue(tx: &mut Tx) -> Result<Vec<PendingText>, Error> {
    let languages = load_interpreter_languages(tx).await?;
    load_queue_into(tx, &languages).await
}

/// All that waits for an interpreter: messages of conversations, and texts of plans.
#[derive(Debug, Clone)]
pub struct InterpreterQueue {
    pub messages: Vec<PendingRequest>,
    pub texts: Vec<PendingText>,
}

impl InterpreterQueue {
    /// How many messages and texts wait.
    pub fn count(&self) -> usize {
        self.messages.len() + self.texts.len()
    }

    /// The day of the first request, in this time zone; none while nothing waits.
    pub fn oldest_day(&self, zone: &TimeZone) -> Option<Date> {
        let messages = self.messages.iter().map(|one| one.day_in(zone));
        let texts = self.texts.iter().map(|one| one.asked_on.to_jiff());
        messages.chain(texts).min()
    }
}

/// The messages and the texts that wait for the actor, in three statements. Contains no words and
/// no names.
///
/// # Errors
/// `NotFound` when the actor is not an interpreter.
pub async fn load_interpreter_queue(tx: &mut Tx) -> Result<InterpreterQueue, Error> {
    let languages = load_interpreter_languages(tx).await?;
    Ok(InterpreterQueue {
        messages: interpretation::load_queue_into(tx, &languages).await?,
        texts: load_queue_into(tx, &languages).await?,
    })
}

/// As `load_queue`, for an interpreter of these languages.
async fn load_queue_into(tx: &mut Tx, languages: &[String]) -> Result<Vec<PendingText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut pending: Vec<PendingText> = if tx.is_postgres() {
        // A function, because row-level security hides texts and requests from an interpreter.
        run_on!(tx, |c| sqlx::query_as(
            "SELECT request AS id, family AS family_id, authored_text AS text_id, into_language \
            AS language, asked AS asked_on, due AS answer_due, is_claimed FROM \
            alongside_text_queue()"
        )
        .fetch_all(c))?
    } else {
        run_on!(tx, |c| sqlx::query_as(concat!(
            "SELECT w.id, t.family_id, w.text_id, w.language, min(q.asked_on) AS asked_on, \
            min(q.answer_due) AS answer_due, (w.claimed_by IS NOT NULL) AS is_claimed \
            FROM text_interpretation w JOIN text t ON t.id = w.text_id JOIN translation_request q \
            ON q.text_id = w.text_id AND q.language = w.language \
            WHERE (w.claimed_by IS NULL OR w.claimed_by = $1) AND ",
            interpretable_by_actor!(),
            " GROUP BY w.id, t.family_id, w.text_id, w.language, w.claimed_by"
        ))
        .bind(person)
        .bind(today)
        .fetch_all(c))?
    };
    // Filtered here: the languages are a JSON list.
    pending.retain(|row| languages.contains(&row.language));
    pending.sort_by_key(|row| (row.answer_due.to_jiff(), row.id));
    Ok(pending)
}

/// One text of the actor's queue.
///
/// # Errors
/// `NotFound` when the text is translated, claimed by another interpreter, or not in the actor's
/// queue.
pub async fn find_pending_text(tx: &mut Tx, id: InterpretationId) -> Result<PendingText, Error> {
    load_queue(tx)
        .await?
        .into_iter()
        .find(|one| one.id == id)
        .ok_or(Error::NotFound)
}

/// Claims a text, so that no other interpreter works on it. Idempotent: a repeated claim by the
/// same interpreter changes nothing.
///
/// # Errors
/// As for `find_pending_text`.
pub async fn claim(tx: &mut Tx, id: InterpretationId) -> Result<(), Error> {
    let me = tx.actor_id()?;
    find_pending_text(tx, id).await?;
    // The condition lets only one of two concurrent claims succeed.
    let claimed = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE text_interpretation SET claimed_by = $2 WHERE id = $1 AND (claimed_by IS NULL \
            OR claimed_by = $2) AND done_on IS NULL",
        )
        .bind(id)
        .bind(me)
        .execute(c)
    })?;
    if claimed == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

/// Releases a claim, which returns the text to the queue.
///
/// # Errors
/// `NotFound` when the actor has not claimed the text, or it is not in their queue any more.
pub async fn release_claim(tx: &mut Tx, id: InterpretationId) -> Result<(), Error> {
    let me = tx.actor_id()?;
    find_pending_text(tx, id).await?;
    let released = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE text_interpretation SET claimed_by = NULL WHERE id = $1 AND claimed_by = $2 \
            AND done_on IS NULL",
        )
        .bind(id)
        .bind(me)
        .execute(c)
    })?;
    if released == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

/// The words of a text that the actor has claimed, with the role of its author instead of the name.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ClaimedText {
    /// The language of the words.
    pub written_in: String,
    pub words: String,
    pub author_role: Option<Role>,
}

/// Opens a text that the actor has claimed. Writes an access-log entry that is visible only to
/// people who may read the text.
///
/// # Errors
/// `NotFound` when the actor has not claimed it.
pub async fn open_claimed_text(tx: &mut Tx, one: &PendingText) -> Result<ClaimedText, Error> {
    if !one.is_claimed {
        return Err(Error::NotFound);
    }
    let (me, today, id) = (tx.actor_id()?, tx.today(), one.id);
    let found: Option<ClaimedText> = if tx.is_postgres() {
        run_on!(tx, |c| sqlx::query_as(
            "SELECT written_in, words, author_role FROM alongside_claimed_text($1)"
        )
        .bind(id)
        .fetch_optional(c))?
    } else {
        run_on!(tx, |c| {
            sqlx::query_as(concat!(
                "SELECT t.language AS written_in, t.body AS words, (SELECT min(m.role) FROM \
                membership m WHERE m.family_id = t.family_id AND m.person_id = t.author_id) AS \
                author_role FROM text_interpretation w JOIN text t ON t.id = w.text_id WHERE w.id \
                = $3 AND w.claimed_by = $1 AND EXISTS (SELECT 1 FROM translation_request q WHERE \
                q.text_id = w.text_id AND q.language = w.language AND ",
                interpretable_by_actor!(),
                ")"
            ))
            .bind(me)
            .bind(today)
            .bind(id)
            .fetch_optional(c)
        })?
    };
    let words = found.ok_or(Error::NotFound)?;
    open_record(tx, one.family_id, RecordPart::Text(one.text_id)).await?;
    Ok(words)
}

/// Stores the interpreter's translation, and commits the transaction. The interpreter can no longer
/// read the text, and everyone who asked for it gets a notification.
///
/// # Errors
/// `NotFound` when the actor has not claimed the text, or it is translated; `Raced` when a
/// concurrent request translated it.
pub async fn complete_request(mut tx: Tx, id: InterpretationId, body: &str) -> Result<(), Error> {
    let one = find_pending_text(&mut tx, id).await?;
    // `find_pending_text` also finds texts that no one has claimed.
    if !one.is_claimed {
        return Err(Error::NotFound);
    }
    completion::add_translation(&mut tx, id, body).await?;
    tx.commit().await
}
