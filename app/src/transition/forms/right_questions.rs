//! Server functions of questions about a right: a young person asks, a worker of their family
//! answers.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The button "I have a question" of a right.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AskRightForm {
    pub form: String,
    /// A `YouthRight`.
    pub right: String,
}

/// Asks a question without words. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "transition/right-ask")]
pub async fn ask_right(#[server(flatten)] fields: AskRightForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::ask_right(fields).await);
    Ok(())
}

/// The form of the words of a question.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RightWordsForm {
    /// The question.
    pub row: String,
    /// The `YouthRight` that it is about.
    pub right: String,
    pub words: String,
}

/// Saves the words of a question until it is answered.
#[server(prefix = "/api", endpoint = "transition/right-words")]
pub async fn save_right_words(
    #[server(flatten)] fields: RightWordsForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_right_words(fields).await);
    Ok(())
}

/// The form that takes a question back, or puts it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TakeBackRightForm {
    pub row: String,
    /// `restore` puts the question back.
    pub act: String,
}

/// Takes a question back, or puts it back. Idempotent.
#[server(prefix = "/api", endpoint = "transition/right-take-back")]
pub async fn take_back_right(
    #[server(flatten)] fields: TakeBackRightForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::take_back_right(fields).await);
    Ok(())
}

/// The form with which a worker answers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RightAnswerForm {
    pub family: String,
    /// The young person.
    pub of: String,
    /// The question.
    pub row: String,
    /// The `YouthRight` that it is about.
    pub right: String,
    pub words: String,
}

/// Answers a question. Idempotent: the same words again change nothing.
#[server(prefix = "/api", endpoint = "transition/right-answer")]
pub async fn answer_right(#[server(flatten)] fields: RightAnswerForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::answer_right(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::field_errors::FieldError;
    use model::id::{FamilyId, PersonId, RightQuestionId};
    use model::plan::reply::parse_optional_text;
    use model::transition::rights::{YouthRight, parse_answer};
    use store::Intent;
    use store::transition::right_questions;

    use super::{AskRightForm, RightAnswerForm, RightWordsForm, TakeBackRight, TakeBackRightForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::{NoticeButton, NoticeSentence, PageNotice};
    use crate::request::stored_forms::refuse;
    use crate::transition::forms::require_plan;

    fn take_back_button(label_key: &str, row: RightQuestionId, act: &str) -> NoticeButton {
        NoticeButton::for_row(label_key, TakeBackRight::PATH, &row.to_string(), act)
    }

    pub async fn ask_right(fields: AskRightForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let right = YouthRight::parse(&fields.right).ok_or(AppError::NotFound)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let language = context.language.language_tag();
        let (question, due) = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let asked = right_questions::ask_about_right(&mut tx, form, right, language).await?;
            tx.commit().await?;
            Ok(asked)
        })?;
        let notice = PageNotice {
            sentences: vec![NoticeSentence {
                key: "transition-right-asked".to_owned(),
                day: Some(due),
                ..NoticeSentence::default()
            }],
            button: Some(take_back_button(
                "transition-right-undo",
                question,
                "take_back",
            )),
            subject: right.slug().to_owned(),
            ..PageNotice::default()
        };
        context
            .answer_with_notice(&paths::own_right(right), notice)
            .await
    }

    pub async fn save_right_words(fields: RightWordsForm) -> Result<(), AppError> {
        let context = request_context();
        let right = YouthRight::parse(&fields.right).ok_or(AppError::NotFound)?;
        let id: RightQuestionId = fields.row.parse().map_err(|_| AppError::NotFound)?;
        require_plan(&context).await?;
        let page = paths::own_right(right);
        let words = match parse_optional_text(&fields.words) {
            Ok(words) => words.unwrap_or_default(),
            Err(code) => return refuse(&context, vec![("words", code)], &page).await,
        };
        let language = context.submitted_language();
        let is_saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match right_questions::save_question_words(&mut tx, id, &words, &language).await {
                Ok(_) => {
                    tx.commit().await?;
                    Ok(true)
                }
                Err(store::Error::Conflict) => Ok(false),
                Err(error) => Err(error.into()),
            }
        })?;
        if is_saved {
            let notice = PageNotice::new("transition-right-words-saved");
            return context.answer_with_notice(&page, notice).await;
        }
        // Answered or taken back meanwhile. The page then shows the answer, and what was typed.
        let answered = vec![("stale", "transition-right-answered")];
        refuse(&context, answered, &page).await
    }

    pub async fn take_back_right(fields: TakeBackRightForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let id: RightQuestionId = fields.row.parse().map_err(|_| AppError::NotFound)?;
        let is_taken_back = fields.act != "restore";
        let right = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match right_questions::set_question_taken_back(&mut tx, id, is_taken_back).await {
                Ok(right) => {
                    tx.commit().await?;
                    Ok(Some(right))
                }
                // Answered meanwhile, or asked anew in another window: the page shows it.
                Err(store::Error::Conflict) => Ok(None),
                Err(error) => Err(error.into()),
            }
        })?;
        let Some(right) = right else {
            let notice = PageNotice::new("transition-right-kept");
            return context.answer_with_notice(paths::OWN_RIGHTS, notice).await;
        };
        let (key, button) = if is_taken_back {
            let button = take_back_button("transition-right-put-back", id, "restore");
            ("transition-right-taken-back", Some(button))
        } else {
            ("transition-right-back", None)
        };
        let notice = PageNotice {
            button,
            subject: right.slug().to_owned(),
            ..PageNotice::new(key)
        };
        context
            .answer_with_notice(&paths::own_right(right), notice)
            .await
    }

    pub async fn answer_right(fields: RightAnswerForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let youth: PersonId = fields.of.parse().map_err(|_| AppError::NotFound)?;
        let id: RightQuestionId = fields.row.parse().map_err(|_| AppError::NotFound)?;
        let right = YouthRight::parse(&fields.right).ok_or(AppError::NotFound)?;
        let (answer, language) = (parse_answer(&fields.words), context.submitted_language());
        let answered: Result<(), FieldError> = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            // Before an invalid field is reported: without permission the answer is 404, whatever
            // was typed.
            let found = right_questions::read_questions(&mut tx, family, youth, right).await?;
            if !found.may_answer {
                return Err(AppError::NotFound);
            }
            // Dropped without a commit, and with it the access log entry: nothing of the record is
            // shown by the redirect.
            let words = match &answer {
                Ok(words) => words,
                Err(code) => return Ok(Err(("words", *code))),
            };
            let about = (family, youth);
            let words = (words.as_str(), language.as_str());
            match right_questions::answer_question(&mut tx, about, id, words).await {
                Ok(_) => {
                    tx.commit().await?;
                    Ok(Ok(()))
                }
                Err(store::Error::Conflict) => Ok(Err(("stale", "transition-right-answered"))),
                Err(error) => Err(error.into()),
            }
        })?;
        let page = paths::right_questions(family, youth, right);
        match answered {
            Ok(()) => {
                let notice = PageNotice::new("transition-right-answer-saved");
                context.answer_with_notice(&page, notice).await
            }
            Err(error) => refuse(&context, vec![error], &page).await,
        }
    }
}
