//! Server functions with which a youth picks two people of the team, and a worker refuses one.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form with which a youth picks someone.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PickForm {
    pub form: String,
    pub family: String,
    /// A `TeamMemberRef`.
    pub who: String,
    /// `team` if the team may see the pick.
    pub seen_by: String,
}

/// Picks someone. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "team/pick")]
pub async fn add_pick(#[server(flatten)] fields: PickForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::add_pick(fields).await);
    Ok(())
}

/// The form with which a youth takes a pick back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EndPickForm {
    pub family: String,
    pub pick: String,
}

/// Takes a pick back. Idempotent.
#[server(prefix = "/api", endpoint = "team/pick-end")]
pub async fn end_pick(#[server(flatten)] fields: EndPickForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::end_pick(fields).await);
    Ok(())
}

/// The form with which a worker refuses a pick.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RefusePickForm {
    pub family: String,
    pub pick: String,
    /// The reason, which the youth reads.
    pub words: String,
}

/// Refuses a pick.
#[server(prefix = "/api", endpoint = "team/pick-refuse")]
pub async fn refuse_pick(#[server(flatten)] fields: RefusePickForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::refuse_pick(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, TeamPickId};
    use model::policy::may_keep_memberships;
    use model::role::Role;
    use model::team::membership::{NewPick, parse_refusal};
    use store::Intent;
    use store::team::picks;

    use super::{EndPickForm, PickForm, RefusePickForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::retry_on_race;
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::refuse;

    /// Before an invalid field is reported: without permission the answer is 404, whatever was
    /// typed.
    fn require(
        context: &RequestContext,
        family: &str,
        may: impl FnOnce(Role) -> bool,
    ) -> Result<FamilyId, AppError> {
        context.actor()?;
        let family = family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may)?;
        Ok(family)
    }

    async fn answer(context: &RequestContext, family: FamilyId, key: &str) -> Result<(), AppError> {
        let page = paths::team_picks(family);
        context
            .answer_with_notice(&page, PageNotice::new(key))
            .await
    }

    pub async fn add_pick(fields: PickForm) -> Result<(), AppError> {
        let context = request_context();
        let family = require(&context, &fields.family, |role| role == Role::Youth)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::team_picks(family);
        let new = match NewPick::parse(&fields.who, &fields.seen_by) {
            Ok(new) => new,
            Err(errors) => return refuse(&context, errors, &page).await,
        };
        let added = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match picks::add_pick(&mut tx, family, form, new).await {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(Ok(()))
                }
                // The store refuses the person: picked already, one too many, or not a person whom
                // a youth can pick.
                Err(store::Error::Invalid(code)) => Ok(Err(("who", code))),
                Err(error) => Err(error.into()),
            }
        })?;
        match added {
            Ok(()) => answer(&context, family, "team-pick-saved").await,
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }

    pub async fn end_pick(fields: EndPickForm) -> Result<(), AppError> {
        let context = request_context();
        let family = require(&context, &fields.family, |role| role == Role::Youth)?;
        let pick: TeamPickId = fields.pick.parse().map_err(|_| AppError::NotFound)?;
        let mut tx = context.begin_transaction(Intent::Write).await?;
        picks::end_pick(&mut tx, family, pick).await?;
        tx.commit().await?;
        answer(&context, family, "team-pick-ended").await
    }

    pub async fn refuse_pick(fields: RefusePickForm) -> Result<(), AppError> {
        let context = request_context();
        let family = require(&context, &fields.family, may_keep_memberships)?;
        let pick: TeamPickId = fields.pick.parse().map_err(|_| AppError::NotFound)?;
        let reason = match parse_refusal(&fields.words) {
            Ok(reason) => reason,
            Err(errors) => {
                // A pick that the worker may not see is 404 here too. Dropped without a commit, and
                // with it the access log entry: nothing of the record is shown by the redirect.
                let mut tx = context.begin_record_read(family).await?;
                let tag = context.language.language_tag();
                let known = picks::read_picks(&mut tx, family, tag).await?.picks;
                if !known.iter().any(|one| one.id == pick) {
                    return Err(AppError::NotFound);
                }
                let page = paths::refuse_pick(family, pick);
                return refuse(&context, errors, &page).await;
            }
        };
        let language = context.submitted_language();
        let mut tx = context.begin_transaction(Intent::Write).await?;
        picks::refuse_pick(&mut tx, family, pick, (&reason, &language)).await?;
        tx.commit().await?;
        answer(&context, family, "team-pick-refused").await
    }
}
