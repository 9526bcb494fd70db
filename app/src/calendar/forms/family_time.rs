//! Server functions with which a worker writes plans for family time.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form for a plan. The children and the people are not in it: they are checkboxes named
/// `children-`, `people-` and `hidden-` and an id (`crate::request::form::checked_ids`).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FamilyTimeFields {
    /// The id of the form that adds a plan.
    pub form: String,
    pub family: String,
    /// The id of a plan to change, and the revision that the form was filled in against.
    pub plan: String,
    pub revision: String,
    /// The id of a parent, or `siblings`.
    pub parent: String,
    /// Slug of a `SupervisionLevel`.
    pub level: String,
    /// A `Supervisor`; empty for none.
    pub supervisor: String,
    pub often: String,
    pub place: String,
    pub transport: String,
    /// Empty when visits need not be confirmed.
    pub confirm_days: String,
    pub confirm_at: String,
    pub next: String,
    /// Not empty: the plan has ended.
    pub ended: String,
}

/// Adds a plan. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "calendar/time-add")]
pub async fn add_family_time(
    #[server(flatten)] fields: FamilyTimeFields,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::create_plan(fields).await);
    Ok(())
}

/// Changes a plan. An older `revision` than the stored one is an edit conflict.
#[server(prefix = "/api", endpoint = "calendar/time-save")]
pub async fn save_family_time(
    #[server(flatten)] fields: FamilyTimeFields,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::change_plan(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::family_time::{FamilyTimeForm, FamilyTimeInput};
    use model::field_errors::FieldError;
    use model::id::{FamilyId, FamilyTimeId, FormId};
    use model::policy::may_keep_family_time;
    use store::Intent;
    use store::calendar::family_time::{plan_changes, plans};
    use store::plan::working_copy::SaveOutcome;

    use super::FamilyTimeFields;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{checked_ids, retry_on_race};
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::{commit_or_refuse, refuse};

    impl FamilyTimeFields {
        fn parse(&self, context: &RequestContext) -> Result<FamilyTimeInput, Vec<FieldError>> {
            let (children, people) = (checked_ids("children"), checked_ids("people"));
            let hidden = checked_ids("hidden");
            let form = FamilyTimeForm {
                parent: &self.parent,
                children: &children,
                level: &self.level,
                supervisor: &self.supervisor,
                often: &self.often,
                place: &self.place,
                transport: &self.transport,
                confirm_days: &self.confirm_days,
                confirm_at: &self.confirm_at,
                next: &self.next,
                people: &people,
                hidden: &hidden,
                ended: !self.ended.is_empty(),
            };
            FamilyTimeInput::parse(&form, &context.submitted_language())
        }
    }

    async fn answer_saved(context: &RequestContext, family: FamilyId) -> Result<(), AppError> {
        let notice = PageNotice::new("calendar-notice-time-saved");
        context
            .answer_with_notice(&paths::family_time(family), notice)
            .await
    }

    pub async fn create_plan(fields: FamilyTimeFields) -> Result<(), AppError> {
        let context = request_context();
        let family = require_keeper(&context, &fields.family)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        store_plan(&context, family, PlanTarget::New(form), &fields).await
    }

    pub async fn change_plan(fields: FamilyTimeFields) -> Result<(), AppError> {
        let context = request_context();
        let family = require_keeper(&context, &fields.family)?;
        let id = fields.plan.parse().map_err(|_| AppError::NotFound)?;
        let revision = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        store_plan(&context, family, PlanTarget::Stored(id, revision), &fields).await
    }

    /// Before an invalid field is reported: without permission the answer is 404, whatever was
    /// typed.
    fn require_keeper(context: &RequestContext, family: &str) -> Result<FamilyId, AppError> {
        context.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_keep_family_time)?;
        Ok(family)
    }

    /// What the form is about.
    #[derive(Clone, Copy)]
    enum PlanTarget {
        /// A new plan, with the id of the form.
        New(FormId),
        /// A stored plan, with the revision that the form was filled in against.
        Stored(FamilyTimeId, i32),
    }

    async fn store_plan(
        context: &RequestContext,
        family: FamilyId,
        target: PlanTarget,
        fields: &FamilyTimeFields,
    ) -> Result<(), AppError> {
        let page = match target {
            PlanTarget::New(_) => paths::add_family_time(family),
            PlanTarget::Stored(id, _) => paths::edit_family_time(family, id),
        };
        let input = match fields.parse(context) {
            Ok(input) => input,
            Err(errors) => {
                if let PlanTarget::Stored(id, _) = target {
                    require_plan(context, family, id).await?;
                }
                return refuse(context, errors, &page).await;
            }
        };
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let saved = match target {
                PlanTarget::New(form) => plan_changes::add_plan(&mut tx, family, form, &input)
                    .await
                    .map(SaveOutcome::Saved),
                PlanTarget::Stored(id, revision) => {
                    plan_changes::save_plan(&mut tx, family, id, revision, &input).await
                }
            };
            commit_or_refuse(tx, saved, "people-0").await
        })?;
        let error = match saved {
            Ok(SaveOutcome::Saved(_)) => return answer_saved(context, family).await,
            // Another worker changed it meanwhile. The page then shows both versions.
            Ok(SaveOutcome::Stale) => ("stale", "plan-stale"),
            Err(error) => error,
        };
        refuse(context, vec![error], &page).await
    }

    /// A plan that this worker may not see is 404 here too, whatever they typed.
    async fn require_plan(
        context: &RequestContext,
        family: FamilyId,
        id: FamilyTimeId,
    ) -> Result<(), AppError> {
        // Dropped without a commit, and with it the access log entry: nothing of the record is
        // shown by the redirect.
        let mut tx = context.begin_record_read(family).await?;
        plans::read_plan(&mut tx, family, id, context.language.language_tag()).await?;
        Ok(())
    }
}
