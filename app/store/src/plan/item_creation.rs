//! Adding plan items to the working copy, and a family member's own words to the plan.

use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, FormId, ItemId};
use model::plan::edit::PlanItemInput;
use model::plan::{PlanItemKind, StepState};
use model::policy::may_edit_plan;

use super::form_options::validate_references;
use super::item_audience::{OwnWordsAudience, own_words_audience, selected_audience};
use super::item_revisions::ItemAction;
use super::item_revisions::{record_revision, write_texts};
use crate::access::{RecordPart, open_record_for_update};
use crate::audience::{self, AudienceEntry};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

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
        // A step belongs to a goal, and nothing else does.
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
    // Imported rows have the keys of the agency's files, so the prefix keeps the two apart. With
    // the person's id, no one can take another person's form id.
    let key = format!("portal {person} {form}");
    // Compared with the first revision, because the item may have been edited since it was added.
    let before: Option<(ItemId, String)> =
        run_on!(tx, |c| {
            sqlx::query_as(
        "SELECT i.id, coalesce((SELECT t.body FROM plan_item_revision e JOIN text t ON t.id = \
            e.text_id WHERE e.item_id = i.id AND e.revision = 1), '') FROM plan_item i WHERE \
            i.family_id = $1 AND i.key = $2")
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
    // Before the item that the texts refer to: the foreign key `text.item_id` is checked at the
    // commit.
    let written = write_texts(tx, family, id, audience, edit, None).await?;
    // On PostgreSQL two items that are added at once can get the same position. The id decides
    // then, because every list is ordered by position and id.
    let done = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO plan_item (id, family_id, audience_id, key, kind, position, text_id, goal_id, order_id, benchmark_text_id, owner_id,
             owed_by_agency, due, state, revision, removed, why_id, changed_at, prerequisite_id, child_id, area, minutes, trips, weekday, starts,
             ends, progress_text_id)
         SELECT $1, $2, $3, $4, $5, (SELECT coalesce(max(position), 0) + 1 FROM plan_item WHERE family_id = $2), $6, $7, $16, $8, $9, $10, $11, $12, 1, $13, $14, $15,
             $17, $18, $19, $20, $21, $22, $23, $24, $25")
        .bind(id).bind(family).bind(audience).bind(&key).bind(kind).bind(written.text).bind(goal).bind(written.benchmark).bind(edit.owner)
        .bind(edit.owed_by_agency).bind(edit.due.map(|due| due.to_sqlx())).bind(StepState::Open).bind(false).bind(written.why).bind(now).bind(edit.order)
        .bind(edit.prerequisite).bind(edit.child).bind(edit.area).bind(edit.effort.minutes).bind(edit.effort.trips).bind(edit.effort.weekday).bind(edit.effort.starts)
        .bind(edit.effort.ends).bind(written.so_far).execute(c)
    });
    unique_violation_as_race(done)?;
    // Also for a new item: the comparison above needs its first wording, and its history starts
    // there.
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
        ItemAction::Save,
    )
    .await?;
    Ok(id)
}
