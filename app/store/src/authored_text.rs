//! User-authored texts, with their translation into the actor's language when one exists.

use model::id::{AudienceId, FamilyId, ItemId, PersonId, TextId};

use crate::db::on;
use crate::visibility::sees;
use crate::{Error, Tx};

/// A user-authored text as the actor reads it. Queries that use it with `said!` and `said_joins!`
/// bind the actor as `$1` and the actor's language as `$3`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Said {
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

/// The columns of `Said`, for SELECT.
macro_rules! said {
    () => {
        "t.id AS text_id, t.language, t.body, t.author_id, coalesce(ta.chosen_name, ta.name) AS author, t.entered_by_agency, \
         tr.body AS tr_body, tr.made_by AS tr_by, tr.machine AS tr_machine, (rq.at IS NOT NULL) AS asked"
    };
}
/// The joins that `said!` needs, after a table `text t`.
macro_rules! said_joins {
    () => {
        " LEFT JOIN person ta ON ta.id = t.author_id \
         LEFT JOIN translation tr ON tr.text_id = t.id AND tr.language = $3 \
         LEFT JOIN translation_request rq ON rq.text_id = t.id AND rq.language = $3 AND rq.person_id = $1 "
    };
}
/// SQL condition: the actor `$1` is a member of this family's team on the date `$2`.
macro_rules! on_team {
    ($family:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM membership m WHERE m.family_id = ",
            $family,
            " AND m.person_id = $1 AND m.since <= $2 AND (m.until IS NULL OR m.until > $2))"
        )
    };
}
pub(crate) use {on_team, said, said_joins};

/// Inserts a text by the actor, typed on a page in `language`; a `body` in another script is stored
/// under another language (`written_in`). `item` is the plan item that the text belongs to, as its
/// wording or as a reply: only people who see that item may read the text.
///
/// # Errors
/// When the database fails; on PostgreSQL also when the actor is not in that audience.
pub(crate) async fn add(tx: &mut Tx, family: FamilyId, audience: AudienceId, item: Option<ItemId>, language: &str, body: &str) -> Result<TextId, Error> {
    let (id, person, now): (TextId, _, _) = (tx.clock().mint(), tx.person()?, tx.now());
    let language = model::language::written_in(body, language);
    on!(tx, c => sqlx::query(
        "INSERT INTO text (id, family_id, audience_id, language, body, author_id, entered_by_agency, at, item_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(id).bind(family).bind(audience).bind(language).bind(body).bind(person).bind(false).bind(now).bind(item).execute(c))?;
    Ok(id)
}

/// Requests a translation of a text into `language` for the actor. Idempotent.
///
/// # Errors
/// `NotFound` when the actor may not see the text. Also when the database fails.
pub async fn ask_translation(tx: &mut Tx, text: TextId, language: &str) -> Result<(), Error> {
    let (person, today, now) = (tx.person()?, tx.today(), tx.now());
    let seen: Vec<(TextId,)> = on!(tx, c => sqlx::query_as(concat!("SELECT t.id FROM text t WHERE t.id = $3 AND ", sees!(text "t")))
        .bind(person).bind(today).bind(text).fetch_all(c))?;
    if seen.is_empty() {
        return Err(Error::NotFound);
    }
    on!(tx, c => sqlx::query("INSERT INTO translation_request (text_id, language, person_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
        .bind(text).bind(language).bind(person).bind(now).execute(c))?;
    Ok(())
}

/// The number of texts that wait for a translation into one language.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Wanted {
    pub language: String,
    pub texts: i64,
}

/// The number of requested and missing translations of a family's texts, for each language. Counts
/// only texts that the actor may see.
///
/// # Errors
/// When the database fails.
pub async fn wanted(tx: &mut Tx, family: FamilyId) -> Result<Vec<Wanted>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    on!(tx, c => sqlx::query_as(concat!(
        "SELECT q.language, count(DISTINCT q.text_id) AS texts FROM translation_request q JOIN text t ON t.id = q.text_id ",
        "WHERE t.family_id = $3 AND ", sees!(text "t"),
        " AND NOT EXISTS (SELECT 1 FROM translation d WHERE d.text_id = q.text_id AND d.language = q.language) GROUP BY q.language ORDER BY q.language"))
        .bind(person).bind(today).bind(family).fetch_all(c))
}
