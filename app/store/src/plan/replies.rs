//! Replies to the plan, such as comments, requests and proposals, and the team's answers to them.
//! Replies are never changed or deleted: an answer is added once, and `reply_withdrawal` hides a
//! reply that its author took back.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, ItemId, PersonId, ReplyId, TextId};
use model::plan::reply::{PlanSection, ReplyKind, ReplyOutcome, ReplyTarget};
use model::role::Role;

use super::{PlanItem, index_by_id};
use crate::access::{OpenRecord, RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A reply, with the team's answer if there is one. `RepliesWithTexts::texts` resolves its text
/// ids.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlanReply {
    pub id: ReplyId,
    pub author_id: PersonId,
    pub author: String,
    pub kind: ReplyKind,
    pub section: Option<PlanSection>,
    pub item_id: Option<ItemId>,
    /// The wording of the plan item that the reply is about: as last published, or the current
    /// wording of the family's own words.
    pub line_id: Option<TextId>,
    pub text_id: Option<TextId>,
    pub created_at: jiff_sqlx::Timestamp,
    /// The date by which the team has to answer; `None` for a reply that needs no answer.
    pub answer_due: Option<jiff_sqlx::Date>,
    pub outcome: Option<ReplyOutcome>,
    pub answer_id: Option<TextId>,
    pub answered_by: Option<String>,
    pub answered_at: Option<jiff_sqlx::Timestamp>,
}

impl PlanReply {
    /// True while the reply needs an answer and has none.
    pub fn awaits_answer(&self) -> bool {
        self.answer_due.is_some() && self.outcome.is_none()
    }
}

/// Replies, the oldest first, with their texts and the actor's role in the family.
#[derive(Debug, Clone)]
pub struct RepliesWithTexts {
    pub role: Role,
    pub replies: Vec<PlanReply>,
    pub texts: HashMap<TextId, AuthoredText>,
}

/// The `SELECT` and `FROM` clauses that produce `PlanReply` rows.
macro_rules! select_replies {
    () => {
        // A reply shows published wording only: the current wording of the working copy may be
        // unpublished. Own words are visible without publishing, until their author removes them.
        "SELECT r.id, r.author_id, coalesce(a.chosen_name, a.name) AS author, r.kind, r.section, \
            r.item_id, r.text_id, r.created_at, \
         CASE WHEN i.kind = 'own_words' AND i.removed THEN NULL WHEN i.kind = 'own_words' THEN \
            i.text_id ELSE (SELECT l.text_id FROM plan_version_item l WHERE l.family_id = \
            r.family_id AND l.item_id = r.item_id ORDER BY l.version DESC LIMIT 1) END AS line_id, \
         r.answer_due, r.outcome, r.answer_id, coalesce(w.chosen_name, w.name) AS answered_by, \
            r.answered_at \
         FROM plan_reply r JOIN person a ON a.id = r.author_id LEFT JOIN person w ON w.id = \
            r.answered_by LEFT JOIN plan_item i ON i.id = r.item_id "
    };
}

/// A query for the texts of the family's replies that match the condition `$which`, and of the plan
/// items that these replies are about.
macro_rules! select_reply_texts {
    ($which:literal) => {
        concat!(
            "SELECT ",
            authored_text_columns!(),
            " FROM text t ",
            authored_text_joins!(),
            "WHERE t.family_id = $4 AND ",
            visible_to_actor!(text "t"),
            " AND t.id IN (",
            "SELECT r.text_id FROM plan_reply r WHERE r.family_id = $4",
            $which,
            " UNION SELECT r.answer_id FROM plan_reply r WHERE r.family_id = $4",
            $which,
            " UNION SELECT i.text_id FROM plan_reply r JOIN plan_item i ON i.id = r.item_id AND \
                i.kind = 'own_words' WHERE r.family_id = $4",
            $which,
            // Of all versions: an item that has been removed is found only in older ones.
            " UNION SELECT l.text_id FROM plan_reply r JOIN plan_version_item l ON l.family_id = \
                r.family_id AND l.item_id = r.item_id WHERE r.family_id = $4",
            $which,
            ")"
        )
    };
}

/// The replies to one section or plan item of a family's plan, or all replies when `about` is
/// `None`.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn list_replies(
    tx: &mut Tx,
    family: FamilyId,
    about: Option<ReplyTarget>,
    language: &str,
) -> Result<RepliesWithTexts, Error> {
    let (role, replies) = load_replies(tx, family, about).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let filter = target_filter(about);
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(select_reply_texts!(
        " AND ($5 OR r.section = $6 OR r.item_id = $7)"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(filter.all)
    .bind(filter.section)
    .bind(filter.item)
    .fetch_all(c))?;
    Ok(RepliesWithTexts {
        role,
        replies,
        texts: index_by_id(texts),
    })
}

/// The query parameters that select the replies to one target.
struct ReplyFilter {
    /// Selects every reply; `section` and `item` are then `None`.
    all: bool,
    section: Option<PlanSection>,
    item: Option<ItemId>,
}

/// The filter for `about`. `ReplyTarget::Plan` matches no reply, because the section and the item
/// are then NULL.
fn target_filter(about: Option<ReplyTarget>) -> ReplyFilter {
    let (section, item) = match about {
        Some(ReplyTarget::Section(section)) => (Some(section), None),
        Some(ReplyTarget::Item(item)) => (None, Some(item)),
        Some(ReplyTarget::Plan) | None => (None, None),
    };
    ReplyFilter {
        all: about.is_none(),
        section,
        item,
    }
}

/// The actor's role, and the replies as in `list_replies`, without their texts.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub(super) async fn load_replies(
    tx: &mut Tx,
    family: FamilyId,
    about: Option<ReplyTarget>,
) -> Result<(Role, Vec<PlanReply>), Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let (person, today) = (tx.actor_id()?, tx.today());
    let filter = target_filter(about);
    // Ordered by id, which for UUIDs of version 7 is the order of time. Times on SQLite are text
    // that does not sort chronologically.
    let replies: Vec<PlanReply> = run_on!(tx, |c| sqlx::query_as(concat!(
        select_replies!(),
        "WHERE r.family_id = $3 AND ($4 OR r.section = $5 OR r.item_id = $6) AND ",
        visible_to_actor!(plan_reply "r"),
        " ORDER BY r.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(filter.all)
    .bind(filter.section)
    .bind(filter.item)
    .fetch_all(c))?;
    Ok((role, replies))
}

/// The texts of an item, of the replies to it and of their answers, in one statement.
pub(super) async fn load_item_texts(
    tx: &mut Tx,
    family: FamilyId,
    item: &PlanItem,
    language: &str,
) -> Result<HashMap<TextId, AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let texts: Vec<AuthoredText> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.family_id = $4 AND ",
        visible_to_actor!(text "t"),
        " AND (t.id = $5 OR t.id = $6 OR t.id = $7 OR t.id IN (SELECT r.text_id FROM plan_reply r \
        WHERE r.family_id = $4 AND r.item_id = $8 UNION SELECT r.answer_id FROM plan_reply r WHERE \
        r.family_id = $4 AND r.item_id = $8))"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(item.text_id)
    .bind(item.benchmark_text_id)
    .bind(item.progress_text_id)
    .bind(item.id)
    .fetch_all(c)
    })?;
    Ok(index_by_id(texts))
}

/// One reply, as the only element of `RepliesWithTexts::replies`.
///
/// # Errors
/// `NotFound` when there is no such reply that the actor may see.
pub async fn read_reply(
    tx: &mut Tx,
    family: FamilyId,
    id: ReplyId,
    language: &str,
) -> Result<RepliesWithTexts, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let (person, today) = (tx.actor_id()?, tx.today());
    let replies: Vec<PlanReply> = run_on!(tx, |c| sqlx::query_as(concat!(
        select_replies!(),
        "WHERE r.family_id = $3 AND r.id = $4 AND ",
        visible_to_actor!(plan_reply "r")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_all(c))?;
    // A reply that exists and is hidden gets the same answer as one that does not exist.
    if replies.is_empty() {
        return Err(Error::NotFound);
    }
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(select_reply_texts!(
        " AND r.id = $5"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(id)
    .fetch_all(c))?;
    Ok(RepliesWithTexts {
        role,
        replies,
        texts: index_by_id(texts),
    })
}

/// A reply that waits for an answer or was recently answered, for the home page.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PendingReply {
    pub id: ReplyId,
    pub author: String,
    pub kind: ReplyKind,
    pub section: Option<PlanSection>,
    pub answer_due: jiff_sqlx::Date,
    pub outcome: Option<ReplyOutcome>,
    subject: Option<String>,
    subject_language: Option<String>,
    translated_subject: Option<String>,
}

impl PendingReply {
    /// What the reply is about, and the language of these words: the plan item as published, or for
    /// a reply to no item its own words. In `language` where they are translated. `None` where the
    /// actor may see neither, or there are none.
    pub fn subject<'a>(&'a self, language: &'a str) -> Option<(&'a str, &'a str)> {
        match &self.translated_subject {
            Some(words) => Some((words.as_str(), language)),
            None => Some((self.subject.as_deref()?, self.subject_language.as_deref()?)),
        }
    }
}

/// For a family role: the actor's own replies that wait for an answer or were answered in the last
/// 14 days. For any other role: every visible reply that waits for an answer. With what each is
/// about, in `language` where there is a translation.
///
/// # Errors
/// When the database fails.
pub(crate) async fn list_pending_replies(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    role: Role,
    language: &str,
) -> Result<Vec<PendingReply>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Hours, because a `Timestamp` has no calendar and takes no days.
    let lately = (tx.clock().now() - (14 * 24).hours()).to_sqlx();
    // Answered replies come first: `FALSE` sorts before `TRUE` on both engines. A family member
    // waits for answers to their own replies only, even if the other parent shared one.
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
        // Materialized, so that the text is found by its id alone. Otherwise PostgreSQL checks who
        // sees each text of the family before it compares ids.
        "WITH q AS MATERIALIZED (SELECT r.id, r.author_id, r.kind, r.section, r.answer_due, \
            r.outcome, ",
        // The published wording, as in `select_replies!`.
        "coalesce(CASE WHEN i.kind = 'own_words' AND i.removed THEN NULL WHEN i.kind = 'own_words' \
            THEN i.text_id ELSE (SELECT l.text_id FROM plan_version_item l WHERE l.family_id = \
            r.family_id AND l.item_id = r.item_id ORDER BY l.version DESC LIMIT 1) END, r.text_id) \
            AS subject_id ",
        "FROM plan_reply r LEFT JOIN plan_item i ON i.id = r.item_id WHERE r.family_id = $3 AND \
            r.answer_due IS NOT NULL AND (r.outcome IS NULL OR ($4 AND r.answered_at > $5)) AND \
            (NOT $4 OR r.author_id = $1) AND ", visible_to_actor!(plan_reply "r"), ") ",
        "SELECT q.id, coalesce(a.chosen_name, a.name) AS author, q.kind, q.section, q.answer_due, \
            q.outcome, t.body AS subject, t.language AS subject_language, tr.body AS \
            translated_subject FROM q JOIN person a ON a.id = q.author_id ",
        "LEFT JOIN text t ON t.id = q.subject_id AND ", visible_to_actor!(text "t"),
        " LEFT JOIN translation tr ON tr.text_id = t.id AND tr.language = $6 ",
        "ORDER BY q.outcome IS NULL, q.answer_due, q.id"))
        .bind(person).bind(today).bind(family).bind(role.is_family()).bind(lately).bind(language).fetch_all(c)
    })
}
