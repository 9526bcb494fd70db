//! Server function of the page on which a worker translates a requested text.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form with a worker's translation of a requested text.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TranslationForm {
    pub family: String,
    /// The id of the request.
    pub request: String,
    pub words: String,
}

/// Saves a worker's translation of a requested text.
#[server(prefix = "/api", endpoint = "plan/translate")]
pub async fn save_translation(
    #[server(flatten)] fields: TranslationForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_translation(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, InterpretationId};
    use model::messages::MAX_DRAFT_CHARS;
    use model::policy::may_edit_plan;
    use store::{Intent, translations};

    use super::TranslationForm;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::{FormState, retry_on_race};
    use crate::request::notice::PageNotice;

    pub async fn save_translation(fields: TranslationForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let id: InterpretationId = fields.request.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, may_edit_plan)?;
        let page = paths::translation(family, id);
        let words = model::text::normalize_text(&fields.words);
        let wrong = match words.chars().count() {
            0 => Some("plan-words-missing"),
            // A translation may be longer than the original, which has at most half as many.
            count if count > MAX_DRAFT_CHARS => Some("plan-words-long"),
            _ => None,
        };
        if let Some(code) = wrong {
            // A text that this worker may not see is 404 here too, whatever they typed.
            let mut tx = context.begin_record_read(family).await?;
            translations::read_request(&mut tx, family, id).await?;
            drop(tx);
            let state = FormState::from_request().with_error("words", code);
            return context.redisplay_with_errors(state, &page).await;
        }
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            translations::translate_requested_text(&mut tx, family, id, &words).await?;
            Ok(tx.commit().await?)
        });
        match saved {
            // Another person translated it meanwhile: the page shows both translations.
            Err(AppError::Conflict) => {
                // Without a field: the page has no form any more.
                let state = FormState::from_request().with_error("", "plan-translation-exists");
                context.redisplay_with_errors(state, &page).await
            }
            other => {
                other?;
                let notice = PageNotice::new("plan-translations-done");
                context
                    .answer_with_notice(&paths::translations(family), notice)
                    .await
            }
        }
    }
}
