//! Server function of the note of a part that only its owner reads.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of a note.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    /// Slug of a `TransitionPart`.
    pub part: String,
    pub words: String,
    /// The revision that the form was filled in against.
    pub revision: String,
}

/// Saves the note of a part; without words it is removed.
#[server(prefix = "/api", endpoint = "transition/note")]
pub async fn save_note(#[server(flatten)] fields: NoteForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_note(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::plan::reply::parse_optional_text;
    use model::transition::TransitionPart;
    use store::Intent;
    use store::transition::{note, own_transition};

    use super::NoteForm;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::refuse;

    pub async fn save_note(fields: NoteForm) -> Result<(), AppError> {
        let context = request_context();
        let part = TransitionPart::parse(&fields.part).ok_or(AppError::NotFound)?;
        // Before an invalid field is reported: without a plan the answer is 404, whatever was
        // typed.
        let mut tx = context.begin_transaction(Intent::Read).await?;
        own_transition(&mut tx).await?;
        drop(tx);
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::transition_note(part);
        let words = match parse_optional_text(&fields.words) {
            Ok(words) => words.unwrap_or_default(),
            Err(code) => {
                return refuse(&context, vec![("words", code)], &page).await;
            }
        };
        let language = context.submitted_language();
        let is_saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match note::save_note(&mut tx, part, (&words, &language), revision).await {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(true)
                }
                Err(store::Error::Conflict) => Ok(false),
                Err(error) => Err(error.into()),
            }
        })?;
        if is_saved {
            let notice = PageNotice::new("transition-note-saved");
            return context.answer_with_notice(&page, notice).await;
        }
        // Saved in another tab meanwhile. The page then shows both.
        refuse(&context, vec![("stale", "plan-stale")], &page).await
    }
}
