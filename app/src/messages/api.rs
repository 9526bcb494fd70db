//! What the composer sends.

use leptos::prelude::*;

/// Sends a message to a thread, or to a person: the thread of the two is found or begun.
#[server(prefix = "/api", endpoint = "messages/send")]
pub async fn send_message(
    #[server(default)] form: String,
    #[server(default)] thread: String,
    #[server(default)] to: String,
    #[server(default)] body: String,
) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::send(form, thread, to, body).await);
    Ok(())
}

/// Keeps what is being typed. `about` is the thread's id, or the person's where there is no thread yet. The
/// answer says whether it was kept, so that nobody is told so falsely.
#[server(prefix = "/api", endpoint = "messages/draft")]
pub async fn save_draft(thread: Option<String>, to: Option<String>, #[server(default)] body: String) -> Result<bool, ServerFnError> {
    match ssr::save_draft(thread, to, body).await {
        Ok(()) => Ok(true),
        Err(error) => {
            error.answer();
            Ok(false)
        }
    }
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::messages::{Draft, To};
    use store::{Intent, messages};

    use crate::actor::visit;
    use crate::error::Error;
    use crate::form::{FormState, go, twice};

    fn to(thread: &str, person: &str) -> Result<To, Error> {
        if thread.is_empty() {
            person.parse().map(To::Person).map_err(|_| Error::NotFound)
        } else {
            thread.parse().map(To::Thread).map_err(|_| Error::NotFound)
        }
    }

    pub async fn send(form: String, thread: String, person: String, body: String) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let to = to(&thread, &person)?;
        let id = form.parse().map_err(|_| Error::NotFound)?;
        let draft = match Draft::parse(id, to, visit.language.code(), &body) {
            Ok(draft) => draft,
            Err(code) => {
                let page = match to {
                    To::Thread(thread) => format!("/messages/{thread}"),
                    To::Person(person) => format!("/messages/new/{person}"),
                };
                let fields = [("form", form), ("thread", thread), ("to", person), ("body", body)].map(|(name, value)| (name.to_owned(), value));
                return visit.refuse(FormState::new("messages/send", None, fields).with_error("body", code), &page).await;
            }
        };
        let sent = twice!({
            let mut tx = visit.act(Intent::Write).await?;
            let sent = messages::send(&mut tx, &draft).await?;
            tx.save().await?;
            Ok(sent)
        })?;
        go(&format!("/messages/{}#m{}", sent.thread, sent.seq));
        Ok(())
    }

    pub async fn save_draft(thread: Option<String>, person: Option<String>, body: String) -> Result<(), Error> {
        let visit = visit();
        let to = to(thread.as_deref().unwrap_or(""), person.as_deref().unwrap_or(""))?;
        let mut tx = visit.act(Intent::Write).await?;
        match messages::save_draft(&mut tx, to, &body).await {
            Ok(()) => Ok(tx.save().await?),
            // Too long to keep as a draft: the text stays in the page, and the island says that it is not saved.
            Err(store::Error::Invalid(_)) => Err(Error::Conflict),
            Err(other) => Err(other.into()),
        }
    }
}
