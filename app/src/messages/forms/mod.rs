//! Server functions that the islands of an open conversation call. The submodules hold those of the
//! forms.

pub mod interpretation;
pub mod mentor_contacts;
pub mod notification_preferences;
pub mod participants;
pub mod search;
pub mod send;

use leptos::prelude::*;

use super::wire::{NewMessages, SendOutcome};

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
) -> Result<SendOutcome, ServerFnError> {
    ssr::send_without_reload(form, thread, body, offered, urgent, &writing_language)
        .await
        .map_err(|error| {
            error.set_status();
            ServerFnError::new("not sent")
        })
}

/// The messages of a thread after sequence number `after`. They are marked as read only if `seen`:
/// the page is visible, and not in a background tab or on a locked device.
#[server(prefix = "/api", endpoint = "messages/newer")]
pub async fn fetch_newer_messages(
    thread: String,
    after: i64,
    #[server(default)] seen: bool,
) -> Result<NewMessages, ServerFnError> {
    use crate::error::AppError;
    use crate::messages::wire::THREAD_GONE;
    ssr::fetch_newer_messages(thread, after, seen)
        .await
        .map_err(|error| {
            error.set_status();
            ServerFnError::new(
                if matches!(error, AppError::NotFound | AppError::SignedOut) {
                    THREAD_GONE
                } else {
                    "not now"
                },
            )
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
            error.set_status();
            Ok(false)
        }
    }
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::id::FormId;
    use model::messages::{NewMessage, THREAD_PAGE_SIZE};
    use store::Intent;
    use store::messages::{self, MarkAs};

    use crate::error::AppError;
    use crate::messages::crisis_phrases;
    use crate::messages::destination::{may_mark_urgent, parse_destination};
    use crate::messages::forms::send::SendMessage;
    use crate::messages::view::message::{MessageViewer, receipt_text, render_message};
    use crate::messages::wire::{NewMessages, SendOutcome};
    use crate::request::context::request_context;
    use crate::request::form::{FormState, retry_on_race};

    pub async fn send_without_reload(
        form: String,
        thread: String,
        body: String,
        offered: bool,
        urgent: bool,
        language: &str,
    ) -> Result<SendOutcome, AppError> {
        let context = request_context();
        context.actor()?;
        let to = parse_destination(&thread, "")?;
        let id = form.parse().map_err(|_| AppError::NotFound)?;
        let next = || context.db.clock().new_id::<FormId>().to_string();
        // A message that may describe danger is not sent from here: when the page submits the form
        // itself, the answer offers the help lines first.
        let parsed = NewMessage::parse(id, to, &context.validated_language(language), &body)
            .ok()
            .filter(|draft| offered || !crisis_phrases::contains_crisis_phrase(&draft.body));
        let Some(mut draft) = parsed else {
            // Anyone who may not write here gets 404, whatever they typed.
            messages::may_write(&mut context.begin_transaction(Intent::Read).await?, to).await?;
            return Ok(SendOutcome::Refused);
        };
        draft.urgent = urgent && may_mark_urgent(&context)?;
        let sent = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match messages::send(&mut tx, &draft).await {
                Ok(_) => {
                    tx.commit().await?;
                    Ok(true)
                }
                // Not an error: after one the island submits the form, with the same id again.
                Err(store::Error::Conflict) => Ok(false),
                Err(other) => Err(other.into()),
            }
        })?;
        if sent {
            // The middleware removes the stored form only after a redirect from the form's own
            // endpoint.
            context
                .remove_accepted_form(
                    &FormState::default().with_action_and_id(SendMessage::PATH, &form),
                )
                .await?;
        }
        Ok(if sent {
            SendOutcome::Sent { next: next() }
        } else {
            SendOutcome::Earlier { next: next() }
        })
    }

    pub async fn fetch_newer_messages(
        thread: String,
        after: i64,
        seen: bool,
    ) -> Result<NewMessages, AppError> {
        let context = request_context();
        let thread = thread.parse().map_err(|_| AppError::NotFound)?;
        let mut tx = context.begin_thread_read().await?;
        let mark_as = if seen {
            MarkAs::Read
        } else {
            MarkAs::Delivered
        };
        let language = context.language.language_tag();
        let newer = messages::messages_after(&mut tx, thread, after, mark_as, language).await?;
        context.commit_thread_read(tx).await?;
        let viewer = MessageViewer::from_context(&context)?;
        let fresh = newer
            .messages
            .iter()
            .map(|message| render_message(&viewer, message))
            .collect();
        Ok(NewMessages {
            fresh,
            receipt: receipt_text(viewer.text, newer.receipt.as_ref(), newer.kind),
            more: i64::try_from(newer.messages.len()) == Ok(THREAD_PAGE_SIZE),
        })
    }

    pub async fn save_draft(
        thread: Option<String>,
        person: Option<String>,
        form: String,
        body: String,
    ) -> Result<(), AppError> {
        let context = request_context();
        let to = parse_destination(
            thread.as_deref().unwrap_or(""),
            person.as_deref().unwrap_or(""),
        )?;
        let mut tx = context.begin_transaction(Intent::Write).await?;
        match messages::save_draft(&mut tx, to, form.parse().ok(), &body).await {
            Ok(()) => {
                tx.commit().await?;
                // The page shows a kept form instead of the draft, so the kept form gets the same
                // text.
                let stored_form = FormState::default().with_action_and_id(SendMessage::PATH, &form);
                if model::text::is_blank(&body) {
                    context.remove_accepted_form(&stored_form).await
                } else {
                    context
                        .update_stored_form(&stored_form, |form| {
                            *form = std::mem::take(form).with_value("body", &body)
                        })
                        .await
                }
            }
            // Too long for a draft: the text stays in the page, and the island says that it is not
            // saved.
            Err(store::Error::Invalid(_)) => Err(AppError::Conflict),
            Err(other) => Err(other.into()),
        }
    }
}
