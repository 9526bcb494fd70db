//! Server functions of the steps of an area of one's own plan.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of a step.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AreaStepForm {
    /// The id of the step: a fresh one for a new step.
    pub form: String,
    pub part: String,
    /// The revision that the form was filled in against; empty for a new step.
    pub revision: String,
    pub words: String,
    pub helper: String,
    pub due: String,
    /// `yes` for a step that is done.
    pub done: String,
    /// Empty to save the step, `remove` or `restore`, `skip` to go on, `idea-<number>` to fill in a
    /// suggestion.
    pub act: String,
}

/// Adds or changes a step, takes it out or puts it back. Idempotent. An older `revision` than the
/// stored one is an edit conflict.
#[server(prefix = "/api", endpoint = "transition/step")]
pub async fn save_area_step(#[server(flatten)] fields: AreaStepForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_step(fields).await);
    Ok(())
}

/// The button that marks a step as done.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StepDoneForm {
    /// The id of the step.
    pub step: String,
    pub part: String,
    /// `yes` or `no`.
    pub done: String,
}

/// Marks a step as done, or as not done. Idempotent.
#[server(prefix = "/api", endpoint = "transition/step-done")]
pub async fn mark_area_step(#[server(flatten)] fields: StepDoneForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::mark_step(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use std::sync::atomic::Ordering;

    use leptos::server_fn::ServerFn;
    use model::field_errors::FieldError;
    use model::id::TransitionStepId;
    use model::text::is_blank;
    use model::transition::TransitionPart;
    use model::transition::area::{StepForm, StepInput, parse_area, with_idea};
    use store::Intent;
    use store::plan::working_copy::SaveOutcome;
    use store::transition::area_steps;

    use super::{AreaStepForm, SaveAreaStep, StepDoneForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, retry_on_race, see_other};
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::refuse;
    use crate::transition::forms::require_plan;
    use crate::transition::view::area_ideas::{IdeaSubject, idea_of_act};

    /// The step that a form is about.
    struct StepSubject {
        id: TransitionStepId,
        part: TransitionPart,
        /// `None` for a new step.
        revision: Option<i32>,
    }

    impl StepSubject {
        fn page(&self) -> String {
            match self.revision {
                None => paths::area_step(self.part),
                Some(_) => paths::edit_area_step(self.part, self.id),
            }
        }
    }

    pub async fn save_step(fields: AreaStepForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        // Sent by the page and not typed by a person, so anything else is no form of this page.
        let revision = match fields.revision.as_str() {
            "" => None,
            typed => Some(typed.parse().map_err(|_| AppError::NotFound)?),
        };
        let subject = StepSubject {
            id: fields.form.parse().map_err(|_| AppError::NotFound)?,
            part: parse_area(&fields.part).ok_or(AppError::NotFound)?,
            revision,
        };
        match fields.act.as_str() {
            "" => save_fields(&context, &subject, &fields).await,
            "remove" => set_removed(&context, &subject, true).await,
            "restore" => set_removed(&context, &subject, false).await,
            "skip" => skip_step(&context, &subject, &fields).await,
            // The text of a suggestion is found by its number: a form cannot bring other words as a
            // suggestion.
            act => {
                require_plan(&context).await?;
                let text = context.localizer();
                let idea = idea_of_act(text, subject.part, IdeaSubject::Step, act);
                let words = with_idea(&fields.words, &idea.ok_or(AppError::NotFound)?);
                let state = FormState::from_request().with_value("words", &words);
                // Without an error: the form only comes back with the words filled in.
                context.redisplay_with_errors(state, &subject.page()).await
            }
        }
    }

    async fn refuse_step(
        context: &RequestContext,
        subject: &StepSubject,
        errors: Vec<FieldError>,
    ) -> Result<(), AppError> {
        // Before the errors: anyone without a plan must not learn from them that the page exists.
        require_plan(context).await?;
        refuse(context, errors, &subject.page()).await
    }

    async fn save_fields(
        context: &RequestContext,
        subject: &StepSubject,
        fields: &AreaStepForm,
    ) -> Result<(), AppError> {
        let form = StepForm {
            words: &fields.words,
            helper: &fields.helper,
            due: &fields.due,
            done: &fields.done,
        };
        let input = match StepInput::parse(&form, &context.submitted_language()) {
            Ok(input) => input,
            Err(errors) => return refuse_step(context, subject, errors).await,
        };
        match write_step(context, subject, &input).await? {
            Err(error) => refuse_step(context, subject, vec![error]).await,
            Ok(()) => {
                let notice = PageNotice::new("transition-step-saved");
                let (page, notice) = match subject.revision {
                    Some(_) => (paths::transition_part(subject.part), notice),
                    // The page is there for the next step.
                    None => (
                        subject.page(),
                        notice.with_link(
                            "transition-step-go-on",
                            paths::transition_part(subject.part),
                        ),
                    ),
                };
                context.answer_with_notice(&page, notice).await
            }
        }
    }

    /// Stores the step; a field error if the store refuses it.
    async fn write_step(
        context: &RequestContext,
        subject: &StepSubject,
        input: &StepInput,
    ) -> Result<Result<(), FieldError>, AppError> {
        let (id, part) = (subject.id, subject.part);
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let written = match subject.revision {
                None => area_steps::add_step(&mut tx, id, part, input)
                    .await
                    .map(SaveOutcome::Saved),
                Some(revision) => area_steps::save_step(&mut tx, (id, revision), part, input).await,
            };
            match written {
                Ok(SaveOutcome::Saved(())) => {
                    tx.commit().await?;
                    Ok(Ok(()))
                }
                // The page then shows what is stored beside what was typed, so that neither is
                // lost.
                Ok(SaveOutcome::Stale) => Ok(Err(("stale", "calendar-words-stale"))),
                Err(store::Error::Invalid(code)) => Ok(Err(("words", code))),
                Err(error) => Err(error.into()),
            }
        })
    }

    /// Redirects to the area without adding a step. The typed values are stored with the form.
    async fn skip_step(
        context: &RequestContext,
        subject: &StepSubject,
        fields: &AreaStepForm,
    ) -> Result<(), AppError> {
        require_plan(context).await?;
        // Blank words are nothing to keep, and would make the page show a form that came back.
        if !is_blank(&fields.words) {
            let mut state = FormState::from_request();
            state.person = Some(context.actor()?.person);
            state.page = subject.page();
            context.store_form(state).await?;
            // The middleware removes the stored copy of an accepted form.
            context.form_rejected.store(true, Ordering::Relaxed);
        }
        see_other(&paths::transition_part(subject.part));
        Ok(())
    }

    async fn set_removed(
        context: &RequestContext,
        subject: &StepSubject,
        is_removed: bool,
    ) -> Result<(), AppError> {
        let (id, part) = (subject.id, subject.part);
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            area_steps::set_step_removed(&mut tx, id, part, is_removed).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let notice = if is_removed {
            // Undone in one tap instead of confirmed before: a question at each removal is soon
            // answered without reading.
            PageNotice {
                button: Some(NoticeButton {
                    label_key: "plan-notice-undo".into(),
                    action: SaveAreaStep::PATH.into(),
                    fields: vec![
                        ("form".into(), id.to_string()),
                        ("part".into(), part.slug().into()),
                        ("act".into(), "restore".into()),
                    ],
                }),
                ..PageNotice::new("transition-step-removed")
            }
        } else {
            PageNotice::new("transition-step-restored")
        };
        let page = paths::transition_part(part);
        context.answer_with_notice(&page, notice).await
    }

    pub async fn mark_step(fields: StepDoneForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let id: TransitionStepId = fields.step.parse().map_err(|_| AppError::NotFound)?;
        let part = parse_area(&fields.part).ok_or(AppError::NotFound)?;
        let is_done = fields.done == "yes";
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            area_steps::set_step_done(&mut tx, id, part, is_done).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let key = if is_done {
            "transition-step-is-done"
        } else {
            "transition-step-is-open"
        };
        let page = paths::transition_part(part);
        context
            .answer_with_notice(&page, PageNotice::new(key))
            .await
    }
}
