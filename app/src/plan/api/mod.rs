//! Server functions of the plan: replies, answers and requests for translations. The submodules
//! hold those of the other forms.

pub mod edit;
pub mod permanency;
pub mod progress;
pub mod publication;
#[cfg(feature = "ssr")]
mod submitted_item;
pub mod workload;

use leptos::prelude::*;

/// Requests a translation of a text into the reader's language, then redirects to the page `from`.
#[server(prefix = "/api", endpoint = "plan/ask-translation")]
pub async fn ask_translation(
    #[server(default)] text: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::ask_translation(text, from).await);
    Ok(())
}

/// Adds a reply to a section or to a line; without either, a proposal for the plan. Idempotent for
/// each `form` id.
#[server(prefix = "/api", endpoint = "plan/reply")]
pub async fn add_reply(
    #[server(default)] form: String,
    #[server(default)] family: String,
    #[server(default)] section: String,
    #[server(default)] item: String,
    #[server(default)] kind: String,
    #[server(default)] words: String,
    #[server(default)] who: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(
        ssr::submit_reply(ssr::SubmittedReply {
            endpoint: "plan/reply",
            form,
            family,
            section,
            item,
            kind,
            words,
            who,
        })
        .await,
    );
    Ok(())
}

/// Reports how a step is going, or whether a closing condition is met: a reply whose `kind` sets
/// the state of the line. `why` is optional.
#[server(prefix = "/api", endpoint = "plan/step")]
pub async fn report_step(
    #[server(default)] form: String,
    #[server(default)] family: String,
    #[server(default)] item: String,
    #[server(default)] kind: String,
    #[server(default)] why: String,
) -> Result<(), ServerFnError> {
    let submitted = ssr::SubmittedReply {
        endpoint: "plan/step",
        form,
        family,
        section: String::new(),
        item,
        kind,
        words: why,
        who: String::new(),
    };
    crate::form::respond(ssr::submit_reply(submitted).await);
    Ok(())
}

/// Saves the team's answer to a reply.
#[server(prefix = "/api", endpoint = "plan/answer")]
pub async fn answer_reply(
    #[server(default)] family: String,
    #[server(default)] reply: String,
    #[server(default)] outcome: String,
    #[server(default)] words: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::submit_answer(family, reply, outcome, words).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::FamilyId;
    use model::plan::reply::{NewAnswer, NewReply, PlanSection, ReplyKind, ReplyTarget};
    use model::policy::{may_edit_plan, may_reply};
    use model::role::Role;
    use store::Intent;
    use store::plan::replies;

    use crate::error::AppError;
    use crate::form::{FormState, local_path_or_root, retry_on_race, see_other};
    use crate::request_context::request_context;

    pub async fn ask_translation(text: String, from: String) -> Result<(), AppError> {
        let visit = request_context();
        let text = text.parse().map_err(|_| AppError::NotFound)?;
        let mut tx = visit.begin_transaction(Intent::Write).await?;
        store::authored_text::request_translation(&mut tx, text, visit.language.language_tag())
            .await?;
        tx.commit().await?;
        see_other(&local_path_or_root(&from));
        Ok(())
    }

    /// The fields of `plan/reply` and `plan/step`.
    pub struct SubmittedReply {
        pub endpoint: &'static str,
        pub form: String,
        pub family: String,
        pub section: String,
        pub item: String,
        pub kind: String,
        pub words: String,
        pub who: String,
    }

    pub async fn submit_reply(submitted: SubmittedReply) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let family: FamilyId = submitted.family.parse().map_err(|_| AppError::NotFound)?;
        let form = submitted.form.parse().map_err(|_| AppError::NotFound)?;
        let (target, page) = match (submitted.section.as_str(), submitted.item.as_str()) {
            ("", "") => (ReplyTarget::Plan, format!("/family/{family}/plan/propose")),
            (section, "") => (
                ReplyTarget::Section(PlanSection::parse(section).ok_or(AppError::NotFound)?),
                format!("/family/{family}/plan/section/{section}"),
            ),
            (_, item) => (
                ReplyTarget::Item(item.parse().map_err(|_| AppError::NotFound)?),
                format!("/family/{family}/plan/item/{item}"),
            ),
        };
        let role = visit.require_role(family, |role| may_reply(role, ReplyKind::Comment))?;
        let draft = match NewReply::parse(
            form,
            target,
            &submitted.kind,
            &submitted.words,
            submitted.who == "wide",
            &visit.submitted_language(),
        ) {
            Ok(draft) => draft,
            Err(code) => {
                // Authorize before the form comes back with an error: the person must see the line
                // and, for `plan/step`, be a worker or the owner of the step.
                if let ReplyTarget::Item(item) = target {
                    let detail = store::plan::read_item(
                        &mut visit.begin_record_read(family).await?,
                        family,
                        item,
                        visit.language.language_tag(),
                    )
                    .await?;
                    let is_responsible = role == Role::Worker
                        || (detail.item.owner_id == Some(visit.actor()?.person)
                            && !detail.item.owed);
                    if submitted.endpoint == "plan/step" && !is_responsible {
                        return Err(AppError::NotFound);
                    }
                }
                let field = match (code, submitted.endpoint) {
                    ("plan-choose", _) => "kind",
                    (_, "plan/step") => "why",
                    _ => "words",
                };
                return visit
                    .redisplay_with_errors(
                        FormState::from_request(submitted.endpoint).with_error(field, code),
                        &page,
                    )
                    .await;
            }
        };
        let id = retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            let id = replies::add_reply(&mut tx, family, &draft).await?;
            tx.commit().await?;
            Ok(id)
        })?;
        let page = if target == ReplyTarget::Plan {
            format!("/family/{family}/plan/replies")
        } else {
            page
        };
        see_other(&format!("{page}#r{id}"));
        Ok(())
    }

    pub async fn submit_answer(
        family: String,
        id: String,
        outcome: String,
        words: String,
    ) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let family: FamilyId = family.parse().map_err(|_| AppError::NotFound)?;
        let reply = id.parse().map_err(|_| AppError::NotFound)?;
        visit.require_role(family, may_edit_plan)?;
        let answer = match NewAnswer::parse(reply, &outcome, &words, &visit.submitted_language()) {
            Ok(answer) => answer,
            Err(code) => {
                replies::read_reply(
                    &mut visit.begin_record_read(family).await?,
                    family,
                    reply,
                    visit.language.language_tag(),
                )
                .await?;
                let field = if code == "plan-choose" {
                    "outcome"
                } else {
                    "words"
                };
                return visit
                    .redisplay_with_errors(
                        FormState::from_request("plan/answer").with_error(field, code),
                        &format!("/family/{family}/plan/reply/{reply}"),
                    )
                    .await;
            }
        };
        let mut tx = visit.begin_transaction(Intent::Write).await?;
        replies::answer_reply(&mut tx, family, &answer).await?;
        tx.commit().await?;
        see_other(&format!("/family/{family}/plan/replies#r{reply}"));
        Ok(())
    }
}
