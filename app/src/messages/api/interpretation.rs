//! Server functions for interpreters and machine translation.

use leptos::prelude::*;

/// Requests an interpreter for a message, into the language of the signed-in person.
#[server(prefix = "/api", endpoint = "messages/interpret")]
pub async fn request_interpreter(
    #[server(default)] thread: String,
    #[server(default)] seq: String,
    #[server(default)] before: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::request_interpreter(thread, seq, before).await);
    Ok(())
}

/// Requests a machine translation of a message into the language of the signed-in person.
#[server(prefix = "/api", endpoint = "messages/machine")]
pub async fn request_machine_translation(
    #[server(default)] thread: String,
    #[server(default)] seq: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::request_machine_translation(thread, seq).await);
    Ok(())
}

/// Saves an interpreter's translation of a message.
#[server(prefix = "/api", endpoint = "messages/translate")]
pub async fn submit_interpretation(
    #[server(default)] request: String,
    #[server(default)] body: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::submit_interpretation(request, body).await);
    Ok(())
}

/// Claims a request from the interpreters' queue.
#[server(prefix = "/api", endpoint = "messages/claim-interpretation")]
pub async fn claim_interpretation(#[server(default)] request: String) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::claim_interpretation(request).await);
    Ok(())
}

/// Releases a claimed request back into the interpreters' queue.
#[server(prefix = "/api", endpoint = "messages/put-back")]
pub async fn release_interpretation(
    #[server(default)] request: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::release_interpretation(request).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::ThreadId;
    use model::messages::MAX_DRAFT_CHARS;
    use store::Intent;
    use store::messages::interpretation;

    use crate::error::AppError;
    use crate::form::{FormState, retry_on_race, see_other};
    use crate::request_context::request_context;

    fn parse_message_ref(thread: &str, seq: &str) -> Result<(ThreadId, i64), AppError> {
        Ok((
            thread.parse().map_err(|_| AppError::NotFound)?,
            seq.parse().map_err(|_| AppError::NotFound)?,
        ))
    }

    pub async fn request_interpreter(
        thread: String,
        seq: String,
        before: String,
    ) -> Result<(), AppError> {
        let (visit, (thread, seq)) = (request_context(), parse_message_ref(&thread, &seq)?);
        let (language, before) = (visit.language.language_tag(), before.parse().unwrap_or(0));
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            interpretation::request_interpretation(&mut tx, thread, seq, language, before).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&format!("/messages/{thread}#m{seq}"));
        Ok(())
    }

    pub async fn request_machine_translation(thread: String, seq: String) -> Result<(), AppError> {
        let (visit, (thread, seq)) = (request_context(), parse_message_ref(&thread, &seq)?);
        let machine = visit
            .config
            .translation_client
            .as_ref()
            .ok_or(AppError::NotFound)?;
        let into = visit.language.language_tag();
        let mut tx = visit.begin_transaction(Intent::Read).await?;
        let (original, terms) =
            interpretation::load_machine_translation_input(&mut tx, thread, seq, into).await?;
        drop(tx);
        // No transaction is held during the HTTP request.
        match machine
            .translate_text(&original.body, &original.language, into, &terms)
            .await
        {
            Some(made) => {
                let name = machine.service_name();
                retry_on_race!({
                    let mut tx = visit.begin_transaction(Intent::Write).await?;
                    interpretation::save_machine_translation(
                        &mut tx, thread, seq, into, &made, &name,
                    )
                    .await?;
                    Ok(tx.commit().await?)
                })?;
                see_other(&format!("/messages/{thread}#m{seq}"));
            }
            None => see_other(&format!("/messages/{thread}/interpret/{seq}?machine=no")),
        }
        Ok(())
    }

    pub async fn submit_interpretation(request: String, body: String) -> Result<(), AppError> {
        let visit = request_context();
        let id = request.parse().map_err(|_| AppError::NotFound)?;
        visit.actor()?;
        let words = model::text::normalize_text(&body);
        let wrong = match words.chars().count() {
            0 => Some("messages-blank"),
            // A translation may be longer than the original, so the limit is that of a draft.
            count if count > MAX_DRAFT_CHARS => Some("messages-long"),
            _ => None,
        };
        if let Some(code) = wrong {
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            interpretation::open_claimed_request(&mut tx, id).await?;
            drop(tx);
            let state = FormState::from_request("messages/translate").with_error("body", code);
            return visit
                .redisplay_with_errors(state, &format!("/messages/queue/{id}"))
                .await;
        }
        retry_on_race!({
            Ok(interpretation::complete_request(
                visit.begin_transaction(Intent::Write).await?,
                id,
                &words,
            )
            .await?)
        })?;
        see_other("/messages/queue?done=1");
        Ok(())
    }

    pub async fn claim_interpretation(request: String) -> Result<(), AppError> {
        let visit = request_context();
        let id = request.parse().map_err(|_| AppError::NotFound)?;
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            interpretation::claim(&mut tx, id).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&format!("/messages/queue/{id}"));
        Ok(())
    }

    pub async fn release_interpretation(request: String) -> Result<(), AppError> {
        let visit = request_context();
        let id = request.parse().map_err(|_| AppError::NotFound)?;
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            interpretation::release_claim(&mut tx, id).await?;
            Ok(tx.commit().await?)
        })?;
        see_other("/messages/queue");
        Ok(())
    }
}
