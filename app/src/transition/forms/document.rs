//! Server functions of a document: what the young person says about it, and the date by which the
//! agency obtains it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of a young person for one of their documents.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentForm {
    /// Slug of a `DocumentKind`.
    pub row: String,
    /// The revision that the form was filled in against.
    pub revision: String,
    /// Slug of a `DocumentState`.
    pub state: String,
    pub helper: String,
    pub due_on: String,
}

/// Stores what a young person says about a document. An older `revision` than the stored one is an
/// edit conflict.
#[server(prefix = "/api", endpoint = "transition/document")]
pub async fn save_document(#[server(flatten)] fields: DocumentForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_own(fields).await);
    Ok(())
}

/// The form of a worker who states the date by which the agency obtains a document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentPromiseForm {
    pub family: String,
    /// The id of the young person.
    pub of: String,
    /// Slug of a `DocumentKind`.
    pub row: String,
    /// The revision that the form was filled in against.
    pub revision: String,
    pub due_on: String,
}

/// Stores the date by which the agency obtains a document. An older `revision` than the stored one
/// is an edit conflict.
#[server(prefix = "/api", endpoint = "transition/document-promise")]
pub async fn promise_document(
    #[server(flatten)] fields: DocumentPromiseForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_promise(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{FamilyId, PersonId};
    use model::policy::can_open_record;
    use model::transition::DocumentKind;
    use model::transition::document::DocumentInput;
    use store::Intent;
    use store::plan::working_copy::SaveOutcome;
    use store::transition::documents;

    use super::{DocumentForm, DocumentPromiseForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::{commit_or_refuse, refuse};
    use crate::transition::forms::require_plan;

    pub async fn save_own(fields: DocumentForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let kind = DocumentKind::parse(&fields.row).ok_or(AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::own_document(kind);
        let parsed = DocumentInput::parse(&fields.state, &fields.helper, &fields.due_on);
        let input = match parsed {
            Ok(input) => input,
            Err(errors) => {
                // Without a plan the answer is 404, whatever was typed.
                require_plan(&context).await?;
                return refuse(&context, errors, &page).await;
            }
        };
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let saved = documents::save_own_document(&mut tx, kind, revision, &input).await?;
            tx.commit().await?;
            Ok(saved)
        })?;
        match saved {
            SaveOutcome::Saved(()) => {
                let notice = PageNotice::new("transition-document-saved");
                context.answer_with_notice(&page, notice).await
            }
            SaveOutcome::Stale => {
                let stale = vec![("stale", "plan-stale")];
                refuse(&context, stale, &page).await
            }
        }
    }

    pub async fn save_promise(fields: DocumentPromiseForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let family: FamilyId = fields.family.parse().map_err(|_| AppError::NotFound)?;
        // Not the only check: the store answers 404 to every role but a worker.
        context.require_role(family, can_open_record)?;
        let youth: PersonId = fields.of.parse().map_err(|_| AppError::NotFound)?;
        let kind = DocumentKind::parse(&fields.row).ok_or(AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::promised_document(family, youth, kind);
        let input = match DocumentInput::parse_promise(&fields.due_on) {
            Ok(input) => input,
            Err(errors) => {
                let mut tx = context.begin_record_read(family).await?;
                documents::read_promised_document(&mut tx, family, youth, kind).await?;
                // Without a commit, and so without the access log entry: the redirect shows
                // nothing.
                drop(tx);
                return refuse(&context, errors, &page).await;
            }
        };
        let saved = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let about = (kind, revision);
            let saved = documents::promise_document(&mut tx, family, youth, about, &input).await;
            commit_or_refuse(tx, saved, "due_on").await
        })?;
        let error = match saved {
            Ok(SaveOutcome::Saved(())) => {
                let notice = PageNotice::new("transition-document-promised");
                return context.answer_with_notice(&page, notice).await;
            }
            // Someone else said something meanwhile. The page then shows both.
            Ok(SaveOutcome::Stale) => ("stale", "plan-stale"),
            Err(error) => error,
        };
        refuse(&context, vec![error], &page).await
    }
}
