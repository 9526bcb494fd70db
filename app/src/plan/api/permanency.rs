//! Server function for the permanency goals of a case.
#![expect(clippy::too_many_arguments, reason = "the arguments of a server fn are the fields of its form")]

use leptos::prelude::*;

/// Changes the permanency goal and the concurrent goal in the working copy.
#[server(prefix = "/api", endpoint = "plan/heading")]
pub async fn save_heading(
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
    crate::form::settle(ssr::save(family, revision, first, second).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::FamilyId;
    use model::plan::edit::Heading;
    use model::policy::may_edit_plan;
    use store::Intent;
    use store::plan::edit::Saved;
    use store::plan::heading;

    use crate::actor::visit;
    use crate::error::Error;
    use crate::form::{FormState, go, twice};
    use crate::plan::page::heading::{FIRST, SECOND};

    pub async fn save(family: String, revision: i32, first: [String; 4], second: [String; 4]) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| Error::NotFound)?;
        visit.role_that(family, may_edit_plan)?;
        let page = format!("/family/{family}/plan/heading");
        let back = |field: &str, code| visit.refuse(FormState::posted("plan/heading").with_error(field, code), &page);
        let parse = |names, [goal, since, by, why]: &[String; 4]| Heading::parse(names, goal, since, by, why);
        let (one, two) = match (parse(FIRST, &first), parse(SECOND, &second)) {
            (Ok(one), Ok(two)) => (one, two),
            (Err((field, code)), _) | (_, Err((field, code))) => return back(field, code).await,
        };
        let saved = twice!({
            let mut tx = visit.act(Intent::Write).await?;
            match heading::save(&mut tx, family, revision, &one, &two, &visit.writing_language()).await {
                Ok(saved) => {
                    tx.save().await?;
                    Ok(Ok(saved))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(code)),
                Err(other) => Err(other.into()),
            }
        })?;
        match saved {
            Err(code) => back("permanency", code).await,
            Ok(Saved::Stale) => back("stale", "plan-stale").await,
            Ok(Saved::Kept(())) => {
                go(&format!("/family/{family}/plan/edit"));
                Ok(())
            }
        }
    }
}
