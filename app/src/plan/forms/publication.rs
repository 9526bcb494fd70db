//! Server function that publishes the working copy of the plan.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that publishes the working copy.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PublicationForm {
    pub family: String,
    /// The reason for this version.
    pub why: String,
    /// `yes` if the worker ticked that the family was asked about this section.
    pub asked_strengths: String,
    pub asked_needs: String,
    pub asked_worries: String,
    pub asked_changes: String,
    pub asked_goals: String,
    pub asked_safety: String,
    pub asked_well_being: String,
}

/// Publishes the working copy as the next version. `base` is the version the form was filled in
/// against.
#[server(prefix = "/api", endpoint = "plan/publish")]
pub async fn publish_plan(
    #[server(default)] base: i32,
    #[server(flatten)] fields: PublicationForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::publish_version(base, fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::ErrorCode;
    use model::id::FamilyId;
    use model::plan::reply::{PlanSection, parse_optional_text};
    use model::policy::may_edit_plan;
    use store::Intent;
    use store::plan::publication;

    use super::PublicationForm;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::{FormState, retry_on_race};
    use crate::request::notice::PageNotice;

    impl PublicationForm {
        /// The sections that the family was asked about.
        fn consulted_sections(&self) -> Vec<PlanSection> {
            [
                // The slugs of `PlanSection`, from which the page makes the names of its
                // checkboxes.
                ("strengths", &self.asked_strengths),
                ("needs", &self.asked_needs),
                ("worries", &self.asked_worries),
                ("changes", &self.asked_changes),
                ("goals", &self.asked_goals),
                ("safety", &self.asked_safety),
                ("well_being", &self.asked_well_being),
            ]
            .into_iter()
            .filter(|(_, asked)| *asked == "yes")
            .filter_map(|(slug, _)| PlanSection::parse(slug))
            .collect()
        }
    }

    pub async fn publish_version(base: i32, fields: PublicationForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_edit_plan)?;
        let page = paths::publish_plan(family);
        let back = |field: &str, code| FormState::from_request().with_error(field, code);
        let words = match parse_optional_text(&fields.why) {
            Ok(Some(words)) => words,
            // The store takes any text as the reason. That there is one is checked here.
            Ok(None) => {
                return context
                    .redisplay_with_errors(back("why", "plan-why-missing"), &page)
                    .await;
            }
            Err(code) => {
                return context
                    .redisplay_with_errors(back("why", code), &page)
                    .await;
            }
        };
        let (sections, language) = (fields.consulted_sections(), context.submitted_language());
        let published: Result<i32, ErrorCode> = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            // In the same transaction, so that what the worker ticked counts for this publication,
            // and nothing is recorded when it is refused.
            publication::record_consultations(&mut tx, family, &sections).await?;
            match publication::publish(&mut tx, family, base, &words, &language).await {
                Ok(version) => {
                    tx.commit().await?;
                    Ok(Ok(version))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(code)),
                // The page then shows what differs from the other version.
                Err(store::Error::Conflict) => Ok(Err("plan-published")),
                Err(other) => Err(other.into()),
            }
        })?;
        match published {
            Ok(version) => {
                let notice = PageNotice::new("plan-notice-published");
                context
                    .answer_with_notice(&paths::plan_version(family, version), notice)
                    .await
            }
            // The checkboxes come back ticked with the form, so nothing has to be confirmed again.
            Err(code) => {
                context
                    .redisplay_with_errors(back("missing", code), &page)
                    .await
            }
        }
    }
}
