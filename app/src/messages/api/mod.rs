//! What the composer sends. Forms about who reads are beside it.

pub mod interpret;
pub mod notify;
pub mod readers;
pub mod search;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::live::News;

/// Sends a message to a thread, or to a person: the thread of the two is found or begun.
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

/// What became of words that were sent without leaving the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Posted {
    /// They are kept. The next message is another form.
    Sent { next: String },
    /// This form was sent before with other words, which are kept; these are not.
    Earlier { next: String },
    /// Not kept. Sent the plain way, the page says why, with the words filled in.
    Refused,
}

/// Sends a message to a thread and stays on the page. The same form again is the same message.
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

/// The messages of a thread after the one with this number. They count as read where the page is `seen`, and not where it
/// lies behind another or in a pocket.
#[server(prefix = "/api", endpoint = "messages/newer")]
pub async fn newer(thread: String, after: i64, #[server(default)] seen: bool) -> Result<News, ServerFnError> {
    use crate::error::Error;
    use crate::messages::live::GONE;
    ssr::newer(thread, after, seen).await.map_err(|error| {
        error.answer();
        ServerFnError::new(if matches!(error, Error::NotFound | Error::SignedOut) { GONE } else { "not now" })
    })
}

/// Keeps what is being typed. `about` is the thread's id, or the person's where there is no thread yet. The
/// answer says whether it was kept, so that nobody is told so falsely. `form` is the form it is typed into: a draft that comes
/// after its message is not kept.
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

    /// Whether the reader works for families, and so may say that something can't wait.
    fn works(visit: &Visit) -> Result<bool, Error> {
        Ok(visit.actor()?.has(serves))
    }

    /// Sends a refused message back to its page, to somebody who may write there.
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

    /// Looks at the files of a message and keeps them, before the message itself.
    async fn attach(visit: &Visit, to: To, form: FormId, sent: Vec<Upload>) -> Result<Result<Option<Held>, Code>, Error> {
        let Some(files) = visit.site.files.as_ref().filter(|_| !sent.is_empty()) else { return Ok(Ok(None)) };
        // Nobody's disk is filled by somebody who may not write here.
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
        // Sent the plain way, the page offers the lines first.
        let parsed = Draft::parse(id, to, &visit.known_language(language), &body).ok().filter(|draft| offered || !danger::sounds(&draft.body));
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
                // A form that came back stands above the draft: it holds the same words.
                let kept = FormState::default().of("messages/send", &form);
                if model::text::is_blank(&body) {
                    visit.accept_form(&kept).await
                } else {
                    visit.change_form(&kept, |kept| *kept = std::mem::take(kept).with_value("body", &body)).await
                }
            }
            // Too long to keep as a draft: the text stays in the page, and the island says that it is not saved.
            Err(store::Error::Invalid(_)) => Err(Error::Conflict),
            Err(other) => Err(other.into()),
        }
    }
}
