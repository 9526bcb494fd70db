//! Replies to the plan, such as comments, requests and proposals, and the team's answers to them.
//! Replies are append-only: they are never changed or deleted.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, FormId, ItemId, PersonId, ReplyId, TextId};
use model::plan::reply::{About, Answer, Draft, Outcome, ReplyKind, Section};
use model::plan::{Kind, State};
use model::policy;
use model::role::Role;

use super::by_id;
use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::db::{on, once};
use crate::text::{Said, said, said_joins};
use crate::visibility::sees;
use crate::{Error, Tx, audience, text};

/// A reply, with the team's answer if there is one. `Talk::texts` resolves its text ids.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Reply {
    pub id: ReplyId,
    pub author_id: PersonId,
    pub author: String,
    pub kind: ReplyKind,
    pub section: Option<Section>,
    pub item_id: Option<ItemId>,
    /// The wording of the plan item that the reply is about: as last published, or the current
    /// wording of the family's own words.
    pub line_id: Option<TextId>,
    pub text_id: Option<TextId>,
    pub at: jiff_sqlx::Timestamp,
    /// The date by which the team has to answer; `None` for a reply that needs no answer.
    pub answer_due: Option<jiff_sqlx::Date>,
    pub outcome: Option<Outcome>,
    pub answer_id: Option<TextId>,
    pub answered_by: Option<String>,
    pub answered_at: Option<jiff_sqlx::Timestamp>,
}

impl Reply {
    /// True while the reply needs an answer and has none.
    pub fn waits(&self) -> bool {
        self.answer_due.is_some() && self.outcome.is_none()
    }
}

/// Replies, the oldest first, with their texts and the actor's role in the family.
#[derive(Debug, Clone)]
pub struct Talk {
    pub role: Role,
    pub replies: Vec<Reply>,
    pub texts: HashMap<TextId, Said>,
}

/// The `SELECT` and `FROM` clauses that produce `Reply` rows.
macro_rules! replies {
    () => {
        "SELECT r.id, r.author_id, coalesce(a.chosen_name, a.name) AS author, r.kind, r.section, r.item_id, r.text_id, r.at, \
         CASE WHEN i.kind = 'own_words' THEN i.text_id ELSE (SELECT l.text_id FROM plan_line l WHERE l.family_id = r.family_id AND l.item_id = r.item_id \
         ORDER BY l.version DESC LIMIT 1) END AS line_id, \
         r.answer_due, r.outcome, r.answer_id, coalesce(w.chosen_name, w.name) AS answered_by, r.answered_at \
         FROM plan_reply r JOIN person a ON a.id = r.author_id LEFT JOIN person w ON w.id = r.answered_by LEFT JOIN plan_item i ON i.id = r.item_id "
    };
}

/// A query for the texts of the family's replies that match the condition `$which`, and of the plan
/// items that these replies are about.
macro_rules! texts_of_replies {
    ($which:literal) => {
        concat!(
            "SELECT ",
            said!(),
            " FROM text t ",
            said_joins!(),
            "WHERE t.family_id = $4 AND ",
            sees!(text "t"),
            " AND t.id IN (",
            "SELECT r.text_id FROM plan_reply r WHERE r.family_id = $4",
            $which,
            " UNION SELECT r.answer_id FROM plan_reply r WHERE r.family_id = $4",
            $which,
            " UNION SELECT i.text_id FROM plan_reply r JOIN plan_item i ON i.id = r.item_id AND i.kind = 'own_words' WHERE r.family_id = $4",
            $which,
            " UNION SELECT l.text_id FROM plan_reply r JOIN plan_line l ON l.family_id = r.family_id AND l.item_id = r.item_id WHERE r.family_id = $4",
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
pub async fn list(tx: &mut Tx, family: FamilyId, about: Option<About>, language: &str) -> Result<Talk, Error> {
    let (role, replies) = self::about(tx, family, about).await?;
    let (person, today) = (tx.person()?, tx.today());
    let (all, section, item) = fields(about);
    let texts: Vec<Said> = on!(tx, c => sqlx::query_as(texts_of_replies!(" AND ($5 OR r.section = $6 OR r.item_id = $7)"))
        .bind(person).bind(today).bind(language).bind(family).bind(all).bind(section).bind(item).fetch_all(c))?;
    Ok(Talk { role, replies, texts: by_id(texts) })
}

/// Query parameters for `about`: whether to select every reply, else the section or the plan item
/// to filter by. `About::Plan` matches no reply, because both are then NULL.
fn fields(about: Option<About>) -> (bool, Option<Section>, Option<ItemId>) {
    match about {
        Some(About::Section(section)) => (false, Some(section), None),
        Some(About::Item(item)) => (false, None, Some(item)),
        Some(About::Plan) => (false, None, None),
        None => (true, None, None),
    }
}

/// The actor's role, and the replies as in `list`, without their texts.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub(super) async fn about(tx: &mut Tx, family: FamilyId, about: Option<About>) -> Result<(Role, Vec<Reply>), Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let (person, today) = (tx.person()?, tx.today());
    let (all, section, item) = fields(about);
    let replies: Vec<Reply> = on!(tx, c => sqlx::query_as(concat!(
        replies!(), "WHERE r.family_id = $3 AND ($4 OR r.section = $5 OR r.item_id = $6) AND ", sees!(plan_reply "r"), " ORDER BY r.id"))
        .bind(person).bind(today).bind(family).bind(all).bind(section).bind(item).fetch_all(c))?;
    Ok((role, replies))
}

/// One reply, as the only element of `Talk::replies`.
///
/// # Errors
/// `NotFound` when there is no such reply that the actor may see.
pub async fn read(tx: &mut Tx, family: FamilyId, id: ReplyId, language: &str) -> Result<Talk, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let (person, today) = (tx.person()?, tx.today());
    let replies: Vec<Reply> = on!(tx, c => sqlx::query_as(concat!(replies!(), "WHERE r.family_id = $3 AND r.id = $4 AND ", sees!(plan_reply "r")))
        .bind(person).bind(today).bind(family).bind(id).fetch_all(c))?;
    if replies.is_empty() {
        return Err(Error::NotFound);
    }
    let texts: Vec<Said> = on!(tx, c => sqlx::query_as(texts_of_replies!(" AND r.id = $5"))
        .bind(person).bind(today).bind(language).bind(family).bind(id).fetch_all(c))?;
    Ok(Talk { role, replies, texts: by_id(texts) })
}

/// A reply that waits for an answer or was recently answered, for the home page.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Waiting {
    pub id: ReplyId,
    pub author: String,
    pub kind: ReplyKind,
    pub answer_due: jiff_sqlx::Date,
    pub outcome: Option<Outcome>,
}

/// For a family role: the actor's own replies that wait for an answer or were answered in the last
/// 14 days. For any other role: every visible reply that waits for an answer.
///
/// # Errors
/// When the database fails.
pub(crate) async fn waiting(tx: &mut OpenRecord<'_>, family: FamilyId, role: Role) -> Result<Vec<Waiting>, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let lately = (tx.clock().now() - (14 * 24).hours()).to_sqlx();
    on!(tx, c => sqlx::query_as(concat!(
        "SELECT r.id, coalesce(a.chosen_name, a.name) AS author, r.kind, r.answer_due, r.outcome FROM plan_reply r JOIN person a ON a.id = r.author_id ",
        "WHERE r.family_id = $3 AND r.answer_due IS NOT NULL AND (r.outcome IS NULL OR ($4 AND r.answered_at > $5)) AND (NOT $4 OR r.author_id = $1) AND ", sees!(plan_reply "r"),
        " ORDER BY r.outcome IS NULL, r.answer_due, r.id"))
        .bind(person).bind(today).bind(family).bind(role.is_family()).bind(lately).fetch_all(c))
}

#[derive(sqlx::FromRow)]
struct Before {
    id: ReplyId,
    kind: ReplyKind,
    section: Option<Section>,
    item_id: Option<ItemId>,
    body: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Line {
    audience_id: AudienceId,
    kind: Kind,
    owner_id: Option<PersonId>,
    owed: bool,
}

/// Adds a reply. A reply that reports on a step also updates the state of the step. Idempotent:
/// resubmitting the same form returns the existing reply.
///
/// # Errors
/// `NotFound` when the actor may not see the target, or their role may not give this kind of reply;
/// `Conflict` when the form id was already used for another reply; `Raced` when a concurrent
/// request stored the same form.
pub async fn add(tx: &mut Tx, family: FamilyId, draft: &Draft) -> Result<ReplyId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let (person, today, now) = (tx.person()?, tx.today(), tx.now());
    if !policy::may_reply(role, draft.kind) {
        return Err(Error::NotFound);
    }
    let before: Option<Before> = on!(tx, c => sqlx::query_as(
        "SELECT r.id, r.kind, r.section, r.item_id, t.body FROM plan_reply r LEFT JOIN text t ON t.id = r.text_id WHERE r.author_id = $1 AND r.form_id = $2")
        .bind(person).bind(draft.form).fetch_optional(c))?;
    let (section, item) = match draft.about {
        About::Plan => (None, None),
        About::Section(section) => (Some(section), None),
        About::Item(item) => (None, Some(item)),
    };
    if let Some(before) = before {
        let same = (before.kind, before.section, before.item_id, before.body.as_ref()) == (draft.kind, section, item, draft.words.as_ref());
        return if same { Ok(before.id) } else { Err(Error::Conflict) };
    }
    let line = match item {
        Some(item) => Some(line(tx, family, item, role).await?),
        None => None,
    };
    if let Some(state) = draft.kind.state() {
        keep_state(tx, family, item.ok_or(Error::NotFound)?, line.as_ref().ok_or(Error::NotFound)?, role, state).await?;
    }
    let audience = match (&line, draft.wide || !role.is_family()) {
        (Some(line), true) => line.audience_id,
        (None, true) => shared(tx, family).await?,
        (_, false) => audience::find_or_add(tx, family, audience::own(person)).await?,
    };
    let words = match &draft.words {
        Some(words) => Some(text::add(tx, family, audience, item, &draft.language, words).await?),
        None => None,
    };
    let due = draft.kind.answer_in().map(|days| (today.to_jiff() + days.days()).to_sqlx());
    let id: ReplyId = tx.clock().mint();
    let written = on!(tx, c => sqlx::query(
        "INSERT INTO plan_reply (id, family_id, audience_id, author_id, form_id, kind, section, item_id, text_id, at, answer_due) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind(id).bind(family).bind(audience).bind(person).bind(draft.form).bind(draft.kind).bind(section).bind(item).bind(words).bind(now).bind(due).execute(c));
    once(written)?;
    Ok(id)
}

/// The plan item that a reply is about. An unpublished item is available to a worker only, except
/// for own words, which are visible without publishing.
///
/// # Errors
/// `NotFound` when there is no such item that the actor may see.
async fn line(tx: &mut Tx, family: FamilyId, item: ItemId, role: Role) -> Result<Line, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let line: Option<Line> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT i.audience_id, i.kind, i.owner_id, i.owed FROM plan_item i WHERE i.family_id = $3 AND i.id = $4 AND ", sees!(plan_item "i"),
        " AND ($5 OR i.kind = 'own_words' OR EXISTS (SELECT 1 FROM plan_newest h JOIN plan_line l ON l.family_id = h.family_id AND l.version = h.version ",
        "WHERE h.family_id = i.family_id AND l.item_id = i.id))"))
        .bind(person).bind(today).bind(family).bind(item).bind(policy::may_edit_plan(role)).fetch_optional(c))?;
    line.ok_or(Error::NotFound)
}

/// Updates the state of a step, or of a condition for closing the case (`Kind::Change`). The owner
/// of a step may do so, unless the agency is responsible for it, and the worker always may.
///
/// # Errors
/// `NotFound` for anyone else, and for plan items of other kinds.
async fn keep_state(tx: &mut Tx, family: FamilyId, item: ItemId, line: &Line, role: Role, state: State) -> Result<(), Error> {
    let person = tx.person()?;
    let theirs = line.owner_id == Some(person) && !line.owed;
    let may = match line.kind {
        Kind::Step => theirs || role == Role::Worker,
        // Only a worker decides whether a closing condition is met. The family can disagree in a
        // reply.
        Kind::Change => role == Role::Worker,
        _ => false,
    };
    if !may {
        return Err(Error::NotFound);
    }
    let today = tx.today();
    on!(tx, c => sqlx::query(concat!("UPDATE plan_item SET state = $5 WHERE family_id = $3 AND id = $4 AND ", sees!(plan_item "plan_item")))
        .bind(person).bind(today).bind(family).bind(item).bind(state).execute(c))?;
    Ok(())
}

/// The audience of the plan itself.
async fn shared(tx: &mut Tx, family: FamilyId) -> Result<AudienceId, Error> {
    let (person, today) = (tx.person()?, tx.today());
    let plan: Option<(AudienceId,)> = on!(tx, c => sqlx::query_as(concat!("SELECT l.audience_id FROM plan l WHERE l.family_id = $3 AND ", sees!(plan "l")))
        .bind(person).bind(today).bind(family).fetch_optional(c))?;
    match plan {
        Some((audience,)) => Ok(audience),
        // Without a plan that the actor may see, only the author and the people who answer see it.
        None => audience::find_or_add(tx, family, audience::own(person)).await,
    }
}

/// Stores the team's answer to a reply. An accepted proposal also becomes a plan item. Idempotent:
/// repeating the same answer changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, or when the reply does not accept this outcome;
/// `Conflict` when the reply already has another answer.
pub async fn answer(tx: &mut Tx, family: FamilyId, answer: &Answer) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !policy::may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let (person, today, now) = (tx.person()?, tx.today(), tx.now());
    #[derive(sqlx::FromRow)]
    struct Asked {
        kind: ReplyKind,
        audience_id: AudienceId,
        item_id: Option<ItemId>,
        text_id: Option<TextId>,
        outcome: Option<Outcome>,
        body: Option<String>,
    }
    let asked: Option<Asked> = on!(tx, c => sqlx::query_as(concat!(
        "SELECT r.kind, r.audience_id, r.item_id, r.text_id, r.outcome, t.body FROM plan_reply r LEFT JOIN text t ON t.id = r.answer_id ",
        "WHERE r.family_id = $3 AND r.id = $4 AND ", sees!(plan_reply "r")))
        .bind(person).bind(today).bind(family).bind(answer.reply).fetch_optional(c))?;
    let asked = asked.ok_or(Error::NotFound)?;
    if !asked.kind.outcomes().contains(&answer.outcome) {
        return Err(Error::NotFound);
    }
    if let Some(outcome) = asked.outcome {
        return if (outcome, asked.body.as_ref()) == (answer.outcome, answer.words.as_ref()) { Ok(()) } else { Err(Error::Conflict) };
    }
    let words = match &answer.words {
        Some(words) => Some(text::add(tx, family, asked.audience_id, asked.item_id, &answer.language, words).await?),
        None => None,
    };
    let touched = on!(tx, c => sqlx::query("UPDATE plan_reply SET outcome = $3, answer_id = $4, answered_by = $5, answered_at = $6 WHERE id = $1 AND family_id = $2 AND outcome IS NULL")
        .bind(answer.reply).bind(family).bind(answer.outcome).bind(words).bind(person).bind(now).execute(c))?;
    if touched == 0 {
        return Err(Error::Conflict);
    }
    if let (Outcome::Accepted, Some(text)) = (answer.outcome, asked.text_id) {
        accept(tx, family, asked.kind, asked.audience_id, text).await?;
    }
    Ok(())
}

/// Adds an accepted proposal to the working copy as a plan item that reuses the proposal's text, so
/// that its author is unchanged.
async fn accept(tx: &mut Tx, family: FamilyId, kind: ReplyKind, audience: AudienceId, text: TextId) -> Result<(), Error> {
    let (id, now): (ItemId, _) = (tx.clock().mint(), tx.now());
    let form: FormId = tx.clock().mint();
    let kind = if kind == ReplyKind::ProposeGoal { Kind::FamilyGoal } else { Kind::Step };
    on!(tx, c => sqlx::query(
        "INSERT INTO plan_item (id, family_id, audience_id, key, kind, position, text_id, owed, state, revision, changed_at)
         SELECT $1, $2, $3, $4, $5, (SELECT coalesce(max(position), 0) + 1 FROM plan_item WHERE family_id = $2), $6, $7, $8, 1, $9")
        .bind(id).bind(family).bind(audience).bind(format!("portal {form}")).bind(kind).bind(text).bind(false).bind(State::Open).bind(now).execute(c))?;
    Ok(())
}
