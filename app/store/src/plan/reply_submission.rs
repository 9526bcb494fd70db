//! Adding a reply to the plan, and updating the state of the step that a reply reports on.

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, ItemId, PersonId, ReplyId};
use model::plan::reply::{NewReply, PlanSection, ReplyKind, Sharing};
use model::plan::{PlanItemKind, StepState};
use model::policy;
use model::role::Role;

use super::reply_withdrawal::withdraw_opinions;
use crate::access::{RecordPart, open_record_for_update};
use crate::db::{run_on, unique_violation_as_race};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx, audience, authored_text};

#[derive(sqlx::FromRow)]
struct ExistingReply {
    id: ReplyId,
    kind: ReplyKind,
    section: Option<PlanSection>,
    item_id: Option<ItemId>,
    body: Option<String>,
    withdrawn_at: Option<jiff_sqlx::Timestamp>,
}

#[derive(sqlx::FromRow)]
struct ReplyTargetItem {
    audience_id: AudienceId,
    kind: PlanItemKind,
    owner_id: Option<PersonId>,
    owed_by_agency: bool,
    state: StepState,
}

/// Adds a reply. A reply that reports on a step also updates the state of the step. An opinion
/// (`ReplyKind::OPINIONS`) replaces an earlier one about the same target. Idempotent: resubmitting
/// the same form returns the existing reply.
///
/// # Errors
/// `NotFound` when the actor may not see the target, or their role may not give this kind of reply;
/// `Conflict` when the form id was already used for another reply, or for one that was withdrawn;
/// `Raced` when a concurrent
/// request stored the same form.
pub async fn add_reply(tx: &mut Tx, family: FamilyId, draft: &NewReply) -> Result<ReplyId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let (person, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    if !policy::may_reply(role, draft.kind) {
        return Err(Error::NotFound);
    }
    let (section, item) = draft.target.columns();
    if let Some(before) = find_resubmitted(tx, draft, section, item).await? {
        return Ok(before);
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
    // Only family members choose with whom they share a reply. One by anybody else is for everyone
    // who sees what it is about.
    let audience = match (&line, draft.sharing == Sharing::Shared || !role.is_family()) {
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
    if draft.kind.is_opinion() {
        lock_opinions(tx).await?;
        withdraw_opinions(tx, family, section, item).await?;
    }
    let previous_state = line
        .filter(|_| draft.kind.step_state().is_some())
        .map(|line| line.state);
    let due = draft
        .kind
        .answer_deadline_days()
        .map(|days| (today.to_jiff() + days.days()).to_sqlx());
    let id: ReplyId = tx.clock().new_id();
    let written = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO plan_reply (id, family_id, audience_id, author_id, form_id, kind, section, \
            item_id, text_id, created_at, answer_due, previous_state) VALUES ($1, $2, $3, $4, $5, \
            $6, $7, $8, $9, $10, $11, $12)")
        .bind(id).bind(family).bind(audience).bind(person).bind(draft.form).bind(draft.kind).bind(section).bind(item).bind(words).bind(now).bind(due).bind(previous_state).execute(c)
    });
    unique_violation_as_race(written)?;
    Ok(id)
}

/// Makes opinions of the actor wait for each other until the transaction ends. Of two that are sent
/// at once, neither would otherwise find the other one and withdraw it.
async fn lock_opinions(tx: &mut Tx) -> Result<(), Error> {
    // A lock and no unique index: an earlier opinion may have an audience that its author is no
    // longer in, and cannot be withdrawn then.
    let key = format!("opinions of {}", tx.actor_id()?);
    tx.lock_key(&key).await
}

/// The reply that was already stored from this form, if any.
///
/// # Errors
/// `Conflict` when the form id was used for another reply, or for one that was withdrawn.
async fn find_resubmitted(
    tx: &mut Tx,
    draft: &NewReply,
    section: Option<PlanSection>,
    item: Option<ItemId>,
) -> Result<Option<ReplyId>, Error> {
    let person = tx.actor_id()?;
    let before: Option<ExistingReply> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT r.id, r.kind, r.section, r.item_id, t.body, r.withdrawn_at FROM plan_reply r \
            LEFT JOIN text t ON t.id = r.text_id WHERE r.author_id = $1 AND r.form_id = $2",
        )
        .bind(person)
        .bind(draft.form)
        .fetch_optional(c)
    })?;
    let Some(before) = before else {
        return Ok(None);
    };
    let same = (
        before.kind,
        before.section,
        before.item_id,
        before.body.as_ref(),
    ) == (draft.kind, section, item, draft.words.as_ref());
    if same && before.withdrawn_at.is_none() {
        Ok(Some(before.id))
    } else {
        Err(Error::Conflict)
    }
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
    // For everyone but a worker only published items, because the answer to a guessed id would
    // otherwise reveal that an unpublished item exists.
    let line: Option<ReplyTargetItem> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT i.audience_id, i.kind, i.owner_id, i.owed_by_agency, i.state FROM plan_item i \
            WHERE i.family_id = $3 AND i.id = $4 AND ",
            visible_to_actor!(plan_item "i"),
            " AND ($5 OR i.kind = 'own_words' OR EXISTS (SELECT 1 FROM plan_current_version h JOIN \
            plan_version_item l ON l.family_id = h.family_id AND l.version = h.version ",
            "WHERE h.family_id = i.family_id AND l.item_id = i.id))"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .bind(item)
        .bind(policy::may_edit_plan(role))
        .fetch_optional(c)
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
    // A family member must not be able to mark as done what the agency owes them.
    let theirs = line.owner_id == Some(person) && !line.owed_by_agency;
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
    // The revision stays the same: a report on a step must not make the form stale in which a
    // worker is editing that step.
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
