//! Server function for the permanency goals of a case.
#![expect(
    clippy::too_many_arguments,
    reason = "the arguments of a server fn are the fields of its form"
)]

use leptos::prelude::*;

/// Changes the permanency goal and the concurrent goal in the working copy.
#[server(prefix = "/api", endpoint = "plan/heading")]
pub async fn save_permanency(
    #[server(default)] family: String,
    #[server(default)] revision: i32,
    #[server(default)] permanency: String,
    #[server(default)] permanency_since: String,
    #[server(default)] permanency_by: String,
    #[server(default)] permanency_why: String,
    #[server(default)] concurrent: String,
    #[server(default)] concurrent_since: String,
    #[server(default)] concurrent_by: String,
    #[server(default)] concurrent_why: String,
) -> Result<(), ServerFnError> {
    let first = [permanency, permanency_since, permanency_by, permanency_why];
    let second = [concurrent, concurrent_since, concurrent_by, concurrent_why];
    crate::form::respond(ssr::save_goals(family, revision, first, second).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::FamilyId;
    use model::plan::edit::PermanencyGoalInput;
    use model::policy::may_edit_plan;
    use store::Intent;
    use store::plan::permanency;
    use store::plan::working_copy::SaveOutcome;

    use crate::error::AppError;
    use crate::form::{FormState, retry_on_race, see_other};
    use crate::plan::page::permanency::{CONCURRENT_FIELDS, PERMANENCY_FIELDS};
    use crate::request_context::request_context;

    pub async fn save_goals(
        family: String,
        revision: i32,
        first: [String; 4],
        second: [String; 4],
    ) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        visit.require_role(family, may_edit_plan)?;
        let page = format!("/family/{family}/plan/heading");
        let back = |field: &str, code| {
            visit.redisplay_with_errors(
                FormState::from_request("plan/heading").with_error(field, code),
                &page,
            )
        };
        let parse = |names, [goal, since, by, why]: &[String; 4]| {
            PermanencyGoalInput::parse(names, goal, since, by, why)
        };
        let (one, two) = match (
            parse(PERMANENCY_FIELDS, &first),
            parse(CONCURRENT_FIELDS, &second),
        ) {
            (Ok(one), Ok(two)) => (one, two),
            (Err((field, code)), _) | (_, Err((field, code))) => return back(field, code).await,
        };
        let saved = retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            match permanency::save_goals(
                &mut tx,
                family,
                revision,
                &one,
                &two,
                &visit.submitted_language(),
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
            Err(code) => back("permanency", code).await,
            Ok(SaveOutcome::Stale) => back("stale", "plan-stale").await,
            Ok(SaveOutcome::Saved(())) => {
                see_other(&format!("/family/{family}/plan/edit"));
                Ok(())
            }
        }
    }
}
