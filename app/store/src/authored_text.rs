//! User-authored texts, with their translation into the actor's language when one exists.

use model::id::{AudienceId, FamilyId, ItemId, PersonId, TextId};

use crate::db::run_on;
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
    /// The day on which the actor requested a translation into their language, and the day by which
    /// it is promised; `None` without a request.
    pub tr_asked_on: Option<jiff_sqlx::Date>,
    pub tr_due: Option<jiff_sqlx::Date>,
}

/// The columns of `AuthoredText`, for SELECT.
macro_rules! authored_text_columns {
    () => {
        "t.id AS text_id, t.language, t.body, t.author_id, coalesce(ta.chosen_name, ta.name) AS \
            author, t.entered_by_agency, \
         tr.body AS tr_body, tr.made_by AS tr_by, tr.machine AS tr_machine, \
            rq.asked_on AS tr_asked_on, rq.answer_due AS tr_due"
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
