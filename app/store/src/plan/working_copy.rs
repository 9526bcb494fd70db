//! Editing the working copy of a plan: plan items are added (`item_creation`), changed and removed.
//! A change becomes visible to the family when a version is published. The family's own words
//! (`PlanItemKind::OwnWords`) are the exception: family members write them, and they are visible
//! immediately.

mod save;

use std::collections::HashMap;

use model::id::{FamilyId, ItemId, TextId};
use model::plan::PlanItemKind;
use model::policy::may_edit_plan;
use model::role::Role;

pub use self::save::save_item;
use super::form_options::{FormOptions, load_form_options};
use super::viewers::{Viewer, list_viewers};
use super::{PlanItem, index_by_id, item_columns};
use crate::access::{RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
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
