//! Withdrawing a reply. The row is kept for its author and shown to no one: `visible_to_actor!`
//! leaves it out, and row-level security hides it from everyone else. Its words get an audience of
//! their author alone.

use model::id::{FamilyId, ItemId, ReplyId, TextId};
use model::plan::StepState;
use model::plan::reply::{PlanSection, ReplyKind, ReplyOutcome};
use model::policy;
use model::role::Role;

use crate::access::{RecordPart, open_record_for_update};
use crate::audience::AudienceEntry;
use crate::db::run_on;
use crate::visibility::{audience_includes_actor, item_visible_to_actor, visible_to_actor};
use crate::{Error, Tx, audience};

/// A reply of the actor.
#[derive(sqlx::FromRow)]
struct OwnReply {
    kind: ReplyKind,
    section: Option<PlanSection>,
    item_id: Option<ItemId>,
    text_id: Option<TextId>,
    outcome: Option<ReplyOutcome>,
    withdrawn_at: Option<jiff_sqlx::Timestamp>,
}

/// What a withdrawn reply was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithdrawnReply {
    pub kind: ReplyKind,
    pub section: Option<PlanSection>,
    pub item: Option<ItemId>,
}

/// Withdraws a reply of the actor that has no answer. The state of a step that it reported on is
/// again what it was before, unless there is a later report. Idempotent.
///
/// # Errors
/// `NotFound` when there is no such reply of the actor about something that they may see;
/// `Conflict` when it has an answer; `Raced` when a concurrent request answered or withdrew it.
pub async fn withdraw_reply(
    tx: &mut Tx,
    family: FamilyId,
    reply: ReplyId,
) -> Result<WithdrawnReply, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let own = find_own_reply(tx, family, reply).await?;
    let withdrawn = WithdrawnReply {
        kind: own.kind,
        section: own.section,
        item: own.item_id,
    };
    if own.withdrawn_at.is_some() {
        return Ok(withdrawn);
    }
    if own.outcome.is_some() {
        return Err(Error::Conflict);
    }
    let (person, now) = (tx.actor_id()?, tx.now());
    let touched = run_on!(tx, |c| {
        sqlx::query(
        "UPDATE plan_reply SET withdrawn_at = $4 WHERE author_id = $1 AND family_id = $2 AND id = \
            $3 AND outcome IS NULL AND withdrawn_at IS NULL"
    )
    .bind(person)
    .bind(family)
    .bind(reply)
    .bind(now)
    .execute(c)
    })?;
    // On PostgreSQL another request has answered or withdrawn it since it was read above. A retry
    // tells which.
    if touched == 0 {
        return Err(Error::Raced);
    }
    if let Some(text) = own.text_id {
        hide_words(tx, family, text).await?;
    }
    if let (Some(item), Some(state)) = (own.item_id, own.kind.step_state())
        && let Some(previous) = find_state_before(tx, family, item, reply).await?
    {
        let report = StepReport {
            reply,
            item,
            state,
            previous,
        };
        restore_step_state(tx, family, role, &report).await?;
    }
    Ok(withdrawn)
}

/// Leaves the words of a withdrawn reply to their author. They would otherwise stay readable where
/// texts are read without their reply, as among the requests for translations.
async fn hide_words(tx: &mut Tx, family: FamilyId, text: TextId) -> Result<(), Error> {
    let person = tx.actor_id()?;
    let alone = vec![AudienceEntry::for_person(person)];
    let alone = audience::find_or_add(tx, family, alone).await?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE text SET audience_id = $4 WHERE author_id = $1 AND family_id = $2 AND id = $3"
    )
    .bind(person)
    .bind(family)
    .bind(text)
    .bind(alone)
    .execute(c))?;
    Ok(())
}

/// The state that the step had before a report that was just withdrawn, and before those that its
/// author withdrew earlier and after which nothing was reported: their states do not count either.
/// `None` for a report of an earlier version of the portal, which stored no state.
async fn find_state_before(
    tx: &mut Tx,
    family: FamilyId,
    item: ItemId,
    reply: ReplyId,
) -> Result<Option<StepState>, Error> {
    let person = tx.actor_id()?;
    let first: Option<(StepState,)> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT r.previous_state FROM plan_reply r WHERE r.author_id = $1 AND r.family_id = $2 AND \
            r.item_id = $3 AND r.id <= $4 AND r.withdrawn_at IS NOT NULL AND r.previous_state IS \
            NOT NULL AND NOT EXISTS (SELECT 1 FROM plan_reply kept WHERE kept.family_id = $2 AND \
            kept.item_id = $3 AND kept.id > r.id AND kept.id < $4 AND kept.kind IN ('done', \
            'not_yet', 'need_help', 'cannot') AND kept.withdrawn_at IS NULL) ORDER BY r.id LIMIT 1"
    )
    .bind(person)
    .bind(family)
    .bind(item)
    .bind(reply)
    .fetch_optional(c)
    })?;
    Ok(first.map(|(state,)| state))
}

/// A reply of the actor, also one that is withdrawn.
///
/// # Errors
/// `NotFound` when there is none about something that the actor may see.
async fn find_own_reply(tx: &mut Tx, family: FamilyId, reply: ReplyId) -> Result<OwnReply, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // The conditions of `visible_to_actor!` except the one on `withdrawn_at`.
    let own: Option<OwnReply> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT r.kind, r.section, r.item_id, r.text_id, r.outcome, r.withdrawn_at FROM plan_reply \
            r WHERE r.author_id = $1 AND r.family_id = $3 AND r.id = $4 AND ",
        audience_includes_actor!("r"),
        " AND ",
        item_visible_to_actor!("r")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(reply)
    .fetch_optional(c)
    })?;
    own.ok_or(Error::NotFound)
}

/// A report on a step that is withdrawn.
struct StepReport {
    reply: ReplyId,
    item: ItemId,
    state: StepState,
    previous: StepState,
}

/// Gives a step the state that it had before the report.
async fn restore_step_state(
    tx: &mut Tx,
    family: FamilyId,
    role: Role,
    report: &StepReport,
) -> Result<(), Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Only those who may report: the step may belong to another person since. Ids of replies sort
    // by time.
    run_on!(tx, |c| sqlx::query(concat!(
        "UPDATE plan_item SET state = $5 WHERE family_id = $3 AND id = $4 AND state = $6 AND ($7 \
            OR (owner_id = $1 AND NOT owed_by_agency)) AND NOT EXISTS (SELECT 1 FROM plan_reply \
            later WHERE later.family_id = $3 AND later.item_id = $4 AND later.id > $8 AND \
            later.kind IN ('done', 'not_yet', 'need_help', 'cannot') AND later.withdrawn_at IS \
            NULL) AND ",
        visible_to_actor!(plan_item "plan_item")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(report.item)
    .bind(report.previous)
    .bind(report.state)
    .bind(policy::may_edit_plan(role))
    .bind(report.reply)
    .execute(c))?;
    Ok(())
}

/// Withdraws the actor's opinions about a section or an item that have neither words nor an answer,
/// because a new one replaces them. One of `section` and `item` is `None`.
pub(super) async fn withdraw_opinions(
    tx: &mut Tx,
    family: FamilyId,
    section: Option<PlanSection>,
    item: Option<ItemId>,
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    // The kinds of `ReplyKind::OPINIONS`.
    run_on!(tx, |c| sqlx::query(
        "UPDATE plan_reply SET withdrawn_at = $5 WHERE author_id = $1 AND family_id = $2 AND \
            (section = $3 OR item_id = $4) AND kind IN ('agree', 'question', 'disagree') AND \
            text_id IS NULL AND outcome IS NULL AND withdrawn_at IS NULL"
    )
    .bind(person)
    .bind(family)
    .bind(section)
    .bind(item)
    .bind(now)
    .execute(c))?;
    Ok(())
}
