//! Server functions of an answer to a question about an area of one's own plan, and of its draft.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of an answer. A draft is stored from the same fields.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AreaAnswerForm {
    /// The id of the form, which its draft has.
    pub form: String,
    pub part: String,
    pub question: String,
    /// The revision of the answer that the form was filled in against.
    pub revision: String,
    /// The number of the request among those of its page; `0` without script.
    pub sequence: String,
    /// The draft with which the form was filled, and the number that it had; empty without one.
    pub draft: String,
    pub draft_sequence: String,
    pub words: String,
    /// Empty to save the answer; `skip`, `back` or `idea-<number>` to store a draft and go on.
    pub act: String,
}

/// Saves an answer; the other buttons of its page store a draft. Idempotent.
#[server(prefix = "/api", endpoint = "transition/answer")]
pub async fn save_area_answer(
    #[server(flatten)] fields: AreaAnswerForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_answer(fields).await);
    Ok(())
}

/// Stores what is typed, from the script of the page. Returns whether it is stored, so that the
/// page never claims so wrongly.
#[server(prefix = "/api", endpoint = "transition/draft")]
pub async fn save_area_draft(
    #[server(flatten)] fields: AreaAnswerForm,
) -> Result<bool, ServerFnError> {
    match ssr::save_draft(fields).await {
        Ok(()) => Ok(true),
        Err(error) => {
            error.set_status();
            Ok(false)
        }
    }
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::field_errors::FieldError;
    use model::id::FormId;
    use model::transition::TransitionPart;
    use model::transition::area::{AnswerWords, AreaQuestion, parse_area, with_idea};
    use store::Intent;
    use store::plan::working_copy::SaveOutcome;
    use store::transition::area_answers;
    use store::transition::area_drafts::{self, DraftOutcome, DraftRequest};
    use store::transition::area_form::AnswerForm;

    use super::{AreaAnswerForm, SaveAreaAnswer};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, checked_ids, retry_on_race, see_other};
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::refuse;
    use crate::transition::forms::require_plan;
    use crate::transition::view::area_ideas::{IdeaSubject, idea_of_act};

    /// What the form is about, from its hidden fields, which anyone can set.
    fn parse_form(fields: &AreaAnswerForm) -> Result<AnswerForm, AppError> {
        let number = |typed: &str| match typed {
            "" => Ok(0),
            typed => typed.parse::<i32>().map_err(|_| AppError::NotFound),
        };
        let draft = match fields.draft.as_str() {
            "" => None,
            id => Some((
                id.parse().map_err(|_| AppError::NotFound)?,
                number(&fields.draft_sequence)?,
            )),
        };
        Ok(AnswerForm {
            form: fields.form.parse().map_err(|_| AppError::NotFound)?,
            part: parse_area(&fields.part).ok_or(AppError::NotFound)?,
            question: AreaQuestion::parse(&fields.question).ok_or(AppError::NotFound)?,
            revision: number(&fields.revision)?,
            sequence: number(&fields.sequence)?.max(0),
            draft,
        })
    }

    /// The page after that of a question.
    fn next_page(part: TransitionPart, question: AreaQuestion) -> String {
        match question {
            AreaQuestion::Now => paths::area_question(part, AreaQuestion::Goal),
            AreaQuestion::Goal => paths::area_step(part),
        }
    }

    fn page_before(part: TransitionPart, question: AreaQuestion) -> String {
        match question {
            AreaQuestion::Now => paths::transition_part(part),
            AreaQuestion::Goal => paths::area_question(part, AreaQuestion::Now),
        }
    }

    /// Shows the form again, with everything that was typed. Anyone without a plan gets 404 here
    /// too, whatever they typed.
    async fn refuse_words(
        context: &RequestContext,
        form: &AnswerForm,
        error: FieldError,
    ) -> Result<(), AppError> {
        require_plan(context).await?;
        let page = paths::area_question(form.part, form.question);
        refuse(context, vec![error], &page).await
    }

    pub async fn save_answer(fields: AreaAnswerForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let form = parse_form(&fields)?;
        let (part, question) = (form.part, form.question);
        match fields.act.as_str() {
            "" => save_words(&context, &form, &fields.words).await,
            // Each of the other buttons leaves the page, and must not lose what is typed.
            "skip" => keep_words(&context, &form, &fields.words, next_page(part, question)).await,
            "back" => keep_words(&context, &form, &fields.words, page_before(part, question)).await,
            act => {
                let subject = IdeaSubject::Question(question);
                let idea = idea_of_act(context.localizer(), part, subject, act);
                let words = with_idea(&fields.words, &idea.ok_or(AppError::NotFound)?);
                let page = format!("{}#words", paths::area_question(part, question));
                keep_words(&context, &form, &words, page).await
            }
        }
    }

    async fn save_words(
        context: &RequestContext,
        form: &AnswerForm,
        typed: &str,
    ) -> Result<(), AppError> {
        let words = match AnswerWords::parse(typed, &context.submitted_language()) {
            Ok(words) => words,
            Err(code) => return refuse_words(context, form, ("words", code)).await,
        };
        // An id that is none was not on the page.
        let dropped: Vec<FormId> = checked_ids("drop")
            .iter()
            .filter_map(|id| id.parse().ok())
            .collect();
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let saved = area_answers::save_answer(&mut tx, form, &words, &dropped).await?;
            tx.commit().await?;
            Ok(saved)
        })?;
        match saved {
            // Saved on another page or device meanwhile. The page then shows both texts.
            SaveOutcome::Stale => {
                refuse_words(context, form, ("stale", "calendar-words-stale")).await
            }
            SaveOutcome::Saved(()) => {
                let page = next_page(form.part, form.question);
                context
                    .answer_with_notice(&page, PageNotice::new("transition-area-saved"))
                    .await
            }
        }
    }

    /// Stores what was typed as a draft, and goes to another page.
    async fn keep_words(
        context: &RequestContext,
        form: &AnswerForm,
        typed: &str,
        page: String,
    ) -> Result<(), AppError> {
        let words = match AnswerWords::parse_draft(typed, &context.submitted_language()) {
            Ok(words) => words,
            Err(code) => return refuse_words(context, form, ("words", code)).await,
        };
        store_draft(context, form, DraftRequest::Button, &words).await?;
        see_other(&page);
        Ok(())
    }

    async fn store_draft(
        context: &RequestContext,
        form: &AnswerForm,
        request: DraftRequest,
        words: &AnswerWords,
    ) -> Result<DraftOutcome, AppError> {
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let outcome = area_drafts::save_draft(&mut tx, form, request, words).await?;
            tx.commit().await?;
            Ok(outcome)
        })
    }

    pub async fn save_draft(fields: AreaAnswerForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let form = parse_form(&fields)?;
        let Ok(words) = AnswerWords::parse_draft(&fields.words, &context.submitted_language())
        else {
            // Too long for a draft: the words stay in the page, which says that they are not kept.
            require_plan(&context).await?;
            return Err(AppError::Conflict);
        };
        let outcome = store_draft(&context, &form, DraftRequest::Autosave, &words).await?;
        // The page says that it is not stored, and sends it again with a higher number.
        if outcome == DraftOutcome::Late {
            return Err(AppError::Conflict);
        }
        // The page shows a kept form instead of the draft, so the kept form gets the same words.
        let kept = FormState::default().with_action_and_id(SaveAreaAnswer::PATH, &fields.form);
        context
            .update_stored_form(&kept, |state| {
                *state = std::mem::take(state)
                    .with_value("words", &fields.words)
                    .with_value("sequence", &fields.sequence);
            })
            .await
    }
}
