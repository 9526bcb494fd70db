//! Differences between two versions of a plan, or between a published version and the working copy.

use std::collections::HashMap;

use model::id::{ChildId, ItemId, PersonId, TextId};
use model::plan::workload::Effort;
use model::plan::{PlanItemKind, WellBeingArea};

/// A plan item as stored in a published version, or in the working copy.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct VersionItem {
    pub item_id: ItemId,
    pub kind: PlanItemKind,
    pub text_id: TextId,
    pub goal_id: Option<ItemId>,
    pub order_id: Option<ItemId>,
    pub prerequisite_id: Option<ItemId>,
    pub child_id: Option<ChildId>,
    pub area: Option<WellBeingArea>,
    pub benchmark_text_id: Option<TextId>,
    pub progress_text_id: Option<TextId>,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    pub owed_by_agency: bool,
    pub due: Option<jiff_sqlx::Date>,
    #[sqlx(flatten)]
    pub load: Effort,
    pub why_id: Option<TextId>,
}

/// The difference of one plan item between two versions. `Changed` holds the old and the new item.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "a version changes dozens of lines, not thousands"
)]
pub enum PlanItemChange {
    Added(VersionItem),
    Removed(VersionItem),
    Changed(VersionItem, VersionItem),
}

/// The differences between two versions, in the order of the newer version, with removed items
/// last. A new reason or a renamed owner alone is not a difference.
pub fn diff_items(old: &[VersionItem], new: &[VersionItem]) -> Vec<PlanItemChange> {
    let before: HashMap<ItemId, &VersionItem> =
        old.iter().map(|line| (line.item_id, line)).collect();
    let after: HashMap<ItemId, &VersionItem> =
        new.iter().map(|line| (line.item_id, line)).collect();
    // Compared as a whole except for these two fields, so that a new column counts as a difference.
    let same = |a: &VersionItem, b: &VersionItem| {
        VersionItem {
            why_id: None,
            owner: None,
            ..a.clone()
        } == VersionItem {
            why_id: None,
            owner: None,
            ..b.clone()
        }
    };
    let mut all: Vec<PlanItemChange> = new
        .iter()
        .filter_map(|line| match before.get(&line.item_id) {
            None => Some(PlanItemChange::Added(line.clone())),
            Some(old) if same(old, line) => None,
            Some(old) => Some(PlanItemChange::Changed((*old).clone(), line.clone())),
        })
        .collect();
    all.extend(
        old.iter()
            .filter(|line| !after.contains_key(&line.item_id))
            .map(|line| PlanItemChange::Removed(line.clone())),
    );
    all
}
