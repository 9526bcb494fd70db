//! The submitted fields of a plan item's form, and the checks on them.

use model::id::{FamilyId, ItemId};
use model::plan::PlanItemKind;
use model::plan::edit::{PlanItemForm, PlanItemInput};
use store::Tx;
use store::plan::workload;

use crate::error::AppError;

/// The weekly load of a step. `sure` is `yes` if the worker saves it despite the warnings about
/// the owner's week.
pub struct SubmittedEffort {
    pub hours: String,
    pub trips: String,
    pub weekday: String,
    pub starts: String,
    pub ends: String,
    pub sure: String,
}

/// The fields of a line's form.
pub struct SubmittedPlanItem {
    pub family: String,
    pub kind: String,
    pub words: String,
    pub benchmark: String,
    pub so_far: String,
    pub owner: String,
    pub order: String,
    pub goal: String,
    pub after: String,
    pub child: String,
    pub area: String,
    pub load: SubmittedEffort,
    pub due: String,
    pub seen: String,
    pub why: String,
}

/// A valid edit, or the invalid field and its error code.
type ParsedPlanItem = Result<PlanItemInput, (&'static str, model::ErrorCode)>;

impl SubmittedPlanItem {
    pub(super) fn parse(
        &self,
        is_update: bool,
        language: &str,
    ) -> Result<(FamilyId, PlanItemKind, ParsedPlanItem), AppError> {
        let family = self.family.parse().map_err(|_| AppError::NotFound)?;
        let kind = PlanItemKind::parse(&self.kind).ok_or(AppError::NotFound)?;
        let owed = self.owner == "agency";
        let owner = if owed { "" } else { &self.owner };
        let typed = PlanItemForm {
            words: &self.words,
            benchmark: &self.benchmark,
            so_far: &self.so_far,
            owner,
            owed,
            order: &self.order,
            goal: &self.goal,
            after: &self.after,
            child: &self.child,
            area: &self.area,
            hours: &self.load.hours,
            trips: &self.load.trips,
            weekday: &self.load.weekday,
            starts: &self.load.starts,
            ends: &self.load.ends,
            due: &self.due,
            seen: &self.seen,
            why: &self.why,
        };
        Ok((
            family,
            kind,
            PlanItemInput::parse(kind, is_update, &typed, language),
        ))
    }
}

/// The form field that an error code of the store belongs to.
pub(super) fn error_field(code: model::ErrorCode) -> &'static str {
    match code {
        "plan-circle" => "after",
        "plan-owner" => "owner",
        "plan-why-missing" => "why",
        _ => "seen",
    }
}

/// True if saving this step gives warnings about its owner's week that the worker has not yet
/// confirmed.
pub(super) async fn needs_workload_confirmation(
    tx: &mut Tx,
    family: FamilyId,
    submitted: &SubmittedPlanItem,
    edit: &PlanItemInput,
    item: Option<ItemId>,
) -> Result<bool, AppError> {
    let Some(owner) = edit
        .owner
        .filter(|_| submitted.load.sure != "yes" && !edit.effort.is_none())
    else {
        return Ok(false);
    };
    Ok(
        !workload::workload_warnings(tx, family, owner, &edit.effort, item)
            .await?
            .is_empty(),
    )
}
