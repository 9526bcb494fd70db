//! Replies to the plan, such as comments, requests and proposals, and the team's answers to them.
//! Replies are append-only: they are never changed or deleted.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, FormId, ItemId, PersonId, ReplyId, TextId};
use model::plan::reply::{NewAnswer, NewReply, PlanSection, ReplyKind, ReplyOutcome, ReplyTarget};
use model::plan::{PlanItemKind, StepState};
use model::policy;
use model::role::Role;

use super::index_by_id;
use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::{run_on, unique_violation_as_race};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx, audience, authored_text};

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
    pub at: jiff_sqlx::Timestamp,
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
        "SELECT r.id, r.author_id, coalesce(a.chosen_name, a.name) AS author, r.kind, r.section, \
            r.item_id, r.text_id, r.at, \
         CASE WHEN i.kind = 'own_words' THEN i.text_id ELSE (SELECT l.text_id FROM plan_line l \
            WHERE l.family_id = r.family_id AND l.item_id = r.item_id \
         ORDER BY l.version DESC LIMIT 1) END AS line_id, \
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
            " UNION SELECT l.text_id FROM plan_reply r JOIN plan_line l ON l.family_id = \
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
    let (role, replies) = self::load_replies(tx, family, about).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let (all, section, item) = target_filter(about);
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(select_reply_texts!(
        " AND ($5 OR r.section = $6 OR r.item_id = $7)"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(all)
    .bind(section)
    .bind(item)
    .fetch_all(c))?;
    Ok(RepliesWithTexts {
        role,
        replies,
        texts: index_by_id(texts),
    })
}

/// Query parameters for `about`: whether to select every reply, else the section or the plan item
/// to filter by. `ReplyTarget::Plan` matches no reply, because both are then NULL.
fn target_filter(about: Option<ReplyTarget>) -> (bool, Option<PlanSection>, Option<ItemId>) {
    match about {
        Some(ReplyTarget::Section(section)) => (false, Some(section), None),
        Some(ReplyTarget::Item(item)) => (false, None, Some(item)),
        Some(ReplyTarget::Plan) => (false, None, None),
        None => (true, None, None),
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
    let (all, section, item) = target_filter(about);
    let replies: Vec<PlanReply> = run_on!(tx, |c| sqlx::query_as(concat!(
        select_replies!(),
        "WHERE r.family_id = $3 AND ($4 OR r.section = $5 OR r.item_id = $6) AND ",
        visible_to_actor!(plan_reply "r"),
        " ORDER BY r.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(all)
    .bind(section)
    .bind(item)
    .fetch_all(c))?;
    Ok((role, replies))
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
    pub answer_due: jiff_sqlx::Date,
    pub outcome: Option<ReplyOutcome>,
}

/// For a family role: the actor's own replies that wait for an answer or were answered in the last
/// 14 days. For any other role: every visible reply that waits for an answer.
///
/// # Errors
/// When the database fails.
pub(crate) async fn list_pending_replies(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    role: Role,
) -> Result<Vec<PendingReply>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let lately = (tx.clock().now() - (14 * 24).hours()).to_sqlx();
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT r.id, coalesce(a.chosen_name, a.name) AS author, r.kind, r.answer_due, r.outcome \
            FROM plan_reply r JOIN person a ON a.id = r.author_id ",
        "WHERE r.family_id = $3 AND r.answer_due IS NOT NULL AND (r.outcome IS NULL OR ($4 AND \
            r.answered_at > $5)) AND (NOT $4 OR r.author_id = $1) AND ", visible_to_actor!(plan_reply "r"),
        " ORDER BY r.outcome IS NULL, r.answer_due, r.id"))
        .bind(person).bind(today).bind(family).bind(role.is_family()).bind(lately).fetch_all(c)
    })
}

#[derive(sqlx::FromRow)]
struct ExistingReply {
    id: ReplyId,
    kind: ReplyKind,
    section: Option<PlanSection>,
    item_id: Option<ItemId>,
    body: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ReplyTargetItem {
    audience_id: AudienceId,
    kind: PlanItemKind,
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
pub async fn add_reply(tx: &mut Tx, family: FamilyId, draft: &NewReply) -> Result<ReplyId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let (person, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    if !policy::may_reply(role, draft.kind) {
        return Err(Error::NotFound);
    }
    let before: Option<ExistingReply> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT r.id, r.kind, r.section, r.item_id, t.body FROM plan_reply r LEFT JOIN text t ON \
            t.id = r.text_id WHERE r.author_id = $1 AND r.form_id = $2")
        .bind(person).bind(draft.form).fetch_optional(c)
    })?;
    let (section, item) = match draft.target {
        ReplyTarget::Plan => (None, None),
        ReplyTarget::Section(section) => (Some(section), None),
        ReplyTarget::Item(item) => (None, Some(item)),
    };
    if let Some(before) = before {
        let same = (
            before.kind,
            before.section,
            before.item_id,
            before.body.as_ref(),
        ) == (draft.kind, section, item, draft.words.as_ref());
        return if same {
            Ok(before.id)
        } else {
            Err(Error::Conflict)
        };
    }
    let line = match item {
        Some(item) => Some(find_target_item(tx, family, item, role).await?),
        None => None,
    };
    if let Some(state) = draft.kind.step_state() {
        update_step_state(
            tx,
            family,
            item.ok_or(Error::NotFound)?,
            line.as_ref().ok_or(Error::NotFound)?,
            role,
            state,
        )
        .await?;
    }
    let audience = match (&line, draft.shared || !role.is_family()) {
        (Some(line), true) => line.audience_id,
        (None, true) => plan_audience_or_private(tx, family).await?,
        (_, false) => audience::find_or_add(tx, family, audience::private_to(person)).await?,
    };
    let words = match &draft.words {
        Some(words) => Some(
            authored_text::insert_text(tx, family, audience, item, &draft.language, words).await?,
        ),
        None => None,
    };
    let due = draft
        .kind
        .answer_deadline_days()
        .map(|days| (today.to_jiff() + days.days()).to_sqlx());
    let id: ReplyId = tx.clock().new_id();
    let written = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO plan_reply (id, family_id, audience_id, author_id, form_id, kind, section, \
            item_id, text_id, at, answer_due) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind(id).bind(family).bind(audience).bind(person).bind(draft.form).bind(draft.kind).bind(section).bind(item).bind(words).bind(now).bind(due).execute(c)
    });
    unique_violation_as_race(written)?;
    Ok(id)
}

/// The plan item that a reply is about. An unpublished item is available to a worker only, except
/// for own words, which are visible without publishing.
///
/// # Errors
/// `NotFound` when there is no such item that the actor may see.
async fn find_target_item(
    tx: &mut Tx,
    family: FamilyId,
    item: ItemId,
    role: Role,
) -> Result<ReplyTargetItem, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let line: Option<ReplyTargetItem> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT i.audience_id, i.kind, i.owner_id, i.owed FROM plan_item i WHERE i.family_id = $3 \
            AND i.id = $4 AND ", visible_to_actor!(plan_item "i"),
        " AND ($5 OR i.kind = 'own_words' OR EXISTS (SELECT 1 FROM plan_newest h JOIN plan_line l \
            ON l.family_id = h.family_id AND l.version = h.version ",
        "WHERE h.family_id = i.family_id AND l.item_id = i.id))"))
        .bind(person).bind(today).bind(family).bind(item).bind(policy::may_edit_plan(role)).fetch_optional(c)
    })?;
    line.ok_or(Error::NotFound)
}

/// Updates the state of a step, or of a condition for closing the case
/// (`PlanItemKind::ClosureCondition`). The owner of a step may do so, unless the agency is
/// responsible for it, and the worker always may.
///
/// # Errors
/// `NotFound` for anyone else, and for plan items of other kinds.
async fn update_step_state(
    tx: &mut Tx,
    family: FamilyId,
    item: ItemId,
    line: &ReplyTargetItem,
    role: Role,
    state: StepState,
) -> Result<(), Error> {
    let person = tx.actor_id()?;
    let theirs = line.owner_id == Some(person) && !line.owed;
    let may = match line.kind {
        PlanItemKind::Step => theirs || role == Role::Worker,
        // Only a worker decides whether a closing condition is met. The family can disagree in a
        // reply.
        PlanItemKind::ClosureCondition => role == Role::Worker,
        _ => false,
    };
    if !may {
        return Err(Error::NotFound);
    }
    let today = tx.today();
    run_on!(tx, |c| sqlx::query(concat!(
        "UPDATE plan_item SET state = $5 WHERE family_id = $3 AND id = $4 AND ",
        visible_to_actor!(plan_item "plan_item")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(item)
    .bind(state)
    .execute(c))?;
    Ok(())
}

/// The audience of the plan itself.
async fn plan_audience_or_private(tx: &mut Tx, family: FamilyId) -> Result<AudienceId, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let plan: Option<(AudienceId,)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT l.audience_id FROM plan l WHERE l.family_id = $3 AND ",
        visible_to_actor!(plan "l")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_optional(c))?;
    match plan {
        Some((audience,)) => Ok(audience),
        // Without a plan that the actor may see, only the author and the people who answer see it.
        None => audience::find_or_add(tx, family, audience::private_to(person)).await,
    }
}

/// Stores the team's answer to a reply. An accepted proposal also becomes a plan item. Idempotent:
/// repeating the same answer changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, or when the reply does not accept this outcome;
/// `Conflict` when the reply already has another answer.
pub async fn answer_reply(tx: &mut Tx, family: FamilyId, answer: &NewAnswer) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !policy::may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let (person, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    #[derive(sqlx::FromRow)]
    struct AnsweredReply {
        kind: ReplyKind,
        audience_id: AudienceId,
        item_id: Option<ItemId>,
        text_id: Option<TextId>,
        outcome: Option<ReplyOutcome>,
        body: Option<String>,
    }
    let asked: Option<AnsweredReply> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT r.kind, r.audience_id, r.item_id, r.text_id, r.outcome, t.body FROM plan_reply r \
            LEFT JOIN text t ON t.id = r.answer_id ",
        "WHERE r.family_id = $3 AND r.id = $4 AND ", visible_to_actor!(plan_reply "r")))
        .bind(person).bind(today).bind(family).bind(answer.reply).fetch_optional(c)
    })?;
    let asked = asked.ok_or(Error::NotFound)?;
    if !asked.kind.allowed_outcomes().contains(&answer.outcome) {
        return Err(Error::NotFound);
    }
    if let Some(outcome) = asked.outcome {
        return if (outcome, asked.body.as_ref()) == (answer.outcome, answer.words.as_ref()) {
            Ok(())
        } else {
            Err(Error::Conflict)
        };
    }
    let words = match &answer.words {
        Some(words) => Some(
            authored_text::insert_text(
                tx,
                family,
                asked.audience_id,
                asked.item_id,
                &answer.language,
                words,
            )
            .await?,
        ),
        None => None,
    };
    let touched = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE plan_reply SET outcome = $3, answer_id = $4, answered_by = $5, \
            answered_at = $6 WHERE id = $1 AND family_id = $2 AND outcome IS NULL",
        )
        .bind(answer.reply)
        .bind(family)
        .bind(answer.outcome)
        .bind(words)
        .bind(person)
        .bind(now)
        .execute(c)
    })?;
    if touched == 0 {
        return Err(Error::Conflict);
    }
    if let (ReplyOutcome::Accepted, Some(text)) = (answer.outcome, asked.text_id) {
        add_accepted_item(tx, family, asked.kind, asked.audience_id, text).await?;
    }
    Ok(())
}

/// Adds an accepted proposal to the working copy as a plan item that reuses the proposal's text, so
/// that its author is unchanged.
async fn add_accepted_item(
    tx: &mut Tx,
    family: FamilyId,
    kind: ReplyKind,
    audience: AudienceId,
    text: TextId,
) -> Result<(), Error> {
    let (id, now): (ItemId, _) = (tx.clock().new_id(), tx.now());
    let form: FormId = tx.clock().new_id();
    let kind = if kind == ReplyKind::ProposeGoal {
        PlanItemKind::FamilyGoal
    } else {
        PlanItemKind::Step
    };
    run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO plan_item (id, family_id, audience_id, key, kind, position, text_id, owed, state, revision, changed_at)
         SELECT $1, $2, $3, $4, $5, (SELECT coalesce(max(position), 0) + 1 FROM plan_item WHERE family_id = $2), $6, $7, $8, 1, $9")
        .bind(id).bind(family).bind(audience).bind(format!("portal {form}")).bind(kind).bind(text).bind(false).bind(StepState::Open).bind(now).execute(c)
    })?;
    Ok(())
}
