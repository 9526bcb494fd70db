//! Server functions for interpreters and machine translation.

use leptos::prelude::*;

/// Requests an interpreter for a message, into the language of the signed-in person.
#[server(prefix = "/api", endpoint = "messages/interpret")]
pub async fn interpret(#[server(default)] thread: String, #[server(default)] seq: String, #[server(default)] before: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::interpret(thread, seq, before).await);
    Ok(())
}

/// Requests a machine translation of a message into the language of the signed-in person.
#[server(prefix = "/api", endpoint = "messages/machine")]
pub async fn machine(#[server(default)] thread: String, #[server(default)] seq: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::machine(thread, seq).await);
    Ok(())
}

/// Saves an interpreter's translation of a message.
#[server(prefix = "/api", endpoint = "messages/translate")]
pub async fn translate(#[server(default)] request: String, #[server(default)] body: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::translate(request, body).await);
    Ok(())
}

/// Claims a request from the interpreters' queue.
#[server(prefix = "/api", endpoint = "messages/claim-interpretation")]
pub async fn claim_interpretation(#[server(default)] request: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::claim(request).await);
    Ok(())
}

/// Releases a claimed request back into the interpreters' queue.
#[server(prefix = "/api", endpoint = "messages/put-back")]
pub async fn put_back(#[server(default)] request: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::put_back(request).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::ThreadId;
    use model::messages::DRAFT_MAX;
    use store::Intent;
    use store::messages::interpret;

    use crate::actor::visit;
    use crate::error::Error;
    use crate::form::{FormState, go, twice};

    fn message(thread: &str, seq: &str) -> Result<(ThreadId, i64), Error> {
        Ok((thread.parse().map_err(|_| Error::NotFound)?, seq.parse().map_err(|_| Error::NotFound)?))
    }

    pub async fn interpret(thread: String, seq: String, before: String) -> Result<(), Error> {
        let (visit, (thread, seq)) = (visit(), message(&thread, &seq)?);
        let (language, before) = (visit.language.code(), before.parse().unwrap_or(0));
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            interpret::ask(&mut tx, thread, seq, language, before).await?;
            Ok(tx.save().await?)
        })?;
        go(&format!("/messages/{thread}#m{seq}"));
        Ok(())
    }

    pub async fn machine(thread: String, seq: String) -> Result<(), Error> {
        let (visit, (thread, seq)) = (visit(), message(&thread, &seq)?);
        let machine = visit.site.machine.as_ref().ok_or(Error::NotFound)?;
        let into = visit.language.code();
        let mut tx = visit.act(Intent::Read).await?;
        let (original, terms) = interpret::for_machine(&mut tx, thread, seq, into).await?;
        drop(tx);
        // No transaction is held during the HTTP request.
        match machine.translate(&original.body, &original.language, into, &terms).await {
            Some(made) => {
                let name = machine.name();
                twice!({
                    let mut tx = visit.act(Intent::Write).await?;
                    interpret::keep_machine(&mut tx, thread, seq, into, &made, &name).await?;
                    Ok(tx.save().await?)
                })?;
                go(&format!("/messages/{thread}#m{seq}"));
            }
            None => go(&format!("/messages/{thread}/interpret/{seq}?machine=no")),
        }
        Ok(())
    }

    pub async fn translate(request: String, body: String) -> Result<(), Error> {
        let visit = visit();
        let id = request.parse().map_err(|_| Error::NotFound)?;
        visit.actor()?;
        let words = model::text::words(&body);
        let wrong = match words.chars().count() {
            0 => Some("messages-blank"),
            // A translation may be longer than the original, so the limit is that of a draft.
            count if count > DRAFT_MAX => Some("messages-long"),
            _ => None,
        };
        if let Some(code) = wrong {
            let mut tx = visit.act(Intent::Write).await?;
            interpret::read(&mut tx, id).await?;
            drop(tx);
            let state = FormState::posted("messages/translate").with_error("body", code);
            return visit.refuse(state, &format!("/messages/queue/{id}")).await;
        }
        twice!({ Ok(interpret::done(visit.act(Intent::Write).await?, id, &words).await?) })?;
        go("/messages/queue?done=1");
        Ok(())
    }

    pub async fn claim(request: String) -> Result<(), Error> {
        let visit = visit();
        let id = request.parse().map_err(|_| Error::NotFound)?;
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            interpret::claim(&mut tx, id).await?;
            Ok(tx.save().await?)
        })?;
        go(&format!("/messages/queue/{id}"));
        Ok(())
    }

    pub async fn put_back(request: String) -> Result<(), Error> {
        let visit = visit();
        let id = request.parse().map_err(|_| Error::NotFound)?;
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            interpret::put_back(&mut tx, id).await?;
            Ok(tx.save().await?)
        })?;
        go("/messages/queue");
        Ok(())
    }
}
