//! The team's answers to replies, and the plan items that accepted proposals become.

use model::id::{AudienceId, FamilyId, FormId, ItemId, ReplyId, TextId};
use model::plan::reply::{NewAnswer, ReplyKind, ReplyOutcome};
use model::plan::{PlanItemKind, StepState};
use model::policy;

use crate::access::{RecordPart, open_record_for_update};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx, authored_text};

/// A reply to answer. `body` is the text of its answer, if it was answered before.
#[derive(sqlx::FromRow)]
struct AnsweredReply {
    kind: ReplyKind,
    audience_id: AudienceId,
    item_id: Option<ItemId>,
    text_id: Option<TextId>,
    outcome: Option<ReplyOutcome>,
    body: Option<String>,
}

/// Stores the team's answer to a reply. An accepted proposal also becomes a plan item. Idempotent:
/// repeating the same answer changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, or when the reply does not accept this outcome;
/// `Conflict` when the reply already has another answer; `Raced` when a concurrent request answered
/// or withdrew it.
pub async fn answer_reply(tx: &mut Tx, family: FamilyId, answer: &NewAnswer) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !policy::may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let (person, now) = (tx.actor_id()?, tx.now());
    let asked = find_answered_reply(tx, family, answer.reply).await?;
    if !asked.kind.allowed_outcomes().contains(&answer.outcome) {
        return Err(Error::NotFound);
    }
    // An answer is given once. The same answer again, as by a double tap, must look like the first
    // success.
    if let Some(outcome) = asked.outcome {
        return if (outcome, asked.body.as_ref()) == (answer.outcome, answer.words.as_ref()) {
            Ok(())
        } else {
            Err(Error::Conflict)
        };
    }
    // The answer has the audience of the reply: anyone who may not read the reply must not read the
    // answer.
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
            answered_at = $6 WHERE id = $1 AND family_id = $2 AND outcome IS NULL AND \
            withdrawn_at IS NULL",
        )
        .bind(answer.reply)
        .bind(family)
        .bind(answer.outcome)
        .bind(words)
        .bind(person)
        .bind(now)
        .execute(c)
    })?;
    // On PostgreSQL another request has answered it, or its author has withdrawn it, since it was
    // read above. A retry tells which, and whether it was the same answer.
    if touched == 0 {
        return Err(Error::Raced);
    }
    if let (ReplyOutcome::Accepted, Some(text)) = (answer.outcome, asked.text_id) {
        add_accepted_item(tx, family, asked.kind, asked.audience_id, text).await?;
    }
    Ok(())
}

/// A reply that is visible to the actor, with its answer if there is one.
///
/// # Errors
/// `NotFound` when there is no such reply.
async fn find_answered_reply(
    tx: &mut Tx,
    family: FamilyId,
    reply: ReplyId,
) -> Result<AnsweredReply, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let asked: Option<AnsweredReply> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT r.kind, r.audience_id, r.item_id, r.text_id, r.outcome, t.body FROM plan_reply r \
            LEFT JOIN text t ON t.id = r.answer_id ",
        "WHERE r.family_id = $3 AND r.id = $4 AND ", visible_to_actor!(plan_reply "r")))
        .bind(person).bind(today).bind(family).bind(reply).fetch_optional(c)
    })?;
    asked.ok_or(Error::NotFound)
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
    // A random key is enough: the condition on `outcome` in `answer_reply` already prevents a
    // second item from the same proposal.
    let form: FormId = tx.clock().new_id();
    // A proposed service becomes a step as well, because the plan has no kind of its own for
    // services.
    let kind = if kind == ReplyKind::ProposeGoal {
        PlanItemKind::FamilyGoal
    } else {
        PlanItemKind::Step
    };
    run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO plan_item (id, family_id, audience_id, key, kind, position, text_id, owed_by_agency, state,
             revision, changed_at)
         SELECT $1, $2, $3, $4, $5, (SELECT coalesce(max(position), 0) + 1 FROM plan_item WHERE family_id = $2), $6, $7, $8, 1, $9")
        .bind(id).bind(family).bind(audience).bind(format!("portal {form}")).bind(kind).bind(text).bind(false).bind(StepState::Open).bind(now).execute(c)
    })?;
    Ok(())
}
