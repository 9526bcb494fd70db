//! Server function for the permanency goals of a case.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Names of one goal's fields: goal, since, by, why.
pub type GoalFieldNames = [&'static str; 4];
pub const PERMANENCY_FIELDS: GoalFieldNames = [
    "permanency",
    "permanency_since",
    "permanency_by",
    "permanency_why",
];
pub const CONCURRENT_FIELDS: GoalFieldNames = [
    "concurrent",
    "concurrent_since",
    "concurrent_by",
    "concurrent_why",
];

/// The form with the permanency goal and the concurrent goal. An empty goal is none, and its other
/// fields are then ignored.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PermanencyForm {
    pub family: String,
    /// Slug of a `Permanency`.
    pub permanency: String,
    /// A date such as `2026-12-18`.
    pub permanency_since: String,
    /// Slug of a `DecisionMaker`.
    pub permanency_by: String,
    pub permanency_why: String,
    pub concurrent: String,
    pub concurrent_since: String,
    pub concurrent_by: String,
    pub concurrent_why: String,
}

/// Changes the permanency goal and the concurrent goal in the working copy. `revision` is the one
/// the form was filled in against.
#[server(prefix = "/api", endpoint = "plan/heading")]
pub async fn save_permanency(
    #[server(default)] revision: i32,
    #[server(flatten)] fields: PermanencyForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_goals(revision, fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::field_errors::FieldError;
    use model::id::FamilyId;
    use model::plan::edit::PermanencyGoalInput;
    use model::policy::may_edit_plan;
    use store::Intent;
    use store::plan::permanency;
    use store::plan::working_copy::SaveOutcome;

    use super::{CONCURRENT_FIELDS, PERMANENCY_FIELDS, PermanencyForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::{FormState, retry_on_race};
    use crate::request::notice::PageNotice;

    /// The two goals of the form.
    struct ParsedGoals {
        permanency: PermanencyGoalInput,
        concurrent: PermanencyGoalInput,
    }

    impl PermanencyForm {
        /// Both goals, or every invalid field.
        fn parse(&self) -> Result<ParsedGoals, Vec<FieldError>> {
            let permanency = PermanencyGoalInput::parse(
                PERMANENCY_FIELDS,
                &self.permanency,
                &self.permanency_since,
                &self.permanency_by,
                &self.permanency_why,
            );
            let concurrent = PermanencyGoalInput::parse(
                CONCURRENT_FIELDS,
                &self.concurrent,
                &self.concurrent_since,
                &self.concurrent_by,
                &self.concurrent_why,
            );
            match (permanency, concurrent) {
                (Ok(permanency), Ok(concurrent)) => Ok(ParsedGoals {
                    permanency,
                    concurrent,
                }),
                (permanency, concurrent) => Err([permanency, concurrent]
                    .into_iter()
                    .filter_map(Result::err)
                    .flatten()
                    .collect()),
            }
        }
    }

    pub async fn save_goals(revision: i32, fields: PermanencyForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // The store also refuses families whose children live at home: such a case has no
        // permanency goal.
        context.require_role(family, may_edit_plan)?;
        let page = paths::edit_permanency(family);
        let back = |errors: Vec<FieldError>| {
            context.redisplay_with_errors(FormState::from_request().with_errors(errors), &page)
        };
        let goals = match fields.parse() {
            Ok(goals) => goals,
            Err(errors) => return back(errors).await,
        };
        // The first save of a family also creates its plan, and two workers can do so at once.
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match permanency::save_goals(
                &mut tx,
                family,
                revision,
                &goals.permanency,
                &goals.concurrent,
                &context.submitted_language(),
            )
            .await
            {
                Ok(saved) => {
                    tx.commit().await?;
                    Ok(Ok(saved))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(code)),
                Err(other) => Err(other.into()),
            }
        })?;
        match saved {
            // The store does not say which of the two goals it refused.
            Err(code) => back(vec![("permanency", code)]).await,
            // `stale` is the id of the card with the stored goals, to which the error summary then
            // links.
            Ok(SaveOutcome::Stale) => back(vec![("stale", "plan-stale")]).await,
            Ok(SaveOutcome::Saved(())) => {
                let notice = PageNotice::new("plan-notice-item-saved");
                context
                    .answer_with_notice(&paths::edit_plan(family), notice)
                    .await
            }
        }
    }
}
