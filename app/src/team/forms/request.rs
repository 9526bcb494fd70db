//! Server functions of proposals for the team, objections, and their answers.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that proposes someone for the team.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProposalForm {
    pub form: String,
    pub family: String,
    pub name: String,
    /// Slug of a `TeamContactKind`.
    pub kind: String,
    /// How to reach them.
    pub reach: String,
    pub words: String,
    /// `wide` if the family may read it.
    pub who: String,
}

/// Proposes someone for the team. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "team/propose")]
pub async fn propose(#[server(flatten)] fields: ProposalForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::submit_proposal(fields).await);
    Ok(())
}

/// The form that objects to someone on the team.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ObjectionForm {
    pub form: String,
    pub family: String,
    /// A `TeamMemberRef`.
    pub about: String,
    pub words: String,
    /// `wide` if the family may read it.
    pub who: String,
}

/// Objects to someone on the team. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "team/object")]
pub async fn object(#[server(flatten)] fields: ObjectionForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::submit_objection(fields).await);
    Ok(())
}

/// The form with the answer to one of them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TeamAnswerForm {
    pub family: String,
    /// The id of the request.
    pub request: String,
    /// Slug of a `TeamRequestOutcome`.
    pub outcome: String,
    pub words: String,
}

/// Answers a proposal or an objection.
#[server(prefix = "/api", endpoint = "team/answer")]
pub async fn answer(#[server(flatten)] fields: TeamAnswerForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::submit_answer(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::field_errors::FieldError;
    use model::id::{FamilyId, TeamRequestId};
    use model::plan::reply::Sharing;
    use model::role::Role;
    use model::team::{NewTeamAnswer, NewTeamRequest};
    use store::Intent;
    use store::team::{request_submission, requests};

    use super::{ObjectionForm, ProposalForm, TeamAnswerForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, retry_on_race};
    use crate::request::notice::PageNotice;

    /// A parsed request, or its invalid fields.
    type RequestDraft = Result<NewTeamRequest, Vec<FieldError>>;

    pub async fn submit_proposal(fields: ProposalForm) -> Result<(), AppError> {
        let context = request_context();
        let family = require_family(&context, &fields.family)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let draft = NewTeamRequest::propose(
            form,
            &fields.kind,
            (&fields.name, &fields.reach),
            &fields.words,
            Sharing::parse(&fields.who),
            &context.submitted_language(),
        );
        let page = paths::propose_team_member(family);
        save(&context, family, draft, &page).await
    }

    pub async fn submit_objection(fields: ObjectionForm) -> Result<(), AppError> {
        let context = request_context();
        let family = require_family(&context, &fields.family)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let draft = NewTeamRequest::object(
            form,
            &fields.about,
            &fields.words,
            Sharing::parse(&fields.who),
            &context.submitted_language(),
        );
        // Without the person in the address: what was typed comes back with the person who was
        // chosen.
        let page = paths::object_to_team_member(family, None);
        save(&context, family, draft, &page).await
    }

    /// Before an invalid field is reported: for anyone but the family the answer is 404, whatever
    /// was typed.
    fn require_family(context: &RequestContext, family: &str) -> Result<FamilyId, AppError> {
        context.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, Role::is_family)?;
        Ok(family)
    }

    async fn save(
        context: &RequestContext,
        family: FamilyId,
        draft: RequestDraft,
        page: &str,
    ) -> Result<(), AppError> {
        let added = match draft {
            Ok(draft) => store_request(context, family, &draft).await?,
            Err(errors) => Err(errors),
        };
        match added {
            Ok(id) => {
                let notice = PageNotice {
                    // The list has the new request, and the notice is shown beside it.
                    subject: id.to_string(),
                    ..PageNotice::new("team-sent")
                };
                context
                    .answer_with_notice(&paths::team(family), notice)
                    .await
            }
            Err(errors) => {
                let state = FormState::from_request().with_errors(errors);
                context.redisplay_with_errors(state, page).await
            }
        }
    }

    async fn store_request(
        context: &RequestContext,
        family: FamilyId,
        draft: &NewTeamRequest,
    ) -> Result<Result<TeamRequestId, Vec<FieldError>>, AppError> {
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match request_submission::add_request(&mut tx, family, draft).await {
                Ok(id) => {
                    tx.commit().await?;
                    Ok(Ok(id))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(vec![("about", code)])),
                Err(error) => Err(error.into()),
            }
        })
    }

    pub async fn submit_answer(fields: TeamAnswerForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let request: TeamRequestId = fields.request.parse().map_err(|_| AppError::NotFound)?;
        // Whether this very request is theirs to answer is checked by the store, which knows whom
        // it is about.
        context.require_role(family, |role| {
            matches!(role, Role::Worker | Role::Supervisor)
        })?;
        let language = context.submitted_language();
        let answer = match NewTeamAnswer::parse(request, &fields.outcome, &fields.words, &language)
        {
            Ok(answer) => answer,
            Err(errors) => {
                // Dropped without a commit: nothing of the record is shown by the redirect.
                let mut tx = context.begin_record_read(family).await?;
                requests::check_may_answer(&mut tx, family, request).await?;
                drop(tx);
                let state = FormState::from_request().with_errors(errors);
                let page = paths::team_request(family, request);
                return context.redisplay_with_errors(state, &page).await;
            }
        };
        let mut tx = context.begin_transaction(Intent::Write).await?;
        // Not retried: another answer is a `Conflict`, never a lost race.
        requests::answer_request(&mut tx, family, &answer).await?;
        tx.commit().await?;
        let page = paths::team_request(family, request);
        context
            .answer_with_notice(&page, PageNotice::new("team-answered"))
            .await
    }
}
