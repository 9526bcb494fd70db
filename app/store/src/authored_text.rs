//! User-authored texts, with their translation into the actor's language when one exists.

use model::id::{AudienceId, FamilyId, ItemId, PersonId, TextId};

use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A user-authored text as the actor reads it. Queries that use it with `authored_text_columns!`
/// and `authored_text_joins!` bind the actor as `$1` and the actor's language as `$3`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AuthoredText {
    pub text_id: TextId,
    /// The language of `body`.
    pub language: String,
    pub body: String,
    pub author_id: Option<PersonId>,
    pub author: Option<String>,
    /// True when the agency entered the text on behalf of the author.
    pub entered_by_agency: bool,
    /// The translation into the actor's language, if there is one.
    pub tr_body: Option<String>,
    pub tr_by: Option<String>,
    pub tr_machine: Option<bool>,
    /// True when the actor has requested a translation into their language.
    pub asked: bool,
}

/// The columns of `AuthoredText`, for SELECT.
macro_rules! authored_text_columns {
    () => {
        "t.id AS text_id, t.language, t.body, t.author_id, coalesce(ta.chosen_name, ta.name) AS \
            author, t.entered_by_agency, \
         tr.body AS tr_body, tr.made_by AS tr_by, tr.machine AS tr_machine, \
            (rq.created_at IS NOT NULL) AS asked"
    };
}
/// The joins that `authored_text_columns!` needs, after a table `text t`.
macro_rules! authored_text_joins {
    () => {
        " LEFT JOIN person ta ON ta.id = t.author_id \
         LEFT JOIN translation tr ON tr.text_id = t.id AND tr.language = $3 \
         LEFT JOIN translation_request rq ON rq.text_id = t.id AND rq.language = $3 AND \
            rq.person_id = $1 "
    };
}
/// SQL condition: the actor `$1` is a member of this family's team on the date `$2`.
macro_rules! actor_is_member {
    ($family:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM membership m WHERE m.family_id = ",
            $family,
            " AND m.person_id = $1 AND m.since <= $2 AND (m.until IS NULL OR m.until > $2))"
        )
    };
}
pub(crate) use {actor_is_member, authored_text_columns, authored_text_joins};

/// Inserts a text by the actor, typed on a page in `language`; a `body` in another script is stored
/// under another language (`detect_language`). `item` is the plan item that the text belongs to, as
/// its wording or as a reply: only people who see that item may read the text.
///
/// # Errors
/// When the database fails; on PostgreSQL also when the actor is not in that audience.
pub(crate) async fn insert_text(
    tx: &mut Tx,
    family: FamilyId,
    audience: AudienceId,
    item: Option<ItemId>,
    language: &str,
    body: &str,
) -> Result<TextId, Error> {
    let (id, person, now): (TextId, _, _) = (tx.clock().new_id(), tx.actor_id()?, tx.now());
    // Under the page's language, Arabic words typed on an English page would be shown from left to
    // right and read aloud by an English voice.
    let language = model::language::detect_language(body, language);
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO text (id, family_id, audience_id, language, body, author_id, \
            entered_by_agency, created_at, item_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(id)
        .bind(family)
        .bind(audience)
        .bind(language)
        .bind(body)
        .bind(person)
        .bind(false)
        .bind(now)
        .bind(item)
        .execute(c)
    })?;
    Ok(id)
}

/// Requests a translation of a text into `language` for the actor. Idempotent.
///
/// # Errors
/// `NotFound` when the actor may not see the text. Also when the database fails.
pub async fn request_translation(tx: &mut Tx, text: TextId, language: &str) -> Result<(), Error> {
    let (person, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    let seen: Vec<(TextId,)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT t.id FROM text t WHERE t.id = $3 AND ",
        visible_to_actor!(text "t")
    ))
    .bind(person)
    .bind(today)
    .bind(text)
    .fetch_all(c))?;
    // Without this check, a request would reveal whether a text with this id exists.
    if seen.is_empty() {
        return Err(Error::NotFound);
    }
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO translation_request (text_id, language, person_id, created_at) VALUES \
            ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(text)
        .bind(language)
        .bind(person)
        .bind(now)
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
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT q.language, count(DISTINCT q.text_id) AS texts FROM translation_request q JOIN \
            text t ON t.id = q.text_id ",
        "WHERE t.family_id = $3 AND ", visible_to_actor!(text "t"),
        " AND NOT EXISTS (SELECT 1 FROM translation d WHERE d.text_id = q.text_id AND d.language \
            = q.language) GROUP BY q.language ORDER BY q.language"))
        .bind(person).bind(today).bind(family).fetch_all(c)
    })
}
