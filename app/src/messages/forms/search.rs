//! Server functions for search and for a mentor's contacts with a parent.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Session key of the search text and of the person who entered it.
pub const SEARCH_QUERY_KEY: &str = "search";

/// Stores the search text in the session and redirects to the page that runs the search.
#[server(prefix = "/api", endpoint = "messages/search")]
pub async fn store_search_query(#[server(default)] words: String) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::store_search_query(words).await);
    Ok(())
}

/// The form that records a contact.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MentorContactForm {
    pub form: String,
    /// The id of the parent.
    pub parent: String,
    /// Slug of a `ContactKind`.
    pub kind: String,
}

/// Records a contact of a mentor (parent partner) with their parent.
#[server(prefix = "/api", endpoint = "messages/contact")]
pub async fn record_mentor_contact(
    #[server(flatten)] fields: MentorContactForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::record_mentor_contact(fields).await);
    Ok(())
}

/// Removes a recorded contact.
#[server(prefix = "/api", endpoint = "messages/contact-out")]
pub async fn delete_mentor_contact(
    #[server(default)] contact: String,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::delete_mentor_contact(contact).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::messages::ContactKind;
    use store::Intent;
    use store::messages::staff;

    use super::{MentorContactForm, SEARCH_QUERY_KEY};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::{retry_on_race, see_other};

    /// Maximum length of a search text, in characters.
    const MAX_QUERY_CHARS: usize = 200;

    pub async fn store_search_query(words: String) -> Result<(), AppError> {
        let context = request_context();
        let person = context.actor()?.person;
        // Limited, because every request reads the data of the session.
        let words: String = model::text::normalize_text(&words)
            .chars()
            .take(MAX_QUERY_CHARS)
            .collect();
        // In the session and not in an address: addresses stay in the history of a phone that others
        // use too. With the person, so that the next one to sign in does not see it.
        context
            .session
            .insert(SEARCH_QUERY_KEY, (person, words))
            .await
            .map_err(AppError::from_session_error)?;
        see_other(paths::SEARCH_MESSAGES);
        Ok(())
    }

    pub async fn record_mentor_contact(fields: MentorContactForm) -> Result<(), AppError> {
        let context = request_context();
        let (form, parent) = (
            fields.form.parse().map_err(|_| AppError::NotFound)?,
            fields.parent.parse().map_err(|_| AppError::NotFound)?,
        );
        let kind = ContactKind::parse(&fields.kind).ok_or(AppError::NotFound)?;
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            staff::add_contact(&mut tx, form, parent, kind).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&format!("{}?noted=1", paths::MENTOR_CONTACTS));
        Ok(())
    }

    pub async fn delete_mentor_contact(contact: String) -> Result<(), AppError> {
        let context = request_context();
        let id = contact.parse().map_err(|_| AppError::NotFound)?;
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            staff::delete_contact(&mut tx, id).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(paths::MENTOR_CONTACTS);
        Ok(())
    }
}
