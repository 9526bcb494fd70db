//! Server functions for interpreters and machine translation.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that requests an interpreter for a message.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InterpreterRequestForm {
    pub thread: String,
    /// The number of the message in its conversation.
    pub seq: String,
    /// How many messages before it the interpreter may read too.
    pub before: String,
}

/// Requests an interpreter for a message, into the language of the signed-in person.
#[server(prefix = "/api", endpoint = "messages/interpret")]
pub async fn request_interpreter(
    #[server(flatten)] fields: InterpreterRequestForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::request_interpreter(fields).await);
    Ok(())
}

/// The form that requests a machine translation of a message.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MachineTranslationForm {
    pub thread: String,
    /// The number of the message in its conversation.
    pub seq: String,
}

/// Requests a machine translation of a message into the language of the signed-in person.
#[server(prefix = "/api", endpoint = "messages/machine")]
pub async fn request_machine_translation(
    #[server(flatten)] fields: MachineTranslationForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::request_machine_translation(fields).await);
    Ok(())
}

/// The form with an interpreter's translation.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InterpretationForm {
    /// The id of the request for a message or a text, which the interpreter has claimed.
    pub request: String,
    pub body: String,
}

/// Saves an interpreter's translation of a message or a text.
#[server(prefix = "/api", endpoint = "messages/translate")]
pub async fn submit_interpretation(
    #[server(flatten)] fields: InterpretationForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::submit_interpretation(fields).await);
    Ok(())
}

/// Claims a request from the interpreters' queue.
#[server(prefix = "/api", endpoint = "messages/claim-interpretation")]
pub async fn claim_interpretation(#[server(default)] request: String) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::claim_interpretation(request).await);
    Ok(())
}

/// Releases a claimed request back into the interpreters' queue.
#[server(prefix = "/api", endpoint = "messages/put-back")]
pub async fn release_interpretation(
    #[server(default)] request: String,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::release_interpretation(request).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use clients::machine_translation::TermTranslation;
    use model::id::{InterpretationId, ThreadId};
    use model::messages::MAX_DRAFT_CHARS;
    use store::messages::interpretation;
    use store::{Intent, Tx, translations};

    use super::{InterpretationForm, InterpreterRequestForm, MachineTranslationForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{FormState, retry_on_race, see_other};

    fn parse_message_ref(thread: &str, seq: &str) -> Result<(ThreadId, i64), AppError> {
        Ok((
            thread.parse().map_err(|_| AppError::NotFound)?,
            seq.parse().map_err(|_| AppError::NotFound)?,
        ))
    }

    pub async fn request_interpreter(fields: InterpreterRequestForm) -> Result<(), AppError> {
        let context = request_context();
        let (thread, seq) = parse_message_ref(&fields.thread, &fields.seq)?;
        let language = context.language.language_tag();
        // Without a valid choice the interpreter, who is not in the conversation, reads no other
        // message of it.
        let before = fields.before.parse().unwrap_or(0);
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            interpretation::request_interpretation(&mut tx, thread, seq, language, before).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&paths::message_page(thread, seq));
        Ok(())
    }

    pub async fn request_machine_translation(
        fields: MachineTranslationForm,
    ) -> Result<(), AppError> {
        let context = request_context();
        let (thread, seq) = parse_message_ref(&fields.thread, &fields.seq)?;
        let machine = context
            .config
            .translation_client
            .as_ref()
            .ok_or(AppError::NotFound)?;
        let into = context.language.language_tag();
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let input =
            interpretation::load_machine_translation_input(&mut tx, thread, seq, into).await?;
        // No transaction is held during the HTTP request.
        drop(tx);
        let original = &input.original;
        let terms: Vec<_> = input
            .glossary_terms
            .into_iter()
            .map(|entry| TermTranslation {
                term: entry.term,
                translation: entry.translation,
            })
            .collect();
        match machine
            .translate_text(&original.body, &original.language, into, &terms)
            .await
        {
            Some(made) => {
                let name = machine.service_name();
                retry_on_race!({
                    let mut tx = context.begin_transaction(Intent::Write).await?;
                    interpretation::save_machine_translation(
                        &mut tx, thread, seq, into, &made, &name,
                    )
                    .await?;
                    Ok(tx.commit().await?)
                })?;
                see_other(&paths::message_page(thread, seq));
            }
            // Leads to the request for an interpreter, which says that there is no machine
            // translation: a person can still be asked.
            None => see_other(&format!(
                "{}?machine=no",
                paths::request_interpreter(thread, seq)
            )),
        }
        Ok(())
    }

    pub async fn submit_interpretation(fields: InterpretationForm) -> Result<(), AppError> {
        let context = request_context();
        let id: InterpretationId = fields.request.parse().map_err(|_| AppError::NotFound)?;
        context.actor()?;
        let words = model::text::normalize_text(&fields.body);
        let wrong = match words.chars().count() {
            0 => Some("messages-blank"),
            // A translation may be longer than the original, so the limit is that of a draft.
            count if count > MAX_DRAFT_CHARS => Some("messages-long"),
            _ => None,
        };
        if let Some(code) = wrong {
            // Anyone who has not claimed this request gets 404 here too, whatever they typed.
            let mut tx = context.begin_transaction(Intent::Write).await?;
            // Rolled back with its access log entry: the page that shows the form again writes its
            // own.
            require_claimed(&mut tx, id).await?;
            drop(tx);
            let state = FormState::from_request().with_error("body", code);
            return context
                .redisplay_with_errors(state, &paths::interpretation_request(id))
                .await;
        }
        let completed = retry_on_race!({
            let tx = context.begin_transaction(Intent::Write).await?;
            match interpretation::complete_request(tx, id, &words).await {
                // The queue has texts of the plan, too.
                Err(store::Error::NotFound) => {
                    let tx = context.begin_transaction(Intent::Write).await?;
                    Ok(translations::complete_request(tx, id, &words).await?)
                }
                done => Ok(done?),
            }
        });
        let sent_again =
            completed == Err(AppError::NotFound) && is_completed_with(&context, id, &words).await?;
        if !sent_again {
            completed?;
        }
        // A completed request has no page for the interpreter any more, so the queue confirms it.
        see_other(&format!("{}?done=1", paths::INTERPRETATION_QUEUE));
        Ok(())
    }

    /// Whether the interpreter has completed this request with the same words before.
    async fn is_completed_with(
        context: &RequestContext,
        id: InterpretationId,
        words: &str,
    ) -> Result<bool, AppError> {
        let mut tx = context.begin_transaction(Intent::Read).await?;
        Ok(interpretation::is_completed_with(&mut tx, id, words).await?)
    }

    /// The interpreter has claimed this message or text.
    async fn require_claimed(tx: &mut Tx, id: InterpretationId) -> Result<(), store::Error> {
        match interpretation::open_claimed_request(tx, id).await {
            Err(store::Error::NotFound) => {
                let one = translations::find_pending_text(tx, id).await?;
                translations::open_claimed_text(tx, &one).await.map(|_| ())
            }
            found => found.map(|_| ()),
        }
    }

    pub async fn claim_interpretation(request: String) -> Result<(), AppError> {
        let context = request_context();
        let id: InterpretationId = request.parse().map_err(|_| AppError::NotFound)?;
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match interpretation::claim(&mut tx, id).await {
                Err(store::Error::NotFound) => translations::claim(&mut tx, id).await?,
                done => done?,
            }
            Ok(tx.commit().await?)
        })?;
        see_other(&paths::interpretation_request(id));
        Ok(())
    }

    pub async fn release_interpretation(request: String) -> Result<(), AppError> {
        let context = request_context();
        let id: InterpretationId = request.parse().map_err(|_| AppError::NotFound)?;
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match interpretation::release_claim(&mut tx, id).await {
                Err(store::Error::NotFound) => translations::release_claim(&mut tx, id).await?,
                done => done?,
            }
            Ok(tx.commit().await?)
        })?;
        see_other(paths::INTERPRETATION_QUEUE);
        Ok(())
    }
}
