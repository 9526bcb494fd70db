//! Server functions of the plan: replies, answers and requests for translations. The submodules
//! hold those of the other forms.

pub mod edit;
pub mod permanency;
pub mod progress;
pub mod publication;
#[cfg(feature = "ssr")]
mod reply_notice;
mod submitted_item;
pub mod translations;
pub mod withdrawal;
pub mod workload;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that requests a translation.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TranslationRequestForm {
    /// The id of the text.
    pub text: String,
    /// The address of the page that shows it.
    pub from: String,
}

/// Requests a translation of a text into the reader's language, then redirects to the text on the
/// page `from`.
#[server(prefix = "/api", endpoint = "plan/ask-translation")]
pub async fn ask_translation(
    #[server(flatten)] fields: TranslationRequestForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::ask_translation(fields).await);
    Ok(())
}

/// The form that replies to a section or to a line; without either, it makes a proposal.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReplyForm {
    pub form: String,
    pub family: String,
    /// Slug of a `PlanSection`.
    pub section: String,
    /// The id of a line.
    pub item: String,
    /// Slug of a `ReplyKind`.
    pub kind: String,
    pub words: String,
    /// `wide` if everyone who sees the line or the plan may read the reply.
    pub who: String,
}

/// Adds a reply to a section or to a line; without either, a proposal for the plan. Idempotent for
/// each `form` id.
#[server(prefix = "/api", endpoint = "plan/reply")]
pub async fn add_reply(#[server(flatten)] fields: ReplyForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::submit_reply(ssr::ReplySource::Reply, fields).await);
    Ok(())
}

/// The form that reports on a step or on a closing condition.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StepReportForm {
    pub form: String,
    pub family: String,
    /// The id of the line.
    pub item: String,
    /// Slug of a `ReplyKind`.
    pub kind: String,
    /// Optional.
    pub why: String,
}

/// Reports how a step is going, or whether a closing condition is met: a reply whose `kind` sets
/// the state of the line.
#[server(prefix = "/api", endpoint = "plan/step")]
pub async fn report_step(#[server(flatten)] fields: StepReportForm) -> Result<(), ServerFnError> {
    // Without `who`: the reason that a family member gives is readable to the workers and the
    // supervisor, and not to the other parent.
    let reply = ReplyForm {
        form: fields.form,
        family: fields.family,
        item: fields.item,
        kind: fields.kind,
        words: fields.why,
        ..ReplyForm::default()
    };
    crate::request::form::respond(ssr::submit_reply(ssr::ReplySource::StepReport, reply).await);
    Ok(())
}

/// The form with the team's answer to a reply.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    pub family: String,
    /// The id of the reply.
    pub reply: String,
    /// Slug of a `ReplyOutcome`.
    pub outcome: String,
    pub words: String,
}

/// Saves the team's answer to a reply.
#[server(prefix = "/api", endpoint = "plan/answer")]
pub async fn answer_reply(#[server(flatten)] fields: AnswerForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::submit_answer(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, FormId, ItemId, ReplyId, TextId};
    use model::plan::reply::{NewAnswer, NewReply, PlanSection, ReplyKind, ReplyTarget, Sharing};
    use model::policy::{may_edit_plan, may_reply};
    use model::role::Role;
    use store::Intent;
    use store::plan::{list_reply_readers, replies, reply_answers, reply_submission};

    use super::{AnswerForm, ReplyForm, TranslationRequestForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::plan::forms::reply_notice::{ReplyReaders, sent_notice};
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, retry_on_race, see_other};
    use crate::request::local_path::local_path_or_root;
    use crate::request::notice::PageNotice;
    use crate::request::stored_notice::page_of_form;
    use crate::ui::translated_text::request_anchor;

    pub async fn ask_translation(fields: TranslationRequestForm) -> Result<(), AppError> {
        let context = request_context();
        let text: TextId = fields.text.parse().map_err(|_| AppError::NotFound)?;
        // No role is required: anyone who may see a text may request its translation, and the store
        // checks that.
        let mut tx = context.begin_transaction(Intent::Write).await?;
        store::translations::request_translation(&mut tx, text, context.language.language_tag())
            .await?;
        tx.commit().await?;
        // `from` comes with the form, so it could name another site. The fragment leads to the text
        // and not to the top of a long page.
        let page = local_path_or_root(&fields.from);
        see_other(&format!("{page}#{}", request_anchor(&text.to_string())));
        Ok(())
    }

    /// What a reply is about, and the page with its form.
    fn parse_target(
        family: FamilyId,
        section: &str,
        item: &str,
    ) -> Result<(ReplyTarget, String), AppError> {
        if !item.is_empty() {
            let item: ItemId = item.parse().map_err(|_| AppError::NotFound)?;
            return Ok((ReplyTarget::Item(item), paths::plan_item(family, item)));
        }
        if !section.is_empty() {
            let target = PlanSection::parse(section).ok_or(AppError::NotFound)?;
            return Ok((
                ReplyTarget::Section(target),
                paths::plan_section(family, section),
            ));
        }
        Ok((ReplyTarget::Plan, paths::plan_proposal(family)))
    }

    /// The form that a reply was sent with.
    #[derive(Clone, Copy, PartialEq, Eq)]
    pub enum ReplySource {
        Reply,
        StepReport,
    }

    /// Saves a reply.
    pub async fn submit_reply(source: ReplySource, fields: ReplyForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let form: FormId = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let (target, page) = parse_target(family, &fields.section, &fields.item)?;
        // Checked for `Comment`: anyone who may send another kind of reply may comment too. The
        // store checks the kind that was submitted.
        let role = context.require_role(family, |role| may_reply(role, ReplyKind::Comment))?;
        let draft = match NewReply::parse(
            button_form_id(form, &fields.kind),
            target,
            &fields.kind,
            &fields.words,
            Sharing::parse(&fields.who),
            &context.submitted_language(),
        ) {
            Ok(draft) => draft,
            Err(errors) => {
                // A section and the plan are open to the whole team; an item has an audience of its
                // own.
                if let ReplyTarget::Item(item) = target {
                    require_reply_access(&context, family, item, role, source).await?;
                }
                let state = errors.into_iter().fold(
                    FormState::from_request(),
                    |state, (field, code)| match (field, source) {
                        ("words", ReplySource::StepReport) => state.with_error("why", code),
                        _ => state.with_error(field, code),
                    },
                );
                return context.redisplay_with_errors(state, &page).await;
            }
        };
        let (id, names) = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let id = reply_submission::add_reply(&mut tx, family, &draft).await?;
            let names = list_reply_readers(&mut tx, family, id).await?;
            tx.commit().await?;
            Ok((id, names))
        })?;
        // The page that makes a proposal does not show it; the page of all replies does.
        let page = if target == ReplyTarget::Plan {
            paths::plan_replies(family)
        } else {
            page_of_form(&page)
        };
        let readers = ReplyReaders::of_reply(role, draft.sharing, names);
        let notice = sent_notice(family, id, &draft, readers, context.actor()?.today);
        context.answer_with_notice(&page, notice).await
    }

    /// The id of a reply that is sent by one of several buttons of a form: another button is
    /// another reply, and the same button pressed twice is one.
    fn button_form_id(form: FormId, kind: &str) -> FormId {
        let button = ReplyKind::ALL
            .iter()
            .position(|one| one.slug() == kind)
            .unwrap_or_default();
        // The last bits of a form id are random.
        FormId::from(uuid::Uuid::from_u128(form.0.as_u128() ^ button as u128))
    }

    /// Authorizes before the form comes back with an error: the person must see the line and, for
    /// a step report, be a worker or the owner of the step.
    async fn require_reply_access(
        context: &RequestContext,
        family: FamilyId,
        item: ItemId,
        role: Role,
        source: ReplySource,
    ) -> Result<(), AppError> {
        // The transaction is dropped without a commit, and with it the access log entry: the reader
        // is redirected and is shown nothing of the record.
        let detail = store::plan::read_item(
            &mut context.begin_record_read(family).await?,
            family,
            item,
            context.language.language_tag(),
        )
        .await?;
        let is_responsible = role == Role::Worker
            || (detail.item.owner_id == Some(context.actor()?.person)
                && !detail.item.owed_by_agency);
        if source == ReplySource::StepReport && !is_responsible {
            return Err(AppError::NotFound);
        }
        Ok(())
    }

    pub async fn submit_answer(fields: AnswerForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let reply: ReplyId = fields.reply.parse().map_err(|_| AppError::NotFound)?;
        // Before an invalid field is reported: without permission the answer is 404, whatever was
        // typed.
        context.require_role(family, may_edit_plan)?;
        let language = context.submitted_language();
        let answer = match NewAnswer::parse(reply, &fields.outcome, &fields.words, &language) {
            Ok(answer) => answer,
            Err(errors) => {
                // A reply that this worker may not see is 404 here too, whatever they typed.
                replies::read_reply(
                    &mut context.begin_record_read(family).await?,
                    family,
                    reply,
                    context.language.language_tag(),
                )
                .await?;
                return context
                    .redisplay_with_errors(
                        FormState::from_request().with_errors(errors),
                        &paths::plan_reply(family, reply),
                    )
                    .await;
            }
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            reply_answers::answer_reply(&mut tx, family, &answer).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let notice = PageNotice::new("plan-notice-answer-sent");
        context
            .answer_with_notice(&paths::plan_replies(family), notice)
            .await
    }
}

#[cfg(test)]
mod tests {
    use leptos::server_fn::ServerFn;

    use super::AskTranslation;
    use crate::ui::translated_text::REQUEST_ACTION;

    #[test]
    fn request_for_a_translation_is_sent_to_its_server_function() {
        assert_eq!(REQUEST_ACTION, AskTranslation::PATH);
    }
}
