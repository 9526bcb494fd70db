//! Server functions with which a person brings their own words to an event.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form for words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EventWordsForm {
    /// The id of the words: a fresh one for new words.
    pub form: String,
    pub family: String,
    pub event: String,
    /// The revision that the form was filled in against; empty for new words.
    pub revision: String,
    /// Slug of an `EventWordsKind`.
    pub kind: String,
    pub words: String,
    /// Slug of a `WordsReaders`.
    pub who: String,
}

/// Stores words of the signed-in person. Idempotent. An older `revision` than the stored one is an
/// edit conflict.
#[server(prefix = "/api", endpoint = "calendar/words")]
pub async fn save_event_words(
    #[server(flatten)] fields: EventWordsForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_words(fields).await);
    Ok(())
}

/// The form that removes words, or puts them back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RemovedWordsForm {
    pub family: String,
    pub event: String,
    /// The id of the words.
    pub words: String,
    /// `restore` puts them back.
    pub act: String,
}

/// Removes words of the signed-in person, or puts them back. Idempotent.
#[server(prefix = "/api", endpoint = "calendar/words-out")]
pub async fn remove_event_words(
    #[server(flatten)] fields: RemovedWordsForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::remove_words(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::calendar::NewEventWords;
    use model::field_errors::FieldError;
    use model::id::{EventId, EventWordsId, FamilyId};
    use model::policy::can_open_record;
    use store::Intent;
    use store::calendar::words;
    use store::plan::working_copy::SaveOutcome;

    use super::{EventWordsForm, RemoveEventWords, RemovedWordsForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::refuse;

    /// The field that an error of the store is about.
    fn field_of(code: &'static str) -> FieldError {
        match code {
            "plan-choose" | "calendar-words-twice" => ("kind", code),
            _ => ("words", code),
        }
    }

    pub async fn save_words(fields: EventWordsForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, can_open_record)?;
        let id: EventWordsId = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let revision = match fields.revision.as_str() {
            "" => None,
            typed => Some(typed.parse::<i32>().map_err(|_| AppError::NotFound)?),
        };
        let mut page = paths::event_words(family, event);
        // The page of new words has no form for stored ones: a refused change needs its own
        // address.
        if revision.is_some() {
            page = paths::change_event_words(family, event, id);
        }
        let language = context.submitted_language();
        let draft = NewEventWords::parse(&fields.kind, &fields.words, &fields.who, &language);
        let draft = match draft {
            Ok(draft) => draft,
            Err(errors) => {
                // For a person who may not see the event, it does not exist.
                let mut tx = context.begin_transaction(Intent::Write).await?;
                words::require_event(&mut tx, family, event).await?;
                tx.commit().await?;
                return refuse(&context, errors, &page).await;
            }
        };
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match words::save_words(&mut tx, family, event, (id, revision), &draft).await {
                Ok(saved) => {
                    tx.commit().await?;
                    Ok(Ok(saved))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(code)),
                Err(error) => Err(error.into()),
            }
        })?;
        match saved {
            Ok(SaveOutcome::Saved(_)) => {
                let page = paths::event_words(family, event);
                let notice = PageNotice::new("calendar-notice-words");
                context.answer_with_notice(&page, notice).await
            }
            // Changed in another window meanwhile. The page then shows both.
            Ok(SaveOutcome::Stale) => {
                let stale = vec![("stale", "calendar-words-stale")];
                refuse(&context, stale, &page).await
            }
            Err(code) => refuse(&context, vec![field_of(code)], &page).await,
        }
    }

    pub async fn remove_words(fields: RemovedWordsForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        context.require_role(family, can_open_record)?;
        let id: EventWordsId = fields.words.parse().map_err(|_| AppError::NotFound)?;
        let removed = fields.act != "restore";
        let done = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match words::remove_words(&mut tx, family, event, id, removed).await {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(Ok(()))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(code)),
                Err(error) => Err(error.into()),
            }
        })?;
        let page = paths::event_words(family, event);
        let notice = match (done, removed) {
            // It has started meanwhile, or other words are in their place.
            (Err(_), _) => PageNotice::new("calendar-notice-words-kept"),
            (Ok(()), true) => removed_notice(family, event, id),
            (Ok(()), false) => PageNotice::new("calendar-notice-words-back"),
        };
        context.answer_with_notice(&page, notice).await
    }

    /// That the words are removed, with the button that puts them back.
    fn removed_notice(family: FamilyId, event: EventId, id: EventWordsId) -> PageNotice {
        PageNotice {
            button: Some(NoticeButton {
                label_key: "plan-notice-undo".into(),
                action: RemoveEventWords::PATH.into(),
                fields: vec![
                    ("family".into(), family.to_string()),
                    ("event".into(), event.to_string()),
                    ("words".into(), id.to_string()),
                    ("act".into(), "restore".into()),
                ],
            }),
            ..PageNotice::new("calendar-notice-words-removed")
        }
    }
}
