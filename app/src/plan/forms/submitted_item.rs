//! The submitted fields of a plan item's form, and the checks on them.

use serde::{Deserialize, Serialize};

/// The form that adds, changes or removes a plan item. Each kind of item has only some of these
/// fields, and those of the other kinds are ignored.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
// A form has only the fields of its kind, and a missing field would otherwise be refused with 400.
#[serde(default)]
pub struct PlanItemFields {
    /// The form id, for a new item only.
    pub form: String,
    pub family: String,
    /// The id of the item, unless it is new.
    pub item: String,
    /// Slug of a `PlanItemKind`.
    pub kind: String,
    /// For a step: the id of its goal.
    pub goal: String,
    pub words: String,
    pub benchmark: String,
    pub so_far: String,
    /// The id of a person, or `agency` for a step that the agency owes to the family.
    pub owner: String,
    /// For a step: the id of the court order that it fulfills.
    pub order: String,
    /// For a step: the id of the step that must be done before it.
    pub after: String,
    /// For well-being: the id of the child, and the slug of a `WellBeingArea`.
    pub child: String,
    pub area: String,
    /// For a step: hours and round trips a week, such as `1.5` and `2`.
    pub hours: String,
    pub trips: String,
    /// For a step at a fixed weekly time: the weekday, 1 for Monday, and times such as `18:00`.
    pub weekday: String,
    pub starts: String,
    pub ends: String,
    /// `yes` to save the step despite the warnings about its owner's week.
    pub load: String,
    /// A date such as `2026-12-18`.
    pub due: String,
    /// The audience: `all`, the id of a person, or `keep` for the current one.
    pub seen: String,
    /// The reason for a change.
    pub why: String,
    /// `remove` removes the item. Any other value saves it, and restores it if it was removed.
    pub act: String,
}

#[cfg(feature = "ssr")]
pub(super) use ssr::{SubmittedItem, needs_workload_confirmation, to_field_error};

#[cfg(feature = "ssr")]
mod ssr {
    use model::ErrorCode;
    use model::field_errors::FieldError;
    use model::id::{FamilyId, ItemId};
    use model::plan::PlanItemKind;
    use model::plan::edit::{EditKind, PlanItemForm, PlanItemInput};
    use store::Tx;
    use store::plan::item_revisions::ItemAction;
    use store::plan::workload;

    use super::PlanItemFields;
    use crate::error::AppError;

    /// A valid edit, or every invalid field.
    type ParsedPlanItem = Result<PlanItemInput, Vec<FieldError>>;

    /// A submitted form whose ids and kind are valid.
    pub struct SubmittedItem {
        pub family: FamilyId,
        pub kind: PlanItemKind,
        pub edit: ParsedPlanItem,
    }

    impl PlanItemFields {
        pub fn parse(
            &self,
            edit_kind: EditKind,
            language: &str,
        ) -> Result<SubmittedItem, AppError> {
            // Two kinds of error: an id or kind that no form of the portal contains is a 404, an
            // invalid field goes back to its form.
            let family = self.family.parse().map_err(|_| AppError::NotFound)?;
            let kind = PlanItemKind::parse(&self.kind).ok_or(AppError::NotFound)?;
            let owed = self.owner == "agency";
            let typed = PlanItemForm {
                words: &self.words,
                benchmark: &self.benchmark,
                so_far: &self.so_far,
                owner: if owed { "" } else { &self.owner },
                owed,
                order: &self.order,
                goal: &self.goal,
                after: &self.after,
                child: &self.child,
                area: &self.area,
                hours: &self.hours,
                trips: &self.trips,
                weekday: &self.weekday,
                starts: &self.starts,
                ends: &self.ends,
                due: &self.due,
                seen: &self.seen,
                // The form of a new item has no such field, and a reason is only stored for a
                // change.
                why: match edit_kind {
                    EditKind::Add => "",
                    EditKind::Change => &self.why,
                },
            };
            Ok(SubmittedItem {
                family,
                kind,
                edit: PlanItemInput::parse(kind, edit_kind, &typed, language),
            })
        }

        /// What the pressed button of an existing item's form does.
        pub fn action(&self) -> ItemAction {
            if self.act == "remove" {
                ItemAction::Remove
            } else {
                ItemAction::Save
            }
        }

        /// The goal that a new step belongs to.
        pub fn parse_goal(&self) -> Result<Option<ItemId>, AppError> {
            if self.goal.is_empty() {
                Ok(None)
            } else {
                self.goal.parse().map(Some).map_err(|_| AppError::NotFound)
            }
        }
    }

    /// A validation error of the store as the form field that it belongs to; any other error as it
    /// is.
    pub fn to_field_error<T>(error: store::Error) -> Result<Result<T, Vec<FieldError>>, AppError> {
        match error {
            store::Error::Invalid(code) => Ok(Err(vec![(error_field(code), code)])),
            other => Err(other.into()),
        }
    }

    fn error_field(code: ErrorCode) -> &'static str {
        match code {
            "plan-circle" => "after",
            "plan-owner" => "owner",
            "plan-why-missing" => "why",
            // `plan-choose`, for an audience that cannot be chosen.
            _ => "seen",
        }
    }

    /// True if saving this step gives warnings about its owner's week that the worker has not yet
    /// confirmed.
    pub async fn needs_workload_confirmation(
        tx: &mut Tx,
        family: FamilyId,
        fields: &PlanItemFields,
        edit: &PlanItemInput,
        item: Option<ItemId>,
    ) -> Result<bool, AppError> {
        // A step that the agency owes has no owner here and takes none of the family's time.
        let Some(owner) = edit
            .owner
            .filter(|_| fields.load != "yes" && !edit.effort.is_none())
        else {
            return Ok(false);
        };
        Ok(
            !workload::workload_warnings(tx, family, owner, &edit.effort, item)
                .await?
                .is_empty(),
        )
    }
}
