//! Storage of the texts of a plan item and of its revisions.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, ItemId, TextId};
use model::plan::edit::PlanItemInput;

use super::PlanItem;
use crate::authored_text::AuthoredText;
use crate::db::run_on;
use crate::{Error, Tx, authored_text};

/// What is done to a plan item whose form is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemAction {
    /// The item gets the content of the form. An item that was removed is restored.
    Save,
    /// The item is removed from the working copy, and so from the next version.
    Remove,
}

pub(super) struct StoredTexts {
    pub(super) text: TextId,
    pub(super) benchmark: Option<TextId>,
    pub(super) so_far: Option<TextId>,
    pub(super) why: Option<TextId>,
}

/// The stored plan item. An unchanged text reuses its row, which keeps the row's translations.
pub(super) struct CurrentItem<'a> {
    pub(super) item: &'a PlanItem,
    pub(super) texts: &'a HashMap<TextId, AuthoredText>,
}

/// Inserts the texts of the plan item `id` that are new or changed, and returns the ids of all its
/// texts. `old` is `None` for a new item.
pub(super) async fn write_texts(
    tx: &mut Tx,
    family: FamilyId,
    id: ItemId,
    audience: AudienceId,
    edit: &PlanItemInput,
    old: Option<&CurrentItem<'_>>,
) -> Result<StoredTexts, Error> {
    let same = |id: TextId, words: &str| {
        old.and_then(|old| old.texts.get(&id))
            .is_some_and(|text| text.body == words)
    };
    let text = match old
        .map(|old| old.item.text_id)
        .filter(|id| same(*id, &edit.words))
    {
        Some(id) => id,
        None => {
            authored_text::insert_text(tx, family, audience, Some(id), &edit.language, &edit.words)
                .await?
        }
    };
    let mut more = [None, None];
    for (slot, (words, stored)) in more.iter_mut().zip([
        (
            &edit.benchmark,
            old.and_then(|old| old.item.benchmark_text_id),
        ),
        (&edit.so_far, old.and_then(|old| old.item.progress_text_id)),
    ]) {
        // A field that was emptied loses its reference; the text stays with earlier revisions and
        // versions.
        let Some(words) = words else { continue };
        *slot = match stored.filter(|id| same(*id, words)) {
            Some(id) => Some(id),
            None => Some(
                authored_text::insert_text(tx, family, audience, Some(id), &edit.language, words)
                    .await?,
            ),
        };
    }
    let [benchmark, so_far] = more;
    // Always a new text: the reason belongs to this change, even if it has the words of an earlier
    // one.
    let why = match &edit.why {
        Some(words) => Some(
            authored_text::insert_text(tx, family, audience, Some(id), &edit.language, words)
                .await?,
        ),
        None => None,
    };
    Ok(StoredTexts {
        text,
        benchmark,
        so_far,
        why,
    })
}

pub(super) async fn record_revision(
    tx: &mut Tx,
    family: FamilyId,
    item: ItemId,
    revision: i32,
    written: &StoredTexts,
    edit: &PlanItemInput,
    action: ItemAction,
) -> Result<(), Error> {
    let (id, person, now): (uuid::Uuid, _, _) = (tx.clock().new_id(), tx.actor_id()?, tx.now());
    run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO plan_item_revision (id, family_id, item_id, revision, text_id, benchmark_text_id, owner_id, owed_by_agency, due, removed, why_id,
             created_by_id, created_at, order_id, goal_id, prerequisite_id, child_id, area, minutes, trips, weekday, starts, ends, progress_text_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)")
        .bind(id).bind(family).bind(item).bind(revision).bind(written.text).bind(written.benchmark).bind(edit.owner).bind(edit.owed_by_agency)
        .bind(edit.due.map(|due| due.to_sqlx())).bind(action == ItemAction::Remove).bind(written.why).bind(person).bind(now).bind(edit.order)
        .bind(edit.goal).bind(edit.prerequisite).bind(edit.child).bind(edit.area).bind(edit.effort.minutes).bind(edit.effort.trips).bind(edit.effort.weekday)
        .bind(edit.effort.starts).bind(edit.effort.ends).bind(written.so_far).execute(c)
    })?;
    Ok(())
}
