//! Server functions of the composer and of an open conversation. The submodules hold those of the
//! other forms.

pub mod interpret;
pub mod notify;
pub mod readers;
pub mod search;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::live::News;

/// Sends a message to a thread, or to a person, whose thread with the author is created if it does
/// not exist.
#[server(prefix = "/api", endpoint = "messages/send")]
pub async fn send_message(
    #[server(default)] form: String,
    #[server(default)] thread: String,
    #[server(default)] to: String,
    #[server(default)] body: String,
    #[server(default)] offered: String,
    #[server(default)] urgent: String,
    #[server(default)] without: String,
) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::send(form, thread, to, body, offered, urgent, without).await);
    Ok(())
}

/// The result of `post_message`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Posted {
    /// The message is stored. `next` is the form id for the next message.
    Sent { next: String },
    /// The form id was used before with another text, which is stored; this text is not. `next` is
    /// a new form id.
    Earlier { next: String },
    /// Not stored. If the page submits the form itself, the answer says why, with the text filled
    /// in.
    Refused,
}

/// Sends a message to a thread without a page load. Idempotent: the same form id with the same text
/// is one message.
#[server(prefix = "/api", endpoint = "messages/post")]
pub async fn post_message(
    form: String,
    thread: String,
    #[server(default)] body: String,
    #[server(default)] offered: bool,
    #[server(default)] urgent: bool,
    #[server(default)] writing_language: String,
) -> Result<Posted, ServerFnError> {
    ssr::post(form, thread, body, offered, urgent, &writing_language).await.map_err(|error| {
        error.answer();
        ServerFnError::new("not sent")
    })
}

/// The messages of a thread after sequence number `after`. They are marked as read only if `seen`:
/// the page is visible, and not in a background tab or on a locked device.
#[server(prefix = "/api", endpoint = "messages/newer")]
pub async fn newer(thread: String, after: i64, #[server(default)] seen: bool) -> Result<News, ServerFnError> {
    use crate::error::Error;
    use crate::messages::live::GONE;
    ssr::newer(thread, after, seen).await.map_err(|error| {
        error.answer();
        ServerFnError::new(if matches!(error, Error::NotFound | Error::SignedOut) { GONE } else { "not now" })
    })
}

/// Saves the typed text as a draft, for `thread`, or for the person `to` where there is no thread
/// yet. Returns whether it was saved, so that the page never claims so wrongly. `form` is the id of
/// the form it was typed into: a draft that arrives after its message is not saved.
#[server(prefix = "/api", endpoint = "messages/draft")]
pub async fn save_draft(
    thread: Option<String>,
    to: Option<String>,
    #[server(default)] body: String,
    #[server(default)] form: String,
) -> Result<bool, ServerFnError> {
    match ssr::save_draft(thread, to, form, body).await {
        Ok(()) => Ok(true),
        Err(error) => {
            error.answer();
            Ok(false)
        }
    }
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::Code;
    use model::id::FormId;
    use model::messages::{Draft, PAGE, To};
    use model::policy::serves;
    use store::{Intent, messages};

    use super::{News, Posted};

    use crate::actor::{Visit, visit};
    use crate::error::Error;
    use crate::form::{FormState, Upload, go, twice, uploads};
    use crate::messages::danger;
    use crate::messages::held::Held;
    use crate::messages::part::{Eyes, fresh, receipt};

    fn to(thread: &str, person: &str) -> Result<To, Error> {
        if thread.is_empty() {
            person.parse().map(To::Person).map_err(|_| Error::NotFound)
        } else {
            thread.parse().map(To::Thread).map_err(|_| Error::NotFound)
        }
    }

    pub async fn send(form: String, thread: String, person: String, body: String, offered: String, urgent: String, without: String) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let to = to(&thread, &person)?;
        let id = form.parse().map_err(|_| Error::NotFound)?;
        let back = FormState::posted("messages/send");
        let held = match attach(&visit, to, id, uploads()).await? {
            Ok(Some(held)) => Some(held),
            Ok(None) if without == "1" => None,
            Ok(None) => Held::of(&visit, id).await?,
            Err(code) => return refuse(&visit, to, back.with_error("file", code)).await,
        };
        let draft = Draft::with(id, to, &visit.writing_language(), &body, held.is_some());
        let mut draft = match draft {
            Ok(draft) if offered == "1" || !danger::sounds(&draft.body) => draft,
            not_yet => {
                let back = match not_yet {
                    Ok(_) => back.with_value("offered", "1"),
                    Err(code) => back.with_error("body", code),
                };
                let Some(held) = held else { return refuse(&visit, to, back).await };
                held.keep(&visit).await?;
                return refuse(&visit, to, back.with_value("held", &held.files.len().to_string())).await;
            }
        };
        if let Some(held) = held {
            (draft.id, draft.files) = (Some(held.message), held.files);
        }
        draft.urgent = urgent == "yes" && works(&visit)?;
        let sent = twice!({
            let mut tx = visit.act(Intent::Write).await?;
            let sent = messages::send(&mut tx, &draft).await?;
            tx.save().await?;
            Ok(sent)
        })?;
        Held::let_go(&visit, id).await?;
        go(&format!("/messages/{}#m{}", sent.thread, sent.seq));
        Ok(())
    }

    /// Whether the signed-in person works for families, and so may mark a message as urgent.
    fn works(visit: &Visit) -> Result<bool, Error> {
        Ok(visit.actor()?.has(serves))
    }

    /// Redisplays a refused message on its page, after checking that the signed-in person may write
    /// there.
    async fn refuse(visit: &Visit, to: To, state: FormState) -> Result<(), Error> {
        messages::may_write(&mut visit.act(Intent::Read).await?, to).await?;
        visit.refuse(state, &page(to)).await
    }

    fn page(to: To) -> String {
        match to {
            To::Thread(thread) => format!("/messages/{thread}"),
            To::Person(person) => format!("/messages/new/{person}"),
        }
    }

    /// Processes and stores the attachments of a message, before the message itself is stored.
    async fn attach(visit: &Visit, to: To, form: FormId, sent: Vec<Upload>) -> Result<Result<Option<Held>, Code>, Error> {
        let Some(files) = visit.site.files.as_ref().filter(|_| !sent.is_empty()) else { return Ok(Ok(None)) };
        // Authorize before storing uploads, so that only people who may write here can use disk
        // space.
        let mut tx = visit.act(Intent::Read).await?;
        messages::may_write(&mut tx, to).await?;
        drop(tx);
        let bytes =
            sent.into_iter().map(|one| if let Upload::Bytes(bytes) = one { Ok(bytes) } else { Err("messages-file-large") }).collect::<Result<Vec<_>, _>>();
        let ready = match bytes {
            Ok(bytes) => files.ready(bytes).await,
            Err(code) => Err(code),
        };
        match ready {
            Ok(ready) => {
                let message = visit.db.clock().mint();
                let kept = files.keep(message, ready).await?;
                Ok(Ok(Some(Held::new(visit, form, message, kept)?)))
            }
            Err(code) => Ok(Err(code)),
        }
    }

    pub async fn post(form: String, thread: String, body: String, offered: bool, urgent: bool, language: &str) -> Result<Posted, Error> {
        let visit = visit();
        visit.actor()?;
        let to = to(&thread, "")?;
        let id = form.parse().map_err(|_| Error::NotFound)?;
        let next = || visit.db.clock().mint::<FormId>().to_string();
        // A message that may describe danger is not sent from here: when the page submits the form
        // itself, the answer offers the help lines first.
        let parsed = Draft::parse(id, to, &visit.validated_language(language), &body).ok().filter(|draft| offered || !danger::sounds(&draft.body));
        let Some(mut draft) = parsed else {
            messages::may_write(&mut visit.act(Intent::Read).await?, to).await?;
            return Ok(Posted::Refused);
        };
        draft.urgent = urgent && works(&visit)?;
        let sent = twice!({
            let mut tx = visit.act(Intent::Write).await?;
            match messages::send(&mut tx, &draft).await {
                Ok(_) => {
                    tx.save().await?;
                    Ok(true)
                }
                Err(store::Error::Conflict) => Ok(false),
                Err(other) => Err(other.into()),
            }
        })?;
        if sent {
            visit.accept_form(&FormState::default().of("messages/send", &form)).await?;
        }
        Ok(if sent { Posted::Sent { next: next() } } else { Posted::Earlier { next: next() } })
    }

    pub async fn newer(thread: String, after: i64, seen: bool) -> Result<News, Error> {
        let visit = visit();
        let thread = thread.parse().map_err(|_| Error::NotFound)?;
        let mut tx = visit.look_at_threads().await?;
        let (messages, kind, how_far) = messages::newer(&mut tx, thread, after, seen, visit.language.code()).await?;
        visit.end_look(tx).await?;
        let eyes = Eyes::of(&visit)?;
        let fresh = messages.iter().map(|message| fresh(&eyes, message)).collect();
        Ok(News { fresh, receipt: receipt(eyes.text, how_far.as_ref(), kind), more: i64::try_from(messages.len()) == Ok(PAGE) })
    }

    pub async fn save_draft(thread: Option<String>, person: Option<String>, form: String, body: String) -> Result<(), Error> {
        let visit = visit();
        let to = to(thread.as_deref().unwrap_or(""), person.as_deref().unwrap_or(""))?;
        let mut tx = visit.act(Intent::Write).await?;
        match messages::save_draft(&mut tx, to, form.parse().ok(), &body).await {
            Ok(()) => {
                tx.save().await?;
                // The page shows a kept form instead of the draft, so the kept form gets the same
                // text.
                let kept = FormState::default().of("messages/send", &form);
                if model::text::is_blank(&body) {
                    visit.accept_form(&kept).await
                } else {
                    visit.change_form(&kept, |kept| *kept = std::mem::take(kept).with_value("body", &body)).await
                }
            }
            // Too long for a draft: the text stays in the page, and the island says that it is not
            // saved.
            Err(store::Error::Invalid(_)) => Err(Error::Conflict),
            Err(other) => Err(other.into()),
        }
    }
}
