//! Server function that publishes the working copy of the plan.
#![expect(
    clippy::too_many_arguments,
    reason = "the arguments of a server fn are the fields of its form"
)]

use leptos::prelude::*;

/// Publishes the working copy as the next version. `base` is the version the form was filled in
/// against. Each `asked_*` is `yes` if the worker ticked that the family was asked about it.
#[server(prefix = "/api", endpoint = "plan/publish")]
pub async fn publish_plan(
    #[server(default)] family: String,
    #[server(default)] base: i32,
    #[server(default)] why: String,
    #[server(default)] asked_strengths: String,
    #[server(default)] asked_needs: String,
    #[server(default)] asked_worries: String,
    #[server(default)] asked_changes: String,
    #[server(default)] asked_goals: String,
    #[server(default)] asked_safety: String,
    #[server(default)] asked_well_being: String,
) -> Result<(), ServerFnError> {
    let asked = [
        ("strengths", asked_strengths),
        ("needs", asked_needs),
        ("worries", asked_worries),
        ("changes", asked_changes),
        ("goals", asked_goals),
        ("safety", asked_safety),
        ("well_being", asked_well_being),
    ];
    crate::form::respond(ssr::publish_version(family, base, why, asked).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::FamilyId;
    use model::plan::reply::{PlanSection, parse_optional_text};
    use model::policy::may_edit_plan;
    use store::Intent;
    use store::plan::versions;

    use crate::error::AppError;
    use crate::form::{FormState, see_other};
    use crate::request_context::request_context;

    pub async fn publish_version(
        family: String,
        base: i32,
        why: String,
        asked: [(&'static str, String); 7],
    ) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        visit.require_role(family, may_edit_plan)?;
        let page = format!("/family/{family}/plan/publish");
        let sections: Vec<PlanSection> = asked
            .iter()
            .filter(|(_, said)| said == "yes")
            .filter_map(|(slug, _)| PlanSection::parse(slug))
            .collect();
        let back =
            |field: &str, code| FormState::from_request("plan/publish").with_error(field, code);
        let words = match parse_optional_text(&why) {
            Ok(Some(words)) => words,
            Ok(None) => {
                return visit
                    .redisplay_with_errors(back("why", "plan-why-missing"), &page)
                    .await;
            }
            Err(code) => return visit.redisplay_with_errors(back("why", code), &page).await,
        };
        let mut tx = visit.begin_transaction(Intent::Write).await?;
        versions::record_consultations(&mut tx, family, &sections).await?;
        match versions::publish(&mut tx, family, base, &words, &visit.submitted_language()).await {
            Ok(version) => {
                tx.commit().await?;
                see_other(&format!("/family/{family}/plan/version/{version}"));
                Ok(())
            }
            Err(store::Error::Invalid(code)) => {
                drop(tx);
                visit
                    .redisplay_with_errors(back("asked", code), &page)
                    .await
            }
            Err(other) => Err(other.into()),
        }
    }
}
