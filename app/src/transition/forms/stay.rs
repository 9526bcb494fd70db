//! Server functions of staying in care or coming back: the letter, and when one asked.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of the words of a letter.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LetterForm {
    /// A `LetterKind`.
    pub kind: String,
    pub english: String,
    pub own: String,
    /// The language of `own`.
    pub own_language: String,
    /// The revision that the form was filled in against.
    pub revision: String,
}

/// Saves the words of a letter; without any the suggestion holds again.
#[server(prefix = "/api", endpoint = "transition/letter")]
pub async fn save_letter(#[server(flatten)] fields: LetterForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_letter(fields).await);
    Ok(())
}

/// The form with which a young person notes that they asked.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NoteStayForm {
    pub form: String,
    /// A `LetterKind`.
    pub kind: String,
    pub asked_on: String,
    pub asked_whom: String,
}

/// Notes that the young person asked. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "transition/stay-asked")]
pub async fn note_stay(#[server(flatten)] fields: NoteStayForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::note_stay(fields).await);
    Ok(())
}

/// The form that removes such a note, or puts it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoveStayForm {
    pub row: String,
    /// `restore` puts the note back.
    pub act: String,
}

/// Removes a note, or puts it back. Idempotent.
#[server(prefix = "/api", endpoint = "transition/stay-asked-remove")]
pub async fn remove_stay(#[server(flatten)] fields: RemoveStayForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::remove_stay(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::transition::stay::{LetterKind, LetterWords, StayRequestForm, StayRequestInput};
    use store::Intent;
    use store::transition::stay;

    use super::{LetterForm, NoteStayForm, RemoveStay, RemoveStayForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::refuse;
    use crate::transition::forms::require_plan;

    pub async fn save_letter(fields: LetterForm) -> Result<(), AppError> {
        let context = request_context();
        let kind = LetterKind::parse(&fields.kind).ok_or(AppError::NotFound)?;
        require_plan(&context).await?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::STAY_LETTER;
        let words = match LetterWords::parse(&fields.english, &fields.own) {
            Ok(words) => words,
            Err(errors) => return refuse(&context, errors, page).await,
        };
        let language = context.validated_language(&fields.own_language);
        let is_saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match stay::save_letter(&mut tx, kind, &words, &language, revision).await {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(true)
                }
                Err(store::Error::Conflict) => Ok(false),
                Err(error) => Err(error.into()),
            }
        })?;
        if is_saved {
            let notice = PageNotice::new("transition-letter-saved");
            return context.answer_with_notice(page, notice).await;
        }
        // Saved in another tab meanwhile. The page then shows both.
        refuse(&context, vec![("stale", "plan-stale")], page).await
    }

    pub async fn note_stay(fields: NoteStayForm) -> Result<(), AppError> {
        let context = request_context();
        let today = context.actor()?.today;
        let kind = LetterKind::parse(&fields.kind).ok_or(AppError::NotFound)?;
        require_plan(&context).await?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let typed = StayRequestForm {
            asked_on: &fields.asked_on,
            asked_whom: &fields.asked_whom,
        };
        let input = match StayRequestInput::parse(&typed, today) {
            Ok(input) => input,
            Err(errors) => {
                return refuse(&context, errors, paths::TRANSITION_STAY).await;
            }
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            stay::note_stay_request(&mut tx, form, kind, &input).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let notice = PageNotice {
            button: Some(note_button("transition-right-undo", &fields.form, "remove")),
            ..PageNotice::new("transition-stay-noted")
        };
        context
            .answer_with_notice(paths::TRANSITION_STAY, notice)
            .await
    }

    fn note_button(label_key: &str, row: &str, act: &str) -> NoticeButton {
        NoticeButton::for_row(label_key, RemoveStay::PATH, row, act)
    }

    pub async fn remove_stay(fields: RemoveStayForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let id = fields.row.parse().map_err(|_| AppError::NotFound)?;
        let is_removed = fields.act != "restore";
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            stay::set_stay_request_removed(&mut tx, id, is_removed).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let notice = if is_removed {
            PageNotice {
                button: Some(note_button(
                    "transition-right-put-back",
                    &fields.row,
                    "restore",
                )),
                ..PageNotice::new("transition-stay-removed")
            }
        } else {
            PageNotice::new("transition-stay-noted")
        };
        context
            .answer_with_notice(paths::TRANSITION_STAY, notice)
            .await
    }
}
