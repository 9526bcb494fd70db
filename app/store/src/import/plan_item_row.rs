//! A plan item of an import file, with its references resolved.

use model::id::{ChildId, ItemId, PersonId};
use model::import::ImportText;
use model::plan::workload::Effort;
use model::plan::{PlanItemKind, StepState, WellBeingArea};

/// A plan item of the import file, with references resolved to ids.
#[derive(Clone)]
pub(crate) struct PlanItemRow<'a> {
    pub key: &'a str,
    pub kind: PlanItemKind,
    pub words: &'a ImportText,
    pub goal: Option<ItemId>,
    pub order: Option<ItemId>,
    pub child: Option<ChildId>,
    pub area: Option<WellBeingArea>,
    pub load: Effort,
    pub benchmark: Option<&'a ImportText>,
    pub so_far: Option<&'a ImportText>,
    pub owner: Option<PersonId>,
    pub owed_by_agency: bool,
    pub due: Option<jiff::civil::Date>,
    pub state: StepState,
    pub audience: Option<&'a model::import::ImportAudience>,
    /// People who are added to the audience, unless it excludes them: the author of the family's
    /// own words, the owner, and the child of a well-being item.
    pub own: Vec<PersonId>,
}

impl<'a> PlanItemRow<'a> {
    /// A plan item with only a text; every other field has its default.
    pub(crate) const fn with_text_only(
        key: &'a str,
        kind: PlanItemKind,
        words: &'a ImportText,
        own: Vec<PersonId>,
    ) -> Self {
        let load = Effort {
            minutes: None,
            trips: None,
            weekday: None,
            starts: None,
            ends: None,
        };
        Self {
            key,
            kind,
            words,
            goal: None,
            order: None,
            child: None,
            area: None,
            load,
            benchmark: None,
            so_far: None,
            owner: None,
            owed_by_agency: false,
            due: None,
            state: StepState::Open,
            audience: None,
            own,
        }
    }
}
