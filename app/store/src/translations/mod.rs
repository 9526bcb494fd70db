//! Requests for a translation of a text, and the translations that answer them: by a worker of the
//! family, or by an interpreter from the queue. Each request has a day by which the translation is
//! promised, and ends when the person who asked may no longer read the text.

mod completion;
mod interpreter_queue;
pub(crate) mod new_words;

pub(crate) use completion::finish_imported;
pub use interpreter_queue::{
    ClaimedText, InterpreterQueue, PendingText, claim, complete_request, find_pending_text,
    load_interpreter_queue, load_queue, open_claimed_text, release_claim,
};

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, InterpretationId, ItemId, PersonId, TextId};
use model::plan::reply::TRANSLATION_WITHIN_DAYS;
use model::policy::may_edit_plan;

use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::calendar::parts::known_to_actor;
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// SQL condition: the request `q`, a row of `translation_request`, still waits for its translation.
/// There is none, the person who asked may still read the text `t`, and the text is in the
/// plan. A text of an item is while it is a reply, an answer, or one of the current or published
/// texts of the item, not one that was replaced. That of a removed item is until a version without
/// the item is published; own words, which are read from the working copy, are not.
/// `alongside_translation_is_wanted` defines the same for PostgreSQL.
macro_rules! translation_is_wanted {
    () => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM translation d WHERE d.text_id = q.text_id AND d.language = \
                q.language) AND NOT EXISTS (SELECT 1 FROM plan_reply gone WHERE gone.family_id = \
                t.family_id AND gone.text_id = t.id AND gone.withdrawn_at IS NOT NULL) AND NOT EXISTS \
                (SELECT 1 FROM tribe_entry gone WHERE gone.family_id = t.family_id AND \
                gone.text_id = t.id AND gone.withdrawn_at IS NOT NULL) AND \
                (t.item_id IS NULL OR EXISTS (SELECT 1 FROM plan_item kept LEFT \
                JOIN plan_current_version h ON h.family_id = kept.family_id LEFT JOIN \
                plan_version_item l ON l.family_id = h.family_id AND l.version = h.version AND \
                l.item_id = kept.id AND l.kind <> 'own_words' WHERE kept.id = t.item_id AND (NOT \
                kept.removed OR l.item_id IS NOT NULL) AND (t.id IN (kept.text_id, \
                kept.benchmark_text_id, kept.progress_text_id, kept.why_id, l.text_id, \
                l.benchmark_text_id, l.progress_text_id, l.why_id) OR EXISTS (SELECT 1 FROM \
                plan_reply r WHERE r.family_id = t.family_id AND t.id IN (r.text_id, \
                r.answer_id))))) AND ",
            $crate::visibility::text_visible_to_person!("t", "q.person_id")
        )
    };
}
pub(crate) use translation_is_wanted;

/// Requests a translation of a text into `language` for the actor. Idempotent: the first request
/// keeps its day.
///
/// # Errors
/// `NotFound` when the actor may not see the text. Also when the database fails.
pub async fn request_translation(tx: &mut Tx, text: TextId, language: &str) -> Result<(), Error> {
    let (person, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    // Words of a mentor for an event, and what was answered to them, have the audience of the
    // event, in which the other parent is, too.
    let seen: Vec<(TextId,)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT t.id FROM text t WHERE t.id = $3 AND ",
        visible_to_actor!(text "t"),
        " AND NOT EXISTS (SELECT 1 FROM event_words brought WHERE brought.id IN (SELECT w.id FROM \
            event_words w WHERE w.text_id = t.id UNION ALL SELECT a.words_id FROM \
            event_words_answer a WHERE a.text_id = t.id) AND NOT ",
        known_to_actor!("brought.family_id", "brought.author_id"),
        ")"
    ))
    .bind(person)
    .bind(today)
    .bind(text)
    .fetch_all(c)
    })?;
    // Without this check, a request would reveal whether a text with this id exists.
    if seen.is_empty() {
        return Err(Error::NotFound);
    }
    // Stored and not computed when it is shown: a later change of the promise must not move days
    // that people were told.
    let due = (today.to_jiff() + TRANSLATION_WITHIN_DAYS.days()).to_sqlx();
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO translation_request (text_id, language, person_id, created_at, asked_on, \
            answer_due) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .bind(text)
        .bind(language)
        .bind(person)
        .bind(now)
        .bind(today)
        .bind(due)
        .execute(c)
    })?;
    // One for all who ask, so that the text is translated once.
    let id: InterpretationId = tx.clock().new_id();
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO text_interpretation (id, text_id, language) VALUES ($1, $2, $3) ON \
            CONFLICT DO NOTHING",
        )
        .bind(id)
        .bind(text)
        .bind(language)
        .execute(c)
    })?;
    Ok(())
}

/// The number of texts that wait for a translation into one language.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TranslationDemand {
    pub language: String,
    pub texts: i64,
}

/// The number of requested and missing translations of a family's texts, for each language. Counts
/// only texts that the actor may see.
///
/// # Errors
/// When the database fails.
pub async fn requested_translations(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Vec<TranslationDemand>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Each text counts once, however many people wait for it: the work is the same.
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT q.language, count(DISTINCT q.text_id) AS texts FROM translation_request q JOIN \
            text t ON t.id = q.text_id WHERE t.family_id = $3 AND ",
            visible_to_actor!(text "t"),
            " AND ",
            translation_is_wanted!(),
            " GROUP BY q.language ORDER BY q.language"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
    })
}

/// A text that was requested in another language and has no translation into it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct RequestedText {
    pub id: InterpretationId,
    pub text_id: TextId,
    /// The plan item that the text belongs to.
    pub item_id: Option<ItemId>,
    /// The language requested.
    pub into_language: String,
    pub language: String,
    pub body: String,
    pub author: Option<String>,
    /// True when the agency entered the text on behalf of the author.
    pub entered_by_agency: bool,
    /// When the first person asked.
    pub asked_on: jiff_sqlx::Date,
    /// The earliest day that was promised.
    pub answer_due: jiff_sqlx::Date,
    /// True while an interpreter works on it.
    pub is_claimed: bool,
}

/// The texts of a family that wait for a translation, the first that is due first. Only texts that
/// the actor may see.
///
/// # Errors
/// `NotFound` when the actor is not a worker of this family. Also when the database fails.
pub async fn list_requested_texts(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Vec<RequestedText>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    load_requested_texts(tx, family).await
}

async fn load_requested_texts(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
) -> Result<Vec<RequestedText>, Error> {
    if !may_edit_plan(tx.role) {
        return Err(Error::NotFound);
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT w.id, w.text_id, t.item_id, w.language AS into_language, t.language, t.body, \
            coalesce(ta.chosen_name, ta.name) AS author, t.entered_by_agency, min(q.asked_on) AS \
            asked_on, min(q.answer_due) AS answer_due, (w.claimed_by IS NOT NULL) AS is_claimed \
            FROM text_interpretation w JOIN text t ON t.id = w.text_id JOIN translation_request q \
            ON q.text_id = w.text_id AND q.language = w.language LEFT JOIN person ta ON ta.id = \
            t.author_id WHERE t.family_id = $3 AND ",
            visible_to_actor!(text "t"),
            " AND ",
            translation_is_wanted!(),
            " GROUP BY w.id, w.text_id, w.language, w.claimed_by, t.item_id, t.language, t.body, \
            ta.chosen_name, ta.name, t.entered_by_agency ORDER BY min(q.answer_due), w.id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
    })
}

/// A requested text with the translation that it has meanwhile.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AnsweredText {
    pub into_language: String,
    pub language: String,
    pub body: String,
    pub translation: String,
    pub made_by: String,
    created_by_id: Option<PersonId>,
}

/// What became of a request.
#[derive(Debug, Clone)]
pub enum RequestState {
    Waiting(RequestedText),
    Answered(AnsweredText),
}

/// One request of a family, for its worker. Also one that was answered meanwhile, so that a worker
/// who was writing sees what is there.
///
/// # Errors
/// `NotFound` when the actor is not a worker of this family, or there is no such request for a text
/// that they may see. Also when the database fails.
pub async fn read_request(
    tx: &mut Tx,
    family: FamilyId,
    id: InterpretationId,
) -> Result<RequestState, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    find_request(tx, family, id).await
}

async fn find_request(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: InterpretationId,
) -> Result<RequestState, Error> {
    // Through the list, so that what can be opened is exactly what is listed.
    let waiting = load_requested_texts(tx, family).await?;
    if let Some(one) = waiting.into_iter().find(|one| one.id == id) {
        return Ok(RequestState::Waiting(one));
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    let answered: Option<AnsweredText> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT w.language AS into_language, t.language, t.body, d.body AS translation, \
            d.made_by, d.created_by_id FROM text_interpretation w JOIN text t ON t.id = w.text_id \
            JOIN translation d ON d.text_id = w.text_id AND d.language = w.language \
            WHERE t.family_id = $3 AND w.id = $4 AND NOT EXISTS (SELECT 1 FROM plan_item out WHERE \
            out.id = t.item_id AND out.kind = 'own_words' AND out.removed) AND ",
            visible_to_actor!(text "t")
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(id)
        .fetch_optional(c)
    })?;
    answered.map(RequestState::Answered).ok_or(Error::NotFound)
}

/// Stores a worker's translation of a requested text. Idempotent: the same words sent again change
/// nothing.
///
/// # Errors
/// `NotFound` as for `read_request`; `Conflict` when the text has another translation meanwhile;
/// `Raced` when a concurrent request stored one.
pub async fn translate_requested_text(
    tx: &mut Tx,
    family: FamilyId,
    id: InterpretationId,
    body: &str,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let me = tx.actor_id()?;
    match find_request(tx, family, id).await? {
        RequestState::Waiting(_) => completion::add_translation(tx, id, body).await,
        // The worker's own words, sent twice. The same words of another person are a translation
        // that the worker has not made.
        RequestState::Answered(done)
            if done.translation == body && done.created_by_id == Some(me) =>
        {
            Ok(())
        }
        RequestState::Answered(_) => Err(Error::Conflict),
    }
}
