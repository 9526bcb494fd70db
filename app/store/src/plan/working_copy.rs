//! Editing the working copy of a plan: plan items are added, changed and removed. A change becomes
//! visible to the family when a version is published. The family's own words
//! (`PlanItemKind::OwnWords`) are the exception: family members write them, and they are visible
//! immediately.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, FormId, ItemId, TextId};
use model::plan::edit::{AudienceChoice, PlanItemInput};
use model::plan::{PlanItemKind, StepState};
use model::policy::may_edit_plan;
use model::role::Role;

use super::form_options::{FormOptions, load_form_options, validate_references};
pub use super::item_audience::OwnWordsAudience;
use super::item_audience::{change_audience, own_words_audience, selected_audience};
use super::item_revisions::{CurrentItem, record_revision, write_texts};
use super::{PlanItem, index_by_id, item_columns};
use crate::access::{RecordPart, open_record, open_record_for_update};
use crate::audience::{self, AudienceEntry};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::{run_on, unique_violation_as_race};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The result of saving with optimistic concurrency control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveOutcome<T = ItemId> {
    Saved(T),
    /// Nothing was written, because the form was rendered from an older revision. The page shows
    /// both texts.
    Stale,
}

/// One entry of a plan item's edit history.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ItemRevision {
    pub revision: i32,
    pub text_id: TextId,
    pub why_id: Option<TextId>,
    pub by_name: String,
    pub at: jiff_sqlx::Timestamp,
}

/// A plan item of the working copy with everything its form needs: the form's options, the edit
/// history (the newest revision first) and the texts.
#[derive(Debug, Clone)]
pub struct WorkingItem {
    pub item: PlanItem,
    pub removed: bool,
    pub options: FormOptions,
    pub revisions: Vec<ItemRevision>,
    pub texts: HashMap<TextId, AuthoredText>,
}

#[derive(sqlx::FromRow)]
struct WorkingItemRow {
    #[sqlx(flatten)]
    item: PlanItem,
    gone: bool,
}

/// A plan item of the working copy, for its edit form. A worker may edit every item except the
/// family's own words, which only their author may edit.
///
/// # Errors
/// `NotFound` when there is no such item that the actor may edit.
pub async fn read_working_item(
    tx: &mut Tx,
    family: FamilyId,
    id: ItemId,
    language: &str,
) -> Result<WorkingItem, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    load_working_item(tx, family, role, id, language).await
}

async fn load_working_item(
    tx: &mut Tx,
    family: FamilyId,
    role: Role,
    id: ItemId,
    language: &str,
) -> Result<WorkingItem, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let row: Option<WorkingItemRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT i.id, i.audience_id, i.kind, ", item_columns!("i"), ", coalesce(o.chosen_name, \
            o.name) AS owner, i.state, i.revision, i.gone ",
        "FROM plan_item i JOIN text t ON t.id = i.text_id LEFT JOIN person o ON o.id = i.owner_id ",
        "WHERE i.family_id = $3 AND i.id = $4 AND (i.kind <> 'own_words' OR (t.author_id = $1 AND \
            $5)) AND ", visible_to_actor!(plan_item "i")))
        .bind(person).bind(today).bind(family).bind(id).bind(role.is_family()).fetch_optional(c)
    })?;
    let row = row.ok_or(Error::NotFound)?;
    if row.item.kind != PlanItemKind::OwnWords && !may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let earlier: Vec<ItemRevision> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT e.revision, e.text_id, e.why_id, coalesce(p.chosen_name, p.name) AS by_name, e.at FROM plan_edit e JOIN person p ON p.id = e.by_id
         WHERE e.family_id = $1 AND e.item_id = $2 ORDER BY e.revision DESC")
        .bind(family).bind(id).fetch_all(c)
    })?;
    let texts: Vec<AuthoredText> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT ",
            authored_text_columns!(),
            " FROM text t ",
            authored_text_joins!(),
            "WHERE \
            t.family_id = $4 AND ",
            visible_to_actor!(text "t"),
            " AND (t.id = $6 OR t.id = $7 OR t.id = $8 OR t.id IN (",
            "SELECT e.text_id FROM plan_edit e WHERE e.item_id = $5 UNION SELECT e.why_id FROM \
            plan_edit e WHERE e.item_id = $5))"
        ))
        .bind(person)
        .bind(today)
        .bind(language)
        .bind(family)
        .bind(id)
        .bind(row.item.text_id)
        .bind(row.item.benchmark_id)
        .bind(row.item.so_far_id)
        .fetch_all(c)
    })?;
    let choice = if row.item.kind == PlanItemKind::OwnWords {
        FormOptions::default()
    } else {
        load_form_options(tx, family, row.item.kind, language).await?
    };
    Ok(WorkingItem {
        item: row.item,
        removed: row.gone,
        options: choice,
        revisions: earlier,
        texts: index_by_id(texts),
    })
}

/// Adds a plan item to the working copy. Idempotent: resubmitting the same form returns the
/// existing item.
///
/// # Errors
/// `NotFound` for anyone but a worker, for a kind that cannot be added here, and for a reference to
/// an item that the actor cannot see; `Invalid` for a value that fails validation, such as
/// `Invalid("plan-owner")` for an owner who is not on the team; `Conflict` when the form id was
/// already used with other words.
pub async fn add_item(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    kind: PlanItemKind,
    goal: Option<ItemId>,
    edit: &PlanItemInput,
) -> Result<ItemId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role)
        || matches!(kind, PlanItemKind::OwnWords | PlanItemKind::FamilyGoal)
        || (kind == PlanItemKind::Step) != goal.is_some()
    {
        return Err(Error::NotFound);
    }
    validate_references(tx, family, None, edit).await?;
    let entries = selected_audience(tx, family, kind, goal, edit).await?;
    insert_item(tx, family, form, kind, goal, entries, edit).await
}

/// Adds a family member's own words to the plan. They are visible immediately, without publishing.
/// Idempotent like `add_item`.
///
/// # Errors
/// `NotFound` for anyone but a family member, `Conflict` when the form id was already used with
/// other words.
pub async fn add_own_words(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    share: OwnWordsAudience,
    edit: &PlanItemInput,
) -> Result<ItemId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !role.is_family() {
        return Err(Error::NotFound);
    }
    let entries = own_words_audience(tx, family, share).await?;
    insert_item(
        tx,
        family,
        form,
        PlanItemKind::OwnWords,
        None,
        entries,
        edit,
    )
    .await
}

async fn insert_item(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    kind: PlanItemKind,
    goal: Option<ItemId>,
    entries: Vec<AudienceEntry>,
    edit: &PlanItemInput,
) -> Result<ItemId, Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    let key = format!("portal {person} {form}");
    let before: Option<(ItemId, String)> =
        run_on!(tx, |c| {
            sqlx::query_as(
        "SELECT i.id, coalesce((SELECT t.body FROM plan_edit e JOIN text t ON t.id = e.text_id \
            WHERE e.item_id = i.id AND e.revision = 1), '') FROM plan_item i WHERE i.family_id = \
            $1 AND i.key = $2")
        .bind(family).bind(&key).fetch_optional(c)
        })?;
    if let Some((id, words)) = before {
        return if words == edit.words {
            Ok(id)
        } else {
            Err(Error::Conflict)
        };
    }
    let audience = audience::find_or_add(tx, family, entries).await?;
    let id: ItemId = tx.clock().new_id();
    let written = write_texts(tx, family, id, audience, edit, None).await?;
    let done = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO plan_item (id, family_id, audience_id, key, kind, position, text_id, goal_id, order_id, benchmark_id, owner_id, owed, due, state, revision, gone, why_id, changed_at,
             after_id, child_id, area, minutes, trips, weekday, starts, ends, so_far_id)
         SELECT $1, $2, $3, $4, $5, (SELECT coalesce(max(position), 0) + 1 FROM plan_item WHERE family_id = $2), $6, $7, $16, $8, $9, $10, $11, $12, 1, $13, $14, $15,
             $17, $18, $19, $20, $21, $22, $23, $24, $25")
        .bind(id).bind(family).bind(audience).bind(&key).bind(kind).bind(written.text).bind(goal).bind(written.benchmark).bind(edit.owner)
        .bind(edit.owed_by_agency).bind(edit.due.map(|due| due.to_sqlx())).bind(StepState::Open).bind(false).bind(written.why).bind(now).bind(edit.order)
        .bind(edit.prerequisite).bind(edit.child).bind(edit.area).bind(edit.effort.minutes).bind(edit.effort.trips).bind(edit.effort.weekday).bind(edit.effort.starts)
        .bind(edit.effort.ends).bind(written.so_far).execute(c)
    });
    unique_violation_as_race(done)?;
    record_revision(
        tx,
        family,
        id,
        1,
        &written,
        &PlanItemInput {
            goal,
            ..edit.clone()
        },
        false,
    )
    .await?;
    Ok(id)
}

/// Changes a plan item, or removes it when `gone` is true. `revision` is the revision the form was
/// rendered from. An unchanged form is a no-op that returns `Saved`, which makes a retry
/// idempotent.
///
/// # Errors
/// `NotFound` when the actor may not edit the item: a worker edits all but the family's words, a
/// family member edits their own. `Invalid` for a value that fails validation, such as `plan-owner`
/// without a valid owner, or `plan-why-missing` without a reason.
pub async fn save_item(
    tx: &mut Tx,
    family: FamilyId,
    id: ItemId,
    revision: i32,
    gone: bool,
    edit: &PlanItemInput,
) -> Result<SaveOutcome, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let desk = load_working_item(tx, family, role, id, &edit.language).await?;
    // A step keeps its goal unless the form selects another one. The child and the area of a
    // well-being item cannot be changed.
    let item = &desk.item;
    let edit = &PlanItemInput {
        goal: edit.goal.or(item.goal_id),
        child: item.child_id,
        area: item.area,
        ..edit.clone()
    };
    let own = desk.item.kind == PlanItemKind::OwnWords;
    if desk.item.kind == PlanItemKind::Step && edit.owner.is_none() && !edit.owed_by_agency {
        return Err(Error::Invalid("plan-owner"));
    }
    if desk.item.kind == PlanItemKind::FamilyGoal
        && desk
            .texts
            .get(&desk.item.text_id)
            .is_none_or(|said| said.body != edit.words)
    {
        // The team may change the steps and dates of a family goal, but not its wording.
        return Err(Error::NotFound);
    }
    let same = desk
        .texts
        .get(&desk.item.text_id)
        .is_some_and(|said| said.body == edit.words)
        && desk
            .item
            .benchmark_id
            .and_then(|id| desk.texts.get(&id))
            .map(|said| &said.body)
            == edit.benchmark.as_ref()
        && desk
            .item
            .so_far_id
            .and_then(|id| desk.texts.get(&id))
            .map(|said| &said.body)
            == edit.so_far.as_ref()
        && (
            desk.item.order_id,
            desk.item.after_id,
            desk.item.goal_id,
            desk.item.load,
        ) == (edit.order, edit.prerequisite, edit.goal, edit.effort)
        && edit.audience == AudienceChoice::KeepCurrent
        && (
            desk.item.owner_id,
            desk.item.owed,
            desk.item.due.as_ref().map(|due| due.to_jiff()),
            desk.removed,
        ) == (edit.owner, edit.owed_by_agency, edit.due, gone);
    if same {
        // A resubmitted form carries an old revision, so this must precede the revision check.
        return Ok(SaveOutcome::Saved(id));
    }
    if desk.item.revision != revision {
        return Ok(SaveOutcome::Stale);
    }
    if !own && edit.why.is_none() {
        return Err(Error::Invalid("plan-why-missing"));
    }
    if let Some(owner) = edit.owner
        && !desk
            .options
            .assignees
            .iter()
            .any(|member| member.person_id == owner)
    {
        return Err(Error::Invalid("plan-owner"));
    }
    let (person, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    validate_references(tx, family, Some(id), edit).await?;
    let old = CurrentItem {
        item: &desk.item,
        texts: &desk.texts,
    };
    let audience = if own || edit.audience == AudienceChoice::KeepCurrent {
        desk.item.audience_id
    } else {
        change_audience(tx, family, &desk.item, edit).await?
    };
    let written = write_texts(tx, family, id, audience, edit, Some(&old)).await?;
    let touched = run_on!(tx, |c| {
        sqlx::query(concat!(
        "UPDATE plan_item SET text_id = $6, benchmark_id = $7, owner_id = $8, owed = $9, due = \
            $10, gone = $11, why_id = $12, changed_at = $13, order_id = $14, audience_id = $15, ",
        "goal_id = $16, after_id = $17, minutes = $18, trips = $19, weekday = $20, starts = $21, \
            ends = $22, so_far_id = $23, revision = revision + 1 ",
        "WHERE family_id = $3 AND id = $4 AND revision = $5 AND ", visible_to_actor!(plan_item "plan_item")))
        .bind(person).bind(today).bind(family).bind(id).bind(revision).bind(written.text).bind(written.benchmark).bind(edit.owner)
        .bind(edit.owed_by_agency).bind(edit.due.map(|due| due.to_sqlx())).bind(gone).bind(written.why).bind(now).bind(edit.order).bind(audience)
        .bind(edit.goal).bind(edit.prerequisite).bind(edit.effort.minutes).bind(edit.effort.trips).bind(edit.effort.weekday).bind(edit.effort.starts).bind(edit.effort.ends)
        .bind(written.so_far).execute(c)
    })?;
    if touched == 0 {
        return Ok(SaveOutcome::Stale);
    }
    record_revision(tx, family, id, revision + 1, &written, edit, gone).await?;
    Ok(SaveOutcome::Saved(id))
}
