//! Attachments of a message that was not sent yet, stored in the session under the form's id. The
//! author does not have to choose or record them again, although browsers do not restore file
//! inputs. Files of a form that is never sent are deleted after a day.

use model::files::Attachment;
use model::id::{FormId, MessageId, PersonId};
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::request::context::RequestContext;
use crate::request::form::FormState;

/// Session key.
const PENDING_ATTACHMENTS_KEY: &str = "held";
/// Maximum number of forms per session with held files; the oldest is dropped.
const MAX_FORMS: usize = 4;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PendingAttachments {
    person: PersonId,
    form: FormId,
    /// The id reserved for the message that the files will belong to.
    pub message: MessageId,
    pub files: Vec<Attachment>,
}

impl PendingAttachments {
    pub fn new(
        context: &RequestContext,
        form: FormId,
        message: MessageId,
        files: Vec<Attachment>,
    ) -> Result<Self, AppError> {
        Ok(Self {
            person: context.actor()?.person,
            form,
            message,
            files,
        })
    }

    pub async fn save_to_session(&self, context: &RequestContext) -> Result<(), AppError> {
        let mut all = Self::load_all(context).await?;
        all.retain(|held| held.form != self.form);
        all.push(self.clone());
        all.drain(..all.len().saturating_sub(MAX_FORMS));
        context
            .session
            .insert(PENDING_ATTACHMENTS_KEY, all)
            .await
            .map_err(AppError::from_session_error)
    }

    /// The files held for this form, only for the person who sent it.
    pub async fn find_for_form(
        context: &RequestContext,
        form: FormId,
    ) -> Result<Option<Self>, AppError> {
        // The session's data survives a sign-in as another person.
        let person = context.actor()?.person;
        Ok(Self::load_all(context)
            .await?
            .into_iter()
            .find(|held| held.form == form && held.person == person))
    }

    async fn load_all(context: &RequestContext) -> Result<Vec<Self>, AppError> {
        let all = context
            .session
            .get::<serde_json::Value>(PENDING_ATTACHMENTS_KEY)
            .await
            .map_err(AppError::from_session_error)?;
        // An older release may have stored another format. Its files are ignored, and deleted after
        // a day like all files without a message.
        Ok(all
            .and_then(|all| serde_json::from_value(all).ok())
            .unwrap_or_default())
    }

    /// Adds to a redisplayed form how many files are held for it. The files of a session that has
    /// ended are not counted.
    pub async fn with_pending_count(
        context: &RequestContext,
        state: Option<FormState>,
    ) -> Result<Option<FormState>, AppError> {
        let Some(state) = state else { return Ok(None) };
        // Counted anew and not taken from the form: its files may have ended with a session, and
        // the page must not promise them.
        let held = match state.field_value("form").parse() {
            Ok(form) => Self::find_for_form(context, form)
                .await?
                .map_or(0, |held| held.files.len()),
            Err(_) => 0,
        };
        Ok(Some(state.with_value("held", &held.to_string())))
    }

    /// Forgets the files held for this form. Writes the session only if there are any.
    pub async fn clear_for_form(context: &RequestContext, form: FormId) -> Result<(), AppError> {
        let mut all = Self::load_all(context).await?;
        let before = all.len();
        all.retain(|held| held.form != form);
        // Most messages have no files, and every write of the session is one of the database.
        if all.len() == before {
            Ok(())
        } else {
            context
                .session
                .insert(PENDING_ATTACHMENTS_KEY, all)
                .await
                .map_err(AppError::from_session_error)
        }
    }
}
