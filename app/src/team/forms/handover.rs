//! The server function with which a worker hands over to another worker or mentor.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of a handover.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HandoverForm {
    pub form: String,
    pub family: String,
    /// Who hands over, the slug of their role, and the revision that the form was filled in
    /// against.
    pub member: String,
    pub current: String,
    pub revision: String,
    /// Who takes over.
    pub successor: String,
    pub from_day: String,
    /// The reason, for the workers and the supervisors.
    pub why: String,
    /// A sentence for the family.
    pub words: String,
}

/// Hands over. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "team/handover")]
pub async fn hand_over(#[server(flatten)] fields: HandoverForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::hand_over(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::ErrorCode;
    use model::id::{FamilyId, PersonId};
    use model::policy::may_keep_memberships;
    use model::role::Role;
    use model::team::membership::NewHandover;
    use store::Intent;
    use store::plan::working_copy::SaveOutcome;
    use store::team::handover;

    use super::HandoverForm;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::retry_on_race;
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::refuse;

    pub async fn hand_over(fields: HandoverForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported: without permission the answer is 404, whatever was
        // typed.
        context.require_role(family, may_keep_memberships)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let person: PersonId = fields.member.parse().map_err(|_| AppError::NotFound)?;
        let role = Role::parse(&fields.current).ok_or(AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::hand_over(family, person);
        let texts = (fields.why.as_str(), fields.words.as_str());
        let language = context.submitted_language();
        let parsed = NewHandover::parse(&fields.successor, &fields.from_day, texts, &language);
        let input = match parsed {
            Ok(input) => input,
            Err(errors) => return refuse(&context, errors, &page).await,
        };
        let of = (person, role, revision);
        let done = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match handover::hand_over(&mut tx, family, form, of, &input).await {
                Ok(saved) => {
                    tx.commit().await?;
                    Ok(Ok(saved))
                }
                Err(store::Error::Invalid(code)) => Ok(Err((field_of(code), code))),
                Err(error) => Err(error.into()),
            }
        })?;
        match done {
            Ok(SaveOutcome::Saved(_)) => answer_done(&context, family).await,
            // Someone else changed the membership meanwhile. The page shows what it is now.
            Ok(SaveOutcome::Stale) => {
                let stale = vec![("stale", "plan-stale")];
                refuse(&context, stale, &page).await
            }
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    fn field_of(code: ErrorCode) -> &'static str {
        match code {
            "team-successor" | "team-own-role" | "team-roles-apart" => "successor",
            _ => "from_day",
        }
    }

    /// On the team list, or on today's page for a worker who has just left the team.
    async fn answer_done(context: &RequestContext, family: FamilyId) -> Result<(), AppError> {
        let zone = &context.actor()?.zone;
        let person = context.actor()?.person;
        // Read again: the profile of this request is from before the handover.
        let profile = context.db.load_profile(person, zone).await?;
        let page = if profile.actor.membership_in(family).is_ok() {
            paths::team(family)
        } else {
            paths::HOME.to_owned()
        };
        let notice = PageNotice::new("team-handed-over");
        context.answer_with_notice(&page, notice).await
    }
}
