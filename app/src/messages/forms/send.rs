//! Server function that sends a message from the composer's form.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of the composer. Its files are taken with `crate::request::form::take_uploads`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SendMessageForm {
    pub form: String,
    /// The id of the thread, or else `to`.
    pub thread: String,
    /// The id of a person with whom the author has no thread yet.
    pub to: String,
    pub body: String,
    /// `1` if the form was redisplayed with the crisis lines before.
    pub offered: String,
    /// `yes` for an urgent message of staff.
    pub urgent: String,
    /// `1` to send without the files that are held for this form.
    pub without: String,
}

/// Sends a message to a thread, or to a person, whose thread with the author is created if it does
/// not exist.
#[server(prefix = "/api", endpoint = "messages/send")]
pub async fn send_message(#[server(flatten)] fields: SendMessageForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::send_from_form(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::ErrorCode;
    use model::id::FormId;
    use model::messages::{BodyRule, MessageDestination, NewMessage};
    use store::{Intent, messages};

    use super::SendMessageForm;
    use crate::error::AppError;
    use crate::messages::crisis_phrases;
    use crate::messages::destination::{may_mark_urgent, parse_destination};
    use crate::messages::pending_attachments::PendingAttachments;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, Upload, retry_on_race, see_other, take_uploads};

    pub async fn send_from_form(fields: SendMessageForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let to = parse_destination(&fields.thread, &fields.to)?;
        let id = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let back = FormState::from_request();
        // The files are stored before the text is checked: when the form comes back, browsers would
        // not send them again.
        let held = match store_attachments(&context, to, id, take_uploads()).await? {
            Ok(Some(held)) => Some(held),
            Ok(None) if fields.without == "1" => None,
            Ok(None) => PendingAttachments::find_for_form(&context, id).await?,
            Err(code) => {
                return redisplay_message(&context, to, back.with_error("file", code)).await;
            }
        };
        let draft = NewMessage::parse_with_attachments(
            id,
            to,
            &context.submitted_language(),
            &fields.body,
            match held {
                Some(_) => BodyRule::Optional,
                None => BodyRule::Required,
            },
        );
        let may_send = |draft: &NewMessage| {
            fields.offered == "1" || !crisis_phrases::contains_crisis_phrase(&draft.body)
        };
        let mut draft = match draft {
            Ok(draft) if may_send(&draft) => draft,
            // A message that may describe danger comes back with the help lines first. The same
            // button then sends it.
            Ok(_) => {
                return redisplay_with_files(&context, to, back.with_value("offered", "1"), held)
                    .await;
            }
            Err(code) => {
                return redisplay_with_files(&context, to, back.with_error("body", code), held)
                    .await;
            }
        };
        if let Some(held) = held {
            // The files are stored under this id, so the message has to get the same.
            (draft.id, draft.files) = (Some(held.message), held.files);
        }
        draft.urgent = fields.urgent == "yes" && may_mark_urgent(&context)?;
        let sent = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let sent = messages::send(&mut tx, &draft).await?;
            tx.commit().await?;
            Ok(sent)
        })?;
        // After the commit: until then the files have to be held for another attempt.
        PendingAttachments::clear_for_form(&context, id).await?;
        see_other(&paths::message(sent.thread, sent.seq));
        Ok(())
    }

    /// Redisplays a message that was not sent, and holds its files until it is: browsers do not
    /// restore file inputs.
    async fn redisplay_with_files(
        context: &RequestContext,
        to: MessageDestination,
        state: FormState,
        held: Option<PendingAttachments>,
    ) -> Result<(), AppError> {
        let Some(held) = held else {
            return redisplay_message(context, to, state).await;
        };
        held.save_to_session(context).await?;
        let count = held.files.len().to_string();
        redisplay_message(context, to, state.with_value("held", &count)).await
    }

    /// Redisplays a refused message on its page, after checking that the signed-in person may write
    /// there.
    async fn redisplay_message(
        context: &RequestContext,
        to: MessageDestination,
        state: FormState,
    ) -> Result<(), AppError> {
        messages::may_write(&mut context.begin_transaction(Intent::Read).await?, to).await?;
        context
            .redisplay_with_errors(state, &compose_page_path(to))
            .await
    }

    fn compose_page_path(to: MessageDestination) -> String {
        match to {
            MessageDestination::Thread(thread) => paths::thread_page(thread),
            MessageDestination::Person(person) => paths::new_thread(person),
        }
    }

    /// Processes and stores the attachments of a message, before the message itself is stored.
    async fn store_attachments(
        context: &RequestContext,
        to: MessageDestination,
        form: FormId,
        sent: Vec<Upload>,
    ) -> Result<Result<Option<PendingAttachments>, ErrorCode>, AppError> {
        let Some(files) = context
            .config
            .attachment_store
            .as_ref()
            .filter(|_| !sent.is_empty())
        else {
            return Ok(Ok(None));
        };
        // Authorize before storing uploads, so that only people who may write here can use disk
        // space.
        let mut tx = context.begin_transaction(Intent::Read).await?;
        messages::may_write(&mut tx, to).await?;
        drop(tx);
        let bytes = sent
            .into_iter()
            .map(|one| {
                if let Upload::Bytes(bytes) = one {
                    Ok(bytes)
                } else {
                    Err("messages-file-large")
                }
            })
            .collect::<Result<Vec<_>, _>>();
        let ready = match bytes {
            Ok(bytes) => files.process_files(bytes).await,
            Err(code) => Err(code),
        };
        match ready {
            Ok(ready) => {
                let message = context.db.clock().new_id();
                let stored_files = files.store_files(message, ready).await?;
                Ok(Ok(Some(PendingAttachments::new(
                    context,
                    form,
                    message,
                    stored_files,
                )?)))
            }
            Err(code) => Ok(Err(code)),
        }
    }
}
