//! Saving a plan item: what is compared and checked before, and the rows that are written.

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, ItemId, PersonId, TextId};
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PlanItemInput};

use super::{SaveOutcome, WorkingItem, load_working_item};
use crate::access::{RecordPart, open_record_for_update};
use crate::db::run_on;
use crate::plan::form_options::validate_references;
use crate::plan::item_audience::change_audience;
use crate::plan::item_revisions::{
    CurrentItem, ItemAction, StoredTexts, record_revision, write_texts,
};
use crate::translations::new_words;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

impl WorkingItem {
    fn is_own_words(&self) -> bool {
        self.item.kind == PlanItemKind::OwnWords
    }

    /// The wording of one of the item's texts.
    fn text_body(&self, id: Option<TextId>) -> Option<&String> {
        id.and_then(|id| self.texts.get(&id)).map(|text| &text.body)
    }

    fn check_required_parts(&self, edit: &PlanItemInput) -> Result<(), Error> {
        // Goes by the stored kind. A form names its kind itself, so a forged one can leave out what
        // its real kind requires.
        if self.item.kind == PlanItemKind::Step && edit.owner.is_none() && !edit.owed_by_agency {
            return Err(Error::Invalid("plan-owner"));
        }
        // The team may change the steps and dates of a family goal, but not its wording.
        if self.item.kind == PlanItemKind::FamilyGoal
            && self.text_body(Some(self.item.text_id)) != Some(&edit.words)
        {
            return Err(Error::NotFound);
        }
        Ok(())
    }

    /// Whether `edit` has the content that is stored.
    fn is_unchanged(&self, edit: &PlanItemInput, action: ItemAction) -> bool {
        let item = &self.item;
        self.text_body(Some(item.text_id)) == Some(&edit.words)
            && self.text_body(item.benchmark_text_id) == edit.benchmark.as_ref()
            && self.text_body(item.progress_text_id) == edit.so_far.as_ref()
            && (item.order_id, item.prerequisite_id, item.goal_id, item.load)
                == (edit.order, edit.prerequisite, edit.goal, edit.effort)
            && edit.audience == AudienceChoice::KeepCurrent
            && (
                item.owner_id,
                item.owed_by_agency,
                item.due.as_ref().map(|due| due.to_jiff()),
                self.removed,
            ) == (
                edit.owner,
                edit.owed_by_agency,
                edit.due,
                action == ItemAction::Remove,
            )
    }

    /// The person whom an import names for a step that the agency owes. The form has no field for
    /// them, so they are kept until a person owns the step.
    fn kept_owner(&self, edit: &PlanItemInput) -> Option<PersonId> {
        let stays_owed = self.item.owed_by_agency && edit.owed_by_agency;
        self.item.owner_id.filter(|_| stays_owed)
    }

    /// The goal of a step, while it is in the working copy.
    fn kept_goal(&self) -> Option<ItemId> {
        let goals = &self.options.items;
        self.item
            .goal_id
            .filter(|id| goals.iter().any(|goal| goal.id == *id))
    }

    fn check_reason_and_owner(&self, edit: &PlanItemInput) -> Result<(), Error> {
        // Family members need no reason to change their own words.
        if !self.is_own_words() && edit.why.is_none() {
            return Err(Error::Invalid("plan-why-missing"));
        }
        // The owner may have left the team since the form was rendered.
        if let Some(owner) = edit.owner
            && Some(owner) != self.kept_owner(edit)
            && !self
                .options
                .assignees
                .iter()
                .any(|member| member.person_id == owner)
        {
            return Err(Error::Invalid("plan-owner"));
        }
        Ok(())
    }
}

/// Changes or removes a plan item. `revision` is the revision the form was rendered from. An
/// unchanged form is a no-op that returns `Saved`, which makes a retry idempotent.
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
    action: ItemAction,
    edit: &PlanItemInput,
) -> Result<SaveOutcome, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let stored = load_working_item(tx, family, role, id, &edit.language).await?;
    // A step keeps its goal unless the form selects another one, or the goal was removed. The child
    // and the area of a well-being item cannot be changed.
    let edit = &PlanItemInput {
        goal: edit.goal.or(stored.kept_goal()),
        child: stored.item.child_id,
        area: stored.item.area,
        owner: edit.owner.or(stored.kept_owner(edit)),
        ..edit.clone()
    };
    stored.check_required_parts(edit)?;
    if stored.is_unchanged(edit, action) {
        // A resubmitted form carries an old revision, so this must precede the revision check.
        return Ok(SaveOutcome::Saved(id));
    }
    // Two transactions on PostgreSQL can both pass this check; `update_item` repeats it.
    if stored.item.revision != revision {
        return Ok(SaveOutcome::Stale);
    }
    stored.check_reason_and_owner(edit)?;
    validate_references(tx, family, Some(id), edit).await?;
    let old = CurrentItem {
        item: &stored.item,
        texts: &stored.texts,
    };
    // The audience of own words is chosen when they are added; a forged field must not change it.
    let audience = if stored.is_own_words() || edit.audience == AudienceChoice::KeepCurrent {
        stored.item.audience_id
    } else {
        change_audience(tx, family, &stored.item, edit).await?
    };
    let written = write_texts(tx, family, id, audience, edit, Some(&old)).await?;
    let update = ItemUpdate {
        id,
        revision,
        audience,
        action,
        written: &written,
        edit,
    };
    if !update_item(tx, family, &update).await? {
        return Ok(SaveOutcome::Stale);
    }
    record_revision(tx, family, id, revision + 1, &written, edit, action).await?;
    // Other words are not read before they are published.
    if stored.is_own_words() && written.text != stored.item.text_id {
        new_words::keep_after_own_words(tx, family).await?;
    }
    Ok(SaveOutcome::Saved(id))
}

/// The new content of a plan item. `revision` is the revision that it replaces.
struct ItemUpdate<'a> {
    id: ItemId,
    revision: i32,
    audience: AudienceId,
    action: ItemAction,
    written: &'a StoredTexts,
    edit: &'a PlanItemInput,
}

/// Writes the new content of a plan item; false when another transaction has changed the item since
/// its revision was read.
async fn update_item(
    tx: &mut Tx,
    family: FamilyId,
    update: &ItemUpdate<'_>,
) -> Result<bool, Error> {
    let (person, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    let (written, edit) = (update.written, update.edit);
    let touched = run_on!(tx, |c| {
        sqlx::query(concat!(
        "UPDATE plan_item SET text_id = $6, benchmark_text_id = $7, owner_id = $8, owed_by_agency \
            = $9, due = $10, removed = $11, why_id = $12, changed_at = $13, order_id = $14, \
            audience_id = $15, ",
        "goal_id = $16, prerequisite_id = $17, minutes = $18, trips = $19, weekday = $20, starts = \
            $21, ends = $22, progress_text_id = $23, revision = revision + 1 ",
        "WHERE family_id = $3 AND id = $4 AND revision = $5 AND ", visible_to_actor!(plan_item "plan_item")))
        .bind(person).bind(today).bind(family).bind(update.id).bind(update.revision).bind(written.text).bind(written.benchmark).bind(edit.owner)
        .bind(edit.owed_by_agency).bind(edit.due.map(|due| due.to_sqlx())).bind(update.action == ItemAction::Remove).bind(written.why).bind(now).bind(edit.order).bind(update.audience)
        .bind(edit.goal).bind(edit.prerequisite).bind(edit.effort.minutes).bind(edit.effort.trips).bind(edit.effort.weekday).bind(edit.effort.starts).bind(edit.effort.ends)
        .bind(written.so_far).execute(c)
    })?;
    Ok(touched > 0)
}
