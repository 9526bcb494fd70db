//! Server functions of commitments: a young person asks an adult, who answers.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form with which a young person asks an adult for a commitment.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AddCommitmentForm {
    pub form: String,
    /// The id of a person on the team, or `other`.
    pub who: String,
    /// The name of an adult without an account.
    pub name: String,
    /// When an adult without an account said yes.
    pub said_on: String,
    /// Slug of a `CommitmentKind`.
    pub kind: String,
    pub words: String,
    /// Slug of a `ContactWay`.
    pub way: String,
    /// Slug of a `ContactRhythm`.
    pub rhythm: String,
}

/// Asks an adult for a commitment. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "transition/commitment-add")]
pub async fn add_commitment(
    #[server(flatten)] fields: AddCommitmentForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::add_commitment(fields).await);
    Ok(())
}

/// The form with which one of the two does something with a commitment.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CommitmentStepForm {
    pub form: String,
    pub commitment: String,
    /// The revision that the person has read.
    pub revision: String,
    /// Slug of a `CommitmentAct`.
    pub act: String,
    /// Like the next three, only with new words.
    pub kind: String,
    pub words: String,
    pub way: String,
    pub rhythm: String,
    /// Why an adult says no, or cannot any more.
    pub reason: String,
    pub said_on: String,
}

/// Does something with a commitment, as one of the two. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "transition/commitment-step")]
pub async fn step_commitment(
    #[server(flatten)] fields: CommitmentStepForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::step_commitment(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::CommitmentId;
    use model::transition::TransitionPart;
    use model::transition::people::{
        CommitmentAct, CommitmentStep, NewCommitment, StepFields, TermsFields,
    };
    use store::Intent;
    use store::plan::working_copy::SaveOutcome;
    use store::transition::{own_transition, people_changes};

    use super::{AddCommitmentForm, CommitmentStepForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::{commit_or_refuse, refuse};

    pub async fn add_commitment(fields: AddCommitmentForm) -> Result<(), AppError> {
        let context = request_context();
        let today = context.actor()?.today;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let terms = TermsFields {
            kind: &fields.kind,
            words: &fields.words,
            way: &fields.way,
            rhythm: &fields.rhythm,
        };
        let adult = (
            fields.who.as_str(),
            fields.name.as_str(),
            fields.said_on.as_str(),
        );
        let language = context.submitted_language();
        let new = match NewCommitment::parse(adult, terms, &language, today) {
            Ok(new) => new,
            Err(errors) => {
                // For anyone without a plan of their own this form does not exist.
                let mut tx = context.begin_transaction(Intent::Read).await?;
                own_transition(&mut tx).await?;
                return refuse(&context, errors, paths::ADD_COMMITMENT).await;
            }
        };
        let added = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let added = people_changes::add_commitment(&mut tx, form, &new).await;
            commit_or_refuse(tx, added, "who").await
        })?;
        match added {
            Ok(_) => {
                let page = paths::transition_part(TransitionPart::People);
                let notice = PageNotice::new("transition-people-added");
                context.answer_with_notice(&page, notice).await
            }
            Err(error) => refuse(&context, vec![error], paths::ADD_COMMITMENT).await,
        }
    }

    pub async fn step_commitment(fields: CommitmentStepForm) -> Result<(), AppError> {
        let context = request_context();
        let today = context.actor()?.today;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let id: CommitmentId = fields.commitment.parse().map_err(|_| AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::transition_commitment(id);
        let step = StepFields {
            act: &fields.act,
            terms: TermsFields {
                kind: &fields.kind,
                words: &fields.words,
                way: &fields.way,
                rhythm: &fields.rhythm,
            },
            reason: &fields.reason,
            said_on: &fields.said_on,
        };
        let step = match CommitmentStep::parse(step, &context.submitted_language(), today) {
            Ok(step) => step,
            Err(errors) => {
                // For anyone but the two it does not exist.
                let mut tx = context.begin_transaction(Intent::Read).await?;
                people_changes::require_party(&mut tx, id).await?;
                return refuse(&context, errors, &page).await;
            }
        };
        let taken = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let taken = people_changes::take_step(&mut tx, id, (form, revision), &step).await?;
            tx.commit().await?;
            Ok(taken)
        })?;
        match taken {
            SaveOutcome::Saved(_) => {
                let notice = PageNotice::new(notice_key(step.act));
                context.answer_with_notice(&page, notice).await
            }
            // The other one has done something meanwhile. The page shows it, with what was typed.
            SaveOutcome::Stale => {
                let stale = vec![("stale", "transition-people-stale")];
                refuse(&context, stale, &page).await
            }
        }
    }

    /// What the page says that the form did.
    const fn notice_key(act: CommitmentAct) -> &'static str {
        match act {
            CommitmentAct::Ask => "transition-people-asked",
            CommitmentAct::Suggest => "transition-people-suggested",
            CommitmentAct::Accept => "transition-people-agreed",
            CommitmentAct::Decline | CommitmentAct::Withdraw => "transition-people-told",
            CommitmentAct::SaidYes => "transition-people-noted",
            CommitmentAct::End => "transition-people-ended",
        }
    }
}
