//! Editing the working copy of a plan: plan items are added (`item_creation`), changed and removed.
//! A change becomes visible to the family when a version is published. The family's own words
//! (`PlanItemKind::OwnWords`) are the exception: family members write them, and they are visible
//! immediately.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, ItemId, PersonId, TextId};
use model::plan::PlanItemKind;
use model::plan::edit::{AudienceChoice, PlanItemInput};
use model::policy::may_edit_plan;
use model::role::Role;

use super::form_options::{FormOptions, load_form_options, validate_references};
use super::item_audience::change_audience;
use super::item_revisions::{CurrentItem, ItemAction, StoredTexts, record_revision, write_texts};
use super::viewers::{Viewer, list_viewers};
use super::{PlanItem, index_by_id, item_columns};
use crate::access::{RecordPart, open_record, open_record_for_update};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::translations::new_words;
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
    pub created_at: jiff_sqlx::Timestamp,
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
    /// Who can see the item now. Only `read_working_item` reads them, and only for a worker.
    pub viewers: Vec<Viewer>,
}

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

/// Own words that their author took out.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct RemovedOwnWords {
    pub id: ItemId,
    pub body: String,
    pub language: String,
}

#[derive(sqlx::FromRow)]
struct WorkingItemRow {
    #[sqlx(flatten)]
    item: PlanItem,
    removed: bool,
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
    let mut working = load_working_item(tx, family, role, id, language).await?;
    // A family member edits own words here, whose readers the form names one by one.
    if may_edit_plan(role) {
        working.viewers = list_viewers(tx, family, &working.item).await?;
    }
    Ok(working)
}

/// The own words of the actor that they took out, the newest first. Empty for other roles than
/// those of the family.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team.
pub async fn list_removed_own_words(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Vec<RemovedOwnWords>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT i.id, t.body, t.language FROM plan_item i JOIN text t ON t.id = i.text_id WHERE \
            i.family_id = $3 AND i.kind = 'own_words' AND i.removed AND t.author_id = $1 AND $4 \
            AND ",
        visible_to_actor!(plan_item "i"),
        " ORDER BY i.id DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(role.is_family())
    .fetch_all(c))
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
            o.name) AS owner, i.state, i.revision, i.removed ",
        "FROM plan_item i JOIN text t ON t.id = i.text_id LEFT JOIN person o ON o.id = i.owner_id ",
        "WHERE i.family_id = $3 AND i.id = $4 AND (i.kind <> 'own_words' OR (t.author_id = $1 AND \
            $5)) AND ", visible_to_actor!(plan_item "i")))
        .bind(person).bind(today).bind(family).bind(id).bind(role.is_family()).fetch_optional(c)
    })?;
    let row = row.ok_or(Error::NotFound)?;
    if row.item.kind != PlanItemKind::OwnWords && !may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let earlier = list_revisions(tx, family, id).await?;
    let texts = load_item_texts(tx, family, &row.item, language).await?;
    // A family member edits their own words, and the options are for workers only.
    let choice = if row.item.kind == PlanItemKind::OwnWords {
        FormOptions::default()
    } else {
        load_form_options(tx, family, row.item.kind, language).await?
    };
    Ok(WorkingItem {
        item: row.item,
        removed: row.removed,
        options: choice,
        revisions: earlier,
        texts,
        viewers: Vec::new(),
    })
}

/// The edit history of a plan item, the newest revision first.
async fn list_revisions(
    tx: &mut Tx,
    family: FamilyId,
    id: ItemId,
) -> Result<Vec<ItemRevision>, Error> {
    // Without a condition on the actor: `load_working_item`, the only caller, has checked that the
    // actor may edit the item, and reads no text of the history that the actor may not see.
    run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT e.revision, e.text_id, e.why_id, coalesce(p.chosen_name, p.name) AS by_name, e.created_at
         FROM plan_item_revision e JOIN person p ON p.id = e.created_by_id
         WHERE e.family_id = $1 AND e.item_id = $2 ORDER BY e.revision DESC")
        .bind(family).bind(id).fetch_all(c)
    })
}

/// The texts of a plan item and of its edit history.
async fn load_item_texts(
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
            "WHERE \
            t.family_id = $4 AND ",
            visible_to_actor!(text "t"),
            " AND (t.id = $6 OR t.id = $7 OR t.id = $8 OR t.id IN (",
            "SELECT e.text_id FROM plan_item_revision e WHERE e.item_id = $5 UNION SELECT e.why_id \
            FROM plan_item_revision e WHERE e.item_id = $5))"
        ))
        .bind(person)
        .bind(today)
        .bind(language)
        .bind(family)
        .bind(item.id)
        .bind(item.text_id)
        .bind(item.benchmark_text_id)
        .bind(item.progress_text_id)
        .fetch_all(c)
    })?;
    Ok(index_by_id(texts))
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
